"""Conversations on a page."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.reports.conversations import (
    Conversations,
    TalkDay,
    build_conversations,
    talk_candidates,
)
from closeness_cli.core.reports.evidence import weigh
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report.conversations_view import (
    NEITHER,
    SAY_MORE,
    TOO_EARLY,
    conversations_data,
    conversations_page,
)
from stories import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCREENS = Path(__file__).parents[1] / "screens"

MONDAY = date(2025, 1, 6)
FIRST = MONDAY.toordinal()
NOOR = id_number(7)
NAMES = {NOOR: "Noor"}


def a_day(at: int, minutes: int, depth: int, presence: int) -> TalkDay:
    on = MONDAY + timedelta(days=at)
    return TalkDay(on, 1, 1, float(minutes), 1, float(depth), depth, 1, float(presence), presence)


def some_days(n: int, seed: int = 5) -> list[TalkDay]:
    """Make the talks of so many days, on every other day or so."""
    chance = Random(seed)
    return [
        a_day(at, chance.choice([10, 20, 45, 90]), chance.choice([1, 2, 3]), chance.choice([3, 5]))
        for at in range(n)
        if chance.random() < 0.5
    ]


def told(days: Sequence[TalkDay], n: int, *, deep: float = 0.0, long: float = 0.0) -> Conversations:
    """Tell days of which the deep and the long ones lift the mood of the next by so much."""
    chance = Random(3)
    lift = {
        day.on.toordinal() + 1: deep * ((day.deepest or 0) > 2) + long * (day.minutes > 20)
        for day in days
    }
    moods = {
        day: float(max(-2, min(2, round(chance.gauss(0, 0.7) + lift.get(day, 0.0)))))
        for day in range(FIRST, FIRST + n)
    }
    began = [("self", 5), (NOOR, 3), ("both", 1)] if days else []
    evidence = weigh([], moods, talk_candidates(days))
    return build_conversations(days, began, evidence=evidence, today=MONDAY + timedelta(days=n))


def nothing_yet() -> Conversations:
    return told([], 1)


def six_weeks() -> Conversations:
    return told(some_days(40), 40)


def deeper() -> Conversations:
    return told(some_days(350), 350, deep=1.0)


def neither() -> Conversations:
    return told(some_days(350), 350)


def only_words() -> Conversations:
    """Two talks of which nothing but the words was noted."""
    days = [TalkDay(MONDAY, 1), TalkDay(MONDAY + timedelta(days=9), 1)]
    return build_conversations(days, [], evidence=weigh([], {}), today=date(2025, 2, 1))


STORIES: dict[str, Callable[[], Conversations]] = {
    "nothing_yet": nothing_yet,
    "six_weeks": six_weeks,
    "deeper": deeper,
    "neither": neither,
    "only_words": only_words,
}


def screen(found: Conversations, width: int = 80) -> str:
    page = conversations_page(found, NAMES)
    return page_for_terminal(page, Look(width=width, colour=False))


def plain(found: Conversations) -> str:
    return page_as_plain(conversations_page(found, NAMES))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"conversations_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], Conversations], width: int) -> None:
    page = conversations_page(make(), {NOOR: HOSTILE}, with_method=True)
    shown = page_for_terminal(page, Look(width=width, colour=False))
    assert all(display_width(row) <= width for row in shown.splitlines())
    assert "\x1b" not in shown


def test_what_moved_is_told_with_its_numbers_and_the_rest_is_no_contest() -> None:
    said = plain(deeper())
    assert said.startswith("After days with a deep talk, next-day mood was ")
    assert " higher (95 %: " in said
    assert "A pattern, not proof." in said
    assert "Looked at too, and not clear: a talk in which you were all there (" in said
    assert "more talk than your usual (" in said
    assert plain(told(some_days(350), 350, deep=-1.0)).startswith("After days with a deep talk, ne")
    assert " lower (95 %: " in plain(told(some_days(350), 350, deep=-1.0))


def test_more_time_may_be_what_moved_just_as_well() -> None:
    said = plain(told(some_days(350), 350, long=1.0))
    assert said.startswith("After days with more talk than your usual, next-day mood was ")


def test_where_both_were_looked_at_and_neither_stood_out_that_is_said() -> None:
    assert plain(neither()).startswith(NEITHER)


def test_silence_is_said_once_with_a_month_where_that_is_known() -> None:
    said = plain(six_weeks())
    assert said.startswith(f"{TOO_EARLY}; from about ")
    assert said.count("oo early") == 1
    assert plain(only_words()).startswith(f"{TOO_EARLY}.")


def test_where_nothing_but_words_is_noted_it_says_what_else_could_be() -> None:
    assert SAY_MORE in plain(only_words())
    assert SAY_MORE not in plain(six_weeks())


def test_who_began_is_told_with_names_and_how_many() -> None:
    assert "Who began: you 5, Noor 3, both of you 1, of nine conversations" in plain(deeper())
    strangers = deeper()._replace(began=tuple((id_number(20 + at), 2) for at in range(7)))
    assert "somebody 2, others 4, of 14" in plain(strangers)


def test_a_week_is_told_with_what_it_says() -> None:
    days = [a_day(0, 30, 3, 4), a_day(2, 10, 2, 5), TalkDay(MONDAY + timedelta(days=7), 1)]
    said = plain(told(days, 10)).splitlines()
    assert "Week from 6 January: two conversations, 40 minutes, depth 2.5 of 3, presence" in said[2]
    assert said[3] == "Week from 13 January: one conversation."


def test_a_period_without_any_points_to_the_whole_time() -> None:
    said = page_as_plain(conversations_page(nothing_yet(), {}, narrows=True))
    assert "in this period" in said
    assert "closeness report" in said


def test_every_figure_has_its_n_its_interval_and_its_method() -> None:
    data = conversations_data(deeper())
    by_kind = {one["name"]: one for one in data["next_day"]}
    deep = by_kind["deep-talk"]
    assert deep["told"]
    assert deep["low"] < deep["difference"] < deep["high"]
    assert deep["n_with"] + deep["n_without"] <= data["days"]
    assert (data["minutes_a_day"]["n"], data["depth"]["n"]) == (data["days"], data["conversations"])
    early = conversations_data(six_weeks())["next_day"][0]
    assert (early["told"], early["silence"]["reason"]) == (False, "too_few")
    assert conversations_data(only_words())["depth"] is None


def test_the_method_is_said_where_it_is_asked_for() -> None:
    page = conversations_page(deeper(), NAMES, with_method=True)
    assert "is not tested, and not said" in page_as_plain(page)
    assert "not tested" not in plain(deeper())


def test_it_can_be_a_file() -> None:
    page = conversations_page(deeper(), {NOOR: HOSTILE})
    assert page_as_markdown(page).startswith("# Conversations, on ")
