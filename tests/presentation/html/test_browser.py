"""The page in a real Chromium: it loads nothing, fits a phone, can be read by everyone, prints.

Without Chromium these are skipped by name.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import stories
from closeness_cli.core.reports.appointment import Appointment
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.survival import Wait, kaplan_meier
from closeness_cli.presentation.blocks import (
    Block,
    Facts,
    Lead,
    Marked,
    Note,
    Page,
    Picture,
    Title,
    Words,
)
from closeness_cli.presentation.charts import (
    Axis,
    LineChart,
    MoodCalendar,
    Need,
    NeedsChart,
    PlaneChart,
    ThenNow,
    ThenNowBars,
)
from closeness_cli.presentation.charts.answers import ItemStrip, ItemStrips
from closeness_cli.presentation.charts.circles import CirclesThenNow, Overlap
from closeness_cli.presentation.charts.each_apart import Apart, EachApart
from closeness_cli.presentation.charts.line import Band
from closeness_cli.presentation.charts.steps import StepCurve
from closeness_cli.presentation.charts.strips import Strip, WeekStrips
from closeness_cli.presentation.charts.usual import InRange, UsualTracks
from closeness_cli.presentation.charts.weekday_strip import Weekday, WeekdayStrip
from closeness_cli.presentation.html.pages import page_as_html, pages_as_html
from closeness_cli.presentation.report.appointment_view import appointment_pages
from closeness_cli.presentation.report.overview_view import overview_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

CHROMIUM = shutil.which("chromium")

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
"""What keeps the browser itself from calling home."""

HOSTILE = (
    "<script>document.title = 'run'</script><img src=http://localhost:1/x onerror=alert(1)>"
    "</blockquote></style><style>body{background:url(http://localhost:1/y)}</style>"
    f"{'long' * 60} مرحبا {stories.HOSTILE}"
)

MONDAY = date(2025, 9, 1)


def all_kinds(text: str) -> Page:
    """Make a page of every block and every chart."""
    began = datetime(2025, 9, 1, tzinfo=UTC)
    days = [(MONDAY + timedelta(days=at), float(at * 7 % 11)) for at in range(42)]
    waits = [
        Wait(began, began + timedelta(hours=hours), is_repaired=hours != 24)
        for hours in (1, 4, 24, 31, 60)
    ]
    charts = (
        LineChart(
            *(days, 0, 10, 9, [days[20][0]], days[:3]),
            *(Band(3, 7, days[9][0]), days[::9], (days[9][0], days[18][0])),
        ),
        ThenNowBars([ThenNow(text, 61.0, 40.0, is_clear=False), ThenNow("Room", None)]),
        UsualTracks([InRange(text, 1, 10, (4, 7), 9, "now 9")]),
        ItemStrips([ItemStrip(text, 1, 5, [(MONDAY, 3), (days[-1][0], 4)]) for _ in range(9)]),
        EachApart([Apart(text, 61.0, 40.0)], ("you", text)),
        WeekdayStrip([Weekday(day, day / 9 - 0.3, 12, is_clear=day > 3) for day in range(7)]),
        MoodCalendar({day: value % 5 - 2 for day, value in days}, MONDAY, days[-1][0]),
        NeedsChart([Need(text, text, 80.0, 20.0)]),
        PlaneChart(Axis("Warmth", 80, 60, 100), Axis("Say", 20, 0, 40)),
        StepCurve(kaplan_meier(waits)),
        WeekStrips([Strip("Minutes", (30.0, None, 60.0), 60.0)], MONDAY),
        CirclesThenNow((Overlap("1 June", 3), Overlap("1 August", 6)), ("you", text)),
    )
    blocks: list[Block] = [
        *(Lead(text), Title(text), Facts(((text, text), ("Plain", "words"))), Note(text)),
        *(Words(text, text), Marked(((text, True), (" and ", False)), text)),
        *(Picture(chart, text) for chart in charts),
    ]
    return Page(tuple(blocks), text)


def for_therapist() -> str:
    chosen = Appointment(Period())
    pages = appointment_pages(chosen, [overview_page(stories.half_a_year())])
    return pages_as_html("Notes", pages, below=["Everything there is."])


FILES = {
    "an empty one": lambda: page_as_html(overview_page(stories.nothing_yet())),
    "a quarter": lambda: page_as_html(overview_page(stories.twelve_weeks())),
    "all kinds": lambda: page_as_html(all_kinds("Words of someone.")),
    "hostile": lambda: page_as_html(all_kinds(HOSTILE)),
    "therapist": for_therapist,
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def heard() -> list[str]:
    """What the browser complained of, asked the network for, or wanted to show."""
    return []


@pytest.fixture
def tab(browser: Browser, heard: list[str]) -> Iterator[Tab]:
    opened = browser.new_page(viewport={"width": 360, "height": 800})
    opened.on("console", lambda message: heard.append(message.text))
    opened.on("pageerror", lambda error: heard.append(str(error)))
    opened.on("request", lambda request: heard.append(request.url))
    opened.on("dialog", lambda dialog: heard.append(dialog.message))
    yield opened
    opened.close()


def test_pages_load_nothing_fit_a_phone_and_can_be_read_by_everyone(
    tab: Tab, heard: list[str], tmp_path: Path
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    for name, made in FILES.items():
        file = tmp_path / "page.html"
        file.write_text(made(), "utf-8")
        heard.clear()
        tab.goto(file.as_uri())
        assert heard == [file.as_uri()], name
        for width in (320, 360, 1200):
            tab.set_viewport_size({"width": width, "height": 800})
            assert tab.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
        tab.emulate_media(color_scheme="dark" if name == "a quarter" else "light")
        tab.eval_on_selector_all("details", "all => { for (const one of all) one.open = true }")
        found = axe.run(tab).response
        assert [told(one) for one in found["violations"]] == [], name
        assert heard == [file.as_uri()], name


def test_hostile_words_stay_words(tab: Tab, heard: list[str]) -> None:
    html = page_as_html(Page((Words(HOSTILE, ""),), "Title"))
    tab.set_content(html)
    assert tab.title() == "Title"
    assert tab.inner_text("blockquote").startswith("<script>document.title")
    assert tab.query_selector("script, img, blockquote *") is None
    assert heard == []


def test_it_is_dark_where_that_is_wanted_and_light_on_paper(tab: Tab) -> None:
    tab.set_content(page_as_html(all_kinds("Words.")))

    def seen(selector: str, style: str) -> str:
        ask = "([one, style]) => getComputedStyle(document.querySelector(one))[style]"
        return str(tab.evaluate(ask, [selector, style]))

    paper = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        paper.append(seen("html", "backgroundColor"))
    tab.emulate_media(media="print", color_scheme="dark")
    paper.append(seen("html", "backgroundColor"))
    assert paper == ["rgb(255, 253, 249)", "rgb(22, 25, 29)", "rgb(255, 255, 255)"]
    assert seen("summary", "display") == "none"
    assert tab.is_visible("details p")
    assert not tab.is_visible("table")


def test_a_chart_is_drawn_for_the_room_that_there_is(tab: Tab) -> None:
    tab.set_content(page_as_html(all_kinds("Words.")))
    assert (tab.is_visible("svg.wide"), tab.is_visible("svg.narrow")) == (False, True)
    tab.set_viewport_size({"width": 900, "height": 800})
    assert (tab.is_visible("svg.wide"), tab.is_visible("svg.narrow")) == (True, False)


def test_what_a_therapist_gets_fits_a_few_sheets(tab: Tab) -> None:
    tab.set_content(for_therapist())
    pdf = tab.pdf(format="A4", prefer_css_page_size=True)
    assert 2 <= pdf.count(b"/Type /Page\n") <= 4


def told(violation: dict[str, Any]) -> str:
    """Say what axe found, and where."""
    return f"{violation['id']}: {violation['help']}: {violation['nodes'][0]['html'][:200]}"
