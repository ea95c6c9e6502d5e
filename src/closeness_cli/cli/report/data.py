"""The figures themselves, for who counts with R, pandas or a spreadsheet."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.report.asked import (
    HtmlOption,
    LastOption,
    MarkdownOption,
    SinceOption,
    UntilOption,
    give,
    period_of,
)
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.data import Data

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def data(
    ctx: typer.Context,
    csv: str | None = typer.Option(
        None, "--csv", metavar="FILE", help="Write them into a new file; - for stdout."
    ),
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
) -> None:
    """Give your figures to R, pandas or a spreadsheet."""
    from closeness_cli.presentation.report.data_view import data_view
    from closeness_cli.services.reports.data import read_data

    made: App = ctx.obj
    if csv is not None and (markdown is not None or html is not None):
        raise WrongUseError(
            "It is written into one file at a time.", "--csv, --markdown, or --html."
        )
    period = period_of(made, since=since, until=until, last=last)
    found = read_data(
        period,
        sittings=made.stores.administrations,
        entries=made.stores.entries,
        rituals=made.stores.rituals,
        person_id=made.person_id(),
    )
    if csv is not None:
        _write(made, found, csv)
    else:
        give(made, data_view(found, narrows=period.narrows), markdown=markdown, html=html)


def codebook_name(name: str) -> str:
    """Name the file beside a table that says what is in it."""
    path = PurePath(name)
    if not path.name:
        return name  # no file's name, as is said when it is written
    return str(path.with_name(f"{path.stem}-codebook{path.suffix or '.csv'}"))


def _write(made: App, found: Data, file: str) -> None:
    from closeness_cli.presentation.progress import Progress
    from closeness_cli.presentation.report import data_view as view
    from closeness_cli.storage.report_tables import codebook_lines, table_lines

    if file == "-":
        made.screen.pass_on(table_lines(found))
        made.screen.note(view.STDOUT_ALONE)
        return
    name = made.files.in_folder(file, view.FILE) if file else file
    codebook = codebook_name(name)
    with Progress(made.screen) as progress:
        made.files.write_together(
            {
                name: table_lines(found, lambda n: progress.at("write", n, len(found.rows))),
                codebook: codebook_lines(found, view.COLUMNS, view.KINDS),
            }
        )
    made.tell(
        view.COMMAND,
        lambda: view.written_data(name, codebook, found),
        view.written_words(codebook, len(found.rows)),
    )
