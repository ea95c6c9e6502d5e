"""What `closeness about` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli import PROGRAM
from closeness_cli.presentation.blocks import Lead, Page, Paragraph, Title
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from pathlib import Path

STORED = (
    "Your answers, your entries and what they were before you changed them. Deleting moves an "
    "entry to the trash; closeness vault forget removes it for good."
)

PROTECTED = (
    "The file can be read by your account only, and nothing here ever opens a network connection."
)

ENCRYPTED = (
    "It is encrypted: without a passphrase or the recovery code nobody can read it. Someone with "
    "your account and your passphrase can."
)

PLAIN = (
    "It is not encrypted: someone who uses your account, or takes the disk or a backup, can read "
    "it. To lock it:  closeness vault encrypt"
)

NONE_YET = "When you write something first, you choose a passphrase, or none."

NOT_PROTECTED = (
    "A text given as an argument stays in your shell's history. What is on the screen can be "
    "seen, and some of it scrolled back to. Nothing here helps against a program that watches "
    "this computer. --as says who answers; it protects nothing."
)

NOT_SAFE = (
    "If someone who may harm you can reach this computer, being found with this could put "
    "you at risk, and so could deleting it in a hurry. A phone or computer that they cannot "
    "reach is safer. Ctrl-X Ctrl-X leaves any screen at once and clears it."
)

NOT_ALONE = (
    "This program describes; it cannot judge whether a relationship is good for you. If you are "
    "afraid of someone, if you are hurt or watched, or if you think of hurting yourself, talk to "
    "someone you trust, to a doctor or to a help line near you. In danger, call the emergency "
    "number of your country."
)

HELP_LINES = "Help lines, by country:  closeness about help-lines"


def about_view(folder: Path, *, is_encrypted: bool | None) -> View:
    """Say what is stored where, what is protected, and what to consider.

    Args:
        is_encrypted: Whether the vault is; absent where there is none yet.
    """
    return View(
        "about",
        lambda: about_data(folder, is_encrypted=is_encrypted),
        lambda: about_page(folder, is_encrypted=is_encrypted),
    )


def about_page(folder: Path, *, is_encrypted: bool | None) -> Page:
    """Say what is stored where, what is protected, and what to consider."""
    return Page(
        (
            Lead(f"{PROGRAM} keeps one private file about one relationship, and only for you."),
            Title("Where it is"),
            Paragraph(str(folder)),
            Title("What is stored"),
            Paragraph(STORED),
            Title("What is protected"),
            Paragraph(_protected(is_encrypted)),
            Title("What is not"),
            Paragraph(NOT_PROTECTED),
            Title("If you are not safe"),
            Paragraph(NOT_SAFE),
            Title("If it weighs on you"),
            Paragraph(NOT_ALONE),
            Paragraph(HELP_LINES),
        )
    )


def about_data(folder: Path, *, is_encrypted: bool | None) -> dict[str, Any]:
    """Give the same as plain data."""
    return {
        "folder": str(folder),
        "encrypted": is_encrypted is True,
        "stored": STORED,
        "protected": _protected(is_encrypted),
        "not_protected": NOT_PROTECTED,
        "not_safe": NOT_SAFE,
        "not_alone": NOT_ALONE,
        "help_lines": HELP_LINES,
    }


def _protected(is_encrypted: bool | None) -> str:
    if is_encrypted is None:
        return f"{PROTECTED} {NONE_YET}"
    return f"{PROTECTED} {ENCRYPTED if is_encrypted else PLAIN}"
