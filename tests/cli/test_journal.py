"""`closeness journal`: a line in, the same line out, and every way to find it again."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.ulid import ulid
from commands import NOW, SHORT, Closeness

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Program

MONDAY, WEDNESDAY, LATE = (f"2025-11-{at}:00+01:00" for at in ("10T08:00", "12T09:30", "12T22:00"))

HISTORY = (
    "Your shell may keep this line in its history. Next time, `closeness journal` alone asks you "
    "for it.\n"
)


def short_id(now: str) -> str:
    """Give the beginning of the ids that are made at a moment."""
    return ulid(int(datetime.fromisoformat(now).timestamp() * 1000), bytes(10))[:10]


def texts(closeness: Closeness, *arguments: str) -> list[str]:
    """Give the texts that `list`, or another command, finds."""
    data = closeness("--json", "journal", *(arguments or ["list"])).data
    return [one["text"] for one in data["entries"]]


class TestAdd:
    def test_the_first_line_makes_a_vault_and_says_that_it_is_not_encrypted(
        self, closeness: Closeness
    ) -> None:
        assert closeness("journal", "We walked #home.") == (
            0,
            f"Saved, private. Friday 14 November 2025, 21:04.\n  {SHORT}  Europe/Berlin  #home\n",
            (
                f"{HISTORY}A new vault was made in {closeness.vault}\n"
                "It is not encrypted: anyone who can read your files can read it.\n"
            ),
        )

    def test_the_folder_and_the_file_are_for_their_owner_only(self, closeness: Closeness) -> None:
        closeness("journal", "We walked.")
        assert closeness.vault.stat().st_mode & 0o777 == 0o700
        assert (closeness.vault / "vault.db").stat().st_mode & 0o777 == 0o600

    def test_the_shell_s_history_is_spoken_of_once(self, closeness: Closeness) -> None:
        first, second = (closeness("journal", "We walked.") for _ in range(2))
        assert (HISTORY in first.err, second.err) == (True, "")

    @pytest.mark.parametrize("option", ["--quiet", "--json"])
    def test_what_is_said_once_waits_until_it_is_seen(
        self, option: str, closeness: Closeness
    ) -> None:
        assert closeness("journal", "We walked.", option).err == ""
        assert closeness("journal", "We walked.").err == HISTORY

    def test_a_piped_line_is_in_no_shell_s_history(self, kept: Closeness) -> None:
        assert kept("journal", given="We walked.\n") == (
            0,
            f"Saved, private. Friday 14 November 2025, 21:04.\n  {SHORT}  Europe/Berlin\n",
            "",
        )

    def test_a_line_that_an_option_changes_in_the_history_is_spoken_of_too(
        self, closeness: Closeness
    ) -> None:
        entry = closeness.write(given="We walked.")
        assert closeness("journal", "edit", entry, "--text", "We ran.").err == HISTORY

    @pytest.mark.parametrize("arguments", [[], ["-"], ["add"], ["add", "-"]])
    @pytest.mark.parametrize(
        ("given", "text"),
        [
            ("We walked.\n", "We walked."),
            ("We walked.", "We walked."),
            ("two\nlines\n\n", "two\nlines\n"),
            ("CRLF\r\nkept\r\n", "CRLF\r\nkept"),
            ("  blanks  \t\n", "  blanks  \t"),
            ("\ufeffa mark\n", "\ufeffa mark"),
            ("👩‍👩‍👧 🏳️‍🌈 שלום \u202eabc e\u0301\n", "👩‍👩‍👧 🏳️‍🌈 שלום \u202eabc e\u0301"),
            ("\x1b[31mred\r\x9b\x07\n", "\x1b[31mred\r\x9b\x07"),
            ("--json -x --\n", "--json -x --"),
        ],
    )
    def test_piped_text_is_kept_byte_for_byte_but_for_one_final_line_end(
        self, arguments: list[str], given: str, text: str, kept: Closeness
    ) -> None:
        kept("journal", *arguments, given=given)
        assert texts(kept) == [text]

    def test_an_argument_is_kept_byte_for_byte(self, kept: Closeness) -> None:
        kept("journal", "  two blanks \n and a line end \n")
        assert texts(kept) == ["  two blanks \n and a line end \n"]

    def test_words_on_standard_input_do_not_join_an_argument(self, kept: Closeness) -> None:
        kept("journal", "We walked.", given="not this")
        assert texts(kept) == ["We walked."]

    @pytest.mark.parametrize(
        ("given", "status", "sentence"),
        [
            (b"", 3, "There is no text and no terminal to ask for it."),
            (b" \n\t\n", 2, "There is nothing in it to keep."),
            (b"a\0b", 2, "The text holds a NUL character, which no text has."),
            (b"M\xfcller", 2, "The text is not UTF-8 (at byte 1)."),
            (b"\xff\xfea\x00b\x00", 2, "The text is not UTF-8 (at byte 0)."),
            (b"\xed\xa0\x80", 2, "The text is not UTF-8 (at byte 0)."),
        ],
    )
    def test_what_is_no_text_is_refused_and_makes_no_vault(
        self, given: bytes, status: int, sentence: str, closeness: Closeness
    ) -> None:
        outcome = closeness("journal", given=given)
        assert (outcome.status, outcome.out) == (status, "")
        assert outcome.err.splitlines()[0] == sentence
        assert not closeness.vault.exists()

    @pytest.mark.parametrize(
        ("option", "sentence"),
        [
            (["--mood", "3"], "A mood is a number from -2 to 2."),
            (["--mood", "9" * 30], "A mood is a number from -2 to 2."),
            (["--tag", "two words"], "A tag is one word that begins with a letter."),
            (["--tag", ""], "A tag is one word that begins with a letter."),
            (["--kind", "fight"], "There is no kind of entry of that name."),
            (["--at", "2025-02-30"], "There is no such day or time."),
            (["--at", "soon"], "That time is not understood."),
            (["--at", "10: ten things"], "That time is not understood."),
            (["--at", "03.04.2025"], "That can be read as two different times."),
            (["--at", "31.04."], "There is no such day or time."),
            (["--at", "gestern 21 Uhr"], "That time is not understood."),
            (["--at", "tomorrow"], "That time is still ahead."),
            (["--at", "2025-11-16"], "That time is still ahead."),
            (["--as", "Sam"], "Nobody with that name is in this vault."),
            (["--as", "a\nb", "--yes"], "A name is one line of up to 80 characters."),
        ],
    )
    def test_a_detail_that_cannot_be_taken_is_refused_and_makes_no_vault(
        self, option: list[str], sentence: str, closeness: Closeness
    ) -> None:
        status, out, err = closeness("journal", "We walked.", *option)
        assert (status, out, err.splitlines()[0]) == (2, "", sentence)
        assert not closeness.vault.exists()

    def test_a_kind_that_is_none_names_them_all(self, closeness: Closeness) -> None:
        assert closeness("journal", "x y", "--kind", "fight").err == (
            "There is no kind of entry of that name.\n"
            "  Kinds are note, moment, conversation, conflict, repair, gratitude, solo, honesty.\n"
        )

    def test_the_envelope_holds_the_whole_entry(self, kept: Closeness) -> None:
        options = ["--mood", "-2", "--tag", "home", "--kind", "solo", "--shared"]
        status, out, err = kept("journal", "Read. #book", *options, "--json")
        said = json.loads(out)
        entry_id = said["data"].pop("id")
        assert (status, err, len(entry_id), entry_id[:10]) == (0, "", 26, SHORT)
        assert said == {
            "schema": "closeness/1",
            "command": "journal add",
            "data": {
                "at": NOW,
                "tz": "Europe/Berlin",
                "on": "2025-11-14",
                "kind": "solo",
                "mood": -2,
                "text": "Read. #book",
                "tags": ["home", "book"],
                "visibility": "shared",
                "in_trash": False,
            },
        }

    @pytest.mark.parametrize(
        ("text", "tags"),
        [
            ("#walk", ["walk"]),
            ("a #Walk and a #walk, #home.", ["Walk", "home"]),
            ("https://example.invalid/#top mail#me a#b", []),
            ("#1 #_x #-", []),
            ("#über #日本 #שלום", ["über", "日本", "שלום"]),
            ("#Zoe\u0301", ["Zo\u00e9"]),
            ("#a-b_c2", ["a-b_c2"]),
            ("one\n#line two\t#tab", ["line", "tab"]),
            ("##twice (#bracket)", []),
        ],
    )
    def test_tags_are_read_from_the_text(self, text: str, tags: list[str], kept: Closeness) -> None:
        assert kept("journal", "-", "--json", given=text).data["tags"] == tags

    @pytest.mark.parametrize(
        ("at", "kept_as"),
        [
            ("2025-11-13", "2025-11-13T12:00:00+01:00"),
            ("2025-11-13 21:30", "2025-11-13T21:30:00+01:00"),
            ("2025-11-13T21:30:05Z", "2025-11-13T22:30:05+01:00"),
            ("2025-07-01T08:00", "2025-07-01T08:00:00+02:00"),
            ("2025-03-30 02:30", "2025-03-30T03:30:00+02:00"),
            ("2025-10-26 02:30", "2025-10-26T02:30:00+02:00"),
            ("2025-11-13T23:30-05:00", "2025-11-14T05:30:00+01:00"),
            ("yesterday 21:30", "2025-11-13T21:30:00+01:00"),
            ("last friday", "2025-11-07T12:00:00+01:00"),
            ("3 days ago", "2025-11-11T12:00:00+01:00"),
            ("26 October 2025 2:30", "2025-10-26T02:30:00+02:00"),
            ("gestern 21:30", "2025-11-13T21:30:00+01:00"),
        ],
    )
    def test_a_time_is_kept_in_the_zone_one_is_in(
        self, at: str, kept_as: str, kept: Closeness
    ) -> None:
        assert kept("journal", "x y", "--at", at, "--json").data["at"] == kept_as

    def test_what_was_understood_of_a_time_is_told_with_its_zone(self, kept: Closeness) -> None:
        _, out, _ = kept("journal", "We walked.", "--at", "last friday 9pm")
        assert out.startswith("Saved, private. Friday 7 November 2025, 21:00.\n")
        assert out.endswith("  Europe/Berlin\n")

    @pytest.mark.parametrize("zone", ["Middle/Earth", "CET-1CEST"])
    def test_other_words_are_understood_where_the_zone_is_none(
        self, zone: str, program: Program
    ) -> None:
        program.more["TZ"] = zone  # in a process of its own, since libraries keep what they find
        _, out, _ = program("journal", "We walked.", "--at", "gestern 21:30")
        assert out.startswith(b"Saved, private. Thursday 13 November 2025, 21:30.\n")

    @pytest.mark.parametrize(
        "text",
        ["10: ten things", "yesterday 21:30", "[2020-01-01] Sam: hi\n[2020-01-02] me: hello"],
    )
    def test_a_text_is_never_searched_for_a_time(self, text: str, kept: Closeness) -> None:
        data = kept("journal", "add", text, "--json").data
        assert (data["text"], data["at"]) == (text, NOW)

    def test_a_zone_that_is_none_falls_back_to_the_computer_s(self, kept: Closeness) -> None:
        kept.environment["TZ"] = "Middle/Earth"
        assert kept("journal", "x y", "--json").data["tz"] != "Middle/Earth"

    def test_quiet_says_nothing_and_keeps_the_line(self, closeness: Closeness) -> None:
        assert closeness("journal", "We walked.", "--quiet") == (0, "", "")
        assert texts(closeness) == ["We walked."]

    def test_someone_else_s_line_is_kept_apart(self, kept: Closeness) -> None:
        kept("journal", "Mine.")
        assert kept("journal", "Theirs.", "--as", "Sam").status == 2
        assert kept("journal", "Theirs.", "--as", "Sam", "--yes").status == 0
        assert kept("journal", "Theirs too.", "--as", "Sam").status == 0
        assert texts(kept) == ["Mine."]
        assert texts(kept, "list", "--as", "Sam") == ["Theirs too.", "Theirs."]


class TestList:
    @pytest.fixture
    def week(self, kept: Closeness) -> Closeness:
        """Four lines on three days."""
        for now, text, *options in (
            (MONDAY, "Monday. #work", "--mood", "-1"),
            (WEDNESDAY, "Wednesday. #walk #work", "--mood", "2", "--kind", "moment"),
            (LATE, "Late.\nAnd long.", "--shared"),
            (NOW, "Today. #Walk", "--mood", "0"),
        ):
            kept.at(now).write(text, *options)
        return kept

    def test_it_shows_days_newest_first(self, week: Closeness) -> None:
        assert week("journal", "list") == (
            0,
            f"""\
