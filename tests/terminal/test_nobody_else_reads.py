"""Looking where private words could lie: dumps, /proc, files, titles, tracebacks."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from commands import Closeness, Program
from programs import outcome, python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from terminals import Person, Terminal

SECRET = "Kingfisher by the river"

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="looks through /proc")


@pytest.fixture
def dumps_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let crashes write core dumps as large as they like, into an empty working folder."""
    monkeypatch.chdir(tmp_path)
    before = resource.getrlimit(resource.RLIMIT_CORE)
    if before[1] == 0:
        pytest.skip("this system lets nobody write core dumps")
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_CORE, before)


def with_temporary(person: Person) -> Path:
    """Give the person a folder for temporary files of their own."""
    folder = Path(person.environment["HOME"]) / "tmp"
    folder.mkdir()
    person.environment["TMPDIR"] = str(folder)
    return folder


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program as a process of its own, with a vault that holds an entry."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    closeness = Closeness(tmp_path / "vault")
    closeness.write("We walked.")
    return Program(closeness, {"HOME": str(tmp_path)})


def files_with(folder: Path, text: str) -> list[Path]:
    """Find the files that hold a text, in any of a few encodings."""
    forms = [text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")]
    return [
        one
        for one in folder.rglob("*")
        if one.is_file() and any(form in one.read_bytes() for form in forms)
    ]


def writing(person: Person) -> Terminal:
    """Write half an entry, and wait until it is a draft."""
    terminal = person("journal").wait_for("What happened?").press(SECRET).wait_for(SECRET)
    closeness = Closeness(Path(person.environment["CLOSENESS_VAULT"]), person.environment)
    end = time.monotonic() + 20
    while SECRET not in closeness("journal", "drafts", "--plain").out:
        assert time.monotonic() < end, "There is no draft."
        time.sleep(0.05)
    return terminal


class TestACrash:
    @on_linux
    def test_a_crash_of_another_program_does_write_a_dump_here(self, dumps_wanted: Path) -> None:
        other = python("import os; words = input(); os.abort()")
        other.communicate("x" * 100)
        status = other.returncode
        assert status == -signal.SIGABRT
        if not list(dumps_wanted.iterdir()):
            pytest.skip("this system hands core dumps to a program")

    @pytest.mark.parametrize("number", [signal.SIGABRT, signal.SIGSEGV])
    def test_in_the_middle_of_an_entry_it_leaves_the_draft_and_no_dump(
        self, number: signal.Signals, dumps_wanted: Path, person: Person
    ) -> None:
        with_temporary(person)
        terminal = writing(person).tell_to_end(number)
        assert terminal.status() == -number
        assert list(dumps_wanted.iterdir()) == []
        home = Path(person.environment["HOME"])
        assert {one.name for one in files_with(home, SECRET)} <= {"vault.db", "vault.db-wal"}
        assert SECRET in person.says("journal", "drafts", "--plain")

    @on_linux
    def test_the_process_is_none_to_be_dumped_or_traced(self) -> None:
        told = outcome(
            python(
                """
                import ctypes
                from closeness_cli.bootstrap import Choices, real_app
                real_app(Choices())
                print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), open("/proc/self/limits").read())
                """
            )
        )
        assert told.startswith("0 ")
        assert re.search(r"Max core file size +0 +0 ", told)

    @on_linux
    @pytest.mark.skipif(os.getuid() != 0, reason="needs another account to be")
    @pytest.mark.parametrize(("hardens", "sees"), [(False, "may"), (True, "may not")])
    def test_another_program_of_the_account_cannot_look_into_it(
        self, hardens: bool, sees: str
    ) -> None:
        other = python(
            """
            import ctypes, os, resource, sys
            from closeness_cli.bootstrap.hardening import harden
            os.setgroups([]); os.setgid(65534); os.setuid(65534)
            ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # another account alone had cleared it
            if sys.argv[1] == "True":
                harden()
            pid = os.getpid()
            if os.fork() == 0:
                ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)
                try:
                    open(f"/proc/{pid}/environ", "rb").read()
                except PermissionError:
                    print("may not", flush=True)
                else:
                    print("may", flush=True)
                os._exit(0)
            os.wait()
            """,
            hardens,
        )
        assert outcome(other).strip() == sees

    def test_what_a_person_names_through_a_descriptor_can_still_be_read(
        self, program: Program
    ) -> None:
        done = program.shell(
            '"$PYTHON" -m closeness_cli vault export - | "$PYTHON" -m closeness_cli vault import'
            " /dev/fd/0"
        )
        assert (done.returncode, done.stdout.startswith("Imported: 0 lines.")) == (0, True), done


class TestTheRunningProgram:
    @on_linux
    def test_neither_its_arguments_nor_its_environment_nor_its_name_hold_a_word(
        self, person: Person
    ) -> None:
        temporary = with_temporary(person)
        terminal = writing(person)
        process = Path(f"/proc/{terminal.pid}")
        for name in ("cmdline", "environ", "comm", "status"):
            assert b"Kingfisher" not in (process / name).read_bytes()
        assert list(temporary.iterdir()) == []
        vault = person.environment["CLOSENESS_VAULT"]
        opened = {str(one.readlink()) for one in (process / "fd").iterdir()}
        files = {one for one in opened if one.startswith("/") and not one.startswith("/dev/")}
        assert files
        assert all(one.startswith(f"{vault}/vault.db") for one in files)

    @pytest.mark.parametrize(
        ("words", "shown"),
        [
            ("journal", "What happened?"),
            ("assess", "1 of 4"),
            ("journal list", SECRET),
            ("report", "Your"),
            ("vault destroy --no-backup", "Type destroy"),
        ],
    )
    def test_no_screen_sets_a_title_or_fills_the_clipboard(
        self, words: str, shown: str, person: Person
    ) -> None:
        person.says("journal", "add", f"{SECRET}\x1b]0;mine\x07")
        terminal = person(*words.split())
        if words != "report":
            terminal.wait_for(shown).press("\x18\x18")
        terminal.status()
        assert "\x1b]" not in terminal.sent
        assert "\x1bk" not in terminal.sent
        assert "\x1bP" not in terminal.sent

    @pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
    @pytest.mark.parametrize(
        "words", ["journal add -", "journal moment -", "journal list", "vault export -", "report"]
    )
    def test_the_system_calls_open_no_other_file_to_write_and_no_connection(
        self, words: str, program: Program, tmp_path: Path
    ) -> None:
        calls = tmp_path / "calls"
        done = program.shell(
            f"printf '%s' '{SECRET}' | strace -f -qq -s 4096 -o '{calls}'"
            " -e trace=openat,open,creat,mkdir,rename,link,socket,connect,execve,memfd_create"
            f' "$PYTHON" -m closeness_cli {words}'
        )
        if "ptrace" in done.stderr:
            pytest.skip("this system lets nobody trace a program")
        assert done.returncode == 0, done.stderr
        seen = calls.read_text("utf-8", errors="replace").splitlines()
        assert len(seen) > 20
        assert not [one for one in seen if "socket(" in one or "connect(" in one]
        assert not [one for one in seen if "Kingfisher" in one]
        written = {
            found[1]
            for one in seen
            if "ENOENT" not in one
            and re.search(r"O_WRONLY|O_RDWR|O_CREAT|creat\(|mkdir\(", one)
            and (found := re.search(r'"([^"]*)"', one))
        }
        elsewhere = {
            one
            for one in written
            if not one.startswith((f"{tmp_path}/vault", "/dev/null", "/dev/tty"))
            and "__pycache__" not in one
        }
        assert elsewhere == set()


class TestAFault:
    @pytest.mark.parametrize("words", ["journal add -", "journal moment -", "vault export -"])
    @pytest.mark.parametrize("more", [{}, {"PYTHONDEVMODE": "1", "FORCE_COLOR": "1"}])
    def test_inside_of_the_program_shows_neither_words_nor_locals(
        self, words: str, more: dict[str, str], person: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in {**person.environment, **more}.items():
            monkeypatch.setenv(name, value)
        Closeness(Path(person.environment["CLOSENESS_VAULT"]), person.environment).write(SECRET)
        broken = python(
            """
            import sys
            from closeness_cli.storage.connection import Connection

            def fail(self, sql, values=()):
                words = [*values]
                if "INSERT" in sql or "written_at" in sql:
                    raise RuntimeError(f"Kingfisher {words}")
                return kept(self, sql, values)

            kept = Connection.run
            for name in ("run", "run_many", "stream"):
                setattr(Connection, name, fail)
            from closeness_cli.__main__ import main
            main()
            """,
            *words.split(),
        )
        out, err = broken.communicate(SECRET, timeout=60)
        assert broken.returncode == 1
        assert "Kingfisher" not in out + err
        assert "Traceback" not in err
        assert "Something went wrong inside the program (RuntimeError" in err
