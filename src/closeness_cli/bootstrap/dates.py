"""Days and times as people write them: our own reading first, dateparser for what it cannot read.

dateparser guesses, so what it says is checked: a number that made no difference, a weekday that
is not the day's, a zone by its letters and a bare month are refused rather than rounded.
"""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.numeric_days import TWO_WAYS
from closeness_cli.core.spoken_when import LONGEST
from closeness_cli.core.when import (
    HINT,
    NOT_UNDERSTOOD,
    day_moment,
    known_day,
    known_moment,
    placed,
)
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.moment import Moment

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
"""Tried in this order, after the language of the locale; each more makes wrong guesses likelier."""

_LOCALE = ("LC_ALL", "LC_TIME", "LANG")
"""The variables that name it, as POSIX orders them."""

_PLAUSIBLE = re.compile(r"(?=.*[^\W\d_])(?:[^\W\d_]|[0-9]{1,4}(?![0-9])|[ .,:'’/+-])+")
"""Letters among it, no long number, no brackets: no timestamp and no piece of a chat."""

_CLOCK = re.compile(r"[0-9]{1,2}[:h][0-9]{2}")
_NUMBER = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W\d_]+")

_HOUR = re.compile(r"(?:[^\W\d_]{1,2} )?([01]?[0-9]|2[0-3]) ?h", re.IGNORECASE)
"""An hour of the day to who writes `à 14h`, and so many hours ago to dateparser."""

_LONG_ENOUGH = 3
"""Letters of a word that may name a month, a day or a length of time."""

_A_MINUTE, _A_WEEK = timedelta(minutes=1), timedelta(days=7)


class _Guess(NamedTuple):
    """What dateparser made of a text.

    Args:
        wall: Aware where a zone was read in it.
        period: `time` where it holds one, else what it names: a day, a week, a month, a year.
    """

    wall: datetime
    period: str
    language: str


def read_when(text: str, *, now: Moment, environment: Mapping[str, str]) -> Moment:
    """Understand when something was, in the zone where the person is.

    Args:
        environment: Its locale's language is tried first.

    Raises:
        WrongUseError: Not understood, no such day, two days, still ahead, or before 1900.
    """
    known = known_moment(text, now=now)
    if known is not None:
        return known
    guess = _guess(text, now, environment)
    if guess.period != "time":
        return day_moment(guess.wall.date(), now=now)
    back = _back(guess, text, now)
    return placed(guess.wall if back is None else now.at - back, now=now)


def read_when_day(text: str, *, now: Moment, environment: Mapping[str, str]) -> date:
    """Understand a calendar day, as `read_when`; it may be ahead.

    Raises:
        WrongUseError: Not understood, no such day, or two days.
    """
    known = known_day(text, now=now)
    return known if known is not None else _guess(text, now, environment).wall.date()


def languages_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Give the languages to try, that of the locale first."""
    name = next((environment[one] for one in _LOCALE if environment.get(one)), "")
    own = re.split("[_.@-]", name.casefold())[0]
    return tuple(dict.fromkeys((own, *LANGUAGES))) if own.isascii() and len(own) == 2 else LANGUAGES


def _guess(text: str, now: Moment, environment: Mapping[str, str]) -> _Guess:
    """Ask dateparser, and believe it only where all that was written counts."""
    text = " ".join(text.split())
    base = now.local.replace(tzinfo=None)
    if hour := _HOUR.fullmatch(text):
        raise WrongUseError(TWO_WAYS, f"Write {hour[1]:0>2}:00, or '{hour[1]}h ago'.")
    guess = None
    if len(text) <= LONGEST and _PLAUSIBLE.fullmatch(text):
        guess = _parsed(text, base, languages_of(environment))
        if guess is None:  # it may not know the locale's language at all
            guess = _parsed(text, base, LANGUAGES)
    if guess is None or not _all_counts(guess, text, base) or _is_made_up(guess, text, base):
        raise WrongUseError(NOT_UNDERSTOOD, HINT)
    if guess.wall.tzinfo is not None:
        raise WrongUseError(
            "A zone is written as an offset.", "For example: 2026-03-01T21:30+01:00"
        )
    return guess


def _parsed(text: str, base: datetime, languages: Sequence[str]) -> _Guess | None:
    """Read a text that names a day and a month, or one without numbers but a time's."""
    found = _asked(text, base, languages, require=["day", "month"])
    if found is None and not _NUMBER.search(_CLOCK.sub("", text)):
        found = _asked(text, base, languages, require=[])
    return found if found is not None and found.period in ("time", "day", "week") else None


def _asked(
    text: str, base: datetime, languages: Sequence[str], *, require: list[str]
) -> _Guess | None:
    from dateparser.date import DateDataParser  # slow, and seldom needed

    settings = {
        "PREFER_DATES_FROM": "past",
        "RELATIVE_BASE": base,
        "TIMEZONE": "UTC",  # of no matter: the base has none; or it looks for the computer's
        "RETURN_TIME_AS_PERIOD": True,
        "REQUIRE_PARTS": require,
        "PARSERS": ["relative-time", "absolute-time"],
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about formats without a year, of the library's own
        try:
            parser = DateDataParser(
                languages=list(languages), use_given_order=True, settings=settings
            )
            found = parser.get_date_data(text)
        except Exception:  # noqa: BLE001 - whatever it stumbles over is not understood
            return None
    if found.date_obj is None or found.locale is None:
        return None
    return _Guess(found.date_obj, str(found.period), str(found.locale))


def _all_counts(guess: _Guess, text: str, base: datetime) -> bool:
    """Say whether every number made a difference, and every word that is a day is that day."""
    languages = [guess.language]
    for number in _NUMBER.finditer(text):
        other = str(int(number[0]) + 1 if int(number[0]) % 10 < 9 else int(number[0]) - 1)
        changed = text[: number.start()] + other.zfill(len(number[0])) + text[number.end() :]
        if _parsed(changed, base, languages) == guess:
            return False
    days = (_day_word(word, base, languages) for word in _WORD.findall(text))
    return all(day is None or day.weekday() == guess.wall.weekday() for day in days)


def _is_made_up(guess: _Guess, text: str, base: datetime) -> bool:
    """Say whether a month was made of a bare number, as the 9 of `um 9` would be.

    There is no word that may name one, and another today leaves the day where it is.
    """
    has_word = any(len(word) >= _LONG_ENOUGH for word in _WORD.findall(text))
    if guess.period == "time" or has_word:
        return False
    before = _parsed(text, base - _A_WEEK, [guess.language])
    return before is None or guess.wall - before.wall != _A_WEEK


def _day_word(word: str, base: datetime, languages: Sequence[str]) -> date | None:
    """Read a word that is a day by itself, such as a weekday: a week earlier, it is so, too."""
    found = _asked(word, base, languages, require=[])
    before = _asked(word, base - _A_WEEK, languages, require=[])
    if found is None or before is None or found.period != "day":
        return None
    return found.wall.date() if found.wall - before.wall == _A_WEEK else None


def _back(guess: _Guess, text: str, now: Moment) -> timedelta | None:
    """Give how long ago it was where that was said: a later now moves it, a time stays."""
    base = now.local.replace(tzinfo=None)
    later = _parsed(text, base + _A_MINUTE, [guess.language])
    is_moved = later is not None and later.wall - guess.wall == _A_MINUTE
    return base - guess.wall if is_moved else None