Friday 14 November 2025
  21:04 · mood 0, even · {SHORT}
  Today. #Walk

Wednesday 12 November 2025
  22:00 · shared · {short_id(LATE)}
  Late.
  And long.

  09:30 · moment · mood +2, very good · {short_id(WEDNESDAY)}
  Wednesday. #walk #work

Monday 10 November 2025
  08:00 · mood -1, low · {short_id(MONDAY)}
  Monday. #work
""",
            "",
        )

    def test_it_can_be_read_by_a_program(self, week: Closeness) -> None:
        status, out, err = week("journal", "list", "--plain")
        assert (status, err) == (0, "")
        assert [line.split("\t")[1:] for line in out.splitlines()] == [
            [NOW, "note", "0", "private", "Walk", "Today. #Walk"],
            [LATE, "note", "", "shared", "", r"Late.\nAnd long."],
            [
                *(WEDNESDAY, "moment", "2", "private", "walk work"),
                "Wednesday. #walk #work",
            ],
            [MONDAY, "note", "-1", "private", "work", "Monday. #work"],
        ]

    @pytest.mark.parametrize(
        ("text", "cell"),
        [
            ("a\tb\r\nc", r"a\tb\r\nc"),
            (r"a\nb", r"a\\nb"),
            ('"quoted",\nand more', r'"quoted",\nand more'),
            ("\x1b[2J\u202e", r"\x1b[2J\u202e"),
            ("👩‍👩‍👧\u00a0x", "👩‍👩‍👧\u00a0x"),
        ],
    )
    def test_a_text_is_one_cell_whatever_is_in_it(
        self, text: str, cell: str, kept: Closeness
    ) -> None:
        kept.write("-", given=text)
        assert kept("journal", "list", "--plain").out.rstrip("\n").split("\t")[6:] == [cell]

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["-n", "2"], ["Today", "Late"]),
            (["-n1"], ["Today"]),
            (["-n", "9" * 30], ["Today", "Late", "Wednesday", "Monday"]),
            (["--since", "2025-11-12"], ["Today", "Late", "Wednesday"]),
            (["--until", "2025-11-12"], ["Late", "Wednesday", "Monday"]),
            (["--since", "2025-11-12", "--until", "2025-11-12"], ["Late", "Wednesday"]),
            (["--until", "9999-12-31"], ["Today", "Late", "Wednesday", "Monday"]),
            (["--since", "0001-01-01"], ["Today", "Late", "Wednesday", "Monday"]),
            (["--tag", "WALK"], ["Today", "Wednesday"]),
            (["--tag", "#walk", "--tag", "work"], ["Wednesday"]),
            (["--kind", "moment"], ["Wednesday"]),
            (["--mood", "0"], ["Today"]),
            (["--mood=-1"], ["Monday"]),
            (["--mood", "2", "--tag", "walk", "--since", "2025-11-12"], ["Wednesday"]),
            (["--tag", "nothing"], []),
        ],
    )
    def test_it_can_be_narrowed(
        self, options: list[str], found: list[str], week: Closeness
    ) -> None:
        assert [one.partition(".")[0] for one in texts(week, "list", *options)] == found

    @pytest.mark.parametrize(
        "options", [["--mood", "7"], ["--since", "x"], ["--kind", "x"], ["--tag", "%"]]
    )
    def test_a_filter_that_cannot_be_taken_is_refused(
        self, options: list[str], week: Closeness
    ) -> None:
        assert week("journal", "list", *options).status == 2

    def test_days_are_those_of_the_zone_in_which_it_happened(self, kept: Closeness) -> None:
        kept.environment["TZ"] = "Asia/Tokyo"
        kept.write("In Tokyo.", "--at", "2025-11-13 01:00")
        kept.environment["TZ"] = "America/New_York"
        assert texts(kept, "list", "--since", "2025-11-13") == ["In Tokyo."]

    @pytest.mark.parametrize("line", ["list", "list --since 2025-01-01", "list -n 3"])
    def test_nothing_is_no_failure(self, line: str, kept: Closeness) -> None:
        assert kept("journal", *line.split()) == (0, "", "Nothing found.\n")
        assert kept("journal", *line.split(), "--plain") == (0, "", "")
        assert kept("journal", *line.split(), "--json").data == {"entries": []}

    def test_where_there_is_no_vault_it_says_how_to_begin(self, closeness: Closeness) -> None:
        assert closeness("journal", "list") == (
            0,
            "",
            "Nothing here yet. Write a first line with:  closeness journal\n",
        )

    def test_quiet_still_gives_what_was_asked_for(self, kept: Closeness) -> None:
        kept.write("We walked.")
        assert kept("journal", "list", "--quiet") == kept("journal", "list")

    def test_no_line_is_wider_than_the_terminal(self, kept: Closeness) -> None:
        kept.write("We walked along the river and then we walked back again, slowly.", "--mood=1")
        kept.environment["COLUMNS"] = "40"
        assert kept("journal", "list").out == (
            "Friday 14 November 2025\n"
            f"  21:04 · mood +1, good · {SHORT}\n"
            "  We walked along the river and then we\n"
            "  walked back again, slowly.\n"
        )


class TestReadingMakesNothing:
    @pytest.mark.parametrize(
        "line",
        [
            *("journal list", "journal list --json", "journal search walk", "journal tags"),
            *("journal show 0", "journal delete 0", "journal restore 0", "journal edit 0 --mood 1"),
            *("report", "report --json", "about", "demo", "instrument rescore", ""),
            *("journal list --as Sam", "assess --resume --mode lines"),
        ],
    )
    def test_a_command_that_reads_creates_no_vault(
        self, line: str, closeness: Closeness, tmp_path: Path
    ) -> None:
        outcome = closeness(*line.split())
        assert outcome.status in {0, 2}
        assert "Something went wrong" not in outcome.err
        assert list(tmp_path.iterdir()) == []


class TestShow:
    def test_it_shows_one_entry_whole(self, kept: Closeness) -> None:
        entry = kept.write("Walked home.\n\n  Slowly.", "--mood", "1", "--tag", "walk")
        assert kept("journal", "show", entry) == (
            0,
            f"""\
