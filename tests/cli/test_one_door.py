"""One door to the screen: whatever a vault and files hold, every command shows it harmlessly.

Every command of the tree is run on a vault in which each text that a person or a file can bring
tries to act on the terminal, as text, with --plain and with --json; then wrongly, with such a text
for each of its options and arguments. What is looked at is the bytes that it writes.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from brought import A_BANK, a_wording
from builders import CountingIds
from closeness_cli.cli.options import VALUES
from closeness_cli.cli.tree import app
from closeness_cli.errors import ExitStatus
from closeness_cli.prompts.quick_exit import CLEAR
from closeness_cli.storage.connection import Connection
from closeness_cli.storage.keys import kdf
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.recovery_code import recovery_code
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault
from commands import Closeness, WithoutPassphrase
from shown import check_shown, raw
from vaults import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.bootstrap import Choices
    from commands import Outcome

EVIL = "\x1b]0;pwned\x07\x1b[2J \x9b31m\u202eevil\u2066 [/bold][red] \x08\x7f"
"""Sets a title, clears the screen, colours, turns the direction of what follows."""

FILE_NAME = EVIL.replace("/", "")

PASSPHRASE = "walk"

DOCUMENTED = {int(one) for one in ExitStatus}

LINES = {
    "": "",
    "about": "",
    "about help-lines": "XX",
    "assess amend": "{answered} --answer grown=1",
    "assess run": "--answer connection=7 --anyway",
    "assess show": "{answered}",
    "demo": "",
    "doctor": "",
    "instrument attach": "ecr-rs {wording} --right mine",
    "instrument check": "{bank}",
    "instrument export": "garden --to redcap",
    "instrument import": "{other}",
    "instrument list": "",
    "instrument remove": "garden --yes",
    "instrument rescore": "",
    "instrument show": "garden",
    "instrument verify": "garden",
    "journal add": "{evil}",
    "journal calendar": "",
    "journal conflict": "{evil} --topic {evil} --cause stress",
    "journal conversation": "{evil} --topic {evil}",
    "journal delete": "{kept}",
    "journal diff": "{kept}",
    "journal drafts": "",
    "journal edit": "{kept} --text {evil}",
    "journal export": "{new} --to csv",
    "journal faded": "{open}",
    "journal gratitude": "{evil}",
    "journal history": "{kept}",
    "journal honesty": "{evil}",
    "journal import": "{table} --from csv --yes",
    "journal list": "--all",
    "journal moment": "{evil} --feeling warm",
    "journal note": "{evil}",
    "journal on-this-day": "",
    "journal repair": "{evil} --of {conflict}",
    "journal restore": "{trashed}",
    "journal search": "pwned",
    "journal show": "{kept}",
    "journal solo": "{evil}",
    "journal tags list": "",
    "journal tags merge": "nice stream --yes",
    "journal tags rename": "nice river --yes",
    "journal templates": "{template}",
    "journal undo": "",
    "report conversations": "",
    "report couple": "",
    "report data": "--csv -",
    "report explain": "",
    "report instrument": "garden",
    "report overview": "",
    "report range": "",
    "report repair": "",
    "report rituals": "",
    "report talk": "",
    "report trend": "",
    "report words": "",
    "ritual add": "Bath --every week",
    "ritual again": "{stopped}",
    "ritual browse": "",
    "ritual done": "{ritual}",
    "ritual edit": "{ritual} --every week",
    "ritual list": "",
    "ritual skip": "{ritual}",
    "ritual stop": "{ritual}",
    "ritual undo": "",
    "settings": "",
    "vault backup": "{new}",
    "vault check": "",
    "vault create": "--no-encryption --vault {new}",
    "vault decrypt": "--yes {locked}",
    "vault destroy": "--yes",
    "vault encrypt": "--passphrase-fd {fd}",
    "vault export": "{new}",
    "vault forget": "{kept} --yes",
    "vault import": "{lines} --yes",
    "vault lock": "{locked}",
    "vault passphrase": "{locked}",
    "vault recover": "--code-fd {fd} {locked}",
    "vault rekey": "{locked}",
    "vault restore": "{backup} --yes",
    "vault unlock": "--for 1s {locked}",
}
"""What each command is run with; a command without a row fails a test below."""

REFUSED = {
    "about help-lines": ExitStatus.WRONG_USE,  # the list of one's own has faults
    "about help-lines --json": ExitStatus.OK,  # there they stand beside the list
    "doctor": ExitStatus.UNREADABLE,  # what was asked is not what was asked then
    "vault check": ExitStatus.UNREADABLE,
}
"""Commands that end with another status on such a vault."""

DATA = frozenset({"instrument export", "report data"})
"""Commands that give a file to a pipe: as it is, unless somebody looks."""

OTHER_WAYS = [
    "--help --all",
    "about help-lines",
    "assess show",
    "assess show {answered} --beside {guessed}",
    "journal drafts --discard",
    "instrument export garden --to fhir-questionnaire",
    "journal export - --to csv",
    "journal export - --to markdown",
    "journal export {new} --to markdown",
    "journal import {table} --from csv --dry-run --yes",
    "journal list --trash",
    "journal search -- -zzz",
    "journal show {conflict}",
    "journal tags",
    "journal templates",
    "report couple --numbers",
    "report overview --html -",
    "report overview --markdown -",
    "report overview --markdown {new}",
    "report overview --html {new}",
    "report overview --for-therapist {new} --yes",
    "report talk --with-entries {kept}",
    "settings joint-suggestions on",
    "vault backup",
    "vault destroy --yes --no-backup",
    "vault export -",
    "vault forget --tag {tag}",
    "vault passphrase --add {locked}",
    "vault unlock {locked}",
    "{kept}",
]
"""The same commands, called in other ways; some of them refuse."""

OF_ANOTHER = "Variable / Field Name,"
"""How a file for REDCap begins; it has no place for a control, and holds what stands for one."""

MARK = "Qqq"
"""Stands in every text that the vault is filled with, and is exchanged for `EVIL` then."""


class Place(NamedTuple):
    """A filled vault, and what its records are called."""

    folder: Path
    names: dict[str, str]


def commands() -> Iterator[tuple[str, Any]]:
    """Walk the tree: the path and the command of everything that can be run."""
    waiting: list[tuple[str, Any]] = [("", get_command(app))]
    while waiting:
        path, command = waiting.pop()
        if not isinstance(command, TyperGroup) or command.invoke_without_command:
            yield path, command
        if isinstance(command, TyperGroup):
            waiting += [
                (f"{path} {name}".lstrip(), command.commands[name]) for name in command.commands
            ]


COMMANDS = dict(commands())


def test_every_command_of_the_tree_has_a_row() -> None:
    assert set(LINES) == set(COMMANDS)


@pytest.fixture(scope="module")
def filled(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A vault in which every text of a person is `EVIL`, and files that are."""
    folder = tmp_path_factory.mktemp("door")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        names = fill(Closeness(folder / "vault"), folder)
    exchange(folder / "vault")
    put_files(folder / "vault")
    key = KEYS["encrypted"]
    assert key is not None
    create_vault(
        VaultPaths(folder / "locked"),
        ids=CountingIds(),
        key=key,
        header=lambda vault_id: make_header(vault_id, key, PASSPHRASE, least()),
    )
    return Place(folder, names)


