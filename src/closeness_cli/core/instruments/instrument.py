"""Instruments: what is asked, on which response scale, and how answers become scores.

These classes are the item model of `data/questions.yaml` and of every frozen definition
(`core/instruments/definition.py`). Cards, vectors and profiles, which are not asked, are in
`core/instruments/item_bank.py`.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - an import of records reads the annotations
from dataclasses import dataclass, field
from enum import StrEnum

from closeness_cli.core.instruments.condition import Condition  # noqa: TC001 - as above

DEFAULT_INSTRUMENT = "week"
"""What `closeness assess` runs without a name."""

RESERVED_IDS = frozenset(
    {
        "amend",
        "attach",
        "check",
        "export",
        "import",
        "list",
        "remove",
        "rescore",
        "run",
        "show",
        "verify",
    }
)
"""Subcommands of `assess` and `instrument`, present and planned; no instrument is called so."""


class ScaleKind(StrEnum):
    """What the numbers of a response scale mean."""

    ORDINAL = "ordinal"
    """Steps in order, each with a label: agreement or frequency."""
    NUMERIC = "numeric"
    """Equal steps with labels at the ends and the middle: 1 to 10."""
    BIPOLAR = "bipolar"
    """Two opposite descriptions with a middle."""
    PICTORIAL = "pictorial"
    """Pictures in order: the overlapping circles."""
    ALLOCATION = "allocation"
    """Who does it: from me alone, over both, to you alone; and neither."""
    NOMINAL = "nominal"
    """Names in no order: true or false. Never scored."""


class ItemKind(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    """One number of a response scale."""
    TEXT = "text"
    """A line or two in one's own words."""
    LIST = "list"
    """A few texts, each rated on a response scale."""


class SkipReason(StrEnum):
    """Why an item has no answer."""

    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_SHOWN = "not_shown"


class MissingRule(StrEnum):
    """What a score does about items without an answer."""

    REQUIRE_COMPLETE = "require_complete"
    """Unscored unless every item is answered."""
    PRORATE = "prorate"
    """The mean of what was answered, from the share that `min_fraction` names."""
    IGNORE = "ignore"
    """The mean of what was answered, from one answer on."""


class ScoreOp(StrEnum):
    """How answers become one number of 0 to 100."""

    MEAN = "mean"
    """Percent of the possible range (POMP) of the mean: 100 (x - min) / (max - min)."""
    SUM = "sum"
    """Percent of the possible range of the sum, whose items may have different ranges."""
    IDEAL = "ideal"
    """Nearness to what is wanted: 100 (1 - |x - ideal| / the largest possible distance)."""
    BALANCE = "balance"
    """Evenness of the whole between two ends: 100 (1 - |mean - middle| / half of the range)."""
    WEIGHTED = "weighted"
    """Percent of the range of the mean, each item weighted by its `importance` item."""


class Direction(StrEnum):
    """What a high score stands for."""

    CLOSER = "closer"
    """Closer, or nearer to what is wanted."""
    NEITHER = "neither"
    """Neither better nor worse: a way of being, a share, a frequency."""


class Order(StrEnum):
    """In which order items are presented."""

    FIXED = "fixed"
    SHUFFLE = "shuffle"
    """Anew in each sitting, by a seed that is stored with it. For banks of our own only."""


class Half(StrEnum):
    """Which half of a range."""

    LOW = "low"
    HIGH = "high"


class NoiseBasis(StrEnum):
    """Where a published measure's noise is known from."""

    RELIABLE_CHANGE = "reliable_change"
    """A published smallest difference that is more than noise, in the unit of the total."""
    RETEST = "retest"
    """A published retest reliability, with the standard deviation of the same sample."""


class ChangeKind(StrEnum):
    """What a version of an instrument changed."""

    TYPO = "typo"
    WORDING = "wording"
    SCORING = "scoring"
    """Items, response scales or scoring."""


class Continuity(StrEnum):
    """Whether answers to two versions belong to one series."""

    SAME = "same"
    """One series."""
    BREAK = "break"
    """One series with a drawn break: the wording differs."""
    NEW = "new"
    """Another series."""


@dataclass(frozen=True, slots=True)
class ResponseScale:
    """The numbers that one may answer with, and their labels.

    Args:
        labels: Words by number; at every point of a short scale, at the ends and the middle
            of a long one.
        only_labelled: Only numbers with a label may be answered: a nominal scale, codes with gaps.
        scores: What a number counts for where that is not the number itself; an answer that
            counts for nothing, such as "neither of us", has `None`.
    """

    kind: ScaleKind
    min: int
    max: int
    labels: Mapping[int, str]
    only_labelled: bool = False
    scores: Mapping[int, float | None] = field(default_factory=dict)

    @property
    def values(self) -> tuple[int, ...]:
        """Every number that may be answered, in order."""
        if self.only_labelled:
            return tuple(sorted(self.labels))
        return tuple(range(self.min, self.max + 1))

    def label(self, value: int) -> str:
        """Say a number as it is shown: its label, or the number where it has none."""
        return self.labels.get(value, str(value))

    def counts_for(self, value: int) -> float | None:
        """Say what an answer counts for in a score; `None` where it counts for nothing."""
        return self.scores.get(value, value)

    @property
    def range(self) -> tuple[float, float]:
        """The lowest and the highest that an answer can count for."""
        if not self.scores and not self.only_labelled:
            return self.min, self.max
        counted = [one for value in self.values if (one := self.counts_for(value)) is not None]
        return min(counted), max(counted)


