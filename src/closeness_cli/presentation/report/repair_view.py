"""How long repairs take, on a page: the answer, the curve, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words
from closeness_cli.core.stats.repair_time import (
    FEWEST_FOR_INTERVAL,
    RepairsCompared,
    RepairTime,
)
from closeness_cli.core.stats.said import Reason, Silence
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
from closeness_cli.presentation.charts.steps import StepCurve, share_at, time_words, times_told
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.evidence_json import silence_data
from closeness_cli.presentation.report.lengths import between, length
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.repair import Repairs
    from closeness_cli.core.stats.survival import Curve, Wait

NONE = "No conflict is noted in your journal, and none needs to be."
NONE_THEN = "No conflict is noted in this period."
TOO_FEW = "This period holds too few conflicts for a usual time to repair."
TOO_EARLY = "Too early for a usual time from conflict to repair"
BEGIN = (("Note one, and later its repair", "closeness journal conflict"),)

NOT_APART = "Earlier and later conflicts: the difference may well be chance."
HOLLOW = "Hollow: without a repair, as far as is known."

MOST_LISTED = 4
"""Conflicts that are told one by one while there is no usual time."""

WAITS = (
    "The time from a conflict to its first repair; one without a repair counts until it was last "
    "said to be open, or until it faded, and not until today. Where only a day was said, its "
    "middle counts."
)
CURVE = (
    "The share without a repair: Kaplan & Meier 1958; its range: log(−log), Kalbfleisch & Prentice "
    "1980; that of the median: Brookmeyer & Crowley 1982. A median takes 5 repairs, its range 8."
)
HALVES = (
    "Earlier and later: the log-rank test (Mantel 1966) over the halves of your conflicts by when "
    "they began, with 8 repairs in each, weighed with all else that the report looks at "
    "(Benjamini & Hochberg 1995). Not said: who mended it, or that fast is good."
)


def repair_view(
    found: Repairs, evidence: Evidence | None, *, narrows: bool = False, with_method: bool = False
) -> View:
    """Show how long repairs take.

    Args:
        evidence: All that the report looks at, weighed together; absent where nothing was.
        narrows: A period was asked for.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report repair",
        lambda: repair_data(found, evidence),
        lambda: repair_page(found, evidence, narrows=narrows, with_method=with_method),
    )


def repair_page(
    found: Repairs, evidence: Evidence | None, *, narrows: bool = False, with_method: bool = False
) -> Page:
    """Lay out how long repairs take: the answer, the curve, and what it rests on."""
    title = f"From conflict to repair, on {day_words(found.today)}"
    method = [Note(text) for text in (WAITS, CURVE, HALVES)] if with_method else []
    if not found.n:
        aside: Block = Note(overview_wording.whole_time("repair")) if narrows else Facts(BEGIN)
        return Page((Lead(NONE_THEN if narrows else NONE), aside, *_left_out(found)), title)
    told = found.found
    body = _few(found) if isinstance(told, Silence) else _curve(found, told, evidence)
    return Page((Lead(answer(found)), *body, *_left_out(found), *method), title)


def repair_lines(found: Repairs) -> list[Block]:
    """Give the one line of the overview; nothing while there is no usual time."""
    if isinstance(found.found, Silence):
        return []
    return [Facts((("Repair", f"{half(found.found)} ({_rests_on(found)})"),))]


def repair_data(found: Repairs, evidence: Evidence | None) -> dict[str, Any]:
    """Give how long repairs take as plain data, every figure with its n and its method."""
    known, told = found.known, found.found
    return {
        "sentence": answer(found) if found.n else NONE_THEN,
        "today": found.today.isoformat(),
        "conflicts": found.n,
        "repaired": found.known.n_repaired,
        "faded": sum(known.faded),
        "open": known.n_open,
        "open_without_word_since": known.n_unheard,
        "left_out": known.n_left_out,
        "median_hours": None if isinstance(told, Silence) else _median_data(told),
        "silence": silence_data(told, found.today) if isinstance(told, Silence) else None,
        "curve": None if isinstance(told, Silence) else _curve_data(told.curve),
        "earlier_and_later": _compared_data(found, evidence) if evidence else None,
    }


def answer(found: Repairs) -> str:
    """Say how long repairs take, in one sentence."""
    told = found.found
    if isinstance(told, Silence):
        if told.reason is Reason.OVER:
            return TOO_FEW
        return f"{TOO_EARLY}{wording.from_about(told.from_about(found.today), found.today)}."
    has_range = told.curve.n_repaired >= FEWEST_FOR_INTERVAL
    said = half(told)
    begin = said[:1].upper() + said[1:] if has_range else f"So far, {said}"
    return f"{begin} ({_range_words(told) if has_range else ''}{_rests_on(found)})."


def half(told: RepairTime) -> str:
    """Say until when half of the conflicts are repaired, or how long that takes at least."""
    if told.median is not None:
        return f"half of your conflicts were repaired within about {length(told.median)}"
    return f"half of your conflicts took at least {length(told.at_least or 0.0)} to be repaired"


