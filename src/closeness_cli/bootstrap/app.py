"""Everything a command may need: the choices, the screen, the vault, the one who asks."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO, cast

from closeness_cli.bootstrap.clock import SystemClock, SystemIds
from closeness_cli.bootstrap.files import Files
from closeness_cli.bootstrap.hardening import harden
from closeness_cli.bootstrap.stores import Stores
from closeness_cli.bootstrap.terminal import Terminal, editor_folders
from closeness_cli.bootstrap.unlocking import Unlocking
from closeness_cli.errors import NotFoundError
from closeness_cli.presentation import messages
from closeness_cli.presentation.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.core.moment import Moment
    from closeness_cli.presentation.blocks import Page
    from closeness_cli.presentation.view import View
    from closeness_cli.services.demo import StoryClock
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.paths import VaultPaths
    from closeness_cli.storage.transfer.archive import ImportResult


class Choices(NamedTuple):
    """What may be said before or after any subcommand."""

    vault: str | None = None
    person: str | None = None
    json: bool = False
    plain: bool = False
    quiet: bool = False
    yes: bool = False
    show_all: bool = False
    passphrase_fd: str | None = None


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
        self.files = Files(stdin, lambda: self.paths.database)
        self.terminal = Terminal(stdin, self.screen)
        self._stores: Stores | None = None
        self._is_real = False
        self.has_news = False
        """Whether there is a new vault that the person was not told of; `run` does that."""
        self.unlocking = Unlocking(self)

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

    def choose_lock(self) -> str | None:
        """Ask what is to lock a new vault: a passphrase, or nothing where that was chosen.

        Raises:
            NeedsTerminalError: There is nobody to ask, and nothing was said.
        """
        from closeness_cli.bootstrap.locking import choose_lock

        return choose_lock(self)

    def create_vault(self, passphrase: str | None) -> bool:
        """Make the vault where there is none; says whether it did."""
        from closeness_cli.bootstrap.locking import make_vault

        self.has_news = make_vault(self, passphrase)
        return self.has_news

    @property
    def stores(self) -> Stores:
        """What the vault keeps, to read; of an empty one in memory where there is none yet."""
        if self._stores is None:
            from closeness_cli.storage.vault import empty_vault

            real = self._is_real = self.has_vault
            connection = self.unlocking.open() if real else empty_vault(self.paths, ids=self.ids)
            self._stores = Stores(connection, clock=self.clock, ids=self.ids)
            if self._is_real and any(map(os.path.isdir, editor_folders(self.environment))):
                self._take_in_left_texts(self._stores)
        return self._stores

    @property
    def open_connection(self) -> Connection | None:
        """The vault's own connection, where a command has opened it; one in memory is none."""
        return self._stores.connection if self._stores is not None and self._is_real else None

    @contextmanager
    def connected_again(self) -> Iterator[Connection]:
        """Open the vault once more, for what is kept beside a person's typing."""
        connection = self.unlocking.open(busy_seconds=1)
        try:
            yield connection
        finally:
            connection.close()

    def _take_in_left_texts(self, stores: Stores) -> None:
        """Keep as drafts what was in another editor when closeness was cut off."""
        from closeness_cli.bootstrap.left_texts import take_in_left_texts
        from closeness_cli.presentation.draft_wording import LEFT_TEXT

        if take_in_left_texts(
            self.environment, vault=self.paths.database, drafts=stores.drafts, clock=self.clock
        ):
            self.screen.note(LEFT_TEXT)

    def writable(self) -> Stores:
        """Give what the vault keeps, to write; the vault is made where there is none.

        Raises:
            NotFoundError: `--as` names someone new, and nobody can agree to that.
        """
        if not self._is_real:
            self.close()
            if not self.has_vault:
                if self.choices.person is not None:
                    self._check_new_name(self.choices.person)
                self.create_vault(self.choose_lock())
            if self.clock.known_zone is None or self.clock.misunderstands_tz:
                self.screen.note(messages.taken_zone(self.clock.known_zone or "UTC"))
            if self.terminal.is_there:
                from closeness_cli.bootstrap.locking import offer_encryption

                offer_encryption(self)
        return self.stores

    def _check_new_name(self, name: str) -> None:
        """Refuse a name before a vault is made for it; at a terminal it is asked about later."""
        from closeness_cli.core.person import read_name

        read_name(name)
        if not (self.choices.yes or self.terminal.is_there):
            raise _nobody()

    def close(self) -> None:
        """Close what was opened."""
        if self._stores is not None:
            self._stores.connection.close()
        self._stores, self._is_real = None, False

    @cached_property
    def bank(self) -> ItemBank:
        """All that can be answered here: shipped, own, and measures whose wording is attached."""
        from closeness_cli.bootstrap.banks import bank_of, shipped_bank

        shipped = shipped_bank()
        return bank_of(self.stores, shipped) if self.has_vault else shipped

    def person_id(self, *, may_add: bool = False) -> str | None:
        """Find whom `--as` names; absent for the vault's owner.

        Args:
            may_add: A new name may be kept, once that was agreed to.

        Raises:
            NotFoundError: Nobody here has this name.
        """
        if self.choices.person is None:
            return None
        return self.person_named(self.choices.person, may_add=may_add)

    def person_named(self, given: str, *, may_add: bool = False) -> str:
        """Find a person by name, and give their id; as `person_id`."""
        from closeness_cli.core.person import read_name

        name = read_name(given)
        person = self.stores.people.find(name)
        if person is None and may_add and self.agrees(messages.add_person_question(name)):
            person = self.stores.people.add(name)
        if person is None:
            raise _nobody()
        return person.id

    def agrees(self, question: str, *, about: str = "") -> bool:
        """Ask for a yes, as `Terminal.confirm`; `--yes` gives it, and nobody to ask gives none."""
        if self.choices.yes or not self.terminal.is_there:
            return self.choices.yes
        return self.terminal.confirm(question, about)

    @contextmanager
    def invented(self) -> Iterator[tuple[StoryClock, Stores]]:
        """Make a vault for the demo, and throw it away afterwards."""
        from tempfile import TemporaryDirectory

        from closeness_cli.services.demo import StoryClock, StoryIds
        from closeness_cli.storage.paths import VaultPaths
        from closeness_cli.storage.vault import create_vault, open_vault

        clock = StoryClock()
        ids = StoryIds(clock)
        with TemporaryDirectory(prefix="demo-") as folder:
            paths = VaultPaths(Path(folder))
            create_vault(paths, ids=ids)
            connection = open_vault(paths)
            try:
                yield clock, Stores(connection, clock=clock, ids=ids)
            finally:
                connection.close()

    def when(self, text: str) -> Moment:
        """Understand when something was, as a person wrote it.

        Raises:
            WrongUseError: It is not understood, or cannot have been.
        """
        from closeness_cli.bootstrap.dates import read_when

        return read_when(text, now=self.clock.now(), environment=self.environment)

    def day(self, text: str) -> date:
        """Understand a calendar day, as a person wrote it.

        Raises:
            WrongUseError: It is not understood, or there is no such day.
        """
        from closeness_cli.bootstrap.dates import read_when_day

        return read_when_day(text, now=self.clock.now(), environment=self.environment)

    def show(self, view: View) -> None:
        """Show a result in the form that was asked for.

        At a terminal, what people wrote, and what is taller than the window, is read in a screen
        that scrolls and leaves no trace.
        """
        if self.screen.json:
            self.screen.data(view.command, view.data())
        elif self.screen.plain and view.table is not None:
            self.screen.stdout.write(view.table())
        elif view.page is None:
            self.screen.note(view.empty)
        else:
            self._show_page(view.page(), is_reading=view.is_reading)

    def _show_page(self, page: Page, *, is_reading: bool) -> None:
        can_scroll = self.terminal.is_there and not self.screen.is_simple
        if can_scroll and (is_reading or self.screen.overflows(page)):
            self.terminal.read(page)
        else:
            self.screen.page(page)

    def tell(self, command: str, data: Callable[[], object], sentence: str) -> None:
        """Say in a sentence what was done, or give the envelope of it."""
        if self.screen.json:
            self.screen.data(command, data())
        else:
            self.screen.done(sentence)

    def tell_home(self, data: Mapping[str, object], text: str) -> None:
        """Greet, also where `--quiet` was asked for: it is what was asked for."""
        if self.screen.json:
            self.screen.data("home", data)
        else:
            self.screen.say(text)

    def tell_written(self, command: str, name: str) -> None:
        """Say that a file was written, and who can read it; stdout may hold data."""
        if self.screen.json:
            self.screen.data(command, {"file": name})
        else:
            self.screen.note(messages.WRITTEN)

    def tell_nothing(self, command: str, sentence: str) -> None:
        """Say that nothing was done, as the person wished."""
        if self.screen.json:
            self.screen.data(command, None)
        else:
            self.screen.note(sentence)

    def export_lines(self, *, with_safety: bool = False) -> Iterator[str]:
        """Give everything in the vault as JSON Lines; the private safety answers where asked for.

        Args:
            with_safety: They are wanted, and nobody need be asked.
        """
        from closeness_cli.storage.transfer.archive import export_lines

        wanted = with_safety or self._wants_safety_answers()
        return export_lines(self.stores.connection, with_safety=wanted)

    def _wants_safety_answers(self) -> bool:
        """Ask whether to write the private safety answers too, where there are any.

        `--yes` does not answer this: nobody should give them away by habit.
        """
        if not self.stores.safety.has_any():
            return False
        if self.terminal.is_there:
            return self.terminal.confirm(messages.INCLUDE_SAFETY)
        self.screen.note(messages.SAFETY_LEFT_OUT)
        return False

    def take_in(self, name: str) -> ImportResult:
        """Import a file that a person named, `-` for standard input; all or nothing.

        People whom the vault does not know are named and agreed on first.

        Raises:
            WrongUseError: It cannot be read, or a line of it is faulty.
        """
        from closeness_cli.storage.transfer.archive import UnknownPeopleError

        try:
            return self._take_in(name, accept_people=self.choices.yes)
        except UnknownPeopleError as error:
            question = messages.accept_people_question(error.names)
            if name == "-" or not self.agrees(question):
                raise
            return self._take_in(name, accept_people=True)

    def _take_in(self, name: str, *, accept_people: bool) -> ImportResult:
        """Import a file; where there is no vault yet, one is made of it, or none."""
        from closeness_cli.bootstrap.whole import whole
        from closeness_cli.storage.transfer.archive import import_lines
        from closeness_cli.storage.transfer.lines import lines_of

        with self.files.opened(name) as stream:
            return whole(
                self,
                lambda stores: import_lines(
                    stores.connection,
                    lines_of(stream),
                    clock=self.clock,
                    ids=self.ids,
                    bank=self.bank,
                    accept_people=accept_people,
                ),
            )

    def remember_telling(self, notice: str) -> bool:
        """Say whether a notice is to be shown: once, and only where it is seen."""
        return self.screen.has_notes and self.stores.notices.first_time(notice)


def real_app(choices: Choices) -> App:
    """Make the app of this process."""
    os.umask(0o077)
    harden()
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
