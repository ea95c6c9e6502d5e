"""What was chosen for a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.settings import DEFAULTS, JOINT_SUGGESTIONS
from closeness_cli.storage.transfer.archive import export_lines

if TYPE_CHECKING:
    from vaults import OpenVault


def test_suggestions_for_two_come_only_where_they_were_chosen(vault: OpenVault) -> None:
    assert not vault.settings.get(JOINT_SUGGESTIONS)

    vault.settings.set(JOINT_SUGGESTIONS, True)
    assert vault.reopened().settings.get(JOINT_SUGGESTIONS)

    vault.settings.set(JOINT_SUGGESTIONS, False)
    assert not vault.reopened().settings.get(JOINT_SUGGESTIONS)


@pytest.mark.parametrize("name", ["vault_id", "joint", ""])
def test_there_is_no_setting_of_another_name(vault: OpenVault, name: str) -> None:
    before = vault.connection.run("SELECT id, value FROM meta ORDER BY id")

    with pytest.raises(KeyError):
        vault.settings.get(name)
    with pytest.raises(KeyError):
        vault.settings.set(name, True)
    assert vault.connection.run("SELECT id, value FROM meta ORDER BY id") == before


def test_no_setting_is_exported(vault: OpenVault) -> None:
    before = list(export_lines(vault.connection, with_safety=True))
    for name in DEFAULTS:
        vault.settings.set(name, not DEFAULTS[name])

    assert list(export_lines(vault.connection, with_safety=True)) == before
