"""Keeping what was typed when a screen ends without the person's leave."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, TypeVar

from closeness_cli.prompts.quick_exit import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from prompt_toolkit.application import Application

ENDINGS = ("SIGHUP", "SIGTERM")
"""Signals that end the program, before which the text is kept; not every system has each."""

SIGNALLED = 128
"""Added to a signal's number it is the exit status, as shells have it."""

T = TypeVar("T")


def ask_and_keep(app: Application[T], keep: Callable[[], object], *, left: T) -> T:
    """Run a screen and give its result; what is in it is kept if it cannot go on.

    Args:
        keep: Called when the terminal is lost, when a signal ends the program, and when the
            person left fast.
        left: What the screen gives where the terminal is gone.

    Raises:
        SystemExit: With status 0, when the person left fast; else the program was told to end.
    """
    told: list[int] = []

    def end(number: int) -> None:
        keep()
        told.append(number)
        app.exit(result=left)

    def watch() -> None:
        import asyncio  # prompt_toolkit has imported it

        loop = asyncio.get_running_loop()
        for name in ENDINGS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                loop.add_signal_handler(number, end, number)

    app.pre_run_callables.append(watch)
    result = left
    try:
        result = ask(app)
    except EOFError:  # the terminal is gone
        keep()
    except SystemExit:  # left fast; the screen is clear already
        keep()
        raise
    except OSError:  # as writing to a terminal that is gone
        if not told:
            raise
    if told:
        raise SystemExit(SIGNALLED + told[0])
    return result
