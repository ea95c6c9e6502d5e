"""Writing an entry."""

from __future__ import annotations

import typer

from closeness_cli.cli.journal.entry_options import (
    AtOption,
    EditorOption,
    KindOption,
    MoodOption,
    NotAgainOption,
    TagOption,
    TemplateOption,
    VisibilityOption,
)
from closeness_cli.cli.journal.writing import add as write

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
    do_not_resurface: bool = NotAgainOption,
    uses_editor: bool = EditorOption,
    template: str | None = TemplateOption,
) -> None:
    """Write an entry; without a text, ask for it."""
    write(
        ctx.obj,
        text or [],
        mood=mood,
        tag=tag,
        kind=kind,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface,
        uses_editor=uses_editor,
        template=template,
    )
