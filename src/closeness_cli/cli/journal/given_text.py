"""Where the text of an entry comes from: the arguments, standard input, or the small editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.entry import LONGEST_ENTRY
from closeness_cli.core.moment import moment_words
from closeness_cli.errors import ClosenessError, NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry


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


def ask_until_kept(
    write: Callable[[str, str], str | None],
    keep: Callable[[str], Entry],
    *,
    heading: str = messages.WHAT_HAPPENED,
) -> Entry | None:
    """Let a person write, and keep it; where that fails, give the words back to the editor.

    Args:
        write: Opens the editor under a heading, with a text in it; nothing when it is left.
        heading: The first one.

    Returns:
        The entry, or nothing when the person left without saving.
    """
    text = ""
    while (written := write(heading, text)) is not None:
        try:
            return keep(written)
        except ClosenessError as error:
            heading, text = f"{error.sentence} {error.hint}".strip(), written
    return None


def edited_text(app: App, entry: Entry) -> str | None:
    """Let a person change an entry's text; nothing when they leave without saving.

    Raises:
        NeedsTerminalError: There is no terminal.
    """
    if not app.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to change the entry at.",
            "Say what to change: --text, --mood, --tag, --kind, --at, --private or --shared.",
        )
    return app.terminal.write_text(moment_words(entry.moment), text=entry.text)


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise WrongUseError(
            f"The text is not UTF-8 (at byte {error.start}).", "Save it as UTF-8, then try again."
        ) from error
