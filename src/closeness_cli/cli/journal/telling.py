"""What commands of the journal tell, and how they ask before much changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.errors import NeedsTerminalError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry


def entry_as_data(entry: Entry) -> object:
    """Give an entry as plain data; the view is loaded only where that is asked for."""
    from closeness_cli.presentation.journal_view import entry_data

    return entry_data(entry)


AGREE = "Agree to it with --yes."

CAN_BE_UNDONE = "Agree to it with --yes; closeness journal undo takes it back."


def agreed(made: App, question: str, alone: str, hint: str = AGREE) -> bool:
    """Ask before something that is more than one entry.

    Args:
        alone: Says that there is nobody to ask.

    Raises:
        NeedsTerminalError: Neither `--yes` nor a terminal is there.
    """
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(alone, hint)
    return made.agrees(question)


def names_of_people(made: App) -> dict[str, str]:
    """Give the names of people by their ids."""
    return {one.id: one.name for one in made.stores.people.all()}


def tell_of_history(made: App) -> None:
    """Say once that shells keep what is typed as an argument."""
    if made.remember_telling(messages.TOLD_OF_HISTORY):
        made.screen.note(messages.SHELL_HISTORY)
