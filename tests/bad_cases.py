"""The cases of `tests/data/bad_inputs.json`: what is fed in, into what, and with which end."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "bad_inputs.json").read_text("utf-8")
)


def content(case: dict[str, Any]) -> bytes:
    """Make what a case feeds in."""
    if "base64" in case:
        return base64.b64decode(case["base64"])
    if "parts" in case:
        return "".join(text * times for text, times in case["parts"]).encode()
    text: str = case["text"]
    return text.encode()


def cases(into: str, *, status: int | None = None) -> list[Any]:
    """Give the cases for one place, by their ids."""
    return [
        pytest.param(case, id=case["id"])
        for case in CASES
        if case["into"] == into and status in (None, case["status"])
    ]
