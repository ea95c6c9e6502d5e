"""Choices of another system as a response scale: codes, labels, and what each counts for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import ScaleKind, SkipReason
from closeness_cli.core.instruments.rules.items import HIGHEST_POINT, LOWEST_POINT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.instruments.instrument import ResponseScale

MOST_CHOICES = 11
"""Points up to which every number is a choice of its own."""

_WHOLE = re.compile(r"[+-]?[0-9]{1,9}", re.ASCII)

_REASONS = {
    SkipReason.NOT_APPLICABLE: re.compile(r"not applicable|n/?a|does not apply"),
    SkipReason.PREFER_NOT_TO_SAY: re.compile(
        r"(i )?(would )?prefer not to (say|answer)|refused?( to answer)?|no answer"
    ),
}
"""Labels that name a reason for no answer."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as it stands in a file; `counts` is the number that it is scored by."""

    code: str
    label: str
    counts: float | None = None


@dataclass(slots=True)
class Choices:
    """What choices become.

    Args:
        scale: The response scale, as in a definition.
        codes: The number of each code.
        reverse: What counts is lowest + highest - number.
        reasons: Choices that are reasons for no answer here.
        renamed: The codes are no numbers, so that others stand for them.
        fault: Why they cannot be a response scale.
    """

    scale: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    reverse: bool = False
    reasons: list[str] = field(default_factory=list)
    renamed: bool = False
    fault: str = ""


def scale_of_choices(choices: Sequence[Choice]) -> Choices:
    """Make a response scale.

    Codes that are numbers stay the numbers that are kept. Where they are none, the numbers that
    count are kept, if each choice has its own; else the choices are numbered from 1.
    """
    made = Choices()
    codes = [one.code for one in choices]
    if len(set(codes)) < len(codes):
        made.fault = "has the same code twice"
        return made
    by_code = all(_WHOLE.fullmatch(code) for code in codes)
    counted = [one.counts for one in choices]
    by_count = not by_code and _are_points(counted)
    made.renamed = not by_code
    kept: list[tuple[int, Choice]] = []
    for number, choice in enumerate(choices, start=1):
        value = int(choice.code) if by_code else int(choice.counts or 0) if by_count else number
        if LOWEST_POINT <= value <= HIGHEST_POINT:
            kept.append((value, choice))
            made.codes[choice.code] = value
        elif reason := _reason(choice.label):
            made.reasons.append(reason)
        else:
            made.fault = f"has the code {value}, outside of {LOWEST_POINT} to {HIGHEST_POINT}"
            return made
    if len({value for value, _ in kept}) < max(2, len(kept)):
        made.fault = "needs at least two choices, each with a number of its own"
        return made
    ordered = by_code or by_count or any(one is not None for one in counted)
    made.scale = _scale(kept, ScaleKind.ORDINAL if ordered else ScaleKind.NOMINAL)
    if not by_count:
        _count(made, kept)
    return made


def yes_or_no(no: str, yes: str) -> Choices:
    """Make the response scale of two names: 0 and 1, in no order."""
    scale = {"kind": str(ScaleKind.NOMINAL), "min": 0, "max": 1, "labels": {"0": no, "1": yes}}
    return Choices(scale=scale, codes={"0": 0, "1": 1})


def numbers(low: int, high: int) -> Choices:
    """Make a response scale of numbers with no words but at its ends, which say themselves."""
    labels = {str(low): str(low), str(high): str(high)}
    scale = {"kind": str(ScaleKind.NUMERIC), "min": low, "max": high, "labels": labels}
    codes = {str(one): one for one in range(low, min(high, low + 1000) + 1)}
    return Choices(scale=scale, codes=codes)


def _are_points(counted: Sequence[float | None]) -> bool:
    """Say whether every choice has a whole number of its own, fit for a response scale."""
    known = [one for one in counted if one is not None and one == int(one)]
    fit = all(LOWEST_POINT <= one <= HIGHEST_POINT for one in known)
    return fit and len(set(known)) == len(counted)


def _scale(kept: Sequence[tuple[int, Choice]], kind: ScaleKind) -> dict[str, Any]:
    values = sorted(value for value, _ in kept)
    low, high = values[0], values[-1]
    gaps = len(values) < high - low + 1
    labels = {
        str(value): choice.label or str(value)
        for value, choice in kept
        if gaps or value in (low, high) or choice.label not in ("", str(value))
    }
    scale: dict[str, Any] = {"kind": str(kind), "min": low, "max": high, "labels": labels}
    if gaps:
        scale["only_labelled"] = True
    return scale


def _count(made: Choices, kept: Sequence[tuple[int, Choice]]) -> None:
    """Say what each number counts for, where it is not the number itself."""
    counts = {value: choice.counts for value, choice in kept}
    if all(one is None for one in counts.values()):
        apart = {str(value): None for value, choice in kept if _reason(choice.label)}
        if apart and len(apart) <= len(kept) - 2:
            made.scale["scores"] = apart
        return
    ends = made.scale["min"] + made.scale["max"]
    if all(counts[value] == ends - value for value in counts):
        made.reverse = True
        return
    scores = {str(value): _tidy(one) for value, one in counts.items() if one != value}
    if scores:
        made.scale["scores"] = scores


def as_choices(scale: ResponseScale) -> bool:
    """Say whether every number is a choice of its own, not a place on a slider."""
    values = scale.values
    return scale.only_labelled or len(values) <= MOST_CHOICES or set(values) <= set(scale.labels)


def apart(scale: Mapping[str, Any]) -> bool:
    """Say whether an answer of the scale counts for nothing."""
    return None in scale.get("scores", {}).values()


def counted_ends(scale: Mapping[str, Any]) -> tuple[float, float]:
    """Give the lowest and the highest that an answer of a scale counts for."""
    values = list(range(scale["min"], scale["max"] + 1))
    if scale.get("only_labelled"):
        values = sorted(int(one) for one in scale["labels"])
    scores = {int(one): counts for one, counts in scale.get("scores", {}).items()}
    counted = [one for value in values if (one := scores.get(value, value)) is not None]
    return min(counted), max(counted)


def _tidy(number: float | None) -> float | None:
    return int(number) if number is not None and number == int(number) else number


def _reason(label: str) -> str:
    said = " ".join(label.lower().replace("’", "'").split()).strip(".()[]")
    return next((str(reason) for reason, words in _REASONS.items() if words.fullmatch(said)), "")
