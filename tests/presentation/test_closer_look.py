from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import an_instrument
from closeness_cli.core.instruments.instrument import Half, Plane, ResponseScale, ScaleKind, Tip
from closeness_cli.presentation.blocks import Note, Page
from closeness_cli.presentation.closer_look import (
    ARMS,
    NOT_VALIDATED,
    closer_look_blocks,
    closer_look_data,
)
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from stories import HOSTILE, OFTEN, SUNDAY, TEN, WEEK, a_named_dimension, a_question, a_sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.presentation.blocks import Block

MATTERS = ResponseScale(
    ScaleKind.ORDINAL,
    *(1, 5),
    {1: "does not matter", 2: "matters a little", 3: "matters", 4: "matters a lot", 5: "is vital"},
)

NEEDS = an_instrument(
    *(
        one
        for name in ("quiet", "help", "touch", "talk")
        for one in (
            a_question(f"{name}_matters", f"How much does {name} matter?", MATTERS),
            replace(a_question(name, f"How was {name}?", OFTEN), importance=f"{name}_matters"),
        )
    ),
    dimensions=[],
    instrument_id="needs",
)

PLANE = replace(
    an_instrument(
        *(a_question(one, f"Stem of {one}.", OFTEN) for one in ("w1", "w2", "a1", "a2")),
        dimensions=[
            replace(a_named_dimension("worry", "Worry"), items=("w1", "w2")),
            replace(a_named_dimension("apart", "Stepping back"), items=("a1", "a2")),
        ],
        instrument_id="both",
    ),
    licence="MIT, own wording",
    plane=Plane(
        "worry",
        "apart",
        tuple(Tip(across, up, f"A line for {across} and {up}.") for across in Half for up in Half),
    ),
)

WHO = ResponseScale(
    ScaleKind.ALLOCATION,
    *(1, 6),
    {1: "me", 2: "mostly me", 3: "both", 4: "mostly you", 5: "you", 6: "neither"},
    scores={6: None},
)

LABOR = an_instrument(
    a_question("dates", "In the last month, who saw to dates?", WHO),
    a_question("post", "In the last month, who saw to the post?", WHO),
    a_question("plans", "In the last month, who made plans?", WHO),
    dimensions=[],
    instrument_id="labor",
)

CAUSES = replace(
    an_instrument(
        replace(a_question("work", "How often did work come between us?", OFTEN), tags=("work",)),
        replace(a_question("time", "How often did time run short?", OFTEN), tags=("time",)),
        dimensions=[a_named_dimension("work", "Work")],
        instrument_id="causes",
    ),
    cadence=replace(WEEK.cadence, recall_days=30),
)


def needs(**values: int | None) -> Administration:
    return a_sitting(SUNDAY, values, NEEDS)


def placed(*values: int) -> Administration:
    return a_sitting(SUNDAY, dict(zip(("w1", "w2", "a1", "a2"), values, strict=False)), PLANE)


def labor(*values: int | None) -> Administration:
    return a_sitting(SUNDAY, dict(zip(("dates", "post", "plans"), values, strict=True)), LABOR)


def causes(work: int | None, time: int | None = 1, *, month: int = 0) -> Administration:
    return a_sitting(SUNDAY + timedelta(days=30 * month), {"work": work, "time": time}, CAUSES)


def plain(blocks: list[Block]) -> list[str]:
    return page_as_plain(Page(tuple(blocks))).splitlines()


def screen(blocks: list[Block], width: int = 80, *, unicode: bool = True) -> str:
    look = Look(width=width, colour=False, unicode=unicode)
    return page_for_terminal(Page(tuple(blocks)), look)


def test_an_ordinary_set_has_no_closer_look() -> None:
    sitting = a_sitting(SUNDAY, {"connection": 7, "heard": 2})
    assert (closer_look_blocks(sitting), closer_look_data(sitting)) == ([], {})


NEEDS_SCREEN = """\
What to talk about first
Quiet
  matters a lot, not at all
  ○━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●──────────
Help
  is vital, rarely
  ──────────○━━━━━━━━━━━━━━━━━━━━━━━━━━━━━●
Touch
  matters, sometimes
  ────────────────────◉────────────────────
  ○ met  ● matters
"""

FOUR = {
    "quiet_matters": 4,
    "quiet": 1,
    "help_matters": 5,
    "help": 2,
    "touch_matters": 3,
    "touch": 3,
    "talk_matters": 2,
    "talk": 1,
}
"""Gaps of 75, 75, 25 and 25: equal ones stay in the order of the instrument."""


