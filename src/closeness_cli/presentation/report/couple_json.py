"""Two people's answers as plain data; numbers where they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.stats.noise import CONFIDENCE
from closeness_cli.core.stats.said import Silence
from closeness_cli.presentation.report.evidence_json import period_data, silence_data

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.reports.couple import Couple, Topic
    from closeness_cli.core.reports.couple_numbers import (
        CoupleNumbers,
        Difference,
        LevelsOfBoth,
    )
    from closeness_cli.core.stats.coupling import Coupling
    from closeness_cli.core.stats.icc import IccOverWeeks
    from closeness_cli.core.stats.partners import Guessing


def couple_data(found: Couple | None, *, other: str, sentence: str) -> dict[str, Any]:
    """Give two people's answers as plain data with stable keys."""
    if found is None:
        return {"sentence": sentence, "with": None, "shared_sets": 0, "topics": [], "good": []}
    period, numbers = found.period, found.numbers
    return {
        "sentence": sentence,
        "with": other,
        "today": found.today.isoformat(),
        "period": period_data(period),
        "shared_sets": found.n_shared,
        "topics": [_topic_data(one) for one in found.topics],
        "good": [_topic_data(one) for one in found.good],
        "numbers": _numbers_data(numbers, found.today) if numbers is not None else None,
    }


def _topic_data(topic: Topic) -> dict[str, Any]:
    return {
        "instrument": topic.asked.instrument.id,
        "item": topic.asked.item.id,
        "title": topic.asked.dimension.title,
        "text": topic.asked.item.text,
        "on": topic.on.isoformat(),
        "card": topic.card.text if topic.card else None,
    }


def _numbers_data(numbers: CoupleNumbers, today: date) -> dict[str, Any]:
    return {
        "levels": [_levels_data(one) for one in numbers.sets],
        "differences": [_difference_data(one) for one in numbers.differences],
        "followed": numbers.followed.id if numbers.followed else None,
        "agreement": _silent(numbers.agreement, today)
        if isinstance(numbers.agreement, Silence)
        else _agreement_data(numbers.agreement),
        "together": _silent(numbers.together, today)
        if isinstance(numbers.together, Silence)
        else {"told": numbers.is_together_told, **_coupling_data(numbers.together)},
        "guesses": _guesses_data(numbers.guesses) if numbers.guesses else None,
    }


def _levels_data(one: LevelsOfBoth) -> dict[str, Any]:
    return {
        "instrument": one.instrument_id,
        "title": one.title,
        "mine_on": one.mine_on.isoformat(),
        "theirs_on": one.theirs_on.isoformat(),
        "dimensions": [
            {
                "dimension": level.dimension.id,
                "title": level.dimension.title,
                "mine": level.mine.value,
                "theirs": level.theirs.value,
                "n_items": level.mine.n_items,
            }
            for level in one.levels
        ],
        "method": "percent of the range",
        "profile": {
            "n_items": len(one.profile.differences),
            "mean": one.profile.mean,
            "mean_size": one.profile.mean_size,
            "distance": one.profile.distance,
            "r": one.profile.r,
            "method": "cronbach-gleser, never tested",
        }
        if one.profile
        else None,
    }


def _difference_data(one: Difference) -> dict[str, Any]:
    found = one.found
    mine, theirs = found.latest
    return {
        "instrument": one.asked.instrument.id,
        "item": one.asked.item.id,
        "text": one.asked.item.text,
        "latest": {"mine": mine, "theirs": theirs},
        "mean": found.mean,
        "low": found.low,
        "high": found.high,
        "confidence": None if found.low is None else CONFIDENCE,
        "more_than_noise": None if found.low is None else found.is_beyond_noise,
        "n": found.n,
        "method": "t over shared sets, bonferroni over items",
    }


def _agreement_data(found: IccOverWeeks) -> dict[str, Any]:
    return {
        "agreement": found.icc.agreement,
        "low": found.icc.low,
        "high": found.icc.high,
        "confidence": CONFIDENCE,
        "consistency": found.icc.consistency,
        "n": found.n,
        "span_days": found.span_days,
        "method": "icc(a,1), f interval; icc(c,1)",
    }


def _coupling_data(found: Coupling) -> dict[str, Any]:
    return {
        "r": found.r,
        "low": found.low,
        "high": found.high,
        "confidence": CONFIDENCE,
        "p": found.p,
        "n": found.n,
        "span_days": found.span_days,
        "method": "pearson without a lag, circular shift",
    }


def _guesses_data(found: Guessing) -> dict[str, Any]:
    return {
        "bias": found.bias,
        "low": found.low,
        "high": found.high,
        "confidence": None if found.low is None else CONFIDENCE,
        "miss": found.miss,
        "r": found.r,
        "n": found.n,
        "n_sets": found.n_sets,
        "unit": "percent of the range",
        "method": "guess less answer, bias and accuracy apart",
    }


def _silent(found: Silence, today: date) -> dict[str, Any]:
    return {"silence": silence_data(found, today)}
