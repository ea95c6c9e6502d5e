"""Dimensions, first and latest: drawn, or told where they are many, or only named.

Instruments stay whole: which of their dimensions are seen never depends on what was answered.
One set of answers is never a figure here: there is nothing for it to stand beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.core.moment import short_day
from closeness_cli.presentation.blocks import Block, Note, Paragraph, Picture, Title
from closeness_cli.presentation.charts import ThenNow, then_now_bars
from closeness_cli.presentation.overview_wording import day_words
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.levels import Level, Reading
    from closeness_cli.presentation.grid import Grid, Look

TITLE = "First and latest · percent of the range"

CHARACTERS_IN_A_ROW = 76
"""About as many of a text as stand in a row of 80 columns."""

ROWS_FOR_A_NAME = 2
"""What it takes to say which instruments found no room."""


@dataclass(slots=True)
class _Places:
    """Where each instrument's dimensions go while there is room, if there is any at all."""

    room: int
    drawn: list[Level] = field(default_factory=list)
    told: list[Level] = field(default_factory=list)
    named: list[Level] = field(default_factory=list)

    def place(self, levels: Sequence[Level]) -> None:
        """Find room for one instrument: the first that can be drawn always has it."""
        if not has_two(levels):
            self.named.append(levels[0])
        elif (self.room > 0 and not self.drawn) or _rows_drawn(levels) <= self.room:
            self.drawn += levels
            self.room -= _rows_drawn(levels)
        elif _rows_told(levels) <= self.room:
            self.told += levels
            self.room -= _rows_told(levels)
        else:
            self.named.append(levels[0])


def has_two(levels: Iterable[Level]) -> bool:
    """Say whether any of these dimensions has a first and a later score."""
    return any(level.n_scored > 1 for level in levels)


def level_blocks(levels: Iterable[Level], *, room: int, today: date) -> list[Block]:
    """Lay out dimensions, those of the first instrument before all others.

    Args:
        room: Rows of 80 columns that there are for them.
        today: The reader's local day.
    """
    instruments = [list(group) for _, group in groupby(levels, key=lambda one: one.instrument_id)]
    needed = sum(_rows_drawn(group) for group in instruments if has_two(group))
    fits = needed <= room and all(map(has_two, instruments))
    places = _Places(room if fits else room - ROWS_FOR_A_NAME)
    for group in instruments:
        places.place(group)
    return [
        *_drawn_blocks(places.drawn),
        *(Paragraph(_told_words(title, group)) for title, group in _by_title(places.told)),
        *([Note(_named_words(places.named, today))] if places.named else []),
    ]


def _drawn_blocks(levels: Sequence[Level]) -> list[Block]:
    """Draw what has two scores, and say of the rest that it has not."""
    if not levels:
        return []
    twice = [level for level in levels if level.n_scored > 1]
    blocks: list[Block] = [Title(TITLE), Picture(_bars_of(twice), _drawn_words(twice))]
    if short := [label(level) for level in twice if level.unscored]:
        blocks.append(Note(f"Too few answers last time: {', '.join(short)}."))
    if rest := _rest_words(levels):
        blocks.append(Note(rest))
    return blocks


def _rows_drawn(levels: Sequence[Level]) -> int:
    twice = sum(level.n_scored > 1 for level in levels)
    return twice + ROWS_FOR_A_NAME * (twice < len(levels))


def _rows_told(levels: Sequence[Level]) -> int:
    return len(_told_words(levels[0].instrument_title, levels)) // CHARACTERS_IN_A_ROW + 2


def _by_title(levels: Sequence[Level]) -> list[tuple[str, list[Level]]]:
    grouped = groupby(levels, key=lambda level: level.instrument_title)
    return [(title, list(group)) for title, group in grouped]


def _bars_of(levels: Sequence[Level]) -> Callable[[Look], Grid]:
    rows = [
        ThenNow(safe(name), now=_value(level.latest), then=_value(level.first))
        for name, level in zip(_labels(levels), levels, strict=True)
    ]
    return lambda look: then_now_bars(rows, look=look)


def label(level: Level) -> str:
    """Name a dimension, so that 100 is not read as much where it stands for as wanted."""
    says_so = not level.as_wanted or "want" in level.title.casefold()
    return level.title if says_so else f"{level.title}, as wanted"


def _labels(levels: Sequence[Level]) -> Iterator[str]:
    """Name dimensions; one with a title that was there before names its instrument too."""
    seen: set[str] = set()
    for level in levels:
        twin = level.title in seen
        seen.add(level.title)
        yield f"{label(level)} ({level.instrument_title})" if twin else label(level)


def _value(reading: Reading | None) -> float | None:
    return None if reading is None else reading.score.value


def _drawn_words(levels: Sequence[Level]) -> str:
    return "\n".join(
        f"{name}: {_dated(level.first)}, {_dated(level.latest)} ({level.n_scored} sets)"
        for name, level in zip(_labels(levels), levels, strict=True)
    )


def _dated(reading: Reading | None) -> str:
    return "" if reading is None else f"{_percent(reading)} on {short_day(reading.on)}"


def _told_words(title: str, levels: Sequence[Level]) -> str:
    pairs = ", ".join(
        f"{label(level)} {_percent(level.first)}, then {_percent(level.latest)}"
        for level in levels
        if level.n_scored > 1 and level.first and level.latest
    )
    return f"{title}, percent of the range: {pairs}. {_rest_words(levels)}".rstrip(" ")


def _rest_words(levels: Sequence[Level]) -> str:
    """Name what has fewer than two scores; it has no figure."""
    once = [label(level) for level in levels if level.n_scored == 1]
    never = [label(level) for level in levels if level.n_scored == 0]
    said = [("Answered once", once), ("Skipped", never)]
    return " ".join(f"{how}: {', '.join(names)}." for how, names in said if names)


def _named_words(levels: Sequence[Level], today: date) -> str:
    named = [f"{level.instrument_title}, {day_words(level.on, today)}" for level in levels]
    return f"Also answered: {'; '.join(named)}."


def _percent(reading: Reading) -> str:
    return whole_percent(reading.score.value)
