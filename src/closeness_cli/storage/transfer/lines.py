"""One line of an import: from bytes to a JSON object, as strictly as nothing else reads them.

A fault is told in words that hold no person's text and no control character: field names and
other things that are named come through `quoted`.
"""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, NoReturn

import msgspec  # noqa: TID253 - only import loads this module

from closeness_cli.core.entry import LONGEST_ENTRY
from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.storage.transfer.record_fields import Shape, takes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import BinaryIO

LONGEST_LINE = 6 * LONGEST_ENTRY + 64 * 1024
"""Bytes. JSON may write one byte of a text as six (`\\u001b`), and what was kept must come back."""

DEEPEST = 32
"""Objects and lists inside of one another; a definition, the deepest record, has six."""

LOWEST_NUMBER, HIGHEST_NUMBER = -(2**63), 2**63 - 1
"""What SQLite keeps as a whole number."""

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_MISSING = re.compile(r"missing required field `(\w+)`")
_PLACE = re.compile(r"at (?:`key` in )?`\$\.?(\w*)")


class BadLineError(Exception):
    """What is wrong in a line, as the end of a sentence that begins with its number."""


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Give the lines of a file; of one that is too long only so much that this can be told."""
    while line := stream.readline(LONGEST_LINE + 1):
        yield line


def read_object(raw: bytes, *, start: int) -> dict[str, Any]:
    """Read one line as a JSON object.

    Args:
        start: Where in the file the line begins, in bytes.

    Raises:
        BadLineError: With what is wrong.
    """
    if len(raw) > LONGEST_LINE:
        raise BadLineError(f"is longer than {LONGEST_LINE // 2**20} MB.")
    if raw.startswith(_BOM):
        raise BadLineError("begins with a byte order mark: save the file as UTF-8 without one.")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise BadLineError(f"is not UTF-8 at byte {start + error.start} of the file.") from None
    found = _decoded(text)
    if not isinstance(found, dict):
        raise BadLineError("is JSON, but not an object in { }.")
    if b"\\u" in raw or len(raw) > LONGEST_ENTRY or raw.count(b"[") + raw.count(b"{") > DEEPEST:
        for name, value in found.items():
            _check_text(name, "a name")
            _check_value(value, quoted(name), 2)
    return found


def checked(body: Mapping[str, Any], shape: type[Shape], *, what: str) -> None:
    """Let a record through that has its shape.

    Args:
        what: How to call the record in a fault, such as "an entry".

    Raises:
        BadLineError: With the first field that does not fit.
    """
    fields = shape.__struct_fields__
    for name in body:
        if name not in fields:
            raise BadLineError(
                f"has the field {quoted(name)}, which {what} does not"
                f" have{did_you_mean(name, fields)}."
            )
    try:
        msgspec.convert(body, shape)
    except msgspec.ValidationError as error:
        raise BadLineError(_told(str(error), shape)) from None


def _decoded(text: str) -> object:
    try:
        return _DECODER.decode(text)
    except JSONDecodeError as error:
        if error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip()):
            raise BadLineError("breaks off in the middle.") from None
        raise BadLineError(f"is not JSON from character {error.pos + 1} on.") from None
    except RecursionError:
        raise BadLineError(_TOO_DEEP) from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise BadLineError(f"has {quoted(twice)} twice.")
    return found


def _whole_number(digits: str) -> int:
    # Twenty characters hold every 64-bit number; int() of thousands would be slow or refused.
    if len(digits) > 20 or not LOWEST_NUMBER <= int(digits) <= HIGHEST_NUMBER:
        raise BadLineError("has a number that does not fit into 64 bits.")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise BadLineError("has a number that does not fit into 64 bits.")
    return number


def _constant(name: str) -> NoReturn:
    raise BadLineError(f"has {name}, which is not a number of JSON.")


_TOO_DEEP = f"has more than {DEEPEST} objects or lists inside of one another."

_DECODER = JSONDecoder(
    object_pairs_hook=_pairs,
    parse_int=_whole_number,
    parse_float=_number,
    parse_constant=_constant,
)


def _check_value(value: object, place: str, depth: int) -> None:
    if depth > DEEPEST:
        raise BadLineError(_TOO_DEEP)
    if isinstance(value, str):
        _check_text(value, place)
    elif isinstance(value, list):
        for one in value:
            _check_value(one, place, depth + 1)
    elif isinstance(value, dict):
        for name, one in value.items():
            _check_text(name, place)
            _check_value(one, place, depth + 1)


def _check_text(text: str, place: str) -> None:
    if "\0" in text:
        raise BadLineError(f"has a NUL character in {place}, which no text has.")
    if _SURROGATE.search(text):
        raise BadLineError(f"has half a character (a lone surrogate) in {place}.")
    if len(text) > LONGEST_ENTRY // 4 and len(text.encode()) > LONGEST_ENTRY:
        raise BadLineError(f"has more than 10 MB of text in {place}.")


def _told(said: str, shape: type[Shape]) -> str:
    """Turn the words of msgspec, which may repeat a value, into ours, which do not."""
    if missing := _MISSING.search(said):
        return f"lacks {missing[1]!r}."
    place = _PLACE.search(said)
    name = place[1] if place else ""
    words = takes(shape).get(name, "the shape of its type").replace("`", "'")
    return f"has something else in {name!r} than {words}."


def fields_without(line: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Copy a line but for some of its fields."""
    out = set(names)
    return {name: value for name, value in line.items() if name not in out}
