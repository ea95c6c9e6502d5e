"""Conformance vectors: answers with the scores that they must give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.stats.scoring import Score, score_dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import Vector

TOLERANCE = 1e-9
"""How far a score may lie from what a vector says: rounding, and nothing else."""


class Mismatch(NamedTuple):
    """A score that is not what a vector says; `None` stands for no score.

    Args:
        vector: Which vector, from 1.
        unit: "percent of the range" or "total".
    """

    vector: int
    dimension: str
    unit: str
    expected: float | None
    found: float | None


def mismatches(instrument: Instrument, vectors: Iterable[Vector]) -> list[Mismatch]:
    """Score every vector, and give what differs; empty where the instrument conforms."""
    return [
        one
        for number, vector in enumerate(vectors, start=1)
        for one in _mismatches(instrument, vector, number)
    ]


def responses_of(vector: Vector) -> dict[str, Response]:
    """Give the answers of a vector as responses, a skip for each `None`."""
    return {
        item_id: Response(
            item_id=item_id,
            value=value,
            label="",
            position=position,
            reason=SkipReason.SKIPPED if value is None else None,
        )
        for position, (item_id, value) in enumerate(vector.answers.items(), start=1)
    }


def _mismatches(instrument: Instrument, vector: Vector, number: int) -> Iterator[Mismatch]:
    responses = responses_of(vector)
    for unit, expectations in (("percent of the range", vector.scores), ("total", vector.totals)):
        for dimension_id, expected in expectations.items():
            found = _found(instrument, dimension_id, responses, unit)
            if not _agree(expected, found):
                yield Mismatch(number, dimension_id, unit, expected, found)


def _found(
    instrument: Instrument, dimension_id: str, responses: Mapping[str, Response], unit: str
) -> float | None:
    dimension = instrument.dimension(dimension_id)
    if dimension is None:
        return None
    score = score_dimension(instrument, dimension, responses)
    if not isinstance(score, Score):
        return None
    return score.total if unit == "total" else score.value


def _agree(expected: float | None, found: float | None) -> bool:
    if expected is None or found is None:
        return expected is found
    return abs(expected - found) <= TOLERANCE * max(1, abs(expected))
