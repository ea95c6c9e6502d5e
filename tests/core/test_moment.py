"""Instants with the zone and day they happened in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import EVENING, a_moment
from closeness_cli.core.moment import (
    Moment,
    day_words,
    from_utc_text,
    milliseconds_of,
    moment_words,
    short_day,
    utc_text,
    whole_milliseconds,
)
from closeness_cli.core.when import in_zone

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"

INSTANTS = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)


@pytest.mark.parametrize(
    ("instant", "zone", "local"),
    [
        ("2024-03-30T22:30:00Z", BERLIN, "2024-03-30T23:30:00+01:00"),
        ("2024-03-30T23:30:00Z", BERLIN, "2024-03-31T00:30:00+01:00"),
        ("2024-03-31T01:30:00Z", BERLIN, "2024-03-31T03:30:00+02:00"),
        ("2024-03-31T21:30:00Z", BERLIN, "2024-03-31T23:30:00+02:00"),
        ("2024-03-31T22:30:00Z", BERLIN, "2024-04-01T00:30:00+02:00"),
        ("2024-10-26T22:30:00Z", BERLIN, "2024-10-27T00:30:00+02:00"),
        ("2024-10-27T00:30:00Z", BERLIN, "2024-10-27T02:30:00+02:00"),
        ("2024-10-27T01:30:00Z", BERLIN, "2024-10-27T02:30:00+01:00"),
        ("2024-10-27T22:30:00Z", BERLIN, "2024-10-27T23:30:00+01:00"),
        ("2024-03-10T04:30:00Z", NEW_YORK, "2024-03-09T23:30:00-05:00"),
        ("2024-03-10T07:30:00Z", NEW_YORK, "2024-03-10T03:30:00-04:00"),
        ("2024-03-11T03:30:00Z", NEW_YORK, "2024-03-10T23:30:00-04:00"),
        ("2024-11-03T05:30:00Z", NEW_YORK, "2024-11-03T01:30:00-04:00"),
        ("2024-11-03T06:30:00Z", NEW_YORK, "2024-11-03T01:30:00-05:00"),
        ("2024-11-04T04:30:00Z", NEW_YORK, "2024-11-03T23:30:00-05:00"),
        ("2024-07-15T02:15:00Z", BERLIN, "2024-07-15T04:15:00+02:00"),
        ("2024-07-15T02:15:00Z", NEW_YORK, "2024-07-14T22:15:00-04:00"),
        ("2024-12-31T23:10:00Z", BERLIN, "2025-01-01T00:10:00+01:00"),
        ("2024-12-31T23:10:00Z", NEW_YORK, "2024-12-31T18:10:00-05:00"),
        # Before zones had whole minutes.
        ("1850-06-01T12:00:00Z", BERLIN, "1850-06-01T12:53:28+00:53:28"),
    ],
)
def test_a_moment_has_the_day_and_time_of_its_own_zone(instant: str, zone: str, local: str) -> None:
    moment = in_zone(datetime.fromisoformat(instant), zone)

    assert moment.iso == local
    assert moment.on.isoformat() == local[:10]
    assert moment.local == datetime.fromisoformat(local)
    assert moment.zone == zone


@given(INSTANTS)
def test_utc_text_is_read_back_to_the_millisecond(at: datetime) -> None:
    assert from_utc_text(utc_text(at)) == whole_milliseconds(at)


@given(INSTANTS, INSTANTS)
def test_utc_text_sorts_as_time_does(one: datetime, other: datetime) -> None:
    assert (utc_text(one) < utc_text(other)) == (
        whole_milliseconds(one) < whole_milliseconds(other)
    )


def test_utc_text_is_the_same_from_any_zone() -> None:
    at = datetime(2026, 3, 1, 21, 14, tzinfo=timezone(timedelta(hours=1)))

    assert utc_text(at) == "2026-03-01T20:14:00.000Z"


@given(INSTANTS, st.sampled_from([BERLIN, NEW_YORK, "Asia/Kathmandu", "UTC"]))
def test_local_iso_is_read_back_as_the_same_instant(at: datetime, zone: str) -> None:
    moment = in_zone(at, zone)

    assert datetime.fromisoformat(moment.iso) == moment.at
    assert moment.at_text == utc_text(at)


def test_milliseconds_are_said_only_where_there_are_some() -> None:
    assert a_moment("2026-03-01T21:14:00+01:00").iso == "2026-03-01T21:14:00+01:00"
    assert a_moment("2026-03-01T21:14:00.250+01:00").iso == "2026-03-01T21:14:00.250+01:00"


def test_a_moment_is_said_in_words() -> None:
    assert moment_words(EVENING) == "Friday 14 November 2025, 21:04"


@pytest.mark.parametrize(
    ("day", "words", "short"),
    [
        (date(2026, 1, 5), "Monday 5 January 2026", "5 Jan"),
        (date(2024, 2, 29), "Thursday 29 February 2024", "29 Feb"),
        (date(2023, 12, 31), "Sunday 31 December 2023", "31 Dec"),
    ],
)
def test_a_day_is_said_in_words(day: date, words: str, short: str) -> None:
    assert day_words(day) == words
    assert short_day(day) == short


def test_moments_of_one_instant_in_two_zones_are_not_the_same() -> None:
    at = datetime(2026, 3, 1, 20, 14, tzinfo=UTC)

    assert in_zone(at, BERLIN) != in_zone(at, NEW_YORK)
    assert in_zone(at, BERLIN) == Moment(at, 3600, BERLIN)


@given(INSTANTS)
def test_milliseconds_are_counted_exactly(at: datetime) -> None:
    whole = whole_milliseconds(at)
    since = timedelta(milliseconds=milliseconds_of(at))
    assert datetime(1970, 1, 1, tzinfo=UTC) + since == whole


def test_a_millisecond_that_a_float_gets_wrong_is_right() -> None:
    wrong = [
        number
        for number in range(1000)
        if milliseconds_of(datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(milliseconds=number))
        != 1_772_366_400_000 + number
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2026-03-01T21:14:00+01:00", BERLIN),
        ("2026-03-01T21:14:00.250-05:00", NEW_YORK),
        ("1850-06-01T12:53:28+00:53:28", BERLIN),
        ("2026-03-01T21:14:00+00:00", "UTC"),
    ],
)
def test_iso_text_reads_back_with_its_own_offset(text: str, zone: str) -> None:
    moment = Moment.from_iso(text, zone)
    assert (moment.iso, moment.zone) == (text, zone)
    assert moment.at == datetime.fromisoformat(text)


@pytest.mark.parametrize("text", ["", "soon", "2026-03-01", "2026-03-01T21:14:00"])
def test_iso_text_without_an_offset_is_no_moment(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Moment.from_iso(text, BERLIN)
