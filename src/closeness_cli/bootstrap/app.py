"""Everything a command may need: the choices, the screen, the vault, the one who asks."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO, cast

from closeness_cli.bootstrap.clock import SystemClock, SystemIds
from closeness_cli.bootstrap.stores import Stores
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.presentation.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.core.administration import Administration
    from closeness_cli.core.instrument import ItemBank
    from closeness_cli.presentation.page import Page
    from closeness_cli.prompts.form_screen import FormScreen
    from closeness_cli.prompts.lines import LineAsker
    from closeness_cli.services.demo import StoryClock
    from closeness_cli.storage.archive import ImportResult
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.paths import VaultPaths


class Choices(NamedTuple):
    """What may be said before or after any subcommand."""

    vault: str | None = None
    person: str | None = None
    json: bool = False
    plain: bool = False
    quiet: bool = False
    yes: bool = False
    show_all: bool = False


class App:
    """Everything a command may need, made when it is first asked for."""

    def __init__(
        self,
        choices: Choices,
        *,
        environment: Mapping[str, str],
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
    ) -> None:
        self.choices = choices
        self.environment = environment
        self.stdin = stdin
        self.clock = SystemClock(environment)
        self.ids = SystemIds(self.clock)
        self.screen = Screen(
            stdout,
            stderr,
            environment=environment,
            json=choices.json,
            plain=choices.plain,
            quiet=choices.quiet,
        )
        self._connection: Connection | None = None

    @property
    def has_terminal(self) -> bool:
        """Whether questions can be asked and seen."""
        return self.stdin.isatty() and self.screen.is_terminal

    @cached_property
    def paths(self) -> VaultPaths:
        """Where the vault is, or would be."""
        from closeness_cli.storage.paths import vault_paths

        return vault_paths(self.choices.vault, self.environment)

    @property
    def has_vault(self) -> bool:
        """Whether there is a vault yet; one that cannot be seen is an error, not none."""
        from closeness_cli.storage.vault import vault_exists

        return vault_exists(self.paths)

    def create_vault(self) -> bool:
        """Make the vault where there is none; says whether it did, and says so once."""
        from closeness_cli.storage.vault import create_vault

        made = create_vault(self.paths, ids=self.ids)
        if made:
            self.screen.note_new_vault(self.paths.folder)
        return made

    @property
    def connection(self) -> Connection:
        """The open vault, or an empty one in memory where there is none."""
        if self._connection is None:
            from closeness_cli.storage.vault import empty_vault, open_vault

            self._connection = (
                open_vault(self.paths) if self.has_vault else empty_vault(ids=self.ids)
            )
        return self._connection

    def writable(self) -> App:
        """Make sure that there is a vault to write to.

        Raises:
            NotFoundError: `--as` names someone new, and nobody can agree to that.
        """
        if self._connection is None:
            if self.choices.person is not None and not self.has_vault:
                self._check_new_name(self.choices.person)
            self.create_vault()
            if self.clock.known_zone is None:
                self.screen.note(messages.NO_ZONE)
        return self

    def _check_new_name(self, name: str) -> None:
        """Refuse a name before a vault is made for it; at a terminal it is asked about later."""
        from closeness_cli.core.person import read_name

        read_name(name)
        if not (self.choices.yes or self.has_terminal):
            raise _nobody()

    def close(self) -> None:
        """Close what was opened."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @cached_property
    def stores(self) -> Stores:
        """What the vault keeps."""
        return Stores(self.connection, clock=self.clock, ids=self.ids)

    @cached_property
    def bank(self) -> ItemBank:
        """The shipped instruments and cards."""
        from closeness_cli.storage.item_bank import cached_bank, shipped_bank_path
        from closeness_cli.storage.paths import cache_folder

        return cached_bank(shipped_bank_path(), cache_folder())

    def person_id(self, *, may_add: bool = False) -> str | None:
        """Find whom `--as` names; absent for the vault's owner.

        Args:
            may_add: A new name may be kept, once that was agreed to.

        Raises:
            NotFoundError: Nobody here has this name.
        """
        if self.choices.person is None:
            return None
        from closeness_cli.core.person import read_name

        name = read_name(self.choices.person)
        person = self.stores.people.find(name)
        if person is None and may_add and self.agrees(messages.add_person_question(name)):
            person = self.stores.people.add(name)
        if person is None:
            raise _nobody()
        return person.id

    def agrees(self, question: str) -> bool:
        """Ask for a yes; `--yes` gives it, and without a terminal there is none."""
        if self.choices.yes or not self.has_terminal:
            return self.choices.yes
        from closeness_cli.prompts.choosing import confirm

        return confirm(question)

    @contextmanager
    def invented(self) -> Iterator[tuple[StoryClock, Stores]]:
        """Make a vault for the demo, and throw it away afterwards."""
        from tempfile import TemporaryDirectory

        from closeness_cli.services.demo import StoryClock, StoryIds
        from closeness_cli.storage.paths import VaultPaths
        from closeness_cli.storage.vault import create_vault, open_vault

        clock = StoryClock()
        ids = StoryIds(clock)
        with TemporaryDirectory(prefix="closeness-demo-") as folder:
            paths = VaultPaths(Path(folder))
            create_vault(paths, ids=ids)
            connection = open_vault(paths)
            try:
                yield clock, Stores(connection, clock=clock, ids=ids)
            finally:
                connection.close()

    def asker(self, *, lines: bool) -> FormScreen | LineAsker:
        """Give the one who asks: a full screen, or plain lines."""
        if lines:
            from closeness_cli.prompts.lines import LineAsker

            if hasattr(self.stdin, "reconfigure"):
                self.stdin.reconfigure(errors="surrogateescape")  # told as no text, not raised
            return LineAsker(self.stdin, self.screen.questions)
        from closeness_cli.prompts.form_screen import FormScreen

        return FormScreen()

    def wants_to_go_on(self, waiting: Administration) -> bool:
        """Ask whether to go on with a paused sitting."""
        from closeness_cli.prompts.choosing import choose

        return choose(messages.paused_question(waiting), messages.GO_ON) == 0

    def write_text(self, heading: str, *, text: str = "") -> str | None:
        """Let a person write in the small editor; nothing when they leave without saving."""
        from closeness_cli.prompts.editor import write

        return write(heading, text=text)

    def read(self, page: Page) -> None:
        """Show what people wrote: at a terminal in a view that leaves no trace in it."""
        if self.has_terminal and not (self.screen.plain or self.screen.is_dumb):
            from closeness_cli.prompts.reader import read

            read(lambda columns: self.screen.page_text(page, columns=columns))
        else:
            self.screen.page(page)

    def take_in(self, name: str, *, accept_people: bool) -> ImportResult:
        """Import a file that a person named, `-` for standard input.

        A vault that was made for it goes again when nothing could be imported.

        Raises:
            WrongUseError: It cannot be read, or a line of it is faulty.
        """
        from closeness_cli.storage.archive import import_lines
        from closeness_cli.storage.archive_lines import lines_of
        from closeness_cli.storage.vault import create_vault, remove_vault

        with self._opened(name) as stream:
            is_new = create_vault(self.paths, ids=self.ids)
            try:
                result = import_lines(
                    self.connection,
                    lines_of(stream),
                    clock=self.clock,
                    ids=self.ids,
                    bank=self.bank,
                    accept_people=accept_people,
                )
            except BaseException:
                self.close()
                if is_new:
                    remove_vault(self.paths)
                raise
        if is_new:
            self.screen.note_new_vault(self.paths.folder)
        return result

    def read_file(self, name: str, *, most: int) -> bytes:
        """Read a file that a person named, `-` for standard input.

        Raises:
            WrongUseError: It cannot be read, or is larger than `most` bytes.
        """
        with self._opened(name) as stream:
            data = stream.read(most + 1)
        if len(data) > most:
            raise WrongUseError(f"That is larger than {most // 1024**2} MB.", "Bring it in parts.")
        return data

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        if name == "-":
            yield self.stdin.buffer
            return
        try:
            file = Path(name).open("rb")  # noqa: SIM115 - closed below, apart from what is read
        except (OSError, ValueError) as error:
            told = error.strerror if isinstance(error, OSError) else "no such name"
            raise WrongUseError(
                f"The file cannot be read ({told}).", "Check its name and folder."
            ) from error
        with file:
            yield file


def real_app(choices: Choices) -> App:
    """Make the app of this process."""
    os.umask(0o077)
    return App(
        choices,
        environment=os.environ,
        stdin=sys.stdin or _nowhere("r"),
        stdout=sys.stdout or _nowhere("w"),
        stderr=sys.stderr or _nowhere("w"),
    )


def _nowhere(mode: str) -> TextIO:
    """Stand in for a stream that the caller closed; Python gives none then."""
    return cast("TextIO", open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123 - it lives as long as the process


def _nobody() -> NotFoundError:
    return NotFoundError(
        "Nobody with that name is in this vault.",
        "Leave out --as for yourself; with --yes, writing adds the name.",
    )
