"""The overview on a page, answer first."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import short_day
from closeness_cli.core.reports.outlook import Enough
from closeness_cli.presentation import wording
from closeness_cli.presentation.answer_wording import answer_words
from closeness_cli.presentation.blocks import (
    Beside,
    Block,
    Facts,
    Lead,
    Note,
    Page,
    Paragraph,
    Picture,
    Title,
    Words,
)
from closeness_cli.presentation.charts import MoodCalendar, ThenNowBars
from closeness_cli.presentation.report import overview_wording, standing
from closeness_cli.presentation.report.followed_line import line_blocks
from closeness_cli.presentation.report.idea_view import idea_blocks
from closeness_cli.presentation.report.moved_wording import METHOD
from closeness_cli.presentation.report.overview_json import overview_data
from closeness_cli.presentation.report.overview_levels import (
    CHARACTERS_IN_A_ROW,
    has_two,
    level_blocks,
)
from closeness_cli.presentation.report.repair_view import repair_lines
from closeness_cli.presentation.report.rituals_view import moved_blocks
from closeness_cli.presentation.report.standing import (
    first_words,
    is_begun_by_another,
    is_moved,
    is_silent,
)
from closeness_cli.presentation.view import View
from closeness_cli.presentation.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.idea import Idea
    from closeness_cli.core.reports.levels import Level
    from closeness_cli.core.reports.overview import DayMood, Overview

__all__ = ["overview_data", "overview_page"]

ROWS_OF_LINE = 8
"""Rows for the values of the line; with the two below, the page fits a terminal of 40."""

LOWER_LINE, LOWEST_LINE = 7, 4
"""The same where there is more to say, and where answers in words are below it."""

COLUMNS, MOST_MISSING = 80, 2
"""Of the terminal that a page fits, and rows that may be missing before the line is lower."""

ROWS_OF_LEVELS, LEAST_OF_LEVELS = 11, 5
"""Rows for dimensions, for the same reason, and as many as there are always."""

ROWS_AROUND_LEVELS = 4
"""Rows for their title, their scale and what parts them from the rest."""

ROWS_OF_ANSWERS = 10
"""What the weekly answers in words take from them."""

FEW_SHOWN, RECENT_SHOWN = 3, 2
"""Entries in their own words, while there are few of them and later."""

MOST_TOLD = 8
"""Answers in words; of a longer form, the rest is where all of it is shown."""

MOST_TAGS, LONGEST_TAGS = 5, 60
"""Tags that are counted, and how many characters they may take together."""

FEWEST_MOOD_DAYS = 7
"""Days with a mood from which on a calendar says more than words."""

MOST_WEEKS = 17
"""Weeks of moods: as many as stand in half a page of 80 columns, or on one of 40."""

BEGIN = (
    ("Write a line or two", "closeness journal"),
    ("Answer four questions", "closeness assess"),
)


METHODS = (standing.TREND_METHOD, standing.SHIFT_METHOD, standing.USUAL_METHOD)


def overview_view(
    overview: Overview, *, idea: Idea | None = None, with_method: bool = False
) -> View:
    """Show where things stand.

    Args:
        idea: One thing to try.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report overview",
        lambda: overview_data(overview, idea),
        lambda: overview_page(overview, idea=idea, with_method=with_method),
    )


def overview_page(
    overview: Overview, *, idea: Idea | None = None, with_method: bool = False
) -> Page:
    """Lay out where things stand: the answer, what it rests on, and from when on there is more."""
    lead, title = Lead(first_words(overview)), overview_wording.title(overview.today)
    if overview.is_empty:
        narrowed = overview.period.narrows
        return Page(
            (lead, Note(overview_wording.whole_time()) if narrowed else Facts(BEGIN)), title
        )
    followed = overview.followed
    moved, tried = _moved(overview), idea_blocks(idea, overview.today)
    if followed is not None and len(followed.points) > 1:
        body = _over_time(overview, followed, moved, more=_rows(moved) + _rows(tried))
    else:
        body = _so_far(overview, moved)
    method = [Note(text) for text in (*METHODS, METHOD, standing.TOGETHER_METHOD) if with_method]
    return Page((lead, *body, *tried, Note(_end(overview)), *method), title)


def _moved(overview: Overview) -> list[Block]:
    """Tell how long repairs take, and what moved with the next day's mood."""
    return [
        *repair_lines(overview.repairs),
        *moved_blocks(overview.evidence, overview.today),
    ]


def _end(overview: Overview) -> str:
    """Say what the page is from, and where there is nothing to compare, how that begins."""
    rests_on = overview_wording.rests_on(overview)
    followed = overview.followed
    is_told = followed is not None and not is_begun_by_another(followed)
    if is_told and not (is_silent(overview.evidence) and isinstance(overview.outlook, Enough)):
        return rests_on
    return f"{rests_on} {overview_wording.when_more(overview.outlook, overview.today)}"


