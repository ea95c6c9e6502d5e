"""What is told of an entry once it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry


def entry_as_data(entry: Entry) -> object:
    """Give an entry as plain data; the view is loaded only where that is asked for."""
    from closeness_cli.presentation.journal_view import entry_data

    return entry_data(entry)


def tell_of_history(made: App) -> None:
    """Say once that shells keep what is typed as an argument."""
    if made.remember_telling(messages.TOLD_OF_HISTORY):
        made.screen.note(messages.SHELL_HISTORY)
