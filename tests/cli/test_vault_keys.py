"""Passphrases, keys and the recovery code, from the command line."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from closeness_cli.bootstrap import App, kernel_keyring, safekeeping
from closeness_cli.bootstrap.safekeeping import back_up_before
from closeness_cli.errors import ClosenessError
from closeness_cli.storage.keys import header, kdf
from closeness_cli.storage.keys.header import header_from_text, unlock
from closeness_cli.storage.keys.recovery_code import recovery_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.backups import Reason
    from closeness_cli.storage.keys.header import Header, Unlocked
    from commands import Closeness, Outcome, Program

WALK = "walk home tonight"


@pytest.fixture
def closeness(closeness: Closeness) -> Closeness:
    """The program as it is, which makes no vault without having asked."""
    closeness.app = App
    return closeness


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the least dear setting; `tests/storage/keys` looks at the real one."""
    monkeypatch.setattr(kdf, "fitting", kdf.least)


class Fds:
    """File descriptors from which lines can be read."""

    def __init__(self) -> None:
        self.opened: list[int] = []

    def __call__(self, *lines: str) -> str:
        reading, writing = os.pipe()
        os.write(writing, "".join(f"{line}\n" for line in lines).encode())
        os.close(writing)
        self.opened.append(reading)
        return str(reading)


@pytest.fixture
def fds() -> Iterator[Fds]:
    made = Fds()
    yield made
    for one in made.opened:
        with suppress(OSError):
            os.close(one)


@pytest.fixture
def locked(closeness: Closeness, fds: Fds) -> Closeness:
    """The program, with an encrypted vault that holds one entry."""
    assert closeness("vault", "create", "--passphrase-fd", fds(WALK), "-q").status == 0
    assert closeness("journal", "We walked.", "-q", "--passphrase-fd", fds(WALK)).status == 0
    return closeness


LINE = (
    '{"type":"entry","at":"2025-11-01T21:14:00+01:00","tz":"Europe/Berlin","kind":"note",'
    '"text":"We walked."}\n'
)


def key_of(closeness: Closeness, passphrase: str = WALK) -> bytes:
    found = unlock(header_from_text((closeness.vault / "vault.key").read_bytes()), passphrase)
    assert found is not None
    return found.data_key


def listed(closeness: Closeness, *words: str) -> Outcome:
    return closeness("journal", "list", *words)


LOCKED = (
    4,
    "",
    "That passphrase does not open this vault.\n  Forgotten?  closeness vault recover\n",
)
NOBODY_TO_ASK = (
    3,
    "",
    (
        "This vault is locked, and there is no terminal to ask for its passphrase.\n"
        "  Use --passphrase-fd N or CLOSENESS_PASSPHRASE_COMMAND, or before it:  "
        "closeness vault unlock\n"
    ),
)


