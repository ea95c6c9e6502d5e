"""`closeness report couple`, `talk` and `explain`: what two people may look at together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.presentation.messages import SHELL_HISTORY
from closeness_cli.presentation.report.talk_view import NO_SUCH_ENTRY

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

SECRET = "What nobody else may read."


@pytest.fixture
def both(closeness: Closeness) -> Closeness:
    """Two people's weekly answers, and private words of each."""
    closeness("assess", "--answer=connection=8", "--answer=heard=5", "--answer=appreciation=5")
    sam = ("--as", "Sam", "--yes")
    closeness(
        "assess", *sam, "--answer=connection=7", "--answer=heard=2", "--answer=appreciation=4"
    )
    closeness("journal", SECRET, "--private")
    closeness("journal", f"{SECRET} #talk", *sam)
    return closeness


class TestCouple:
    def test_it_begins_with_what_to_talk_about(self, both: Closeness) -> None:
        status, out, err = both("report", "couple", "--plain")
        assert (status, err) == (0, "")
        assert out.splitlines()[0] == "Worth talking about: Feeling heard."
        assert "Good for both of you, by your answers: Appreciation." in out
        assert "each apart" not in out

    def test_numbers_are_shown_on_request_alone(self, both: Closeness) -> None:
        assert both("report", "couple", "--json").data["numbers"] is None
        data = both("report", "couple", "--numbers", "--json").data
        heard = data["numbers"]["levels"][0]["dimensions"][1]
        assert (heard["mine"], heard["theirs"]) == (100, 25)
        assert (
            "Feeling heard: you 100, Sam 25 of 100"
            in both("report", "couple", "--numbers", "--plain").out
        )

    def test_the_other_reads_it_from_their_side(self, both: Closeness) -> None:
        out = both("report", "couple", "--numbers", "--plain", "--as", "Sam").out
        assert "Feeling heard: you 25, the owner 100 of 100" in out

    def test_nothing_that_was_written_stands_on_it(self, both: Closeness, tmp_path: Path) -> None:
        name = str(tmp_path / "couple.md")
        assert both("report", "couple", "--numbers", "--markdown", name).status == 0
        said = [
            (tmp_path / "couple.md").read_text(),
            both("report", "couple", "--numbers", "--json").out,
            both("report", "couple", "--numbers", "--plain", "--as", "Sam").out,
        ]
        assert [SECRET in one for one in said] == [False] * 3

    def test_cards_for_two_come_only_where_that_was_chosen(self, both: Closeness) -> None:
        later = both.at("2025-11-15T20:00:00+01:00")
        later("assess", "needs", "--answer=words_matter=5", "--answer=words_met=1")
        later("assess", "needs", "--as", "Sam", "--answer=words_matter=5", "--answer=words_met=5")
        cards: dict[str, set[str]] = {"off": set(), "on": set()}
        for chosen, found in cards.items():
            both("settings", "joint-suggestions", chosen)
            for day in range(16, 20):
                read = both.at(f"2025-11-{day}T20:00:00+01:00")
                topics = read("report", "couple", "--json").data["topics"]
                found |= {one["card"] for one in topics if one["card"]}
        assert not any(card.startswith("Ask each other") for card in cards["off"])
        assert any(card.startswith("Ask each other") for card in cards["on"])

    def test_alone_it_says_how_another_can_answer(self, closeness: Closeness) -> None:
        closeness("assess", "--answer=connection=8")
        status, out, err = closeness("report", "couple")
        assert (status, err) == (0, "")
        assert out.startswith("So far, only your own answers are in this vault.")
        assert closeness("report", "couple", "--json").data["with"] is None

    def test_where_several_have_answered_one_is_named(self, both: Closeness) -> None:
        both("assess", "--as", "Noor", "--yes", "--answer=connection=7")
        status, _, err = both("report", "couple")
        assert (status, err.splitlines()[0]) == (2, "Several people have answered in this vault.")
        assert both("report", "couple", "noor", "--json").data["with"] == "Noor"

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["Nobody"], "Nobody with that name is in this vault."),
            (["Sam", "--as", "Sam"], "That is the one who asks."),
        ],
    )
    def test_who_is_not_there_is_refused(
        self, arguments: list[str], complaint: str, both: Closeness
    ) -> None:
        status, out, err = both("report", "couple", *arguments)
        assert (status, out, err.splitlines()[0]) == (2, "", complaint)


