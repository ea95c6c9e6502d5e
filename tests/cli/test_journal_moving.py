"""`closeness journal import` and `export`: told first, all or nothing, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from commands import Closeness, Outcome

DATA = Path(__file__).parents[1] / "data" / "journals"

TABLE = "date,time,text,weather\n2024-03-01,21:30,Walked. #walk,wet\n2024-03-02,9:00,Tea.,\n"


def entries_of(closeness: Closeness) -> list[dict[str, object]]:
    found: list[dict[str, object]] = closeness("journal", "list", "--json").data["entries"]
    return found


def test_what_it_would_do_is_told_and_nothing_is_made(closeness: Closeness) -> None:
    done = closeness("journal", "import", "-", "--from", "csv", "--dry-run", given=TABLE)
    assert (done.status, done.err) == (0, "")
    for words in (
        "2 entries to import",
        "Friday 1 March 2024",
        "Saturday 2 March 2024",
        "#walk 1",
        "the column 'weather'  1",
        "taken as Europe/Berlin, yours now",
    ):
        assert words in done.out
    assert not closeness.vault.exists()


def test_without_a_terminal_somebody_must_have_agreed(closeness: Closeness) -> None:
    assert closeness("journal", "import", "-", "--from", "csv", given=TABLE) == (
        3,
        "",
        (
            "Nobody is here to agree, so nothing was imported.\n"
            "  Look with --dry-run, then import with --yes.\n"
        ),
    )
    assert not closeness.vault.exists()


def test_entries_come_in_once_and_losses_are_told(closeness: Closeness) -> None:
    done = closeness("journal", "import", "-", "--from", "csv", "--yes", given=TABLE)
    assert done.out == (
        "Imported: 2 entries.\n"
        "Times without a zone are taken as Europe/Berlin, yours now;"
        " --timezone ZONE takes another.\n"
        "What is not kept as it was:\n  the column 'weather': 1\n"
    )
    again = closeness(
        *("journal", "import", "-", "--from", "csv", "--timezone", "Asia/Tokyo", "--json"),
        given=TABLE,
    ).data
    assert (again["new"], again["known"], again["timezone"]) == (0, 2, "Asia/Tokyo")
    assert [one["at"] for one in entries_of(closeness)] == [
        "2024-03-02T09:00:00+01:00",
        "2024-03-01T21:30:00+01:00",
    ]


def test_a_faulty_journal_leaves_everything_as_it_was(closeness: Closeness) -> None:
    table = TABLE + "03.04.2024,9:00,secret,\n"
    assert closeness("journal", "import", "-", "--from", "csv", "--yes", given=table) == (
        2,
        "",
        (
            "The journal has one fault; nothing of it was taken.\n"
            "  standard input: line 4: its date is not understood; write it as 2024-03-01\n"
            "  Nothing was imported. Put it right, then import it again.\n"
        ),
    )
    assert not closeness.vault.exists()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("", "Say where it comes from."),
        ("--from jrnll", "That is not known to --from (did you mean 'jrnl'?)."),
        ("--from jrnl --columns date=a", "Only csv has columns to name."),
        ("--from csv --columns date", "The columns are not understood."),
        ("--from csv --timezone Mars", "That time zone is not known."),
        ("--from jrnl", "The file cannot be read"),
        ("--from markdown", "The folder cannot be read."),
    ],
)
def test_what_cannot_be_meant_is_refused(options: str, sentence: str, closeness: Closeness) -> None:
    done = closeness("journal", "import", "nothing-here", *options.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(sentence)


def test_entries_can_be_brought_for_another_person(closeness: Closeness) -> None:
    closeness("journal", "import", "-", "--from", "csv", "--yes", "--as", "Sam", given=TABLE)
    assert entries_of(closeness) == []
    assert len(closeness("journal", "list", "--as", "Sam", "--json").data["entries"]) == 2


@pytest.mark.parametrize("target", ["csv", "markdown", "jsonl"])
def test_what_was_exported_comes_back_equal(
    target: str, closeness: Closeness, tmp_path: Path
) -> None:
    closeness("journal", "import", str(DATA / "jrnl.json"), "--from", "jrnl", "--yes")
    closeness.write("=1+1 #walk\n\n## 21:04\n", "--mood", "-1", "--kind", "conflict", "--shared")
    closeness("journal", "delete", closeness.write("Thrown away."))
    kept = entries_of(closeness)
    assert len(kept) == 5
    out = str(tmp_path / "out")
    assert closeness("journal", "export", out, "--to", target).status == 0
    again = closeness("journal", "export", out, "--to", target)
    assert (again.status, "name already" in again.err) == (2, True)
    other = type(closeness)(closeness.vault.with_name("other"))
    back = (
        ("vault", "import", out)
        if target == "jsonl"
        else ("journal", "import", out, "--from", target, "--yes")
    )
    assert other(*back).status == 0
    assert entries_of(other) == kept
    assert other(*back).out.startswith("Imported: 0 ")
    if target == "markdown":
        assert {one.stat().st_mode & 0o777 for one in Path(out).rglob("*.md")} == {0o600}


def test_what_jrnl_cannot_hold_is_told(closeness: Closeness) -> None:
    closeness.write("Walked.", "--mood", "1", "--tag", "home")
    assert closeness("journal", "export", "--to", "jrnl") == (
        0,
        "[2025-11-14 21:04:00] Walked.\n#home\n",
        (
            "What is not kept as it was:\n  moods: 1\n  time zones: 1\n"
            "  tags that stand in a last line of their own now: 1\n"
        ),
    )


def test_markdown_needs_a_folder_to_be_written_to(closeness: Closeness) -> None:
    done = closeness("journal", "export", "--to", "markdown")
    assert (done.status, done.err.startswith("Markdown is written as a folder")) == (2, True)


class TestAnotherEncoding:
    LATIN = "date,text\n2024-03-01,Müller kam spät.\n".encode("latin-1")

    def bring(self, kept: Closeness, *more: str) -> Outcome:
        return kept("journal", "import", "-", "--from", "csv", "--yes", *more, given=self.LATIN)

    def test_it_is_refused_with_its_place_and_the_way_out(self, kept: Closeness) -> None:
        done = self.bring(kept)
        assert done.status == 2
        assert "not UTF-8 (at byte 22)" in done.err
        assert "--encoding latin-1" in done.err

    def test_named_it_is_taken_as_it_was_written(self, kept: Closeness) -> None:
        assert self.bring(kept, "--encoding", "latin-1", "-q").status == 0
        assert "Müller kam spät." in kept("journal", "list").out

    @pytest.mark.parametrize("encoding", ["no-such", "utf-8", "rot13", "a\0b", "hex", ""])
    def test_a_wrong_one_takes_nothing(self, kept: Closeness, encoding: str) -> None:
        done = self.bring(kept, "--encoding", encoding)
        assert (done.status, done.out) == (2, "")
        assert "Traceback" not in done.err
        assert kept("journal", "list").out == ""
