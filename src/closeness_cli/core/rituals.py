"""Rituals: what is done again and again, how often it is meant, and the times it was done."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.moment import WEEKDAYS
from closeness_cli.core.near import nearest
from closeness_cli.core.person import OWNER, folded_name, read_name
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.moment import Moment

HOW_OFTEN = (
    "--every takes day, week, 2 weeks, month, quarter, year, weekdays, weekend, ongoing, or days "
    "such as mon,thu."
)

LONGEST_MINUTES = 1440
"""Minutes of a day, as the record format has it."""

WORKING, WEEKEND = (1, 2, 3, 4, 5), (6, 7)
"""ISO weekdays, from Monday as 1."""

SHORTEST_DAY = 2
"""Letters of a weekday that tell it from the others: `mo`, `tu`, `we`, `th`, `fr`, `sa`, `su`."""


class Cadence(StrEnum):
    """How often a ritual is meant; an ongoing one is for whenever it fits."""

    DAILY = "daily"
    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    ONGOING = "ongoing"


class Lasting(StrEnum):
    """How a ritual stands."""

    CURRENT = "current"
    PAUSED = "paused"
    ENDED = "ended"


class Done(StrEnum):
    """Whether a ritual was done at a time, or was left out on purpose."""

    DONE = "done"
    SKIPPED = "skipped"


class Meant(NamedTuple):
    """How often a ritual is meant.

    Args:
        weekdays: On which days, from 1 for Monday, in order; empty where any day will do.
    """

    cadence: Cadence = Cadence.ONGOING
    weekdays: tuple[int, ...] = ()


class Ritual(NamedTuple):
    """What is done again and again.

    Args:
        began_on: The local day from which on it is meant as it is now.
        after: After what it is done, such as dinner.
        preset: The ready-made one that it came from.
        people: Who takes part, `self` and ids of people; empty for the owner alone.
    """

    id: str
    name: str
    meant: Meant = Meant()
    began_on: date | None = None
    after: str | None = None
    minutes: int | None = None
    together: bool = False
    long_distance: bool = False
    need: str | None = None
    preset: str | None = None
    people: tuple[str, ...] = ()
    relationship: str | None = None
    state: Lasting = Lasting.CURRENT


class Observance(NamedTuple):
    """One time that a ritual was done, or was left out on purpose.

    Args:
        people: Who took part; empty for the owner alone.
    """

    id: str
    ritual_id: str
    moment: Moment
    state: Done = Done.DONE
    people: tuple[str, ...] = ()
    minutes: int | None = None

    @property
    def on(self) -> date:
        """Give the local day on which it was."""
        return self.moment.on


def takes_part(one: Ritual | Observance, who: str = OWNER) -> bool:
    """Say whether somebody takes part; where nobody is named, that is the owner."""
    return who in one.people if one.people else who == OWNER


def read_meant(text: str) -> Meant:
    """Understand how often something is meant: `day`, `2 weeks`, `weekdays`, `mon,thu`.

    Raises:
        WrongUseError: It says nothing of the kind.
    """
    words = re.sub(r"[\s-]+", " ", text.casefold()).strip().removeprefix("every ")
    if words in _CADENCES:
        return Meant(_CADENCES[words])
    days = _WEEKDAYS.get(words) or _read_days(words)
    if not days:
        raise WrongUseError("How often it is meant is not understood.", HOW_OFTEN)
    if len(days) == len(WEEKDAYS):
        return Meant(Cadence.DAILY)
    return Meant(Cadence.WEEKLY, days)


def read_after(text: str) -> str | None:
    """Understand after what a ritual is done; nothing where the text is empty.

    Raises:
        WrongUseError: It is longer than 80 characters, or not one line of text.
    """
    if not text.strip():
        return None
    try:
        return read_name(text)
    except WrongUseError as error:
        raise WrongUseError("--after takes one line of up to 80 characters.") from error


def read_minutes(minutes: int) -> int:
    """Let a length through that fits into a day.

    Raises:
        WrongUseError: It does not.
    """
    if not 0 <= minutes <= LONGEST_MINUTES:
        raise WrongUseError(f"--minutes takes a whole number from 0 to {LONGEST_MINUTES}.")
    return minutes


def named_like(rituals: Sequence[Ritual], typed: str) -> list[Ritual]:
    """Find rituals by a name, or by the beginning of it or of a word in it.

    Returns:
        Those of exactly this name; else those that begin like it; else those with a word that
        does.
    """
    wanted = folded_name(typed.strip())
    if not wanted:
        return []
    names = [(folded_name(one.name), one) for one in rituals]
    in_a_word = re.compile(rf"(?<!\w){re.escape(wanted)}")
    return (
        [one for name, one in names if name == wanted]
        or [one for name, one in names if name.startswith(wanted)]
        or [one for name, one in names if in_a_word.search(name)]
    )


def nearly_named(rituals: Iterable[Ritual], typed: str) -> Ritual | None:
    """Find the ritual whose name is most like what was typed; nothing where none is near."""
    by_name = {folded_name(one.name): one for one in rituals}
    found = nearest(folded_name(typed.strip()), by_name)
    return None if found is None else by_name[found]


def _read_days(words: str) -> tuple[int, ...]:
    """Read names of weekdays, or their beginnings; nothing where one word is none."""
    said = [one for one in re.split(r"[ ,;/+&]+|\band\b", words) if one]
    days = [_read_day(one) for one in said]
    return () if None in days else tuple(sorted({one for one in days if one is not None}))


def _read_day(word: str) -> int | None:
    for number, name in enumerate(WEEKDAYS, start=1):
        if len(word) >= SHORTEST_DAY and f"{name.casefold()}s".startswith(word):
            return number
    return None


_CADENCES = {
    **dict.fromkeys(("day", "daily"), Cadence.DAILY),
    **dict.fromkeys(("week", "weekly"), Cadence.WEEKLY),
    **dict.fromkeys(
        ("2 weeks", "two weeks", "fortnight", "other week", "second week", "biweekly"),
        Cadence.BIWEEKLY,
    ),
    **dict.fromkeys(("month", "monthly"), Cadence.MONTHLY),
    **dict.fromkeys(("quarter", "quarterly", "3 months", "three months"), Cadence.QUARTERLY),
    **dict.fromkeys(("year", "yearly"), Cadence.YEARLY),
    "ongoing": Cadence.ONGOING,
}

_WEEKDAYS = {
    **dict.fromkeys(("weekday", "weekdays"), WORKING),
    **dict.fromkeys(("weekend", "weekends"), WEEKEND),
}
