"""Words that no text of ours uses: they judge people, or claim what answers cannot tell."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.rules.findings import Path

BANNED = (
    "abnormal*",
    "codependen*",
    "compatibilit*",
    "compatible",
    "delinquen*",
    "diagnos*",
    "disorder*",
    "dysfunction*",
    "failing",
    "failure*",
    "gaslight*",
    "healthy",
    "incompatib*",
    "narcissis*",
    "normal*",
    "overdue",
    "patholog*",
    "person score*",
    "personality type*",
    "predict*",
    "score of a person",
    "streak*",
    "toxic*",
    "type of partner",
    "type of person",
    "types of people",
    "unhealthy",
)
"""Whole words, in any case; a star stands for any ending."""


def banned_words(text: str) -> list[str]:
    """Give the banned words of a text, as they are written there, each once."""
    return list(dict.fromkeys(one.group() for one in _pattern().finditer(text)))


def texts_of(instrument: Instrument) -> Iterator[tuple[Path, str]]:
    """Give every sentence of an instrument that is shown, with its place; not its labels."""
    for field in ("title", "intro", "says_not", "ends_with"):
        yield (field,), getattr(instrument, field)
    for number, item in enumerate(instrument.items):
        for field in ("text", "help", "rating", "why"):
            yield ("items", number, field), getattr(item, field)
    for number, dimension in enumerate(instrument.dimensions):
        yield ("dimensions", number, "title"), dimension.title
    for number, change in enumerate(instrument.changes):
        yield ("changes", number, "says"), change.says
    for number, tip in enumerate(instrument.plane.tips if instrument.plane else ()):
        yield ("plane", "tips", number, "text"), tip.text


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(one).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for one in BANNED)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
