"""The figures of a report as CSV: one table of rows, and a codebook beside it."""

from __future__ import annotations

import csv
import io
from itertools import islice
from typing import TYPE_CHECKING

from closeness_cli.core.reports.data import Row
from closeness_cli.storage.formula_cells import guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from closeness_cli.core.reports.data import Data, Meaning, What

ROWS_AT_ONCE = 1_000

CODEBOOK = ("what", "name", "title", "instrument", "version", "low", "high", "meaning")
"""The columns of a codebook; `column` in the first one tells of a column of the table."""


def table_lines(data: Data, progress: Callable[[int], None] | None = None) -> Iterator[str]:
    """Write the rows, a line each below their header.

    Args:
        progress: Called now and then with the rows written so far.
    """
    return _lines(Row._fields, data.rows, progress)


def codebook_lines(
    data: Data, columns: Mapping[str, str], kinds: Mapping[What, str]
) -> Iterator[str]:
    """Write what every column, kind of row and name means.

    Args:
        columns: What each column of the table holds.
        kinds: What the rows of a kind tell.
    """
    blank = ("",) * (len(CODEBOOK) - 3)
    said = [
        *(("column", name, *blank, meaning) for name, meaning in columns.items()),
        *((what, "", *blank, meaning) for what, meaning in kinds.items()),
        *(_in_order(one) for one in data.meanings),
    ]
    return _lines(CODEBOOK, said)


def _in_order(one: Meaning) -> tuple[object, ...]:
    return tuple(getattr(one, column) for column in CODEBOOK)


def _lines(
    header: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    progress: Callable[[int], None] | None = None,
) -> Iterator[str]:
    yield _written([header])
    waiting, n_rows = iter(rows), 0
    while some := list(islice(waiting, ROWS_AT_ONCE)):
        n_rows += len(some)
        if progress is not None:
            progress(n_rows)
        yield _written([_cell(value) for value in row] for row in some)


def _written(rows: Iterable[Iterable[str]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    return file.getvalue()


def _cell(value: object) -> str:
    """Write one value: nothing where there is none, 1 and 0 for yes and no, numbers in full."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() else repr(value)
    return str(value) if isinstance(value, int) else guarded(str(value))
