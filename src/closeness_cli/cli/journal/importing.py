"""What `closeness journal import` does: read, say what would come, agree, take in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.when import zone_called
from closeness_cli.errors import InterruptedByUserError, NeedsTerminalError, WrongUseError
from closeness_cli.presentation.moving_view import (
    AGREE_BEFORE,
    NO_AGREEMENT,
    NOTHING_IMPORTED,
    STOPPED,
    Moving,
    import_about,
    import_data,
    import_question,
    import_view,
    imported,
)
from closeness_cli.presentation.progress import Progress
from closeness_cli.storage.journals.journals import Source, read_journal
from closeness_cli.storage.journals.table import read_columns
from closeness_cli.storage.journals.taking import plan_import, take_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap import App
    from closeness_cli.bootstrap.stores import Stores
    from closeness_cli.storage.journals.reading import Reading
    from closeness_cli.storage.journals.taking import ImportPlan

_SOMEBODY_NEW = "-"
"""Stands for a person whom the vault does not know yet, and so has nothing of."""


class Wishes(NamedTuple):
    """How a journal is to be imported.

    Args:
        zone: For times without one; absent for the one of this moment.
        columns: For csv, as they were given.
        encoding: For csv and daylio, what its letters are written in; absent for UTF-8.
    """

    source: Source
    zone: str | None
    columns: str | None
    dry_run: bool
    skip_duplicates: bool
    encoding: str | None = None


def import_journal(made: App, file: str, wishes: Wishes) -> None:
    """Import a journal, all or nothing.

    Raises:
        InterruptedByUserError: Ctrl-C; nothing was imported.
        NeedsTerminalError: There is nobody to agree.
    """
    try:
        with Progress(made.screen) as progress:
            reading = _read(made, file, wishes, progress)
            _import(made, reading, wishes, progress)
    except KeyboardInterrupt:
        raise InterruptedByUserError(STOPPED) from None


def _import(made: App, reading: Reading, wishes: Wishes, progress: Progress) -> None:
    is_told = wishes.dry_run or not made.choices.yes
    if is_told:
        plan = plan_import(
            made.stores.connection,
            reading.entries,
            person_id=_person_if_known(made),
            without_alike=wishes.skip_duplicates,
            progress=lambda n: progress.at("compare", n, len(reading.entries)),
        )
        moving = _moving(plan, reading, wishes)
        progress.clear()
        if wishes.dry_run:
            made.show(import_view(moving))
            return
        if plan.n_new and not _agreed(made, moving):
            return
    if not is_told or plan.n_new:
        moving = _moving(_take_in(made, reading, wishes, progress), reading, wishes)
    made.tell(
        "journal import",
        lambda: import_data(moving, imported=True),
        imported(moving, with_losses=not is_told),
    )


def _take_in(made: App, reading: Reading, wishes: Wishes, progress: Progress) -> ImportPlan:
    from closeness_cli.bootstrap.whole import whole

    person_in = _person_agreed_on(made)

    def work(stores: Stores) -> ImportPlan:
        with stores.connection.writing():
            return take_in(
                stores.connection,
                reading.entries,
                clock=made.clock,
                person_id=person_in(stores),
                without_alike=wishes.skip_duplicates,
                progress=lambda n: progress.at("import", n, len(reading.entries)),
            )

    try:
        return whole(made, work)
    finally:
        progress.clear()


def _read(made: App, file: str, wishes: Wishes, progress: Progress) -> Reading:
    if wishes.columns is not None and wishes.source is not Source.CSV:
        raise WrongUseError("Only csv has columns to name.", "Leave out --columns.")
    if wishes.encoding is not None and wishes.source not in {Source.CSV, Source.DAYLIO}:
        raise WrongUseError("Only csv and daylio can have another encoding.", "Leave it out.")
    if wishes.zone is not None:
        zone_called(wishes.zone)

    def read(name: str, most: int) -> bytes:
        data = made.files.read(name, most=most)
        return data if wishes.encoding is None else _as_utf8(data, wishes.encoding)

    try:
        return read_journal(
            file,
            wishes.source,
            zone=wishes.zone or made.clock.now().zone,
            columns=read_columns(wishes.columns),
            read=read,
            opened=made.files.opened,
            progress=lambda n: progress.at("read", n),
        )
    finally:
        progress.clear()


def _as_utf8(data: bytes, encoding: str) -> bytes:
    """Write text in UTF-8 that was in another encoding."""
    try:
        return data.decode(encoding).encode()
    except LookupError:
        raise WrongUseError(
            "There is no encoding of that name.", "For example: --encoding latin-1, or cp1252"
        ) from None
    except ValueError:  # also of a name with a NUL, and of surrogates
        raise WrongUseError(
            "The file is not in that encoding, so nothing was imported.", "Try another one."
        ) from None


def _agreed(made: App, moving: Moving) -> bool:
    """Show what an import would do, and ask.

    Raises:
        NeedsTerminalError: There is nobody to ask.
    """
    if not made.terminal.is_there:
        raise NeedsTerminalError(NO_AGREEMENT, AGREE_BEFORE)
    if not made.screen.json:
        made.show(import_view(moving))
    agreed = made.agrees(import_question(moving.n_new), about=import_about(moving))
    if not agreed:
        made.tell_nothing("journal import", NOTHING_IMPORTED)
    return agreed


def _person_if_known(made: App) -> str | None:
    """Find whom `--as` names, without adding anybody."""
    from closeness_cli.core.person import read_name

    if made.choices.person is None:
        return None
    person = made.stores.people.find(read_name(made.choices.person))
    return person.id if person is not None else _SOMEBODY_NEW


def _person_agreed_on(made: App) -> Callable[[Stores], str | None]:
    """Ask about a new name now; who is added then comes with the entries, or not at all.

    Raises:
        NotFoundError: Nobody here has this name, and it was not agreed to.
    """
    from closeness_cli.core.person import read_name
    from closeness_cli.presentation.messages import add_person_question

    if made.choices.person is None:
        return lambda _: None
    name = read_name(made.choices.person)
    if _person_if_known(made) is _SOMEBODY_NEW and not made.agrees(add_person_question(name)):
        made.person_id()  # says that there is nobody of that name
    return lambda stores: (stores.people.find(name) or stores.people.add(name)).id


def _moving(plan: ImportPlan, reading: Reading, wishes: Wishes) -> Moving:
    return Moving(
        *plan,
        losses=reading.losses,
        zone=reading.zone if reading.n_without_zone else None,
        is_zone_assumed=wishes.zone is None,
    )
