"""`closeness journal`: write a line, find any line again."""

from __future__ import annotations

import typer

from closeness_cli.cli.arguments import (
    KIND_OPTIONS,
    has_blank,
    is_left_out,
    is_quoted_text,
    options_first,
)
from closeness_cli.cli.groups import SLIPS, DefaultGroup, Late, slip_of
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.cli.quick import ADD, SEARCH, asks_for_list
from closeness_cli.core.entry import EntryKind
from closeness_cli.errors import WrongUseError

_COMMANDS = "closeness_cli.cli.journal"

KINDS = frozenset(map(str, EntryKind))
"""Commands that write an entry of their kind."""


class Journal(DefaultGroup):
    """The journal's commands; anything else is text to write down."""

    default = "add"
    late = {  # noqa: RUF012 - set once
        "add": Late(f"{_COMMANDS}.add", "Write an entry; without a text, ask for it."),
        "note": Late(f"{_COMMANDS}.kinds", "Write a note, an entry of no special kind."),
        "moment": Late(f"{_COMMANDS}.kinds", "Write down a moment worth keeping."),
        "gratitude": Late(f"{_COMMANDS}.kinds", "Write down what you are glad of."),
        "conversation": Late(f"{_COMMANDS}.kinds", "Write about a talk you had."),
        "conflict": Late(f"{_COMMANDS}.kinds", "Write about a conflict."),
        "repair": Late(
            f"{_COMMANDS}.kinds", "Write how a conflict was mended, or was tried to be."
        ),
        "faded": Late(f"{_COMMANDS}.kinds", "Say of a conflict that it faded, without a repair."),
        "solo": Late(f"{_COMMANDS}.kinds", "Write about something you did apart."),
        "honesty": Late(
            f"{_COMMANDS}.kinds", "Write about something you said that was hard to say."
        ),
        "drafts": Late(f"{_COMMANDS}.drafts", "Show what you typed and did not save."),
        "list": Late(f"{_COMMANDS}.reading", "Show entries, newest first."),
        "show": Late(f"{_COMMANDS}.reading", "Show one entry; the beginning of its id is enough."),
        "search": Late(f"{_COMMANDS}.reading", "Find entries by their words, best match first."),
        "calendar": Late(f"{_COMMANDS}.looking_back", "Show the mood of each day, month by month."),
        "on-this-day": Late(
            f"{_COMMANDS}.looking_back", "Show what you wrote on this day in earlier years."
        ),
        "edit": Late(f"{_COMMANDS}.changing", "Change an entry; what it was before is kept."),
        "delete": Late(f"{_COMMANDS}.trash", "Move an entry to the trash, or several."),
        "restore": Late(
            f"{_COMMANDS}.trash", "Take an entry out of the trash, the last one first."
        ),
        "history": Late(f"{_COMMANDS}.past", "Show what an entry was before, newest first."),
        "diff": Late(f"{_COMMANDS}.past", "Show what the last change of an entry changed."),
        "undo": Late(f"{_COMMANDS}.past", "Take back the last change; again, the one before."),
        "import": Late(f"{_COMMANDS}.moving", "Move in from another journal, all or nothing."),
        "export": Late(f"{_COMMANDS}.moving", "Write your entries for others to read, or to keep."),
        "templates": Late(
            f"{_COMMANDS}.templates", "List the templates, or show one; yours are plain files."
        ),
        "tags": Late(f"{_COMMANDS}.tagging", "Count your tags, rename and merge them."),
    }
    planned = frozenset[str]()

    def default_of(self, args: list[str]) -> str:
        """Take options of a list, such as `-n 5`, for a list."""
        return "list" if asks_for_list(args) else self.default

    def check_word(self, args: list[str]) -> None:
        """Refuse a first word that looks like a mistyped subcommand; never echo it.

        A single word may be two letters off; where more words follow, one letter is enough to
        doubt, since "so tired today" is more likely a line than a slip of `show`.
        """
        word = args[0] if args else ""
        if not word or word.startswith("-") or has_blank(word):
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
            return options_first(args, with_value=ADD.with_value, is_word=is_quoted_text)
        if command in KINDS:
            return options_first(args, with_value=KIND_OPTIONS, is_word=is_quoted_text)
        if command == "search":
            return options_first(args, with_value=SEARCH.with_value, is_word=is_left_out)
        return args


app = typer.Typer(
    cls=Journal,
    rich_markup_mode=None,
    add_completion=False,
    help="Write a line, find any line again.",
    epilog='closeness journal "text" --mood 1 writes at once; all its options: '
    f"closeness journal add --help. {EVERYWHERE}",
)


@app.callback()
def journal() -> None:
    """Write a line, find any line again."""
