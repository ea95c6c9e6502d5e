"""Asking for what an entry of a kind may say beside its text; only at a terminal, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry_fields import BOTH, Field, Takes, fields_of, read_field
from closeness_cli.core.moment import day_words
from closeness_cli.core.person import OWNER, read_name, same_name
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services.conflicts import (
    close_as_faded,
    confirm_open,
    is_old,
    open_conflicts,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

MOST_OFFERED = 9
"""Open conflicts that are offered, the newest; another one is named with `--of`."""

MOST_OLD = 3
"""Old conflicts that are asked about after one repair; others wait for the next."""

LONGEST_LABEL = 60
"""Characters of a conflict that tell it from others."""

STILL_OPEN = "still_open:"
"""Under which the vault remembers that an old conflict was asked about."""

STILL_OPEN_OPTIONS = ("Leave it as it is", "It is still open", "It faded")


def ask_fields(made: App, entry: Entry) -> dict[str, Any]:
    """Ask for each field that was not said yet; Ctrl-C ends the questions, not the entry."""
    said: dict[str, Any] = {}
    try:
        for field in fields_of(entry.kind):
            if field.name not in entry.fields:
                value = _asked(made, field, entry)
                if value is not None:
                    said[field.name] = value
    except KeyboardInterrupt:
        pass  # the entry is kept; what was said so far is, too
    return said


def ask_which_conflict(made: App, entry: Entry) -> dict[str, Any]:
    """Ask which open conflict a repair was about; Ctrl-C leaves it out."""
    field = next(one for one in fields_of(entry.kind) if one.takes is Takes.ENTRY)
    try:
        value = _asked_conflict(made, field, entry)
    except KeyboardInterrupt:
        return {}
    return {} if value is None else {field.name: value}


def ask_about_old(made: App, person_id: str | None) -> None:
    """Ask once of each old open conflict whether it is still open; a forgotten repair is not.

    Args:
        person_id: Whose conflicts; absent for the vault's owner.
    """
    stores, now = made.stores, made.clock.now()
    found = open_conflicts(stores.entries, person_id=person_id)
    n_asked = 0
    for one in found:
        if n_asked == MOST_OLD:
            return
        if not is_old(one, now) or not stores.notices.first_time(f"{STILL_OPEN}{one.id}"):
            continue
        n_asked += 1
        based_on = stores.entries.head(one.id)
        question = f"Is this still open? {_label(one)}"
        try:
            answer = made.terminal.choose(question, STILL_OPEN_OPTIONS)
        except KeyboardInterrupt:
            return
        if answer == 1:
            confirm_open(one, entries=stores.entries, clock=made.clock, based_on=based_on)
        elif answer:
            close_as_faded(one, entries=stores.entries, clock=made.clock, based_on=based_on)


def agree_on_beginner(made: App, word: str | None) -> str | None:
    """Understand who began, as it was said: `self`, `both`, or a name that is or may be added.

    Raises:
        NotFoundError: The name is new, and nobody agreed to add it.
        WrongUseError: It is no name.
    """
    if word is None or word.casefold() in (OWNER, BOTH):
        return None if word is None else word.casefold()
    name = read_name(word)
    if made.choices.person is not None and same_name(name, made.choices.person):
        return name
    known = made.stores.people.find(name)
    if known is None and not made.agrees(messages.add_person_question(name)):
        raise NotFoundError(
            "Nobody with that name is in this vault.",
            "--began takes self, both or a name; with --yes, a new name is added.",
        )
    return name


def beginner(made: App, agreed: str) -> str:
    """Give who began as an entry keeps it; a person who was agreed on is added."""
    if agreed in (OWNER, BOTH):
        return agreed
    people = made.stores.people
    return (people.find(agreed) or people.add(agreed)).id


def _asked(made: App, field: Field, entry: Entry) -> object:
    if field.takes is Takes.ENTRY:
        return _asked_conflict(made, field, entry)
    if field.takes is Takes.PERSON:
        return _asked_beginner(made, field)
    return made.terminal.ask_line(
        field.question, _options(field), lambda line: read_field(field, line)
    )


def _options(field: Field) -> list[tuple[str, str]]:
    """List what may be typed: numbers with their words, or choices by number."""
    if field.takes is Takes.CHOICE:
        return [(str(at), words) for at, words in enumerate(field.words.values(), start=1)]
    return [(str(value), words) for value, words in sorted(field.words.items())]


def _asked_conflict(made: App, field: Field, entry: Entry) -> str | None:
    found = open_conflicts(made.stores.entries, person_id=entry.person_id)[:MOST_OFFERED]
    if not found:
        return None
    options = [(str(at), _label(one)) for at, one in enumerate(found, start=1)]
    return made.terminal.ask_line(
        field.question, options, lambda line: found[_place(line, len(found))].id
    )


def _asked_beginner(made: App, field: Field) -> str | None:
    """Ask who began; a name that is new is added where that is agreed to, else left out."""
    names = [one.name for one in made.stores.people.all()][: MOST_OFFERED - 2]
    options = [("1", "you"), ("2", "both of you")]
    options += [(str(at), name) for at, name in enumerate(names, start=3)]
    options.append(("…", "or a name"))
    word = made.terminal.ask_line(field.question, options, lambda line: _beginner_in(line, names))
    if word is None:
        return None
    try:
        agreed = agree_on_beginner(made, word)
    except NotFoundError:
        return None
    return beginner(made, agreed) if agreed is not None else None


def _beginner_in(line: str, names: Sequence[str]) -> str:
    word = line.strip()
    known = {"1": OWNER, "2": BOTH, **{str(at): one for at, one in enumerate(names, start=3)}}
    if word in known:
        return known[word]
    if word.isdigit():
        raise WrongUseError(f"Please type a number from 1 to {len(known)}, or a name.")
    return word if word.casefold() in (OWNER, BOTH) else read_name(word)


def _place(line: str, last: int) -> int:
    """Read which of some options was typed, from 1; gives its place, from 0."""
    said = line.strip()
    if not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= last):
        raise WrongUseError(f"Please type a number from 1 to {last}.")
    return int(said[:9]) - 1


def _label(conflict: Entry) -> str:
    """Tell a conflict from others: its day, and what it was about."""
    fields: Mapping[str, Any] = conflict.fields
    words = " ".join((fields.get("topic") or conflict.text)[: 4 * LONGEST_LABEL].split())
    if len(words) > LONGEST_LABEL:
        words = words[: LONGEST_LABEL - 1].rstrip() + "…"
    return f"{day_words(conflict.moment.on)}: {words}" if words else day_words(conflict.moment.on)
