from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.answering.administration import Line
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.reports.talk import ItemName, Talk, choose_by_rule, choose_named
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report.talk_view import talk_page, talk_view
from couples import TODAY, a_set, weekly
from stories import HOSTILE, SUNDAY, TALK, a_sitting, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.answering.administration import Administration, Answer

SCREENS = Path(__file__).parents[1] / "screens"


def nothing() -> Talk:
    return Talk(Period(), TODAY)


def by_rule() -> Talk:
    """Nothing but answers."""
    return Talk(Period(), TODAY, chosen=choose_by_rule(weekly([8, 3], [2]), Period()))


def words() -> list[Administration]:
    answers: dict[str, Answer | None] = {
        "safety": 4,
        "heard": 2,
        "talks": (Line("About the summer", 3), Line("Your mother", 5)),
        "wish": "An hour on Sundays.\nWithout a telephone.",
    }
    return [a_sitting(SUNDAY, answers, TALK)]


def everything() -> Talk:
    """Something to talk about, answers of every kind, and own words."""
    done = [*weekly([4]), *words()]
    skipped = a_set(SUNDAY, {"connection": 3, "heard": 3})
    gone = replace(skipped.responses["heard"], value=None, label="")
    done[0] = replace(skipped, responses={**skipped.responses, "heard": gone})
    names = [
        *(("week", "connection"), ("week", "heard"), ("talk", "heard")),
        *(("talk", "talks"), ("talk", "wish")),
    ]
    return Talk(
        Period(),
        TODAY,
        about=("The holidays, and who visits whom.",),
        tagged=(line("Money makes me anxious.\nI hide it. #talk", 40, None, "talk"),),
        chosen=choose_named(done, [ItemName(*name) for name in names], Period()),
        is_by_rule=False,
        own=(line("We walked home the long way.", 60, 1), line("Rain.", 3)),
    )


STORIES: dict[str, Callable[[], Talk]] = {
    "nothing": nothing,
    "by_rule": by_rule,
    "everything": everything,
}


def screen(talk: Talk, width: int = 80) -> str:
    return page_for_terminal(talk_page(talk), Look(width=width, colour=False))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"talk_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], Talk], width: int) -> None:
    assert all(display_width(row) <= width for row in screen(make(), width).splitlines())


@pytest.mark.parametrize("make", STORIES.values())
def test_there_is_no_number_but_in_own_words(make: Callable[[], Talk]) -> None:
    page = talk_page(make())
    for said in (screen(make()), page_as_plain(page), page_as_markdown(page)):
        assert re.findall(r"\d", said) == []


def test_how_answers_were_chosen_is_said_on_request() -> None:
    assert "the last ninety days" in page_as_plain(talk_page(by_rule(), with_method=True))


def test_a_period_with_nothing_names_the_whole_time() -> None:
    found = Talk(Period(since=SUNDAY), TODAY)
    assert "closeness report talk" in screen(found)


def test_the_data_has_words_for_answers_and_the_ids_of_entries() -> None:
    data = talk_view(everything()).data()
    assert isinstance(data, dict)
    assert [one["answer"] for one in data["answers"]] == [
        "between “not close at all” and “extremely close”",
        None,
        "rarely",
        "About the summer; Your mother (completely)",
        "An hour on Sundays.\nWithout a telephone.",
    ]
    assert [one["text"] for one in data["words"]] == ["We walked home the long way.", "Rain."]
    assert data["chosen_by"] == "name"


def test_the_page_leaves_no_trace_on_the_screen() -> None:
    assert talk_view(by_rule()).is_reading


def test_hostile_words_stay_text() -> None:
    talk = Talk(Period(), TODAY, about=(HOSTILE,), tagged=(line(HOSTILE, 1),))
    pages = [screen(talk), page_as_markdown(talk_page(talk)), page_as_plain(talk_page(talk))]
    assert all("\x1b" not in one and "\u202e" not in one for one in pages)