class TestUnlocking:
    def test_the_passphrase_opens_it(self, locked: Closeness, fds: Fds) -> None:
        assert "We walked." in listed(locked, "--passphrase-fd", fds(WALK)).out

    def test_it_is_the_same_however_it_was_typed(self, closeness: Closeness, fds: Fds) -> None:
        closeness("vault", "create", "-q", "--passphrase-fd", fds("Café ﬁn"))
        typed = "Cafe\N{COMBINING ACUTE ACCENT} fin"
        assert listed(closeness, "-q", "--passphrase-fd", fds(typed)).status == 0

    @pytest.mark.parametrize("wrong", ["walk home", "", WALK.upper(), f"{WALK} "])
    def test_another_one_does_not(self, locked: Closeness, fds: Fds, wrong: str) -> None:
        assert listed(locked, "--passphrase-fd", fds(wrong)) == LOCKED

    def test_a_program_reads_that_as_a_code(self, locked: Closeness, fds: Fds) -> None:
        done = listed(locked, "--json", "--passphrase-fd", fds("wrong"))
        assert (done.status, json.loads(done.out)["error"]["code"]) == (4, "locked")

    def test_without_anybody_to_ask_that_is_said(self, locked: Closeness) -> None:
        assert listed(locked) == NOBODY_TO_ASK

    @pytest.mark.parametrize(
        ("given", "sentence"),
        [
            ("x", "--passphrase-fd needs the number of a file descriptor."),
            ("-1", "--passphrase-fd needs the number of a file descriptor."),
            ("99999", "--passphrase-fd needs the number of a file descriptor."),
            ("987", "Nothing can be read from the file descriptor of --passphrase-fd."),
        ],
    )
    def test_what_is_no_descriptor_is_said(
        self, locked: Closeness, given: str, sentence: str
    ) -> None:
        done = listed(locked, "--passphrase-fd", given)
        assert (done.status, done.err.splitlines()[0]) == (2, sentence)

    def test_a_descriptor_without_a_line_is_said(self, locked: Closeness, fds: Fds) -> None:
        assert listed(locked, "--passphrase-fd", fds()).status == 2

    def test_a_descriptor_that_never_ends_its_line_is_said(
        self, locked: Closeness, fds: Fds
    ) -> None:
        done = listed(locked, "--passphrase-fd", fds("a" * 5000))
        assert (done.status, done.err) == (2, "That is too long for a passphrase.\n")

    def test_the_option_can_stand_anywhere_and_needs_its_value(self, locked: Closeness) -> None:
        done = locked("journal", "list", "--passphrase-fd")
        assert (done.status, done.err.splitlines()[0]) == (2, "--passphrase-fd needs a value.")

    def test_a_plain_vault_asks_for_nothing(self, kept: Closeness) -> None:
        assert listed(kept, "-q", "--passphrase-fd", "987").status == 0


