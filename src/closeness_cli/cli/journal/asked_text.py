"""Asking for a text at a terminal: drafts are offered first, and kept until it is an entry."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from closeness_cli.bootstrap.drafting import Drafting
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryKind
from closeness_cli.core.entry_fields import FIRST_QUESTION
from closeness_cli.core.moment import moment_words
from closeness_cli.errors import ClosenessError, NeedsTerminalError
from closeness_cli.presentation import draft_wording as words
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from closeness_cli.bootstrap import App
    from closeness_cli.bootstrap.left_texts import LeftText
    from closeness_cli.bootstrap.outside_editor import Editor
    from closeness_cli.cli.journal.from_template import FromTemplate
    from closeness_cli.core.entry import Entry
    from closeness_cli.services.ports import Writer


def ask_for_entry(
    made: App,
    command: str,
    keep: Callable[[str, EntryKind], Entry],
    *,
    person_id: str | None,
    kind: EntryKind | None = None,
    text: str = "",
    uses_editor: bool = False,
    begun: FromTemplate | None = None,
) -> Entry | None:
    """Let a person write an entry, and keep it; where they leave, say what becomes of the words.

    Args:
        command: As it is called in an envelope.
        keep: Keeps a text as an entry of a kind; where it raises, the words are not lost.
        person_id: Who writes.
        kind: Drafts of this kind are offered; those of any where it is absent.
        text: What it begins with; a draft is offered only where that is nothing.
        uses_editor: In an editor of their own.
        begun: A template that asks first.

    Returns:
        The entry, or nothing when the person left without saving.

    Raises:
        NeedsTerminalError: There is no terminal.
    """
    editor = _editor(made, uses_editor=uses_editor)
    if not _agrees_to(made, editor):
        made.tell_nothing(command, messages.NOTHING_WRITTEN)
        return None
    if begun is not None and editor is not None:
        text, keep = begun.to_write_in, begun.settling(keep)
    drafts = made.stores.drafts
    found = None if text else drafts.newest_entry(person_id=person_id, kind=kind)
    draft = _offered(made, found) or _new_draft(made, text, kind=kind, person_id=person_id)
    entry = _write(
        made,
        draft,
        lambda given: keep(given, draft.kind),
        heading=FIRST_QUESTION[draft.kind],
        unsaved=bool(draft.text),
        editor=editor,
        write=None if begun is None else begun.asking_first(made.terminal.write_text),
    )
    if entry is None:
        is_kept = drafts.is_kept(draft.id)
        left = words.draft_kept(draft, made.choices.person) if is_kept else None
        made.tell_nothing(command, left or messages.NOTHING_WRITTEN)
    return entry


def ask_for_change(
    made: App,
    entry: Entry,
    keep: Callable[[str], Entry],
    *,
    based_on: str,
    text: str | None = None,
    uses_editor: bool = False,
) -> Entry | None:
    """Let a person change an entry's text; as `ask_for_entry`.

    Args:
        based_on: The revision of the entry.
        text: What it begins with, where that is not the entry's own text.
    """
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "There is no terminal to change the entry at.",
            "Say what to change: --text, --mood, --tag, --kind, --at, --private or --shared.",
        )
    editor, person_id = _editor(made, uses_editor=uses_editor), made.person_id()
    if not _agrees_to(made, editor):
        return None
    drafts = made.stores.drafts
    found = drafts.newest_change(entry.id, person_id=person_id) if text is None else None
    offered = _offered(made, found, has_changed=found is not None and found.based_on != based_on)
    draft = offered or _new_draft(made, text or entry.text, kind=entry.kind, person_id=person_id)
    draft = draft._replace(entry_id=entry.id, based_on=based_on)
    changed = _write(
        made,
        draft,
        keep,
        heading=moment_words(entry.moment),
        unsaved=draft.text != entry.text,
        editor=editor,
    )
    if changed is None and drafts.is_kept(draft.id):
        made.screen.note(words.draft_kept(draft, made.choices.person))
    return changed


def _new_draft(made: App, text: str, *, kind: EntryKind | None, person_id: str | None) -> Draft:
    return Draft(
        id=made.ids.new(),
        text=text,
        moment=made.clock.now(),
        kind=kind or EntryKind.NOTE,
        person_id=person_id,
    )


def _offered(made: App, found: Draft | None, *, has_changed: bool = False) -> Draft | None:
    """Ask what becomes of a draft; nothing where the person begins anew."""
    if found is None:
        return None
    today = made.clock.now().on
    question = words.draft_question(found, today, has_changed=has_changed)
    answer = made.terminal.choose(question, words.DRAFT_OPTIONS)
    if answer == words.THROW_AWAY:
        made.stores.drafts.discard(found.id)
    return found if answer == words.GO_ON else None


def _write(
    made: App,
    draft: Draft,
    keep: Callable[[str], Entry],
    *,
    heading: str,
    unsaved: bool,
    editor: Editor | None,
    write: Writer | None = None,
) -> Entry | None:
    """Let a person write until it is kept or left."""
    drafting = Drafting(
        draft, drafts=made.stores.drafts, connect=made.connected_again, clock=made.clock
    )
    if editor is None:
        write = write or made.terminal.write_text
        return _write_here(write, drafting, keep, heading, unsaved=unsaved)
    try:
        return _write_outside(made, drafting, keep, editor, unsaved=unsaved)
    except ClosenessError:
        if made.stores.drafts.is_kept(draft.id):
            made.screen.note(words.draft_kept(draft, made.choices.person))
        raise


def _write_here(
    write: Writer, drafting: Drafting, keep: Callable[[str], Entry], heading: str, *, unsaved: bool
) -> Entry | None:
    """Write in the small editor; where keeping fails, the words are there again."""
    text = drafting.draft.text
    while (written := write(heading, text=text, draft=drafting, unsaved=unsaved)) is not None:
        try:
            return drafting.save(written, keep)
        except ClosenessError as error:
            heading, text, unsaved = f"{error.sentence} {error.hint}".strip(), written, True
            with suppress(ClosenessError):
                drafting.keep(written)
    return None


def _write_outside(
    made: App,
    drafting: Drafting,
    keep: Callable[[str], Entry],
    editor: Editor,
    *,
    unsaved: bool,
) -> Entry | None:
    """Write in another editor; where keeping fails, the words are a draft."""
    from closeness_cli.bootstrap.left_texts import put_text
    from closeness_cli.bootstrap.outside_editor import edit

    draft = drafting.draft
    left = put_text(made.environment, draft.text, draft, vault=made.paths.database)
    try:
        with _kept_where_it_fails(drafting, left):
            before = left.state
            ended_well = edit(editor, left, made.environment, lambda: _keep_saved(drafting, left))
            text = left.text()
            if left.is_blank:
                drafting.drop()
            elif text is None and unsaved and left.state != before:
                text = draft.text  # saved as it was
            if text is None:
                return None
            if ended_well:
                return drafting.save(text, keep)
            drafting.keep(text)
            return None
    finally:
        left.let_go()


def _keep_saved(drafting: Drafting, left: LeftText) -> None:
    """Keep what an editor has saved, so that a power cut leaves it, too."""
    text = left.text()
    if text is not None:
        with suppress(ClosenessError):
            drafting.keep(text)


@contextmanager
def _kept_where_it_fails(drafting: Drafting, left: LeftText) -> Iterator[None]:
    """Remove the file in the end; whatever fails, only once its text is a draft."""
    try:
        yield
    except BaseException:
        text = left.text()
        if text is not None:
            drafting.keep(text)  # where that fails, too, the file stays until the next start
        left.remove()
        raise
    left.remove()


def _editor(made: App, *, uses_editor: bool) -> Editor | None:
    """Find the editor that was asked for; nothing for the small one."""
    if not made.terminal.is_there:
        raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
    if not uses_editor:
        return None
    from closeness_cli.bootstrap.outside_editor import chosen_editor

    return chosen_editor(made.environment)


def _agrees_to(made: App, editor: Editor | None) -> bool:
    """Have it agreed to, once for each editor, that it may keep copies."""
    if editor is None or editor.keeps_nothing:
        return True
    notices, notice = made.stores.notices, f"{words.AGREED_EDITOR}{editor.name}"
    if notices.is_known(notice):
        return True
    question = words.editor_question(editor.name, keeps_history=editor.keeps_history)
    return made.agrees(question) and notices.first_time(notice)
