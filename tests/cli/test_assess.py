"""`closeness assess` without a terminal: answers from options, a file, a pipe or plain lines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import an_instrument, an_item
from closeness_cli.cli.assess import EVERYDAY
from closeness_cli.core.answering.sitting import presented_order
from closeness_cli.core.instruments.instrument import ItemKind, Order, SkipReason
from closeness_cli.core.instruments.item_bank import Card, ItemBank
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from commands import NOW, SHORT, Closeness

if TYPE_CHECKING:
    from pathlib import Path

    from closeness_cli.core.instruments.instrument import Item

NEW_VAULT = (
    "A new vault was made in {}\nIt is not encrypted: anyone who can read your files can read it.\n"
)


def stored(closeness: Closeness) -> int:
    """Count the sets of answers in the vault."""
    found: int = closeness("report", "--json").data["sets"]
    return found


def test_it_says_in_words_what_was_answered_and_nothing_about_what_it_means(
    closeness: Closeness,
) -> None:
    options = [f"--answer={one}" for one in ("connection=7", "heard=4", "room=2")]
    assert closeness("assess", *options) == (
        0,
        """\
Your answers are kept.

  In the last week, how close did you feel to this person?
    7 of 10
  In the last week, how often did you feel heard by this person?
    often (4 of 5)
  In the last week, how often did you feel appreciated by this person?
    skipped
  In the last week, how much room did you have for yourself?
    a little less than I wanted

Something to think or talk about
  What do you bring back from time on your own?

See it:  closeness report

If something here weighs on you, or you do not feel safe:  closeness about
""",
        NEW_VAULT.format(closeness.vault),
    )


def test_the_envelope_holds_answers_scores_and_what_was_skipped(kept: Closeness) -> None:
    data = kept("assess", "week", "--answer", "connection=10", "--json").data
    assert data.pop("administration")[:10] == SHORT
    assert data.pop("card").endswith("?")
    assert data == {
        "instrument": "week",
        "version": "1.0.0",
        "at": NOW,
        "early": False,
        "guess_of": None,
        "answers": {"connection": 10, "heard": None, "appreciation": None, "room": None},
        "reasons": {"heard": "skipped", "appreciation": "skipped", "room": "skipped"},
        "notes": [],
        "scores": [
            {
                "dimension": "connection",
                "percent_of_range": 100.0,
                "n_answered": 1,
                "n_items": 1,
            },
            *(
                {
                    "dimension": dimension,
                    "percent_of_range": None,
                    "n_answered": 0,
                    "n_items": 1,
                }
                for dimension in ("heard", "appreciation", "room")
            ),
        ],
        "entries": [],
    }


def test_every_form_ends_with_the_same_support_line(kept: Closeness) -> None:
    for one in load_bank(shipped_bank_path()).instruments:
        given = json.dumps({one.items[0].id: an_answer(one.items[0])})
        out = kept("assess", one.id, "--answers=-", given=given).out
        assert out.splitlines()[-1] == (
            "If something here weighs on you, or you do not feel safe:  closeness about"
        ), one.id


def an_answer(item: Item) -> object:
    """Give something that an item takes."""
    if item.kind is ItemKind.TEXT:
        return "Words."
    if item.kind is ItemKind.LIST:
        return [{"text": "A line."}]
    assert item.scale is not None
    return item.scale.values[0]


class TestAnswers:
    @pytest.mark.parametrize(
        "content",
        [
            "connection: 7\nheard: 4\n",
            "{connection: 7, heard: '4', room: null}",
            '{"connection": 7, "heard": 4}',
            '{"connection": "7", "heard": 4, "appreciation": null}\n',
            "# mine\nconnection: 7\nheard: 4 # often\nroom: ~\n",
            "\ufeffconnection: 7\r\nheard: 4\r\n",
        ],
    )
    @pytest.mark.parametrize("way", ["file", "pipe"])
    def test_json_and_yaml_are_read_from_a_file_and_from_standard_input(
        self, content: str, way: str, kept: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "answers"
        file.write_text(content, newline="")
        name, given = ("-", content) if way == "pipe" else (str(file), "")
        data = kept("assess", "--answers", name, "--json", given=given).data
        assert data["answers"] == {
            "connection": 7,
            "heard": 4,
            "appreciation": None,
            "room": None,
        }

    def test_an_option_changes_what_a_file_says(self, kept: Closeness) -> None:
        data = kept(
            "assess", "--answers=-", "--answer", "heard=2", "--json", given="heard: 4\nroom: 3"
        ).data
        assert (data["answers"]["heard"], data["answers"]["room"]) == (2, 3)

    def test_texts_and_lists_come_from_a_file_too(self, kept: Closeness) -> None:
        content = (
            "conversations:\n"
            "  - {text: The sea., value: 3}\n"
            "  - {text: 'no'}\n"
            "conflict: |\n  Money,\n  again.\n"
        )
        data = kept("assess", "where-are-you", "--answers=-", "--json", given=content).data
        assert data["answers"]["conversations"] == [
            {"text": "The sea.", "value": 3},
            {"text": "no", "value": None},
        ]
        assert data["answers"]["conflict"] == "Money,\nagain.\n"

    def test_a_conflict_is_in_the_journal_too(self, kept: Closeness) -> None:
        data = kept("assess", "where-are-you", "--answer=conflict=The #money.", "--json").data
        [entry_id] = data["entries"]
        entry = kept("journal", "show", entry_id, "--json").data
        assert (entry["text"], entry["kind"], entry["tags"], entry["visibility"]) == (
            *("The #money.", "conflict", ["money"], "private"),
        )

    def test_a_time_is_taken_for_the_answers_and_what_is_written_with_them(
        self, kept: Closeness
    ) -> None:
        options = ["--answer=connection=7", "--answer=conflict=Money.", "--at=2025-11-02 20:00"]
        data = kept("assess", "where-are-you", *options, "--json").data
        entry = kept("journal", "show", data["entries"][0], "--json").data
        assert data["at"] == entry["at"] == "2025-11-02T20:00:00+01:00"

    def test_quiet_keeps_them_and_says_nothing(self, closeness: Closeness) -> None:
        assert closeness("assess", "--answer=connection=7", "--quiet") == (0, "", "")
        assert stored(closeness) == 1


class TestFaults:
    def test_all_of_them_are_told_together_and_nothing_is_stored(
        self, closeness: Closeness
    ) -> None:
        given = "connection: 11\nheard: often\nrom: 3\nroom: [3]\nappreciation: 2.5\n"
        assert closeness("assess", "--answers=-", given=given) == (
            2,
            "",
            """\
