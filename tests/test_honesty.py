"""False alarms in simulated years and reports stay below their limits, as the page tells."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import synth_small

if TYPE_CHECKING:
    from types import ModuleType

PROJECT = Path(__file__).parents[1]
BENCHMARK = PROJECT / "benchmarks" / "honesty.py"
PAGE = PROJECT / "docs" / "honesty.md"

Rows = dict[tuple[str, str], dict[str, Any]]

NOTHING, SOMETHING, LONG = (
    "A year in which nothing moved",
    "A year in which something moved",
    "Four years in which something moved",
)

MOST = 0.10
"""The share of unchanged years in which something may be called."""


def run(*options: object) -> list[dict[str, Any]]:
    """Run the benchmark as a command line does; with fewer people it leaves the page alone."""
    page = PAGE.read_bytes()
    ran = subprocess.run(
        [sys.executable, BENCHMARK, *map(str, options), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    assert PAGE.read_bytes() == page
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def part_of_page(part: str) -> str:
    """Give what the benchmark wrote."""
    page = PAGE.read_text("utf-8")
    return page.split(f"<!-- {part}: begin -->")[1].split(f"<!-- {part}: end -->")[0]


@pytest.fixture(scope="module")
def shares() -> list[dict[str, Any]]:
    """Simulate few years, always the same ones."""
    return run("--part", "years", "--years", 60)


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Count what the reports of two small couples of each group claim, by group and claim."""
    found = run(synth_small.__file__, "--part", "couples", "--couples", 2)
    return {(one["group"], one["what"]): one for one in found}


@pytest.fixture
def claims(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """What counts claims."""
    monkeypatch.syspath_prepend(str(BENCHMARK.parent))
    return importlib.import_module("synth_claims")


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
    code = BENCHMARK.read_text("utf-8")
    seed = re.search(r"^SEED = (\d+)$", code, re.MULTILINE)
    years = re.search(r"^YEARS, YEARS_WITH_CHANGE = (\d+), (\d+)$", code, re.MULTILINE)
    assert seed
    assert years
    told = part_of_page("years")

    assert f"Seed {seed[1]}." in told
    assert f"of {int(years[1]):,} simulated years" in told
    assert f"one of {int(years[2]):,}." in told
    ours = re.findall(
        r"^\| ours, [\w ]+ \| \d \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$", told, re.MULTILINE
    )
    assert len(ours) == 4
    assert all(float(share) <= 100 * MOST for row in ours for share in row)


def test_reports_of_couples_say_nothing_where_nothing_moved(rows: Rows) -> None:
    of_null = [one for (group, _), one in rows.items() if group == NOTHING]

    assert {(one["of"], one["n"]) for one in of_null} == {("reports", 4), ("couples", 2)} | {
        ("reports", 2)  # of repairs
    }
    assert [one["hits"] for one in of_null] == [0] * len(of_null)


@pytest.mark.parametrize(
    ("group", "what", "hits", "n"),
    [
        (SOMETHING, "the true direction", 4, 4),
        (SOMETHING, "the sudden fall", 2, 2),
        (SOMETHING, "the slow rise", 2, 2),
        (SOMETHING, "the wrong direction", 0, 4),
        (SOMETHING, "a range of dates that holds the day of the fall", 2, 2),
        (SOMETHING, "“evening walk”, which lifts by 0.45", 4, 4),
        (SOMETHING, "“gratitude note”, done on any day, does nothing", 0, 4),
        (LONG, "“evening walk”, which lifts by 0.45", 4, 4),
    ],
)
def test_reports_of_couples_find_what_is_there(
    rows: Rows, group: str, what: str, hits: int, n: int
) -> None:
    one = rows[group, what]

    assert (one["hits"], one["n"]) == (hits, n)


def test_a_benchmark_without_its_couples_says_so(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, BENCHMARK, tmp_path / "none.py"], capture_output=True, text=True
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "name the program that makes couples" in ran.stderr


def test_what_is_not_true_counts_as_false(claims: ModuleType) -> None:
    right = {"trend": -1, "shift": -1, "repairs": 1, "rhythm": True, "range_holds": True}
    found = [
        claims.Report(1, "A", **right, moved=(("evening walk", 1), ("conflict", -1))),
        claims.Report(1, "B", trend=-1, moved=(("date night", -1), ("repair", -1))),
        claims.Report(2, "A", shift=1, repairs=-1, verdict=-1, range_holds=False),
        claims.Report(2, "B", trend=1, moved=(("#work", 1), ("evening walk", -1))),
    ]

    def counted(group: object) -> dict[str, tuple[int, int, bool]]:
        told = claims.rows_of(group, found)
        return {one.what: (one.hits, one.n, one.holds) for one in told}

    real = counted(claims.REAL)
    assert real["the true direction"] == (2, 4, False)
    assert real["the wrong direction"] == (2, 4, True)
    assert real["a range of dates that holds the day of the fall"] == (1, 2, False)
    assert real["repairs sooner, as they were"] == (1, 2, True)
    assert real["repairs later"] == (1, 2, True)
    assert real["that the last weeks are lower or higher, as they were"] == (1, 4, True)
    assert real["“evening walk”, which lifts by 0.45"] == (1, 4, True)
    assert real["“date night”, done at weekends, does nothing"] == (1, 4, False)
    assert real["any of these three"] == (1, 4, False)
    assert real["any of three tags, which do nothing"] == (1, 4, True)
    assert real["something false"] == (6, 13, False)
    null = counted(claims.NULL)
    assert null["a trend or a shift"] == (4, 4, False)
    assert null["the same in either of a couple's two reports"] == (2, 2, False)
    assert null["any of five rituals"] == (3, 4, False)
    assert null["anything of these"] == (4, 4, True)


def test_a_share_has_the_interval_that_wilson_gives_it(claims: ModuleType) -> None:
    low, high = claims.Row("", "", "", 9, 10).range  # statsmodels: proportion_confint(9, 10, ...)
    nobody = claims.Row("", "", "", 0, 20).range

    assert (low, high) == pytest.approx((0.5958500, 0.9821238), abs=1e-6)
    assert nobody == pytest.approx((0, 0.1611252), abs=1e-6)


def test_every_rate_of_the_page_keeps_to_its_limit() -> None:
    rows = re.findall(
        r"^\| (.+) \| ([\d,]+) ([\w ]+) \| ([\d.]+) % \| [^|]+ \| at (most|least) ([\d.]+) % \|$",
        part_of_page("couples"),
        re.MULTILINE,
    )
    told = {(what, n, of): float(share) for what, n, of, share, _, _ in rows}

    assert ("a trend or a shift", "400", "reports") in told
    assert ("the same in either of a couple's two reports", "200", "couples") in told
    assert ("the true direction, in the first 60 couples", "120", "reports") in told
    assert ("the true direction", "600", "reports") in told
    assert {of for _, _, of in told} == {"reports", "couples", "shifts told", "claims told"}
    assert len(rows) >= 18
    for what, n, _, share, side, limit in rows:
        holds = float(share) <= float(limit) if side == "most" else float(share) >= float(limit)
        assert holds, (what, n)
