"""Rituals to choose from, by what they are good for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.ritual_presets import Need, Where, With
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Title
from closeness_cli.presentation.ritual_view import length_words, meant_words
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.ritual_presets import Preset

NEEDS = {
    Need.WORDS: "Kind words",
    Need.LISTENING: "Being listened to",
    Need.TIME: "Time together",
    Need.TOUCH: "Touch",
    Need.LAUGHTER: "Laughing together",
    Need.HELP: "Practical help",
    Need.PLANS: "Plans and learning",
    Need.ROOM: "Room for yourself",
}

LEAD = "Rituals to choose from. None is meant for everyone, and none needs doing."

TAKE_ONE = "Take one:  closeness ritual add --preset ID"

NOTHING_FITS = "None of the rituals fits all of that. All of them:  closeness ritual browse"

FOR_TWO = "Those for two are for two who both want them, and a no is a good answer."

LEFT_OUT = (
    "Those that ask two people to take part are left out, unless you choose them:  closeness "
    "ritual browse --together, or always:  closeness settings joint-suggestions on"
)


def presets_view(presets: Sequence[Preset], *, n_left_out: int) -> View:
    """Show the rituals that fit a wish.

    Args:
        n_left_out: Others that would fit, and are for two.
    """
    return View(
        "ritual browse",
        data=lambda: {"presets": [_data(one) for one in presets], "left_out": n_left_out},
        page=(lambda: presets_page(presets, n_left_out=n_left_out)) if presets else None,
        table=lambda: "".join(map(_line, presets)),
        empty=f"{NOTHING_FITS}\n{LEFT_OUT}" if n_left_out else NOTHING_FITS,
    )


def presets_page(presets: Sequence[Preset], *, n_left_out: int) -> Page:
    """Lay out the rituals by what they are good for."""
    blocks: list[Block] = [Lead(LEAD)]
    for need, title in NEEDS.items():
        rows = tuple((one.id, _said(one)) for one in presets if one.need is need)
        if rows:
            blocks += [Title(title), Facts(rows)]
    if any(one.company is With.TOGETHER for one in presets):
        blocks.append(Note(FOR_TWO))
    if n_left_out:
        blocks.append(Note(LEFT_OUT))
    return Page((*blocks, Note(TAKE_ONE)), "Rituals to choose from")


def _said(preset: Preset) -> str:
    parts = [length_words(preset.minutes), meant_words(preset.meant)]
    if preset.company is With.TOGETHER:
        parts.append("for two")
    if preset.where is Where.APART:
        parts.append("from a distance")
    return f"{preset.how} ({', '.join(parts)})"


def _data(preset: Preset) -> dict[str, Any]:
    return {
        "id": preset.id,
        "name": preset.name,
        "how": preset.how,
        "need": str(preset.need),
        "minutes": preset.minutes,
        "with": str(preset.company),
        "where": str(preset.where),
        "cadence": str(preset.meant.cadence),
        "weekdays": list(preset.meant.weekdays),
        "after": preset.after or None,
    }


def _line(preset: Preset) -> str:
    """Write id, name, need, minutes, with whom, where, how often, and what one does."""
    cells = (
        *(preset.id, preset.name, preset.need, str(preset.minutes)),
        *(preset.company, preset.where, meant_words(preset.meant), preset.how),
    )
    return "\t".join(cells) + "\n"
