"""The text of an entry as it was given: in the arguments, or through standard input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import LONGEST_ENTRY
from closeness_cli.errors import NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App


def given_text(app: App, words: list[str]) -> str | None:
    """Give the text of the arguments or of standard input; nothing where it must be asked for.

    Raises:
        NeedsTerminalError: There is neither a text nor a terminal.
        WrongUseError: It is not UTF-8, or too long.
    """
    if words == ["-"] or (not words and not app.stdin.isatty()):
        text = _decoded(app.files.read("-", most=LONGEST_ENTRY))
        if not text and not words:
            raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
        return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    return " ".join(words) if words else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise WrongUseError(
            f"The text is not UTF-8 (at byte {error.start}).", "Save it as UTF-8, then try again."
        ) from error
