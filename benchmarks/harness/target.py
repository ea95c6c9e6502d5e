"""What the harnesses of this folder work on: a vault of their own, and who writes to it.

Every word that is written begins with a token, so that what was acknowledged can be counted.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.bootstrap.clock import SystemClock, SystemIds
from closeness_cli.errors import ClosenessError
from closeness_cli.storage.checks import State, check_vault
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import LEAST_KIB, LEAST_PASSES, Kdf
from closeness_cli.storage.keys.key_files import save_header
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
KEY = bytes(range(32))
PASSPHRASE = "harness: a river, a bench"
CHEAP = Kdf(LEAST_KIB, LEAST_PASSES, 1, bytes(range(16)))
"""The least that a header may ask for: what is measured here is not how slow Argon2id is."""

SECONDS = 60
HANGS = 124
"""The status of a command that did not end in that time."""

_MEMORY = "/dev/shm"

ELSEWHERE = "kept.zip"
"""A backup that a person keeps where they want."""

_OWN = re.compile(rf"vault\.(db|key)|{re.escape(ELSEWHERE)}|backups/\d+-[a-z-]+\.zip")
"""What lies in a vault's folder when no closeness is running."""


class Result(NamedTuple):
    """What one harness found.

    Args:
        runs: Kills, faults, images, disks, or writers' rounds.
        acknowledged: Writes that were said to be kept.
        lost: Of these, those that were not there afterwards.
        unsound: Vaults that did not open or that a check found a fault in.
        other: Anything else that must not be, such as a refusal where none was due.
    """

    harness: str
    what: str
    runs: int
    acknowledged: int
    lost: int
    unsound: int
    other: int = 0

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, broken, or refused without need."""
        return not (self.lost or self.unsound or self.other)


class Seen(NamedTuple):
    """What is in a vault after something happened to it."""

    tokens: list[str]
    is_sound: bool

    def lacks(self, acknowledged: set[str]) -> int:
        """Count what was acknowledged and is not there, or is there twice."""
        return len(acknowledged - set(self.tokens)) + len(self.tokens) - len(set(self.tokens))


class Target:
    """A vault to be maltreated.

    Args:
        encrypted: Under `KEY`, with `PASSPHRASE` in its header.
        folder: Where; without it, a temporary folder of its own.
        is_quick: That one is in memory, where a disk is only followed or feigned.
        mutant: A fault that is put into whoever writes, from `mutants.py`; empty for none.
    """

    def __init__(
        self,
        *,
        encrypted: bool = False,
        folder: Path | None = None,
        mutant: str = "",
        is_quick: bool = False,
    ) -> None:
        place = _MEMORY if is_quick and os.access(_MEMORY, os.W_OK) else None
        self._own = Path(tempfile.mkdtemp(prefix="closeness-harness-", dir=place))
        self._is_quick = is_quick
        self.paths = VaultPaths(self._own / "v" if folder is None else folder)
        self.key = KEY if encrypted else None
        self.mutant = mutant

    def __enter__(self) -> Target:
        ids = SystemIds(SystemClock(os.environ))
        create_vault(self.paths, ids=ids, key=self.key)
        if self.key is not None:
            with closing(Connection(self.paths.database, self.key)) as connection:
                name = connection.value("SELECT value FROM meta WHERE id='vault_id'")
            save_header(self.paths, make_header(name, self.key, PASSPHRASE, CHEAP))
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the vault and all that was made for it."""
        shutil.rmtree(self._own, ignore_errors=True)

    def copied(self) -> Target:
        """Make another vault that is as this one is now."""
        other = Target(encrypted=self.key is not None, mutant=self.mutant, is_quick=self._is_quick)
        shutil.copytree(self.paths.folder, other.paths.folder)
        return other

    @property
    def environment(self) -> dict[str, str]:
        """What a writer sees."""
        path = os.pathsep.join(filter(None, sys.path))
        more = {"CLOSENESS_VAULT": str(self.paths.folder), "PYTHONPATH": path, "TZ": "UTC"}
        # Bytecode that is being written must not be among the system calls that are counted.
        more |= {"NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        return {**os.environ, **more}

    def writer(self, prefix: str, count: int) -> list[str]:
        """Give the command of one process that writes many entries, acknowledging each."""
        key = (self.key or b"").hex()
        script = str(HERE / "writer.py")
        return [
            sys.executable,
            script,
            str(self.paths.folder),
            prefix,
            str(count),
            key,
            self.mutant,
        ]

    def run(
        self,
        *arguments: str,
        given: str = "",
        secrets: Sequence[str] = (),
        around: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[str]:
        """Run one command of closeness.

        Args:
            given: Its standard input.
            secrets: Passphrases, a line each; without any, the vault's own where it has one.
            around: A program that runs it, such as strace.
        """
        lines = secrets or ([PASSPHRASE] if self.key is not None else [])
        reading, writing = os.pipe()
        try:
            os.write(writing, "".join(f"{one}\n" for one in lines).encode())
            os.close(writing)
            told = ["--passphrase-fd", str(reading)] if lines else []
            program = [sys.executable, str(HERE / "program.py"), self.mutant]
            return _ended(
                subprocess.Popen(
                    [*around, *program, *arguments, *told],
                    env=self.environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    text=True,
                    pass_fds=[reading],
                    start_new_session=True,
                ),
                given,
            )
        finally:
            os.close(reading)

    def add(self, token: str, *, secrets: Sequence[str] = ()) -> bool:
        """Add one entry; says whether that was acknowledged."""
        done = self.run("journal", "add", "-", given=f"{token}{' word' * 60}", secrets=secrets)
        return done.returncode == 0

    def leftovers(self) -> list[str]:
        """Name the files in the vault's folder that no vault has."""
        found = (
            path.relative_to(self.paths.folder).as_posix() for path in _files(self.paths.folder)
        )
        return [name for name in found if not _OWN.fullmatch(name)]

    def look(self, *keys: bytes | None) -> Seen:
        """Open the vault, list its tokens, and check it.

        Args:
            keys: Any of which may be the right one; without any, the vault's own.
        """
        for key in keys or (self.key,):
            try:
                with closing(Connection(self.paths.database, key)) as connection:
                    tokens = _tokens(connection)
                    found = check_vault(connection, self.paths, key)
            except (AttributeError, ClosenessError, IndexError):  # a text that is none any more
                continue
            return Seen(tokens, all(one.state is not State.FAULT for one in found))
        return Seen([], is_sound=False)


def _ended(started: subprocess.Popen[str], given: str) -> subprocess.CompletedProcess[str]:
    """Wait for a command; one that does not end is ended, and has told nothing."""
    try:
        told, complaint = started.communicate(given, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)  # strace alone would leave what it runs
        started.communicate()
        return subprocess.CompletedProcess(started.args, HANGS, "", "")
    return subprocess.CompletedProcess(started.args, started.returncode, told, complaint)


def tokens_in(database: Path, key: bytes | None) -> list[str]:
    """Read the tokens of a vault's file that lies alone."""
    with closing(Connection(database, key)) as connection:
        return _tokens(connection)


def _tokens(connection: Connection) -> list[str]:
    return [row[0].split()[0] for row in connection.run("SELECT text FROM entries")]


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def acknowledged(lines: str) -> set[str]:
    """Read the tokens that a writer acknowledged; a line that was cut off is none."""
    whole = lines.split("\n")[:-1]
    return {line.removeprefix("ACK ") for line in whole if line.startswith("ACK ")}
