"""The report in a file: as a page for a browser, and as one to bring to an appointment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.cli.report.sections import SECTIONS
from pages import parsed

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

PREVIEW = """\
This is what the page will hold.
File: {}
What I want to talk about: {}
Period: everything there is
Of the report: overview
Entries: {}
On its last sheet: what the numbers mean, and what they do not
Not in it: any other entry, and answers in your own words. \
Tags and rituals are named where a section tells of them.
"""

TRACES = (
    "Written; only your account can read the file. Opening it leaves its name in the history of "
    "the browser, printing it may leave a copy with the printer, and sending it leaves one with "
    "whoever carries it. Delete it when it has done its work.\n"
)


@pytest.fixture
def told(closeness: Closeness) -> Closeness:
    """Three entries and two sets of answers."""
    for line in (
        "journal add Begun.#session --at 2025-10-01 --tag session",
        "journal add Talked<script>. --at 2025-11-01 --tag session --mood 1",
        "journal add Alone. --at 2025-11-10 --mood -1",
        "assess --answer connection=4 --at 2025-10-05",
        "assess --answer connection=6 --at 2025-11-09",
    ):
        closeness(*line.split())
    return closeness


class TestHtml:
    def test_it_writes_a_new_file_for_its_owner_only(self, told: Closeness, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        assert told("report", "--html", str(file)) == (
            0,
            "",
            "Written. It is plain text: anyone who can read the file can read it.\n",
        )
        assert file.stat().st_mode & 0o777 == 0o600
        page = parsed(file.read_text("utf-8"))
        assert page.one("h1").text == "Where things stood on Friday 14 November 2025"
        assert [one.text for one in page.all("blockquote")] == [
            "Alone.",
            "Talked<script>.",
            "Begun.#session",
        ]

    def test_it_says_the_same_sentences_as_the_terminal(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        told("report", "--html", str(file))
        page = " ".join(parsed(file.read_text("utf-8")).one("main").text.split())
        for line in told("report", "--plain").out.splitlines():
            for part in line.split(": ") if ": " in line else [line]:
                assert " ".join(part.split()) in page

    def test_it_is_one_file_at_a_time(self, told: Closeness, tmp_path: Path) -> None:
        html, markdown = tmp_path / "page.html", tmp_path / "page.md"
        assert told("report", "--html", str(html), "--markdown", str(markdown)) == (
            2,
            "",
            "It is written into one file at a time.\n  --markdown, or --html.\n",
        )
        assert list(tmp_path.glob("page*")) == []

    def test_a_program_is_told(self, told: Closeness, tmp_path: Path) -> None:
        file = str(tmp_path / "page.html")
        assert told("report", "--html", file, "--json").data == {"file": file}

    def test_a_file_that_is_there_is_left_as_it_is(self, told: Closeness, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        file.write_text("mine")
        assert told("report", "--html", str(file)).status == 2
        assert file.read_text() == "mine"


class TestForTherapist:
    def test_it_is_shown_before_it_is_written_and_says_what_it_leaves(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        assert told("report", "--for-therapist", str(file), "--yes", "--plain") == (
            0,
            PREVIEW.format(file, "lines to write on", "none; --with-entries TAG adds some"),
            TRACES,
        )
        assert file.stat().st_mode & 0o777 == 0o600

    def test_it_holds_what_was_chosen_and_no_other_word(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        chosen = ("--about", "Sleep", "--about", "<b>Us</b>", "--with-entries", "#session")
        told("report", "--for-therapist", str(file), *chosen, "--since", "2025-10-15", "--yes")
        page = parsed(file.read_text("utf-8"))
        assert [one.text for one in page.all("blockquote")] == [
            "Sleep",
            "<b>Us</b>",
            "Talked<script>.",
        ]
        assert [one.text for one in page.all("h2")] == [
            "What I want to talk about",
            "Where things stood on Friday 14 November 2025",
            "Entries that I chose",
            "What the numbers mean, and what they do not",
        ]
        assert page.one("title").text == "Notes, 14 November 2025"
        assert "Alone." not in page.text

    def test_it_begins_with_the_last_entry_of_a_tag(self, told: Closeness, tmp_path: Path) -> None:
        file = str(tmp_path / "page.html")
        since = ("--since-tag", "session")
        done = told("report", *since, "--for-therapist", file, "--yes", "--json")
        assert (done.data["since"], done.data["file"]) == ("2025-11-01", file)
        assert told("report", *since, "--json").data["entries"] == 2

    def test_every_section_that_can_be_named_is_in_it_once(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        named = [word for name in (*SECTIONS, *SECTIONS) for word in ("--section", name)]
        assert told("report", "--for-therapist", str(file), *named, "--yes", "--quiet").status == 0
        page = parsed(file.read_text("utf-8"))
        titles = [one.text for one in page.all("h2")]
        assert len(titles) == len(set(titles)) == len(SECTIONS) + 2
        assert "Alone." not in page.text
        assert "closeness journal" not in page.text

    def test_in_a_folder_it_gets_a_name_that_tells_nothing(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        told("report", "--for-therapist", str(tmp_path), "--yes")
        assert sorted(one.name for one in tmp_path.glob("*.html")) == ["notes-2025-11-14.html"]

    def test_where_nobody_can_agree_it_is_shown_and_not_written(
        self, told: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        done = told("report", "--for-therapist", str(file))
        assert (done.status, done.err) == (
            3,
            (
                "Nobody is here to agree, so nothing was written.\n"
                "  Look at what it would hold, then write it with --yes.\n"
            ),
        )
        assert done.out.startswith("This is what the page will hold.\n")
        assert not file.exists()

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (
                "--about Sleep",
                (
                    "--about, --section and --with-entries belong to --for-therapist.\n"
                    "  closeness report --for-therapist FILE --about TEXT\n"
                ),
            ),
            (
                "--since-tag session --last 2w",
                "--since-tag already says when to begin.\n  Leave out --since, --last.\n",
            ),
            (
                "--since-tag nothing",
                "No entry has that tag.\n  closeness journal tags lists those in use.\n",
            ),
            (
                "--for-therapist {} --yes --section overvew",
                ("There is no section of that name for such a page.\n  Did you mean overview?\n"),
            ),
            (
                "--for-therapist {} --yes --with-entries 1",
                "A tag is one word that begins with a letter.\n  For example: --tag walk\n",
            ),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, options: str, complaint: str, told: Closeness, tmp_path: Path
    ) -> None:
        done = told("report", *options.format(tmp_path).split())
        assert (done.status, done.out, done.err) == (done.status, "", complaint)
        assert done.status in (1, 2)
        assert list(tmp_path.glob("*.html")) == []

    def test_a_file_that_is_there_is_left_as_it_is(self, told: Closeness, tmp_path: Path) -> None:
        file = tmp_path / "page.html"
        file.write_text("mine")
        assert told("report", "--for-therapist", str(file), "--yes").status == 2
        assert file.read_text() == "mine"
