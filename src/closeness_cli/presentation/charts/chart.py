"""What every chart is: a value that can be drawn on a grid, and told as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from closeness_cli.presentation.grid import Grid, Look


class Table(NamedTuple):
    """What a chart shows, in words and numbers, for who reads rows instead of a picture.

    Args:
        heads: What each column is.
        rows: A cell for each of them; people's text is raw.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(Protocol):
    """A chart that a page can hold."""

    def draw(self, look: Look) -> Grid:
        """Draw it on a grid that is no wider than the look."""
        ...

    def table(self) -> Table:
        """Tell it as a table."""
        ...


def figure(value: float) -> str:
    """Write a number of a table: at most two digits behind the point, none that is a zero."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"
