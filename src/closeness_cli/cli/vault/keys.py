"""Passphrases, keys and the recovery code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from closeness_cli.bootstrap import locking, staying_unlocked
from closeness_cli.errors import WrongUseError
from closeness_cli.presentation import vault_words as words

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

app = typer.Typer(rich_markup_mode=None, add_completion=False)

_SECONDS = {"s": 1, "m": 60, "h": 3600}
LONGEST_SECONDS = 24 * 3600


@app.command()
def passphrase(
    ctx: typer.Context,
    add: bool = typer.Option(False, "--add", help="Another one, besides those that open it."),
) -> None:
    """Change the passphrase, or add another."""
    made: App = ctx.obj
    if add:
        locking.add_passphrase(made)
    else:
        locking.change_passphrase(made)
    made.tell("vault passphrase", lambda: {"added": add}, words.ADDED if add else words.CHANGED)


@app.command()
def rekey(ctx: typer.Context) -> None:
    """Give the vault a new key; the recovery code and other passphrases end."""
    made: App = ctx.obj
    if not locking.rekey(made):
        made.tell_nothing("vault rekey", words.LEFT_LOCKED)
        return
    made.tell("vault rekey", lambda: {"rekeyed": True}, words.REKEYED)
    locking.offer_recovery_code(made)


@app.command()
def encrypt(ctx: typer.Context) -> None:
    """Encrypt a plain vault under a passphrase."""
    made: App = ctx.obj
    had_backups = locking.encrypt(made)
    said = f"{words.ENCRYPTED} {words.BACKUPS_REMOVED}" if had_backups else words.ENCRYPTED
    made.tell("vault encrypt", lambda: {"encrypted": True, "backups_removed": had_backups}, said)
    locking.offer_recovery_code(made)


@app.command()
def decrypt(ctx: typer.Context) -> None:
    """Write the vault as a plain file."""
    made: App = ctx.obj
    if not locking.decrypt(made):
        made.tell_nothing("vault decrypt", words.LEFT_LOCKED)
        return
    made.tell("vault decrypt", lambda: {"encrypted": False}, words.DECRYPTED)


@app.command()
def recover(
    ctx: typer.Context,
    code_fd: str | None = typer.Option(
        None, "--code-fd", metavar="N", help="Read the recovery code from this file descriptor."
    ),
) -> None:
    """Set a new passphrase with the recovery code."""
    made: App = ctx.obj
    if not locking.recover(made, code_fd):
        made.tell_nothing("vault recover", words.NO_RECOVERY_CODE)
        return
    made.tell("vault recover", lambda: {"recovered": True}, words.RECOVERED)


@app.command()
def unlock(
    ctx: typer.Context,
    for_: str | None = typer.Option(
        None, "--for", metavar="TIME", help="Such as 30s, 10m or 1h; without it 10m (Linux)."
    ),
    keyring: bool = typer.Option(
        False, "--keyring", help="Let your system's keyring open it, until vault lock."
    ),
) -> None:
    """Keep the vault unlocked, for a while or by the system's keyring."""
    made: App = ctx.obj
    if keyring and for_ is not None:
        raise WrongUseError("--for and --keyring do not go together.", "Choose one of them.")
    if keyring:
        staying_unlocked.let_keyring_open(made)
        made.tell("vault unlock", lambda: {"keyring": True}, words.KEYRING_OPENS)
        return
    seconds = _read_time("10m" if for_ is None else for_)
    staying_unlocked.keep_unlocked(made, seconds)
    made.tell("vault unlock", lambda: {"seconds": seconds}, words.unlocked_for(seconds))


@app.command()
def lock(ctx: typer.Context) -> None:
    """Lock the vault now, and clear the screen and the scrollback."""
    made: App = ctx.obj
    if not made.screen.json:
        made.terminal.clear()
    is_certain = staying_unlocked.lock(made)
    made.tell("vault lock", lambda: {"locked": True}, words.LOCKED)
    if not is_certain:
        made.screen.note(words.KEYRING_HAS_NOTHING)


def _read_time(text: str) -> int:
    found = re.fullmatch(r"([0-9]{1,5})([smh])", text.strip())
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    if not 0 < seconds <= LONGEST_SECONDS:
        raise WrongUseError(
            "That is not a time from one second to a day.", "For example: --for 10m"
        )
    return seconds
