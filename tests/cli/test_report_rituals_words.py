"""`closeness report rituals` and `report words`, and the one thing to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness


@pytest.fixture
def begun(kept: Closeness) -> Closeness:
    """A ritual that was done, and weekly answers with less room than wanted."""
    kept("ritual", "add", "evening walk", "--every", "day", "--since", "2025-11-10")
    kept("ritual", "done", "walk", "--at", "2025-11-11 21:00")
    for day in ("2025-10-31", "2025-11-07", "2025-11-14"):
        kept("assess", "--answer=room=1", "--at", day)
    return kept


def idea_of(closeness: Closeness, day: str, *options: str) -> str:
    """Give what is suggested on a day of November; empty where nothing is."""
    later = closeness.at(f"2025-11-{day}T20:00:00+01:00")
    _, _, said = later("report", "rituals", "--plain", *options).out.partition("if you like\n")
    return said


def test_without_rituals_none_is_asked_for(kept: Closeness) -> None:
    assert kept("report", "rituals") == (
        0,
        (
            "Nothing is noted of rituals yet, and nothing needs to be.\n\n"
            "  Something that you do again and again  closeness ritual add\n"
            "  Some to choose from                    closeness ritual browse\n"
        ),
        "",
    )


def test_regularity_is_counted_in_the_period(begun: Closeness) -> None:
    row = "evening walk: done on 1 of the {} days it was meant for\n"
    assert row.format(4) in begun("report", "rituals", "--plain").out
    assert row.format(3) in begun("report", "rituals", "--plain", "--since", "2025-11-11").out
    assert "Too early to say what moves" in begun("report", "rituals").out


def test_the_idea_rests_on_answers_that_can_be_shown(begun: Closeness) -> None:
    said = idea_of(begun, "14")
    assert said.startswith("You had less room for yourself than you wanted, you answered on 14 Nov")
    data = begun("report", "rituals", "--json").data
    [cited] = data["idea"]["rests_on"]
    assert f"closeness assess show {cited['id'][:10]};" in said
    assert begun("assess", "show", cited["id"]).status == 0
    assert data["idea"]["preset"] in said


def test_it_stands_all_day_and_another_one_comes_the_next(begun: Closeness) -> None:
    first = idea_of(begun, "14")
    second = idea_of(begun, "15")
    assert idea_of(begun, "15") == second
    assert len({first, second, idea_of(begun, "16")}) == 3


def test_what_a_program_read_was_not_shown(begun: Closeness) -> None:
    tomorrow = begun.at("2025-11-15T20:00:00+01:00")
    said = [begun("report", "rituals", "--json").data["idea"]["key"] for _ in range(2)]
    said.append(tomorrow("report", "rituals", "--json").data["idea"]["key"])
    assert len(set(said)) == 1


def test_ideas_can_be_left_out(begun: Closeness) -> None:
    assert idea_of(begun, "14", "--no-ideas") == ""
    assert begun("report", "rituals", "--json", "--no-ideas").data["idea"] is None


def test_there_is_none_on_the_day_of_a_conflict_or_for_a_time_that_is_over(
    begun: Closeness,
) -> None:
    assert idea_of(begun, "14", "--until", "2025-11-13") == ""
    begun.at("2025-11-15T09:00:00+01:00")("journal", "conflict", "About the trains.")
    assert idea_of(begun, "14") != ""
    assert idea_of(begun, "15") == ""
    assert idea_of(begun, "16") != ""


def test_nothing_for_two_is_suggested_until_that_was_chosen(begun: Closeness) -> None:
    presets = begun("ritual", "browse", "--json", "--together").data["presets"]
    for_two = {one["id"] for one in presets if one["with"] == "together"}
    days = range(14, 30)

    def suggested() -> set[str]:
        keys = (
            begun.at(f"2025-11-{day}T20:00:00+01:00")("report", "rituals", "--json").data["idea"]
            for day in days
            if idea_of(begun, str(day))
        )
        return {one["preset"] for one in keys}

    assert for_two
    assert suggested().isdisjoint(for_two)


def test_each_person_has_their_own(begun: Closeness) -> None:
    begun("journal", "Mine.", "--as", "Sam", "--yes")
    assert begun("report", "rituals", "--as", "Sam").out.startswith("Nothing is noted of rituals")


def test_own_words_come_first_while_there_are_few(kept: Closeness) -> None:
    kept("journal", "add", "We walked #home.")
    assert kept("report", "words", "--plain").out == (
        "One entry so far. Too early to compare.\n"
        "In your words\n"
        "Friday 14 November: We walked #home.\n"
        "Your own words say more than counts of them.\n"
    )


def test_words_that_came_are_told_with_their_days(kept: Closeness) -> None:
    for at in range(24):
        word = "#Walk" if at % 6 else "Tea"
        day = f"2025-{9 + at // 12}-{1 + at % 12:02} 20:00"
        kept("journal", "add", f"{word} tonight." if at > 11 else "Rain.", "--at", day)
    for day in ("2025-10-03", "2025-10-04", "2025-10-05"):
        kept("journal", "conversation", "At the sea.", "--topic", "the sea", "--at", f"{day} 21:00")
    assert kept("report", "words", "--plain").out == (
        "More often since 1 October: #Walk and “the sea”.\n"
        "More often since 1 October\n"
        "#Walk: 10 of 12 days, before that 0 of 12\n"
        "“the sea”: 3 of 12 days, before that 0 of 12\n"
        "In your words\n"
        "12 Oct: #Walk tonight.\n"
        "Counted on twelve days with entries from 1 September on, and twelve days from 1 October "
        "on.\n"
    )
    data = kept("report", "words", "--json").data
    assert [(one["word"], one["before"], one["after"]) for one in data["came"]] == [
        ("Walk", 0, 10),
        ("the sea", 0, 3),
    ]


@pytest.mark.parametrize("section", ["rituals", "words"])
def test_a_section_goes_into_a_file(section: str, begun: Closeness, tmp_path: Path) -> None:
    begun("journal", "add", "We walked.")
    for option, mark in (("--markdown", "# "), ("--html", "<!doctype html>")):
        name = tmp_path / f"{section}{option}"
        assert begun("report", section, option, str(name)).status == 0
        assert name.read_text("utf-8").lower().startswith(mark)


@pytest.mark.parametrize("section", ["rituals", "words"])
def test_how_it_is_made_can_be_asked_for(section: str, begun: Closeness) -> None:
    begun("journal", "add", "We walked.")
    shown = begun("report", section, "--method").out
    assert len(shown) > len(begun("report", section).out) + 200
