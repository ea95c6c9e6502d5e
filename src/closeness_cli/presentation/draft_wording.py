"""What is said of drafts, and of editors of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.moment import WEEKDAYS, moment_words
from closeness_cli.presentation.messages import SHORT_ID
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from datetime import date

    from closeness_cli.core.draft import Draft

DAYS_BY_NAME = 7
"""Days, today's among them, that a weekday alone names without doubt."""

DRAFT_OPTIONS = ("Go on", "Start anew and keep it", "Throw it away")
GO_ON, THROW_AWAY = 0, 2
"""What becomes of a draft, and which of these answers says so."""

NO_DRAFTS = "No drafts. What you type and do not save is kept as one."

LEFT_TEXT = (
    "What you had written in another editor is kept as a draft. It is offered when you write; "
    "all drafts:  closeness journal drafts"
)

DRAFTS_LAST = "None of these is an entry. To throw them away:  closeness journal drafts --discard"

DISCARD_DRAFTS = "Throw all of these drafts away for good?"

DRAFTS_DISCARDED = "Thrown away."

NOBODY_TO_ASK = "This throws drafts away for good, and there is no terminal to ask at."

NOTHING_DISCARDED = "Nothing was thrown away."

AGREED_EDITOR = "agreed_editor:"
"""Under which the vault remembers, with the editor's name, that its copies were agreed to."""


def draft_question(draft: Draft, today: date, *, has_changed: bool = False) -> str:
    """Say when someone was writing, before it is asked what becomes of it.

    Args:
        has_changed: The entry that was being changed has another state since.
    """
    days = (today - draft.moment.on).days
    when = moment_words(draft.moment)
    if 0 <= days < DAYS_BY_NAME:
        when = f"{WEEKDAYS[draft.moment.on.weekday()]}, {draft.moment.local:%H:%M}"
    if draft.entry_id is not None:
        since = " It was changed since; its history keeps all of it." if has_changed else ""
        return f"You were changing this entry on {when}.{since}"
    kind = f" ({draft.kind})" if draft.kind != "note" else ""
    return f"You were writing on {when}{kind}."


def draft_kept(draft: Draft, person: str | None = None) -> str:
    """Say that what was typed is a draft, and how to go on with it."""
    whose = " with the same --as" if person else ""
    return f"Not saved; kept as a draft. Go on{whose}:  {going_on(draft)}"


def going_on(draft: Draft) -> str:
    """Give the command that offers a draft."""
    words = f"edit {draft.entry_id[:SHORT_ID]}" if draft.entry_id else str(draft.kind)
    return "closeness journal" if words == "note" else f"closeness journal {words}"


def editor_question(name: str, *, keeps_history: bool) -> str:
    """Ask before words go into an editor that may keep copies of them."""
    keeps = "keeps a history of its own of what you write"
    may = "may keep copies of what you write, such as an undo history or a backup"
    return (
        f"{safe(name)} {keeps if keeps_history else may}, on the disk and readable without your "
        "vault. Write in it all the same?"
    )
