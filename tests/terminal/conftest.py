"""A person at a terminal, with a home of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terminals import Person, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def person(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    someone = Person(surroundings(tmp_path_factory.mktemp("home")))
    yield someone
    for terminal in someone.opened:
        terminal.kill()
