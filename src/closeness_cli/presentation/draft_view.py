"""Drafts on a page, as tab-separated lines, and as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import moment_words
from closeness_cli.presentation.blocks import Block, Note, Page, Words
from closeness_cli.presentation.draft_wording import DRAFTS_LAST, NO_DRAFTS, going_on
from closeness_cli.presentation.journal_view import one_line
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.draft import Draft


def drafts_view(drafts: Sequence[Draft]) -> View:
    """Show drafts as they were kept last."""
    return View(
        "journal drafts",
        data=lambda: {"drafts": [_data(one) for one in drafts]},
        page=(lambda: _page(drafts)) if drafts else None,
        table=lambda: "".join(map(_line, drafts)),
        empty=NO_DRAFTS,
        is_reading=True,
    )


def _page(drafts: Sequence[Draft]) -> Page:
    blocks: list[Block] = [
        Words(one.text, f"{moment_words(one.moment)} · {going_on(one)}") for one in drafts
    ]
    return Page((*blocks, Note(DRAFTS_LAST)))


def _data(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "at": draft.moment.iso,
        "tz": draft.moment.zone,
        "kind": str(draft.kind),
        "entry": draft.entry_id,
        "text": draft.text,
    }


def _line(draft: Draft) -> str:
    """Write id, time, kind, the entry that is changed, and the text, tab-separated."""
    cells = (
        draft.id,
        draft.moment.iso,
        draft.kind,
        draft.entry_id or "",
        safe(one_line(draft.text)),
    )
    return "\t".join(cells) + "\n"
