"""The root command and the one way out: every failure becomes a sentence and a status here."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import ClickException  # Typer vendors Click and shows no other name

from closeness_cli.bootstrap import App, Choices, real_app
from closeness_cli.cli.groups import Late, LateGroup
from closeness_cli.cli.options import EVERYWHERE, split
from closeness_cli.errors import ClosenessError, ExitStatus, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMANDS = "closeness_cli.cli"


class Root(LateGroup):
    """All commands, each imported when it is called."""

    late = {  # noqa: RUF012 - set once
        "assess": Late(f"{_COMMANDS}.assess", "Answer a few questions, in a minute or two."),
        "journal": Late(f"{_COMMANDS}.journal", "Write a line, find any line again."),
        "report": Late(f"{_COMMANDS}.report", "See where things stand, in your own words."),
        "demo": Late(f"{_COMMANDS}.demo", "Show an invented couple's twelve weeks."),
        "about": Late(f"{_COMMANDS}.about", "Say what is stored, and what is protected."),
        "instrument": Late(f"{_COMMANDS}.instrument", "Work with the instruments.", everyday=False),
        "vault": Late(f"{_COMMANDS}.vault", "Make, export and import the vault.", everyday=False),
    }
    planned = frozenset({"card", "checkin", "doctor", "goal", "pair", "reveal", "ritual", "sync"})


app = typer.Typer(
    cls=Root,
    rich_markup_mode=None,
    add_completion=False,
    epilog=EVERYWHERE + ". --help --all shows the rest.",
)


@app.callback(invoke_without_command=True)
def root(ctx: typer.Context) -> None:
    """Look at one relationship, in private: answer, write, see."""
    if ctx.invoked_subcommand is None:
        from closeness_cli.cli.home import show_home

        show_home(ctx.obj)


def run(arguments: list[str], *, make_app: Callable[[Choices], App] = real_app) -> int:
    """Run one command line and give its exit status."""
    made: App | None = None
    try:
        choices, rest = split(arguments)
        made = make_app(choices)
        status = _call(made, rest)
        made.screen.flush()
    except ClosenessError as error:
        made = made or make_app(_choices_for_errors(arguments))
        made.screen.error(error)
        return int(error.status)
    except KeyboardInterrupt:
        return int(ExitStatus.INTERRUPTED)
    except BrokenPipeError:
        _mute_stdout()
        return int(ExitStatus.OK)
    except Exception as error:  # noqa: BLE001 - the one way out: no traceback reaches a person
        made = made or make_app(_choices_for_errors(arguments))
        made.screen.error(_unexpected(error))
        return int(ExitStatus.FAILED)
    finally:
        if made is not None:
            made.close()
    return status


def _call(made: App, rest: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        result = command.main(args=rest, prog_name="closeness", standalone_mode=False, obj=made)
    except ClickException as error:
        raise _usage_error(error) from error
    return result if isinstance(result, int) else int(ExitStatus.OK)


def _usage_error(error: ClickException) -> WrongUseError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "closeness"
    return WrongUseError(error.format_message(), f"{path} --help")


def _unexpected(error: Exception) -> ClosenessError:
    """Say where it broke, without the error's own text, which may hold people's words."""
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name, not a path
    return ClosenessError(
        f"Something went wrong inside closeness ({type(error).__name__} at {place}).",
        "What you had saved before is safe. Please report the line above.",
    )


def _choices_for_errors(arguments: list[str]) -> Choices:
    return Choices(json="--json" in arguments)


def _mute_stdout() -> None:
    """Let the reader of a closed pipe go in peace, also when Python flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
