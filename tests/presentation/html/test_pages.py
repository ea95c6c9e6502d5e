"""Pages as HTML: what people wrote stays text, and the file needs nothing but itself."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.presentation.blocks import (
    Beside,
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
from closeness_cli.presentation.charts import LineChart, Table, ThenNow, ThenNowBars
from closeness_cli.presentation.grid import Grid, Look
from closeness_cli.presentation.html.pages import page_as_html, pages_as_html
from closeness_cli.presentation.safe import safe
from pages import Element, parsed

HOSTILE = (
    "</blockquote></style></svg><script>alert(1)</script><img src=x onerror=alert(1)>"
    '"\' onload="alert(2) {{ 7 * 7 }} {% raw %} &amp; ]]> <!-- \x1b[31m \u202e \x00'
)

POINTS = [(date(2025, 9, 7), 4.0), (date(2025, 9, 14), 6.0)]


def picture(sentence: str = "Two answers.", label: str = "Room") -> list[Picture]:
    bars = ThenNowBars([ThenNow(label, 60.0, 40.0)])
    return [Picture(LineChart(POINTS, low=1, high=10), sentence), Picture(bars, sentence)]


def everything(text: str) -> Page:
    blocks = (
        *(Title(text), Lead(text), Paragraph(text), Note(text), Facts(((text, text),))),
        *(Words(text, text), Marked(((text, True), (text, False)), text)),
        Beside((Note(text),), tuple(picture(text, label=text))),
    )
    return Page(blocks, text)


def read(*blocks: object) -> Element:
    return parsed(page_as_html(Page(blocks, "Title")))  # type: ignore[arg-type]  # blocks of any kind


class TestHostileText:
    def test_it_makes_no_element_and_no_attribute(self) -> None:
        harmless = parsed(page_as_html(everything("harmless")))
        hostile = parsed(page_as_html(everything(HOSTILE)))

        def shape(page: Element) -> set[tuple[str, frozenset[str]]]:
            return {(one.tag, frozenset(one.attributes)) for one in page.all()}

        assert shape(hostile) == shape(harmless)

    def test_it_stands_there_as_it_was_written(self) -> None:
        page = parsed(page_as_html(everything(HOSTILE)))
        shown = safe(HOSTILE, multiline=True)
        assert page.one("title").text == shown
        for tag in ("h1", "h2", "dt", "dd", "mark"):
            assert page.one(tag).text == shown
        assert {one.attributes["aria-label"] for one in page.all("svg")} == {shown}

    @given(st.text())
    def test_any_words_come_back_as_they_were_or_made_safe(self, text: str) -> None:
        assert read(Words(text, "")).one("blockquote").text == safe(text, multiline=True)


class TestFile:
    def test_it_names_no_other_place(self) -> None:
        html = page_as_html(everything("words"))
        page = parsed(html)
        assert "http:" not in html
        assert "https:" not in html
        assert "url(" not in html
        assert "@import" not in html
        for one in page.all():
            assert {"src", "href", "style", "srcset", "action"}.isdisjoint(one.attributes), one.tag
        assert {"script", "link", "img", "iframe"}.isdisjoint(one.tag for one in page.all())

    def test_its_policy_lets_in_its_own_style_and_nothing_else(self) -> None:
        page = read(Lead("Hello."))
        digest = b64encode(sha256(page.one("style").text.encode()).digest()).decode()
        [policy] = [
            one.attributes["content"]
            for one in page.all("meta")
            if one.attributes.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )

    def test_headings_go_down_by_one(self) -> None:
        alone = parsed(page_as_html(everything("words")))
        among = parsed(pages_as_html("Notes", [everything("one"), everything("two")]))
        for page, levels in ((alone, "12"), (among, "12323")):
            found = [one.tag for one in page.all() if re.fullmatch("h[1-6]", one.tag)]
            assert "".join(tag[1] for tag in found) == levels

    def test_each_class_of_the_page_has_a_rule_in_its_style(self) -> None:
        page = parsed(page_as_html(everything("words")))
        style = page.one("style").text
        used = {name for one in page.all() for name in (one.attributes.get("class") or "").split()}
        plain = {"text", "start", "paragraph"}  # as everything around them
        assert [one for one in sorted(used - plain) if f".{one}" not in style] == []

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_what_is_written_can_be_read_on_what_is_behind_it(self, place: int) -> None:
        style = read(Lead("Hello.")).one("style").text
        light, *others = [
            dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block))
            for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
        ]
        colours = light | ([{}, *others][place])
        for ink in ("text", "faint", "accent", "point"):
            for behind in ("paper", "band", "panel"):
                assert contrast(colours[ink], colours[behind]) >= 4.5, (ink, behind)


def contrast(one: str, other: str) -> float:
    """Say how far apart two colours are (WCAG 2, relative luminance)."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class TestBlocks:
    def test_a_command_behind_a_sentence_is_set_apart(self) -> None:
        page = read(Note("More:  closeness assess"), Lead("The closeness of it."))
        assert page.one("code").text == "closeness assess"
        assert [one.text for one in page.all("p")][:2] == [
            "More: closeness assess",
            "The closeness of it.",
        ]

    def test_facts_are_labels_and_values(self) -> None:
        page = read(Facts((("Tags", "#walk 2"), ("", "Alone."))))
        assert [one.text for one in page.all("dt")] == ["Tags"]
        assert [one.text for one in page.all("dd")] == ["#walk 2", "Alone."]

    def test_words_keep_their_lines_and_may_run_from_the_right(self) -> None:
        quote = read(Words("one\n  two", "14 Nov")).one("blockquote")
        assert quote.text == "one\n  two"
        assert quote.attributes["dir"] == "auto"

    @pytest.mark.parametrize("at", [0, 1])
    def test_a_chart_is_drawn_twice_and_told_once_in_words_and_as_a_table(self, at: int) -> None:
        block = picture("First fact.\nSecond fact.")[at]
        figure = read(block).one("figure")
        assert [one.attributes["class"] for one in figure.all("svg")] == ["wide", "narrow"]
        for one in figure.all("svg"):
            assert one.attributes["role"] == "img"
            assert one.attributes["aria-label"] == "First fact. Second fact."
        assert [one.text for one in figure.one("details").all("p")] == [
            "First fact.",
            "Second fact.",
        ]
        told = block.chart.table()
        assert [one.text for one in figure.one("thead").all("th")] == list(filter(None, told.heads))
        cells = [
            [one.text for one in row.all() if one.tag in {"th", "td"}]
            for row in figure.one("tbody").all("tr")
        ]
        assert cells == [list(row) for row in told.rows]


