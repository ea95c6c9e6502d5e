"""Templates: what is read from plain Markdown, and every fault with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.template import MOST_FAULTS, MOST_QUESTIONS, Part, Template, parse_template
from closeness_cli.errors import BadInputError

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "templates").glob("*.md"))


def parsed(text: str) -> Template:
    return parse_template(text, "own", place="own.md")


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(BadInputError) as error:
        parsed(text)
    return error.value.faults


def test_named_lines_and_the_text_after_them_are_read() -> None:
    found = parsed(
        "---\nabout: A walk\nkind: conversation\n\ntags: walk, #Talk walk\n---\n"
        "## Out\n\n? Where to?\nHome.\n"
    )
    assert (found.about, found.kind, found.tags) == (
        "A walk",
        EntryKind.CONVERSATION,
        ("walk", "Talk"),
    )
    assert [(one.part, one.text, one.level) for one in found.lines] == [
        (Part.HEADING, "## Out", 2),
        (Part.TEXT, "", 0),
        (Part.QUESTION, "Where to?", 0),
        (Part.TEXT, "Home.", 0),
    ]


def test_without_named_lines_all_of_it_is_text() -> None:
    found = parsed("Dear you: this\n? And you?")
    assert (found.kind, found.tags, found.questions) == (EntryKind.NOTE, (), ("And you?",))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_mark_at_the_beginning_do_not_matter(end: str) -> None:
    text = "---\nkind: solo\n---\n? Where?\n"
    assert parsed("\ufeff" + text.replace("\n", end)) == parsed(text)


@pytest.mark.parametrize(
    ("line", "part", "text"),
    [
        ("?Where", Part.TEXT, "?Where"),
        ("\\? not asked", Part.TEXT, "? not asked"),
        ("?   Where to?  ", Part.QUESTION, "Where to?"),
        ("####### seven", Part.TEXT, "####### seven"),
        ("#walk", Part.TEXT, "#walk"),
        ("a\u2028b\x0bc", Part.TEXT, "a\u2028b\x0bc"),
    ],
)
def test_a_line_is_what_it_begins_with(line: str, part: Part, text: str) -> None:
    [read] = parsed(line).lines
    assert (read.part, read.text) == (part, text)


def test_the_tags_that_are_looked_back_to_are_named_once() -> None:
    text = "{{days since walk}} {{ days  since #Walk }} {{date}}\n? Home, {{days since home}}?"
    assert parsed(text).looks_back_to == ("walk", "home")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("---\nknd: note\n---\nx", "own.md:2: 'knd' is not known (did you mean 'kind'?)"),
        ("---\nzzz: note\n---\nx", "own.md:2: 'zzz' is not known; known are about, kind, tags"),
        ("---\nkind: note\nkind: note\n---\nx", "own.md:3: kind is given twice"),
        ("---\nkind note\n---\nx", "own.md:2: a named line is written as name: value"),
        ("---\ntags: 1st\n---\nx", "own.md:2: a tag is one word that begins with a letter"),
        (f"---\nabout: {'x' * 101}\n---\nx", "own.md:2: about takes up to 100 characters"),
        ("---\nkind: note\n", "own.md:1: the line --- that ends the named lines is missing"),
        ("x\n?\n", "own.md:2: a question needs its words after the ?"),
        ("\n\n", "own.md:2: there is no text and no question in it"),
        ("", "own.md:1: there is no text and no question in it"),
        ("x\0", "own.md:1: there is a NUL character in it, which no text has"),
        ("{{dat}}", "own.md:1: the variable 'dat' is not known (did you mean 'date'?)"),
        ("{{date}", "own.md:1: a {{ has no }} after it; \\{{ means the braces themselves"),
        (
            "? x {{days since 1}}",
            (
                "own.md:1: the variable 'days since 1' is not known; known are date, day, "
                "weekday, time, week, yesterday and days since TAG"
            ),
        ),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(text: str, fault: str) -> None:
    assert faults_of(text) == (fault,)


def test_a_kind_that_is_none_names_them_all() -> None:
    [fault] = faults_of("---\nkind: fight\n---\nx")
    assert fault == f"own.md:2: a kind is one of {', '.join(EntryKind)}"


def test_all_faults_are_told_at_once_up_to_a_few() -> None:
    assert len(faults_of("---\nknd: x\nkind: y\n---\n{{z}}\n?\n")) == 4
    many = faults_of("?\n" * (MOST_FAULTS + 5))
    assert (len(many), many[-1]) == (MOST_FAULTS + 1, "own.md: 5 more")


def test_too_many_questions_are_refused_once() -> None:
    assert parsed("? a\n" * MOST_QUESTIONS).questions == ("a",) * MOST_QUESTIONS
    assert faults_of("? a\n" * (MOST_QUESTIONS + 9)) == (
        "own.md:51: there are more than 50 questions",
    )


@given(st.text())
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    faults: tuple[str, ...] = ()
    try:
        found = parsed(text)
    except BadInputError as error:
        faults = error.faults
    else:
        assert any(line.text for line in found.lines)
        return
    assert faults
    assert all(one.startswith("own.md:") for one in faults)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_is_whole(path: Path) -> None:
    found = parse_template(path.read_text("utf-8"), path.stem, place=path.name)
    assert found.about
    assert found.tags
    assert 2 <= len(found.questions) <= 6


def test_three_templates_ship() -> None:
    assert [path.stem for path in SHIPPED] == ["evening", "hard-talk", "week"]
