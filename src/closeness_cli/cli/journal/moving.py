"""Moving in from another journal, and out into one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from closeness_cli.core.entry import EntryFilter
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command("import")
def import_(
    ctx: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="A file, or a folder; - for standard input."),
    source: str | None = typer.Option(
        None, "--from", help="jrnl, dayone, daylio, csv or markdown."
    ),
    dry_run: bool = typer.Option(False, "--dry-run", help="Show what it would do, and stop."),
    zone: str | None = typer.Option(
        None, "--timezone", help="For times without one: Europe/Berlin."
    ),
    columns: str | None = typer.Option(None, "--columns", help="For csv: date=Datum,text=Notiz,…"),
    encoding: str | None = typer.Option(
        None, "--encoding", help="Of a csv that is not UTF-8: latin-1."
    ),
    skip_duplicates: bool = typer.Option(
        False, "--skip-duplicates", help="Leave out what is here with the same time and words."
    ),
) -> None:
    """Move in from another journal, all or nothing."""
    from closeness_cli.cli.journal.importing import Wishes, import_journal
    from closeness_cli.storage.journals.journals import source_named

    if source is None:
        raise WrongUseError(
            "Say where it comes from.",
            "closeness journal import FILE --from jrnl|dayone|daylio|csv|markdown",
        )
    import_journal(
        ctx.obj,
        file,
        Wishes(source_named(source), zone, columns, dry_run, skip_duplicates, encoding),
    )


@app.command("export")
def export_(
    ctx: typer.Context,
    file: str = typer.Argument(
        "-", metavar="[FILE]", help="A new file, or for markdown a new folder; - for stdout."
    ),
    target: str | None = typer.Option(None, "--to", help="jsonl, markdown, csv or jrnl."),
) -> None:
    """Write your entries for others to read, or to keep."""
    from closeness_cli.presentation.moving_view import NOT_KEPT, loss_lines
    from closeness_cli.storage.journals.journals import (
        Target,
        lines_of,
        target_named,
        write_folder,
    )
    from closeness_cli.storage.transfer.archive import export_entries

    made: App = ctx.obj
    if target is None:
        raise WrongUseError(
            "Say what to write.", "closeness journal export FILE --to jsonl|markdown|csv|jrnl"
        )
    chosen = target_named(target)
    person_id = made.person_id()
    losses: Counter[str] = Counter()
    if chosen is Target.JSONL:
        lines = export_entries(made.stores.connection, person_id=person_id)
    else:
        # Oldest first, as a diary is read.
        found = list(made.stores.entries.newest(EntryFilter(person_id=person_id)))[::-1]
        if chosen is Target.MARKDOWN:
            if file == "-":
                raise WrongUseError(
                    "Markdown is written as a folder, a file a day.",
                    "closeness journal export FOLDER --to markdown",
                )
            write_folder(file, found)
            made.tell_written("journal export", file)
            return
        lines = lines_of(found, chosen, losses)
    if file == "-":
        made.screen.pass_on(lines)
    else:
        made.files.write_new(file, lines)
        made.tell_written("journal export", file)
    if told := loss_lines(losses):
        made.screen.note("\n".join([f"{NOT_KEPT}:", *(f"  {line}" for line in told)]))
