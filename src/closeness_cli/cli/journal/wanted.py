"""What the options that commands of the journal share mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.cli.options import day_after
from closeness_cli.core.entry import EntryFilter, EntryKind, Visibility, check_mood, read_tag
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.services.journal import Details

MOST_LISTED = 1_000_000
"""More than anyone writes; a larger `-n` means all of them."""

LISTED = 50
"""Entries that `list` and `search` show unless `-n` says otherwise: a few screens."""


def details(
    made: App,
    *,
    mood: int | None,
    tag: list[str] | None,
    kind: str | None,
    at: str | None,
    is_private: bool | None,
    do_not_resurface: bool | None = None,
) -> Details:
    """Put together what was said of an entry; a time is read here, once for all that follows."""
    from closeness_cli.services.journal import Details  # not for who only finds

    visibility = None
    if is_private is not None:
        visibility = Visibility.PRIVATE if is_private else Visibility.SHARED
    return Details(
        mood=mood,
        tags=tuple(tag or ()),
        kind=_kind(kind),
        at=made.when(at) if at is not None else None,
        visibility=visibility,
        do_not_resurface=do_not_resurface,
    )


def entry_filter(
    app: App,
    *,
    most: int | None = None,
    since: str | None = None,
    until: str | None = None,
    tag: list[str] | None = None,
    kind: str | None = None,
    mood: int | None = None,
    trash: bool = False,
) -> EntryFilter:
    """Put together which entries are asked for."""
    return EntryFilter(
        since=app.day(since) if since is not None else None,
        until=day_after(app.day(until)) if until is not None else None,
        tags=tuple(read_tag(one) for one in tag or ()),
        kind=_kind(kind),
        mood=check_mood(mood) if mood is not None else None,
        person_id=app.person_id(),
        in_trash=trash,
        most=min(most, MOST_LISTED) if most is not None else None,
    )


def _kind(word: str | None) -> EntryKind | None:
    if word is None:
        return None
    try:
        return EntryKind(word)
    except ValueError as error:
        raise WrongUseError(
            "There is no kind of entry of that name.", f"Kinds are {', '.join(EntryKind)}."
        ) from error
