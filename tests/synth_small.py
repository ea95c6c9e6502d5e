"""Makes invented couples for `benchmarks/honesty.py`, small ones of whom everything is plain.

In `null` couples nothing moves and nothing helps; in the others the first one's level falls at
once, the second one's rises slowly, and a walk lifts the mood of the next day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

FIRST = date(2023, 1, 2)
WEEKS, FALLS_IN = 30, 17
ZONE = "Europe/Berlin"
RITUALS = ("evening walk", "gratitude note")
Line = dict[str, Any]


def make(days: int, seed: int, *, null: bool) -> tuple[list[Line], dict[str, Any]]:
    """Give a couple's lines and their truth.

    Args:
        days: How long it is said to be; it is thirty weeks.
    """
    chance = Random(f"{days} {seed}")
    lines: list[Line] = []
    walked = False
    for day in range(7 * WEEKS):
        for partner in "AB":
            mood = chance.gauss(0.9 if walked and not null else -0.3, 0.5)
            told = {
                "partner": partner,
                "mood": max(-2, min(2, round(mood))),
                "text": "",
                "tags": [],
            }
            lines.append(line("mood", day, 9, **told))
            if day % 7 == 6:
                items = answers(level(partner, day // 7, null=null), chance)
                told = {"partner": partner, "scale": "synth7", "items": items}
                lines.append(line("assessment", day, 20, **told))
        done = [title for title in RITUALS if chance.random() < 0.4]
        walked = RITUALS[0] in done
        lines += [line("ritual", day, 21, partner="both", ritual=title) for title in done]
    fell_on = None if null else (FIRST + timedelta(weeks=FALLS_IN)).isoformat()
    return lines, {"assessments": {"step_local_day": fell_on}}


def level(partner: str, week: int, *, null: bool) -> float:
    """Give what a partner's answers lie around."""
    if null:
        return 4
    return 3 + 2 * (week < FALLS_IN) if partner == "A" else 3 + 2 * week / WEEKS


def answers(about: float, chance: Random) -> dict[str, int]:
    """Answer seven items, two of them the other way round."""
    given = [max(1, min(7, round(chance.gauss(about, 0.8)))) for _ in range(7)]
    return {f"i{at}": 8 - one if at in (3, 6) else one for at, one in enumerate(given, start=1)}


def line(kind: str, day: int, hour: int, **told: object) -> Line:
    """Give a line of a day."""
    at = datetime.combine(FIRST + timedelta(days=day), time(hour), ZoneInfo(ZONE))
    return {"kind": kind, "at": at.isoformat(), "tz": ZONE, **told}
