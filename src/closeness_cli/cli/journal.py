"""`closeness journal`: write a line, find any line again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.entry_options import (
    AtOption,
    KindOption,
    MoodOption,
    MostOption,
    SinceOption,
    TagOption,
    UntilOption,
    VisibilityOption,
    details,
    entry_filter,
)
from closeness_cli.cli.given_text import ask_until_kept, edited_text, given_text
from closeness_cli.cli.groups import SLIPS, DefaultGroup, options_first, slip_of
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.core.entry import EntryKind, check_text
from closeness_cli.errors import NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services.journal import Details, check_details, edit_entry, write_entry

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

ADD_OPTIONS = frozenset({"--mood", "--tag", "--kind", "--at"})
SEARCH_OPTIONS = frozenset({"-n", "--since", "--until", "--tag", "--kind", "--mood"})
"""Options with a value, to tell them from words that begin with a dash; a test compares them."""


class Journal(DefaultGroup):
    """The journal's commands; anything else is text to write down."""

    default = "add"
    planned = frozenset(
        {
            *("calendar", "diff", "export", "history", "import", "on-this-day", "undo"),
            *(str(kind) for kind in EntryKind),
        }
    )

    def check_word(self, args: list[str]) -> None:
        """Refuse a first word that looks like a mistyped subcommand; never echo it.

        A single word may be two letters off; where more words follow, one letter is enough to
        doubt, since "so tired today" is more likely a line than a slip of `show`.
        """
        word = args[0] if args else ""
        if not word or word.startswith("-") or any(one.isspace() for one in word):
            return
        slips = SLIPS if len(args) == 1 else 1
        near = slip_of(word.lower(), self.names(), most=slips)
        if near is not None:
            raise WrongUseError(
                f"That looks like `{near}`, mistyped; nothing was written.",
                "To write it down all the same:  closeness journal add -- TEXT",
            )

    def rest_of(self, command: str, args: list[str]) -> list[str]:
        """Let a quoted text and a word to leave out begin with a dash."""
        if command == "add":
            return options_first(args, with_value=ADD_OPTIONS, is_word=_is_quoted_text)
        if command == "search":
            return options_first(args, with_value=SEARCH_OPTIONS, is_word=_is_left_out)
        return args


def _is_quoted_text(one: str) -> bool:
    return any(char.isspace() for char in one) and one.partition("=")[0] not in ADD_OPTIONS


def _is_left_out(one: str) -> bool:
    is_number = one.startswith("-n") and one[2:].isdecimal()
    return not (one.startswith("--") or is_number) or _is_quoted_text(one)


app = typer.Typer(
    cls=Journal,
    rich_markup_mode=None,
    add_completion=False,
    help="Write a line, find any line again.",
    epilog='closeness journal "text" --mood 1 writes at once; all its options: '
    f"closeness journal add --help. {EVERYWHERE}",
)


