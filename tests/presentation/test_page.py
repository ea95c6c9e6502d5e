from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.blocks import (
    Beside,
    Block,
    Facts,
    Lead,
    Marked,
    Note,
    Page,
    Paragraph,
    Picture,
    Title,
    Words,
)
from closeness_cli.presentation.charts import Table
from closeness_cli.presentation.grid import Cell, Grid, Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain

PLAIN = Look(width=80, colour=False)
NARROW = Look(width=40, colour=False)
HOSTILE = "[/bold] \x1b[31mred\u202e :heart: `code` <b>|*_# http://x.y www.x.y"


def a_picture(text: str = "●─●", sentence: str = "Two points.") -> Picture:
    return Picture(_AChart(text), sentence)


class _AChart(NamedTuple):
    text: str

    def draw(self, look: Look) -> Grid:
        grid = Grid(look.width, 2)
        grid.text(0, 0, self.text, fg="cyan")
        grid.put(1, 1, Cell("■", fg="#123456", bg="#654321"))
        return grid

    def table(self) -> Table:
        return Table(("what",), ((self.text,),))


EVERYTHING = Page(
    (
        Lead("Feeling close: 7 of 10 on Sunday."),
        Title("In your words"),
        Words("Walked home.", "14 Nov"),
        Words("First line.\nSecond line.", "12 Nov"),
        Words("With a longer source.", "Friday 14 November"),
        Paragraph("An ordinary sentence."),
        Facts((("Tags", "#walk 2"), ("Longer label", "value"))),
        a_picture(),
        Beside((Title("Left"), Note("on the left")), (Title("Right"), Note("on the right"))),
        Note("Quiet."),
    )
)


def shown(*blocks: Block, look: Look = PLAIN) -> str:
    return page_for_terminal(Page(blocks), look)


