from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.instruments.instrument import Direction
from closeness_cli.core.reports.levels import Level, Reading, Start
from closeness_cli.core.reports.overview import Period, Written, build_overview
from closeness_cli.core.stats.change import Basis, Lack, NoEstimate, Outcome, Verdict
from closeness_cli.core.stats.scoring import Score
from closeness_cli.presentation.blocks import Paragraph
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.report.overview_json import overview_data
from closeness_cli.presentation.report.overview_levels import level_blocks
from closeness_cli.presentation.report.overview_verdicts import verdict_data, verdict_words
from closeness_cli.presentation.report.overview_view import overview_page
from stories import SUNDAY, WEEK, a_sitting, half_a_year

if TYPE_CHECKING:
    from closeness_cli.core.reports.overview import Overview

OWN = "sets 2 to 9 against the last four and the four before; your own usual wobble"


def a_verdict(outcome: Outcome = Outcome.UP, basis: Basis = Basis.OWN_BASELINE) -> Verdict:
    own = basis is Basis.OWN_BASELINE
    return Verdict(
        outcome=outcome,
        basis=basis,
        then=40,
        now=60,
        difference=20,
        threshold=11.58,
        n_then=8 if own else 4,
        n_now=4,
        source="" if own else "Somebody 2014",
    )


def a_level(
    title: str = "Feeling heard", change: Verdict | None = None, instrument_id: str = "week"
) -> Level:
    score = Reading(SUNDAY, Score(title, 50, 1, 1))
    return Level(
        instrument_id=instrument_id,
        instrument_title=instrument_id.capitalize(),
        dimension=title,
        title=title,
        as_wanted=False,
        on=SUNDAY,
        first=score,
        latest=score,
        unscored=None,
        n_sets=17,
        n_scored=17,
        change=change or NoEstimate(Lack.TOO_FEW_RUNS, 3, 17),
    )


@pytest.mark.parametrize(
    ("direction", "as_wanted", "outcome", "said"),
    [
        (Direction.CLOSER, False, Outcome.UP, "higher than your first weeks"),
        (Direction.CLOSER, False, Outcome.DOWN, "lower than your first weeks"),
        (Direction.NEITHER, False, Outcome.UP, "up from your first weeks"),
        (Direction.NEITHER, False, Outcome.DOWN, "down from your first weeks"),
        (Direction.CLOSER, True, Outcome.UP, "nearer to what you wanted than your first weeks"),
        (
            *(Direction.CLOSER, True, Outcome.DOWN),
            "farther from what you wanted than your first weeks",
        ),
    ],
)
def test_a_move_is_said_by_its_direction_and_never_judged(
    direction: Direction, as_wanted: bool, outcome: Outcome, said: str
) -> None:
    level = replace(a_level(change=a_verdict(outcome)), direction=direction, as_wanted=as_wanted)
    assert verdict_words([level]) == f"Feeling heard: {said}, by more than noise ({OWN})."


@pytest.mark.parametrize(
    ("starts", "instrument_id", "then"),
    [
        (Start.FIRST, "week", "your first weeks"),
        (Start.FIRST, "talk", "your first sets"),
        (Start.WORDING, "week", "your first sets in the new wording"),
        (Start.PERIOD, "week", "your first sets in this period"),
    ],
)
def test_it_says_what_then_was(starts: Start, instrument_id: str, then: str) -> None:
    level = replace(a_level(change=a_verdict(), instrument_id=instrument_id), starts=starts)
    assert verdict_words([level]).startswith(f"Feeling heard: higher than {then}, by more")


def test_a_baseline_with_the_first_set_counts_from_it() -> None:
    level = replace(a_level(change=a_verdict()), with_first=True)
    assert "(the first eight sets against the last four and the four before; " in verdict_words(
        [level]
    )


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.PUBLISHED_CHANGE, "a published reliable change, Somebody 2014"),
        (Basis.PUBLISHED_RETEST, "a published retest reliability, Somebody 2014"),
    ],
)
def test_published_noise_is_named_with_its_source(basis: Basis, said: str) -> None:
    assert verdict_words([a_level(change=a_verdict(basis=basis))]).endswith(
        f"(sets 2 to 5 against the last four; noise of up to 11.58, by {said})."
    )


def test_the_others_are_said_once() -> None:
    rest = [a_level(name, a_verdict(Outcome.CANNOT_TELL)) for name in ("One", "Two")]
    found = verdict_words([rest[0], a_level(change=a_verdict()), rest[1]])
    assert found == (
        f"Feeling heard: higher than your first weeks, by more than noise ({OWN}). The others: "
        "cannot tell from noise."
    )


def test_where_nothing_can_be_told_of_any_that_is_said_once() -> None:
    rest = [a_level(name, a_verdict(Outcome.CANNOT_TELL)) for name in ("One", "Two")]
    assert verdict_words(rest) == f"All of these: cannot tell from noise ({OWN})."


