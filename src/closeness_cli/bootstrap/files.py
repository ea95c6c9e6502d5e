"""Files that a person named, and standard input."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TextIO

from closeness_cli.errors import WrongUseError
from closeness_cli.storage.paths import VAULT_FILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.exchange.exchange import Given

LARGEST_ANSWERS = 1024 * 1024
"""Bytes in a file of answers: a thousand times a long form."""


class Files:
    """Reads and writes what a person names on the command line.

    Args:
        database: Finds the vault's file, which is none to be read like this.
    """

    def __init__(self, stdin: TextIO, database: Callable[[], Path]) -> None:
        self._stdin = stdin
        self._database = database

    def read_answers(self, name: str, instrument: Instrument) -> Given:
        """Read answers that were brought: by item id, or a response of FHIR.

        Args:
            name: A file; `-` for standard input.

        Raises:
            WrongUseError: They cannot be read.
        """
        from closeness_cli.storage.answers import read_answer_file
        from closeness_cli.storage.exchange.exchange import Given, is_response, read_response

        data = self.read(name, most=LARGEST_ANSWERS)
        shown = "standard input" if name == "-" else name
        if is_response(data):
            return read_response(data, shown, instrument)
        return Given(read_answer_file(data, name=shown))

    def read(self, name: str, *, most: int) -> bytes:
        """Read a file that a person named, `-` for standard input.

        Raises:
            WrongUseError: It cannot be read, or is larger than `most` bytes.
        """
        with self.opened(name) as stream:
            try:
                data = stream.read(most + 1)
            except OSError as error:
                raise _unreadable(error) from error
        if len(data) > most:
            raise WrongUseError(f"That is larger than {most // 1024**2} MB.", "Bring it in parts.")
        return data

    def write_new(self, name: str, parts: Iterable[str]) -> None:
        """Write a new file that a person named, whole or not at all.

        Raises:
            WrongUseError: Something of that name is there already.
            StorageFailedError: The folder or the disk refused.
        """
        from closeness_cli.storage.private_files import write_new_file

        write_new_file(Path(name), parts)

    def write_together(self, files: Mapping[str, Iterable[str]]) -> None:
        """Write new files that belong together, all of them or none.

        Raises:
            WrongUseError: Something of one of the names is there already.
            StorageFailedError: The folder or the disk refused.
        """
        from closeness_cli.storage.private_files import write_new_files

        write_new_files({Path(name): parts for name, parts in files.items()})

    def in_folder(self, name: str, otherwise: str) -> str:
        """Give a file's name as it is; of a folder that is there, a file's name in it."""
        return str(Path(name) / otherwise) if Path(name).is_dir() else name

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file to read it, `-` for standard input.

        Raises:
            WrongUseError: It cannot be opened, or is the vault itself.
        """
        if name == "-":
            yield self._stdin.buffer
            return
        self._check_is_not_the_vault(name)
        try:
            file = Path(name).open("rb")  # noqa: SIM115 - closed below, apart from what is read
        except (OSError, ValueError) as error:
            raise _unreadable(error) from error
        with file:
            yield file

    def _check_is_not_the_vault(self, name: str) -> None:
        """Refuse a file that SQLite may have open, whose locks would go with closing it here.

        So it is with the vault's log and its index, too (sqlite.org/howtocorrupt.html, 2.2).
        """
        with suppress(OSError, RuntimeError, ValueError):  # opening it says so
            path = Path(name).resolve()
            if path.name.startswith(VAULT_FILE) and path.parent == self._folder():
                raise WrongUseError(
                    "That is the vault's own file.", "To take it along:  closeness vault backup"
                )

    def _folder(self) -> Path:
        return self._database().parent.resolve()


def _unreadable(error: OSError | ValueError) -> WrongUseError:
    """Say that a file cannot be opened, or not be read to its end."""
    told = error.strerror if isinstance(error, OSError) else "no such name"
    return WrongUseError(f"The file cannot be read ({told}).", "Check its name and folder.")
