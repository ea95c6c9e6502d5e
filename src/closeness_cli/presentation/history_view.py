"""What an entry was before: its history, what changed between two states, what was taken back."""

from __future__ import annotations

import re
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.entry_changes import Part, UndoneKind, field_changes, text_changes
from closeness_cli.core.entry_fields import FIELDS
from closeness_cli.core.moment import Moment, moment_words, utc_text
from closeness_cli.core.when import in_zone
from closeness_cli.presentation.blocks import Block, Facts, Note, Page, Paragraph, Title, Words
from closeness_cli.presentation.field_words import field_rows as kind_rows
from closeness_cli.presentation.journal_view import entry_data
from closeness_cli.presentation.messages import SHORT_ID
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.entry_changes import EntryState, Piece, Undone

NOTHING_TO_UNDO = "There is nothing left to take back."

UNCHANGED = "It is as it was first written; nothing has changed since."

NO_DIFFERENCE = "Nothing is different between the two."

LEGEND = "[-taken out-] {+put in+}"

NOBODY: Mapping[str, str] = MappingProxyType({})
"""Where no names are needed: what is told in brief says none."""

AROUND = 12
"""Words of what stayed that are shown beside a change."""

_LABELS = {
    "at": "time",
    "do_not_resurface": "never shown on its own accord",
    "administration": "set of answers",
}

_OF_KINDS = frozenset(
    {
        *("closed_as", "closed_on", "still_open_on"),
        *(field.name for fields in FIELDS.values() for field in fields),
    }
)
"""Fields that `field_words` says in the words of their kind."""

_BRIEF = frozenset({"kind", "mood", "tags", "time", "visibility"})
"""Labels of what the line after saving tells too."""

_MARKS = {Part.KEPT: ("", ""), Part.OUT: ("[-", "-]"), Part.IN: ("{+", "+}")}


def history_view(states: Sequence[EntryState], *, zone: str, names: Mapping[str, str]) -> View:
    """Show every state of an entry, newest first.

    Args:
        zone: Where the person is now; a revision itself knows UTC alone.
        names: Of people, by id.
    """
    return View(
        "journal history",
        data=lambda: _history_data(states),
        page=lambda: history_page(states, zone=zone, names=names),
        is_reading=True,
    )


def diff_view(
    before: EntryState, after: EntryState, *, zone: str, names: Mapping[str, str]
) -> View:
    """Show what is different between two states of an entry, as `history_view`."""
    is_same = before.entry == after.entry
    return View(
        "journal diff",
        data=lambda: _diff_data(before, after),
        page=None if is_same else lambda: diff_page(before, after, zone=zone, names=names),
        empty=UNCHANGED if before.number == after.number == 1 else NO_DIFFERENCE,
        is_reading=True,
    )


def history_page(
    states: Sequence[EntryState], *, zone: str, names: Mapping[str, str] = NOBODY
) -> Page:
    """Show every state of an entry with its number, what changed, and the text then."""
    blocks: list[Block] = []
    for before, state in reversed(list(pairwise([None, *states]))):
        assert state is not None  # noqa: S101 - only the first is nothing
        when = moment_words(in_zone(state.written_at, zone))
        blocks += [
            Title(f"{state.number} · {when}"),
            Paragraph("; ".join(_what_changed(before and before.entry, state.entry, names))),
        ]
        if not state.entry.in_trash:
            blocks.append(Words(state.entry.text, ""))
    return Page((*blocks, Note(states[-1].entry.id)))


def diff_page(
    before: EntryState, after: EntryState, *, zone: str, names: Mapping[str, str] = NOBODY
) -> Page:
    """Show the fields that changed, and the words taken out and put in."""
    old, new = before.entry, after.entry
    rows = field_rows(old, new, names)
    when = moment_words(in_zone(after.written_at, zone))
    blocks: list[Block] = [Title(f"{before.number} → {after.number} · {when}")]
    if rows:
        blocks.append(Facts(rows))
    if old.text != new.text:
        blocks += [Words(_marked(text_changes(old.text, new.text)), ""), Note(LEGEND)]
    return Page((*blocks, Note(new.id)))


def field_rows(
    before: Entry, after: Entry, names: Mapping[str, str] = NOBODY
) -> tuple[tuple[str, str], ...]:
    """Say each field that changed: `mood`, `low → good`."""
    rows = [
        (_LABELS.get(name, name), f"{_value(name, old)} → {_value(name, new)}")
        if name != "in_trash"
        else ("entry", _moved(to_trash=bool(new)))
        for name, old, new in field_changes(before, after)
        if name not in _OF_KINDS
    ]
    old_words, new_words = (dict(kind_rows(entry, names)) for entry in (before, after))
    for label in {**old_words, **new_words}:
        was, now = (words.get(label, "none") for words in (old_words, new_words))
        if was != now:
            rows.append((label, f"{was} → {now}"))
    return tuple(rows)


def undo_question(count: int) -> str:
    """Ask before many entries are changed at once."""
    return f"The last change was to {count} entries at once. Take it back in all of them?"


