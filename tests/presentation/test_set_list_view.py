"""The list of sets of answers, and what is said after a correction."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from builders import id_number
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.set_list_view import (
    ListedSet,
    amended_view,
    sets_page,
    sets_view,
)
from closeness_cli.services.sets import Amended
from stories import SUNDAY, TALK, a_sitting

WEEK = a_sitting(SUNDAY, {"connection": 7})
GUESS = replace(
    a_sitting(SUNDAY + timedelta(days=1), {"heard": 4}, TALK), guess_of="SAM", id="01" + "Z" * 24
)
SETS = [ListedSet(GUESS, guess_of="Sam\x1b[2J"), ListedSet(WEEK, early=True)]


def test_each_set_is_a_day_a_title_its_marks_and_the_beginning_of_its_id() -> None:
    assert page_as_plain(sets_page(SETS)).splitlines() == [
        "Monday 8 September 2025: How we talk · guess about Sam\\x1b[2J · 01ZZZZZZZZ",
        f"Sunday 7 September 2025: Weekly questions · soon after the one before · {WEEK.id[:10]}",
        "One of them:  closeness assess show ID",
    ]


def test_ids_are_as_long_as_it_takes_to_tell_them_apart() -> None:
    other = replace(WEEK, id=WEEK.id[:-1] + ("0" if WEEK.id[-1] != "0" else "1"))
    told = page_as_plain(sets_page([ListedSet(WEEK), ListedSet(other)]))
    assert WEEK.id in told
    assert other.id in told


def test_the_table_has_a_line_for_each() -> None:
    table = sets_view(SETS).table
    assert table is not None
    assert table().splitlines() == [
        f"{GUESS.id}\t2025-09-08T19:30:00+00:00\ttalk\t1.0.0\t\tSam\\x1b[2J",
        f"{WEEK.id}\t2025-09-07T19:30:00+00:00\tweek\t1.0.0\tearly\t",
    ]


def test_where_there_are_none_the_first_step_is_named() -> None:
    view = sets_view([])
    assert (view.page, view.data()) == (None, {"sets": []})
    assert view.empty == "No answers yet. The four weekly questions:  closeness assess"


def test_a_correction_says_what_was_and_what_is() -> None:
    before = a_sitting(SUNDAY, {"safety": 2, "quarrel": "Money."}, TALK)
    after = a_sitting(SUNDAY, {"safety": None, "quarrel": "Time."}, TALK)
    changed = tuple((before.responses[one], after.responses[one]) for one in ("safety", "quarrel"))
    view = amended_view(Amended(after, changed))
    assert view.page is not None
    assert page_as_plain(view.page()).splitlines() == [
        "I felt safe to say what I felt.",
        "was: rarely (2 of 5)",
        "now: skipped",
        "What was it about?",
        "was: “Money.”",
        "now: “Time.”",
        "What stands in your journal stays as it is.",
        "Both are kept.",
    ]
    assert view.data() == {
        "administration": id_number(SUNDAY.toordinal()),
        "changed": [
            {"item": "safety", "before": 2, "after": None, "reason": "skipped"},
            {"item": "quarrel", "before": "Money.", "after": "Time.", "reason": None},
        ],
    }


def test_an_answer_where_there_was_none_is_told_too() -> None:
    after = a_sitting(SUNDAY, {"safety": 2}, TALK)
    view = amended_view(Amended(after, ((None, after.responses["safety"]),)))
    assert view.page is not None
    assert "was: no answer" in page_as_plain(view.page())


def test_where_earlier_ones_are_left_out_the_way_to_all_is_named() -> None:
    told = page_as_plain(sets_page(SETS, has_more=True))
    assert "These are the latest 2. All of them:  closeness assess show --all\n" in told
    assert "All of them" not in page_as_plain(sets_page(SETS))
