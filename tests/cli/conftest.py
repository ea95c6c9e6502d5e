"""A program to run command lines with, and a vault that is not there yet."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from commands import Closeness, Program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the shipped item bank is cached, once for all tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def closeness(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program, with a vault that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return Closeness(tmp_path / "vault")


@pytest.fixture(scope="session")
def first_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that holds nothing and has said what it says once."""
    first = Closeness(tmp_path_factory.mktemp("first") / "vault")
    first("journal", "Gone.")
    [entry] = first("journal", "list", "--json").data["entries"]
    first("journal", "delete", entry["id"])
    return first.vault


@pytest.fixture
def kept(closeness: Closeness, first_vault: Path) -> Closeness:
    """The program, with a vault that is there already and empty but for its trash."""
    shutil.copytree(first_vault, closeness.vault)
    return closeness


@pytest.fixture
def program(closeness: Closeness) -> Program:
    """The program as a process of its own, with a vault of no passphrase."""
    closeness("vault", "create", "--no-encryption", "-q")
    return Program(closeness)
