"""Run every harness, and write what it found into `docs/reliability.md`.

    python benchmarks/harness/reliability.py [--short] [--only NAME…] [--write]

In full it takes about an hour on two cores. It needs strace and prlimit, and for two kinds of full
disk leave to mount; what is missing is left out, and said. Ends with 1 where something was lost.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from concurrent_writers import add_at_once, stream_at_once
from diskfull import ROOMS, fill
from faults import GROUPS, fail_each
from kill9 import kill
from powercut import cut_the_power, cut_the_power_in
from works import ADD, ENCRYPT, PASSPHRASES, REKEY, RESTORE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from target import Result

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
FIRST, LAST = "<!-- harness: first line -->", "<!-- harness: last line -->"
HEAD = (
    "| harness | on | runs | acknowledged | lost | unsound | other |\n"
    "| --- | --- | ---: | ---: | ---: | ---: | ---: |\n"
)

LOCKED_OR_NOT = ((ENCRYPT, False), (REKEY, True), (PASSPHRASES, True), (RESTORE, True))


NEEDS = {
    "size": ("prlimit",),
    "tmpfs": ("mount",),
    "loop": ("mount", "mkfs.ext4"),
}


class Row(NamedTuple):
    """One line of the table.

    Args:
        needs: Programs without which it cannot be run.
        mutant: The fault that it must find; empty where it must find none.
    """

    group: str
    run: Callable[[], Result]
    needs: tuple[str, ...] = ()
    mutant: str = ""


def rows(*, short: bool) -> Iterator[Row]:
    """Give all that is run, the cheapest first."""
    many, images, each = (10, 12, 5) if short else (200, 60, 25)
    for encrypted in (False, True):
        for writers in (1, 4):
            yield Row("kill9", partial(kill, many, writers=writers, encrypted=encrypted))
    yield Row("kill9", partial(kill, 40, mutant="hasty"), mutant="hasty")
    for writers in (2, 4, 8):
        yield Row("concurrent", partial(stream_at_once, writers, 4 * each, encrypted=True))
        yield Row("concurrent", partial(add_at_once, writers, each))
    yield Row("concurrent", partial(stream_at_once, 4, 25, mutant="impatient"), mutant="impatient")
    for encrypted in (False, True):
        yield Row("powercut", partial(cut_the_power, images, encrypted=encrypted), ("strace",))
    for work, encrypted in LOCKED_OR_NOT:
        run = partial(cut_the_power_in, work, images, encrypted=encrypted)
        yield Row("powercut", run, ("strace",))
    for mutant in ("unsynced", "unjournaled"):
        yield Row("powercut", partial(cut_the_power, 60, mutant=mutant), ("strace",), mutant)
    run = partial(cut_the_power_in, PASSPHRASES, 60, encrypted=True, mutant="syncless")
    yield Row("powercut", run, ("strace",), "syncless")
    for kind in ROOMS:
        for encrypted in (False, True):
            yield Row("diskfull", partial(fill, kind, encrypted=encrypted), NEEDS[kind])
    yield Row("diskfull", partial(fill, "size", mutant="deaf"), NEEDS["size"], "deaf")
    for work, encrypted in ((ADD, False), (ADD, True), *LOCKED_OR_NOT):
        groups = GROUPS if not short else (("fsync", "EIO"), ("rename", "KILL"))
        run = partial(fail_each, work, encrypted=encrypted, groups=groups)
        yield Row("faults", run, ("strace",))
    run = partial(fail_each, ADD, mutant="deaf", groups=(("pwrite64", "ENOSPC"),))
    yield Row("faults", run, ("strace",), "deaf")


def main() -> int:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="A few minutes; writes nothing.")
    parser.add_argument("--only", nargs="+", default=[], help="Such as kill9 or powercut.")
    parser.add_argument("--write", action="store_true", help="Put the table into the page.")
    given = parser.parse_args()
    lines, fails = [], 0
    for row in rows(short=given.short):
        if given.only and row.group not in given.only:
            continue
        if missing := [one for one in row.needs if shutil.which(one) is None]:
            print(f"left out, without {missing[0]}: {row.group}", file=sys.stderr)
            continue
        result = row.run()
        fails += result.holds == bool(row.mutant)
        lines.append(line_of(result, row.mutant))
        print(lines[-1], flush=True)
    if given.write:
        page = PAGE.read_text(encoding="utf-8")
        before, _, rest = page.partition(FIRST)
        after = rest.partition(LAST)[2]
        table = HEAD + "\n".join(lines)
        PAGE.write_text(f"{before}{FIRST}\n\n{table}\n\n{LAST}{after}", encoding="utf-8")
    return int(bool(fails))


def line_of(result: Result, mutant: str) -> str:
    """Write one line of the table."""
    on = f"{result.what}; **mutant** `{mutant}`" if mutant else result.what
    counts = (result.runs, result.acknowledged, result.lost, result.unsound, result.other)
    return f"| {result.harness} | {on} | {' | '.join(f'{one:,}' for one in counts)} |"


if __name__ == "__main__":
    sys.exit(main())
