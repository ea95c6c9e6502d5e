"""The root command and the one way out: every failure becomes a sentence and a status here."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
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

from closeness_cli.bootstrap import App, Choices, real_app
from closeness_cli.cli.groups import Group, Late
from closeness_cli.cli.options import EVERYWHERE, split
from closeness_cli.errors import (
    ClosenessError,
    ExitStatus,
    InterruptedByUserError,
    StorageFailedError,
    WrongUseError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

_COMMANDS = "closeness_cli.cli"


class Root(Group):
    """All commands, each imported when it is called."""

    late = {  # noqa: RUF012 - set once
        "assess": Late(f"{_COMMANDS}.assess", "Answer a few questions, in a minute or two."),
        "journal": Late(f"{_COMMANDS}.journal", "Write a line, find any line again."),
        "report": Late(f"{_COMMANDS}.report", "See where things stand, in your own words."),
        "demo": Late(f"{_COMMANDS}.demo", "Show an invented couple's twelve weeks."),
        "about": Late(f"{_COMMANDS}.about", "Say what is stored, and what is protected."),
        "instrument": Late(f"{_COMMANDS}.instrument", "Work with the instruments.", everyday=False),
        "settings": Late(
            f"{_COMMANDS}.settings", "Choose what is suggested to you.", everyday=False
        ),
        "vault": Late(f"{_COMMANDS}.vault", "Make, export and import the vault.", everyday=False),
    }
    all_help = "closeness --help --all"
    planned = frozenset({"card", "checkin", "doctor", "goal", "pair", "reveal", "ritual", "sync"})


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
        app_of_now.tell("version", lambda: {"version": __version__}, f"closeness {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        from closeness_cli.cli.home import show_home

        show_home(ctx.obj)


def run(arguments: list[str], *, make_app: Callable[[Choices], App] = real_app) -> int:
    """Run one command line and give its exit status."""
    made: App | None = None
    try:
        choices, rest = split([_as_utf8(one) for one in arguments])
        made = make_app(choices)
        _call(made, rest)
        made.screen.flush()
    except BrokenPipeError:
        if made is not None:
            _mute(made.screen.stdout)
    except KeyboardInterrupt:
        if made is None or not made.screen.json:
            return int(ExitStatus.INTERRUPTED)
        return _tell(made, InterruptedByUserError("Stopped; what you had given is kept."))
    except ClosenessError as error:
        return _tell(made or make_app(_choices_for_errors(arguments)), error)
    except Exception as error:  # noqa: BLE001 - the one way out: no traceback reaches a person
        return _tell(made or make_app(_choices_for_errors(arguments)), _unexpected(error))
    finally:
        if made is not None:
            made.close()
    return int(ExitStatus.OK)


def _as_utf8(argument: str) -> str:
    """Read an argument as UTF-8 where the locale could not; what is none stays as it came."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode(errors="surrogateescape")
    return argument


def _call(made: App, rest: list[str]) -> None:
    """Run a command; not through Typer's `main`, which has ways out of its own."""
    command = typer.main.get_command(app)
    try:
        with command.make_context("closeness", rest, obj=made) as context:
            command.invoke(context)
    except typer.Exit:
        return  # --help was shown
    except ClickException as error:
        raise _usage_error(error) from error


def _tell(made: App, error: ClosenessError) -> int:
    """Say what happened, as far as anyone still listens."""
    _flush_or_mute(made.screen.stdout)  # first what was asked for, then what went wrong
    with suppress(OSError):
        made.screen.error(error)
    for stream in (made.screen.stdout, made.screen.stderr):
        _flush_or_mute(stream)
    return int(error.status)


def _flush_or_mute(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError:
        _mute(stream)


def _usage_error(error: ClickException) -> WrongUseError:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "closeness"
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


def _unexpected(error: Exception) -> ClosenessError:
    """Say where it broke, without the error's own text, which may hold people's words."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return StorageFailedError(  # the vault says so itself, so it was the output
            "The output could not be written: there is no room.", "Send it somewhere else."
        )
    import traceback

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"  # noqa: PTH119 - a name, not a path
    return ClosenessError(
        f"Something went wrong inside closeness ({type(error).__name__} at {place}).",
        "What you had saved before is safe. Please report the line above.",
    )


def _choices_for_errors(arguments: list[str]) -> Choices:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return Choices(json="--json" in options)


def _mute(stream: TextIO) -> None:
    """Let the reader of a closed pipe go in peace, also when Python flushes at its end."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a name, not a path
        os.dup2(nowhere.fileno(), stream.fileno())
