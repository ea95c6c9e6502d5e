"""Finding one record by the beginning of its id, as a person types it."""

from __future__ import annotations

from closeness_cli.core.ulid import ALPHABET

AFTER_IDS = "~"
"""A character that comes after each of an id's, so that a range holds all ids of one beginning."""


def ids_from_to(beginning: str) -> tuple[str, str] | None:
    """Give the half-open range of the ids that begin like this; nothing where none can.

    Letters may be small, and those that look like digits stand for them.
    """
    wanted = beginning.upper().translate(str.maketrans("ILO", "110"))
    if not wanted or not set(wanted) <= set(ALPHABET):
        return None
    return wanted, wanted + AFTER_IDS
