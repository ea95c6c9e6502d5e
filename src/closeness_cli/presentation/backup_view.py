"""Backups: what was written, and what going back to one would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.moment import day_words
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

NOTHING_RESTORED = "Nothing was changed."
NO_AGREEMENT = "Nobody is here to agree, so nothing was restored."
AGREE_BEFORE = "With --yes it is restored; what is here now is kept beside."
QUESTION = "Go back to this backup?"
KEPT_BESIDE = "What is here now is kept beside, as a backup of its own."
OTHER_VAULT = "It is a backup of another vault than the one that is here."
ENCRYPTED = "It is encrypted, and opens with the passphrase that the vault has now."
PLAIN = "It is not encrypted: anyone who can read the file can read it."


class Holding(NamedTuple):
    """How much a vault holds.

    Args:
        last_on: The UTC day of the last change; absent for an empty vault.
    """

    n_entries: int
    n_sets: int
    last_on: date | None


class Restoring(NamedTuple):
    """What a restore would do.

    Args:
        present: What is here now; absent where nothing is that can be read.
        n_gained: Changes that only the backup has.
        n_lost: Changes that only the vault has that is here.
        is_other: It is a backup of another vault.
    """

    backup: Holding
    present: Holding | None
    n_gained: int
    n_lost: int
    is_other: bool


def restore_view(restoring: Restoring) -> View:
    """Show what a restore would change."""
    return View(
        "vault restore",
        data=lambda: restore_data(restoring),
        page=lambda: Page(tuple(_blocks(restoring)), "Going back to a backup"),
    )


def restore_about(restoring: Restoring) -> str:
    """Say what a restore would change, for the screen with the question."""
    said = [_lead(restoring), *(f"{label}: {value}" for label, value in _compared(restoring))]
    if restoring.is_other:
        said.append(OTHER_VAULT)
    if restoring.present is not None:
        said.append(KEPT_BESIDE)
    return "\n".join(said)


def restore_data(restoring: Restoring, *, kept: str | None = None) -> dict[str, Any]:
    """Give it as plain data.

    Args:
        kept: Where what was here before is, once it is done.
    """
    return {
        "backup": _plain(restoring.backup),
        "present": None if restoring.present is None else _plain(restoring.present),
        "gained": restoring.n_gained,
        "lost": restoring.n_lost,
        "other_vault": restoring.is_other,
        "kept": kept,
    }


def restored(kept: str | None) -> str:
    """Say that a backup is in its place, and where what was there before is."""
    if kept is None:
        return "Restored."
    return f"Restored. What was here before is kept in:\n  {safe(kept)}"


def backed_up(name: str, *, is_encrypted: bool) -> str:
    """Say where a backup is, and who can read it."""
    who = ENCRYPTED if is_encrypted else PLAIN
    return f"Written, and opened again to be sure:\n  {safe(name)}\n{who}"


def _blocks(restoring: Restoring) -> Iterator[Block]:
    yield Lead(_lead(restoring))
    yield Facts(tuple(_compared(restoring)))
    if restoring.is_other:
        yield Note(OTHER_VAULT)
    if restoring.present is not None:
        yield Note(KEPT_BESIDE)


def _compared(restoring: Restoring) -> Iterator[tuple[str, str]]:
    """Say what the backup holds, and what is here now where that is another."""
    here = {} if restoring.present is None else dict(_facts(restoring.present))
    for label, value in _facts(restoring.backup):
        now = here.get(label, value)
        yield label, value if value == now else f"{now} now, {value} then"


def _lead(restoring: Restoring) -> str:
    if restoring.present is None:
        return "There is no vault here that can be read; the backup becomes it."
    if not restoring.n_lost and not restoring.n_gained:
        return "The backup holds the same as the vault does now."
    parts = []
    if restoring.n_lost:
        parts.append(f"{_changes(restoring.n_lost)} since then would be gone")
    if restoring.n_gained:
        parts.append(f"{_changes(restoring.n_gained)} would come back")
    said = ", and ".join(parts)
    return f"{said[0].upper()}{said[1:]}."


def _facts(holding: Holding) -> Iterator[tuple[str, str]]:
    yield "Entries", str(holding.n_entries)
    yield "Sets of answers", str(holding.n_sets)
    yield "Last change", "none" if holding.last_on is None else day_words(holding.last_on)


def _plain(holding: Holding) -> dict[str, Any]:
    last_on = holding.last_on
    return {
        "entries": holding.n_entries,
        "sets": holding.n_sets,
        "last_on": None if last_on is None else last_on.isoformat(),
    }


def _changes(count: int) -> str:
    return "one change" if count == 1 else f"{count} changes"
