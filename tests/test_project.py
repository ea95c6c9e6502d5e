"""Rules that hold for the source as a whole."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.cli.groups import Group
from closeness_cli.cli.tree import Root
from closeness_cli.core.instruments.instrument import RESERVED_IDS
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "src" / "closeness_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

LONGEST_FILE = 400
"""Lines; a file that needs more holds two things."""


def test_there_are_modules_to_look_at() -> None:
    folders = {one.parent.name for one in MODULES}
    assert {"core", "services", "storage", "presentation", "prompts", "cli"} <= folders


@pytest.mark.parametrize("module", MODULES, ids=lambda one: str(one.relative_to(PACKAGE)))
def test_a_module_says_what_is_in_it(module: Path) -> None:
    said = ast.get_docstring(ast.parse(module.read_text("utf-8")))
    assert said
    assert said.split("\n")[0].strip()


def test_no_file_is_too_long_to_read_at_once() -> None:
    lengths = {one.relative_to(PACKAGE): len(one.read_text().splitlines()) for one in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_nothing_is_left_to_do_in_the_source() -> None:
    unfinished = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    found = [
        f"{module.relative_to(PROJECT)}:{number}"
        for module in MODULES
        for number, line in enumerate(module.read_text("utf-8").splitlines(), start=1)
        if unfinished.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("name", Root.late)
def test_the_summary_of_a_command_is_its_own_first_line(name: str) -> None:
    late = Root.late[name]
    said = get_command(import_module(late.module).app).help
    assert said is not None
    assert late.summary == said.strip().split("\n")[0]


@pytest.mark.parametrize("name", Root.late)
def test_the_line_of_each_late_subcommand_is_its_own(name: str) -> None:
    group = group_called(name)
    for subcommand, late in getattr(group, "late", {}).items():
        said = group.commands[subcommand].help or ""  # type: ignore[union-attr]  # only groups have any
        assert late.summary == said.strip().split("\n")[0], subcommand


def test_no_command_is_both_here_and_planned() -> None:
    assert Root.planned.isdisjoint(Root.late)
    for name in Root.late:
        group = group_called(name)
        if isinstance(group, Group):
            assert group.planned.isdisjoint(group.commands), name


@pytest.mark.parametrize("name", ["assess", "instrument"])
def test_no_instrument_can_take_the_name_of_a_subcommand(name: str) -> None:
    group = group_called(name)
    assert isinstance(group, Group)
    assert {*group.commands, *group.planned} <= RESERVED_IDS


def test_no_shipped_instrument_has_the_name_of_a_subcommand() -> None:
    shipped = {one.id for one in load_bank(shipped_bank_path()).instruments}
    assert shipped
    assert shipped.isdisjoint(RESERVED_IDS)


def group_called(name: str) -> TyperGroup | None:
    command = get_command(import_module(Root.late[name].module).app)
    return command if isinstance(command, TyperGroup) else None
