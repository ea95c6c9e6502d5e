"""Response scales, scoring and cadence in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.condition import Comparison
from closeness_cli.core.instruments.instrument import (
    Direction,
    MissingRule,
    NoiseBasis,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.core.stats.scoring import least_answers, total_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from closeness_cli.core.instruments.condition import Condition
    from closeness_cli.core.instruments.instrument import (
        Cadence,
        Dimension,
        Instrument,
        Item,
        Noise,
        ResponseScale,
    )

OFTEN = {
    1: "as often as daily",
    7: "about weekly",
    14: "about every two weeks",
    30: "about monthly",
    90: "about every three months",
    180: "about twice a year",
    365: "about once a year",
}
"""How often asking again makes sense, by days."""

OPS = {
    ScoreOp.MEAN: "the mean of its answers",
    ScoreOp.SUM: "the sum of its answers",
    ScoreOp.IDEAL: "how near the answers are to the point that counts 100",
    ScoreOp.BALANCE: "how even the answers are over the two ends",
    ScoreOp.WEIGHTED: "the mean of its answers, each weighted by how much it matters",
}

COMPARED = {
    Comparison.EQUALS: "",
    Comparison.DIFFERS: "not ",
    Comparison.LESS: "below ",
    Comparison.AT_MOST: "at most ",
    Comparison.MORE: "above ",
    Comparison.AT_LEAST: "at least ",
}
"""What stands between an item and the number that its answer is compared with."""

TOTALLED = (ScoreOp.MEAN, ScoreOp.SUM)


def often(cadence: Cadence) -> str:
    """Say how often asking again makes sense."""
    return OFTEN.get(cadence.suggest_days, f"about every {days(cadence.suggest_days)}")


def days(count: int) -> str:
    """Say a number of days."""
    return "day" if count == 1 else f"{count} days"


def cadence_words(cadence: Cadence) -> str:
    """Say how often asking makes sense, how soon at the least, and what time it is about."""
    least = f"not within {days(cadence.min_days)}" if cadence.min_days > 1 else "once a day at most"
    return f"{often(cadence)}, {least}; about the last {days(cadence.recall_days)}"


def scale_words(scale: ResponseScale) -> str:
    """Say a response scale on one line: `1 not at all · 2 · 3 · 4 · 5 very much`."""
    labels = scale.labels
    if len(scale.values) > 7 and not scale.only_labelled:
        return " · ".join(f"{value} {labels[value]}" for value in sorted(labels)) or _ends(scale)
    if not labels:
        return _ends(scale)
    return " · ".join(f"{value} {labels.get(value, '')}".rstrip() for value in scale.values)


def _ends(scale: ResponseScale) -> str:
    return f"{scale.min} to {scale.max}"


def item_remarks(instrument: Instrument, item: Item) -> list[str]:
    """Say what else holds for an item: reversed, weighted, asked only sometimes."""
    said = []
    if item.reverse_scored:
        said.append("counted in reverse")
    if item.ideal is not None:
        said.append(f"counts 100 at {_ideal_words(instrument, item)}")
    if item.importance:
        said.append(f"weighted by the answer to {numbers_of(instrument, [item.importance])}")
    if item.show_if is not None:
        said.append(f"asked if {condition_words(instrument, item.show_if)}")
    if item.journal_as:
        said.append(f"also becomes an entry ({item.journal_as})")
    if item.scale is not None and item.scale.kind is ScaleKind.NOMINAL:
        said.append("never scored")
    if item.safety:
        said.append("kept apart: asked last and seldom, never shown again, never scored")
    return said


def condition_words(instrument: Instrument, condition: Condition) -> str:
    """Say a condition, with items by their number: `the answer to 1 is above 1`."""
    if condition.all or condition.any:
        between = " and " if condition.all else " or "
        return between.join(
            f"({condition_words(instrument, one)})"
            if one.all or one.any
            else condition_words(instrument, one)
            for one in condition.all or condition.any
        )
    number = numbers_of(instrument, [condition.item])
    if condition.op is Comparison.ANSWERED:
        return f"{number} is answered"
    return f"the answer to {number} is {COMPARED[condition.op]}{condition.value}"


def _ideal_words(instrument: Instrument, item: Item) -> str:
    ideal = item.ideal
    if ideal is None or ideal.value is None:
        return f"the answer to {numbers_of(instrument, [ideal.item or '' if ideal else ''])}"
    return f"“{item.scale.label(ideal.value)}”" if item.scale else str(ideal.value)


def numbers_of(instrument: Instrument, item_ids: Iterable[str]) -> str:
    """Name items by their numbers, with runs as ranges: `1–4, 7`."""
    place = {item.id: number for number, item in enumerate(instrument.items, start=1)}
    runs: list[list[int]] = []
    for number in sorted(place[one] for one in item_ids):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)


def dimension_words(instrument: Instrument, dimension: Dimension) -> str:
    """Say how a dimension is scored, in a sentence or three."""
    many = len(dimension.items) > 1
    numbers = numbers_of(instrument, dimension.items)
    said = [OPS[dimension.op].capitalize(), f"items {numbers}"]
    if not many:
        near = "how near it is to the point that counts 100"
        said = [f"Item {numbers} alone"] + ([near] if dimension.op is ScoreOp.IDEAL else [])
    turned = [one for one in dimension.items if instrument.item(one).reverse_scored]
    if turned:
        said.append(f"counted in reverse: {numbers_of(instrument, turned)}" if many else "reversed")
    if dimension.op in TOTALLED:
        low, high = total_range(instrument, dimension)
        said.append(f"from {low:g} to {high:g}")
    if dimension.direction is Direction.NEITHER:
        said.append("neither end is better")
    return f"{'; '.join(said)}. {missing_words(dimension)}".rstrip()


def missing_words(dimension: Dimension) -> str:
    """Say what a score needs."""
    n, least = len(dimension.items), least_answers(dimension)
    if dimension.missing is MissingRule.IGNORE:
        return "What is answered counts."
    if n == 1:
        return ""
    return f"Needs all {n}." if least == n else f"Needs {least} of {n}."


def noise_words(noise: Noise) -> str:
    """Say what is published about noise."""
    if noise.basis is NoiseBasis.RELIABLE_CHANGE:
        return f"A change of more than {noise.value:g} is more than noise ({noise.source})."
    apart = f" over {days(noise.days)}" if noise.days else ""
    return f"Asked again{apart}, it correlated {noise.value:g} with itself ({noise.source})."
