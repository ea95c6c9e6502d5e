"""False alarms in simulated years stay below one in ten, and the page tells what came out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[1]
BENCHMARK = PROJECT / "benchmarks" / "honesty.py"
PAGE = PROJECT / "docs" / "honesty.md"

MOST = 0.10
"""The share of unchanged years in which something may be called."""


@pytest.fixture(scope="module")
def shares() -> list[dict[str, Any]]:
    """Simulate few years, always the same ones."""
    page = PAGE.read_bytes()
    ran = subprocess.run(
        [sys.executable, BENCHMARK, "--years", "60", "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert PAGE.read_bytes() == page
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


@pytest.mark.parametrize("rule", ["ours, published change", "ours, own baseline"])
@pytest.mark.parametrize("phi", [0, 0.35])
@pytest.mark.parametrize("dimensions", [1, 4])
def test_our_rules_call_a_change_in_few_years_without_one(
    shares: list[dict[str, Any]], rule: str, phi: float, dimensions: int
) -> None:
    (share,) = (
        one["share"]
        for one in shares
        if (one["rule"], one["phi"], one["dimensions"], one["step"]) == (rule, phi, dimensions, 0)
    )
    assert share <= MOST


def test_comparing_every_week_with_the_first_does_not(shares: list[dict[str, Any]]) -> None:
    naive = [one["share"] for one in shares if one["rule"] == "every week against the first"]

    assert len(naive) == 6
    assert min(naive) > 0.4


@pytest.mark.parametrize("rule", ["ours, published change", "ours, own baseline"])
def test_our_rules_find_large_changes_more_often_than_small_ones(
    shares: list[dict[str, Any]], rule: str
) -> None:
    found = {
        one["step"]: one["share"]
        for one in shares
        if (one["rule"], one["phi"], one["dimensions"]) == (rule, 0.35, 1)
    }
    assert found[3] > 0.75
    assert found[3] > found[2] > found[1] >= found[0]


def test_the_page_names_seed_and_years_and_keeps_the_limit() -> None:
    code, page = BENCHMARK.read_text("utf-8"), PAGE.read_text("utf-8")
    seed = re.search(r"^SEED = (\d+)$", code, re.MULTILINE)
    years = re.search(r"^YEARS, YEARS_WITH_CHANGE = (\d+), (\d+)$", code, re.MULTILINE)
    assert seed
    assert years
    told = page.split("<!-- tables: begin -->")[1].split("<!-- tables: end -->")[0]

    assert f"Seed {seed[1]}." in told
    assert f"of {int(years[1]):,} simulated years" in told
    assert f"one of {int(years[2]):,}." in told
    ours = re.findall(
        r"^\| ours, [\w ]+ \| \d \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$", told, re.MULTILINE
    )
    assert len(ours) == 4
    assert all(float(share) <= 100 * MOST for row in ours for share in row)
