"""What `vault forget` and `vault destroy` say: what goes, and what they cannot reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

FORGET_WHAT = (
    "Say what to forget.",
    "closeness vault forget ID, or --before 2024-01-01, or --tag NAME",
)

NOTHING_FORGOTTEN = "Nothing was forgotten."

NOTHING_TO_FORGET = "There is nothing of that here, so nothing was forgotten."

NO_AGREEMENT = "This cannot be undone, and there is no terminal to ask at."

OUT_OF_REACH = (
    "Out of reach: copies and exports you put elsewhere, synced folders, snapshots, the disk's"
    " spare blocks."
)

DESTROY_WORD = "destroy"
"""What is typed to agree: more than a key, since nothing brings it back."""

NOT_THE_WORD = f"To keep everything, press Enter. To remove it, type {DESTROY_WORD}."

NOTHING_DESTROYED = "Nothing was removed."


def forget_question(counts: Sequence[int]) -> str:
    """Ask before something is removed for good.

    Args:
        counts: Of entries, sets of answers, times of a ritual, and drafts.
    """
    return f"Remove {_counted(counts)} for good? Nothing brings that back."


def forgotten(counts: Sequence[int], *, n_backups: int) -> str:
    """Say what is gone, from where, and what could not be reached; counts as above."""
    from_where = "the vault, its history and its search"
    if n_backups:
        kept = "backup" if n_backups == 1 else f"{n_backups} backups"
        from_where += f"; a new backup took the place of the {kept} beside it"
    return f"Gone for good: {_counted(counts)}, from {from_where}.\n  {OUT_OF_REACH}"


def finished(*, n_backups: int) -> str:
    """Say that what an earlier call left is gone now."""
    more = " Its backups were replaced." if n_backups else ""
    return f"What was forgotten before is gone beside the vault too.{more}\n  {OUT_OF_REACH}"


def destroy_question(folder: str) -> str:
    """Ask before the whole vault is removed."""
    return (
        f"Everything in {safe(folder)} goes: every entry and answer, the backups beside the vault,"
        f" your templates. Nothing brings it back. Type {DESTROY_WORD} to go on; Enter alone keeps"
        " everything."
    )


def destroyed(folder: str, *, is_gone: bool) -> str:
    """Say that the vault is gone, and what may still be somewhere."""
    others = "" if is_gone else f"\n  Files that are not the vault's stay in {safe(folder)}."
    return f"The vault is gone.{others}\n  {OUT_OF_REACH}"


def _counted(counts: Sequence[int]) -> str:
    names = (
        ("entry", "entries"),
        ("set of answers", "sets of answers"),
        ("time a ritual was done", "times a ritual was done"),
        ("draft", "drafts"),
    )
    said = [
        f"{n} {one if n == 1 else many}" for n, (one, many) in zip(counts, names, strict=True) if n
    ]
    return ", ".join(said[:-1]) + " and " + said[-1] if len(said) > 1 else said[0]
