"""What a check of the vault found, a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ALL_SOUND = "The vault is sound."
WORTH_A_LOOK = "Nothing is broken. One thing is worth a look."
AS_FAR_AS_SEEN = "Nothing is broken, as far as could be seen."
FAULTS = "The vault has a fault. Nothing was changed."


def closed_to_others(count: int) -> str:
    """Say how many files, the folder among them, are closed to other accounts now."""
    if not count:
        return "The vault's folder was closed to other accounts already."
    some = "One file or folder is" if count == 1 else f"{count} files and folders are"
    return f"{some} closed to other accounts now."


class Checked(NamedTuple):
    """What one check says, in words.

    Args:
        state: `sound`, `worth a look`, `fault` or `not checked`.
        hint: What to do; may be empty.
    """

    subject: str
    state: str
    sentence: str
    hint: str


def check_view(found: Sequence[Checked]) -> View:
    """Show what each check found, and before that what it comes to."""
    return View(
        "vault check",
        data=lambda: check_data(found),
        page=lambda: Page(tuple(check_blocks(found)), "Vault check"),
        table=lambda: "".join("\t".join(map(safe, one)) + "\n" for one in found),
    )


def check_data(found: Sequence[Checked]) -> dict[str, Any]:
    """Give it as plain data."""
    return {
        "sound": not has_fault(found),
        "checks": [
            {
                "subject": one.subject,
                "state": one.state,
                "sentence": one.sentence,
                "hint": one.hint or None,
            }
            for one in found
        ],
    }


def check_blocks(found: Sequence[Checked]) -> Iterator[Block]:
    """Show what it comes to, every check, and what to do."""
    yield Lead(_comes_to(found))
    yield Facts(tuple((one.subject, one.sentence) for one in found))
    for hint in dict.fromkeys(one.hint for one in found if one.hint):
        yield Note(hint)


def has_fault(found: Sequence[Checked]) -> bool:
    """Whether something is broken."""
    return any(one.state == "fault" for one in found)


def _comes_to(found: Sequence[Checked]) -> str:
    if has_fault(found):
        return FAULTS
    count = sum(one.state == "worth a look" for one in found)
    if not count:
        is_all = all(one.state == "sound" for one in found)
        return ALL_SOUND if is_all else AS_FAR_AS_SEEN
    return WORTH_A_LOOK if count == 1 else f"Nothing is broken. {count} things are worth a look."
