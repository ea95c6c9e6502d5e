"""The whole vault as JSON Lines and back: `closeness.records/1`, told in `docs/records.md`.

An export is every revision in the order it was written, so that an import into an empty vault
exports the same bytes again. Scores are not in it; they follow from the answers. Safety answers
are in it where that is asked for: they are records of their own, so no chain breaks without them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from closeness_cli.core.near import quoted
from closeness_cli.errors import BadInputError, WrongUseError
from closeness_cli.storage.administration_records import SAFETY_RESPONSE
from closeness_cli.storage.administrations import AdministrationStore
from closeness_cli.storage.entry_history import last_written, remember_as_one
from closeness_cli.storage.people import PERSON
from closeness_cli.storage.revisions import Revisions
from closeness_cli.storage.transfer.lines import BadLineError, checked, read_object
from closeness_cli.storage.transfer.name_book import NameBook
from closeness_cli.storage.transfer.others_lines import RITUAL, OthersLines
from closeness_cli.storage.transfer.own_lines import TOMBSTONE, OwnLines
from closeness_cli.storage.transfer.records import FORMAT, Header

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.services.ports import Clock, Ids
    from closeness_cli.storage.connection import Connection, Row

LARGEST_FILE = 100 * 1024 * 1024
"""Bytes of lines that others wrote. An export has no such limit: what was kept must come back."""

LINES_A_STEP = 500
"""Lines between two calls of `progress`."""

MOST_NAMED = 20
"""People whom an error names one by one."""

HINT = "Nothing was imported. Put the line right, then import the file again."

_NEWER = re.compile(r"closeness\.records/([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did.

    Args:
        n_added: Lines that brought something new.
        n_known: Lines that were in the vault already, deleted ones included.
        new_people: Names of people that came with it.
    """

    n_added: int
    n_known: int
    new_people: tuple[str, ...]


class UnknownPeopleError(BadInputError):
    """A file names people whom the vault does not know, and nobody said that they are right.

    Args:
        names: As the file has them; to be shown with care.
    """

    code = "unknown-people"

    def __init__(self, names: tuple[str, ...]) -> None:
        told = ", ".join(quoted(name) for name in names[:MOST_NAMED])
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        super().__init__(
            f"The file names people who are not in this vault: {told}{more}.",
            hint="Nothing was imported. If the names are right, import the file with --yes.",
        )
        self.names = names


def export_lines(connection: Connection, *, with_safety: bool) -> Iterator[str]:
    """Give a vault line by line, each with its newline; nothing is held in memory.

    Args:
        with_safety: The answers to safety items are among them.
    """
    yield json.dumps({"type": "header", "format": FORMAT}, separators=(",", ":")) + "\n"
    for row in connection.stream(
        "SELECT id, record_id, record_type, parent_id, author_id, device_id, written_at, body"
        " FROM revisions WHERE ? OR record_type<>? ORDER BY seq",
        (with_safety, SAFETY_RESPONSE),
    ):
        yield _line(row) + "\n"


def export_entries(connection: Connection, *, person_id: str | None) -> Iterator[str]:
    """Give the lines of one person's entries alone, as `export_lines` writes them.

    Args:
        person_id: Whose; absent for the vault's owner. What is in the trash is left out.
    """
    yield json.dumps({"type": "header", "format": FORMAT}, separators=(",", ":")) + "\n"
    for row in connection.stream(
        "SELECT id, record_id, record_type, parent_id, author_id, device_id, written_at, body"
        " FROM revisions WHERE record_id IN"
        " (SELECT id FROM entries WHERE person_id IS ? AND in_trash=0) ORDER BY seq",
        [person_id],
    ):
        yield _line(row) + "\n"


