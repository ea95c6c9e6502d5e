"""`closeness report`: what there is, on one page, in a file or for a program."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from commands import SHORT, Closeness

if TYPE_CHECKING:
    from pathlib import Path

FIRST_PAGE = """\
You answered “Weather today” on Friday 14 November.

In your words
  Friday 14 November · mood good
  We walked #home.

Your answers · Weather today
  How is your mood today?                      very good
  How close do you feel to this person today?  close (4 of 5)

From one set of answers and one entry. Four weekly questions begin a line over
time:  closeness assess
"""


@pytest.fixture
def evening(closeness: Closeness) -> Closeness:
    """One set of answers and one entry."""
    closeness("assess", "weather", "--answer=mood=2", "--answer=connection=4")
    closeness("journal", "We walked #home.", "--mood", "1")
    return closeness


def test_without_anything_it_says_how_to_begin(closeness: Closeness) -> None:
    assert closeness("report") == (
        0,
        (
            "Nothing is here yet, and that is fine: one line or one answer begins this page.\n\n"
            "  Write a line or two    closeness journal\n"
            "  Answer four questions  closeness assess\n"
        ),
        "",
    )


def test_one_evening_makes_a_page_worth_reading(evening: Closeness) -> None:
    assert evening("report") == evening("report", "overview") == (0, FIRST_PAGE, "")


def test_quiet_still_gives_what_was_asked_for(evening: Closeness) -> None:
    assert evening("report", "--quiet") == (0, FIRST_PAGE, "")


def test_a_program_gets_one_fact_a_line(evening: Closeness) -> None:
    assert evening("report", "--plain").out == (
        "You answered “Weather today” on Friday 14 November.\n"
        "In your words\n"
        "Friday 14 November · mood good: We walked #home.\n"
        "Your answers · Weather today\n"
        "How is your mood today? very good\n"
        "How close do you feel to this person today? close (4 of 5)\n"
        "From one set of answers and one entry. Four weekly questions begin a line over time:  "
        "closeness assess\n"
    )


def test_the_envelope_holds_the_same_page(evening: Closeness) -> None:
    data = evening("report", "--json").data
    assert (data["sets"], data["entries"], data["today"]) == (1, 1, "2025-11-14")
    assert data["sentence"] == "You answered “Weather today” on Friday 14 November."
    assert [(one["id"][:10], one["text"]) for one in data["words"]] == [(SHORT, "We walked #home.")]


@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_no_line_is_wider_than_the_terminal(columns: str, evening: Closeness) -> None:
    for week in range(1, 12):
        later = evening.at(f"2026-01-{week * 2:02}T19:30:00+01:00")
        later("assess", f"--answer=connection={week % 10 + 1}", "--answer=heard=3")
        later("journal", f"Line {week}, about the #river.", f"--mood={week % 5 - 2}")
    evening.environment["COLUMNS"] = columns
    lines = evening.at("2026-02-01T20:00:00+01:00")("report").out.splitlines()
    assert len(lines) > 10
    assert max(map(len, lines)) <= int(columns)


def test_what_moved_by_more_than_noise_is_said_and_the_first_set_taken_in_on_request(
    closeness: Closeness,
) -> None:
    heard = [2, 2, 1, 2, 1, 2, 1, 2, 2, *([4, 5] * 4)]
    for week, value in enumerate(heard):
        at = f"{date(2025, 1, 6) + timedelta(weeks=week)}T19:30:00+01:00"
        close = f"--answer=connection={5 + week % 2}"
        closeness.at(at)("assess", f"--answer=heard={value}", close)
    later = closeness.at("2025-06-01T20:00:00+02:00")
    said = "against the last four and the four before; your own usual wobble)."
    expected = "Feeling heard: higher than your first weeks, by more than noise"
    assert f"{expected} (sets 2 to 9 {said}" in later("report", "--plain").out
    assert (
        f"{expected} (the first eight sets {said}"
        in later(*("report", "--plain", "--with-first")).out
    )
    levels = {one["dimension"]: one for one in later("report", "--json").data["levels"]}
    assert levels["heard"]["change"]["outcome"] == "up"
    assert levels["room"]["change"]["reason"] == "too_few_runs"


class TestPeriod:
    @pytest.fixture
    def autumn(self, evening: Closeness) -> Closeness:
        """Another evening, a month before."""
        for line in (
            "journal Earlier. --at 2025-10-10",
            "assess --answer=connection=3 --at 2025-10-10",
        ):
            evening(*line.split())
        return evening

    @pytest.mark.parametrize(
        ("options", "sets", "entries"),
        [
            ([], 2, 2),
            (["--since", "2025-11-14"], 1, 1),
            (["--since", "2025-11-15"], 0, 0),
            (["--until", "2025-10-10"], 1, 1),
            (["--until", "2025-10-09"], 0, 0),
            (["--until", "9999-12-31"], 2, 2),
            (["--since", "0001-01-01"], 2, 2),
            (["--since", "2025-10-10", "--until", "2025-10-10"], 1, 1),
            (["--last", "1d"], 1, 1),
            (["--last", "5w"], 1, 1),
            (["--last", "36d"], 2, 2),
            (["--last", "100y"], 2, 2),
        ],
    )
    def test_only_what_is_in_it_counts(
        self, options: list[str], sets: int, entries: int, autumn: Closeness
    ) -> None:
        data = autumn("report", *options, "--json").data
        assert (data["sets"], data["entries"]) == (sets, entries)

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (
                ["--last", "2w", "--since", "2025-01-01"],
                "--last already says when to begin and end.\n  Leave out --since and --until.\n",
            ),
            (
                ["--since", "2025-11-02", "--until", "2025-11-01"],
                (
                    "There is no day from --since to --until.\n"
                    "  For example: --since 2026-03-01 --until 2026-03-31\n"
                ),
            ),
            (
                ["--last", "0d"],
                "That length of time is not understood.\n  Write it as 10d, 12w, 6m or 1y.\n",
            ),
            (
                ["--since", "March"],
                "That names no day.\n  Say which: 'last friday', '14 Nov 2025'.\n",
            ),
        ],
    )
    def test_one_that_cannot_be_is_refused(
        self, options: list[str], complaint: str, autumn: Closeness
    ) -> None:
        assert autumn("report", *options) == (2, "", complaint)

    def test_it_may_be_said_in_words(self, autumn: Closeness) -> None:
        by_words = autumn("report", "--since", "3 weeks ago", "--until", "gestern", "--json")
        by_days = autumn("report", "--since", "2025-10-24", "--until", "2025-11-13", "--json")

        assert by_words.data == by_days.data

    def test_an_empty_one_is_no_failure(self, autumn: Closeness) -> None:
        status, out, err = autumn("report", "--since", "2026-01-01")
        assert (status, err) == (0, "")
        assert out.startswith("Nothing was written or answered in this period.\n")


class TestAPeriodThatIsOver:
    @pytest.fixture
    def october(self, closeness: Closeness) -> Closeness:
        """Two weeks with an answer and a mood."""
        for day in ("2025-10-10", "2025-10-17"):
            closeness("journal", "A line. #walk", "--mood", "1", "--at", day)
            closeness("journal", "Another.", "--mood", "1", "--at", f"{day} 23:00")
            closeness("assess", "--answer=connection=3", "--at", day)
        return closeness

    @pytest.mark.parametrize("section", ["overview", "trend", "range", "words"])
    def test_no_later_day_is_promised(self, october: Closeness, section: str) -> None:
        over = october("report", section, "--until", "2025-11-09")
        assert "from about" not in over.out
        assert "in this period" in over.out or "This period" in over.out

    def test_a_running_one_has_a_later_day(self, october: Closeness) -> None:
        assert "Too early to compare; from about" in october("report", "trend").out


class TestMarkdown:
    def test_a_dash_is_the_standard_output(self, evening: Closeness, tmp_path: Path) -> None:
        file = tmp_path / "page.md"
        evening("report", "--markdown", str(file))
        shown = evening("report", "--markdown", "-")
        assert (shown.status, shown.out) == (0, file.read_text())

    def test_it_writes_a_new_file_for_its_owner_only(
        self, evening: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.md"
        assert evening("report", "--markdown", str(file)) == (
            0,
            "",
            "Written. It is plain text: anyone who can read the file can read it.\n",
        )
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.read_bytes().decode() == (
            "# Where things stood on Friday 14 November 2025\n\n"
            "**You answered “Weather today” on Friday 14 November.**\n\n"
            "## In your words\n\n"
            "Friday 14 November · mood good\n\n> We walked \\#home.\n\n"
            "## Your answers · Weather today\n\n"
            "- How is your mood today? very good\n"
            "- How close do you feel to this person today? close (4 of 5)\n\n"
            "From one set of answers and one entry. Four weekly questions begin a line over time:"
            "  closeness assess\n"
        )

    def test_a_program_is_told_too(self, evening: Closeness, tmp_path: Path) -> None:
        file = tmp_path / "page.md"
        assert evening("report", "--markdown", str(file), "--json").data == {
            "file": str(tmp_path / "page.md")
        }
        assert file.exists()

    def test_a_file_that_is_there_is_left_as_it_is(
        self, evening: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.md"
        file.write_text("mine")
        for name in (file, tmp_path, evening.vault / "vault.db"):
            assert evening("report", "--markdown", str(name)) == (
                2,
                "",
                (
                    "There is a file of that name already, so nothing was written.\n"
                    "  Name a new one.\n"
                ),
            )
        assert file.read_text() == "mine"
        assert sorted(tmp_path.iterdir()) == [file, evening.vault]

    @pytest.mark.parametrize("name", ["{}/none/page.md", "/dev/null/page.md", "{}/" + "a" * 300])
    def test_where_it_cannot_be_written_nothing_is_left(
        self, name: str, evening: Closeness, tmp_path: Path
    ) -> None:
        assert evening("report", "--markdown", name.format(tmp_path)) == (
            1,
            "",
            "The file could not be written, so there is none.\n  Name it in another folder.\n",
        )
        assert list(tmp_path.iterdir()) == [evening.vault]

    @pytest.mark.parametrize("name", ["", "/", "."])
    def test_what_is_no_file_s_name_is_refused(self, name: str, evening: Closeness) -> None:
        assert evening("report", "--markdown", name).status == 2
