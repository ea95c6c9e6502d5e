"""The content of a file read into an item bank, with everything that is faulty in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.storage.bank.fields import Record, record
from closeness_cli.storage.bank.layout import BANK
from closeness_cli.storage.bank.making import make_card, make_profile
from closeness_cli.storage.bank.rules import (
    Draft,
    bank_faults,
    bank_notes,
    banned_faults,
    drafts_of,
    sound_scales,
)
from closeness_cli.storage.bank.yaml_tree import Fault, read_tree

if TYPE_CHECKING:
    from collections.abc import Collection


class Reading(NamedTuple):
    """What a file holds.

    Args:
        bank: Absent where anything is faulty.
        faults: What must be mended.
        notes: What is worth another look.
    """

    bank: ItemBank | None
    faults: list[Fault]
    notes: list[Fault]


def read_bank(
    content: bytes, *, fast: bool = True, is_own: bool = False, taken: Collection[str] = ()
) -> Reading:
    """Read an item bank.

    Args:
        fast: Use the C parser where there is one; the result is the same without.
        is_own: It is a person's own, for themselves: banned words are only noted.
        taken: Ids that no instrument may have, since others have them.
    """
    tree, faults = read_tree(content, fast=fast)
    bank: Record | None = None if tree is None else record(BANK)(tree, faults)
    if bank is None:
        return Reading(None, sorted(faults), [])
    scales = sound_scales(bank, faults)
    drafts = drafts_of(bank, scales, faults)
    faults += bank_faults(bank, drafts)
    faults += [
        one.record.at("id").fault(f"{one.record.get('id')!r} is an instrument that is here already")
        for one in drafts
        if one.record.get("id") in taken
    ]
    notes = [*bank_notes(bank, drafts, scales)]
    (notes if is_own else faults).extend(banned_faults(bank, drafts, scales))
    if faults:
        return Reading(None, sorted(faults), sorted(notes))
    return Reading(_bank(bank, drafts), [], sorted(notes))


def _bank(bank: Record, drafts: list[Draft]) -> ItemBank:
    return ItemBank(
        tuple(one.sketch.instrument for one in drafts if not one.is_profile),
        tuple(make_card(one) for one in bank.records("cards")),
        tuple(vector for one in drafts for vector in one.sketch.vectors),
        tuple(make_profile(one.record, one.sketch) for one in drafts if one.is_profile),
    )
