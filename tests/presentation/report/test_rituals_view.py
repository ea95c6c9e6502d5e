"""Rituals in a report, whole screens; and what is never said there."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.regularity import Regularity, Standing, Today
from closeness_cli.core.reports.evidence import Candidate, Moved, Source, weigh
from closeness_cli.core.reports.idea import Cited, CitedAs, Ground, Idea
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.rituals import RitualsFound
from closeness_cli.core.rituals import Cadence, Meant, Ritual
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.weekday import WeekdayMean, WeekdayRhythm
from closeness_cli.presentation.blocks import Facts, Note, Page, Title
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report import moved_wording
from closeness_cli.presentation.report import rituals_view as view
from stories import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable

SCREENS = Path(__file__).parents[1] / "screens"

TODAY = date(2025, 11, 24)
SINCE = date(2025, 1, 6)

WALK = Ritual(id_number(1), "evening walk", Meant(Cadence.DAILY), SINCE)
TEA = Ritual(id_number(2), "tea")

STANDINGS = (
    Standing(WALK, Today.DONE, Regularity(Cadence.DAILY, 118, 322, SINCE), 121, TODAY),
    Standing(TEA, Today.CAN_BE_DONE, None, 13, TODAY),
)

WEEK = tuple(
    WeekdayMean(at, difference, difference - 0.1, difference + 0.1, 44, 0.01, q)
    for at, (difference, q) in enumerate(
        (
            (-0.31, 0.01),
            (-0.2, 0.2),
            (-0.05, 0.8),
            (0.0, 0.9),
            (0.1, 0.5),
            (0.42, 0.001),
            (0.02, 0.9),
        )
    )
)


def moved(
    name: str,
    difference: float,
    source: Source = Source.RITUAL,
    *,
    is_told: bool = False,
    n_with: int = 34,
) -> Moved:
    finding = NextDay(
        *(difference, difference - 0.2, difference + 0.2, 0.001, n_with, 120, 300, 1),
    )
    return Moved(Candidate(source, name, name, frozenset(), 1), finding, is_told)


def silent(name: str, wait_days: float | None) -> Moved:
    finding = Silence(Reason.TOO_FEW, wait_days)
    return Moved(Candidate(Source.TAG, name, name, frozenset(), 1), finding)


def found(
    *ones: Moved, with_rhythm: bool = False, standings: tuple[Standing, ...] = STANDINGS
) -> RitualsFound:
    evidence = weigh([], {})._replace(moved=ones, n_looked_at=len(ones))
    if with_rhythm:
        rhythm = WeekdayRhythm(0.001, WEEK, 305, 44, 321.0)
        evidence = evidence._replace(rhythm=rhythm, is_rhythm_told=True)
    return RitualsFound(TODAY, Period(), standings, evidence)


IDEA = Idea(
    *(f"ritual:{WALK.id}", Ground.MOVED, WALK.name),
    moved=moved("evening walk", 0.5, is_told=True),
    rests_on=(Cited(CitedAs.OBSERVANCE, id_number(9)),),
)


def told() -> RitualsFound:
    return found(
        moved("evening walk", 0.5, is_told=True),
        moved("late", -0.3, Source.KIND, is_told=True),
        moved("#work", 0.21, Source.TAG, is_told=True, n_with=21),
        moved("deep-talk", 0.1, Source.TALK, n_with=14),
        moved("conflict", -0.1, Source.KIND, n_with=19),
        with_rhythm=True,
    )


STORIES: dict[str, Callable[[], RitualsFound]] = {
    "nothing": lambda: found(standings=()),
    "too_early": lambda: found(silent("tea", 58), silent("walk", 70)),
    "none": lambda: found(moved("evening walk", 0.1), moved("tea", 0.2, n_with=14)),
    "told": told,
}


def screen(
    rituals: RitualsFound, width: int = 80, *, with_method: bool = False, idea: Idea | None = None
) -> str:
    page = view.rituals_page(rituals, with_method=with_method, idea=idea)
    return page_for_terminal(page, Look(width=width, colour=False))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"rituals_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width, idea=IDEA if story == "told" else None) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], RitualsFound], width: int) -> None:
    shown = screen(make(), width, with_method=True, idea=IDEA)
    assert all(display_width(row) <= width for row in shown.splitlines())


@pytest.mark.parametrize("make", STORIES.values())
def test_it_judges_nobody_and_proves_nothing(make: Callable[[], RitualsFound]) -> None:
    never = re.compile(
        r"caus|effect\b|because|makes|improv|streak|missed|due|should|must|fail|only|%\D*score",
        re.IGNORECASE,
    )
    assert never.findall(screen(make(), idea=IDEA)) == []


def test_how_figures_are_made_is_said_on_request() -> None:
    assert "Benjamini" not in screen(told())
    shown = screen(told(), with_method=True)
    assert "Frisch & Waugh 1933" in shown
    assert "Friedman 1937" in shown


def test_weekdays_are_drawn_only_where_they_may_be_told() -> None:
    quiet = told()
    quiet = quiet._replace(evidence=quiet.evidence._replace(is_rhythm_told=False))
    assert "Mon " not in screen(quiet)
    assert "Mon " in screen(told())
    assert "Monday −0.3, 44 days, Tuesday −0.2 (within noise), 44 days" in page_as_plain(
        view.rituals_page(told())
    )


def test_the_data_hold_every_figure_with_its_n_and_interval() -> None:
    data = view.rituals_data(told(), IDEA)
    json.dumps(data)
    assert (data["looked_at"], data["claims_weighed"]) == (5, 5)
    assert [one["told"] for one in data["next_day"]] == [True, True, True, False, False]
    walk = data["next_day"][0]
    assert (walk["n_with"], walk["n_without"], walk["confidence"]) == (34, 120, 0.95)
    assert walk["method"].startswith("next-day mood")
    assert data["weekdays"]["days"][5]["weekday"] == 6
    assert data["rituals"][0]["regularity"]["meant"] == 322
    assert "today" not in data["rituals"][0]
    assert data["idea"]["ground"] == "moved"


def test_silence_has_its_day_in_the_data() -> None:
    data = view.rituals_data(STORIES["too_early"]())
    assert data["next_day"][0]["silence"] == {"reason": "too_few", "from": "2026-01-21"}
    assert data["weekdays"] is None
    assert data["idea"] is None


def test_a_period_with_nothing_says_so() -> None:
    empty = found(standings=())._replace(period=Period(since=TODAY))
    assert screen(empty) == (
        "Nothing to look at in this period.\n\nAll that there is:  closeness report rituals\n"
    )


def test_too_early_without_a_known_day_names_none() -> None:
    assert view.answer(found(silent("tea", None))) == f"{moved_wording.TOO_EARLY}."


def test_one_thing_alone_is_not_counted() -> None:
    assert view.answer(found(moved("tea", 0.1))) == (
        "One thing was looked at; it did not move with your next-day mood beyond chance."
    )


def test_an_interval_over_nothing_has_both_signs() -> None:
    one = moved("tea", 0.1, is_told=True)
    assert "(95 %: −0.1 to +0.3; 34 such days" in moved_wording.moved_sentence(one)


class TestOnTheOverview:
    def test_the_largest_three_are_told_with_how_many_were_looked_at(self) -> None:
        blocks = view.moved_blocks(told().evidence, TODAY)
        title = "Mood on the day after · a pattern, not proof · five things looked at"
        assert blocks == [
            Title(title),
            Facts(
                (
                    ("“evening walk”", "0.5 higher (95 %: 0.3 to 0.7; 34 such days, 120 others)"),
                    ("late", "0.3 lower (95 %: 0.1 to 0.5; 34 such days, 120 others)"),
                    ("#work", "0.2 higher (95 %: 0.0 to 0.4; 21 such days, 120 others)"),
                )
            ),
        ]

    def test_silence_is_said_once(self) -> None:
        early = view.moved_blocks(STORIES["too_early"]().evidence, TODAY)
        none = view.moved_blocks(STORIES["none"]().evidence, TODAY)
        assert early == [
            Note("Too early to say what moves with your next-day mood; from about late January.")
        ]
        assert none == [
            Note("Of two things looked at, none moved with your next-day mood beyond chance.")
        ]

    def test_without_anything_to_look_at_there_is_nothing(self) -> None:
        assert view.moved_blocks(weigh([], {}), TODAY) == []


def test_names_stay_names() -> None:
    hostile = WALK._replace(name=HOSTILE)
    standings = (STANDINGS[0]._replace(ritual=hostile),)
    one = moved("x", 0.5, is_told=True)
    titled = one._replace(candidate=one.candidate._replace(title=HOSTILE))
    shown = screen(found(titled, standings=standings), 40)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "<b>" not in page_as_markdown(view.rituals_page(found(titled, standings=standings)))
    assert isinstance(view.rituals_page(found(titled)), Page)
