"""Run every harness, and write what it found into `docs/reliability.md`.

    python benchmarks/harness/reliability.py [--short] [--only NAME…] [--write]

In full it takes about 25 minutes on two cores: a process on each does one part after the other. It
needs strace and prlimit, and for some kinds of full disk leave to mount; what is missing is left
out, and said. Ends with 1 where something was lost.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from concurrent_writers import add_at_once, stream_at_once
from diskfull import ROOMS, fill
from faults import fail_each
from kill9 import A_VAULT, kill
from powercut import cut_the_power, cut_the_power_in
from works import ADD, ENCRYPT, PASSPHRASES, REKEY, RESTORE

import closeness_cli

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from target import Result

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
FIRST, LAST = "<!-- harness: first line -->", "<!-- harness: last line -->"
HEAD = (
    "| harness | on | runs | acknowledged | lost | unsound | other |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
)

WHOLE = ((ENCRYPT, False), (REKEY, True), (PASSPHRASES, True), (RESTORE, True))
"""What changes more than an entry, and whether the vault is encrypted before."""

NEEDS = {
    "size": ("prlimit",),
    "tmpfs": ("mount",),
    "loop": ("mount", "mkfs.ext4"),
    "loop-1k": ("mount", "mkfs.ext4"),
}

FAULT_PARTS = 12
SHORT_FAULTS = (("fsync", "EIO"), ("rename", "KILL"))


class Row(NamedTuple):
    """One line of the table.

    Args:
        parts: What is run for it; any of them may run at the same time, and their sums count.
        needs: Programs without which it cannot be run.
        mutant: The fault that it must find; empty where it must find none.
    """

    group: str
    parts: Sequence[Callable[[], Result]]
    needs: tuple[str, ...] = ()
    mutant: str = ""


def rows(*, short: bool) -> Iterator[Row]:
    """Give all that is run, in the order of the table."""
    yield from _kills(10 if short else 200)
    yield from _at_once(5 if short else 25)
    yield from _power_cuts(12 if short else 60)
    yield from _full_disks()
    yield from _faults(short=short)


def _kills(many: int) -> Iterator[Row]:
    for encrypted in (False, True):
        for writers in (1, 4):
            starts = range(0, many, A_VAULT)
            parts = [
                partial(kill, many, writers=writers, encrypted=encrypted, start=start)
                for start in starts
            ]
            yield Row("kill9", parts)
    yield Row("kill9", [partial(kill, 40, mutant="hasty")], mutant="hasty")


def _at_once(each: int) -> Iterator[Row]:
    for writers in (2, 4, 8):
        yield Row("concurrent", [partial(stream_at_once, writers, 4 * each, encrypted=True)])
        yield Row("concurrent", [partial(add_at_once, writers, each)])
    run = partial(stream_at_once, 4, 25, mutant="impatient")
    yield Row("concurrent", [run], mutant="impatient")


def _power_cuts(images: int) -> Iterator[Row]:
    needs = ("strace",)
    for encrypted in (False, True):
        yield Row("powercut", [partial(cut_the_power, images, encrypted=encrypted)], needs)
    for work, encrypted in WHOLE:
        yield Row("powercut", [partial(cut_the_power_in, work, images, encrypted=encrypted)], needs)
    for mutant in ("unsynced", "unjournaled"):
        yield Row("powercut", [partial(cut_the_power, 60, mutant=mutant)], needs, mutant)
    for work, encrypted in WHOLE:
        run = partial(cut_the_power_in, work, 60, encrypted=encrypted, mutant="syncless")
        yield Row("powercut", [run], needs, "syncless")


def _full_disks() -> Iterator[Row]:
    for kind in ROOMS:
        for encrypted in (False, True):
            yield Row("diskfull", [partial(fill, kind, encrypted=encrypted)], NEEDS[kind])
    yield Row("diskfull", [partial(fill, "size", mutant="deaf")], NEEDS["size"], "deaf")


def _faults(*, short: bool) -> Iterator[Row]:
    for work, encrypted in ((ADD, False), (ADD, True), *WHOLE):
        run = partial(fail_each, work, encrypted=encrypted)
        parts = [partial(run, part=(one, FAULT_PARTS)) for one in range(FAULT_PARTS)]
        if short:
            parts = [partial(run, groups=SHORT_FAULTS)]
        yield Row("faults", parts, ("strace",))
    run = partial(fail_each, ADD, mutant="deaf", groups=(("pwrite64", "ENOSPC"),))
    yield Row("faults", [run], ("strace",), "deaf")
    run = partial(fail_each, REKEY, encrypted=True, mutant="untidy", groups=(("rename", "KILL"),))
    yield Row("faults", [run], ("strace",), "untidy")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="A few minutes.")
    parser.add_argument("--only", nargs="+", default=[], help="Such as kill9 or powercut.")
    parser.add_argument("--write", action="store_true", help="Put the table into the page.")
    given = parser.parse_args()
    if given.write and (given.short or given.only):
        parser.error("--write puts the whole table into the page: not with --short or --only.")
    # The program is started many thousand times, and writes no bytecode then.
    compileall.compile_dir(Path(closeness_cli.__file__).parent, quiet=2)
    lines, fails = [], 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        started = {
            place: [
                pool.submit(_run_part, place, part, short=given.short)
                for part in range(len(row.parts))
            ]
            for place, row in _chosen(given.only, short=given.short)
        }
        for place, row in _chosen(given.only, short=given.short, tells=False):
            result = _sum([one.result() for one in started[place]])
            fails += result.holds == bool(row.mutant)
            lines.append(line_of(result, row.mutant))
            print(lines[-1], flush=True)
    if given.write:
        _write(lines)
    return int(bool(fails))


def _chosen(only: Sequence[str], *, short: bool, tells: bool = True) -> Iterator[tuple[int, Row]]:
    for place, row in enumerate(rows(short=short)):
        if only and row.group not in only:
            continue
        missing = [one for one in row.needs if shutil.which(one) is None]
        if not missing:
            yield place, row
        elif tells:
            print(f"left out, without {missing[0]}: {row.group}", file=sys.stderr)


def _run_part(place: int, part: int, *, short: bool) -> Result:
    """Run one part, named by where it stands: what it is made of does not cross to a process."""
    return list(rows(short=short))[place].parts[part]()


def _sum(results: Sequence[Result]) -> Result:
    """Add up the parts of one line; what each fault finds there is counted once."""
    first = results[0]
    acknowledged = [one.acknowledged for one in results]
    return first._replace(
        runs=sum(one.runs for one in results),
        acknowledged=max(acknowledged) if first.harness == "one fault" else sum(acknowledged),
        lost=sum(one.lost for one in results),
        unsound=sum(one.unsound for one in results),
        other=sum(one.other for one in results),
    )


def _write(lines: Sequence[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(FIRST)
    after = rest.partition(LAST)[2]
    table = HEAD + "\n".join(lines)
    PAGE.write_text(f"{before}{FIRST}\n\n{table}\n\n{LAST}{after}", encoding="utf-8")


def line_of(result: Result, mutant: str) -> str:
    """Write one line of the table."""
    on = f"{result.what}; **mutant** `{mutant}`" if mutant else result.what
    counts = (result.runs, result.acknowledged, result.lost, result.unsound, result.other)
    return f"| {result.harness} | {on} | {' | '.join(f'{one:,}' for one in counts)} |"


if __name__ == "__main__":
    sys.exit(main())
