"""Which instruments there are: those that ship, and what a vault adds to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closeness_cli.bootstrap.stores import Stores
    from closeness_cli.core.instruments.item_bank import ItemBank


def shipped_bank(name: str = "questions.yaml") -> ItemBank:
    """Give a bank that comes with closeness, from its cache where there is one."""
    from closeness_cli.storage.bank.item_bank import cached_bank, shipped_bank_path
    from closeness_cli.storage.paths import cache_folder

    return cached_bank(shipped_bank_path(name), cache_folder(os.environ))


def profile_bank() -> ItemBank:
    """Give the published measures, without their wording."""
    return shipped_bank("profiles.yaml")


def bank_of(stores: Stores, shipped: ItemBank) -> ItemBank:
    """Add a vault's own instruments, and the measures whose wording is attached there."""
    wordings = stores.wordings.all()
    bank = shipped.with_more(stores.shelf.all())
    if not wordings:
        return bank
    from closeness_cli.core.instruments.profile import attached_bank

    return bank.with_more(attached_bank(profile_bank(), wordings))
