"""`closeness journal templates`, and entries that begin from one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from commands import SHORT

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

PIPE = "  Pipe the answers in, one a line; an empty line leaves a question open.\n"


def own(closeness: Closeness, name: str, text: str) -> Path:
    """Write a template of one's own."""
    folder = closeness.vault / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def newest(closeness: Closeness) -> dict[str, Any]:
    found: dict[str, Any] = closeness("journal", "list", "--json").data["entries"][0]
    return found


class TestListing:
    def test_the_list_says_what_there_is_and_where_one_s_own_go(self, closeness: Closeness) -> None:
        status, out, err = closeness("journal", "templates")
        assert (status, err) == (0, "")
        assert [line.split()[0] for line in out.splitlines()[:2]] == ["evening", "hard-talk"]
        folder = f"{closeness.vault}/templates"
        assert folder in "".join(out.split())
        assert closeness("journal", "templates", "--json").data["folder"] == folder
        assert not closeness.vault.exists()

    def test_one_s_own_are_marked_and_faulty_ones_told(self, closeness: Closeness) -> None:
        own(closeness, "walk.md", "---\nabout: A [walk]\nkind: solo\n---\n? Where?\n")
        own(closeness, "bad.md", "{{now}}\n")
        out = closeness("journal", "templates").out
        assert "  walk       A [walk] · solo · 1 question · yours\n" in out
        assert "bad.md:1: the variable 'now' is not known" in out
        data = closeness("journal", "templates", "--json").data
        assert [one["name"] for one in data["templates"]] == [
            "evening",
            "hard-talk",
            "walk",
            "week",
        ]
        assert data["faulty"][0]["name"] == "bad"
        assert "walk\tsolo\t\town\tA [walk]\n" in closeness("journal", "templates", "--plain").out

    def test_one_is_shown_as_its_file_has_it(self, closeness: Closeness) -> None:
        path = own(closeness, "walk.md", "---\ntags: walk\n---\n? Where?\n")
        assert closeness("journal", "templates", "walk", "--plain").out == path.read_text()
        data = closeness("journal", "templates", "walk", "--json").data
        assert (data["text"], data["questions"]) == (path.read_text(), ["Where?"])
        assert "closeness journal --template walk" in closeness("journal", "templates", "walk").out

    def test_what_a_file_holds_moves_no_cursor(self, closeness: Closeness) -> None:
        own(closeness, "a\x1b[2J.md", "---\nabout: \x1b[31mred\n---\n? \x9b31m?\n")
        for arguments in ([], ["a\x1b[2J"], ["a\x1b[2J", "--plain"], ["--plain"]):
            out = closeness("journal", "templates", *arguments).out
            assert not {"\x1b", "\x9b"} & set(out)


