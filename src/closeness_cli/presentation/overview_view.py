"""The overview on a page, answer first."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import short_day
from closeness_cli.core.reports.followed import smooth_of
from closeness_cli.core.reports.outlook import Enough
from closeness_cli.presentation import overview_wording as wording
from closeness_cli.presentation.answer_wording import answer_words
from closeness_cli.presentation.blocks import (
    Beside,
    Block,
    Facts,
    Lead,
    Note,
    Page,
    Picture,
    Title,
    Words,
)
from closeness_cli.presentation.charts import LineChart, MoodCalendar
from closeness_cli.presentation.overview_json import overview_data
from closeness_cli.presentation.overview_levels import has_two, level_blocks
from closeness_cli.presentation.standing import (
    band_of,
    first_words,
    is_moved,
    is_silent,
    picture_words,
    shifted_between,
)
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.levels import Level
    from closeness_cli.core.reports.overview import DayMood, Overview
    from closeness_cli.core.reports.series import Series

__all__ = ["overview_data", "overview_page"]

ROWS_OF_LINE = 8
"""Rows for the values of the line; with the two below, the page fits a terminal of 40."""

LOWER_LINE = 4
"""The same where answers in words are below it."""

ROWS_OF_LEVELS = 11
"""Rows for dimensions, for the same reason."""

ROWS_OF_ANSWERS = 10
"""What the weekly answers in words take from them."""

ROWS_OF_REMARKS = 3
"""What remarks on the line take from them."""

FEW_SHOWN, RECENT_SHOWN = 3, 2
"""Entries in their own words, while there are few of them and later."""

MOST_SINGLE = 17
"""Points up to which they are never crowded, on a screen of 40 columns or more."""

MOST_TOLD = 8
"""Answers in words; of a longer form, the rest is where all of it is shown."""

MOST_TAGS, LONGEST_TAGS = 5, 60
"""Tags that are counted, and how many characters they may take together."""

MOST_LISTED = 16
"""Answers that a sentence lists one by one."""

FEWEST_MOOD_DAYS = 7
"""Days with a mood from which on a calendar says more than words."""

MOST_WEEKS = 17
"""Weeks of moods: as many as stand in half a page of 80 columns, or on one of 40."""

BEGIN = (
    ("Write a line or two", "closeness journal"),
    ("Answer four questions", "closeness assess"),
)


def overview_view(overview: Overview) -> View:
    """Show where things stand."""
    return View("report overview", lambda: overview_data(overview), lambda: overview_page(overview))


def overview_page(overview: Overview) -> Page:
    """Lay out where things stand: the answer, what it rests on, and from when on there is more."""
    lead, title = Lead(first_words(overview)), wording.title(overview.today)
    if overview.is_empty:
        narrowed = overview.period.narrows
        return Page((lead, Note(wording.WHOLE_TIME) if narrowed else Facts(BEGIN)), title)
    series = overview.series
    if series is not None and len(series.counted) > 1:
        body = _over_time(overview, series)
    else:
        body = _so_far(overview)
    return Page((lead, *body, Note(_end(overview))), title)


def _end(overview: Overview) -> str:
    """Say what the page is from, and where there is nothing to compare, how that begins."""
    rests_on = wording.rests_on(overview)
    is_told = overview.followed is not None and not isinstance(overview.outlook, Enough)
    if is_told or not is_silent(overview.evidence):
        return rests_on
    return f"{rests_on} {wording.when_more(overview.outlook, overview.today)}"


def _over_time(overview: Overview, series: Series) -> list[Block]:
    """Lay out a page that follows the series."""
    told = _answers(overview) if _is_told(overview) else []
    line = _line(overview, series, LOWER_LINE if told else ROWS_OF_LINE)
    remarks = any(isinstance(block, Note) for block in line)
    room = ROWS_OF_LEVELS - ROWS_OF_REMARKS * remarks - ROWS_OF_ANSWERS * bool(told)
    levels = level_blocks(
        _levels(overview),
        room=room,
        today=overview.today,
        is_moved=is_moved(overview.evidence),
    )
    return _around_words(overview, [*line, *told, *levels])


def _so_far(overview: Overview) -> list[Block]:
    """Lay out a page that has no line yet: one's own words, and the latest answers in words."""
    levels = level_blocks(_levels(overview), room=ROWS_OF_LEVELS, today=overview.today)
    early = wording.early_words(overview.series, overview.today) if overview.series else ""
    aside = [Note(early)] if early else []
    return _around_words(overview, [*_answers(overview), *aside, *levels])


def _is_told(overview: Overview) -> bool:
    """Say whether the answers told in words are all there is to say of their instrument."""
    told = overview.latest.instrument_id if overview.latest else ""
    return not has_two(one for one in overview.levels if one.instrument_id == told)


def _levels(overview: Overview) -> list[Level]:
    """Leave out the dimensions of what is told in words already."""
    told = overview.latest.instrument_id if overview.latest and _is_told(overview) else ""
    return [one for one in overview.levels if one.instrument_id != told]


