"""Writing in the journal: what a person gives becomes an entry that is kept."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.entry import (
    DO_NOT_RESURFACE,
    Entry,
    EntryKind,
    Visibility,
    check_mood,
    check_text,
    read_tag,
    tags_in,
    unique,
)
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Clock, Entries


class Details(NamedTuple):
    """What may be said beside an entry's text; what is absent was not said.

    Args:
        at: When it was; without it, now.
        fields: What only its kind has, as `core.entry_fields.check_fields` let it through.
        do_not_resurface: Whether it is never shown of its own accord.
        cleared: Fields that are taken back, by name; `mood` and `tags` are among them.
    """

    mood: int | None = None
    tags: tuple[str, ...] = ()
    kind: EntryKind | None = None
    at: Moment | None = None
    visibility: Visibility | None = None
    fields: Mapping[str, Any] = MappingProxyType({})
    do_not_resurface: bool | None = None
    cleared: frozenset[str] = frozenset()


def check_details(details: Details) -> None:
    """Let details through that can be kept; asked before anything is written or created.

    Raises:
        WrongUseError: A tag or the mood cannot be taken.
    """
    for tag in details.tags:
        read_tag(tag)
    if details.mood is not None:
        check_mood(details.mood)


def write_entry(
    text: str,
    details: Details,
    *,
    entries: Entries,
    clock: Clock,
    person_id: str | None = None,
) -> Entry:
    """Keep a new entry; its tags are those given and those in the text.

    The text may be empty where a field of its kind says something.

    Raises:
        WrongUseError: The text, a tag or the mood cannot be taken.
    """
    entry = Entry(
        id=entries.new_id(),
        moment=details.at or clock.now(),
        text=check_text(text) if text or not details.fields else "",
        kind=details.kind or EntryKind.NOTE,
        mood=check_mood(details.mood) if details.mood is not None else None,
        tags=_tags(text, details.tags),
        visibility=details.visibility or Visibility.PRIVATE,
        person_id=person_id,
        fields=_fields({}, details),
    )
    entries.add(entry)
    return entry


def edit_entry(
    entry: Entry,
    text: str | None,
    details: Details,
    *,
    entries: Entries,
    based_on: str | None = None,
) -> Entry:
    """Keep a new state of an entry; what is not said stays, tags that were given on their own too.

    Args:
        based_on: The revision that the person saw; a later one is never written over.

    Raises:
        WrongUseError: The text, a tag or the mood cannot be taken, or nothing would be left.
        ChangedMeanwhileError: The entry has changed since.
    """
    mood = None if "mood" in details.cleared else entry.mood
    changed = entry._replace(
        text=entry.text if text is None else check_text(text),
        kind=details.kind or entry.kind,
        visibility=details.visibility or entry.visibility,
        mood=mood if details.mood is None else check_mood(details.mood),
        fields=_fields(entry.fields, details),
        moment=details.at or entry.moment,
    )
    if "tags" in details.cleared:
        changed = changed._replace(tags=_tags(changed.text, details.tags))
    else:
        changed = changed._replace(tags=_tags_after(entry, changed.text, details.tags))
    if changed != entry:
        if not changed.text and not _says_something(changed):
            raise WrongUseError(
                "Then nothing would be left of the entry, so it was not changed.",
                "To move it to the trash:  closeness journal delete ID",
            )
        entries.change(changed, based_on=based_on)
    return changed


def _tags_after(entry: Entry, text: str, given: Iterable[str]) -> tuple[str, ...]:
    """Keep the tags that an entry has, but for those that only its old text gave it.

    A word that the old text had too gives no tag again: the tag may have been renamed since.
    """
    before = {tag.casefold() for tag in tags_in(entry.text)}
    there = tags_in(text)
    gone = before - {tag.casefold() for tag in there}
    kept = [tag for tag in entry.tags if tag.casefold() not in gone]
    new = [tag for tag in there if tag.casefold() not in before]
    return unique([*kept, *(read_tag(one) for one in given), *new])


def _fields(before: Mapping[str, Any], details: Details) -> Mapping[str, Any]:
    """Give the fields after a change; one that may be shown again has no mark."""
    if not (details.fields or details.cleared) and details.do_not_resurface is None:
        return before
    kept = {name: one for name, one in before.items() if name not in details.cleared}
    fields = {**kept, **details.fields}
    if details.do_not_resurface is not None:
        fields.pop(DO_NOT_RESURFACE, None)
    return {**fields, DO_NOT_RESURFACE: True} if details.do_not_resurface else fields


def _says_something(entry: Entry) -> bool:
    """Say whether an entry without a text has a field that says something."""
    return any(name != DO_NOT_RESURFACE for name in entry.fields)


def _tags(text: str, given: Iterable[str]) -> tuple[str, ...]:
    return unique([*(read_tag(one) for one in given), *tags_in(text)])
