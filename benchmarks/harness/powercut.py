"""Cut the power at a random moment, in a model: what a disk may then hold must open and be whole.

The model is the strict one of POSIX. What was synced is certain; of what was not, each sector may
have arrived or not; a name is certain only after its folder was synced, and names that were not
arrive in the order they were given, up to any point.
"""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from target import Result, Target
from traced import Event, traced
from works import kept_aside, way_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from works import Work

SECTOR = 512

_NAMING = {"create", "link", "mkdir", "rename", "unlink", "said"}
_PLACING = {"link", "rename", "said"}
"""Where something takes its place, or is said to be kept."""


class File:
    """A file as programs see it, as the disk certainly has it, and what is in between."""

    def __init__(self, content: bytes = b"") -> None:
        self.now = bytearray(content)
        self.certain = bytearray(content)
        self.pending: list[Event] = []

    def change(self, event: Event) -> None:
        """Take in a write or a cut."""
        _apply(self.now, event)
        self.pending.append(event)

    def sync(self) -> None:
        """Make all of it certain."""
        self.certain, self.pending = bytearray(self.now), []

    def after_a_cut(self, chance: random.Random, share: float) -> bytes:
        """Give what the disk may hold, where that share of the sectors arrived."""
        content = bytearray(self.certain)
        for event in self.pending:
            if event.kind == "cut":
                if chance.random() < share:
                    _apply(content, event)
                continue
            for start in range(0, len(event.data), SECTOR):
                if chance.random() < share:
                    part = event.data[start : start + SECTOR]
                    _apply(content, event._replace(at=event.at + start, data=part))
        return bytes(content)


class Disk:
    """A folder of files, with their names now, and those that are certain.

    A name that stands for nothing is that of a folder.
    """

    def __init__(self, folder: Path) -> None:
        self._now: dict[str, File | None] = {
            str(one): File(one.read_bytes()) for one in folder.rglob("*") if one.is_file()
        }
        self._certain = dict(self._now)
        self._made: set[str] = set()
        self._pending: list[tuple[Event, File | None]] = []

    def take(self, event: Event) -> None:
        """Let one thing happen."""
        if event.kind == "sync-folder":
            left = []
            for past, file in self._pending:
                if Path(past.to or past.path).parent == Path(event.path):
                    _name(self._certain, past, file)
                else:
                    left.append((past, file))
            self._pending = left
        elif event.kind == "mkdir":
            self._made.add(event.path)
            self._pending.append((event, None))
        elif event.kind in {"create", "unlink", "rename", "link"}:
            file = File() if event.kind == "create" else self._now.get(event.path)
            _name(self._now, event, file)
            self._pending.append((event, file))
        elif (file := self._now.get(event.path)) is not None:
            if event.kind == "sync":
                file.sync()
            else:
                file.change(event)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Give the files that may be there after the power went now."""
        names = dict(self._certain)
        many = len(self._pending)
        for past, file in self._pending[: chance.choice([0, many, many, chance.randint(0, many)])]:
            _name(names, past, file)
        share = chance.choice([0.0, 0.1, 0.5, 0.9, 1.0])
        lost = {Path(one) for one in self._made - names.keys()}
        return {
            path: file.after_a_cut(chance, share)
            for path, file in names.items()
            if file is not None and lost.isdisjoint(Path(path).parents)
        }


def cut_the_power(
    images: int, *, entries: int = 12, encrypted: bool = False, mutant: str = ""
) -> Result:
    """Cut the power so many times while a writer writes."""
    with Target(encrypted=encrypted, mutant=mutant, is_quick=True) as target:

        def run(around: Sequence[str]) -> tuple[int, str]:
            done = subprocess.run(
                [*around, *target.writer("p", entries)],
                check=False,
                env=target.environment,
                text=True,
                capture_output=True,
            )
            return done.returncode, done.stderr

        counts = _cut(target, run, images)
    what = f"{'encrypted' if encrypted else 'plain'}, {entries} entries"
    return Result("power cut", what, images, *counts)


def cut_the_power_in(
    work: Work, images: int, *, encrypted: bool = False, mutant: str = ""
) -> Result:
    """Cut the power so many times while a command runs."""
    with Target(encrypted=encrypted, is_quick=True) as target:
        for number in range(3):
            assert target.add(f"base-{number}")
        if work.prepare is not None:
            work.prepare(target)
        target.mutant = mutant
        counts = _cut(
            target, lambda around: work.run(target, around), images, puts_aside=work.puts_aside
        )
    what = f"{'encrypted' if encrypted else 'plain'}, {work.name}"
    return Result("power cut", what, images, *counts)


def _cut(
    target: Target,
    run: Callable[[Sequence[str]], tuple[int, str]],
    images: int,
    *,
    puts_aside: bool = False,
) -> tuple[int, int, int]:
    """Give how much was acknowledged, lost, and unsound."""
    chance = random.Random(9)
    there = set(target.look(way_in(target).key).tokens)
    disk = Disk(target.paths.folder)
    events = traced(run, target.paths.folder, target.paths.folder.parent / "trace")
    lost = unsound = place = 0
    for cut in _cuts(events, images, chance):
        for event in events[place:cut]:
            if event.kind == "said":
                there.add(event.path)
            else:
                disk.take(event)
        place = cut
        _write_image(target, disk.after_a_cut(chance))
        aside = kept_aside(target) if puts_aside else set()
        seen = target.look(way_in(target).key)
        lost += seen.is_sound and not there - aside <= set(seen.tokens)
        unsound += not seen.is_sound
    return len(there), lost, unsound


def _cuts(events: list[Event], images: int, chance: random.Random) -> list[int]:
    """Choose when the power goes: a third at any time, the rest shortly after a name changed.

    Half of these are shortly after something took its place: that is the moment for which the rest
    is done, and one of hundreds.
    """
    named = [place for place, event in enumerate(events) if event.kind in _NAMING] or [0]
    placed = [place for place, event in enumerate(events) if event.kind in _PLACING] or named
    third = images // 3
    cuts = [chance.randint(0, len(events)) for _ in range(images - 2 * third)]
    for places in (named, placed):
        cuts += [chance.choice(places) + chance.randint(1, 3) for _ in range(third)]
    return sorted(min(one, len(events)) for one in cuts)


def _write_image(target: Target, files: dict[str, bytes]) -> None:
    shutil.rmtree(target.paths.folder)
    for name, content in files.items():
        path = Path(name)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)


def _apply(content: bytearray, event: Event) -> None:
    """Make a write or a cut; what lies between the end and a write is zeros."""
    if event.kind == "cut":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    content.extend(bytes(max(0, event.at + len(event.data) - len(content))))
    content[event.at : event.at + len(event.data)] = event.data


def _name(names: dict[str, File | None], event: Event, file: File | None) -> None:
    if event.kind == "mkdir":
        names[event.path] = None
        return
    if event.kind == "unlink":
        names.pop(event.path, None)
        return
    if file is not None:
        names[event.to or event.path] = file
    if event.kind == "rename":
        names.pop(event.path, None)