def _around_words(overview: Overview, answers: list[Block]) -> list[Block]:
    """Put one's own words first while there are few entries, and later beside the moods."""
    moods, tags, words = _moods(overview), _tags(overview), _own_words(overview)
    if overview.written.are_few:
        return [*words, *answers, *moods, *tags]
    written = [*words, *tags]
    return [*answers, Beside(tuple(moods), tuple(written))] if moods else [*answers, *written]


def _line(overview: Overview, series: Series, height: int) -> list[Block]:
    chart = _line_of(overview, series, height)
    today = overview.today
    remarks = [wording.line_remarks(series, today), picture_words(chart.band, chart.between, today)]
    said = " ".join(filter(None, remarks))
    return [
        Title(wording.range_words(series, today)),
        Picture(chart, _line_sentence(series)),
        *([Note(said)] if said else []),
    ]


def _line_of(overview: Overview, series: Series, height: int) -> LineChart:
    followed = overview.followed
    return LineChart(
        [(point.on, point.value) for point in series.counted],
        low=series.scale.min,
        high=series.scale.max,
        height=height,
        breaks=series.breaks,
        aside=[(point.on, point.value) for point in series.early],
        band=band_of(followed, overview.usual) if followed else None,
        smooth=smooth_of(followed) if followed and len(series.points) > MOST_SINGLE else (),
        between=shifted_between(overview.evidence),
    )


def _line_sentence(series: Series) -> str:
    n = len(series.points)
    listed = ", ".join(
        f"{short_day(point.on)} {point.value}{' (hollow)' * point.early}"
        for point in series.points[-MOST_LISTED:]
    )
    which = "" if n <= MOST_LISTED else f", the last {MOST_LISTED}"
    return f"{series.title}, {wording.count(n, 'answer')}{which}: {listed}."


def _answers(overview: Overview) -> list[Block]:
    """Tell the latest answers; a text that became an entry is told there."""
    latest = overview.latest
    if latest is None:
        return []
    told = [one for one in latest.answers if not (one.item.journal_as and one.response.value)]
    left = max(len(told) - MOST_TOLD, 0)
    rows = tuple(
        (one.item.text, answer_words(one.item, one.response, shortened=wording.beginning))
        for one in told
    )
    if not rows:
        return []
    blocks: list[Block] = [Title(wording.answers_title(latest, overview)), Facts(rows[:MOST_TOLD])]
    if left:
        blocks.append(Note(wording.rest_of(latest, left)))
    return blocks


def _own_words(overview: Overview) -> list[Block]:
    """Show entries as they were written while there are few, and then how the latest begin."""
    written, today = overview.written, overview.today
    if not written.newest:
        return []
    if written.are_few:
        few = written.newest[:FEW_SHOWN]
        words = [Words(wording.as_written(one.text), _source(one, today)) for one in few]
        return [Title("In your words"), *words]
    recent = written.newest[:RECENT_SHOWN]
    lines = [Words(wording.beginning(one.text), short_day(one.moment.on)) for one in recent]
    return [Title("Lately, in your words"), *lines]


def _source(entry: Entry, today: date) -> str:
    mood = "" if entry.mood is None else f" · mood {MOOD_WORDS[entry.mood]}"
    return f"{wording.long_day(entry.moment.on, today)}{mood}"


def _tags(overview: Overview) -> list[Block]:
    """Count the tags used most; while entries are few, one that came once is read in them."""
    fewest = 2 if overview.written.are_few else 1
    used = [one for one in overview.written.tags if one.n >= fewest][:MOST_TAGS]
    said = [f"#{one.tag} {one.n}" for one in used]
    while len(said) > 1 and len(", ".join(said)) > LONGEST_TAGS:
        said.pop()
    return [Facts((("Tags", ", ".join(said)),))] if said else []


def _moods(overview: Overview) -> list[Block]:
    moods, today = overview.written.moods, overview.today
    if len(moods) < FEWEST_MOOD_DAYS:
        return []
    shown = [one for one in moods if one.on >= _first_monday(moods[-1].on)]
    days = wording.count(len(shown), "day")
    since = "" if shown[0] == moods[0] else f" since {wording.day_words(shown[0].on, today)}"
    by_day = {one.on: one.mood for one in shown}
    return [
        Title(f"Mood on {days}{since}"),
        Picture(
            MoodCalendar(by_day, first=shown[0].on, last=shown[-1].on),
            _mood_sentence(shown, today),
        ),
    ]


def _first_monday(last: date) -> date:
    """Find the first day of a calendar of `MOST_WEEKS` that ends with this day's week."""
    monday = last.toordinal() - last.weekday()
    return date.fromordinal(max(monday - timedelta(weeks=MOST_WEEKS - 1).days, 1))


def _mood_sentence(moods: Sequence[DayMood], today: date) -> str:
    nearest = Counter(math.floor(one.mood + 0.5) for one in moods)
    said = ", ".join(f"{MOOD_WORDS[mood]} {nearest[mood]}" for mood in MOOD_WORDS if nearest[mood])
    first, last = (wording.day_words(one.on, today) for one in (moods[0], moods[-1]))
    return f"Days from {first} to {last}: {said}."
