"""The line of what a report follows: its points, its usual range, and when it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.moment import short_day
from closeness_cli.core.reports.followed import smooth_of
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Note, Picture, Title
from closeness_cli.presentation.charts import LineChart
from closeness_cli.presentation.report import overview_wording, standing

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.stats.own_range import OwnRange
    from closeness_cli.core.stats.said import Silence

MOST_LISTED = 16
"""Values that a sentence lists one by one."""

MOST_SINGLE = 17
"""Points up to which they are never crowded, on a screen of 40 columns or more."""


def line_blocks(
    followed: Followed,
    evidence: Evidence,
    usual: OwnRange | Silence,
    *,
    today: date,
    height: int,
    title: str = "",
) -> list[Block]:
    """Draw the line, and say below what is drawn beside it and what it rests on.

    Args:
        height: Rows for its values.
        title: Instead of how many answers there are, and since when.
    """
    band = standing.band_of(followed, usual)
    between = standing.shifted_between(evidence)
    n = len(followed.points) + len(followed.early)
    chart = LineChart(
        followed.points,
        low=followed.low,
        high=followed.high,
        height=height,
        breaks=followed.breaks,
        aside=followed.early,
        band=band,
        smooth=smooth_of(followed) if n > MOST_SINGLE else (),
        between=between,
    )
    remarks = (
        overview_wording.break_words(followed.breaks, followed.n_left_out, today),
        overview_wording.HOLLOW if followed.early else "",
        standing.picture_words(band, followed),
        standing.shift_detail(evidence, followed),
    )
    said = " ".join(filter(None, remarks))
    return [
        Title(title or _title(followed, today)),
        Picture(chart, _sentence(followed)),
        *([Note(said)] if said else []),
    ]


def _title(followed: Followed, today: date) -> str:
    n = len(followed.points) + len(followed.early)
    first = min(day for day, _ in (*followed.points, *followed.early))
    unit = ", percent of the range" if followed.is_percent else ""
    answers = wording.count(n, "answer")
    return f"{answers[:1].upper()}{answers[1:]} since {wording.day_words(first, today)}{unit}"


def _sentence(followed: Followed) -> str:
    early = set(followed.early)
    rows = sorted([*followed.points, *followed.early])
    listed = ", ".join(
        f"{short_day(day)} {value:.0f}{' (hollow)' * ((day, value) in early)}"
        for day, value in rows[-MOST_LISTED:]
    )
    which = "" if len(rows) <= MOST_LISTED else f", the last {MOST_LISTED}"
    return f"{followed.title}, {wording.count(len(rows), 'answer')}{which}: {listed}."
