"""Answers that were brought in a file: YAML, of which JSON is a part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank.yaml_tree import (
    QUOTED,
    Fault,
    Node,
    Scalar,
    Sequence,
    Table,
    read_tree,
)

if TYPE_CHECKING:
    from pathlib import Path

NO_ANSWER = frozenset({"", "null", "~"})
"""What stands for a skipped item."""

_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def read_answer_file(content: bytes, *, name: str | Path) -> dict[str, object]:
    """Read answers by item id; every number is still text, and `None` is a skipped item.

    Raises:
        BadInputError: With each fault of the file and its place, and no words of it.
    """
    tree, faults = read_tree(content)
    if tree is not None and not isinstance(tree, Table):
        faults.append(Fault(1, 1, "", "it is not a list of item: answer"))
    if faults or not isinstance(tree, Table):
        raise BadInputError(
            "The answers cannot be read, so none was stored.",
            tuple(_hushed(fault).shown(str(name)) for fault in sorted(faults)),
            "Write one line for each, such as  connection: 7",
        )
    return {item: _plain(node) for item, node in tree.entries.items()}


def _hushed(fault: Fault) -> Fault:
    """Leave out of a fault what may be a person's words; only what looks like an id is repeated."""
    path = fault.path if _ID.fullmatch(fault.path) else ""
    message = QUOTED.sub(
        lambda found: found[0] if _ID.fullmatch(found[0][1:-1]) else "this", fault.message
    )
    return Fault(fault.line, fault.column, path, message)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return None if node.text in NO_ANSWER else node.text
    if isinstance(node, Sequence):
        return [_plain(one) for one in node.items]
    if isinstance(node, Table):
        return {name: _plain(one) for name, one in node.entries.items()}
    return None
