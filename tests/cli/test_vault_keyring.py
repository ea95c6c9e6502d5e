"""A vault that the system's keyring opens: a real one, at a desktop of the test's own."""

from __future__ import annotations

import os
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import pytest

from closeness_cli.bootstrap import App, system_keyring
from closeness_cli.storage.keys import kdf
from closeness_cli.storage.keys.header import (
    Header,
    header_from_text,
    slots_used,
    unlock,
    unlock_with_secret,
)
from closeness_cli.storage.keys.recovery_code import recovery_code
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import open_vault
from commands import Program
from desktops import BUS, Desktop, logged_in, needs_keyring

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from commands import Closeness, Outcome

pytestmark = needs_keyring

WALK = "walk home tonight"
NOBODY_TO_ASK = (
    3,
    "",
    (
        "This vault is locked, and there is no terminal to ask for its passphrase.\n"
        "  Use --passphrase-fd N or CLOSENESS_PASSPHRASE_COMMAND, or before it:  "
        "closeness vault unlock\n"
    ),
)
UNLOCKED = (
    0,
    (
        "From now on your system's keyring opens this vault, and nobody is asked: whoever uses "
        "your account while the keyring is open can read everything. To end that:  "
        "closeness vault lock\n"
    ),
    "",
)
CLOSED = (
    1,
    "",
    (
        "Your system's keyring is locked, or was never set up.\n"
        "  Open it, for example by logging in at the desktop, then try again.\n"
    ),
)


