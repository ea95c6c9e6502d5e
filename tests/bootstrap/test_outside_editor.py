"""Which editor a person's own is, and how it is told to keep nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.bootstrap.outside_editor import VIM, chosen_editor
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder with editors, some under another name."""
    for name in ("vim.basic", "nvim", "nano", "code", "hx"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o700)
    (tmp_path / "vi").symlink_to(tmp_path / "vim.basic")
    (tmp_path / "no-program").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    ("named", "command", "keeps_nothing", "keeps_history"),
    [
        ("vi", ("vi", "-f", *VIM), True, False),
        ("nvim --clean", ("nvim", "--clean", *VIM), True, False),
        ("nano -B -l --historylog", ("nano", "-l", "--ignorercfiles"), True, False),
        ("code", ("code", "--wait"), False, True),
        ("code -n --wait", ("code", "-n", "--wait"), False, True),
        ("hx", ("hx",), False, False),
        ("hx 'a b'", ("hx", "a b"), False, False),
    ],
)
def test_an_editor_is_told_to_keep_nothing_where_it_can_be(
    programs: Path,
    named: str,
    command: tuple[str, ...],
    *,
    keeps_nothing: bool,
    keeps_history: bool,
) -> None:
    editor = chosen_editor({"EDITOR": named, "PATH": str(programs)})
    assert editor.command == (str(programs / command[0]), *command[1:])
    assert (editor.keeps_nothing, editor.keeps_history) == (keeps_nothing, keeps_history)


def test_visual_goes_before_editor(programs: Path) -> None:
    environment = {"VISUAL": "nano", "EDITOR": "hx", "PATH": str(programs)}
    assert chosen_editor(environment).name == "nano"
    assert chosen_editor(environment | {"VISUAL": " "}).name == "hx"


@pytest.mark.parametrize("named", [None, "", "  ", "'", "no-such-editor", "no-program", "/nowhere"])
def test_an_editor_that_is_not_there_is_refused(programs: Path, named: str | None) -> None:
    environment = {"PATH": str(programs)} | ({} if named is None else {"EDITOR": named})
    with pytest.raises(WrongUseError) as error:
        chosen_editor(environment)
    assert "leave out --editor" in error.value.hint
