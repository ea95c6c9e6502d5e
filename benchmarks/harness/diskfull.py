"""Fill the disk: a refusal is a sentence, what was kept stays and can be read, and room helps."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from target import Result, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager

KIB = 1024
MOST = 100
WORDS = 20_000
LAST_BYTES = 48 * KIB
"""How much is freed again, block by block, after a disk was full to the last one."""


class Room(NamedTuple):
    """A place that is soon full.

    Args:
        around: What a command is run with, so that it finds no room.
        more: Makes room.
        block: How many bytes a block of the disk has; 0 where it is not the disk that is full.
    """

    folder: Path
    around: Sequence[str]
    more: Callable[[], None]
    block: int = 0


def fill(kind: str, *, encrypted: bool = False, mutant: str = "") -> Result:
    """Fill one kind of disk: `size` is a limit on files, the others are file systems.

    Those need leave to mount. They are also filled to the last block, and the vault is read then,
    and with every block that is freed again: it must open, and no command may end in a signal.
    """
    with ROOMS[kind]() as room:
        target = Target(encrypted=encrypted, folder=room.folder / "v", mutant=mutant)
        with target:
            there, refused = _add_until_refused(target, room.around)
            full = target.look()
            other = int("Traceback" in refused or not refused.strip())
            room.more()
            # Room helps: the next entry is taken.
            lost = full.lacks(there)
            other += not _took(target, "after-0", there)
            if room.block:
                other += _fails_at_the_last_block(target, room, there)
            seen = target.look()
            lost = max(lost, seen.lacks(there))
    what = f"{'encrypted' if encrypted else 'plain'}, {NAMES[kind]}"
    unsound = (not full.is_sound) + (not seen.is_sound)
    return Result("full disk", what, 1, len(there), lost, unsound, other)


def _add_until_refused(target: Target, around: Sequence[str]) -> tuple[set[str], str]:
    there: set[str] = set()
    for number in range(MOST):
        token = f"f{number}"
        done = target.run("journal", "add", "-", given=f"{token}{' wörd' * WORDS}", around=around)
        if done.returncode:
            return there, done.stderr
        there.add(token)
    return there, ""


def _fails_at_the_last_block(target: Target, room: Room, there: set[str]) -> int:
    """Count the commands that were refused what a full disk leaves room for."""
    fails = 0
    ballast = room.folder / "last"
    with ballast.open("wb", buffering=0) as file:
        with suppress(OSError):
            while file.write(bytes(room.block)):
                pass
        os.fsync(file.fileno())
        full = file.tell()
        for free in range(0, min(LAST_BYTES, full) + 1, room.block):
            file.truncate(full - free)
            os.fsync(file.fileno())
            fails += target.run("journal", "list").returncode != 0
            token = f"last-{free}"
            done = target.run("journal", "add", "-", given=token)
            if done.returncode == 0:
                there.add(token)
            else:
                fails += done.returncode < 0 or "full" not in done.stderr
    ballast.unlink()
    return fails


def _took(target: Target, token: str, there: set[str]) -> bool:
    took = target.add(token)
    if took:
        there.add(token)
    return took


@contextmanager
def _limited() -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="closeness-harness-") as folder:
        yield Room(Path(folder), ["prlimit", f"--fsize={KIB * 1024}"], lambda: None)


@contextmanager
def _in_memory() -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="closeness-harness-") as folder:
        _run("mount", "-t", "tmpfs", "-o", f"size={KIB}k,mode=700", "tmpfs", folder)
        try:
            yield Room(
                Path(folder),
                [],
                lambda: _run("mount", "-o", f"remount,size={KIB * 8}k", folder),
                4 * KIB,
            )
        finally:
            _run("umount", folder)


@contextmanager
def _in_a_file(block: int) -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="closeness-harness-") as place:
        image, folder, ballast = Path(place, "image"), Path(place, "disk"), Path(place, "disk/b")
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(KIB * 1024 * 4)
        _run("mkfs.ext4", "-q", "-b", str(block), "-m", "0", "-O", "^has_journal", str(image))
        _run("mount", "-o", "loop", str(image), str(folder))
        try:
            ballast.write_bytes(os.urandom(KIB * 1024 * 2))
            yield Room(folder, [], ballast.unlink, block)
        finally:
            _run("umount", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


ROOMS: dict[str, Callable[[], AbstractContextManager[Room]]] = {
    "size": _limited,
    "tmpfs": _in_memory,
    "loop": partial(_in_a_file, 4 * KIB),
    "loop-1k": partial(_in_a_file, KIB),
}
NAMES = {
    "size": "a limit on the size of files",
    "tmpfs": "tmpfs",
    "loop": "ext4",
    "loop-1k": "ext4, blocks of 1 KB",
}
