"""Everything out as JSON Lines, and in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("export")
def export_(
    ctx: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="- for stdout."),
    with_safety: bool = typer.Option(
        False, "--with-safety", help="The private safety answers too, without asking."
    ),
) -> None:
    """Write everything as JSON Lines, to keep or to move."""
    made: App = ctx.obj
    lines = made.export_lines(with_safety=with_safety)
    if file == "-":
        made.screen.pass_on(lines)
        return
    made.files.write_new(file, lines)
    made.tell_written("vault export", file)


@app.command("import")
def import_(
    ctx: typer.Context, file: str = typer.Argument(metavar="FILE", help="- for standard input.")
) -> None:
    """Take in JSON Lines, all or nothing; docs/records.md describes them."""
    made: App = ctx.obj
    result = made.take_in(file)
    counts = {"added": result.n_added, "known": result.n_known}
    made.tell(
        "vault import",
        lambda: {**counts, "new_people": list(result.new_people)},
        messages.imported(result.n_added, result.n_known, result.new_people),
    )
