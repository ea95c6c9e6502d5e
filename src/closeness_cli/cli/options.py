"""The options that hold everywhere: taken out of the arguments wherever they stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from closeness_cli.bootstrap import Choices
from closeness_cli.errors import WrongUseError

FLAGS = {
    "--json": "json",
    "--plain": "plain",
    "--quiet": "quiet",
    "-q": "quiet",
    "--yes": "yes",
    "-y": "yes",
    "--all": "show_all",
}
VALUES = {"--vault": "vault", "--as": "person", "--passphrase-fd": "passphrase_fd"}
EXAMPLES = {"--vault": "PATH", "--as": "PERSON", "--passphrase-fd": "3"}

EVERYWHERE = (
    "Everywhere: --vault PATH, --as PERSON (says who answers; protects nothing), --json, "
    "--plain, --quiet, --yes"
)


def day_after(day: date) -> date | None:
    """Give the first day that no longer counts, after the last that does.

    Returns:
        Nothing after the last day of the calendar: everything counts.
    """
    return day + timedelta(days=1) if day < date.max else None


def split(arguments: list[str]) -> tuple[Choices, list[str]]:
    """Take the options that hold everywhere out of the arguments.

    Nothing after `--` is an option, and a quoted text that happens to be one is taken for it
    only when it is exactly that option.

    Raises:
        WrongUseError: One that takes a value is without it.
    """
    found: dict[str, Any] = {}
    rest: list[str] = []
    waiting = iter(arguments)
    for one in waiting:
        name, equals, value = one.partition("=")
        if one == "--":
            rest += [one, *waiting]
        elif one in FLAGS:
            found[FLAGS[one]] = True
        elif name in VALUES:
            given = value if equals else next(waiting, None)
            if given is None:
                raise WrongUseError(
                    f"{name} needs a value.", f"For example: {name} {EXAMPLES[name]}"
                )
            found[VALUES[name]] = given
        else:
            rest.append(one)
    return Choices(**found), rest
