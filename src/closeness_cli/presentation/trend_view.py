"""One series closely, on a page: the answer, the line, and what can be said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import short_day
from closeness_cli.core.reports.outlook import Enough
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.core.stats.shift import Shift
from closeness_cli.presentation import overview_wording as wording
from closeness_cli.presentation import standing
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Picture, Title
from closeness_cli.presentation.charts import LineChart
from closeness_cli.presentation.evidence_json import followed_data, series_evidence_data
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.trend import TrendReport

ROWS_OF_LINE = 12
"""Rows for the values of the line."""

MOST_LISTED = 16
"""Values that a sentence lists one by one."""

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
        aside: Block = Note(wording.WHOLE_TIME) if narrows else Facts(BEGIN)
        return Page((Lead(NONE_THEN if narrows else NONE), aside))
    method = (
        standing.TREND_METHOD,
        standing.SHIFT_METHOD,
        standing.USUAL_METHOD,
        standing.TOGETHER_METHOD,
    )
    followed = found.followed
    line = _line(found) if len(followed.points) + len(followed.early) > 1 else []
    return Page(
        (
            Lead(answer(found)),
            *line,
            *_facts(found),
            *(Note(text) for text in method if with_method),
        ),
        f"{followed.title}, on {wording.long_day(found.today, found.today)}",
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
    on, value = followed.latest
    first = f"{followed.title}: {value_words(followed, value)} on {wording.long_day(on, found.today)}"
    is_narrow = found.narrows and isinstance(found.outlook, Enough)
    if is_narrow and standing.is_silent(found.evidence):
        return f"{first}. {wording.TOO_FEW_HERE}"
    said = standing.standing(
        followed,
        found.evidence,
        found.usual,
        today=found.today,
        outlook=None if followed.is_percent else found.outlook,
    )
    return f"{first}. {said}"


def value_words(followed: Followed, value: float) -> str:
    """Say a value: `8 of 10`, `75 percent of the range`."""
    if followed.is_percent:
        return f"{whole_percent(value)} percent of the range"
    return f"{value:.0f} of {followed.high}"


def _line(found: TrendReport) -> list[Block]:
    followed, today = found.followed, found.today
    band = standing.band_of(followed, found.usual)
    between = standing.shifted_between(found.evidence)
    n = len(followed.points) + len(followed.early)
    chart = LineChart(
        followed.points,
        low=followed.low,
        high=followed.high,
        height=ROWS_OF_LINE,
        breaks=followed.breaks,
        aside=followed.early,
        band=band,
        smooth=found.smooth,
        between=between,
    )
    remarks = [
        wording.break_words(followed.breaks, followed.n_left_out, today),
        wording.HOLLOW if followed.early else "",
        standing.picture_words(band, between, today),
    ]
    said = " ".join(filter(None, remarks))
    first = min(day for day, _ in (*followed.points, *followed.early))
    title = f"{wording.count(n, 'answer').capitalize()} since {wording.day_words(first, today)}"
    return [
        Title(title),
        Picture(chart, _line_sentence(followed)),
        *([Note(said)] if said else []),
    ]


def _line_sentence(followed: Followed) -> str:
    early = set(followed.early)
    rows = sorted([*followed.points, *followed.early])
    listed = ", ".join(
        f"{short_day(day)} {_number(followed, value)}{' (hollow)' * ((day, value) in early)}"
        for day, value in rows[-MOST_LISTED:]
    )
    which = "" if len(rows) <= MOST_LISTED else f", the last {MOST_LISTED}"
    return f"{followed.title}, {wording.count(len(rows), 'answer')}{which}: {listed}."


def _number(followed: Followed, value: float) -> str:
    return whole_percent(value) if followed.is_percent else f"{value:.0f}"


def _facts(found: TrendReport) -> list[Block]:
    """Say of each method what it tells; what is too early at all, the first sentence has said."""
    evidence, today = found.evidence, found.today
    if isinstance(evidence.trend, Silence):
        return []
    trend = standing.trend_words(evidence.trend) if evidence.is_trend_told else NOT_MORE
    rows = [("Over the whole time", _lower(trend)), ("A shift at some time", _shift_words(found))]
    if not isinstance(found.usual, Silence):
        baseline = found.usual.baseline
        ends = f"{standing.figure(baseline.low)} to {standing.figure(baseline.high)}"
        rows.append(("Your usual range", f"{ends}, from your first {baseline.n} answers"))
        rows += [("Outside of it", one) for one in standing.outside_words(found.usual, today)]
    rows.append(("Looked at together", wording.count(evidence.n_looked_at, "claim")))
    return [Facts(tuple(rows))]


def _shift_words(found: TrendReport) -> str:
    shift = found.evidence.shift
    if isinstance(shift, Shift):
        if found.evidence.is_shift_told:
            return _lower(standing.shift_words(shift, found.followed, found.today))
        return NOT_MORE
    if shift.reason is Reason.NO_VARIATION:
        return NOT_MORE
    day = shift.from_about(found.today)
    return f"too early; from about {wording.about(day, found.today)}" if day else "too early"


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}".rstrip(".")
