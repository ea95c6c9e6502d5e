"""A page to bring to an appointment, and what is said before it is written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

import stories
from closeness_cli.core.reports.appointment import Appointment
from closeness_cli.core.reports.appointment import without_own_words as held_back
from closeness_cli.core.reports.overview import Period
from closeness_cli.presentation.blocks import (
    Beside,
    Facts,
    Lead,
    Marked,
    Note,
    Page,
    Paragraph,
    Title,
    Words,
)
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.report.appointment_view import (
    ENTRIES,
    MEANINGS,
    NUMBERS,
    TOPICS,
    appointment_pages,
    below_title,
    default_name,
    file_title,
    period_words,
    preview_view,
    without_own_words,
)
from closeness_cli.presentation.report.overview_view import overview_page
from closeness_cli.presentation.report.overview_wording import answer_first
from closeness_cli.presentation.wording import count

CHOSEN = Appointment(
    Period(date(2025, 9, 8), date(2025, 11, 24)),
    topics=("How we end our evenings",),
    tags=("#session",),
    entries=(stories.line("We talked.\nAll of it.", 3, 1, "session"),),
)


def test_topics_come_first_and_the_meaning_of_the_numbers_last() -> None:
    section = Page((Lead("Feeling close: 8 of 10."),), "Where things stood")
    pages = appointment_pages(CHOSEN, [section])
    assert [page.title for page in pages] == [TOPICS, "Where things stood", ENTRIES, NUMBERS]
    assert pages[0].blocks == (Words("How we end our evenings", ""),)
    assert pages[1] == section
    assert pages[2].blocks == (
        Words("We talked.\nAll of it.", "Thursday 4 September 2025 · mood good"),
    )
    assert pages[3].blocks == (Facts(MEANINGS),)


def test_without_topics_there_is_room_for_them_and_without_tags_there_are_no_entries() -> None:
    pages = appointment_pages(Appointment(Period()), [])
    assert pages[0] == Page((), TOPICS)
    assert [page.title for page in pages] == [TOPICS, NUMBERS]


class TestOwnWords:
    def test_they_are_left_out_wherever_they_stand(self) -> None:
        words = (Title("In your words"), Words("Secret.", "14 Nov"))
        marked = Marked((("Secret.", True),), "")
        page = (Lead("Kept."), *words, Beside((marked,), (Note("Also kept."), *words)))
        assert without_own_words(page) == [Lead("Kept."), Note("Also kept.")]

    def test_a_title_with_something_under_it_stays(self) -> None:
        page = (Title("Gone"), Words("a", ""), Title("Kept"), Facts((("a", "b"),)), Words("c", ""))
        assert without_own_words(page) == [Title("Kept"), Facts((("a", "b"),))]

    @pytest.mark.parametrize(
        ("said", "left"),
        [
            ("From two sets. Four questions begin a line:  closeness assess", "From two sets."),
            ("Kept. All that there is:  closeness report --last 12w", "Kept."),
            ("The closeness of it stays.", "The closeness of it stays."),
        ],
    )
    def test_a_command_to_type_is_no_use_on_paper(self, said: str, left: str) -> None:
        assert without_own_words([Note(said)]) == [Note(left)]

    def test_a_remark_that_is_only_a_command_goes(self) -> None:
        facts = Facts((("Note one", "closeness journal conflict"),))
        remark = Paragraph("All that there is:  closeness report")
        assert without_own_words([Title("To begin"), facts, remark]) == []

    def test_none_are_left_of_an_overview(self) -> None:
        overview = stories.twelve_weeks()
        texts = [one.text for one in overview.written.newest]
        [_, page, _] = appointment_pages(Appointment(Period()), [overview_page(overview)])
        shown = page_as_plain(page)
        assert "Feeling close" in shown
        assert [text for text in texts if text[:20] in shown] == []
        assert "closeness " not in shown


class TestPreview:
    def test_it_says_all_that_will_be_in_it(self) -> None:
        view = preview_view(CHOSEN, "notes.html")
        assert view.page is not None
        assert page_as_plain(view.page()) == (
            "This is what the page will hold.\n"
            "File: notes.html\n"
            "What I want to talk about: one line\n"
            "Period: 8 September 2025 to 23 November 2025\n"
            "Of the report: overview\n"
            "Entries: one entry with #session, whole\n"
            "On its last sheet: what the numbers mean, and what they do not\n"
            "Not in it: any other entry, and answers in your own words. "
            "Tags and rituals are named where a section tells of them.\n"
        )

    def test_its_data_names_entries_and_quotes_nothing(self) -> None:
        data = preview_view(CHOSEN, "notes.html").data()
        assert data == {
            "file": "notes.html",
            "since": "2025-09-08",
            "until": "2025-11-23",
            "topics": 1,
            "sections": ["overview"],
            "entries": [CHOSEN.entries[0].id],
        }

    def test_nothing_chosen_is_said_too(self) -> None:
        view = preview_view(Appointment(Period()), "notes.html")
        assert view.page is not None
        shown = page_as_plain(view.page())
        assert "What I want to talk about: lines to write on\n" in shown
        assert "Period: everything there is\n" in shown
        assert "Entries: none; --with-entries TAG adds some\n" in shown


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(), "everything there is"),
        (Period(since=date(2025, 9, 8)), "since 8 September 2025"),
        (Period(until=date(2025, 9, 8)), "up to 7 September 2025"),
        (Period(date(2025, 9, 8), date(2026, 1, 1)), "8 September 2025 to 31 December 2025"),
    ],
)
def test_a_period_is_said_in_days(period: Period, said: str) -> None:
    assert period_words(period) == said
    assert below_title(period)[0] == f"{said[0].upper()}{said[1:]}."


def test_its_names_tell_nothing() -> None:
    assert default_name(date(2025, 11, 23)) == "notes-2025-11-23.html"
    assert file_title(date(2025, 11, 23)) == "Notes, 23 November 2025"


def test_entries_whose_words_are_held_back_are_still_counted() -> None:
    found = replace(held_back(stories.everything_at_once()), series=None, latest=None)
    in_a_week = replace(found, period=Period(since=stories.SUNDAY))
    n = found.written.n
    assert n > 1
    assert answer_first(found) == f"{count(n, 'entry', 'entries').capitalize()} so far."
    assert answer_first(in_a_week).endswith("entries in this period.")
