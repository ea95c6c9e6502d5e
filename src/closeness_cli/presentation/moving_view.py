"""Moving in and out: what an import would do, what it did, and what is not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.moment import day_words
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Title
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TAGS_SHOWN = 8

NOT_KEPT = "What is not kept as it was"

NO_AGREEMENT = "Nobody is here to agree, so nothing was imported."
NOTHING_IMPORTED = "Nothing was imported. That is fine."
STOPPED = "Stopped, so nothing was imported."
AGREE_BEFORE = "Look with --dry-run, then import with --yes."


class Moving(NamedTuple):
    """What an import would do, or did.

    Args:
        n_known: Entries that came with an earlier import.
        n_other: Those among them that read differently here.
        n_alike: New ones that an entry here equals, in its moment and its words.
        n_left: Those that are left out because of that.
        zone: The one that was taken for times without one; absent where none was needed.
    """

    n_new: int
    n_known: int
    n_other: int
    n_alike: int
    n_left: int
    first_on: date | None
    last_on: date | None
    tags: tuple[tuple[str, int], ...]
    losses: Mapping[str, int]
    zone: str | None
    is_zone_assumed: bool


def import_view(moving: Moving) -> View:
    """Show what an import would do."""
    return View("journal import", data=lambda: import_data(moving), page=lambda: _page(moving))


def import_data(moving: Moving, *, imported: bool = False) -> dict[str, Any]:
    """Give it as plain data."""
    return {
        "imported": imported,
        "new": moving.n_new,
        "known": moving.n_known,
        "changed_here": moving.n_other,
        "duplicates": moving.n_alike,
        "left_out": moving.n_left,
        "first_on": moving.first_on and moving.first_on.isoformat(),
        "last_on": moving.last_on and moving.last_on.isoformat(),
        "tags": [{"tag": tag, "entries": count} for tag, count in moving.tags],
        "losses": [{"what": what, "count": count} for what, count in moving.losses.items()],
        "timezone": moving.zone,
    }


def import_question(n_new: int) -> str:
    """Ask before anything is imported."""
    return f"Import {_entries(n_new)}?"


def import_about(moving: Moving) -> str:
    """Say what an import would do, for the screen with the question."""
    days = [day_words(one) for one in (moving.first_on, moving.last_on) if one is not None]
    lines = [" to ".join(dict.fromkeys(days)), *_lost(moving), *_remarks(moving)]
    return "\n".join(line for line in lines if line)


def imported(moving: Moving, *, with_losses: bool) -> str:
    """Say what was imported."""
    lost = _lost(moving) if with_losses else []
    return "\n".join([f"Imported: {_entries(moving.n_new)}.", *_remarks(moving), *lost])


def loss_lines(losses: Mapping[str, int]) -> list[str]:
    """Say what is not kept, and how often, a line each."""
    return [f"{safe(what)}: {count:,}" for what, count in losses.items() if count]


def _page(moving: Moving) -> Page:
    blocks: list[Block] = [Lead(f"{_entries(moving.n_new)} to import")]
    rows: list[tuple[str, str]] = []
    if moving.first_on is not None and moving.last_on is not None:
        rows += [
            ("First day", day_words(moving.first_on)),
            ("Last day", day_words(moving.last_on)),
        ]
    if moving.tags:
        shown = ", ".join(f"#{tag} {count:,}" for tag, count in moving.tags[:TAGS_SHOWN])
        more = len(moving.tags) - TAGS_SHOWN
        rows.append(("Tags", f"{shown} and {more:,} more" if more > 0 else shown))
    if rows:
        blocks.append(Facts(tuple(rows)))
    if moving.losses:
        lost = tuple((what, f"{count:,}") for what, count in moving.losses.items())
        blocks += [Title(NOT_KEPT), Facts(lost)]
    blocks += [Note(remark) for remark in _remarks(moving)]
    return Page(tuple(blocks))


def _lost(moving: Moving) -> list[str]:
    told = loss_lines(moving.losses)
    return [f"{NOT_KEPT}:", *(f"  {line}" for line in told)] if told else []


def _remarks(moving: Moving) -> list[str]:
    remarks = []
    if moving.n_known:
        remarks.append(f"{_were(moving.n_known)} here already.")
    if moving.n_other:
        remarks.append(f"{moving.n_other:,} of them read differently here, and stay as they are.")
    if moving.n_left:
        remarks.append(f"{_were(moving.n_left)} left out: here with the same time and words.")
    elif moving.n_alike:
        remarks.append(
            f"Here with the same time and words: {moving.n_alike:,}. They are added all the same;"
            " --skip-duplicates leaves them out."
        )
    if moving.zone is not None and moving.is_zone_assumed:
        remarks.append(
            f"Times without a zone are taken as {moving.zone}, yours now;"
            " --timezone ZONE takes another."
        )
    return remarks


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count:,} entries"


def _were(count: int) -> str:
    return "1 was" if count == 1 else f"{count:,} were"
