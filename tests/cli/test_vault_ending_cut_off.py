"""`closeness vault destroy`, killed at every change that it makes: something is always left."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from commands import Closeness, Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def end(event, given):
    global left
    changes = event in ("os.link", "os.remove", "os.rename", "os.rmdir")
    if changes or (event == "open" and given[2] & (os.O_WRONLY | os.O_RDWR)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(end)
from closeness_cli.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
"""Runs a command line, and is killed before a change of that number, counted by Python's audit."""

TEXT = "We walked by the kingfishers."


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A program, with a vault that holds an entry and a backup, and templates."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        kept = Closeness(tmp_path_factory.mktemp("whole") / "vault")
        kept("vault", "create", "--no-encryption", "-q")
        kept.write(TEXT)
        kept("vault", "backup")
        (kept.vault / "templates").mkdir()
        (kept.vault / "templates" / "mine.md").write_text("# Mine\n")
        yield Program(kept)


def destroyed(program: Program, vault: Path, *words: str, killed_at: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(killed_at), *words, "--yes", "--vault", str(vault)],
        env=program.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
    )
    return done.returncode


def texts(program: Program, vault: Path) -> list[str]:
    """Give the entries of a vault that opens; none where there is no vault, or a broken one."""
    found = program.closeness("--vault", str(vault), "journal", "list", "--json")
    return [one["text"] for one in found.data["entries"]] if found.status == 0 else []


def test_a_kill_at_any_moment_leaves_the_vault_or_its_last_backup(
    whole: Program, tmp_path: Path
) -> None:
    kept_by_vault = kept_by_backup = 0
    for number in range(1, 100):
        folder = tmp_path / str(number)
        vault, again = folder / "vault", folder / "again"
        shutil.copytree(whole.closeness.vault, vault)
        status = destroyed(whole, vault, "vault", "destroy", killed_at=number)
        assert status in (0, -signal.SIGKILL)

        backups = sorted(folder.glob("vault-*.zip"))
        assert len(backups) <= 1
        if backups:
            kept_by_backup += 1
            restored = ("--vault", str(again), "vault", "restore", str(backups[0]), "--yes")
            assert whole.closeness(*restored).status == 0
            assert texts(whole, again) == [TEXT]
        else:
            kept_by_vault += 1
            assert texts(whole, vault) == [TEXT]

        # A second run ends what the first began, and nothing readable is left beside the folder.
        if status:
            assert destroyed(whole, vault, "vault", "destroy", "--no-backup", killed_at=0) in (0, 2)
        assert not any(vault.rglob("*"))
        assert {one.name for one in folder.iterdir()} - {"vault", "again"} == {
            one.name for one in backups
        }
        if status == 0:
            break
    assert kept_by_vault > 3
    assert kept_by_backup > 3


def test_a_kill_while_nothing_is_to_be_left_leaves_nothing_after_a_second_run(
    whole: Program, tmp_path: Path
) -> None:
    words = ("vault", "destroy", "--no-backup")
    for number in range(1, 100):
        vault = tmp_path / str(number) / "vault"
        shutil.copytree(whole.closeness.vault, vault)
        status = destroyed(whole, vault, *words, killed_at=number)
        if status:
            assert destroyed(whole, vault, *words, killed_at=0) in (0, 2)
        assert not any(vault.rglob("*"))  # an empty folder may be there, and could be anyone's
        assert {one.name for one in vault.parent.iterdir()} <= {"vault"}
        if status == 0:
            break
    assert number > 3
