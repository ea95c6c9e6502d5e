"""What keeps the vault safe never takes SQLite's locks away from it.

Closing any descriptor of a file drops every POSIX lock that the process has on it, SQLite's too
(sqlite.org/howtocorrupt.html, 2.2); so Python opens no file that a connection has open.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys import kdf
from closeness_cli.storage.paths import VaultPaths
from commands import Closeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands import Outcome

PASSPHRASE = "a bench by the river"


class Opens:
    """Which files connections have open, and which of them Python opened all the same."""

    def __init__(self) -> None:
        self.connected: list[str] = []
        self.seen: set[str] = set()
        self.wrong: list[str] = []

    def look(self, event: str, arguments: tuple[object, ...]) -> None:
        """Look at an event of `sys.addaudithook`: every way in which Python opens a file is one."""
        if event != "open" or not self.connected or not isinstance(arguments[0], str | bytes):
            return
        path = os.path.realpath(os.fsdecode(arguments[0]))
        if any(path.startswith(one) for one in self.connected):  # its -wal and -shm, too
            self.wrong.append(Path(path).name)


_watching: list[Opens] = []
"""Who looks; a hook cannot be taken away again, so the one there is asks here."""


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    def look(event: str, arguments: tuple[object, ...]) -> None:
        for one in _watching:
            one.look(event, arguments)

    sys.addaudithook(look)


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Watch every connection of this process, and every file that Python opens."""
    found = Opens()
    begin, end = Connection.__init__, Connection.close

    def opened(self: Connection, path: Path | None, *given: object, **named: object) -> None:
        begin(self, path, *given, **named)  # type: ignore[arg-type] # as they came
        if path is not None:
            found.connected.append(os.path.realpath(path))
            found.seen.add(path.name)

    def closed(self: Connection) -> None:
        end(self)
        if self.path is not None and os.path.realpath(self.path) in found.connected:
            found.connected.remove(os.path.realpath(self.path))

    monkeypatch.setattr(Connection, "__init__", opened)
    monkeypatch.setattr(Connection, "close", closed)
    _watching.append(found)
    yield found
    _watching.remove(found)


def given(closeness: Closeness, *arguments: str) -> Outcome:
    """Run a command with the passphrase, twice where it wants another one, in a descriptor."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n{PASSPHRASE}\n".encode())
    os.close(writing)
    try:
        return closeness(*arguments, "--passphrase-fd", str(reading))
    finally:
        os.close(reading)


@pytest.fixture
def closeness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program, with a vault that is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kdf, "fitting", kdf.least)  # as safe as a test needs
    return Closeness(tmp_path / "vault")


def test_the_watch_sees_every_way_in(tmp_path: Path, opens: Opens) -> None:
    path = tmp_path / "some.db"
    connection = Connection(path)
    path.read_bytes()
    os.close(os.open(path, os.O_RDONLY))
    with open(path, "rb"):  # noqa: PTH123 - another way in
        pass
    assert opens.wrong == ["some.db"] * 3
    connection.close()
    path.read_bytes()
    assert len(opens.wrong) == 3


@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain", "encrypted"])
def test_no_command_opens_a_file_that_sqlite_has_open(
    closeness: Closeness, tmp_path: Path, opens: Opens, *, is_encrypted: bool
) -> None:
    def run(one: Closeness, *arguments: str) -> None:
        done = given(one, *arguments) if is_encrypted else one(*arguments)
        assert done.status == 0, (arguments, done)

    backup, other = str(tmp_path / "mine.zip"), Closeness(tmp_path / "other")
    run(closeness, "vault", "create", *(() if is_encrypted else ("--no-encryption",)))
    run(closeness, "journal", "add", "We walked.")
    run(closeness, "vault", "check")
    run(closeness, "doctor")
    run(closeness, "about")
    run(closeness, "vault", "backup")
    run(closeness, "vault", "backup", backup)
    run(closeness, "journal", "add", "And talked.")
    run(closeness, "vault", "restore", backup, "--yes")
    run(other, "vault", "restore", backup, "--yes")
    run(closeness, "journal", "add", "And in the evening, too.")
    run(closeness.at("2099-12-14T21:04:00+01:00"), "report")
    assert [one.name for one in VaultPaths(closeness.vault).backups.glob("*weekly*")]
    if is_encrypted:
        for command in ("passphrase", "rekey", "decrypt"):
            run(closeness, "vault", command, "--yes")
    assert given(closeness, "vault", "encrypt").status == 0
    assert given(closeness, "vault", "destroy", "--yes").status == 0
    assert "vault.db" in opens.seen
    assert (opens.wrong, opens.connected) == ([], [])


@pytest.mark.parametrize("name", ["vault.db", "vault.db-wal", "linked"])
def test_the_vault_itself_is_no_file_to_import(
    closeness: Closeness, tmp_path: Path, opens: Opens, name: str
) -> None:
    closeness.write("We walked.")
    (closeness.vault / "linked").symlink_to("vault.db")
    with_log = Connection(closeness.vault / "vault.db")
    done = closeness("vault", "import", str(closeness.vault / name))
    assert done.err.startswith("That is the vault's own file.\n")
    assert (done.status, opens.wrong) == (2, [])
    with_log.close()
    other = tmp_path / "vault.db"
    other.write_text("")
    assert closeness("vault", "import", str(other)).status == 0
