"""Where published lines lie beside a set of answers: on request only, and never a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.moment import day_words
from closeness_cli.core.stats.cutoff import Side, crossed, side_of
from closeness_cli.presentation.blocks import Block, Note, Paragraph, Title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Cutoff, Dimension

TITLE = "Published lines"
NONE_KNOWN = "No published line is known for these questions."
ABOUT_A_GROUP = (
    "A published line is not about you alone; it describes a group of people who took part in a "
    "study."
)
WORDS = {
    Side.BELOW: "{title}: lies below {line}.",
    Side.ABOVE: "{title}: lies at or above {line}.",
    Side.UNDETERMINED: (
        "{title}: undetermined: your missing answers could lie on either side of {line}."
    ),
    Side.UNSCORED: "{title}: too few answers to place beside {line}.",
}


class PublishedLines(NamedTuple):
    """The lines that were published for what was asked.

    Args:
        before: The set that counts before this one, asked in the same words.
    """

    given: Administration
    before: Administration | None = None

    def blocks(self) -> Iterator[Block]:
        """Say on which side of each line the answers lie, and whether they crossed it."""
        yield Title(TITLE)
        told = list(self._found())
        for dimension, cutoff, side in told:
            line = f"the published line at {cutoff.line:g} ({cutoff.source})"
            said = WORDS[side].format(title=dimension.title, line=line)
            yield Paragraph(f"{said}{self._crossing(dimension, cutoff, side)}")
        if not told:
            yield Note(NONE_KNOWN)
        yield Note(ABOUT_A_GROUP)

    def data(self) -> list[dict[str, Any]]:
        """Give the same as plain data."""
        return [
            {
                "dimension": dimension.id,
                "line": cutoff.line,
                "source": cutoff.source,
                "side": str(side),
                "crossed": self._has_crossed(dimension, cutoff, side),
            }
            for dimension, cutoff, side in self._found()
        ]

    def _found(self) -> Iterator[tuple[Dimension, Cutoff, Side]]:
        asked = self.given.instrument
        for cutoff in asked.cutoffs:
            dimension = asked.dimension(cutoff.dimension)
            if dimension is not None:
                side = side_of(asked, dimension, cutoff, self.given.responses)
                yield dimension, cutoff, side

    def _has_crossed(self, dimension: Dimension, cutoff: Cutoff, side: Side) -> bool:
        if self.before is None:
            return False
        asked = self.given.instrument
        return crossed(side_of(asked, dimension, cutoff, self.before.responses), side)

    def _crossing(self, dimension: Dimension, cutoff: Cutoff, side: Side) -> str:
        if self.before is None or not self._has_crossed(dimension, cutoff, side):
            return ""
        return f" It crossed a published line since {day_words(self.before.started.on)}."
