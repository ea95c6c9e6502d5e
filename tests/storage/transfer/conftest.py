"""Two vaults, to move things from one to the other."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from archives import (
    Vault,
    new_vault,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def vault(tmp_path: Path, key: bytes | None) -> Iterator[Vault]:
    made = new_vault(tmp_path / "vault", key)
    with closing(made.connection):
        yield made


@pytest.fixture
def other(tmp_path: Path, key: bytes | None) -> Iterator[Vault]:
    made = new_vault(tmp_path / "other", key, first_id=500_000)
    with closing(made.connection):
        yield made
