"""The docs against the code: what they name is there, and what is there they name."""

from __future__ import annotations

import re
import shlex
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.cli.groups import DefaultGroup, Group
from closeness_cli.cli.options import FLAGS, VALUES
from closeness_cli.cli.report.group import Report
from closeness_cli.cli.tree import Root
from closeness_cli.errors import ExitStatus
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "src" / "closeness_cli"
DOCS = PROJECT / "docs"
DECISIONS = DOCS / "decisions"
SCREENS = PROJECT / "tests" / "presentation" / "screens"
PAGES = sorted([*PROJECT.glob("*.md"), *DOCS.rglob("*.md")])

LONGEST_DECISION = 40
"""Lines; who decides later reads all of them."""

REGISTRIES = ("pypi.org", "pythonhosted.org", "anaconda.org", "npmjs.com", "crates.io")

PLACEHOLDERS = re.compile(r"[A-Z]+(?:\|-)?|…|\[.*|(['\"]).*\1")
"""What stands in the docs for what a person gives."""


class Named(NamedTuple):
    """A command line that a page names, and the paragraph around it."""

    line: str
    around: str


def name_of(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@cache
def text_of(page: Path) -> str:
    return page.read_text("utf-8")


@pytest.mark.parametrize("status", ExitStatus)
def test_every_exit_status_is_explained(status: ExitStatus) -> None:
    row = re.escape(f"| {status.value} | {status.name} | ")
    assert re.search(rf"^{row}\S.* \|$", text_of(DOCS / "exit-statuses.md"), re.MULTILINE)


def test_every_dependency_has_a_reason() -> None:
    project = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["project"]
    named = re.findall(r"^### ([\w-]+)", text_of(DOCS / "dependencies.md"), re.MULTILINE)
    brought = [one for extra in project["optional-dependencies"].values() for one in extra]
    wanted = [*project["dependencies"], *brought]
    assert sorted(named) == sorted(re.split(r"[<>=!~ ]", one)[0] for one in wanted)


def test_every_tool_of_the_checks_has_a_row() -> None:
    tools = [
        line
        for line in text_of(PROJECT / "requirements" / "dev.in").splitlines()
        if line and not line.startswith("#")
    ]
    page = text_of(DOCS / "dependencies.md")
    assert [tool for tool in tools if f"| {tool} | " not in page] == []


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_a_lock_names_no_host_and_every_package_by_its_hash(lock: str) -> None:
    content = text_of(PROJECT / "requirements" / lock)
    assert "http" not in content
    pinned = re.findall(r"^[\w.-]+==.*$", content, re.MULTILINE)
    assert pinned
    assert [one for one in pinned if not one.endswith("\\")] == []


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads(text_of(PROJECT / "pyproject.toml"))["project"]
    lock = text_of(PROJECT / "requirements" / "run.lock")
    names = [re.split(r"[<>=!~ ]", one)[0].lower() for one in project["dependencies"]]
    assert [one for one in names if not re.search(rf"^{one}==", lock, re.MULTILINE)] == []


def test_every_folder_of_the_source_is_on_the_page_of_the_architecture() -> None:
    page = text_of(DOCS / "architecture.md")
    folders = [str(one.relative_to(PACKAGE)) for one in PACKAGE.rglob("*") if holds_modules(one)]
    assert folders
    assert [one for one in folders if f"`{one}/`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    places = (PROJECT, PACKAGE, DOCS)
    named = re.findall(r"`((?:[\w.-]+/)+[\w-]+\.(?:py|md|yaml|toml|lock|in))`", text_of(page))
    assert [one for one in named if not any((place / one).exists() for place in places)] == []


def test_screens_on_the_page_of_the_report_are_those_that_are_tested() -> None:
    tested = [one.read_text("utf-8") for one in SCREENS.glob("*_80.txt")]
    shown = re.findall(r"\n\n```\n(.+?)\n```\n", text_of(DOCS / "report.md"), re.DOTALL)
    assert len(shown) == 2
    assert [one for one in shown if not any(screen.startswith(one) for screen in tested)] == []


def test_the_page_of_the_report_has_every_section() -> None:
    page = text_of(DOCS / "report.md")
    assert [one for one in Report.late if f"| `closeness report {one}" not in page] == ["overview"]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_page_that_a_page_links_to_is_there(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text_of(page))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_package_registry(page: Path) -> None:
    assert [one for one in REGISTRIES if one in text_of(page)] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_that_a_page_names_is_there_or_said_to_come_later(page: Path) -> None:
    wrong = [
        named.line
        for named in commands_on(text_of(page))
        if not exists(words_of(named.line), said_to_be_later=is_later(named.around))
    ]
    assert wrong == []


def test_commands_are_found_where_pages_name_them() -> None:
    page = (
        "Write with `closeness journal`, later `closeness goal`.\n\n"
        "```sh\necho hi | .venv/bin/closeness journal  # a line\ncloseness assess week\n```\n"
        "    closeness report      what you have\n"
    )
    assert [named.line for named in commands_on(page)] == [
        "closeness journal",
        "closeness goal",
        "closeness journal",
        "closeness assess week",
        "closeness report",
    ]


@pytest.mark.parametrize(
    ("line", "later", "there"),
    [
        ("closeness", False, True),
        ("closeness --help --all", False, True),
        ("closeness --vault PATH journal list", False, True),
        ('closeness journal "We walked. #walk" --mood 1', False, True),
        ("closeness vault lock", False, True),
        ("closeness assess overlap", False, True),
        ("closeness assess nothing", False, False),
        ("closeness report overview", False, True),
        ("closeness report nothing", True, False),
        ("closeness goal", False, False),
        ("closeness goal", True, True),
        ("closeness nothing", True, False),
        ("closeness vault", False, True),
        ("closeness vault nothing", True, False),
    ],
)
def test_a_command_is_there_when_the_program_has_it(line: str, later: bool, there: bool) -> None:
    assert exists(words_of(line), said_to_be_later=later) is there


def test_every_decision_is_in_the_index() -> None:
    pages = sorted(one.name for one in DECISIONS.glob("[0-9]*.md"))
    assert [one[:4] for one in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    linked = re.findall(r"\]\((\d{4}-[^)]+\.md)\)", text_of(DECISIONS / "README.md"))
    assert linked == pages


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda one: one.stem)
def test_a_decision_is_short_and_says_what_would_change_it(page: Path) -> None:
    content = text_of(page)
    assert len(content.splitlines()) < LONGEST_DECISION
    titles = re.findall(r"^## (.+)$", content, re.MULTILINE)
    assert titles == ["What", "Why", "What else", "What would change our mind"]


def holds_modules(place: Path) -> bool:
    return place.is_dir() and any(place.glob("*.py"))


def is_later(around: str) -> bool:
    return re.search(r"\blater\b", around, re.IGNORECASE) is not None


def commands_on(page: str) -> list[Named]:
    """Find the command lines in inline code and in blocks, with the paragraph they stand in."""
    found = []
    for paragraph in re.split(r"\n\s*\n", page):
        for line in re.sub(r"`([^`\n]+)`", r"\n`\1`\n", paragraph).split("\n"):
            code = re.fullmatch(r"`(.+)`|(?: {4}|\t)?(\S.*)", line)
            if code is None:
                continue
            for part in re.split(r"&&|\|\|?|;", code[1] or code[2]):
                command = re.match(r"\s*(?:\S*/)?(closeness(?: +\S.*)?)$", part)
                if command and (code[1] or is_in_block(line, page)):
                    found.append(Named(bare(command[1]), paragraph))
    return found


def is_in_block(line: str, page: str) -> bool:
    """Say whether a line stands in a block of code, fenced or indented."""
    fenced = re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    return line.startswith("    ") or any(line in one.split("\n") for one in fenced)


def bare(command: str) -> str:
    """Take away what is said about a command: after `#`, or two blanks or more."""
    return re.split(r"\s{2,}|\s#\s", command)[0].strip()


def words_of(line: str) -> list[str]:
    """Give the words after `closeness` that are neither options of all commands nor theirs."""
    words = iter(shlex.split(line, posix=False)[1:])  # quotes stay, and tell a text
    kept = []
    for word in words:
        if word in VALUES:
            next(words, None)
        elif word not in FLAGS and word not in ("--help", "--version", "-V"):
            kept.append(word)
    return kept


def exists(words: list[str], *, said_to_be_later: bool) -> bool:
    """Say whether the program has a command, or the page says that it comes later."""
    if not words:
        return True
    name, *rest = words
    if name in Root.planned:
        return said_to_be_later
    if name not in Root.late:
        return False
    group = get_command(import_module(Root.late[name].module).app)
    if not isinstance(group, TyperGroup) or not rest or rest[0].startswith("-"):
        return True
    if rest[0] in group.commands:
        return name != "assess" or rest[0] != "run" or is_argument("assess", rest[1:])
    if isinstance(group, Group) and rest[0] in group.planned:
        return said_to_be_later
    return isinstance(group, DefaultGroup) and is_argument(name, rest)


def is_argument(group: str, words: list[str]) -> bool:
    """Say whether words may follow a group whose default command is meant."""
    if not words or words[0].startswith("-") or PLACEHOLDERS.fullmatch(words[0]):
        return True
    if group == "assess":
        return any(one.id == words[0] for one in load_bank(shipped_bank_path()).instruments)
    return group == "journal" and " " in " ".join(words)
