"""`closeness assess show` and `amend`: answers again as they were asked, and their correction."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import a_dimension, a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import Cutoff, ResponseScale, ScaleKind, ScoreOp

if TYPE_CHECKING:
    from commands import Closeness

MEASURE = replace(
    an_instrument(
        an_item("a"),
        an_item("b"),
        a_text_item("words"),
        dimensions=[a_dimension("sum", items=["a", "b"], op=ScoreOp.SUM)],
        instrument_id="measure",
    ),
    cutoffs=(Cutoff("sum", 5.5, "Somebody 2001"),),
)
WHO = ResponseScale(
    ScaleKind.ALLOCATION,
    *(1, 6),
    dict(
        enumerate(("me", "mostly me", "both of us", "mostly you", "you", "neither of us"), start=1)
    ),
    scores={6: None},
)
TASKS = an_instrument(
    *(an_item(f"task{at}", scale=WHO) for at in range(3)), dimensions=(), instrument_id="tasks"
)


def an_id(closeness: Closeness, *options: str, instrument: str = "week") -> str:
    """Answer, and give the id of the set."""
    found: str = closeness("assess", instrument, *options, "--json").data["administration"]
    return found


class TestShow:
    def test_a_set_stays_as_it_was_asked_when_the_instrument_changes(self, kept: Closeness) -> None:
        then = kept.asking(MEASURE)
        found = an_id(then, "--answer=a=4", "--answer=words=We walked.", instrument="measure")
        reworded = replace(
            MEASURE,
            version="2.0.0",
            title="Another",
            items=(replace(MEASURE.items[0], text="Another stem."), *MEASURE.items[1:]),
        )
        now = kept.asking(reworded).at("2026-11-14T21:04:00+01:00")
        assert now("assess", "show", found).out == (
            f"""\
Invented
Friday 14 November 2025, 21:04, Europe/Berlin

Scores · percent of the range
  Sum  too few answers, 1 of 2

As it was asked
three questions · measure 1.0.0 · {found[:10]}

Invented for a test.

1 · Stem of a.
  1       not at all
  2 to 3  in between
  4       your answer
  5       completely

2 · Stem of b.
  1       not at all
  2 to 4  in between
  5       completely

No answer: skipped.

3 · Stem of words.
  We walked.