Some answers cannot be taken, so none was stored.
  rom: no such item (did you mean 'room'?)
  connection: it takes a whole number from 1 to 10
  heard: it takes a whole number from 1 to 5
  appreciation: it takes a whole number from 1 to 5
  room: it takes a whole number from 1 to 5
  The items are connection, heard, appreciation, room.
""",
        )
        assert not closeness.vault.exists()

    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            (b"[1, 2]", "standard input:1:1: it is not a list of item: answer"),
            (b"connection: 7\nconnection: 8\n", "standard input:2:1: 'connection' is given twice"),
            (b'{"connection": 7, "connection": 8}', "standard input:1:19: 'connection' is given"),
            (b"connection: &a 7\n", "standard input:1:13: connection: anchor 'a' is not used"),
            (b"!!python/object/apply:os.system [x]", "standard input:1:1:"),
            (b"[" * 20_000, "standard input:1:"),
            (b"connection: \xff", "standard input:1:13: byte 12 is not UTF-8"),
            (b"connection: [1, 2", "standard input:1:"),
            (b"", "standard input:1:1:"),
        ],
        ids=["list", "twice", "twice in JSON", "anchor", "tag", "deep", "bytes", "cut", "empty"],
    )
    def test_a_file_that_cannot_be_read_names_the_place(
        self, content: bytes, fault: str, closeness: Closeness
    ) -> None:
        status, out, err = closeness("assess", "--answers=-", given=content)
        first, second, *_ = err.splitlines()
        assert (status, out) == (2, "")
        assert first == "The answers cannot be read, so none was stored."
        assert second.startswith(f"  {fault}")
        assert not closeness.vault.exists()

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (
                ["--answers", "/nonexistent/x"],
                "The file cannot be read (No such file or directory).",
            ),
            (["--answers", "/"], "The file cannot be read (Is a directory)."),
            (["--answer", "connection"], "An answer is written id=value."),
            (["--answer", "=7"], "An answer is written id=value."),
            (["--answer", "connection="], "Some answers cannot be taken, so none was stored."),
            (["--answer", "connection=7", "--at", "2025-11-31"], "There is no such day or time."),
            (["--answer", "connection=7", "--at", "2026-01-01"], "That time is still ahead."),
            (
                ["--answer", "connection=7", "--as", "Sam"],
                "Nobody with that name is in this vault.",
            ),
            (["--mode", "paper"], "There are two modes: screen and lines."),
            (["wek"], "There is no instrument of that name."),
        ],
    )
    def test_what_cannot_be_taken_is_one_sentence_and_makes_no_vault(
        self, options: list[str], sentence: str, closeness: Closeness
    ) -> None:
        status, out, err = closeness("assess", *options)
        assert (status, out, err.splitlines()[0]) == (2, "", sentence)
        assert not closeness.vault.exists()

    def test_nothing_but_skips_is_refused(self, closeness: Closeness) -> None:
        assert closeness("assess", "--answers=-", given="connection: null") == (
            2,
            "",
            "There is no answer among them, so nothing was stored.\n",
        )

    def test_a_file_that_is_too_large_is_refused(self, closeness: Closeness) -> None:
        given = b"x: " + b"y" * (1024 * 1024)
        assert closeness("assess", "--answers=-", given=given).err.splitlines()[0] == (
            "That is larger than 1 MB."
        )

    def test_an_unknown_instrument_names_the_nearest_or_all(self, closeness: Closeness) -> None:
        assert closeness("assess", "wek").err.splitlines()[1] == "  Did you mean week?"
        assert (
            closeness("assess", "zzz")
            .err.splitlines()[1]
            .startswith("  There are week, how-close, where-are-you, ")
        )

    def test_without_a_terminal_and_answers_it_names_the_options(
        self, closeness: Closeness
    ) -> None:
        for options in ([], ["week"], ["--mode", "screen"], ["--resume"]):
            assert closeness("assess", *options) == (
                3,
                "",
                (
                    "There is no terminal to ask at.\n"
                    "  Bring the answers: --answers FILE, --answer id=5, or --mode lines.\n"
                ),
            )
        assert not closeness.vault.exists()


class TestLines:
    """`--mode lines`: for screen readers, simple terminals and pipes."""

    def test_every_question_is_a_few_plain_lines(self, kept: Closeness) -> None:
        assert (
            kept("assess", "weather", "--mode", "lines", given="2\n4\n\n").out
            == """\
