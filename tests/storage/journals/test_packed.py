"""What waits to be taken in comes out as it went in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import an_entry
from closeness_cli.core.entry import Entry, EntryKind, Visibility
from closeness_cli.storage.journals.packed import BATCH, Packed
from closeness_cli.storage.journals.reading import Brought

AT = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize("n", [0, 1, BATCH, 2 * BATCH + 3])
def test_everything_comes_out_again_in_order_as_often_as_one_asks(n: int) -> None:
    told: list[int] = []
    packed: Packed[int] = Packed(told.append)
    for one in range(n):
        packed.append(one)
    assert (len(packed), list(packed), list(packed)) == (n, list(range(n)), list(range(n)))
    assert told == list(range(BATCH, n + 1, BATCH))


def test_an_entry_stays_equal_in_all_that_it_says() -> None:
    full = an_entry(
        text="Tea 🌲\x85",
        mood=-1,
        tags=("tea", "Öl"),
        kind=EntryKind.CONVERSATION,
        visibility=Visibility.SHARED,
        fields={"minutes": 20, "topic": "tea"},
    )
    bare = Entry("", full.moment, "")
    brought = [Brought("line 1", one, "a" * 64, AT) for one in (full, bare)] * BATCH
    packed: Packed[Brought] = Packed()
    for one in brought:
        packed.append(one)
    assert list(packed) == brought
    assert next(iter(packed)).entry.kind is EntryKind.CONVERSATION


def test_prose_takes_a_small_part_of_its_room() -> None:
    packed: Packed[str] = Packed()
    texts = [f"Walked home together on day {n}, and it rained. " * 20 for n in range(BATCH)]
    for text in texts:
        packed.append(text)
    assert sum(map(len, packed._batches)) < sum(map(len, texts)) / 4
