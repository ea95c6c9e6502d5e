"""REDCap's branching logic as a condition, and back: comparisons, and, or, brackets; no more.

    [a] = '1'    [a] <> ''    ([a] >= 2 and [b] < 4) or [c(3)] = '1'

`and` binds before `or`, as it does there. Nothing is ever evaluated: what is not of this grammar is
refused by its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.conditions import RefusedError, compared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from closeness_cli.storage.exchange.conditions import Known

LONGEST = 4000
"""Characters of one branching logic."""

DEEPEST = 20
"""Brackets in brackets."""

_TOKEN = re.compile(
    r"\s*(?:"
    r"(?P<field>\[[^\[\]]{0,200}\](?:\s*\[[^\[\]]{0,200}\])*)"
    r"|(?P<value>'[^']*'|\"[^\"]*\"|[+-]?[0-9]+(?:\.[0-9]+)?)"
    r"|(?P<sign><>|!=|<=|>=|=|<|>)"
    r"|(?P<bracket>[()])"
    r"|(?P<word>[A-Za-z_][A-Za-z0-9_]*|&&|\|\|)"
    r"|(?P<other>\S)"
    r")",
    re.ASCII,
)

_SIGNS = {
    "=": Comparison.EQUALS,
    "<>": Comparison.DIFFERS,
    "!=": Comparison.DIFFERS,
    "<": Comparison.LESS,
    "<=": Comparison.AT_MOST,
    ">": Comparison.MORE,
    ">=": Comparison.AT_LEAST,
}
_SIGN_OF = {op: sign for sign, op in reversed(_SIGNS.items())}

_JOINTS = {"and": "and", "&&": "and", "or": "or", "||": "or"}


def read_logic(text: str, known: Mapping[str, Known]) -> Condition:
    """Read branching logic.

    Args:
        known: Earlier items by what the logic calls them: `a`, or `a(1)` for a checkbox.

    Raises:
        RefusedError: It cannot be held.
    """
    if len(text) > LONGEST:
        raise RefusedError(f"it has more than {LONGEST:,} characters")
    return _Reader(text, known).read()


def write_logic(condition: Condition, name_of: Mapping[str, str]) -> str:
    """Write a condition as branching logic; empty where it cannot be written.

    Args:
        name_of: What each item that may be named is called there.
    """
    parts = condition.all or condition.any
    if parts:
        joint = " and " if condition.all else " or "
        written = [_bracketed(one, name_of) for one in parts]
        return joint.join(written) if all(written) else ""
    name = name_of.get(condition.item)
    if name is None:
        return ""
    if condition.op is Comparison.ANSWERED:
        return f"[{name}] <> ''"
    return "" if condition.value is None else f"[{name}] {_sign(condition)} '{condition.value}'"


def _sign(condition: Condition) -> str:
    return _SIGN_OF[condition.op]


def _bracketed(condition: Condition, name_of: Mapping[str, str]) -> str:
    written = write_logic(condition, name_of)
    return f"({written})" if written and (condition.all or condition.any) else written


class _Reader:
    """Reads from left to right, one token ahead."""

    def __init__(self, text: str, known: Mapping[str, Known]) -> None:
        self._tokens = [
            (found.lastgroup or "", found[found.lastgroup or 0]) for found in _TOKEN.finditer(text)
        ]
        self._known = known
        self._at = 0

    def read(self) -> Condition:
        condition = self._any(1)
        kind, token = self._next()
        if kind:
            raise RefusedError(_unknown(kind, token))
        return condition

    def _any(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise RefusedError(f"it has brackets deeper than {DEEPEST} levels")
        parts = self._joined("or", lambda: self._all(depth))
        return parts[0] if len(parts) == 1 else Condition(any=parts)

    def _all(self, depth: int) -> Condition:
        parts = self._joined("and", lambda: self._one(depth))
        return parts[0] if len(parts) == 1 else Condition(all=parts)

    def _joined(self, joint: str, read: Callable[[], Condition]) -> tuple[Condition, ...]:
        parts = [read()]
        while self._seen()[0] == "word" and _JOINTS.get(self._seen()[1].lower()) == joint:
            self._at += 1
            parts.append(read())
        return tuple(parts)

    def _one(self, depth: int) -> Condition:
        kind, token = self._next()
        if (kind, token) == ("bracket", "("):
            condition = self._any(depth + 1)
            if self._next() != ("bracket", ")"):
                raise RefusedError("a bracket is not closed")
            return condition
        if kind != "field":
            raise RefusedError(_unknown(kind, token))
        return self._compared(token)

    def _compared(self, field: str) -> Condition:
        kind, sign = self._next()
        if kind != "sign":
            raise RefusedError(f"{quoted(field)} is compared with nothing")
        kind, value = self._next()
        if kind == "field":
            raise RefusedError(f"it compares two fields, {quoted(field)} and {quoted(value)}")
        if kind != "value":
            raise RefusedError(_unknown(kind, value))
        return compared(self._item(field), _SIGNS[sign], value.strip("'\"").strip(), field)

    def _item(self, field: str) -> Known:
        name = field[1:-1].strip()
        if "[" in name:
            raise RefusedError(f"{quoted(field)} looks into another event or instance")
        found = self._known.get(name)
        if found is not None:
            return found
        if re.fullmatch(r"[a-z][a-z0-9_]*", name, re.ASCII):
            raise RefusedError(f"{quoted(name)} is no earlier item of the form that was taken")
        if re.fullmatch(r"[a-z][a-z0-9_]*\s*\(.*\)", name, re.ASCII):
            raise RefusedError(f"{quoted(name)} is no choice of an earlier checkbox")
        raise RefusedError(f"{quoted(field)} is a smart variable")

    def _seen(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _next(self) -> tuple[str, str]:
        token = self._seen()
        self._at += 1
        return token


def _unknown(kind: str, token: str) -> str:
    if not kind:
        return "it breaks off"
    if kind == "word":
        return f"the function or word {quoted(token)} is not known here"
    return f"{quoted(token)} is not understood"
