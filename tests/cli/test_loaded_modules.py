"""Which slow modules each command may load; every command has a row here."""

from __future__ import annotations

import json
import shutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from brought import A_BANK, a_wording
from builders import CountingIds
from closeness_cli.cli.tree import Root
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.keys.recovery_code import recovery_code
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault
from programs import outcome, python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PROGRAM = """
    import json, sys
    from closeness_cli.__main__ import main

    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
    sys.stdout.flush()
    print()
    print(json.dumps(sorted(sys.modules)))
"""
"""Prints what a command prints, then one line with the modules that it loaded."""

SLOW = frozenset(
    {
        *(
            "click",
            "cryptography",
            "dateparser",
            "dateutil",
            "jinja2",
            "keyring",
            "msgspec",
            "numpy",
            "pandas",
            "platformdirs",
        ),
        *("dateparser", "prompt_toolkit"),
        *("pydantic", "questionary", "rich", "sqlcipher3", "sqlite_utils", "typer", "tzlocal"),
        *("yaml", "zxcvbn"),
    }
)
"""Packages that are not of the standard library, or take long to import."""

KEY = bytes(range(32))
"""Of a vault that is encrypted, under the passphrase `walk`."""

NETWORK = frozenset({"asyncio", "ftplib", "http.client", "smtplib", "socket", "ssl"})
"""Modules of the standard library that open connections."""

DRIVER = frozenset({"sqlcipher3"})
"""What a command of every day may load: not even Typer."""

VAULT = DRIVER | {"typer"}
BANK = VAULT | {"platformdirs"}
KEYS = VAULT | {"cryptography"}
"""What is said of passphrases that are not typed; `zxcvbn` looks at those that are."""

NO_COMMAND = {
    "--version": frozenset[str](),
    "-V": frozenset[str](),
    "--help": frozenset({"typer"}),
    "--help --all": frozenset({"typer"}),
    "journal --help": frozenset({"typer"}),
    "": BANK,
}
"""What home and help may load."""

COMMANDS = {
    "about": frozenset({"typer"}),
    "about help-lines at": frozenset({"typer", "yaml"}),
    "assess amend {answered} --answer connection=5": VAULT,
    "assess run --answer connection=7 --anyway": BANK,
    "assess show": VAULT,
    "demo": BANK | {"sqlite_utils", "click", "dateutil", "numpy"},
    "instrument attach ecr-rs {wording} --right mine": BANK | {"yaml"},
    "instrument check {bank}": frozenset({"typer", "yaml"}),
    "instrument export week": BANK | {"msgspec"},
    "instrument import {bank}": BANK | {"yaml"},
    "instrument list": BANK,
    "instrument remove {own}": VAULT,
    "instrument rescore": VAULT,
    "instrument show week": BANK,
    "instrument verify week": BANK,
    "journal add Quiet": DRIVER,
    "journal calendar": VAULT,
    "journal conflict Loud --cause stress --hot 3": VAULT,
    "journal conversation Long --began both": VAULT,
    "journal delete {kept}": VAULT,
    "journal diff {kept}": VAULT,
    "journal drafts": VAULT,
    "journal edit {kept} --mood 1": VAULT,
    "journal faded {conflict}": VAULT,
    "journal gratitude Tea": VAULT,
    "journal honesty Told --before -1": VAULT,
    "journal history {kept}": VAULT,
    "journal export - --to csv": VAULT | {"msgspec"},
    "journal import {table} --from csv --yes": VAULT | {"msgspec"},
    "journal list": DRIVER,
    "journal moment Rain --feeling warm": VAULT,
    "journal note Quiet": VAULT,
    "journal on-this-day": VAULT,
    "journal repair Tea --of {conflict}": VAULT,
    "journal restore {trashed}": VAULT,
    "journal search walked": DRIVER,
    "journal show {kept}": VAULT,
    "journal solo River": VAULT,
    "journal templates": frozenset({"typer"}),
    "journal tags": DRIVER,
    "journal undo": VAULT,
    "report data --csv -": VAULT,
    "report couple": BANK,
    "report explain": frozenset({"typer"}),
    "report instrument week": VAULT,
    "report overview": VAULT,
    "report range": VAULT,
    "report trend": VAULT,
    "report rituals": VAULT | {"numpy"},
    "report talk": VAULT,
    "report words": VAULT,
    "report repair": VAULT,
    "report conversations": VAULT,
    "ritual add Bath --every week": VAULT,
    "ritual again Bridge": VAULT,
    "ritual browse": VAULT | {"yaml"},
    "ritual done Walk": VAULT,
    "ritual edit Walk --every week": VAULT,
    "ritual list": VAULT,
    "ritual skip Walk": VAULT,
    "ritual stop Walk": VAULT,
    "ritual undo": VAULT,
    "settings joint-suggestions on": VAULT,
    "doctor": BANK,
    "vault backup": VAULT,
    "vault check": VAULT,
    "vault create --no-encryption --vault {new}": VAULT | {"sqlite_utils", "click", "dateutil"},
    "vault decrypt --yes {locked}": KEYS,
    "vault destroy --yes": VAULT | {"sqlite_utils", "click", "dateutil"},
    "vault destroy --yes --no-backup": VAULT,
    "vault encrypt {given}": KEYS,
    "vault export -": VAULT | {"msgspec"},
    "vault forget {trashed} --yes": VAULT,
    "vault restore {backup} --yes": VAULT | {"sqlite_utils", "click", "dateutil"},
    "vault import {lines}": BANK | {"msgspec"},
    "vault lock {locked}": frozenset({"typer", "sqlcipher3"}),
    "vault passphrase {locked}": KEYS,
    "vault recover {locked} --code-fd 0": KEYS,
    "vault rekey {locked}": KEYS,
    "vault unlock --for 1s {locked}": KEYS,
}
"""What a command may load, run without a terminal, the item bank's cache being there."""

