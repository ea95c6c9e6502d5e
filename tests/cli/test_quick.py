"""The quick commands understand what the tree understands, and leave it whatever is not plain."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.bootstrap import App, Choices
from closeness_cli.cli import quick
from closeness_cli.cli.journal.group import app
from closeness_cli.cli.quick import QUICK, quick_call
from closeness_cli.errors import ClosenessError


def the_tree() -> TyperGroup:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def in_tree(arguments: list[str]) -> dict[str, Any]:
    """Parse a command line of the journal as the tree does; nothing is run."""
    command: Any = the_tree()
    context = command.make_context("journal", list(arguments), obj=Choices())
    while isinstance(command, TyperGroup):
        path = [*context._protected_args, *context.args]
        name, command, rest = command.resolve_command(context, path)
        context = command.make_context(name, rest, parent=context)
    params: dict[str, Any] = context.params
    return params


@pytest.mark.parametrize("name", QUICK)
def test_its_options_are_those_of_the_tree(name: str) -> None:
    group: Any = the_tree()
    command = group.commands[name]
    if isinstance(command, TyperGroup):
        command = command.commands["list"]
    there: dict[str, tuple[str, bool]] = {}
    for one in command.params:
        for spelled in (*one.opts, *one.secondary_opts):
            if spelled.startswith("-") and spelled != "--help":
                there[spelled] = (one.name, one.is_flag)

    mine = {name: (one.parameter, one.takes is None) for name, one in QUICK[name].options.items()}

    assert mine == there


@pytest.mark.parametrize("name", QUICK)
def test_what_is_not_said_is_as_in_the_tree(name: str) -> None:
    group: Any = the_tree()
    command = group.commands[name]
    if isinstance(command, TyperGroup):
        command = command.commands["list"]
    function = getattr(import_module(QUICK[name].module), QUICK[name].function)
    usual = {
        one.name: one.default
        for one in inspect.signature(function).parameters.values()
        if one.kind is inspect.Parameter.KEYWORD_ONLY
    }

    assert usual == {one.name: one.default for one in command.params if one.name in usual}
    assert {one.parameter for one in QUICK[name].options.values()} == set(usual)


WORDS = st.sampled_from(
    [
        *("walked", "two words", "- a list", "-anger", "--", "-", "-n", "5", "0", "-n5", "x", ""),
        *("--mood", "1", "-2", "+2", "--mood=1", "--mood=x", "--tag", "--tag=walk", "--kind"),
        *("note", "--at", "2025-11-01", "--private", "--shared", "--since", "--until=2025-01-01"),
        *("--trash", "--trash=1", "--topic", "--topic=a b", "--nonsense", "--help", "٣", "1_0"),
    ]
)


@given(st.sampled_from(sorted(QUICK)), st.lists(WORDS, max_size=5))
def test_whatever_it_takes_the_tree_takes_alike(name: str, words: list[str]) -> None:
    said = quick._said(QUICK[name], words)
    if said is None:
        return

    there = in_tree([name, *words])

    usual = {one.parameter for one in QUICK[name].options.values()} - said.keys()
    mine = {**said, **{key: there[key] for key in usual}}
    words_are = QUICK[name].words
    if words_are is not None:
        there[words_are] = there[words_are] or []
    assert {key: plain(value) for key, value in mine.items()} == {
        key: plain(value) for key, value in there.items()
    }


def plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["journal"],
        ["report"],
        ["assess", "week"],
        ["journal", "walked"],
        ["journal", "show", "01"],
        ["journal", "add", "--help"],
        ["journal", "add", "Tea.", "--topic", "tea"],
        ["journal", "add", "Tea.", "--mood"],
        ["journal", "list", "-n", "0"],
        ["journal", "list", "walk"],
        ["journal", "search"],
        ["journal", "tags", "rename", "a", "b"],
        ["journal", "--topic=a b"],
    ],
)
def test_what_is_not_plain_goes_through_the_tree(arguments: list[str]) -> None:
    assert quick_call(arguments) is None


def test_a_quoted_line_is_written_at_once() -> None:
    call = quick_call(["journal", "- we walked", "--mood", "1"])
    assert call is not None
    with pytest.raises((AttributeError, ClosenessError)):
        call(object())  # type: ignore[arg-type] # it is called with whatever app is given


def test_the_app_is_what_a_quick_command_is_called_with(monkeypatch: pytest.MonkeyPatch) -> None:
    from closeness_cli.cli.journal import finding

    calls: list[tuple[object, dict[str, Any]]] = []
    monkeypatch.setattr(finding, "list_entries", lambda made, **said: calls.append((made, said)))
    call = quick_call(["journal", "list", "-n", "5", "--tag", "walk", "--tag=sea"])
    assert call is not None
    made = object.__new__(App)

    call(made)

    assert calls == [(made, {"most": 5, "tag": ["walk", "sea"]})]