def undone_sentence(undone: Sequence[Undone]) -> str:
    """Say what was taken back, and how it comes again where that is one command."""
    if len(undone) > 1:
        if all(one.kind is UndoneKind.NEW for one in undone):
            return f"Taken back: {len(undone)} new entries. They are in the trash."
        return f"Taken back: one change to {len(undone)} entries. They are as they were before."
    [(kind, left, now)] = undone
    short = now.id[:SHORT_ID]
    when = moment_words(now.moment)
    match kind:
        case UndoneKind.NEW:
            said = f"Taken back: the new entry of {when}. It is in the trash."
            return f"{said}\n  It comes back with:  closeness journal restore {short}"
        case UndoneKind.DELETION:
            return f"Taken back: a deletion. The entry of {when} is in your journal.\n  {short}"
        case UndoneKind.RESTORE:
            said = f"Taken back: the return of the entry of {when}. It is in the trash again."
            return f"{said}\n  It comes back with:  closeness journal restore {short}"
        case UndoneKind.EDIT:
            what = "; ".join(_what_changed(left, now, in_brief=True))
            said = f"Taken back: a change to the entry of {when}."
            return f"{said}\n  {safe(what)}\n  What it was:  closeness journal history {short}"


def undone_data(undone: Sequence[Undone]) -> dict[str, Any]:
    """Give what was taken back as plain data, each entry as it is now."""
    return {
        "taken_back": [{"change": str(one.kind), "entry": entry_data(one.now)} for one in undone],
    }


def _what_changed(
    before: Entry | None,
    after: Entry,
    names: Mapping[str, str] = NOBODY,
    *,
    in_brief: bool = False,
) -> list[str]:
    """Say what changed; in brief without what a person wrote, since it may stay on the screen."""
    if before is None:
        return ["first written"]
    said = [
        value
        if label == "entry"
        else f"{label}: {value}"
        if label in _BRIEF or not in_brief
        else label
        for label, value in field_rows(before, after, names)
    ]
    if before.text != after.text:
        said.append(f"text: {_counted(text_changes(before.text, after.text))}")
    return said or ["nothing changed"]


def _moved(*, to_trash: bool) -> str:
    return "moved to the trash" if to_trash else "taken out of the trash"


def _value(name: str, value: object) -> str:
    """Say a field's value; `none` where there is none."""
    if value is None or value == ():
        return "none"
    if isinstance(value, Moment):
        return f"{moment_words(value)} {value.zone}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "mood" and isinstance(value, int):
        return MOOD_WORDS[value]
    if isinstance(value, tuple):
        return " ".join(f"#{tag}" for tag in value)
    return str(value)


def _counted(pieces: Sequence[Piece]) -> str:
    """Count words: `2 words out, 3 in`."""
    n_out, n_in = (
        sum(len(piece.text.split()) for piece in pieces if piece.part is part)
        for part in (Part.OUT, Part.IN)
    )
    if not n_out + n_in:
        return "only blanks and line ends"
    return f"{n_out} {'word' if n_out == 1 else 'words'} out, {n_in} in"


def _marked(pieces: Sequence[Piece]) -> str:
    """Write a text with what was taken out and put in; long stretches that stayed are cut short."""
    last = len(pieces) - 1
    said = []
    for at, (part, text) in enumerate(pieces):
        opened, closed = _MARKS[part]
        shown = _cut(text, head=at > 0, tail=at < last) if part is Part.KEPT else text
        said.append(f"{opened}{shown}{closed}")
    return "".join(said)


def _cut(text: str, *, head: bool, tail: bool) -> str:
    """Leave of a text its first and last words, as far as they stand beside a change."""
    words = re.findall(r"^\s*\S+\s*|\S+\s*", text)
    if len(words) <= 2 * AROUND + 1:
        return text
    first = "".join(words[:AROUND]) if head else ""
    return f"{first}… {''.join(words[-AROUND:]) if tail else ''}"


def _history_data(states: Sequence[EntryState]) -> dict[str, Any]:
    newest_first = reversed(list(pairwise([None, *states])))
    return {
        "id": states[-1].entry.id,
        "in_trash": states[-1].entry.in_trash,
        "revisions": [
            {
                "number": state.number,
                "rev": state.revision_id,
                "written_at": utc_text(state.written_at),
                "changes": _changes_data(before.entry, state.entry) if before else [],
                "entry": entry_data(state.entry),
            }
            for before, state in newest_first
            if state is not None
        ],
    }


def _diff_data(before: EntryState, after: EntryState) -> dict[str, Any]:
    return {
        "id": after.entry.id,
        "from": before.number,
        "to": after.number,
        "changes": _changes_data(before.entry, after.entry),
        "text": [
            {"part": str(part), "text": text}
            for part, text in text_changes(before.entry.text, after.entry.text)
        ],
    }


def _changes_data(before: Entry, after: Entry) -> list[dict[str, Any]]:
    said = [
        {"field": name, "before": _plain(old), "after": _plain(new)}
        for name, old, new in field_changes(before, after)
    ]
    if before.text != after.text:
        said.append({"field": "text", "before": before.text, "after": after.text})
    return said


def _plain(value: object) -> object:
    if isinstance(value, Moment):
        return value.iso
    return list(value) if isinstance(value, tuple) else value
