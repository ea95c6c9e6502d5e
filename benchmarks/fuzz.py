"""Feed damaged files to every importer and to the item bank's loader, for a while.

    python benchmarks/fuzz.py [--examples 300]

Needs the tests' requirements. Each file is one of the samples of the tests with bytes cut out, put
in, doubled or exchanged, found and made smaller by hypothesis. Whatever comes out must be a
sentence with a status that docs/exit-statuses.md has, or a file that was taken; a traceback, a hang
of ten seconds or a word of "went wrong" is a finding. Ends with status 1 when there is one.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from hypothesis import HealthCheck, Phase, given, settings  # noqa: E402 - after the path is set
from hypothesis import strategies as st  # noqa: E402 - the path is set first

from brought import A_BANK, a_wording  # noqa: E402 - the path is set first
from commands import Closeness  # noqa: E402 - the path is set first
from shown import NEVER_SHOWN  # noqa: E402 - the path is set first

if TYPE_CHECKING:
    from collections.abc import Callable

SLOWEST = 10.0
"""Seconds that a small file may take."""

INSERTED = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [
            *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b]0;x\x07", b'"', b"'", b",", b"\n", b"\r"),
            *(b"{", b"}", b"[", b"]", b":", b"&a ", b"*a", b"!!x ", b"---\n", b"NaN", b"1e999"),
            *(b"\\ud800", b"9" * 40, b"-1", b"0", b"null", b"true", "\u202e".encode()),
        ]
    ),
)

AFTERWARDS = ("journal list", "report", "instrument list")
"""What must go on working with whatever was taken."""

DAY_ONE = (
    b'{"metadata": {"version": "1.0"}, "entries": [{"uuid": "A1", "creationDate":'
    b' "2026-03-01T20:04:00Z", "timeZone": "Europe/Berlin", "text": "We walked.",'
    b' "tags": ["walk"], "starred": true}]}'
)

DAYLIO = (
    b"full_date,date,weekday,time,mood,activities,note_title,note\n"
    b'2026-03-01,March 1,Sunday,21:04,good,"walk | tea","","We walked."\n'
)

TABLES = {
    "csv": [b'date,text,tags\n2026-03-01,"Tea, late",walk\n2026-03-02 21:04,Rain,\n'],
    "daylio": [DAYLIO],
}
"""Samples that lie in no file, by the program that they are of."""


@st.composite
def damaged(draw: st.DrawFn, samples: list[bytes]) -> bytes:
    """Damage a sample in a few places."""
    data = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        in_place = st.binary(min_size=end - start, max_size=end - start)
        piece = draw(st.one_of(INSERTED, st.just(data[start:end] * 2), in_place))
        data = data[:start] + piece + data[end:]
    return data


def lines() -> list[tuple[str, list[bytes], str]]:
    """Give what is run: the command line, the samples, and the ending of the file's name."""
    journals = ROOT / "tests" / "data" / "journals"
    found = []
    for source, endings in {
        "jrnl": (".json", ".txt"),
        "dayone": (".json", ".zip"),
        "daylio": (".csv",),
        "csv": (".csv",),
        "markdown": (".md",),
    }.items():
        for ending in endings:
            samples = [one.read_bytes() for one in sorted(journals.rglob(f"*{ending}"))]
            samples += TABLES.get(source, [])
            if samples:
                found.append(
                    (f"journal import FILE --from {source} --dry-run --yes", samples, ending)
                )
    exchange = ROOT / "tests" / "data" / "exchange"
    forms = [one.read_bytes() for one in sorted(exchange.glob("fhir_*[a-z].json"))]
    tables = [one.read_bytes() for one in sorted(exchange.glob("redcap_*.csv"))]
    wording = a_wording("ecr-rs").encode()
    bank = A_BANK.encode()
    entry = b'{"type":"entry","at":"2025-11-01T21:14:00+01:00","text":"We walked."}\n'
    answers = b"connection: 7\nfelt_heard: 3\n"
    return [
        *found,
        ("journal import FILE --from dayone --dry-run --yes", [packed(DAY_ONE)], ".zip"),
        ("instrument import FILE --from redcap --allow-loss", tables, ".csv"),
        ("instrument import FILE --from fhir --allow-loss", forms, ".json"),
        ("instrument attach ecr-rs FILE --right mine", [wording], ".yaml"),
        ("instrument check FILE", [bank], ".yaml"),
        ("instrument import FILE", [bank], ".yaml"),
        ("vault import FILE --yes", [entry, entry * 3], ".jsonl"),
        ("assess week --answers FILE --anyway", [answers, b'{"connection": 7}'], ".yaml"),
        ("vault restore FILE --yes", backups(), ".zip"),
    ]


def packed(text: bytes) -> bytes:
    """Give a zip as Day One writes it."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as pack:
        pack.writestr("Journal.json", text)
    return file.getvalue()


def backups() -> list[bytes]:
    """Give a backup, files as the first releases made them, and two that only begin as one."""
    with tempfile.TemporaryDirectory() as folder:
        closeness = Closeness(Path(folder) / "vault")
        closeness("vault", "create", "--no-encryption", "-q")
        closeness("journal", "add", "We walked. #walk", "-q")
        file = Path(folder) / "backup.zip"
        closeness("vault", "backup", str(file))
        first = ROOT / "tests" / "data" / "format-1-plain.db"
        files = [file, closeness.vault / "vault.db", first]  # the last two have no checksum
        only_begun = [b"PK\x03\x04" + bytes(200), b"SQLite format 3\0"]
        return [*(one.read_bytes() for one in files), *only_begun]


def check(closeness: Closeness, line: str, file: Path) -> None:
    """Run one command line, then look at what there is now; what must not be raises."""
    for words in (line.replace("FILE", str(file)), *AFTERWARDS):
        began = time.monotonic()
        done = closeness(*words.split())
        assert time.monotonic() - began < SLOWEST, "too slow"
        assert done.status in (0, 1, 2, 3, 5), done
        assert "went wrong" not in done.err, done.err
        assert NEVER_SHOWN.search(done.out + done.err) is None, done
        if "--dry-run" in words or done.status != 0:
            return


def fuzz(line: str, samples: list[bytes], ending: str, *, examples: int) -> str | None:
    """Fuzz one command line; gives the finding, made as small as it can be."""
    with tempfile.TemporaryDirectory() as folder:
        closeness = Closeness(Path(folder) / "vault")
        closeness("vault", "create", "--no-encryption", "-q")
        file = Path(folder) / f"given{ending}"

        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(damaged(samples))
        def run(data: bytes) -> None:
            file.write_bytes(data)
            check(closeness, line, file)

        attempt: Callable[[], None] = run
        try:
            attempt()
        except Exception as error:  # noqa: BLE001 - a finding, whatever it is
            return f"{error}\n  {file.read_bytes()[:400]!r}"
    return None


def main() -> int:
    """Fuzz all of them; 1 when there is a finding."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--examples", type=int, default=300, help="files for each command line")
    examples = parser.parse_args().examples
    n_findings = 0
    for line, samples, ending in lines():
        finding = fuzz(line, samples, ending, examples=examples)
        n_findings += finding is not None
        print(f"{line:52} {ending:6} {'ok' if finding is None else 'FINDING'}", flush=True)
        if finding is not None:
            print(finding)
    return int(n_findings > 0)


if __name__ == "__main__":
    sys.exit(main())
