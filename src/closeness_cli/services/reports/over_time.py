"""One instrument over time, read from the stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.near import nearest
from closeness_cli.core.reports.over_time import build_over_time
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.reports.over_time import InstrumentOverTime
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import AnsweredSittings, Clock


def read_over_time(
    period: Period,
    instrument_id: str,
    *,
    sittings: AnsweredSittings,
    clock: Clock,
    person_id: str | None = None,
) -> InstrumentOverTime | None:
    """Read one instrument over time, of the vault's owner unless another person is named.

    Returns:
        Nothing where the period has no set of it.

    Raises:
        WrongUseError: It was never answered.
    """
    done = sittings.completed(person_id=person_id)
    names = list(dict.fromkeys(one.instrument.id for one in reversed(done)))
    folded = instrument_id.strip().casefold()
    if folded not in names:
        near = nearest(folded, names)
        there = f"Answered so far: {', '.join(names)}." if names else "closeness assess begins one."
        raise WrongUseError(
            "There are no answers to an instrument of that name.",
            f"Did you mean {near}?" if near else there,
        )
    return build_over_time(done, folded, period=period, today=clock.now().on)
