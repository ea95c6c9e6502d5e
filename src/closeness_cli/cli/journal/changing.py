"""Changing an entry."""

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
    to: str | None = typer.Option(None, "--to", help="Of a moment: to whom."),
    feeling: str | None = typer.Option(None, "--feeling", help="Of a moment: what you felt."),
    minutes: int | None = typer.Option(None, "--minutes", help="Of a conversation: how long."),
    depth: int | None = typer.Option(None, "--depth", help="Of a conversation, 1 to 3."),
    presence: int | None = typer.Option(None, "--presence", help="Of a conversation, 1 to 5."),
    began: str | None = typer.Option(
        None, "--began", help="Of a conversation or a repair: self, both or a name."
    ),
    topic: str | None = typer.Option(None, "--topic", help="Of a conversation or a conflict."),
    cause: str | None = typer.Option(
        None, "--cause", help="Of a conflict: talk, stress, past, wishes or time."
    ),
    hot: int | None = typer.Option(None, "--hot", help="Of a conflict, 1 to 5."),
    beneath: str | None = typer.Option(None, "--beneath", help="Of a conflict: what was under it."),
    of: str | None = typer.Option(None, "--of", metavar="ID", help="Of a repair: which conflict."),
    sincerity: int | None = typer.Option(None, "--sincerity", help="Of a repair, 1 to 5."),
    bring_back: str | None = typer.Option(
        None, "--bring-back", help="Of solo: what to bring back."
    ),
    before: int | None = typer.Option(None, "--before", help="Of honesty, -2 to 2."),
    after: int | None = typer.Option(None, "--after", help="Of honesty, -2 to 2."),
    clear: list[str] | None = typer.Option(
        None, "--clear", metavar="NAME", help="Take back mood, tags, topic, …; may be said again."
    ),
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
    given = {
        "to": to,
        "feeling": feeling,
        "minutes": minutes,
        "depth": depth,
        "presence": presence,
        "began_by": began,
        "topic": topic,
        "cause": cause,
        "heat": hot,
        "beneath": beneath,
        "repairs": of,
        "sincerity": sincerity,
        "bring_back": bring_back,
        "before": before,
        "after": after,
    }
    if clear or any(one is not None for one in given.values()):
        from closeness_cli.cli.journal.field_changes import with_fields  # not for a text alone

        said = with_fields(made, said.kind or entry.kind, said, given, clear or [])
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
