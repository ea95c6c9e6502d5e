"""Entries that were read and wait to be taken in, packed: a journal may have very many."""

from __future__ import annotations

import io
import pickle
import zlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

BATCH = 500
"""Entries that are packed, compared and written at a time: about a quarter of a megabyte."""

QUICKLY = 1
"""The lowest level of zlib: prose becomes half as long, at a hundred megabytes a second."""


class Packed(Generic[T]):
    """A long row of values of our own, in order, in as little memory as is quickly done.

    Args:
        progress: Called after each batch with how many there are.
    """

    def __init__(self, progress: Callable[[int], None] | None = None) -> None:
        self._progress = progress
        self._batches: list[bytes] = []
        self._last: list[T] = []

    def append(self, one: T) -> None:
        """Add one at the end."""
        self._last.append(one)
        if len(self._last) == BATCH:
            self._batches.append(_pack(self._last))
            self._last = []
            if self._progress is not None:
                self._progress(len(self))

    def __len__(self) -> int:
        return len(self._batches) * BATCH + len(self._last)

    def __iter__(self) -> Iterator[T]:
        for batch in self.batches():
            yield from batch

    def batches(self) -> Iterator[list[T]]:
        """Give them a batch at a time."""
        for packed in self._batches:
            batch: list[T] = pickle.loads(zlib.decompress(packed))  # noqa: S301 - what `_pack` made, in this memory
            yield batch
        if self._last:
            yield self._last


def _pack(batch: list[T]) -> bytes:
    file = io.BytesIO()
    pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {MappingProxyType: _reduced}  # fields of an entry
    pickler.dump(batch)
    return zlib.compress(file.getbuffer(), QUICKLY)


def _reduced(
    fields: MappingProxyType[str, Any],
) -> tuple[Callable[..., Any], tuple[dict[str, Any]]]:
    return _frozen, (dict(fields),)


def _frozen(fields: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(fields)
