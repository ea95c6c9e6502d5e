"""`closeness journal`: write a line, find any line again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import SLIPS, DefaultGroup, nearest, options_first
from closeness_cli.cli.options import EVERYWHERE, day_after
from closeness_cli.core.entry import (
    LONGEST_ENTRY,
    EntryFilter,
    EntryKind,
    Visibility,
    check_mood,
    check_text,
    read_tag,
)
from closeness_cli.core.moment import moment_words
from closeness_cli.core.when import read_day
from closeness_cli.errors import NeedsTerminalError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.services.journal import Details, check_details, edit_entry, write_entry

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry

ADD_OPTIONS = frozenset({"--mood", "--tag", "--kind", "--at"})
SEARCH_OPTIONS = frozenset({"-n", "--since", "--until", "--tag", "--kind", "--mood"})
"""Options with a value, to tell them from words that begin with a dash; a test compares them."""

MOST_LISTED = 1_000_000
"""More than anyone writes; a larger `-n` means all of them."""

LISTED = 50
"""Entries that `list` and `search` show unless `-n` says otherwise: a few screens."""


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
        near = nearest(word.lower(), self.names(), most=slips)
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
    epilog=EVERYWHERE,
)

MoodOption = typer.Option(None, "--mood", help="From -2 (very low) to 2 (very good).")
TagOption = typer.Option(None, "--tag", help="A tag; may be said again.")
KindOption = typer.Option(None, "--kind", help="note, moment, conversation, conflict, …")
AtOption = typer.Option(None, "--at", help="When: 2026-03-01 or '2026-03-01 21:30'.")
VisibilityOption = typer.Option(
    None, "--private/--shared", show_default=False, help="Private unless you say shared."
)
SinceOption = typer.Option(None, "--since", help="First day, 2026-03-01.")
UntilOption = typer.Option(None, "--until", help="Last day, 2026-03-31.")
MostOption = typer.Option(LISTED, "-n", min=1, help="How many at most.")


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
    details = _details(mood=mood, tag=tag, kind=kind, at=at, is_private=is_private)
    check_details(details, clock=made.clock)
    written = _given_text(made, text or [])
    if written is None:
        written = _ask_for_text(made)
    if written is None:
        made.screen.note(messages.NOTHING_WRITTEN)
        return
    check_text(written)
    made.writable()
    entry = write_entry(
        written,
        details,
        entries=made.stores.entries,
        clock=made.clock,
        person_id=made.person_id(may_add=True),
    )
    _tell(made, "journal add", entry, messages.saved(entry))
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
    from closeness_cli.presentation.journal_view import entries_data, entries_page, entries_table

    made: App = ctx.obj
    wanted = _filter(
        made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood, trash=trash
    )
    found = list(made.stores.entries.newest(wanted))
    if made.screen.json:
        made.screen.data("journal list", entries_data(found))
    elif made.screen.plain:
        made.screen.stdout.write(entries_table(found))
    elif found:
        made.read(entries_page(found))
    else:
        made.screen.note(_nothing(made, trash=trash))


@app.command()
def show(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Show one entry; the beginning of its id is enough."""
    from closeness_cli.presentation.journal_view import entry_data, entry_page

    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id)
    if made.screen.json:
        made.screen.data("journal show", entry_data(entry))
    else:
        made.read(entry_page(entry))


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
    from closeness_cli.presentation.journal_view import found_data, found_page, found_table

    made: App = ctx.obj
    wanted = _filter(made, most=most, since=since, until=until, tag=tag, kind=kind, mood=mood)
    found = made.stores.entries.search(" ".join(query), wanted)
    if made.screen.json:
        made.screen.data("journal search", found_data(found))
    elif made.screen.plain:
        made.screen.stdout.write(found_table(found))
    elif found:
        made.read(found_page(found))
    else:
        made.screen.note(messages.NOTHING_FOUND)


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
    details = _details(mood=mood, tag=tag, kind=kind, at=at, is_private=is_private)
    entry = made.stores.entries.find(entry_id)
    written = _given_text(made, [text]) if text is not None else None
    if written is None and details == Details():
        written = _edited_at_the_terminal(made, entry)
    changed = edit_entry(entry, written, details, entries=made.stores.entries, clock=made.clock)
    is_same = changed == entry
    sentence = messages.NOTHING_CHANGED if is_same else messages.changed(changed)
    _tell(made, "journal edit", changed, sentence)
    if text not in (None, "-"):
        _tell_of_history(made)


