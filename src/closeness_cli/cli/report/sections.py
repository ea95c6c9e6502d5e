"""The sections of the report that a page for an appointment may hold."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from closeness_cli.core.near import nearest
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.presentation.blocks import Page
    from closeness_cli.presentation.view import View

SECTIONS = ("overview", "trend", "range", "repair", "conversations", "rituals", "words")
"""Names of modules here that have a function `section`, which shows it without own words."""


def check_sections(names: Iterable[str]) -> tuple[str, ...]:
    """Give names of sections, each once.

    Raises:
        WrongUseError: There is no such section.
    """
    chosen = tuple(dict.fromkeys(names)) or SECTIONS[:1]
    for name in chosen:
        if name not in SECTIONS:
            near = nearest(name, list(SECTIONS))
            hint = f"Did you mean {near}?" if near else f"There are: {', '.join(SECTIONS)}."
            raise WrongUseError("There is no section of that name for such a page.", hint)
    return chosen


def section_pages(made: App, names: Iterable[str], period: Period) -> list[Page]:
    """Make the pages of sections; one that has nothing to show has none."""
    pages = []
    for name in names:
        make: Callable[[App, Period], View] = import_module(f"{__package__}.{name}").section
        page = make(made, period).page
        pages += [page()] if page is not None else []
    return pages
