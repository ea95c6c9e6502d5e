"""`closeness journal history`, `diff`, `undo` and `tags rename`: nothing is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from closeness_cli.bootstrap.terminal import Terminal
from commands import SHORT

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

EVENING = "Friday 14 November 2025, 21:04"
LATER = "2025-11-15T09:30:00+01:00"


@pytest.fixture
def changed(closeness: Closeness) -> tuple[Closeness, str]:
    """Give a vault whose one entry was changed a day later, and its id."""
    entry = closeness.write("We walked home. #walk", "--mood", "-1")
    closeness.at(LATER)("journal", "edit", entry, "--text", "We ran home. #walk", "--mood", "1")
    return closeness, entry


def listed(closeness: Closeness, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = closeness("journal", "list", "--json", *options).data["entries"]
    return found


class TestHistory:
    def test_every_state_is_shown_newest_first_with_what_changed(
        self, changed: tuple[Closeness, str]
    ) -> None:
        closeness, entry = changed
        assert closeness("journal", "history", entry) == (
            0,
            (
                "2 · Saturday 15 November 2025, 09:30\n"
                "mood: low → good; text: 1 word out, 1 in\n\n"
                "  We ran home. #walk\n\n"
                f"1 · {EVENING}\n"
                "first written\n\n"
                "  We walked home. #walk\n\n"
                f"{entry}\n"
            ),
            "",
        )

    def test_an_entry_in_the_trash_has_one_too(self, changed: tuple[Closeness, str]) -> None:
        closeness, entry = changed
        closeness("journal", "delete", entry)
        shown = closeness("journal", "history", entry[:12].lower(), "--plain").out
        assert shown.splitlines()[:2] == [f"3 · {EVENING}", "moved to the trash"]

    def test_as_data_it_has_each_text_byte_for_byte(self, changed: tuple[Closeness, str]) -> None:
        closeness, entry = changed
        data = closeness("journal", "history", entry, "--json").data
        assert (data["id"], data["in_trash"]) == (entry, False)
        newest, first = data["revisions"]
        assert (newest["number"], newest["written_at"]) == (2, "2025-11-15T08:30:00.000Z")
        assert newest["changes"][0] == {"field": "mood", "before": -1, "after": 1}
        assert [one["entry"]["text"] for one in (newest, first)] == [
            "We ran home. #walk",
            "We walked home. #walk",
        ]
        assert first["changes"] == []

    def test_an_entry_that_is_not_there_is_refused(self, closeness: Closeness) -> None:
        assert closeness("journal", "history", "01K") == (
            2,
            "",
            "No entry has that id.\n  closeness journal list\n",
        )
        assert not closeness.vault.exists()


class TestDiff:
    def test_the_last_change_is_shown_by_field_and_by_word(
        self, changed: tuple[Closeness, str]
    ) -> None:
        closeness, entry = changed
        assert closeness("journal", "diff", entry) == (
            0,
            (
                "1 → 2 · Saturday 15 November 2025, 09:30\n"
                "  mood  low → good\n\n"
                "  We [-walked-]{+ran+} home. #walk\n\n"
                "[-taken out-] {+put in+}\n\n"
                f"{entry}\n"
            ),
            "",
        )

    def test_any_two_states_can_be_compared(self, changed: tuple[Closeness, str]) -> None:
        closeness, entry = changed
        closeness("journal", "edit", entry, "--tag", "river")
        data = closeness("journal", "diff", entry, "--from", "3", "--to", "1", "--json").data
        assert (data["from"], data["to"]) == (3, 1)
        assert data["changes"][1] == {
            "field": "tags",
            "before": ["walk", "river"],
            "after": ["walk"],
        }
        assert data["text"][:3] == [
            {"part": "kept", "text": "We "},
            {"part": "out", "text": "ran"},
            {"part": "in", "text": "walked"},
        ]

    def test_where_nothing_changed_it_says_so(self, closeness: Closeness) -> None:
        entry = closeness.write("We walked.")
        said = "It is as it was first written; nothing has changed since.\n"
        assert closeness("journal", "diff", entry) == (0, "", said)

    @pytest.mark.parametrize("option", ["--from", "--to"])
    @pytest.mark.parametrize("number", ["0", "3", "-1"])
    def test_a_number_that_history_does_not_show_is_refused(
        self, option: str, number: str, changed: tuple[Closeness, str]
    ) -> None:
        closeness, entry = changed
        assert closeness("journal", "diff", entry, f"{option}={number}") == (
            2,
            "",
            (
                "The history of this entry has no such number.\n"
                "  They go from 1 to 2.  closeness journal history ID\n"
            ),
        )


class TestUndo:
    def test_it_says_what_it_took_back_until_nothing_is_left(
        self, changed: tuple[Closeness, str]
    ) -> None:
        closeness, entry = changed
        closeness("journal", "delete", entry)
        assert closeness("journal", "undo").out == (
            f"Taken back: a deletion. The entry of {EVENING} is in your journal.\n  {SHORT}\n"
        )
        assert closeness("journal", "undo").out == (
            f"Taken back: a change to the entry of {EVENING}.\n"
            "  mood: good → low; text: 1 word out, 1 in\n"
            f"  What it was:  closeness journal history {SHORT}\n"
        )
        assert closeness.text_of(entry) == "We walked home. #walk"
        assert closeness("journal", "undo").out == (
            f"Taken back: the new entry of {EVENING}. It is in the trash.\n"
            f"  It comes back with:  closeness journal restore {SHORT}\n"
        )
        assert listed(closeness) == []
        assert closeness("journal", "undo") == (0, "", "There is nothing left to take back.\n")

    def test_a_return_from_the_trash_is_taken_back_too(self, closeness: Closeness) -> None:
        entry = closeness.write("We walked.")
        closeness("journal", "delete", entry)
        closeness("journal", "restore", entry)
        data = closeness("journal", "undo", "--json").data
        [one] = data["taken_back"]
        assert (one["change"], one["entry"]["id"], one["entry"]["in_trash"]) == (
            "restore",
            entry,
            True,
        )
        assert [one["id"] for one in listed(closeness, "--trash")] == [entry]

    def test_without_a_vault_there_is_nothing_to_take_back_and_none_is_made(
        self, closeness: Closeness
    ) -> None:
        assert closeness("journal", "undo").status == 0
        assert closeness("journal", "undo", "--json").data is None
        assert not closeness.vault.exists()

    def test_each_person_takes_back_what_is_theirs(self, closeness: Closeness) -> None:
        closeness.write("Mine.")
        closeness.write("Sam's.", "--as", "Sam", "--yes")
        closeness("journal", "undo")
        assert listed(closeness) == []
        assert [one["text"] for one in listed(closeness, "--as", "Sam")] == ["Sam's."]


class TestRenamingTags:
    def test_the_tag_changes_in_every_entry_and_the_text_stays(self, closeness: Closeness) -> None:
        first, second = closeness.write("A #walk."), closeness.write("Home.", "--tag", "Walk")
        assert closeness("journal", "tags", "rename", "#walk", "stroll", "--yes") == (
            0,
            (
                "#stroll stands in 2 entries now; your text is as you wrote it.\n"
                "  To take it back:  closeness journal undo\n"
            ),
            "",
        )
        assert {one["id"]: (one["text"], one["tags"]) for one in listed(closeness)} == {
            first: ("A #walk.", ["stroll"]),
            second: ("Home.", ["stroll"]),
        }
        assert closeness("journal", "undo") == (
            3,
            "",
            (
                "The last change was to several entries, and there is no terminal to ask at.\n"
                "  Agree to it with --yes.\n"
            ),
        )
        assert closeness("journal", "undo", "--yes").out == (
            "Taken back: one change to 2 entries. They are as they were before.\n"
        )
        assert {one["id"]: one["tags"] for one in listed(closeness)} == {
            first: ["walk"],
            second: ["Walk"],
        }

    def test_a_renamed_tag_does_not_come_back_with_the_next_edit(
        self, closeness: Closeness
    ) -> None:
        entry = closeness.write("A #walk.")
        closeness("journal", "tags", "rename", "walk", "stroll", "--yes")
        data = closeness("journal", "edit", entry, "--text", "A #walk to the #sea.", "--json").data
        assert data["tags"] == ["stroll", "sea"]

    def test_several_tags_become_one(self, closeness: Closeness) -> None:
        for text in ("#walks #walk", "#hike", "#home"):
            closeness.write(text)
        said = closeness("journal", "tags", "merge", "walks", "hike", "walk", "--yes", "--json")
        assert said.data == {"tag": "walk", "entries": 2}
        assert closeness("journal", "tags", "--plain").out == "walk\t2\nhome\t1\n"

    def test_it_is_asked_about_and_a_no_changes_nothing(
        self, closeness: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = []
        closeness.write("A #walk.")
        monkeypatch.setattr(Terminal, "is_there", True)
        monkeypatch.setattr(
            Terminal, "confirm", lambda _, question, *_about: asked.append(question)
        )
        assert closeness("journal", "tags", "rename", "walk", "stroll").out == ""
        assert asked == ["#walk becomes #stroll in 1 entry. Change them?"]
        assert listed(closeness)[0]["tags"] == ["walk"]

    @pytest.mark.parametrize(
        ("line", "status", "complaint"),
        [
            ("rename walk stroll", 3, "This changes every entry with the tag, and there is no "),
            ("rename walk home --yes", 2, "There is a tag of the new name already.\n"),
            ("rename secret home --yes", 2, "No entry has that tag.\n"),
            ("rename secret other --yes", 2, "No entry has that tag.\n"),
            ("merge walk secret home --yes", 2, "No entry has that tag.\n"),
            ("merge walk --yes", 2, "Merging takes two tags or more.\n"),
            ("rename walk 1secret --yes", 2, "A tag is one word that begins with a letter.\n"),
            ("rename walk", 2, "NEW is missing.\n"),
            ("secret", 2, "That is more than this command takes.\n"),
        ],
    )
    def test_what_cannot_be_done_changes_nothing_and_repeats_nothing(
        self, line: str, status: int, complaint: str, closeness: Closeness
    ) -> None:
        closeness.write("A #walk #home.")
        ended = closeness("journal", "tags", *line.split())
        assert (ended.status, ended.out) == (status, "")
        assert ended.err.startswith(complaint)
        assert "secret" not in ended.err
        assert listed(closeness)[0]["tags"] == ["walk", "home"]

    def test_a_tag_that_is_spelled_so_already_changes_nothing(self, closeness: Closeness) -> None:
        closeness.write("A #walk.")
        rename = ("journal", "tags", "rename")
        assert closeness(*rename, "Walk", "walk") == (0, "", "Nothing was changed.\n")
        assert closeness(*rename, "walk", "Walk", "--yes").status == 0
        assert listed(closeness)[0]["tags"] == ["Walk"]


class TestAlikeTags:
    def test_two_tags_that_look_alike_are_pointed_out_once(self, closeness: Closeness) -> None:
        for text in ("#walk", "#walk", "#Walks", "#talk"):
            closeness.write(text)
        assert closeness("journal", "tags", "--json").data["tags"][0] == {
            "tag": "walk",
            "entries": 2,
        }
        first, second = (closeness("journal", "tags") for _ in range(2))
        assert first.err == (
            "#Walks and #walk look alike. To make one of them:  "
            "closeness journal tags merge Walks walk\n"
        )
        assert (second.out, second.err) == (first.out, "")


def test_an_import_is_one_change_that_is_taken_back_as_one(
    closeness: Closeness, tmp_path: Path
) -> None:
    closeness.write("Mine.")
    file = tmp_path / "other.csv"
    file.write_text("date,text\n2024-01-02 10:00,One.\n2024-01-03 11:00,Two.\n")
    columns = ("--columns", "date=date,text=text", "--timezone", "Europe/Berlin", "--yes")
    assert closeness("journal", "import", str(file), "--from", "csv", *columns).status == 0
    assert len(listed(closeness)) == 3
    assert closeness("journal", "undo", "--yes").out == (
        "Taken back: 2 new entries. They are in the trash.\n"
    )
    assert [one["text"] for one in listed(closeness)] == ["Mine."]
