"""Measure what a passphrase costs, beside a plain vault with the same entries.

    python benchmarks/vault.py [--only NAME] [--runs N] [--json]

It counts the instructions of `journal add` into an encrypted vault that `vault unlock` keeps
unlocked, beside a plain one; the CPU seconds that a command with a passphrase takes besides its
one derivation by Argon2id, and more than it takes of a plain vault; what `vault passphrase` takes
besides its derivations in a large vault, beside a small one; and the seconds of a backup. The
interpreter is the one that runs this script; closeness must be installed in it. Runs alternate,
and the quickest of each counts, since other work on the machine only ever adds. Ends with status 1
when a limit is passed. It needs valgrind and Linux, and takes about a minute and a half.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from report import Measured, closeness, run
from startup import instructions
from year import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_OF_PLAIN = 1.05
"""Instructions of `journal add` into an unlocked vault, beside a plain one."""
MOST_SECONDS_BESIDES = 0.1
"""CPU of a passphrase, besides one Argon2id at the header's setting."""
MOST_OF_SMALL = 1.15
"""CPU of `vault passphrase` besides its derivations, in a large vault beside a small one: the
same, but for what two runs of one command differ by on a busy machine."""
MOST_SECONDS_OF_BACKUP = 3.0
"""On the clock, of 100,000 entries."""

FEW, SOME, MANY, VERY_MANY = 10, 1_000, 20_000, 100_000

PASSPHRASE = "a bench by the river"

ADD = ("journal", "add", "We walked home.")
LIST = ("journal", "list", "-n", "5")

SAME_EACH_TIME = {"CLOSENESS_NOW": "2026-01-06T20:00:00+00:00", "PYTHONHASHSEED": "0"}
"""In the environment of every command."""

WATCHED = """
import atexit, sys, time
from closeness_cli.storage.keys import kdf

spent = []

def watched(*given):
    import cryptography.hazmat.primitives.kdf.argon2  # no part of the derivation
    begun = time.process_time()
    try:
        return derive(*given)
    finally:
        spent.append(time.process_time() - begun)

derive, kdf.derive = kdf.derive, watched
atexit.register(lambda: print(len(spent), sum(spent), file=sys.stderr))

from closeness_cli.__main__ import main

main()
"""
"""Runs a command in which each derivation is watched; what the watching takes counts against it."""


class Vault(NamedTuple):
    """A vault to measure."""

    folder: Path

    def command(self, *words: str) -> tuple[str, ...]:
        """Give the command line of one of its commands."""
        return (closeness(), "--vault", str(self.folder), *words)

    def do(self, *words: str, given: str = "") -> None:
        """Run a command that is not measured, with lines for its standard input."""
        done = subprocess.run(
            self.command(*words), input=given, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} ended with {done.returncode}: {done.stderr}")


def entries(count: int) -> Iterator[str]:
    """Give lines for `vault import`: entries of about 160 letters, one every hour."""
    chance = random.Random(1)
    first = datetime(2014, 1, 6, tzinfo=UTC)
    for number in range(count):
        words = ". ".join(chance.choices(WORDS, k=chance.randint(1, 12)))
        line = {
            "type": "entry",
            "at": (first + timedelta(hours=number)).isoformat(),
            "tz": "UTC",
            "kind": "note",
            "text": f"{number}: {words}",
        }
        yield json.dumps(line) + "\n"


def plain(folder: Path, count: int) -> Vault:
    """Make a plain vault with so many entries."""
    vault = Vault(folder / f"plain-{count}")
    vault.do("vault", "create", "--no-encryption")
    return filled(vault, count)


def unlocked(folder: Path, count: int) -> Vault:
    """Make an encrypted vault with so many entries, and keep it unlocked."""
    vault = Vault(folder / f"encrypted-{count}")
    told = ("--passphrase-fd", "0")
    vault.do("vault", "create", *told, given=f"{PASSPHRASE}\n")
    vault.do("vault", "unlock", "--for", "1h", *told, given=f"{PASSPHRASE}\n")
    return filled(vault, count)


def filled(vault: Vault, count: int) -> Vault:
    """Put so many entries into a vault."""
    if count:
        vault.do("vault", "import", "-", "--yes", given="".join(entries(count)))
    return vault


