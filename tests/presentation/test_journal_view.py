from __future__ import annotations

import pytest

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import MATCH_END, MATCH_START, EntryKind, Found, Visibility
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.journal_view import (
    entries_page,
    entry_page,
    entry_view,
    found_page,
)
from closeness_cli.presentation.page import page_for_terminal

PLAIN = Look(width=80, colour=False)
WALK = an_entry("We walked home.", entry_id=id_number(1), mood=1, tags=("walk",))
TRIP = an_entry("Far away.", entry_id=id_number(2))._replace(
    moment=a_moment("2025-11-10T08:00:00+09:00", "Asia/Tokyo")
)


def test_an_entry_is_shown_with_its_time_and_id_once() -> None:
    assert page_for_terminal(entry_page(WALK), PLAIN) == (
        "Friday 14 November 2025, 21:04\n"
        "  We walked home.\n"
        "\n"
        f"mood +1, good · #walk · {WALK.id} · Europe/Berlin\n"
    )


def test_an_entry_in_plain_lines_is_keys_and_values() -> None:
    view = entry_view(WALK._replace(text="a\tb\n\x1b[31m", visibility=Visibility.SHARED))
    assert view.table is not None
    lines = dict(line.split("\t") for line in view.table().splitlines())
    assert lines["id"] == WALK.id
    assert lines["text"] == "a\\tb\\n\\x1b[31m"
    assert (lines["mood"], lines["tags"], lines["visibility"]) == ("1", "walk", "shared")
    assert lines["in_trash"] == "no"
    assert (lines["at"], lines["tz"]) == ("2025-11-14T21:04:00+01:00", "Europe/Berlin")


def test_a_zone_is_shown_where_it_is_not_that_of_the_newest() -> None:
    page = page_for_terminal(entries_page([WALK, TRIP]), PLAIN)
    assert "  08:00 Asia/Tokyo · " in page
    assert "Europe/Berlin" not in page


def test_a_tag_that_stands_in_the_text_is_told_beside_it_only_where_a_part_is_shown() -> None:
    entry = an_entry("Home. #Walk", entry_id=id_number(1), tags=("walk", "late"))
    listed = page_for_terminal(entries_page([entry]), PLAIN)
    searched = page_for_terminal(found_page([Found(entry, "Home.…")]), PLAIN)
    assert "  21:04 · #late · " in listed
    assert "  21:04 · #walk #late · " in searched


def test_an_entry_that_does_not_come_back_says_so() -> None:
    marked = entry_page(an_entry(fields={"do_not_resurface": True}))
    assert "Europe/Berlin · not for on-this-day\n" in page_for_terminal(marked, PLAIN)


def test_a_list_says_where_there_is_more() -> None:
    page = page_for_terminal(entries_page([WALK], has_older=True), PLAIN)
    assert page.endswith("\n\nThere is more before this:  closeness journal list -n 500\n")


def test_what_is_found_is_laid_out_as_a_list() -> None:
    snippet = f"We {MATCH_START}walked{MATCH_END} home."
    page = page_for_terminal(found_page([Found(WALK, snippet)]), PLAIN)
    listed = page_for_terminal(entries_page([WALK]), PLAIN)
    assert page == listed.replace("walked", "[walked]")


def test_a_match_is_bold_in_colour_and_has_no_brackets() -> None:
    snippet = f"We {MATCH_START}walked{MATCH_END} home."
    page = page_for_terminal(found_page([Found(WALK, snippet)]), Look(width=80))
    assert "\x1b[1;36mwalked\x1b[0m" in page
    assert "[walked]" not in page


def test_marks_that_a_person_wrote_are_never_shown() -> None:
    snippet = f"{MATCH_END}a{MATCH_START}b{MATCH_START}c\x1b[31m"
    page = page_for_terminal(found_page([Found(WALK, snippet)]), PLAIN)
    assert not {MATCH_START, MATCH_END, "\x1b"} & set(page)
    assert "a[b][c\\x1b[31m]" in page


def test_a_kind_s_own_fields_are_told_in_words() -> None:
    fields = {"minutes": 40, "depth": 3, "presence": 4, "began_by": "SAM", "topic": "Money\x1b"}
    talk = an_entry("Long.", kind=EntryKind.CONVERSATION, fields=fields)
    page = page_for_terminal(entry_page(talk, {"SAM": "Sam"}), PLAIN)
    assert (
        "  minutes   40\n"
        "  depth     3 of 3, deep\n"
        "  presence  4 of 5\n"
        "  began by  Sam\n"
        "  about     Money\\x1b\n"
    ) in page


@pytest.mark.parametrize(("who", "words"), [("self", "you"), ("both", "both of you")])
def test_who_began_is_told_to_the_owner(who: str, words: str) -> None:
    repair = an_entry("Tea.", kind=EntryKind.REPAIR, fields={"began_by": who})
    assert f"  began by  {words}\n" in page_for_terminal(entry_page(repair), PLAIN)


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"closed_as": "faded", "closed_on": "2025-11-14"}, "ended  it faded, Friday 14 November"),
        ({"closed_as": "repaired"}, "ended  it was repaired\n"),
        ({"still_open_on": "2025-11-14"}, "open  still so, Friday 14 November 2025\n"),
    ],
)
def test_how_a_conflict_ended_is_told(fields: dict[str, object], line: str) -> None:
    loud = an_entry("Loud.", kind=EntryKind.CONFLICT, fields=fields)
    assert line in page_for_terminal(entry_page(loud), PLAIN)


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        (
            EntryKind.CONFLICT,
            {"cause": "time", "heat": 5},
            "conflict · little time together · heat 5",
        ),
        (
            EntryKind.CONFLICT,
            {"cause": "odd\x1b", "closed_as": "faded"},
            "conflict · odd\\x1b · faded",
        ),
        (
            EntryKind.CONVERSATION,
            {"minutes": 1, "depth": 2},
            "conversation · 1 minute · in between",
        ),
        (EntryKind.MOMENT, {"to": "Noor", "feeling": "warm"}, "moment · warm"),
        (EntryKind.HONESTY, {"before": -1, "after": 1}, "honesty"),
    ],
)
def test_a_list_tells_the_fields_briefly(
    kind: EntryKind, fields: dict[str, object], told: str
) -> None:
    entry = an_entry("Text.", kind=kind, fields=fields)
    page = page_for_terminal(entries_page([entry]), PLAIN)
    assert f"  21:04 · {told} · {entry.id[:10]}" in page


def test_an_entry_without_a_text_shows_its_fields_alone() -> None:
    repair = an_entry("", kind=EntryKind.REPAIR, fields={"sincerity": 4})
    page = page_for_terminal(entry_page(repair), PLAIN)
    assert page.startswith("Friday 14 November 2025, 21:04\n  sincerity  4 of 5\n")
