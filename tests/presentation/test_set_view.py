"""A set of answers as it was asked then: whole screens, narrow and plain, and all its data."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import a_dimension, a_scale, an_instrument, an_item, responses
from closeness_cli.core.answering.administration import Amendment, Line
from closeness_cli.core.instruments.instrument import (
    Ideal,
    Plane,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.set_view import ShownSet, scale_rows, set_data, set_page
from stories import SUNDAY, TALK, a_sitting, evening

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration

LINES = (Line("The sea.", 2), Line("[/red] the rent\x1b[2J", None))
GIVEN = a_sitting(
    SUNDAY,
    {"heard": 4, "safety": None, "talks": LINES, "quarrel": "Money,\nagain.", "wish": None},
    replace(TALK, intro="Think of the last four weeks."),
)


def plain(shown: ShownSet) -> list[str]:
    return page_as_plain(set_page(shown)).splitlines()


def with_reason(sitting: Administration, item_id: str, reason: SkipReason) -> Administration:
    changed = replace(sitting.responses[item_id], reason=reason)
    return replace(sitting, responses={**sitting.responses, item_id: changed})


def test_everything_is_there_as_it_was_asked_and_in_the_order_it_was() -> None:
    assert plain(ShownSet(with_reason(GIVEN, "wish", SkipReason.PREFER_NOT_TO_SAY))) == [
        "How we talk",
        "Sunday 7 September 2025, 19:30, UTC",
        "Scores · percent of the range",
        "Feeling safe: no answer",
        "Feeling heard: 75",
        "As it was asked",
        f"five questions · talk 1.0.0 · {GIVEN.id[:10]}",
        "Think of the last four weeks.",
        "1 · I felt heard.",
        *("1: not at all", "2: rarely", "3: sometimes", "4: often (your answer)"),
        "5: very often",
        "2 · I felt safe to say what I felt.",
        *("1: not at all", "2: rarely", "3: sometimes", "4: often", "5: very often"),
        "No answer: skipped.",
        "3 · Which conversations stayed with you?",
        "How deep was it?",
        *("1: not at all", "2 to 4: in between", "5: completely"),
        "The sea. 2 of 5",
        "[/red] the rent\\x1b[2J: not rated",
        "4 · What was it about?",
        "Money, again.",
        "5 · What do you wish for?",
        "No answer: kept to yourself.",
    ]


def test_it_can_be_read_in_40_columns() -> None:
    sitting = a_sitting(SUNDAY, {"heard": 4}, TALK)
    assert page_for_terminal(set_page(ShownSet(sitting)), Look(width=40, colour=False)) == (
        """\
How we talk
Sunday 7 September 2025, 19:30, UTC

Scores · percent of the range
  Feeling safe   no answer
  Feeling heard  75

As it was asked
"""
        f"one question · talk 1.0.0 · {sitting.id[:10]}\n"
        """
Invented for a test.

1 · I felt heard.
  1  not at all
  2  rarely
  3  sometimes
  4  often (your answer)
  5  very often
