"""Files and folders for their owner only."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from closeness_cli.errors import StorageFailedError, WrongUseError
from closeness_cli.storage import private_files
from closeness_cli.storage.private_files import (
    held_partial,
    make_private_file,
    make_private_folder,
    sweep_partials,
    sync_folder,
    write_new_file,
    write_new_files,
)
from programs import python

if TYPE_CHECKING:
    from collections.abc import Iterator
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


def test_a_link_to_nowhere_is_not_taken_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "new").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(FileExistsError):
        make_private_file(tmp_path / "new")
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_is_written_whole_and_for_its_owner(tmp_path: Path) -> None:
    write_new_file(tmp_path / "out", ["one\n", "zwei ü\n"])

    assert (tmp_path / "out").read_bytes() == "one\nzwei ü\n".encode()
    assert mode(tmp_path / "out") == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_name_as_long_as_a_folder_takes_can_be_written(tmp_path: Path) -> None:
    write_new_file(tmp_path / ("x" * 255), ["words"])

    assert [one.name for one in tmp_path.iterdir()] == ["x" * 255]


@pytest.mark.parametrize("link", [False, True])
def test_what_lies_where_the_file_is_made_receives_no_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    monkeypatch.setattr(os, "urandom", lambda count: b"\x01" * count)
    partial = tmp_path / f".{'01' * 8}.partial"
    if link:
        partial.symlink_to(tmp_path / "elsewhere")
    else:
        partial.write_text("theirs")

    with pytest.raises(WrongUseError):
        write_new_file(tmp_path / "out", ["ours"])
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "elsewhere").exists()
    assert partial.is_symlink() if link else partial.read_text() == "theirs"


def test_text_goes_into_the_file_that_was_made_whatever_takes_its_name(tmp_path: Path) -> None:
    (tmp_path / "theirs").touch()

    def parts() -> Iterator[str]:
        yield "one"
        (partial,) = tmp_path.glob("*.partial")
        partial.unlink()
        partial.symlink_to(tmp_path / "theirs")
        yield "two" * 100_000

    write_new_file(tmp_path / "out", parts())
    assert (tmp_path / "theirs").read_bytes() == b""


def test_another_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("theirs")

    with pytest.raises(WrongUseError, match="There is a file of that name already"):
        write_new_file(tmp_path / "out", ["ours"])
    assert (tmp_path / "out").read_text() == "theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_text_that_is_no_unicode_is_said_to_be_the_fault(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError) as caught:
        write_new_file(tmp_path / "out", ["half \ud800 a character"])

    assert caught.value.sentence == "The text is not valid Unicode, so no file was written."
    assert caught.value.hint == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\0b", "a\ud800b"])
def test_a_name_that_no_file_has_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUseError, match="That is not the name of a file"):
        write_new_file(tmp_path / name, ["words"])
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError, match="The file could not be written"):
        write_new_file(tmp_path / "none" / "out", ["words"])


def test_the_name_is_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(private_files, "sync_folder", synced.append)
    write_new_file(tmp_path / "out", ["words"])

    assert synced == [tmp_path]


def test_files_that_belong_together_are_all_there_or_none(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_new_files({one: ["a", "b"], other: ["c"]})
    assert (one.read_text(), other.read_text(), mode(other)) == ("ab", "c", 0o600)
    one.unlink()
    with pytest.raises(WrongUseError):
        write_new_files({one: ["new"], other: ["new"]})
    assert [path.name for path in tmp_path.iterdir()] == ["other"]
    assert other.read_text() == "c"


def test_ctrl_c_while_the_second_is_written_leaves_neither(tmp_path: Path) -> None:
    def stopped() -> Iterator[str]:
        yield "a"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_new_files({tmp_path / "one": ["a"], tmp_path / "other": stopped()})
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_new_folder_is_made_durable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(private_files, "sync_folder", synced.append)
    make_private_folder(tmp_path / "a" / "b")
    make_private_folder(tmp_path / "a" / "b")

    assert synced == [tmp_path / "a", tmp_path]


def test_what_a_process_still_writes_stays_and_what_a_crash_left_goes(tmp_path: Path) -> None:
    writer = python(
        """
        import sys
        from pathlib import Path
        from closeness_cli.storage.private_files import held_partial

        with held_partial(Path(sys.argv[1])) as partial:
            partial.with_name(partial.name + "-wal").touch()
            print("held", flush=True)
            sys.stdin.read()
        """,
        tmp_path,
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "held\n"
    other = tmp_path / ".ab.partial"  # a file that a person asked for, on its way
    other.touch()
    with held_partial(tmp_path) as own:
        sweep_partials(tmp_path)
        assert own.exists()
        assert len(list(tmp_path.iterdir())) == 4
    writer.kill()
    writer.communicate()
    sweep_partials(tmp_path)
    assert list(tmp_path.iterdir()) == [other]
