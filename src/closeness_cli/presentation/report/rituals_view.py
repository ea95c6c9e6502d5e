"""Rituals in a report: what moved with the next day's mood, how regularly, and the weekdays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import WEEKDAYS, day_words
from closeness_cli.core.reports.moved_with import told_of
from closeness_cli.core.stats.false_discovery import MOST_FALSE
from closeness_cli.core.stats.weekday import WeekdayRhythm
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import (
    Block,
    Facts,
    Lead,
    Note,
    Page,
    Paragraph,
    Picture,
    Title,
)
from closeness_cli.presentation.charts.weekday_strip import (
    Weekday,
    WeekdayStrip,
    difference_words,
)
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.evidence_json import period_data
from closeness_cli.presentation.report.idea_view import idea_blocks, idea_data
from closeness_cli.presentation.report.moved_wording import (
    METHOD,
    PATTERN,
    TOLD,
    candidate_words,
    found_of,
    moved_data,
    moved_sentence,
    moved_words,
    none_words,
    too_early_words,
)
from closeness_cli.presentation.ritual_view import regularity_words, standing_data
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.regularity import Standing
    from closeness_cli.core.reports.evidence import Evidence, Moved
    from closeness_cli.core.reports.idea import Idea
    from closeness_cli.core.reports.rituals import RitualsFound

NONE = "Nothing is noted of rituals yet, and nothing needs to be."
NONE_THEN = "Nothing to look at in this period."
BEGIN = (
    ("Something that you do again and again", "closeness ritual add"),
    ("Some to choose from", "closeness ritual browse"),
)

DAY_AFTER = "Mood on the day after"

MOST_TOLD, MOST_LED = 3, 2
"""What moved, told in the overview, and in the first sentences of the section."""

MOST_NAMED = 12
"""What was looked at and is not clear is named, as far as this."""

REGULARITY = (
    "Days done of the days it was meant for; a day counts once, a skipped one leaves both, the "
    "running one counts once it was done. With another rhythm, weeks, months or years are counted."
)
RHYTHM = (
    "A weekday beside the other days of its own weeks; chance by dealing out the days of each week "
    "anew (permutation within weeks: Friedman 1937); full blocks hold among the seven days "
    "(Benjamini & Hochberg 1995)."
)


def rituals_view(
    found: RitualsFound, *, idea: Idea | None = None, with_method: bool = False
) -> View:
    """Show rituals in a report.

    Args:
        idea: One thing to try.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report rituals",
        lambda: rituals_data(found, idea),
        lambda: rituals_page(found, idea=idea, with_method=with_method),
    )


def rituals_page(
    found: RitualsFound, *, idea: Idea | None = None, with_method: bool = False
) -> Page:
    """Lay out rituals: what moved with them, how regularly they were done, the weekdays."""
    evidence, title = found.evidence, f"Rituals, on {day_words(found.today)}"
    lead = Lead(answer(found))
    if not found.standings and not evidence.moved:
        narrowed = found.period.narrows
        return Page(
            (lead, Note(overview_wording.whole_time("rituals")) if narrowed else Facts(BEGIN)),
            title,
        )
    blocks = [
        *_further(evidence),
        *_regularity(found.standings),
        *weekday_blocks(evidence),
        *idea_blocks(idea, found.today),
        *([Note(text) for text in (METHOD, TOLD, REGULARITY, RHYTHM)] if with_method else []),
    ]
    return Page((lead, *blocks), title)


def rituals_data(found: RitualsFound, idea: Idea | None = None) -> dict[str, Any]:
    """Give rituals as plain data, every figure with its n and its method."""
    evidence, period = found.evidence, found.period
    return {
        "sentence": answer(found),
        "today": found.today.isoformat(),
        "period": period_data(period),
        "rituals": [_ritual_data(one) for one in found.standings],
        "next_day": [moved_data(one, found.today) for one in evidence.moved],
        "looked_at": len(found_of(evidence)),
        "claims_weighed": evidence.n_looked_at,
        "weekdays": _rhythm_data(evidence),
        "idea": idea_data(idea, found.today) if idea else None,
    }


def answer(found: RitualsFound) -> str:
    """Say what moved with the next day's mood, or why nothing is said."""
    evidence = found.evidence
    told = told_of(evidence)
    if told:
        return " ".join([*map(moved_sentence, told[:MOST_LED]), PATTERN])
    if found_of(evidence):
        return none_words(evidence)
    if found.standings or evidence.moved:
        return too_early_words(evidence, found.today)
    return NONE_THEN if found.period.narrows else NONE


