"""Golden cases of series in time, of lots drawn, and of many claims together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.stats.autocorrelation import variance_factor
from closeness_cli.core.stats.false_discovery import adjusted, survivors
from closeness_cli.core.stats.permutation import exact_difference
from closeness_cli.core.stats.shift import best_split, likely_places
from closeness_cli.core.stats.smooth import ewma, lowess
from closeness_cli.core.stats.trend import chance_of, mann_kendall, sen_slope
from golden_pairs import rotated

if TYPE_CHECKING:
    from collections.abc import Callable

Given = dict[str, Any]


def rising(given: Given) -> Given:
    """Count pairs that rise, give their slope, and widen the variance of their number."""
    if "cases" in given:
        return {one["id"]: _widened(one) for one in given["cases"]}
    if "t" not in given:
        counted = mann_kendall(range(len(given["y"])), given["y"])
        return {"S": counted.s, "tau": counted.tau, "p_exact": counted.p}
    counted = mann_kendall(given["t"], given["y"])
    line = sen_slope(given["t"], given["y"], counted.var)
    return {
        "S": counted.s,
        "var_S": counted.var,
        "z": counted.z,
        "p": counted.p,
        "tau_a": counted.tau,
        "slope": line.slope,
        "slope_lo": line.low,
        "slope_hi": line.high,
        "intercept": line.intercept,
    }


def shifted(given: Given) -> Given:
    """Split a series where two means leave least, and say where the split may be."""
    y, first_time = given["y"], given["first_time"]
    split = best_split(y, given["min_segment"])
    first, last = likely_places(split, len(y))
    return {
        "k": split.k,
        "last_time_before": first_time + split.k - 1,
        "first_time_after": first_time + split.k,
        "mean_before": split.before,
        "mean_after": split.after,
        "sup_F": split.f,
        "posterior_mode_k": likely_places(split, len(y), within=0.0)[0],
        "posterior95_k": [first, last],
        "posterior95_times": [first_time + first - 1, first_time + last - 1],
    }


def smoothed(given: Given) -> Given:
    """Draw a line through a series."""
    if "tau_days" in given:
        return {"ewma": list(ewma(given["t_days"], given["y"], tau=given["tau_days"]))}
    line = lowess(given["x"], given["y"], span=given["f"], rounds=given["iter"])
    return {"x": line.days.tolist(), "fitted": line.values.tolist()}


def judged_together(given: Given) -> Given:
    """Adjust claims for their number."""
    kept = survivors(given["p"], given["q"])
    return {"adjusted": list(adjusted(given["p"])), "rejected": [*kept], "n_rejected": len(kept)}


def dealt_or_rotated(given: Given) -> Given:
    """Compare two groups by all allocations, or a series with all its rotations."""
    if "indicator" in given:
        return rotated(given)
    return exact_difference(given["a"], given["b"])._asdict()


GROUPS: dict[str, Callable[[Given], Given]] = {
    "trend": rising,
    "change_point": shifted,
    "smoothing": smoothed,
    "multiple_testing": judged_together,
    "ritual": dealt_or_rotated,
}


def _widened(given: Given) -> Given:
    factor = variance_factor(range(given["n"]), given["phi"])
    z, p = chance_of(given["S"], factor * given["var_S"])
    return {"factor": factor, "z": z, "p": p}
