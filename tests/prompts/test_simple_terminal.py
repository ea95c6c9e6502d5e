"""A terminal that cannot redraw, or is not to: everything is asked in plain lines."""

from __future__ import annotations

import io

import pytest

from builders import a_moment, an_instrument, id_number
from closeness_cli.bootstrap.terminal import Terminal
from closeness_cli.core.answering.administration import Administration
from closeness_cli.presentation.screen import Screen


def simple(typed: str, *, plain: bool) -> tuple[Terminal, io.StringIO]:
    said = io.StringIO()
    environment = {} if plain else {"TERM": "dumb"}
    screen = Screen(said, io.StringIO(), environment=environment, plain=plain)
    return Terminal(io.StringIO(typed), screen), said


@pytest.mark.parametrize("plain", [True, False])
def test_a_text_is_written_in_lines(plain: bool) -> None:
    terminal, said = simple("one\ntwo\n.\n", plain=plain)
    assert terminal.write_text("What happened?", text="before") == "one\ntwo"
    assert said.getvalue().startswith("What happened?\nThe text as it is:\nbefore\n")


@pytest.mark.parametrize("plain", [True, False])
def test_yes_or_no_is_asked_in_a_line(plain: bool) -> None:
    terminal, said = simple("y\n", plain=plain)
    assert terminal.confirm("Add them?")
    assert said.getvalue() == "Add them? y or n; Enter alone is n.\n> "


@pytest.mark.parametrize(("typed", "goes_on"), [("\n", True), ("2\n", False)])
def test_going_on_is_asked_in_lines(typed: str, goes_on: bool) -> None:
    terminal, said = simple(typed, plain=True)
    paused = Administration(id_number(1), an_instrument(), "", a_moment(), (), {})
    assert terminal.wants_to_go_on(paused) is goes_on
    assert "1: Go on where you paused\n2: Begin again\n" in said.getvalue()


def test_a_line_is_asked_for_after_a_text_was_written() -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"one\n.\ntwo\n"), encoding="utf-8")
    terminal = Terminal(stdin, Screen(io.StringIO(), io.StringIO(), environment={}, plain=True))
    assert terminal.write_text("What happened?") == "one"
    assert terminal.ask_line("And then?", [], str.strip) == "two"
