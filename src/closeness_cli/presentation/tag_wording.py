"""What is said where tags are renamed, merged, or look like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.alike_tags import AlikeTags


def retag_question(old: Sequence[str], new: str, count: int) -> str:
    """Ask before the tags of many entries are changed."""
    return f"{_tags(old)} becomes #{safe(new)} in {_entries(count)}. Change them?"


def retagged(new: str, count: int) -> str:
    """Say in how many entries a tag stands now, and what was left alone."""
    return (
        f"#{safe(new)} stands in {_entries(count)} now; your text is as you wrote it.\n"
        "  To take it back:  closeness journal undo"
    )


def alike(pair: AlikeTags) -> str:
    """Say of two tags that they may be one."""
    rarer, commoner = safe(pair.rarer), safe(pair.commoner)
    return (
        f"#{rarer} and #{commoner} look alike. To make one of them:  "
        f"closeness journal tags merge {rarer} {commoner}"
    )


def _tags(names: Sequence[str]) -> str:
    return ", ".join(f"#{safe(name)}" for name in names)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
