"""`closeness` alone: what one can do next, in calm words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from closeness_cli.core.instrument import DEFAULT_INSTRUMENT
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

ASKED_AGAIN = timedelta(days=6)
"""The four weekly questions ask about seven days; on the same weekday they fit again."""


def show_home(made: App) -> None:
    """Greet: on the first day with what this is, later with what one can do. Never a count."""
    today = made.clock.now().on
    last = (
        made.stores.administrations.last_completed_on(DEFAULT_INSTRUMENT)
        if made.has_vault
        else None
    )
    can_be_answered = made.has_vault and _is_long_ago(last, today)
    if made.screen.json:
        home = {
            "first_day": not made.has_vault,
            "today": today.isoformat(),
            "week_can_be_answered": can_be_answered,
        }
        made.screen.data("home", home)
    elif made.has_vault:
        again = last is not None
        made.screen.say(messages.home(today, week_can_be_answered=can_be_answered, again=again))
    else:
        made.screen.say(messages.FIRST_HOME)


def _is_long_ago(last: str | None, today: date) -> bool:
    return last is None or today - date.fromisoformat(last) >= ASKED_AGAIN
