"""What moved with the mood of the next day, in words; never what it was caused by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.reports.conversations import Kind
from closeness_cli.core.reports.evidence import Source
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation import wording
from closeness_cli.presentation.report.evidence_json import silence_data

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.reports.evidence import Candidate, Evidence, Moved

PATTERN = "A pattern, not proof."

TOO_EARLY = "Too early to say what moves with your next-day mood"

TOO_LITTLE = "This period holds too little to say what moved with your next-day mood."

METHOD = (
    "The next day's mood after days with it beside that after other days, for the same mood that "
    "day and the same weekday (least squares: Frisch & Waugh 1933); chance by turning its days "
    "against the moods by a week or more (circular shift: Phipson & Smyth 2010). It takes 60 days "
    "with a mood and one after it, 12 with it and 12 without."
)
TOLD = (
    "Told is what holds among all that the report looks at (Benjamini & Hochberg 1995), with a p "
    "of at most 0.01 and 0.15 steps of mood; a mood has five steps, from very low to very good. "
    "It moved with it; only a lot that decides the days could say more."
)

_TALKS = {
    Kind.DEEP: "a deep talk",
    Kind.PRESENT: "a talk in which you were all there",
    Kind.LONG: "more talk than your usual",
}

_KINDS = {
    "moment": "a moment noted",
    "conversation": "a talk noted",
    "conflict": "a conflict",
    "repair": "a repair",
    "gratitude": "something you were glad of",
    "solo": "time on your own",
    "honesty": "something said that was hard to say",
}


def candidate_words(one: Candidate) -> str:
    """Name what some days have: `“evening walk”`, `#walk`, `a deep talk`."""
    if one.source is Source.TALK:
        return _TALKS[Kind(one.name)]
    if one.source is Source.KIND:
        return _KINDS.get(one.name, one.title)
    return f"“{one.title}”" if one.source is Source.RITUAL else one.title


def moved_sentence(one: Moved) -> str:
    """Say how mood differed on the day after, with its interval and its days."""
    return (
        f"After days with {candidate_words(one.candidate)}, next-day mood was {moved_words(one)}."
    )


def moved_words(one: Moved) -> str:
    """Say by how much: `0.4 higher (95 %: 0.2 to 0.5; 34 such days, 120 others)`."""
    found = one.finding
    if not isinstance(found, NextDay):
        return ""
    low, high = sorted((found.low, found.high), key=abs)
    span = f"{abs(low):.1f} to {abs(high):.1f}"
    if found.low < 0 < found.high:
        span = f"{found.low:+.1f} to {found.high:+.1f}".replace("-", "−")
    return (
        f"{difference_words(one)} (95 %: {span}; {found.n_with:,} such days, "
        f"{found.n_without:,} others)"
    )


def difference_words(one: Moved) -> str:
    """Say the difference alone: `0.4 higher`."""
    return f"{abs(one.difference):.1f} {'higher' if one.difference > 0 else 'lower'}"


def found_of(evidence: Evidence) -> list[Moved]:
    """Give those of which enough days are known."""
    return [one for one in evidence.moved if isinstance(one.finding, NextDay)]


def none_words(evidence: Evidence) -> str:
    """Say that nothing stood out among so many."""
    n = len(found_of(evidence))
    if n == 1:
        return "One thing was looked at; it did not move with your next-day mood beyond chance."
    looked_at = f"Of {wording.number(n)} things looked at"
    return f"{looked_at}, none moved with your next-day mood beyond chance."


def too_early_words(evidence: Evidence, today: date) -> str:
    """Say that it is too early, and from about when on it is not, where that is known."""
    silent = [one.finding for one in evidence.moved if isinstance(one.finding, Silence)]
    if any(one.reason is Reason.OVER for one in silent):
        return TOO_LITTLE
    waits = [one.from_about(today) for one in silent]
    known = [day for day in waits if day is not None]
    return f"{TOO_EARLY}{wording.from_about(min(known, default=None), today)}."


def moved_data(one: Moved, today: date) -> dict[str, Any]:
    """Give what moved, or why nothing is said, as plain data."""
    found, candidate = one.finding, one.candidate
    data: dict[str, Any] = {
        "source": str(candidate.source),
        "name": candidate.name,
        "title": candidate.title,
        "told": one.is_told,
    }
    if isinstance(found, Silence):
        return {**data, "difference": None, "silence": silence_data(found, today)}
    return {
        **data,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "confidence": 0.95,
        "p": found.p,
        "n_with": found.n_with,
        "n_without": found.n_without,
        "span_days": found.span_days,
        "silence": None,
        "method": "next-day mood adjusted for mood and weekday, circular shift, benjamini-hochberg",
    }
