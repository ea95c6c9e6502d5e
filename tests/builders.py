"""Small makers of what tests are about; a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.answering.administration import Answer, Response
from closeness_cli.core.entry import Entry, EntryKind, Visibility
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Dimension,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.core.moment import Moment
from closeness_cli.core.ulid import ulid
from closeness_cli.core.when import in_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EVENING = Moment(datetime(2025, 11, 14, 20, 4, tzinfo=UTC), 3600, "Europe/Berlin")
"""Friday 14 November 2025, 21:04 in Berlin."""


class StoppedClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, moment: Moment = EVENING) -> None:
        self.moment = moment

    def now(self) -> Moment:
        """Give the moment it stands at."""
        return self.moment

    def forward(self, **by: float) -> None:
        """Move it, in the words of `timedelta`: `forward(days=1)`."""
        self.moment = in_zone(self.moment.at + timedelta(**by), self.moment.zone)


class CountingIds:
    """Ids that are ULIDs and yet the same in every run.

    Args:
        start: Two counters that must not meet start far apart.
    """

    def __init__(self, start: int = 0) -> None:
        self.given = start

    def new(self) -> str:
        """Give the next id."""
        self.given += 1
        return id_number(self.given)


def id_number(number: int) -> str:
    """Spell the id that `CountingIds` gives as its n-th."""
    return ulid(1_763_150_640_000, number.to_bytes(10, "big"))


def a_moment(text: str = "2025-11-14T21:04:00+01:00", zone: str = "Europe/Berlin") -> Moment:
    """Make a moment from ISO 8601 with its offset."""
    return in_zone(datetime.fromisoformat(text), zone)


def a_scale(
    low: int = 1, high: int = 5, *, labels: Mapping[int, str] | None = None
) -> ResponseScale:
    """Make a response scale, with labels at its ends unless others are given."""
    return ResponseScale(
        kind=ScaleKind.NUMERIC,
        min=low,
        max=high,
        labels={low: "not at all", high: "completely"} if labels is None else labels,
    )


def an_item(
    item_id: str = "close",
    *,
    scale: ResponseScale | None = None,
    reverse_scored: bool = False,
    ideal: Ideal | None = None,
) -> Item:
    """Make an item that is answered with a number."""
    return Item(
        id=item_id,
        kind=ItemKind.SCALE,
        text=f"Stem of {item_id}.",
        scale=scale or a_scale(),
        reverse_scored=reverse_scored,
        ideal=ideal,
    )


def a_text_item(item_id: str = "words") -> Item:
    """Make an item that is answered in words."""
    return Item(id=item_id, kind=ItemKind.TEXT, text=f"Stem of {item_id}.")


def a_list_item(item_id: str = "talks", *, most: int = 3) -> Item:
    """Make an item that is answered with a few rated lines."""
    return Item(
        id=item_id,
        kind=ItemKind.LIST,
        text=f"Stem of {item_id}.",
        scale=a_scale(),
        rating="How deep was it?",
        most=most,
    )


def a_dimension(
    dimension_id: str = "connection",
    *,
    items: Iterable[str] = ("close",),
    op: ScoreOp = ScoreOp.MEAN,
    min_fraction: float | None = None,
) -> Dimension:
    """Make a dimension; it prorates where a share is given, else all must be answered."""
    return Dimension(
        id=dimension_id,
        title=dimension_id.capitalize(),
        op=op,
        items=tuple(items),
        missing=MissingRule.REQUIRE_COMPLETE if min_fraction is None else MissingRule.PRORATE,
        min_fraction=1.0 if min_fraction is None else min_fraction,
    )


def an_instrument(
    *items: Item,
    dimensions: Iterable[Dimension] | None = None,
    instrument_id: str = "week",
    version: str = "1.0.0",
) -> Instrument:
    """Make an instrument; without items it asks one, without dimensions it scores its numbers."""
    asked = items or (an_item(),)
    numbers = [item.id for item in asked if item.kind is ItemKind.SCALE]
    scored = () if not numbers else (a_dimension(items=numbers),)
    return Instrument(
        id=instrument_id,
        version=version,
        title="Invented",
        intro="Invented for a test.",
        source="Nowhere.",
        licence="MIT",
        says_not="Anything.",
        minutes=1,
        cadence=Cadence(suggest_days=7, min_days=5, recall_days=7),
        items=asked,
        dimensions=scored if dimensions is None else tuple(dimensions),
    )


def a_response(
    item_id: str = "close",
    value: Answer | None = 4,
    *,
    label: str | None = None,
    position: int = 1,
    milliseconds: int | None = None,
) -> Response:
    """Make a response; without a value it was skipped."""
    return Response(
        item_id=item_id,
        value=value,
        label=label if label is not None else str(value) if isinstance(value, int) else "",
        position=position,
        milliseconds=milliseconds,
        reason=SkipReason.SKIPPED if value is None else None,
    )


def responses(**values: Answer | None) -> dict[str, Response]:
    """Make responses by item id, in this order; `None` is a skip."""
    return {
        item_id: a_response(item_id, value, position=position)
        for position, (item_id, value) in enumerate(values.items(), start=1)
    }


def an_entry(
    text: str = "Walked home together.",
    *,
    entry_id: str = "",
    moment: Moment = EVENING,
    kind: EntryKind = EntryKind.NOTE,
    mood: int | None = None,
    tags: Iterable[str] = (),
    visibility: Visibility = Visibility.PRIVATE,
    person_id: str | None = None,
    fields: Mapping[str, object] | None = None,
) -> Entry:
    """Make an entry."""
    return Entry(
        id=entry_id or id_number(1_000_000),
        moment=moment,
        text=text,
        kind=kind,
        mood=mood,
        tags=tuple(tags),
        visibility=visibility,
        person_id=person_id,
        fields=dict(fields or {}),
    )
