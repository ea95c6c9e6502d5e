"""The wording that a person attached."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archives import WORDING
from closeness_cli.core.instruments.profile import Wording
from closeness_cli.errors import UnreadableVaultError

if TYPE_CHECKING:
    from vaults import OpenVault


def test_a_wording_comes_back_as_it_was_attached(vault: OpenVault) -> None:
    assert vault.wordings.find("ras") is None
    vault.wordings.keep(WORDING)

    assert vault.reopened().wordings.find("ras") == WORDING
    assert vault.wordings.find("csi") is None


def test_what_a_wording_does_not_have_is_not_written(vault: OpenVault) -> None:
    bare = Wording("csi", "", "I asked.", {"1": "Invented."})
    vault.wordings.keep(bare)

    ((body,),) = vault.connection.run("SELECT body FROM revisions WHERE record_type='wording'")
    assert json.loads(body) == {"profile": "csi", "right": "I asked.", "items": {"1": "Invented."}}
    assert vault.wordings.find("csi") == bare


def test_labels_are_written_by_scale_and_number(vault: OpenVault) -> None:
    vault.wordings.keep(WORDING)

    ((body,),) = vault.connection.run("SELECT body FROM revisions WHERE record_type='wording'")
    assert json.loads(body)["labels"] == {"agreement": {"1": "no", "-5": "never", "10": "yes"}}


def test_a_second_wording_for_a_profile_is_its_next_revision(vault: OpenVault) -> None:
    other = replace(WORDING, profile="csi")
    later = replace(WORDING, items={"q1": "Another."}, labels={})
    for one in (WORDING, other, later):
        vault.wordings.keep(one)

    assert vault.reopened().wordings.all() == [later, other]
    ((record_id,),) = vault.connection.run("SELECT id FROM wordings WHERE profile='ras'")
    assert [(kind, parent) for kind, parent, _ in vault.history(record_id)] == [
        ("wording", 0),
        ("wording", 1),
    ]


@pytest.mark.parametrize("body", ["{", "[]", "{}", '{"profile":"ras","labels":{"a":{"x":1}}}'])
def test_a_row_that_makes_no_sense_is_damage(vault: OpenVault, body: str) -> None:
    vault.wordings.keep(WORDING)
    vault.connection.run("UPDATE wordings SET body=?", [body])

    with pytest.raises(UnreadableVaultError, match=r"^The vault is damaged\.$"):
        vault.wordings.find("ras")
