"""Our own instruments as `assess show` shows them, whole, so that a change of a screen is seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.set_view import ShownSet, set_page
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from stories import SUNDAY, a_sitting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from closeness_cli.core.answering.administration import Administration

SCREENS = Path(__file__).parent / "screens"

BANK = load_bank(shipped_bank_path())


def given(name: str, values: Sequence[int | None], *, weeks: int = 0) -> Administration:
    """Answer the first items of one of our own instruments with these values, in their order."""
    asked = BANK.find(name)
    assert asked is not None
    answers = dict(zip((item.id for item in asked.items), values, strict=False))
    return a_sitting(SUNDAY + timedelta(weeks=weeks), answers, asked)


def needs() -> ShownSet:
    return ShownSet(given("needs", (5, 2, 4, 3, 5, 5, 1, None, 3, 1)))


def attachment() -> ShownSet:
    return ShownSet(given("attachment", (4, 2, 5, 3, 1, 4, 2, 5, 3, 1, 4, 2)))


def labor() -> ShownSet:
    mine = given("emotional-labor", (1, 2, 3, 3, 4, 6, None, 2, 5, 3))
    theirs = given("emotional-labor", (1, 3, 3, 4, 2, 6, 3, 1, 4, 3))
    return ShownSet(mine, beside=theirs)


def drift_causes() -> ShownSet:
    before = given("drift-causes", (4, 1, 1, 3, 2))
    counts = {"talk": 2, "stress": 1}
    now = given("drift-causes", (5, 4, 1, None, 1), weeks=5)
    return ShownSet(now, journal_counts=counts, earlier=(before,))


SHOWN: dict[str, Callable[[], ShownSet]] = {
    "needs": needs,
    "attachment": attachment,
    "emotional-labor": labor,
    "drift-causes": drift_causes,
}


def screen(name: str, width: int) -> str:
    """Draw a set; its id is a matter of chance."""
    shown = SHOWN[name]()
    page = page_for_terminal(set_page(shown), Look(width=width, colour=False))
    return page.replace(shown.given.id[:10], id_number(1)[:10])


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("name", SHOWN)
def test_the_whole_screen(name: str, width: int) -> None:
    expected = (SCREENS / f"set_{name}_{width}.txt").read_text(encoding="utf-8")
    assert screen(name, width) == expected


@pytest.mark.parametrize("name", SHOWN)
def test_no_row_is_wider_than_the_terminal(name: str) -> None:
    assert max(map(display_width, screen(name, 40).splitlines())) <= 40
