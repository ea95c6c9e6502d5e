"""What a person types to find entries: words, phrases, filters, and each of them to leave out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryKind, Visibility, check_mood, read_tag
from closeness_cli.core.when import known_day
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from closeness_cli.core.moment import Moment

LONGEST_QUERY = 500
"""Characters; a longer query is a paste by mistake."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What a terminal can pass on and no entry holds: NUL, and bytes that are not UTF-8."""

_PICTURE = "So"
"""The category of emoji, among other signs that stand for themselves."""

_TERM = r'(-?)(?:"([^"]*)"?|((?i:since|until):)"([^"]*)"?|([^\s"]+))'
"""A filter by days may have several words in quotes: `since:"last friday"`."""

_KINDS, _VISIBILITIES = frozenset(map(str, EntryKind)), frozenset(map(str, Visibility))

_MOOD = r"(<=|>=|<|>|=|)([+-]?[0-9]{1,2})"


class Term(NamedTuple):
    """A word, which also finds words that begin with it, or a phrase, which finds itself."""

    text: str
    is_phrase: bool = False
    is_unwanted: bool = False


class Condition(NamedTuple):
    """What a filter asks of an entry beside its words.

    Args:
        name: The filter's, such as `tag`.
        comparison: Of an entry's own value with this one: `=`, `<`, `<=`, `>` or `>=`.
        is_unwanted: It must not be so.
    """

    name: str
    value: str | int | date
    comparison: str = "="
    is_unwanted: bool = False


class SearchQuery(NamedTuple):
    """All that an entry must be to be found."""

    terms: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()


def read_search(query: str, *, now: Moment) -> SearchQuery:
    """Understand words, `"phrases"`, filters such as `tag:walk`, and `-` before any of them.

    A filter that has another name is a word, and so is all that is in quotes. Words without
    a letter, a digit or a picture such as an emoji are left out.

    Args:
        now: What `since:yesterday` counts from.

    Raises:
        WrongUseError: Longer than 500 characters, or a filter with a value that it cannot take.
    """
    if len(query) > LONGEST_QUERY:
        raise WrongUseError("The search is longer than 500 characters.", "Use a few words.")
    terms: list[Term] = []
    conditions: list[Condition] = []
    for minus, phrase, day, quoted, word in re.findall(_TERM, _NO_TEXT.sub(" ", query)):
        name, colon, value = (day + quoted or word).partition(":")
        read = _FILTERS.get(name.casefold()) if colon else None
        if read is not None:
            conditions.append(read(value, now)._replace(is_unwanted=bool(minus)))
        elif any(map(_says_something, phrase or word)):
            terms.append(Term(phrase or word, bool(phrase), bool(minus)))
    return SearchQuery(tuple(terms), tuple(conditions))


def without_signs(text: str) -> str:
    """Take signs off both ends, such as the `#` of a tag; the marks of a script stay, and emoji."""
    kinds = map(unicodedata.category, text)
    inside = [at for at, kind in enumerate(kinds) if kind[0] in "LMN" or kind == _PICTURE]
    return text[inside[0] : inside[-1] + 1] if inside else text


def _says_something(one: str) -> bool:
    return one.isalnum() or unicodedata.category(one) == _PICTURE


def _tag(value: str, _: Moment) -> Condition:
    try:
        return Condition("tag", read_tag(value).casefold())
    except WrongUseError:
        raise _not_understood("tag: takes one word that begins with a letter", "tag:walk") from None


def _kind(value: str, _: Moment) -> Condition:
    if value.casefold() not in _KINDS:
        raise _not_understood(f"kind: takes one of {', '.join(EntryKind)}", "kind:conflict")
    return Condition("kind", value.casefold())


def _is(value: str, _: Moment) -> Condition:
    if value.casefold() not in _VISIBILITIES:
        raise _not_understood("is: takes private or shared", "is:shared")
    return Condition("is", value.casefold())


def _mood(value: str, _: Moment) -> Condition:
    try:
        match = re.fullmatch(_MOOD, value)
        if match is not None:
            return Condition("mood", check_mood(int(match[2])), match[1] or "=")
    except WrongUseError:
        pass
    # Without its quotes a shell takes `>` for itself, and what is left is `mood:`.
    raise _not_understood("mood: takes a number from -2 to 2", "'mood:>=1', with its quotes")


def _since(value: str, now: Moment) -> Condition:
    return Condition("since", _day("since", value, now), ">=")


def _until(value: str, now: Moment) -> Condition:
    return Condition("until", _day("until", value, now), "<=")


def _day(name: str, value: str, now: Moment) -> date:
    """Read a day; without quotes its words are joined, as in `since:3-days-ago`."""
    try:
        day = known_day(value, now=now) or known_day(value.replace("-", " "), now=now)
    except WrongUseError as error:
        raise _not_understood(f"{name}: takes a day", f"{name}:2026-03-01", error.hint) from None
    if day is None:
        raise _not_understood(f"{name}: takes a day", f"{name}:2026-03-01 or {name}:yesterday")
    return day


def _not_understood(what: str, example: str, hint: str = "") -> WrongUseError:
    return WrongUseError(
        f"In a search, {what}.",
        hint or f"For example: {example}. To search for words: '\"in such quotes\"'",
    )


_FILTERS: dict[str, Callable[[str, Moment], Condition]] = {
    "tag": _tag,
    "kind": _kind,
    "mood": _mood,
    "since": _since,
    "until": _until,
    "is": _is,
}
