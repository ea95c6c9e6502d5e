"""The overview on a page, answer first, and as data."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.moment import short_day
from closeness_cli.core.overview import SERIES_DIMENSION, Enough, NotBegun, Overview, TooEarly
from closeness_cli.presentation import overview_wording as wording
from closeness_cli.presentation.charts import line_chart, mood_calendar
from closeness_cli.presentation.overview_levels import level_blocks
from closeness_cli.presentation.page import (
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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from closeness_cli.core.administration import Answer
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.overview import (
        AnswerSet,
        DayMood,
        Given,
        Level,
        Outlook,
        Point,
        Reading,
        Series,
    )
    from closeness_cli.presentation.grid import Grid, Look

ROWS_OF_LINE = 8
"""Rows for the values of the line; with the two below, the page fits a terminal of 40."""

ROWS_OF_LEVELS = 11
"""Rows for dimensions, for the same reason."""

ROWS_OF_REMARKS = 3
"""What remarks on the line take from them."""

FEW_SHOWN, RECENT_SHOWN = 3, 2
"""Entries in their own words, while there are few of them and later."""

MOST_TAGS = 5

MOST_LISTED = 16
"""Answers that a sentence lists one by one."""

FEWEST_MOOD_DAYS = 3
"""Days with a mood from which on a calendar says more than words."""

MOST_WEEKS = 17
"""Weeks of moods: as many as stand in half a page of 80 columns, or on one of 40."""

BEGIN = (
    ("closeness journal", "one line is plenty"),
    ("closeness assess", "four questions, about a minute"),
)


def overview_page(overview: Overview) -> Page:
    """Lay out where things stand: the answer, what it rests on, and from when on there is more."""
    lead = Lead(wording.answer_first(overview))
    if overview.is_empty:
        narrowed = overview.period.narrows
        return Page((lead, Note(wording.WHOLE_TIME) if narrowed else Facts(BEGIN)))
    body = _over_time(overview) if _has_line(overview) else _so_far(overview)
    end = f"{wording.rests_on(overview)} {wording.when_more(overview.outlook)}"
    return Page((lead, *body, Note(end)))


def overview_data(overview: Overview) -> dict[str, Any]:
    """Give the overview as plain data with stable keys, every figure with its n."""
    period, written = overview.period, overview.written
    return {
        "sentence": wording.answer_first(overview),
        "today": overview.today.isoformat(),
        "period": {"since": _iso(period.since), "until": _iso(period.until)},
        "sets": overview.n_sets,
        "entries": written.n,
        "series": _series_data(overview.series) if overview.series else None,
        "levels": [_level_data(level) for level in overview.levels],
        "latest_answers": _answers_data(overview.latest) if overview.latest else None,
        "moods": [
            {"on": one.on.isoformat(), "mood": one.mood, "n": one.n} for one in written.moods
        ],
        "tags": [{"tag": one.tag, "n": one.n} for one in written.tags],
        "words": [{"id": one.id, "at": one.moment.iso, "text": one.text} for one in written.newest],
        "outlook": _outlook_data(overview.outlook),
    }


def _has_line(overview: Overview) -> bool:
    return overview.series is not None and len(overview.series.points) > 1


def _over_time(overview: Overview) -> list[Block]:
    """Lay out a page that follows the series; while entries are few, they come before counts."""
    blocks = _line(overview)
    remarks = any(isinstance(block, Note) for block in blocks)
    room = ROWS_OF_LEVELS - ROWS_OF_REMARKS * remarks
    blocks += level_blocks(overview.levels, room=room)
    return blocks + _written(overview)


def _so_far(overview: Overview) -> list[Block]:
    """Lay out a page that has no line yet: one's own words, and the latest answers in words."""
    told = overview.latest.instrument_id if overview.latest else ""
    levels = [one for one in overview.levels if one.instrument_id != told or one.n_sets > 1]
    rest = [*_answers(overview), *level_blocks(levels, room=ROWS_OF_LEVELS)]
    if overview.written.are_few:
        return [*_own_words(overview), *rest, *_moods(overview), *_tags(overview)]
    return rest + _written(overview)


def _line(overview: Overview) -> list[Block]:
    series, today = overview.series, overview.today
    if series is None:
        return []
    remarks = wording.line_remarks(series, today)
    return [
        Title(wording.range_words(series, today)),
        Picture(_line_of(series), _line_sentence(series)),
        *([Note(remarks)] if remarks else []),
    ]


def _line_of(series: Series) -> Callable[[Look], Grid]:
    early = {point.on for point in series.points if point.early}
    return lambda look: line_chart(
        [(point.on, point.value) for point in series.points],
        low=series.scale.min,
        high=series.scale.max,
        look=look,
        height=ROWS_OF_LINE,
        breaks=series.breaks,
        hollow=early - {point.on for point in series.points if not point.early},
    )


def _line_sentence(series: Series) -> str:
    n = len(series.points)
    listed = ", ".join(
        f"{short_day(point.on)} {point.value}" for point in series.points[-MOST_LISTED:]
    )
    which = "" if n <= MOST_LISTED else f", the last {MOST_LISTED}"
    return f"{series.title}, {wording.count(n, 'answer')}{which}: {listed}."


