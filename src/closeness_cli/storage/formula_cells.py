"""Cells of a CSV file that a spreadsheet would take for formulas: an apostrophe keeps them text."""

from __future__ import annotations

import re

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?", re.ASCII)


def guarded(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula; a plain number is none."""
    looks_like_one = cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if looks_like_one or _is_guarded(cell) else cell


def bare(cell: str) -> str:
    """Take away what `guarded` put before a cell, and nothing else."""
    return cell[1:] if _is_guarded(cell) else cell


def _is_guarded(cell: str) -> bool:
    """Say whether apostrophes stand before the beginning of a formula."""
    return cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA)
