"""A plain sum of answers in FHIRPath as an op of ours; everything else is left to be named as lost.

    %resource.item.where(linkId='a').answer.value.ordinal() + %b

A name stands for another such term, by the extension `variable`. Expressions are compared with the
few forms that are in use and never evaluated.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 20_000
"""Characters of one expression."""

MOST_TERMS = 200
"""Terms of one sum."""

_QUOTED = r"'(?P<link>[^'\\]{1,200})'"
_ROOT = r"(?:%resource|QuestionnaireResponse)"
_STEP = r"(?:\.item\.where\(linkId='[^'\\]{1,200}'\)){0,8}"
_ITEM = rf"{_ROOT}{_STEP}\.(?:item|repeat\(item\)|descendants\(\))\.where\(linkId={_QUOTED}\)"
_COUNTED = re.compile(
    rf"{_ITEM}\.answer(?:\.first\(\))?"
    r"(?P<plain>\.value(?:Integer|Decimal)?)?(?P<counts>\.(?:ordinal|weight)\(\))?"
    r"(?:\.first\(\))?",
    re.ASCII,
)
_LOOKED_UP = re.compile(
    rf"%questionnaire(?:\.item\.where\(linkId='[^'\\]{{1,200}}'\)){{0,8}}"
    rf"\.(?:item|repeat\(item\)|descendants\(\))\.where\(linkId={_QUOTED}\)\.answerOption\.where\("
    r"(?:valueCoding|value)\.code=%resource(?:\.(?:item|repeat\(item\)|descendants\(\))"
    r"\.where\(linkId='[^'\\]{1,200}'\)){1,9}\.answer(?:\.first\(\))?"
    r"\.(?:valueCoding|value)\.code\)(?:\.value(?:Coding)?)?\.extension\.where\(url='[^'\\]{1,200}"
    r"(?:ordinalValue|itemWeight)'\)\.value(?:Decimal)?(?:\.first\(\))?",
    re.ASCII,
)
_ZERO = re.compile(r"iif\((?P<one>%[a-zA-Z]\w{0,60})\.exists\(\),(?P=one),0\)", re.ASCII)
_NAME = re.compile(r"%([a-zA-Z]\w{0,60})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of answers.

    Args:
        links: The linkId of each item, in order.
        plain: Those whose answer counts as the number that it is, not by its choice.
        blank_is_zero: An answer that is missing counts as 0 there.
    """

    links: tuple[str, ...]
    plain: frozenset[str]
    blank_is_zero: bool = False


def read_sum(expression: str, variables: Mapping[str, str]) -> Sum | None:
    """Read an expression; nothing where it is more than a plain sum.

    Args:
        variables: The expression of each name that may stand in it.
    """
    if len(expression) > LONGEST:
        return None
    terms = _bare(expression).split("+")
    if len(terms) > MOST_TERMS:
        return None
    links: list[str] = []
    plain: set[str] = set()
    zero = False
    for term in terms:
        if blank := _ZERO.fullmatch(term):
            zero, term = True, blank["one"]  # noqa: PLW2901 - the same term without its blank
        if name := _NAME.fullmatch(term):
            term = _bare(variables.get(name[1], "")[:LONGEST])  # noqa: PLW2901 - what it stands for
        found = _COUNTED.fullmatch(term) or _LOOKED_UP.fullmatch(term)
        if found is None:
            return None
        links.append(found["link"])
        if found.re is _COUNTED and found["counts"] is None:
            plain.add(found["link"])
    if len(set(links)) < len(links):
        return None
    return Sum(tuple(links), frozenset(plain), zero)


def write_sum(links: tuple[str, ...], plain: frozenset[str]) -> str:
    """Write a sum of answers."""
    return " + ".join(
        f"%resource.item.where(linkId='{one}').answer.value{'' if one in plain else '.ordinal()'}"
        for one in links
    )


def _bare(expression: str) -> str:
    """Take the blanks out, but not those inside of quotes."""
    parts = expression.split("'")
    parts[::2] = ["".join(one.split()) for one in parts[::2]]
    return "'".join(parts)