def test_the_three_largest_gaps_come_first_in_words() -> None:
    assert screen(closer_look_blocks(needs(**FOUR))) == NEEDS_SCREEN


def test_a_screen_of_needs_has_no_number_and_lines_have() -> None:
    blocks = closer_look_blocks(needs(**FOUR))
    assert not any(char.isdigit() for char in screen(blocks))
    assert "Help: is vital, rarely (matters 100, met 25 of 100)" in plain(blocks)


def test_the_data_of_needs_has_all_of_them() -> None:
    found = closer_look_data(needs(**FOUR))["needs"]
    assert [(one["item"], one["gap"]) for one in found] == [
        *(("quiet", 75.0), ("help", 75.0), ("touch", 25.0), ("talk", 25.0)),
    ]
    assert found[1] == {"item": "help", "importance": 100.0, "met": 25.0, "gap": 75.0}


def test_where_nothing_is_missing_that_is_said() -> None:
    found = closer_look_blocks(needs(quiet_matters=1, quiet=1, help_matters=5, help=5))
    assert plain(found) == ["What matters to you is met, by your answers."]


def test_skipped_needs_say_nothing() -> None:
    assert closer_look_blocks(needs(quiet_matters=5, quiet=None)) == []


@pytest.mark.parametrize(
    ("matters", "met", "said"),
    [
        (10, 1, "matters very much, met not at all"),
        (9, 2, "matters very much, met a little"),
        (7, 5, "matters a good deal, met somewhat"),
    ],
)
def test_a_number_without_words_is_said_in_words(matters: int, met: int, said: str) -> None:
    bare = replace(TEN, labels={})
    items = (replace(NEEDS.items[0], scale=bare), replace(NEEDS.items[1], scale=bare))
    asked = replace(NEEDS, items=(*items, *NEEDS.items[2:]))
    found = closer_look_blocks(a_sitting(SUNDAY, {"quiet_matters": matters, "quiet": met}, asked))
    assert screen(found).splitlines()[2] == f"  {said}"


def test_a_need_with_a_dimension_of_its_own_has_its_title() -> None:
    titled = replace(NEEDS, dimensions=(a_named_dimension("quiet", "Quiet hours"),))
    found = closer_look_blocks(a_sitting(SUNDAY, {"quiet_matters": 5, "quiet": 1}, titled))
    assert plain(found)[1].startswith("Quiet hours: is vital, not at all (matters 100, met 0")


def test_a_plane_is_drawn_with_its_words_and_no_name_of_a_kind() -> None:
    found = closer_look_blocks(placed(1, 2, 4, 5))
    assert plain(found) == [
        "Your answers on both",
        "Worry: 13 of 100, between 0 and 100, from two answers",
        "Stepping back: 88 of 100, between 0 and 100, from two answers",
        f"{ARMS} {NOT_VALIDATED}",
        "Where your answers reach",
        "A line for low and high.",
        "A line for low and low.",
    ]
    assert "●" in screen(found)


def test_answers_in_one_quarter_have_one_line() -> None:
    found = plain(closer_look_blocks(placed(5, 5, 1, 1)))
    assert found[-2:] == ["Where your answers lie", "A line for high and low."]


def test_what_is_not_of_our_own_wording_is_not_called_ours() -> None:
    brought = replace(placed(5, 5, 1, 1), instrument=replace(PLANE, licence="theirs"))
    assert Note(ARMS) in closer_look_blocks(brought)


def test_a_plane_without_tips_ends_with_the_arms() -> None:
    bare = replace(PLANE, plane=Plane("worry", "apart"))
    found = closer_look_blocks(replace(placed(5, 5, 1, 1), instrument=bare))
    assert plain(found)[-1] == f"{ARMS} {NOT_VALIDATED}"


def test_one_answer_has_no_interval() -> None:
    one_item = tuple(replace(one, items=one.items[:1]) for one in PLANE.dimensions)
    found = closer_look_blocks(
        replace(placed(5, 5, 1), instrument=replace(PLANE, dimensions=one_item))
    )
    assert "Worry: 100 of 100, from one answer" in plain(found)


def test_too_few_answers_for_a_plane_are_said() -> None:
    assert plain(closer_look_blocks(placed(1, 2, 3))) == [
        "Too few answers to place them on the plane of both."
    ]
    assert closer_look_data(placed(1, 2, 3)) == {}


