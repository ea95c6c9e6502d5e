"""A grid of cells to draw on, and what it can be turned into.

Charts draw on a `Grid` and know no library. Colours of text are ANSI names ("cyan", "blue") or
"dim", which follow the reader's theme; "#rrggbb" is for filled areas only, since those bring
their own background. Whatever is put outside the grid is left out, so that nothing drawn here
is ever wider than it was asked to be.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DIM = "dim"
"""The one colour that is not a colour: fainter than the text around it, in every theme."""

_ONE_COLUMN_EACH = frozenset(
    chr(code)
    for first, last in (
        *((0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x2FF), (0x391, 0x3A1), (0x3A3, 0x3FF)),
        *((0x400, 0x482), (0x48A, 0x4FF), (0x2010, 0x2015), (0x2018, 0x2027), (0x2190, 0x21FF)),
        *((0x2212, 0x2212), (0x2500, 0x25FC)),
    )
    for code in range(first, last + 1)
)
"""Characters that stand alone in one column each, so that they need not be looked up."""

_FIRST_FLAG, _LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
_FIRST_TONE, _LAST_TONE = "\U0001f3fb", "\U0001f3ff"
_JOINER = "\u200d"


class Look(NamedTuple):
    """What the screen can show.

    Args:
        width: Columns a chart may fill.
        colour: Whether colours are shown; without them nothing but characters is used.
        unicode: Whether more than ASCII is shown.
        dark: Whether the background is dark.
    """

    width: int = 80
    colour: bool = True
    unicode: bool = True
    dark: bool = True


class Glyphs(NamedTuple):
    """The characters a chart is drawn with."""

    point: str
    hollow: str
    small: str
    small_hollow: str
    then: str
    now: str
    both: str
    across: str
    down: str
    rise: tuple[str, str]
    fall: tuple[str, str]
    guide: str
    broken: str
    axis: str
    tick: str
    corner: str
    floor: str
    floor_tick: str
    track: str
    joined: str
    noise: str
    moods: str
    no_entry: str
    fills: str
    band: str
    ellipsis: str


UNICODE = Glyphs(
    point="●",
    hollow="○",
    small="•",
    small_hollow="◦",
    then="○",
    now="●",
    both="◉",
    across="─",
    down="│",
    rise=("╯", "╭"),
    fall=("╮", "╰"),
    guide="·",
    broken="┊",
    axis="│",
    tick="┤",
    corner="└",
    floor="─",
    floor_tick="┬",
    track="─",
    joined="━",
    noise="▒",
    moods="▁▃▅▆█",
    no_entry="·",
    fills="░▒█",
    band="░",
    ellipsis="…",
)

ASCII = Glyphs(
    point="o",
    hollow="x",
    small="o",
    small_hollow="x",
    then="o",
    now="@",
    both="@",
    across="*",
    down="*",
    rise=("*", "*"),
    fall=("*", "*"),
    guide=".",
    broken=":",
    axis="|",
    tick="+",
    corner="+",
    floor="-",
    floor_tick="+",
    track="-",
    joined="=",
    noise="~",
    moods="12345",
    no_entry=".",
    fills=".:#",
    band=":",
    ellipsis="~",
)


def glyphs(look: Look) -> Glyphs:
    """Choose the characters this screen can show."""
    return UNICODE if look.unicode else ASCII


class Cell(NamedTuple):
    """One column of one row.

    Args:
        char: What is shown. It may be several code points; a cell that the character before it
            also covers holds the empty string.
        fg: Colour of the character: an ANSI name, `DIM`, "#rrggbb", or empty for the theme's.
        bg: Colour behind it, or empty for the theme's.
        bold: Whether it is bold.
    """

    char: str = " "
    fg: str = ""
    bg: str = ""
    bold: bool = False


BLANK = Cell()


class Grid:
    """Cells in rows. Column 0 is on the left, row 0 on top."""

    __slots__ = ("height", "rows", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width = max(width, 0)
        self.height = max(height, 0)
        self.rows: list[list[Cell]] = [[BLANK] * self.width for _ in range(self.height)]

    def put(self, x: int, y: int, cell: Cell) -> None:
        """Put a cell of one column at a place, or nothing where there is no such place."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._uncover(x, y)
            self.rows[y][x] = cell

    def text(self, x: int, y: int, text: str, *, fg: str = "", bold: bool = False) -> None:
        """Write text over what is there, and leave the colours behind it as they are."""
        for cluster, width in clusters(text):
            if not 0 <= y < self.height or x + width > self.width:
                return
            if x >= 0:
                self._write(x, y, width, Cell(cluster, fg=fg, bold=bold))
            x += width

    def across(self, x: int, y: int, length: int, cell: Cell) -> None:
        """Draw a line to the right."""
        for column in range(x, x + length):
            self.put(column, y, cell)

    def down(self, x: int, y: int, length: int, cell: Cell) -> None:
        """Draw a line downwards."""
        for row in range(y, y + length):
            self.put(x, row, cell)

    def _write(self, x: int, y: int, width: int, cell: Cell) -> None:
        for column in range(x, x + width):
            shown = cell if column == x else cell._replace(char="")
            self.put(column, y, shown._replace(bg=self.rows[y][column].bg))

    def _uncover(self, x: int, y: int) -> None:
        """Blank the rest of a wide character of which one column is about to be replaced."""
        row = self.rows[y]
        start = x
        while start > 0 and not row[start].char:
            start -= 1
        if start < x:
            row[start] = row[start]._replace(char=" ")
        end = x + 1
        while end < self.width and not row[end].char:
            row[end] = row[end]._replace(char=" ")
            end += 1


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Divide text into what is shown as one character, with the columns it takes.

    Control characters, marks with nothing to stand on and joiners with nothing to join are left
    out.
    """
    if _ONE_COLUMN_EACH.issuperset(text):
        yield from ((char, 1) for char in text)
        return
    from wcwidth import wcswidth  # slow, and only needed where more than that is drawn

    for cluster in _joined(text):
        shown = cluster.rstrip(_JOINER)
        if wcswidth(shown) > 0:
            yield shown, wcswidth(shown)


def _joined(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and _joins(cluster, char):
            cluster += char
        else:
            yield cluster
            cluster = char
    yield cluster


def _joins(cluster: str, char: str) -> bool:
    from wcwidth import wcwidth  # as above

    if wcwidth(cluster[0]) < 0:
        return False
    if _FIRST_FLAG <= char <= _LAST_FLAG:
        return len(cluster) == 1 and _FIRST_FLAG <= cluster <= _LAST_FLAG
    tone = _FIRST_TONE <= char <= _LAST_TONE
    return wcwidth(char) == 0 or cluster[-1] == _JOINER or (tone and wcwidth(cluster[0]) == 2)


def display_width(text: str) -> int:
    """Count the columns text takes when it is shown."""
    if text.isascii() or _ONE_COLUMN_EACH.issuperset(text):
        return len(text)
    return sum(width for _, width in clusters(text))


def fit(text: str, width: int, look: Look) -> str:
    """Cut people's text to a number of columns, and to ASCII where no more can be shown."""
    if not look.unicode:
        text = text.encode("ascii", errors="replace").decode("ascii")
    if display_width(text) <= width:
        return text
    kept, room = "", width - 1
    for cluster, columns in clusters(text):
        room -= columns
        kept += cluster if room >= 0 else ""
    return kept.rstrip() + glyphs(look).ellipsis if width > 0 else ""


