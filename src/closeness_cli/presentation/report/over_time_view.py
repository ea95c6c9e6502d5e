"""One instrument over time on a page: its items, its dimensions, and its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import ScaleKind
from closeness_cli.core.moment import short_day
from closeness_cli.presentation import wording
from closeness_cli.presentation.answer_wording import signed
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Picture, Title
from closeness_cli.presentation.charts.answers import ItemStrip, ItemStrips
from closeness_cli.presentation.charts.circles import OVERLAP_WORDS, CirclesThenNow, Overlap
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.overview_json import level_data
from closeness_cli.presentation.report.overview_levels import has_two, level_blocks
from closeness_cli.presentation.report.standing import is_moved
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.over_time import (
        InstrumentOverTime,
        ItemAnswer,
        ItemOverTime,
        VersionOverTime,
    )

NONE_THEN = "There are no answers to it in this period."
READ_ANSWERS = "Each set in full:  closeness assess show"
CIRCLES = ("you", "them")
"""What stands in the two circles, as where they are chosen."""

ROOM = 40
"""Rows for its dimensions: all of them."""

MOST_LISTED = 12
"""Answers that a sentence lists one by one."""

METHOD = (
    "Answers stand as they were given, on the response scale of each item, and are never turned "
    "round. A break is where the item was worded anew. Dimensions are in percent of their range "
    "(POMP: Cohen, Cohen, Aiken & West 1999); more than noise as docs/methods.md has it."
)


def over_time_view(
    found: InstrumentOverTime | None,
    evidence: Evidence | None = None,
    *,
    with_method: bool = False,
) -> View:
    """Show one instrument over time.

    Args:
        found: Absent where the period has no answers to it.
        evidence: All that the report looks at; absent where it follows another instrument.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report instrument",
        lambda: over_time_data(found),
        lambda: over_time_page(found, evidence, with_method=with_method),
    )


def over_time_page(
    found: InstrumentOverTime | None,
    evidence: Evidence | None = None,
    *,
    with_method: bool = False,
) -> Page:
    """Lay out one instrument over time."""
    if found is None:
        return Page((Lead(NONE_THEN), Note(overview_wording.whole_time("instrument"))))
    levels = level_blocks(
        found.levels,
        room=ROOM,
        today=found.today,
        followed=found.followed if evidence else None,
        is_moved=evidence is not None and is_moved(evidence),
    )
    return Page(
        (
            Lead(answer(found)),
            *_items(found),
            *(levels if has_two(found.levels) else []),
            *_versions(found),
            Note(READ_ANSWERS),
            *([Note(METHOD)] if with_method else []),
        ),
        found.instrument.title,
    )


def over_time_data(found: InstrumentOverTime | None) -> dict[str, Any]:
    """Give one instrument over time as plain data, every figure with its n."""
    if found is None:
        return {"sentence": NONE_THEN, "instrument": None}
    return {
        "sentence": answer(found),
        "instrument": found.instrument.id,
        "title": found.instrument.title,
        "sets": found.n,
        "early": found.n_early,
        "items": [_item_data(one) for one in found.items],
        "levels": [level_data(one) for one in found.levels],
        "versions": [
            {
                "version": one.version,
                "definition": one.definition_id,
                "first_on": one.first_on.isoformat(),
                "last_on": one.last_on.isoformat(),
                "n": one.n,
            }
            for one in found.versions
        ],
    }


def answer(found: InstrumentOverTime) -> str:
    """Say how often it was answered, when, and in how many wordings."""
    sets = wording.count(found.n, "set of answers", "sets of answers")
    first, last = (wording.day_words(day, found.today) for day in (found.first_on, found.last_on))
    when = f"on {last}" if found.first_on == found.last_on else f"from {first} to {last}"
    how = "" if len(found.versions) == 1 else f", in {wording.number(len(found.versions))} versions"
    return f"{found.instrument.title}: {sets} {when}{how}."


