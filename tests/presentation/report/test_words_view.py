"""Words in a report, whole screens."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from closeness_cli.core.reports.words import Counted, Label, Parts, WordsFound, without_entries
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown
from closeness_cli.presentation.report import words_view as view
from stories import HOSTILE, line

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.entry import Entry

SCREENS = Path(__file__).parents[1] / "screens"

TODAY = date(2025, 11, 24)
PARTS = Parts(date(2025, 9, 1), date(2025, 10, 12), date(2025, 11, 23), 18, 19)
EARLY = Silence(Reason.TOO_FEW, 34.0)


def entries(n: int) -> tuple[Entry, ...]:
    return tuple(
        line(f"Day {day}: tea, and the long way home.\nRain.", day, 1) for day in range(n, 0, -1)
    )


def tag(word: str, before: int, after: int) -> Counted:
    return Counted(Label.TAG, word, before, after)


def found(n: int, **more: Any) -> WordsFound:  # noqa: ANN401 - any of its fields
    made = WordsFound(TODAY, n, n, entries(min(n, 8)), EARLY)
    return made._replace(**more)


def compared(**more: Any) -> WordsFound:  # noqa: ANN401 - any of its fields
    made = found(
        37,
        parts=PARTS,
        came=(tag("walk", 1, 6), Counted(Label.TOPIC, "the sea", 0, 3)),
        went=(tag("work", 5, 2),),
        stayed=(tag("home", 4, 3), tag("talk", 3, 3)),
        said=(("walk", line("#walk in the first frost. Noor had my gloves.", 67)),),
    )
    return made._replace(**more)


STORIES: dict[str, Callable[[], WordsFound]] = {
    "nothing": lambda: found(0),
    "few": lambda: found(3, stayed=(tag("tea", 0, 2), tag("home", 0, 1))),
    "early": lambda: found(14, stayed=(tag("tea", 0, 5), tag("home", 0, 1))),
    "compared": compared,
}


def screen(words: WordsFound, width: int = 80, *, with_method: bool = False) -> str:
    page = view.words_page(words, with_method=with_method)
    return page_for_terminal(page, Look(width=width, colour=False))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"words_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], WordsFound], width: int) -> None:
    shown = screen(make(), width, with_method=True)
    assert all(display_width(row) <= width for row in shown.splitlines())


@pytest.mark.parametrize("make", STORIES.values())
def test_counting_is_not_judging(make: Callable[[], WordsFound]) -> None:
    never = re.compile(r"\b(better|worse|should|only|missed|streak|[0-9]+ of 24)\b")
    assert never.findall(screen(make())) == []


def test_what_did_not_change_is_the_answer_too() -> None:
    same = compared(came=(), went=(), said=())
    assert view.answer(same) == "Since 12 October you write of much the same as before."
    assert "Lately, in your words" in screen(same)
    bare = same._replace(stayed=())
    assert view.answer(bare) == "37 entries; no tag or topic is on three days or more of them."


def test_where_no_tag_was_used_it_says_what_one_is() -> None:
    assert view.NO_TAGS.split(";")[0] in " ".join(screen(found(3)).split())
    assert "begins with #" not in screen(found(3, stayed=(tag("tea", 0, 1),)))


def test_a_period_without_entries_points_to_the_whole_time() -> None:
    page = view.words_page(found(0), narrows=True)
    assert page_for_terminal(page, Look(colour=False)) == (
        "Nothing was written in this period.\n\nAll that there is:  closeness report words\n"
    )


def test_how_words_are_counted_is_said_on_request() -> None:
    said = " ".join(screen(compared(), with_method=True).split())
    assert "That is counting, and no test" in said
    assert "counting" not in screen(compared())


def test_the_data_hold_what_the_page_rests_on() -> None:
    data = view.words_data(compared())
    json.dumps(data)
    assert data["parts"] == {
        "first": "2025-09-01",
        "middle": "2025-10-12",
        "last": "2025-11-23",
        "n_before": 18,
        "n_after": 19,
    }
    assert data["came"][1] == {"label": "topic", "word": "the sea", "before": 0, "after": 3}
    early = view.words_data(found(14))
    assert early["silence"] == {"reason": "too_few", "from": "2025-12-28"}
    assert early["parts"] is None


@pytest.mark.parametrize("make", STORIES.values())
def test_without_entries_no_title_stands_alone(make: Callable[[], WordsFound]) -> None:
    shown = screen(without_entries(make()))
    assert "our words" not in shown
    assert "Rain" not in shown


def test_a_long_topic_is_cut() -> None:
    long = Counted(Label.TOPIC, "why " * 30, 0, 4)
    assert f"“{'why ' * 9}why…”" in screen(compared(came=(long,)))


def test_words_of_people_stay_words() -> None:
    one = Counted(Label.TOPIC, HOSTILE, 0, 4)
    made = compared(came=(one,), said=(("x", line(HOSTILE, 3)),))
    assert "\x1b" not in screen(made, 40)
    assert "<b>" not in page_as_markdown(view.words_page(made))