def besides(vault: Vault, *words: str, lines: int = 1) -> tuple[int, float]:
    """Run a command with a passphrase; give its derivations and the CPU seconds besides them."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode() * lines)
    os.close(writing)
    command = [sys.executable, "-c", WATCHED, "--vault", str(vault.folder), *words]
    with subprocess.Popen(
        [*command, "--passphrase-fd", str(reading)],
        pass_fds=[reading],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        os.close(reading)
        assert started.stderr is not None
        told = started.stderr.read()
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with status {started.returncode}: {told}")
    times, seconds = told.splitlines()[-1].split()
    return int(times), used.ru_utime + used.ru_stime - float(seconds)


def measure_add(folder: Path, _: int) -> Iterable[Measured]:
    """Measure `journal add` into an unlocked vault beside a plain one."""
    for count in (0, SOME):
        kept, open_to_all = unlocked(folder, count), plain(folder, count)
        ratio = counted(kept, *ADD) / counted(open_to_all, *ADD)
        kept.do("vault", "lock")
        yield Measured(f"journal add, {count} entries, of plain", ratio, MOST_OF_PLAIN)


def counted(vault: Vault, *words: str) -> int:
    """Count the instructions of a command."""
    return instructions(list(vault.command(*words)), dict(os.environ))


def measure_passphrase(folder: Path, runs: int) -> Iterable[Measured]:
    """Measure a command with a passphrase beside the same of a plain vault."""
    locked, open_to_all = unlocked(folder, SOME), plain(folder, SOME)
    locked.do("vault", "lock")
    with_it, without = [], []
    for _ in range(runs):
        times, seconds = besides(locked, *LIST)
        if times != 1:
            raise RuntimeError(f"a passphrase was derived {times} times")
        with_it.append(seconds)
        without.append(run(*open_to_all.command(*LIST)).cpu)
    yield Measured(
        "passphrase, besides Argon2id", min(with_it) - min(without), MOST_SECONDS_BESIDES, "s"
    )


def measure_change(folder: Path, runs: int) -> Iterable[Measured]:
    """Measure a change of the passphrase in a large vault beside a small one."""
    small, large = unlocked(folder, FEW), unlocked(folder, MANY)
    taken: dict[Vault, list[float]] = {small: [], large: []}
    for vault in (small, large):
        vault.do("vault", "lock")
    for _ in range(runs):
        for vault, seconds in taken.items():
            seconds.append(besides(vault, "vault", "passphrase", lines=2)[1])
    ratio = min(taken[large]) / min(taken[small])
    yield Measured(f"vault passphrase, {MANY} entries, of {FEW}", ratio, MOST_OF_SMALL)


def measure_backup(folder: Path, runs: int) -> Iterable[Measured]:
    """Measure a backup of an unlocked vault."""
    kept = unlocked(folder, VERY_MANY)
    taken = []
    for number in range(max(1, runs // 2)):
        target = folder / f"{number}.backup"
        taken.append(run(*kept.command("vault", "backup", str(target))).clock)
        target.unlink()
    kept.do("vault", "lock")
    yield Measured(f"vault backup, {VERY_MANY} entries", min(taken), MOST_SECONDS_OF_BACKUP, "s")


PARTS: dict[str, Callable[[Path, int], Iterable[Measured]]] = {
    "add": measure_add,
    "passphrase": measure_passphrase,
    "change": measure_change,
    "backup": measure_backup,
}


def main() -> int:
    """Print the table; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--only", choices=PARTS, help="measure this alone")
    parser.add_argument("--runs", type=int, default=7, help="how often each is run")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: apt-get install valgrind", file=sys.stderr)
        return 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.update(SAME_EACH_TIME)
    found: list[Measured] = []
    for name, part in PARTS.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory() as folder:
                found += part(Path(folder), chosen.runs)
    if chosen.json:
        print(json.dumps([one._asdict() for one in found]))
    else:
        print("what a passphrase costs, and a backup")
        for one in found:
            print(f"  {one.name:40} {one.value:6.3f} {one.unit:2}  at most {one.most:g}")
    return int(any(one.value > one.most for one in found))


if __name__ == "__main__":
    sys.exit(main())
