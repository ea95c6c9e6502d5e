"""Vaults for the tests of storage: real files, plain and encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import CountingIds
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.private_files import make_private_file, make_private_folder
from closeness_cli.storage.vault import create_vault, open_vault
from vaults import KEYS, OpenVault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> bytes | None:
    """The key of an encrypted vault, and none for a plain one."""
    return KEYS[request.param]


@pytest.fixture
def paths(tmp_path: Path) -> VaultPaths:
    """Where a vault may be made."""
    return VaultPaths(tmp_path / "vault")


@pytest.fixture(scope="session")
def new_vaults(tmp_path_factory: pytest.TempPathFactory) -> dict[bytes | None, bytes]:
    """The bytes of a vault that was just made, by its key; made once, since it takes a while."""
    made = {}
    for name, key in KEYS.items():
        paths = VaultPaths(tmp_path_factory.mktemp("new") / name)
        create_vault(paths, ids=CountingIds(), key=key)
        made[key] = paths.database.read_bytes()
    return made


@pytest.fixture
def vault(
    paths: VaultPaths, key: bytes | None, new_vaults: dict[bytes | None, bytes]
) -> Iterator[OpenVault]:
    """A new vault, open; each test runs on a plain and on an encrypted one."""
    make_private_folder(paths.folder)
    make_private_file(paths.database)
    paths.database.write_bytes(new_vaults[key])
    opened = OpenVault(paths, key, open_vault(paths, key))
    yield opened
    opened.connection.close()
