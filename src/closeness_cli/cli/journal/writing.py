"""Writing an entry: the quickest way through the program, so nothing slow is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.cli.journal.given_text import given_text
from closeness_cli.cli.journal.telling import entry_as_data, tell_of_history
from closeness_cli.cli.journal.wanted import details
from closeness_cli.core.entry import EntryKind, check_text
from closeness_cli.errors import NeedsTerminalError
from closeness_cli.presentation import messages
from closeness_cli.services.journal import check_details, write_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap import App
    from closeness_cli.cli.journal.from_template import FromTemplate
    from closeness_cli.core.entry import Entry


def add(
    made: App,
    text: list[str],
    *,
    mood: int | None = None,
    tag: list[str] | None = None,
    kind: str | None = None,
    at: str | None = None,
    is_private: bool | None = None,
    do_not_resurface: bool = False,
    uses_editor: bool = False,
    template: str | None = None,
) -> None:
    """Write an entry; without a text, or with an editor, ask for it."""
    said = details(
        made,
        mood=mood,
        tag=tag,
        kind=kind,
        at=at,
        is_private=is_private,
        do_not_resurface=do_not_resurface or None,
    )
    check_details(said)
    begun = None
    if template is not None:
        from closeness_cli.cli.journal.from_template import FromTemplate  # not for a plain line

        begun = FromTemplate(made, template, said)
        said = begun.said
    written = given_text(made, text) if begun is None else begun.given(text)
    if written is not None:
        check_text(written)
    if (written is None or uses_editor) and not made.terminal.is_there:
        raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
    stores = made.writable()
    person_id = made.person_id(may_add=True)  # agreed on before the first word is written

    def keep(words: str, kind: EntryKind) -> Entry:
        return write_entry(
            words,
            said._replace(kind=kind),
            entries=stores.entries,
            clock=made.clock,
            person_id=person_id,
        )

    entry = keep_or_ask(
        made,
        "journal add",
        keep,
        written,
        person_id=person_id,
        kind=said.kind,
        uses_editor=uses_editor,
        begun=begun,
    )
    if entry is not None:
        tell_of_entry(made, "journal add", entry, text)


def keep_or_ask(
    made: App,
    command: str,
    keep: Callable[[str, EntryKind], Entry],
    written: str | None,
    *,
    person_id: str | None,
    kind: EntryKind | None,
    uses_editor: bool = False,
    begun: FromTemplate | None = None,
) -> Entry | None:
    """Keep a text that was given; else, or with an editor, ask for it as `ask_for_entry` does."""
    if written is not None and not uses_editor:
        return keep(written, kind or EntryKind.NOTE)
    from closeness_cli.bootstrap.locking import tell_new_vault  # not for a given text
    from closeness_cli.cli.journal.asked_text import ask_for_entry

    if not written:
        tell_new_vault(made)
    return ask_for_entry(
        made,
        command,
        keep,
        person_id=person_id,
        kind=kind,
        text=written or "",
        uses_editor=uses_editor,
        begun=begun,
    )


def tell_of_entry(made: App, command: str, entry: Entry, words: list[str]) -> None:
    """Say what was kept; and once that shells keep words that were given as arguments."""
    sentence = messages.saved(entry, made.choices.person)
    made.tell(command, lambda: entry_as_data(entry), sentence)
    if words and words != ["-"]:
        tell_of_history(made)
