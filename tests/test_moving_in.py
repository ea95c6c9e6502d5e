"""Every command of the page on moving in does what the page says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import Closeness

if TYPE_CHECKING:
    from commands import Outcome

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "moving-in.md").read_text("utf-8")
JOURNALS = PROJECT / "tests" / "data" / "journals"

LINES: list[str] = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
    if line.startswith("closeness ")
]

DAY_ONE = {
    "metadata": {"version": "1.0"},
    "entries": [
        {
            "uuid": "0A1B2C3D4E5F60718293A4B5C6D7E8F9",
            "creationDate": "2024-03-01T20:30:00Z",
            "timeZone": "Asia/Tokyo",
            "text": "Above\\. #walk",
            "tags": ["date night"],
            "starred": True,
            "photos": [{"md5": "a"}],
        }
    ],
}


@pytest.fixture
def closeness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """Someone in a folder with an export of each program."""
    monkeypatch.chdir(tmp_path)
    for name in ("jrnl.json", "jrnl.txt"):
        shutil.copy(JOURNALS / name, tmp_path / name.replace("jrnl", "journal"))
    with zipfile.ZipFile("Export.zip", "w") as archive:
        archive.writestr("Journal.json", json.dumps(DAY_ONE))
        archive.writestr("photos/a.jpeg", b"\xff\xd8 not read")
    Path("daylio_export.csv").write_text(
        "full_date,date,weekday,time,mood,activities,note_title,note\n"
        '2024-03-01,1 March,Friday,21:30,rad,"walk | family",,Up the hill.\n'
        "2024-03-02,2 March,Saturday,09:00,sleepy,,,Tea.\n",
        "utf-8",
    )
    Path("diary.csv").write_text("Datum,Notiz\n2024-03-01,Walked.\n", "utf-8")
    Path("notes").mkdir()
    Path("notes", "2024-03-01.md").write_text("Walked.\n", "utf-8")
    Path("notes", "recipes.md").write_text("Soup.\n", "utf-8")
    return Closeness(tmp_path / "vault")


def say(closeness: Closeness, line: str) -> Outcome:
    """Run a line of the page; whoever is asked agrees."""
    _, *words = shlex.split(line)
    return closeness(*words, *(["--yes"] if {"import", "undo"} & {*words} else []))


def about(word: str) -> str:
    """Find the one line of the page with a word in it."""
    found: list[str] = [one for one in LINES if word in one]
    assert len(found) == 1
    return found[0]


def test_every_line_of_the_page_is_run_and_succeeds(closeness: Closeness) -> None:
    ways_in = [line for line in LINES if " import " in line]
    assert len(ways_in) == 8
    for line in sorted(LINES, key=lambda one: one not in ways_in):
        done = say(closeness, line)
        assert (line, done.status) == (line, 0)


def test_a_second_time_adds_nothing_and_a_dry_run_nothing_at_all(closeness: Closeness) -> None:
    assert "4 entries to import" in say(closeness, about("--dry-run")).out
    assert not closeness.vault.exists()
    line = "closeness journal import journal.json --from jrnl"
    assert line in LINES
    assert say(closeness, line).out.startswith("Imported: 4 entries.")
    # The text of the same journal says the same, so nothing of it is new either.
    for again in (line, about("journal.txt")):
        assert say(closeness, again).out.startswith("Imported: 0 entries.\n4 were here already.")


def test_an_import_is_taken_back_as_one_change(closeness: Closeness) -> None:
    closeness.write("Before.")
    say(closeness, "closeness journal import journal.json --from jrnl")
    assert say(closeness, "closeness journal undo").status == 0
    entries = closeness("journal", "list", "--json").data["entries"]
    assert [one["text"] for one in entries] == ["Before."]


@pytest.mark.parametrize(
    ("word", "texts", "told"),
    [
        ("Export.zip", ["Above. #walk"], "photos: 1"),
        ("daylio", ["Tea.", "Up the hill."], "the mood 'sleepy', which has no place"),
        ("diary.csv", ["Walked."], "Europe/Berlin, yours now"),
        ("notes", ["Walked."], "files without a day in front matter, name or heading: 1"),
    ],
)
def test_what_comes_and_what_does_not_is_as_the_page_says(
    word: str, texts: list[str], told: str, closeness: Closeness
) -> None:
    assert told in say(closeness, about(word)).out
    entries = closeness("journal", "list", "--json").data["entries"]
    assert [one["text"] for one in entries] == texts


def test_what_leaves_comes_back_equal(closeness: Closeness) -> None:
    say(closeness, about("Export.zip"))
    kept = closeness("journal", "list", "--json").data["entries"]
    for line, source in ((about("--to markdown"), "markdown"), (about("--to csv"), "csv")):
        assert say(closeness, line).status == 0
        other = Closeness(closeness.vault.with_name(source))
        other("journal", "import", shlex.split(line)[3], "--from", source, "--yes")
        assert other("journal", "list", "--json").data["entries"] == kept
