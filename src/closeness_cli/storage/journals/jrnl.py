"""jrnl: its JSON (`jrnl --format json`) and its text, which is the one that jrnl can import."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from closeness_cli.errors import BadInputError
from closeness_cli.storage.journals.reading import STARRED, decoded
from closeness_cli.storage.journals.walls import WallError, read_wall

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.journals.reading import Reading

_ENCRYPTED = (b"JRNLv3", b"gAAAAA")
_KNOWN = frozenset({"title", "body", "date", "time", "tags", "starred"})
_HEAD = re.compile(r"^\[([^\]\n]{4,60})\](?: |$)", re.MULTILINE)
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
    text = decoded(data, reading)
    del data  # a long journal is in memory often enough
    if text is None:
        return
    if re.match(r"\s*(\{|\[\s*\{)", text):
        _read_json(text, reading)
    else:
        _read_text(text.replace("\r\n", "\n"), reading)


def entries_in(content: Any, reading: Reading) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Give the objects in `entries`, taking them out of it; anything else there is a fault."""
    found = content.get("entries") if isinstance(content, dict) else content
    if not isinstance(found, list):
        reading.fault("the file", "it is JSON, and has no list of 'entries'")
        return
    for number, one in enumerate(found):
        found[number] = None
        if isinstance(one, dict):
            yield one
        else:
            reading.fault(f"entry {number + 1}", "it is not an object in { }")
            return


def json_of(text: str, reading: Reading, where: str = "the file") -> Any:  # noqa: ANN401 - JSON
    """Read JSON; nothing, and a fault, where it cannot be read."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reading.fault(f"{where}, line {error.lineno}", "it cannot be read as JSON from here on")
    except RecursionError:
        reading.fault(where, "it has too many lists or objects inside of one another")
    except ValueError:
        reading.fault(where, "it has a number of thousands of digits")
    return None


def text_field(entry: dict[str, Any], name: str, where: str, reading: Reading) -> str:
    """Give a text of an entry; empty where it is absent, and a fault where it is no text."""
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        reading.fault(where, f"its {name!r} is not text")
    return value if isinstance(value, str) else ""


def tags_field(entry: dict[str, Any], where: str, reading: Reading) -> list[str]:
    """Give the tags of an entry; a fault where they are no list of texts."""
    tags = entry.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in tags):
        reading.fault(where, "its 'tags' are not a list of words")
        return []
    return tags


def _read_json(text: str, reading: Reading) -> None:
    content = json_of(text, reading)
    if content is None:
        return
    if isinstance(content, dict) and "title" in content and "entries" not in content:
        content = [content]  # what jrnl writes for a folder: a file an entry
    for number, one in enumerate(entries_in(content, reading), start=1):
        where = f"entry {number}"
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
            continue
        words = f"{title}\n{body}" if body.strip("\n ") else title
        _add(where, wall.at, words.rstrip("\n "), tags, reading, starred=one.get("starred") is True)


def _read_text(text: str, reading: Reading) -> None:
    shape = ""
    heads: list[tuple[re.Match[str], str]] = []
    for match in _HEAD.finditer(text):
        found = _shape(match[1])
        if not shape:
            try:
                read_wall(match[1])
            except WallError:
                break
            shape = found
        if found == shape:
            heads.append((match, match[1]))
    if not heads or text[: heads[0][0].start()].strip():
        reading.fault(
            "line 1",
            "it does not begin with a date such as [2024-03-01 21:30]; "
            "let jrnl write the journal:  jrnl --format json",
        )
        return
    ends = [match.start() for match, _ in heads[1:]] + [len(text)]
    line, counted = 1, 0
    for (match, stamp), end in zip(heads, ends, strict=True):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        where = f"line {line}"
        words = text[match.end() : end].strip("\n")
        first, newline, rest = words.partition("\n")
        starred = first.rstrip().endswith(" *")
        if starred:
            words = first.rstrip().removesuffix("*").rstrip() + newline + rest
        try:
            wall = read_wall(stamp)
        except WallError as error:
            reading.fault(where, str(error))
            continue
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
