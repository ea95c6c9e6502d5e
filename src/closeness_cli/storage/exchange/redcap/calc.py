"""A plain sum or mean of REDCap's calculated fields as an op of ours; nothing else is read.

sum([a], [b])    mean([a], (6-[b]))    [a] + [b]    ([a] + [b]) / 2
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from closeness_cli.core.instruments.instrument import MissingRule, ScoreOp

LONGEST = 8000
"""Characters of one calculation."""

_TERM = r"(?:\[[a-z][a-z0-9_]*\]|\([0-9+-]*[0-9]-\[[a-z][a-z0-9_]*\]\))"
_CALL = re.compile(rf"(sum|mean)\(({_TERM}(?:,{_TERM})*)\)", re.ASCII)
_CHAIN = re.compile(rf"{_TERM}(?:\+{_TERM})*", re.ASCII)
_SHARE = re.compile(rf"\(({_TERM}(?:\+{_TERM})+)\)/([0-9]{{1,3}})", re.ASCII)
_ONE = re.compile(r"\[([a-z][a-z0-9_]*)\]|\(([+-]?[0-9]{1,6})-\[([a-z][a-z0-9_]*)\]\)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """A field of a calculation; `turned` is the number that it is taken from, `6 - [b]`."""

    field: str
    turned: int | None = None


@dataclass(frozen=True, slots=True)
class Calculation:
    """A sum or a mean.

    Args:
        blank_is_zero: An answer that is missing counts as 0 there.
    """

    op: ScoreOp
    terms: tuple[Term, ...]
    missing: MissingRule
    blank_is_zero: bool = False


def read_calculation(text: str) -> Calculation | None:
    """Read a calculation; nothing where it is more than a plain sum or mean."""
    if len(text) > LONGEST:
        return None
    bare = "".join(text.split())
    if bare.startswith("(") and bare.endswith(")") and _CHAIN.fullmatch(bare[1:-1]):
        bare = bare[1:-1]
    if call := _CALL.fullmatch(bare):
        if call[1] == "mean":
            return _made(ScoreOp.MEAN, call[2], MissingRule.IGNORE)
        return _made(ScoreOp.SUM, call[2], MissingRule.REQUIRE_COMPLETE, blank_is_zero=True)
    if share := _SHARE.fullmatch(bare):
        made = _made(ScoreOp.MEAN, share[1], MissingRule.REQUIRE_COMPLETE)
        return made if made is not None and len(made.terms) == int(share[2]) else None
    if _CHAIN.fullmatch(bare):
        return _made(ScoreOp.SUM, bare, MissingRule.REQUIRE_COMPLETE)
    return None


def _made(
    op: ScoreOp, text: str, missing: MissingRule, *, blank_is_zero: bool = False
) -> Calculation | None:
    terms = tuple(
        Term(found[1] or found[3], None if found[2] is None else int(found[2]))
        for found in _ONE.finditer(text)
    )
    fields = [one.field for one in terms]
    if len(set(fields)) < len(fields) or len(fields) != text.count("["):
        return None
    return Calculation(op, terms, missing, blank_is_zero)


def write_calculation(op: ScoreOp, terms: tuple[Term, ...], missing: MissingRule) -> str:
    """Write a sum or a mean; empty where REDCap has no way to say it."""
    written = [
        f"[{one.field}]" if one.turned is None else f"({one.turned}-[{one.field}])" for one in terms
    ]
    whole = missing is MissingRule.REQUIRE_COMPLETE
    if op is ScoreOp.MEAN and missing is MissingRule.IGNORE:
        return f"mean({', '.join(written)})"
    if op is ScoreOp.MEAN and whole:
        return f"({' + '.join(written)}) / {len(written)}" if len(written) > 1 else written[0]
    return " + ".join(written) if op is ScoreOp.SUM and whole else ""
