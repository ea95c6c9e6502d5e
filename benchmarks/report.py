"""Measure the report on a year of an invented couple, and on 100,000 lines of one.

    python benchmarks/report.py [--synth FILE] [--runs N] [--json]

On the year it counts CPU seconds beside `python -c 'import typer, rich.table, numpy'`, and each
other section beside the overview; on 100,000 lines the seconds on the clock and the memory at its
highest. The couples are made by ../shared/synth.py unless another is named. The interpreter is the
one that runs this script; closeness must be installed in it. Runs alternate, and the quickest of
each counts, since other work on the machine only ever adds. Ends with status 1 when a limit is
passed. It takes about a minute and a half.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
SYNTH = HERE.parents[1] / "shared" / "synth.py"

REFERENCE = "import typer, rich.table, numpy"

SECTIONS = {
    "trend": (),
    "instrument": ("synth7",),
    "range": (),
    "repair": (),
    "conversations": (),
    "rituals": (),
    "words": (),
    "data": ("--csv", "-"),
    "couple": (),
    "talk": (),
}
"""Every section that reads the vault, and what is said to it."""

MOST_OF_REFERENCE = 2.5
"""CPU of the overview of a year, beside the reference."""
MOST_OF_OVERVIEW = 2.0
"""CPU of any other section of that year, beside the overview."""
MOST_SECONDS = 3.0
"""On the clock, of the overview of 100,000 lines."""
MOST_MEGABYTES = 250
"""Of memory at its highest, for the same."""


class Taken(NamedTuple):
    """What one run took.

    Args:
        cpu: Seconds of the processors, of the program and of the system for it.
        clock: Seconds from its start to its end.
        memory: Megabytes at its highest.
    """

    cpu: float
    clock: float
    memory: float


class Measured(NamedTuple):
    """A figure beside the most that it may be."""

    name: str
    value: float
    most: float
    unit: str = ""


def run(*command: str) -> Taken:
    """Run a program, and say what it took."""
    began = time.perf_counter()
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(started.pid, 0)
    clock = time.perf_counter() - began
    started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with status {started.returncode}")
    return Taken(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


def quickest(runs: list[Taken]) -> Taken:
    """Give the least of each, which other work on the machine added least to."""
    return Taken(*(min(column) for column in zip(*runs, strict=True)))


def closeness() -> str:
    """Find the program that is installed beside this interpreter."""
    found = shutil.which("closeness", path=str(Path(sys.executable).parent))
    if found is None:
        raise RuntimeError("closeness is not installed beside this interpreter")
    return found


def vault(folder: Path, synth: Path, preset: str) -> tuple[str, ...]:
    """Make a couple and a vault of their lines; give how a command of it begins."""
    made, lines = folder / preset, folder / f"{preset}.jsonl"
    begin = (closeness(), "--vault", str(folder / f"{preset}-vault"))
    couple = [sys.executable, str(synth), "--out", str(made), "--preset", preset, "--seed", "1"]
    subprocess.run(couple, check=True, capture_output=True)
    records = [sys.executable, str(HERE / "synth_records.py"), str(made / "entries.jsonl")]
    with lines.open("wb") as file:
        subprocess.run(records, check=True, stdout=file)
    for words in (
        ("vault", "create", "--no-encryption"),
        ("instrument", "import", str(HERE / "synth-instrument.yaml")),
        ("--yes", "vault", "import", str(lines)),
    ):
        subprocess.run([*begin, *words], check=True, capture_output=True)
    return begin


def measure_year(begin: tuple[str, ...], runs: int) -> list[Measured]:
    """Measure the overview beside the reference, and each section beside the overview."""
    commands = {
        "": (sys.executable, "-c", REFERENCE),
        "report": (*begin, "report"),
        **{f"report {name}": (*begin, "report", name, *SECTIONS[name]) for name in SECTIONS},
    }
    taken: dict[str, list[Taken]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(run(*command))
    cpu = {name: quickest(some).cpu for name, some in taken.items()}
    return [
        Measured("report, of the reference", cpu["report"] / cpu[""], MOST_OF_REFERENCE),
        *(
            Measured(f"{name}, of report", cpu[name] / cpu["report"], MOST_OF_OVERVIEW)
            for name in commands
            if name not in ("", "report")
        ),
    ]


def measure_huge(begin: tuple[str, ...], runs: int) -> list[Measured]:
    """Measure the overview of 100,000 lines."""
    taken = quickest([run(*begin, "report") for _ in range(runs)])
    return [
        Measured("report, 100,000 lines", taken.clock, MOST_SECONDS, "s"),
        Measured("report, 100,000 lines", taken.memory, MOST_MEGABYTES, "MB"),
    ]


def measure(synth: Path, runs: int) -> list[Measured]:
    """Measure everything, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        year = measure_year(vault(folder, synth, "year"), runs)
        return [*year, *measure_huge(vault(folder, synth, "huge"), runs)]


def main() -> int:
    """Print the table; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--synth", type=Path, default=SYNTH, help="what makes the couples")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if not chosen.synth.is_file():
        print(f"There is no {chosen.synth}: name the program that makes couples.", file=sys.stderr)
        return 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    found = measure(chosen.synth, chosen.runs)
    if chosen.json:
        print(json.dumps([one._asdict() for one in found]))
    else:
        print(f"CPU of a year beside python -c '{REFERENCE}', and of 100,000 lines")
        for one in found:
            print(f"  {one.name:32} {one.value:7.2f} {one.unit:2}  at most {one.most:g}")
    return int(any(one.value > one.most for one in found))


if __name__ == "__main__":
    sys.exit(main())