Friday 14 November 2025, 21:04
  Walked home.

    Slowly.

mood +1, good · #walk · {entry} · Europe/Berlin
""",
            "",
        )

    def test_the_beginning_of_its_id_is_enough_in_any_case(self, kept: Closeness) -> None:
        kept.write("Friday.")
        saturday = kept.at("2025-11-15T09:00:00+01:00").write("Saturday.")
        assert kept.text_of(saturday[:10]) == "Saturday."
        assert kept.text_of(saturday.lower()) == "Saturday."

    def test_a_beginning_that_several_share_asks_for_more(self, kept: Closeness) -> None:
        for _ in range(2):
            kept.write("We walked.")
        for command in ("show", "delete", "edit"):
            assert kept("journal", command, SHORT[:4]) == (
                2,
                "",
                "Several entries have ids that begin like this.\n  Give a few more characters.\n",
            )

    @pytest.mark.parametrize("entry_id", ["ZZ", "", "%", "_", "0'; drop table entries; --", "a b"])
    def test_an_id_that_nothing_has_is_not_found(self, entry_id: str, kept: Closeness) -> None:
        kept.write("We walked.")
        for command in (["show"], ["delete"], ["edit", "--mood", "1"]):
            assert kept("journal", command[0], *command[1:], "--", entry_id) == (
                2,
                "",
                "No entry has that id.\n  closeness journal list\n",
            )

    def test_what_is_in_the_trash_is_not_shown(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        kept("journal", "delete", entry)
        assert kept("journal", "show", entry).status == 2


class TestSearch:
    @pytest.fixture
    def filled(self, kept: Closeness) -> Closeness:
        """A few lines to look for."""
        for text in (
            "We walked by the river. #outside",
            "The river was high, and we were happy.",
            "Happy, and tired; don't ask. C++ all day.",
            "100% AND more: x (y) * ^ nosuch:x 'quoted' \"said\"",
        ):
            kept.write("-", given=text)
        return kept

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            (["river"], ["The river was", "We walked by"]),
            (["RIVER"], ["The river was", "We walked by"]),
            (["riv"], ["The river was", "We walked by"]),
            (["river", "happy"], ["The river was"]),
            (["river happy"], ["The river was"]),
            (['"the river"'], ["The river was", "We walked by"]),
            (['"river was"'], ["The river was"]),
            (["happy", "-tired"], ["The river was"]),
            (["happy -tired"], ["The river was"]),
            (["-river"], ["100% AND more:", "Happy, and tired;"]),
            (["-river", "-tired"], ["100% AND more:"]),
            (["--", "-river"], ["100% AND more:", "Happy, and tired;"]),
            (["outside"], ["We walked by"]),
            (["-nice", "river"], ["The river was", "We walked by"]),
            (["river", "-n", "1"], ["We walked by"]),
            (["river", "-n1"], ["We walked by"]),
            (["-n1", "river"], ["We walked by"]),
            (["river", "--tag", "outside"], ["We walked by"]),
            (["happy", "--until", "2025-11-13"], []),
            (["zzz"], []),
        ],
    )
    def test_words_phrases_and_words_to_leave_out_are_understood(
        self, query: list[str], found: list[str], filled: Closeness
    ) -> None:
        results = texts(filled, "search", *query)
        assert sorted(" ".join(one.split()[:3]) for one in results) == sorted(found)

    @pytest.mark.parametrize(
        "query",
        [
            *('"', "don't", "C++", "AND", "NOT happy", "*", "(", "nosuch:x", "-tired", "x NEAR("),
            *("", "^", "-", "--", '""', '-"', "a" * 500, "\x1b[31m", "💔", "x'); drop table"),
        ],
    )
    def test_any_odd_query_is_searched_as_words(self, query: str, filled: Closeness) -> None:
        status, _, err = filled("journal", "search", "--", query)
        assert (status, err) in {(0, ""), (0, "Nothing found.\n")}
        assert len(texts(filled)) == 4

    def test_a_query_that_was_pasted_by_mistake_is_refused(self, filled: Closeness) -> None:
        assert filled("journal", "search", " OR ".join(["a*"] * 5000)) == (
            2,
            "",
            "The search is longer than 500 characters.\n  Use a few words.\n",
        )

    def test_it_shows_where_the_words_stand(self, kept: Closeness) -> None:
        kept.write("We walked by the river. #outside", "--mood", "1")
        assert kept("journal", "search", "river") == (
            0,
            f"""\