"""
        )

    def test_an_instrument_stands_for_its_latest_set(self, kept: Closeness) -> None:
        an_id(kept, "--answer=connection=3", "--at=2025-10-01")
        latest = an_id(kept, "--answer=connection=8", "--at=2025-11-01")
        an_id(kept, "--answer=connection=5", "--at=2025-09-01")
        assert kept("assess", "show", "week", "--json").data["administration"] == latest

    def test_without_an_id_the_latest_sets_are_listed_newest_first(self, kept: Closeness) -> None:
        for day in ("2025-10-01", "2025-11-01", "2025-09-01"):
            an_id(kept, "--answer=connection=3", f"--at={day}")
        listed = kept("assess", "show", "--plain").out.splitlines()
        assert [line.split("\t")[1][:10] for line in listed] == [
            *("2025-11-01", "2025-10-01", "2025-09-01"),
        ]

    def test_where_there_is_none_it_says_how_to_begin(self, closeness: Closeness) -> None:
        assert closeness("assess", "show") == (
            *(0, "", "No answers yet. The four weekly questions:  closeness assess\n"),
        )
        assert not closeness.vault.exists()

    def test_another_persons_sets_are_theirs_alone(self, kept: Closeness) -> None:
        sams = an_id(kept, "--answer=connection=3", "--as=Sam", "--yes")
        assert kept("assess", "show", "--json").data == {"sets": []}
        assert kept("assess", "show", sams) == (
            *(2, "", "That set of answers is another person's.\n  Say whose it is:  --as PERSON\n"),
        )
        assert kept("assess", "show", sams, "--as=Sam").status == 0
        [listed] = kept("assess", "show", "--as=Sam", "--json").data["sets"]
        assert listed["administration"] == sams

    @pytest.mark.parametrize("which", ["01ZZZZ", "wek", "week", "%", "\x1b[2J"])
    def test_what_is_no_set_is_one_sentence_and_not_repeated(
        self, which: str, closeness: Closeness
    ) -> None:
        assert closeness("assess", "show", which) == (
            *(2, "", "No set of answers has that id.\n  closeness assess show\n"),
        )

    @pytest.mark.parametrize("option", [["--beside=01"], ["--published-lines"]])
    def test_a_list_takes_none_of_the_options_of_a_set(
        self, option: list[str], closeness: Closeness
    ) -> None:
        assert closeness("assess", "show", *option).err.splitlines()[0] == (
            "Say which set of answers."
        )

    def test_published_lines_come_on_request_only(self, kept: Closeness) -> None:
        asked = kept.asking(MEASURE)
        for day, value in (("2025-09-01", 2), ("2025-11-01", 4)):
            an_id(asked, f"--answer=a={value}", "--answer=b=3", f"--at={day}", instrument="measure")
        assert "published line" not in asked("assess", "show", "measure").out
        shown = asked("assess", "show", "measure", "--published-lines", "--plain").out
        lines = shown.splitlines()
        side, what_it_is = lines[lines.index("Published lines") + 1 :][:2]
        assert side == (
            "Sum: lies at or above the published line at 5.5 (Somebody 2001). It crossed a "
            "published line since Monday 1 September 2025."
        )
        assert what_it_is == (
            "A published line is not about you alone; it describes a group of people who took "
            "part in a study."
        )
        data = asked("assess", "show", "measure", "--published-lines", "--json").data
        assert data["published_lines"][0]["crossed"] is True

    def test_two_people_beside_each_other(self, kept: Closeness) -> None:
        asked = kept.asking(TASKS, MEASURE)
        mine = an_id(asked, *(f"--answer=task{at}=1" for at in range(3)), instrument="tasks")
        sams = an_id(
            asked,
            *(f"--answer=task{at}={value}" for at, value in enumerate((1, 5, 3))),
            *("--as=Sam", "--yes"),
            instrument="tasks",
        )
        shown = asked("assess", "show", mine, "--beside", sams, "--json").data
        assert shown["closer_look"]["labor"]["both"]["both_claim"] == ["task0"]
        alone = asked("assess", "show", mine, "--json").data
        assert "both" not in alone["closer_look"]["labor"]

    def test_what_cannot_stand_beside_each_other_is_refused(self, kept: Closeness) -> None:
        asked = kept.asking(TASKS, MEASURE)
        mine = an_id(asked, "--answer=task0=1", instrument="tasks")
        other = an_id(asked, "--answer=a=1", instrument="measure")
        sams = an_id(asked, "--answer=a=1", "--as=Sam", "--yes", instrument="measure")
        for one, beside in ((mine, mine), (mine, other), (mine, sams), (other, sams)):
            done = asked("assess", "show", one, "--beside", beside)
            assert (done.status, done.err.splitlines()[0]) == (
                *(2, "Those two cannot stand beside each other."),
            )

    def test_a_paused_set_can_be_seen_too(self, kept: Closeness) -> None:
        paused = kept("assess", "--mode=lines", "--json", given="7\n").out
        found = json.loads(paused)["data"]["administration"]
        shown = kept("assess", "show", found)
        assert "Not finished yet." in shown.out
        assert "Scores" not in shown.out


class TestAmend:
    @pytest.fixture
    def answered(self, kept: Closeness) -> str:
        return an_id(kept, "--answer=connection=4", "--answer=heard=2")

    def test_it_says_what_was_and_what_is_and_keeps_both(
        self, answered: str, kept: Closeness
    ) -> None:
        later = kept.at("2025-11-16T09:00:00+01:00")
        assert later("assess", "amend", answered, "--answer", "connection=7") == (
            0,
            """\
