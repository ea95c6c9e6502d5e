"""Canonical JSON: what says the same is written the same, so that it can be compared and hashed."""

from __future__ import annotations

import json

_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(plain: object) -> str:
    """Write plain data as canonical JSON: sorted keys, no blanks, every character as itself."""
    return _WRITER.encode(plain)
