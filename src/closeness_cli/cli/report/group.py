"""`closeness report`: see where things stand."""

from __future__ import annotations

import typer

from closeness_cli.cli.groups import DefaultGroup, Late, unknown
from closeness_cli.cli.options import EVERYWHERE

_COMMANDS = "closeness_cli.cli.report"


class Report(DefaultGroup):
    """The overview is the default; a first word is a section."""

    default = "overview"
    late = {  # noqa: RUF012 - set once
        "overview": Late(f"{_COMMANDS}.overview", "Show everything on one page."),
    }
    planned = frozenset(
        {
            *("conversations", "couple", "data", "explain", "instrument", "range", "repair"),
            *("rituals", "talk", "trend", "words"),
        }
    )
    """Sections that later versions bring."""

    def check_word(self, args: list[str]) -> None:
        """Refuse a section that there is not."""
        if args and not args[0].startswith("-"):
            raise unknown("section", args[0], self.names(), "closeness report --help")


app = typer.Typer(
    cls=Report,
    rich_markup_mode=None,
    add_completion=False,
    help="See where things stand, in your own words.",
    epilog=EVERYWHERE,
)


@app.callback()
def report() -> None:
    """See where things stand, in your own words."""