OTHER_WAYS = {
    "assess --answers {answers} --anyway": BANK | {"yaml"},
    "assess show week": VAULT,
    "assess show {answered} --json": VAULT,
    "journal We walked home": VAULT,
    "journal calendar --plain": VAULT,
    "journal add Quiet --at yesterday": DRIVER,
    "journal list --json": DRIVER,
    "journal list --since 2026-03-01 --until yesterday": DRIVER,
    "journal tags rename walk stroll --yes": VAULT,
    "report": VAULT,
    "report --json": VAULT,
    "report --markdown {new}.md": VAULT,
    "report --html {new}.html": VAULT | {"jinja2"},
    "report --for-therapist {new}-notes.html --yes": VAULT | {"jinja2"},
    "report --plain": VAULT,
    "journal list {locked}": DRIVER | {"cryptography"},
}
"""The same commands, called in other ways."""

ALL = NO_COMMAND | COMMANDS | OTHER_WAYS


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Make a vault with two entries and a set of answers, and a cache of the item bank."""
    folder = tmp_path_factory.mktemp("loaded")
    lines, answers = folder / "lines.jsonl", folder / "answers.yaml"
    lines.write_text('{"type":"entry","at":"2026-03-01T21:14:00+00:00","text":"Tea."}\n')
    answers.write_text("connection: 7\n")
    table = folder / "table.csv"
    table.write_text("date,text\n2026-03-01,Tea.\n")
    wording, bank = folder / "wording.yaml", folder / "bank.yaml"
    wording.write_text(a_wording("ecr-rs"))
    bank.write_text(A_BANK)
    with pytest.MonkeyPatch.context() as patch:
        set_places(patch, folder / "vault", folder / "cache")
        said("vault", "create", "--no-encryption", "-q")
        kept = json.loads(said("journal", "add", "We walked. #walk", "--json"))["data"]["id"]
        trashed = json.loads(said("journal", "add", "We stayed.", "--json"))["data"]["id"]
        said("journal", "delete", trashed)
        loud = json.loads(said("journal", "conflict", "Loud.", "--json"))["data"]["id"]
        first = json.loads(said("assess", "--answer", "connection=6", "--json"))["data"]
        for name in ("Walk", "Bridge"):
            said("ritual", "add", name)
        said("ritual", "stop", "Bridge")
        said("ritual", "done", "Walk")
        said("instrument", "list")  # the measures' cache, too
        said("instrument", "import", str(bank))
        said("vault", "backup", str(folder / "backup.zip"))
        create_vault(
            VaultPaths(folder / "locked"),
            ids=CountingIds(),
            key=KEY,
            header=lambda vault_id: make_header(vault_id, KEY, "walk", least()),
        )
        yield {
            "folder": str(folder),
            "kept": kept,
            "trashed": trashed,
            "conflict": loud,
            "lines": str(lines),
            "backup": str(folder / "backup.zip"),
            "table": str(table),
            "answers": str(answers),
            "wording": str(wording),
            "bank": str(bank),
            "own": "garden",
            "answered": first["administration"],
        }


@pytest.fixture
def here(names: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Give a copy of that vault to one command."""
    vault, cache = tmp_path / "vault", tmp_path / "cache"
    shutil.copytree(f"{names['folder']}/vault", vault)
    shutil.copytree(f"{names['folder']}/cache", cache)
    set_places(monkeypatch, vault, cache)
    locked = tmp_path / "locked"
    shutil.copytree(f"{names['folder']}/locked", locked)
    given = "--passphrase-fd 0"
    return {
        **names,
        "new": str(tmp_path / "new"),
        "given": given,
        "locked": f"--vault {locked} {given}",
    }


