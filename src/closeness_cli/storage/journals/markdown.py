"""A folder of Markdown: ours, a file a day that reads well without us, and that of others."""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import HIGHEST_MOOD, LOWEST_MOOD, tags_in
from closeness_cli.core.moment import day_words
from closeness_cli.storage.entries import entry_body
from closeness_cli.storage.journals.reading import decoded
from closeness_cli.storage.journals.table import MOODS_LOST
from closeness_cli.storage.journals.walls import Wall, WallError, read_wall

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from closeness_cli.core.entry import Entry
    from closeness_cli.storage.journals.reading import Reading

MARK = 'closeness: "journal/1"'
"""The first line in the front matter of a file that closeness wrote."""

NO_DAY = "files without a day in front matter, name or heading"
NO_FRONT_MATTER = "front matter that is not YAML"

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.M)
_HEADING = re.compile(r"^## [0-9]{2}:[0-9]{2}$", re.MULTILINE)
_LIKE_HEADING = re.compile(r"^(?=\\*## [0-9]{2}:[0-9]{2}$)", re.MULTILINE)
_ESCAPED_HEADING = re.compile(r"^\\(?=\\*## [0-9]{2}:[0-9]{2}$)", re.MULTILINE)
_OWN_LINE = re.compile(r"  (- |  )([a-z_]{1,40}): (.*)")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_DAY_IN_NAME = re.compile(r"(?:.*/)?([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])[^/]*")
_DAY_IN_HEADING = re.compile(r"^#{1,6}[ \t].*?\b([0-9]{4}-[0-9]{2}-[0-9]{2})\b", re.MULTILINE)


def read_markdown(files: Iterable[tuple[str, bytes]], reading: Reading) -> None:
    """Read files, each with its name inside of the folder."""
    for name, data in files:
        text = decoded(data, reading, name)
        if text is None:
            continue
        front = _FRONT.match(text)
        if front and front[1].startswith(MARK + "\r\n"):
            text = text.replace("\r\n", "\n")  # another program has changed the ends of lines
            front = _FRONT.match(text)
        if front and front[1].startswith(MARK + "\n"):
            _read_own(name, front[1], text[front.end() :], reading)
        else:
            _read_others(
                name, front[1] if front else "", text[front.end() if front else 0 :], reading
            )


