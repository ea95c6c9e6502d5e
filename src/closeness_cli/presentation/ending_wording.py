"""What `vault forget` and `vault destroy` say: what goes, and what they cannot reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.backup_view import PLAIN
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.presentation.grid import Look

FORGET_WHAT = (
    "Say what to forget.",
    "closeness vault forget ID, or --before 2024-01-01, or --tag NAME",
)

MOST_SHOWN = 5
"""Entries and sets of answers of which a line is shown before they are removed."""

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

AGREE_TO_DESTROY = "--yes agrees and leaves one last backup; --yes --no-backup leaves nothing."

LOCKED_WITHOUT_TERMINAL = (
    "The last backup needs the vault's passphrase, and there is no terminal to ask, so nothing was"
    " removed."
)

BACKUP_OR_NONE = "Give it with --passphrase-fd N, or leave no backup with --no-backup."

NO_LAST_BACKUP = "The last backup could not be made, so nothing was removed."

BACKUP_ELSEWHERE = (
    "Make one elsewhere:  closeness vault backup FILE; then  closeness vault destroy --no-backup"
)

KEEP, NOTHING, STAY = range(3)
"""What `destroy_options` offers, by its place."""


def forget_question(counts: Sequence[int]) -> str:
    """Ask before something is removed for good.

    Args:
        counts: Of entries, sets of answers, times of a ritual, and drafts.
    """
    return f"Remove {_counted(counts)} for good? Nothing brings that back."


def forget_about(
    shown: Sequence[tuple[date, str, bool]],
    n_more: int,
    first_on: date,
    *,
    today: date,
    look: Look,
) -> str:
    """Show what is about to go, a line each, cut to the width.

    Args:
        shown: The day of each, its first words or its form's title, and whether it is a set.
        n_more: Others that are not shown.
        first_on: The earliest day of all.
        look: Of the screen with the question.
    """
    from closeness_cli.presentation.grid import fit  # only where somebody looks
    from closeness_cli.presentation.wording import day_words

    lines = []
    for on, words, is_set in shown:
        said = safe(" ".join(words.split()))
        lines.append(f"{day_words(on, today)}  {f'Answers to {said}' if is_set else said}".rstrip())
    if n_more:
        lines.append(f"and {n_more:,} more, back to {day_words(first_on, today)}")
    return "\n".join(fit(line, look.width, look) for line in lines)


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


def keep_question(folder: str) -> str:
    """Ask what is to be left of a vault."""
    return (
        f"{_everything(folder)} One last backup can stay, as one file beside the folder, where it"
        " can be found; it brings back all but templates and help lines."
    )


def destroy_options(backup: str, *, is_encrypted: bool) -> list[str]:
    """Offer what may be left of a vault; `KEEP`, `NOTHING` and `STAY` are their places."""
    lock = "opened by the passphrase" if is_encrypted else "not encrypted"
    return [
        f"Keep one last backup, {lock}:  {safe(backup)}",
        "Remove everything, and leave no backup",
        "Keep everything as it is",
    ]


def destroy_question(folder: str, backup: str | None, *, is_whole: bool = True) -> str:
    """Ask before the whole vault is removed.

    Args:
        backup: Where the last backup is to be; without one, nothing is left.
        is_whole: The vault can be read, and so can the backup.
    """
    if backup is None:
        left = "No backup stays, and nothing brings it back."
    elif is_whole:
        left = f"First a last backup is written to {safe(backup)} and opened again."
    else:
        left = (
            "The vault cannot be read, so first its files are copied as they are to"
            f" {safe(backup)}; what they hold may be lost."
        )
    return (
        f"{_everything(folder)} {left} Type {DESTROY_WORD} to go on; Enter alone keeps everything."
    )


def destroyed(folder: str, *, is_gone: bool, backup: str | None = None) -> str:
    """Say that the vault is gone, and what may still be somewhere.

    Args:
        backup: What `last_backup` says, where there is one.
    """
    others = "" if is_gone else f"\n  Files that are not the vault's stay in {safe(folder)}."
    left = "" if backup is None else f" {backup}"
    return f"The vault is gone.{left}{others}\n  {OUT_OF_REACH}"


def last_backup(name: str, *, is_encrypted: bool, is_whole: bool) -> str:
    """Say where the last backup is, who can read it, and what brings it back."""
    if not is_whole:
        return (
            f"It could not be read, so its files are kept as they were in:\n  {safe(name)}\n"
            "Without them, only a backup from before can bring it back."
        )
    who = "It is encrypted, and opens with the passphrase." if is_encrypted else PLAIN
    return (
        f"One last backup is left, opened again to be sure:\n  {safe(name)}\n{who}"
        " closeness vault restore FILE brings it back."
    )


def _everything(folder: str) -> str:
    return (
        f"Everything in {safe(folder)} goes: every entry and answer, the backups beside the vault,"
        " your templates and help lines."
    )


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
