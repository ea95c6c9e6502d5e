"""Lines that are read from a stream."""

from __future__ import annotations

import io

from closeness_cli.core.entry import LONGEST_ENTRY
from closeness_cli.prompts.line_terminal import LineTerminal
from closeness_cli.prompts.talk import Talk


def test_a_line_without_end_is_read_only_so_far() -> None:
    source = io.StringIO("x" * (2 * LONGEST_ENTRY + 5) + "\nsea\n")
    talk = Talk(source, io.StringIO())
    assert talk.read() == "x" * (LONGEST_ENTRY + 1)
    assert talk.read() == "sea"
    assert talk.read() is None


def test_a_terminal_breaks_a_long_line_between_words_and_a_stream_does_not() -> None:
    line = " ".join(["seaside"] * 20)
    terminal, stream = io.StringIO(), io.StringIO()
    Talk(io.StringIO(), LineTerminal(io.StringIO(), terminal, clears=True)).say(line)
    Talk(io.StringIO(), stream).say(line)
    rows = terminal.getvalue().splitlines()
    assert " ".join(rows) == line
    assert max(map(len, rows)) == 79
    assert stream.getvalue() == f"{line}\n"


def test_a_stream_hides_nothing_and_is_read_all_the_same() -> None:
    said = io.StringIO()
    talk = Talk(io.StringIO("sea\n"), said)
    assert not talk.hides
    with talk.unseen():
        assert talk.read() == "sea"
    assert said.getvalue() == "> "