def without_colours(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


def test_a_page_at_80_columns() -> None:
    assert page_for_terminal(EVERYTHING, PLAIN) == (
        "Feeling close: 7 of 10 on Sunday.\n"
        "\n"
        "In your words\n"
        "  14 Nov  Walked home.\n"
        "  12 Nov  First line.\n"
        "          Second line.\n"
        "\n"
        "  Friday 14 November\n"
        "  With a longer source.\n"
        "\n"
        "An ordinary sentence.\n"
        "\n"
        "  Tags          #walk 2\n"
        "  Longer label  value\n"
        "\n"
        "●─●\n"
        " ■\n"
        "\n"
        "Left                                      Right\n"
        "on the left                               on the right\n"
        "\n"
        "Quiet.\n"
    )


def test_blocks_beside_each_other_are_below_each_other_where_it_is_narrow() -> None:
    assert page_for_terminal(EVERYTHING, NARROW).endswith(
        "Left\non the left\n\nRight\non the right\n\nQuiet.\n"
    )


@pytest.mark.parametrize("counts", [(1, 3), (3, 1)])
def test_the_longer_side_decides_how_high_blocks_beside_are(counts: tuple[int, int]) -> None:
    left, right = (tuple(Words("word", "1 Nov") for _ in range(count)) for count in counts)
    assert len(shown(Beside(left, right)).splitlines()) == 3


def test_colours_are_nothing_but_paint() -> None:
    painted = page_for_terminal(EVERYTHING, Look(width=80))
    assert without_colours(painted) == page_for_terminal(EVERYTHING, PLAIN)
    assert "\x1b[1mFeeling close" in painted
    assert "\x1b[2mQuiet." in painted


def test_colour_is_decided_by_the_look_and_not_by_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[36m" in page_for_terminal(Page((a_picture(),)), Look(width=80))
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" not in page_for_terminal(EVERYTHING, PLAIN)


def test_values_are_below_their_labels_where_there_is_no_room_beside_them() -> None:
    facts = Facts((("How close did you feel to this person?", "7 of 10"), ("Short?", "often")))
    assert shown(facts, look=NARROW) == (
        "  How close did you feel to this person?\n    7 of 10\n  Short?\n    often\n"
    )


def test_a_long_value_goes_on_below_itself() -> None:
    assert shown(Facts((("Tags", "one two three four five six seven"),)), look=NARROW) == (
        "  Tags  one two three four five six\n        seven\n"
    )


def test_words_without_a_source_stand_alone() -> None:
    assert shown(Words("Which moment felt the closest?", "")) == (
        "  Which moment felt the closest?\n"
    )


def test_a_word_that_is_too_long_is_cut_and_no_other() -> None:
    assert shown(Paragraph("a " + "b" * 100 + " c d"), look=NARROW) == (
        f"a\n{'b' * 40}\n{'b' * 40}\n{'b' * 20} c d\n"
    )


def test_blanks_at_the_start_of_a_line_are_kept() -> None:
    assert shown(Words("a\n  b", "1 Nov")) == "  1 Nov   a\n            b\n"


def test_a_wide_screen_keeps_lines_readable() -> None:
    longest = max(
        map(len, shown(Paragraph("word " * 100), look=Look(300, colour=False)).split("\n"))
    )
    assert longest <= 100


def test_ascii_has_no_other_character() -> None:
    page = page_for_terminal(
        Page((Lead("“Größe” · 1…"), Words("naïve ●", "14 Nov"))),
        Look(width=80, colour=False, unicode=False),
    )
    assert page == '"Gr??e" - 1...\n\n  14 Nov  na?ve ?\n'


@given(
    st.lists(st.text(max_size=60), min_size=1, max_size=3),
    st.integers(20, 120),
    st.booleans(),
)
def test_no_line_is_wider_than_the_screen(texts: list[str], width: int, colour: bool) -> None:
    blocks: list[Block] = [Lead(one) for one in texts]
    blocks += [Words(one, one) for one in texts]
    blocks += [Facts(tuple((one, one) for one in texts)), Beside(tuple(blocks), tuple(blocks))]
    page = page_for_terminal(Page(tuple(blocks)), Look(width=width, colour=colour))
    assert all(display_width(row) <= width for row in without_colours(page).split("\n"))


@pytest.mark.parametrize("colour", [True, False])
def test_what_people_write_stays_text_on_a_terminal(colour: bool) -> None:
    page = without_colours(
        shown(Words(HOSTILE, HOSTILE), Lead(HOSTILE), look=Look(200, colour=colour))
    )
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "[/bold] \\x1b[31mred\\u202e :heart: `code` <b>|*_#" in page


def test_a_plain_page_is_one_fact_a_line() -> None:
    assert page_as_plain(EVERYTHING) == (
        "Feeling close: 7 of 10 on Sunday.\n"
        "In your words\n"
        "14 Nov: Walked home.\n"
        "12 Nov: First line. Second line.\n"
        "Friday 14 November: With a longer source.\n"
        "An ordinary sentence.\n"
        "Tags: #walk 2\n"
        "Longer label: value\n"
        "Two points.\n"
        "Left\n"
        "on the left\n"
        "Right\n"
        "on the right\n"
        "Quiet.\n"
    )


def test_a_plain_label_that_asks_needs_no_colon() -> None:
    page = Page((Facts((("How close?", "7 of 10"),)), Words("Alone.", "")))
    assert page_as_plain(page) == "How close? 7 of 10\nAlone.\n"


def test_a_picture_of_several_facts_is_several_plain_lines() -> None:
    assert page_as_plain(Page((a_picture(sentence="One.\nTwo."),))) == "One.\nTwo.\n"


def test_a_plain_page_lets_nothing_act_on_the_terminal() -> None:
    page = page_as_plain(Page((Words(HOSTILE + "\nmore", "now"),)))
    assert page.count("\n") == 1
    assert "\x1b" not in page


def test_a_page_as_markdown() -> None:
    assert page_as_markdown(EVERYTHING) == (
        "# closeness\n"
        "\n"
        "**Feeling close: 7 of 10 on Sunday.**\n"
        "\n"
        "## In your words\n"
        "\n"
        "14 Nov\n"
        "\n"
        "> Walked home.\n"
        "\n"
        "12 Nov\n"
        "\n"
        "> First line.\\\n"
        "> Second line.\n"
        "\n"
        "Friday 14 November\n"
        "\n"
        "> With a longer source.\n"
        "\n"
        "An ordinary sentence.\n"
        "\n"
        "- Tags: \\#walk 2\n"
        "- Longer label: value\n"
        "\n"
        "Two points.\n"
        "\n"
        "```text\n"
        "●─●\n"
        " ■\n"
        "```\n"
        "\n"
        "## Left\n"
        "\n"
        "on the left\n"
        "\n"
        "## Right\n"
        "\n"
        "on the right\n"
        "\n"
        "Quiet.\n"
    )


def test_words_without_a_source_are_a_quotation_alone() -> None:
    assert page_as_markdown(Page((Words("Alone.", ""),))) == "# closeness\n\n> Alone.\n"


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("# head", "\\# head"),
        ("- item", "\\- item"),
        ("-5 degrees", "-5 degrees"),
        ("1. one", "1\\. one"),
        ("123456789) x", "123456789\\) x"),
        ("===", "\\==="),
        ("    code", "code"),
        ("`x` **y** _z_ ~a~", "\\`x\\` \\*\\*y\\*\\* \\_z\\_ \\~a\\~"),
        ("[a](b) ![c](d)", "\\[a\\](b) \\!\\[c\\](d)"),
        ("<script>&amp;", "\\<script\\>\\&amp;"),
        ("http://x.y", "http\\://x.y"),
        ("www.x.y", "www\\.x.y"),
        (":heart: at 21:04", "\\:heart: at 21:04"),
        ("a\\", "a\\\\"),
        ("| a | b |", "\\| a \\| b \\|"),
        ("\x1b[0m", "\\\\x1b\\[0m"),
    ],
)
def test_what_people_write_stays_text_in_markdown(written: str, escaped: str) -> None:
    assert page_as_markdown(Page((Words(written, ""),))) == f"# closeness\n\n> {escaped}\n"


