"""Texts in files for other editors: private, in memory, and never lost or left."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import EVENING, CountingIds, StoppedClock
from closeness_cli.bootstrap.left_texts import (
    LeftText,
    put_text,
    remove_left_texts,
    take_in_left_texts,
)
from closeness_cli.bootstrap.terminal import editor_folders
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryKind
from closeness_cli.errors import StorageFailedError
from closeness_cli.storage.drafts import DraftStore
from closeness_cli.storage.vault import empty_vault

if TYPE_CHECKING:
    from collections.abc import Iterator

VAULT = Path("/home/kim/vault/vault.db")
DRAFT = Draft("d1", "", EVENING, EntryKind.CONFLICT, "e1", "r1", "p1")


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment with a folder in memory of its own."""
    runtime = Path("/dev/shm", f"test-{os.getpid()}-{tmp_path.name}")
    runtime.mkdir(mode=0o700)
    yield {"XDG_RUNTIME_DIR": str(runtime)}
    shutil.rmtree(runtime)


@pytest.fixture
def drafts() -> Iterator[DraftStore]:
    with closing(empty_vault(ids=CountingIds())) as connection:
        yield DraftStore(connection)


def base(environment: dict[str, str]) -> Path:
    return Path(editor_folders(environment)[0])


def put(environment: dict[str, str], text: str = "") -> LeftText:
    return put_text(environment, text, DRAFT, vault=VAULT)


def sweep(environment: dict[str, str], drafts: DraftStore, vault: Path = VAULT) -> bool:
    return take_in_left_texts(environment, vault=vault, drafts=drafts, clock=StoppedClock())


def test_the_file_is_closed_to_all_others_and_so_is_every_folder_above(
    environment: dict[str, str],
) -> None:
    left = put(environment, "We walked.")
    assert left.file.read_text() == "We walked.\n"
    rights = {one: stat.S_IMODE(one.lstat().st_mode) for one in base(environment).rglob("*")}
    assert {rights[one] for one in rights if one.is_dir()} == {0o700}
    assert {rights[one] for one in rights if one.is_file()} == {0o600}
    assert stat.S_IMODE(base(environment).lstat().st_mode) == 0o700
    left.let_go()


def test_nothing_is_left_once_it_is_removed(environment: dict[str, str]) -> None:
    left = put(environment, "We walked.")
    (left.folder / "text.md~").write_text("a backup")
    (left.folder / "more").mkdir()
    left.remove()
    left.let_go()
    assert not base(environment).exists()


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("", b"", None),
        ("", b" \n\n", None),
        ("", b"We walked.\n", "We walked."),
        ("", b"We walked.", "We walked."),
        ("", b"We walked.\n\n", "We walked.\n"),
        ("We", b"We\n", None),
        ("We", b"We", None),
        ("We\n", b"We\n", None),
        ("We\n", b"We walked.\n", "We walked.\n"),
        ("", "שלום 愛\r\n".encode(), "שלום 愛\r"),
        ("", b"caf\xe9\n", "café"),
    ],
)
def test_what_was_written_is_read_but_for_the_last_line_end(
    environment: dict[str, str], before: str, after: bytes, text: str | None
) -> None:
    left = put(environment, before)
    left.file.write_bytes(after)
    assert left.text() == text
    left.let_go()


@pytest.mark.parametrize("name", ["text.md.save", "text.md.save.1", "#text.md#"])
def test_what_an_editor_rescued_is_read_where_it_is_newer(
    environment: dict[str, str], name: str
) -> None:
    left = put(environment)
    left.file.write_text("saved\n")
    (left.folder / name).write_text("rescued\n")
    os.utime(left.file, (1, 1))
    assert left.text() == "rescued"
    os.utime(left.folder / name, (0, 0))
    assert left.text() == "saved"
    left.let_go()


def test_a_link_that_somebody_put_there_is_not_followed(environment: dict[str, str]) -> None:
    left = put(environment)
    left.file.unlink()
    left.file.symlink_to("/etc/passwd")
    assert left.text() is None
    left.let_go()


def test_what_a_crash_left_becomes_the_same_draft_and_is_removed(
    environment: dict[str, str], drafts: DraftStore
) -> None:
    left = put(environment)
    left.file.write_text("We walked.\n")
    os.utime(left.file, (EVENING.at.timestamp(),) * 2)
    left.let_go()
    assert sweep(environment, drafts)
    assert drafts.all(person_id="p1") == [
        DRAFT._replace(text="We walked.", moment=drafts.all(person_id="p1")[0].moment)
    ]
    assert drafts.all(person_id="p1")[0].moment.at == EVENING.at
    assert not base(environment).exists()


def test_a_text_that_was_not_changed_is_removed_and_no_draft(
    environment: dict[str, str], drafts: DraftStore
) -> None:
    put(environment, "We walked.").let_go()
    assert not sweep(environment, drafts)
    assert drafts.all(person_id="p1") == []
    assert not base(environment).exists()


def test_a_text_that_somebody_is_at_stays(environment: dict[str, str], drafts: DraftStore) -> None:
    left = put(environment)
    left.file.write_text("We walked.\n")
    assert not sweep(environment, drafts)
    assert left.file.exists()
    left.let_go()


def test_a_text_of_another_vault_stays(environment: dict[str, str], drafts: DraftStore) -> None:
    left = put(environment)
    left.file.write_text("We walked.\n")
    left.let_go()
    assert not sweep(environment, drafts, Path("/other/vault.db"))
    assert left.file.exists()


def test_what_a_crash_left_goes_with_a_vault_that_is_destroyed(environment: dict[str, str]) -> None:
    put(environment, "We walked.").let_go()
    remove_left_texts(environment, vault=Path("/home/kim/other/vault.db"))
    assert base(environment).exists()
    remove_left_texts(environment, vault=VAULT)
    assert not base(environment).exists()


def test_a_text_that_cannot_be_kept_stays(environment: dict[str, str]) -> None:
    left = put(environment)
    left.file.write_text("We walked.\n")
    left.let_go()

    class Full(DraftStore):
        def keep(self, _: Draft) -> None:
            raise StorageFailedError("The disk is full.")

    with closing(empty_vault(ids=CountingIds())) as connection:
        assert not sweep(environment, Full(connection))
    assert left.file.exists()


@pytest.mark.parametrize("about", [b"", b"{", b"[]", b'{"vault": 1}', b"\xff", b"null"])
def test_what_is_no_text_of_ours_is_left_alone(
    environment: dict[str, str], drafts: DraftStore, about: bytes
) -> None:
    base(environment).mkdir(mode=0o700)
    file = base(environment) / "x.json"
    file.write_bytes(about)
    assert not sweep(environment, drafts)
    assert file.exists()


@pytest.mark.parametrize("is_link", [True, False])
def test_a_folder_that_is_not_closed_is_not_used(
    environment: dict[str, str], tmp_path: Path, *, is_link: bool
) -> None:
    folder = base(environment)
    if is_link:
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "elsewhere")
    else:
        folder.mkdir()
        folder.chmod(0o755)
    left = put(environment)
    assert left.folder.parent == Path(editor_folders({})[0])  # the next one in memory
    left.remove()
    left.let_go()


def test_a_folder_on_a_disk_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nnot a mount\n")
    monkeypatch.setattr("closeness_cli.bootstrap.left_texts.MOUNTS", mounts)
    with pytest.raises(StorageFailedError) as error:
        put({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert "no folder in memory" in error.value.sentence
    assert sorted(tmp_path.iterdir()) == [mounts]
