"""Instruments: what is asked, on which response scale, and how answers become scores.

These classes are the item model of `data/questions.yaml` and of every frozen definition. A
definition is the instrument as plain data in canonical JSON, addressed by its SHA-256, so that
answers of any age show exactly what was asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from closeness_cli.core.canonical import canonical

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


class ItemKind(StrEnum):
    """How an item is answered."""

    SCALE = "scale"
    """One number of a response scale."""
    TEXT = "text"
    """A line or two in one's own words."""
    LIST = "list"
    """A few texts, each rated on a response scale."""


class MissingRule(StrEnum):
    """What a score does about items without an answer."""

    REQUIRE_COMPLETE = "require_complete"
    """Unscored unless every item is answered."""
    PRORATE = "prorate"
    """The mean of what was answered, from the share that `min_fraction` names."""


class ScoreOp(StrEnum):
    """How answers become one number, always 0 to 100, 100 standing for closer or as wanted."""

    MEAN = "mean"
    """Percent of the possible range (POMP) of the mean: 100 (x - min) / (max - min)."""
    IDEAL = "ideal"
    """Nearness to what is wanted: 100 (1 - |x - ideal| / the largest possible distance)."""


@dataclass(frozen=True, slots=True)
class ResponseScale:
    """The numbers that one may answer with, and their labels.

    Args:
        labels: Words by number; at every point of a short scale, at the ends and the middle
            of a long one.
    """

    kind: ScaleKind
    min: int
    max: int
    labels: Mapping[int, str]

    @property
    def values(self) -> range:
        """Every number that may be answered, in order."""
        return range(self.min, self.max + 1)

    def label(self, value: int) -> str:
        """Say a number as it is shown: its label, or the number where it has none."""
        return self.labels.get(value, str(value))


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
        text: The stem, as it is asked.
        scale: The response scale; for a list, of each line's rating; absent for text.
        rating: For a list, what each line is rated for.
        most: For a list, how many lines may be given.
        reverse_scored: A high number means less close.
        ideal: Where "as wanted" lies, for items without a more-is-better.
        journal_as: The kind of entry that a text also becomes.
        help: A quieter line under the stem.
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


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often asking again makes sense, in days."""

    suggest_days: int
    min_days: int
    recall_days: int


@dataclass(frozen=True, slots=True)
class Instrument:
    """A set of items with its scoring, one version of it.

    Args:
        source: Where its idea comes from; never anybody's wording.
        says_not: What its answers do not tell.
        minutes: How long it takes, about.
        ends_with: A sentence for after the last item, or empty.
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

    def item(self, item_id: str) -> Item:
        """Find an item by its id; a `KeyError` where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)


@dataclass(frozen=True, slots=True)
class Card:
    """A line that invites a conversation, with oneself or with another."""

    id: str
    dimension: str
    text: str


@dataclass(frozen=True, slots=True)
class ItemBank:
    """All instruments and cards that ship or that a person brought."""

    instruments: tuple[Instrument, ...]
    cards: tuple[Card, ...] = field(default=())

    def find(self, instrument_id: str) -> Instrument | None:
        """Find an instrument by its id."""
        return next((one for one in self.instruments if one.id == instrument_id), None)


def to_definition(instrument: Instrument) -> dict[str, Any]:
    """Turn an instrument into plain data, leaving out what holds its default."""
    plain = _plain(instrument)
    assert isinstance(plain, dict)  # noqa: S101 - an instrument is a dataclass
    return plain


def from_definition(definition: Mapping[str, Any]) -> Instrument:
    """Read back what `to_definition` wrote."""
    return Instrument(
        **{
            **definition,
            "cadence": Cadence(**definition["cadence"]),
            "items": tuple(_item(one) for one in definition["items"]),
            "dimensions": tuple(_dimension(one) for one in definition.get("dimensions", ())),
        }
    )


def definition_id(definition: Mapping[str, Any]) -> str:
    """Address a definition: the SHA-256 of its canonical JSON, in lower-case hex."""
    return hashlib.sha256(canonical(definition).encode()).hexdigest()


def _plain(value: object) -> object:
    if hasattr(value, "__dataclass_fields__"):
        found = {one.name: getattr(value, one.name) for one in fields(value)}  # type: ignore[arg-type]  # checked on the line above
        return {
            name: _plain(content)
            for name, content in found.items()
            if content != value.__dataclass_fields__[name].default
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(content) for key, content in value.items()}
    return str(value) if isinstance(value, StrEnum) else value


def _item(plain: Mapping[str, Any]) -> Item:
    given = dict(plain)
    if scale := given.get("scale"):
        labels = {int(number): label for number, label in scale["labels"].items()}
        given["scale"] = ResponseScale(
            kind=ScaleKind(scale["kind"]), min=scale["min"], max=scale["max"], labels=labels
        )
    if ideal := given.get("ideal"):
        given["ideal"] = Ideal(**ideal)
    return Item(**{**given, "kind": ItemKind(given["kind"])})


def _dimension(plain: Mapping[str, Any]) -> Dimension:
    given = {
        **plain,
        "op": ScoreOp(plain["op"]),
        "items": tuple(plain["items"]),
        "missing": MissingRule(plain.get("missing", MissingRule.REQUIRE_COMPLETE)),
    }
    return Dimension(**given)
