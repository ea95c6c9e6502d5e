"""Filling a template: variables, answers, and what is left out."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from closeness_cli.core.moment import Moment
from closeness_cli.core.template import parse_template
from closeness_cli.core.template_filling import Sheet

NEW_YEAR = Moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), 3600, "Europe/Berlin")
"""Half past midnight in Berlin, on a Friday of the 53rd week of the year before."""


def sheet(text: str, last_on: dict[str, date] | None = None) -> Sheet:
    template = parse_template(text, "own", place="own.md")
    return Sheet(template, NEW_YEAR, last_on or {})


TALK = "# Talk\n\n## You\n\n? Said?\n\n? Felt?\n\n## Next\n\nSlowly.\n\n? What?\n"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("{{date}}", "2027-01-01"),
        ("{{ day }}", "Friday 1 January 2027"),
        ("{{weekday}}", "Friday"),
        ("{{time}}", "00:30"),
        ("{{week}}", "2026-W53"),
        ("{{yesterday}}", "2026-12-31"),
        ("{{days since walk}} {{days since #Walk}}", "3 3"),
        ("\\{{date}} {date}", "{{date}} {date}"),
    ],
)
def test_a_variable_stands_for_the_entry_s_own_moment(variable: str, value: str) -> None:
    assert sheet(variable, {"walk": date(2026, 12, 29)}).answered([]) == value


def test_a_line_that_looks_back_to_nothing_is_left_out() -> None:
    text = "A walk was {{days since walk}} days ago.\n? After {{days since walk}} days?\n? More?"
    assert sheet(text).questions == ("More?",)
    assert sheet(text).answered(["Yes."]) == "More?\nYes."


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ([], ""),
        (["", " \n", ""], ""),
        (["Yes.", "", ""], "# Talk\n\n## You\n\nSaid?\nYes."),
        (["", "Glad.", ""], "# Talk\n\n## You\n\nFelt?\nGlad."),
        (["", "", "Tea."], "# Talk\n\n## Next\n\nSlowly.\n\nWhat?\nTea."),
        (
            ["Yes.", "Glad.", "Tea."],
            "# Talk\n\n## You\n\nSaid?\nYes.\n\nFelt?\nGlad.\n\n## Next\n\nSlowly.\n\nWhat?\nTea.",
        ),
    ],
)
def test_what_is_left_open_is_left_out_with_its_heading(answers: list[str], text: str) -> None:
    assert sheet(TALK).answered(answers) == text


def test_text_and_headings_that_ask_nothing_stay() -> None:
    text = "Hello.\n\n## Facts\n\nRain.\n\n? Open?\n\n## Asked\n\n? What?"
    assert sheet(text).answered(["", "Tea."]) == "Hello.\n\n## Asked\n\nWhat?\nTea."
    assert sheet(f"## Empty\n\n{text}").answered(["", "Tea."]).startswith("## Empty\n\nHello.")


def test_questions_that_stand_close_have_room_between_them_once_answered() -> None:
    assert sheet("? A?\n? B?\n? C?").answered(["1", "", "3"]) == "A?\n1\n\nC?\n3"


@pytest.mark.parametrize(
    "answer",
    ["{{date}}", "? Felt?", "## Next", "# Talk", "\\? x", "two\n\n\nlines", "  - a\n  - b"],
)
def test_an_answer_is_never_read_as_a_template(answer: str) -> None:
    assert sheet(TALK).answered([answer]) == f"# Talk\n\n## You\n\nSaid?\n{answer}"


def test_a_template_that_asks_nothing_is_kept_as_it_was_written() -> None:
    found = sheet("# Plan\n\n- \n- \n")
    assert found.to_write_in() == "# Plan\n\n-\n-\n"
    assert found.written("# Plan\n\n\n- tea\n? x\n") == "# Plan\n\n\n- tea\n? x"


class TestInTheEditor:
    def test_there_is_room_under_each_question(self) -> None:
        assert sheet("## Out\n? A?\n? B?\nEnd.").to_write_in(["1"]) == (
            "## Out\n? A?\n1\n\n? B?\n\n\nEnd.\n"
        )

    def test_what_was_written_under_a_question_is_its_answer(self) -> None:
        found = sheet(TALK)
        text = found.to_write_in().replace("? Felt?\n", "? Felt?\nGlad.\n\nAnd tired.\n")
        assert found.written(text) == "# Talk\n\n## You\n\nFelt?\nGlad.\n\nAnd tired."

    def test_own_words_anywhere_are_kept(self) -> None:
        found = sheet(TALK)
        text = found.to_write_in().replace("## Next\n", "## Next\nTomorrow.\n") + "\n## Mine\nOh.\n"
        assert found.written(text) == ("# Talk\n\n## Next\nTomorrow.\n\nSlowly.\n\n## Mine\nOh.")

    def test_a_question_in_other_words_is_a_person_s_own(self) -> None:
        found = sheet("? A?\n\n? B?")
        assert found.written("? A, really?\nYes.\n\n? B?\n") == "? A, really?\nYes."

    def test_lines_that_were_taken_out_are_not_missed(self) -> None:
        assert sheet(TALK).written("## Next\n\n? What?\nTea.\n") == "## Next\n\nWhat?\nTea."

    def test_nothing_written_is_nothing(self) -> None:
        found = sheet(TALK)
        assert found.written(found.to_write_in()) == ""
        assert found.written("\n\n") == ""

    def test_a_long_text_takes_no_time(self) -> None:
        found = sheet("? A?\n" + "x\n" * 20_000 + "? B?")
        assert found.written("? A?\n" + "y\n" * 100_000).startswith("A?\ny\ny")


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="{"), max_size=8)
LINES = st.builds("{}{}".format, st.sampled_from(["## a", "### b", "? c", "d"]), WORDS)


@given(
    st.lists(st.one_of(LINES, st.just("")), max_size=30).map("\n".join),
    st.lists(st.one_of(st.just(""), st.just("An answer."))),
)
def test_answering_one_by_one_and_in_the_editor_is_the_same(text: str, answers: list[str]) -> None:
    assume(text.strip())
    found = sheet(text)
    assert found.written(found.to_write_in(answers)) == found.answered(answers)