Friday 14 November 2025
  21:04 · mood +1, good · #outside · {SHORT}
  We walked by the [river]. #outside
""",
            "",
        )

    def test_a_program_gets_the_whole_text(self, kept: Closeness) -> None:
        text = "far " * 60 + "river"
        entry = kept.write("-", given=text)
        assert kept("journal", "search", "river", "--plain").out == (
            f"{entry}\t{NOW}\tnote\t\tprivate\t\t{text}\n"
        )

    def test_finding_nothing_is_no_failure(self, filled: Closeness) -> None:
        assert filled("journal", "search", "zzz") == (0, "", "Nothing found.\n")
        assert filled("journal", "search", "zzz", "--plain") == (0, "", "")
        assert filled("journal", "search", "zzz", "--json").data == {"entries": []}

    def test_an_edit_and_a_deletion_are_seen_at_once(self, kept: Closeness) -> None:
        entry = kept.write("The river.")
        kept("journal", "edit", entry, "--text", "The lake.")
        assert (texts(kept, "search", "river"), texts(kept, "search", "lake")) == (
            [],
            ["The lake."],
        )
        kept("journal", "delete", entry)
        assert texts(kept, "search", "lake") == []


class TestEdit:
    def test_it_keeps_what_was_not_said(self, kept: Closeness) -> None:
        entry = kept.write("A #walk.", "--mood", "1", "--kind", "moment", "--at", "2025-11-13")
        assert kept("journal", "edit", entry, "--text", "A #talk.", "--tag", "river") == (
            0,
            f"Changed, private. Thursday 13 November 2025, 12:00.\n  {SHORT}  Europe/Berlin\n",
            "",
        )
        data = kept("journal", "show", entry, "--json").data
        assert (data["text"], data["tags"], data["mood"], data["kind"], data["on"]) == (
            *("A #talk.", ["river", "talk"], 1, "moment", "2025-11-13"),
        )

    def test_it_takes_a_text_from_standard_input(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        kept("journal", "edit", entry, "--text", "-", given="We ran.\r\nFar.\r\n")
        assert kept.text_of(entry) == "We ran.\r\nFar."

    def test_every_detail_can_be_changed(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        options = ["--mood=-1", "--kind", "solo", "--at", "2025-11-01 10:00", "--shared"]
        data = kept("journal", "edit", entry, *options, "--json").data
        assert (data["mood"], data["kind"], data["visibility"]) == (-1, "solo", "shared")
        assert data["at"] == "2025-11-01T10:00:00+01:00"

    def test_changing_nothing_says_so(self, kept: Closeness) -> None:
        entry = kept.write("We walked.", "--mood", "1")
        assert kept("journal", "edit", entry, "--mood", "1") == (0, "Nothing was changed.\n", "")

    def test_without_a_terminal_it_says_which_options_there_are(self, kept: Closeness) -> None:
        assert kept("journal", "edit", kept.write("We walked.")) == (
            3,
            "",
            (
                "There is no terminal to change the entry at.\n"
                "  Say what to change: --text, --mood, --tag, --kind, --at, --private or "
                "--shared.\n"
            ),
        )

    @pytest.mark.parametrize(
        "options", [["--text", ""], ["--text", "-"], ["--mood", "5"], ["--tag", "1"], ["--at", "x"]]
    )
    def test_what_cannot_be_taken_changes_nothing(
        self, options: list[str], kept: Closeness
    ) -> None:
        entry = kept.write("We walked.")
        assert kept("journal", "edit", entry, *options).status == 2
        assert kept.text_of(entry) == "We walked."


class TestTrash:
    def test_what_is_deleted_can_be_restored_as_it_was(self, kept: Closeness) -> None:
        entry = kept.write("A #walk.", "--mood", "1")
        before = kept("journal", "show", entry, "--json").out
        assert kept("journal", "delete", entry) == (
            0,
            f"In the trash. It comes back with:  closeness journal restore {SHORT}\n",
            "",
        )
        assert (texts(kept), texts(kept, "list", "--trash")[0]) == ([], "A #walk.")
        assert kept("journal", "restore", entry) == (
            0,
            f"Back in your journal. Friday 14 November 2025, 21:04.\n  {SHORT}\n",
            "",
        )
        assert kept("journal", "show", entry, "--json").out == before

    def test_what_is_not_in_the_trash_cannot_be_restored(self, kept: Closeness) -> None:
        assert kept("journal", "restore", kept.write("We walked.")) == (
            2,
            "",
            "No entry in the trash has that id.\n  closeness journal list --trash\n",
        )

    def test_deleting_twice_is_told(self, kept: Closeness) -> None:
        entry = kept.write("We walked.")
        statuses = [kept("journal", "delete", entry).status for _ in range(2)]
        assert statuses == [0, 2]

    def test_an_empty_trash_is_no_failure(self, closeness: Closeness) -> None:
        closeness("journal", "We walked.")
        assert closeness("journal", "list", "--trash") == (0, "", "The trash is empty.\n")


class TestTags:
    def test_they_are_counted_most_first_in_the_spelling_used_last(self, kept: Closeness) -> None:
        for text in ("#walk #home", *["#talk"] * 10):
            kept.write(text)
        kept.at("2025-11-15T09:00:00+01:00").write("#Walk")
        assert kept("journal", "tags") == (0, "  #talk  10\n  #Walk  2\n  #home  1\n", "")
        assert kept("journal", "tags", "--plain").out == "talk\t10\nWalk\t2\nhome\t1\n"
        assert kept("journal", "tags", "--json").data["tags"][2] == {"tag": "home", "entries": 1}

    def test_they_are_counted_between_days(self, kept: Closeness) -> None:
        kept.write("#early", "--at", "2025-11-01")
        kept.write("#late", "--at", "2025-11-10")
        assert kept("journal", "tags", "--since", "2025-11-05").out == "  #late  1\n"
        assert kept("journal", "tags", "--until", "2025-11-05").out == "  #early  1\n"

    def test_none_is_no_failure(self, kept: Closeness) -> None:
        assert kept("journal", "tags") == (
            0,
            "",
            "No tags yet. A word like #walk in an entry becomes one.\n",
        )
        assert kept("journal", "tags", "--plain") == (0, "", "")
        assert kept("journal", "tags", "--json").data == {"tags": []}
