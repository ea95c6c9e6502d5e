"""Let one system call fail, then the next one, until each has failed once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from target import Result, Target

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from works import Work

GROUPS = (
    *((call, error) for call in ("pwrite64", "write") for error in ("ENOSPC", "EIO", "KILL")),
    *((call, error) for call in ("fsync", "fdatasync") for error in ("EIO", "KILL")),
    *((call, error) for call in ("ftruncate", "fallocate") for error in ("ENOSPC", "KILL")),
    *((call, error) for call in ("rename", "link", "unlink") for error in ("EIO", "KILL")),
)
"""Which calls fail, and how; KILL ends the process there."""


def fail_each(
    work: Work,
    *,
    encrypted: bool = False,
    mutant: str = "",
    groups: Sequence[tuple[str, str]] = GROUPS,
) -> Result:
    """Let each system call of a command fail once."""
    points = lost = unsound = other = 0
    with Target(encrypted=encrypted) as base:
        for number in range(5):
            assert base.add(f"base-{number}")
        if work.prepare is not None:
            work.prepare(base)
        base.mutant = mutant
        there = {f"base-{number}" for number in range(5)}
        for call, error in groups:
            for point in range(1, _count(base, work, call) + 1):
                what = "signal=KILL" if error == "KILL" else f"error={error}"
                around = _strace("/dev/null", call, f"inject={call}:{what}:when={point}")
                points += 1
                one = _looked_at(base, work, around, there)
                lost, unsound, other = lost + one[0], unsound + one[1], other + one[2]
    kind = "encrypted" if encrypted else "plain"
    return Result("one fault", f"{kind}, {work.name}", points, len(there), lost, unsound, other)


def _looked_at(
    base: Target, work: Work, around: Sequence[str], there: set[str]
) -> tuple[int, int, int]:
    """Give what was lost, whether the vault is unsound, and what else must not be."""
    target = base.copied()
    try:
        status, complaint = work.run(target, around)
        seen = target.look(*work.keys(target))
        lost = seen.lacks(there)
        # Something was acknowledged that is not there, or a person saw a traceback.
        lost += status == 0 and bool(work.token) and work.token not in seen.tokens
        return lost, int(not seen.is_sound), int("Traceback" in complaint)
    finally:
        target.remove()


def _count(base: Target, work: Work, call: str) -> int:
    """Count how often a command makes a call when nothing fails."""
    target = base.copied()
    log: Path = target.paths.folder.parent / "trace"
    try:
        work.run(target, _strace(str(log), call))
        return len(re.findall(rf"\b{call}\(", log.read_text()))
    finally:
        target.remove()


def _strace(log: str, call: str, *more: str) -> list[str]:
    seen_by = ["strace", "-f", "-qq", "-o", log, "-e", f"trace={call}"]
    return [*seen_by, *(word for one in more for word in ("-e", one))]
