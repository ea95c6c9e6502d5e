from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import id_number
from closeness_cli.core.instruments.instrument import Ideal, Instrument, ScoreOp, SkipReason
from closeness_cli.core.reports.levels import Level, Reading
from closeness_cli.core.reports.outlook import AllAlike, Enough, NotBegun, TooEarly
from closeness_cli.core.reports.overview import (
    Overview,
    Period,
    Written,
    build_overview,
)
from closeness_cli.core.reports.series import Point, Series
from closeness_cli.core.stats.change import Lack, NoEstimate
from closeness_cli.core.stats.scoring import Score, Unscored
from stories import (
    OFTEN,
    SUNDAY,
    TALK,
    TEN,
    WEEK,
    a_named_dimension,
    a_question,
    a_sitting,
    line,
    weeks,
    written,
)

TODAY = date(2025, 12, 1)


def overview(
    *sittings: object,
    period: Period | None = None,
    today: date = TODAY,
    wrote: Written | None = None,
) -> Overview:
    return build_overview(
        sittings,  # type: ignore[arg-type]  # given one by one
        wrote or Written(),
        period=period or Period(),
        today=today,
    )


def series_of(found: Overview) -> Series:
    assert found.series is not None
    return found.series


def level_of(found: Overview, dimension: str, instrument: str = "week") -> Level:
    return next(
        one for one in found.levels if (one.instrument_id, one.dimension) == (instrument, dimension)
    )


def answer_scale(instrument: Instrument, low: int, high: int) -> Instrument:
    asked = replace(instrument.items[0], scale=replace(TEN, min=low, max=high))
    return replace(instrument, items=(asked, *instrument.items[1:]))


def reworded(instrument: Instrument = WEEK) -> Instrument:
    return replace(
        instrument, items=(replace(instrument.items[0], text="Close?"), *instrument.items[1:])
    )


def test_an_empty_vault_is_empty_and_has_no_series() -> None:
    found = overview()
    assert (found.is_empty, found.series, found.latest, found.levels) == (True, None, None, ())
    assert found.outlook == NotBegun()


def test_one_entry_is_enough_not_to_be_empty() -> None:
    assert not overview(wrote=written(line("Walked.", 0))).is_empty


def test_the_series_holds_raw_answers_by_local_day() -> None:
    found = series_of(overview(*weeks([7, 8])))
    assert found.points == (
        Point(SUNDAY, 7, "7"),
        Point(SUNDAY + timedelta(days=7), 8, "8"),
    )
    assert (found.title, found.scale, found.breaks, found.n_left_out) == (
        "Feeling close",
        TEN,
        (),
        0,
    )
    assert (found.lowest, found.highest, found.latest.value) == (7, 8, 8)


def test_a_skipped_answer_is_no_point() -> None:
    found = overview(a_sitting(SUNDAY, {"connection": None, "heard": 4}))
    assert found.series is None
    assert found.n_sets == 1


def test_a_dimension_of_the_same_name_in_another_instrument_is_not_the_series() -> None:
    other = replace(WEEK, id="weather")
    assert overview(a_sitting(SUNDAY, {"connection": 5}, other)).series is None


def test_an_instrument_without_the_dimension_has_no_series() -> None:
    bare = replace(WEEK, dimensions=WEEK.dimensions[1:])
    assert overview(a_sitting(SUNDAY, {"connection": 5}, bare)).series is None


def test_a_sitting_that_is_still_open_does_not_count() -> None:
    found = overview(a_sitting(SUNDAY, {"connection": 5}, open_still=True))
    assert found.is_empty


def test_the_answers_of_two_people_are_never_put_together() -> None:
    theirs = a_sitting(SUNDAY, {"connection": 5}, person_id=id_number(9))
    with pytest.raises(ValueError, match="one person"):
        overview(*weeks([7]), theirs)


