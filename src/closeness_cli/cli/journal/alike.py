"""Pointing out tags that look alike, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.alike_tags import alike_tags
from closeness_cli.errors import StorageFailedError
from closeness_cli.presentation.tag_wording import alike
from closeness_cli.storage.notices import ALIKE_TAGS

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App

MOST_TOLD = 5
"""Pairs of tags that are pointed out at a time; the others wait for the next."""


def point_out(made: App, counts: list[tuple[str, int]]) -> None:
    """Say once of two tags that they may be one."""
    told = 0
    for pair in alike_tags(counts):
        both = sorted(tag.casefold() for tag in pair)
        try:
            is_new = made.remember_telling(f"{ALIKE_TAGS}{' '.join(both)}")
        except StorageFailedError:  # a vault that can only be read
            return
        if is_new:
            made.screen.note(alike(pair))
            told += 1
        if told == MOST_TOLD:
            return
