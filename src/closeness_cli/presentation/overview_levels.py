"""Dimensions, first and latest: drawn, or told where they are many, or only named.

Instruments stay whole: which of their dimensions are seen never depends on what was answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.core.moment import short_day
from closeness_cli.presentation.blocks import Block, Note, Paragraph, Picture, Title
from closeness_cli.presentation.charts import ThenNow, then_now_bars, whole_percent
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from closeness_cli.core.levels import Level, Reading
    from closeness_cli.presentation.grid import Grid, Look

TITLE = "First and latest · percent of the range"

CHARACTERS_IN_A_ROW = 76
"""About as many of a text as stand in a row of 80 columns."""

ROWS_FOR_A_NAME = 2
"""What it takes to say which instruments found no room."""


@dataclass(slots=True)
class _Places:
    """Where each instrument's dimensions go while there is room."""

    room: int
    drawn: list[Level] = field(default_factory=list)
    told: list[Level] = field(default_factory=list)
    named: list[str] = field(default_factory=list)

    def place(self, levels: Sequence[Level]) -> None:
        """Find room for one instrument: the first one always has it."""
        twice = [level for level in levels if level.n_scored > 1]
        once = [level for level in levels if level.n_scored < 2]
        if not self.drawn or _rows(twice, once) <= self.room:
            self.drawn += twice
            self.told += once
            self.room -= _rows(twice, once)
        elif _rows([], levels) <= self.room:
            self.told += levels
            self.room -= _rows([], levels)
        else:
            self.named.append(levels[0].instrument_title)


def level_blocks(levels: Iterable[Level], *, room: int) -> list[Block]:
    """Lay out dimensions, those of the first instrument before all others.

    Args:
        room: Rows of 80 columns that there are for them.
    """
    instruments = [list(group) for _, group in groupby(levels, key=lambda one: one.instrument_id)]
    needed = sum(
        _rows(
            [one for one in group if one.n_scored > 1], [one for one in group if one.n_scored < 2]
        )
        for group in instruments
    )
    places = _Places(room if needed <= room else room - ROWS_FOR_A_NAME)
    for group in instruments:
        places.place(group)
    blocks: list[Block] = []
    if places.drawn:
        blocks += [Title(TITLE), Picture(_bars_of(places.drawn), _drawn_words(places.drawn))]
    if short := [level.title for level in places.drawn if level.unscored]:
        blocks.append(Note(f"Too few answers last time: {', '.join(short)}."))
    blocks += [Paragraph(_told_words(title, group)) for title, group in _by_title(places.told)]
    if places.named:
        blocks.append(Note(f"Also answered: {', '.join(places.named)}."))
    return blocks


def _rows(drawn: Sequence[Level], told: Sequence[Level]) -> int:
    if not told:
        return len(drawn)
    said = sum(len(_told_words(title, group)) for title, group in _by_title(told))
    return len(drawn) + said // CHARACTERS_IN_A_ROW + 2


def _by_title(levels: Sequence[Level]) -> list[tuple[str, list[Level]]]:
    grouped = groupby(levels, key=lambda level: level.instrument_title)
    return [(title, list(group)) for title, group in grouped]


def _bars_of(levels: Sequence[Level]) -> Callable[[Look], Grid]:
    rows = [
        ThenNow(safe(label), now=_value(level.latest), then=_value(level.first))
        for label, level in zip(_labels(levels), levels, strict=True)
    ]
    return lambda look: then_now_bars(rows, look=look)


def _labels(levels: Sequence[Level]) -> Iterator[str]:
    """Name dimensions; one with a title that was there before names its instrument too."""
    seen: set[str] = set()
    for level in levels:
        twin = level.title in seen
        seen.add(level.title)
        yield f"{level.title} ({level.instrument_title})" if twin else level.title


def _value(reading: Reading | None) -> float | None:
    return None if reading is None else reading.score.value


def _drawn_words(levels: Sequence[Level]) -> str:
    return "\n".join(
        f"{label}: {_dated(level.first)}, {_dated(level.latest)} ({level.n_scored} sets)"
        for label, level in zip(_labels(levels), levels, strict=True)
    )


def _dated(reading: Reading | None) -> str:
    return "" if reading is None else f"{_percent(reading)} on {short_day(reading.on)}"


def _told_words(title: str, levels: Sequence[Level]) -> str:
    return f"{title}, percent of the range: {', '.join(map(_level_words, levels))}."


def _level_words(level: Level) -> str:
    if level.first is None or level.latest is None:
        return f"{level.title} has too few answers"
    if level.n_scored == 1:
        return f"{level.title} {_percent(level.latest)}"
    return f"{level.title} {_percent(level.first)}, then {_percent(level.latest)}"


def _percent(reading: Reading) -> str:
    return whole_percent(reading.score.value)