def test_the_period_is_half_open_and_narrows_everything() -> None:
    period = Period(since=SUNDAY + timedelta(days=7), until=SUNDAY + timedelta(days=21))
    found = overview(*weeks([1, 2, 3, 4, 5]), period=period)
    assert [point.value for point in series_of(found).points] == [2, 3]
    assert found.n_sets == 2
    assert level_of(found, "connection").n_sets == 2


@given(st.dates(), st.dates(), st.dates())
def test_a_day_is_in_one_half_of_a_divided_period(since: date, middle: date, day: date) -> None:
    whole = Period(since=since)
    halves = Period(since, max(since, middle)), Period(max(since, middle))
    assert sum(day in half for half in halves) == (day in whole)


def test_a_period_without_days_narrows_nothing() -> None:
    assert not Period().narrows
    assert Period(until=SUNDAY).narrows


def test_an_early_retake_is_marked_and_left_out_of_the_levels() -> None:
    found = overview(*weeks([7, 8]), a_sitting(SUNDAY + timedelta(days=9), {"connection": 2}))
    assert [point.early for point in series_of(found).points] == [False, False, True]
    assert level_of(found, "connection").n_sets == 2


def test_two_answers_of_one_day_are_two_points_and_the_first_counts() -> None:
    found = overview(*weeks([7]), *weeks([8]))
    assert [point.early for point in series_of(found).points] == [False, True]
    assert series_of(found).latest == Point(SUNDAY, 7, "7")
    assert [point.value for point in series_of(found).early] == [8]


def test_an_early_retake_is_not_told_in_words_where_there_is_another_set() -> None:
    retake = a_sitting(SUNDAY + timedelta(days=2), {"connection": 2})
    told = overview(*weeks([7]), retake).latest
    assert told is not None
    assert told.on == SUNDAY


def test_early_retakes_are_the_latest_where_there_is_nothing_else() -> None:
    retake = a_sitting(SUNDAY + timedelta(days=2), {"connection": 2})
    found = overview(*weeks([7]), retake, period=Period(since=SUNDAY + timedelta(days=1)))
    assert (series_of(found).counted, series_of(found).latest.value) == ((), 2)
    assert found.latest is not None


def test_a_level_knows_whether_it_says_how_near_to_what_is_wanted() -> None:
    found = overview(*weeks([7]))
    assert [level.as_wanted for level in found.levels] == [False, False, True]


def test_a_period_that_holds_an_early_retake_and_nothing_else_shows_it() -> None:
    retake = a_sitting(SUNDAY + timedelta(days=2), {"connection": 2})
    found = overview(*weeks([7]), retake, period=Period(since=SUNDAY + timedelta(days=1)))
    assert level_of(found, "connection").n_sets == 1


def test_a_new_wording_continues_with_a_break() -> None:
    later = SUNDAY + timedelta(days=14)
    found = overview(*weeks([7, 8]), *weeks([6], first=later, instrument=reworded()))
    assert series_of(found).breaks == (later,)
    assert len(series_of(found).points) == 3
    assert level_of(found, "connection").breaks == (later,)
    assert (level_of(found, "connection").n_sets, level_of(found, "connection").n_left_out) == (
        3,
        0,
    )
    assert level_of(found, "heard").breaks == ()


def test_answers_on_another_scale_are_left_out_and_counted() -> None:
    old = answer_scale(WEEK, 1, 7)
    found = overview(*weeks([5], instrument=old), *weeks([8, 9], first=SUNDAY + timedelta(days=7)))
    assert [point.value for point in series_of(found).points] == [8, 9]
    assert series_of(found).n_left_out == 1
    level = level_of(found, "connection")
    assert (level.n_sets, level.n_left_out, level.breaks) == (2, 1, ())


