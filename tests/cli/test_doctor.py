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


@pytest.mark.skipif(os.name != "posix", reason="rights are not looked at here")
def test_what_others_may_read_is_closed_to_them_and_a_strangers_file_is_not(
    closeness: Closeness,
) -> None:
    closeness.write("We walked home.")
    assert closeness("vault", "backup", "-q").status == 0
    vault = closeness.vault
    stranger = vault / "letter.txt"
    stranger.write_text("Not ours.", encoding="utf-8")
    opened = (vault, vault / "vault.db", vault / "backups", *vault.glob("backups/*"), stranger)
    for path in opened:
        path.chmod(0o755 if path.is_dir() else 0o644)

    done = closeness("doctor", "--fix")

    assert (done.status, done.err) == (0, "4 files and folders are closed to other accounts now.\n")
    assert "Only your account may read the vault's folder." in done.out
    assert [path.stat().st_mode & 0o077 for path in opened] == [0, 0, 0, 0, 0o044]
    assert closeness("doctor", "--fix").err.startswith("The vault's folder was closed")


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
