"""Makes `closeness.records/1` of an invented couple's lines, as a person would import their own.

    python benchmarks/synth_records.py COUPLE/entries.jsonl [--owner B] > couple.jsonl
    closeness --vault FOLDER instrument import benchmarks/synth-instrument.yaml
    closeness --vault FOLDER --yes vault import couple.jsonl

A couple is one JSON object a line, of the kinds mood, assessment, conflict, repair and ritual; the
owner of the vault is one of its two partners. `local_day` is left out, since `at` and `tz` say it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Line = dict[str, Any]

INSTRUMENT = Path(__file__).with_name("synth-instrument.yaml")
"""The instrument that the answers are to."""

PARTNERS = ("A", "B")


def records(lines: Iterable[Line], owner: str = "A") -> Iterator[Line]:
    """Give a record for each line, in the same order, which is that of time.

    Args:
        owner: The partner whose vault it is; the other one is a person of that name.
    """
    (other,) = (name for name in PARTNERS if name != owner)
    yield {"type": "person", "name": other}
    for line in lines:
        whose = line.get("partner", owner)
        who = {} if whose in (owner, "both") else {"person": whose}
        yield {**RECORDS[line["kind"]](line), "at": line["at"], "tz": line["tz"], **who} | (
            {"people": ["self", other]} if whose == "both" else {}
        )


def _mood(line: Line) -> Line:
    return {
        "type": "entry",
        "kind": "note",
        "mood": line["mood"],
        "text": line["text"],
        "tags": line["tags"],
    }


def _assessment(line: Line) -> Line:
    return {"type": "administration", "instrument": line["scale"], "answers": line["items"]}


def _conflict(line: Line) -> Line:
    return {
        "type": "entry",
        "kind": "conflict",
        "heat": line["severity"],
        "text": line["text"],
        "ref": line["conflict_id"],
    }


def _repair(line: Line) -> Line:
    return {
        "type": "entry",
        "kind": "repair",
        "text": line["text"],
        "repairs": line["conflict_id"],
    }


def _ritual(line: Line) -> Line:
    return {"type": "observance", "ritual": line["ritual"]}


RECORDS: dict[str, Callable[[Line], Line]] = {
    "mood": _mood,
    "assessment": _assessment,
    "conflict": _conflict,
    "repair": _repair,
    "ritual": _ritual,
}
"""How each kind of line is told as a record."""


def main() -> None:
    """Read the lines of a couple and print records."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("couple", type=Path, help="the couple's entries.jsonl")
    options.add_argument("--owner", choices=PARTNERS, default="A", help="whose vault it is")
    chosen = options.parse_args()
    with chosen.couple.open(encoding="utf-8") as lines:
        for record in records(map(json.loads, lines), chosen.owner):
            sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream here
    main()
