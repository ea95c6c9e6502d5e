"""`closeness vault`: make, keep, open and move the vault."""

from __future__ import annotations

import typer

from closeness_cli.cli.groups import Group, Late
from closeness_cli.cli.options import EVERYWHERE

_COMMANDS = "closeness_cli.cli.vault"


class Vault(Group):
    """What can be done with the vault, now or later."""

    late = {  # noqa: RUF012 - set once
        "create": Late(f"{_COMMANDS}.creating", "Make a vault where there is none."),
        "backup": Late(
            f"{_COMMANDS}.safekeeping",
            "Copy the whole vault into one file.",
        ),
        "restore": Late(
            f"{_COMMANDS}.safekeeping", "Go back to a backup; what is here now is kept beside."
        ),
        "check": Late(
            f"{_COMMANDS}.safekeeping",
            "Look whether the vault is sound.",
        ),
        "export": Late(
            f"{_COMMANDS}.moving", "Write everything as JSON Lines, to keep or to move."
        ),
        "import": Late(
            f"{_COMMANDS}.moving",
            "Take in JSON Lines, all or nothing; docs/records.md describes them.",
        ),
    }
    planned = frozenset(
        {
            *("decrypt", "destroy", "encrypt", "forget", "lock"),
            *("passphrase", "recover", "rekey", "unlock"),
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
