"""The overlapping circles, for a scale whose steps are pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.prompts import words
from closeness_cli.prompts.sheet import Lines, Options, Room, styled
from closeness_cli.prompts.wrapping import width_of, wrap

if TYPE_CHECKING:
    from closeness_cli.prompts.filling import Filling

WIDTHS = (36, 26, 18)
"""Columns of the picture, from the largest that is tried."""

BETWEEN = 4
"""Blank columns between the list and its picture."""


def with_picture(filling: Filling, listed: Options, room: Room) -> list[Options]:
    """Give the layouts of a pictorial scale, best first; words alone are the last.

    Where nothing is chosen there is no picture, only its place: any picture would suggest itself.
    """
    column = max(_width(line) for line in listed.lines) + BETWEEN
    laid: list[Options] = []
    for width in WIDTHS:
        drawn = _picture(filling, width, room)
        if column + width <= room.width:
            laid.append(_beside(listed, drawn, column))
        elif width <= room.width:
            laid.append(Options([*drawn, [], *listed.lines], len(drawn) + 1 + listed.marked))
    return [*laid, listed]


def _picture(filling: Filling, width: int, room: Room) -> Lines:
    """Draw what is chosen, or say in as many lines how to see it."""
    lowest, chosen = filling.scale.min, filling.selected
    drawn = _draw((lowest if chosen is None else chosen) - lowest + 1, width, room)
    if chosen is not None:
        return drawn
    said = styled(wrap(words.LOOK_AT_PICTURES, width), "class:quiet")
    return _centred(said if len(said) <= len(drawn) else [], len(drawn))


def _draw(level: int, width: int, room: Room) -> Lines:
    from closeness_cli.presentation.charts import overlap_circles  # only needed here
    from closeness_cli.presentation.grid import to_fragments

    look = room.look._replace(width=width)
    return to_fragments(overlap_circles(level, look=look, names=words.CIRCLES))


def _beside(listed: Options, drawn: Lines, column: int) -> Options:
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