def _items(found: InstrumentOverTime) -> list[Block]:
    shown = [one for one in found.items if one.answers]
    if not shown:
        return []
    remarks = []
    if found.n_early:
        sets = wording.count(found.n_early, "set", "sets")
        remarks.append(f"{sets[:1].upper()}{sets[1:]} soon after the one before, drawn here too.")
    if broken := [_name(found, one) for one in shown if one.breaks]:
        remarks.append(f"Worded anew in between: {', '.join(broken)}.")
    if left := [_name(found, one) for one in shown if one.n_left_out]:
        remarks.append(f"Earlier answers on other numbers are left out: {', '.join(left)}.")
    if found.n_words:
        remarks.append("What was answered in words is where each set is.")
    chart = ItemStrips([_strip(found, one) for one in shown])
    sentence = "\n".join(_sentence(found, one) for one in shown)
    return [
        Title("Items, first to latest, each on its own numbers"),
        Picture(chart, sentence),
        *([Note(" ".join(remarks))] if remarks else []),
        *(block for one in shown for block in _circles(found, one)),
    ]


def _circles(found: InstrumentOverTime, one: ItemOverTime) -> list[Block]:
    """Draw the circles that were chosen first and latest, of an item that is answered with them."""
    if one.scale.kind is not ScaleKind.PICTORIAL or not one.given:
        return []
    ends = (one.given[0], one.given[-1]) if len(one.given) > 1 else one.given
    shown = tuple(
        Overlap(wording.day_words(each.on, found.today), (each.value or 0) - one.scale.min + 1)
        for each in ends
    )
    said = ", ".join(f"{OVERLAP_WORDS[each.level]} on {each.when}" for each in shown)
    return [
        Title(one.item.text),
        Picture(CirclesThenNow(shown, CIRCLES), f"The circles overlap: {said}."),
    ]


def _strip(found: InstrumentOverTime, one: ItemOverTime) -> ItemStrip:
    return ItemStrip(
        label=safe(_name(found, one)),
        low=one.scale.min,
        high=one.scale.max,
        answers=[(each.on, each.value) for each in one.answers],
        breaks=one.breaks,
        said=_first_to_latest(one),
    )


def _first_to_latest(one: ItemOverTime) -> str:
    """Say the first answer and the latest: `5 to 4 of 7`, or `+1 to 0` on both sides of 0."""
    if not one.given:
        return "skipped"
    first, last = (one.given[at].value or 0 for at in (0, -1))
    if one.scale.min < 0:
        return f"{signed(first)} to {signed(last)}"
    return f"{first} to {last} of {one.scale.max}"


def _name(found: InstrumentOverTime, one: ItemOverTime) -> str:
    """Name an item by the dimension that it is alone in, else by its words."""
    alone = (each.title for each in found.instrument.dimensions if each.items == (one.item.id,))
    return next(alone, None) or one.item.text


def _sentence(found: InstrumentOverTime, one: ItemOverTime) -> str:
    listed = ", ".join(_dated(each) for each in one.answers[-MOST_LISTED:])
    n = wording.count(len(one.given), "answer")
    which = "" if len(one.answers) <= MOST_LISTED else f", the last {MOST_LISTED} sets"
    ends = f"{one.scale.min} to {one.scale.max}"
    return f"{_name(found, one)} ({ends}), {n}{which}: {listed}."


def _dated(one: ItemAnswer) -> str:
    return f"{short_day(one.on)} {'skipped' if one.value is None else one.value}"


def _versions(found: InstrumentOverTime) -> list[Block]:
    if len(found.versions) == 1:
        return []
    return [
        Title("Versions"),
        Facts(tuple((one.version, _version_words(found, one)) for one in found.versions)),
    ]


def _version_words(found: InstrumentOverTime, one: VersionOverTime) -> str:
    sets = wording.count(one.n, "set", "sets")
    first, last = (wording.day_words(day, found.today) for day in (one.first_on, one.last_on))
    return f"{sets}, {first} to {last}" if first != last else f"{sets}, {first}"


def _item_data(one: ItemOverTime) -> dict[str, Any]:
    return {
        "item": one.item.id,
        "text": one.item.text,
        "range": [one.scale.min, one.scale.max],
        "n": len(one.given),
        "answers": [
            {"on": each.on.isoformat(), "value": each.value, "early": each.early}
            for each in one.answers
        ],
        "wording_new_on": [day.isoformat() for day in one.breaks],
        "left_out": one.n_left_out,
    }
