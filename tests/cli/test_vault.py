"""`closeness vault create`: once, private, and only when asked for in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.paths import VaultPaths
from vaults import ask_safety

if TYPE_CHECKING:
    from commands import Closeness


def test_a_plain_vault_is_made_where_that_was_asked_for(closeness: Closeness) -> None:
    assert closeness("vault", "create", "--no-encryption") == (
        0,
        "",
        (
            f"A new vault was made in {closeness.vault}\n"
            "It is not encrypted: anyone who can read your files can read it.\n"
        ),
    )
    assert closeness.vault.stat().st_mode & 0o777 == 0o700
    assert [(one.name, one.stat().st_mode & 0o777) for one in closeness.vault.iterdir()] == [
        ("vault.db", 0o600)
    ]


def test_in_a_synced_folder_a_new_vault_comes_with_a_warning(closeness: Closeness) -> None:
    folder = closeness.vault.with_name("Dropbox") / "mine"
    for command in (("vault", "create", "--no-encryption"), ("journal", "We walked.")):
        done = closeness(*command, "--vault", str(folder / command[0]))
        assert done.status == 0
        [told] = [one for one in done.err.splitlines() if one.startswith("Dropbox")]
        assert told.startswith("Dropbox seems to copy this folder elsewhere")
        assert (told.count(". "), told[-1], "--vault PATH" in told) == (0, ".", True)
    again = closeness("journal", "And talked.", "--vault", str(folder / "journal"))
    assert "Dropbox" not in again.err


def test_a_program_is_told_that_it_is_not_encrypted(closeness: Closeness) -> None:
    data = closeness("vault", "create", "--no-encryption", "--json").data
    assert data == {"created": True, "encrypted": False}


def test_a_vault_that_is_there_is_left_as_it_was(closeness: Closeness) -> None:
    entry = closeness.write("We walked.")
    assert closeness("vault", "create", "--no-encryption") == (
        2,
        "",
        "There is a vault here already; it was left as it is.\n",
    )
    assert closeness.text_of(entry) == "We walked."


def test_the_option_names_the_folder_before_the_environment_does(closeness: Closeness) -> None:
    other = closeness.vault.with_name("other")
    closeness("journal", "We walked.", "--vault", str(other))
    assert (other.is_dir(), closeness.vault.exists()) == (True, False)
    assert closeness("journal", "list", "-q", "--vault", str(other / "vault.db")).status == 0


LINE = (
    '{"type":"entry","at":"2025-11-01T21:14:00+01:00","tz":"Europe/Berlin","kind":"note",'
    '"text":"We walked."}\n'
)


class TestExportAndImport:
    def test_what_was_exported_comes_back_byte_for_byte(self, closeness: Closeness) -> None:
        closeness("assess", "--answer", "connection=7")
        closeness("journal", "delete", closeness.write("We walked. #walk"))
        closeness.write("And talked.")
        exported = closeness("vault", "export", "-")
        assert exported.err == ""
        other = type(closeness)(closeness.vault.with_name("other"))
        assert other("vault", "import", "-", "-q", given=exported.out) == (0, "", "")
        assert other("vault", "export", "-").out == exported.out

    def test_a_file_is_written_once_and_for_its_owner_only(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        file = closeness.vault.with_name("mine.jsonl")
        assert closeness("vault", "export", str(file), "--json").data == {"file": str(file)}
        assert file.stat().st_mode & 0o777 == 0o600
        written = file.read_text(encoding="utf-8")
        assert closeness("vault", "export", str(file)).status == 2
        assert file.read_text(encoding="utf-8") == written

    def test_a_vault_is_made_of_what_is_imported(self, closeness: Closeness) -> None:
        done = closeness("vault", "import", "-", given=LINE)
        assert (done.status, done.out) == (0, "Imported: 1 line.\n")
        assert done.err.startswith("A new vault was made in ")
        again = closeness("vault", "import", "-", given=LINE)
        assert again == (0, "Imported: 0 lines. 1 were here already.\n", "")

    def test_a_bad_line_leaves_no_vault_behind(self, closeness: Closeness) -> None:
        done = closeness("vault", "import", "-", given=LINE + "{")
        assert (done.status, done.out) == (2, "")
        assert done.err.startswith("Line 2 ")
        assert not (closeness.vault / "vault.db").exists()

    def test_new_people_are_named_before_they_are_taken_in(self, closeness: Closeness) -> None:
        line = LINE.replace('"kind"', '"person":"Sam","kind"')
        refused = closeness("vault", "import", "-", given=line)
        assert (refused.status, "Sam" in refused.err, "--yes" in refused.err) == (2, True, True)
        taken = closeness("vault", "import", "-", "--yes", given=line)
        assert taken.out == (
            "Imported: 1 line.\n  New people: Sam. Their page:  closeness report --as Sam\n"
        )


class TestSafetyAnswersInAnExport:
    @pytest.mark.parametrize("value", [1, 5, None])
    def test_without_a_terminal_they_are_left_out_whatever_they_say(
        self, closeness: Closeness, value: int | None
    ) -> None:
        ask_safety(VaultPaths(closeness.vault), value)
        done = closeness("vault", "export", "-")
        assert '"safety_response"' not in done.out
        assert (done.status, done.err) == (
            0,
            "The private safety answers were left out; --with-safety writes them too.\n",
        )

    @pytest.mark.parametrize("more", [(), ("--yes",), ("--quiet",), ("--json",)])
    def test_a_file_holds_them_only_where_that_was_asked_for(
        self, closeness: Closeness, more: tuple[str, ...]
    ) -> None:
        ask_safety(VaultPaths(closeness.vault), 2)
        without, whole = (closeness.vault.with_name(one) for one in ("a.jsonl", "b.jsonl"))
        assert closeness("vault", "export", str(without), *more).status == 0
        assert closeness("vault", "export", str(whole), "--with-safety", *more).status == 0
        lines = whole.read_text("utf-8").splitlines()
        kept = [line for line in lines if '"safety_response"' not in line]
        assert len(lines) - len(kept) == 1
        assert without.read_text("utf-8").splitlines() == kept

    def test_an_import_takes_an_export_with_them_and_one_without(
        self, closeness: Closeness
    ) -> None:
        ask_safety(VaultPaths(closeness.vault), 2)
        other = type(closeness)(closeness.vault.with_name("other"))
        for more in ((), ("--with-safety",)):
            exported = closeness("vault", "export", "-", *more).out
            assert other("vault", "import", "-", "-q", given=exported).status == 0
            assert other("vault", "export", "-", *more).out == exported

    def test_where_none_was_ever_asked_nothing_is_said(self, closeness: Closeness) -> None:
        closeness.write("We walked.")
        assert closeness("vault", "export", "-").err == ""
        assert closeness("vault", "export", "-", "--with-safety").err == ""