@app.command()
def add(
    ctx: typer.Context,
    text: list[str] | None = typer.Argument(None, help="The text; - for standard input."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
) -> None:
    """Write an entry; without a text, ask for it."""
    made: App = ctx.obj
    said = details(mood=mood, tag=tag, kind=kind, at=at, is_private=is_private)
    check_details(said, clock=made.clock)
    written = given_text(made, text or [])
    if written is not None:
        check_text(written)
    elif not made.terminal.is_there:
        raise NeedsTerminalError(messages.NO_TERMINAL_TO_WRITE, messages.GIVE_THE_TEXT)
    stores = made.writable()
    person_id = made.person_id(may_add=True)  # agreed on before the first word is written

    def keep(words: str) -> Entry:
        return write_entry(
            words, said, entries=stores.entries, clock=made.clock, person_id=person_id
        )

    def write(heading: str, text: str) -> str | None:
        return made.terminal.write_text(heading, text=text)

    entry = ask_until_kept(write, keep) if written is None else keep(written)
    if entry is None:
        made.tell_nothing("journal add", messages.NOTHING_WRITTEN)
        return
    made.tell(
        "journal add", lambda: entry_as_data(entry), messages.saved(entry, made.choices.person)
    )
    if text and text != ["-"]:
        _tell_of_history(made)


@app.command("list")
def list_(
    ctx: typer.Context,
    most: int = MostOption,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    mood: int | None = MoodOption,
    trash: bool = typer.Option(False, "--trash", help="What was deleted."),
) -> None:
    """Show entries, newest first."""
    from closeness_cli.presentation.journal_view import entries_view

    made: App = ctx.obj
    wanted = entry_filter(
        made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood, trash=trash
    )
    found = list(made.stores.entries.newest(wanted))
    made.show(entries_view(found, empty=_nothing(made, trash=trash)))


@app.command()
def show(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Show one entry; the beginning of its id is enough."""
    from closeness_cli.presentation.journal_view import entry_view

    made: App = ctx.obj
    made.show(entry_view(made.stores.entries.find(entry_id)))


@app.command()
def search(
    ctx: typer.Context,
    query: list[str] = typer.Argument(help='Words, "phrases" and -words to leave out.'),
    most: int = MostOption,
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    mood: int | None = MoodOption,
) -> None:
    """Find entries by their words, best match first."""
    from closeness_cli.presentation.journal_view import found_view

    made: App = ctx.obj
    wanted = entry_filter(made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood)
    found = made.stores.entries.search(" ".join(query), wanted)
    made.show(found_view(found, empty=messages.NOTHING_FOUND))


@app.command()
def edit(
    ctx: typer.Context,
    entry_id: str = typer.Argument(metavar="ID"),
    text: str | None = typer.Option(None, "--text", help="The new text; - for standard input."),
    mood: int | None = MoodOption,
    tag: list[str] | None = TagOption,
    kind: str | None = KindOption,
    at: str | None = AtOption,
    is_private: bool | None = VisibilityOption,
) -> None:
    """Change an entry; what it was before is kept."""
    made: App = ctx.obj
    said = details(mood=mood, tag=tag, kind=kind, at=at, is_private=is_private)
    entries = made.stores.entries
    entry = entries.find(entry_id)
    based_on = entries.head(entry.id)
    written = given_text(made, [text]) if text is not None else None
    if written is None and said == Details():
        written = edited_text(made, entry)
    changed = edit_entry(entry, written, said, entries=entries, clock=made.clock, based_on=based_on)
    is_same = changed == entry
    sentence = messages.NOTHING_CHANGED if is_same else messages.changed(changed)
    made.tell("journal edit", lambda: entry_as_data(changed), sentence)
    if text not in (None, "-"):
        _tell_of_history(made)


@app.command()
def delete(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Move an entry to the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id)
    made.stores.entries.delete(entry.id)
    made.tell("journal delete", lambda: entry_as_data(entry), messages.deleted(entry))


@app.command()
def restore(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Take an entry out of the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id, in_trash=True)
    made.stores.entries.restore(entry.id)
    made.tell("journal restore", lambda: entry_as_data(entry), messages.restored(entry))


@app.command()
def tags(ctx: typer.Context, since: str = SinceOption, until: str = UntilOption) -> None:
    """Count your tags."""
    from closeness_cli.presentation.journal_view import tags_view

    made: App = ctx.obj
    counts = made.stores.entries.tag_counts(entry_filter(made, since=since, until=until))
    made.show(tags_view(counts, empty=messages.NO_TAGS))


def entry_as_data(entry: Entry) -> object:
    """Give an entry as plain data; the view is loaded only where that is asked for."""
    from closeness_cli.presentation.journal_view import entry_data

    return entry_data(entry)


def _tell_of_history(made: App) -> None:
    if made.remember_telling(messages.TOLD_OF_HISTORY):
        made.screen.note(messages.SHELL_HISTORY)


def _nothing(made: App, *, trash: bool) -> str:
    if trash:
        return messages.IN_TRASH_EMPTY
    return messages.NOTHING_FOUND if made.has_vault else messages.NOTHING_YET
