"""The commands that are let fail: what they do, and which keys the vault may have afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from target import PASSPHRASE

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
        keys: Those that a passphrase of the vault gives, whatever came of the command.
        token: What is there if it worked; empty where it writes no entry.
        prepare: Makes what it needs, where nothing fails yet.
    """

    name: str
    run: Callable[[Target, Sequence[str]], tuple[int, str]]
    keys: Callable[[Target], Sequence[bytes | None]]
    token: str = ""
    prepare: Callable[[Target], object] | None = None


def keys_of(target: Target) -> list[bytes | None]:
    """Find the key as a person does: with either passphrase, through the header."""
    try:
        lock = lock_of(target.paths)
        if not lock.is_encrypted:
            return [None]
        if lock.header is not None:
            for passphrase in (PASSPHRASE, NEW):
                unlocked = unlock(lock.header, passphrase)
                if unlocked is not None:
                    return [unlocked.data_key]
    except ClosenessError:
        pass
    return [NO_KEY]


def _runs(
    *arguments: str, given: str = "", secrets: Sequence[str] = ()
) -> Callable[..., tuple[int, str]]:
    def run(target: Target, around: Sequence[str]) -> tuple[int, str]:
        told = [one.format(folder=target.paths.folder) for one in arguments]
        done = target.run(*told, given=given, secrets=secrets, around=around)
        return done.returncode, done.stderr

    return run


def _back_up(target: Target) -> None:
    assert target.run("vault", "backup").returncode == 0


ADD = Work(
    "`journal add`", _runs("journal", "add", "-", given=f"new-0{' word' * 60}"), keys_of, "new-0"
)
PASSPHRASES = Work(
    "`vault passphrase`", _runs("vault", "passphrase", secrets=(PASSPHRASE, NEW)), keys_of
)
REKEY = Work("`vault rekey`", _runs("vault", "rekey", "--yes"), keys_of)
ENCRYPT = Work(
    "`vault encrypt`", _runs("vault", "encrypt", "--yes", secrets=(PASSPHRASE,)), keys_of
)
RESTORE = Work(
    "`vault restore`",
    _runs("vault", "restore", "{folder}/backups/0001-asked-for.zip", "--yes"),
    keys_of,
    prepare=_back_up,
)
