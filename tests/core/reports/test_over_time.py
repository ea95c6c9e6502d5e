"""One instrument over time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.reports.over_time import InstrumentOverTime, ItemAnswer, build_over_time
from closeness_cli.core.reports.overview import Period
from stories import SUNDAY, TALK, WEEK, a_sitting, weeks

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

LATER = SUNDAY + timedelta(weeks=2)


def over_time(*sittings: Administration, instrument_id: str = "week") -> InstrumentOverTime:
    found = build_over_time(sittings, instrument_id, period=Period(), today=LATER)
    assert found is not None
    return found


def test_items_keep_their_answers_as_they_were_given() -> None:
    skipped = a_sitting(LATER, {"connection": None, "heard": 4, "room": 0})
    found = over_time(*weeks([7, 8]), skipped)
    close = found.items[0]
    assert close.answers == (
        ItemAnswer(SUNDAY, 7),
        ItemAnswer(SUNDAY + timedelta(weeks=1), 8),
        ItemAnswer(LATER, None),
    )
    assert [one.value for one in close.given] == [7, 8]
    assert (found.n, found.first_on, found.last_on) == (3, SUNDAY, LATER)


def test_what_is_answered_in_words_is_counted_and_not_shown() -> None:
    found = over_time(a_sitting(SUNDAY, {"safety": 3}, TALK), instrument_id="talk")
    assert ([one.item.id for one in found.items], found.n_words) == (["safety", "heard"], 3)


def test_a_safety_item_is_not_there() -> None:
    asked = replace(WEEK, items=(*WEEK.items[:2], replace(WEEK.items[2], safety=True)))
    found = over_time(a_sitting(SUNDAY, {"connection": 3, "room": 1}, asked))
    assert [one.item.id for one in found.items] == ["connection", "heard"]


def test_a_new_wording_is_a_break_and_a_version() -> None:
    new = replace(
        WEEK, version="1.1.0", items=(replace(WEEK.items[0], text="Close?"), *WEEK.items[1:])
    )
    found = over_time(*weeks([7, 8]), *weeks([9], first=LATER, instrument=new))
    assert found.items[0].breaks == (LATER,)
    assert found.items[1].breaks == ()
    assert [(one.version, one.n, one.first_on) for one in found.versions] == [
        (WEEK.version, 2, SUNDAY),
        ("1.1.0", 1, LATER),
    ]


def test_answers_on_other_numbers_are_left_out() -> None:
    scale = WEEK.items[0].scale
    assert scale is not None
    wider = replace(WEEK.items[0], scale=replace(scale, max=20))
    new = replace(WEEK, version="2.0.0", items=(wider, *WEEK.items[1:]))
    found = over_time(*weeks([7, 8]), *weeks([15], first=LATER, instrument=new))
    assert [one.value for one in found.items[0].answers] == [15]
    assert found.items[0].n_left_out == 2


def test_early_sets_are_counted_and_marked() -> None:
    early = a_sitting(SUNDAY + timedelta(days=1), {"connection": 2})
    found = over_time(*weeks([7, 8]), early)
    assert found.n_early == 1
    assert [one.early for one in found.items[0].answers] == [False, True, False]


def test_whether_the_report_follows_it() -> None:
    talk = a_sitting(SUNDAY, {"safety": 3}, TALK)
    assert over_time(*weeks([7]), talk).is_followed
    assert not over_time(*weeks([7]), talk, instrument_id="talk").is_followed


def test_a_period_without_its_sets_has_nothing() -> None:
    period = Period(since=LATER)
    assert build_over_time(weeks([7]), "week", period=period, today=LATER) is None
