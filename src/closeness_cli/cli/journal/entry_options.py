"""The options that several commands of the journal share, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.options import day_after
from closeness_cli.core.entry import EntryFilter, EntryKind, Visibility, check_mood, read_tag
from closeness_cli.core.when import read_day
from closeness_cli.errors import WrongUseError
from closeness_cli.services.journal import Details

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

MOST_LISTED = 1_000_000
"""More than anyone writes; a larger `-n` means all of them."""

LISTED = 50
"""Entries that `list` and `search` show unless `-n` says otherwise: a few screens."""

MoodOption = typer.Option(None, "--mood", help="From -2 (very low) to 2 (very good).")
TagOption = typer.Option(None, "--tag", help="A tag; may be said again.")
KindOption = typer.Option(None, "--kind", help="note, moment, conversation, conflict, …")
AtOption = typer.Option(None, "--at", help="When: 2026-03-01 or '2026-03-01 21:30'.")
VisibilityOption = typer.Option(
    None, "--private/--shared", show_default=False, help="Private unless you say shared."
)
SinceOption = typer.Option(None, "--since", help="First day, 2026-03-01.")
UntilOption = typer.Option(None, "--until", help="Last day, 2026-03-31.")
MostOption = typer.Option(LISTED, "-n", min=1, help="How many at most.")


def details(
    *,
    mood: int | None,
    tag: list[str] | None,
    kind: str | None,
    at: str | None,
    is_private: bool | None,
) -> Details:
    """Put together what was said of an entry."""
    visibility = None
    if is_private is not None:
        visibility = Visibility.PRIVATE if is_private else Visibility.SHARED
    return Details(mood=mood, tags=tuple(tag or ()), kind=_kind(kind), at=at, visibility=visibility)


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
        since=read_day(since) if since is not None else None,
        until=day_after(until) if until is not None else None,
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
