"""Two people's answers beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.report.asked import (
    HtmlOption,
    LastOption,
    MarkdownOption,
    MethodOption,
    SinceOption,
    UntilOption,
    give,
    period_of,
)
from closeness_cli.errors import NotFoundError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.instruments.item_bank import Card
    from closeness_cli.core.person import Person

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def couple(
    ctx: typer.Context,
    name: str | None = typer.Argument(None, metavar="[NAME]", help="Who, where there are several."),
    numbers: bool = typer.Option(
        False, "--numbers", help="Levels, differences and guesses too, where you both want them."
    ),
    since: str | None = SinceOption,
    until: str | None = UntilOption,
    last: str | None = LastOption,
    markdown: str | None = MarkdownOption,
    html: str | None = HtmlOption,
    with_method: bool = MethodOption,
) -> None:
    """Show what the two of you could talk about."""
    from closeness_cli.presentation.report.couple_view import couple_view
    from closeness_cli.services.reports.couple import read_couple

    made: App = ctx.obj
    period = period_of(made, since=since, until=until, last=last)
    own_id, other = made.person_id(), _other(made, name)
    found = None
    if other is not None or own_id is not None:
        found = read_couple(
            period,
            sittings=made.stores.administrations,
            clock=made.clock,
            person_id=own_id,
            other_id=other.id if other is not None else None,
            cards=_cards(made),
            with_numbers=numbers,
        )
    called = other.name if other is not None else "the owner"
    view = couple_view(found, other=called, with_method=with_method)
    give(made, view, markdown=markdown, html=html)


def _other(made: App, name: str | None) -> Person | None:
    """Find beside whom the one who asks looks; absent for the owner, and where there is nobody.

    Raises:
        NotFoundError: Nobody here has that name.
        WrongUseError: Several people have answered, or it is the one who asks.
    """
    from closeness_cli.services.reports.couple import only_other

    own_id, people = made.person_id(), made.stores.people
    if name is None:
        if own_id is not None:
            return None
        return only_other(people.all(), sittings=made.stores.administrations)
    found = people.find(name)
    if found is None:
        raise NotFoundError(
            "Nobody with that name is in this vault.", "closeness assess --as NAME adds a person."
        )
    if found.id == own_id:
        raise WrongUseError("That is the one who asks.", "Leave out the name, or --as.")
    return found


def _cards(made: App) -> list[Card]:
    """Give the cards that may be offered: those for two only where that was chosen."""
    joint = made.stores.settings.get("joint_suggestions")
    return [card for card in made.bank.cards if joint or not card.joint]