def test_those_that_cannot_be_judged_yet_are_not_among_the_others() -> None:
    names = ("One", "Two", "Three", "Four")
    rest = [a_level(name, a_verdict(Outcome.CANNOT_TELL)) for name in names]
    assert verdict_words([a_level(), rest[0]]) == f"One: cannot tell from noise ({OWN})."
    assert verdict_words([a_level(), *rest]) == (
        f"One, Two and two more: cannot tell from noise ({OWN})."
    )


def test_one_alone_that_cannot_be_told_is_named() -> None:
    level = a_level(change=a_verdict(Outcome.CANNOT_TELL))
    assert verdict_words([level]) == f"Feeling heard: cannot tell from noise ({OWN})."


def test_those_that_moved_alike_are_said_together_and_a_method_once() -> None:
    found = verdict_words(
        [
            a_level("One", a_verdict()),
            a_level("Two", a_verdict(Outcome.DOWN)),
            a_level("Three", a_verdict()),
        ]
    )
    assert found == (
        f"One, Three: higher than your first weeks, by more than noise ({OWN}). Two: lower than "
        "your first weeks, by more than noise."
    )


def test_another_noise_of_the_others_is_named_too() -> None:
    published = a_verdict(Outcome.CANNOT_TELL, Basis.PUBLISHED_RETEST)
    found = verdict_words(
        [a_level("One", a_verdict()), a_level("Two", published, instrument_id="ras")]
    )
    assert found.endswith(
        " Two: cannot tell from noise (sets 2 to 5 against the last four; noise of up to 11.58, by "
        "a published retest reliability, Somebody 2014)."
    )


def test_twins_name_their_instrument() -> None:
    twins = [
        a_level("Appreciation", a_verdict()),
        a_level("Appreciation", a_verdict(), instrument_id="talk"),
    ]
    assert verdict_words(twins).startswith("Appreciation: higher than your first weeks")
    assert "Appreciation (Talk): higher than your first sets" in verdict_words(twins)


def test_without_an_estimate_nothing_is_said() -> None:
    assert verdict_words([a_level()]) == ""
    assert level_blocks([a_level()], room=11, today=SUNDAY)
    assert not any(
        isinstance(block, Paragraph) for block in level_blocks([a_level()], room=11, today=SUNDAY)
    )


def test_the_data_has_every_number() -> None:
    assert verdict_data(replace(a_level(change=a_verdict()), with_first=True)) == {
        "outcome": "up",
        "basis": "own_baseline",
        "difference": 20,
        "threshold": 11.58,
        "then": 40,
        "now": 60,
        "n_then": 8,
        "n_now": 4,
        "source": "",
        "with_first": True,
        "from": "first",
    }
    assert verdict_data(a_level()) == {
        "outcome": None,
        "reason": "too_few_runs",
        "n_runs": 3,
        "n_needed": 17,
    }


def test_the_data_of_a_page_has_the_sentence() -> None:
    data = overview_data(half_a_year())
    assert data["verdict"] == verdict_words(half_a_year().levels[1:])
    assert [one["change"]["outcome"] for one in data["levels"]] == [
        "cannot_tell",
        "up",
        "cannot_tell",
    ]


def test_the_verdict_follows_the_picture_and_ends_the_waiting() -> None:
    said = page_as_plain(overview_page(half_a_year())).splitlines()
    at = said.index(verdict_words(half_a_year().levels[1:]))
    assert said[at - 3].startswith("Feeling close: ")
    assert said[-1] == "From 25 sets of answers and 19 entries."


def sets_of(connection: list[int]) -> Overview:
    sittings = [
        a_sitting(SUNDAY + timedelta(weeks=at), {"connection": value})
        for at, value in enumerate(connection)
    ]
    return build_overview(sittings, Written(), period=Period(), today=date(2026, 6, 1))


def test_answers_that_are_all_alike_say_why_nothing_is_said() -> None:
    said = page_as_plain(overview_page(sets_of([5] * 20))).splitlines()[0]
    assert said.endswith("Your answers are all alike, so they do not say how large noise is.")
    assert overview_data(sets_of([5] * 20))["outlook"]["state"] == "all-alike"


def test_a_page_of_a_few_weeks_says_where_all_of_them_are_compared() -> None:
    sittings = [
        a_sitting(SUNDAY + timedelta(weeks=at), {"connection": 5 + at % 2}, WEEK)
        for at in range(20)
    ]
    narrow = Period(since=SUNDAY + timedelta(weeks=15))
    found = build_overview(sittings, Written(), period=narrow, today=date(2026, 2, 1))
    assert page_as_plain(overview_page(found)).splitlines()[-1] == (
        "From five sets of answers. All your answers together are enough to compare:  "
        "closeness report"
    )


def test_a_score_of_fewer_answers_says_so() -> None:
    score = Score("growth", 50, 6, 7)
    level = replace(a_level("Seven together"), latest=Reading(SUNDAY, score))
    blocks = level_blocks([level], room=11, today=SUNDAY)
    drawn = "\n".join(str(getattr(block, "sentence", "")) for block in blocks)
    assert "50 on 7 Sep, 50 (6 of 7) on 7 Sep" in drawn
