"""YAML as a tree of places and plain text: nothing in it is ever made an object or a number.

The tree is built from the parser's events, one by one, so that a hostile file (deep nesting,
an alias bomb, a tag that names Python code) is refused while it is read and costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yaml import CollectionStartEvent, Event, NodeEvent, ScalarEvent, YAMLError
    from yaml._yaml import Mark as FastMark
    from yaml.error import Mark

LARGEST_FILE = 1_000_000
"""Bytes in one file; the shipped bank has about 60,000."""

DEEPEST = 12
"""Levels of lists and mappings; a condition in a condition has twelve."""

MOST_NODES = 50_000
"""Lists, mappings, names and values in one file; the shipped bank has about 5,000."""

LONGEST_PROBLEM = 120
"""Characters of the parser's own words."""

QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'(?!\w)|"(?:[^"\\]|\\.)*\"""")
"""What a fault repeats of a file, as `quoted` writes it."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong, and where. Lines and columns count from 1."""

    line: int
    column: int
    path: str
    message: str

    def shown(self, file_name: str) -> str:
        """Say it on one line, as editors and compilers do."""
        where = f"{self.path}: " if self.path else ""
        return f"{file_name}:{self.line}:{self.column}: {where}{self.message}"


@dataclass(slots=True)
class Node:
    """A place in a file; on its own it stands for something unreadable, already a fault."""

    path: str
    line: int
    column: int

    def fault(self, message: str) -> Fault:
        """Say what is wrong here."""
        return Fault(self.line, self.column, self.path, message)


@dataclass(slots=True)
class Scalar(Node):
    """A name or a value, as text."""

    text: str = ""


@dataclass(slots=True)
class Sequence(Node):
    """A list."""

    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table(Node):
    """A mapping: its values, and where their names stand."""

    entries: dict[str, Node] = field(default_factory=dict)
    names: dict[str, Scalar] = field(default_factory=dict)


