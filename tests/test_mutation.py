"""The page on mutation testing against what is configured, and against itself."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PAGE = (PROJECT / "docs" / "mutation.md").read_text("utf-8")
CONFIGURED = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]
MUTATED = CONFIGURED["only_mutate"]
COUNTS = r"^\| `{}` \| (\d+) \| (\d+) \| (\d+) \|$"


def named(module: str) -> str:
    """Give a module as pages name it."""
    return module.removeprefix("src/closeness_cli/")


@pytest.mark.parametrize("module", MUTATED)
def test_every_mutated_module_is_there_and_has_its_counts_on_the_page(module: str) -> None:
    assert (PROJECT / module).is_file()

    row = re.search(COUNTS.format(re.escape(named(module))), PAGE, re.MULTILINE)

    assert row
    mutants, found, survived = map(int, row.groups())
    assert mutants == found + survived


@pytest.mark.parametrize("module", MUTATED)
def test_every_survivor_of_a_module_is_explained(module: str) -> None:
    row = re.search(COUNTS.format(re.escape(named(module))), PAGE, re.MULTILINE)
    section = re.search(rf"^### `{re.escape(named(module))}`\n(.*?)(?=^#|\Z)", PAGE, re.M | re.S)

    explained = re.findall(r"^\| .+ \| (\d+) \| \S.* \|$", section[1] if section else "", re.M)

    assert row
    assert sum(map(int, explained)) == int(row[3])


def test_the_page_counts_no_module_that_is_not_mutated() -> None:
    counted = re.findall(COUNTS.format("([^`]+)"), PAGE, re.MULTILINE)

    assert [one for one, *_ in counted] == sorted(map(named, MUTATED))


@pytest.mark.parametrize("one", CONFIGURED["pytest_add_cli_args_test_selection"])
def test_the_tests_that_find_mutants_are_there(one: str) -> None:
    assert (PROJECT / one).exists()


def test_the_lock_of_mutation_testing_names_no_host_and_every_package_by_its_hash() -> None:
    lock = (PROJECT / "requirements" / "mutation.lock").read_text("utf-8")

    assert "http" not in lock
    pinned = re.findall(r"^[\w.-]+==.*$", lock, re.MULTILINE)
    assert any(one.startswith("mutmut==") for one in pinned)
    assert [one for one in pinned if not one.endswith("\\")] == []
