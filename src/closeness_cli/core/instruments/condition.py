"""When an item is asked: a condition on earlier answers, as data; never code."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.core.answering.administration import Response


class Comparison(StrEnum):
    """How an earlier answer is compared; one that is not there is equal to nothing."""

    EQUALS = "eq"
    DIFFERS = "ne"
    LESS = "lt"
    AT_MOST = "le"
    MORE = "gt"
    AT_LEAST = "ge"
    ANSWERED = "answered"
    """Has an answer, whichever; `value` is left out."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison with an earlier item, or several conditions of which all or any must hold.

    Args:
        item: The earlier item; empty where `all` or `any` is given.
        value: The number that it is compared with; absent for `answered`.
        all: Conditions that must all hold.
        any: Conditions of which one must hold.
    """

    item: str = ""
    op: Comparison = Comparison.EQUALS
    value: int | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()

    @property
    def items(self) -> Iterator[str]:
        """Every item that the answer to this depends on."""
        if self.item:
            yield self.item
        for one in (*self.all, *self.any):
            yield from one.items

    def holds(self, responses: Mapping[str, Response]) -> bool:
        """Say whether it holds for the answers given so far."""
        if self.all:
            return all(one.holds(responses) for one in self.all)
        if self.any:
            return any(one.holds(responses) for one in self.any)
        response = responses.get(self.item)
        value = response.value if response else None
        if self.op is Comparison.ANSWERED:
            return value is not None
        if self.op is Comparison.DIFFERS:
            return value != self.value
        return isinstance(value, int) and self.value is not None and self.compares(value)

    def compares(self, value: int) -> bool:
        """Say whether a number fits one comparison with a value."""
        wanted = self.value or 0
        return {
            Comparison.EQUALS: value == wanted,
            Comparison.DIFFERS: value != wanted,
            Comparison.LESS: value < wanted,
            Comparison.AT_MOST: value <= wanted,
            Comparison.MORE: value > wanted,
            Comparison.AT_LEAST: value >= wanted,
        }[self.op]