def moved_blocks(evidence: Evidence, today: date) -> list[Block]:
    """Give what moved with the next day's mood, for the overview; nothing without candidates."""
    told = told_of(evidence)
    if told:
        rows = tuple((candidate_words(one.candidate), moved_words(one)) for one in told[:MOST_TOLD])
        return [Title(f"{DAY_AFTER} · {_of_how_many(evidence)}"), Facts(rows)]
    if found_of(evidence):
        return [Note(none_words(evidence))]
    return [Note(too_early_words(evidence, today))] if evidence.moved else []


def weekday_blocks(evidence: Evidence) -> list[Block]:
    """Draw how weekdays differ from each other; nothing where that may be chance."""
    rhythm = evidence.rhythm
    if not evidence.is_rhythm_told or not isinstance(rhythm, WeekdayRhythm):
        return []
    days = [
        Weekday(one.weekday, one.difference, one.n, one.q <= MOST_FALSE) for one in rhythm.weekdays
    ]
    weeks = wording.count(rhythm.n_weeks, "week")
    return [
        Title(f"Mood by weekday, beside the other days of its weeks · {weeks}"),
        Picture(WeekdayStrip(days), weekday_sentence(days)),
    ]


def weekday_sentence(days: Sequence[Weekday]) -> str:
    """Say how far each weekday lies from the others, with how many there are."""
    said = ", ".join(
        f"{WEEKDAYS[one.weekday]} {difference_words(one.difference)}"
        f"{'' if one.is_clear else ' (within noise)'}, {one.n} days"
        for one in days
    )
    return f"Beside the other days of its weeks: {said}."


def _of_how_many(evidence: Evidence) -> str:
    looked_at = wording.count(len(found_of(evidence)), "thing")
    return f"a pattern, not proof · {looked_at} looked at"


def _further(evidence: Evidence) -> list[Block]:
    """Tell what else moved, and name what was looked at and is not clear."""
    told, blocks = told_of(evidence), list[Block]()
    if told[MOST_LED:]:
        blocks.append(Paragraph(" ".join(map(moved_sentence, told[MOST_LED:]))))
    others = sorted(
        (one for one in found_of(evidence) if not one.is_told),
        key=lambda one: -_n_with(one),
    )
    if others:
        named = [f"{candidate_words(one.candidate)} {_n_with(one)}" for one in others]
        more = len(named) - MOST_NAMED
        said = ", ".join(named[:MOST_NAMED]) + (f", and {more} more" if more > 0 else "")
        also = "Looked at too, and not clear" if told else "Looked at"
        blocks.append(Note(f"{also}, with their days: {said}."))
    return blocks


def _n_with(one: Moved) -> int:
    return getattr(one.finding, "n_with", 0)


def _regularity(standings: Sequence[Standing]) -> list[Block]:
    if not standings:
        return []
    return [
        Title("How regularly"),
        Facts(tuple((one.ritual.name, _standing_words(one)) for one in standings)),
    ]


def _standing_words(one: Standing) -> str:
    times = "once" if one.n_done == 1 else f"{one.n_done:,} times"
    said = regularity_words(one.regularity)
    if not said:
        return f"done {times}"
    return said if one.regularity and one.regularity.done == one.n_done else f"{said} · {times}"


def _ritual_data(one: Standing) -> dict[str, Any]:
    """Leave out what it is today: a period may be over."""
    return {key: value for key, value in standing_data(one).items() if key != "today"}


def _rhythm_data(evidence: Evidence) -> dict[str, Any] | None:
    rhythm = evidence.rhythm
    if not isinstance(rhythm, WeekdayRhythm):
        return None
    return {
        "told": evidence.is_rhythm_told,
        "p": rhythm.p,
        "n": rhythm.n,
        "n_weeks": rhythm.n_weeks,
        "span_days": rhythm.span_days,
        "days": [
            {
                "weekday": one.weekday + 1,
                "difference": one.difference,
                "low": one.low,
                "high": one.high,
                "confidence": 0.95,
                "n": one.n,
                "p": one.p,
                "q": one.q,
            }
            for one in rhythm.weekdays
        ],
        "method": "permutation within weeks, benjamini-hochberg",
    }
