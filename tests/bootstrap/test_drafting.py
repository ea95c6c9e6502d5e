"""A draft and what becomes of it, whatever a thread beside still writes."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from builders import EVENING, CountingIds, StoppedClock, an_entry
from closeness_cli.bootstrap.drafting import Drafting
from closeness_cli.core.draft import Draft
from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.drafts import DraftStore
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault, open_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.core.entry import Entry


@pytest.fixture
def drafting(tmp_path: Path) -> Iterator[Drafting]:
    paths = VaultPaths(tmp_path / "vault")
    create_vault(paths, ids=CountingIds())
    with closing(open_vault(paths)) as connection:
        yield Drafting(
            Draft("d1", "", EVENING),
            drafts=DraftStore(connection),
            connect=lambda: closing(open_vault(paths, busy_seconds=0.1)),
            clock=StoppedClock(),
        )


def kept(drafting: Drafting) -> list[str]:
    return [one.text for one in drafting.drafts.all(person_id=None)]


def test_a_draft_is_what_was_kept_last(drafting: Drafting) -> None:
    drafting.keep("We")
    drafting.keep("We walked.")
    assert kept(drafting) == ["We walked."]


def test_what_comes_after_the_entry_is_kept_no_more(drafting: Drafting) -> None:
    drafting.keep("We")
    drafting.save("We walked.", an_entry)
    drafting.keep("We walk")  # a thread that was slow
    assert kept(drafting) == []


def test_what_comes_after_it_was_thrown_away_is_kept_no_more(drafting: Drafting) -> None:
    drafting.keep("We")
    drafting.drop()
    drafting.keep("We walk")
    assert kept(drafting) == []


def test_where_no_entry_came_of_it_the_draft_stays_and_is_kept_on(drafting: Drafting) -> None:
    drafting.keep("We")

    def fail(_: str) -> Entry:
        raise StorageFailedError("The disk is full.")

    with pytest.raises(StorageFailedError):
        drafting.save("We walked.", fail)
    assert kept(drafting) == ["We"]
    drafting.keep("We walked.")
    assert kept(drafting) == ["We walked."]


def test_a_vault_that_another_process_writes_to_is_not_waited_for(drafting: Drafting) -> None:
    def try_to_keep(_: str) -> Entry:
        with pytest.raises(StorageFailedError):
            drafting.keep("We")  # as a thread would meanwhile
        return an_entry()

    drafting.save("We walked.", try_to_keep)
    assert kept(drafting) == []
