"""What someone brings to an appointment: chosen parts of a report, without words not chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import ItemKind

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.overview import Overview, Period


class Appointment(NamedTuple):
    """What was chosen.

    Args:
        period: Of everything that is on it.
        topics: What they want to talk about, a line each; none for lines to write on.
        sections: Names of the sections of the report, in their order.
        tags: Of the entries that are on it, whole.
        entries: Those entries, oldest first.
    """

    period: Period
    topics: tuple[str, ...] = ()
    sections: tuple[str, ...] = ("overview",)
    tags: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()


def without_own_words(overview: Overview) -> Overview:
    """Leave out what a person wrote: entries, tags, and answers in their own words."""
    latest = overview.latest
    if latest is not None:
        numbers = tuple(one for one in latest.answers if one.item.kind is ItemKind.SCALE)
        latest = replace(latest, answers=numbers)
    written = replace(overview.written, newest=(), tags=())
    return replace(overview, latest=latest, written=written)
