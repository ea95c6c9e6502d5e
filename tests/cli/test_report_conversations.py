"""`closeness report conversations`: how one talked, and what came after."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commands import Closeness


def test_without_a_conversation_it_says_how_to_note_one(closeness: Closeness) -> None:
    said = closeness("report", "conversations")
    assert said.status == 0
    assert said.out.startswith("No conversation is noted in your journal yet.")


def test_talks_are_told_with_who_began(closeness: Closeness) -> None:
    for on, minutes, depth, who in (("08", 20, 3, "self"), ("12", 40, 2, "Noor")):
        closeness(
            *("journal", "conversation", "Long.", "--at", f"2025-11-{on} 20:00", "--yes"),
            *("--minutes", str(minutes), "--depth", str(depth), "--began", who),
        )
    said = closeness("report", "conversations").out
    assert said.startswith("Too early to say whether more time or deeper talk goes along")
    assert "  Time       30 minutes a day, the middle of two days\n" in said
    assert "  Depth      2.5 of 3, the mean of two conversations\n" in said
    assert "of two conversations\n" in said.split("Who began")[1]
    assert "Noor 1" in said
    assert "you 1" in said

    data = closeness("report", "conversations", "--json").data
    assert (data["conversations"], data["minutes_a_day"]["value"]) == (2, 30)
    assert [one["told"] for one in data["next_day"]] == [False, False]
    assert closeness("report", "conversations", "--last", "1d").out.startswith("No conversation")
