"""Instruments that nobody thought of: a strategy over the whole item model, all of them sound."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import assume
from hypothesis import strategies as st

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import (
    RESERVED_IDS,
    Cadence,
    Change,
    ChangeKind,
    Continuity,
    Cutoff,
    Dimension,
    Direction,
    Half,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    MissingRule,
    Noise,
    NoiseBasis,
    Order,
    Plane,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
    Tip,
)
from closeness_cli.core.instruments.rules.instruments import faults_of
from closeness_cli.core.instruments.rules.items import scale_findings
from closeness_cli.core.stats.scoring import total_range

if TYPE_CHECKING:
    from collections.abc import Sequence

AWKWARD = (
    "=1+1",
    "'=1+1",
    "''@SUM(A1)",
    "'quoted'",
    "-3",
    "- three",
    "+",
    "@CLOSENESS={}",
    "a | b",
    "1, one | 2, two",
    "<b>bold</b> & <i>more</i>",
    "&amp;",
    "[other] asks",
    'say "so"',
    " blanks around ",
    "two\nlines",
    "\ttab",
    "not applicable",
    "2",
    "é̂ 愛 ❤️ \U0001f9d1",
    "\\u0007",
)
"""Texts that mean something in a spreadsheet, in a dictionary or in JSON."""

IDS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
LONG_IDS = st.from_regex(r"[a-z][a-z0-9_]{30,39}", fullmatch=True)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True).filter(
    lambda one: one not in RESERVED_IDS
)
VERSIONS = st.from_regex(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{1,2}", fullmatch=True)
PLAIN = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))
TEXTS = st.one_of(
    st.sampled_from(AWKWARD), st.text(PLAIN, min_size=1, max_size=40).filter(str.strip)
)
MAYBE = st.one_of(st.just(""), TEXTS)
NUMBERED = (ScaleKind.ORDINAL, ScaleKind.NUMERIC, ScaleKind.BIPOLAR, ScaleKind.PICTORIAL)


@st.composite
def scales(draw: st.DrawFn) -> ResponseScale:
    low = draw(st.integers(-100, 99))
    high = draw(st.one_of(st.integers(low + 1, min(low + 12, 100)), st.integers(low + 1, 100)))
    points = st.integers(low, high)
    labels = draw(st.dictionaries(points, TEXTS, max_size=8))
    if draw(st.booleans()):
        labels = {one: draw(TEXTS) for one in range(low, min(high, low + 12) + 1)}
    counts = st.one_of(st.none(), st.integers(-9, 9), st.sampled_from([0.5, 2.25, -1.75]))
    scale = ResponseScale(
        kind=draw(st.sampled_from(ScaleKind)),
        min=low,
        max=high,
        labels=labels,
        only_labelled=draw(st.booleans()),
    )
    if draw(st.booleans()) and scale.values:
        fit = st.dictionaries(st.sampled_from(scale.values), counts, max_size=6)
        scale = replace(scale, scores=draw(fit))
    assume(not list(scale_findings(scale)))
    return scale


def conditions(earlier: Sequence[Item]) -> st.SearchStrategy[Condition]:
    """Make conditions on earlier items, up to three levels deep."""
    leaves = st.sampled_from(earlier).flatmap(_leaf)
    several = st.lists(leaves, min_size=1, max_size=3).map(tuple)
    nested = st.one_of(
        several.map(lambda all_of: Condition(all=all_of)),
        several.map(lambda any_of: Condition(any=any_of)),
    )
    deep = st.lists(st.one_of(leaves, nested), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        leaves,
        nested,
        deep.map(lambda all_of: Condition(all=all_of)),
        deep.map(lambda any_of: Condition(any=any_of)),
    )


def _leaf(item: Item) -> st.SearchStrategy[Condition]:
    answered = st.just(Condition(item.id, Comparison.ANSWERED))
    if item.kind is not ItemKind.SCALE or item.scale is None:
        return answered
    ops = [one for one in Comparison if one is not Comparison.ANSWERED]
    values = item.scale.values
    compared = st.builds(Condition, st.just(item.id), st.sampled_from(ops), st.sampled_from(values))
    return st.one_of(answered, compared)


@st.composite
def items(draw: st.DrawFn, item_id: str, earlier: Sequence[Item]) -> Item:
    kind = draw(st.sampled_from([*ItemKind, ItemKind.SCALE, ItemKind.SCALE]))
    item = Item(
        id=item_id,
        kind=kind,
        text=draw(TEXTS),
        scale=None if kind is ItemKind.TEXT else draw(scales()),
        rating=draw(TEXTS) if kind is ItemKind.LIST else "",
        most=draw(st.integers(1, 9)) if kind is ItemKind.LIST else 0,
        journal_as=draw(st.sampled_from(["", *EntryKind])) if kind is ItemKind.TEXT else "",
        help=draw(MAYBE),
        reasons=tuple(draw(st.sets(st.sampled_from([*SkipReason][1:3])))),
        show_if=draw(st.one_of(st.none(), conditions(earlier))) if earlier else None,
        why=draw(MAYBE),
        tags=tuple(draw(st.lists(st.sampled_from(["walk", "äpfel", "time-off"]), unique=True))),
    )
    return draw(_scored(item, earlier)) if kind is ItemKind.SCALE else item


@st.composite
def _scored(draw: st.DrawFn, item: Item, earlier: Sequence[Item]) -> Item:
    """Give a scale item what only such have."""
    scale = item.scale
    assert scale is not None
    others = [one for one in earlier if one.kind is ItemKind.SCALE and one.scale is not None]
    ordered = [one.id for one in others if one.scale and one.scale.kind is not ScaleKind.NOMINAL]
    if draw(st.booleans()) and ordered:
        item = replace(item, importance=draw(st.sampled_from(ordered)))
    low, high = scale.range
    choice = draw(st.integers(0, 3))
    within = [one for one in scale.values if low <= one <= high]
    if choice == 1:
        return replace(item, reverse_scored=True)
    if choice == 2 and within:
        return replace(item, ideal=Ideal(value=draw(st.sampled_from(within))))
    if choice == 3 and others:
        other = draw(st.sampled_from(others))
        return replace(item, scale=other.scale, ideal=Ideal(item=other.id))
    return item


@st.composite
def dimensions(draw: st.DrawFn, name: str, scored: Sequence[Item]) -> Dimension:
    op = draw(st.sampled_from(ScoreOp))
    missing = draw(st.sampled_from(MissingRule))
    names = [one.id for one in scored]
    return Dimension(
        id=name,
        title=draw(TEXTS),
        op=op,
        items=tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=4, unique=True))),
        missing=missing,
        min_fraction=0.75 if missing is MissingRule.PRORATE else 1.0,
        direction=draw(st.sampled_from(Direction)),
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    ids = draw(st.lists(st.one_of(IDS, LONG_IDS), min_size=1, max_size=5, unique=True))
    asked: list[Item] = []
    for one in ids:
        asked.append(draw(items(one, asked)))
    if draw(st.booleans()):
        asked.append(Item("kept_apart", ItemKind.TEXT, draw(TEXTS), safety=True))
    made = Instrument(
        id=draw(NAMES),
        version=draw(VERSIONS),
        title=draw(TEXTS),
        intro=draw(TEXTS),
        source=draw(TEXTS),
        licence=draw(TEXTS),
        says_not=draw(TEXTS),
        minutes=draw(st.integers(1, 240)),
        cadence=Cadence(30, draw(st.integers(1, 30)), draw(st.integers(1, 90))),
        items=tuple(asked),
        ends_with=draw(MAYBE),
        order=Order.FIXED if any(one.show_if for one in asked) else draw(st.sampled_from(Order)),
    )
    made = draw(_with_scores(made))
    assume(not faults_of(made))
    return made


@st.composite
def _with_scores(draw: st.DrawFn, made: Instrument) -> Instrument:
    scored = [
        one
        for one in made.items
        if one.scale and one.kind is ItemKind.SCALE and one.scale.kind is not ScaleKind.NOMINAL
    ]
    if not scored:
        return made
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    kept = []
    for name in names:
        one = draw(dimensions(name, scored))
        if not faults_of(replace(made, dimensions=(one,))):
            kept.append(one)
    made = replace(made, dimensions=tuple(kept))
    summed = [one for one in kept if one.op in (ScoreOp.MEAN, ScoreOp.SUM)]
    if draw(st.booleans()) and summed:
        low, high = total_range(made, summed[0])
        name = summed[0].id
        noise = Noise(name, NoiseBasis.RELIABLE_CHANGE, (high - low) / 3, draw(TEXTS))
        cutoff = Cutoff(name, (low + high) / 2, draw(TEXTS))
        made = replace(made, cutoffs=(cutoff,), noise=(noise,))
    if len(kept) > 1 and draw(st.booleans()):
        tips = (Tip(Half.LOW, Half.HIGH, draw(TEXTS)),)
        made = replace(made, plane=Plane(kept[0].id, kept[1].id, tips))
    if len(scored) > 1 and draw(st.booleans()):
        made = replace(made, pairs=((scored[0].id, scored[1].id),))
    if draw(st.booleans()):
        says = draw(TEXTS)
        change = Change(made.version, "2026-01-31", ChangeKind.WORDING, says, Continuity.BREAK)
        made = replace(made, changes=(change,))
    return made