def test_a_blank_line_in_words_stays_one() -> None:
    assert page_as_markdown(Page((Words("a\n\nb", ""),))) == "# closeness\n\n> a\n>\n> b\n"


def test_the_title_of_a_page_begins_its_file_and_stays_text() -> None:
    assert page_as_markdown(Page((), "A *day*")) == "# A \\*day\\*\n"


FOUND = Marked((("we ", False), ("walked", True), (" far ", False), ("[x]", True)), "21:04")


def test_marked_words_are_in_brackets_where_there_is_no_colour() -> None:
    assert shown(FOUND) == "  21:04\n  we [walked] far [[x]]\n"
    assert page_as_plain(Page((FOUND,))) == "21:04: we [walked] far [[x]]\n"
    assert "> we \\[walked\\] far" in page_as_markdown(Page((FOUND,)))


def test_marked_words_are_bold_and_in_colour_where_there_is_some() -> None:
    painted = shown(FOUND, look=Look(80))
    assert "\x1b[1;36mwalked\x1b[0m" in painted
    assert "we walked far [x]" in without_colours(painted)


@given(
    st.lists(st.tuples(st.text(max_size=30), st.booleans()), max_size=6),
    st.integers(20, 60),
    st.booleans(),
)
def test_marked_words_are_the_words(
    pieces: list[tuple[str, bool]], width: int, colour: bool
) -> None:
    look = Look(width, colour=colour)
    page = without_colours(shown(Marked(tuple(pieces), ""), look=look))
    assert all(display_width(row) <= width for row in page.split("\n"))
    bare = "".join(text if colour or not marked else f"[{text}]" for text, marked in pieces)
    as_words = without_colours(shown(Words(bare, ""), look=look))
    assert page.split() == as_words.split()


def test_what_was_marked_stays_text() -> None:
    page = shown(Marked(((HOSTILE, True),), HOSTILE), look=Look(200))
    assert "\u202e" not in page
    assert "\x1b[31m" not in page


def test_a_picture_cannot_end_its_own_fence() -> None:
    assert "\n````text\n``` \n".replace(" \n", "\n") in page_as_markdown(Page((a_picture("```"),)))
