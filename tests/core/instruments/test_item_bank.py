"""Banks put together."""

from __future__ import annotations

from dataclasses import replace

from builders import an_instrument
from closeness_cli.core.instruments.item_bank import Card, ItemBank, Profile, Vector

WEEK = an_instrument()
OTHER = an_instrument(instrument_id="other")
BANK = ItemBank((WEEK,), (Card("a", "connection", "A line."),), (Vector("week", {"close": 1}),))


def test_a_later_bank_is_added_and_wins_where_both_have_an_instrument() -> None:
    newer = replace(WEEK, title="Newer")
    more = ItemBank((newer, OTHER), (Card("b", "connection", "B."),), (Vector("week", {}),))
    whole = BANK.with_more(more)
    assert whole.find("week") is newer
    assert whole.find("other") is OTHER
    assert [one.id for one in whole.cards] == ["a", "b"]
    assert whole.vectors_of("week") == more.vectors


def test_profiles_are_found_by_the_id_of_their_measure() -> None:
    profile = Profile(OTHER, {}, ())
    whole = BANK.with_more(ItemBank((), profiles=(profile,)))
    assert whole.find_profile("other") is profile
    assert whole.find("other") is None
    assert whole.find_profile("week") is None


def test_an_empty_bank_changes_nothing() -> None:
    assert BANK.with_more(ItemBank(())) == BANK
