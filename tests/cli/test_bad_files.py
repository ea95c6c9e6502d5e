"""Bad files, one by one: tables, archives, names of templates, headers of keys, broken vaults.

As `test_bad_inputs.py`, whose list says what is left out.
"""

from __future__ import annotations

import os
import re
import sqlite3
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bad_cases import cases, content
from closeness_cli.storage.keys import kdf
from commands import Closeness, Program
from shown import check_refused, check_shown, raw

if TYPE_CHECKING:
    from commands import Outcome

PASSPHRASE = "a walk by the river"

PLAIN_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,79}(\.[a-z]+)?")
"""What a file may be called that nobody named."""


@pytest.fixture
def locked(closeness: Closeness, monkeypatch: pytest.MonkeyPatch) -> Closeness:
    """The program, with an encrypted vault that holds one entry."""
    monkeypatch.setattr(kdf, "fitting", kdf.least)
    assert opened(closeness, "vault", "create", "-q").status == 0
    assert (closeness.vault / "vault.key").exists()
    assert opened(closeness, "journal", "We walked.", "-q").status == 0
    return closeness


def opened(closeness: Closeness, *words: str) -> Outcome:
    """Run a command line that is given the passphrase."""
    reading, writing = os.pipe()
    os.write(writing, f"{PASSPHRASE}\n".encode())
    os.close(writing)
    try:
        return closeness(*words, "--passphrase-fd", str(reading))
    finally:
        os.close(reading)


