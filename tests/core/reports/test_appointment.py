"""What someone brings to an appointment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import stories
from closeness_cli.core.reports.appointment import without_own_words
from closeness_cli.core.reports.overview import Period, build_overview

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Answer


def test_nothing_that_was_written_is_left_and_all_that_was_counted_is() -> None:
    overview = stories.twelve_weeks()
    left = without_own_words(overview)
    assert (left.written.newest, left.written.tags) == ((), ())
    assert (left.written.n, left.written.moods) == (overview.written.n, overview.written.moods)
    assert replace(left, written=overview.written, latest=overview.latest) == overview


def test_answers_in_own_words_are_left_out_and_those_in_numbers_stay() -> None:
    answers: dict[str, Answer | None] = {"safety": 4, "heard": 3, "wish": "A week at the sea."}
    sitting = stories.a_sitting(stories.SUNDAY, answers, stories.TALK)
    overview = build_overview([sitting], stories.written(), period=Period(), today=date(2025, 9, 8))
    assert overview.latest is not None
    left = without_own_words(overview).latest
    assert left is not None
    assert [one.item.id for one in left.answers] == ["safety", "heard"]


def test_where_there_is_nothing_nothing_is_left_out() -> None:
    assert without_own_words(stories.nothing_yet()) == stories.nothing_yet()
