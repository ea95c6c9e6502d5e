"""Whether an instrument scores as it must, and whether an item looks turned the wrong way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.blocks import Block, Facts, Lead, Page, Paragraph, Title
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from closeness_cli.core.instruments.conformance import Mismatch
    from closeness_cli.core.instruments.instrument import Instrument

NO_VECTORS = "It has no conformance vectors, so nothing could be checked."
TURNED = (
    "In your own sets of answers these items run against the others. That can be so, or their "
    "key may be turned the wrong way: compare with the printed instrument."
)


def verified_view(
    instrument: Instrument,
    *,
    n_vectors: int,
    wrong: Sequence[Mismatch],
    suspects: Mapping[str, Sequence[str]],
) -> View:
    """Show what a check of an instrument's scoring found.

    Args:
        n_vectors: Conformance vectors that were scored.
        suspects: By dimension, items whose answers run against the others.
    """
    return View(
        "instrument verify",
        data=lambda: {
            "instrument": instrument.id,
            "version": instrument.version,
            "vectors": n_vectors,
            "mismatches": [one._asdict() for one in wrong],
            "suspects": {name: list(items) for name, items in suspects.items() if items},
        },
        page=lambda: Page(
            tuple(_blocks(instrument, n_vectors, wrong, suspects)), "Instrument check"
        ),
    )


def _blocks(
    instrument: Instrument,
    n_vectors: int,
    wrong: Sequence[Mismatch],
    suspects: Mapping[str, Sequence[str]],
) -> Iterable[Block]:
    if wrong:
        yield Lead(f"{instrument.title} does not score as it must.")
        for one in wrong:
            yield Paragraph(
                f"Vector {one.vector}, {one.dimension}, {one.unit}: expected"
                f" {_number(one.expected)}, found {_number(one.found)}."
            )
    elif n_vectors:
        many = "one vector" if n_vectors == 1 else f"all {n_vectors} vectors"
        yield Lead(f"{instrument.title} scores as it must, by {many}.")
    else:
        yield Lead(NO_VECTORS)
    turned = {name: items for name, items in suspects.items() if items}
    if turned:
        yield Title("Worth a look")
        yield Paragraph(TURNED)
        titles = {one.id: one.title for one in instrument.dimensions}
        for name, items in turned.items():
            yield Facts(
                tuple((titles.get(name, name), _item_words(instrument, one)) for one in items)
            )


def _item_words(instrument: Instrument, item_id: str) -> str:
    """Name an item as it is printed: by its number, and its text where that is here."""
    place = next(at for at, one in enumerate(instrument.items, start=1) if one.id == item_id)
    text = instrument.item(item_id).text
    return f"{place} · {text}" if text else str(place)


def _number(value: float | None) -> str:
    return "no score" if value is None else f"{value:g}"
