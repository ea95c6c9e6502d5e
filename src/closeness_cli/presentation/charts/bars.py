"""Dimensions then and now, as two marks on a track and in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.charts.chart import Table
from closeness_cli.presentation.grid import Cell, Glyphs, Grid, display_width, fit, glyphs
from closeness_cli.presentation.inks import Inks, inks
from closeness_cli.presentation.percent import whole_percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.presentation.grid import Look

LEAST_LABEL = 22
"""Columns that a name may need beside its track; where there are fewer, the track is below."""

LONGEST_LABEL = 41
"""Columns for the name of a dimension, where the track is beside it."""

SHORTEST_TRACK = 15
"""Columns for a track: on a shorter one, marks that differ would fall together."""

LONGEST_TRACK = 61
"""Columns for a track: longer than this, the eye loses which row it is in."""

NOISE = "may be noise"
"""What the texture between two marks means."""

_BETWEEN = 2


@dataclass(frozen=True, slots=True)
class ThenNow:
    """One dimension, in percent of its range from 0 to 100.

    Attributes:
        label: What it is called.
        now: Its score now; absent when unscored.
        then: Its score before; absent when there is none to compare with.
        is_clear: They differ by more than noise; absent where the chart says nothing of noise.
    """

    label: str
    now: float | None
    then: float | None = None
    is_clear: bool | None = None


class ThenNowBars(NamedTuple):
    """Dimensions then and now; the arguments are those of `then_now_bars`."""

    rows: Sequence[ThenNow]

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        return then_now_bars(self.rows, look=look)

    def table(self) -> Table:
        """Tell it as a table."""
        heads = ("", "Then, of 100", "Now, of 100")
        rows = [(one.label, _percent(one.then), _percent(one.now)) for one in self.rows]
        if all(one.is_clear is None for one in self.rows):
            return Table(heads, tuple(rows))
        clear = ["yes" if one.is_clear else "no" for one in self.rows]
        said = tuple((*row, more) for row, more in zip(rows, clear, strict=True))
        return Table((*heads, "More than noise"), said)


def _percent(value: float | None) -> str:
    return "" if value is None else whole_percent(value)


@dataclass(frozen=True, slots=True)
class _Layout:
    label: int
    track: int
    track_at: int
    words_at: int
    rows_each: int

    def rows_of(self, row: ThenNow) -> int:
        """Count the rows of a dimension: a long name above its track has one of its own."""
        is_long = self.rows_each > 1 and display_width(row.label) > self.label
        return self.rows_each + is_long


def then_now_bars(rows: Sequence[ThenNow], *, look: Look) -> Grid:
    """Draw dimensions then and now, with their scale below.

    Args:
        rows: The dimensions, from the top down. Labels are people's text, made safe before.
        look: What the screen can show.
    """
    rows = [_known(row) for row in rows]
    words = _words(rows, glyphs(look))
    layout = _layout(rows, words, look)
    grid = Grid(look.width, sum(layout.rows_of(row) for row in rows) + bool(rows))
    y = 0
    for row, said in zip(rows, words, strict=True):
        y += layout.rows_of(row)
        _draw_name(grid, layout, y - layout.rows_of(row), row, look)
        _draw_words(grid, layout, y - layout.rows_each, row, said, look)
        _draw_track(grid, layout, y - 1, row, glyphs(look), inks(look))
    if rows:
        _draw_scale(grid, layout, grid.height - 1, inks(look))
    if any(_is_textured(row) for row in rows):
        _draw_legend(grid, layout, glyphs(look), inks(look))
    return grid


def _known(row: ThenNow) -> ThenNow:
    now, then = (
        None if value is None or not math.isfinite(value) else min(max(value, 0.0), 100.0)
        for value in (row.now, row.then)
    )
    return ThenNow(row.label, now, then, row.is_clear)


def _words(rows: Sequence[ThenNow], chars: Glyphs) -> list[str]:
    """Say each row in words, in columns: then on the left if any row has it, now on the right."""
    thens = ["" if row.then is None else whole_percent(row.then) for row in rows]
    nows = ["" if row.now is None else whole_percent(row.now) for row in rows]
    wide_then, wide_now = (max(map(len, said), default=0) for said in (thens, nows))
    said = []
    for then, now in zip(thens, nows, strict=True):
        before = f"{chars.then} then {then:>{wide_then}}  " if then else ""
        after = f"{chars.now} now {now:>{wide_now}}" if now else "unscored"
        room = len(f"{chars.then} then   ") + wide_then if wide_then else 0
        said.append(before.ljust(room) + after)
    return said


def _layout(rows: Sequence[ThenNow], words: Sequence[str], look: Look) -> _Layout:
    longest = max((len(said) for said in words), default=0)
    room = look.width - longest - 2 * _BETWEEN
    wanted = max((display_width(row.label) for row in rows), default=0)
    if room - SHORTEST_TRACK < min(wanted, LEAST_LABEL):
        words_at = max(look.width - longest, 0)
        return _Layout(max(words_at - _BETWEEN, 0), look.width, 0, words_at, rows_each=2)
    label = min(wanted, LONGEST_LABEL, room - SHORTEST_TRACK)
    room -= label
    track = min(room, LONGEST_TRACK)
    track_at = label + _BETWEEN
    return _Layout(label, track, track_at, track_at + track + _BETWEEN, rows_each=1)


def _draw_name(grid: Grid, layout: _Layout, y: int, row: ThenNow, look: Look) -> None:
    room = layout.label if layout.rows_of(row) == layout.rows_each else look.width
    grid.text(0, y, fit(row.label, room, look))


def _draw_words(grid: Grid, layout: _Layout, y: int, row: ThenNow, said: str, look: Look) -> None:
    grid.text(layout.words_at, y, said)
    if row.now is not None:
        mark = Cell(glyphs(look).now, fg=inks(look).accent)
        grid.put(layout.words_at + said.rindex(mark.char), y, mark)


def _draw_track(
    grid: Grid, layout: _Layout, y: int, row: ThenNow, chars: Glyphs, colours: Inks
) -> None:
    grid.across(layout.track_at, y, layout.track, Cell(chars.track, fg=colours.faint))
    then, now = (
        None if value is None else layout.track_at + round(value / 100 * (layout.track - 1))
        for value in (row.then, row.now)
    )
    if then is not None and now is not None:
        left, right = sorted((then, now))
        noise = row.is_clear is False
        mark = Cell(
            chars.noise if noise else chars.joined, fg=colours.faint if noise else colours.accent
        )
        grid.across(left, y, right - left, mark)
    if then is not None:
        grid.put(then, y, Cell(chars.then, bold=True))
    if now is not None:
        char = chars.both if now == then else chars.now
        grid.put(now, y, Cell(char, fg=colours.accent, bold=True))


def _draw_scale(grid: Grid, layout: _Layout, y: int, colours: Inks) -> None:
    last = layout.track_at + layout.track - 1
    grid.text(layout.track_at, y, "0", fg=colours.faint)
    grid.text(layout.track_at + layout.track // 2, y, "50", fg=colours.faint)
    grid.text(last - 2, y, "100", fg=colours.faint)


def _is_textured(row: ThenNow) -> bool:
    return row.is_clear is False and None not in (row.now, row.then) and row.now != row.then


def _draw_legend(grid: Grid, layout: _Layout, chars: Glyphs, colours: Inks) -> None:
    """Say what the texture means: beside the scale, or in it where tracks are wide."""
    at = layout.words_at if layout.rows_each == 1 else 3
    grid.text(at, grid.height - 1, f"{chars.noise} {NOISE}", fg=colours.faint)