def import_lines(
    connection: Connection,
    lines: Iterable[bytes],
    *,
    clock: Clock,
    ids: Ids,
    bank: ItemBank,
    accept_people: bool,
    progress: Callable[[int], None] | None = None,
) -> ImportResult:
    """Take the lines of an export, or lines that others wrote, all or nothing.

    Args:
        lines: As `lines.lines_of` reads them from a file, never all at once.
        bank: The instruments that answers of others may be for.
        accept_people: Whether people whom the vault does not know may be added.
        progress: Called now and then, and at the end, with the bytes read so far.

    Raises:
        BadInputError: A line is faulty; the sentence says which, and what is wrong.
        UnknownPeopleError: People are named that are neither known nor accepted.
    """
    with connection.writing():
        taken = _Import(connection, clock=clock, ids=ids, bank=bank)
        before = last_written(connection)
        for number, raw in enumerate(lines, start=1):
            try:
                taken.take(raw)
            except BadLineError as error:
                raise BadInputError(f"Line {number} {error}", hint=HINT) from None
            except WrongUseError as error:
                raise BadInputError(
                    f"Line {number} cannot be taken: {error.sentence}", hint=HINT
                ) from None
            if progress and number % LINES_A_STEP == 0:
                progress(taken.n_bytes)
        result = taken.finish()
        if result.new_people and not accept_people:
            raise UnknownPeopleError(result.new_people)
        remember_as_one(connection, before)
    if progress:
        progress(taken.n_bytes)
    return result


class _Import:
    """One import under way, inside of its transaction."""

    def __init__(self, connection: Connection, *, clock: Clock, ids: Ids, bank: ItemBank) -> None:
        self.n_bytes = 0
        self._n_others_bytes = 0
        self._n_added = self._n_known = 0
        self._touched: set[str] = set()
        revisions = Revisions(connection, clock=clock, ids=ids)
        self._sittings = AdministrationStore(revisions)
        books = {one: NameBook(connection, one) for one in (PERSON, RITUAL)}
        self._own = OwnLines(revisions, self._sittings, books=books, touched=self._touched)
        self._others = OthersLines(
            connection,
            self._own,
            sittings=self._sittings,
            books=books,
            clock=clock,
            bank=bank,
        )

    def take(self, raw: bytes) -> None:
        """Take one line, blank ones too."""
        start = self.n_bytes
        self.n_bytes += len(raw)
        if not raw.strip():
            self._count_others(raw)
            return
        line = read_object(raw, start=start)
        is_own = "rev" in line
        if not is_own:
            self._count_others(raw)
        if not isinstance(line.get("type"), str):
            _check_header(line)
            raise BadLineError("lacks 'type', the type of its record.")
        if is_own != ("id" in line):
            raise BadLineError("needs both 'id' and 'rev', or neither where others wrote it.")
        if line["type"] == "header":
            _check_header(line)
            checked(line, Header, what="a header")
            return
        new = self._own.take(line) if is_own else self._others.take(line)
        self._n_added += new
        self._n_known += not new

    def finish(self) -> ImportResult:
        """Score the answers that came, and count."""
        self._sittings.score_again(self._touched)
        return ImportResult(self._n_added, self._n_known, tuple(self._others.new_people))

    def _count_others(self, raw: bytes) -> None:
        self._n_others_bytes += len(raw)
        if self._n_others_bytes > LARGEST_FILE:
            raise BadLineError("is past the 100 MB that one import takes: split the file.")


def _check_header(line: dict[str, Any]) -> None:
    found = line.get("format")
    if "format" not in line or found == FORMAT:
        return
    newer = _NEWER.fullmatch(found) if isinstance(found, str) else None
    if newer and int(newer[1]) > 1:
        raise BadLineError(
            f"says that a newer version made the file: it is {newer[0]}, and this one reads"
            f" up to {FORMAT}. Update the program."
        )
    version = line.get("version")
    told = quoted(found) if isinstance(found, str) else "something else"
    more = f", version {version}" if isinstance(version, int) else ""
    raise BadLineError(f"says that the file is {told}{more}; this version reads {FORMAT}.")


def _line(row: Row) -> str:
    rev, record_id, record_type, parent, author, device, written_at, body = row
    kind = {"type": record_type} if body is not None else {"type": TOMBSTONE, "of": record_type}
    envelope = {
        **kind,
        "id": record_id,
        "rev": rev,
        "parent": parent,
        "author": author,
        "device": device,
        "written_at": written_at,
    }
    present = {name: value for name, value in envelope.items() if value is not None}
    start = json.dumps(present, ensure_ascii=False, separators=(",", ":"))
    # A body is canonical JSON already, and never empty: its text goes on where this one ends.
    return start if body is None else f"{start[:-1]},{body[1:]}"
