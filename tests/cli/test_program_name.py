"""Another name on the screen: `cl`, or what `CLOSENESS_NAME` says; people's words stay."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from closeness_cli.cli.program_name import COMMAND, COMMANDS, renamed
from closeness_cli.cli.tree import Root
from programs import python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands import Closeness, Program

SOURCE = Path(__file__).parents[2] / "src" / "closeness_cli"

WRITTEN = "closeness journal is nice, `closeness` too:  closeness vault lock"
"""What a person might write."""

NEVER_SHOWN = {
    ("__init__.py", "closeness"),  # the name itself
    *(("cli/program_name.py", one) for one in ("closeness ", r"\bcloseness(?= --| (?:")),
    ("storage/exchange/fhir/given.py", "closeness."),  # begins the ids of our own
    ("storage/keys/kdf.py", "closeness"),  # a secret to see how long a derivation takes
    ("storage/migrations.py", "closeness"),  # what the vault calls its steps
    ("storage/paths.py", "closeness"),  # the folder of the data, where no name is given
}
NO_NAME = (
    "closeness_cli",  # modules
    r"closeness(-vault|\\?\.[a-z]|/1| recovery code\0|_instrument|: \"journal/1\")",  # formats
    "urn:closeness|@CLOSENESS=",
    r"closeness-cli\[",  # the package, where its extra is to be installed
    "different wishes for closeness",  # what is talked about
)
"""Where the word stands for something else."""

CALLS = """
    import json, os, sys
    from closeness_cli.cli.program_name import take_name

    take_name(os.environ)
    from typer.core import TyperGroup
    from typer.main import get_command
    from closeness_cli.cli.main import run
    from closeness_cli.cli.tree import app

    def paths(command, *before):
        yield before
        for name in list(command.commands) if isinstance(command, TyperGroup) else []:
            yield from paths(command.commands[name], *before, name)

    def with_passphrase(words, passphrase=b"we walked home together"):
        reading, writing = os.pipe()
        os.write(writing, passphrase)
        os.close(writing)
        status = run([*words, "--passphrase-fd", str(reading)])
        os.close(reading)
        return status

    statuses = [run([*path, "--help"]) for path in paths(get_command(app))]
    statuses += [run(words) for words in json.loads(sys.argv[1])]
    statuses += [with_passphrase(words) for words in json.loads(sys.argv[2])]
    statuses.append(with_passphrase(["journal", "list"], b"wrong"))
    with open(os.environ["CLOSENESS_VAULT"] + "/vault.key", "w") as header:
        header.write("{")
    statuses.append(run(["journal", "list"]))
    sys.stdout.flush()
    print(sorted(set(statuses)))
