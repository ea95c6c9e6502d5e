"""Moving in from another journal, and out into one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import typer

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.when import zone_called
from closeness_cli.errors import NeedsTerminalError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.presentation.moving_view import Moving
    from closeness_cli.storage.journals.journals import Source
    from closeness_cli.storage.journals.reading import Reading
    from closeness_cli.storage.journals.taking import ImportPlan

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SOMEBODY_NEW = "-"
"""Stands for a person whom the vault does not know yet, and so has nothing of."""


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
    skip_duplicates: bool = typer.Option(
        False, "--skip-duplicates", help="Leave out what is here with the same time and words."
    ),
) -> None:
    """Move in from another journal, all or nothing."""
    from closeness_cli.presentation.moving_view import (
        import_data,
        import_view,
        imported,
    )
    from closeness_cli.storage.journals.taking import plan_import, take_in

    made: App = ctx.obj
    reading = _read(made, file, _source(source), zone, columns)
    is_asked = dry_run or not made.choices.yes
    if is_asked:
        plan = plan_import(
            made.stores.connection,
            reading.entries,
            person_id=_person_if_known(made),
            without_alike=skip_duplicates,
        )
        moving = _moving(plan, reading, is_assumed=zone is None)
        if dry_run:
            made.show(import_view(moving))
            return
        if plan.n_new and not _agreed(made, moving):
            return
    if not is_asked or plan.n_new:
        stores = made.writable()
        plan = take_in(
            stores.connection,
            reading.entries,
            clock=made.clock,
            person_id=made.person_id(may_add=True),
            without_alike=skip_duplicates,
        )
        moving = _moving(plan, reading, is_assumed=zone is None)
    made.tell(
        "journal import",
        lambda: import_data(moving, imported=True),
        imported(moving, with_losses=not is_asked),
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
        made.screen.stdout.writelines(lines)
    else:
        made.files.write_new(file, lines)
        made.tell_written("journal export", file)
    if told := loss_lines(losses):
        made.screen.note("\n".join([f"{NOT_KEPT}:", *(f"  {line}" for line in told)]))


def _read(made: App, file: str, source: Source, zone: str | None, columns: str | None) -> Reading:
    from closeness_cli.storage.journals.journals import Source, read_journal
    from closeness_cli.storage.journals.table import read_columns

    if columns is not None and source is not Source.CSV:
        raise WrongUseError("Only csv has columns to name.", "Leave out --columns.")
    if zone is not None:
        zone_called(zone)
    return read_journal(
        file,
        source,
        zone=zone or made.clock.now().zone,
        columns=read_columns(columns),
        read=lambda name, most: made.files.read(name, most=most),
    )


def _agreed(made: App, moving: Moving) -> bool:
    """Show what an import would do, and ask.

    Raises:
        NeedsTerminalError: There is nobody to ask.
    """
    from closeness_cli.presentation.moving_view import (
        AGREE_BEFORE,
        NO_AGREEMENT,
        NOTHING_IMPORTED,
        import_question,
        import_view,
    )

    if not made.terminal.is_there:
        raise NeedsTerminalError(NO_AGREEMENT, AGREE_BEFORE)
    if not made.screen.json:
        made.show(import_view(moving))
    agreed = made.agrees(import_question(moving.n_new))
    if not agreed:
        made.tell_nothing("journal import", NOTHING_IMPORTED)
    return agreed


def _source(word: str | None) -> Source:
    from closeness_cli.storage.journals.journals import source_named

    if word is None:
        raise WrongUseError(
            "Say where it comes from.",
            "closeness journal import FILE --from jrnl|dayone|daylio|csv|markdown",
        )
    return source_named(word)


def _person_if_known(made: App) -> str | None:
    """Find whom `--as` names, without adding anybody."""
    from closeness_cli.core.person import read_name

    if made.choices.person is None:
        return None
    person = made.stores.people.find(read_name(made.choices.person))
    return person.id if person is not None else _SOMEBODY_NEW


def _moving(plan: ImportPlan, reading: Reading, *, is_assumed: bool) -> Moving:
    from closeness_cli.presentation.moving_view import Moving

    return Moving(
        *plan,
        losses=reading.losses,
        zone=reading.zone if reading.n_without_zone else None,
        is_zone_assumed=is_assumed,
    )
