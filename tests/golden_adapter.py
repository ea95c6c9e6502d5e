"""Golden cases through the product's own functions.

A case is a file of `tests/data/golden`: name, group, input, expected, tolerance. `run` gives the
keys of its `expected`; where no number may be given it gives `None`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Dimension,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.core.stats.distributions import (
    chi_square_upper_tail,
    f_quantile,
    normal_quantile,
    t_quantile,
)
from closeness_cli.core.stats.noise import (
    OwnBaseline,
    ReliableChange,
    own_baseline,
    reliable_change,
)
from closeness_cli.core.stats.reliability import Alpha, Omega, alpha, item_rest_r, omega
from closeness_cli.core.stats.scoring import Score, least_answers, score_dimension, scored_value
from golden_days import GROUPS as OF_DAYS
from golden_pairs import GROUPS as OF_PAIRS
from golden_series import GROUPS as OF_SERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Given = dict[str, Any]


def run(case: Given) -> Given:
    """Compute what a case expects.

    Raises:
        KeyError: No function of the product answers the case's group.
    """
    group = case["group"]
    if group not in GROUPS:
        raise KeyError(f"no function of the product answers golden cases of the group {group!r}")
    return GROUPS[group](case["input"])


def scoring(given: Given) -> Given:
    """Score each set of answers as a mean and as a sum of one instrument."""
    return {one["id"]: _scored(one) for one in given["cases"]}


def reliable_changes(given: Given) -> Given:
    """Compare two scores, or one with a baseline; or see that no number comes out."""
    if "baseline" in given:
        return _baseline(given)
    if "cases" in given:
        return {
            one["id"]: _index(0, 1, _number(one["sd"]), _number(one["reliability"]))
            for one in given["cases"]
        }
    change = reliable_change(
        given["x1"], given["x2"], given["sd"], given["reliability"], given["confidence"]
    )
    if not isinstance(change, ReliableChange):
        return {}
    return {
        "sem": change.sem,
        "s_diff": change.s_diff,
        "rci": change.rci,
        f"smallest_real_change_{100 * given['confidence']:.0f}": change.smallest_real_change,
        "reliable": change.is_reliable,
    }


def reliability(given: Given) -> Given:
    """See how items move together, turned first where they are reverse-scored."""
    if "cases" in given:
        return {one["id"]: _alpha_alone(one["items"]) for one in given["cases"]}
    if "keys" not in given:
        return {"alpha": _alpha_alone(given["items"])}
    rows = _turned(given)
    together, factor = alpha(rows), omega(rows)
    return {
        "n": len(rows),
        "k": len(rows[0]),
        "alpha": together.value if isinstance(together, Alpha) else None,
        "alpha_ci95_feldt": (
            [together.low, together.high] if isinstance(together, Alpha) else None
        ),
        "item_rest_r": list(item_rest_r(rows)),
        "omega_total_cov": factor.value if isinstance(factor, Omega) else None,
        "omega_total_cor": factor.standardised if isinstance(factor, Omega) else None,
    }


def distributions(given: Given) -> Given:
    """Give quantiles and tails."""
    t, f, chi = given["qt"], given["qf"], given["chisq_upper"]
    return {
        "qnorm": [normal_quantile(p) for p in given["qnorm_p"]],
        "qt": list(map(t_quantile, t["p"], t["df"])),
        "qf": list(map(f_quantile, f["p"], f["d1"], f["d2"])),
        "chisq_upper": list(map(chi_square_upper_tail, chi["x"], chi["df"])),
    }


GROUPS: dict[str, Callable[[Given], Given]] = {
    "scoring": scoring,
    "reliable_change": reliable_changes,
    "reliability": reliability,
    "distributions": distributions,
    **OF_DAYS,
    **OF_PAIRS,
    **OF_SERIES,
}


def _scored(given: Given) -> Given:
    instrument = _instrument(
        given["keys"], given["lo"], given["hi"], min_fraction=given["min_fraction"]
    )
    responses = {
        item.id: Response(item.id, value, "", at, reason=_reason(value))
        for at, (item, value) in enumerate(
            zip(instrument.items, given["items"], strict=True), start=1
        )
    }
    mean, total = (score_dimension(instrument, one, responses) for one in instrument.dimensions)
    return {
        "scored": isinstance(mean, Score),
        "answered": mean.n_answered,
        "needed": least_answers(instrument.dimensions[0]),
        "mean": mean.total if isinstance(mean, Score) else None,
        "prorated_total": total.total if isinstance(total, Score) else None,
    }


def _reason(value: int | None) -> SkipReason | None:
    return SkipReason.SKIPPED if value is None else None


def _baseline(given: Given) -> Given:
    found = own_baseline(given["baseline"], given["confidence"])
    if not isinstance(found, OwnBaseline):
        return {}
    new = given["new_score"]
    return {
        "mean": found.mean,
        "lo": found.low,
        "hi": found.high,
        "t": found.t(new),
        "df": found.df,
        "p": found.p(new),
        "outside": found.is_outside(new),
    }


def _index(x1: float, x2: float, sd: float, r: float) -> float | None:
    change = reliable_change(x1, x2, sd, r)
    return change.rci if isinstance(change, ReliableChange) else None


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _alpha_alone(rows: Sequence[Sequence[float]]) -> float | None:
    found = alpha(rows)
    return found.value if isinstance(found, Alpha) else None


def _turned(given: Given) -> list[list[float]]:
    """Turn the reversed items of every row, as the product does."""
    if given["lo"] is None:  # no response scale, and nothing to turn
        return [list(map(float, row)) for row in given["items"]]
    items = _instrument(given["keys"], given["lo"], given["hi"]).items
    rows = [map(scored_value, items, row) for row in given["items"]]
    return [[value for value in row if value is not None] for row in rows]


def _instrument(
    keys: Sequence[int], low: int, high: int, *, min_fraction: float = 1.0
) -> Instrument:
    """Make an instrument whose items are scored as a mean and as a sum."""
    scale = ResponseScale(ScaleKind.NUMERIC, low, high, {low: "low", high: "high"})
    items = tuple(
        Item(f"q{number}", ItemKind.SCALE, "Invented.", scale, reverse_scored=key < 0)
        for number, key in enumerate(keys, start=1)
    )
    return Instrument(
        id="golden",
        version="1.0.0",
        title="Golden",
        intro="Invented for a golden case.",
        source="Nowhere.",
        licence="MIT",
        says_not="Anything.",
        minutes=1,
        cadence=Cadence(7, 7, 7),
        items=items,
        dimensions=tuple(
            Dimension(
                op.value,
                op.value,
                op,
                tuple(item.id for item in items),
                MissingRule.PRORATE,
                min_fraction,
            )
            for op in (ScoreOp.MEAN, ScoreOp.SUM)
        ),
    )
