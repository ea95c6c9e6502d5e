"""The sections `trend`, `range` and `instrument`, as whole screens."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.reports.evidence import Evidence, weigh
from closeness_cli.core.reports.followed import build_followed, own_sets
from closeness_cli.core.reports.over_time import build_over_time
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.trend import TrendReport, build_trend
from closeness_cli.core.reports.usual import build_usual
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report.over_time_view import over_time_data, over_time_page
from closeness_cli.presentation.report.trend_view import trend_data, trend_page
from closeness_cli.presentation.report.usual_view import MOODS, usual_page, usual_report_data
from stories import HOSTILE, SUNDAY, TALK, WEEK, a_sitting, weeks

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.presentation.blocks import Page

SCREENS = Path(__file__).parents[1] / "screens"
TODAY = date(2026, 5, 10)


def a_year() -> list[Administration]:
    """Give 36 weeks, from the twentieth of which on it is two steps lower."""
    chance = Random(5)
    return weeks([round(7 + chance.gauss(0, 0.8)) - 2 * (at >= 20) for at in range(36)])


def a_trend(sittings: list[Administration], *, narrows: bool = False) -> TrendReport:
    followed = build_followed(own_sets(sittings))
    assert followed is not None
    return build_trend(
        followed, evidence_of(sittings), whole=followed, narrows=narrows, today=TODAY
    )


def evidence_of(sittings: list[Administration]) -> Evidence:
    followed = build_followed(own_sets(sittings))
    return weigh(followed.compared if followed else (), {})


def trend_of_a_year() -> Page:
    return trend_page(a_trend(a_year()), with_method=True)


def trend_of_three_weeks() -> Page:
    return trend_page(a_trend(weeks([5, 7, 6])))


def range_of_a_year() -> Page:
    moods = [(SUNDAY + timedelta(days=at), float(at % 7 // 3 - 1)) for at in range(60)]
    found = build_usual(a_year(), moods, period=Period(), today=TODAY, mood_title=MOODS)
    return usual_page(found, with_method=True)


def instrument_of_a_year() -> Page:
    reworded = replace(
        WEEK, version="1.1.0", items=(replace(WEEK.items[0], text="Close?"), *WEEK.items[1:])
    )
    later = weeks([6, 6, 5], first=SUNDAY + timedelta(weeks=36), instrument=reworded)
    skipped = a_sitting(
        SUNDAY + timedelta(weeks=39), {"connection": 5, "heard": None, "room": 0}, reworded
    )
    sittings = [*a_year(), *later, skipped]
    found = build_over_time(sittings, "week", period=Period(), today=date(2026, 6, 10))
    return over_time_page(found, evidence_of(sittings), with_method=True)


PAGES = {
    "trend_year": trend_of_a_year,
    "trend_three_weeks": trend_of_three_weeks,
    "range_year": range_of_a_year,
    "instrument_year": instrument_of_a_year,
}


def screen(page: Page, width: int = 80) -> str:
    return page_for_terminal(page, Look(width=width, colour=False))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("name", PAGES)
def test_the_whole_screen(name: str, width: int) -> None:
    expected = (SCREENS / f"{name}_{width}.txt").read_text(encoding="utf-8")
    assert screen(PAGES[name](), width) == expected


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    assert all(display_width(row) <= width for row in screen(PAGES[name](), width).splitlines())


@pytest.mark.parametrize("name", ["trend_year", "trend_three_weeks", "range_year"])
def test_a_file_says_in_its_title_of_which_year_it_is(name: str) -> None:
    assert re.search(r", on \w+ \d+ \w+ 20\d\d$", PAGES[name]().title)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_drawn_is_also_said(name: str) -> None:
    assert "Feeling close" in page_as_plain(PAGES[name]())
    assert "```text" in page_as_markdown(PAGES[name]())


class TestTrend:
    def test_without_answers_it_says_how_to_begin(self) -> None:
        assert "closeness assess" in page_as_plain(trend_page(None))
        assert "closeness report" in page_as_plain(trend_page(None, narrows=True))
        assert trend_data(None)["followed"] is None

    def test_a_period_with_too_few_says_that_all_together_are_enough(self) -> None:
        found = a_trend(weeks([5, 6, 7]), narrows=True)
        whole = build_trend(
            found.followed,
            found.evidence,
            whole=build_followed(own_sets(a_year())),
            narrows=True,
            today=TODAY,
        )
        assert "Too few answers in this period to compare." in page_as_plain(trend_page(whole))

    def test_the_data_has_each_figure_with_its_n_interval_and_method(self) -> None:
        found = trend_data(a_trend(a_year()))["evidence"]
        for one in (found["trend"], found["shift"]):
            assert one["method"]
            assert one["n"] == 36
            assert one["interval"][0] < one["change"] < one["interval"][1]
            assert one["told"]
        assert found["usual_range"]["n"] == 12
        assert found["shift"]["between"][0] <= found["shift"]["on"] <= found["shift"]["between"][1]

    def test_a_dimension_in_percents_says_so(self) -> None:
        talks = [
            a_sitting(SUNDAY + timedelta(days=30 * at), {"safety": 2 + at}, TALK) for at in range(3)
        ]
        said = page_as_plain(trend_page(a_trend(talks)))
        assert "Feeling safe: 75 percent of the range on Thursday 6 November 2025." in said
        assert "Three answers since 7 September 2025, percent of the range" in said

    def test_one_answer_has_no_line(self) -> None:
        assert "●" not in screen(trend_page(a_trend(weeks([5]))))


class TestRange:
    def test_without_anything_it_says_how_to_begin(self) -> None:
        found = build_usual([], [], period=Period(), today=TODAY, mood_title=MOODS)
        assert "closeness journal" in page_as_plain(usual_page(found))
        assert "closeness report" in page_as_plain(usual_page(found._replace(narrows=True)))

    def test_too_early_is_said_once(self) -> None:
        found = build_usual(weeks([5, 6, 7]), [], period=Period(), today=TODAY, mood_title=MOODS)
        assert page_as_plain(usual_page(found)).splitlines() == [
            "Too early to compare; from about mid-July."
        ]

    def test_two_of_three_outside_are_told(self) -> None:
        sets = weeks([*([5, 6] * 6), 10, 10])
        found = build_usual(sets, [], period=Period(), today=TODAY, mood_title=MOODS)
        said = page_as_plain(usual_page(found))
        assert said.startswith("Outside of your usual range, twice in three: Feeling close above")
        assert "7 December 2025: Feeling close: 10, above 3.4 to 7.6" in said

    def test_a_single_one_outside_is_not(self) -> None:
        sets = weeks([*([5, 6] * 6), 10])
        found = build_usual(sets, [], period=Period(), today=TODAY, mood_title=MOODS)
        assert page_as_plain(usual_page(found)).startswith("Within your usual range")
        assert usual_report_data(found)["followed"]["usual"]["outside"][0]["told"] is False

    def test_what_is_always_the_same_is_said_to_be(self) -> None:
        moods = [(SUNDAY + timedelta(days=at), 1.0) for at in range(120)]
        found = build_usual(a_year(), moods, period=Period(), today=TODAY, mood_title=MOODS)
        assert f"Always the same so far: {MOODS}." in page_as_plain(usual_page(found))


class TestInstrument:
    def test_a_period_without_it_says_so(self) -> None:
        assert page_as_plain(over_time_page(None)).startswith("There are no answers to it")
        assert over_time_data(None)["instrument"] is None

    def test_the_data_has_items_versions_and_dimensions(self) -> None:
        found = build_over_time(a_year(), "week", period=Period(), today=TODAY)
        data = over_time_data(found)
        assert [one["item"] for one in data["items"]] == ["connection", "heard", "room"]
        assert data["items"][0]["n"] == len(data["items"][0]["answers"]) == 36
        assert [one["n"] for one in data["versions"]] == [36]
        assert [one["dimension"] for one in data["levels"]] == ["connection", "heard", "room"]
        assert json.loads(json.dumps(data)) == data

    def test_hostile_titles_stay_text(self) -> None:
        titled = replace(
            WEEK,
            title=HOSTILE,
            dimensions=tuple(replace(one, title=HOSTILE) for one in WEEK.dimensions),
        )
        sittings = weeks([5, 6] * 7, instrument=titled)
        found = build_over_time(sittings, "week", period=Period(), today=TODAY)
        for page in (over_time_page(found), trend_page(a_trend(sittings))):
            for shown in (screen(page), page_as_plain(page), page_as_markdown(page)):
                assert "\x1b" not in shown
                assert "\u202e" not in shown