def fill(run: Closeness, folder: Path) -> dict[str, str]:
    """Put every kind of record into a vault, with the mark in each text."""

    def made(*words: str) -> str:
        found: str = run("journal", *words, "--json").data["id"]
        return found

    def done(*words: str) -> Any:  # noqa: ANN401 - JSON
        return run(*words, "--json").data

    run("vault", "create", "--no-encryption")
    kept = made("add", f"Walked {MARK} #{MARK}tag", "--tag", f"{MARK}two")
    done("journal", "edit", kept, "--text", f"Walked {MARK} again #{MARK}tag")
    trashed = made("add", f"Stayed {MARK}")
    done("journal", "delete", trashed)
    conflict = made("conflict", MARK, "--topic", MARK, "--beneath", MARK, "--cause", "stress")
    made("repair", MARK, "--of", conflict)
    still_open = made("conflict", MARK)
    made("add", "Rain", "--tag", "nice", "--tag", "stream")
    for kind in ("moment", "gratitude", "conversation", "solo", "honesty"):
        made(kind, f"{kind} {MARK}")
    done("--as", f"Sam {MARK}", "--yes", "journal", "add", MARK)
    done("ritual", "add", f"Tea {MARK}", "--after", MARK, "--every", "day")
    done("ritual", "done", f"Tea {MARK}")
    done("ritual", "add", f"Walk {MARK}")
    done("ritual", "stop", f"Walk {MARK}")
    bank, text = folder / "bank.yaml", A_BANK
    for old in ("The garden", "Two invented questions.", "Anything else.", "nowhere", "little"):
        text = text.replace(old, f"{old} {MARK}")
    bank.write_text(text.replace("much grew", f"much {MARK} grew"), "utf-8")
    done("instrument", "import", str(bank))
    (folder / "other.yaml").write_text(A_BANK.replace("garden", "meadow"), "utf-8")
    wording = folder / "wording.yaml"
    wording.write_text(a_wording("ecr-rs").replace("stem of", f"stem {MARK} of"), "utf-8")
    done("instrument", "attach", "ecr-rs", str(wording), "--right", MARK)
    answered = done("assess", "garden", "--answer", "grown=3", "--answer", "weeds=1")
    guessed = done("assess", "--answer", "connection=4", "--as-guess-of", f"Sam {MARK}")
    (folder / "lines.jsonl").write_text(
        json.dumps({"type": "entry", "at": "2025-11-01T21:14:00+01:00", "text": EVIL}) + "\n"
    )
    (folder / "table.csv").write_text(f"date,text\n2025-11-01,{EVIL}\n", "utf-8")
    done("vault", "backup", str(folder / "backup.zip"))
    return {
        "kept": kept,
        "trashed": trashed,
        "conflict": conflict,
        "open": still_open,
        "answered": answered["administration"],
        "guessed": guessed["administration"],
    }