@dataclass(frozen=True, slots=True)
class Ideal:
    """Where "as wanted" lies: a fixed point of the scale, or another item's answer."""

    value: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement or question.

    Args:
        id: Unique in its instrument; never used again for another meaning.
        text: The stem, as it is asked; empty in a profile, which has no wording.
        scale: The response scale; for a list, of each line's rating; absent for text.
        rating: For a list, what each line is rated for.
        most: For a list, how many lines may be given.
        reverse_scored: A high number means less of what the dimension is called.
        ideal: Where "as wanted" lies, for items without a more-is-better.
        journal_as: The kind of entry that a text also becomes.
        help: A quieter line under the stem.
        reasons: Reasons for no answer that are offered beside skipping.
        show_if: Asked only where this holds; it names earlier items.
        why: A line told beside the answer afterwards, whatever it was.
        importance: The item that says how much this one matters.
        tags: Journal tags that tell of the same.
        safety: Private by construction (docs/privacy.md): asked last and seldom, stored apart,
            never shown again, never scored.
    """

    id: str
    kind: ItemKind
    text: str
    scale: ResponseScale | None = None
    rating: str = ""
    most: int = 0
    reverse_scored: bool = False
    ideal: Ideal | None = None
    journal_as: str = ""
    help: str = ""
    reasons: tuple[SkipReason, ...] = ()
    show_if: Condition | None = None
    why: str = ""
    importance: str = ""
    tags: tuple[str, ...] = ()
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Dimension:
    """Items that are scored together, named by the field's word.

    Args:
        id: The dimension, shared between instruments that measure the same.
        title: What a report calls it.
        items: Item ids, in order.
        min_fraction: For `prorate`, the least share of items that must be answered.
    """

    id: str
    title: str
    op: ScoreOp
    items: tuple[str, ...]
    missing: MissingRule = MissingRule.REQUIRE_COMPLETE
    min_fraction: float = 1.0
    direction: Direction = Direction.CLOSER


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often asking again makes sense, in days."""

    suggest_days: int
    min_days: int
    recall_days: int


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A published line through the total of a dimension, shown on request only.

    Args:
        line: In the unit of the total; a total below it lies under the line.
        source: Who published it.
    """

    dimension: str
    line: float
    source: str


@dataclass(frozen=True, slots=True)
class Noise:
    """What is published about the noise of a dimension's total.

    Args:
        value: The smallest real difference, or the reliability, 0 to 1.
        sd: For a reliability, the standard deviation in the same sample.
        days: For a retest reliability, the days between the two.
    """

    dimension: str
    basis: NoiseBasis
    value: float
    source: str
    sd: float | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a version changed.

    Args:
        version: The version that brought it.
        on: Its day, ISO 8601.
        says: In a sentence.
        equate: Whether earlier answers continue; absent, the rule of the version number holds
            (`core/instruments/continuity.py`).
        dimensions: Where `equate` continues another dimension: its earlier id by the present one.
    """

    version: str
    on: str
    kind: ChangeKind
    says: str
    equate: Continuity | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tip:
    """A line for one quarter of a plane."""

    across: Half
    up: Half
    text: str


@dataclass(frozen=True, slots=True)
class Plane:
    """Two dimensions that are looked at together, with a line for each quarter.

    Args:
        across: The dimension from left to right.
        up: The dimension from bottom to top.
    """

    across: str
    up: str
    tips: tuple[Tip, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of items with its scoring, one version of it.

    Args:
        source: Where its idea comes from; never anybody's wording.
        says_not: What its answers do not tell.
        minutes: How long it takes, about.
        ends_with: A sentence for after the last item, or empty.
        pairs: Items that ask the same, so that opposite answers may be a slip.
        changes: What each version changed, oldest first.
    """

    id: str
    version: str
    title: str
    intro: str
    source: str
    licence: str
    says_not: str
    minutes: int
    cadence: Cadence
    items: tuple[Item, ...]
    dimensions: tuple[Dimension, ...] = ()
    ends_with: str = ""
    order: Order = Order.FIXED
    pairs: tuple[tuple[str, str], ...] = ()
    cutoffs: tuple[Cutoff, ...] = ()
    noise: tuple[Noise, ...] = ()
    changes: tuple[Change, ...] = ()
    plane: Plane | None = None

    @property
    def safety_ids(self) -> frozenset[str]:
        """The ids of its safety items, whose answers are kept apart."""
        return frozenset(item.id for item in self.items if item.safety)

    def item(self, item_id: str) -> Item:
        """Find an item by its id; a `KeyError` where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def dimension(self, dimension_id: str) -> Dimension | None:
        """Find a dimension by its id."""
        return next((one for one in self.dimensions if one.id == dimension_id), None)
