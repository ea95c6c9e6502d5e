"""Fill the disk: a refusal is a sentence, what was kept stays and can be read, and room helps."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from target import Result, Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

KIB = 1024
MOST = 100
WORDS = 20_000


class Room(NamedTuple):
    """A place that is soon full.

    Args:
        around: What a command is run with, so that it finds no room.
        more: Makes room.
    """

    folder: Path
    around: Sequence[str]
    more: Callable[[], None]


def fill(kind: str, *, encrypted: bool = False, mutant: str = "") -> Result:
    """Fill one kind of disk: `size` is a limit on files, `tmpfs` and `loop` are file systems.

    The last two need leave to mount.
    """
    with ROOMS[kind]() as room:
        target = Target(encrypted=encrypted, folder=room.folder / "v", mutant=mutant)
        with target:
            there, refused = _add_until_refused(target, room.around)
            full = target.look()
            other = int("Traceback" in refused or not refused.strip())
            room.more()
            # Room helps: the next entry is taken.
            other += not _took(target, "after-0", there)
            seen = target.look()
            lost = max(full.lacks(there - {"after-0"}), seen.lacks(there))
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
                Path(folder), [], lambda: _run("mount", "-o", f"remount,size={KIB * 8}k", folder)
            )
        finally:
            _run("umount", folder)


@contextmanager
def _in_a_file() -> Iterator[Room]:
    with tempfile.TemporaryDirectory(prefix="closeness-harness-") as place:
        image, folder, ballast = Path(place, "image"), Path(place, "disk"), Path(place, "disk/b")
        folder.mkdir()
        with image.open("wb") as file:
            file.truncate(KIB * 1024 * 4)
        _run("mkfs.ext4", "-q", "-b", "4096", "-m", "0", "-O", "^has_journal", str(image))
        _run("mount", "-o", "loop", str(image), str(folder))
        try:
            ballast.write_bytes(os.urandom(KIB * 1024 * 2))
            yield Room(folder, [], ballast.unlink)
        finally:
            _run("umount", str(folder))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


ROOMS = {"size": _limited, "tmpfs": _in_memory, "loop": _in_a_file}
NAMES = {"size": "a limit on the size of files", "tmpfs": "tmpfs", "loop": "ext4"}
