"""What a term of the report means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.errors import NotFoundError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def explain(
    ctx: typer.Context, term: list[str] | None = typer.Argument(None, metavar="[TERM]")
) -> None:
    """Explain a term of the report in three lines."""
    from closeness_cli.presentation.report.explain_view import explain_view, terms_view
    from closeness_cli.presentation.report.terms import find_term, near_term

    made: App = ctx.obj
    word = " ".join(term or ())
    if not word.strip():
        made.show(terms_view())
        return
    found = find_term(word)
    if found is None:
        near = near_term(word)
        hint = f"Did you mean “{near.name}”?" if near else "All terms:  closeness report explain"
        raise NotFoundError("There is no term of that name.", hint)
    made.show(explain_view(found))