def to_text(grid: Grid) -> str:
    """Turn a grid into lines of characters, without colour and without spaces at their ends."""
    return "\n".join("".join(cell.char for cell in row).rstrip() for row in grid.rows)


def to_fragments(grid: Grid) -> list[list[tuple[str, str]]]:
    """Turn a grid into prompt_toolkit's pairs of style and text, one list a row.

    What is dim has the style `class:dim`: not every prompt_toolkit knows the word itself.
    """
    return [[(_fragment_style(look), run) for look, run in runs(row)] for row in grid.rows]


def _fragment_style(cell: Cell) -> str:
    if not cell.fg or cell.fg == DIM:
        fg = "class:dim" if cell.fg else ""
    else:
        fg = f"fg:{cell.fg}" if cell.fg.startswith("#") else f"fg:ansi{cell.fg}"
    return " ".join(filter(None, (fg, f"bg:{cell.bg}" if cell.bg else "", "bold" * cell.bold)))


def runs(row: Sequence[Cell]) -> Iterator[tuple[Cell, str]]:
    """Join the cells of a row that have one style, and leave out the blank ones at its end."""
    end = len(row)
    while end and row[end - 1].char == " " and not row[end - 1].bg:
        end -= 1
    for look, cells in groupby(row[:end], key=lambda cell: cell._replace(char="")):
        yield look, "".join(cell.char for cell in cells)
