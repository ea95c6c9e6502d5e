"""Passphrases at a real terminal: what is typed is not shown, and what is asked can be left."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds
from closeness_cli.prompts.words import LINE_LEAVE_OUT
from closeness_cli.storage.keys.header import header_from_text, make_header, unlock
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.recovery_code import last_group, recovery_code
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault, open_vault
from desktops import logged_in, needs_keyring

if TYPE_CHECKING:
    from terminals import Person, Terminal

KEY = bytes(range(32))
WALK = "harbour walk in the rain"
STRONG = "hard to guess."
ASKED = "Passphrase:"
CHOOSE = "Choose a passphrase"
AGAIN = "Type it once more"
CODE = re.compile(r"\d  ((?:[0-9A-Z]{4} ?){2,4})$", re.MULTILINE)


def paths_of(person: Person) -> VaultPaths:
    return VaultPaths(Path(person.environment["CLOSENESS_VAULT"]))


@pytest.fixture
def locked(newcomer: Person) -> Person:
    """A person with an encrypted vault, at the least dear setting."""
    create_vault(
        paths_of(newcomer),
        ids=CountingIds(),
        key=KEY,
        header=lambda vault_id: make_header(vault_id, KEY, WALK, least()),
    )
    return newcomer


def opens(person: Person, passphrase: str) -> bool:
    header = header_from_text(paths_of(person).key_file.read_bytes())
    return unlock(header, passphrase) is not None


def test_it_is_asked_for_and_not_shown(locked: Person) -> None:
    terminal = locked("journal", "add", "We walked.").wait_for(ASKED).press(f"{WALK}\r")
    assert terminal.wait_for("Saved").status() == 0
    assert WALK not in terminal.sent
    assert "walk home" not in terminal.left_behind


@pytest.mark.parametrize("columns", [80, 40])
def test_home_does_not_ask_for_it(locked: Person, columns: int) -> None:
    terminal = locked(columns=columns)
    assert terminal.status() == 0
    assert "Nothing here needs doing." in terminal.screen
    assert ASKED not in terminal.sent
    assert "answered" not in terminal.screen


def test_it_is_not_shown_either_where_the_descriptor_is_the_terminal(locked: Person) -> None:
    terminal = locked("journal", "list", "--passphrase-fd", "0")
    assert terminal.hides_what_is_typed()
    assert terminal.press(f"{WALK}\r").status() == 0
    assert "walk home" not in terminal.sent


def test_keys_take_back_and_clear(locked: Person) -> None:
    typed = f"nonsense\x15{WALK}xyz\x7f\x7f\x08\x1b[D\r"
    assert locked("journal", "list", "-q").wait_for(ASKED).press(typed).status() == 0


def test_a_wrong_one_can_be_typed_again_and_then_it_stays_locked(locked: Person) -> None:
    terminal = locked("journal", "list").wait_for(ASKED).press("wrong\r")
    terminal.wait_for("Once more").press("wrong\r")
    assert terminal.wait_for("A last time").press("wrong\r").status() == 4
    assert "Forgotten?" in terminal.screen


def test_a_wrong_one_prints_nothing_else_and_leaves_a_draft_as_it_was(locked: Person) -> None:
    terminal = locked("journal").wait_for(ASKED).press(f"{WALK}\r").wait_for("What happened?")
    assert terminal.press("Rain.").wait_for("Rain.").press("\x18\x18").status() == 0
    terminal = locked("journal").wait_for(ASKED).press("wrong\r").wait_for("Once more")
    assert terminal.press("wrong\r").wait_for("A last time").press("wrong\r").status() == 4
    assert "ERROR" not in terminal.sent
    assert "Rain." not in terminal.sent
    terminal = locked("journal", "drafts", "--plain").wait_for(ASKED).press(f"{WALK}\r")
    assert terminal.status() == 0
    assert "Rain." in terminal.sent


@pytest.mark.parametrize(("keys", "status"), [("abc\x03", 130), ("\x04", 130), ("a\x18\x18", 0)])
def test_it_can_be_left(locked: Person, keys: str, status: int) -> None:
    terminal = locked("journal", "list").wait_for(ASKED).press(keys)
    assert terminal.status() == status
    if status == 0:
        assert "\x1b[3J" in terminal.sent


def test_an_export_asks_for_it_too(locked: Person, tmp_path: Path) -> None:
    terminal = locked("vault", "export", str(tmp_path / "all.jsonl"))
    assert terminal.wait_for(ASKED).press(f"{WALK}\r").status() == 0
    assert (tmp_path / "all.jsonl").exists()


def set_passphrase(terminal: Terminal, passphrase: str = WALK) -> Terminal:
    terminal.wait_for(CHOOSE).press(f"{passphrase}\r")
    return terminal.wait_for(AGAIN).press(f"{passphrase}\r")


def shown_code(terminal: Terminal, *, below: str = "Enter goes on") -> str:
    terminal.wait_for("This is your recovery code").wait_for(below)
    return " ".join(found.strip() for found in CODE.findall(terminal.screen))


@pytest.mark.parametrize("columns", [80, 40])
def test_a_vault_is_made_with_a_passphrase_and_a_code(newcomer: Person, columns: int) -> None:
    terminal = newcomer("vault", "create", columns=columns)
    terminal.wait_for("Lock what you write").press("1")
    terminal.wait_for(CHOOSE).press("sommer\r")
    terminal.wait_for("guess").wait_for(AGAIN).press("one\r")
    terminal.wait_for("The two differ")
    terminal.press(f"{WALK}\r").wait_for(STRONG).press(f"{WALK}\r")
    code = shown_code(terminal)
    header = header_from_text(paths_of(newcomer).key_file.read_bytes())
    found = unlock(header, WALK)
    assert found is not None
    assert recovery_code(found.data_key) == code
    terminal.press("XXXX\r").wait_for("not its last group")
    terminal.press("\x7f" * 4 + f"{last_group(code).lower()}\r").wait_for("Keep the code")
    assert terminal.status() == 0
    assert code[:9] not in terminal.left_behind
    assert WALK not in terminal.sent


@pytest.mark.parametrize("plain", [(), ("--plain",)])
@pytest.mark.parametrize("keys", ["\r", "\x03"])
def test_a_code_can_be_declined(newcomer: Person, keys: str, plain: tuple[str, ...]) -> None:
    terminal = newcomer("vault", "create", *plain).wait_for("Lock what you write")
    terminal.press("1\r" if plain else "1")
    set_passphrase(terminal)
    shown_code(terminal, below=LINE_LEAVE_OUT if plain else "Enter goes on")
    if keys == "\r":  # one Enter may have been for the question before
        terminal.press(keys).wait_for("Enter once more")
    terminal.press(keys).wait_for("Without a code").wait_for("closeness vault rekey")
    assert terminal.status() == 0


def test_a_code_can_be_typed_after_an_enter_too_many(newcomer: Person) -> None:
    terminal = newcomer("vault", "create").wait_for("Lock what you write").press("1")
    set_passphrase(terminal)
    code = shown_code(terminal)
    terminal.press("\r").wait_for("Enter once more").press("X").wait_until_gone("once more")
    terminal.press("\x7f\r").wait_for("Enter once more")
    terminal.press(f"{last_group(code)}\r").wait_for("Keep the code")
    assert terminal.status() == 0


def test_no_passphrase_is_a_choice(newcomer: Person) -> None:
    terminal = newcomer("vault", "create").wait_for("whoever can read your files can read it")
    assert terminal.press("2").status() == 0
    assert "It is not encrypted" in terminal.screen
    assert {one.name for one in paths_of(newcomer).folder.iterdir()} == {"vault.db"}


def test_leaving_makes_nothing(newcomer: Person) -> None:
    terminal = newcomer("vault", "create").wait_for("Lock what you write").press("1")
    assert terminal.wait_for(CHOOSE).press("\x03").status() == 130
    assert not paths_of(newcomer).folder.exists()


def test_two_that_differ_are_asked_for_again(locked: Person) -> None:
    terminal = locked("vault", "passphrase").wait_for(ASKED).press(f"{WALK}\r")
    terminal.wait_for(CHOOSE).press("one\r").wait_for(AGAIN).press("two\r")
    terminal.wait_for("The two differ").press("rain on the roof\r")
    terminal.wait_for(STRONG).press("rain on the roof\r")
    assert terminal.wait_for("is another now").status() == 0
    assert opens(locked, "rain on the roof")
    assert not opens(locked, WALK)


def test_what_cannot_be_one_is_asked_for_again(locked: Person) -> None:
    terminal = locked("vault", "passphrase").wait_for(ASKED).press(f"{WALK}\r")
    terminal.wait_for(CHOOSE).press("é" * 2500 + "\r").wait_for("at most some thousand")
    terminal.press("rain on the roof\r").wait_for(STRONG).press("rain on the roof\r")
    assert terminal.wait_for("is another now").status() == 0
    assert opens(locked, "rain on the roof")


def test_a_forgotten_passphrase_is_replaced_with_the_code(locked: Person) -> None:
    code = recovery_code(KEY)
    terminal = locked("vault", "recover").wait_for("Type your recovery code")
    terminal.press(f"{code[:-1]}Z\r").wait_for("not a recovery code")
    terminal.press("\x15" + "\x7f" * 80 + f"{code.lower()}\r")
    set_passphrase(terminal, "rain on the roof")
    assert terminal.wait_for("opens with the new passphrase").status() == 0
    assert opens(locked, "rain on the roof")


def test_locking_clears_the_screen_and_the_scrollback(locked: Person) -> None:
    terminal = locked("vault", "lock")
    assert terminal.status() == 0
    assert "\x1b[2J\x1b[3J\x1b[H" in terminal.sent
    assert terminal.screen == "Locked."


@needs_keyring
def test_the_keyring_of_the_desktop_opens_it_until_it_is_locked(
    locked: Person, tmp_path: Path
) -> None:
    with logged_in(tmp_path) as desktop:
        locked.environment.update(desktop.environment)
        terminal = locked("vault", "unlock", "--keyring").wait_for(ASKED).press(f"{WALK}\r")
        assert terminal.wait_for("opens this vault, and nobody is asked").status() == 0
        terminal = locked("journal", "add", "We walked.").wait_for("Saved")
        assert (terminal.status(), ASKED in terminal.sent) == (0, False)
        terminal = locked("vault", "lock")
        assert (terminal.status(), terminal.screen) == (0, "Locked.")
        assert desktop.secrets == {}
        terminal = locked("journal", "list").wait_for(ASKED).press("\x03")
        assert terminal.status() == 130


@needs_keyring
def test_a_keyring_that_is_locked_leaves_it_to_the_passphrase(
    locked: Person, tmp_path: Path
) -> None:
    with logged_in(tmp_path) as desktop:
        locked.environment.update(desktop.environment)
        terminal = locked("vault", "unlock", "--keyring").wait_for(ASKED).press(f"{WALK}\r")
        assert terminal.wait_for("nobody is asked").status() == 0
        desktop.lock()
        terminal = locked("journal", "add", "We walked.").wait_for(ASKED)
        assert terminal.screen == ASKED
        assert terminal.press(f"{WALK}\r").wait_for("Saved").status() == 0


def test_nobody_sees_it_in_the_list_of_programs(locked: Person) -> None:
    terminal = locked("journal", "list").wait_for(ASKED).press(WALK)
    for file in ("cmdline", "environ"):
        assert WALK.encode() not in Path(f"/proc/{terminal.pid}/{file}").read_bytes()
    terminal.press("\x03")
    assert terminal.status() == 130


def test_the_first_line_asks_for_a_passphrase_before_it_is_written(newcomer: Person) -> None:
    terminal = newcomer("journal")
    terminal.wait_for("Lock what you write").press("1")
    set_passphrase(terminal)
    shown_code(terminal)
    terminal.press("\r\r").wait_for("What happened?").press("We walked.\x13")
    assert terminal.wait_for("Saved").status() == 0
    terminal = newcomer("journal", "list", "-q").wait_for(ASKED).press(f"{WALK}\r")
    assert terminal.wait_for("We walked.").press("q").status() == 0


def test_words_that_were_given_are_kept_before_the_code_is_shown(newcomer: Person) -> None:
    terminal = newcomer("journal", "We walked.").wait_for("Lock what you write").press("1")
    set_passphrase(terminal)
    shown_code(terminal)
    assert terminal.press("\x18\x18").status() == 0  # Ctrl-X Ctrl-X
    terminal = newcomer("journal", "list", "-q").wait_for(ASKED).press(f"{WALK}\r")
    assert terminal.wait_for("We walked.").press("q").status() == 0


def test_beside_a_pipe_a_new_vault_gets_a_passphrase(newcomer: Person) -> None:
    terminal = newcomer.shell('echo "Quiet evening." | "$PYTHON" -m closeness_cli journal')
    terminal.wait_for("is locked with a passphrase").wait_for("--no-encryption")
    set_passphrase(terminal)
    assert terminal.wait_for("Saved").status() == 0
    assert opens(newcomer, WALK)
    assert WALK not in terminal.sent


def test_a_plain_vault_from_before_is_offered_encryption_once(person: Person) -> None:
    with closing(open_vault(paths_of(person))) as connection:
        connection.run("DELETE FROM meta WHERE id='offered_encryption'")
    assert "closeness vault encrypt" in person.says("journal", "add", "Tea.", "--private")
    assert "closeness vault encrypt" not in person.says("journal", "add", "Tea.", "--private")


def test_a_pipe_leaves_the_terminal_to_ask_at(locked: Person) -> None:
    terminal = locked.shell('echo "Quiet evening." | "$PYTHON" -m closeness_cli journal')
    terminal.wait_for(ASKED).press(f"{WALK}\r")
    assert terminal.wait_for("Saved").status() == 0
    assert WALK not in terminal.sent