In the last week, how close did you feel to this person?
  was  4 of 10
  now  7 of 10

Both are kept.
""",
            "",
        )
        shown = kept("assess", "show", answered, "--json").data
        assert shown["items"][0]["answer"] == 7
        assert [(one["before"], one["after"]) for one in shown["amendments"]] == [(4, 7)]
        assert "Was 4 of 10; changed on Sunday 16 November 2025." in (
            kept("assess", "show", answered).out
        )
        [point] = kept("report", "--json").data["series"]["points"]
        assert (point["on"], point["value"]) == ("2025-11-14", 7)

    def test_the_place_and_the_label_of_an_answer_stay_right(
        self, answered: str, kept: Closeness
    ) -> None:
        kept("assess", "amend", answered, "--answer=heard=5", "--answer=appreciation=1")
        items = kept("assess", "show", answered, "--json").data["items"]
        assert [(one["label"], one["position"]) for one in items[1:3]] == [
            ("very often", 2),
            ("not at all", 3),
        ]

    @pytest.mark.parametrize("value", ["", "skipped"])
    def test_an_answer_can_be_taken_back(self, value: str, answered: str, kept: Closeness) -> None:
        data = kept("assess", "amend", answered, f"--answer=connection={value}", "--json").data
        assert data["changed"] == [
            {"item": "connection", "before": 4, "after": None, "reason": "skipped"}
        ]

    def test_the_same_answer_changes_nothing(self, answered: str, kept: Closeness) -> None:
        done = kept("assess", "amend", answered, "--answer", "connection=4")
        assert (done.status, done.err) == (
            *(0, "Nothing was changed; your answer is as it was.\n"),
        )
        assert kept("assess", "show", answered, "--json").data["amendments"] == []

    def test_all_or_none_are_taken(self, answered: str, kept: Closeness) -> None:
        done = kept("assess", "amend", answered, "--answer=connection=7", "--answer=heard=9")
        assert (done.status, done.err) == (
            2,
            (
                "Some answers cannot be taken, so nothing was changed.\n"
                "  heard: it takes a whole number from 1 to 5\n"
                "  The items are connection, heard, appreciation, room.\n"
            ),
        )
        assert kept("assess", "show", answered, "--json").data["items"][0]["answer"] == 4

    def test_a_set_that_is_not_finished_is_gone_on_with_instead(self, kept: Closeness) -> None:
        paused = kept("assess", "--mode=lines", "--json", given="7\n").out
        found = json.loads(paused)["data"]["administration"]
        assert kept("assess", "amend", found, "--answer=connection=3") == (
            2,
            "",
            (
                "This set of answers is not finished yet, so nothing was changed.\n"
                "  Go on with it:  closeness assess --resume\n"
            ),
        )

    def test_what_the_answers_left_out_cannot_be_answered(self, kept: Closeness) -> None:
        why = replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2))
        asked = kept.asking(an_instrument(an_item("close"), why, instrument_id="asked"))
        found = an_id(asked, "--answer=close=5", instrument="asked")
        assert asked("assess", "amend", found, "--answer=why=3").status == 2
        assert asked("assess", "amend", found, "--answer=close=1").status == 0
        assert asked("assess", "amend", found, "--answer=why=3").status == 0

    def test_another_persons_answers_are_not_corrected(self, kept: Closeness) -> None:
        sams = an_id(kept, "--answer=connection=3", "--as=Sam", "--yes")
        assert kept("assess", "amend", sams, "--answer=connection=7").status == 2
        assert kept("assess", "amend", sams, "--answer=connection=7", "--as=Sam").status == 0

    def test_without_a_terminal_it_names_the_option(self, answered: str, kept: Closeness) -> None:
        assert kept("assess", "amend", answered) == (
            3,
            "",
            "There is no terminal to ask at.\n  Bring the new answer: --answer id=5\n",
        )
