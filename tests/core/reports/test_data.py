"""The figures as rows: what is among them, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from builders import a_dimension, a_moment, a_response, an_instrument, an_item, id_number
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.reports.conversations import TalkDay
from closeness_cli.core.reports.data import Data, Days, Meaning, Row, What, build_data
from closeness_cli.core.reports.followed import follow_in
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.rituals import Done, Observance, Ritual
from closeness_cli.core.stats.survival import Wait
from stories import SUNDAY, TALK, WEEK, a_sitting, weeks

MONDAY = date(2025, 11, 10)


def data(*sets: object, days: Days | None = None, period: Period | None = None) -> Data:
    days, period = days or Days(), period or Period()
    return build_data(sets, days, period=period)  # type: ignore[arg-type]  # given one by one


def of(found: Data, what: What) -> list[Row]:
    return [row for row in found.rows if row.what is what]


def test_without_anything_there_is_no_row() -> None:
    assert data() == Data((), ())


def test_a_set_is_its_scores_and_its_answers_as_they_were_given() -> None:
    one = a_sitting(SUNDAY, {"connection": 10, "heard": 2, "room": None})
    found = data(one)
    source = (one.started.iso, one.id, "week", "1.0.0")
    assert of(found, What.SCORE) == [
        Row(What.SCORE, SUNDAY, 100.0, 1, "connection", *source, n_items=1, compared=True),
        Row(What.SCORE, SUNDAY, 25.0, 1, "heard", *source, n_items=1, compared=True),
        Row(What.SCORE, SUNDAY, None, 0, "room", *source, n_items=1, compared=False),
    ]
    answers = of(found, What.ANSWER)
    assert [(row.name, row.value, row.n, row.label) for row in answers] == [
        ("connection", 10, 1, "extremely close"),
        ("heard", 2, 1, "rarely"),
        ("room", None, 0, "skipped"),
    ]


def test_what_is_said_in_words_or_was_not_asked_is_left_out() -> None:
    one = a_sitting(
        SUNDAY, {"safety": 4, "heard": 4, "talks": None, "quarrel": "Dishes.", "wish": "Tea."}, TALK
    )
    assert {row.name for row in data(one).rows} == {"safety", "heard"}
    unasked = replace(one.responses["heard"], value=None, reason=SkipReason.NOT_SHOWN)
    one = replace(one, responses={**one.responses, "heard": unasked})
    assert [row.name for row in of(data(one), What.ANSWER)] == ["safety"]


def test_a_private_answer_is_not_among_them_even_where_one_was_stored() -> None:
    asked = an_instrument(
        an_item("close"),
        replace(an_item("safe"), safety=True),
        dimensions=[a_dimension(items=["close"])],
    )
    one = replace(a_sitting(SUNDAY, {"close": 4}, asked), order=("close", "safe"))
    one = replace(one, responses={**one.responses, "safe": a_response("safe", 1, position=2)})
    found = data(one)
    assert "safe" not in {row.name for row in found.rows}
    assert "safe" not in {meaning.name for meaning in found.meanings}


def test_the_series_that_the_report_follows_is_there_with_what_it_compares() -> None:
    sets = weeks([4, 5, 6])
    sets[1] = replace(sets[1], early=True)
    followed = follow_in(sets, Period())
    assert followed is not None
    rows = of(data(*sets), What.FOLLOWED)
    assert [(row.on, row.value) for row in rows if row.compared] == list(followed.compared)
    assert [(row.on, row.value) for row in rows if not row.compared] == list(followed.early)
    scores = [row.compared for row in of(data(*sets), What.SCORE) if row.name == "connection"]
    assert scores == [True, False, True]


def test_a_new_wording_begins_what_is_compared_anew() -> None:
    first, *later = weeks([4, 5, 6])
    asked = replace(WEEK.items[0], text="How near did you feel?")
    anew = replace(WEEK, version="1.1.0", items=(asked, *WEEK.items[1:]))
    sets = [first, *(replace(one, instrument=anew, definition_id="b") for one in later)]
    found = data(*sets)
    close = [row for row in of(found, What.SCORE) if row.name == "connection"]
    assert [(row.version, row.compared) for row in close] == [
        ("1.0.0", False),
        ("1.1.0", True),
        ("1.1.0", True),
    ]
    assert [row.compared for row in of(found, What.FOLLOWED)] == [False, True, True]
    texts = [one.title for one in found.meanings if one.what is What.ANSWER]
    assert texts.count("How near did you feel?") == 1
    assert texts.count("How close did you feel to this person?") == 1


def test_a_period_leaves_out_the_sets_before_and_after_it() -> None:
    sets = weeks([4, 5, 6])
    week = timedelta(weeks=1)
    found = data(*sets, period=Period(SUNDAY + week, SUNDAY + 2 * week))
    assert {row.on for row in found.rows} == {SUNDAY + week}


def test_sets_of_two_people_are_refused() -> None:
    mine, theirs = weeks([4, 5])
    with pytest.raises(ValueError, match="one person"):
        data(mine, replace(theirs, person_id=id_number(7)))


def test_days_are_told_as_they_were_counted() -> None:
    days = Days(
        moods=((MONDAY, 0.5, 2),),
        entries=((MONDAY, 3),),
        kinds=(("moment", MONDAY, 1),),
        tags=(("walk", MONDAY, 2),),
    )
    found = data(days=days)
    assert found.rows == (
        Row(What.MOOD, MONDAY, 0.5, 2),
        Row(What.ENTRIES, MONDAY, 3, 3),
        Row(What.KIND, MONDAY, 1, 1, "moment"),
        Row(What.TAG, MONDAY, 2, 2, "walk"),
    )
    assert found.meanings == (
        Meaning(What.KIND, "moment", "moment"),
        Meaning(What.TAG, "walk", "walk"),
    )
    assert (found.count(What.TAG), found.count(What.RITUAL)) == (1, 0)


def test_of_talks_only_what_was_said_is_told() -> None:
    day = TalkDay(MONDAY, 3, 1, 45.0, 2, 5.0, 3)
    told = [(row.name, row.value, row.n) for row in of(data(days=Days(talks=(day,))), What.TALK)]
    assert told == [("talks", 3, 3), ("minutes", 45.0, 1), ("depth", 2.5, 2), ("deepest", 3, 2)]
    quiet = data(days=Days(talks=(TalkDay(MONDAY, 1),)))
    assert [row.name for row in quiet.rows] == ["talks"]


def test_a_ritual_is_counted_by_day_and_left_out_is_0() -> None:
    def noted(number: int, ritual: str, state: Done = Done.DONE) -> Observance:
        return Observance(id_number(number), ritual, a_moment("2025-11-10T20:00:00+01:00"), state)

    days = Days(observed=(noted(1, "a"), noted(2, "b", Done.SKIPPED), noted(3, "a")))
    found = build_data((), days, period=Period(), rituals=[Ritual("a", "Walk"), Ritual("b", "Tea")])
    assert of(found, What.RITUAL) == [
        Row(What.RITUAL, MONDAY, 2, 2, "Walk", id="a"),
        Row(What.RITUAL, MONDAY, 0, 1, "Tea", id="b"),
    ]


def test_a_conflict_is_the_hours_until_it_was_repaired_or_last_heard_of() -> None:
    began = datetime(2025, 11, 10, 20, tzinfo=UTC)
    waits = [Wait(began, began + timedelta(hours=6), True), Wait(began, began, False)]
    found = build_data((), Days(), period=Period(), waits=waits)
    at = "2025-11-10T20:00:00+00:00"
    assert found.rows == (
        Row(What.REPAIR, MONDAY, 6.0, 1, at=at, repaired=True),
        Row(What.REPAIR, MONDAY, 0.0, 1, at=at, repaired=False),
    )
