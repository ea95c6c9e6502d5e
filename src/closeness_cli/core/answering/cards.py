"""Conversation cards: which line to offer after a set of answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.stats.scoring import Score

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.instruments.item_bank import Card
    from closeness_cli.core.stats.scoring import Unscored


def fitting_card(
    cards: Sequence[Card], scores: Sequence[Score | Unscored], *, day: date, joint: bool = False
) -> Card | None:
    """Pick a card on the dimension that was answered lowest; another on another day.

    Where nothing could be scored, any card may come; where there are no cards, none.

    Args:
        joint: Cards that suggest something for two may come too; only where that was chosen.
    """
    offered = [card for card in cards if joint or not card.joint]
    scored = sorted((one for one in scores if isinstance(one, Score)), key=lambda one: one.value)
    for one in scored:
        fitting = [card for card in offered if card.dimension == one.dimension]
        if fitting:
            return fitting[day.toordinal() % len(fitting)]
    return offered[day.toordinal() % len(offered)] if offered else None
