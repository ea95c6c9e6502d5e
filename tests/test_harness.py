"""Nothing that was acknowledged is lost: the harnesses of `benchmarks/harness`, in a short form.

Each is let loose on the program as it is, and on one with a fault that it must find.
"""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "benchmarks" / "harness"

needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not here")
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

    @pytest.mark.parametrize("name", ["ENCRYPT", "PASSPHRASES", "RESTORE"])
    def test_a_change_of_the_whole_vault_leaves_one_that_opens(
        self, harness: Harness, name: str
    ) -> None:
        work = getattr(harness.works, name)
        result = harness.powercut.cut_the_power_in(work, 8, encrypted=name == "PASSPHRASES")
        assert result.holds, result


@needs_strace
class TestFaults:
    def test_a_sync_that_fails_is_no_acknowledgement(self, harness: Harness) -> None:
        result = harness.faults.fail_each(harness.works.ADD, groups=[("fsync", "EIO")])
        assert result.holds, result
        assert result.runs > 2

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


def test_every_line_of_the_table_says_what_it_must_find(harness: Harness) -> None:
    rows = list(harness.reliability.rows(short=False))
    assert {one.group for one in rows} == {"kill9", "concurrent", "powercut", "diskfull", "faults"}
    assert {one.group for one in rows if one.mutant} == {one.group for one in rows}
