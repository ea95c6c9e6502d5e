"""Half a year of an invented person's life with Noor, who is invented too.

A new job eats the evenings of a summer; they disagree about it, mend it a few days later, and walk
after dinner more often. Days count from the first Monday, 0 to 181.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

ZONE = "Europe/Berlin"

FIRST_MONDAY = datetime(2025, 5, 26, tzinfo=UTC)
"""Day 0; a fixed date, so that everyone sees the same page."""

LAST_EVENING = "2025-11-23T20:45:00+01:00"
"""The moment at which the report is read: the last Sunday."""

RITUAL = "evening walk"
"""What they do again and again, and note."""


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


@dataclass(frozen=True, slots=True)
class Walked:
    """One evening walk: day and local time."""

    day: int
    time: str = "20:05"


def _weeks(*weeks: tuple[int, int, int, int]) -> tuple[Answered, ...]:
    asked = ("connection", "heard", "appreciation", "room")
    return tuple(
        Answered(number * 7 + 6, "19:30", "week", tuple(zip(asked, given, strict=True)))
        for number, given in enumerate(weeks)
    )


def _how_close(day: int, *values: int) -> Answered:
    items = (
        *("safety", "disagreement", "appreciation", "habits", "support", "celebration"),
        "affection",
    )
    return Answered(day, "20:10", "how-close", tuple(zip(items, values, strict=True)))


ANSWERS = (
    *_weeks(
        *((6, 3, 3, 3), (6, 3, 3, 3), (5, 3, 3, 2), (6, 3, 4, 3), (5, 3, 3, 2), (4, 3, 2, 2)),
        *((5, 2, 3, 2), (6, 3, 3, 3), (5, 3, 3, 2), (4, 2, 3, 1), (5, 3, 2, 2), (5, 3, 3, 2)),
        *((4, 2, 2, 2), (6, 3, 3, 3), (7, 4, 3, 3), (7, 4, 4, 3), (6, 4, 4, 2), (7, 4, 4, 3)),
        *((8, 5, 4, 3), (7, 5, 4, 3), (8, 4, 3, 3), (7, 5, 4, 2), (7, 5, 4, 3), (8, 4, 4, 3)),
        *((7, 5, 4, 3), (8, 5, 4, 3)),
    ),
    _how_close(14, 4, 3, 3, 3, 3, 3, 3),
    _how_close(174, 4, 4, 5, 4, 4, 3, 2),
)

_TOLD = (
    Written(
        2, "22:05", "Noor laughed so hard at the market that people turned round.", 2, "moment"
    ),
    Written(5, "18:20", "Long #walk by the river. Talked about where we want to live.", 2),
    Written(9, "21:50", "Noor has the new job. We drank to it on the stairs.", 2, "moment"),
    Written(15, "23:10", "The job starts early, so we go to bed at different times now.", 0),
    Written(19, "21:15", "Thankful that Noor fixed my bike before I asked.", 1, "gratitude"),
    Written(20, "21:00", "A #walk after dinner. We may make this ours.", 1),
    Written(24, "22:30", "Tired, both of us. Still good.", 0),
    Written(28, "22:45", "Dinner alone again. #work", -1),
    Written(34, "17:00", "A whole afternoon of nothing planned. #home", 1),
    Written(38, "20:40", "Read on my own in the café for two hours. #alone", 1, "solo"),
    Written(44, "21:30", "We talked for an hour, phones away. #talk", 1, "conversation"),
    Written(
        51, "22:20", "I told Noor a little of it. It came out smaller than it is.", -1, "honesty"
    ),
    Written(58, "19:00", "Rain. Two rooms, two screens. #home", -1),
    Written(66, "23:20", "Noor cancelled our evening from the train. #work", -1),
    Written(73, "22:00", "I said it was fine. It was not fine.", -2),
    Written(
        87, "21:35", "We disagreed about the evenings, louder than we wanted. #work", -2, "conflict"
    ),
    Written(88, "22:15", "Quiet breakfast. Neither of us knew how to begin.", -1),
    Written(
        90,
        "21:05",
        "Noor began: sorry for the trains, not for the job. I could hear it.",
        1,
        "repair",
    ),
    Written(91, "20:30", "We put two evenings in the calendar that belong to nobody else.", 1),
    Written(
        94, "22:10", "First of the two evenings. A bit stiff. Good soup. #talk", 0, "conversation"
    ),
    Written(99, "19:45", "Noor asked how I was and then waited for the answer.", 1, "moment"),
    Written(103, "20:45", "A #walk after dinner, in the dark, hand in hand.", 2),
    Written(112, "22:25", "Work called during dinner; Noor let it ring.", 1, "gratitude"),
    Written(117, "20:40", "Short #walk, long talk about my mother. #talk", 1, "conversation"),
    Written(124, "16:30", "Painted the kitchen shelf on my own, with music. #alone", 1, "solo"),
    Written(131, "22:40", "Both tired, and kind about it.", 0),
    Written(138, "21:40", "First quiet evening in weeks. We cooked and said little. #home", 1),
    Written(
        145, "21:50", "We said out loud what we like about this autumn. #talk", 2, "conversation"
    ),
    Written(150, "22:05", "Late train again, but a message before I began to wonder. #work", 0),
    Written(157, "20:45", "#walk, and a plan for the winter: one weekend by the sea.", 2),
    Written(162, "21:20", "Thankful for Tuesdays.", 1, "gratitude"),
    Written(168, "20:30", "A small quarrel about the heating, over in ten minutes. #home", 0),
    Written(172, "20:50", "#walk in the first frost. Noor had my gloves.", 2, "moment"),
    Written(179, "20:45", "#walk. Snow, almost.", 1),
    Written(
        180,
        "22:40",
        "Friends at the table until late. Noor winked at me across the noise.",
        2,
        "moment",
    ),
    Written(181, "20:20", "Half a year ago I could not have said any of this out loud.", 1),
)

_LITTLE = {
    2: (
        "Laughed until the tea was cold.",
        "An evening that could have gone on.",
        "Breakfast in no hurry at all.",
        "We danced while the pasta boiled.",
        "A note in my coat pocket, from Noor.",
        "Sang in the car, both verses.",
        "Everything was easy today.",
    ),
    1: (
        "Cooked together, and it was good.",
        "A kind word at the door this morning.",
        "Noor made the coffee.",
        "Home early. Time for a film.",
        "A message at noon that made me smile.",
        "New bread, old jokes.",
        "We fell asleep over the same book.",
        "Slept well, woke up slowly.",
        "Sunlight in the kitchen.",
    ),
    0: (
        "An ordinary day.",
        "Not much to say about today.",
        "Laundry, post, soup.",
        "Busy, and then tired.",
        "We saw each other at breakfast.",
        "A day like others.",
        "Early to bed.",
    ),
    -1: (
        "Ate late, and by myself.",
        "We passed each other in the hall.",
        "Short answers, on both sides.",
        "The train was late again.",
        "I waited up, and then did not.",
        "Headache. Little patience.",
    ),
    -2: (
        "A long, grey day.",
        "I felt alone with it all.",
        "Cried a little, in the shower.",
    ),
}
"""Lines for the days between, by mood."""

_MOODS = """
4554354 4354333 4334344 44.3443 2443344 3344345 3344432 3.2233. 2224433
23423.2 2321433 231334. 4331244 4543433 54.4355 3444344 4533443 2323545
5443332 3432442 .435555 354353. 5445555 3445345 3334545 4435454
"""
"""Mood of each day, a week a word: 1 very low to 5 very good, a dot where nothing is written."""

_WALKS = """
....... ....... ......w ....... .w...w. .w..ww. .www... ....... .......
....... ....... ..w.... ....... www.... .w...w. .w..... w.ww.ww ww.wwww
ww..... w..w... w...ww. ..w..ww .w.w... w.....w ...www. w.w.w..
"""
"""Evenings with a walk, likewise."""


def _days_between() -> tuple[Written, ...]:
    told = {one.day for one in _TOLD}
    used = dict.fromkeys(_LITTLE, 0)
    lines = []
    for day, said in enumerate("".join(_MOODS.split())):
        if said == "." or day in told:
            continue
        mood = int(said) - 3
        words = _LITTLE[mood][used[mood] % len(_LITTLE[mood])]
        used[mood] += 1
        lines.append(Written(day, f"21:{10 + day % 45}", words, mood))
    return tuple(lines)


ENTRIES = (*_TOLD, *_days_between())

WALKS = tuple(Walked(day) for day, it in enumerate("".join(_WALKS.split())) if it == "w")
