from __future__ import annotations

import subprocess
import sys
from io import StringIO

import pytest

from closeness_cli.errors import WrongUseError
from closeness_cli.presentation.screen import Screen

LONG = "A sentence that is longer than forty columns are wide, and goes on."
BROKEN = "A sentence that is longer than forty\ncolumns are wide, and goes on.\n"


def a_screen(columns: str = "40", *, plain: bool = False) -> tuple[Screen, StringIO, StringIO]:
    out, err = StringIO(), StringIO()
    return Screen(out, err, environment={"COLUMNS": columns}, plain=plain), out, err


@pytest.mark.parametrize("way", ["say", "done", "note"])
def test_what_is_said_is_broken_by_word(way: str) -> None:
    screen, out, err = a_screen()
    getattr(screen, way)(LONG)
    assert out.getvalue() + err.getvalue() == BROKEN


def test_an_error_keeps_the_indent_of_its_hint() -> None:
    screen, _, err = a_screen()
    screen.error(WrongUseError(LONG, "Give it as a sentence that is shorter than this."))
    assert err.getvalue() == (f"{BROKEN}  Give it as a sentence that is shorter\n  than this.\n")


def test_lines_are_whole_for_a_reader_of_plain_lines() -> None:
    screen, out, _ = a_screen(plain=True)
    screen.done(LONG)
    assert out.getvalue() == f"{LONG}\n"


def test_remarks_into_a_pipe_are_whole() -> None:
    screen, _, err = a_screen("")
    screen.note(LONG * 2)
    assert err.getvalue() == f"{LONG * 2}\n"


@pytest.mark.parametrize("is_terminal", [False, True])
def test_a_file_is_passed_on_as_it_is_but_not_to_who_looks(is_terminal: bool) -> None:
    out = StringIO()
    out.isatty = lambda: is_terminal  # type: ignore[method-assign] # a terminal of our own
    Screen(out, StringIO(), environment={}).pass_on(["a,\x1b]0;x\x07\r\n", "b\n"])
    assert out.getvalue() == ("a,\\x1b]0;x\\x07\nb\n" if is_terminal else "a,\x1b]0;x\x07\r\nb\n")


def test_a_short_line_loads_nothing() -> None:
    program = (
        "import sys\n"
        "from closeness_cli.presentation.screen import Screen\n"
        "screen = Screen(sys.stdout, sys.stderr, environment={'COLUMNS': '80'})\n"
        "screen.done('Saved, private.'); screen.say('Hello.'); screen.note('“Größe”')\n"
        "print([name for name in sys.modules if name.startswith(('wcwidth', 'rich', 'textwrap'))\n"
        "       or name.endswith(('.grid', '.wrap'))])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