def test_the_data_of_a_plane_has_the_intervals() -> None:
    found = closer_look_data(placed(5, 5, 1, 1))["plane"]
    assert found == {
        "across": {
            "dimension": "worry",
            "percent_of_range": 100.0,
            "low": 100.0,
            "high": 100.0,
            "n_answered": 2,
        },
        "up": {
            "dimension": "apart",
            "percent_of_range": 0.0,
            "low": 0.0,
            "high": 0.0,
            "n_answered": 2,
        },
        "quarters": [{"across": "high", "up": "low"}],
    }


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((1, 3, 3), "On the whole, more is with you."),
        ((1, 5, 3), "On the whole, it is about even."),
        ((5, 3, 4), "On the whole, more is with the other."),
    ],
)
def test_the_balance_is_said_in_words(values: tuple[int, ...], said: str) -> None:
    assert plain(closer_look_blocks(labor(*values)))[-1] == said


def test_shares_are_counted_and_empty_ones_left_out() -> None:
    assert plain(closer_look_blocks(labor(1, 2, 6))) == [
        "Who does what, as you see it",
        "Only you: 1 of 3",
        "Mostly you: 1 of 3",
        "Neither: 1 of 3",
        "On the whole, more is with you.",
    ]


def test_only_stands_apart_from_mostly_on_either_side() -> None:
    assert plain(closer_look_blocks(labor(1, 4, 5)))[1:4] == [
        "Only you: 1 of 3",
        "Mostly the other: 1 of 3",
        "Only the other: 1 of 3",
    ]


def test_needs_whose_questions_begin_alike_in_part_only_are_named_by_the_whole_question() -> None:
    plural = [replace(one, text=one.text.replace("does", "do")) for one in NEEDS.items[:4]]
    asked = replace(NEEDS, items=(*plural, *NEEDS.items[4:]))
    told = plain(closer_look_blocks(a_sitting(SUNDAY, FOUR, asked)))
    assert told[1].startswith("How much do quiet matter? matters a lot")


def test_what_neither_does_has_no_balance() -> None:
    assert plain(closer_look_blocks(labor(6, 6, None))) == [
        "Who does what, as you see it",
        "Neither: 2 of 2",
    ]


def test_two_views_are_put_beside_each_other_from_each_one_s_side() -> None:
    found = plain(closer_look_blocks(labor(1, 5, 3), beside=labor(2, 4, 3)))
    assert found[-4:] == [
        "Both views beside each other",
        "You both answered three tasks, and say the same of one.",
        "Each of you calls mostly their own, one: who saw to dates.",
        "Each of you thinks the other mostly does, one: who saw to the post.",
    ]


def test_the_data_of_two_views_names_the_tasks() -> None:
    found = closer_look_data(labor(1, 5, 3), beside=labor(2, 4, 3))["labor"]
    assert found == {
        "tasks": {"dates": "me", "post": "you", "plans": "both"},
        "shares": {"me": 1, "both": 1, "you": 1, "neither": 0},
        "n": 3,
        "balance": "even",
        "both": {
            "both_claim": ["dates"],
            "neither_claims": ["post"],
            "agreed": ["plans"],
            "n": 3,
        },
    }


@pytest.mark.parametrize(
    "beside",
    [
        replace(labor(1, 1, 1), instrument=replace(LABOR, id="other")),
        a_sitting(SUNDAY, {"dates": None, "post": None, "plans": None}, LABOR),
    ],
)
def test_a_set_that_cannot_stand_beside_is_left_out(beside: Administration) -> None:
    mine = labor(1, 1, 1)
    assert closer_look_blocks(mine, beside=beside) == closer_look_blocks(mine)
    assert "both" not in closer_look_data(mine, beside=beside)["labor"]


def test_stems_that_begin_differently_are_named_whole() -> None:
    items = (LABOR.items[0], replace(LABOR.items[1], text="Who saw to it?"), LABOR.items[2])
    mine = replace(labor(1, 1, 1), instrument=replace(LABOR, items=items))
    assert plain(closer_look_blocks(mine, beside=labor(1, 1, 5)))[-1] == (
        "Each of you calls mostly their own, two: In the last month, who saw to dates; Who saw to "
        "it."
    )


def test_causes_that_recur_are_counted_over_the_sets() -> None:
    found = closer_look_blocks(
        causes(4, 2, month=2), earlier=[causes(2, 5), causes(3, None, month=1)]
    )
    assert plain(found) == ["What came up", "Work: in 2 of 3 sets of answers"]


