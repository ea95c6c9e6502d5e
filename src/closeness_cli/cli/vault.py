"""`closeness vault`: make, export and import the vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import Group
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.errors import WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App


class Vault(Group):
    """What can be done with the vault, now or later."""

    planned = frozenset(
        {
            *("backup", "check", "decrypt", "destroy", "encrypt", "forget", "lock"),
            *("passphrase", "recover", "rekey", "restore", "unlock"),
        }
    )


app = typer.Typer(
    cls=Vault,
    rich_markup_mode=None,
    add_completion=False,
    help="Make, export and import the vault.",
    epilog=EVERYWHERE,
)


@app.callback()
def vault() -> None:
    """Make, export and import the vault."""


@app.command()
def create(
    ctx: typer.Context,
    no_encryption: bool = typer.Option(
        False, "--no-encryption", help="Anyone who can read your files can read it."
    ),
) -> None:
    """Make a vault where there is none."""
    made: App = ctx.obj
    if not no_encryption:
        raise WrongUseError(
            "This version cannot encrypt a vault yet.",
            "If a plain one is right for you:  closeness vault create --no-encryption",
        )
    if made.has_vault:
        raise WrongUseError("There is a vault here already; it was left as it is.")
    created = made.create_vault()
    if made.screen.json:
        made.screen.data("vault create", {"created": created, "encrypted": False})


@app.command("export")
def export_(
    ctx: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="- for stdout."),
    with_safety: bool = typer.Option(
        False, "--with-safety", help="The private safety answers too, without asking."
    ),
) -> None:
    """Write everything as JSON Lines, to keep or to move."""
    made: App = ctx.obj
    lines = made.export_lines(with_safety=with_safety)
    if file == "-":
        made.screen.stdout.writelines(lines)
        return
    made.files.write_new(file, lines)
    made.tell_written("vault export", file)


@app.command("import")
def import_(
    ctx: typer.Context, file: str = typer.Argument(metavar="FILE", help="- for standard input.")
) -> None:
    """Take in JSON Lines, all or nothing; docs/records.md describes them."""
    made: App = ctx.obj
    result = made.take_in(file)
    counts = {"added": result.n_added, "known": result.n_known}
    made.tell(
        "vault import",
        lambda: {**counts, "new_people": list(result.new_people)},
        messages.imported(result.n_added, result.n_known, result.new_people),
    )
