"""`closeness` alone: what one can do next, in calm words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App


def show_home(made: App) -> None:
    """Greet: on the first day with what this is, later with what one can do. Never a count.

    A locked vault stays locked: nobody is asked for a passphrase only to be greeted.
    """
    today = made.clock.now().on
    if not made.has_vault:
        data = _data(today, first_day=True, week_can_be_answered=False, paused=False)
        made.tell_home(data, messages.FIRST_HOME)
    elif made.unlocking.needs_somebody():
        made.tell_home(_data(today, locked=True), messages.home(today))
    else:
        _show_later_home(made, today)


def _show_later_home(made: App, today: date) -> None:
    sittings = made.stores.administrations
    last = sittings.last_completed_on(DEFAULT_INSTRUMENT)
    can_be_answered = _is_long_ago(made, last, today)
    is_paused = sittings.last_open() is not None
    data = _data(today, week_can_be_answered=can_be_answered, paused=is_paused)
    said = messages.home(
        today, week_can_be_answered=can_be_answered, again=last is not None, is_paused=is_paused
    )
    made.tell_home(data, said)


def _data(
    today: date,
    *,
    first_day: bool = False,
    locked: bool = False,
    week_can_be_answered: bool | None = None,
    paused: bool | None = None,
) -> dict[str, object]:
    """Say the same to a program; what only an open vault knows is null."""
    return {
        "first_day": first_day,
        "today": today.isoformat(),
        "locked": locked,
        "week_can_be_answered": week_can_be_answered,
        "paused": paused,
    }


def _is_long_ago(made: App, last: str | None, today: date) -> bool:
    """Whether asking again would not be an early retake, by the form's own cadence."""
    week = made.bank.find(DEFAULT_INSTRUMENT)
    if last is None or week is None:
        return True
    return today - date.fromisoformat(last) >= timedelta(days=week.cadence.min_days)
