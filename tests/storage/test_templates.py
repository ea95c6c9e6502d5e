"""Templates as files: which are found, and what is refused."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from closeness_cli.errors import (
    BadInputError,
    ClosenessError,
    NotFoundError,
    StorageFailedError,
    WrongUseError,
)
from closeness_cli.storage.templates import (
    LARGEST_TEMPLATE,
    LISTING,
    Templates,
    own_folder,
    shipped_folder,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = own_folder(tmp_path)
    folder.mkdir()
    return folder


@pytest.fixture
def templates(own: Path) -> Templates:
    return Templates(own, shipped_folder())


def refused(templates: Templates, name: str) -> ClosenessError:
    with pytest.raises(ClosenessError) as error:
        templates.find(name)
    return error.value


def test_what_ships_is_there_without_a_folder_of_one_s_own(tmp_path: Path) -> None:
    found, faulty = Templates(own_folder(tmp_path), shipped_folder()).all()
    assert [one.name for one in found] == ["evening", "hard-talk", "week"]
    assert faulty == []
    assert not any(one.is_own for one in found)


def test_one_s_own_goes_before_what_ships(own: Path, templates: Templates) -> None:
    (own / "evening.md").write_text("? Mine?\n")
    found = templates.find("evening")
    assert (found.questions, found.is_own) == (("Mine?",), True)


@pytest.mark.parametrize("name", ["Abend am See", "Abend am See.md", "abend am see"])
def test_a_name_is_the_file_s_with_or_without_its_ending(
    name: str, own: Path, templates: Templates
) -> None:
    (own / "Abend am See.md").write_text("? Wie?\n")
    assert templates.find(name).name == "Abend am See"


def test_accents_may_be_written_in_either_way(own: Path, templates: Templates) -> None:
    (own / unicodedata.normalize("NFD", "übung.md")).write_text("? Wie?\n")
    assert templates.find(unicodedata.normalize("NFC", "übung")).questions == ("Wie?",)


def test_only_markdown_is_looked_at(own: Path, templates: Templates) -> None:
    for name in (".hidden.md", "evening.md~", "notes.txt"):
        (own / name).write_text("? x?\n")
    assert [one.name for one in templates.all()[0]] == ["evening", "hard-talk", "week"]


@pytest.mark.parametrize(
    "name",
    ["../secret", "/etc/passwd", "..", ".", "", "sub/x", "~/x", "a\0b", "\ud800", "x" * 5000],
)
def test_a_name_never_leads_out_of_the_folder(name: str, own: Path, templates: Templates) -> None:
    (own.parent / "secret.md").write_text("? x?\n")
    error = refused(templates, name)
    assert isinstance(error, NotFoundError)
    assert (error.sentence, error.hint) == ("There is no template of that name.", LISTING)


def test_a_slip_is_met_with_the_nearest(templates: Templates) -> None:
    assert refused(templates, "evning").hint == f"Did you mean evening?  {LISTING}"


def test_a_fault_names_the_file_and_the_line(own: Path, templates: Templates) -> None:
    (own / "mine.md").write_text("---\nkind: fight\n---\n{{now}}\n")
    error = refused(templates, "mine")
    assert isinstance(error, BadInputError)
    assert [one.partition(": ")[0] for one in error.faults] == ["mine.md:2", "mine.md:4"]
    found, [faulty] = templates.all()
    assert (len(found), faulty.name) == (3, "mine")


def test_what_is_not_utf_8_is_told_with_its_line(own: Path, templates: Templates) -> None:
    (own / "mine.md").write_bytes(b"? one\n? M\xfcller\n")
    error = refused(templates, "mine")
    assert isinstance(error, BadInputError)
    assert error.faults == ("mine.md:2: it is not UTF-8 here",)


def test_a_file_of_any_size_is_refused_without_reading_it_whole(
    own: Path, templates: Templates
) -> None:
    (own / "fits.md").write_text("x" * LARGEST_TEMPLATE)
    with (own / "large.md").open("wb") as file:
        file.truncate(10**12)  # sparse
    assert len(templates.find("fits").source) == LARGEST_TEMPLATE
    error = refused(templates, "large")
    assert isinstance(error, WrongUseError)
    assert error.sentence == "The template large.md is larger than 64 KB."


def test_what_is_no_file_is_refused_and_not_waited_for(own: Path, templates: Templates) -> None:
    os.mkfifo(own / "pipe.md")
    (own / "folder.md").mkdir()
    (own / "nowhere.md").symlink_to(own / "nothing")
    (own / "loop.md").symlink_to(own / "loop.md")
    assert refused(templates, "pipe").sentence == "pipe.md is no file, so it is no template."
    assert refused(templates, "folder").sentence == "folder.md is a folder, so it is no template."
    assert isinstance(refused(templates, "nowhere"), StorageFailedError)
    assert isinstance(refused(templates, "loop"), StorageFailedError)
    assert [one.name for one in templates.all()[1]] == ["folder", "loop", "nowhere", "pipe"]


def test_a_name_with_controls_is_told_so_that_a_terminal_obeys_nothing(
    own: Path, templates: Templates
) -> None:
    (own / "a\x1b[31m.md").write_text("?\n")
    error = refused(templates, "a\x1b[31m")
    assert isinstance(error, BadInputError)
    assert error.faults == ("a?[31m.md:1: a question needs its words after the ?",)


def test_a_folder_that_is_a_file_is_none(tmp_path: Path) -> None:
    own_folder(tmp_path).write_text("not a folder")
    assert len(Templates(own_folder(tmp_path), shipped_folder()).all()[0]) == 3


def test_the_installed_package_s_folder_goes_first(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "closeness_cli"
    assert shipped_folder(package) == tmp_path / "data" / "templates"
    (package / "data" / "templates").mkdir(parents=True)
    assert shipped_folder(package) == package / "data" / "templates"


def test_without_what_ships_something_is_wrong_with_the_installation(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError):
        Templates(tmp_path / "own", tmp_path / "shipped").find("evening")
