"""An invented couple's lines go through the same import as a person's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Closeness

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

COUPLE = """\
{"id": "e1", "kind": "mood", "at": "2023-01-02T07:40:00+01:00", "tz": "Europe/Berlin", \
"local_day": "2023-01-02", "partner": "A", "mood": 1, \
"text": "[bold]tea[/bold]\\t☕", "tags": ["work"]}
{"id": "e2", "kind": "mood", "at": "2023-01-02T01:41:00-05:00", "tz": "America/New_York", \
"partner": "B", "mood": -2, "text": "", "tags": []}
{"id": "e3", "kind": "ritual", "at": "2023-01-02T17:00:00+01:00", "tz": "Europe/Berlin", \
"partner": "both", "ritual": "evening walk"}
{"id": "e4", "kind": "conflict", "at": "2023-01-02T18:50:00+01:00", "tz": "Europe/Berlin", \
"conflict_id": "c1", "severity": 2, "text": "argued about money"}
{"id": "e5", "kind": "repair", "at": "2023-01-03T08:10:00+01:00", "tz": "Europe/Berlin", \
"conflict_id": "c1", "text": "made up over tea"}
{"id": "e6", "kind": "assessment", "at": "2023-01-08T20:10:00+01:00", "tz": "Europe/Berlin", \
"partner": "A", "scale": "synth7", "reverse": ["i3", "i6"], \
"items": {"i1": 7, "i2": 7, "i3": 1, "i4": 7, "i5": null, "i6": 1, "i7": 7}}
{"id": "e7", "kind": "assessment", "at": "2023-01-08T14:10:00-05:00", "tz": "America/New_York", \
"partner": "B", "scale": "synth7", "reverse": ["i3", "i6"], \
"items": {"i1": 1, "i2": 1, "i3": 7, "i4": 1, "i5": 1, "i6": 7, "i7": 1}}
"""


@pytest.fixture
def closeness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program a day later, with a vault that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Closeness(tmp_path / "vault").at("2023-01-09T20:00:00+01:00")


def records(folder: Path, owner: str) -> str:
    """Convert the couple, as a command line does."""
    couple = folder / "entries.jsonl"
    couple.write_text(COUPLE, "utf-8")
    done = subprocess.run(
        [sys.executable, BENCHMARKS / "synth_records.py", couple, "--owner", owner],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.parametrize(("owner", "score"), [("A", 100), ("B", 0)])
def test_a_couple_is_imported_as_it_was_made(
    closeness: Closeness, tmp_path: Path, owner: str, score: int
) -> None:
    assert closeness("instrument", "import", str(BENCHMARKS / "synth-instrument.yaml")).status == 0

    done = closeness("--yes", "vault", "import", "-", given=records(tmp_path, owner))

    assert done.status == 0, done
    out = closeness("vault", "export", "-").out
    lines = [json.loads(line) for line in out.splitlines()]
    assert sorted(line["type"] for line in lines if line["type"] in ("entry", "observance")) == [
        *["entry"] * 4,
        "observance",
    ]
    (person,) = (line for line in lines if line["type"] == "person")
    assert person["name"] != owner
    (conflict,) = (line for line in lines if line.get("kind") == "conflict")
    (repair,) = (line for line in lines if line.get("kind") == "repair")
    assert repair["repairs"] == conflict["id"]
    moods = {line["mood"]: line.get("person") for line in lines if "mood" in line}
    mine, theirs = (1, -2) if owner == "A" else (-2, 1)
    assert moods == {mine: None, theirs: person["id"]}
    (sitting,) = (
        line for line in lines if line["type"] == "administration" and "person" not in line
    )
    answers = [
        line
        for line in lines
        if line["type"] == "response" and line["administration"] == sitting["id"]
    ]
    assert len(answers) == 7
    assert sum("reason" in line for line in answers) == (owner == "A")
    [level] = closeness("report", "--json").data["levels"]
    assert level["latest"]["percent_of_range"] == score


def test_nothing_is_worth_another_look_in_the_instrument(closeness: Closeness) -> None:
    done = closeness("instrument", "check", str(BENCHMARKS / "synth-instrument.yaml"))

    assert done.status == 0
    assert "Worth a look" not in done.out + done.err