class TestBeginning:
    def test_answers_that_are_piped_in_make_an_ordinary_entry(self, kept: Closeness) -> None:
        outcome = kept("journal", "--template", "evening", given="Tea. #tea\n\nRain.\n")
        details = f"{SHORT}  Europe/Berlin  #evening  #tea"
        assert outcome == (
            0,
            f"Saved, private. Friday 14 November 2025, 21:04.\n  {details}\n",
            "",
        )
        assert newest(kept)["text"].splitlines() == [
            "What of today would you like to keep?",
            "Tea. #tea",
            "",
            "What do you wish for tomorrow?",
            "Rain.",
        ]

    def test_the_kind_is_the_template_s_unless_another_is_said(self, kept: Closeness) -> None:
        kept("journal", "--template", "hard-talk", given="Money.\n")
        assert newest(kept)["kind"] == "conversation"
        kept("journal", "--template", "hard-talk", "--kind", "conflict", given="Money.\n")
        assert newest(kept)["kind"] == "conflict"
        kept("journal", "solo", "--template", "hard-talk", given="Money.\n")
        assert newest(kept)["kind"] == "solo"

    def test_what_is_said_beside_it_is_kept_too(self, kept: Closeness) -> None:
        options = ("--minutes", "30", "--mood", "-1", "--tag", "money", "--shared")
        kept("journal", "conversation", "--template", "hard-talk", *options, given="Money.\n")
        entry = newest(kept)
        assert (entry["minutes"], entry["mood"], entry["visibility"]) == (30, -1, "shared")
        assert entry["tags"] == ["money", "hard-talk"]

    def test_variables_stand_for_the_entry_s_own_moment(self, kept: Closeness) -> None:
        own(kept, "x.md", "{{date}} {{time}}, {{days since walk}} since\n? A?\n")
        kept("journal", "A walk. #walk", "--at", "2025-11-01 10:00")
        kept("journal", "Another. #walk", "--at", "2025-11-12 10:00")
        at = ("--at", "2025-11-11 21:30")
        kept("journal", "--template", "x", *at, given="{{date}}\n")
        [found] = [
            one
            for one in kept("journal", "list", "--json").data["entries"]
            if one["on"] == "2025-11-11"
        ]
        assert found["text"] == "2025-11-11 21:30, 10 since\nA?\n{{date}}"

    def test_nobody_s_walks_are_counted_for_somebody_else(self, kept: Closeness) -> None:
        own(kept, "x.md", "{{days since walk}} days since.\n? A?\n")
        kept("journal", "Mine. #walk")
        kept("journal", "--template", "x", "--as", "Sam", "--yes", given="Yes.\n")
        [entry] = kept("journal", "list", "--as", "Sam", "--json").data["entries"]
        assert entry["text"] == "A?\nYes."

    @pytest.mark.parametrize(
        ("arguments", "given", "status", "complaint"),
        [
            (
                ["--template", "evening"],
                "",
                3,
                f"There is no terminal to ask the template's questions at.\n{PIPE}",
            ),
            (
                ["--template", "evening", "some words"],
                "",
                2,
                (
                    "A template asks for the text, so none can be given beside it.\n"
                    f"  Leave the text out. {PIPE.strip()}\n"
                ),
            ),
            (
                ["--template", "evening"],
                "a\nb\nc\nd\n",
                2,
                f"The template asks 3 questions, and 4 lines were given.\n{PIPE}",
            ),
            (
                ["--template", "evening"],
                " \n\n",
                2,
                "There is nothing in it to keep.\n  Write a line or two.\n",
            ),
            (
                ["--template", "../evening"],
                "a\n",
                2,
                (
                    "There is no template of that name.\n"
                    "  Did you mean evening?  closeness journal templates lists what there is.\n"
                ),
            ),
            (["--template"], "", 2, "--template needs a value.\n  closeness --help\n"),
        ],
    )
    def test_what_cannot_be_is_refused_and_makes_no_vault(
        self,
        arguments: list[str],
        given: str,
        status: int,
        complaint: str,
        closeness: Closeness,
    ) -> None:
        assert closeness("journal", *arguments, given=given) == (status, "", complaint)
        assert not closeness.vault.exists()

    def test_faults_of_one_s_own_are_told_with_their_lines(self, closeness: Closeness) -> None:
        own(closeness, "bad.md", "---\nkind: fight\n---\n?\n")
        status, out, err = closeness("journal", "--template", "bad", given="a\n")
        assert (status, out) == (2, "")
        assert err.startswith("The template has faults, so it was not used.\n")
        assert "bad.md:2: a kind is one of note," in err
        assert "bad.md:4: a question needs its words after the ?" in err

    def test_a_pipe_in_the_folder_is_not_waited_for(self, closeness: Closeness) -> None:
        own(closeness, "x.md", "").unlink()
        os.mkfifo(closeness.vault / "templates" / "x.md")
        assert closeness("journal", "--template", "x", given="a\n").status == 2

    def test_a_template_that_asks_nothing_needs_a_terminal(self, closeness: Closeness) -> None:
        own(closeness, "plan.md", "# Plan\n\n- \n")
        err = closeness("journal", "--template", "plan", given="a\n").err
        assert err.startswith("The template asks nothing, so there is nothing to pipe in.\n")
