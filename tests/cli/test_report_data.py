"""`closeness report data`: figures in a file for its owner alone, and never a word of an entry."""

from __future__ import annotations

import csv
import io
import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness


@pytest.fixture
def written(closeness: Closeness) -> Closeness:
    """A set of answers, two entries with words, and a ritual with a formula for a name."""
    closeness("assess", "--answer", "connection=7", "--answer", "heard=4")
    closeness("journal", "We walked under the =plum trees.", "--mood", "1", "--tag", "walk")
    closeness("journal", "conflict", "About the dishes again.")
    closeness("ritual", "add", "=Tea()")
    closeness("ritual", "done", "=Tea()")
    return closeness


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_there_is_nothing_yet_and_that_is_fine(closeness: Closeness) -> None:
    assert closeness("report", "data") == (
        0,
        "There are no figures yet, and that is fine.\n",
        "",
    )
    assert closeness("report", "data", "--last", "3w").out.startswith("There are no figures in")


def test_a_page_says_what_there_is_and_how_to_have_it(written: Closeness) -> None:
    done = written("report", "data")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("16 rows of figures for R, pandas or a spreadsheet: of Friday 14 No")
    assert "  answer 4    an answer in a number, as it was given\n" in done.out
    assert "closeness report data --csv FILE.csv" in done.out
    kinds = written("report", "data", "--json").data["kinds"]
    expected = "followed 1, score 4, answer 4, mood 1, entries 1, kind 2, tag 1, ritual 1, repair 1"
    assert ", ".join(f"{one['what']} {one['n']}" for one in kinds if one["n"]) == expected


def test_a_table_is_written_with_its_codebook_for_its_owner_alone(
    written: Closeness, tmp_path: Path
) -> None:
    file, book = tmp_path / "mine.csv", tmp_path / "mine-codebook.csv"
    done = written("report", "data", "--csv", str(file))
    assert done.status == 0
    assert done.out.startswith("Written: ")
    assert {stat.S_IMODE(path.stat().st_mode) for path in (file, book)} == {0o600}
    table, explained = read(file.read_text("utf-8")), read(book.read_text("utf-8"))
    assert {one["name"] for one in explained if one["what"] == "column"} == set(table[0])
    assert {row["what"] for row in table} <= {one["what"] for one in explained}
    named = {(row["what"], row["name"]) for row in table if row["name"]}
    assert named <= {(one["what"], one["name"]) for one in explained}
    assert [row["name"] for row in table if row["what"] == "ritual"] == ["'=Tea()"]


def test_no_word_of_an_entry_is_among_them(written: Closeness, tmp_path: Path) -> None:
    written("report", "data", "--csv", str(tmp_path / "a.csv"))
    for path in tmp_path.glob("*.csv"):
        assert not any(word in path.read_text("utf-8") for word in ("plum", "dishes", "walked"))


def test_the_table_alone_goes_to_a_program(written: Closeness, tmp_path: Path) -> None:
    done = written("report", "data", "--csv", "-")
    written("report", "data", "--csv", str(tmp_path / "a.csv"))
    assert done.out.encode() == (tmp_path / "a.csv").read_bytes()
    assert done.err == "The table alone; a file gets a codebook beside it.\n"


def test_a_folder_gets_a_file_of_its_own(written: Closeness, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    done = written("report", "data", "--json", "--csv", str(folder))
    assert done.data == {
        "file": str(folder / "figures.csv"),
        "codebook": str(folder / "figures-codebook.csv"),
        "rows": 16,
    }
    assert sorted(path.name for path in folder.iterdir()) == ["figures-codebook.csv", "figures.csv"]


@pytest.mark.parametrize("there", ["mine.csv", "mine-codebook.csv"])
def test_nothing_is_written_over_another_file(
    written: Closeness, tmp_path: Path, there: str
) -> None:
    (tmp_path / there).write_text("old")
    done = written("report", "data", "--csv", str(tmp_path / "mine.csv"))
    assert (done.status, done.out) == (2, "")
    assert "already, so nothing was written" in done.err
    names = [path.name for path in tmp_path.iterdir() if path.is_file()]
    assert (names, (tmp_path / there).read_text()) == ([there], "old")


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_is_no_name_of_a_file_is_said(closeness: Closeness, name: str) -> None:
    assert closeness("report", "data", "--csv", name).status == 2


def test_only_the_days_that_were_asked_for_are_there(written: Closeness) -> None:
    tomorrow = written.at("2025-11-15T12:00:00+01:00")
    tomorrow("journal", "Rain.", "--mood", "-1")
    rows = read(tomorrow("report", "data", "--csv", "-", "--since", "2025-11-15").out)
    assert {row["on"] for row in rows} == {"2025-11-15"}


def test_another_person_s_figures_are_theirs_alone(written: Closeness) -> None:
    written("journal", "Mine too.", "--as", "Noor", "--yes", "--mood", "2")
    rows = read(written("report", "data", "--csv", "-", "--as", "Noor").out)
    assert [(row["what"], row["value"]) for row in rows if row["what"] == "mood"] == [("mood", "2")]
    assert not any(row["what"] in ("score", "answer", "tag") for row in rows)


def test_it_is_written_into_one_kind_of_file_at_a_time(written: Closeness, tmp_path: Path) -> None:
    table, page = str(tmp_path / "a.csv"), str(tmp_path / "a.md")
    assert written("report", "data", "--csv", table, "--markdown", page).status == 2
    assert not list(tmp_path.glob("a*"))
    assert written("report", "data", "--markdown", page).status == 0
    assert "16 rows of figures" in (tmp_path / "a.md").read_text("utf-8")
