"""Percents, said honestly."""

from __future__ import annotations

import math


def whole_percent(value: float) -> str:
    """Round honestly: 100 is said of exactly 100 only, and 0 of exactly 0."""
    if value <= 0:
        return "0"
    if value >= 100:
        return "100"
    return str(min(max(math.floor(value + 0.5), 1), 99))
