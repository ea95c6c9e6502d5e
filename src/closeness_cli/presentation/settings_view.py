"""What a person chose about what is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.blocks import Facts, Note, Page
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

SAYS = {
    "joint-suggestions": (
        "Cards that suggest something for two of you. Off unless you choose it: a person who "
        "answers alone may not want it, or it may not be safe."
    ),
    "on-this-day": (
        "What you wrote on this day in earlier years, when you ask for it:  closeness journal "
        "on-this-day. Off unless you choose it, and never a conflict."
    ),
}


def settings_view(chosen: Mapping[str, bool]) -> View:
    """Show each setting, what it is, and what it stands at."""
    return View(
        "settings",
        data=lambda: dict(chosen),
        page=lambda: Page(
            (
                Facts(tuple((name, "on" if on else "off") for name, on in chosen.items())),
                *(note for name, on in chosen.items() for note in _notes(name, on=on)),
            ),
            "Settings",
        ),
        table=lambda: "".join(f"{name}\t{'on' if on else 'off'}\n" for name, on in chosen.items()),
    )


def _notes(name: str, *, on: bool) -> tuple[Note, Note]:
    """Say what a setting is, and how to change it."""
    change = f"Change it:  closeness settings {name} {'off' if on else 'on'}"
    return Note(f"{name}: {SAYS[name]}"), Note(change)
