"""The overlapping circles, for a scale whose steps are pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from closeness_cli.prompts.sheet import Lines, Options, Room
from closeness_cli.prompts.wrapping import width_of

if TYPE_CHECKING:
    from closeness_cli.prompts.filling import Filling

WIDTHS = (36, 26, 18)
"""Columns of the picture, from the largest that is tried."""

BETWEEN = 4
"""Blank columns between the list and its picture."""


def with_picture(
    filling: Filling, listed: Options, room: Room, names: tuple[str, str]
) -> list[Options]:
    """Give the layouts of a pictorial scale, best first; words alone are the last."""
    marked = filling.scale.min if filling.selected is None else filling.selected
    level = marked - filling.scale.min + 1
    laid: list[Options] = []
    for width in WIDTHS:
        drawn = _draw(level, width, room, names)
        if beside := _beside(listed, drawn, room.width):
            laid.append(beside)
        elif width <= room.width:
            laid.append(Options([*drawn, [], *listed.lines], len(drawn) + 1 + listed.marked))
    return [*laid, listed]


def _draw(level: int, width: int, room: Room, names: tuple[str, str]) -> Lines:
    from closeness_cli.presentation.charts import overlap_circles  # only needed here
    from closeness_cli.presentation.grid import to_fragments
    from closeness_cli.presentation.safe import safe

    look = replace(room.look, width=width)
    said = (safe(names[0]), safe(names[1]))
    return to_fragments(overlap_circles(level, look=look, names=said))


def _beside(listed: Options, drawn: Lines, width: int) -> Options | None:
    column = max(_width(line) for line in listed.lines) + BETWEEN
    if column + max(_width(line) for line in drawn) > width:
        return None
    rows = max(len(listed.lines), len(drawn))
    left = _centred(listed.lines, rows)
    right = _centred(drawn, rows)
    return Options(
        [
            [*one, ("", " " * (column - _width(one))), *other]
            for one, other in zip(left, right, strict=True)
        ]
    )


def _centred(lines: Lines, rows: int) -> Lines:
    above = (rows - len(lines)) // 2
    return [*([[]] * above), *lines, *([[]] * (rows - len(lines) - above))]


def _width(line: list[tuple[str, str]]) -> int:
    return sum(width_of(text) for _, text in line)