def exchange(vault: Path) -> None:
    """Write `EVIL` in the place of the mark, past all that refuses it; as another program could."""
    n_exchanged = 0
    with closing(Connection(vault / "vault.db", None)) as connection, connection.writing():
        run = connection.run
        for table, column in run(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c"
            " WHERE m.type='table' AND c.type='TEXT' AND NOT m.name GLOB 'entries_[ft]*'"
        ):
            marked = f"SELECT rowid, {column} FROM {table} WHERE instr({column}, ?)"
            for row_id, value in run(marked, [MARK]):
                is_json = value.startswith(("{", "["))
                new = value.replace(MARK, json.dumps(EVIL)[1:-1] if is_json else EVIL)
                run(f"UPDATE {table} SET {column}=? WHERE rowid=?", [new, row_id])
                n_exchanged += 1
    assert n_exchanged > 30


def put_files(vault: Path) -> None:
    """Put files with such names and contents where a command looks."""
    (vault / "templates").mkdir()
    for name in (f"{FILE_NAME}.md", "plain.md"):
        (vault / "templates" / name).write_text(f"---\nabout: {EVIL}\n---\n? {EVIL}\n", "utf-8")
    (vault / "help-lines.yaml").write_text(
        f"schema: {json.dumps(EVIL)}\ncountries:\n- name: {EVIL}\n  {EVIL}: 1\n", "utf-8"
    )
    (vault / "backups").mkdir()
    (vault / "backups" / f"0009-{FILE_NAME}.zip").write_bytes(b"PK")
    (vault / f".{FILE_NAME}.partial").write_bytes(b"")


