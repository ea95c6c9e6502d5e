"""Answers that were brought in a file: YAML, of which JSON is a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank.yaml_tree import Fault, Node, Scalar, Sequence, Table, read_tree

if TYPE_CHECKING:
    from pathlib import Path

NO_ANSWER = frozenset({"", "null", "~"})
"""What stands for a skipped item."""


def read_answer_file(content: bytes, *, name: str | Path) -> dict[str, object]:
    """Read answers by item id; every number is still text, and `None` is a skipped item.

    Raises:
        BadInputError: With each fault of the file and its place.
    """
    tree, faults = read_tree(content)
    if tree is not None and not isinstance(tree, Table):
        faults.append(Fault(1, 1, "", "it is not a list of item: answer"))
    if faults or not isinstance(tree, Table):
        raise BadInputError(
            "The answers cannot be read, so none was stored.",
            tuple(fault.shown(str(name)) for fault in sorted(faults)),
            "Write one line for each, such as  connection: 7",
        )
    return {item: _plain(node) for item, node in tree.entries.items()}


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return None if node.text in NO_ANSWER else node.text
    if isinstance(node, Sequence):
        return [_plain(one) for one in node.items]
    if isinstance(node, Table):
        return {name: _plain(one) for name, one in node.entries.items()}
    return None
