"""What the figures for R and pandas are: counted on a page, and explained for a codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words
from closeness_cli.core.reports.data import What
from closeness_cli.presentation.blocks import Facts, Lead, Note, Page
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.reports.data import Data

COMMAND = "report data"

COLUMNS = {
    "what": "what the row tells; below, a line for each",
    "on": "the local day",
    "value": "the figure; empty where there is none",
    "n": "how many answers, entries or times it rests on",
    "name": "which dimension, item, tag, kind or ritual",
    "at": "the moment, with its offset from UTC",
    "id": "the set of answers, or the ritual",
    "instrument": "what was answered",
    "version": "its version as it was answered",
    "n_items": "how many answers there could have been",
    "label": "what stood beside the answer, or why there is none",
    "compared": "1 where the report compares it: no early retake, from the last new wording on",
    "repaired": "1 where the hours end with a repair, 0 where it was open at least so long",
}
"""What each column of the table holds."""

KINDS = {
    What.FOLLOWED: "the series that the report's trend, shift and usual range are about",
    What.SCORE: "a dimension of a set of answers, percent of its range",
    What.ANSWER: "an answer in a number, as it was given",
    What.MOOD: "the mean mood of a day, -2 to 2",
    What.ENTRIES: "the entries of a day",
    What.KIND: "the entries of a day of one kind",
    What.TAG: "the entries of a day with one tag",
    What.TALK: "the conversations of a day",
    What.RITUAL: "how often a ritual was done that day; 0 where it was left out on purpose",
    What.REPAIR: "hours from a conflict to its first repair, or until it was last heard of",
}
"""What the rows of each kind tell."""

FILE = "figures.csv"
"""What a table is called in a folder that was named for it."""

NOTHING = "There are no figures yet, and that is fine."
NOTHING_THEN = "There are no figures in this period."
WRITE = (("Write them", "closeness report data --csv FILE.csv"),)
LEFT_OUT = "No text of an entry or an answer is among them, and no private answer."
STDOUT_ALONE = "The table alone; a file gets a codebook beside it."


def data_view(data: Data, *, narrows: bool = False) -> View:
    """Show which figures there are.

    Args:
        narrows: A period was asked for.
    """
    return View(COMMAND, lambda: data_data(data), lambda: data_page(data, narrows=narrows))


def data_page(data: Data, *, narrows: bool = False) -> Page:
    """Count the rows, and say what they tell."""
    if not data.rows:
        return Page((Lead(NOTHING_THEN if narrows else NOTHING),), "Your figures")
    first, last = min(row.on for row in data.rows), max(row.on for row in data.rows)
    days = f"of {day_words(first)}" if first == last else f"{day_words(first)} to {day_words(last)}"
    counted = tuple(
        (f"{what} {n:,}", meaning) for what, meaning in KINDS.items() if (n := data.count(what))
    )
    n_rows = "One row" if len(data.rows) == 1 else f"{len(data.rows):,} rows"
    lead = Lead(f"{n_rows} of figures for R, pandas or a spreadsheet: {days}.")
    return Page((lead, Facts(counted), Note(LEFT_OUT), Facts(WRITE)), "Your figures")


def data_data(data: Data) -> dict[str, Any]:
    """Give what the table would hold as plain data."""
    return {
        "rows": len(data.rows),
        "columns": [{"name": name, "meaning": meaning} for name, meaning in COLUMNS.items()],
        "kinds": [
            {"what": str(what), "n": data.count(what), "meaning": meaning}
            for what, meaning in KINDS.items()
        ],
        "names": [
            {**one._asdict(), "what": str(one.what), "meaning": one.meaning or None}
            for one in data.meanings
        ],
    }


def written_data(file: str, codebook: str, data: Data) -> Mapping[str, object]:
    """Say as plain data what was written."""
    return {"file": file, "codebook": codebook, "rows": len(data.rows)}


def written_words(codebook: str, n_rows: int) -> str:
    """Say what was written, and who can read it."""
    rows = "one row" if n_rows == 1 else f"{n_rows:,} rows"
    return (
        f"Written: {rows}, and what they mean in {safe(codebook)}.\n"
        "It is plain text: anyone who can read the files can read it."
    )
