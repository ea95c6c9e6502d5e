"""Golden cases of days, weeks and clock changes.

That a day may begin at four is no rule of the product; what is checked of it is the local time.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli.core.template_filling import variables_at
from closeness_cli.core.when import in_zone, instants_of, read_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.moment import Moment

Given = dict[str, Any]

_LATER = datetime.fromisoformat("2030-01-01T00:00:00Z")
"""When all of it is over, so that no time is refused as ahead."""


def days(given: Given) -> Given:
    """Find local days of instants, instants of wall-clock times, weeks of days, hours between."""
    if "spans" in given:
        return {one["id"]: _span(one) for one in given["spans"]}
    if "days" in given:
        return {one: _week(one) for one in given["days"]}
    return {one["id"]: _entry(one) if "utc" in one else _wall(one) for one in given["entries"]}


GROUPS: dict[str, Callable[[Given], Given]] = {"days": days}


def _typed(wall: str, zone: str) -> Moment:
    return read_moment(wall, now=in_zone(_LATER, zone))


def _entry(given: Given) -> Given:
    moment = in_zone(datetime.fromisoformat(given["utc"]), given["zone"])
    words = variables_at(moment)
    return {
        "local": moment.iso,
        "local_day": moment.on.isoformat(),
        "weekday": words["weekday"][:3],
        "iso_week": words["week"],
        "iso_weekday": moment.on.isoweekday(),
        "local_day_if_day_starts_at_4": (moment.local - timedelta(hours=4)).date().isoformat(),
    }


def _wall(given: Given) -> Given:
    instants = instants_of(datetime.fromisoformat(given["wall"]), given["zone"])
    moment = _typed(given["wall"], given["zone"])
    return {
        "kind": ("gap", "ok", "overlap")[len(instants)],
        "instants": [f"{one:%Y-%m-%dT%H:%M:%SZ}" for one in instants],
        "chosen_utc": f"{moment.at:%Y-%m-%dT%H:%M:%SZ}",
        "local_day": moment.on.isoformat(),
    }


def _span(given: Given) -> Given:
    start = _typed(given["start_wall"], given["start_zone"])
    end = _typed(given["end_wall"], given["end_zone"])
    return {
        "elapsed_hours": (end.at - start.at) / timedelta(hours=1),
        "calendar_days_apart": (end.on - start.on).days,
    }


def _week(text: str) -> Given:
    moment = _typed(text, "UTC")
    label = variables_at(moment)["week"]
    year, week = map(int, label.split("-W"))
    return {
        "iso_year": year,
        "iso_week": week,
        "iso_weekday": moment.on.isoweekday(),
        "label": label,
        "week_starts": date.fromisocalendar(year, week, 1).isoformat(),
    }
