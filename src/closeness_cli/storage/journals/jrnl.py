"""jrnl: its JSON (`jrnl --format json`) and its text, which is the one that jrnl can import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from closeness_cli.errors import BadInputError
from closeness_cli.storage.journals.objects import entries_in, tags_field, text_field
from closeness_cli.storage.journals.reading import STARRED, utf8
from closeness_cli.storage.journals.walls import WallError, read_wall

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.journals.reading import Reading

_ENCRYPTED = (b"JRNLv3", b"gAAAAA")
_KNOWN = frozenset({"title", "body", "date", "time", "tags", "starred"})
_JSON = re.compile(rb"\s*(\{|\[\s*\{)")
_HEAD = re.compile(rb"^\[([^\]\n]{4,60})\](?: |$)", re.MULTILINE)
_TAG = re.compile(r"(?<!\S)[@#]([-+*#/\w]+)")
_DATE_LINE = re.compile(r"(?<=[\n\r])(?=\[[^\]]+\] )")


def read_jrnl(data: bytes, reading: Reading) -> None:
    """Read a journal of jrnl, whichever of its two formats it is.

    Raises:
        BadInputError: It is encrypted.
    """
    if data.startswith(_ENCRYPTED):
        raise BadInputError(
            "This journal is encrypted, so nothing was imported.",
            hint="Let jrnl write it first:  jrnl --format json",
        )
    found = utf8(data, reading)
    del data  # a long journal is in memory often enough
    if found is None:
        return
    if _JSON.match(found):
        for where, one in entries_in(found, reading):
            _add_object(where, one, reading)
    else:
        _read_text(found.replace(b"\r\n", b"\n"), reading)


def _add_object(where: str, one: dict[str, Any], reading: Reading) -> None:
    for name in one.keys() - _KNOWN:
        reading.lost_field(name)
    title, body, day, clock = (
        text_field(one, name, where, reading) for name in ("title", "body", "date", "time")
    )
    tags = [tag.lstrip("@#") for tag in tags_field(one, where, reading)]
    try:
        wall = read_wall(day, clock)
    except WallError as error:
        reading.fault(where, str(error))
        return
    words = f"{title}\n{body}" if body.strip("\n ") else title
    _add(where, wall.at, words.rstrip("\n "), tags, reading, starred=one.get("starred") is True)


def _read_text(text: bytes, reading: Reading) -> None:
    heads = _heads(text)
    head = next(heads, None)
    if head is None or text[: head.start()].strip():
        reading.fault(
            "line 1",
            "it does not begin with a date such as [2024-03-01 21:30]; "
            "let jrnl write the journal:  jrnl --format json",
        )
        return
    line, counted = 1, 0
    while head is not None:
        following = next(heads, None)
        line += text.count(b"\n", counted, head.start())
        counted = head.start()
        written = text[head.end() : following.start() if following else len(text)].decode()
        _add_written(f"line {line}", head[1].decode(), written.strip("\n"), reading)
        head = following


def _heads(text: bytes) -> Iterator[re.Match[bytes]]:
    """Find where entries begin: at dates that are written as the first one is."""
    shape = ""
    for match in _HEAD.finditer(text):
        stamp = match[1].decode()
        if not shape:
            try:
                read_wall(stamp)
            except WallError:
                return
            shape = _shape(stamp)
        if _shape(stamp) == shape:
            yield match


def _add_written(where: str, stamp: str, words: str, reading: Reading) -> None:
    first, newline, rest = words.partition("\n")
    starred = first.rstrip().endswith(" *")
    if starred:
        words = first.rstrip().removesuffix("*").rstrip() + newline + rest
    try:
        wall = read_wall(stamp)
    except WallError as error:
        reading.fault(where, str(error))
        return
    _add(where, wall.at, words, (), reading, starred=starred)


def _add(
    where: str,
    at: datetime,
    words: str,
    tags: Iterable[str],
    reading: Reading,
    *,
    starred: bool,
) -> None:
    in_text = _TAG.findall(words)  # as they are spelled there; the JSON has them in small letters
    known = {one.casefold() for one in in_text}
    more = [tag for tag in tags if tag.casefold() not in known]
    reading.add(where, at, words, tags=[*in_text, *more, *([STARRED] if starred else [])])


def _shape(stamp: str) -> str:
    """Say how a date is written, whatever it is: digits become 0."""
    shape = re.sub(r"[AaPp]\.?[Mm]\.?", "M", re.sub(r"[0-9]", "0", stamp.strip()))
    return re.sub(r"\b0:", "00:", shape)


def write_jrnl(entries: Iterable[Entry], losses: Counter[str]) -> Iterator[str]:
    """Write entries as jrnl's text, oldest first; what it cannot hold is counted."""
    for number, entry in enumerate(entries):
        yield ("\n" if number else "") + _as_text(entry, losses)


def _as_text(entry: Entry, losses: Counter[str]) -> str:
    text, count = _DATE_LINE.subn(r"\\", entry.text.strip("\n"))
    losses["lines that begin with [ ] and have a backslash before them now"] += count
    told = {
        "moods": entry.mood is not None,
        "kinds of entries": entry.kind != "note",
        "what only a kind of entry has": bool(entry.fields),
        "who may see an entry": entry.visibility != "private",
        "time zones": True,
    }
    for what, is_lost in told.items():
        losses[what] += is_lost
    in_text = {one.casefold() for one in _TAG.findall(entry.text)} | {STARRED}
    more = [f"#{tag}" for tag in entry.tags if tag.casefold() not in in_text]
    if more:
        losses["tags that stand in a last line of their own now"] += len(more)
        text = f"{text}\n{' '.join(more)}".lstrip("\n")
    if STARRED in map(str.casefold, entry.tags):
        first, newline, rest = text.partition("\n")
        text = f"{first} *{newline}{rest}"
    return f"[{entry.moment.local:%Y-%m-%d %H:%M:%S}] {text}\n"