class Letters(NamedTuple):
    """A chart that has no drawing."""

    def draw(self, look: Look) -> Grid:
        grid = Grid(look.width, 2)
        grid.text(0, 0, "<o>", fg="dim", bold=True)
        grid.text(1, 1, "x" * look.width)
        return grid

    def table(self) -> Table:
        return Table((), ())


def test_a_chart_without_a_drawing_is_shown_as_on_a_terminal() -> None:
    figure = read(Picture(Letters(), "A sign.")).one("figure")
    wide, narrow = figure.all("pre")
    assert [one.attributes["aria-label"] for one in (wide, narrow)] == ["A sign.", "A sign."]
    rows = narrow.text.strip("\n").split("\n")
    assert rows[0] == "<o>"
    assert len(rows[1]) == 40
    assert next(wide.all("span")).attributes["class"] == "ink-faint bold"
    assert list(figure.all("table")) == []


class TestSeveralPages:
    PAGES = (Page((), "To fill in"), Page((Lead("A."),), "Found"), Page((Note("B."),), "Last"))

    def test_each_has_its_title_and_what_is_below_the_first_one(self) -> None:
        page = parsed(pages_as_html("Notes", self.PAGES, below=["Since May."]))
        assert page.one("title").text == page.one("h1").text == "Notes"
        assert [one.text for one in page.one("header").all("p")] == ["Since May."]
        assert [one.text for one in page.all("h2")] == ["To fill in", "Found", "Last"]

    def test_one_without_blocks_is_room_to_write_in_and_the_last_has_its_own_sheet(self) -> None:
        page = parsed(pages_as_html("Notes", self.PAGES))
        first, _, last = page.all("section")
        lines = [one for one in first.all("div") if one.attributes["class"] == "to-write-on"]
        assert len(lines) == 4
        assert [one.attributes.get("class") for one in page.all("section")] == [None, None, "sheet"]
        assert last.one("p").text == "B."
