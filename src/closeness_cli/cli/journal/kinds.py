"""Writing an entry of a kind, with the few fields that only this kind has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.entry_options import (
    AtOption,
    EditorOption,
    MoodOption,
    NotAgainOption,
    TagOption,
    TemplateOption,
    VisibilityOption,
)
from closeness_cli.cli.journal.said import Said
from closeness_cli.cli.journal.telling import entry_as_data
from closeness_cli.core.entry import EntryKind
from closeness_cli.presentation import messages
from closeness_cli.services.conflicts import close_as_faded

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)

TextArgument = typer.Argument(None, help="The text; - for standard input.")
BeganOption = typer.Option(None, "--began", help="Who began: self, both or a name.")
TopicOption = typer.Option(None, "--topic", help="What it was about, in a few words.")


@app.command()
def note(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write a note, an entry of no special kind."""
    said = Said(ctx, EntryKind.NOTE, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
    )


@app.command()
def moment(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    to: str | None = typer.Option(None, "--to", help="To whom, in your own words."),
    feeling: str | None = typer.Option(None, "--feeling", help="What you felt, in a word."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write down a moment worth keeping."""
    said = Said(ctx, EntryKind.MOMENT, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        to=to,
        feeling=feeling,
    )


@app.command()
def conversation(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    minutes: int | None = typer.Option(None, "--minutes", help="How long it was."),
    depth: int | None = typer.Option(None, "--depth", help="From 1 (on the surface) to 3 (deep)."),
    presence: int | None = typer.Option(
        None, "--presence", help="How much you were there, from 1 to 5."
    ),
    began: str | None = BeganOption,
    topic: str | None = TopicOption,
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write about a talk you had."""
    said = Said(ctx, EntryKind.CONVERSATION, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        minutes=minutes,
        depth=depth,
        presence=presence,
        began_by=began,
        topic=topic,
    )


@app.command()
def conflict(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    topic: str | None = TopicOption,
    cause: str | None = typer.Option(None, "--cause", help="talk, stress, past, wishes or time."),
    hot: int | None = typer.Option(None, "--hot", help="From 1 (a little) to 5 (very hot)."),
    beneath: str | None = typer.Option(None, "--beneath", help="What was under it."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write about a conflict."""
    said = Said(ctx, EntryKind.CONFLICT, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        topic=topic,
        cause=cause,
        heat=hot,
        beneath=beneath,
    )


@app.command()
def repair(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    of: str | None = typer.Option(None, "--of", metavar="ID", help="Which conflict."),
    sincerity: int | None = typer.Option(
        None, "--sincerity", help="How much you meant it, from 1 to 5."
    ),
    began: str | None = BeganOption,
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write how a conflict was mended, or was tried to be."""
    said = Said(ctx, EntryKind.REPAIR, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        repairs=of,
        sincerity=sincerity,
        began_by=began,
    )


@app.command()
def gratitude(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write down what you are glad of."""
    said = Said(ctx, EntryKind.GRATITUDE, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
    )


@app.command()
def solo(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    bring_back: str | None = typer.Option(
        None, "--bring-back", help="What of it you would like to bring back."
    ),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write about something you did apart."""
    said = Said(ctx, EntryKind.SOLO, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        bring_back=bring_back,
    )


@app.command()
def honesty(
    ctx: typer.Context,
    text: list[str] | None = TextArgument,
    before: int | None = typer.Option(None, "--before", help="How you felt before, from -2 to 2."),
    after: int | None = typer.Option(None, "--after", help="How you felt after, from -2 to 2."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write about something you said that was hard to say."""
    said = Said(ctx, EntryKind.HONESTY, text)
    said.write(
        mood=mood,
        tag=tag,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
        before=before,
        after=after,
    )


@app.command()
def faded(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Say of a conflict that it faded, without a repair."""
    made: App = ctx.obj
    entries = made.stores.entries
    found = entries.find(entry_id)
    based_on = entries.head(found.id)
    closed = close_as_faded(found, entries=entries, clock=made.clock, based_on=based_on)
    sentence = messages.NOTHING_CHANGED if closed == found else messages.faded(closed)
    made.tell("journal faded", lambda: entry_as_data(closed), sentence)
