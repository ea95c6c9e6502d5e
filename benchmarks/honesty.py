"""How often closeness claims what is not true, and how often it finds what is.

    python benchmarks/honesty.py [SYNTH] [--part years|couples] [--years N] [--couples N] [--jobs N]
                                 [--json]

First the rule of change, on simulated people who answer once a week and look after every set; then
whole reports of invented couples, whose truth is known: SYNTH is the program that makes them,
../shared/synth.py unless another is named. Without options it takes about eight minutes of CPU,
prints the tables and writes them into docs/honesty.md. Same seeds, same tables.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.instruments.instrument import Noise, NoiseBasis
from closeness_cli.core.stats.change import Outcome, Run, Verdict, judge
from synth_claims import rows_of, table
from synth_reports import LONG, NULL, REAL, reports_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from synth_claims import Row

PAGE = Path(__file__).parents[1] / "docs" / "honesty.md"
SYNTH = Path(__file__).parents[2] / "shared" / "synth.py"
PARTS = ("years", "couples")

SEED = 20260301
WEEKS = 52
CHANGE_IN_WEEK = 27
"""The first week after the change, from 1."""
YEARS, YEARS_WITH_CHANGE = 1000, 500
PHIS = (0.0, 0.35, 0.6)
"""How much a week resembles the one before: the lag-1 autocorrelation."""
STEPS = (1.0, 1.5, 2.0, 3.0)
"""How large the change is, in standard deviations of the weeks."""
N_DIMENSIONS = (1, 4)

N_COUPLES = {NULL: 200, REAL: 300, LONG: 60}
"""How many there are of each group; their seeds are 1 and the numbers after it."""

Z95 = NormalDist().inv_cdf(0.975)


SEEDED = (
    f"Seed {SEED}. Each share of years without a change is of {{years:,}} simulated years, each of"
    " years with one of {years_with_change:,}."
)
UNCHANGED = (
    "Years of 52 sets without any change in which at least one was called, by how much a week"
    " resembles the one before (autocorrelation):"
)
COUPLES = (
    "Couples of each group have the seeds 1, 2, 3 and so on, and every one counts. A couple gives"
    " two reports, one for each partner; repairs are in the report of the vault's owner alone."
)
CHANGED = (
    f"Years with a lasting change from week {CHANGE_IN_WEEK} on that was called by week {WEEKS}, by"
    " its size in standard deviations of the weeks:"
)


class Form(NamedTuple):
    """Whole numbers that one dimension is answered with, and how much they move by themselves."""

    lowest: int
    highest: int
    sd: float

    @property
    def noise(self) -> Noise:
        """What a publication would say: the smallest real difference of two single runs."""
        limit = Z95 * math.sqrt(2) * self.sd
        return Noise("any", NoiseBasis.RELIABLE_CHANGE, limit, "this simulation")


WEEKLY = (Form(1, 10, 1.5), Form(1, 5, 0.7), Form(1, 5, 0.7), Form(1, 5, 0.7))
"""As the four weekly questions: one answer each, no published noise."""
SUMS = (Form(7, 35, 3.0),) * 4
"""Sums of seven items of 1 to 5, with a published reliable change."""


class Tried(NamedTuple):
    """A rule with the answers that it is tried on."""

    name: str
    forms: tuple[Form, ...]
    rule: Callable[[Sequence[Run], Form, int], int]


class Share(NamedTuple):
    """A share of simulated years; a step of 0 is a year without change."""

    rule: str
    phi: float
    dimensions: int
    step: float
    share: float


def naive(runs: Sequence[Run], form: Form, _: int) -> int:
    """Compare the latest run with the first: what one would do with a published change at hand."""
    difference = (runs[-1].total or 0) - (runs[0].total or 0)
    if abs(difference) <= form.noise.value:
        return 0
    return 1 if difference > 0 else -1


def by_published(runs: Sequence[Run], form: Form, n_dimensions: int) -> int:
    """Judge as the product does, with the published change."""
    return _side(judge(runs, noise=[form.noise], n_dimensions=n_dimensions))


def by_own_baseline(runs: Sequence[Run], _: Form, n_dimensions: int) -> int:
    """Judge as the product does, without published noise."""
    return _side(judge(runs, n_dimensions=n_dimensions))


RULES = (
    Tried("every week against the first", SUMS, naive),
    Tried("ours, published change", SUMS, by_published),
    Tried("ours, own baseline", WEEKLY, by_own_baseline),
)


def simulate(years: int, years_with_change: int) -> Iterator[Share]:
    """Try every rule on years without and with a change."""
    for tried in RULES:
        for n in N_DIMENSIONS:
            for phi in PHIS:
                yield Share(tried.name, phi, n, 0, _flagged(tried, phi, n, years))
                if tried.rule is not naive:
                    for step in STEPS:
                        found = _found(tried, phi, n, step, years_with_change)
                        yield Share(tried.name, phi, n, step, found)


def _flagged(tried: Tried, phi: float, n_dimensions: int, years: int) -> float:
    """Give the share of years without change in which any look at any dimension called one."""
    chance = random.Random(f"{SEED} {tried.name} {phi} {n_dimensions}")
    return (
        sum(
            any(
                any(tried.rule(runs[:seen], form, n_dimensions) for seen in range(2, WEEKS + 1))
                for form, runs in [(one, _year(chance, one, phi, 0)) for one in forms]
            )
            for forms in [tried.forms[:n_dimensions]] * years
        )
        / years
    )


def _found(tried: Tried, phi: float, n_dimensions: int, step: float, years: int) -> float:
    """Give the share of years in which a rise in the first dimension was called one."""
    chance = random.Random(f"{SEED} {tried.name} {phi} {n_dimensions} {step}")
    form = tried.forms[0]
    looks = range(CHANGE_IN_WEEK, WEEKS + 1)
    return (
        sum(
            any(tried.rule(runs[:seen], form, n_dimensions) > 0 for seen in looks)
            for runs in (_year(chance, form, phi, step) for _ in range(years))
        )
        / years
    )


def _year(chance: random.Random, form: Form, phi: float, step: float) -> list[Run]:
    """Answer every week: an AR(1) series around a level, rounded to what can be answered."""
    middle = (form.lowest + form.highest) / 2
    runs, wobble = [], chance.gauss(0, 1)
    for week in range(1, WEEKS + 1):
        level = middle + (step / 2 if week >= CHANGE_IN_WEEK else -step / 2) * form.sd
        answer = min(max(round(level + form.sd * wobble), form.lowest), form.highest)
        percent = 100 * (answer - form.lowest) / (form.highest - form.lowest)
        runs.append(Run(date(2025, 1, 5) + timedelta(weeks=week), percent, answer))
        wobble = phi * wobble + math.sqrt(1 - phi * phi) * chance.gauss(0, 1)
    return runs


def _side(found: object) -> int:
    if not isinstance(found, Verdict):
        return 0
    return {Outcome.UP: 1, Outcome.DOWN: -1, Outcome.CANNOT_TELL: 0}[found.outcome]


def tables(shares: Sequence[Share], years: int, years_with_change: int) -> str:
    """Write what came out as two tables."""
    lines = [
        SEEDED.format(years=years, years_with_change=years_with_change),
        "",
        UNCHANGED,
        "",
        "| rule | dimensions |" + "".join(f" {phi:g} |" for phi in PHIS),
        "| --- | --- |" + " --- |" * len(PHIS),
    ]
    names = [tried.name for tried in RULES]
    for name in names:
        for n in N_DIMENSIONS:
            row = [_cell(shares, name, phi, n, 0) for phi in PHIS]
            lines.append(f"| {name} | {n} | {' | '.join(row)} |")
    lines += [
        "",
        CHANGED,
        "",
        "| rule | dimensions | autocorrelation |" + "".join(f" {step:g} SD |" for step in STEPS),
        "| --- | --- | --- |" + " --- |" * len(STEPS),
    ]
    for name in names[1:]:
        for n in N_DIMENSIONS:
            for phi in PHIS:
                row = [_cell(shares, name, phi, n, step) for step in STEPS]
                lines.append(f"| {name} | {n} | {phi:g} | {' | '.join(row)} |")
    return "\n".join(lines)


def _cell(shares: Sequence[Share], rule: str, phi: float, n: int, step: float) -> str:
    (share,) = (one.share for one in shares if one[:4] == (rule, phi, n, step))
    return f"{100 * share:.1f} %" if share < 0.1 else f"{100 * share:.0f} %"


def couples(synth: Path, most: int | None, jobs: int) -> Iterator[Row]:
    """Count what reports of invented couples claim.

    Args:
        most: Couples of a group at most.
    """
    for group, n in N_COUPLES.items():
        seeds = range(1, 1 + min(n, most or n))
        yield from rows_of(group, reports_of(group, seeds, synth, jobs))


def main() -> int:
    """Print the tables and write them into the page, or print what they are made of."""
    given = _given()
    if "couples" in given.parts and not given.synth.is_file():
        print(f"There is no {given.synth}: name the program that makes couples.", file=sys.stderr)
        return 2
    if "years" in given.parts:
        years, with_change = given.years or YEARS, given.years or YEARS_WITH_CHANGE
        shares = list(simulate(years, with_change))
        told = tables(shares, years, with_change)
        plain = [one._asdict() for one in shares]
        _give("years", plain, told, given, is_whole=given.years is None)
    if "couples" in given.parts:
        rows = list(couples(given.synth, given.couples, given.jobs))
        told = f"{COUPLES}\n\n{table(rows)}"
        plain = [one.plain() for one in rows]
        _give("couples", plain, told, given, is_whole=given.couples is None)
    return 0


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("synth", nargs="?", type=Path, default=SYNTH, help="makes couples")
    parser.add_argument("--part", dest="parts", choices=PARTS, action="append")
    parser.add_argument("--years", type=int, help="fewer years, and no page is written")
    parser.add_argument("--couples", type=int, help="fewer couples of a group, likewise")
    parser.add_argument("--jobs", type=int, default=1, help="couples at once")
    parser.add_argument("--json", action="store_true", help="one list a part, and no page")
    given = parser.parse_args()
    given.parts = given.parts or list(PARTS)
    return given


def _give(
    part: str,
    plain: Sequence[dict[str, Any]],
    told: str,
    given: argparse.Namespace,
    *,
    is_whole: bool,
) -> None:
    """Print a part; write it into the page where it is whole."""
    if given.json:
        print(json.dumps(plain))
        return
    print(told)
    if is_whole:
        page = PAGE.read_text("utf-8")
        begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
        between = re.compile(f"(?<={begin}\n).*(?={end})", re.DOTALL)
        PAGE.write_text(between.sub(lambda _: f"\n{told}\n\n", page), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
