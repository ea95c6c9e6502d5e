"""A closer look at one set of answers, by what its items say: needs, a plane, shares, causes.

Nothing here is about one instrument: an item that says how much it matters, a plane, a scale of
who does it, or tags are enough, also in an instrument that somebody brings.
"""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from closeness_cli.core.reports.causes import find_causes
from closeness_cli.core.reports.gaps import rank_gaps
from closeness_cli.core.reports.labor import Balance, Doer, divide_labor, see_both
from closeness_cli.core.reports.plane import place_on_plane
from closeness_cli.presentation.blocks import Block, Facts, Note, Paragraph, Picture, Title
from closeness_cli.presentation.charts import Axis, Need, NeedsChart, PlaneChart
from closeness_cli.presentation.closer_look_json import closer_look_data
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.wording import count, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.reports.causes import Cause
    from closeness_cli.core.reports.gaps import Gap
    from closeness_cli.core.reports.labor import Task, TwoViews
    from closeness_cli.core.reports.plane import Placed, Reach

__all__ = ["closer_look_blocks", "closer_look_data"]

MOST_NEEDS = 3
"""Needs to talk about first."""

DEGREES = ((87.5, "very much"), (62.5, "a good deal"), (37.5, "somewhat"))
"""How much, in words, from which percent of the range on; below the last it is "a little"."""

SHARES = ("Only you", "Mostly you", "Both alike", "Mostly the other", "Only the other", "Neither")
"""Who does a task, from the side of the person who answers."""

BALANCES = {
    Balance.ME: "On the whole, more is with you.",
    Balance.EVEN: "On the whole, it is about even.",
    Balance.YOU: "On the whole, more is with the other.",
}

ALL_MET = "What matters to you is met, by your answers."
BOTH = "Your answers on both"
TOO_FEW = "Too few answers to place them on the plane of both."
ARMS = (
    "The point is your answers. Its arms show how much they differ from item to item, and no "
    "more: not how they would come out on another day."
)
NOT_VALIDATED = "These are our own questions, not validated."
NOTHING_CAME_UP = "By your answers, none of these was there much."
OWN_WORDING = "own wording"
"""What the licence of our own instruments says."""


def closer_look_blocks(
    one: Administration,
    *,
    beside: Administration | None = None,
    journal_counts: Mapping[str, int] | None = None,
    earlier: Sequence[Administration] = (),
) -> list[Block]:
    """Lay out what a finished set of answers says beyond its answers; nothing where that is all.

    Args:
        beside: Another person's set of the same instrument, answered from their own side.
        journal_counts: Disagreements in the journal by item id, see `reports.count_tagged`.
        earlier: The same person's sets of this instrument before it, oldest first.
    """
    return [
        *_needs(one),
        *_plane(one),
        *_labor(one, beside),
        *_causes(one, journal_counts, earlier),
    ]


def _needs(one: Administration) -> list[Block]:
    """Say what matters and is not met, in words; the numbers are for those who look for them."""
    gaps = rank_gaps(one)
    if not gaps:
        return []
    first = [gap for gap in gaps if gap.size > 0][:MOST_NEEDS]
    if not first:
        return [Paragraph(ALL_MET)]
    named = [(_need_name(one.instrument, gap.item), gap) for gap in first]
    return [
        Title("What to talk about first"),
        Picture(
            NeedsChart([_need(one, name, gap) for name, gap in named]),
            "\n".join(_gap_sentence(one, name, gap) for name, gap in named),
        ),
    ]


def _need(one: Administration, name: str, gap: Gap) -> Need:
    return Need(safe(name), safe(_gap_words(one, gap)), gap.importance, gap.met)


def _gap_sentence(one: Administration, name: str, gap: Gap) -> str:
    """Say a need with its numbers, for whoever reads lines instead of a picture."""
    pause = "" if name.endswith(("?", ".", ":")) else ":"
    matters, met = whole_percent(gap.importance), whole_percent(gap.met)
    return f"{name}{pause} {_gap_words(one, gap)} (matters {matters}, met {met} of 100)"


def _gap_words(one: Administration, gap: Gap) -> str:
    matters = _said(one, gap.item.importance) or f"matters {_degree(gap.importance)}"
    met = _said(one, gap.item.id) or f"met {_degree(gap.met)}"
    return f"{matters}, {met}"


def _need_name(instrument: Instrument, item: Item) -> str:
    """Name a need by how its importance is asked, without what is asked alike of all of them."""
    if title := _title_of(instrument, item):
        return title
    asked = instrument.item(item.importance).text
    all_asked = [instrument.item(one.importance).text for one in instrument.items if one.importance]
    name = _without_frame(asked, all_asked)
    return f"{name[0].upper()}{name[1:]}" if name else asked


def _without_frame(text: str, alike: Sequence[str]) -> str:
    """Leave out the words that all begin and end with.

    Returns:
        Nothing where most of what is left begins alike: then it is half a sentence, not a name.
    """
    rows = [one.split() for one in alike]
    start = _alike(rows)
    end = _alike([row[start:][::-1] for row in rows])
    names = [row[start : len(row) - end] for row in rows]
    if 2 * len({name[0] for name in names if name}) <= len(rows):
        return ""
    words = text.split()
    return " ".join(words[start : len(words) - end])


def _alike(rows: Sequence[Sequence[str]]) -> int:
    """Count the words that all rows begin with."""
    columns = takewhile(lambda column: len(set(column)) == 1, zip(*rows, strict=False))
    return len(list(columns))


