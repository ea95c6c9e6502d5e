"""Reading moments, days and spans from text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_moment
from closeness_cli.core.moment import Moment
from closeness_cli.core.when import (
    in_zone,
    instants_of,
    known_day,
    known_moment,
    read_moment,
    read_span,
    zone_called,
)
from closeness_cli.errors import WrongUseError

NOW = a_moment("2026-03-02T21:14:00+01:00")


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2026-03-01", "2026-03-01T12:00:00+01:00"),
        ("2026-03-01 21:30", "2026-03-01T21:30:00+01:00"),
        ("2026-03-01T21:30", "2026-03-01T21:30:00+01:00"),
        ("2026-03-01T21:30:15", "2026-03-01T21:30:15+01:00"),
        ("2026-03-01T21:30:15.25", "2026-03-01T21:30:15.250+01:00"),
        ("2026-03-01T21:30:15,5", "2026-03-01T21:30:15.500+01:00"),
        ("2026-03-01T21:30:15.123999", "2026-03-01T21:30:15.123+01:00"),
        ("2026-03-01T21:30Z", "2026-03-01T22:30:00+01:00"),
        ("2026-03-01T21:30+01:00", "2026-03-01T21:30:00+01:00"),
        ("2026-03-01T21:30+0100", "2026-03-01T21:30:00+01:00"),
        ("2026-03-01T16:30-05:00", "2026-03-01T22:30:00+01:00"),
        ("  2026-03-01 21:30\n", "2026-03-01T21:30:00+01:00"),
        ("2025-07-01 08:00", "2025-07-01T08:00:00+02:00"),
        ("1900-01-01", "1900-01-01T12:00:00+01:00"),
    ],
)
def test_iso_forms_are_read_in_the_zone_of_the_person(text: str, local: str) -> None:
    moment = read_moment(text, now=NOW)

    assert moment.iso == local
    assert moment.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("wall", "zone", "instant", "local"),
    [
        # A wall-clock time in a gap moves on by its length; of two, the first counts.
        ("2024-03-31T02:30", "Europe/Berlin", "2024-03-31T01:30:00Z", "2024-03-31T03:30:00+02:00"),
        ("2024-10-27T02:30", "Europe/Berlin", "2024-10-27T00:30:00Z", "2024-10-27T02:30:00+02:00"),
        (
            "2024-03-10T02:30",
            "America/New_York",
            "2024-03-10T07:30:00Z",
            "2024-03-10T03:30:00-04:00",
        ),
        (
            "2024-11-03T01:30",
            "America/New_York",
            "2024-11-03T05:30:00Z",
            "2024-11-03T01:30:00-04:00",
        ),
        ("2024-03-30T23:30", "Europe/Berlin", "2024-03-30T22:30:00Z", "2024-03-30T23:30:00+01:00"),
        (
            "2024-11-03T00:30",
            "America/New_York",
            "2024-11-03T04:30:00Z",
            "2024-11-03T00:30:00-04:00",
        ),
    ],
)
def test_clock_changes_are_read_as_pep_495_says(
    wall: str, zone: str, instant: str, local: str
) -> None:
    moment = read_moment(wall, now=in_zone(NOW.at, zone))

    assert moment.at == datetime.fromisoformat(instant)
    assert moment.iso == local


def test_a_written_offset_reaches_the_second_of_two_equal_times() -> None:
    moment = read_moment("2024-10-27T02:30+01:00", now=NOW)

    assert moment == Moment(datetime(2024, 10, 27, 1, 30, tzinfo=UTC), 3600, "Europe/Berlin")


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-02-30 10:00",
        "2026-13-01",
        "2026-00-10",
        "0000-01-01",
        "2026-03-01 25:00",
        "2026-03-01 21:60",
        "2026-03-01T21:30+25:00",
    ],
)
def test_a_day_or_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^There is no such day or time\.$"):
        read_moment(text, now=NOW)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday-ish",
        "20260301",
        "2026-W09",
        "2026-03-01T",
        "2026-03-01T21",
        "2026-03-01+01:00",
        "2026-03-01 21:30 Europe/Berlin",
        "٢٠٢٦-٠٣-٠١",
        "２０２６-０３-０１",
        "2026-03-01\x00",
        "2026-03-01\udcff",
        "9" * 5000,
    ],
)
def test_what_is_neither_iso_nor_words_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That time is not understood\.$") as caught:
        read_moment(text, now=NOW)
    assert "2026-03-01 21:30" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    ["2026-03-02T21:19:01+01:00", "2026-03-02 22:00", "2026-03-03", "9999-12-31T23:59-12:00"],
)
def test_what_is_still_ahead_is_refused(text: str) -> None:
    with pytest.raises(
        WrongUseError, match=r"^That time is still ahead\.$|outside of the calendar"
    ):
        read_moment(text, now=NOW)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-12-24", "Perhaps you meant 2025-12-24."),
        ("31 December 2026", "Perhaps you meant 2025-12-31."),
        ("3026-03-01 21:00", "Perhaps you meant 2026-03-01."),
        ("tomorrow", "Give a time that has been."),
        ("today 22:00", "Give a time that has been."),
    ],
)
def test_what_is_far_ahead_is_refused_with_the_day_that_has_been(text: str, hint: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That time is still ahead\.$") as caught:
        read_moment(text, now=NOW)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2026-02-29", "February 2026 ends with 2026-02-28."),
        ("2025-04-31 21:00", "April 2025 ends with 2025-04-30."),
    ],
)
def test_of_a_day_that_does_not_exist_the_end_of_its_month_is_told(text: str, hint: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        read_moment(text, now=NOW)
    assert caught.value.hint == hint


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("yesterday", "2026-03-01T12:00:00+01:00"),
        ("yesterday 21:30", "2026-03-01T21:30:00+01:00"),
        ("an hour ago", "2026-03-02T20:14:00+01:00"),
        ("today", "2026-03-02T21:14:00+01:00"),
        ("2 March 2026", "2026-03-02T21:14:00+01:00"),
        ("3/2/2025", None),
        ("1 July 2025", "2025-07-01T12:00:00+02:00"),
    ],
)
def test_words_are_placed_as_iso_forms_are(text: str, local: str | None) -> None:
    if local is None:
        with pytest.raises(WrongUseError):
            read_moment(text, now=NOW)
    else:
        assert read_moment(text, now=NOW).iso == local


@pytest.mark.parametrize(
    ("now", "text", "local"),
    [
        # Hours ago are counted in hours, days ago in days, whatever the clocks do meanwhile.
        ("2024-03-31T10:00:00+02:00", "12 hours ago", "2024-03-30T21:00:00+01:00"),
        ("2024-03-31T10:00:00+02:00", "yesterday 10:00", "2024-03-30T10:00:00+01:00"),
        ("2024-10-27T10:00:00+01:00", "12 hours ago", "2024-10-26T23:00:00+02:00"),
        ("2024-10-27T10:00:00+01:00", "today 2:30", "2024-10-27T02:30:00+02:00"),
        ("2024-03-31T10:00:00+02:00", "today 2:30am", "2024-03-31T03:30:00+02:00"),
        ("2024-03-31T10:00:00+02:00", "02:30", "2024-03-31T03:30:00+02:00"),
    ],
)
def test_words_follow_the_clock_changes_too(now: str, text: str, local: str) -> None:
    assert read_moment(text, now=a_moment(now)).iso == local


@pytest.mark.parametrize("text", ["10: ten things", "[2020-01-01]", "gestern", "42", ""])
def test_what_is_not_known_is_left_to_others(text: str) -> None:
    assert known_moment(text, now=NOW) is None
    assert known_day(text, now=NOW) is None


@pytest.mark.parametrize(
    ("wall", "instants"),
    [
        ("2024-03-31T02:30", []),
        ("2024-10-27T02:30", ["2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"]),
        ("2024-07-01T02:30", ["2024-07-01T00:30:00Z"]),
    ],
)
def test_a_wall_clock_shows_a_time_never_once_or_twice(wall: str, instants: list[str]) -> None:
    found = instants_of(datetime.fromisoformat(wall), "Europe/Berlin")

    assert list(found) == [datetime.fromisoformat(one) for one in instants]


def test_clocks_may_differ_by_five_minutes() -> None:
    assert read_moment("2026-03-02 21:19", now=NOW).at == NOW.at + timedelta(minutes=5)


def test_today_alone_is_now() -> None:
    assert read_moment("2026-03-02", now=NOW) == NOW


@pytest.mark.parametrize("text", ["0202-03-01", "1899-12-31", "0001-01-01T00:00+14:00"])
def test_a_year_before_memory_is_refused_as_a_slip(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That time is too long ago\.$"):
        read_moment(text, now=NOW)


def test_an_instant_that_its_zone_cannot_show_is_refused() -> None:
    with pytest.raises(WrongUseError, match="outside of the calendar"):
        in_zone(datetime(1, 1, 1, tzinfo=UTC), "America/New_York")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        assert read_moment(text, now=NOW).zone == NOW.zone
    except WrongUseError as error:
        assert error.sentence.endswith(".")  # noqa: PT017 - either way is fine


@given(
    st.datetimes(
        min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - a wall clock
        max_value=datetime(2026, 2, 28),  # noqa: DTZ001 - as above
    )
)
def test_a_wall_clock_time_comes_back_unless_the_clock_skips_it(wall: datetime) -> None:
    wall = wall.replace(second=0, microsecond=0)
    moment = read_moment(wall.isoformat(sep=" ", timespec="minutes"), now=NOW)

    assert moment.local.replace(tzinfo=None) - wall in (timedelta(), timedelta(hours=1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01", date(2026, 3, 1)),
        (" 2024-02-29 ", date(2024, 2, 29)),
        ("2026-03-01T23:59+01:00", date(2026, 3, 1)),
        ("9999-12-31", date(9999, 12, 31)),
        ("yesterday", date(2026, 3, 1)),
        ("last friday", date(2026, 2, 27)),
        ("3 days ago", date(2026, 2, 27)),
        ("30 hours ago", date(2026, 3, 1)),
        ("tomorrow", date(2026, 3, 3)),
    ],
)
def test_a_day_is_read(text: str, day: date) -> None:
    assert known_day(text, now=NOW) == day


@pytest.mark.parametrize("text", ["2026-02-30", "March", "03.04.2025", "31.04."])
def test_no_day_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError):
        known_day(text, now=NOW)


@pytest.mark.parametrize(
    ("text", "days"),
    [("10d", 10), ("12w", 84), ("6m", 180), ("1y", 365), (" 3d ", 3), ("100y", 36500)],
)
def test_a_span_is_read(text: str, days: int) -> None:
    assert read_span(text) == timedelta(days=days)


@pytest.mark.parametrize(
    "text",
    ["", "0d", "d", "12", "-3d", "1.5w", "12 w", "12W", "101y", "99999y", "999999d", "１２w", "1h"],
)
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That length of time is not understood\.$"):
        read_span(text)


@pytest.mark.parametrize(
    "name",
    ["Europe/Berlin", "UTC", "Asia/Kathmandu", "America/Argentina/Buenos_Aires"],
)
def test_a_zone_is_found_by_its_name(name: str) -> None:
    assert zone_called(name).key == name


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "Europe", "../../etc/passwd", "/etc/localtime", "a\x00b", "\udcff"]
)
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(WrongUseError, match="time zone"):
        zone_called(name)
