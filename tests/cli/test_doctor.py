"""`closeness doctor`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from commands import Closeness


def test_it_says_where_things_are_and_nothing_that_was_written(closeness: Closeness) -> None:
    closeness.write("We walked home.")
    done = closeness("doctor")
    assert (done.status, done.err) == (0, "")
    assert "The vault is sound." in done.out
    for label in ("folder", "SQLCipher", "encoding", "time zone"):
        assert f"  {label}" in done.out
    assert "walked" not in done.out


def test_as_data_it_has_the_same_parts(closeness: Closeness) -> None:
    closeness.write("We walked home.")
    data = closeness("doctor", "--json").data
    assert data["places"]["folder"] == str(closeness.vault)
    assert data["versions"]["vault_format"] == "4"
    assert data["terminal"]["questions"] == "cannot be asked"
    assert data["vault"]["sound"] is True
    rows = closeness("doctor", "--plain").out.splitlines()
    assert all(row.count("\t") == 1 for row in rows)


def test_without_a_vault_it_makes_none(closeness: Closeness) -> None:
    done = closeness("doctor")
    assert (done.status, "There is no vault here yet." in done.out) == (0, True)
    assert closeness("doctor", "--json").data["vault"] is None
    assert not closeness.vault.exists()


def test_what_would_be_better_otherwise_is_said(closeness: Closeness) -> None:
    closeness.environment["TZ"] = "Nowhere/Land"
    assert any("TZ=" in one for one in closeness("doctor", "--json").data["remarks"])


def test_a_vault_that_cannot_be_opened_ends_with_5(closeness: Closeness) -> None:
    closeness.vault.mkdir()
    (closeness.vault / "vault.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    done = closeness("doctor")
    assert done.status == 5
    assert "Where things are" in done.out


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo], ids=["folder", "pipe"])
@pytest.mark.parametrize("has_key", [False, True])
def test_what_is_no_file_is_no_vault_and_is_not_waited_for(
    closeness: Closeness, make: Callable[[Path], None], has_key: bool
) -> None:
    closeness.vault.mkdir()
    make(closeness.vault / "vault.db")
    if has_key:
        (closeness.vault / "vault.key").write_text("{}")
    done = closeness("doctor")
    assert done.status == 5
    assert "The vault has a fault." in done.out
    assert "The vault's file is not a file." in done.out
    assert '"sound": false' in closeness("doctor", "--json").out
