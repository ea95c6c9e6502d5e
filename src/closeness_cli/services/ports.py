"""What the services need from outside; `bootstrap.py` picks who fills it in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.administration import Response
    from closeness_cli.core.form import Form
    from closeness_cli.core.instrument import ItemBank
    from closeness_cli.core.moment import Moment


class Clock(Protocol):
    """Tells the time, in the zone the person is in."""

    def now(self) -> Moment:
        """Give the present moment."""
        ...


class Ids(Protocol):
    """Makes record ids."""

    def new(self) -> str:
        """Make a ULID that was never given before."""
        ...


class Outcome(StrEnum):
    """How a person left a form."""

    FINISHED = "finished"
    PAUSED = "paused"


class Asker(Protocol):
    """Asks the items of a form, one after the other."""

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the person pauses.

        Args:
            form: Driven with `answer`, `skip` and `back`.
            save: Called with every response at once, before the next item is shown.

        Raises:
            KeyboardInterrupt: Ctrl-C where it does not pause; what was saved stays saved.
        """
        ...

    def remember(self) -> str:
        """Ask "Anything to remember?" after the last item; empty when there is nothing."""
        ...


class Items(Protocol):
    """Knows the instruments and cards."""

    def bank(self) -> ItemBank:
        """Load them all."""
        ...
