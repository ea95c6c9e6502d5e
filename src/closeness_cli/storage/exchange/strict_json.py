"""JSON for other systems, and theirs, read so that a hostile file is refused with its places."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.loss import LARGEST_TEXT, MOST_FAULTS, control_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.exchange.loss import Notes

DEEPEST = 60
"""Levels of lists and objects; a questionnaire with groups in groups has about twenty."""

MOST_DIGITS = 15
"""Digits of a number that is kept exactly."""

_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}", re.ASCII)


_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that a terminal acts on or that turn the direction of writing."""


def written_json(plain: object) -> str:
    """Write JSON that is safe to print: what cannot be seen is escaped, all else as itself."""
    text = json.dumps(plain, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


@dataclass(frozen=True, slots=True)
class _Odd:
    """Stands for a value that cannot be kept."""

    what: str


class _Table(dict[str, Any]):
    """An object that knows which of its names came twice."""

    twice: tuple[str, ...] = ()


def read_json(text: str, notes: Notes) -> Any:  # noqa: ANN401 - JSON holds values of every kind
    """Read a file of JSON; nothing where it has a fault, which is noted."""
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST_TEXT:
        notes.fault("line 1", f"the file has more than {LARGEST_TEXT:,} characters")
        return None
    try:
        found = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        notes.fault(f"line {error.lineno}, column {error.colno}", f"it is no JSON: {error.msg}")
        return None
    except RecursionError:
        notes.fault("line 1", f"it is nested deeper than {DEEPEST} levels")
        return None
    return _checked(found, notes)


def read_part(text: str, notes: Notes, where: str) -> dict[str, Any] | None:
    """Read an object that a text begins with; what comes after it is somebody else's."""
    try:
        found, _ = _DECODER.raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        notes.fault(where, "what stands beside it for this program is no JSON")
        return None
    wrong = [what for _, what in islice(_odd_things(found), 1)]
    if wrong or not isinstance(found, dict):
        said = wrong[0] if wrong else "it is no object"
        notes.fault(where, f"what stands beside it for this program cannot be read: {said}")
        return None
    return found


def _checked(found: object, notes: Notes) -> Any:  # noqa: ANN401 - as above
    wrong = list(islice(_odd_things(found), MOST_FAULTS + 1))
    for path, what in wrong:
        notes.fault(path or "the file", what)
    return None if wrong else found


def _odd_things(found: object) -> Iterator[tuple[str, str]]:
    """Find what cannot be kept, with its path, without recursion."""
    waiting: list[tuple[str, int, object]] = [("", 1, found)]
    while waiting:
        path, depth, value = waiting.pop()
        if isinstance(value, _Odd):
            yield path, value.what
        elif isinstance(value, str):
            if control := control_in(value):
                yield path, f"holds {control}"
        elif isinstance(value, dict | list):
            if depth > DEEPEST:
                yield path, f"is nested deeper than {DEEPEST} levels"
                continue
            if isinstance(value, _Table):
                yield from ((path, f"has {quoted(one)} twice") for one in value.twice)
            waiting += reversed([(name, depth + 1, one) for name, one in _inside(path, value)])


def _inside(path: str, value: dict[str, object] | list[object]) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        yield from ((f"{path}[{number}]", one) for number, one in enumerate(value))
        return
    for name, one in value.items():
        shown = name if _PLAIN_NAME.fullmatch(name) else quoted(name)
        yield (f"{path}.{shown}" if path else shown), one


def _table(pairs: list[tuple[str, object]]) -> _Table:
    table = _Table(pairs)
    if len(table) < len(pairs):
        count = Counter(name for name, _ in pairs)
        table.twice = tuple(one for one in table if count[one] > 1)
    return table


def _whole(digits: str) -> int | _Odd:
    if len(digits) > MOST_DIGITS:
        return _Odd("is too large a number")
    return int(digits)


def _decimal(digits: str) -> float | _Odd:
    number = float(digits)
    return number if math.isfinite(number) else _Odd("is too large a number")


def _no_number(word: str) -> _Odd:
    return _Odd(f"is {word}, which is no number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_table,
    parse_int=_whole,
    parse_float=_decimal,
    parse_constant=_no_number,
)
