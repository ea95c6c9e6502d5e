"""What `closeness doctor` shows: nothing that anyone wrote, so that it can be shown to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.presentation.blocks import Block, Facts, Note, Page, Paragraph, Title
from closeness_cli.presentation.check_view import Checked, check_blocks, check_data
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NO_VAULT = "There is no vault here yet."
SHOWN_TO_OTHERS = "Nothing here says what you wrote; the paths may hold your name."


class Surroundings(NamedTuple):
    """Where closeness runs, as labels and values.

    Args:
        remarks: What would be better otherwise, a sentence each.
    """

    places: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str], ...]
    terminal: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]


def doctor_view(around: Surroundings, found: Sequence[Checked]) -> View:
    """Show the surroundings, and what a check of the vault found; nothing without a vault."""
    return View(
        "doctor",
        data=lambda: {
            "places": _data(around.places),
            "versions": _data(around.versions),
            "terminal": _data(around.terminal),
            "remarks": list(around.remarks),
            "vault": check_data(found) if found else None,
        },
        page=lambda: Page(tuple(_blocks(around, found)), "Doctor"),
        table=lambda: "".join(
            f"{safe(name)}\t{safe(value)}\n" for name, value in _rows(around, found)
        ),
    )


def _blocks(around: Surroundings, found: Sequence[Checked]) -> Iterator[Block]:
    yield Title("The vault")
    if found:
        yield from check_blocks(found)
    else:
        yield Paragraph(NO_VAULT)
    yield Title("Where things are")
    yield Facts(around.places)
    yield Title("Versions")
    yield Facts(around.versions)
    yield Title("This terminal")
    yield Facts(around.terminal)
    for remark in around.remarks:
        yield Note(remark)
    yield Note(SHOWN_TO_OTHERS)


def _rows(around: Surroundings, found: Sequence[Checked]) -> Iterator[tuple[str, str]]:
    for one in found:
        yield one.subject, f"{one.state}: {one.sentence}"
    yield from (*around.places, *around.versions, *around.terminal)
    for remark in around.remarks:
        yield "remark", remark


def _data(rows: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {name.replace(" ", "_"): value for name, value in rows}
