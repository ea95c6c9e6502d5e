"""Days and times in words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import EVENING, a_moment
from closeness_cli.core.moment import MONTHS, WEEKDAYS
from closeness_cli.core.spoken_when import LONGEST, Said, read_words
from closeness_cli.errors import WrongUseError

TODAY = EVENING.on
"""Friday 14 November 2025, 21:04."""


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("now", "2025-11-14"),
        ("Today", "2025-11-14"),
        ("yesterday", "2025-11-13"),
        ("  YESTERDAY\n", "2025-11-13"),
        ("the day before yesterday", "2025-11-12"),
        ("tomorrow", "2025-11-15"),
        ("friday", "2025-11-07"),
        ("last friday", "2025-11-07"),
        ("on Thursday", "2025-11-13"),
        ("sat", "2025-11-08"),
        ("past sunday", "2025-11-09"),
        ("this monday", "2025-11-10"),
        ("this friday", "2025-11-14"),
        ("this saturday", "2025-11-15"),
        ("next friday", "2025-11-21"),
        ("next monday", "2025-11-17"),
        ("monday last week", "2025-11-03"),
        ("sunday last week", "2025-11-09"),
        ("3 days ago", "2025-11-11"),
        ("a day ago", "2025-11-13"),
        ("0 days ago", "2025-11-14"),
        ("two weeks ago", "2025-10-31"),
        ("a fortnight ago", "2025-10-31"),
        ("a month ago", "2025-10-14"),
        ("12 months ago", "2024-11-14"),
        ("11 months ago", "2024-12-14"),
        ("a year ago", "2024-11-14"),
        ("14 Nov", "2025-11-14"),
        ("14 November 2025", "2025-11-14"),
        ("Nov 14", "2025-11-14"),
        ("Nov. 14th, 2024", "2024-11-14"),
        ("the 1st of May", "2025-05-01"),
        ("on 3rd sept", "2025-09-03"),
        ("15 Nov", "2024-11-15"),
        ("24 december", "2024-12-24"),
        ("29 feb", "2024-02-29"),
        ("14 Nov '24", "2024-11-14"),
        ("14-Nov-2025", "2025-11-14"),
        ("Friday, 14 November 2025", "2025-11-14"),
        ("Fri Nov 14", "2025-11-14"),
        ("24 December 2026", "2026-12-24"),
    ],
)
def test_a_day_is_understood_and_is_of_the_past_where_it_may_be_any(text: str, day: str) -> None:
    assert read_words(text, now=EVENING) == Said(on(day))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday 21:30", "2025-11-13 21:30"),
        ("yesterday at 9:30pm", "2025-11-13 21:30"),
        ("yesterday, 9:30 p.m.", "2025-11-13 21:30"),
        ("21:30 yesterday", "2025-11-13 21:30"),
        ("at 9 pm on friday", "2025-11-07 21:00"),
        ("noon yesterday", "2025-11-13 12:00"),
        ("yesterday at noon", "2025-11-13 12:00"),
        ("yesterday 12am", "2025-11-13 00:00"),
        ("yesterday 12 pm", "2025-11-13 12:00"),
        ("3 days ago 7:05:30", "2025-11-11 07:05:30"),
        ("14 November 2025 21:00", "2025-11-14 21:00"),
        ("Nov 14, 9am", "2025-11-14 09:00"),
        ("2025-11-13 9pm", "2025-11-13 21:00"),
        ("14.11.2025 20:15", "2025-11-14 20:15"),
        # A time alone is the last one; five minutes ahead is the clocks' difference.
        ("21:04", "2025-11-14 21:04"),
        ("21:09", "2025-11-14 21:09"),
        ("21:10", "2025-11-13 21:10"),
        ("21h30", "2025-11-13 21:30"),
        ("9am", "2025-11-14 09:00"),
        ("noon", "2025-11-14 12:00"),
        # Parts of a day.
        ("this morning", "2025-11-14 09:00"),
        ("afternoon", "2025-11-14 15:00"),
        ("this evening", "2025-11-14 20:00"),
        ("last night", "2025-11-13 22:00"),
        ("last evening", "2025-11-13 20:00"),
        ("yesterday morning", "2025-11-13 09:00"),
        ("yesterday in the evening", "2025-11-13 20:00"),
        ("last friday night", "2025-11-07 22:00"),
        ("yesterday morning 8:00", "2025-11-13 08:00"),
        ("last night 23:30", "2025-11-13 23:30"),
        ("9pm tonight", "2025-11-14 21:00"),
    ],
)
def test_a_time_of_a_day_is_understood(text: str, said: str) -> None:
    wall = datetime.fromisoformat(said)

    assert read_words(text, now=EVENING) == Said(wall.date(), wall.time())


@pytest.mark.parametrize(
    ("now", "text", "clock"),
    [
        ("07:30", "this morning", None),
        ("03:30", "this morning", "09:00"),
        ("09:00", "this morning", "09:00"),
        ("21:04", "tonight", None),
        ("22:30", "tonight", "22:00"),
        ("10:00", "tonight", "22:00"),
    ],
)
def test_the_part_of_the_day_one_is_in_is_now_until_its_middle(
    now: str, text: str, clock: str | None
) -> None:
    at = a_moment(f"2025-11-14T{now}:00+01:00")

    assert read_words(text, now=at) == Said(TODAY, time.fromisoformat(clock) if clock else None)


@pytest.mark.parametrize(
    ("now", "text", "day"),
    [
        ("2025-03-31", "a month ago", "2025-02-28"),
        ("2024-03-31", "a month ago", "2024-02-29"),
        ("2025-12-31", "3 months ago", "2025-09-30"),
        ("2025-12-31", "12 months ago", "2024-12-31"),
        ("2024-02-29", "a year ago", "2023-02-28"),
        ("2024-02-29", "29 Feb", "2024-02-29"),
    ],
)
def test_a_shorter_month_ago_is_its_last_day(now: str, text: str, day: str) -> None:
    at = a_moment(f"{now}T12:00:00+00:00", zone="UTC")

    assert read_words(text, now=at) == Said(on(day))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20 minutes ago", 20),
        ("a minute ago", 1),
        ("half an hour ago", 30),
        ("an hour ago", 60),
        ("2 hours ago", 120),
        ("2 hours 20 minutes ago", 140),
        ("an hour and five min ago", 65),
        ("36 hrs ago", 36 * 60),
    ],
)
def test_hours_and_minutes_ago_are_a_length_of_time(text: str, minutes: int) -> None:
    assert read_words(text, now=EVENING) == Said(TODAY, back=timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("31 April", "April 2025 ends with 2025-04-30."),
        ("30 Feb 2024", "February 2024 ends with 2024-02-29."),
        ("29 Feb 2025", "February 2025 ends with 2025-02-28."),
        ("31.04.", "April 2025 ends with 2025-04-30."),
        ("yesterday 24:00", ""),
        ("yesterday 21:60", ""),
        ("13pm", ""),
        ("0:30am", ""),
    ],
)
def test_a_day_or_time_that_does_not_exist_is_refused(text: str, hint: str) -> None:
    with pytest.raises(WrongUseError, match=r"^There is no such day or time\.$") as caught:
        read_words(text, now=EVENING)
    assert caught.value.hint == (hint or caught.value.hint) != ""


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("last week", "That names no day.", "last friday"),
        ("November", "That names no day.", "14 Nov 2025"),
        ("nov 2024", "That names no day.", "14 Nov 2025"),
        ("midnight", "Midnight belongs to two days.", "23:59 or 00:00"),
        ("Monday 14 Nov 2025", "That day has another weekday.", "2025-11-14 is a Friday."),
        (
            "last night 1:30",
            "That can be read as two different times.",
            "Write 2025-11-13 01:30 or 2025-11-14 01:30.",
        ),
        (
            "03.04.2025 21:00",
            "That can be read as two different times.",
            "2025-03-04 or 2025-04-03",
        ),
        ("9999 years ago", "That time is too long ago.", "Check the number."),
    ],
)
def test_what_names_no_day_or_two_is_refused_with_what_to_write(
    text: str, sentence: str, hint: str
) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_words(text, now=EVENING)
    assert caught.value.sentence == sentence
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10",
        "2025",
        "1763154000",
        "10: ten things",
        "[2020-01-01]",
        "[2020-01-01] Sam: yesterday",
        "yesterday we walked",
        "yesterday yesterday",
        "21:30 21:30",
        "21:30 yesterday 9pm",
        "yesterday morning 21:00",
        "5 minutes ago ago",
        "1 hour2 hours ago",
        "last friday last week",
        "gestern",
        "yesterday" + " " * LONGEST + "21:30",
        "at 9",
        "soon",
        "someday evening",
        "this night 9:00",
    ],
)
def test_what_is_not_wholly_understood_is_not_known(text: str) -> None:
    assert read_words(text, now=EVENING) is None


DAYS = st.dates(date(1930, 1, 1), date(2025, 11, 14))


@given(DAYS, st.booleans())
def test_a_day_comes_back_from_its_words(day: date, is_short: bool) -> None:
    month = MONTHS[day.month - 1][: 3 if is_short else None]
    weekday = WEEKDAYS[day.weekday()]
    forms = [f"{day.day} {month} {day.year}", f"{weekday}, {month} {day.day}, {day.year}"]

    assert {read_words(one, now=EVENING) for one in forms} == {Said(day)}


@given(DAYS, st.sampled_from([3, 12, 25]))
def test_a_day_without_its_year_is_within_the_last_year(day: date, hour: int) -> None:
    now = a_moment(f"{day}T{hour % 24:02}:00:00+01:00")
    said = read_words("1 March", now=now)

    assert said is not None
    assert timedelta() <= now.on - said.on <= timedelta(days=365)


@given(st.text(st.sampled_from("0123456789 .:-/agostndyhulmpr"), max_size=30))
def test_any_text_is_understood_refused_or_not_known(text: str) -> None:
    try:
        said = read_words(text, now=EVENING)
    except WrongUseError as error:
        assert error.hint  # noqa: PT017 - a refusal always says what to write
    else:
        assert said is None or isinstance(said.on, date)