"""
    )


@pytest.mark.parametrize(
    ("scale", "chosen", "rows"),
    [
        (
            *(a_scale(1, 10), 7),
            [
                *(("1", "not at all"), ("2 to 6", "in between"), ("7", "here")),
                *(("8 to 9", "in between"), ("10", "completely")),
            ],
        ),
        (
            *(a_scale(1, 3), None),
            [("1", "not at all"), ("2", "in between"), ("3", "completely")],
        ),
        (a_scale(0, 1), 1, [("0", "not at all"), ("1", "completely (here)")]),
        (
            *(a_scale(-2, 2, labels={-2: "apart", 0: "even", 2: "closer"}), -1),
            [
                *(("−2", "apart"), ("−1", "here"), ("0", "even"), ("+1", "in between")),
                ("+2", "closer"),
            ],
        ),
        (
            *(ResponseScale(ScaleKind.NOMINAL, 1, 9, {1: "yes", 9: "no"}, only_labelled=True), 9),
            [("1", "yes"), ("9", "no (here)")],
        ),
        (a_scale(1, 2), 7, [("1", "not at all"), ("2", "completely"), ("7", "here")]),
    ],
    ids=["numeric", "unanswered", "labelled", "signed", "gaps", "outside"],
)
def test_the_whole_scale_is_there_with_what_was_chosen(
    scale: ResponseScale, chosen: int | None, rows: list[tuple[str, str]]
) -> None:
    assert list(scale_rows(scale, chosen, "here")) == rows


def test_what_was_not_asked_is_said_to_be_and_has_no_scale() -> None:
    shown = ShownSet(with_reason(GIVEN, "safety", SkipReason.NOT_SHOWN))
    at = plain(shown).index("2 · I felt safe to say what I felt.")
    assert plain(shown)[at + 1 : at + 3] == [
        "Not asked, after the answers before.",
        "3 · Which conversations stayed with you?",
    ]


def test_what_was_not_asked_or_not_answered_yet_tells_no_why() -> None:
    asked = an_instrument(replace(an_item("close"), why="Because."))
    sitting = a_sitting(SUNDAY, {"close": None}, asked)
    left_out = with_reason(sitting, "close", SkipReason.NOT_SHOWN)
    for one in (left_out, replace(sitting, responses={}, completed_at=None)):
        assert "Because." not in plain(ShownSet(one))


def test_a_set_that_is_not_finished_says_so_and_has_no_scores() -> None:
    sitting = replace(a_sitting(SUNDAY, {"heard": 4}, TALK, open_still=True))
    told = plain(ShownSet(replace(sitting, order=("heard", "safety"))))
    assert "Not finished yet. Go on with it:  closeness assess --resume" in told
    assert told[-1] == "Not answered yet."


def test_early_sets_and_guesses_say_what_they_are() -> None:
    told = plain(ShownSet(GIVEN, early=True, guess_of="Sam"))
    assert told[2:4] == [
        "Your guess about Sam: what you thought their answers are.",
        "Soon after the one before: kept, and left out of comparisons.",
    ]
    assert "4: often (your guess)" in told


def test_what_was_corrected_says_what_stood_there_and_when() -> None:
    before = a_sitting(SUNDAY, {"heard": 2}, TALK).responses["heard"]
    at = evening(SUNDAY + timedelta(days=3)).at
    changes = (
        Amendment("heard", before, GIVEN.responses["heard"], at),
        Amendment("safety", None, GIVEN.responses["safety"], at),
    )
    told = plain(ShownSet(GIVEN, changes))
    assert [line for line in told if line.startswith("Was")] == [
        "Was rarely (2 of 5); changed on Wednesday 10 September 2025.",
        "Was without an answer; changed on Wednesday 10 September 2025.",
    ]
    assert set_data(ShownSet(GIVEN, changes))["amendments"][0] == {
        "item": "heard",
        "before": 2,
        "after": 4,
        "at": "2025-09-10T19:30:00+00:00",
    }


def test_help_and_why_stand_with_their_item() -> None:
    item = replace(an_item("close"), help="As you feel it.", why="Because.")
    told = plain(ShownSet(a_sitting(SUNDAY, {"close": None}, an_instrument(item))))
    at = told.index("1 · Stem of close.")
    assert told[at : at + 2] == ["1 · Stem of close.", "As you feel it."]
    assert told[-2:] == ["No answer: skipped.", "Because."]


def test_a_list_without_lines_says_so() -> None:
    told = plain(ShownSet(a_sitting(SUNDAY, {"talks": ()}, replace(TALK, intro=""))))
    assert told[-1] == "No line is there."


def test_scores_say_on_how_much_they_rest_and_where_they_mean_as_wanted() -> None:
    items = [an_item(f"i{at}") for at in range(4)]
    wanted = an_item("room", ideal=Ideal(value=3))
    asked = an_instrument(
        *items,
        wanted,
        dimensions=[
            a_dimension("growth", items=[item.id for item in items], min_fraction=0.5),
            a_dimension("room", items=["room"], op=ScoreOp.IDEAL),
        ],
    )
    given = {"i0": 3, "i1": 5, "i2": 1, "i3": None, "room": 3}
    assert plain(ShownSet(a_sitting(SUNDAY, given, asked)))[2:5] == [
        "Scores · percent of the range",
        "Growth: 50, from 3 of 4 answers",
        "Room, as wanted: 100",
    ]
    few = plain(ShownSet(a_sitting(SUNDAY, {**given, "i0": None, "i1": None}, asked)))
    assert "Growth: too few answers, 1 of 4" in few
    unscored = an_instrument(*items, dimensions=())
    assert "Scores" not in " ".join(plain(ShownSet(a_sitting(SUNDAY, {"i0": 1}, unscored))))


def test_the_closer_look_is_part_of_it() -> None:
    asked = replace(TALK, plane=Plane("safety", "heard"))
    sitting = a_sitting(SUNDAY, {"safety": 4, "heard": 2}, asked)
    assert "Your answers on both" in plain(ShownSet(sitting))
    assert set_data(ShownSet(sitting))["closer_look"]["plane"]["up"]["percent_of_range"] == 25


def test_the_data_holds_all_that_was_asked_and_answered() -> None:
    data = set_data(ShownSet(GIVEN))
    heard, _, talks, quarrel, _ = data.pop("items")
    assert heard == {
        "id": "heard",
        "kind": "scale",
        "text": "I felt heard.",
        "help": "",
        "rating": "",
        "scale": {
            "kind": "ordinal",
            "values": [1, 2, 3, 4, 5],
            "labels": {
                "1": "not at all",
                "2": "rarely",
                "3": "sometimes",
                "4": "often",
                "5": "very often",
            },
        },
        "answer": 4,
        "label": "often",
        "reason": None,
        "position": 1,
        "milliseconds": None,
        "why": "",
    }
    assert (talks["rating"], talks["answer"][0]) == (
        *("How deep was it?", {"text": "The sea.", "value": 2}),
    )
    assert (quarrel["answer"], quarrel["reason"]) == ("Money,\nagain.", None)
    assert data == {
        "administration": GIVEN.id,
        "instrument": "talk",
        "version": "1.0.0",
        "title": "How we talk",
        "intro": "Think of the last four weeks.",
        "at": "2025-09-07T19:30:00+00:00",
        "tz": "UTC",
        "open": False,
        "early": False,
        "guess_of": None,
        "seed": None,
        "amendments": [],
        "scores": [
            {"dimension": "safety", "percent_of_range": None, "n_answered": 0, "n_items": 1},
            {"dimension": "heard", "percent_of_range": 75.0, "n_answered": 1, "n_items": 1},
        ],
        "closer_look": {},
        "published_lines": None,
    }


def test_no_safety_item_is_anywhere_in_it() -> None:
    hurt = replace(an_item("hurt"), safety=True, text="Were you hurt?", why="Never.")
    sitting = replace(
        a_sitting(SUNDAY, {"close": 4}, an_instrument(an_item("close"), hurt)),
        order=("hurt", "close"),
        responses=responses(close=4, hurt=5),  # as no store would give it
    )
    shown = ShownSet(sitting)
    assert "hurt" not in " ".join(plain(shown))
    assert "1 · Stem of close." in plain(shown)
    assert [one["id"] for one in set_data(shown)["items"]] == ["close"]