def test_levels_are_first_and_latest_of_each_instrument_apart() -> None:
    talk = a_sitting(SUNDAY, {"safety": 3, "heard": 5}, TALK)
    found = overview(*weeks([1, 10]), talk)
    assert level_of(found, "connection") == Level(
        instrument_id="week",
        instrument_title="Weekly questions",
        dimension="connection",
        title="Feeling close",
        as_wanted=False,
        on=SUNDAY + timedelta(days=7),
        first=Reading(SUNDAY, Score("connection", 0.0, 1, 1, 1.0)),
        latest=Reading(SUNDAY + timedelta(days=7), Score("connection", 100.0, 1, 1, 10.0)),
        unscored=None,
        n_sets=2,
        n_scored=2,
        change=NoEstimate(Lack.TOO_FEW_RUNS, 2, 17),
    )
    assert level_of(found, "heard", "talk").latest == Reading(
        SUNDAY, Score("heard", 100.0, 1, 1, 5.0)
    )
    assert level_of(found, "heard").n_sets == 2


def test_the_weekly_questions_come_first_and_then_what_was_answered_last() -> None:
    early = a_sitting(SUNDAY, {"safety": 3}, replace(TALK, id="early"))
    late = a_sitting(SUNDAY + timedelta(days=30), {"safety": 3}, TALK)
    found = overview(early, *weeks([7]), late)
    assert list(dict.fromkeys(level.instrument_id for level in found.levels)) == [
        "week",
        "talk",
        "early",
    ]


def test_too_few_answers_are_unscored_and_never_zero() -> None:
    found = overview(*weeks([7, 8]), a_sitting(SUNDAY + timedelta(days=21), {"connection": None}))
    level = level_of(found, "connection")
    assert level.unscored == Unscored("connection", 0, 1)
    assert level.latest == Reading(
        SUNDAY + timedelta(days=7), Score("connection", 100 * 7 / 9, 1, 1, 8.0)
    )
    assert (level.n_sets, level.n_scored) == (3, 2)


def test_a_dimension_that_was_never_scored_says_why() -> None:
    level = level_of(overview(a_sitting(SUNDAY, {"connection": 7, "heard": None})), "heard")
    assert (level.first, level.latest, level.unscored) == (None, None, Unscored("heard", 0, 1))


def test_a_wanted_answer_that_was_worded_anew_breaks_the_line() -> None:
    wanting = replace(
        WEEK,
        items=(
            a_question("now", "How much?", OFTEN),
            a_question("want", "How much would you like?", OFTEN),
        ),
        dimensions=(a_named_dimension("now", "Balance", ScoreOp.IDEAL),),
    )
    asked = replace(wanting.items[0], ideal=Ideal(item="want"))
    before = replace(wanting, items=(asked, wanting.items[1]))
    after = replace(before, items=(asked, replace(wanting.items[1], text="And you would like?")))
    found = overview(
        a_sitting(SUNDAY, {"now": 2, "want": 4}, before),
        a_sitting(SUNDAY + timedelta(days=7), {"now": 3, "want": 4}, after),
    )
    assert level_of(found, "now").breaks == (SUNDAY + timedelta(days=7),)


def test_a_dimension_that_an_older_version_did_not_have_begins_later() -> None:
    older = replace(WEEK, dimensions=WEEK.dimensions[:1])
    found = overview(*weeks([7], instrument=older), *weeks([8], first=SUNDAY + timedelta(days=7)))
    assert level_of(found, "heard").n_sets == 1


def test_the_latest_weekly_answers_are_told_before_those_of_others() -> None:
    talk = a_sitting(SUNDAY + timedelta(days=30), {"safety": 3}, TALK)
    found = overview(*weeks([7, 8]), talk).latest
    assert found is not None
    assert (found.instrument_id, found.on) == ("week", SUNDAY + timedelta(days=7))
    assert [one.item.id for one in found.answers] == ["connection", "heard", "room"]


def test_without_weekly_answers_the_latest_of_any_are_told() -> None:
    found = overview(a_sitting(SUNDAY, {"safety": 3}, TALK)).latest
    assert found is not None
    assert found.title == "How we talk"