def read_tree(content: bytes, *, fast: bool = True) -> tuple[Node | None, list[Fault]]:
    """Read YAML into a tree.

    Args:
        fast: Use the C parser where PyYAML has it; without, the result is the same.

    Returns:
        The tree, absent where the file could not be read to its end, and every fault.
    """
    if len(content) > LARGEST_FILE:
        return None, [Fault(1, 1, "", f"the file is larger than {LARGEST_FILE:,} bytes")]
    text = _decoded(content)
    if isinstance(text, Fault):
        return None, [text]
    import yaml  # slow to import, and not needed while the cache serves

    if fast and yaml.__with_libyaml__:
        try:
            return _Composer(fast=True).compose(yaml.parse(text, Loader=yaml.CSafeLoader))
        except (yaml.YAMLError, _UnsureError):
            pass  # What the fast parser refuses, the slow one explains, in the same words.
    composer = _Composer(fast=False)
    try:
        return composer.compose(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        return None, [*composer.faults, _explained(error)]


def _decoded(content: bytes) -> str | Fault:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return _fault_at_byte(content, error.start, "is not UTF-8")
    if found := _CONTROL.search(text):
        at = len(text[: found.start()].encode())
        return _fault_at_byte(content, at, f"is {_named(found.group())}")
    return text.removeprefix("\ufeff")


def _fault_at_byte(content: bytes, at: int, what: str) -> Fault:
    line_start = content.rfind(b"\n", 0, at) + 1
    column = len(content[line_start:at].decode()) + 1
    return Fault(content.count(b"\n", 0, at) + 1, column, "", f"byte {at} {what}")


def _named(character: str) -> str:
    return f"the control character U+{ord(character):04X}"


def _explained(error: YAMLError) -> Fault:
    words = str(getattr(error, "problem", None) or "no reason given")
    problem = "".join(one if one.isprintable() else "?" for one in words[:LONGEST_PROBLEM])
    return Fault(
        *_place(getattr(error, "problem_mark", None)), "", f"not readable as YAML: {problem}"
    )


def _place(mark: Mark | FastMark | None) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _StoppedError(Exception):
    """A limit is passed; there is no use in reading on."""


class _UnsureError(Exception):
    """The fast parser took what the slow one may refuse."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open, and the name whose value comes next."""

    node: Node
    in_flow: bool
    expects_name: bool = True
    name: Scalar | None = None


class _Composer:
    """Builds the tree from the parser's events, without recursion."""

    def __init__(self, *, fast: bool) -> None:
        self.fast = fast
        self.faults: list[Fault] = []
        self.root: Node | None = None
        self.open: list[_Frame] = []
        self.count = 0

    def compose(self, events: Iterable[Event]) -> tuple[Node | None, list[Fault]]:
        try:
            for event in events:
                self._take(event)
        except _StoppedError:
            return None, self.faults
        if self.root is None:
            self.faults.append(Fault(1, 1, "", "the file is empty"))
        return self.root, self.faults

    def _take(self, event: Event) -> None:
        import yaml

        place = (self._path(), *_place(event.start_mark))
        match event:
            case yaml.DocumentStartEvent() if self.root is not None:
                self._stop(Node(*place).fault("a second document begins; one file holds one"))
            case yaml.ScalarEvent():
                self._be_sure(event)
                self._enter(Scalar(*self._place_of(event, place), event.value), event)
            case yaml.SequenceStartEvent():
                self._open(Sequence(*place), event)
            case yaml.MappingStartEvent():
                self._open(Table(*place), event)
            case yaml.AliasEvent():
                self._enter(Node(*place), event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()

    def _place_of(self, event: ScalarEvent, place: tuple[str, int, int]) -> tuple[str, int, int]:
        """Give the place; of the name before, for a value that is not written at all."""
        frame = self.open[-1] if self.open else None
        if event.value or event.style or frame is None or frame.name is None:
            return place
        return place if frame.expects_name else (place[0], frame.name.line, frame.name.column)

    def _be_sure(self, event: ScalarEvent) -> None:
        """Leave it to the slow parser where the two differ: `[really?]` without quotes."""
        plain = not event.style
        if self.fast and plain and "?" in event.value and self.open and self.open[-1].in_flow:
            raise _UnsureError

    def _open(self, node: Node, event: CollectionStartEvent) -> None:
        self._enter(node, event)
        self.open.append(_Frame(node, in_flow=bool(event.flow_style)))
        if len(self.open) > DEEPEST:
            self._stop(node.fault(f"nested deeper than {DEEPEST} levels"))

    def _enter(self, node: Node, event: NodeEvent) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            self._stop(node.fault(f"more than {MOST_NODES:,} names and values"))
        self._refuse_tricks(node, event)
        if not self.open:
            self.root = node
            return
        frame = self.open[-1]
        if isinstance(frame.node, Sequence):
            frame.node.items.append(node)
        elif isinstance(frame.node, Table):
            self._enter_table(frame, frame.node, node)

    def _enter_table(self, frame: _Frame, table: Table, node: Node) -> None:
        if frame.expects_name:
            frame.name = self._name(table, node)
        elif frame.name is not None:
            table.entries[frame.name.text] = node
        frame.expects_name = not frame.expects_name

    def _name(self, table: Table, node: Node) -> Scalar | None:
        """Take a node as the name of what follows; without one, what follows is left out."""
        if not isinstance(node, Scalar):
            if type(node) is not Node:
                self.faults.append(node.fault("a name is one word, not a list or mapping"))
            return None
        if node.text == "<<":
            self.faults.append(node.fault("merge keys are not used here; write the fields out"))
            return None
        if first := table.names.get(node.text):
            before = f"first in line {first.line}, column {first.column}"
            self.faults.append(node.fault(f"{quoted(node.text)} is given twice, {before}"))
            return None
        table.names[node.text] = node
        return node

    def _refuse_tricks(self, node: Node, event: NodeEvent) -> None:
        import yaml

        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            what = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            name = quoted(event.anchor or "")
            self.faults.append(node.fault(f"{what} {name} is not used here; write it out"))
        if (tag := getattr(event, "tag", None)) is not None:
            self.faults.append(node.fault(f"tag {quoted(tag)} is not used here"))
        if isinstance(node, Scalar) and (found := _CONTROL.search(node.text)):
            self.faults.append(node.fault(f"holds {_named(found.group())}"))
            node.text = _CONTROL.sub("�", node.text)

    def _path(self) -> str:
        if not self.open:
            return ""
        frame = self.open[-1]
        path = frame.node.path
        if isinstance(frame.node, Sequence):
            return f"{path}[{len(frame.node.items)}]"
        if frame.expects_name or frame.name is None:
            return path
        name = frame.name.text
        shown = name if _PLAIN_NAME.fullmatch(name) else quoted(name)
        return f"{path}.{shown}" if path else shown

    def _stop(self, fault: Fault) -> None:
        self.faults.append(fault)
        raise _StoppedError
