"""What a command shows, in each of the forms that may be asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.presentation.blocks import Page


class View(NamedTuple):
    """A result in several forms; only the one that is wanted is made.

    Args:
        command: Its name in the JSON envelope, such as `journal list`.
        data: For `--json`.
        page: For a person; absent where there is nothing to show.
        table: Tab-separated lines for `--plain`; absent where the page's facts serve.
        empty: What is said where there is no page.
        is_reading: The page is what people wrote, to be left without a trace on the screen.
    """

    command: str
    data: Callable[[], object]
    page: Callable[[], Page] | None = None
    table: Callable[[], str] | None = None
    empty: str = ""
    is_reading: bool = False
