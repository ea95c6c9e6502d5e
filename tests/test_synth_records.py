"""An invented couple's lines go through the same import as a person's own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from commands import run

if TYPE_CHECKING:
    from collections.abc import Callable

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"

COUPLE = """\
{"id": "e1", "kind": "mood", "at": "2023-01-02T07:40:00+01:00", "tz": "Europe/Berlin", \
"local_day": "2023-01-02", "partner": "A", "mood": 1, "text": "[bold]tea[/bold]\\t☕", "tags": ["work"]}
{"id": "e2", "kind": "mood", "at": "2023-01-02T01:41:00-05:00", "tz": "America/New_York", \
"partner": "B", "mood": -2, "text": "", "tags": []}
{"id": "e3", "kind": "ritual", "at": "2023-01-02T17:00:00+01:00", "tz": "Europe/Berlin", \
"partner": "both", "ritual": "evening walk"}
{"id": "e4", "kind": "conflict", "at": "2023-01-02T18:50:00+01:00", "tz": "Europe/Berlin", \
"conflict_id": "c1", "severity": 2, "text": "argued about money"}
{"id": "e5", "kind": "repair", "at": "2023-01-03T08:10:00+01:00", "tz": "Europe/Berlin", \
"conflict_id": "c1", "text": "made up over tea"}
{"id": "e6", "kind": "assessment", "at": "2023-01-08T20:10:00+01:00", "tz": "Europe/Berlin", \
"partner": "A", "scale": "synth7", "reverse": ["i3", "i6"], \
"items": {"i1": 7, "i2": 7, "i3": 1, "i4": 7, "i5": null, "i6": 1, "i7": 7}}
{"id": "e7", "kind": "assessment", "at": "2023-01-08T14:10:00-05:00", "tz": "America/New_York", \
"partner": "B", "scale": "synth7", "reverse": ["i3", "i6"], \
"items": {"i1": 1, "i2": 1, "i3": 7, "i4": 1, "i5": 1, "i6": 7, "i7": 1}}
"""