def _range_words(told: RepairTime) -> str:
    if told.median is None or told.at_least is None:
        return ""
    if told.at_most is None:
        return f"95 %: at least {length(told.at_least)}; "
    return f"95 %: {between(told.at_least, told.at_most)}; "


def _rests_on(found: Repairs) -> str:
    return (
        f"{wording.count(found.n, 'conflict')}, {wording.number(found.known.n_repaired)} repaired"
    )


def _curve(found: Repairs, told: RepairTime, evidence: Evidence | None) -> list[Block]:
    curve, first = told.curve, found.known.waits[0]
    since = wording.day_words(first.began_at.date(), found.today)
    chart = StepCurve(curve, has_band=curve.n_repaired >= FEWEST_FOR_INTERVAL)
    sentence = f"Without a repair {_shares(curve)}, of {wording.count(curve.n, 'conflict')}."
    return [
        Title(f"Share without a repair, by the time since · conflicts since {since}"),
        Picture(chart, sentence),
        *([Note(remarks)] if (remarks := _remarks(found, curve)) else []),
        *([Paragraph(said)] if (said := compared_words(found, evidence)) else []),
    ]


def _shares(curve: Curve) -> str:
    return ", ".join(
        f"after {time_words(hours)}: {whole_percent(100 * share_at(curve, hours))} %"
        for hours in times_told(curve)
    )


def _remarks(found: Repairs, curve: Curve) -> str:
    said = [HOLLOW] if any(hours > 0 for hours in curve.open_at) else []
    if n := found.known.n_unheard:
        whose = "its" if n == 1 else "their"
        conflicts = wording.count(n, "conflict")
        said.append(f"Of {conflicts} nothing was noted since, so {whose} time is not known.")
    return " ".join(said)


def compared_words(found: Repairs, evidence: Evidence | None) -> str:
    """Say whether repairs came sooner or later; empty where it is too early to compare."""
    if evidence is None or not isinstance(evidence.repairs, RepairsCompared):
        return ""
    compared = evidence.repairs
    if not evidence.is_repairs_told:
        return NOT_APART
    since = wording.day_words(found.later_half_on, found.today)
    pace = "sooner" if compared.ratio > 1 else "later"
    return (
        f"Since {since}, repairs have come {pace}: half {_side(compared.after)}, "
        f"before that half {_side(compared.before)}. A pattern, not proof."
    )


def _side(told: RepairTime) -> str:
    conflicts = wording.count(told.curve.n, "conflict")
    if told.median is not None:
        return f"within about {length(told.median)} ({conflicts})"
    return f"in no less than {length(told.at_least or 0.0)} ({conflicts})"


def _few(found: Repairs) -> list[Block]:
    """Tell conflicts one by one while there are too few for a usual time."""
    known = list(zip(found.known.waits, found.known.faded, strict=True))
    rows = [
        (wording.day_words(one.began_at.date(), found.today), _told(one, faded=faded))
        for one, faded in known[: -MOST_LISTED - 1 : -1]
    ]
    return [Title("The latest conflicts"), Facts(tuple(rows))]


def _told(one: Wait, *, faded: bool) -> str:
    if one.is_repaired:
        return f"repaired after {length(one.hours)}"
    if not one.hours:
        return "it faded" if faded else "nothing noted since"
    return f"it faded within {length(one.hours)}" if faded else f"open after {length(one.hours)}"


def _left_out(found: Repairs) -> list[Block]:
    n = found.known.n_left_out
    if not n:
        return []
    which = "One conflict is" if n == 1 else f"{wording.number(n).capitalize()} conflicts are"
    return [Note(f"{which} left out: by its date, the end lies before the beginning.")]


def _median_data(told: RepairTime) -> dict[str, Any]:
    return {
        "value": told.median,
        "at_least": told.at_least,
        "at_most": told.at_most,
        "confidence": 0.95 if told.curve.n_repaired >= FEWEST_FOR_INTERVAL else None,
        "n": told.curve.n,
        "n_repaired": told.curve.n_repaired,
        "span_days": told.span_days,
        "method": "kaplan-meier, log-log interval",
    }


def _curve_data(curve: Curve) -> dict[str, Any]:
    return {
        "steps": [
            {
                "hours": step.hours,
                "n": step.n_at_risk,
                "repaired": step.n_repaired,
                "still_open": step.still_open,
                "low": step.low,
                "high": step.high,
            }
            for step in curve.steps
        ],
        "open_at": list(curve.open_at),
    }


def _compared_data(found: Repairs, evidence: Evidence) -> dict[str, Any]:
    compared = evidence.repairs
    if isinstance(compared, Silence):
        return {"told": False, "silence": silence_data(compared, found.today)}
    return {
        "told": evidence.is_repairs_told,
        "since": found.later_half_on.isoformat(),
        "before": _median_data(compared.before),
        "after": _median_data(compared.after),
        "ratio": compared.ratio,
        "p": compared.p,
        "looked_at": evidence.n_looked_at,
        "method": "log-rank over halves, benjamini-hochberg over the report",
    }
