"""Rituals to choose from: what each asks for, and which of them fit a wish."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from closeness_cli.core.rituals import Meant


class Need(StrEnum):
    """What a ritual may be good for; the words are those of the instrument `needs`, and plans."""

    WORDS = "words"
    LISTENING = "listening"
    TIME = "time"
    TOUCH = "touch"
    LAUGHTER = "laughter"
    HELP = "help"
    PLANS = "plans"
    ROOM = "room"


class With(StrEnum):
    """Whether one person can do it; `either` may be done by one or by both."""

    ALONE = "alone"
    TOGETHER = "together"
    EITHER = "either"


class Where(StrEnum):
    """Whether people must be in one place; `either` works near and from a distance."""

    NEAR = "near"
    APART = "apart"
    EITHER = "either"


class Preset(NamedTuple):
    """A ritual to choose.

    Args:
        how: What one does, in a sentence.
        meant: How often, as a suggestion.
        seed: The row of the articles that the idea is from.
        after: After what, as a suggestion; may be empty.
    """

    id: str
    name: str
    how: str
    need: Need
    minutes: int
    company: With
    where: Where
    meant: Meant
    seed: str
    after: str = ""


class PresetFilter(NamedTuple):
    """Which rituals are wanted; what is absent leaves none out.

    Args:
        minutes: At most so many.
        company: For one, or for two; those for either fit both.
        where: In one place, or from a distance; those for either fit both.
        joint: Those that ask two people to take part may come; only where that was chosen.
    """

    need: Need | None = None
    minutes: int | None = None
    company: With | None = None
    where: Where | None = None
    joint: bool = False

    def fits(self, preset: Preset) -> bool:
        """Say whether a ritual is wanted, whether or not it is for two."""
        return (
            self.need in (None, preset.need)
            and (self.minutes is None or preset.minutes <= self.minutes)
            and (self.company is None or preset.company in (self.company, With.EITHER))
            and (self.where is None or preset.where in (self.where, Where.EITHER))
        )

    def offers(self, preset: Preset) -> bool:
        """Say whether a ritual is wanted and may be suggested."""
        may_be_joint = self.joint or self.company is With.TOGETHER  # asked for by its name
        return self.fits(preset) and (may_be_joint or preset.company is not With.TOGETHER)
