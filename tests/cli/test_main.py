"""One way out: every failure is a sentence and a status, and nothing of it is private."""

from __future__ import annotations

import io
import json
import os
from typing import TYPE_CHECKING

import pytest

from closeness_cli import __version__
from closeness_cli.bootstrap import App, Choices
from closeness_cli.cli.main import run
from closeness_cli.errors import ClosenessError, ExitStatus

if TYPE_CHECKING:
    from commands import Closeness, Program

SECRET = "He said that he would leave"


class Stream(io.TextIOWrapper):
    """A stream that keeps what was written to it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    @property
    def text(self) -> str:
        self.flush()
        self.seek(0)
        return self.read()


class Unlucky(App):
    """An app in which something happens as soon as a command asks for the vault."""

    out: Stream
    err: Stream
    happens: BaseException

    @property
    def has_vault(self) -> bool:
        raise self.happens


def unlucky(happens: BaseException, *arguments: str) -> tuple[int, str, str]:
    """Run a command line in which this happens; give the status and what was written."""
    out, err = Stream(), Stream()

    def make_app(choices: Choices) -> App:
        made = Unlucky(choices, environment={}, stdin=Stream(), stdout=out, stderr=err)
        made.happens = happens
        return made

    return run(["journal", "list", *arguments], make_app=make_app), out.text, err.text


class SuddenError(Exception):
    """What nobody thought of; its text quotes the journal."""


def test_what_nobody_thought_of_names_its_place_and_never_its_text() -> None:
    status, out, err = unlucky(SuddenError(SECRET))
    assert (status, out) == (1, "")
    first, second = err.splitlines()
    assert first.startswith("Something went wrong inside the program (SuddenError at test_main.py:")
    assert second == "  What you had saved before is safe. Please report the line above."
    assert SECRET not in err


def test_what_nobody_thought_of_is_one_envelope_with_json() -> None:
    status, out, err = unlucky(SuddenError(SECRET), "--json")
    assert (status, err, out.count("\n")) == (1, "", 1)
    assert json.loads(out)["error"].keys() == {"status", "code", "sentence", "hint"}
    assert SECRET not in out


def test_ctrl_c_ends_in_silence_with_its_own_status() -> None:
    assert unlucky(KeyboardInterrupt()) == (130, "", "")


def test_ctrl_c_is_told_to_a_program() -> None:
    status, out, err = unlucky(KeyboardInterrupt(), "--json")
    assert (status, err) == (130, "")
    assert json.loads(out) == {
        "schema": "closeness/1",
        "error": {
            "status": 130,
            "code": "interrupted",
            "sentence": "Stopped; what you had given is kept.",
            "hint": "",
        },
    }


def test_a_reader_that_has_gone_is_no_failure() -> None:
    assert unlucky(BrokenPipeError()) == (0, "", "")


@pytest.mark.parametrize("kind", ClosenessError.__subclasses__())
def test_every_kind_of_failure_ends_with_its_status_a_sentence_and_a_hint(
    kind: type[ClosenessError],
) -> None:
    assert unlucky(kind("It is so.", "Do that.")) == (
        int(kind.status),
        "",
        "It is so.\n  Do that.\n",
    )


def test_what_an_error_says_is_safe_to_show() -> None:
    happens = ClosenessError("\x1b[2J\u202e", "a\nb")
    assert unlucky(happens) == (1, "", "\\x1b[2J\\u202e\n  a b\n")


def test_the_envelope_of_a_failure_holds_exactly_this(closeness: Closeness) -> None:
    assert closeness("--json", "journal", "show", "nothing") == (
        2,
        (
            '{"schema": "closeness/1", "error": {"status": 2, "code": "not-found", "sentence": '
            '"No entry has that id.", "hint": "closeness journal list"}}\n'
        ),
        "",
    )


def test_the_envelope_of_faulty_data_lists_each_fault(closeness: Closeness) -> None:
    _, out, _ = closeness("assess", "--answer", "heard=9", "--answer", "x=1", "--json")
    assert json.loads(out)["error"] == {
        "status": 2,
        "code": "bad-input",
        "sentence": "Some answers cannot be taken, so none was stored.",
        "hint": "The items are connection, heard, appreciation, room.",
        "faults": ["x: no such item", "heard: it takes a whole number from 1 to 5"],
    }


@pytest.mark.parametrize("arguments", [["--json", "--as"], ["--as", "--json", "--vault"]])
def test_a_failure_before_there_is_an_app_is_an_envelope_too(
    arguments: list[str], closeness: Closeness
) -> None:
    status, out, err = closeness(*arguments)
    assert (status, json.loads(out)["error"]["code"], err) == (2, "wrong-use", "")


def test_json_after_two_dashes_is_text_and_asks_for_no_envelope(closeness: Closeness) -> None:
    status, out, err = closeness("--as", "Sam", "--vault", "", "journal", "--", "--json")
    assert (status, out) == (2, "")
    assert err == "The vault's path is empty.\n  Name a folder: --vault PATH\n"


@pytest.mark.parametrize(
    ("now", "sentence"),
    [
        ("tomorrow", "CLOSENESS_NOW is not a time with its offset."),
        ("2025-11-14T21:04:00", "CLOSENESS_NOW is not a time with its offset."),
        ("0001-01-01T00:00:00+14:00", "That time is outside of the calendar."),
    ],
)
def test_a_fixed_time_that_is_none_is_refused(
    now: str, sentence: str, closeness: Closeness
) -> None:
    status, out, err = closeness.at(now)("journal", "Hello there.")
    assert (status, out, err.split("\n")[0]) == (2, "", sentence)
    assert not (closeness.vault / "vault.db").exists()


@pytest.mark.parametrize("path", ["/dev/null", "/dev/null/vault", "/nonexistent\n/x/" + "a" * 300])
def test_a_vault_that_cannot_be_one_is_a_sentence(path: str, closeness: Closeness) -> None:
    for line in (["journal", "list"], ["journal", "Hello there."], ["report"], []):
        status, out, err = closeness(*line, "--vault", path)
        assert status in {0, 1, 2}
        assert "Something went wrong" not in err
        assert (status == 0) == (err == "" or err.startswith("Nothing here yet"))
        assert status == 0 or out == ""


class TestRealProcess:
    """What one process alone cannot show: streams that close, fill up or never were."""

    def test_the_reader_of_a_pipe_may_leave_early(self, program: Program) -> None:
        fill(program)
        done = program.shell('"$PYTHON" -m closeness_cli journal list --plain | head -n 1')
        assert done.stdout.count("\n") == 1
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("line", ["journal list --plain", "journal list --json", "about"])
    def test_a_closed_output_is_no_failure(self, line: str, program: Program) -> None:
        fill(program)
        done = program.shell(f'"$PYTHON" -m closeness_cli {line} >&-')
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    @pytest.mark.parametrize("option", ["", "--json"])
    def test_an_output_without_room_is_a_sentence(self, option: str, program: Program) -> None:
        if not os.path.exists("/dev/full"):  # noqa: PTH110 - a name of the system
            pytest.skip("this system has no /dev/full")
        done = program.shell(f'"$PYTHON" -m closeness_cli about {option} > /dev/full')
        assert done.returncode == ExitStatus.FAILED
        assert done.stderr == (
            ""
            if option
            else "The output could not be written: there is no room.\n  Send it somewhere else.\n"
        )

    @pytest.mark.parametrize("redirection", ["2>&-", "2> /dev/full"])
    def test_a_failure_keeps_its_status_when_nobody_can_be_told(
        self, redirection: str, program: Program
    ) -> None:
        done = program.shell(f'"$PYTHON" -m closeness_cli zzz {redirection}')
        assert (done.returncode, done.stdout, done.stderr) == (2, "", "")

    def test_a_closed_input_is_an_empty_one(self, program: Program) -> None:
        done = program.shell('"$PYTHON" -m closeness_cli journal <&-')
        assert (done.returncode, done.stdout) == (ExitStatus.NEEDS_TERMINAL, "")
        assert done.stderr.startswith("There is no text and no terminal to ask for it.\n")

    @pytest.mark.parametrize("option", ["--version", "-V"])
    def test_the_version_is_one_line(self, option: str, program: Program) -> None:
        done = program.shell(f'"$PYTHON" -m closeness_cli {option}')
        assert (done.returncode, done.stdout) == (0, f"closeness {__version__}\n")

    def test_help_shows_what_one_needs_and_all_of_it_when_asked(self, program: Program) -> None:
        brief = program.shell('"$PYTHON" -m closeness_cli --help').stdout
        whole = program.shell('"$PYTHON" -m closeness_cli --help --all').stdout
        assert _commands(brief) == ["assess", "journal", "report", "demo", "about"]
        assert _commands(whole) == [
            *_commands(brief),
            *("instrument", "ritual", "settings", "vault", "doctor"),
        ]


def fill(program: Program) -> None:
    """Write more than a pipe holds."""
    for text in ("We walked on. ", "We walked. "):
        program.closeness("journal", "-", given=text * 10_000)


def _commands(help_text: str) -> list[str]:
    listed = help_text.partition("Commands:\n")[2].partition("\n\n")[0]
    return [line.split()[0] for line in listed.splitlines()]


def test_the_version_is_told_wherever_it_is_asked_for(closeness: Closeness) -> None:
    assert closeness("--version").out == f"closeness {__version__}\n"
    assert closeness("--json", "-V").data == {"version": __version__}


def test_help_is_a_word_too(closeness: Closeness) -> None:
    for command in ((), ("journal",), ("assess",), ("report",), ("vault",)):
        assert closeness(*command, "help").out == closeness(*command, "--help").out
        assert closeness(*command, "-h").out == closeness(*command, "--help").out
