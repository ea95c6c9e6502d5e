"""`closeness vault`: make, keep, open and move the vault."""

from __future__ import annotations

import typer

from closeness_cli.cli.groups import Group, Late
from closeness_cli.cli.options import EVERYWHERE

_COMMANDS = "closeness_cli.cli.vault"


class Vault(Group):
    """What can be done with the vault."""

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
        "forget": Late(f"{_COMMANDS}.ending", "Remove entries or answers for good."),
        "destroy": Late(f"{_COMMANDS}.ending", "Remove the whole vault for good, the keys first."),
        "passphrase": Late(f"{_COMMANDS}.keys", "Change the passphrase, or add another."),
        "recover": Late(f"{_COMMANDS}.keys", "Set a new passphrase with the recovery code."),
        "unlock": Late(
            f"{_COMMANDS}.keys", "Keep the vault unlocked, for a while or by the system's keyring."
        ),
        "lock": Late(
            f"{_COMMANDS}.keys", "Lock the vault now, and clear the screen and the scrollback."
        ),
        "encrypt": Late(f"{_COMMANDS}.keys", "Encrypt a plain vault under a passphrase."),
        "decrypt": Late(f"{_COMMANDS}.keys", "Write the vault as a plain file."),
        "rekey": Late(
            f"{_COMMANDS}.keys",
            "Give the vault a new key; the recovery code and other passphrases end.",
        ),
        "export": Late(
            f"{_COMMANDS}.moving", "Write everything as JSON Lines, to keep or to move."
        ),
        "import": Late(
            f"{_COMMANDS}.moving",
            "Take in JSON Lines, all or nothing; docs/records.md describes them.",
        ),
    }


app = typer.Typer(
    cls=Vault,
    rich_markup_mode=None,
    add_completion=False,
    help="Make, lock, keep and move the vault.",
    epilog=EVERYWHERE,
)


@app.callback()
def vault() -> None:
    """Make, lock, keep and move the vault."""
