"""Changing the fields of an entry, and the trash, whole or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from commands import SHORT

if TYPE_CHECKING:
    from commands import Closeness


@pytest.fixture
def talk(kept: Closeness) -> str:
    """A conversation with fields, tags and a mood."""
    options = ("--minutes", "30", "--topic", "money", "--mood", "1", "--tag", "home")
    found: str = kept("journal", "conversation", "Long. #late", *options, "--json").data["id"]
    return found


def shown(closeness: Closeness, entry_id: str) -> dict[str, Any]:
    found: dict[str, Any] = closeness("journal", "show", entry_id, "--json").data
    return found


def texts(closeness: Closeness, *arguments: str) -> set[str]:
    return {
        one["text"] for one in closeness("journal", "list", *arguments, "--json").data["entries"]
    }


class TestFields:
    def test_a_field_is_set_and_the_others_stay(self, kept: Closeness, talk: str) -> None:
        kept("journal", "edit", talk, "--minutes", "45", "--began", "BOTH", "--depth", "3")
        data = shown(kept, talk)
        assert (data["minutes"], data["topic"], data["began_by"], data["depth"]) == (
            *(45, "money", "both", 3),
        )
        assert (data["text"], data["mood"]) == ("Long. #late", 1)

    def test_fields_the_mood_and_tags_are_taken_back(self, kept: Closeness, talk: str) -> None:
        cleared = ("--clear", "topic", "--clear", "--mood", "--clear", "tags")
        assert kept("journal", "edit", talk, *cleared).status == 0
        data = shown(kept, talk)
        assert "topic" not in data
        assert (data["minutes"], data["mood"], data["tags"]) == (30, None, ["late"])
        kept("journal", "undo")
        assert shown(kept, talk)["tags"] == ["home", "late"]

    def test_clearing_tags_and_giving_one_leaves_this_one(self, kept: Closeness, talk: str) -> None:
        kept("journal", "edit", talk, "--clear", "tags", "--tag", "new")
        assert shown(kept, talk)["tags"] == ["new", "late"]

    def test_what_is_not_there_can_be_cleared_and_changes_nothing(
        self, kept: Closeness, talk: str
    ) -> None:
        outcome = kept("journal", "edit", talk, "--clear", "depth")
        assert outcome == (0, "Nothing was changed.\n", "")

    def test_every_field_of_every_kind_can_be_changed(self, kept: Closeness) -> None:
        loud = kept("journal", "conflict", "Loud.", "--json").data["id"]
        said = {
            "moment": (("--to", "Sam"), ("--feeling", "warm")),
            "conversation": (("--presence", "4"), ("--topic", "rain")),
            "conflict": (("--cause", "stress"), ("--hot", "3"), ("--beneath", "tired")),
            "repair": (("--of", loud), ("--sincerity", "5"), ("--began", "self")),
            "solo": (("--bring-back", "a stone"),),
            "honesty": (("--before", "-2"), ("--after", "1")),
        }
        for kind, fields in said.items():
            entry = kept("journal", kind, "Some words.", "--json").data["id"]
            before = set(shown(kept, entry))
            given = [word for pair in fields for word in pair]
            assert kept("journal", "edit", entry, *given).status == 0
            assert len(set(shown(kept, entry)) - before) == len(fields)
            cleared = [word for name, _ in fields for word in ("--clear", name)]
            assert kept("journal", "edit", entry, *cleared).status == 0
            assert set(shown(kept, entry)) == before

    def test_a_new_kind_s_fields_are_taken_with_it(self, kept: Closeness, talk: str) -> None:
        assert kept("journal", "edit", talk, "--kind", "conflict", "--hot", "2").status == 0
        data = shown(kept, talk)
        assert (data["kind"], data["heat"], data.get("minutes")) == ("conflict", 2, None)

    @pytest.mark.parametrize(
        ("options", "complaint"),
        [
            (
                ["--hot", "3"],
                (
                    "An entry of the kind conversation has no --hot.\n"
                    "  It has --minutes, --depth, --presence, --began, --topic.\n"
                ),
            ),
            (
                ["--kind", "note", "--topic", "x"],
                (
                    "An entry of the kind note has no --topic.\n"
                    "  It has none of its own; another kind:  closeness journal edit ID "
                    "--kind KIND\n"
                ),
            ),
            (
                ["--clear", "minuts"],
                (
                    "An entry of the kind conversation has nothing of that name to clear"
                    " (did you mean 'minutes'?).\n"
                    "  --clear takes mood, tags, minutes, depth, presence, began, topic.\n"
                ),
            ),
            (
                ["--clear", "minutes", "--minutes", "4"],
                (
                    "One and the same is both given and cleared, so nothing was changed.\n"
                    "  Leave one of the two out.\n"
                ),
            ),
            (
                ["--depth", "4"],
                "--depth takes a whole number from 1 to 3.\n  For example: --depth 1\n",
            ),
            (
                ["--began", "Sam", "--mood", "9", "--yes"],
                "A mood is a number from -2 to 2.\n  For example: --mood 1\n",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_and_changes_nothing(
        self, options: list[str], complaint: str, kept: Closeness, talk: str
    ) -> None:
        before = shown(kept, talk)
        assert kept("journal", "edit", talk, *options) == (2, "", complaint)
        assert shown(kept, talk) == before
        assert kept("journal", "list", "--as", "Sam").status == 2

    def test_the_last_thing_that_an_entry_says_cannot_be_cleared(self, kept: Closeness) -> None:
        entry = kept("journal", "conflict", "--hot", "3", "--json").data["id"]
        assert kept("journal", "edit", entry, "--clear", "hot") == (
            2,
            "",
            (
                "Then nothing would be left of the entry, so it was not changed.\n"
                "  To move it to the trash:  closeness journal delete ID\n"
            ),
        )


class TestTrash:
    @pytest.fixture
    def three(self, kept: Closeness) -> list[str]:
        return [kept.write(text) for text in ("One.", "Two.", "Three.")]

    def test_several_go_at_once_and_come_back_at_once(
        self, kept: Closeness, three: list[str]
    ) -> None:
        assert kept("journal", "delete", three[0], three[2], three[0]) == (
            0,
            "In the trash: 2 entries. They come back with:  closeness journal undo\n",
            "",
        )
        assert texts(kept) == {"Two."}
        assert kept("journal", "undo", "--yes").status == 0
        assert texts(kept) == {"One.", "Two.", "Three."}

    def test_one_that_is_not_there_leaves_all_of_them(
        self, kept: Closeness, three: list[str]
    ) -> None:
        assert kept("journal", "delete", *three, "01ZZZZZZZZ").status == 2
        assert texts(kept) == {"One.", "Two.", "Three."}

    def test_without_an_id_the_last_comes_out_first(
        self, kept: Closeness, three: list[str]
    ) -> None:
        for entry in (three[1], three[0]):
            kept("journal", "delete", entry)
        assert kept("journal", "restore") == (
            0,
            f"Back in your journal. Friday 14 November 2025, 21:04.\n  {SHORT}\n",
            "",
        )
        assert texts(kept) == {"One.", "Three."}
        assert kept("journal", "restore", "--json").data["text"] == "Two."
        kept("journal", "restore")
        outcome = kept("journal", "restore")
        assert outcome == (0, "", "The trash is empty.\n")
        assert kept("journal", "restore", "--json").data is None

    def test_the_whole_trash_comes_back_once_that_was_agreed_to(
        self, kept: Closeness, three: list[str]
    ) -> None:
        kept("journal", "delete", *three)
        assert kept("journal", "restore", "--all") == (
            3,
            "",
            (
                "This takes everything out of the trash, and there is no terminal to ask at.\n"
                "  Agree to it with --yes; closeness journal undo takes it back.\n"
            ),
        )
        assert kept("journal", "restore", "--all", "--yes").out == (
            "Back in your journal: 4 entries.\n"
        )
        assert texts(kept, "--trash") == set()
        kept("journal", "undo", "--yes")
        assert len(texts(kept, "--trash")) == 4

    def test_the_whole_trash_and_one_of_it_is_a_slip(
        self, kept: Closeness, three: list[str]
    ) -> None:
        kept("journal", "delete", three[0])
        assert kept("journal", "restore", three[0], "--all").status == 2
        assert "One." in texts(kept, "--trash")

    def test_somebody_else_s_trash_is_left_alone(self, kept: Closeness) -> None:
        theirs = kept.write("Sam's.", "--as", "Sam", "--yes")
        kept("journal", "delete", theirs)
        kept("journal", "restore")
        assert texts(kept) == {"Gone."}
        assert kept("journal", "restore", "--as", "Sam").status == 0
        assert texts(kept, "--as", "Sam") == {"Sam's."}

    def test_without_a_vault_the_trash_is_empty_and_none_is_made(
        self, closeness: Closeness
    ) -> None:
        assert closeness("journal", "restore") == (0, "", "The trash is empty.\n")
        assert not closeness.vault.exists()


def test_an_import_of_several_entries_is_taken_back_in_one_step(kept: Closeness) -> None:
    kept.write("Here.")
    lines = "".join(
        f'{{"type":"entry","at":"2025-11-{day}T21:14:00+01:00","text":"Day {day}."}}\n'
        for day in (10, 11, 12)
    )
    assert kept("vault", "import", "-", given=lines).status == 0
    assert len(texts(kept)) == 4
    assert kept("journal", "undo", "--yes").out == (
        "Taken back: 3 new entries. They are in the trash.\n"
    )
    assert texts(kept) == {"Here."}
    assert kept("journal", "undo").status == 0
    assert texts(kept) == set()
