"""Counting tags, giving one another name, making one of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import DefaultGroup
from closeness_cli.cli.journal.entry_options import SinceOption, UntilOption
from closeness_cli.cli.journal.finding import list_tags
from closeness_cli.cli.journal.telling import CAN_BE_UNDONE, agreed
from closeness_cli.cli.journal.wanted import entry_filter
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.core.entry import read_tag
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

FEWEST_TO_MERGE = 2


class Tags(DefaultGroup):
    """Counting tags, unless something else is named."""

    default = "list"


app = typer.Typer(
    cls=Tags,
    rich_markup_mode=None,
    add_completion=False,
    help="Count your tags, rename and merge them.",
    epilog=f"closeness journal tags --since 2026-03-01 counts from a day on. {EVERYWHERE}",
)


@app.callback()
def tags() -> None:
    """Count your tags, rename and merge them."""


@app.command("list")
def list_(
    ctx: typer.Context, since: str | None = SinceOption, until: str | None = UntilOption
) -> None:
    """Count your tags, most used first."""
    list_tags(ctx.obj, since=since, until=until)


@app.command()
def rename(
    ctx: typer.Context,
    old: str = typer.Argument(metavar="OLD"),
    new: str = typer.Argument(metavar="NEW"),
) -> None:
    """Give a tag another name; your text stays as it is."""
    made: App = ctx.obj
    was, name = read_tag(old), read_tag(new)
    known = _counts(made)
    if name.casefold() != was.casefold() and name.casefold() in known:
        _check_known(was, known)
        raise WrongUseError(
            "There is a tag of the new name already.",
            "To make one of both:  closeness journal tags merge OLD NEW",
        )
    _retag(made, "journal tags rename", [was], name, known)


@app.command()
def merge(
    ctx: typer.Context,
    given: list[str] = typer.Argument(
        metavar="OLD... NEW", help="The last one is what they become."
    ),
) -> None:
    """Make one tag of several; your text stays as it is."""
    made: App = ctx.obj
    names = [read_tag(one) for one in given]
    if len(names) < FEWEST_TO_MERGE:
        raise WrongUseError(
            "Merging takes two tags or more.",
            "For example: closeness journal tags merge walks walk",
        )
    *old, new = names
    _retag(made, "journal tags merge", old, new, _counts(made))


def _counts(made: App) -> dict[str, int]:
    return {
        tag.casefold(): count for tag, count in made.stores.entries.tag_counts(entry_filter(made))
    }


def _check_known(tag: str, known: dict[str, int]) -> None:
    if tag.casefold() not in known:
        raise NotFoundError("No entry has that tag.", "closeness journal tags")


def _retag(made: App, command: str, old: list[str], new: str, known: dict[str, int]) -> None:
    """Ask, then change all entries at once."""
    from closeness_cli.presentation.tag_wording import retag_question, retagged

    for tag in old:
        _check_known(tag, known)
    person_id = made.person_id()
    changes = made.stores.entry_history
    touched = changes.count_to_retag(old, new, person_id=person_id)
    if not touched:
        made.tell_nothing(command, messages.NOTHING_CHANGED)
        return
    alone = "This changes every entry with the tag, and there is no terminal to ask at."
    if not agreed(made, retag_question(old, new, touched), alone, CAN_BE_UNDONE):
        made.tell_nothing(command, messages.NOTHING_CHANGED)
        return
    count = changes.retag(old, new, person_id=person_id)
    made.tell(command, lambda: {"tag": new, "entries": count}, retagged(new, count))
