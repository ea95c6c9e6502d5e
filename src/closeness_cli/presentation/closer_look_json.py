"""A closer look at one set of answers as plain data, with every number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.reports.causes import find_causes
from closeness_cli.core.reports.gaps import rank_gaps
from closeness_cli.core.reports.labor import Doer, divide_labor, see_both
from closeness_cli.core.reports.plane import place_on_plane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.reports.causes import Cause
    from closeness_cli.core.reports.gaps import Gap
    from closeness_cli.core.reports.labor import Labor, TwoViews
    from closeness_cli.core.reports.plane import Reach


def closer_look_data(
    one: Administration,
    *,
    beside: Administration | None = None,
    journal_counts: Mapping[str, int] | None = None,
    earlier: Sequence[Administration] = (),
) -> dict[str, Any]:
    """Give the same as plain data with every number; a part that does not apply is absent."""
    found: dict[str, Any] = {}
    if gaps := rank_gaps(one):
        found["needs"] = [_gap_data(gap) for gap in gaps]
    if (placed := place_on_plane(one)) is not None:
        found["plane"] = {
            "across": _reach_data(placed.across),
            "up": _reach_data(placed.up),
            "quarters": [{"across": str(a), "up": str(u)} for a, u in placed.quarters],
        }
    if (labor := divide_labor(one)) is not None:
        found["labor"] = _labor_data(labor)
        if beside is not None and (views := see_both(one, beside)) is not None:
            found["labor"]["both"] = _views_data(views)
    if causes := find_causes([*earlier, one], journal_counts):
        found["causes"] = [_cause_data(cause) for cause in causes]
    return found


def _gap_data(gap: Gap) -> dict[str, Any]:
    return {
        "item": gap.item.id,
        "importance": gap.importance,
        "met": gap.met,
        "gap": gap.size,
    }


def _reach_data(reach: Reach) -> dict[str, Any]:
    return {
        "dimension": reach.dimension.id,
        "percent_of_range": reach.mean,
        "low": reach.low,
        "high": reach.high,
        "n_answered": reach.n_items,
    }


def _labor_data(labor: Labor) -> dict[str, Any]:
    return {
        "tasks": {one.item.id: str(one.doer) for one in labor.tasks},
        "shares": {str(doer): len(labor.done_by(doer)) for doer in Doer},
        "n": len(labor.tasks),
        "balance": str(labor.balance) if labor.balance else None,
    }


def _views_data(views: TwoViews) -> dict[str, Any]:
    return {
        "both_claim": [one.id for one in views.both_claim],
        "neither_claims": [one.id for one in views.neither_claims],
        "agreed": [one.id for one in views.agreed],
        "n": views.n,
    }


def _cause_data(cause: Cause) -> dict[str, Any]:
    return {
        "item": cause.item.id,
        "is_there": cause.is_there,
        "n_sets": cause.n_sets,
        "n_answered": cause.n_answered,
        "journal": cause.n_entries,
    }
