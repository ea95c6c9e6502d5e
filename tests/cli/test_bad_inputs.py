"""Bad inputs, one by one, through a real process: what is shown is safe, and nothing is lost.

`tests/data/bad_inputs.json` holds the cases. Here each is fed into an entry, a search, a tag, a
name, a file of answers or an import, and must end with its status; `test_bad_files.py` has tables,
archives, headers of keys and locked vaults, `test_bad_instruments.py` what is YAML,
`test_one_door.py` every command of the tree, and the pages that are HTML are in
`tests/presentation/html`. Left out are sync-forged, sync-replay, sync-impersonate,
sync-future-clock and sync-bomb: there is no sync.

The cases about paths, lost room and broken vaults are tests of their own, below and in
`test_bad_files.py`; pass-cmd-fail is in `test_vault_keys.py`, with everything that brings a
passphrase.
"""

from __future__ import annotations

import re
import resource
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from bad_cases import cases, content
from commands import Closeness, Program
from shown import NEVER_SHOWN, check_refused, check_shown, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


NEW_VAULT = ("vault", "create", "--no-encryption")


@pytest.fixture(scope="module")
def added(
    cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Program, dict[str, str]]]:
    """Every text that is bad and must be kept, written by a real process; ids by case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        program = Program(Closeness(tmp_path_factory.mktemp("bad") / "vault"))
        program(*NEW_VAULT)
        ids = {}
        for param in cases("entry", status=0):
            [case] = param.values
            done = program("journal", "add", "-", "--tag", "bad", given=content(case))
            check_shown(done)
            [newest] = program.closeness("journal", "list", "-n1", "--json").data["entries"]
            ids[case["id"]] = newest["id"]
        yield program, ids


class TestEntries:
    @pytest.mark.parametrize("case", cases("entry", status=0))
    def test_it_is_kept_byte_for_byte(
        self, case: dict[str, Any], added: tuple[Program, dict[str, str]]
    ) -> None:
        program, ids = added
        assert program.closeness.text_of(ids[case["id"]]) == content(case).decode()

    @pytest.mark.parametrize(
        "line",
        [
            *("journal list", "journal list --plain", "journal list --json", "journal tags"),
            *("journal search -- -zzz", "journal search bad", "journal search bad --plain"),
            *("journal search bad --json", "report", "report --plain", "report --json", "demo"),
        ],
    )
    def test_no_screen_acts_on_it(self, line: str, added: tuple[Program, dict[str, str]]) -> None:
        done = added[0](*line.split())
        check_shown(done)
        assert done.err == b""

    @pytest.mark.parametrize(
        "line",
        [
            *("journal calendar", "journal on-this-day", "journal drafts", "journal templates"),
            *("journal list --trash", "ritual list", "ritual browse"),
            *("report overview", "report trend", "report range", "report couple", "report talk"),
            *("report words", "report repair", "report conversations", "report rituals"),
            *("report explain", "assess show", "instrument list"),
            *("instrument show week", "settings", "vault check", "doctor", "about", "--help"),
            *("journal search tag:bad", "journal list --tag bad -n 100", "vault forget --tag bad"),
        ],
    )
    @pytest.mark.parametrize("more", ["", "--plain", "--json"])
    def test_nor_does_any_other_command(
        self, line: str, more: str, added: tuple[Program, dict[str, str]]
    ) -> None:
        done = raw(added[0].closeness(*line.split(), *more.split()))
        check_shown(done, status=3 if "forget" in line else 0)

    @pytest.mark.parametrize("case", cases("entry", status=0))
    def test_no_screen_of_its_own_acts_on_it(
        self, case: dict[str, Any], added: tuple[Program, dict[str, str]]
    ) -> None:
        program, ids = added
        check_shown(program("journal", "show", ids[case["id"]]))

    def test_colours_are_only_our_own(self, added: tuple[Program, dict[str, str]]) -> None:
        program = Program(added[0].closeness, {"FORCE_COLOR": "1"})
        for line in ("journal list", "report", "journal search bad"):
            done = program(*line.split())
            assert b"\x1b[" in done.out
            check_shown(done._replace(out=OWN_COLOURS.sub("", done.out.decode()).encode()))

    def test_a_dumb_and_narrow_terminal_gets_plain_lines(
        self, added: tuple[Program, dict[str, str]]
    ) -> None:
        program = Program(added[0].closeness, {"TERM": "dumb", "COLUMNS": "20"})
        for line in ("journal list", "report", ""):
            check_shown(program(*line.split()))

    def test_a_file_for_other_eyes_holds_nothing_of_it(
        self, added: tuple[Program, dict[str, str]], tmp_path: Path
    ) -> None:
        file = tmp_path / "page.md"
        check_shown(added[0]("report", "--markdown", str(file)))
        written = file.read_text("utf-8")
        assert NEVER_SHOWN.search(written) is None
        assert not re.search(r"(?<!\\)<[A-Za-z/]|(?<!\\)\]\(", written)

    @pytest.mark.parametrize("case", cases("entry", status=0))
    def test_an_entry_can_become_it(self, case: dict[str, Any], kept: Closeness) -> None:
        entry = kept.write("We walked.")
        check_shown(raw(kept("journal", "edit", entry, "--text", "-", given=content(case))))
        assert kept.text_of(entry) == content(case).decode()

    @pytest.mark.parametrize("case", cases("entry", status=2))
    def test_what_no_entry_can_hold_is_refused(self, case: dict[str, Any], kept: Closeness) -> None:
        entry = kept.write("We walked.")
        for line in (["journal", "add", "-"], ["journal", "edit", entry, "--text", "-"]):
            check_refused(Program(kept)(*line, given=content(case)))
        assert [one["text"] for one in kept("journal", "list", "--json").data["entries"]] == [
            "We walked."
        ]

    def test_a_huge_text_is_refused_with_little_memory(self, program: Program) -> None:
        done = program.shell(
            'ulimit -v 600000; yes | head -c 1000000000 | "$PYTHON" -m closeness_cli journal'
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == "That is larger than 10 MB.\n  Bring it in parts.\n"

    def test_a_text_as_an_argument_is_kept_and_the_history_spoken_of(
        self, program: Program
    ) -> None:
        done = program("journal", "he said ...")
        check_shown(done)
        assert done.err.count(b"history") == 1


class TestOtherWays:
    @pytest.mark.parametrize("case", cases("search"))
    def test_a_query_is_searched_as_words(self, case: dict[str, Any], kept: Closeness) -> None:
        kept.write("Tired; don't ask. C++, happy x.")
        done = Program(kept)("journal", "search", content(case).decode())
        if case["status"]:
            check_refused(done)
        else:
            check_shown(done)

    @pytest.mark.parametrize("case", cases("tag"))
    def test_a_tag_that_is_none_is_refused_everywhere(
        self, case: dict[str, Any], kept: Closeness
    ) -> None:
        word = content(case).decode()
        for line in (["add", "We walked."], ["list"], ["search", "x"], ["edit", "0"]):
            check_refused(raw(kept("journal", *line, "--tag", word)))

    @pytest.mark.parametrize("case", cases("name"))
    def test_a_name_is_refused_or_safe_to_show(self, case: dict[str, Any], kept: Closeness) -> None:
        name = content(case).decode()
        for line in (["journal", "We walked.", "--yes"], ["journal", "list"], ["report"]):
            check_shown(Program(kept)("--as", name, *line), status=case["status"])

    @pytest.mark.parametrize("case", cases("answers"))
    def test_a_file_of_answers_is_refused_whole(
        self, case: dict[str, Any], kept: Closeness
    ) -> None:
        before = kept("vault", "export", "-").out
        check_refused(Program(kept)("assess", "--answers", "-", given=content(case)))
        assert kept("vault", "export", "-").out == before

    @pytest.mark.parametrize("case", cases("import"))
    def test_a_file_to_import_is_refused_whole(self, case: dict[str, Any], kept: Closeness) -> None:
        before = kept("vault", "export", "-").out
        check_refused(Program(kept)("vault", "import", "-", given=content(case)))
        assert kept("vault", "export", "-").out == before

    @pytest.mark.parametrize(
        "arguments", [["--passphrase", "hunter2", "journal", "list"], ["report", "--passphrase=x2"]]
    )
    def test_there_is_no_option_for_a_passphrase(
        self, arguments: list[str], program: Program
    ) -> None:
        done = program(*arguments)
        assert check_refused(done) == "There is no option of that name."
        assert b"hunter2" not in done.err


class TestPlaces:
    def test_a_path_is_never_a_uri(self, closeness: Closeness, tmp_path: Path) -> None:
        folder = tmp_path / "file:x.db?mode=memory&cache=shared"
        check_shown(Program(closeness)("--vault", str(folder), *NEW_VAULT))
        assert (folder / "vault.db").stat().st_size > 0

    @pytest.mark.parametrize("name", ["\x1b[2J", "evil\u202egpj", "[/bold]", "a\nb"])
    def test_the_name_of_a_folder_is_safe_to_show(
        self, name: str, closeness: Closeness, tmp_path: Path
    ) -> None:
        program = Program(closeness, {"CLOSENESS_VAULT": str(tmp_path / name)})
        for line in (" ".join(NEW_VAULT), "journal add -", "about", "about --json"):
            check_shown(program(*line.split(), given=b"We walked."))
        assert (tmp_path / name / "vault.db").exists()

    @pytest.mark.parametrize("path", ["/proc/closeness", "/dev/null/x", "/proc/self/fd"])
    def test_a_folder_that_cannot_be_made_is_a_sentence(self, path: str, program: Program) -> None:
        sentence = check_refused(program(*NEW_VAULT, "--vault", path), status=1)
        assert "nothing was saved" in sentence

    def test_a_folder_that_cannot_be_written_to_loses_nothing(self, kept: Closeness) -> None:
        kept.write("We walked.")
        database = kept.vault / "vault.db"
        database.chmod(0o400)
        kept.vault.chmod(0o500)
        try:
            done = Program(kept)("journal", "We ran.", before=bound_by_rights)
            sentence = check_refused(done, status=1)
        finally:
            kept.vault.chmod(0o700)
            database.chmod(0o600)
        assert "cannot be opened" in sentence
        assert [one["text"] for one in kept("journal", "list", "--json").data["entries"]] == [
            "We walked."
        ]

    @pytest.mark.parametrize("line", ["journal add -", "assess --answers - where-are-you"])
    def test_a_disk_without_room_loses_nothing(self, line: str, kept: Closeness) -> None:
        kept.write("We walked.")
        before = kept("vault", "export", "-").out
        text = b"conflict: " + b"so many words " * 40_000
        done = Program(kept)(*line.split(), given=text, before=little_room)
        assert "so nothing was saved" in check_refused(done, status=1)
        assert kept("vault", "export", "-").out == before

    def test_a_first_vault_without_room_leaves_nothing(self, closeness: Closeness) -> None:
        def no_room() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))

        check_refused(Program(closeness)(*NEW_VAULT, before=no_room), status=1)
        assert not closeness.vault.exists() or list(closeness.vault.iterdir()) == []

    def test_a_page_without_room_leaves_no_half_of_it(
        self, kept: Closeness, tmp_path: Path
    ) -> None:
        kept.write("-", given="so many words " * 10_000)
        done = Program(kept)(
            "report", "--markdown", str(tmp_path / "page.md"), before=no_room_at_all
        )
        check_refused(done, status=1)
        assert list(tmp_path.iterdir()) == [kept.vault]


class TestBrokenVaults:
    LINES = ("journal list", "journal add -", "report", "", "assess --answer connection=7")

    def check_left_alone(self, kept: Closeness, sentence: str, *, status: int) -> None:
        """See that every command says so and leaves the file as it is."""
        database = kept.vault / "vault.db"
        before = database.read_bytes() if database.is_file() else None
        for line in self.LINES:
            done = kept(*line.split(), given=b"We walked.")
            assert check_refused(raw(done), status=status) == sentence
        assert (database.read_bytes() if database.is_file() else None) == before

    def test_an_empty_file_is_no_new_vault(self, kept: Closeness) -> None:
        (kept.vault / "vault.db").write_bytes(b"")
        self.check_left_alone(kept, "The vault's file is empty.", status=5)

    def test_a_file_of_something_else_is_no_vault(self, kept: Closeness) -> None:
        (kept.vault / "vault.db").write_bytes(b"Dear diary, " * 1000)
        self.check_left_alone(
            kept, "The file is not a vault that can be read without a key.", status=5
        )

    def test_half_a_vault_is_damaged(self, kept: Closeness) -> None:
        database = kept.vault / "vault.db"
        database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
        self.check_left_alone(kept, "The vault is damaged.", status=5)

    @pytest.mark.parametrize(
        "changes",
        [
            {b"revisionsrevisions": b"\xff\xfevisionsrevisions", b'TABLE "rev': b'BULL? "rev'},
            {b"\0\0\0\4" + bytes(11) + b"\1": b"\0\0\0\x19" + bytes(11) + b"\1"},
        ],
        ids=["its schema is no text", "its schema is of an unknown form"],
    )
    def test_a_vault_whose_schema_cannot_be_read_is_damaged(
        self, changes: dict[bytes, bytes], kept: Closeness
    ) -> None:
        database = kept.vault / "vault.db"
        whole = database.read_bytes()
        for there, instead in changes.items():
            assert there in whole
            whole = whole.replace(there, instead)
        database.write_bytes(whole)
        self.check_left_alone(kept, "The vault is damaged.", status=5)

    def test_a_newer_vault_is_refused(self, kept: Closeness) -> None:
        with sqlite3.connect(kept.vault / "vault.db") as connection:
            connection.execute("PRAGMA user_version=999")
        connection.close()
        done = Program(kept)("journal", "list")
        assert "newer" in check_refused(done, status=5)

    def test_a_folder_where_the_file_should_be_is_refused(self, kept: Closeness) -> None:
        shutil.rmtree(kept.vault)
        (kept.vault / "vault.db").mkdir(parents=True)
        self.check_left_alone(kept, "The vault's file is not a file.", status=2)

    def test_a_file_where_the_folder_should_be_is_refused(self, kept: Closeness) -> None:
        shutil.rmtree(kept.vault)
        kept.vault.write_text("mine")
        self.check_left_alone(kept, "The vault's path is a file, not a folder.", status=2)
        assert kept.vault.read_text() == "mine"


def little_room() -> None:
    """Let no file grow beyond what a new vault needs."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def no_room_at_all() -> None:
    """Let no file grow."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def bound_by_rights() -> None:
    """Let the rights of files hold for the superuser too, who may else write anywhere."""
    import ctypes

    libc = ctypes.CDLL(None)
    drop_from_bounding_set = 24
    for capability in (1, 2):  # to override the rights of files, and those to read them
        libc.prctl(drop_from_bounding_set, capability, 0, 0, 0)
