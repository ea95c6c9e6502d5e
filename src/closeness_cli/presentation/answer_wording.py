"""Answers in words, as they were given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ScaleKind, SkipReason

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.answering.administration import Line, Response
    from closeness_cli.core.instruments.instrument import Item, ResponseScale

SKIPPED = {
    SkipReason.SKIPPED: "skipped",
    SkipReason.NOT_APPLICABLE: "does not apply",
    SkipReason.PREFER_NOT_TO_SAY: "kept to yourself",
    SkipReason.NOT_SHOWN: "not asked",
}


WORDS_ALONE = (ScaleKind.BIPOLAR, ScaleKind.ALLOCATION, ScaleKind.NOMINAL)
"""Kinds of scales whose numbers say nothing beside their words."""


def answer_words(item: Item, response: Response, *, shortened: Callable[[str], str] = str) -> str:
    """Say an answer as it was given, or that there is none.

    Args:
        shortened: Cuts the person's own words where there is little room.
    """
    value = response.value
    if value is None:
        return SKIPPED[response.reason or SkipReason.SKIPPED]
    if isinstance(value, tuple):
        return "; ".join(_line_words(item, one, shortened) for one in value) or "nothing named"
    if isinstance(value, int) and item.scale is not None:
        return value_words(item.scale, value, response.label)
    return f"“{shortened(str(value))}”"


def value_words(scale: ResponseScale, value: int, label: str) -> str:
    """Say a number as it was chosen: `7 of 10`, `often (4 of 5)`, `as much as I wanted`.

    Where the number is no amount, as in who does something, the words stand alone.
    """
    placed = _placed(scale, value)
    if not label or label == str(value):
        return placed + _between(scale, value)
    if scale.kind is ScaleKind.NUMERIC:
        return f"{placed}, {label}"
    return label if scale.kind in WORDS_ALONE else f"{label} ({placed})"


def _placed(scale: ResponseScale, value: int) -> str:
    if scale.min in (0, 1):
        return f"{value} of {scale.max}"
    return f"{signed(value)} of {signed(scale.min)} to {signed(scale.max)}"


def signed(value: int) -> str:
    """Say a number with its sign; 0 has none."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def _between(scale: ResponseScale, value: int) -> str:
    """Say between which labels a number lies that has none; numbers alone say it themselves."""
    if scale.kind is ScaleKind.NUMERIC:
        return ""
    below = max((at for at in scale.labels if at < value), default=None)
    above = min((at for at in scale.labels if at > value), default=None)
    if below is None or above is None:
        return ""
    return f", between “{scale.labels[below]}” and “{scale.labels[above]}”"


def _line_words(item: Item, line: Line, shortened: Callable[[str], str]) -> str:
    text = shortened(line.text)
    if line.value is None or item.scale is None:
        return text
    label = item.scale.labels.get(line.value)
    said = label or _placed(item.scale, line.value) + _between(item.scale, line.value)
    return f"{text} ({said})"
