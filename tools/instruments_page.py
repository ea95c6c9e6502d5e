"""Write the part of docs/instruments.md about published measures from data/profiles.yaml.

    python tools/instruments_page.py

It rewrites what stands between its two marks and nothing else. `tests/test_instruments_page.py`
fails while the page is behind the file.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import MissingRule, NoiseBasis, ScoreOp
from closeness_cli.core.stats.scoring import least_answers, scale_of, total_range
from closeness_cli.storage.bank.item_bank import load_bank

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from closeness_cli.core.instruments.instrument import Dimension, Instrument
    from closeness_cli.core.instruments.item_bank import Profile

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "instruments.md"
PROFILES = PROJECT / "data" / "profiles.yaml"

BEGIN = "<!-- generated: profiles -->"
END = "<!-- end: profiles -->"

WHAT = (
    "Scoring profiles: all that scoring needs, and not a word of the measures, which belong to "
    "their authors. A person who may use a wording attaches it; until then they cannot be "
    "answered. Items are numbers in the order of the edition that the facts name."
)

HOW_SURE = (
    'Each fact was read in the source beside it ("verified") or computed from such facts '
    '("computed"). What could not be read is not here, or stands under "check against your '
    'copy". Totals are in the unit of the measure; a screen shows the percent of the range beside '
    "them. A published line is shown on request only, and says where a total lies, not what "
    "someone has."
)

FROM_WHERE = "This part is written from `data/profiles.yaml` by `tools/instruments_page.py`."

OPS = {ScoreOp.SUM: "sum", ScoreOp.MEAN: "mean"}


def section(profiles: Iterable[Profile]) -> str:
    """Write the part of the page, its marks included."""
    first = "\n\n".join(("## Published measures", WHAT, HOW_SURE, FROM_WHERE))
    return "\n".join([BEGIN, f"{first}\n", *("\n".join(_profile(one)) for one in profiles), END])


def with_section(page: str, written: str) -> str:
    """Put the part into the page, in place of the one that is there.

    Raises:
        ValueError: The page does not hold both marks once, in their order.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end or BEGIN in after or END in after or END in before:
        raise ValueError(f"{BEGIN} and {END} must stand in the page once, in this order")
    return before + written + after


def ranges(numbers: Sequence[int]) -> str:
    """Write numbers that follow each other as a range: `1–3, 7`."""
    runs = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [(run[0][1], run[-1][1]) for _, group in runs if (run := list(group))]
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ends)


def _profile(profile: Profile) -> Iterator[str]:
    measure = profile.instrument
    yield f"### `{measure.id}`: {_cell(measure.title)}\n"
    yield _row("what", "how")
    yield _row("---", "---")
    yield _row("items", _items(measure))
    for one in measure.dimensions:
        yield _row(f"{one.title}, `{one.id}`", _dimension(measure, one))
    yield _row("published lines", "; ".join(_lines(measure)) or "none kept")
    yield _row("noise", "; ".join(_noise(measure)) or "no estimate kept")
    yield _row("source", measure.source)
    yield _row("wording", measure.licence)
    yield _row("does not say", measure.says_not)
    yield ""
    yield _row("fact", "says", "source", "confidence")
    yield _row("---", "---", "---", "---")
    for fact in profile.facts:
        yield _row(fact.about, fact.says, fact.source, fact.confidence)
    yield ""


def _items(measure: Instrument) -> str:
    """Say the response range of every item."""
    by_range: dict[tuple[float, float], list[int]] = {}
    for number, item in enumerate(measure.items, start=1):
        by_range.setdefault(scale_of(item).range, []).append(number)
    said = [
        f"{ranges(numbers)} answered {low:g} to {high:g}"
        for (low, high), numbers in by_range.items()
    ]
    return f"{len(measure.items)}: {'; '.join(said)}"


def _dimension(measure: Instrument, dimension: Dimension) -> str:
    number_of = {item.id: number for number, item in enumerate(measure.items, start=1)}
    numbers = [number_of[one] for one in dimension.items]
    turned = [number_of[one] for one in dimension.items if measure.item(one).reverse_scored]
    low, high = total_range(measure, dimension)
    return (
        f"{OPS[dimension.op]} of {ranges(numbers)}, {low:g} to {high:g}; "
        f"{f'reversed: {ranges(turned)}' if turned else 'none reversed'}; {_missing(dimension)}"
    )


def _missing(dimension: Dimension) -> str:
    if dimension.missing is MissingRule.REQUIRE_COMPLETE:
        return "needs every answer"
    return f"needs {least_answers(dimension)} of {len(dimension.items)} answers"


def _lines(measure: Instrument) -> Iterator[str]:
    for one in measure.cutoffs:
        yield f"below {one.line:g} of `{one.dimension}` ({one.source})"


def _noise(measure: Instrument) -> Iterator[str]:
    for one in measure.noise:
        if one.basis is NoiseBasis.RELIABLE_CHANGE:
            yield f"reliable change of `{one.dimension}`: {one.value:g} ({one.source})"
        else:
            yield f"retest reliability of `{one.dimension}`: {one.value:g} ({one.source})"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Bring the page up to date."""
    written = section(load_bank(PROFILES).profiles)
    PAGE.write_text(with_section(PAGE.read_text("utf-8"), written), "utf-8")


if __name__ == "__main__":
    main()