Weather today
Two questions, ten seconds.
1 of 2
How is your mood today?
-2: very low
-1: low
0: even
1: good
2: very good
A number from -2 to 2, or b back, s skip, q pause, ? help.
> 2 of 2
How close do you feel to this person today?
1: not close at all
2: a little close
3: somewhat close
4: close
5: very close
A number from 1 to 5, or b back, s skip, q pause, ? help.
> Anything to remember? One line; Enter or :q leaves it.
> Your answers are kept.

  How is your mood today?                      very good
  How close do you feel to this person today?  close (4 of 5)

Something to think or talk about
  From how far away can you still feel close to someone?

See it:  closeness report

If something here weighs on you, or you do not feel safe:  closeness about
"""
        )

    @pytest.mark.parametrize("given", ["7\n4\nq\n", "7\n4\n"])
    def test_a_pause_keeps_the_answers_and_one_goes_on_with_the_next(
        self, given: str, kept: Closeness
    ) -> None:
        paused = kept("assess", "--mode", "lines", given=given)
        assert (paused.status, paused.err) == (
            0,
            "Paused. Your answers are kept; go on with:  closeness assess --resume\n",
        )
        assert stored(kept) == 0
        later = kept.at("2025-11-15T09:00:00+01:00")
        resumed = later("assess", "--resume", "--mode", "lines", given="3\ns\n\n")
        assert (resumed.status, resumed.out.splitlines()[2]) == (0, "3 of 4")
        assert stored(kept) == 1
        [point] = kept("report", "--json").data["series"]["points"]
        assert (point["on"], point["value"]) == ("2025-11-14", 7)

    def test_without_resume_it_begins_anew(self, kept: Closeness) -> None:
        kept("assess", "--mode", "lines", given="7\n")
        anew = kept("assess", "--mode", "lines", given="6\n4\n4\n3\n\n")
        assert anew.out.splitlines()[2] == "1 of 4"
        [point] = kept("report", "--json").data["series"]["points"]
        assert point["value"] == 6

    def test_one_can_go_on_with_the_form_that_one_names(self, kept: Closeness) -> None:
        kept("assess", "week", "--mode", "lines", given="7\n")
        kept("assess", "weather", "--mode", "lines", given="1\n")
        for options, first in (([], "2 of 2"), (["week"], "2 of 4")):
            resumed = kept("assess", *options, "--resume", "--mode", "lines")
            assert resumed.out.splitlines()[2] == first

    def test_there_may_be_nothing_to_go_on_with(self, kept: Closeness) -> None:
        assert kept("assess", "--resume", "--mode", "lines") == (
            2,
            "",
            "There is nothing to go on with.\n  closeness assess begins anew.\n",
        )

    def test_a_last_line_becomes_an_entry(self, kept: Closeness) -> None:
        kept("assess", "weather", "--mode", "lines", given="1\n4\nCall #mum, soon. \r\n")
        [entry] = kept("journal", "list", "--json").data["entries"]
        assert (entry["text"], entry["tags"], entry["kind"]) == (
            *("Call #mum, soon. ", ["mum"], "note"),
        )

    def test_the_envelope_stands_alone_on_stdout(self, kept: Closeness) -> None:
        done = kept("assess", "weather", "--mode", "lines", "--json", given="1\n4\n\n")
        assert json.loads(done.out)["data"]["answers"] == {"mood": 1, "connection": 4}
        assert done.err.startswith("Weather today\n")
        paused = kept("assess", "--mode", "lines", "--json", given="1\n")
        assert json.loads(paused.out)["data"].keys() == {"administration", "paused"}

    def test_a_text_that_is_none_is_refused_and_what_was_answered_stays(
        self, kept: Closeness
    ) -> None:
        given = b"7\n4\n\ns\ns\na\xffb\n"
        status, _, err = kept("assess", "where-are-you", "--mode", "lines", given=given)
        assert (status, err) == (2, "The text is not valid Unicode.\n  Save it as UTF-8.\n")
        resumed = kept("assess", "--resume", "--mode", "lines", given="Money.\n\n1\n1\n1\n\n")
        assert resumed.out.splitlines()[2] == "6 of 10"
        assert (resumed.status, stored(kept)) == (0, 1)

    def test_at_says_when_the_answers_were_given(self, kept: Closeness) -> None:
        options = ["--mode", "lines", "--at", "2025-11-02 20:00", "--json"]
        data = kept("assess", "weather", *options, given="1\n4\n\n")
        assert json.loads(data.out)["data"]["at"] == "2025-11-02T20:00:00+01:00"

    def test_what_was_understood_of_a_time_is_told_before_anything_is_asked(
        self, kept: Closeness
    ) -> None:
        options = ["--mode", "lines", "--at", "last friday"]
        _, _, err = kept("assess", "weather", *options, given="1\n4\n\n")
        assert err.startswith("For Friday 7 November 2025, 12:00, Europe/Berlin.\n")


def test_what_the_help_names_ships_and_the_rest_is_on_the_shelf(
    closeness: Closeness, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = {one.id for one in load_bank(shipped_bank_path()).instruments}
    assert set(EVERYDAY) <= ids
    closeness("assess", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "weather; all of them: closeness instrument list." in said


class TestGoingOn:
    def test_going_on_takes_no_time_and_no_answers(self, closeness: Closeness) -> None:
        for option in (("--at", "2025-11-01"), ("--answer", "connection=7")):
            done = closeness("assess", "--resume", "--mode", "lines", *option)
            assert done.err == (
                "--resume goes on where you paused, so it takes no answers and no time.\n"
                "  Leave out --at, --answers and --answer.\n"
            )

    def test_looking_for_a_paused_form_adds_nobody(self, closeness: Closeness) -> None:
        closeness("assess", "--mode", "lines", given="7\n")
        done = closeness("assess", "--resume", "--mode", "lines", "--as", "Sam", "--yes")
        assert done.status == 2
        assert '"name":"Sam"' not in closeness("vault", "export", "-").out

    def test_a_form_that_was_finished_since_is_not_offered_again(
        self, closeness: Closeness
    ) -> None:
        closeness("assess", "--mode", "lines", given="7\n")
        closeness("assess", "--answer", "connection=6")
        assert closeness("assess", "--resume", "--mode", "lines").status == 2

    def test_an_answer_given_twice_is_a_fault(self, closeness: Closeness) -> None:
        done = closeness("assess", "--answer", "heard=1", "--answer", "heard=2")
        assert done.err == "An item is answered twice.\n  Give each --answer once.\n"


class TestTooSoon:
    SAID = (
        "You answered this on Friday 14 November 2025; asking again makes sense from "
        "Thursday 20 November 2025 on.\n"
        "  --anyway keeps your answers all the same, and leaves them out of comparisons.\n"
    )

    @pytest.mark.parametrize("ways", [["--answer", "connection=7"], ["--mode", "lines"]])
    def test_where_nobody_can_be_asked_it_is_refused_kindly(
        self, ways: list[str], closeness: Closeness
    ) -> None:
        closeness("assess", "--answer", "connection=6")
        assert closeness("assess", *ways, given="7\n4\n3\n3\n\n") == (2, "", self.SAID)
        assert stored(closeness) == 1
        assert closeness("assess", "--resume", "--mode", "lines").status == 2

    @pytest.mark.parametrize("option", ["--anyway", "--yes"])
    def test_anyway_keeps_it_as_early(self, option: str, kept: Closeness) -> None:
        kept("assess", "--answer", "connection=6")
        done = kept("assess", "--answer", "connection=9", option)
        assert (done.status, done.err) == (
            *(0, "Kept, and left out of comparisons: it is soon after the last.\n"),
        )
        points = kept("report", "--json").data["series"]["points"]
        assert [(one["value"], one["early"]) for one in points] == [(6, False), (9, True)]
        sets = kept("assess", "show", "--json").data["sets"]
        assert sorted(one["early"] for one in sets) == [False, True]

    def test_anyway_makes_nothing_early_that_is_not(self, kept: Closeness) -> None:
        assert kept("assess", "--answer=connection=6", "--anyway", "--json").data["early"] is False
        later = kept.at("2025-11-20T09:00:00+01:00")
        assert later("assess", "--answer=connection=6", "--anyway", "--json").data["early"] is False

    def test_a_time_before_a_set_that_counts_is_too_soon_as_well(self, kept: Closeness) -> None:
        kept("assess", "--answer", "connection=6")
        for day, status in (("2025-11-09", 2), ("2025-11-08", 0)):
            assert kept("assess", "--answer", "connection=7", "--at", day).status == status

    def test_another_person_may_answer_the_same_day(self, kept: Closeness) -> None:
        kept("assess", "--answer", "connection=6")
        assert kept("assess", "--answer=connection=6", "--as", "Sam", "--yes").status == 0
        assert kept("assess", "--answer=connection=6", "--as", "Sam").status == 2

    def test_going_on_is_never_too_soon(self, kept: Closeness) -> None:
        kept("assess", "--mode", "lines", given="7\n")
        kept("assess", "--answer", "connection=6", "--at", "2025-11-14 20:00")
        resumed = kept("assess", "--resume", "--mode", "lines", given="4\n3\n3\n\n")
        assert resumed.status == 0
        assert resumed.err == "Kept, and left out of comparisons: it is soon after the last.\n"


class TestGuesses:
    def test_it_says_whose_answers_were_guessed_and_where_it_is_kept(self, kept: Closeness) -> None:
        done = kept("assess", "weather", "--as-guess-of", "Sam", "--yes", "--answer=mood=1")
        assert (
            done.out
            == """\
