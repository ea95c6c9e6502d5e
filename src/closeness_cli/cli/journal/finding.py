"""Listing and finding entries and tags: quick ways through the program, as writing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.cli.journal.wanted import LISTED, entry_filter
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import EntryFilter


def list_entries(
    made: App,
    *,
    most: int = LISTED,
    since: str | None = None,
    until: str | None = None,
    tag: list[str] | None = None,
    kind: str | None = None,
    mood: int | None = None,
    trash: bool = False,
) -> None:
    """Show entries, newest first."""
    from closeness_cli.presentation.journal_view import entries_view

    wanted = entry_filter(
        made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood, trash=trash
    )
    found = list(made.stores.entries.newest(_one_more(wanted, most)))
    shown = found[:most]
    empty = _nothing(made, trash=trash)
    made.show(entries_view(shown, empty=empty, has_older=len(shown) < len(found)))


def search(
    made: App,
    query: list[str],
    *,
    most: int = LISTED,
    since: str | None = None,
    until: str | None = None,
    tag: list[str] | None = None,
    kind: str | None = None,
    mood: int | None = None,
) -> None:
    """Find entries by their words, best match first."""
    from closeness_cli.presentation.journal_view import found_view

    wanted = entry_filter(made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood)
    found = made.stores.entries.search(" ".join(query), _one_more(wanted, most))
    shown = found[:most]
    has_more = len(shown) < len(found)
    made.show(found_view(shown, empty=messages.NOTHING_FOUND, has_more=has_more))


def list_tags(made: App, *, since: str | None = None, until: str | None = None) -> None:
    """Count tags, most used first, and say once of two that they may be one."""
    from closeness_cli.presentation.journal_view import tags_view

    counts = made.stores.entries.tag_counts(entry_filter(made, since=since, until=until))
    made.show(tags_view(counts, empty=messages.NO_TAGS))
    if made.screen.has_notes and not made.screen.plain:
        from closeness_cli.cli.journal.alike import point_out

        point_out(made, counts)


def _one_more(wanted: EntryFilter, most: int) -> EntryFilter:
    """Ask for one more, which shows whether there is more; who named a number knows."""
    return wanted._replace(most=most + 1) if most == LISTED else wanted


def _nothing(made: App, *, trash: bool) -> str:
    if trash:
        return messages.IN_TRASH_EMPTY
    return messages.NOTHING_FOUND if made.has_vault else messages.NOTHING_YET
