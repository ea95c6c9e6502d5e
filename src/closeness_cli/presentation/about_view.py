"""What `closeness about` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.presentation.blocks import Lead, Page, Paragraph, Title
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from pathlib import Path

STORED = (
    "Your answers, your entries and what they were before you changed them. Deleting moves an "
    "entry to the trash; this version cannot yet remove it for good."
)

PROTECTED = (
    "The file can be read by your account only, and closeness never opens a network connection. "
    "It is not encrypted yet: someone who uses your account, or takes the disk or a backup, can "
    "read it."
)

NOT_PROTECTED = (
    "A text given as an argument stays in your shell's history. What is on the screen can be "
    "seen, and some of it scrolled back to. Nothing here helps against a program that watches "
    "this computer. --as says who answers; it protects nothing."
)

NOT_SAFE = (
    "If someone who may harm you can reach this computer, being found with closeness could put "
    "you at risk, and so could deleting it in a hurry. A phone or computer that they cannot "
    "reach is safer. Ctrl-X Ctrl-X leaves any screen at once and clears it."
)

NOT_ALONE = (
    "closeness describes; it cannot judge whether a relationship is good for you. If you are "
    "afraid of someone, if you are hurt or watched, or if you think of hurting yourself, talk to "
    "someone you trust, to a doctor or to a help line near you. In danger, call the emergency "
    "number of your country."
)

HELP_LINES = "Help lines, by country:  closeness about help-lines"


def about_view(folder: Path) -> View:
    """Say what is stored where, what is protected, and what to consider."""
    return View("about", lambda: about_data(folder), lambda: about_page(folder))


def about_page(folder: Path) -> Page:
    """Say what is stored where, what is protected, and what to consider."""
    return Page(
        (
            Lead("closeness keeps one private file about one relationship, and only for you."),
            Title("Where it is"),
            Paragraph(str(folder)),
            Title("What is stored"),
            Paragraph(STORED),
            Title("What is protected"),
            Paragraph(PROTECTED),
            Title("What is not"),
            Paragraph(NOT_PROTECTED),
            Title("If you are not safe"),
            Paragraph(NOT_SAFE),
            Title("If it weighs on you"),
            Paragraph(NOT_ALONE),
            Paragraph(HELP_LINES),
        )
    )


def about_data(folder: Path) -> dict[str, Any]:
    """Give the same as plain data."""
    return {
        "folder": str(folder),
        "encrypted": False,
        "stored": STORED,
        "protected": PROTECTED,
        "not_protected": NOT_PROTECTED,
        "not_safe": NOT_SAFE,
        "not_alone": NOT_ALONE,
        "help_lines": HELP_LINES,
    }