@pytest.fixture
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """A login whose keyring is open and empty, and that this process is part of."""
    with (
        logged_in(tmp_path_factory.mktemp("desktop")) as made,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv(BUS, made.address)
        yield made


@pytest.fixture
def given() -> Iterator[Given]:
    """Passphrases, each on a line of a new descriptor."""
    made = Given()
    yield made
    for one in made.opened:
        with suppress(OSError):
            os.close(one)


class Given:
    """Options that bring lines through a file descriptor."""

    def __init__(self) -> None:
        self.opened: list[int] = []

    def __call__(self, *lines: str, option: str = "--passphrase-fd") -> tuple[str, str]:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        self.opened.append(reading)
        return option, str(reading)


@pytest.fixture
def locked(closeness: Closeness, given: Given, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program, with an encrypted vault at the least dear setting, and an entry in it."""
    monkeypatch.setattr(kdf, "fitting", kdf.least)
    closeness.app = App
    assert closeness("vault", "create", "-q", *given(WALK)).status == 0
    assert closeness("journal", "We walked.", "-q", *given(WALK)).status == 0
    return closeness


@pytest.fixture
def opened(locked: Closeness, given: Given, desktop: Desktop) -> Closeness:
    """The same, with the keyring that opens it."""
    assert locked("vault", "unlock", "--keyring", *given(WALK)) == UNLOCKED
    assert len(desktop.secrets) == 1
    return locked


def listed(closeness: Closeness, *words: str) -> Outcome:
    return closeness("journal", "list", *words)


def header_of(closeness: Closeness) -> Header:
    return header_from_text((closeness.vault / "vault.key").read_bytes())


def key_of(closeness: Closeness, passphrase: str = WALK) -> bytes:
    found = unlock(header_of(closeness), passphrase)
    assert found is not None
    return found.data_key


def n_slots(closeness: Closeness, passphrase: str = WALK) -> int:
    return len(slots_used(header_of(closeness), key_of(closeness, passphrase)))


class TestOpening:
    def test_nobody_is_asked_until_it_is_locked(self, opened: Closeness, desktop: Desktop) -> None:
        assert "We walked." in listed(opened).out
        program = Program(opened, desktop.environment)
        assert b"We walked." in program("journal", "list").out  # another process, too
        assert opened("--json").data["locked"] is False
        assert opened("vault", "lock") == (0, "Locked.\n", "")
        assert desktop.secrets == {}
        assert not header_of(opened).has_keyring
        assert n_slots(opened) == 1
        assert listed(opened) == NOBODY_TO_ASK
        assert program("journal", "list")[:2] == (3, b"")

    def test_the_keyring_learns_neither_the_passphrase_nor_the_key(
        self, opened: Closeness, desktop: Desktop
    ) -> None:
        [(place, secret)] = desktop.secrets.items()
        assert place == ("closeness", header_of(opened).vault_id)
        assert bytes.fromhex(secret) != key_of(opened)
        assert WALK not in secret
        for file in opened.vault.iterdir():
            assert bytes.fromhex(secret) not in file.read_bytes()

    def test_another_name_is_the_name_there_too(
        self, locked: Closeness, given: Given, desktop: Desktop
    ) -> None:
        locked.environment["CLOSENESS_NAME"] = "notes"
        locked("vault", "unlock", "--keyring", *given(WALK))
        assert [service for service, _ in desktop.secrets] == ["notes"]

    def test_a_second_time_puts_another_secret_in_the_place_of_the_first(
        self, opened: Closeness, given: Given, desktop: Desktop
    ) -> None:
        [first] = desktop.secrets.values()
        for _ in range(8):
            assert opened("vault", "unlock", "--keyring", *given(WALK)) == UNLOCKED
        [last] = desktop.secrets.values()
        assert n_slots(opened) == 2
        assert unlock_with_secret(header_of(opened), bytes.fromhex(first)) is None
        assert unlock_with_secret(header_of(opened), bytes.fromhex(last)) is not None
        assert listed(opened).status == 0

    def test_a_lost_secret_leaves_no_slot_behind(
        self, opened: Closeness, given: Given, desktop: Desktop
    ) -> None:
        desktop.clear()
        opened("vault", "unlock", "--keyring", *given(WALK))
        assert (n_slots(opened), listed(opened).status) == (2, 0)

    def test_a_wrong_passphrase_changes_nothing(
        self, locked: Closeness, given: Given, desktop: Desktop
    ) -> None:
        before = (locked.vault / "vault.key").read_bytes()
        assert locked("vault", "unlock", "--keyring", *given("wrong")).status == 4
        assert desktop.secrets == {}
        assert (locked.vault / "vault.key").read_bytes() == before

    def test_where_the_key_file_cannot_be_written_nothing_stays_in_the_keyring(
        self, locked: Closeness, given: Given, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("closeness_cli.storage.connection.BUSY_SECONDS", 0.1)
        with closing(open_vault(VaultPaths(locked.vault), key_of(locked))) as other:
            other.run("BEGIN IMMEDIATE")
            assert locked("vault", "unlock", "--keyring", *given(WALK)).status == 1
        assert desktop.secrets == {}
        assert n_slots(locked) == 1

    def test_a_program_is_told(self, locked: Closeness, given: Given, desktop: Desktop) -> None:
        done = locked("vault", "unlock", "--keyring", "--json", *given(WALK))
        assert done.data == {"keyring": True}
        assert desktop.secrets

    def test_a_time_and_the_keyring_do_not_go_together(self, locked: Closeness) -> None:
        done = locked("vault", "unlock", "--keyring", "--for", "1h")
        assert (done.status, done.err.splitlines()[0]) == (
            2,
            "--for and --keyring do not go together.",
        )

    def test_a_plain_vault_needs_none(self, kept: Closeness, desktop: Desktop) -> None:
        assert kept("vault", "unlock", "--keyring").status == 2
        assert desktop.secrets == {}

    def test_a_check_says_so(self, opened: Closeness) -> None:
        said = " ".join(opened("vault", "check").out.split())
        assert "all eight slots; the system's keyring opens the vault too." in said

    @pytest.mark.usefixtures("desktop")
    def test_a_check_says_nothing_of_it_else(self, locked: Closeness, given: Given) -> None:
        assert "keyring" not in locked("vault", "check", *given(WALK)).out


class TestWhatComesBefore:
    def test_a_descriptor_does(self, opened: Closeness, given: Given) -> None:
        assert listed(opened, *given("wrong")).status == 4

    def test_a_program_does(self, opened: Closeness) -> None:
        opened.environment["CLOSENESS_PASSPHRASE_COMMAND"] = "false"
        assert listed(opened).status == 4

    @pytest.mark.parametrize(
        "command", ["passphrase", "passphrase --add", "rekey", "decrypt --yes", "unlock"]
    )
    def test_what_changes_the_lock_asks_for_the_passphrase(
        self, opened: Closeness, command: str
    ) -> None:
        assert opened("vault", *command.split()) == NOBODY_TO_ASK


class TestWhereItDoesNotOpen:
    def test_a_locked_keyring_is_no_error(self, opened: Closeness, desktop: Desktop) -> None:
        desktop.lock()
        assert listed(opened) == NOBODY_TO_ASK
        assert opened("--json").data["locked"] is True

    def test_home_leaves_one_alone_that_may_open_a_window(
        self, opened: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(system_keyring, "_may_ask", lambda _: True)
        assert opened("--json").data["locked"] is True
        assert listed(opened).status == 0

    def test_a_locked_keyring_is_said_to_who_asks_for_it(
        self, locked: Closeness, desktop: Desktop
    ) -> None:
        desktop.lock()
        assert locked("vault", "unlock", "--keyring") == CLOSED  # and no passphrase is asked for

    def test_without_a_keyring_it_is_as_before(
        self, opened: Closeness, given: Given, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv(BUS)
        assert listed(opened) == NOBODY_TO_ASK
        assert listed(opened, "-q", *given(WALK)).status == 0
        done = opened("vault", "unlock", "--keyring")
        assert (done.status, done.err) == (
            1,
            (
                "This system has no keyring that is trusted here.\n"
                "  Another way to bring the passphrase is CLOSENESS_PASSPHRASE_COMMAND.\n"
            ),
        )

    def test_without_the_extra_it_is_as_before(
        self, opened: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in [one for one in sys.modules if one.partition(".")[0] == "keyring"]:
            monkeypatch.setitem(sys.modules, name, None)
        assert listed(opened) == NOBODY_TO_ASK
        assert opened("vault", "unlock", "--keyring") == (
            1,
            "",
            (
                "What speaks with the system's keyring is not installed.\n"
                "  python -m pip install 'closeness-cli[keyring]'\n"
            ),
        )

    @pytest.mark.parametrize("secret", ["", "not hex", "00", "00" * 32, "é", "0" * 10_000])
    def test_another_secret_opens_nothing(
        self, opened: Closeness, desktop: Desktop, secret: str
    ) -> None:
        desktop.put(secret)
        assert listed(opened) == NOBODY_TO_ASK

    @pytest.mark.usefixtures("desktop")
    def test_a_mark_that_was_made_up_opens_nothing(self, locked: Closeness, given: Given) -> None:
        file = locked.vault / "vault.key"
        mark = b'"keyring": "' + b"A" * 43 + b'=",\n "used"'
        file.write_bytes(file.read_bytes().replace(b'"used"', mark))
        assert header_of(locked).has_keyring
        assert listed(locked) == NOBODY_TO_ASK
        assert "keyring" not in locked("vault", "check", *given(WALK)).out


class TestLocking:
    def test_a_keyring_that_cannot_be_asked_is_said(
        self, opened: Closeness, desktop: Desktop
    ) -> None:
        desktop.lock()
        assert opened("vault", "lock") == (
            1,
            "",
            (
                "Your system's keyring could not be asked, so it may open this vault still.\n"
                "  Open the keyring and try again; without it:  closeness vault rekey\n"
            ),
        )

    def test_a_keyring_without_the_secret_is_said(
        self, opened: Closeness, desktop: Desktop
    ) -> None:
        desktop.clear()
        done = opened("vault", "lock")
        assert (done.status, done.out) == (0, "Locked.\n")
        assert done.err.startswith("Your system's keyring has nothing that opens this vault.")

    def test_the_secret_goes_also_while_another_writes(
        self, opened: Closeness, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("closeness_cli.storage.connection.BUSY_SECONDS", 0.1)
        with closing(open_vault(VaultPaths(opened.vault), key_of(opened))) as other:
            other.run("BEGIN IMMEDIATE")
            assert opened("vault", "lock").status == 0
        assert desktop.secrets == {}
        assert listed(opened) == NOBODY_TO_ASK


class TestAnotherLock:
    def test_another_passphrase_leaves_the_keyring(self, opened: Closeness, given: Given) -> None:
        assert opened("vault", "passphrase", *given(WALK, "rain")).status == 0
        assert listed(opened).status == 0
        assert listed(opened, *given(WALK)).status == 4

    def test_a_new_key_ends_it_and_says_so(
        self, opened: Closeness, given: Given, desktop: Desktop
    ) -> None:
        done = opened("vault", "rekey", *given(WALK))  # there is no other passphrase to ask about
        assert (done.status, done.err) == (
            0,
            (
                "Your system's keyring opens the vault no longer. Again:  "
                "closeness vault unlock --keyring\n"
            ),
        )
        assert desktop.secrets == {}
        assert listed(opened) == NOBODY_TO_ASK

    def test_a_new_key_still_asks_where_there_is_another_passphrase(
        self, opened: Closeness, given: Given, desktop: Desktop
    ) -> None:
        opened("vault", "passphrase", "--add", *given(WALK, "rain"))
        assert opened("vault", "rekey", *given(WALK)).status == 3
        assert desktop.secrets

    @pytest.mark.parametrize("command", ["decrypt --yes", "destroy --yes --no-backup", "recover"])
    def test_what_ends_the_lock_leaves_no_secret(
        self, opened: Closeness, given: Given, desktop: Desktop, command: str
    ) -> None:
        code = recovery_code(key_of(opened))
        more = given(code, option="--code-fd") if command == "recover" else ()
        done = opened("vault", *command.split(), *more, *given(WALK, "rain"))
        assert done.status == 0, done
        assert desktop.secrets == {}

    def test_a_backup_from_then_opens_without_the_keyring_alone(
        self, opened: Closeness, given: Given, tmp_path: Path
    ) -> None:
        backup = str(tmp_path / "kept.zip")
        assert opened("vault", "backup", backup).status == 0
        opened("vault", "lock")
        opened("vault", "destroy", "--yes", "--no-backup")
        assert opened("vault", "restore", backup, "--yes", *given(WALK)).status == 0
        assert header_of(opened).has_keyring
        assert listed(opened) == NOBODY_TO_ASK
        assert listed(opened, *given(WALK)).status == 0