def set_places(patch: pytest.MonkeyPatch, vault: Path, cache: Path) -> None:
    patch.setenv("CLOSENESS_VAULT", str(vault))
    patch.setenv("XDG_CACHE_HOME", str(cache))
    patch.setenv("HOME", str(cache))
    patch.setenv("TZ", "Europe/Berlin")
    patch.delenv("CLOSENESS_NOW", raising=False)


def answered(*words: str) -> tuple[str, frozenset[str]]:
    """Run a command; give what it printed and the modules that it loaded."""
    passphrases = None
    if "--passphrase-fd" in words:
        first = recovery_code(KEY) if "recover" in words else "walk"
        passphrases = f"{first}\nrain\n"
    printed, _, modules = (
        outcome(python(PROGRAM, *words), passphrases).rstrip("\n").rpartition("\n")
    )
    return printed, frozenset(json.loads(modules))


def said(*words: str) -> str:
    return answered(*words)[0]


def loaded_by(command: str, names: dict[str, str]) -> frozenset[str]:
    return answered(*command.format(**names).split())[1]


@pytest.mark.parametrize("command", ["journal We walked home", "journal add Quiet"])
def test_a_line_is_written_without_what_only_other_kinds_need(
    command: str, here: dict[str, str]
) -> None:
    needed = {"core.entry_fields", "services.conflicts", "cli.journal.kinds", "cli.journal.asking"}
    assert loaded_by(command, here).isdisjoint(f"closeness_cli.{one}" for one in needed)


@pytest.mark.parametrize("command", ALL)
def test_a_command_loads_no_slow_module_that_it_does_not_need(
    command: str, here: dict[str, str]
) -> None:
    modules = loaded_by(command, here)
    assert {one.partition(".")[0] for one in modules} & SLOW <= ALL[command]
    assert modules.isdisjoint(NETWORK)


def test_the_first_entry_makes_the_vault_with_sqlite_utils(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_places(monkeypatch, tmp_path / "vault", tmp_path / "cache")
    _, modules = answered("journal", "add", "Quiet", "--passphrase-fd", "0")
    assert {"sqlite_utils", "cryptography"} <= modules
    assert modules.isdisjoint({"rich", "questionary", "prompt_toolkit", "yaml", "msgspec"})


@pytest.mark.usefixtures("here")
def test_words_that_are_not_ours_are_what_dateparser_is_loaded_for() -> None:
    _, modules = answered("journal", "add", "Quiet", "--at", "gestern 21:30")
    assert "dateparser" in modules
    # It sets up a log through `logging.config`, which imports sockets and opens none.
    assert modules & NETWORK <= {"socket"}


def test_colour_is_what_rich_is_loaded_for(
    here: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "rich" in loaded_by("report", here)


def test_every_command_has_a_row() -> None:
    rows = {
        " ".join(command.split()[: len(found.split())]) for found in tree() for command in COMMANDS
    }
    assert set(tree()) <= rows


def tree() -> list[str]:
    """Name every command with its group."""
    found = []
    for name, late in Root.late.items():
        command = get_command(import_module(late.module).app)
        if isinstance(command, TyperGroup):
            found += [f"{name} {one}" for one in command.commands]
        else:
            found.append(name)
    return found
