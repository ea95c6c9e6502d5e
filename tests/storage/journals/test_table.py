"""CSV, ours and that of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry
from closeness_cli.core.entry import EntryKind, Visibility
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.journals.reading import Reading
from closeness_cli.storage.journals.table import read_columns, read_table, write_table

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1
).filter(str.strip)


@given(TEXTS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    entry = an_entry(text=text)
    reading = Reading("UTC")
    read_table("".join(write_table([entry])).encode(), reading, {})
    assert reading.notes.faults == []
    assert [one.entry for one in reading.entries] == [entry]


def test_everything_else_of_an_entry_comes_back_too(read: Callable[..., Reading]) -> None:
    entry = an_entry(
        text="We talked.",
        kind=EntryKind.CONVERSATION,
        mood=-2,
        tags=("Walk", "two words"),
        visibility=Visibility.SHARED,
    )._replace(fields={"minutes": 30, "topic": "=1+1"})
    written = "".join(write_table([entry]))
    assert [one.entry for one in read(read_table, written.encode(), {}).entries] == [entry]


def test_a_formula_has_an_apostrophe_before_it() -> None:
    assert ",'=1+1," in "".join(write_table([an_entry(text="=1+1")]))


def test_another_table_is_read_by_its_headers(read: Callable[..., Reading]) -> None:
    table = "Date;Mood;Notes;Tags;Weather\n2024-03-01 21:30;2;Walked.;walk, date night;wet\n"
    found = read(read_table, table.encode(), {})
    entry = next(iter(found.entries)).entry
    assert (entry.moment.iso, entry.text, entry.mood, entry.tags) == (
        "2024-03-01T21:30:00+01:00",
        "Walked.",
        2,
        ("walk", "date-night"),
    )
    assert found.losses == {
        "the column 'Weather'": 1,
        "tags that were not one word, written with - between": 1,
    }


def test_a_map_names_the_columns_of_a_table(read: Callable[..., Reading]) -> None:
    columns = read_columns("date=Tag,text=Was war, title=Titel")
    table = "Tag,Titel,Was war\n2024-03-01,Abend,Wir gingen.\n"
    entry = next(iter(read(read_table, table.encode(), columns).entries)).entry
    assert (entry.moment.iso, entry.text, entry.tags) == (
        "2024-03-01T12:00:00+01:00",
        "Abend\nWir gingen.",
        (),
    )


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        (b"", "line 1: the file is empty"),
        (b"When,What\n1,2\n", "line 1: no column looks like the date; name it: --columns date="),
        (b"date,text\n2024-03-01\n", "line 2: its cells are not as many as the columns: 1, not 2"),
        (b'date,text\n2024-03-01,"a\nb"\n03.04.2024,c\n', "line 4: its date is not understood"),
        (b"date,text\n2024-03-01,a\0b\n", "line 2: it holds a NUL character"),
        (b'date,text\n2024-03-01,"a', "line 2: it cannot be read as CSV"),
        (b"date,text,tz\n2024-03-01,a,Berlin\n", "line 2: That time zone is not known."),
        (b"date,text\n0001-01-01 00:00,a\n", "line 2: That time is outside of the calendar."),
    ],
)
def test_a_fault_is_told_with_its_line(table: bytes, fault: str, reading: Reading) -> None:
    read_table(table, reading, {})
    assert reading.notes.faults[0].startswith(fault)


def test_a_column_that_is_not_there_is_told_with_those_that_are(reading: Reading) -> None:
    read_table(b"When,What\n", reading, {"date": "Wann", "text": "What"})
    [fault] = reading.notes.faults
    assert fault.startswith("line 1: no column is called 'Wann', which --columns says is the date")
    assert fault.endswith("there are 'When', 'What'")


@pytest.mark.parametrize("given_", ["Datum", "date=", "colour=Farbe", ""])
def test_a_map_that_is_none_is_refused(given_: str) -> None:
    with pytest.raises(WrongUseError, match="columns are not understood"):
        read_columns(given_)


@pytest.mark.parametrize(
    "change",
    [
        lambda good: good.replace("note", "nonsense"),
        lambda good: good.replace("+01:00", ""),
        lambda good: good.replace("Europe/Berlin", "Mars"),
        lambda good: good.replace(",private,", ",private,[1]"),
        lambda good: good.replace("\r\n01", "\r\nx"),
        lambda good: good + good.splitlines()[1],
    ],
)
def test_an_own_table_that_somebody_broke_is_refused(
    change: Callable[[str], str], reading: Reading
) -> None:
    good = "".join(write_table([an_entry(text="Tea.")]))
    broken = change(good)
    assert broken != good
    read_table(broken.encode(), reading, {})
    assert len(reading.notes.faults) == 1
