"""The file of a wording: the stems and labels that a person may use with a profile.

The words belong to their authors, so that no fault repeats any of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.profile import Wording
from closeness_cli.core.near import quoted
from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank.fields import Record, record
from closeness_cli.storage.bank.item_bank import shown_faults
from closeness_cli.storage.bank.layout import WORDING, WORDING_SCHEMA
from closeness_cli.storage.bank.yaml_tree import QUOTED, Fault, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

_KNOWN = {quoted(one) for one in WORDING}


def read_wording(content: bytes, file_name: str) -> Wording:
    """Read the wording of a profile.

    Raises:
        BadInputError: With every fault, one line each; the wording is in none of them.
    """
    tree, faults = read_tree(content)
    found: Record | None = None if tree is None else record(WORDING)(tree, faults)
    if found is not None:
        faults += _schema_faults(found)
    if found is not None and not faults:
        values = {name: one for name, one in found.values.items() if name != "schema"}
        return Wording(**{"right": "", **values})
    count = "one fault" if len(faults) == 1 else f"{len(faults)} faults"
    raise BadInputError(
        f"The wording has {count}; nothing of it was taken.",
        faults=tuple(shown_faults(sorted(_hushed(one) for one in faults), file_name)),
        hint="docs/item-bank.md lists the fields.",
    )


def _schema_faults(found: Record) -> Iterator[Fault]:
    if found.get("schema") not in (None, WORDING_SCHEMA):
        yield found.at("schema").fault(f"must be {WORDING_SCHEMA}")


def _hushed(fault: Fault) -> Fault:
    """Leave out of a fault what may be wording: of the path all but the field, and quotations."""
    field = re.split(r"[.\[]", fault.path)[0]
    message = QUOTED.sub(
        lambda found: found.group() if found.group() in _KNOWN else "this", fault.message
    )
    return Fault(fault.line, fault.column, field if field in WORDING else "", message)
