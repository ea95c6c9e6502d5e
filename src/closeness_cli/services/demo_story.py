"""Twelve weeks of an invented person's life with Noor, who is invented too.

They begin well; a new job eats the evenings; they disagree about it, mend it a few days later,
and find a walk after dinner. Days count from the first Monday, 0 to 83.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

ZONE = "Europe/Berlin"

FIRST_MONDAY = datetime(2025, 9, 1, tzinfo=UTC)
"""Day 0; a fixed date, so that everyone sees the same page."""

LAST_EVENING = "2025-11-23T20:45:00+01:00"
"""The moment at which the report is read: the last Sunday."""


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the invented journal: day, local time, kind, mood and words."""

    day: int
    time: str
    words: str
    mood: int | None = None
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Answered:
    """One invented set of answers: day, local time, instrument, answers by item."""

    day: int
    time: str
    instrument: str
    answers: tuple[tuple[str, int], ...]


def _week(number: int, connection: int, heard: int, appreciation: int, room: int) -> Answered:
    answers = (
        ("connection", connection),
        ("heard", heard),
        ("appreciation", appreciation),
        ("room", room),
    )
    return Answered(number * 7 + 6, "19:30", "week", answers)


def _how_close(day: int, *values: int) -> Answered:
    items = (
        *("safety", "disagreement", "appreciation", "habits", "support", "celebration"),
        "affection",
    )
    return Answered(day, "20:10", "how-close", tuple(zip(items, values, strict=True)))


ANSWERS = (
    _week(0, 7, 4, 4, 3),
    _how_close(7, 4, 4, 4, 3, 3, 3, 3),
    _week(1, 8, 4, 4, 3),
    _week(2, 7, 4, 3, 3),
    _week(3, 6, 3, 3, 2),
    _week(4, 5, 3, 2, 2),
    _week(5, 4, 2, 2, 1),
    _week(6, 4, 2, 3, 2),
    _week(7, 6, 3, 3, 2),
    _week(8, 7, 4, 4, 3),
    _week(9, 7, 4, 4, 3),
    _how_close(76, 4, 4, 5, 4, 4, 3, 2),
    _week(10, 8, 4, 5, 3),
    _week(11, 8, 5, 4, 3),
)

ENTRIES = (
    Written(0, "21:40", "First quiet evening in weeks. We cooked and said very little. #home", 1),
    Written(
        2, "22:05", "Noor laughed so hard at the market that people turned round.", 2, "moment"
    ),
    Written(5, "18:20", "Long #walk by the river. Talked about where we want to live.", 2),
    Written(8, "21:15", "Thankful that Noor fixed my bike before I asked.", 1, "gratitude"),
    Written(11, "22:30", "Tired, both of us. Still good.", 0),
    Written(13, "17:00", "A whole afternoon of nothing planned. #home", 1),
    Written(16, "21:50", "Noor has the new job. We drank to it on the stairs.", 2, "moment"),
    Written(19, "20:40", "Read on my own in the café for two hours. #alone", 1, "solo"),
    Written(22, "23:10", "The job starts early, so we go to bed at different times now.", 0),
    Written(25, "21:30", "We talked for an hour, phones away. #talk", 1, "conversation"),
    Written(28, "22:45", "Dinner alone again. #work", -1),
    Written(
        31, "22:20", "I told Noor a little of it. It came out smaller than it is.", -1, "honesty"
    ),
    Written(33, "19:00", "Rain. Two rooms, two screens. #home", -1),
    Written(35, "23:20", "Noor cancelled our evening from the train. #work", -1),
    Written(37, "22:00", "I said it was fine. It was not fine.", -2),
    Written(
        39, "21:35", "We disagreed about the evenings, louder than we wanted. #work", -2, "conflict"
    ),
    Written(40, "22:15", "Quiet breakfast. Neither of us knew how to begin.", -1),
    Written(
        42,
        "21:05",
        "Noor began: sorry for the trains, not for the job. I could hear it.",
        1,
        "repair",
    ),
    Written(43, "20:30", "We put two evenings in the calendar that belong to nobody else.", 1),
    Written(
        46, "22:10", "First of the two evenings. A bit stiff. Good soup. #talk", 0, "conversation"
    ),
    Written(50, "19:45", "Noor asked how I was and then waited for the answer.", 1, "moment"),
    Written(53, "20:15", "A #walk after dinner, in the dark, hand in hand.", 2),
    Written(55, "21:00", "Another #walk. We may make this ours.", 1),
    Written(58, "22:25", "Work called during dinner; Noor let it ring.", 1, "gratitude"),
    Written(60, "20:10", "Short #walk, long talk about my mother. #talk", 1, "conversation"),
    Written(62, "16:30", "Painted the kitchen shelf on my own, with music. #alone", 1, "solo"),
    Written(64, "22:40", "Both tired, and kind about it.", 0),
    Written(67, "20:20", "#walk in the first frost. Noor had my gloves.", 2, "moment"),
    Written(
        70, "21:50", "We said out loud what we like about this autumn. #talk", 2, "conversation"
    ),
    Written(72, "22:05", "Late train again, but a message before I began to wonder. #work", 0),
    Written(74, "20:05", "#walk, and a plan for the winter: one weekend by the sea.", 2),
    Written(77, "21:20", "Thankful for Tuesdays.", 1, "gratitude"),
    Written(79, "20:30", "A small quarrel about the heating, over in ten minutes. #home", 0),
    Written(81, "20:15", "#walk. Snow, almost.", 1),
    Written(
        82,
        "18:40",
        "Friends at the table until late. Noor winked at me across the noise.",
        2,
        "moment",
    ),
    Written(83, "20:20", "Twelve weeks ago I could not have said any of this out loud.", 1),
)
