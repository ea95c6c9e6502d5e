"""Time the journal's everyday commands beside jrnl's, turn by turn, on the same entries.

    python benchmarks/beside_jrnl.py FOLDER [--entries 1000] [--runs 7] [--jrnl 4.3]

FOLDER keeps jrnl's own environment and the generated journals, so that a second run starts at
once. What is compared is CPU seconds of the whole process, the median of the runs, in one run on
one machine: only the ratio means anything. Ends with status 1 when a ratio passes its limit
(docs/journals.md). closeness must be installed beside the interpreter that runs this.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

LIMITS = {1_000: 0.6, 10_000: 0.25}
"""The most that each command may take of jrnl, by the number of entries."""

WORDS = [
    *(
        "we",
        "walked",
        "home",
        "and",
        "talked",
        "about",
        "the",
        "week",
        "again",
        "it",
        "was",
        "quiet",
    ),
    *("in", "the", "kitchen", "my", "sister", "called", "he", "made", "tea", "I", "was", "tired"),
    *("she", "laughed", "about", "the", "train", "rain", "garden", "music", "letter", "window"),
    *("market"),
]
NEEDLE = "lighthouse"
TEXT = "Walked home together and talked about the week. We try again tomorrow. @us"

CONFIG = """colors: {{body: none, date: black, tags: yellow, title: cyan}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {journal}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: '{version}'
"""


def invented(count: int) -> list[tuple[datetime, str]]:
    """Make entries of about forty words, one in a hundred with the word that is searched for."""
    chance = random.Random(7)
    at = datetime(2012, 1, 1, 8)  # noqa: DTZ001 - jrnl knows no zones
    found = []
    for number in range(count):
        at += timedelta(minutes=chance.randrange(30, 1000))
        words = chance.choices(WORDS, k=chance.randrange(25, 55))
        if number % 100 == 0:
            words.insert(3, NEEDLE)
        if chance.random() < 0.8:
            words.append(chance.choice(("@us", "@work", "@family", "@partner")))
        found.append((at, " ".join(words).capitalize() + "."))
    return found


def commands(folder: Path, count: int, version: str) -> dict[str, dict[str, list[str]]]:
    """Make the same journal for both, and give what is run of each."""
    place = folder / f"{version}-{count}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    text = "".join(f"[{at:%Y-%m-%d %H:%M}] {said}\n\n" for at, said in invented(count))
    (place / "journal.txt").write_text(text)
    (place / "jrnl.yaml").write_text(CONFIG.format(journal=place / "journal.txt", version=version))
    jrnl = [str(installed(folder, version)), "--config-file", str(place / "jrnl.yaml")]
    closeness = shutil.which("closeness", path=str(Path(sys.executable).parent))
    if closeness is None:
        raise RuntimeError("closeness is not installed beside this interpreter")
    vault = [closeness, "--vault", str(place / "vault")]
    subprocess.run([*vault, "vault", "create", "--no-encryption", "-q"], check=True)
    ours = [*vault, "journal"]
    taken = [*ours, "import", str(place / "journal.txt"), "--from", "jrnl", "--timezone", "UTC"]
    subprocess.run([*taken, "--yes"], check=True, stdout=subprocess.DEVNULL)
    return {
        "add": {"closeness": [*ours, "add", TEXT], "jrnl": [*jrnl, TEXT]},
        "last": {"closeness": [*ours, "list", "-n", "5"], "jrnl": [*jrnl, "-n", "5"]},
        "search": {"closeness": [*ours, "search", NEEDLE], "jrnl": [*jrnl, "-contains", NEEDLE]},
        "tags": {"closeness": [*ours, "tags"], "jrnl": [*jrnl, "--tags"]},
    }


def installed(folder: Path, version: str) -> Path:
    """Install a jrnl of its own; gives its program."""
    place = folder / f"jrnl-{version}"
    program = place / "bin" / "jrnl"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        pip = [str(place / "bin" / "pip"), "install", "-q", f"jrnl=={version}"]
        subprocess.run(pip, check=True)
    return program


def cpu_seconds(command: list[str]) -> float:
    """Run a command, and give the CPU seconds that it took."""
    environment = {key: one for key, one in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        check=True,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the table; 1 when a ratio passes its limit."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--entries", type=int, action="append")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--jrnl", default="4.3")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = []
    for count in asked.entries or list(LIMITS):
        for name, both in commands(asked.folder.absolute(), count, asked.jrnl).items():
            seen: dict[str, list[float]] = {who: [] for who in both}
            for turn in range(asked.runs + 1):
                for who, command in both.items():
                    seconds = cpu_seconds(command)
                    if turn:  # the first warms the caches
                        seen[who].append(seconds)
            ours, theirs = (statistics.median(seen[who]) for who in ("closeness", "jrnl"))
            rows.append((count, name, ours, theirs, ours / theirs))
    if asked.json:
        print(json.dumps(rows))
    else:
        print(f"entries  command  closeness  jrnl {asked.jrnl}   ratio")
        for count, name, ours, theirs, ratio in rows:
            print(f"{count:7}  {name:7}  {ours:7.3f} s  {theirs:7.3f} s  {ratio:5.2f}")
    return int(any(ratio > LIMITS.get(count, 1) for count, _, _, _, ratio in rows))


if __name__ == "__main__":
    sys.exit(main())