def files_in(folder: Path) -> dict[Path, bytes]:
    return {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def check_left_alone(closeness: Closeness, *, status: int, says: str) -> None:
    """See that every command refuses the vault with one sentence and leaves its files alone."""
    before = files_in(closeness.vault)
    for line in (["journal", "list"], ["journal", "More."], ["report"], ["vault", "export", "-"]):
        assert says in check_refused(raw(opened(closeness, *line)), status=status)
    assert files_in(closeness.vault) == before


class TestTables:
    @pytest.mark.parametrize("case", cases("table"))
    def test_it_is_read_whole_or_refused_by_its_line(
        self, case: dict[str, Any], kept: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "table.csv"
        file.write_bytes(content(case))
        columns = ("--columns", "date=date,text=body")
        done = kept("journal", "import", str(file), "--from", "csv", *columns, "--yes")
        entries = kept("journal", "list", "--json").data["entries"]
        if case["status"]:
            check_refused(raw(done), status=case["status"])
            assert "table.csv: " in done.err
            assert entries == []
        else:
            check_shown(raw(done))
            assert [len(one["text"]) for one in entries] == [200_000]

    def test_every_bad_date_is_named_by_its_line(self, kept: Closeness, tmp_path: Path) -> None:
        [case] = [one.values[0] for one in cases("table") if one.id == "csv-dates"]
        file = tmp_path / "table.csv"
        file.write_bytes(content(case))
        done = kept(
            *("journal", "import", str(file), "--from", "csv", "--columns", "date=date,text=body")
        )
        assert [f"line {number}:" in done.err for number in range(1, 7)] == [
            *(False, True, True, True, True, False)
        ]


class TestArchives:
    @pytest.mark.parametrize(
        "line", ["vault restore FILE --yes", "journal import FILE --from dayone"]
    )
    @pytest.mark.parametrize("case", cases("zip"))
    def test_it_is_refused_and_nothing_is_unpacked(
        self, case: dict[str, Any], line: str, kept: Closeness, tmp_path: Path
    ) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        file = inner / "given.zip"
        file.write_bytes(content(case))
        before = files_in(tmp_path)
        check_refused(Program(kept)(*line.replace("FILE", str(file)).split()), status=2)
        assert files_in(tmp_path) == before
        assert not Path("/tmp/closeness-pwned").exists()

    def test_what_unpacks_to_too_much_is_refused_with_little_memory(
        self, kept: Closeness, tmp_path: Path
    ) -> None:
        file = tmp_path / "bomb.zip"
        with (
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("Journal.json", "w") as member,
        ):
            for _ in range(150):
                member.write(b" " * 1_000_000)
        done = Program(kept).shell(
            f'ulimit -v 800000; "$PYTHON" -m closeness_cli journal import {file} --from dayone'
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("The zip unpacks to more than 100 MB of text,")

    @pytest.mark.parametrize(
        "act",
        [
            "CREATE TRIGGER evil AFTER INSERT ON entries BEGIN DELETE FROM revisions; END",
            "CREATE VIEW evil AS SELECT load_extension('x')",
            "CREATE TEMP TABLE x(y)",
        ],
    )
    def test_a_backup_with_more_in_it_than_ours_is_not_taken(
        self, act: str, kept: Closeness, tmp_path: Path
    ) -> None:
        entry = kept.write("We walked.")
        kept("vault", "backup", str(tmp_path / "kept.zip"))
        with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
            (tmp_path / "evil.db").write_bytes(archive.read("vault.db"))
        with sqlite3.connect(tmp_path / "evil.db") as connection:
            connection.execute(act)
        connection.close()
        with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
            archive.write(tmp_path / "evil.db", "vault.db")
        done = kept("vault", "restore", str(tmp_path / "evil.zip"), "--yes")
        if "TEMP" in act:  # nothing of it is in the file, so the file is ours
            assert done.status == 0
        else:
            check_refused(raw(done), status=5)
        assert kept.text_of(entry) == "We walked."


class TestNames:
    @pytest.mark.parametrize("case", cases("template"))
    @pytest.mark.parametrize("line", ["journal add --template", "journal templates"])
    def test_a_template_is_named_and_never_a_path(
        self, case: dict[str, Any], line: str, kept: Closeness
    ) -> None:
        done = kept(*line.split(), content(case).decode())
        assert "root:" not in done.out + done.err
        check_refused(raw(done), status=case["status"])

    @pytest.mark.parametrize("case", cases("file"))
    def test_no_file_is_named_after_what_was_written(
        self, case: dict[str, Any], kept: Closeness, tmp_path: Path
    ) -> None:
        given = content(case).decode()
        whole = kept("journal", "add", "-", given=given)
        text = given.replace("\0", "") if whole.status else given  # an entry holds no such byte
        kept.write("-", given=text)
        kept("journal", "conflict", "We argued.", "--topic", text.replace("\n", " "))
        folder = tmp_path / "written"
        folder.mkdir()
        for line in (
            *(
                "journal export FOLDER/entries --to markdown",
                "journal export FOLDER/a.csv --to csv",
            ),
            *("report --markdown FOLDER/page.md", "report --html FOLDER/page.html"),
            *("report data --csv FOLDER", "vault backup FOLDER", "vault backup"),
        ):
            check_shown(raw(kept(*line.replace("FOLDER", str(folder)).split())))
        check_shown(raw(kept("vault", "destroy", "--yes")))
        names = [one.name for one in tmp_path.rglob("*")]
        assert len(names) > 8
        for name in names:
            assert PLAIN_NAME.fullmatch(name), name
            assert name.partition(".")[0] not in {"con", "nul", "aux", "prn"}

    @pytest.mark.parametrize("target", ["vault.db", "vault.db-wal", "."])
    @pytest.mark.parametrize(
        "line",
        [
            *("vault export FILE", "report --markdown FILE", "report --html FILE"),
            *("journal export FILE --to csv", "journal export FILE --to markdown"),
        ],
    )
    def test_nothing_is_ever_written_over_a_file_that_is_there(
        self, line: str, target: str, kept: Closeness
    ) -> None:
        kept.write("We walked.")
        path = kept.vault / target
        if target.endswith("-wal"):
            path.write_bytes(b"")
        before = (kept.vault / "vault.db").read_bytes()
        done = kept(*line.replace("FILE", str(path)).split())
        if target != ".":
            check_refused(raw(done), status=2)
        assert (kept.vault / "vault.db").read_bytes() == before
        assert kept("vault", "check").status == 0


class TestHeadersAndLockedVaults:
    @pytest.mark.parametrize("case", cases("header"))
    def test_a_header_outside_of_the_limits_is_refused(
        self, case: dict[str, Any], locked: Closeness
    ) -> None:
        (locked.vault / "vault.key").write_bytes(content(case))
        check_left_alone(locked, status=case["status"], says="")

    def test_a_plain_vault_in_its_place_is_refused(
        self, locked: Closeness, first_vault: Path
    ) -> None:
        (locked.vault / "vault.db").write_bytes((first_vault / "vault.db").read_bytes())
        check_left_alone(locked, status=5, says="was encrypted, and the file in its place is not")

    def test_an_empty_file_in_its_place_is_refused(self, locked: Closeness) -> None:
        (locked.vault / "vault.db").write_bytes(b"")
        check_left_alone(locked, status=5, says="empty")

    def test_where_it_is_gone_no_new_one_ends_its_key(self, locked: Closeness) -> None:
        database = locked.vault / "vault.db"
        there = database.read_bytes()
        database.unlink()
        check_left_alone(locked, status=5, says="file is gone, and only its key is left")
        for line in (["vault", "create"], ["vault", "create", "--no-encryption"]):
            check_refused(raw(opened(locked, *line)), status=5)
        told = locked("doctor")
        assert (told.status, "only its key is left" in told.out) == (5, True)
        database.write_bytes(there)
        assert "We walked." in opened(locked, "journal", "list").out

    def test_half_of_it_is_refused(self, locked: Closeness) -> None:
        database = locked.vault / "vault.db"
        database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
        check_left_alone(locked, status=5, says="damaged")

    def test_a_changed_byte_is_found_wherever_it_is(self, locked: Closeness) -> None:
        database = locked.vault / "vault.db"
        whole = database.read_bytes()
        for at in range(5000, len(whole), len(whole) // 12):
            database.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert opened(locked, "vault", "check").status == 5

    def test_rights_that_are_too_wide_are_told(self, kept: Closeness) -> None:
        for path, rights, usual in (
            (kept.vault / "vault.db", 0o644, 0o600),
            (kept.vault, 0o777, 0o700),
        ):
            path.chmod(rights)
            assert "closeness doctor --fix" in kept("vault", "check").out
            assert kept("doctor", "--fix").status == 0
            assert path.stat().st_mode & 0o777 == usual
            assert "--fix" not in kept("vault", "check").out
