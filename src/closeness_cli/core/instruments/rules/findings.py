"""What a rule finds wrong, and where in an instrument."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.near import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Path = tuple[str | int, ...]
"""Fields, and lines of lists from 0, on the way from the whole to a part."""


class Finding(NamedTuple):
    """One thing that is wrong.

    Args:
        before: Where the same stood first, for what is given twice.
    """

    path: Path
    message: str
    before: Path | None = None

    def under(self, *path: str | int) -> Finding:
        """Say it from further out."""
        before = None if self.before is None else (*path, *self.before)
        return Finding((*path, *self.path), self.message, before)

    def shown(self) -> str:
        """Say it in a line: `items[0].scale: …`."""
        where = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in self.path)
        return f"{where[1:]}: {self.message}" if where else self.message


def given_twice(what: str, names: Iterable[str], *path: str | int) -> Iterator[Finding]:
    """Find names that are in a list more than once.

    Args:
        path: The list.
    """
    first: dict[str, int] = {}
    for number, name in enumerate(names):
        if name in first:
            message = f"{what} {quoted(str(name))} is given twice"
            yield Finding((*path, number), message, (*path, first[name]))
        first.setdefault(name, number)