def test_one_set_says_so() -> None:
    assert plain(closer_look_blocks(causes(4))) == ["What came up", "Work: in this set of answers"]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"work": 3},
            "Work: in this set of answers. In your journal: three disagreements about it",
        ),
        ({"work": 1}, "Work: in this set of answers. In your journal: one disagreement about it"),
    ],
)
def test_the_journal_stands_beside_the_answer(counts: dict[str, int], said: str) -> None:
    found = plain(closer_look_blocks(causes(4), journal_counts=counts))
    assert found == ["What came up", f"{said} in that month."]


def test_another_window_is_said_in_days() -> None:
    fortnight = replace(CAUSES, cadence=replace(CAUSES.cadence, recall_days=14))
    found = closer_look_blocks(replace(causes(4), instrument=fortnight), journal_counts={"work": 2})
    assert plain(found)[1].endswith("two disagreements about it in those 14 days.")


@pytest.mark.parametrize(
    ("now", "earlier", "said"),
    [
        (1, [], "not in your answers"),
        (1, [causes(5)], "not in this set of answers; in 1 of 2 sets of answers"),
        (None, [], "skipped"),
    ],
)
def test_what_only_the_journal_tells_is_told(
    now: int | None, earlier: list[Administration], said: str
) -> None:
    found = closer_look_blocks(causes(now, 3, month=1), earlier=earlier, journal_counts={"work": 1})
    assert plain(found)[1] == (
        f"Work: {said}. In your journal: one disagreement about it in that month."
    )


def test_where_nothing_came_up_that_is_said() -> None:
    assert plain(closer_look_blocks(causes(1), journal_counts={"work": 0})) == [
        "By your answers, none of these was there much."
    ]


def test_nothing_answered_says_nothing() -> None:
    assert closer_look_blocks(causes(None, None), journal_counts={"work": 2}) == []


def test_the_data_of_causes_has_every_count() -> None:
    found = closer_look_data(causes(4), journal_counts={"work": 2})["causes"]
    assert found[0] == {
        "item": "work",
        "is_there": True,
        "n_sets": 1,
        "n_answered": 1,
        "journal": 2,
    }


def hostile(instrument: Instrument) -> Instrument:
    """Say the same with texts that try to be more than text."""
    return replace(
        instrument,
        items=tuple(
            replace(one, text=HOSTILE, scale=one.scale and relabelled(one.scale))
            for one in instrument.items
        ),
        dimensions=tuple(replace(one, title=HOSTILE) for one in instrument.dimensions),
        plane=instrument.plane
        and replace(
            instrument.plane,
            tips=tuple(replace(one, text=HOSTILE) for one in instrument.plane.tips),
        ),
    )


def relabelled(scale: ResponseScale) -> ResponseScale:
    labels: Mapping[int, str] = dict.fromkeys(scale.labels, HOSTILE)
    return replace(scale, labels=labels)


EVERY: list[Callable[[], list[Block]]] = [
    lambda: closer_look_blocks(a_sitting(SUNDAY, FOUR, hostile(NEEDS))),
    lambda: closer_look_blocks(replace(placed(1, 2, 4, 5), instrument=hostile(PLANE))),
    lambda: closer_look_blocks(
        replace(labor(1, 5, 3), instrument=hostile(LABOR)), beside=labor(2, 4, 3)
    ),
    lambda: closer_look_blocks(
        replace(causes(4), instrument=hostile(CAUSES)), journal_counts={"work": 2}
    ),
]


@pytest.mark.parametrize("make", EVERY)
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen_whatever_the_words(
    make: Callable[[], list[Block]], width: int
) -> None:
    for unicode in (True, False):
        rows = screen(make(), width, unicode=unicode).splitlines()
        assert rows
        assert max(map(display_width, rows)) <= width
        assert not any(char in row for row in rows for char in "\x1b\u202e")


@pytest.mark.parametrize("make", EVERY)
def test_hostile_words_stay_words_in_files_and_lines(make: Callable[[], list[Block]]) -> None:
    page = Page(tuple(make()))
    for said in (page_as_plain(page), page_as_markdown(page)):
        assert "\x1b" not in said
        assert "\u202e" not in said


def test_all_data_is_json() -> None:
    made = [
        closer_look_data(needs(**FOUR)),
        closer_look_data(placed(1, 2, 4, 5)),
        closer_look_data(labor(1, 5, 3), beside=labor(2, 4, 3)),
        closer_look_data(causes(4), earlier=[causes(1)]),
    ]
    assert json.loads(json.dumps(made)) == made
