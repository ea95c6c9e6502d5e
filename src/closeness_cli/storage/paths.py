"""Where things lie: the vault's folder and the cache of the shipped item bank."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Mapping

VAULT_FILE = "vault.db"
KEY_FILE = "vault.key"
BACKUP_FOLDER = "backups"


class VaultPaths(NamedTuple):
    """The folder of one vault and what lies in it."""

    folder: Path

    @property
    def database(self) -> Path:
        """The vault's file."""
        return self.folder / VAULT_FILE

    @property
    def key_file(self) -> Path:
        """The header that holds an encrypted vault's key, locked."""
        return self.folder / KEY_FILE

    @property
    def backups(self) -> Path:
        """Where copies are kept that nobody asked for."""
        return self.folder / BACKUP_FOLDER


def vault_paths(given: str | None, environment: Mapping[str, str]) -> VaultPaths:
    """Find the vault: `--vault`, else `CLOSENESS_VAULT`, else the platform's data folder.

    A path to a `vault.db` stands for its folder. A path is never read as a URI.

    Raises:
        WrongUseError: The path cannot be a vault's folder, or `CLOSENESS_NAME` no name.
    """
    named = given if given is not None else environment.get("CLOSENESS_VAULT") or None
    name = folder_name(environment)
    if named is None:
        import platformdirs  # only where no path is given

        return VaultPaths(Path(platformdirs.user_data_dir(name, appauthor=False)))
    if not named.strip() or "\0" in named:
        raise WrongUseError("The vault's path is empty.", "Name a folder: --vault PATH")
    try:
        path = Path(os.path.abspath(Path(named).expanduser()))  # noqa: PTH100 - resolve() would follow links
    except (OSError, RuntimeError) as error:  # the working folder is gone; no such user's home
        raise WrongUseError("The vault's path leads nowhere.", "Name it from /.") from error
    # Through os.path, which says no where it may not look; opening the vault says why.
    is_folder = os.path.isdir(path)  # noqa: PTH112 - as said above
    if path.name == VAULT_FILE and not is_folder:
        path = path.parent
        is_folder = os.path.isdir(path)  # noqa: PTH112 - as said above
    if os.path.exists(path) and not is_folder:  # noqa: PTH110 - as said above
        raise WrongUseError(
            "The vault's path is a file, not a folder.",
            "Name the folder that holds vault.db, or a new one.",
        )
    return VaultPaths(path)


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Find the platform's cache folder; only the shipped item bank is ever cached there."""
    import platformdirs  # only where the item bank is read

    return Path(platformdirs.user_cache_dir(folder_name(environment), appauthor=False))


def folder_name(environment: Mapping[str, str]) -> str:
    """Give what the platform's folders are called: `CLOSENESS_NAME`, else `closeness`.

    Raises:
        WrongUseError: It is no plain name, and could lead elsewhere.
    """
    name = environment.get("CLOSENESS_NAME") or "closeness"
    if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum()) or len(name) > 40:
        raise WrongUseError(
            "CLOSENESS_NAME is not a plain name.", "Letters, digits, - and _; for example: notes"
        )
    return name
