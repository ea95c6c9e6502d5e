"""`closeness journal calendar` and `on-this-day`, and what stays out of the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.cli.journal.wanted import LISTED
from closeness_cli.presentation.journal_view import OLDER
from closeness_cli.presentation.on_this_day_view import NOTHING_ON_THIS_DAY, TURN_ON

if TYPE_CHECKING:
    from commands import Closeness


def on_this_day(closeness: Closeness) -> list[str]:
    return [one["text"] for one in closeness("journal", "on-this-day", "--json").data["entries"]]


@pytest.fixture
def told(kept: Closeness) -> Closeness:
    """A vault with a year, looking back turned on."""
    kept("settings", "on-this-day", "on")
    kept.write("A year ago.", "--at", "2024-11-14", "--mood", "2")
    kept.write("The day before.", "--at", "2024-11-13", "--mood", "-1")
    return kept


def test_looking_back_is_off_until_it_is_turned_on(kept: Closeness) -> None:
    kept.write("A year ago.", "--at", "2024-11-14")
    assert kept("journal", "on-this-day") == (0, "", f"{TURN_ON}\n")
    assert kept("journal", "on-this-day", "--json").data == {"turned_on": False, "entries": []}
    kept("settings", "on-this-day", "on")
    assert on_this_day(kept) == ["A year ago."]
    kept("settings", "on-this-day", "off")
    assert on_this_day(kept) == []


def test_before_there_is_a_vault_nothing_is_made(closeness: Closeness) -> None:
    assert closeness("journal", "on-this-day").status == 0
    assert closeness("journal", "calendar") == (
        0,
        "",
        "Nothing here yet. Write a first line with:  closeness journal\n",
    )
    assert not closeness.vault.exists()


def test_what_was_written_on_this_day_is_shown(told: Closeness) -> None:
    shown = told("journal", "on-this-day").out
    assert shown.startswith("A year ago: Thursday 14 November 2024\n  12:00 · mood +2, very good")
    assert "The day before." not in shown
    [line] = told("journal", "on-this-day", "--plain").out.splitlines()
    assert line.endswith("\tA year ago.")


def test_without_an_earlier_year_a_month_ago_is_looked_at(told: Closeness) -> None:
    later = told.at("2025-12-13T09:00:00+01:00")
    assert on_this_day(later) == []
    assert later("journal", "on-this-day").err == f"{NOTHING_ON_THIS_DAY}\n"
    told.write("In between.", "--at", "2025-11-13")
    assert later("journal", "on-this-day").out.startswith("A month ago: Thursday 13 November 2025")


def test_a_conflict_its_repair_and_what_is_in_the_trash_do_not_come_back(told: Closeness) -> None:
    loud = told("journal", "conflict", "Loud.", "--at", "2024-11-14", "--json").data["id"]
    told("journal", "repair", "Tea.", "--of", loud, "--at", "2024-11-14")
    told("journal", "delete", told.write("Gone.", "--at", "2024-11-14"))
    assert on_this_day(told) == ["A year ago."]


@pytest.mark.parametrize("command", ["add", "note", "gratitude", "moment", "solo", "honesty"])
def test_an_entry_can_be_kept_from_coming_back(told: Closeness, command: str) -> None:
    words = ("Not again.", "--at", "2024-11-14", "--do-not-resurface")
    data = told("journal", command, *words, "--json").data
    assert data["do_not_resurface"] is True
    assert on_this_day(told) == ["A year ago."]
    assert "not for on-this-day" in told("journal", "show", data["id"]).out
    told("journal", "edit", data["id"], "--may-resurface")
    assert sorted(on_this_day(told)) == ["A year ago.", "Not again."]
    shown = told("journal", "show", data["id"], "--json").data
    assert "do_not_resurface" not in shown


def test_a_field_of_its_kind_stays_beside_the_mark(told: Closeness) -> None:
    words = ("Rain.", "--feeling", "warm", "--do-not-resurface", "--json")
    data = told("journal", "moment", *words).data
    assert (data["feeling"], data["do_not_resurface"]) == ("warm", True)
    again = told("journal", "edit", data["id"], "--may-resurface", "--json").data
    assert again["feeling"] == "warm"


def test_to_mark_what_is_marked_changes_nothing(told: Closeness) -> None:
    entry = told.write("Not again.", "--do-not-resurface")
    told("journal", "edit", entry, "--do-not-resurface")
    assert told("journal", "edit", entry, "--do-not-resurface").out.startswith("Nothing")
    assert len(told("journal", "history", entry, "--json").data["revisions"]) == 1


def test_the_calendar_shows_months_up_to_now(told: Closeness) -> None:
    told.write("Today.", "--mood", "1")
    shown = told("journal", "calendar").out
    assert shown.startswith("Mood by day\nNovember 2025\nMo Tu We Th Fr Sa Su\n")
    assert "▆▆" in shown
    assert told("journal", "calendar", "--plain").out == (
        "Mood by day\nNovember 2025: 1 day with entries; mood good 1.\n"
    )


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ((), []),
        (("--last", "1y"), []),
        (("--last", "13m"), ["2024-11-13", "2024-11-14"]),
        (("--since", "2024-11-14"), ["2024-11-14"]),
        (("--until", "2024-11-13"), ["2024-11-13"]),
        (("--since", "2024-11-15", "--until", "2024-11-20"), []),
    ],
)
def test_a_calendar_is_of_the_days_that_were_asked_for(
    told: Closeness, words: tuple[str, ...], days: list[str]
) -> None:
    data = told("journal", "calendar", *words, "--json").data
    assert [day["on"] for day in data["days"]] == days


@pytest.mark.parametrize(
    "words",
    [
        ("--last", "0m"),
        ("--last", "soon"),
        ("--last", "6m", "--since", "2025-01-01"),
        ("--since", "2025-02-01", "--until", "2025-01-01"),
        ("--since", "2025-02-31"),
    ],
)
def test_a_period_that_cannot_be_understood_is_refused(
    told: Closeness, words: tuple[str, ...]
) -> None:
    done = told("journal", "calendar", *words)
    assert (done.status, done.out) == (2, "")
    assert "inside the program" not in done.err


@pytest.mark.parametrize(
    "words",
    [
        ("-n", "1"),
        ("-n1",),
        ("--since", "2024-11-14"),
        ("--since=2024-11-14",),
        ("--until", "2024-11-14", "-n", "1"),
        ("-n", "1", "--tag", "walk"),
        ("--kind", "note", "--since", "2024-11-14"),
    ],
)
def test_options_of_a_list_alone_list_and_write_nothing(
    told: Closeness, words: tuple[str, ...]
) -> None:
    told.write("A walk. #walk", "--at", "2024-11-14 13:00")
    assert told("journal", *words) == told("journal", "list", *words)
    assert len(told("journal", "list", "--json").data["entries"]) == 3


@pytest.mark.parametrize(
    ("words", "text"),
    [(("--", "-n", "5"), "-n 5"), (("-n 5",), "-n 5"), (("add", "--", "--since"), "--since")],
)
def test_a_text_that_looks_like_an_option_of_a_list_is_written_down(
    kept: Closeness, words: tuple[str, ...], text: str
) -> None:
    kept("journal", *words)
    assert [one["text"] for one in kept("journal", "list", "--json").data["entries"]] == [text]


@pytest.mark.parametrize("words", [("-n",), ("-n", "x"), ("-n", "0"), ("--since", "someday")])
def test_a_list_that_cannot_be_understood_is_refused(
    kept: Closeness, words: tuple[str, ...]
) -> None:
    done = kept("journal", *words)
    assert (done.status, done.out) == (2, "")
    assert "TEXT" not in done.err


def test_a_list_says_where_there_is_more(kept: Closeness) -> None:
    lines = "".join(f"2025-01-01 10:{one % 60:02}:{one // 60:02},Tea {one}.\n" for one in range(51))
    table = kept.vault.parent / "tea.csv"
    table.write_text(f"date,text\n{lines}")
    kept("journal", "import", str(table), "--from", "csv", "--yes")
    shown = kept("journal", "list").out
    assert shown.endswith(f"\n\n{OLDER}\n")
    assert shown.count("Tea ") == LISTED
    assert OLDER not in kept("journal", "list", "-n", "51").out
    assert len(kept("journal", "list", "--json").data["entries"]) == LISTED
    assert kept("journal", "list", "--plain").out.count("\n") == LISTED
