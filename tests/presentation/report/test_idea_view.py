"""One thing to try, in words."""

from __future__ import annotations

from datetime import date

import pytest

from builders import id_number
from closeness_cli.core.reports.evidence import Candidate, Moved, Source
from closeness_cli.core.reports.idea import WISHED, Cited, CitedAs, Ground, Idea
from closeness_cli.core.ritual_presets import Need, Preset, Where, With
from closeness_cli.core.rituals import Meant
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.presentation.blocks import Page, Paragraph, Title
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.report.idea_view import HEAD, idea_blocks, idea_data, idea_paragraph
from stories import HOSTILE

TODAY, ON = date(2025, 11, 24), date(2025, 11, 14)

OUT = Preset(
    *("out", "A day out", "Go somewhere alone.", Need.ROOM, 90, With.ALONE, Where.EITHER),
    *(Meant(), "B13"),
)


def cited(kind: CitedAs, *numbers: int) -> tuple[Cited, ...]:
    return tuple(Cited(kind, id_number(one)) for one in numbers)


def moved(source: Source, name: str, title: str = "") -> Idea:
    found = NextDay(0.44, 0.21, 0.63, 0.001, 34, 120, 300, 1)
    one = Moved(Candidate(source, name, title or name, frozenset(), 1), found, is_told=True)
    rests_on = cited(CitedAs.ENTRY, 1, 2)
    return Idea(f"{source}:{name}", Ground.MOVED, one.candidate.title, one, rests_on=rests_on)


WISH = Idea(
    "preset:out",
    Ground.WISH,
    OUT.name,
    preset=OUT,
    item=("week", "room"),
    on=ON,
    rests_on=cited(CitedAs.ANSWERS, 3),
)
BEFORE = Idea(
    *("ritual:x", Ground.BEFORE, "evening walk"),
    on=ON,
    times=13,
    rests_on=cited(CitedAs.OBSERVANCE, 4, 5, 6),
)


@pytest.mark.parametrize(
    ("idea", "words"),
    [
        (
            moved(Source.TAG, "walk", "#walk"),
            (
                "Another day with #walk: mood was higher on the day after (34 such days). "
                "From days with entries such as 01KA1ZFCW0 and 01KA1ZFCW0."
            ),
        ),
        (
            moved(Source.KIND, "gratitude"),
            (
                "Write down something that you are glad of: mood was higher on the day after "
                "(34 such days). From days with entries such as 01KA1ZFCW0 and 01KA1ZFCW0."
            ),
        ),
        (
            WISH,
            (
                "You had less room for yourself than you wanted, you answered on 14 November. "
                "“A day out”: Go somewhere alone. From your answers, closeness assess show "
                "01KA1ZFCW0; to take it up: closeness ritual add --preset out"
            ),
        ),
        (
            WISH._replace(ground=Ground.NEED, item=("needs", "room_met")),
            (
                "Room for yourself: it matters to you and was met little, you answered on 14 "
                "November. “A day out”: Go somewhere alone. From your answers, closeness assess "
                "show 01KA1ZFCW0; to take it up: closeness ritual add --preset out"
            ),
        ),
        (
            BEFORE,
            (
                "“evening walk”, once more: it came 13 times, last on 14 November, with good days. "
                "From the times it was done, such as 01KA1ZFCW0, 01KA1ZFCW0 and 01KA1ZFCW0."
            ),
        ),
        (
            WISH._replace(ground=Ground.PRESET, item=None, rests_on=()),
            (
                "“A day out”: Go somewhere alone. A ready-made one, which rests on none of your "
                "answers and entries; to take it up: closeness ritual add --preset out"
            ),
        ),
    ],
)
def test_it_says_what_it_begins_from_and_where_that_is(idea: Idea, words: str) -> None:
    assert idea_paragraph(idea, TODAY) == words
    assert idea_blocks(idea, TODAY) == [Title(HEAD), Paragraph(words)]


def test_a_tag_of_good_days_claims_nothing_of_the_next() -> None:
    idea = Idea("tag:walk", Ground.GOOD_DAYS, "#walk", times=7, rests_on=cited(CitedAs.ENTRY, 1))
    assert idea_paragraph(idea, TODAY) == (
        "Another day with #walk: it was on seven days with a mood, good on average. From days "
        "with entries such as 01KA1ZFCW0."
    )


def test_without_one_there_is_nothing() -> None:
    assert idea_blocks(None, TODAY) == []


@pytest.mark.parametrize(("source", "name"), [(Source.TALK, "deep-talk"), (Source.RITUAL, "x")])
def test_every_kind_of_thing_has_its_words(source: Source, name: str) -> None:
    said = idea_paragraph(moved(source, name, "evening walk"), TODAY)
    assert said.startswith(("A talk that goes deep: mood", "“evening walk”, once more: mood"))


@pytest.mark.parametrize("item", WISHED)
def test_every_wish_has_its_words(item: tuple[str, str]) -> None:
    for is_more, need in enumerate(WISHED[item]):
        if need is not None:
            idea = WISH._replace(item=item, is_more=bool(is_more))
            assert "wanted, you answered on" in idea_paragraph(idea, TODAY)


def test_the_data_name_every_record_in_full() -> None:
    data = idea_data(WISH, TODAY)
    assert data["rests_on"] == [{"kind": "answers", "id": id_number(3)}]
    assert (data["ground"], data["preset"], data["on"]) == ("wish", "out", "2025-11-14")
    told = idea_data(moved(Source.TAG, "walk"), TODAY)["moved"]
    assert (told["difference"], told["n_with"], told["low"], told["high"]) == (0.44, 34, 0.21, 0.63)


def test_peoples_words_stay_words() -> None:
    page = Page(tuple(idea_blocks(moved(Source.TAG, "x", HOSTILE), TODAY)))
    shown = page_for_terminal(page, Look(width=40, colour=False))
    assert "\x1b" not in shown
    assert "[/bold]" in shown
