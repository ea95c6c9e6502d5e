"""Help lines: what ships is whole, every fault is told, and a slip keeps nobody from help."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.errors import BadInputError, StorageFailedError
from closeness_cli.storage.help_lines import (
    FILE_NAME,
    find_help_lines,
    parse_help_lines,
    shipped_help_lines_path,
)

SMALL = """\
schema: closeness.help-lines/1
countries:
- code: NO
  name: Norway
  also: [Norge]
  lines:
  - name: Somebody
    reach: call 000
    who: anyone
    source: an invented page
    taken_on: 2026-11-22
"""

SHIPPED = find_help_lines(Path("/nowhere") / FILE_NAME).lines


def changed(old: str, new: str) -> bytes:
    assert SMALL.count(old) == 1
    return SMALL.replace(old, new).encode()


def faults_of(content: bytes) -> tuple[str, ...]:
    with pytest.raises(BadInputError) as error:
        parse_help_lines(content, "mine.yaml")
    return error.value.faults


def test_a_list_is_read_and_its_words_stay_words() -> None:
    [country] = parse_help_lines(SMALL.encode(), "mine.yaml").countries
    assert (country.code, country.name, country.also) == ("NO", "Norway", ("Norge",))
    [line] = country.lines
    assert (line.reach, line.taken_on, line.hours) == ("call 000", date(2026, 11, 22), "")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("lines/1", "lines/2", "mine.yaml:1:9: schema: schema 'closeness.help-lines/2' is not"),
        ("code: NO", "code: no", "mine.yaml:3:9: countries[0].code: 'no' is not a country's two"),
        ("    reach: call 000\n", "", "mine.yaml:7:5: countries[0].lines[0]: field 'reach' is"),
        ("2026-11-22", "2026-02-30", "'2026-02-30' is no day of the calendar"),
        ("2026-11-22", "soon", "'soon' is not a day such as 2026-11-22"),
        ("who: anyone", "whom: anyone", "unknown field 'whom' (did you mean 'who'?)"),
        ("call 000", "'call\\t000'", "must be one line, without tabs"),
        ("also: [Norge]", "also: []", "needs at least one line"),
        ("    who: anyone", "    who: \x1b[31m", "is the control character U+001B"),
    ],
)
def test_a_fault_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    new = new.replace("\\t", "\t")
    assert any(fault in one for one in faults_of(changed(old, new)))


def test_every_fault_is_told_at_once() -> None:
    content = SMALL.replace("code: NO", "code: Norway").replace("2026-11-22", "never").encode()
    assert len(faults_of(content)) == 2


def test_a_country_stands_in_a_list_once() -> None:
    twice = SMALL + SMALL[SMALL.index("- code") :]
    [fault] = faults_of(twice.encode())
    assert fault.endswith("country NO is given twice")


@given(st.binary(max_size=300))
def test_whatever_a_file_holds_is_read_or_refused(content: bytes) -> None:
    with suppress(BadInputError):
        assert parse_help_lines(content, "mine.yaml").countries


def test_without_a_list_of_ones_own_the_shipped_one_holds(tmp_path: Path) -> None:
    found = find_help_lines(tmp_path / FILE_NAME)
    assert found.read_from == shipped_help_lines_path()
    assert found.error is None


def test_a_list_of_ones_own_replaces_the_shipped_one_as_a_whole(tmp_path: Path) -> None:
    own = tmp_path / FILE_NAME
    own.write_text(SMALL)
    found = find_help_lines(own)
    assert [one.code for one in found.lines.countries] == ["NO"]
    assert found.read_from == own


def test_a_faulty_list_of_ones_own_leaves_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / FILE_NAME
    own.write_bytes(changed("code: NO", "code: n"))
    found = find_help_lines(own)
    assert found.lines == SHIPPED
    assert isinstance(found.error, BadInputError)


def test_a_list_that_cannot_be_read_leaves_the_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / FILE_NAME
    own.mkdir()
    found = find_help_lines(own)
    assert found.lines == SHIPPED
    assert isinstance(found.error, StorageFailedError)


def test_a_vault_whose_place_is_taken_by_a_file_leaves_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "vault").write_text("no folder")
    assert find_help_lines(tmp_path / "vault" / FILE_NAME).lines == SHIPPED


def test_the_shipped_list_is_found_in_the_package_first(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "closeness_cli"
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / FILE_NAME).write_text(SMALL)
    assert shipped_help_lines_path(package) == tmp_path / "data" / FILE_NAME
    (package / "data").mkdir(parents=True)
    (package / "data" / FILE_NAME).write_text(SMALL)
    assert shipped_help_lines_path(package) == package / "data" / FILE_NAME


def test_where_the_shipped_list_is_missing_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError):
        shipped_help_lines_path(tmp_path / "lib" / "closeness_cli")


def test_every_shipped_line_names_two_sources_and_its_day() -> None:
    for country in SHIPPED.countries:
        for line in country.lines:
            assert "; " in line.source, line.name
            assert line.taken_on == date(2026, 11, 22)
            assert re.search(r"\d{3}", line.reach), line.name


def test_the_shipped_countries_are_in_order() -> None:
    codes = [one.code for one in SHIPPED.countries]
    assert codes == sorted(codes)


NUMBERS = {
    "AT": ["142", "0800 222 555"],
    "AU": ["13 11 14", "1800 737 732"],
    "CA": ["988"],
    "CH": ["143"],
    "DE": ["0800 1110111", "116 016"],
    "ES": ["016"],
    "FR": ["3919", "3114"],
    "GB": ["116 123", "0808 2000 247"],
    "IE": ["116 123", "1800 341 900"],
    "IT": ["1522"],
    "NL": ["0800-2000"],
    "NZ": ["1737", "0800 733 843"],
    "SE": ["020-50 50 50"],
    "US": ["988", "1-800-799-7233"],
}
"""Written down apart from the file, so that a slip of the finger in one of the two shows."""


def test_the_shipped_numbers_are_those_that_were_looked_up() -> None:
    assert [one.code for one in SHIPPED.countries] == list(NUMBERS)
    for country in SHIPPED.countries:
        lines = [line.reach for line in country.lines]
        assert len(lines) == len(NUMBERS[country.code])
        for reach, number in zip(lines, NUMBERS[country.code], strict=True):
            assert number in reach


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("AT", "AT"),
        (" at ", "AT"),
        ("Österreich", "AT"),
        ("u.k.", "GB"),
        ("united states", "US"),
        ("U.S.A.", "US"),
        ("Éire", "IE"),
        ("NEW  ZEALAND", "NZ"),
    ],
)
def test_a_country_is_found_by_its_code_or_a_name(asked: str, code: str) -> None:
    found = SHIPPED.find(asked)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("asked", ["", "A", "Aus", "Atlantis", "🏴", "-"])
def test_a_country_that_is_not_there_is_not_guessed(asked: str) -> None:
    assert SHIPPED.find(asked) is None