def _answers(overview: Overview) -> list[Block]:
    """Tell the latest answers; a text that became an entry is told there."""
    latest = overview.latest
    if latest is None:
        return []
    told = [one for one in latest.answers if not (one.item.journal_as and one.response.value)]
    rows = tuple((one.item.text, wording.answer_words(one)) for one in told)
    on = wording.long_day(latest.on, overview.today)
    return [Title(f"Your answers · {latest.title}, {on}"), Facts(rows)] if rows else []


def _written(overview: Overview) -> list[Block]:
    moods, tags, words = _moods(overview), _tags(overview), _own_words(overview)
    if overview.written.are_few:
        return [*words, *moods, *tags]
    return [Beside(tuple(moods), (*words, *tags))] if moods else [*words, *tags]


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
    used = overview.written.tags[:MOST_TAGS]
    said = ", ".join(f"#{one.tag} {one.n}" for one in used)
    return [Facts((("Tags", said),))] if used else []


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
            lambda look: mood_calendar(by_day, first=shown[0].on, last=shown[-1].on, look=look),
            _mood_sentence(shown, days, today),
        ),
    ]


def _first_monday(last: date) -> date:
    """Find the first day of a calendar of `MOST_WEEKS` that ends with this day's week."""
    monday = last.toordinal() - last.weekday()
    return date.fromordinal(max(monday - timedelta(weeks=MOST_WEEKS - 1).days, 1))


def _mood_sentence(moods: Sequence[DayMood], days: str, today: date) -> str:
    nearest = Counter(math.floor(one.mood + 0.5) for one in moods)
    said = ", ".join(f"{MOOD_WORDS[mood]} {nearest[mood]}" for mood in MOOD_WORDS if nearest[mood])
    first, last = (wording.day_words(one.on, today) for one in (moods[0], moods[-1]))
    return f"Mood on {days} between {first} and {last}: {said}."


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _series_data(series: Series) -> dict[str, Any]:
    scale = series.scale
    return {
        "instrument": DEFAULT_INSTRUMENT,
        "dimension": SERIES_DIMENSION,
        "title": series.title,
        "scale": {"min": scale.min, "max": scale.max, "labels": _labels(scale.labels)},
        "n": len(series.points),
        "lowest": series.lowest,
        "highest": series.highest,
        "latest": _point_data(series.latest),
        "points": [_point_data(point) for point in series.points],
        "wording_new_on": [day.isoformat() for day in series.breaks],
        "left_out": series.n_left_out,
    }


def _labels(labels: Mapping[int, str]) -> dict[str, str]:
    return {str(value): label for value, label in sorted(labels.items())}


def _point_data(point: Point) -> dict[str, Any]:
    return {
        "on": point.on.isoformat(),
        "value": point.value,
        "label": point.label,
        "early": point.early,
    }


def _level_data(level: Level) -> dict[str, Any]:
    unscored = level.unscored
    return {
        "instrument": level.instrument_id,
        "instrument_title": level.instrument_title,
        "dimension": level.dimension,
        "title": level.title,
        "n_sets": level.n_sets,
        "n_scored": level.n_scored,
        "first": _reading_data(level.first) if level.first else None,
        "latest": _reading_data(level.latest) if level.latest else None,
        "unscored": {"n_answered": unscored.n_answered, "n_items": unscored.n_items}
        if unscored
        else None,
    }


def _reading_data(reading: Reading) -> dict[str, Any]:
    return {
        "on": reading.on.isoformat(),
        "percent_of_range": reading.score.value,
        "n_answered": reading.score.n_answered,
        "n_items": reading.score.n_items,
    }


def _answers_data(latest: AnswerSet) -> dict[str, Any]:
    return {
        "instrument": latest.instrument_id,
        "title": latest.title,
        "on": latest.on.isoformat(),
        "n": sum(one.response.value is not None for one in latest.answers),
        "answers": [_given_data(one) for one in latest.answers],
    }


def _given_data(given: Given) -> dict[str, Any]:
    reason = given.response.reason
    return {
        "item": given.item.id,
        "text": given.item.text,
        "value": _plain_answer(given.response.value),
        "label": given.response.label,
        "skipped": str(reason) if reason else None,
    }


def _plain_answer(value: Answer | None) -> object:
    if isinstance(value, tuple):
        return [{"text": line.text, "value": line.value} for line in value]
    return value


def _outlook_data(outlook: Outlook) -> dict[str, Any]:
    sentence = wording.when_more(outlook)
    match outlook:
        case NotBegun():
            return {"state": "not-begun", "n": 0, "from": None, "sentence": sentence}
        case TooEarly(n_sets=n, from_on=day):
            return {"state": "too-early", "n": n, "from": day.isoformat(), "sentence": sentence}
        case Enough(n_sets=n):
            return {"state": "enough", "n": n, "from": None, "sentence": sentence}
