"""Keep a vault of the present format, plain and encrypted, for later versions to be tried on.

    python tools/keep_format.py [CHECKOUT]

It runs the program of a checkout, this one or another of an earlier commit, on a new vault, and
writes into tests/data `format-N-plain.db`, `format-N-encrypted.db` and its header, `format-N.key`,
and `format-N.jsonl`, what that program's own export said. Run it when `SCHEMA_VERSION` was raised;
`tests/storage/test_kept_formats.py` fails until the files are there. A file of a format is never
written again.

Formats 2 and 3 are of a time without passphrases: SQLCipher's own export wrote their encrypted
files, under the key of the tests, and they have no header. Format 1 was written before this tool;
the program of that time exported it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).resolve().parents[1]
KEPT = PROJECT / "tests" / "data"

KEY = bytes(range(32))
"""As in tests/vaults.py; of the encrypted files without a header."""

PASSPHRASE = b"a walk by the river"
"""Of the others."""

PRACTICES = 4
"""The first format with rituals, and with everything since that the lines below need."""

BANK = """\
schema: closeness.items/1
scales:
  much: {kind: ordinal, min: 1, max: 3, labels: {1: little, 2: some, 3: much}}
instruments:
  - id: apart
    version: 1.0.0
    title: Two and one
    intro: Two invented questions, and one that is kept apart.
    source: nowhere
    licence: MIT, own wording
    says_not: Anything else.
    minutes: 1
    cadence: {suggest_days: 7, min_days: 6, recall_days: 7}
    items:
      - {id: grown, scale: much, text: "In the last week, how much grew?"}
      - {id: weeds, scale: much, text: "In the last week, how much went?", reverse_scored: true}
      - {id: harm, scale: much, text: "In the last week, how much was harmed?", safety: true}
    dimensions:
      - {id: garden, title: The garden, op: mean, items: [grown, weeds]}
"""

WEEK = b"connection: 6\nheard: 3\nappreciation: 2\nroom: 4\n"


class Release:
    """The program of a checkout, and a vault of it."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.checkout = checkout
        self.folder = folder
        source = (checkout / "src/closeness_cli/storage/migrations.py").read_text("utf-8")
        found = re.search(r"^SCHEMA_VERSION = (\d+)", source, re.MULTILINE)
        if found is None:
            sys.exit("That is no checkout of closeness.")
        self.number = int(found[1])

    def __call__(self, *words: str, given: bytes = b"", day: int = 14) -> str:
        """Run a command line on a day of November 2025."""
        done = subprocess.run(  # noqa: S603 - the program of a checkout that a developer named
            [sys.executable, "-m", "closeness_cli", *words],
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(self.checkout / "src"),
                "XDG_CACHE_HOME": str(self.folder / "cache"),
                "CLOSENESS_VAULT": str(self.folder / "vault"),
                "CLOSENESS_NOW": f"2025-11-{day:02}T21:04:00+01:00",
                "TZ": "Europe/Berlin",
            },
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr.decode()}")
        return done.stdout.decode()

    def write(self, *words: str, day: int = 14) -> str:
        """Write an entry and give its id."""
        made: str = json.loads(self("journal", "add", "--json", *words, day=day))["data"]["id"]
        return made


def fill(run: Release) -> None:
    """Write a little of everything that every format since the second can hold."""
    run("vault", "create", "--no-encryption")
    walk = run.write("Walked home together.", "--tag", "walk", "--mood", "2", day=1)
    run("journal", "edit", walk, "--text", "Walked home together, slowly.")
    run.write("今日は公園を散歩した。", "--tag", "公園", "--shared", day=2)
    for kind in ("moment", "gratitude", "conversation", "conflict", "repair"):
        run.write(f"An invented {kind}. \u202eabc \x1b[2J", "--kind", kind, day=3)
    run.write("Sam's own words.", "--as", "Sam", "--yes", day=4)
    run("journal", "delete", run.write("What was thrown away.", day=4))
    run("assess", "--answers", "-", given=WEEK, day=5)
    run("assess", "--answer", "connection=4", "--as", "Sam", day=6)
    run("assess", "--answer", "connection=5", "--as-guess-of", "Sam", day=6)
    run("assess", "--answers", "-", "--anyway", given=WEEK, day=7)
    bank = run.folder / "apart.yaml"
    bank.write_text(BANK, "utf-8")
    run("instrument", "import", str(bank), "--yes")
    run("assess", "apart", "--answers", "-", given=b"grown: 3\nweeds: 1\nharm: 2\n", day=8)
    if run.number >= PRACTICES:
        fill_practices(run)


def fill_practices(run: Release) -> None:
    """Write what came with the fourth format."""
    conflict = run.write("About the dishes.", "--kind", "conflict", day=9)
    run("journal", "repair", "We talked it over.", "--of", conflict, day=10)
    run("ritual", "add", "Tea", "--every", "day", day=1)
    run("ritual", "add", "Walk", "--every", "mon,thu", "--together", day=1)
    for day in (2, 3, 5):
        run("ritual", "done", "Tea", day=day)
    run("ritual", "skip", "Tea", day=4)
    run("ritual", "stop", "Walk", day=10)


def encrypt(run: Release, encrypted: Path, header: Path) -> None:
    """Encrypt the vault and keep it, as its own program does where that can."""
    if run.number < PRACTICES:
        encrypt_without_header(run.folder / "vault" / "vault.db", encrypted)
        return
    run("vault", "encrypt", "--passphrase-fd", "0", given=PASSPHRASE + b"\n")
    shutil.copyfile(run.folder / "vault" / "vault.db", encrypted)
    shutil.copyfile(run.folder / "vault" / "vault.key", header)


def encrypt_without_header(plain: Path, encrypted: Path) -> None:
    """Write a plain vault again under the tests' key, with its version and its program's number."""
    import sqlcipher3

    with closing(sqlcipher3.connect(str(plain), isolation_level=None)) as connection:
        run = connection.execute
        run("ATTACH ? AS kept KEY ?", [str(encrypted), f"x'{KEY.hex()}'"])
        run("SELECT sqlcipher_export('kept')")
        for pragma in ("user_version", "application_id"):
            [[value]] = run(f"PRAGMA main.{pragma}").fetchall()
            run(f"PRAGMA kept.{pragma}={value}")
        run("DETACH kept")


def main() -> None:
    """Write the files of a format that has none yet."""
    checkout = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else PROJECT
    with TemporaryDirectory() as name:
        run = Release(checkout, Path(name))
        stem = f"format-{run.number}"
        endings = ("-plain.db", "-encrypted.db", ".key", ".jsonl")
        plain, encrypted, header, said = (KEPT / f"{stem}{ending}" for ending in endings)
        if plain.exists():
            sys.exit(f"Files of format {run.number} are kept already.")
        fill(run)
        said.write_text(run("vault", "export", "-"), "utf-8", newline="\n")
        shutil.copyfile(run.folder / "vault" / "vault.db", plain)
        encrypt(run, encrypted, header)


if __name__ == "__main__":
    main()
