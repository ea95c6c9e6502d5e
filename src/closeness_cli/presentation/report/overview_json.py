"""The overview as plain data with stable keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.sitting import SERIES_DIMENSION
from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT
from closeness_cli.core.reports.outlook import AllAlike, Enough, NotBegun, TooEarly
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.evidence_json import (
    followed_data,
    period_data,
    series_evidence_data,
)
from closeness_cli.presentation.report.idea_view import idea_data
from closeness_cli.presentation.report.moved_wording import moved_data
from closeness_cli.presentation.report.overview_levels import judged_levels
from closeness_cli.presentation.report.overview_verdicts import verdict_data, verdict_words
from closeness_cli.presentation.report.repair_view import repair_data
from closeness_cli.presentation.report.standing import first_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from closeness_cli.core.answering.administration import Answer
    from closeness_cli.core.reports.idea import Idea
    from closeness_cli.core.reports.levels import Level, Reading
    from closeness_cli.core.reports.outlook import Outlook
    from closeness_cli.core.reports.overview import AnswerSet, Given, Overview
    from closeness_cli.core.reports.series import Point, Series


def overview_data(overview: Overview, idea: Idea | None = None) -> dict[str, Any]:
    """Give the overview as plain data with stable keys, every figure with its n."""
    period, written, today = overview.period, overview.written, overview.today
    repair = repair_data(overview.repairs, overview.evidence)
    return {
        "sentence": first_words(overview),
        "today": overview.today.isoformat(),
        "period": period_data(period),
        "sets": overview.n_sets,
        "entries": written.n,
        "series": _series_data(overview.series) if overview.series else None,
        "followed": followed_data(overview.followed) if overview.followed else None,
        "evidence": series_evidence_data(overview.evidence, overview.usual, overview.today),
        "levels": [level_data(level) for level in overview.levels],
        "verdict": verdict_words(judged_levels(overview.levels, overview.followed)),
        "repair": {key: value for key, value in repair.items() if key != "curve"},
        "next_day": [moved_data(one, today) for one in overview.evidence.moved],
        "idea": idea_data(idea, today) if idea else None,
        "latest_answers": _answers_data(overview.latest) if overview.latest else None,
        "moods": [
            {"on": one.on.isoformat(), "mood": one.mood, "n": one.n} for one in written.moods
        ],
        "tags": [{"tag": one.tag, "n": one.n} for one in written.tags],
        "words": [{"id": one.id, "at": one.moment.iso, "text": one.text} for one in written.newest],
        "outlook": _outlook_data(overview.outlook, overview.today),
    }


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


def level_data(level: Level) -> dict[str, Any]:
    """Give a dimension as plain data."""
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
        "direction": str(level.direction),
        "change": verdict_data(level),
        "wording_new_on": [day.isoformat() for day in level.breaks],
        "left_out": level.n_left_out,
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
        "administration": latest.administration_id,
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


def _outlook_data(outlook: Outlook, today: date) -> dict[str, Any]:
    sentence = overview_wording.when_more(outlook, today)
    match outlook:
        case NotBegun():
            return {"state": "not-begun", "n": 0, "from": None, "sentence": sentence}
        case TooEarly(n_sets=n, from_on=day):
            return {"state": "too-early", "n": n, "from": day.isoformat(), "sentence": sentence}
        case AllAlike(n_sets=n):
            return {"state": "all-alike", "n": n, "from": None, "sentence": sentence}
        case Enough(n_sets=n):
            return {"state": "enough", "n": n, "from": None, "sentence": sentence}
