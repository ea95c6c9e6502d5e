"""A text is kept while it is typed, and nothing that goes wrong there is felt."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

from closeness_cli.prompts import keeping
from closeness_cli.prompts.keeping import Keeping

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


@dataclass
class Drawer:
    """Keeps drafts; waits before each where it is told to, and may fail."""

    kept: list[str] = field(default_factory=list)
    fails: bool = False
    dropped: bool = False
    begun: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)

    def __post_init__(self) -> None:
        self.goes_on.set()

    def keep(self, text: str) -> None:
        self.begun.set()
        assert self.goes_on.wait(10)
        if self.fails:
            raise OSError("no room for 'a secret'")
        self.kept.append(text)

    def drop(self) -> None:
        self.dropped = True


def until(is_true: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not is_true():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_text_is_kept_soon_and_only_its_latest_state() -> None:
    drawer = Drawer()
    keeper = Keeping(drawer)
    began = time.monotonic()
    for text in ("W", "We", "We walked"):
        keeper.note(text)
    assert drawer.kept == []
    until(lambda: drawer.kept)
    took = time.monotonic() - began
    keeper.end()
    assert drawer.kept == ["We walked"]
    assert keeping.DELAY <= took < keeping.DELAY + 2  # on a computer that is busy, too


def test_at_once_waits_for_no_delay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "DELAY", 60)  # longer than `now` waits
    drawer = Drawer()
    keeper = Keeping(drawer)
    keeper.note("We")
    assert keeper.now("We walked")
    keeper.end()
    assert drawer.kept == ["We walked"]


def test_what_is_waiting_at_the_end_is_not_kept_any_more() -> None:
    drawer = Drawer()
    keeper = Keeping(drawer)
    keeper.note("We walked")
    keeper.end()
    time.sleep(keeping.DELAY + 0.1)
    assert drawer.kept == []


def test_a_slow_disk_does_not_hold_who_types() -> None:
    drawer = Drawer()
    drawer.goes_on.clear()
    keeper = Keeping(drawer)
    keeper.note("one")
    assert drawer.begun.wait(5)
    began = time.monotonic()
    for number in range(1000):
        keeper.note(f"text {number}")
    assert time.monotonic() - began < 2
    drawer.goes_on.set()
    assert keeper.now("the end")
    keeper.end()
    assert drawer.kept[0] == "one"
    assert drawer.kept[-1] == "the end"
    assert len(drawer.kept) <= 3


def test_a_disk_that_hangs_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    drawer = Drawer()
    drawer.goes_on.clear()
    keeper = Keeping(drawer)
    assert not keeper.now("one")
    keeper.end()
    drawer.goes_on.set()


def test_a_text_that_could_not_be_kept_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "RETRY", 0.05)
    drawer = Drawer(fails=True)
    keeper = Keeping(drawer)
    assert not keeper.now("one")
    drawer.fails = False
    until(lambda: drawer.kept)
    time.sleep(0.2)
    keeper.end()
    assert drawer.kept == ["one"]


def test_a_failure_is_told_where_it_was_asked_and_the_next_text_is_tried() -> None:
    drawer = Drawer(fails=True)
    keeper = Keeping(drawer)
    assert not keeper.now("one")
    drawer.fails = False
    assert keeper.now("two")
    keeper.end()
    assert drawer.kept == ["two"]
