"""Which things to try were shown last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.reports.idea import Shown
from closeness_cli.storage.last_ideas import LastIdeas

if TYPE_CHECKING:
    from vaults import OpenVault

SOME = (Shown(date(2025, 11, 13), "a1"), Shown(date(2025, 11, 14), "b2"))


def test_each_person_has_their_own_and_the_last_ones_stay(vault: OpenVault) -> None:
    LastIdeas(vault.connection).keep(SOME)
    LastIdeas(vault.connection).keep(SOME[:1], id_number(7))
    last = LastIdeas(vault.reopened().connection)
    assert last.shown() == SOME
    assert last.shown(id_number(7)) == SOME[:1]
    assert last.shown(id_number(8)) == ()
    last.keep(SOME[1:])
    assert last.shown() == SOME[1:]


@pytest.mark.parametrize("value", ["", "nonsense", "[1]", '[["x", "y"]]', "null", "7"])
def test_what_cannot_be_read_was_never_shown(value: str, vault: OpenVault) -> None:
    vault.connection.run("INSERT INTO meta(id, value) VALUES ('last_ideas_self', ?)", [value])
    assert LastIdeas(vault.connection).shown() == ()
