"""`closeness report`: see where things stand."""

from __future__ import annotations

import typer

from closeness_cli.cli.groups import DefaultGroup, Late, unknown
from closeness_cli.cli.options import EVERYWHERE

_COMMANDS = "closeness_cli.cli.report"

_FILES = (
    "Into a file, with any section: --html FILE or --markdown FILE. "
    "For an appointment: --for-therapist FILE."
)


class Report(DefaultGroup):
    """The overview is the default; a first word is a section."""

    default = "overview"
    late = {  # noqa: RUF012 - set once
        "overview": Late(f"{_COMMANDS}.overview", "Show everything on one page."),
        "trend": Late(f"{_COMMANDS}.trend", "Show one line closely, and whether it moved."),
        "instrument": Late(
            f"{_COMMANDS}.instrument", "Show the items of one instrument over time."
        ),
        "range": Late(
            f"{_COMMANDS}.range", "Show what lies in your usual range, and what does not."
        ),
        "repair": Late(f"{_COMMANDS}.repair", "Show how long it takes from conflict to repair."),
        "conversations": Late(
            f"{_COMMANDS}.conversations", "Show how you talked, and what came after."
        ),
        "rituals": Late(f"{_COMMANDS}.rituals", "Show rituals, and what moved with better days."),
        "words": Late(f"{_COMMANDS}.words", "Show which tags and topics came and went."),
        "data": Late(f"{_COMMANDS}.data", "Give your figures to R, pandas or a spreadsheet."),
        "couple": Late(f"{_COMMANDS}.couple", "Show what the two of you could talk about."),
        "talk": Late(f"{_COMMANDS}.talk", "Make a page to read aloud together, without numbers."),
        "explain": Late(f"{_COMMANDS}.explain", "Explain a term of the report in three lines."),
    }

    def check_word(self, args: list[str]) -> None:
        """Refuse a section that there is not."""
        if args and not args[0].startswith("-"):
            raise unknown("section", args[0], self.names(), "closeness report --help")


app = typer.Typer(
    cls=Report,
    rich_markup_mode=None,
    add_completion=False,
    help="See where things stand, in your own words.",
    epilog=f"{_FILES}\n\n{EVERYWHERE}",
)


@app.callback()
def report() -> None:
    """See where things stand, in your own words."""
