"""Let one system call fail, then the next one, until each has failed once.

A command is followed once, to see which calls it makes on the vault's folder. Then it is run again
for each of them, on a copy of the vault as it was, with a fault at just that call. After each the
vault is opened and checked, and the next `journal add` must be taken, and leave nothing half-made.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from target import Result, Target
from works import kept_aside, way_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from works import Work

_FULL = ("ENOSPC", "EIO", "KILL")
_DENIED = ("EPERM", "KILL")
_NAMING = ("ENOSPC", "EIO", "KILL")

CHANGING = {
    **dict.fromkeys(("pwrite64", "pwritev", "write", "writev"), _FULL),
    **dict.fromkeys(("ftruncate", "fallocate", "copy_file_range", "sendfile"), _FULL),
    **dict.fromkeys(("fsync", "fdatasync", "sync_file_range", "msync"), ("EIO", "KILL")),
    **dict.fromkeys(("rename", "renameat", "renameat2", "link", "linkat"), _NAMING),
    **dict.fromkeys(("mkdir", "mkdirat", "symlink", "symlinkat"), _NAMING),
    **dict.fromkeys(("unlink", "unlinkat", "rmdir"), ("EIO", "KILL")),
    **dict.fromkeys(("chmod", "fchmod", "fchmodat", "chown", "fchown", "utimensat"), _DENIED),
    "open": ("EIO",),
    "openat": ("EIO",),
    "creating": _FULL,  # an `openat` that may make a file
    "mmap": ("ENOMEM", "KILL"),
}
"""Calls by which something becomes different, and how each fails; KILL ends the process there."""

READING = {
    **dict.fromkeys(("read", "readv", "pread64", "preadv", "lseek"), ("EIO",)),
    **dict.fromkeys(("stat", "lstat", "fstat", "newfstatat", "statx"), ("EIO",)),
    **dict.fromkeys(("statfs", "fstatfs"), ("EIO",)),
    **dict.fromkeys(("access", "faccessat", "faccessat2", "readlink"), ("EIO",)),
    **dict.fromkeys(("getdents64", "fcntl", "flock", "close", "ioctl"), ("EIO",)),
}
"""The others. A process that ends at one of these leaves what it leaves at the next that changes
something, so they are not killed there."""

GROUPS = tuple((call, error) for call, errors in (CHANGING | READING).items() for error in errors)
"""Which calls fail, and how."""

_HARMLESS = {"execve", "chdir", "getcwd"}
"""Calls that name the folder and do nothing to it: the command's own arguments have it."""

_SEEN_BY = ("strace", "-f", "-qq")

_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)")


class Point(NamedTuple):
    """One system call that a command makes on the vault's folder.

    Args:
        kind: What it is in `GROUPS`.
        when: Which of all calls of this name it is, from 1.
    """

    kind: str
    call: str
    when: int


def fail_each(
    work: Work,
    *,
    encrypted: bool = False,
    mutant: str = "",
    groups: Sequence[tuple[str, str]] = GROUPS,
    part: tuple[int, int] = (0, 1),
) -> Result:
    """Let each system call of a command fail once.

    Args:
        groups: Which calls fail, and how.
        part: Which of how many parts is done, so that several processes do the whole.
    """
    runs = lost = unsound = other = 0
    with Target(encrypted=encrypted, is_quick=True) as base:
        there = {f"base-{number}" for number in range(5)}
        for token in sorted(there):
            assert base.add(token)
        if work.prepare is not None:
            work.prepare(base)
            there = set(base.look().tokens)
        base.mutant = mutant
        points = [
            (point, error)
            for point in _points(base, work)
            for kind, error in groups
            if kind == point.kind
        ]
        for point, error in points[part[0] :: part[1]]:
            runs += 1
            one = _looked_at(base, work, point, error, there)
            lost, unsound, other = lost + one[0], unsound + one[1], other + one[2]
    kind = "encrypted" if encrypted else "plain"
    return Result("one fault", f"{kind}, {work.name}", runs, len(there), lost, unsound, other)


def _looked_at(
    base: Target, work: Work, point: Point, error: str, there: set[str]
) -> tuple[int, int, int]:
    """Give what was lost, whether the vault is unsound, and what else must not be."""
    target = base.copied()
    log = target.paths.folder.parent / "trace"
    is_kill = error == "KILL"
    try:
        status, complaint = work.run(target, _strace(log, point, error))
        # A fault that did not come has shown nothing.
        is_missed = status == 0 if is_kill else "(INJECTED)" not in log.read_text()
        if status == 0 and work.token:
            there = there | {work.token}
        # The next command meets what this one left, and not what looking makes of it.
        way = way_in(target)
        copy = target.copied()
        try:
            seen = copy.look(way.key)
        finally:
            copy.remove()
        took = _takes_the_next(target, way.passphrase)
        later = target.look(way.key)
        aside = kept_aside(target) if work.puts_aside else set()
        lost = seen.lacks(there - aside) + (took and later.lacks((there | {"next-0"}) - aside))
        is_silent = not is_kill and status != 0 and not complaint.strip()
        other = ("Traceback" in complaint) + is_silent + (not took) + is_missed
        return lost, int(not (seen.is_sound and later.is_sound)), other
    finally:
        target.remove()


def _takes_the_next(target: Target, passphrase: str | None) -> bool:
    """Whether the next entry is taken, and what the fault left half-made is gone then.

    Half a backup is removed when the next one is made, the rest by whatever opens the vault.
    """
    secrets = [] if passphrase is None else [passphrase]
    if not target.add("next-0", secrets=secrets):
        return False
    left = target.leftovers()
    if left and all(one.startswith("backups/") for one in left):
        target.run("vault", "backup", secrets=secrets)
        left = target.leftovers()
    return not left


def _points(base: Target, work: Work) -> Iterator[Point]:
    """Follow a command, and give its calls on the vault's folder and those that write to us.

    Raises:
        RuntimeError: It makes a call on the folder that is not known here.
    """
    target = base.copied()
    log = target.paths.folder.parent / "trace"
    try:
        work.run(target, [*_SEEN_BY, "-y", "-o", str(log), "-e", "trace=all"])
        yield from _calls(log, str(target.paths.folder))
    finally:
        target.remove()


def _calls(log: Path, folder: str) -> Iterator[Point]:
    counted: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        call, told = found[1], found[2]
        counted[call] += 1
        if folder not in told and not (call == "write" and told.startswith(("1<", "2<"))):
            continue
        if call in _HARMLESS:
            continue
        if call not in CHANGING | READING:
            raise RuntimeError(f"{call} is not known here")
        kind = "creating" if call == "openat" and "O_CREAT" in told else call
        yield Point(kind, call, counted[call])


def _strace(log: Path, point: Point, error: str) -> list[str]:
    fault = "signal=KILL" if error == "KILL" else f"error={error}"
    # Four times as fast, since only these calls stop; but no signal is sent then.
    quick = () if error == "KILL" else ("--seccomp-bpf",)
    traced, injected = f"trace={point.call}", f"inject={point.call}:{fault}:when={point.when}"
    return [*_SEEN_BY, *quick, "-o", str(log), "-e", traced, "-e", injected]