def write_markdown(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Give a file for each day: its name inside of the folder, and what stands in it.

    Args:
        entries: Oldest first.
    """
    for day, group in groupby(sorted(entries, key=_local_day), key=_local_day):
        ones = list(group)
        front = "".join(_front_lines(one) for one in ones)
        said = "\n".join(f"## {one.moment.local:%H:%M}\n\n{_escaped(one.text)}\n" for one in ones)
        title = f"# {day_words(ones[0].moment.on)}"
        yield f"{day[:4]}/{day}.md", f"---\n{MARK}\nentries:\n{front}---\n\n{title}\n\n{said}"


def _local_day(entry: Entry) -> str:
    return entry.moment.on.isoformat()


def _escaped(text: str) -> str:
    return _LIKE_HEADING.sub(r"\\", text)


def _front_lines(entry: Entry) -> str:
    """Write what the text of an entry does not say; each value is JSON, and so YAML, too."""
    body = entry_body(entry)
    del body["text"], body["person"]
    usual: dict[str, Any] = {
        "kind": "note",
        "visibility": "private",
        "mood": None,
        "tags": list(tags_in(entry.text)),
    }
    told = {"id": entry.id, **{key: one for key, one in body.items() if usual.get(key, "") != one}}
    lines = [f"{name}: {_json(value)}\n" for name, value in told.items()]
    return "".join(f"  {'    '[:2] if at else '- '}{line}" for at, line in enumerate(lines))


def _json(value: object) -> str:
    return _NOT_IN_YAML.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False)
    )


def _read_own(name: str, front: str, text: str, reading: Reading) -> None:
    told = _own_front(name, front, reading)
    if told is None:
        return
    heads = list(_HEADING.finditer(text))
    if len(heads) != len(told):
        what = f"it has {len(heads)} headings with a time, and {len(told)} entries above them"
        reading.fault(name, what)
        return
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for number, (said, head, end) in enumerate(zip(told, heads, ends, strict=True), start=1):
        words = text[head.end() : end].removeprefix("\n\n")
        words = words.removesuffix("\n" if number == len(told) else "\n\n")
        words = _ESCAPED_HEADING.sub("", words)
        body = {"kind": "note", "visibility": "private", "tags": list(tags_in(words)), **said}
        entry_id = str(body.pop("id", ""))
        reading.add_own(f"{name}, entry {number}", {**body, "text": words}, entry_id)


def _own_front(name: str, front: str, reading: Reading) -> list[dict[str, Any]] | None:
    told: list[dict[str, Any]] = []
    for line, content in enumerate(front.splitlines()[2:], start=4):
        match = _OWN_LINE.fullmatch(content)
        if match is None or (match[1] != "- " and not told):
            reading.fault(f"{name}, line {line}", "it is not as an export writes it")
            return None
        if match[1] == "- ":
            told.append({})
        told[-1][match[2]] = _own_value(match[3])
    return told


def _own_value(text: str) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text.strip()


def _read_others(name: str, front: str, text: str, reading: Reading) -> None:
    said = _others_front(front, reading) if front.strip() else {}
    day = next((said.pop(key) for key in ("date", "created", "day") if key in said), "")
    wall = _wall(name, str(day), text)
    if wall is None:
        if day:
            reading.fault(name, "the date in its front matter is not understood; 2024-03-01 is")
        else:
            reading.lost(NO_DAY)
        return
    tags = said.pop("tags", said.pop("tag", []))
    title = str(said.pop("title", "")).strip()
    mood = str(said.pop("mood", "")).strip()
    is_mood = mood in map(str, range(LOWEST_MOOD, HIGHEST_MOOD + 1)) or mood in ("+1", "+2")
    reading.lost(MOODS_LOST, int(bool(mood) and not is_mood))
    for key in said:
        reading.lost_field(str(key))
    words = text.strip("\r\n")
    if title and title not in words.partition("\n")[0]:
        words = f"{title}\n\n{words}".rstrip("\n")
    reading.add(
        name,
        wall.at,
        words,
        mood=int(mood) if is_mood else None,
        tags=tags if isinstance(tags, list) else re.split(r"[,\s]+", str(tags).strip()),
    )


def _wall(name: str, day: str, text: str) -> Wall | None:
    """Find the day of a file: in its front matter, its name, or its first heading."""
    in_name = _DAY_IN_NAME.fullmatch(name)
    heading = re.search(r"^#{1,6}[ \t].*$", text, re.MULTILINE)
    in_heading = _DAY_IN_HEADING.match(heading[0]) if heading else None
    for found in (day, in_name[1] if in_name else "", in_heading[1] if in_heading else ""):
        if found:
            try:
                return read_wall(found)
            except WallError:
                if found == day:
                    return None
    return None


def _others_front(front: str, reading: Reading) -> dict[str, Any]:
    """Read front matter: names in small letters, with a text or a list of texts each."""
    from closeness_cli.storage.bank.yaml_tree import Scalar, Sequence, Table, read_tree

    tree, faults = read_tree(front.encode())
    if faults or not isinstance(tree, Table):
        reading.lost(NO_FRONT_MATTER)
        return {}
    said: dict[str, Any] = {}
    for key, node in tree.entries.items():
        if isinstance(node, Scalar):
            said[key.casefold()] = node.text
        elif isinstance(node, Sequence) and key.casefold() in ("tags", "tag"):
            said[key.casefold()] = [one.text for one in node.items if isinstance(one, Scalar)]
        else:
            reading.lost_field(key)
    return said
