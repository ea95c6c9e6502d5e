"""Writing in an editor of one's own: which it is, how it is told to keep nothing, and its end."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.bootstrap.left_texts import TEXT
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import FrameType

    from closeness_cli.bootstrap.left_texts import LeftText

LOOK_EACH = 0.5
"""Seconds between two looks whether the editor has saved."""

PATIENCE = 2.0
"""Seconds that an editor has to rescue what is in it, when closeness is told to end."""

KEEP_NOTHING = "set noundofile nobackup nowritebackup noswapfile nomodeline viminfo="
"""For Vim and Neovim, before and after their own settings are read."""

VIM = ("-n", "-i", "NONE", "--cmd", KEEP_NOTHING, "-c", KEEP_NOTHING)
"""No swap file, no viminfo, no undo file, no backup (`:help starting`, `:help options`)."""

FLAGS = {
    "vim": ("-f", *VIM),  # a window of its own would return at once
    "gvim": ("-f", *VIM),
    "nvim": VIM,
    "nano": ("--ignorercfiles",),  # no backup, no position log, no history of searches
}
"""What makes an editor keep nothing, by the name of its program."""

NANO_KEEPS = frozenset({"-B", "--backup", "-H", "--historylog", "-P", "--positionlog"})
"""Options of nano that keep something; they are left out."""

WITH_HISTORY = frozenset({"code", "code-insiders", "codium", "code-oss", "cursor"})
"""Editors with a history of every file that no option turns off; they return at once, too."""

PASSED_ON = (
    *("HOME", "USER", "LOGNAME", "SHELL", "PATH", "LANG", "LANGUAGE", "TZ", "TERM", "TERMINFO"),
    *("COLORTERM", "NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR"),
    *("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS"),
    "DBUS_SESSION_BUS_ADDRESS",
)
"""What an editor sees of the environment, beside `LC_…`: nothing that unlocks or names a vault."""


class Editor(NamedTuple):
    """An editor of a person's own.

    Args:
        name: Its program, whatever it is called by.
        command: What is run; the file follows.
        keeps_nothing: It can be told so.
        keeps_history: It is known to keep one, whatever it is told.
    """

    name: str
    command: tuple[str, ...]
    keeps_nothing: bool
    keeps_history: bool


def chosen_editor(environment: Mapping[str, str]) -> Editor:
    """Find the editor that `VISUAL` names, else `EDITOR`.

    Raises:
        WrongUseError: Neither does, or it is not there.
    """
    named = environment.get("VISUAL", "").strip() or environment.get("EDITOR", "").strip()
    try:
        words = shlex.split(named)
    except ValueError:
        words = []
    if not words:
        raise WrongUseError(
            "VISUAL and EDITOR name no editor.",
            "Set one, such as EDITOR=vim, or leave out --editor to write here.",
        )
    program = shutil.which(words[0], path=environment.get("PATH"))
    if program is None:
        raise WrongUseError(
            "The editor that VISUAL or EDITOR names is not there.",
            "Name another, or leave out --editor to write here.",
        )
    name = os.path.realpath(program).rpartition("/")[2].partition(".")[0].lower()
    given = tuple(words[1:])
    if name == "nano":
        given = tuple(one for one in given if one not in NANO_KEEPS)
    if name in WITH_HISTORY and "--wait" not in given:
        given = (*given, "--wait")
    return Editor(
        name,
        (program, *given, *FLAGS.get(name, ())),
        keeps_nothing=name in FLAGS,
        keeps_history=name in WITH_HISTORY,
    )


def edit(
    editor: Editor, left: LeftText, environment: Mapping[str, str], saved: Callable[[], None]
) -> bool:
    """Let a person write in their editor until they leave it.

    Args:
        saved: Called when the editor has saved.

    Returns:
        Whether the editor ended well; `:cq` of Vim, say, takes back what was written.

    Raises:
        SystemExit: The program was told to end, as when the terminal is lost; so is the editor.
        WrongUseError: The editor cannot be started.
    """
    seen = left.state
    with _told_to_end() as told:
        try:
            running = subprocess.Popen(  # noqa: S603 - the person's own editor
                [*editor.command, TEXT],
                cwd=left.folder,
                env=_environment(environment, left.folder),
                pass_fds=[left.lock],
            )
        except OSError as error:
            raise WrongUseError(
                "The editor cannot be started.", "Name another in VISUAL or EDITOR."
            ) from error
        while not told:
            try:
                return running.wait(LOOK_EACH) == 0
            except subprocess.TimeoutExpired:
                if left.state != seen:
                    seen = left.state
                    saved()
        _end(running, told[0])
    raise SystemExit(128 + told[0])


def _environment(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    passed = {
        name: value
        for name, value in environment.items()
        if name in PASSED_ON or name.startswith("LC_")
    }
    return {**passed, "TMPDIR": str(folder), "LESSHISTFILE": "-"}


def _end(running: subprocess.Popen[bytes], number: int) -> None:
    """End an editor as closeness was told to, so that it can rescue what is in it."""
    running.send_signal(number)
    try:
        running.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


@contextmanager
def _told_to_end() -> Iterator[list[int]]:
    """Note the signals that end a program; Ctrl-C is the editor's alone meanwhile."""
    told: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        told.append(number)

    def leave(_number: int, _: FrameType | None) -> None:
        """Do nothing; an ignored signal would be ignored by the editor, too."""

    handled = {
        signal.SIGHUP: note,
        signal.SIGTERM: note,
        signal.SIGINT: leave,
        signal.SIGQUIT: leave,
    }
    before = {number: signal.signal(number, handler) for number, handler in handled.items()}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
