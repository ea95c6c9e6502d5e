from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.instruments.item_bank import Card
from closeness_cli.core.reports.couple import Couple, build_couple
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report.couple_numbers_blocks import silence_words
from closeness_cli.presentation.report.couple_view import couple_page, couple_view
from couples import FORM, SAM, TODAY, a_set, weekly
from stories import HOSTILE, SUNDAY

if TYPE_CHECKING:
    from collections.abc import Callable

SCREENS = Path(__file__).parents[1] / "screens"

CARDS = (Card("one", "heard", "How do you notice that somebody is really listening?"),)

LATER = SUNDAY + timedelta(weeks=9)

UPS = [5, 7, 6, 8, 4, 6, 7, 5, 8, 6, 5, 7, 4, 8]
OTHER_UPS = [4, 7, 5, 7, 4, 5, 7, 4, 7, 6, 3, 7, 4, 6]


def near() -> Couple:
    return build_couple(weekly([5]), weekly([6], of=SAM), period=Period(), today=TODAY)


def not_shared(period: Period | None = None) -> Couple:
    return build_couple(weekly([5]), [], period=period or Period(), today=TODAY)


def weeks(*, with_numbers: bool = False) -> Couple:
    """Fourteen weeks, a longer form, and two sets of guesses."""
    mine = {"support": 5, "habits": 3, "kept": 2, "joy": 4, "touch": 4, "safety": 5}
    theirs = {"support": 4, "habits": 5, "kept": 2, "joy": 4, "touch": 5, "safety": 1}
    return build_couple(
        [*weekly(UPS, [4, 5, 4]), a_set(LATER, mine, FORM)],
        [*weekly(OTHER_UPS, [2, 1, 3, 2], of=SAM), a_set(LATER, theirs, FORM, of=SAM)],
        guesses=weekly([6] * 9, [3, 2, 4], guess_of=SAM),
        cards=CARDS,
        period=Period(),
        today=TODAY,
        with_numbers=with_numbers,
    )


def in_numbers() -> Couple:
    return weeks(with_numbers=True)


def first_numbers() -> Couple:
    return build_couple(
        weekly([5, 9]), weekly([6, 6], of=SAM), period=Period(), today=TODAY, with_numbers=True
    )


STORIES: dict[str, Callable[[], Couple | None]] = {
    "alone": lambda: None,
    "not_shared": not_shared,
    "near": near,
    "weeks": weeks,
    "numbers": in_numbers,
    "first_numbers": first_numbers,
}

NEVER_SAID = re.compile(
    r"\b(misjudg\w*|wrong|couple score|together you|compatib\w*|better|worse|should|must|fail\w*"
    r"|average of you|relationship|significan\w*|caused|because)\b|[↑↓!]",
    re.IGNORECASE,
)


def screen(found: Couple | None, width: int = 80, *, other: str = "Sam") -> str:
    page = couple_page(found, other=other)
    return page_for_terminal(page, Look(width=width, colour=False))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"couple_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], Couple | None], width: int) -> None:
    assert all(display_width(row) <= width for row in screen(make(), width).splitlines())


@pytest.mark.parametrize("make", STORIES.values())
def test_nobody_is_judged(make: Callable[[], Couple | None]) -> None:
    assert NEVER_SAID.findall(" ".join(screen(make()).split())) == []


@pytest.mark.parametrize("make", [near, weeks])
def test_without_numbers_no_answer_of_either_is_told(make: Callable[[], Couple]) -> None:
    data = couple_view(make(), other="Sam").data()
    assert isinstance(data, dict)
    assert data["numbers"] is None
    said = f"{screen(make())}{json.dumps(data['topics'])}{json.dumps(data['good'])}"
    labels = ["rarely", "sometimes", "often (", "very often", "not at all", "of 10", "of 100"]
    assert [one for one in labels if one in said] == []


@pytest.mark.parametrize("make", [weeks, in_numbers])
def test_what_is_about_safety_stands_nowhere(make: Callable[[], Couple]) -> None:
    data = json.dumps(couple_view(make(), other="Sam").data())
    page = couple_page(make(), other="Sam")
    for said in (data, screen(make()), page_as_plain(page), page_as_markdown(page)):
        assert "safe" not in said.lower()


def test_every_figure_of_the_data_has_its_n_and_its_method() -> None:
    data = couple_view(in_numbers(), other="Sam").data()
    assert isinstance(data, dict)
    numbers = data["numbers"]
    for figure in (*numbers["differences"], numbers["agreement"], numbers["guesses"]):
        assert figure["n"] > 0
        assert figure["method"]
    heard = next(one for one in numbers["differences"] if one["item"] == "heard")
    assert heard["more_than_noise"]
    assert heard["low"] > 0
    assert numbers["together"] == {"silence": {"reason": "too_few", "from": "2026-08-30"}}


def test_how_it_is_made_is_said_on_request() -> None:
    page = couple_page(in_numbers(), other="Sam", with_method=True)
    said = page_as_plain(page)
    assert all(one in said for one in ("Bonferroni", "ICC(A,1)", "West & Kenny 2011"))
    assert "ICC(A,1)" not in page_as_plain(couple_page(weeks(), other="Sam", with_method=True))


def test_moving_together_is_told_as_a_pattern_and_else_as_chance() -> None:
    chance = Random(4)
    ups, others = ([chance.randint(3, 9) for _ in range(60)] for _ in range(2))
    said = [
        " ".join(screen(found).split())
        for theirs in ([one - 1 for one in ups], others, [12 - one for one in ups])
        for found in [
            build_couple(
                weekly(ups),
                weekly(theirs, of=SAM),
                period=Period(),
                today=TODAY,
                with_numbers=True,
            )
        ]
    ]
    assert "Your answers and those of Sam rose and fell together (r 1.00," in said[0]
    assert "move together: may be chance (r" in said[1]
    assert "Your answers and those of Sam moved against each other (r −1.00," in said[2]


@pytest.mark.parametrize(
    ("silence", "said"),
    [
        (Silence(Reason.NO_VARIATION), "all your answers are the same"),
        (Silence(Reason.NOT_ESTIMABLE), "do not settle how far you agree"),
        (Silence(Reason.TOO_FEW), "too early to say how far the two of you agree over time."),
        (Silence(Reason.TOO_FEW, 40.0), "over time; from about early April."),
    ],
)
def test_silence_is_said_once_with_its_reason(silence: Silence, said: str) -> None:
    assert said in silence_words(silence, "Feeling close", TODAY)


def test_a_period_without_shared_sets_names_the_whole_time() -> None:
    found = not_shared(Period(since=SUNDAY))
    assert "closeness report couple" in screen(found)


def test_a_hostile_name_stays_text() -> None:
    pages = [screen(in_numbers(), other=HOSTILE), screen(not_shared(), other=HOSTILE)]
    pages.append(page_as_markdown(couple_page(in_numbers(), other=HOSTILE)))
    assert all("\x1b" not in one and "\u202e" not in one for one in pages)


def test_ascii_has_no_other_character() -> None:
    page = couple_page(in_numbers(), other="Sam")
    assert page_for_terminal(page, Look(width=80, colour=False, unicode=False)).isascii()
