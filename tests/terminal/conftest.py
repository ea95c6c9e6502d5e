"""A person at a terminal, with a home of their own."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from commands import Closeness
from terminals import Person, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """A person without a vault."""
    someone = Person(surroundings(tmp_path_factory.mktemp("home")))
    yield someone
    for terminal in someone.opened:
        terminal.kill()


@pytest.fixture(scope="session")
def plain_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault whose owner wanted no passphrase."""
    made = Closeness(tmp_path_factory.mktemp("plain") / "vault")
    assert made("vault", "create", "--no-encryption").status == 0
    return made.vault


@pytest.fixture
def person(newcomer: Person, plain_vault: Path) -> Person:
    """A person with a vault that is empty and has no passphrase."""
    shutil.copytree(plain_vault, newcomer.environment["CLOSENESS_VAULT"])
    return newcomer
