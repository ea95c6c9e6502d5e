"""Writing an entry: the quickest way through the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.entry_options import (
    AtOption,
    KindOption,
    MoodOption,
    TagOption,
    VisibilityOption,
    details,
)
from closeness_cli.cli.journal.given_text import ask_until_kept, given_text
from closeness_cli.cli.journal.telling import entry_as_data, tell_of_history
from closeness_cli.core.entry import check_text
from closeness_cli.errors import NeedsTerminalError
from closeness_cli.presentation import messages
from closeness_cli.services.journal import check_details, write_entry

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def add(
    ctx: typer.Context,
    text: list[str] | None = typer.Argument(None, help="The text; - for standard input."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
) -> None:
    """Write an entry; without a text, ask for it."""
    made: App = ctx.obj
    said = details(mood=mood, tag=tag, kind=kind, at=at, is_private=is_private)
    check_details(said, clock=made.clock)
    written = given_text(made, text or [])
    if written is not None:
        check_text(written)
    elif not made.terminal.is_there:
        raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
    stores = made.writable()
    person_id = made.person_id(may_add=True)  # agreed on before the first word is written

    def keep(words: str) -> Entry:
        return write_entry(
            words, said, entries=stores.entries, clock=made.clock, person_id=person_id
        )

    def write(heading: str, text: str) -> str | None:
        return made.terminal.write_text(heading, text=text)

    entry = ask_until_kept(write, keep) if written is None else keep(written)
    if entry is None:
        made.tell_nothing("journal add", messages.NOTHING_WRITTEN)
        return
    made.tell(
        "journal add", lambda: entry_as_data(entry), messages.saved(entry, made.choices.person)
    )
    if text and text != ["-"]:
        tell_of_history(made)
