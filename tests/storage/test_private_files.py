"""Files and folders for their owner only."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from closeness_cli.storage.private_files import (
    make_private_file,
    make_private_folder,
    sync_folder,
)

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")

    assert mode(tmp_path / "a" / "b") == 0o700


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)

    assert mode(tmp_path) == 0o755


def test_a_file_is_made_empty(tmp_path: Path) -> None:
    make_private_file(tmp_path / "new")

    assert (tmp_path / "new").read_bytes() == b""
    assert mode(tmp_path / "new") == 0o600


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"words")
    (tmp_path / "old").chmod(0o640)
    make_private_file(tmp_path / "old")

    assert (tmp_path / "old").read_bytes() == b"words"
    assert mode(tmp_path / "old") == 0o640


def test_a_folder_can_be_made_durable(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    sync_folder(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["file"]
