"""The commands that are let fail: what they do, and how the vault is opened afterwards."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from target import ELSEWHERE, PASSPHRASE, tokens_in

from closeness_cli.errors import ClosenessError
from closeness_cli.storage.keys.header import unlock
from closeness_cli.storage.keys.key_files import lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from target import Target

NEW = "harness: another river, another bench"
NO_KEY = bytes(32)
"""Opens nothing: stands for a vault that no passphrase opens any more."""


class Work(NamedTuple):
    """A command that is let fail.

    Args:
        run: Runs it on a vault, with a program around it; gives its status and stderr.
        token: What is there if it worked; empty where it writes no entry.
        prepare: Makes what it needs, where nothing fails yet.
        puts_aside: What is kept beside the vault counts as kept.
    """

    name: str
    run: Callable[[Target, Sequence[str]], tuple[int, str]]
    token: str = ""
    prepare: Callable[[Target], object] | None = None
    puts_aside: bool = False


class WayIn(NamedTuple):
    """What opens a vault; without a passphrase it is not encrypted."""

    key: bytes | None
    passphrase: str | None


def way_in(target: Target) -> WayIn:
    """Find the key as a person does: with either passphrase, through the header."""
    try:
        lock = lock_of(target.paths)
        if not lock.is_encrypted:
            return WayIn(None, None)
        if lock.header is not None:
            for passphrase in (PASSPHRASE, NEW):
                unlocked = unlock(lock.header, passphrase)
                if unlocked is not None:
                    return WayIn(unlocked.data_key, passphrase)
    except ClosenessError:
        pass
    return WayIn(NO_KEY, PASSPHRASE)


def kept_aside(target: Target) -> set[str]:
    """Read the tokens of what a restore put aside, where that can be read."""
    found: set[str] = set()
    for backup in target.paths.backups.glob("*-before-restore.zip"):
        with tempfile.TemporaryDirectory(prefix="closeness-harness-") as folder:
            copy = Path(folder, "vault.db")
            try:
                with ZipFile(backup) as packed, packed.open("vault.db") as source:
                    copy.write_bytes(source.read())
                found |= set(tokens_in(copy, target.key))
            except (BadZipFile, ClosenessError, KeyError, OSError):
                continue
    return found


def _runs(
    *arguments: str, given: str = "", secrets: Sequence[str] = ()
) -> Callable[..., tuple[int, str]]:
    def run(target: Target, around: Sequence[str]) -> tuple[int, str]:
        told = [one.format(folder=target.paths.folder) for one in arguments]
        done = target.run(*told, given=given, secrets=secrets, around=around)
        return done.returncode, done.stderr

    return run


def _back_up_and_go_on(target: Target) -> None:
    # Not among the vault's own, so that the restore has to make their folder.
    assert target.run("vault", "backup", str(target.paths.folder / ELSEWHERE)).returncode == 0
    assert target.add("since-0")


ADD = Work("`journal add`", _runs("journal", "add", "-", given=f"new-0{' word' * 60}"), "new-0")
PASSPHRASES = Work("`vault passphrase`", _runs("vault", "passphrase", secrets=(PASSPHRASE, NEW)))
REKEY = Work("`vault rekey`", _runs("vault", "rekey", "--yes"))
ENCRYPT = Work("`vault encrypt`", _runs("vault", "encrypt", "--yes", secrets=(PASSPHRASE,)))
RESTORE = Work(
    "`vault restore`",
    _runs("vault", "restore", f"{{folder}}/{ELSEWHERE}", "--yes"),
    prepare=_back_up_and_go_on,
    puts_aside=True,
)
