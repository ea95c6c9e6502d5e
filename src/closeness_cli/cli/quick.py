"""The few commands of every day, called without Typer, which takes longer to start than they do.

Only what is plainly one of them is taken: whatever is not in the tables here, a value that cannot
be read, or `--help` goes through the whole tree, which says what is wrong. A test compares the
tables with the tree, so that both understand the same.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.cli.arguments import is_left_out, is_quoted_text, options_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap import App

_JOURNAL = "closeness_cli.cli.journal"
_LONGEST_NUMBER = 9


class Option(NamedTuple):
    """An option of a quick command.

    Args:
        parameter: What the command's function calls it.
        takes: `int`, `str`, or `list` of words where it may be said again; absent for a flag.
        value: What a flag gives.
        least: The smallest number.
    """

    parameter: str
    takes: type[int] | type[str] | type[list[str]] | None = str
    value: bool = True
    least: int = -(10**9)


class Quick(NamedTuple):
    """A command that can be called at once.

    Args:
        module: Where its function is.
        function: Called with the `App`, the words, and what the options say.
        words: What the function calls the words; absent where it takes none.
    """

    module: str
    function: str
    options: dict[str, Option]
    words: str | None = None

    @property
    def with_value(self) -> frozenset[str]:
        """The options whose next argument belongs to them."""
        return frozenset(name for name, one in self.options.items() if one.takes is not None)


_FILTERS = {"--since": Option("since"), "--until": Option("until")}
_NARROWER = {
    **_FILTERS,
    "-n": Option("most", int, least=1),
    "--tag": Option("tag", list),
    "--kind": Option("kind"),
    "--mood": Option("mood", int),
}

ADD = Quick(
    f"{_JOURNAL}.writing",
    "add",
    {
        "--mood": Option("mood", int),
        "--tag": Option("tag", list),
        "--kind": Option("kind"),
        "--at": Option("at"),
        "--private": Option("is_private", None),
        "--shared": Option("is_private", None, value=False),
        "--do-not-resurface": Option("do_not_resurface", None),
        "--editor": Option("uses_editor", None),
        "--template": Option("template"),
    },
    words="text",
)
LIST = Quick(f"{_JOURNAL}.finding", "list_entries", {**_NARROWER, "--trash": Option("trash", None)})
SEARCH = Quick(f"{_JOURNAL}.finding", "search", _NARROWER, words="query")
TAGS = Quick(f"{_JOURNAL}.finding", "list_tags", _FILTERS)

QUICK = {"add": ADD, "list": LIST, "search": SEARCH, "tags": TAGS}
"""The quick commands of `closeness journal`."""

_LISTING = ("-n", "--since", "--until", "--trash")


def asks_for_list(args: list[str]) -> bool:
    """Say whether what follows `closeness journal` is options of its list alone, as `-n 5`."""
    said = options_first(args, with_value=LIST.with_value, is_word=is_quoted_text)
    has_words = "--" in said and said[-1] != "--"
    return not has_words and any(_asks_for_entries(one) for one in said)


def _asks_for_entries(option: str) -> bool:
    number = option[2:] if option.startswith("-n") else ""
    return option.partition("=")[0] in _LISTING or number.isdecimal()


def quick_call(arguments: list[str]) -> Callable[[App], None] | None:
    """Find what to call for a command line; nothing where the whole tree must look at it."""
    if len(arguments) < 2 or arguments[0] != "journal":
        return None
    _, name, *rest = arguments
    if is_quoted_text(name):
        name, rest = "add", [name, *rest]
    elif name.startswith("-") and asks_for_list([name, *rest]):
        name, rest = "list", [name, *rest]
    command = QUICK.get(name)
    said = command and _said(command, rest)
    if command is None or said is None:
        return None
    function = getattr(import_module(command.module), command.function)
    return lambda made: function(made, **said)


def _said(command: Quick, args: list[str]) -> dict[str, Any] | None:
    """Read options and words; nothing where something is not plain."""
    is_word = is_left_out if command is SEARCH else is_quoted_text
    waiting = iter(options_first(args, with_value=command.with_value, is_word=is_word))
    said: dict[str, Any] = {}
    for one in waiting:
        if one == "--":
            break
        name, equals, given = one.partition("=")
        option = command.options.get(name)
        if option is None or (option.takes is None and equals):
            return None
        if option.takes is None:
            said[option.parameter] = option.value
            continue
        value = given if equals else next(waiting, None)
        if value is None or not _take(said, option, value):
            return None
    words = list(waiting)
    if command.words is not None:
        said[command.words] = words
    elif words:
        return None
    return None if command is SEARCH and not words else said


def _take(said: dict[str, Any], option: Option, value: str) -> bool:
    """Note a value under its parameter; says whether it could be read."""
    if option.takes is list:
        said.setdefault(option.parameter, []).append(value)
    elif option.takes is int:
        number = _number(value)
        if number is None or number < option.least:
            return False
        said[option.parameter] = number
    else:
        said[option.parameter] = value
    return True


def _number(value: str) -> int | None:
    digits = value[1:] if value[:1] in ("+", "-") else value
    is_plain = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER
    return int(value) if is_plain else None