class TestPassphraseCommand:
    def opened(self, closeness: Closeness, command: str) -> Outcome:
        closeness.environment["PATH"] = os.environ["PATH"]
        closeness.environment["CLOSENESS_PASSPHRASE_COMMAND"] = command
        return listed(closeness)

    def test_it_brings_the_passphrase(self, locked: Closeness) -> None:
        assert "We walked." in self.opened(locked, f"printf '{WALK}\\nmore'").out

    def test_a_descriptor_comes_before_it(self, locked: Closeness, fds: Fds) -> None:
        self.opened(locked, "false")
        assert listed(locked, "-q", "--passphrase-fd", fds(WALK)).status == 0

    @pytest.mark.parametrize(
        ("command", "status"),
        [
            ("false", 4),
            ("no-such-program-here", 4),
            ("true", 4),
            ("printf wrong", 4),
            (f"printf '{WALK}' '", 2),
            (f"sh -c 'printf \"{WALK}\"; exit 3'", 4),
            ("head -c 5000 /dev/zero", 2),
            ("cat /dev/zero", 2),
            (f"echo {WALK} | cat", 4),
        ],
    )
    def test_what_fails_opens_nothing(self, locked: Closeness, command: str, status: int) -> None:
        done = self.opened(locked, command)
        assert (done.status, done.out) == (status, "")
        assert WALK not in done.err

    def test_the_status_of_one_that_fails_is_said(self, locked: Closeness) -> None:
        said = "CLOSENESS_PASSPHRASE_COMMAND ended with status 3 and gave no passphrase."
        assert said in self.opened(locked, "sh -c 'exit 3'").err
        assert "ended with" not in self.opened(locked, "no-such-program-here").err

    def test_one_that_hangs_is_ended(
        self, locked: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("closeness_cli.bootstrap.passphrases.COMMAND_SECONDS", 0.2)
        assert self.opened(locked, "sleep 30").status == 4


class TestCreating:
    def test_without_a_word_nothing_is_made(self, closeness: Closeness) -> None:
        done = closeness("vault", "create")
        assert (done.status, done.out) == (3, "")
        assert "--passphrase-fd N" in done.err
        assert "--no-encryption" in done.err
        assert not closeness.vault.exists()

    def test_it_is_encrypted_and_says_so(self, closeness: Closeness, fds: Fds) -> None:
        done = closeness("vault", "create", "--passphrase-fd", fds(WALK))
        assert done == (
            0,
            "",
            (
                f"A new vault was made in {closeness.vault}\n"
                "It is encrypted, and opens with your passphrase.\n"
            ),
        )
        files = {one.name: one.stat().st_mode & 0o777 for one in closeness.vault.iterdir()}
        assert files == {"vault.db": 0o600, "vault.key": 0o600}

    def test_an_empty_passphrase_makes_nothing(self, closeness: Closeness, fds: Fds) -> None:
        assert closeness("vault", "create", "--passphrase-fd", fds("")).status == 2
        assert not (closeness.vault / "vault.db").exists()

    def test_a_program_is_told(self, closeness: Closeness, fds: Fds) -> None:
        done = closeness("vault", "create", "--json", "--passphrase-fd", fds(WALK))
        assert done.data == {"created": True, "encrypted": True}


class TestTheFirstWrite:
    @pytest.mark.parametrize(
        "line",
        [
            *("journal We walked", "journal add We walked", "assess --answer connection=7"),
            *("ritual add Walk", "vault import -", "settings joint-suggestions on"),
        ],
    )
    def test_without_a_word_it_says_both_ways_and_makes_nothing(
        self, closeness: Closeness, line: str
    ) -> None:
        done = closeness(*line.split(), given=LINE)
        assert (done.status, done.out) == (3, "")
        assert "closeness vault create --passphrase-fd N" in done.err
        assert "closeness vault create --no-encryption" in done.err
        assert not closeness.vault.exists()

    @pytest.mark.parametrize("line", ["journal We walked", "vault import -"])
    def test_with_a_passphrase_it_makes_an_encrypted_vault(
        self, closeness: Closeness, fds: Fds, line: str
    ) -> None:
        done = closeness(*line.split(), "--passphrase-fd", fds(WALK), given=LINE)
        assert (done.status, "It is encrypted" in done.err) == (0, True)
        assert "We walked" in listed(closeness, "--passphrase-fd", fds(WALK)).out

    def test_a_vault_whose_owner_said_no_asks_no_more(self, closeness: Closeness) -> None:
        closeness("vault", "create", "--no-encryption", "-q")
        assert closeness("journal", "We walked.").status == 0


class TestChangingIt:
    def test_the_new_one_opens_it_and_the_old_one_does_not(
        self, locked: Closeness, fds: Fds
    ) -> None:
        database = (locked.vault / "vault.db").read_bytes()
        done = locked("vault", "passphrase", "--passphrase-fd", fds(WALK, "rain"))
        assert done.status == 0
        assert listed(locked, "--passphrase-fd", fds(WALK)) == LOCKED
        assert listed(locked, "-q", "--passphrase-fd", fds("rain")).status == 0
        assert (locked.vault / "vault.db").read_bytes() == database

    def test_a_second_one_opens_it_too(self, locked: Closeness, fds: Fds) -> None:
        done = locked("vault", "passphrase", "--add", "--passphrase-fd", fds(WALK, "rain"))
        assert done.status == 0
        for one in (WALK, "rain"):
            assert listed(locked, "-q", "--passphrase-fd", fds(one)).status == 0

    def test_the_wrong_one_changes_nothing(self, locked: Closeness, fds: Fds) -> None:
        before = (locked.vault / "vault.key").read_bytes()
        assert locked("vault", "passphrase", "--passphrase-fd", fds("wrong", "rain")) == LOCKED
        assert (locked.vault / "vault.key").read_bytes() == before

    def test_without_a_second_line_nothing_is_changed(self, locked: Closeness, fds: Fds) -> None:
        before = (locked.vault / "vault.key").read_bytes()
        assert locked("vault", "passphrase", "--passphrase-fd", fds(WALK)).status == 2
        assert (locked.vault / "vault.key").read_bytes() == before


@pytest.mark.parametrize(
    "command", ["passphrase", "passphrase --add", "rekey", "decrypt --yes", "unlock", "lock"]
)
def test_a_plain_vault_has_no_passphrase(command: str, kept: Closeness, fds: Fds) -> None:
    done = kept("vault", *command.split(), "--passphrase-fd", fds(WALK))
    assert (done.status, done.err.splitlines()[0]) == (2, "This vault is not encrypted.")


@pytest.mark.parametrize(
    "command",
    [*("passphrase", "rekey", "encrypt", "decrypt", "unlock", "lock"), "recover --code-fd 987"],
)
def test_without_a_vault_that_is_said_and_none_is_made(command: str, closeness: Closeness) -> None:
    done = closeness("vault", *command.split())
    assert (done.status, done.err.splitlines()[0]) == (2, "There is no vault here yet.")
    assert not closeness.vault.exists()


class TestRekey:
    def test_everything_is_there_under_a_new_key(self, locked: Closeness, fds: Fds) -> None:
        old = key_of(locked)
        assert locked("vault", "rekey", "--passphrase-fd", fds(WALK)).status == 0
        assert key_of(locked) != old
        assert "We walked." in listed(locked, "--passphrase-fd", fds(WALK)).out

    def test_a_backup_was_made_before(self, locked: Closeness, fds: Fds) -> None:
        locked("vault", "rekey", "--passphrase-fd", fds(WALK))
        [backup] = (locked.vault / "backups").iterdir()
        with ZipFile(backup) as packed:
            assert set(packed.namelist()) == {"vault.db", "vault.key"}

    def test_other_passphrases_end_once_that_was_agreed_to(
        self, locked: Closeness, fds: Fds
    ) -> None:
        locked("vault", "passphrase", "--add", "-q", "--passphrase-fd", fds(WALK, "rain"))
        assert locked("vault", "rekey", "--passphrase-fd", fds(WALK)).status == 3
        assert locked("vault", "rekey", "--yes", "--passphrase-fd", fds(WALK)).status == 0
        assert listed(locked, "--passphrase-fd", fds("rain")) == LOCKED

    def test_a_passphrase_that_was_added_meanwhile_does_not_end_unasked(
        self, locked: Closeness, fds: Fds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(made: App, reason: Reason) -> None:
            locked("vault", "passphrase", "--add", "-q", "--passphrase-fd", fds(WALK, "rain"))
            return back_up_before(made, reason)

        monkeypatch.setattr(safekeeping, "back_up_before", meanwhile)
        done = locked("vault", "rekey", "--passphrase-fd", fds(WALK))
        assert (done.status, done.err.splitlines()[0]) == (
            1,
            "The passphrases were changed meanwhile, so nothing was done.",
        )
        for passphrase in (WALK, "rain"):
            assert "We walked." in listed(locked, "--passphrase-fd", fds(passphrase)).out

    def test_who_gave_the_passphrase_meanwhile_is_told_to_try_again(
        self, locked: Closeness, fds: Fds, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def meanwhile(before: Header, passphrase: str) -> Unlocked | None:
            monkeypatch.undo()
            monkeypatch.setattr(kdf, "fitting", kdf.least)
            assert locked("vault", "rekey", "-q", "--passphrase-fd", fds(WALK)).status == 0
            return unlock(before, passphrase)

        monkeypatch.setattr(header, "unlock", meanwhile)
        done = locked("journal", "add", "Rain.", "--passphrase-fd", fds(WALK))
        assert (done.status, done.err.splitlines()[-2:]) == (
            1,
            ["Another process changed the vault meanwhile.", "  Try again; nothing was saved."],
        )


class TestEncryptAndDecrypt:
    def test_a_plain_vault_is_encrypted_with_its_backups_gone(
        self, kept: Closeness, fds: Fds
    ) -> None:
        kept.write("harbourside")
        assert kept("vault", "backup", "-q").status == 0
        done = kept("vault", "encrypt", "--passphrase-fd", fds(WALK), "--json")
        assert done.data == {"encrypted": True, "backups_removed": True}
        assert "harbourside" in listed(kept, "--passphrase-fd", fds(WALK)).out
        for file in kept.vault.rglob("*"):
            assert file.is_dir() or b"harbourside" not in file.read_bytes()

    def test_an_encrypted_one_is_not_encrypted_again(self, locked: Closeness, fds: Fds) -> None:
        assert locked("vault", "encrypt", "--passphrase-fd", fds(WALK)).status == 2

    def test_decrypting_is_agreed_to_first(self, locked: Closeness, fds: Fds) -> None:
        assert locked("vault", "decrypt", "--passphrase-fd", fds(WALK)).status == 3
        assert listed(locked) == NOBODY_TO_ASK
        assert locked("vault", "decrypt", "--yes", "--passphrase-fd", fds(WALK)).status == 0
        assert "We walked." in listed(locked).out
        assert not (locked.vault / "vault.key").exists()

    def test_a_plain_file_in_the_place_of_an_encrypted_one_is_refused(
        self, locked: Closeness, fds: Fds
    ) -> None:
        other = type(locked)(locked.vault.with_name("other"), app=App)
        other("vault", "create", "--no-encryption", "-q")
        (other.vault / "vault.db").replace(locked.vault / "vault.db")
        done = listed(locked, "--passphrase-fd", fds(WALK))
        assert (done.status, done.out) == (5, "")
        assert done.err.startswith("This vault was encrypted, and the file in its place is not")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    @pytest.mark.parametrize(("name", "status"), [("vault.db", 2), ("vault.key", 5)])
    def test_a_pipe_in_its_place_is_refused_and_not_waited_for(
        self, locked: Closeness, fds: Fds, name: str, status: int
    ) -> None:
        (locked.vault / name).unlink()
        os.mkfifo(locked.vault / name)
        assert listed(locked, "--passphrase-fd", fds(WALK)).status == status

    def test_an_empty_file_in_its_place_is_refused(self, locked: Closeness, fds: Fds) -> None:
        (locked.vault / "vault.db").write_bytes(b"")
        assert listed(locked, "--passphrase-fd", fds(WALK)).status == 5
        for command in ("lock", "unlock", "passphrase", "rekey", "decrypt", "encrypt"):
            done = locked("vault", command, "--passphrase-fd", fds(WALK, "rain"))
            assert (done.status, done.err.splitlines()[0]) == (5, "The vault's file is empty.")

    def test_the_vault_of_another_key_in_its_place_is_refused(
        self, locked: Closeness, fds: Fds
    ) -> None:
        other = type(locked)(locked.vault.with_name("other"), app=App)
        other("vault", "create", "-q", "--passphrase-fd", fds(WALK))
        (other.vault / "vault.db").replace(locked.vault / "vault.db")
        assert listed(locked, "--passphrase-fd", fds(WALK)).status == 4


class TestRecover:
    def test_the_code_sets_a_new_passphrase(self, locked: Closeness, fds: Fds) -> None:
        code = recovery_code(key_of(locked)).lower()
        given = ("--code-fd", fds(code), "--passphrase-fd", fds("rain"))
        assert locked("vault", "recover", *given).status == 0
        assert listed(locked, "-q", "--passphrase-fd", fds("rain")).status == 0
        assert listed(locked, "--passphrase-fd", fds(WALK)) == LOCKED

    @pytest.mark.parametrize("header", [None, b"", b"{}"])
    def test_it_needs_no_key_file(self, locked: Closeness, fds: Fds, header: bytes | None) -> None:
        code = recovery_code(key_of(locked))
        if header is None:
            (locked.vault / "vault.key").unlink()
        else:
            (locked.vault / "vault.key").write_bytes(header)
        done = listed(locked, "--passphrase-fd", fds(WALK))
        assert (done.status, "closeness vault recover" in done.err) == (5, True)
        locked("vault", "recover", "--code-fd", fds(code), "--passphrase-fd", fds("rain"))
        assert "We walked." in listed(locked, "--passphrase-fd", fds("rain")).out

    def test_a_code_from_before_a_new_key_opens_nothing(self, locked: Closeness, fds: Fds) -> None:
        code = recovery_code(key_of(locked))
        locked("vault", "rekey", "-q", "--passphrase-fd", fds(WALK))
        done = locked("vault", "recover", "--code-fd", fds(code), "--passphrase-fd", fds("rain"))
        assert (done.status, code[:4] in done.err) == (4, False)
        assert listed(locked, "-q", "--passphrase-fd", fds(WALK)).status == 0

    def test_a_slip_is_said_and_not_quoted(self, locked: Closeness, fds: Fds) -> None:
        code = recovery_code(bytes(32))[:-1] + "Z"
        done = locked("vault", "recover", "--code-fd", fds(code), "--passphrase-fd", fds("rain"))
        assert (done.status, "0000" in done.err) == (2, False)

    def test_a_plain_vault_needs_none(self, kept: Closeness, fds: Fds) -> None:
        assert kept("vault", "recover", "--code-fd", fds("x")).status == 2


@pytest.fixture
def keyring() -> None:
    """Skip where this system's kernel keeps no keys."""
    try:
        kernel_keyring.keep("key:closeness-test", bytes(32), seconds=1)
    except ClosenessError:
        pytest.skip("no kernel keyring here")
    kernel_keyring.forget("key:closeness-test")


@pytest.mark.usefixtures("keyring")
class TestUnlockedForAWhile:
    @pytest.fixture(autouse=True)
    def _forgotten(self, locked: Closeness) -> Iterator[None]:
        yield
        locked("vault", "lock")

    def test_no_command_asks_until_it_is_locked(
        self, locked: Closeness, program: Program, fds: Fds
    ) -> None:
        done = locked("vault", "unlock", "--for", "1h", "--passphrase-fd", fds(WALK))
        assert done.out.startswith("Unlocked for 1 hour:")
        assert "We walked." in listed(locked).out
        assert b"We walked." in program("journal", "list").out  # another process, too
        assert locked("--json").data["locked"] is False
        assert locked("vault", "lock") == (0, "Locked.\n", "")
        assert listed(locked) == NOBODY_TO_ASK
        assert locked("--json").data["locked"] is True

    @pytest.mark.parametrize("left", [None, "{}"])
    def test_it_is_locked_also_without_a_key_file(
        self, locked: Closeness, fds: Fds, left: str | None
    ) -> None:
        locked("vault", "unlock", "-q", "--passphrase-fd", fds(WALK))
        key_file = locked.vault / "vault.key"
        whole = key_file.read_bytes()
        key_file.unlink()
        if left is not None:
            key_file.write_text(left)
        assert "We walked." in listed(locked).out
        assert locked("vault", "lock").status == 5
        key_file.write_bytes(whole)
        assert listed(locked) == NOBODY_TO_ASK

    def test_a_key_from_before_a_new_one_is_not_used(self, locked: Closeness, fds: Fds) -> None:
        locked("vault", "unlock", "-q", "--passphrase-fd", fds(WALK))
        locked("vault", "rekey", "-q", "--passphrase-fd", fds(WALK))
        assert listed(locked) == NOBODY_TO_ASK

    def test_changing_the_passphrase_still_asks_for_it(self, locked: Closeness, fds: Fds) -> None:
        locked("vault", "unlock", "-q", "--passphrase-fd", fds(WALK))
        for command in ("passphrase", "rekey", "decrypt"):
            assert locked("vault", command).status == 3

    @pytest.mark.parametrize("time", ["", "0s", "10", "25h", "1.5h", "-1m", "ten", "１m"])
    def test_what_is_no_time_is_refused(self, locked: Closeness, fds: Fds, time: str) -> None:
        done = locked("vault", "unlock", f"--for={time}", "--passphrase-fd", fds(WALK))
        assert done.status == 2
        assert listed(locked) == NOBODY_TO_ASK


def test_where_the_kernel_keeps_no_keys_that_is_said(
    locked: Closeness, fds: Fds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_keyring, "_machine", lambda: "vax")
    done = locked("vault", "unlock", "--passphrase-fd", fds(WALK))
    assert (done.status, done.err.splitlines()[0]) == (
        1,
        "This system cannot keep a vault unlocked.",
    )
    assert listed(locked) == NOBODY_TO_ASK


def test_no_command_leaves_a_passphrase_in_a_file_or_on_a_screen(
    locked: Closeness, fds: Fds
) -> None:
    said = [
        locked("vault", *command.split(), "--passphrase-fd", fds(WALK, WALK))
        for command in ("passphrase", "passphrase --add", "rekey --yes", "lock")
    ]
    assert all(WALK not in one.out + one.err for one in said)
    for file in locked.vault.rglob("*"):
        assert file.is_dir() or WALK.encode() not in file.read_bytes()
