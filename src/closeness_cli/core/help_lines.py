"""Help lines by country: whom to call, and where and when the number was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - the fields are dates, also for who reads the annotations


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Someone to turn to.

    Args:
        reach: How, as text: "call 142", a number for messages, an address.
        who: For whom it is.
        hours: When someone answers, and what it costs, where that is known.
        source: Where the number was read.
        taken_on: The day on which it was read there.
    """

    name: str
    reach: str
    who: str
    source: str
    taken_on: date
    hours: str = ""
    languages: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country and its help lines.

    Args:
        code: ISO 3166-1 alpha-2.
        also: Other names by which it may be asked for.
    """

    code: str
    name: str
    lines: tuple[HelpLine, ...]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpLines:
    """A list of help lines."""

    countries: tuple[Country, ...]

    def find(self, asked: str) -> Country | None:
        """Find a country by its code or one of its names, however it is written."""
        wanted = _plain(asked)
        for one in self.countries:
            if wanted in {_plain(name) for name in (one.code, one.name, *one.also)}:
                return one
        return None


def _plain(name: str) -> str:
    """Leave the letters of a name: `U.K.`, `uk` and ` UK ` are the same."""
    return "".join(one for one in name.casefold() if one.isalnum())
