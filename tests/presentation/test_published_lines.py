"""Published lines: on which side answers lie, whether they crossed, and what always follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from builders import a_dimension, an_instrument, an_item
from closeness_cli.core.instruments.instrument import Cutoff, ScoreOp
from closeness_cli.presentation.blocks import Page
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.published_lines import ABOUT_A_GROUP, PublishedLines
from stories import SUNDAY, WEEK, a_sitting

ITEMS = [an_item("a"), an_item("b")]
MEASURE = replace(
    an_instrument(*ITEMS, dimensions=[a_dimension("sum", items=["a", "b"], op=ScoreOp.SUM)]),
    cutoffs=(Cutoff("sum", 5.5, "Funk & Rogge 2007"),),
)
LINE = "the published line at 5.5 (Funk & Rogge 2007)"


def told(a: int | None, b: int | None, before: tuple[int, int] | None = None) -> list[str]:
    earlier = None
    if before is not None:
        earlier = a_sitting(SUNDAY, {"a": before[0], "b": before[1]}, MEASURE)
    now = a_sitting(SUNDAY + timedelta(weeks=5), {"a": a, "b": b}, MEASURE)
    return page_as_plain(Page(tuple(PublishedLines(now, earlier).blocks()))).splitlines()


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (2, 3, f"Sum: lies below {LINE}."),
        (3, 3, f"Sum: lies at or above {LINE}."),
        (3, None, f"Sum: undetermined: your missing answers could lie on either side of {LINE}."),
        (None, None, f"Sum: too few answers to place beside {LINE}."),
    ],
)
def test_it_says_on_which_side_and_what_a_line_is(a: int | None, b: int | None, said: str) -> None:
    assert told(a, b) == ["Published lines", said, ABOUT_A_GROUP]


@pytest.mark.parametrize(("before", "crosses"), [((2, 3), True), ((3, 3), False), (None, False)])
def test_crossing_a_line_is_said_and_not_judged(
    before: tuple[int, int] | None, crosses: bool
) -> None:
    said = f"Sum: lies at or above {LINE}."
    if crosses:
        said += " It crossed a published line since Sunday 7 September 2025."
    assert told(4, 4, before)[1] == said


def test_where_no_line_was_published_that_is_said() -> None:
    lines = PublishedLines(a_sitting(SUNDAY, {"connection": 7}, WEEK))
    assert page_as_plain(Page(tuple(lines.blocks()))).splitlines() == [
        "Published lines",
        "No published line is known for these questions.",
        ABOUT_A_GROUP,
    ]
    assert lines.data() == []


def test_the_data_names_the_side_and_the_source() -> None:
    now = a_sitting(SUNDAY, {"a": 4, "b": 4}, MEASURE)
    assert PublishedLines(now).data() == [
        {
            "dimension": "sum",
            "line": 5.5,
            "source": "Funk & Rogge 2007",
            "side": "above",
            "crossed": False,
        }
    ]
