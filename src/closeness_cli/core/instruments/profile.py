"""Published measures: a profile without wording, and the wording that a person may use with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unicodedata import category

from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.core.person import NOT_IN_NAMES
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.instruments.item_bank import Profile

LONGEST_RIGHT = 500
"""Characters in a line that says why; the same as in a file of a wording."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording that a person has the right to use with a published measure.

    It is in their own vault only, and leaves it in their own full export alone.

    Args:
        profile: The id of the profile.
        version: The profile's version that it was written for.
        right: Why they may use it, in their words.
        items: The stem of every item.
        labels: Words by number, by the name of the response scale.
        intro: The printed instruction, or empty.
    """

    profile: str
    version: str
    right: str
    items: Mapping[str, str]
    labels: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    intro: str = ""


def read_right(text: str) -> str:
    """Understand why someone may use a wording, as it was typed: one line, or nothing.

    Raises:
        WrongUseError: Longer, or not one line of text.
    """
    said = text.strip()
    if len(said) > LONGEST_RIGHT or any(category(one) in NOT_IN_NAMES for one in said):
        raise WrongUseError(f"--right takes one line of up to {LONGEST_RIGHT} characters.")
    return said


def wording_faults(profile: Profile, wording: Wording) -> list[str]:
    """Say everything that does not fit between a wording and its profile; never the wording."""
    return list(_faults(profile, wording))


def join_wording(profile: Profile, wording: Wording) -> Instrument:
    """Make an instrument that can be asked.

    Raises:
        ValueError: The wording does not fit; see `wording_faults`.
    """
    if faults := wording_faults(profile, wording):
        raise ValueError(faults[0])
    measure = profile.instrument
    return replace(
        measure,
        intro=wording.intro or measure.intro,
        items=tuple(_worded(one, profile, wording) for one in measure.items),
    )


def attached_bank(profiles: ItemBank, wordings: Iterable[Wording]) -> ItemBank:
    """Make a bank of the measures whose wording is there and still fits, with their vectors."""
    joined = tuple(
        join_wording(profile, one)
        for one in wordings
        if (profile := profiles.find_profile(one.profile)) and not wording_faults(profile, one)
    )
    vectors = tuple(vector for one in joined for vector in profiles.vectors_of(one.id))
    return ItemBank(joined, vectors=vectors)


def _worded(item: Item, profile: Profile, wording: Wording) -> Item:
    labels = wording.labels.get(profile.scale_of.get(item.id, ""))
    scale = item.scale
    if scale is not None and labels:
        scale = replace(scale, labels=dict(labels))
    return replace(item, text=wording.items[item.id], scale=scale)


def _faults(profile: Profile, wording: Wording) -> Iterator[str]:
    known = [one.id for one in profile.instrument.items]
    for name in wording.items:
        if name not in known:
            yield f"item {quoted(name)} is not in the profile{did_you_mean(name, known)}"
    for name in known:
        if not wording.items.get(name, "").strip():
            yield f"item {quoted(name)} has no wording"
    yield from _label_faults(profile, wording)


def _label_faults(profile: Profile, wording: Wording) -> Iterator[str]:
    scales = {
        profile.scale_of[item.id]: item.scale
        for item in profile.instrument.items
        if item.scale is not None
    }
    for name, labels in wording.labels.items():
        if name not in scales:
            yield f"scale {quoted(name)} is not in the profile{did_you_mean(name, sorted(scales))}"
            continue
        for number in sorted(set(labels) - set(scales[name].values)):
            yield f"label {number} is outside of scale {quoted(name)}"
    for name, scale in scales.items():
        for end in sorted({scale.min, scale.max} - set(wording.labels.get(name, {}))):
            yield f"the end {end} of scale {quoted(name)} has no label"