def _over_time(
    overview: Overview, followed: Followed, moved: list[Block], *, more: int
) -> list[Block]:
    """Lay out a page that follows a series.

    Args:
        moved: What moved with it.
        more: How many rows that takes, with what stands at the end.
    """
    told = _answers(overview) if _is_told(overview) else []
    height = LOWEST_LINE if told else LOWER_LINE if more else ROWS_OF_LINE
    line = _line(overview, followed, height)
    room = ROWS_OF_LEVELS + ROWS_OF_LINE - height - more - _rows(line[2:])
    room -= (ROWS_OF_ANSWERS + LOWEST_LINE) * bool(told)
    room -= len(wrap(first_words(overview), COLUMNS)) - 1
    levels = level_blocks(
        _levels(overview),
        room=max(room, LEAST_OF_LEVELS * (not told)),
        today=overview.today,
        followed=followed,
        is_moved=is_moved(overview.evidence),
    )
    missing = max(-room - MOST_MISSING, 0) if not told else 0
    if _rows(levels) > max(room, LEAST_OF_LEVELS) + ROWS_AROUND_LEVELS:
        line = _line(overview, followed, LOWEST_LINE)
    elif missing:
        line = _line(overview, followed, max(height - missing, LOWEST_LINE))
    is_full = room < LEAST_OF_LEVELS and bool(moved) and not overview.written.are_few
    with_tags = missing <= height - LOWEST_LINE
    blocks = [*line, *told, *levels, *moved]
    return _around_words(overview, blocks, with_moods=not is_full, with_tags=with_tags)


def _line(overview: Overview, followed: Followed, height: int) -> list[Block]:
    return line_blocks(
        followed,
        overview.evidence,
        overview.usual,
        today=overview.today,
        height=height,
        title=overview_wording.range_words(overview.series, overview.today)
        if overview.series
        else "",
    )


def _rows(blocks: Sequence[Block]) -> int:
    """Say how many rows of 80 columns blocks take, about, with those between them."""
    rows = 0
    for block in blocks:
        match block:
            case Title():
                rows += 1
            case Note(text=text) | Paragraph(text=text):
                rows += len(text) // CHARACTERS_IN_A_ROW + 2
            case Picture(chart=ThenNowBars(rows=bars)):
                rows += len(bars) + 2
            case Facts(rows=facts):
                widest = max(len(name) for name, _ in facts)
                rows += sum((widest + len(said)) // CHARACTERS_IN_A_ROW + 1 for _, said in facts)
                rows += 1
    return rows


def _so_far(overview: Overview, moved: list[Block]) -> list[Block]:
    """Lay out a page that has no line yet: one's own words, and the latest answers in words."""
    levels = level_blocks(_levels(overview), room=ROWS_OF_LEVELS, today=overview.today)
    early = overview_wording.early_words(overview.series, overview.today) if overview.series else ""
    aside = [Note(early)] if early else []
    return _around_words(overview, [*_answers(overview), *aside, *levels, *moved])


def _is_told(overview: Overview) -> bool:
    """Say whether the answers told in words are all there is to say of their instrument."""
    told = overview.latest.instrument_id if overview.latest else ""
    return not has_two(one for one in overview.levels if one.instrument_id == told)


def _levels(overview: Overview) -> list[Level]:
    """Leave out the dimensions of what is told in words already."""
    told = overview.latest.instrument_id if overview.latest and _is_told(overview) else ""
    return [one for one in overview.levels if one.instrument_id != told]


def _around_words(
    overview: Overview,
    answers: list[Block],
    *,
    with_moods: bool = True,
    with_tags: bool = True,
) -> list[Block]:
    """Put one's own words first while there are few entries, and later beside the moods."""
    moods, tags, words = _moods(overview), _tags(overview), _own_words(overview)
    moods = moods if with_moods else []
    tags = tags if with_tags else []
    if overview.written.are_few:
        return [*words, *answers, *moods, *tags]
    written = [*words, *tags]
    return [*answers, Beside(tuple(moods), tuple(written))] if moods else [*answers, *written]


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
    blocks: list[Block] = [
        Title(overview_wording.answers_title(latest, overview)),
        Facts(rows[:MOST_TOLD]),
    ]
    if left:
        blocks.append(Note(overview_wording.rest_of(latest, left)))
    return blocks


def _own_words(overview: Overview) -> list[Block]:
    """Show entries as they were written while there are few, and then how the latest begin."""
    written, today = overview.written, overview.today
    if not written.newest:
        return []
    if written.are_few:
        few = written.newest[:FEW_SHOWN]
        words = [Words(wording.as_written(one.text), wording.written_on(one, today)) for one in few]
        return [Title("In your words"), *words]
    worded = [one for one in written.newest if one.text.strip()]  # else a mood alone
    recent = worded[:RECENT_SHOWN]
    lines = [Words(wording.beginning(one.text), short_day(one.moment.on)) for one in recent]
    return [Title("Lately, in your words"), *lines] if lines else []


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