Your guess about Sam is kept, in your own vault.

  How is your mood today?                      good
  How close do you feel to this person today?  skipped

If something here weighs on you, or you do not feel safe:  closeness about
"""
        )

    def test_it_counts_nowhere_and_is_shown_as_what_it_is(self, kept: Closeness) -> None:
        kept("assess", "--as-guess-of=Sam", "--yes", "--answer=connection=2")
        assert stored(kept) == 0
        [listed] = kept("assess", "show", "--json").data["sets"]
        assert listed["guess_of"] == "Sam"
        assert "4 · In the last week" in kept("assess", "show", listed["administration"]).out
        assert kept("assess", "show", "week").status == 2
        assert kept("assess", "--answer=connection=7").status == 0  # not too soon after a guess

    def test_a_second_guess_about_the_same_person_is_too_soon(self, kept: Closeness) -> None:
        guess = ["assess", "--as-guess-of=Sam", "--answer=connection=2"]
        kept(*guess, "--yes")
        assert kept(*guess).status == 2
        assert kept("assess", "--as-guess-of=Kim", "--answer=connection=2", "--yes").status == 0

    def test_a_pause_goes_on_as_a_guess(self, kept: Closeness) -> None:
        asked = kept("assess", "--as-guess-of=Sam", "--yes", "--mode=lines", given="7\n").out
        assert "As you think Sam would answer:" in asked
        done = kept("assess", "--resume", "--mode=lines", given="4\n3\n3\n\n")
        assert "Your guess about Sam is kept, in your own vault." in done.out

    def test_another_may_guess_the_answers_of_the_owner(self, kept: Closeness) -> None:
        kept("journal", "add", "Hello.", "--as", "Sam", "--yes")
        done = kept("assess", "--as", "Sam", "--as-guess-of", "me", "--answer=connection=3")
        assert done.out.splitlines()[0] == (
            "Your guess about the owner of this vault is kept, in this vault."
        )

    @pytest.mark.parametrize(
        "options", [["--as-guess-of=me"], ["--as=Sam", "--as-guess-of=SAM", "--yes"]]
    )
    def test_nobody_guesses_their_own_answers(
        self, options: list[str], closeness: Closeness
    ) -> None:
        done = closeness("assess", *options, "--answer=connection=3")
        assert (done.status, done.err.splitlines()[0]) == (
            *(2, "A guess is about another person's answers."),
        )
        assert not closeness.vault.exists()

    def test_a_new_name_is_agreed_to_first(self, closeness: Closeness) -> None:
        done = closeness("assess", "--as-guess-of=Sam", "--answer=connection=3")
        assert done.err.splitlines()[0] == "Nobody with that name is in this vault."
        assert not closeness.vault.exists()

    def test_going_on_takes_no_name(self, closeness: Closeness) -> None:
        done = closeness("assess", "--resume", "--mode=lines", "--as-guess-of=Sam")
        assert (done.status, done.err) == (
            2,
            (
                "--resume goes on as you began; a guess goes on as a guess.\n"
                "  Leave out --as-guess-of.\n"
            ),
        )


def test_a_reason_may_be_given_in_a_word(kept: Closeness) -> None:
    close = replace(an_item("close"), reasons=(SkipReason.NOT_APPLICABLE,))
    asked = kept.asking(an_instrument(close, an_item("room")))
    options = ["--answer=close=not_applicable", "--answer=room=3"]
    assert asked("assess", *options, "--json").data["reasons"] == {"close": "not_applicable"}


def test_cards_for_two_come_where_the_settings_say_so(kept: Closeness) -> None:
    kept.bank = ItemBank(
        (an_instrument(),), (Card("two", "connection", "For both of you.", joint=True),)
    )
    assert kept("assess", "--answer=close=3", "--json").data["card"] is None
    kept("settings", "joint-suggestions", "on")
    again = kept("assess", "--answer=close=3", "--anyway", "--json")
    assert again.data["card"] == "For both of you."


def test_what_was_noticed_is_in_the_envelope_for_the_person_and_not_stored(
    kept: Closeness,
) -> None:
    measure = an_instrument(*(an_item(f"i{at}", reverse_scored=at > 2) for at in range(5)))
    asked = kept.asking(measure)
    options = [f"--answer=i{at}=4" for at in range(5)]
    [note] = asked("assess", *options, "--json").data["notes"]
    assert note == {"kind": "one_value", "items": ["i0", "i1", "i2", "i3", "i4"]}
    assert "one_value" not in kept("vault", "export", "-").out


def test_a_shuffled_order_is_kept_with_its_seed(kept: Closeness) -> None:
    mixed = replace(an_instrument(*(an_item(f"i{at}") for at in range(8))), order=Order.SHUFFLE)
    asked = kept.asking(mixed)
    done = asked("assess", "--mode=lines", "--json", given="1\n2\n3\n4\n5\n1\n2\n3\n\n")
    answers = json.loads(done.out)["data"]["answers"]
    shown = asked("assess", "show", "week", "--json").data
    order = [one["id"] for one in shown["items"]]
    assert order == list(presented_order(mixed, seed=shown["seed"]))
    assert [answers[one] for one in order] == [1, 2, 3, 4, 5, 1, 2, 3]
    assert [one["position"] for one in shown["items"]] == list(range(1, 9))


class TestSafety:
    """No safety item ships; this instrument is the test's own."""

    ASKED = an_instrument(
        an_item("close"),
        replace(an_item("hurt"), safety=True, text="Were you hurt?"),
        dimensions=(),
        instrument_id="safe-form",
    )

    @pytest.mark.parametrize("value", ["1", "5", "s"])
    def test_no_answer_changes_what_is_shown_or_comes_back_anywhere(
        self, value: str, kept: Closeness
    ) -> None:
        asked = kept.asking(self.ASKED)
        done = asked("assess", "safe-form", "--mode=lines", given=f"4\n{value}\n\n")
        ended = done.out.partition("Anything to remember?")[2]
        assert ended == (
            " One line; Enter or :q leaves it.\n> Your answers are kept.\n\n"
            "  Stem of close.  4 of 5\n\nSee it:  closeness report\n\n"
            "If something here weighs on you, or you do not feel safe:  closeness about\n"
        )
        for words in (
            ["assess", "show", "safe-form"],
            ["assess", "show", "safe-form", "--json"],
            ["assess", "show"],
            ["assess", "amend", "safe-form", "--answer=close=3"],
            ["report"],
            ["report", "--json"],
        ):
            shown = asked(*words)
            assert shown.status == 0, shown
            assert "hurt" not in (shown.out + shown.err).lower(), words

    def test_it_is_not_asked_again_this_quarter_nor_after_a_pause(self, kept: Closeness) -> None:
        asked = kept.asking(self.ASKED)
        first = asked("assess", "safe-form", "--mode=lines", given="4\n5\n")
        assert "Were you hurt?" in first.out
        later = asked.at("2026-01-14T21:00:00+01:00")
        again = later("assess", "safe-form", "--mode=lines", given="4\n\n")
        assert ("Were you hurt?" in again.out, again.status) == (False, 0)

    def test_one_that_was_brought_is_stored_apart(self, kept: Closeness) -> None:
        asked = kept.asking(self.ASKED)
        options = ["--answers=-", "--json"]
        data = asked("assess", "safe-form", *options, given='{"close": 4, "hurt": 5}').data
        assert (data["answers"], data["reasons"]) == ({"close": 4}, {})
        later = asked.at("2026-01-14T21:00:00+01:00")
        done = later("assess", "safe-form", "--mode=lines", given="4\n\n")
        assert "Were you hurt?" not in done.out

    def test_it_cannot_be_amended_and_is_as_unknown_as_a_slip(self, kept: Closeness) -> None:
        asked = kept.asking(self.ASKED)
        asked("assess", "safe-form", "--answers=-", given='{"close": 4, "hurt": 5}')
        assert asked("assess", "amend", "safe-form", "--answer=hurt=1") == (
            2,
            "",
            (
                "Some answers cannot be taken, so nothing was changed.\n"
                "  hurt: no such item\n"
                "  The items are close.\n"
            ),
        )

    def test_it_is_never_guessed(self, kept: Closeness) -> None:
        asked = kept.asking(self.ASKED)
        guess = ["assess", "safe-form", "--as-guess-of=Sam", "--yes"]
        assert asked(*guess, "--answer=close=4", "--answer=hurt=5").status == 2
        done = asked(*guess, "--mode=lines", given="4\n\n")
        assert (done.status, "Were you hurt?" in done.out) == (0, False)
