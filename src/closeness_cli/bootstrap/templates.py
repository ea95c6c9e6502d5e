"""Which templates there are: those that ship, and those in the folder of a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closeness_cli.storage.paths import VaultPaths
    from closeness_cli.storage.templates import Templates


def templates_at(paths: VaultPaths) -> Templates:
    """Give the templates of a vault; the vault itself need not be there."""
    from closeness_cli.storage.templates import Templates, own_folder, shipped_folder

    return Templates(own_folder(paths.folder), shipped_folder())