class TestTalk:
    def test_own_words_and_answers_stand_on_one_page(self, both: Closeness) -> None:
        both("journal", "Who visits whom? #talk")
        both("journal", "We walked. #walk")
        out = both("report", "talk", "--with-entries", "walk", "--plain").out
        assert out.splitlines() == [
            "To read aloud together, one part at a time.",
            "What I want to talk about",
            "mid-November: Who visits whom? #talk",
            "From my answers",
            "In the last week, how often did you feel appreciated by this person? very often",
            "In my own words",
            "mid-November: We walked. #walk",
            "After each part, ask: how is that for you? Then listen, with no answer ready.",
            "Other questions, or words:  --items week.heard,week.room  --with-entries TAG",
        ]

    def test_what_to_talk_about_can_be_given_without_the_history(self, both: Closeness) -> None:
        status, out, err = both("report", "talk", "--about", "-", "--plain", given="Money.\n")
        assert (status, out.splitlines()[2], err) == (0, "Money.", "")
        assert both("report", "talk", "--about", "Money.", "--json").err == ""

    def test_a_text_in_the_arguments_is_told_of_once(self, closeness: Closeness) -> None:
        closeness("assess", "--answer=connection=8")
        told = [closeness("report", "talk", "--about", "Money.").err for _ in range(2)]
        assert told == [f"{SHELL_HISTORY}\n", ""]

    def test_chosen_items_are_read_in_words(self, both: Closeness) -> None:
        data = both("report", "talk", "--items", "week.connection,week.heard", "--json").data
        assert [one["answer"] for one in data["answers"]] == [
            "between “somewhat close” and “extremely close”",
            "very often",
        ]

    @pytest.mark.parametrize(
        ("arguments", "complaint"),
        [
            (["--items", "week"], "An item is named with its instrument."),
            (["--items", "week.nope"], "There is no answer to an item of that name."),
            (["--with-entries", "two words"], "A tag is one word that begins with a letter."),
            (["--with-entries", "01ZZZZZZZZ"], "No entry has that id."),
            (["--about", " "], "There is nothing in it to keep."),
        ],
    )
    def test_what_is_not_there_is_refused(
        self, arguments: list[str], complaint: str, both: Closeness
    ) -> None:
        status, out, err = both("report", "talk", *arguments, "--quiet")
        assert (status, out, err.splitlines()[0]) == (2, "", complaint)

    def test_a_tag_that_nothing_has_is_said_beside_the_page(self, both: Closeness) -> None:
        status, out, err = both("report", "talk", "--with-entries", "river")
        assert (status, err) == (0, f"{NO_SUCH_ENTRY}\n")
        assert out.startswith("To read aloud together")


class TestExplain:
    def test_a_term_is_explained_in_three_lines(self, closeness: Closeness) -> None:
        status, out, err = closeness("report", "explain", "usual", "range", "--plain")
        assert (status, err) == (0, "")
        assert len(out.splitlines()) == 4
        assert closeness("report", "explain", "p", "--json").data["term"] == "p"

    def test_alone_it_lists_all_terms(self, closeness: Closeness) -> None:
        terms = [one["term"] for one in closeness("report", "explain", "--json").data]
        assert {"trend", "moved with", "still open"} <= set(terms)
        assert "  trend " in closeness("report", "explain").out

    @pytest.mark.parametrize(
        ("word", "hint"),
        [("trnd", "  Did you mean “trend”?"), ("zzzz", "  All terms:  closeness report explain")],
    )
    def test_an_unknown_term_is_refused_with_the_nearest(
        self, word: str, hint: str, closeness: Closeness
    ) -> None:
        status, _, err = closeness("report", "explain", word)
        assert (status, err.splitlines()) == (2, ["There is no term of that name.", hint])

    def test_it_makes_no_vault(self, closeness: Closeness) -> None:
        closeness("report", "explain")
        closeness("report", "couple")
        closeness("report", "talk")
        assert not closeness.vault.exists()
