"""One series closely, on a page: the answer, the line, and what can be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words as full_day_words
from closeness_cli.core.reports.outlook import Enough
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page
from closeness_cli.presentation.report import overview_wording, standing
from closeness_cli.presentation.report.evidence_json import followed_data, series_evidence_data
from closeness_cli.presentation.report.followed_line import line_blocks
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.reports.trend import TrendReport

ROWS_OF_LINE = 12
"""Rows for the values of the line."""

MOST_OUTSIDE = 6
"""Values outside of the usual range that are listed, the latest ones."""

BEGIN = (("Answer four questions", "closeness assess"),)
NONE = "There are no answers to follow yet."
NONE_THEN = "There are no answers to follow in this period."
NOT_MORE = "no more than noise"


def trend_view(
    found: TrendReport | None, *, narrows: bool = False, with_method: bool = False
) -> View:
    """Show one series closely.

    Args:
        found: Absent where there are no answers.
        narrows: A period was asked for.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report trend",
        lambda: trend_data(found, narrows=narrows),
        lambda: trend_page(found, narrows=narrows, with_method=with_method),
    )


def trend_page(
    found: TrendReport | None, *, narrows: bool = False, with_method: bool = False
) -> Page:
    """Lay out one series: the answer, the line, and what can be said of it."""
    if found is None:
        aside: Block = Note(overview_wording.whole_time("trend")) if narrows else Facts(BEGIN)
        return Page((Lead(NONE_THEN if narrows else NONE), aside))
    method = (
        standing.TREND_METHOD,
        standing.SHIFT_METHOD,
        standing.USUAL_METHOD,
        standing.TOGETHER_METHOD,
    )
    followed = found.followed
    line = (
        line_blocks(followed, found.evidence, found.usual, today=found.today, height=ROWS_OF_LINE)
        if len(followed.points) + len(followed.early) > 1
        else []
    )
    return Page(
        (
            Lead(answer(found)),
            *line,
            *_facts(found),
            *(Note(text) for text in method if with_method),
        ),
        f"{followed.title}, on {full_day_words(found.today)}",
    )


def trend_data(found: TrendReport | None, *, narrows: bool = False) -> dict[str, Any]:
    """Give one series as plain data, every figure with its n, interval and method."""
    if found is None:
        return {"sentence": NONE_THEN if narrows else NONE, "followed": None, "evidence": None}
    return {
        "sentence": answer(found),
        "today": found.today.isoformat(),
        "followed": followed_data(found.followed),
        "evidence": series_evidence_data(found.evidence, found.usual, found.today),
    }


def answer(found: TrendReport) -> str:
    """Say where it stands, and whether it moved by more than noise."""
    followed = found.followed
    first = standing.latest_words(followed, found.today)
    is_narrow = found.narrows and isinstance(found.outlook, Enough)
    if is_narrow and standing.is_silent(found.evidence):
        return f"{first} {overview_wording.TOO_FEW_HERE}"
    said = standing.standing(
        followed,
        found.evidence,
        found.usual,
        today=found.today,
        outlook=None if followed.is_percent else found.outlook,
    )
    return f"{first} {said}"


def _facts(found: TrendReport) -> list[Block]:
    """Say of each method what it tells; what is too early at all, the first sentence has said."""
    evidence, followed, today = found.evidence, found.followed, found.today
    if isinstance(evidence.trend, Silence):
        return []
    trend = standing.trend_words(evidence.trend, followed) if evidence.is_trend_told else NOT_MORE
    # What the first sentence tells is not told again: the shift, or else the trend.
    rows = []
    if evidence.is_shift_told or not evidence.is_trend_told:
        rows.append(("Over the whole time", _lower(trend)))
    if not evidence.is_shift_told:
        rows.append(("A shift at some time", _shift_words(found)))
    if not isinstance(found.usual, Silence):
        ends = standing.usual_words(found.usual, followed)
        n = found.usual.baseline.n
        rows.append(("Your usual range", f"{ends}, from your first {n} answers"))
        outside = standing.outside_words(found.usual, followed, today)[-MOST_OUTSIDE:]
        rows += [("Outside of it", one) for one in outside]
    rows.append(("Looked at together", wording.count(evidence.n_looked_at, "thing")))
    return [Facts(tuple(rows))]


def _shift_words(found: TrendReport) -> str:
    shift = found.evidence.shift
    if isinstance(shift, Shift) or shift.reason is Reason.NO_VARIATION:
        return NOT_MORE
    if shift.reason is Reason.OVER:
        return "too few answers"
    return f"too early{wording.from_about(shift.from_about(found.today), found.today)}"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}".rstrip(".")
