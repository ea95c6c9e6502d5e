"""Nothing that was acknowledged is lost: the harnesses of `benchmarks/harness`, in a short form.

Each is let loose on the program as it is, and on one with a fault that it must find.
"""

from __future__ import annotations

import importlib
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = ("ENCRYPT", "REKEY", "PASSPHRASES", "RESTORE")

FOLDER = Path(__file__).parents[1] / "benchmarks" / "harness"

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
needs_a_disk = pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("mkfs.ext4") is None, reason="nothing can be mounted here"
)
needs_prlimit = pytest.mark.skipif(shutil.which("prlimit") is None, reason="prlimit is not here")


class Harness:
    """The modules of the harness, by name."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a module
        return importlib.import_module(name)


@pytest.fixture
def harness(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Harness]:
    """The harness, to be imported from its folder; it works in a temporary one."""
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    there = set(sys.modules)
    yield Harness()
    for name in set(sys.modules) - there:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == FOLDER:
            del sys.modules[name]


class TestKills:
    @pytest.mark.parametrize(("writers", "encrypted"), [(1, False), (4, True)])
    def test_what_was_acknowledged_is_there(
        self, harness: Harness, writers: int, *, encrypted: bool
    ) -> None:
        result = harness.kill9.kill(3, writers=writers, encrypted=encrypted)
        assert result.holds, result
        assert result.acknowledged

    def test_a_writer_that_acknowledges_too_early_is_found(self, harness: Harness) -> None:
        assert harness.kill9.kill(4, mutant="hasty").lost


class TestWritersAtOnce:
    def test_nobody_is_refused(self, harness: Harness) -> None:
        result = harness.concurrent_writers.stream_at_once(4, 5, encrypted=True)
        assert result.holds, result
        assert result.acknowledged == 20

    def test_a_writer_that_does_not_wait_is_found(self, harness: Harness) -> None:
        assert harness.concurrent_writers.stream_at_once(4, 40, mutant="impatient").other


@needs_strace
class TestPowerCuts:
    @pytest.mark.parametrize("encrypted", [False, True])
    def test_what_was_acknowledged_is_on_the_disk(
        self, harness: Harness, *, encrypted: bool
    ) -> None:
        result = harness.powercut.cut_the_power(12, entries=4, encrypted=encrypted)
        assert result.holds, result
        assert result.acknowledged == 4

    @pytest.mark.parametrize("mutant", ["unsynced", "unjournaled"])
    def test_a_vault_that_is_not_synced_is_found(self, harness: Harness, mutant: str) -> None:
        assert not harness.powercut.cut_the_power(12, entries=4, mutant=mutant).holds

    @pytest.mark.parametrize("name", WHOLE)
    def test_a_change_of_the_whole_vault_leaves_one_that_opens(
        self, harness: Harness, name: str
    ) -> None:
        work = getattr(harness.works, name)
        result = harness.powercut.cut_the_power_in(work, 12, encrypted=name != "ENCRYPT")
        assert result.holds, result

    def test_a_folder_whose_name_was_not_synced_may_be_gone_with_its_files(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        disk = harness.powercut.Disk(tmp_path)
        event = harness.traced.Event
        folder, file = str(tmp_path / "f"), str(tmp_path / "f" / "one")
        disk.take(event("mkdir", folder))
        disk.take(event("create", file))
        disk.take(event("sync", file))
        disk.take(event("sync-folder", folder))
        images = [disk.after_a_cut(random.Random(one)) for one in range(20)]
        assert {tuple(image) for image in images} == {(), (file,)}
        disk.take(event("sync-folder", str(tmp_path)))
        assert all(disk.after_a_cut(random.Random(one)) for one in range(20))


@needs_strace
@pytest.mark.parametrize("name", WHOLE)
class TestWholeVaults:
    def test_files_that_are_not_synced_are_found(self, harness: Harness, name: str) -> None:
        work = getattr(harness.works, name)
        result = harness.powercut.cut_the_power_in(
            work, 60, encrypted=name != "ENCRYPT", mutant="syncless"
        )
        assert not result.holds

    def test_a_fault_leaves_a_vault_that_takes_the_next_entry(
        self, harness: Harness, name: str
    ) -> None:
        work = getattr(harness.works, name)
        groups = [("rename", "EIO"), ("rename", "KILL"), ("link", "KILL")]
        result = harness.faults.fail_each(work, encrypted=name != "ENCRYPT", groups=groups)
        assert result.holds, result
        assert result.runs


@needs_strace
class TestFaults:
    def test_a_sync_that_fails_is_no_acknowledgement(self, harness: Harness) -> None:
        result = harness.faults.fail_each(harness.works.ADD, groups=[("fsync", "EIO")])
        assert result.holds, result
        assert result.runs > 2

    def test_every_call_on_the_folder_is_one_that_is_let_fail(
        self, harness: Harness, tmp_path: Path
    ) -> None:
        log = tmp_path / "trace"
        log.write_text(
            f'7 openat(AT_FDCWD, "/usr/lib/x", O_RDONLY) = 3\n'
            f'7 openat(AT_FDCWD, "{tmp_path}/v/vault.db-wal", O_RDWR|O_CREAT, 0600) = 4\n'
            f'7 pwrite64(4<{tmp_path}/v/vault.db-wal>, ""..., 32, 0) = 32\n'
            '7 write(1<pipe:[9]>, "Saved"..., 5) = 5\n'
        )
        points = list(harness.faults._calls(log, f"{tmp_path}/v"))
        assert [tuple(one) for one in points] == [
            ("creating", "openat", 2),
            ("pwrite64", "pwrite64", 1),
            ("write", "write", 1),
        ]
        log.write_text(f"7 splice(3<pipe:[9]>, NULL, 4<{tmp_path}/v/vault.db>, NULL, 9, 0) = 9\n")
        with pytest.raises(RuntimeError, match="splice"):
            list(harness.faults._calls(log, f"{tmp_path}/v"))

    def test_what_is_left_beside_the_vault_is_found(self, harness: Harness) -> None:
        result = harness.faults.fail_each(
            harness.works.REKEY, encrypted=True, mutant="untidy", groups=[("rename", "KILL")]
        )
        assert result.other
        assert (result.lost, result.unsound) == (0, 0)

    def test_a_program_that_does_not_hear_of_it_is_found(self, harness: Harness) -> None:
        work = harness.works.ADD
        assert harness.faults.fail_each(work, mutant="deaf", groups=[("fsync", "EIO")]).lost


@needs_prlimit
class TestFullDisks:
    def test_a_full_disk_refuses_and_keeps(self, harness: Harness) -> None:
        result = harness.diskfull.fill("size")
        assert result.holds, result
        assert result.acknowledged > 1

    def test_a_program_that_does_not_hear_of_it_is_found(
        self, harness: Harness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(harness.diskfull, "MOST", 9)
        assert harness.diskfull.fill("size", mutant="deaf").lost


@needs_a_disk
class TestTheLastBlock:
    @pytest.mark.parametrize("kind", ["tmpfs", "loop", "loop-1k"])
    def test_a_disk_that_is_full_to_it_can_be_read(
        self, harness: Harness, kind: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(harness.diskfull, "LAST_BYTES", 12 * 1024)
        try:
            result = harness.diskfull.fill(kind)
        except subprocess.CalledProcessError:
            pytest.skip("nothing can be mounted here")
        assert result.holds, result


def test_parts_of_a_line_are_added_up(harness: Harness) -> None:
    result = harness.target.Result
    kills = [result("kill -9", "plain", 50, 100, 0, 1), result("kill -9", "plain", 50, 20, 2, 0)]
    assert harness.reliability._sum(kills) == result("kill -9", "plain", 100, 120, 2, 1)
    faults = [result("one fault", "plain", 7, 5, 0, 0, 1), result("one fault", "plain", 6, 5, 0, 0)]
    assert harness.reliability._sum(faults) == result("one fault", "plain", 13, 5, 0, 0, 1)


def test_every_line_of_the_table_says_what_it_must_find(harness: Harness) -> None:
    rows = list(harness.reliability.rows(short=False))
    assert {one.group for one in rows} == {"kill9", "concurrent", "powercut", "diskfull", "faults"}
    assert {one.group for one in rows if one.mutant} == {one.group for one in rows}
