"""Command groups that load their commands late, and groups that have a default command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.core.near import nearest
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
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


class LateCommands(dict[str, Any]):
    """Commands by name; one that is only a `Late` yet is imported when it is asked for."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Typer's vendored Click type
        """Give a command, imported now if it was not before."""
        found = super().__getitem__(name)
        if isinstance(found, Late):
            found = _imported(found, name)
            self[name] = found
        return found

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - as above
        """Give a command, or the default where there is none of that name."""
        return self[name] if name in self else default  # noqa: SIM401 - `get` of a dict would not import


class Group(TyperGroup):
    """A group some of whose commands are imported late, or reserved for a later version."""

    late: dict[str, Late] = {}  # noqa: RUF012 - set once by the subclass
    planned: frozenset[str] = frozenset()
    all_help = ""
    """What to type for the whole list of commands; without it, the group's own help."""

    def __init__(self, *args: Any, **attributes: Any) -> None:  # noqa: ANN401 - Typer's own
        super().__init__(*args, **attributes)
        self.commands = LateCommands({**self.late, **self.commands})

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Take the word `help` for the option."""
        return super().parse_args(ctx, ["--help"] if args == ["help"] else args)

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command; a planned one says that it is not here yet."""
        if args[0] in self.planned and args[0] not in self.commands:
            raise not_yet()
        if args[0] not in self.commands:
            whole = self.all_help or f"{ctx.command_path} --help"
            raise unknown("command", args[0], list(self.commands), whole)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        """List the commands, those of every day alone unless `--all` is given."""
        rows = [
            (name, self._summary(name))
            for name in self.commands
            if name not in self.late or self.late[name].everyday or ctx.obj.choices.show_all
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def _summary(self, name: str) -> str:
        if name in self.late:
            return self.late[name].summary
        return str(self.commands[name].get_short_help_str(limit=80))


class DefaultGroup(Group):
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
        default = self.default_of(args)
        return [default, *self.rest_of(default, args)]

    def default_of(self, args: list[str]) -> str:  # noqa: ARG002 - for subclasses
        """Name the command that is run where none is named."""
        return self.default

    def rest_of(self, command: str, args: list[str]) -> list[str]:  # noqa: ARG002 - for subclasses
        """Give a command's arguments as it should see them."""
        return args

    def check_word(self, args: list[str]) -> None:
        """Refuse a first word that looks like a mistyped subcommand."""

    def names(self) -> list[str]:
        """Name what stands here for a subcommand, now or later."""
        return sorted({*self.commands, *self.planned})


def _imported(late: Late, name: str) -> Any:  # noqa: ANN401 - as above
    """Import a command: the whole of its module, or the one of that name in it."""
    found = get_command(import_module(late.module).app)
    if isinstance(found, TyperGroup) and name in found.commands:
        return found.commands[name]
    return found


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