"""
"""Calls every command for its help, then what is given, and last a vault of a damaged key file."""

WITHOUT_VAULT = (
    *("", "--version", "--help --all", "about", "about help-lines de", "doctor", "doctor --plain"),
    *("demo", "report", "report talk", "report couple", "ritual list", "settings", "assess show"),
    *("journal list", "journal tags", "journal templates", "instrument show week"),
    *("nonsense", "card", "journal list -x", "journal edit", "vault create", "report trned"),
    *("journal add", "journal show 01KA1ZFC", "vault backup", "vault restore no.zip"),
    *("journal We-walked.", "assess --resume", "ritual browse", "ritual done walk"),
)
WITH_PASSPHRASE = (
    *("vault create", "", "--json", "journal add We-walked.", "journal list", "doctor", "about"),
    *("assess --answer no=1", "assess how-close", "assess show", "report", "report --plain"),
    "report --for-therapist FOLDER/for.html --about rest --yes",
    *("report --html FOLDER/page.html", "report --markdown FOLDER/page.md", "report --method"),
    *("report trend", "report repair", "report conversations", "report rituals", "report words"),
    *("report range", "report talk", "report data", "report explain", "report instrument week"),
    *("ritual add walk --every day", "ritual done walk", "ritual pause walk", "ritual list"),
    *("journal tags", "journal undo", "journal delete no", "journal list --trash"),
    *("journal drafts", "journal search walk", "journal on-this-day", "settings"),
    *("vault check", "vault backup FOLDER", "vault export", "vault forget no", "vault encrypt"),
    *("vault passphrase", "vault recover", "vault rekey", "vault unlock", "vault lock"),
    *("vault decrypt", "vault destroy", "instrument attach rses no.yaml"),
)


@pytest.fixture
def notes(program: Program) -> Program:
    """The program under the name of `notes`."""
    program.more["CLOSENESS_NAME"] = "notes"
    return program


def calls(lines: tuple[str, ...], folder: Path) -> str:
    return json.dumps([line.replace("FOLDER", str(folder)).split() for line in lines])


def test_nothing_on_the_screen_says_the_other_name(
    closeness: Closeness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in closeness.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CLOSENESS_NAME", "notes")
    walk = python(CALLS, calls(WITHOUT_VAULT, tmp_path), calls(WITH_PASSPHRASE, tmp_path))
    out, err = walk.communicate(timeout=100)
    assert walk.returncode == 0, err
    assert out.endswith("[0, 2, 3, 4, 5]\n"), (out[-1000:], err[-2000:])
    for said in (
        out,
        err,
        (tmp_path / "page.html").read_text(),
        (tmp_path / "page.md").read_text(),
    ):
        left = said.replace('"schema": "closeness/1"', "").replace("CLOSENESS_", "")
        assert [line for line in left.split("\n") if "closeness" in line.lower()] == []
        assert "notes" in said
    assert (tmp_path / "notes-2025-11-14.zip").exists()
    assert "<code>notes " in (tmp_path / "page.html").read_text()
    assert not re.search("closeness|notes (report|assess)", (tmp_path / "for.html").read_text())


def test_what_people_wrote_stays_as_it_is(notes: Program, tmp_path: Path) -> None:
    notes.closeness.environment["COLUMNS"] = "100"
    assert notes("journal", "add", WRITTEN, "--tag", "closeness").status == 0
    assert notes("ritual", "add", "closeness journal").out.decode() == (
        "Added: closeness journal, whenever it fits.\n  When you did it:  notes ritual done NAME\n"
    )
    assert (
        "closeness report" in notes("journal", "Hm.", "--as", "closeness report", "-y").out.decode()
    )
    [entry] = json.loads(notes("journal", "list", "--json").out)["data"]["entries"]
    assert entry["text"] == WRITTEN
    for words in (["list"], ["search", "nice"], ["show", entry["id"]], ["list", "--plain"]):
        shown = notes("journal", *words).out.decode()
        assert WRITTEN in shown.replace("[", "").replace("]", ""), words
    assert "#closeness" in notes("journal", "tags").out.decode()
    assert "closeness journal" in notes("ritual", "list").out.decode()
    assert json.dumps(WRITTEN)[1:-1] in exported(notes, tmp_path / "all.jsonl")


def exported(program: Program, file: Path) -> str:
    assert program("vault", "export", str(file)).status == 0
    return file.read_text("utf-8")


def test_the_short_entry_point_goes_by_its_own_name(program: Program) -> None:
    cl = shutil.which("cl", path=str(Path(sys.executable).parent))
    assert cl, "cl is not installed beside this Python"

    def said_by(*words: str) -> tuple[int, str, str]:
        done = subprocess.run(
            [cl, *words], env=program.environment, capture_output=True, text=True, input=""
        )
        assert "closeness" not in done.stdout + done.stderr
        return done.returncode, done.stdout, done.stderr

    assert re.fullmatch(r"cl \d+\.\d+\.\d+\n", said_by("--version")[1])
    assert said_by("vault", "lock", "--help")[1].startswith("Usage: cl vault lock [OPTIONS]\n")
    assert said_by("journal", "list", "-x") == (
        *(2, ""),
        "There is no option of that name.\n  cl journal list --help\n",
    )
    assert "    cl journal     one line is plenty\n" in said_by()[1]
    assert said_by("journal", "show", "01KA1ZFC")[2] == "No entry has that id.\n  cl journal list\n"
    program.more["CLOSENESS_NAME"] = "notes"
    assert "notes journal" in said_by("journal", "show", "01KA1ZFC")[2]  # what was set is meant


def test_a_name_that_is_none_is_refused_though_the_vault_is_named(program: Program) -> None:
    program.more["CLOSENESS_NAME"] = "../notes"
    assert program("journal", "list") == (
        *(2, b""),
        b"CLOSENESS_NAME is not a plain name.\n  Letters, digits, - and _; for example: notes\n",
    )
    assert program("--version").out.startswith(b"closeness ")


def test_only_constants_of_ours_take_the_name() -> None:
    code = compile(
        '"""Of `closeness journal`."""\n'
        "pairs = (('Begin', 'closeness assess'), 1, True)\n"
        "def hint(one): return f'{one}: closeness vault {one}, closeness --help; closeness/1'\n"
        "hint = hint('closeness') + ' closeness'\n",
        "<ours>",
        "exec",
    )
    found: dict[str, Any] = {}
    exec(renamed(code, "notes"), found)
    assert found["__doc__"] == "Of `notes journal`."
    assert found["pairs"] == (("Begin", "notes assess"), 1, True)
    assert found["hint"] == (
        "closeness: notes vault closeness, notes --help; closeness/1 closeness"
    )
    assert found["pairs"][2] is True


def test_every_command_is_known_by_its_name() -> None:
    assert set(COMMANDS.split("|")) == {*Root.late, *Root.planned}


def test_the_name_stands_in_our_sentences_only_where_it_begins_a_command() -> None:
    """Elsewhere it would be seen under another name: say `PROGRAM`, or "the program"."""
    found = [
        f"{path}: {text}"
        for path, text in constants()
        if "closeness" in text.lower() and (path, text) not in NEVER_SHOWN
    ]
    assert found == []


def constants() -> Iterator[tuple[str, str]]:
    """Give all constants of ours but docstrings, without what takes the name or is none."""
    for file in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        alone = {id(one.value) for one in ast.walk(tree) if isinstance(one, ast.Expr)}
        for one in ast.walk(tree):
            if isinstance(one, ast.Constant) and isinstance(one.value, str | bytes):
                text = one.value if isinstance(one.value, str) else one.value.decode("latin-1")
                if id(one) not in alone:
                    text = re.sub("|".join((COMMAND.pattern, *NO_NAME)), "", text)
                    yield file.relative_to(SOURCE).as_posix(), text.replace("CLOSENESS_", "")
