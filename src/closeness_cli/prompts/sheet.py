"""How every screen is laid out: margins, the question on top, quiet keys at the bottom."""

from __future__ import annotations

from dataclasses import dataclass, field

from closeness_cli.presentation.grid import ASCII, UNICODE, Glyphs, Look
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts.wrapping import width_of, wrap

Fragments = list[tuple[str, str]]
Lines = list[Fragments]

WIDEST = 72
"""Columns of text; wider lines are hard to read."""

ROOMY = 60
"""Columns from which there is a wider margin."""

STYLE = {
    "question": "bold",
    "quiet": "dim",
    "dim": "dim",
    "key": "ansicyan",
    "marked": "ansicyan bold",
    "before": "ansiyellow",
    "hint": "ansiyellow",
    "bar": "ansicyan",
    "rail": "dim",
    "edge": "ansicyan",
}
"""Colours by name, so that they follow the person's theme; each only repeats a word or mark."""


@dataclass(frozen=True, slots=True)
class Marks:
    """The glyphs of a screen: those of the charts, and a few that only prompts need."""

    glyphs: Glyphs = UNICODE
    mark: str = "›"
    between: str = "·"
    to: str = "–"

    @property
    def bar(self) -> str:
        """The part of the way that is done."""
        return self.glyphs.joined

    @property
    def rail(self) -> str:
        """The part of the way that is still to come."""
        return self.glyphs.track

    @property
    def edge(self) -> str:
        """What stands before a place to type."""
        return self.glyphs.axis


ASCII_MARKS = Marks(ASCII, mark=">", between="|", to="-")


@dataclass(frozen=True, slots=True)
class Room:
    """The window that a page must fit, as it is now."""

    columns: int
    rows: int
    look: Look

    @property
    def margin(self) -> int:
        """Blank columns on the left."""
        return 4 if self.columns >= ROOMY else 2

    @property
    def width(self) -> int:
        """Columns that text may take."""
        return max(1, min(WIDEST, self.columns - 2 * self.margin))

    @property
    def marks(self) -> Marks:
        """The glyphs that the window can show."""
        return Marks() if self.look.unicode else ASCII_MARKS


@dataclass(frozen=True, slots=True)
class Options:
    """Lines of options, and which of them must stay in view."""

    lines: Lines = field(default_factory=list)
    marked: int = 0

    def around(self, rows: int) -> Lines:
        """Give as many lines as there are rows for, the marked one among them."""
        first = max(0, min(self.marked - rows // 2, len(self.lines) - rows))
        return self.lines[first : first + rows]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands at the top and at the bottom of a window."""

    top: Lines
    bottom: Lines


def lay_out(
    room: Room,
    question: Lines,
    *,
    header: Lines | None = None,
    intro: Lines | None = None,
    options: Options | None = None,
    bottom: Lines,
    typing: int = 0,
) -> Sheet:
    """Fit the parts into a window, what matters least giving way first.

    Args:
        intro: What stands under the header where there is room for it.
        typing: Rows that are left free between top and bottom, to type in.
    """
    bottom = bottom[-max(1, (room.rows - 2) // 3) :]
    rows = room.rows - len(bottom) - typing
    header, options = header or [], options or Options()
    top = _fit(header, question, options, rows)
    if intro:
        whole = _roomy([*header, *intro], question, options)
        top = whole if len(whole) <= rows else top
    return Sheet(_indent(top, room), _indent(bottom, room))


def footer(keys: tuple[str, ...], room: Room) -> Lines:
    """Write the keys in as few quiet lines as they need."""
    lines: list[str] = []
    for key in keys:
        joined = f"{lines[-1]} {room.marks.between} {key}" if lines else key
        if lines and width_of(joined) <= room.width:
            lines[-1] = joined
        else:
            lines.append(key)
    return styled(lines, "class:quiet")


def written(text: str, style: str, width: int) -> Lines:
    """Break text that a person or a file brought into lines of one style."""
    return styled(wrap(safe(text), width), style) if text else []


def styled(lines: list[str], style: str) -> Lines:
    """Give lines of text one style."""
    return [[(style, line)] for line in lines]


def _roomy(header: Lines, question: Lines, options: Options) -> Lines:
    gap: Lines = [[]]
    below = [*gap, *options.lines] if options.lines else []
    above = [*header, *gap] if header else []
    return [*gap, *above, *question, *below, *gap]


def _fit(header: Lines, question: Lines, options: Options, rows: int) -> Lines:
    gap: Lines = [[]]
    below = [*gap, *options.lines] if options.lines else []
    above = [*header, *gap] if header else []
    for parts in (
        _roomy(header, question, options),
        [*above, *question, *below, *gap],
        [*header[:1], *question, *below, *gap],
        [*header[:1], *question, *below],
        [*header[:1], *question, *options.lines],
        [*question, *options.lines],
    ):
        if len(parts) <= rows:
            return parts
    kept = question[: max(1, rows - min(3, len(options.lines)))]
    return [*kept, *options.around(max(0, rows - len(kept)))]


def _indent(lines: Lines, room: Room) -> Lines:
    return [[("", " " * room.margin), *line] if line else [] for line in lines]
