"""The figures as CSV: read back as they were, and no formula for a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.reports.data import Data, Meaning, Row, What
from closeness_cli.storage.formula_cells import bare
from closeness_cli.storage.report_tables import ROWS_AT_ONCE, codebook_lines, table_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

MONDAY = date(2025, 11, 10)


def read(lines: Iterable[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def test_a_row_says_its_figure_and_nothing_where_there_is_none() -> None:
    rows = (
        Row(What.SCORE, MONDAY, 100 / 3, 2, "heard", n_items=3, compared=False),
        Row(What.REPAIR, MONDAY, 6.0, 1, repaired=True),
        Row(What.ANSWER, MONDAY, -2, 1, "room", label="-2"),
    )
    score, repair, answer = read(table_lines(Data(rows, ())))
    assert (score["what"], score["on"], score["value"]) == ("score", "2025-11-10", repr(100 / 3))
    assert (score["n_items"], score["compared"], score["repaired"]) == ("3", "0", "")
    assert (repair["value"], repair["repaired"], repair["compared"]) == ("6", "1", "")
    assert (answer["value"], answer["label"]) == ("-2", "-2")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_a_name_is_kept_and_never_a_formula(name: str) -> None:
    [row] = read(table_lines(Data((Row(What.TAG, MONDAY, 1, 1, name),), ())))
    assert bare(row["name"]) == name
    assert not row["name"].startswith(("=", "@"))


def test_many_rows_are_all_there() -> None:
    rows = tuple(Row(What.ENTRIES, MONDAY, at, at) for at in range(ROWS_AT_ONCE + 1))
    seen: list[int] = []
    found = read(table_lines(Data(rows, ()), seen.append))
    assert [row["n"] for row in found] == [str(row.n) for row in rows]
    assert seen == [ROWS_AT_ONCE, ROWS_AT_ONCE + 1]


def test_a_codebook_tells_of_columns_then_kinds_then_names() -> None:
    said = Meaning(What.ANSWER, "room", "=Room?", "week", "1.0.0", -2, 2, "0 = as wanted")
    book = read(codebook_lines(Data((), (said,)), {"on": "the day"}, {What.MOOD: "how it was"}))
    assert [(one["what"], one["name"], one["meaning"]) for one in book] == [
        ("column", "on", "the day"),
        ("mood", "", "how it was"),
        ("answer", "room", "0 = as wanted"),
    ]
    assert (book[-1]["title"], book[-1]["low"], book[-1]["high"]) == ("'=Room?", "-2", "2")
