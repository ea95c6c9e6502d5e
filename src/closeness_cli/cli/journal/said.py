"""An entry of a kind as it was said on a command line: checked, kept, then asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.cli.journal.asking import (
    agree_on_beginner,
    ask_about_old,
    ask_fields,
    ask_which_conflict,
    beginner,
)
from closeness_cli.cli.journal.from_template import FromTemplate
from closeness_cli.cli.journal.given_text import given_text
from closeness_cli.cli.journal.wanted import details
from closeness_cli.cli.journal.writing import keep_or_ask, tell_of_entry
from closeness_cli.core.entry import EntryKind, check_text
from closeness_cli.core.entry_fields import check_fields
from closeness_cli.errors import NeedsTerminalError
from closeness_cli.presentation import messages
from closeness_cli.services.conflicts import check_conflict
from closeness_cli.services.journal import Details, check_details, edit_entry, write_entry

if TYPE_CHECKING:
    import typer

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry


class Said:
    """The kind and the words of an entry that is to be written."""

    def __init__(self, ctx: typer.Context, kind: EntryKind, text: list[str] | None) -> None:
        self.made: App = ctx.obj
        self.kind = kind
        self.words = text or []

    def write(
        self,
        *,
        mood: int | None,
        tag: list[str] | None,
        at: str | None,
        is_private: bool | None,
        do_not_resurface: bool = False,
        uses_editor: bool = False,
        template: str | None = None,
        **fields: object,
    ) -> None:
        """Check everything, keep the entry, then ask for what may be added to it."""
        made, kind = self.made, self.kind
        said = details(
            made,
            mood=mood,
            tag=tag,
            kind=str(kind),
            at=at,
            is_private=is_private,
            do_not_resurface=do_not_resurface or None,
        )
        check_details(said)
        begun = None if template is None else FromTemplate(made, template, said)
        said = said if begun is None else begun.said
        began, of = fields.pop("began_by", None), fields.pop("repairs", None)
        given = check_fields(kind, fields)
        if of is not None:
            given["repairs"] = check_conflict(made.stores.entries.find(str(of))).id
        has_fields = bool(given) or began is not None
        if begun is not None:
            written = begun.given(self.words)
        else:
            written = self._given_text(has_fields=has_fields and not uses_editor)
        if uses_editor and not made.terminal.is_there:
            hint = messages.give_the_text(kind)
            raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, hint)
        agreed = agree_on_beginner(made, None if began is None else str(began))
        stores = made.writable()
        person_id = made.person_id(may_add=True)  # agreed on before the first word is written
        if agreed is not None:
            given["began_by"] = beginner(made, agreed)
        said = said._replace(fields=given)

        def keep(text: str, _: EntryKind) -> Entry:
            return write_entry(
                text, said, entries=stores.entries, clock=made.clock, person_id=person_id
            )

        command = f"journal {kind}"
        entry = keep_or_ask(
            made,
            command,
            keep,
            written,
            person_id=person_id,
            kind=kind,
            uses_editor=uses_editor,
            begun=begun,
        )
        if entry is None:
            return
        if made.terminal.is_there:
            entry = self._with_answers(entry, asks_all=written is None)
        tell_of_entry(made, command, entry, self.words)

    def _given_text(self, *, has_fields: bool) -> str | None:
        """Give the text that was given; nothing where it is to be asked for."""
        made = self.made
        try:
            written = given_text(made, self.words)
            if written is None and not made.terminal.is_there:
                raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
        except NeedsTerminalError as error:
            if has_fields:
                return ""  # they say something, too
            hint = messages.give_the_text(self.kind)
            raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, hint) from error
        return written if written is None else check_text(written)

    def _with_answers(self, entry: Entry, *, asks_all: bool) -> Entry:
        """Ask for the fields, and for old conflicts after a repair; the entry is kept already."""
        made, is_repair = self.made, entry.kind is EntryKind.REPAIR
        based_on = made.stores.entries.head(entry.id)
        answers: dict[str, Any] = {}
        if asks_all:
            answers = ask_fields(made, entry)
        elif is_repair and "repairs" not in entry.fields:
            answers = ask_which_conflict(made, entry)
        entry = edit_entry(
            entry,
            None,
            Details(fields=answers),
            entries=made.stores.entries,
            based_on=based_on,
        )
        if is_repair:
            ask_about_old(made, entry.person_id)
        return entry
