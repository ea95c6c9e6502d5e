"""One sitting with an instrument, and the answers given in it, raw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from closeness_cli.core.instruments.instrument import Instrument, SkipReason
    from closeness_cli.core.moment import Moment


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list item; `value` is its rating, absent until it is rated or if skipped."""

    text: str
    value: int | None = None


Answer = int | str | tuple[Line, ...]
"""A number of the response scale, a text, or the lines of a list."""


@dataclass(frozen=True, slots=True)
class Response:
    """An answer as it was given, or the reason that there is none. Never reversed or rescaled.

    Args:
        value: Absent exactly when `reason` is there.
        label: What stood beside the number on the screen.
        position: Where in the order the item came, from 1.
        milliseconds: From showing the item to the answer; absent without a terminal.
    """

    item_id: str
    value: Answer | None
    label: str
    position: int
    milliseconds: int | None = None
    reason: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Administration:
    """One sitting, start to end.

    Args:
        person_id: Who answered; absent for the vault's owner.
        completed_at: Absent while the sitting is open.
        order: Item ids as they were, or are to be, presented.
        responses: By item id, the latest of each; none to a safety item, which are stored apart.
        guess_of: Whose answers the person guessed, a person's id or `OWNER`; absent for their own.
        seed: What the order was shuffled by; absent for a fixed order.
        early: Given although it was too soon to compare, which the person knew.
    """

    id: str
    instrument: Instrument
    definition_id: str
    started: Moment
    order: tuple[str, ...]
    responses: Mapping[str, Response]
    person_id: str | None = None
    completed_at: datetime | None = None
    guess_of: str | None = None
    seed: int | None = None
    early: bool = False

    @property
    def is_open(self) -> bool:
        """Whether there are items still to come."""
        return self.completed_at is None


class Amendment(NamedTuple):
    """An answer that was corrected after its sitting was complete; both are kept.

    Args:
        before: What stood there; absent where the item had no response at all.
        at: When it was written down, in UTC.
    """

    item_id: str
    before: Response | None
    after: Response
    at: datetime
