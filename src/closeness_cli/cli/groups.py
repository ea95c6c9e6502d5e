"""Command groups that load their commands late, and groups that have a default command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.core.near import nearest
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter

SLIPS = 2
"""A single word this many letters from a subcommand is taken for a slip of the finger."""


class Late(NamedTuple):
    """A command that is imported when it is called.

    Args:
        module: Where its Typer app, named `app`, is.
        summary: Its line in the help; a test holds it equal to the app's own.
        everyday: Whether `--help` shows it without `--all`.
    """

    module: str
    summary: str
    everyday: bool = True


class LateGroup(TyperGroup):
    """The root: knows its commands by name and summary, imports the one that is called."""

    late: dict[str, Late] = {}  # noqa: RUF012 - set once by the subclass
    planned: frozenset[str] = frozenset()

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Name the commands, in the order of the help."""
        return list(self.late)

    def get_command(self, ctx: Context, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - Typer's vendored Click type
        """Import the command that is called."""
        found = self.late.get(cmd_name)
        return get_command(import_module(found.module).app) if found else None

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take the word `help` for the option."""
        return super().parse_args(ctx, ["--help"] if args == ["help"] else args)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command, or say in a sentence that there is none."""
        if args[0] in self.planned:
            raise not_yet()
        if args[0] not in self.late:
            raise unknown("command", args[0], list(self.late), "closeness --help --all")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the handful that one needs, or all with `--all`."""
        rows = [
            (name, one.summary)
            for name, one in self.late.items()
            if one.everyday or ctx.obj.choices.show_all
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


class PlannedGroup(TyperGroup):
    """A group some of whose subcommands are reserved for a later version."""

    planned: frozenset[str] = frozenset()

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - Typer's vendored Click type
        """Find the command; a planned one says that it is not here yet."""
        if args[0] in self.planned and args[0] not in self.commands:
            raise not_yet()
        if args[0] not in self.commands:
            raise unknown("command", args[0], list(self.commands), f"{ctx.command_path} --help")
        return super().resolve_command(ctx, args)


class DefaultGroup(PlannedGroup):
    """A group that runs its default command when no subcommand is named."""

    default = ""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Put the default command in front where none is named."""
        return super().parse_args(ctx, self._with_command(ctx, args))

    def _with_command(self, ctx: Context, args: list[str]) -> list[str]:
        if args and (args[0] in self.commands or args[0] in self.planned):
            return [args[0], *self.rest_of(args[0], args[1:])]
        if args == ["help"]:
            return ["--help"]
        if args and args[0] in ctx.help_option_names:
            return args
        self.check_word(args)
        return [self.default, *self.rest_of(self.default, args)]

    def rest_of(self, command: str, args: list[str]) -> list[str]:  # noqa: ARG002 - for subclasses
        """Give a command's arguments as it should see them."""
        return args

    def check_word(self, args: list[str]) -> None:
        """Refuse a first word that looks like a mistyped subcommand."""

    def names(self) -> list[str]:
        """Name what stands here for a subcommand, now or later."""
        return sorted({*self.commands, *self.planned})


def not_yet() -> WrongUseError:
    """Say that a reserved command is not part of this version."""
    return WrongUseError(
        "This version does not have that command yet.", "closeness --help --all lists what it has."
    )


def unknown(what: str, word: str, known: list[str], where: str) -> WrongUseError:
    """Say that a name is not known, with the nearest that is."""
    near = nearest(word, known)
    hint = f"Did you mean {near}?" if near else f"{where} lists what there is."
    return WrongUseError(f"There is no {what} of that name.", hint)


def slip_of(word: str, known: list[str], *, most: int) -> str | None:
    """Find the name that is fewest letters from a word, if it is at most so many."""
    distance, name = min((letters_apart(word, name), name) for name in known)
    return name if distance <= most else None


def options_first(
    args: list[str], *, with_value: frozenset[str], is_word: Callable[[str], bool]
) -> list[str]:
    """Put options before `--` and words after it, so that a word may begin with a dash.

    Args:
        with_value: The options whose next argument belongs to them.
        is_word: Says of an argument that begins with a dash whether it is a word all the same.
    """
    options: list[str] = []
    words: list[str] = []
    waiting = iter(args)
    for one in waiting:
        if one == "--":
            words += waiting
        elif one in with_value:
            value = next(waiting, None)
            if value is None:
                return args  # Click says what is missing
            options += [one, value]
        elif one.startswith("-") and one != "-" and not is_word(one):
            options.append(one)
        else:
            words.append(one)
    return [*options, "--", *words]


def letters_apart(one: str, other: str) -> int:
    """Count the letters to insert, drop, change or swap (Damerau's restricted distance)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, right in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
