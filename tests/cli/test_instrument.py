"""`closeness instrument rescore`: scores are thrown away and come out as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commands import Closeness


def test_the_scores_come_out_as_they_were(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7", "--answer=room=1")
    closeness("assess", "how-close", "--answer=safety=2")
    before = closeness("report", "--json").out
    assert closeness("instrument", "rescore") == (0, "Scored anew: 2 sets of answers.\n", "")
    assert closeness("report", "--json").out == before


def test_what_is_still_open_has_no_scores(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7")
    closeness("assess", "--mode", "lines", given="7\n")
    assert closeness("instrument", "rescore", "--json").data == {"administrations": 1}


def test_one_set_is_said_as_one(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7")
    assert closeness("instrument", "rescore").out == "Scored anew: 1 set of answers.\n"


def test_without_a_vault_there_is_nothing_to_score(closeness: Closeness) -> None:
    assert closeness("instrument", "rescore") == (0, "Scored anew: 0 sets of answers.\n", "")
    assert not closeness.vault.exists()