def _said(one: Administration, item_id: str) -> str:
    """Give the words that stood beside an answer; empty where there was a number alone."""
    response = one.responses[item_id]
    return "" if response.label == str(response.value) else response.label


def _degree(percent: float) -> str:
    below = "a little" if percent > 0 else "not at all"
    return next((word for least, word in DEGREES if percent >= least), below)


def _plane(one: Administration) -> list[Block]:
    if one.instrument.plane is None:
        return []
    placed = place_on_plane(one)
    if placed is None:
        return [Note(TOO_FEW)]
    across, up = placed.across, placed.up
    blocks: list[Block] = [
        Title(BOTH),
        Picture(
            PlaneChart(_axis(across), _axis(up)),
            f"{_reach_words(across)}\n{_reach_words(up)}",
        ),
        Note(f"{ARMS} {NOT_VALIDATED}" if OWN_WORDING in one.instrument.licence else ARMS),
    ]
    return [*blocks, *_tips(placed)]


def _tips(placed: Placed) -> Iterator[Block]:
    if not placed.tips:
        return
    several = len(placed.quarters) > 1
    yield Title("Where your answers reach" if several else "Where your answers lie")
    yield from (Paragraph(tip.text) for tip in placed.tips)


def _axis(reach: Reach) -> Axis:
    return Axis(safe(reach.dimension.title), reach.mean, reach.low, reach.high)


def _reach_words(reach: Reach) -> str:
    said = f"{reach.dimension.title}: {whole_percent(reach.mean)} of 100"
    if not reach.has_interval:
        return f"{said}, from one answer"
    low, high = whole_percent(reach.low), whole_percent(reach.high)
    return f"{said}, between {low} and {high}, from {count(reach.n_items, 'answer')}"


def _labor(one: Administration, beside: Administration | None) -> list[Block]:
    labor = divide_labor(one)
    if labor is None:
        return []
    n = len(labor.tasks)
    counted = Counter(map(_share_of, labor.tasks))
    rows = tuple((label, f"{counted[label]} of {n}") for label in SHARES if counted[label])
    blocks: list[Block] = [Title("Who does what, as you see it"), Facts(rows)]
    if labor.balance is not None:
        blocks.append(Paragraph(BALANCES[labor.balance]))
    views = see_both(one, beside) if beside else None
    return [*blocks, *_views_blocks(one.instrument, views)] if views else blocks


def _share_of(task: Task) -> str:
    """Say who does a task: only counts more than mostly, so the two stand apart."""
    only_me, me, both, you, only_you, neither = SHARES
    match task.doer:
        case Doer.ME:
            return me if task.place else only_me
        case Doer.BOTH:
            return both
        case Doer.YOU:
            return only_you if task.place == 100 else you
        case Doer.NEITHER:
            return neither


def _views_blocks(instrument: Instrument, views: TwoViews) -> Iterator[Block]:
    yield Title("Both views beside each other")
    answered, agreed = count(views.n, "task"), number(len(views.agreed))
    yield Paragraph(f"You both answered {answered}, and say the same of {agreed}.")
    differing = (
        ("Each of you calls mostly their own", views.both_claim),
        ("Each of you thinks the other mostly does", views.neither_claims),
    )
    for how, items in differing:
        if items:
            yield Paragraph(f"{how}, {number(len(items))}: {_names(instrument, items)}.")


def _causes(
    one: Administration,
    counts: Mapping[str, int] | None,
    earlier: Sequence[Administration],
) -> list[Block]:
    causes = find_causes([*earlier, one], counts)
    if not any(cause.n_answered for cause in causes):
        return []
    told = [cause for cause in causes if cause.is_there or cause.n_entries]
    if not told:
        return [Paragraph(NOTHING_CAME_UP)]
    days = one.instrument.cadence.recall_days
    rows = tuple((_name(one.instrument, cause.item), _cause_words(cause, days)) for cause in told)
    return [Title("What came up"), Facts(rows)]


def _cause_words(cause: Cause, days: int) -> str:
    if cause.n_answered > 1:
        said = f"in {cause.n_sets} of {cause.n_answered} sets of answers"
    else:
        said = "in this set of answers" if cause.is_there else ""
    if cause.is_there is False:
        said = f"not in this set of answers; {said}" if cause.n_sets else "not in your answers"
    elif cause.is_there is None:
        said = f"skipped this time; {said}" if cause.n_sets else "skipped"
    if not cause.n_entries:
        return said
    tagged = count(cause.n_entries, "disagreement")
    when = "in that month" if 28 <= days <= 31 else f"in those {days} days"
    return f"{said}. In your journal: {tagged} about it {when}."


def _name(instrument: Instrument, item: Item) -> str:
    return _title_of(instrument, item) or item.text


def _title_of(instrument: Instrument, item: Item) -> str:
    """Name an item by the dimension that it is alone in, if there is one."""
    return next((one.title for one in instrument.dimensions if one.items == (item.id,)), "")


def _names(instrument: Instrument, items: Sequence[Item]) -> str:
    """Name several items in one line, without what all items of the instrument begin with."""
    start, comma, _ = instrument.items[0].text.partition(", ")
    is_shared = all(one.text.startswith(start + comma) for one in instrument.items)
    shared = start + comma if comma and is_shared else ""
    return "; ".join(_name(instrument, one).removeprefix(shared).rstrip("?.") for one in items)