@app.command()
def delete(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Move an entry to the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id)
    made.stores.entries.delete(entry.id)
    _tell(made, "journal delete", entry, messages.deleted(entry))


@app.command()
def restore(ctx: typer.Context, entry_id: str = typer.Argument(metavar="ID")) -> None:
    """Take an entry out of the trash."""
    made: App = ctx.obj
    entry = made.stores.entries.find(entry_id, in_trash=True)
    made.stores.entries.restore(entry.id)
    _tell(made, "journal restore", entry, messages.restored(entry))


@app.command()
def tags(ctx: typer.Context, since: str = SinceOption, until: str = UntilOption) -> None:
    """Count your tags."""
    from closeness_cli.presentation.journal_view import tags_data, tags_table

    made: App = ctx.obj
    counts = made.stores.entries.tag_counts(_filter(made, since=since, until=until))
    if made.screen.json:
        made.screen.data("journal tags", tags_data(counts))
    elif counts or made.screen.plain:
        made.screen.stdout.write(tags_table(counts, plain=made.screen.plain))
    else:
        made.screen.note(messages.NO_TAGS)


def _details(
    *,
    mood: int | None,
    tag: list[str] | None,
    kind: str | None,
    at: str | None,
    is_private: bool | None,
) -> Details:
    visibility = None
    if is_private is not None:
        visibility = Visibility.PRIVATE if is_private else Visibility.SHARED
    return Details(mood=mood, tags=tuple(tag or ()), kind=_kind(kind), at=at, visibility=visibility)


def _filter(
    made: App,
    *,
    most: int | None = None,
    since: str | None = None,
    until: str | None = None,
    tag: list[str] | None = None,
    kind: str | None = None,
    mood: int | None = None,
    trash: bool = False,
) -> EntryFilter:
    return EntryFilter(
        since=read_day(since) if since is not None else None,
        until=day_after(until) if until is not None else None,
        tags=tuple(read_tag(one) for one in tag or ()),
        kind=_kind(kind),
        mood=check_mood(mood) if mood is not None else None,
        person_id=made.person_id(),
        in_trash=trash,
        most=min(most, MOST_LISTED) if most is not None else None,
    )


def _kind(word: str | None) -> EntryKind | None:
    if word is None:
        return None
    try:
        return EntryKind(word)
    except ValueError as error:
        raise WrongUseError(
            "There is no kind of entry of that name.", f"Kinds are {', '.join(EntryKind)}."
        ) from error


def _given_text(made: App, words: list[str]) -> str | None:
    """Give the text of the arguments or of standard input; nothing where it must be asked for."""
    if words == ["-"] or (not words and not made.stdin.isatty()):
        text = _decoded(made.read_file("-", most=LONGEST_ENTRY))
        if not text and not words:
            raise NeedsTerminalError(
                "There is no text and no terminal to ask for it.",
                'Give it as closeness journal "text", or pipe it in.',
            )
        return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text
    return " ".join(words) if words else None


def _decoded(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise WrongUseError(
            f"The text is not UTF-8 (at byte {error.start}).", "Save it as UTF-8, then try again."
        ) from error


def _ask_for_text(made: App) -> str | None:
    if not made.has_terminal:
        raise NeedsTerminalError(
            "There is no terminal to write at.",
            'Give the text as closeness journal "text", or pipe it in.',
        )
    made.writable()
    return made.write_text(messages.WHAT_HAPPENED)


def _edited_at_the_terminal(made: App, entry: Entry) -> str | None:
    if not made.has_terminal:
        raise NeedsTerminalError(
            "There is no terminal to change the entry at.",
            "Say what to change: --text, --mood, --tag, --kind, --at, --private or --shared.",
        )
    return made.write_text(moment_words(entry.moment), text=entry.text)


def _tell(made: App, command: str, entry: Entry, sentence: str) -> None:
    if made.screen.json:
        from closeness_cli.presentation.journal_view import entry_data

        made.screen.data(command, entry_data(entry))
    else:
        made.screen.done(sentence)


def _tell_of_history(made: App) -> None:
    from closeness_cli.storage.notices import SHELL_HISTORY

    if made.screen.has_notes and made.stores.notices.first_time(SHELL_HISTORY):
        made.screen.note(messages.SHELL_HISTORY)


def _nothing(made: App, *, trash: bool) -> str:
    if trash:
        return messages.IN_TRASH_EMPTY
    return messages.NOTHING_FOUND if made.has_vault else messages.NOTHING_YET
