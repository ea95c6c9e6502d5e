"""The colours charts are drawn in, and where none may be used, none.

Blue and orange are Okabe and Ito's (2008), darkened until white text on them can be read (5:1);
where they overlap is nearly white, which no kind of colour blindness confuses with either; on a
light background it is a little darker, to be seen there. The moods are five steps of cividis
(Nuñez, Anderton and Renslow, 2018), without the end of the ramp that the background would hide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.grid import DIM

if TYPE_CHECKING:
    from closeness_cli.presentation.grid import Look

_MOODS_ON_DARK = ("#575c6d", "#7d7c76", "#a69d75", "#d4c264", "#ffea46")
_MOODS_ON_LIGHT = ("#002051", "#3c4d6e", "#747272", "#a89f77", "#dac561")


class Inks(NamedTuple):
    """What is drawn in which colour; empty where colour is not shown.

    Args:
        accent: The line, the points, what is now.
        faint: Axes, guides and labels.
        left: Fill of the left circle.
        right: Fill of the right circle.
        overlap: Fill where they overlap.
        on_fill: Text on the left and the right circle.
        on_overlap: Text where they overlap.
        moods: Fills from low to high.
        band: Fill of where a value may lie.
    """

    accent: str = ""
    faint: str = ""
    left: str = ""
    right: str = ""
    overlap: str = ""
    on_fill: str = ""
    on_overlap: str = ""
    moods: tuple[str, ...] = ("", "", "", "", "")
    band: str = ""


def inks(look: Look) -> Inks:
    """Choose the colours for this screen."""
    if not look.colour:
        return Inks()
    return Inks(
        accent="cyan" if look.dark else "blue",
        faint=DIM,
        left="#2f6f95",
        right="#9a6a00",
        overlap="#e8e3ee" if look.dark else "#cfc6da",
        on_fill="#ffffff",
        on_overlap="#1e1e1e",
        moods=_MOODS_ON_DARK if look.dark else _MOODS_ON_LIGHT,
        band="#203a4c" if look.dark else "#d9e8f3",
    )
