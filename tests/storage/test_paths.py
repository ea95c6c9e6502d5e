"""Where the vault lies."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest

from closeness_cli.errors import WrongUseError
from closeness_cli.storage.paths import VaultPaths, cache_folder, vault_paths


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_option_comes_before_the_variable(tmp_path: Path) -> None:
    named = vault_paths(str(tmp_path / "one"), {"CLOSENESS_VAULT": str(tmp_path / "other")})

    assert named == VaultPaths(tmp_path / "one")


def test_the_variable_comes_before_the_platforms_folder(tmp_path: Path) -> None:
    assert vault_paths(None, {"CLOSENESS_VAULT": str(tmp_path)}) == VaultPaths(tmp_path)


@pytest.mark.parametrize("environment", [{}, {"CLOSENESS_VAULT": ""}])
def test_else_the_vault_is_in_the_platforms_data_folder(environment: dict[str, str]) -> None:
    assert vault_paths(None, environment).folder == Path(
        platformdirs.user_data_dir("closeness", appauthor=False)
    )


def test_the_file_and_the_backups_lie_in_the_folder(tmp_path: Path) -> None:
    found = VaultPaths(tmp_path)

    assert found.database == tmp_path / "vault.db"
    assert found.backups == tmp_path / "backups"


def test_the_cache_is_in_the_platforms_cache_folder() -> None:
    assert cache_folder({}) == Path(platformdirs.user_cache_dir("closeness", appauthor=False))


def test_a_path_that_looks_like_a_uri_is_a_plain_path(here: Path) -> None:
    named = vault_paths("file:x.db?mode=memory&cache=shared", {})

    assert named.folder == here / "file:x.db?mode=memory&cache=shared"


@pytest.mark.parametrize(
    ("given", "folder"),
    [("ours", "ours"), ("./a/../ours/", "ours"), ("ours/vault.db", "ours"), (".", "")],
)
def test_a_relative_path_starts_in_the_working_folder(here: Path, given: str, folder: str) -> None:
    assert vault_paths(given, {}).folder == here / folder


def test_the_vaults_file_stands_for_its_folder(tmp_path: Path) -> None:
    (tmp_path / "vault.db").touch()

    assert vault_paths(str(tmp_path / "vault.db"), {}) == VaultPaths(tmp_path)


def test_a_folder_may_be_called_like_the_file(tmp_path: Path) -> None:
    (tmp_path / "vault.db").mkdir()

    assert vault_paths(str(tmp_path / "vault.db"), {}) == VaultPaths(tmp_path / "vault.db")


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert vault_paths("~/ours", {}) == VaultPaths(tmp_path / "ours")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert vault_paths(str(tmp_path / "link"), {}) == VaultPaths(tmp_path / "link")


@pytest.mark.parametrize("name", ["diary.txt", "vault.db/vault.db"])
def test_a_file_instead_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name.split("/")[0]).write_text("not a folder")

    with pytest.raises(WrongUseError, match=r"^The vault's path is a file, not a folder\.$"):
        vault_paths(str(tmp_path / name), {})


@pytest.mark.parametrize("given", ["", "  ", "a\x00b"])
def test_an_empty_path_is_refused(given: str) -> None:
    with pytest.raises(WrongUseError, match=r"^The vault's path is empty\.$"):
        vault_paths(given, {})


def test_the_home_of_nobody_is_refused() -> None:
    with pytest.raises(WrongUseError, match=r"^The vault's path leads nowhere\.$"):
        vault_paths("~no-such-user-here/vault", {})


def test_a_relative_path_in_a_folder_that_is_gone_is_refused(here: Path) -> None:
    gone = here / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()

    with pytest.raises(WrongUseError, match=r"^The vault's path leads nowhere\.$"):
        vault_paths("ours", {})


@pytest.mark.parametrize("name", ["a" * 5000, "half-a-character-\udcff"])
def test_an_odd_path_is_a_path(tmp_path: Path, name: str) -> None:
    assert vault_paths(str(tmp_path / name), {}) == VaultPaths(tmp_path / name)


def test_both_folders_can_have_a_name_that_says_nothing() -> None:
    environment = {"CLOSENESS_NAME": "notes_2"}
    assert vault_paths(None, environment).folder.name == "notes_2"
    assert "closeness" not in str(cache_folder(environment))


@pytest.mark.parametrize("name", ["..", "a/b", "/tmp", "a b", "é", "x" * 41, "a\n", "--"])
def test_a_name_that_could_lead_elsewhere_is_refused(name: str) -> None:
    for find in (lambda given: vault_paths(None, given), cache_folder):
        with pytest.raises(WrongUseError):
            find({"CLOSENESS_NAME": name})