def test_nothing_to_a_safety_item_is_told_even_where_it_was_stored() -> None:
    asked = replace(WEEK, items=(*WEEK.items[:2], replace(WEEK.items[2], safety=True)))
    found = overview(a_sitting(SUNDAY, {"connection": 7, "room": 2}, asked)).latest
    assert found is not None
    assert [one.item.id for one in found.answers] == ["connection"]


def test_what_was_not_asked_is_not_told() -> None:
    sitting = a_sitting(SUNDAY, {"connection": 7, "heard": None})
    unseen = replace(sitting.responses["heard"], reason=SkipReason.NOT_SHOWN)
    found = overview(replace(sitting, responses={**sitting.responses, "heard": unseen})).latest
    assert found is not None
    assert [one.item.id for one in found.answers] == ["connection"]


def test_a_guess_of_another_s_answers_is_none_of_one_s_own() -> None:
    guess = replace(a_sitting(SUNDAY, {"connection": 2}), guess_of=id_number(9))
    assert overview(guess).is_empty


def test_one_set_can_be_compared_in_eleven_weeks() -> None:
    found = overview(*weeks([7]), today=SUNDAY)
    assert found.outlook == TooEarly(1, SUNDAY + timedelta(weeks=11))


def test_weeks_without_answers_move_the_day_on() -> None:
    found = overview(*weeks([7]), today=SUNDAY + timedelta(days=70))
    assert found.outlook == TooEarly(1, SUNDAY + timedelta(days=70 + 7 * 10))


def test_twelve_sets_are_enough() -> None:
    eleven = weeks([5, 6] * 9)[:11]
    assert overview(*eleven, today=date(2025, 11, 17)).outlook == TooEarly(11, date(2025, 11, 23))
    assert overview(*weeks([5, 6] * 9)[:12]).outlook == Enough(12)


def test_twelve_sets_of_a_few_weeks_are_not() -> None:
    hasty = replace(WEEK, cadence=replace(WEEK.cadence, min_days=1))
    sittings = [
        a_sitting(SUNDAY + timedelta(days=4 * at), {"connection": 5 + at % 2}, hasty)
        for at in range(12)
    ]
    assert isinstance(overview(*sittings).outlook, TooEarly)


def test_a_new_wording_begins_the_count_anew_and_has_settled_in() -> None:
    before = weeks([5, 6] * 9)
    later = SUNDAY + timedelta(weeks=18)
    after = weeks([5], first=later, instrument=reworded())
    found = overview(*before, *after, today=later)
    assert found.outlook == TooEarly(1, later + timedelta(weeks=11))


def test_first_sets_that_are_all_alike_say_nothing_of_noise() -> None:
    assert overview(*weeks([5] * 20)).outlook == AllAlike(20)


def test_early_retakes_bring_the_day_no_nearer() -> None:
    found = overview(*weeks([7]), *weeks([8]), today=SUNDAY)
    assert found.outlook == TooEarly(1, SUNDAY + timedelta(weeks=11))


def test_the_outlook_is_from_everything_whatever_the_period() -> None:
    sittings = weeks([5, 6] * 9)
    assert overview(*sittings, period=Period(since=TODAY)).outlook == Enough(18)


def test_the_calendar_ends_and_nothing_breaks() -> None:
    last = date(9999, 12, 30)
    found = overview(a_sitting(last, {"connection": 5}), today=last)
    assert found.outlook == TooEarly(1, date.max)


@given(st.lists(st.integers(1, 10), min_size=1, max_size=15))
def test_all_answers_lie_between_the_lowest_and_the_highest(values: list[int]) -> None:
    found = series_of(overview(*weeks(values)))
    assert [point.value for point in found.points] == values
    assert (found.lowest, found.highest) == (min(values), max(values))


def test_entries_are_few_below_eight() -> None:
    assert Written(n=7).are_few
    assert not Written(n=8).are_few
