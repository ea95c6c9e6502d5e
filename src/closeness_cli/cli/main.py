"""The one way in and out: every failure becomes a sentence and a status here."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from closeness_cli.bootstrap import App, Choices, real_app
from closeness_cli.cli.options import split
from closeness_cli.cli.quick import quick_call
from closeness_cli.errors import (
    ClosenessError,
    ExitStatus,
    InterruptedByUserError,
    StorageFailedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO


def run(arguments: list[str], *, make_app: Callable[[Choices], App] = real_app) -> int:
    """Run one command line and give its exit status."""
    made: App | None = None
    status = int(ExitStatus.OK)
    try:
        choices, rest = split([_as_utf8(one) for one in arguments])
        made = make_app(choices)
        status = _call(made, rest)
        made.screen.flush()
        if made.has_news:
            from closeness_cli.bootstrap.locking import tell_new_vault  # once for a vault

            tell_new_vault(made)
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
    return status


def _call(made: App, rest: list[str]) -> int:
    """Run a command: at once where it is a plain one of every day, else through the whole tree."""
    call = quick_call(rest)
    if call is not None:
        call(made)
        return int(ExitStatus.OK)
    from closeness_cli.cli.tree import call_in_tree  # slow to import

    status = call_in_tree(made, rest)
    if made.open_connection is not None and status == ExitStatus.OK:
        from closeness_cli.bootstrap.weekly import back_up_weekly  # not with every line

        back_up_weekly(made)
    return status


def _as_utf8(argument: str) -> str:
    """Read an argument as UTF-8 where the locale could not; what is none stays as it came."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode(errors="surrogateescape")
    return argument


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
        f"Something went wrong inside the program ({type(error).__name__} at {place}).",
        "What you had saved before is safe. Please report the line above.",
    )


def _choices_for_errors(arguments: list[str]) -> Choices:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return Choices(json="--json" in options)


def _mute(stream: TextIO) -> None:
    """Let the reader of a closed pipe go in peace, also when Python flushes at its end."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a name, not a path
        os.dup2(nowhere.fileno(), stream.fileno())
