"""Rituals to choose from: what ships is whole, and every fault is told with its place."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.person import read_name
from closeness_cli.core.ritual_presets import Need, Where, With
from closeness_cli.core.rituals import read_meant
from closeness_cli.errors import BadInputError, StorageFailedError
from closeness_cli.storage.ritual_presets import (
    FILE_NAME,
    parse_presets,
    shipped_presets,
    shipped_presets_path,
)

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
schema: closeness.rituals/1
rituals:
- id: tea
  name: Tea
  how: Drink a cup at the window.
  need: room
  minutes: 10
  with: alone
  where: either
  every: mon,thu
  after: work
  seed: B9
"""

SHIPPED = shipped_presets()

SEEDS = {
    *("A14", "A15", "A16", "A17", "A18", "A21", "A22"),
    *("B9", "B10", "B11", "B12", "B13", "B16"),
}
"""Rows of the articles that tell of something that is done again and again."""


def faults_of(content: str) -> tuple[str, ...]:
    with pytest.raises(BadInputError) as error:
        parse_presets(content.encode(), "mine.yaml")
    return error.value.faults


def test_a_file_is_read() -> None:
    [tea] = parse_presets(SMALL.encode(), "mine.yaml")
    assert (tea.id, tea.need, tea.company, tea.where) == (
        "tea",
        Need.ROOM,
        With.ALONE,
        Where.EITHER,
    )
    assert (tea.minutes, tea.meant, tea.after) == (10, read_meant("mon,thu"), "work")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("rituals/1", "rituals/2", "mine.yaml:1:9: schema: is not known; this one reads"),
        ("id: tea", "id: Tea", "mine.yaml:3:7: rituals[0].id: 'Tea' is not an id"),
        ("need: room", "need: rooms", "unknown value 'rooms' (did you mean 'room'?)"),
        ("minutes: 10", "minutes: 0", "must be from 1 to 1440, not '0'"),
        ("with: alone", "with: nobody", "mine.yaml:8:9: rituals[0].with: unknown value 'nobody'"),
        ("every: mon,thu", "every: 3 weeks", "rituals[0].every: how often it is meant is not"),
        ("name: Tea", f"name: {'x' * 81}", "rituals[0].name: is longer than 80 characters"),
        ("  seed: B9\n", "", "field 'seed' is missing"),
        ("seed: B9", "seed: C9", "'C9' is not a row such as B9"),
        ("after: work", "before: work", "unknown field 'before'"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    assert SMALL.count(old) == 1
    assert any(fault in one for one in faults_of(SMALL.replace(old, new)))


def test_no_two_rituals_have_one_id_or_one_name() -> None:
    again = SMALL[SMALL.index("- id") :].replace("Tea", "TEA")
    assert [one.split(" ", 1)[1] for one in faults_of(SMALL + again)] == [
        "rituals[1].id: is given twice",
        "rituals[1].name: is given twice",
    ]


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_is_read_or_refused(content: bytes) -> None:
    with suppress(BadInputError):
        assert parse_presets(content, "mine.yaml")


def test_what_ships_has_something_from_every_row_and_for_every_need() -> None:
    assert {one.seed for one in SHIPPED} == SEEDS
    assert {one.need for one in SHIPPED} == set(Need)
    rows = Counter(one.seed for one in SHIPPED)
    assert [rows[one] for one in ("B9", "A14", "A16", "A21")] >= [5, 8, 6, 5]


def test_what_ships_is_one_sentence_each_and_can_be_taken_as_it_is() -> None:
    for one in SHIPPED:
        assert read_name(one.name) == one.name
        assert one.how.endswith(".")
        assert ". " not in one.how
        assert one.company is not With.ALONE or one.where is not Where.NEAR


def test_one_who_is_alone_finds_much_and_so_do_two_who_are_apart() -> None:
    alone = [one for one in SHIPPED if one.company is not With.TOGETHER]
    apart = [one for one in SHIPPED if one.where is not Where.NEAR]
    assert len(alone) >= 20
    assert len([one for one in apart if one.company is not With.ALONE]) >= 15
    assert {one.need for one in alone} >= {Need.WORDS, Need.LISTENING, Need.HELP, Need.ROOM}


def test_the_shipped_file_is_found_in_the_package_first(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "closeness_cli"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_text(SMALL)
    assert shipped_presets_path(package) == tmp_path / "data" / FILE_NAME
    (package / "data").mkdir(parents=True)
    (package / "data" / FILE_NAME).write_text(SMALL)
    assert shipped_presets_path(package) == package / "data" / FILE_NAME


def test_where_the_shipped_file_is_missing_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError):
        shipped_presets_path(tmp_path / "lib" / "closeness_cli")
