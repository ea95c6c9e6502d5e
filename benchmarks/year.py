"""A year of an invented person's data as `closeness.records/1`, the same at every run.

python benchmarks/year.py > year.jsonl
closeness --vault FOLDER vault import year.jsonl
"""

from __future__ import annotations

import json
import random
import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DAYS = 365
FIRST = date(2025, 1, 6)
WORDS = (
    "a long #walk after dinner",
    "tired, and kind about it",
    "we talked until late #talk",
    "work again #work",
    "laughed about the soup",
    "an evening on my own #alone",
)


def year() -> Iterator[dict[str, Any]]:
    """Give one line a day, some days two or none, and the four questions each Sunday."""
    chance = random.Random(1)
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
            yield _entry(day, chance)
        if day.weekday() == 6:
            yield _answers(day, chance)


def _entry(day: date, chance: random.Random) -> dict[str, Any]:
    words = ". ".join(chance.sample(WORDS, chance.randint(1, 3)))
    tags = [word[1:] for word in words.replace(".", "").split() if word.startswith("#")]
    return {
        "type": "entry",
        "at": _at(day, chance.randint(7, 22)),
        "tz": "UTC",
        "kind": "note",
        "mood": chance.randint(-2, 2),
        "text": words,
        "tags": tags,
        "visibility": "private",
    }


def _answers(day: date, chance: random.Random) -> dict[str, Any]:
    answers = {
        "connection": chance.randint(3, 9),
        "heard": chance.randint(2, 5),
        "appreciation": chance.randint(2, 5),
        "room": chance.randint(-1, 1) + 3,
    }
    return {
        "type": "administration",
        "instrument": "week",
        "at": _at(day, 19),
        "tz": "UTC",
        "answers": answers,
    }


def _at(day: date, hour: int) -> str:
    return datetime.combine(day, time(hour), UTC).isoformat()


if __name__ == "__main__":
    for line in year():
        sys.stdout.write(json.dumps(line) + "\n")