@pytest.fixture
def here(filled: Place, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Give a copy of it to one test, in a folder whose name is as bad."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setattr(kdf, "fitting", kdf.least)
    folder = tmp_path / FILE_NAME
    shutil.copytree(filled.folder, folder)
    monkeypatch.chdir(tmp_path)  # a bad name may be a file's name, too
    files = {
        name: str(folder / file)
        for name, file in {
            "bank": "bank.yaml",
            "backup": "backup.zip",
            "lines": "lines.jsonl",
            "table": "table.csv",
            "wording": "wording.yaml",
            "new": "new",
            "other": "other.yaml",
        }.items()
    }
    shell = {name: shlex.quote(value) for name, value in (files | filled.names).items()}
    return Place(
        folder,
        {
            **shell,
            "evil": shlex.quote(EVIL),
            "template": shlex.quote(FILE_NAME),
            "ritual": shlex.quote(f"Tea {EVIL}"),
            "stopped": shlex.quote(f"Walk {EVIL}"),
            "tag": shlex.quote(f"{EVIL}tag"),
            "fd": "{fd}",
            "locked": f"--vault {shlex.quote(str(folder / 'locked'))} --passphrase-fd {{fd}}",
        },
    )


class LookedAt(WithoutPassphrase):
    """The program whose output somebody looks at, with nobody to ask."""

    def __init__(self, choices: Choices, *, stdout: TextIO, **others: Any) -> None:  # noqa: ANN401 - as the app takes them
        stdout.isatty = lambda: True  # type: ignore[method-assign] # a terminal of our own
        super().__init__(choices, stdout=stdout, **others)


def run_here(
    here: Place, words: list[str], *, given: bytes = b"", looked_at: bool = False
) -> Outcome:
    """Run a command line; `{fd}` in it is where passphrases come from."""
    reading, writing = os.pipe()
    first = recovery_code(KEYS["encrypted"] or b"") if "recover" in words else PASSPHRASE
    os.write(writing, f"{first}\nnew words for it\n".encode())
    os.close(writing)
    try:
        look = {"NO_COLOR": "1", "TERM": "xterm"} if looked_at else {}
        shown_by = LookedAt if looked_at else WithoutPassphrase
        run = Closeness(here.folder / "vault", look, app=shown_by)
        return run(*(one.replace("{fd}", str(reading)) for one in words), given=given)
    finally:
        os.close(reading)


def words_of(path: str, line: str, here: Place) -> list[str]:
    return [*path.split(), *shlex.split(line.format(**here.names))]


def check_harmless(done: Outcome) -> None:
    """See that what was written does nothing to a terminal, and how it ended."""
    assert done.status in DOCUMENTED, done
    out = done.out.removeprefix(CLEAR)  # `vault lock` clears the screen, which is its purpose
    if out.startswith(OF_ANOTHER):
        out = out.replace("\ufffd", "?")
    check_shown(raw(done._replace(out=out)), status=done.status)


@pytest.mark.parametrize("path", LINES)
def test_every_command_shows_it_harmlessly_to_who_looks(path: str, here: Place) -> None:
    done = run_here(here, words_of(path, LINES[path], here), looked_at=True)
    check_harmless(done)
    assert done.status == REFUSED.get(path, 0), done


@pytest.mark.parametrize("more", ["", "--plain", "--json", "--quiet"])
@pytest.mark.parametrize("path", LINES)
def test_and_to_a_pipe(path: str, more: str, here: Place) -> None:
    done = run_here(here, [*words_of(path, LINES[path], here), *more.split()])
    check_harmless(done._replace(out="") if path in DATA else done)
    assert done.status == REFUSED.get(f"{path} {more}", REFUSED.get(path, 0)), done


@pytest.mark.parametrize("more", ["", "--json"])
@pytest.mark.parametrize("line", OTHER_WAYS)
def test_so_it_does_called_in_other_ways(line: str, more: str, here: Place) -> None:
    words = [*words_of("", line, here), *more.split()]
    check_harmless(run_here(here, words, looked_at=True))


@pytest.mark.parametrize("path", COMMANDS)
def test_so_do_its_errors(path: str, here: Place) -> None:
    """Give such a text as each option and argument, as one too many, and as no option at all."""
    usual = words_of(path, LINES[path], here)
    wrong = [[*path.split(), EVIL], [*usual, EVIL], [*usual, f"--{EVIL}"], [*usual, f"-{EVIL}"]]
    options = [
        one.opts[0]
        for one in COMMANDS[path].params
        if one.param_type_name == "option" and not one.is_flag
    ]
    wrong += [[*usual, one, EVIL] for one in (*options, *VALUES)]
    for words in wrong:
        for more in ([], ["--json"]):
            check_harmless(run_here(here, [*more, *words], looked_at=True))


@pytest.mark.parametrize("path", COMMANDS)
def test_so_does_what_it_reads_and_asks_for(path: str, here: Place) -> None:
    """Give such bytes as standard input to every argument and option that may be `-`."""
    for words in ([*path.split(), "-"], [*words_of(path, LINES[path], here), "--answers", "-"]):
        for bad in (f"{EVIL}\n".encode(), b"\xff\x9b31m\x1b[2J\n"):
            check_harmless(run_here(here, words, given=bad, looked_at=True))
