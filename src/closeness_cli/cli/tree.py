"""The tree of commands, as Typer has it, each imported when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

# Typer vendors Click and shows no other name of these.
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
)

from closeness_cli import PROGRAM
from closeness_cli.cli.groups import Group, Late
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

_COMMANDS = "closeness_cli.cli"


class Root(Group):
    """All commands, each imported when it is called."""

    late = {  # noqa: RUF012 - set once
        "assess": Late(f"{_COMMANDS}.assess", "Answer a few questions, in a minute or two."),
        "journal": Late(f"{_COMMANDS}.journal.group", "Write a line, find any line again."),
        "report": Late(f"{_COMMANDS}.report.group", "See where things stand, in your own words."),
        "demo": Late(f"{_COMMANDS}.demo", "Show an invented couple's half year."),
        "about": Late(f"{_COMMANDS}.about", "Say what is stored, and what is protected."),
        "instrument": Late(f"{_COMMANDS}.instrument", "Work with the instruments.", everyday=False),
        "ritual": Late(f"{_COMMANDS}.ritual", "Keep what you do again and again.", everyday=False),
        "settings": Late(
            f"{_COMMANDS}.settings", "Choose what is suggested to you.", everyday=False
        ),
        "vault": Late(
            f"{_COMMANDS}.vault.group", "Make, lock, keep and move the vault.", everyday=False
        ),
        "doctor": Late(
            f"{_COMMANDS}.doctor", "Say where things are, and whether all is well.", everyday=False
        ),
    }
    all_help = "closeness --help --all"
    planned = frozenset({"card", "checkin", "goal", "pair", "reveal", "sync"})


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog=EVERYWHERE + ". --help --all shows the rest.",
)


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Say which version this is."),
) -> None:
    """Look at one relationship, in private: answer, write, see."""
    if version:
        from closeness_cli import __version__

        app_of_now: App = ctx.obj
        app_of_now.tell("version", lambda: {"version": __version__}, f"{PROGRAM} {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from closeness_cli.cli.home import show_home

        show_home(ctx.obj)


def call_in_tree(made: App, rest: list[str]) -> int:
    """Run a command of the tree, and give the status that it ends with.

    Not through Typer's `main`, which has ways out of its own.
    """
    command = typer.main.get_command(app)
    try:
        with command.make_context(PROGRAM, rest, obj=made) as context:
            command.invoke(context)
    except typer.Exit as end:  # --help was shown, or a check found something
        return end.exit_code
    except ClickException as error:
        raise _usage_error(error) from error
    return 0


def _usage_error(error: ClickException) -> WrongUseError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else PROGRAM
    hint = f"{path} --help"
    if isinstance(error, NoSuchOption) and error.possibilities:
        hint = f"Did you mean {min(error.possibilities)}?  {hint}"
    return WrongUseError(_usage_sentence(error), hint)


def _usage_sentence(error: ClickException) -> str:
    """Say it in our own words: Click's repeat what was typed, which may be private."""
    match error:
        case NoSuchOption():
            return "There is no option of that name."
        case MissingParameter(param=param) if param is not None:
            return f"{param.human_readable_name.upper()} is missing."
        case BadParameter(param=param) if param is not None:
            least = getattr(param.type, "min", None)
            start = "" if least is None else f" from {least}"
            return f"{param.opts[0]} takes a whole number{start}."
        case BadOptionUsage(option_name=option):
            takes_none = "does not take" in error.message
            return f"{option} takes no value." if takes_none else f"{option} needs a value."
    if error.message.startswith("Missing command"):
        return "That alone is not a command."
    return "That is more than this command takes."
