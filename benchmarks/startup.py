"""Count the instructions of commands beside `python -c 'import typer, sqlite_utils'`.

    python benchmarks/startup.py [--json]

Needs valgrind. Instructions, unlike seconds, come out the same whatever else the machine does.
The interpreter is the one that runs this script; closeness must be installed in it. Ends with
status 1 when a command takes more than its share.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from year import year

REFERENCE = "import typer, sqlite_utils"
WITHOUT_OTHERS = "import sys; sys.modules['numpy'] = sys.modules['pandas'] = None; "
"""sqlite-utils imports these two wherever they are installed, which is not what is compared."""

SHARES = {
    "--version": 0.15,
    "--help": 0.6,
    "journal add TEXT": 0.4,
    "journal list": 0.45,
    "journal search": 0.55,
}
"""The most that each may take of the reference; the report has a file of its own, `report.py`."""


def instructions(arguments: list[str], environment: dict[str, str]) -> int:
    """Count the instructions of one run of this interpreter, after one that warms the caches."""
    command = [sys.executable, *arguments]
    subprocess.run(command, env=environment, check=True, capture_output=True)
    counted = subprocess.run(
        [
            "valgrind",
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
            *command,
        ],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found = re.search(r"I\s+refs:\s+([\d,]+)", counted.stderr)
    if found is None:
        raise RuntimeError("valgrind printed no count")
    return int(found[1].replace(",", ""))


def measure() -> dict[str, float]:
    """Give the share of each command, on a vault that holds a year."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
            "CLOSENESS_VAULT": folder,
            "CLOSENESS_NOW": "2026-01-06T20:00:00+00:00",
            "PYTHONHASHSEED": "0",
        }
        closeness = shutil.which("closeness", path=str(Path(sys.executable).parent))
        if closeness is None:
            raise RuntimeError("closeness is not installed beside this interpreter")
        lines = "".join(json.dumps(one) + "\n" for one in year())
        for words in (["vault", "create", "--no-encryption"], ["vault", "import", "-"]):
            subprocess.run(
                [closeness, *words],
                input=lines.encode(),
                env=environment,
                check=True,
                capture_output=True,
            )
        reference = instructions(["-c", WITHOUT_OTHERS + REFERENCE], environment)
        given = {
            "journal add TEXT": ["journal", "add", "We walked home."],
            "journal list": ["journal", "list", "-n", "5"],
            "journal search": ["journal", "search", "walked"],
        }
        runs = {name: given.get(name, [name]) for name in SHARES}
        return {
            name: instructions([closeness, *arguments], environment) / reference
            for name, arguments in runs.items()
        }


def main() -> int:
    """Print the table; 1 when a share is passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--json", action="store_true")
    wants_json = parser.parse_args().json
    if shutil.which("valgrind") is None:
        print("valgrind is not installed: apt-get install valgrind", file=sys.stderr)
        return 2
    shares = measure()
    if wants_json:
        print(json.dumps(shares))
    else:
        print(f"instructions beside python -c '{REFERENCE}'")
        for name, share in shares.items():
            print(f"  {name:18} {share:5.2f}   at most {SHARES[name]}")
    return int(any(share > SHARES[name] for name, share in shares.items()))


if __name__ == "__main__":
    sys.exit(main())
