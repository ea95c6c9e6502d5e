"""Changing an entry, deleting it, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.entry_options import (
    AtOption,
    EditorOption,
    KindOption,
    MoodOption,
    TagOption,
    VisibilityOption,
)
from closeness_cli.cli.journal.given_text import given_text
from closeness_cli.cli.journal.telling import entry_as_data, tell_of_history
from closeness_cli.cli.journal.wanted import details
from closeness_cli.presentation import messages
from closeness_cli.services.journal import Details, edit_entry

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def edit(
    ctx: typer.Context,
    entry_id: str = typer.Argument(metavar="ID"),
    text: str | None = typer.Option(None, "--text", help="The new text; - for standard input."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool | None = typer.Option(
        None,
        "--do-not-resurface/--may-resurface",
        show_default=False,
        help="Whether on-this-day may show it.",
    ),
    uses_editor: bool = EditorOption,
) -> None:
    """Change an entry; what it was before is kept."""
    made: App = ctx.obj
    said = details(
        made,
        mood=mood,
        tag=tag,
        kind=kind,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
    )
    entries = made.stores.entries
    entry = entries.find(entry_id)
    based_on = entries.head(entry.id)
    written = given_text(made, [text]) if text is not None else None

    def keep(words: str | None) -> Entry:
        return edit_entry(entry, words, said, entries=entries, based_on=based_on)

    if uses_editor or (written is None and said == Details()):
        from closeness_cli.cli.journal.asked_text import ask_for_change  # not for what was given

        changed = (
            ask_for_change(
                made, entry, keep, based_on=based_on, text=written, uses_editor=uses_editor
            )
            or entry
        )
    else:
        changed = keep(written)
    is_same = changed == entry
    sentence = messages.NOTHING_CHANGED if is_same else messages.changed(changed)
    made.tell("journal edit", lambda: entry_as_data(changed), sentence)
    if text not in (None, "-"):
        tell_of_history(made)


@app.command()
def delete(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Move an entry to the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id)
    made.stores.entries.delete(entry.id)
    made.tell("journal delete", lambda: entry_as_data(entry), messages.deleted(entry))


@app.command()
def restore(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Take an entry out of the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id, in_trash=True)
    made.stores.entries.restore(entry.id)
    made.tell("journal restore", lambda: entry_as_data(entry), messages.restored(entry))
