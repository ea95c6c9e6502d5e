"""Two people's answers, read for the page of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.couple import Couple, build_couple
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.instruments.item_bank import Card
    from closeness_cli.core.person import Person
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import AnsweredSittings, Clock, Sittings


def only_other(people: Sequence[Person], *, sittings: AnsweredSittings) -> Person | None:
    """Find the one person beside the owner who has answered here; nothing where nobody has.

    Raises:
        WrongUseError: There are several, and nobody was named.
    """
    answered = [one for one in people if sittings.completed(person_id=one.id)]
    if len(answered) > 1:
        raise WrongUseError(
            "Several people have answered in this vault.", "Name one:  closeness report couple NAME"
        )
    return answered[0] if answered else None


def read_couple(
    period: Period,
    *,
    sittings: Sittings,
    clock: Clock,
    person_id: str | None,
    other_id: str | None,
    cards: Sequence[Card] = (),
    with_numbers: bool = False,
) -> Couple:
    """Put two people's answers beside each other; what they wrote is not read at all.

    Guesses are those of the one who reads: what the other guesses is theirs to look at.

    Args:
        person_id: Who reads; absent for the owner.
        other_id: Beside whose answers; likewise.
        cards: What may be offered to begin a talk.
    """
    guesses = (
        sittings.guesses(person_id=person_id, of=OWNER if other_id is None else other_id)
        if with_numbers
        else []
    )
    return build_couple(
        sittings.completed(person_id=person_id),
        sittings.completed(person_id=other_id),
        guesses=guesses,
        cards=cards,
        period=period,
        today=clock.now().on,
        with_numbers=with_numbers,
    )
