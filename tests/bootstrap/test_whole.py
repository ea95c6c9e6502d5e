"""What comes whole or not at all, with the vault that is made for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from builders import an_entry
from closeness_cli.bootstrap import Choices
from closeness_cli.bootstrap.locking import tell_new_vault
from closeness_cli.bootstrap.whole import whole
from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.vault import create_vault
from commands import WithoutPassphrase

if TYPE_CHECKING:
    from pathlib import Path

    from closeness_cli.bootstrap import App
    from closeness_cli.bootstrap.stores import Stores


@pytest.fixture
def made(tmp_path: Path) -> App:
    """An app whose vault is not there yet."""
    return WithoutPassphrase(
        Choices(vault=str(tmp_path / "vault")),
        environment={"TZ": "Europe/Berlin"},
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )


def add(stores: Stores) -> str:
    stores.entries.add(an_entry(text="Walked."))
    return "added"


def stop(stores: Stores) -> str:
    add(stores)
    raise KeyboardInterrupt


def texts(made: App) -> list[str]:
    return [one.text for one in made.stores.entries.newest(EntryFilter())]


def test_a_vault_is_made_of_the_work_and_then_told(made: App) -> None:
    stderr = made.screen.stderr
    assert isinstance(stderr, io.StringIO)
    assert texts(made) == []  # an empty vault in memory stands in
    assert whole(made, add) == "added"
    assert stderr.getvalue() == ""
    tell_new_vault(made)
    tell_new_vault(made)
    assert stderr.getvalue().count("A new vault was made") == 1
    assert stderr.getvalue().startswith("A new vault was made")
    assert texts(made) == ["Walked."]


def test_work_that_stops_leaves_neither_a_vault_nor_its_folder(made: App) -> None:
    with pytest.raises(KeyboardInterrupt):
        whole(made, stop)
    assert not made.paths.folder.exists()


def test_a_folder_that_was_there_stays(made: App) -> None:
    made.paths.folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        whole(made, stop)
    assert list(made.paths.folder.iterdir()) == []


def test_a_vault_that_came_meanwhile_is_written_to_and_not_the_one_in_memory(made: App) -> None:
    assert texts(made) == []
    create_vault(made.paths, ids=made.ids)
    whole(made, add)
    made.close()
    assert texts(made) == ["Walked."]


def test_of_two_that_make_the_vault_one_is_told_to_do_it_again(made: App) -> None:
    def beaten(stores: Stores) -> str:
        create_vault(made.paths, ids=made.ids)
        return add(stores)

    with pytest.raises(StorageFailedError, match="made the vault meanwhile"):
        whole(made, beaten)
    assert texts(made) == []
