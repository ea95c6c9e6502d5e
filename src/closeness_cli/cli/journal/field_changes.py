"""Changing what only entries of one kind say, and taking a field back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.cli.journal.asking import agree_on_beginner, beginner
from closeness_cli.core.entry_fields import FIELDS, check_fields, fields_of
from closeness_cli.core.near import did_you_mean
from closeness_cli.errors import WrongUseError
from closeness_cli.services.conflicts import check_conflict
from closeness_cli.services.journal import check_details

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import EntryKind
    from closeness_cli.core.entry_fields import Field
    from closeness_cli.services.journal import Details

OF_EVERY_KIND = ("mood", "tags")
"""What may be cleared of any entry, beside the fields of its kind."""


def with_fields(
    made: App,
    kind: EntryKind,
    said: Details,
    given: Mapping[str, object],
    cleared: Sequence[str],
) -> Details:
    """Add to what was said of an entry the fields that change.

    Args:
        kind: Which the entry has, or is going to have.
        given: By name; what is absent was not said.
        cleared: What is taken back, by the words of the options.

    Raises:
        WrongUseError: The kind has no such field, or the field does not take the value, or it
            is cleared as well.
        NotFoundError: There is no such conflict, or somebody new began and nobody agreed.
    """
    check_details(said)  # before somebody new is added for a change that cannot be
    names = _cleared_names(kind, cleared)
    fields = _changed_fields(made, kind, given)
    if names & fields.keys() or ("mood" in names and said.mood is not None):
        raise WrongUseError(
            "One and the same is both given and cleared, so nothing was changed.",
            "Leave one of the two out.",
        )
    return said._replace(fields=fields, cleared=names)


def _changed_fields(made: App, kind: EntryKind, given: Mapping[str, object]) -> dict[str, Any]:
    said = {name: value for name, value in given.items() if value is not None}
    known = {field.name for field in fields_of(kind)}
    for name in said:
        if name not in known:
            raise WrongUseError(
                f"An entry of the kind {kind} has no {_options()[name]}.", _what_it_has(kind)
            )
    began, of = said.pop("began_by", None), said.pop("repairs", None)
    fields = check_fields(kind, said)
    if of is not None:
        fields["repairs"] = check_conflict(made.stores.entries.find(str(of))).id
    agreed = agree_on_beginner(made, None if began is None else str(began))
    if agreed is not None:
        fields["began_by"] = beginner(made, agreed)
    return fields


def _cleared_names(kind: EntryKind, words: Sequence[str]) -> frozenset[str]:
    """Understand what is to be cleared; gives names of fields."""
    known = {one: one for one in OF_EVERY_KIND}
    known |= {_word(field): field.name for field in fields_of(kind)}
    found = set()
    for given in words:
        word = given.removeprefix("--")
        if word not in known:
            near = did_you_mean(word, known)
            raise WrongUseError(
                f"An entry of the kind {kind} has nothing of that name to clear{near}.",
                f"--clear takes {', '.join(known)}.",
            )
        found.add(known[word])
    return frozenset(found)


def _word(field: Field) -> str:
    """Give a field's name as one types it."""
    return field.option.removeprefix("--")


def _options() -> dict[str, str]:
    return {field.name: field.option for fields in FIELDS.values() for field in fields}


def _what_it_has(kind: EntryKind) -> str:
    options = [field.option for field in fields_of(kind)]
    if not options:
        return "It has none of its own; another kind:  closeness journal edit ID --kind KIND"
    return f"It has {', '.join(options)}."
