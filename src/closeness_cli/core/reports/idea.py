"""One thing to try, chosen by rule: first what accompanied better days, then what was missed.

The order of the rules is the order of what there is to rest on: a difference that may be told
(`core/reports/evidence.py`), then what a person said they want and have less of, then a ritual
that once came with good days, or a tag that does while it is too early to compare, and at last a
ready-made one that rests on nothing. What asks two
people to take part comes only where that was chosen; no answer ever decides it.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import blake2b
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryKind
from closeness_cli.core.reports.evidence import Source
from closeness_cli.core.reports.gaps import rank_gaps
from closeness_cli.core.reports.moved_with import told_of
from closeness_cli.core.ritual_presets import Need, Where, With
from closeness_cli.core.rituals import Cadence, Done, Lasting
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.scoring import answered_number, wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.reports.evidence import Evidence, Moved
    from closeness_cli.core.ritual_presets import Preset
    from closeness_cli.core.rituals import Observance, Ritual

FEWEST_TIMES = 5
"""How often a ritual was done before it is called to mind again."""

FEWEST_MOODS = 3
"""Its days with a mood before they can be called good."""

NOT_FOR_DAYS, NOT_FOR_YEARS = 28, 365
"""A ritual is called to mind again where it was last done longer ago than the first of these, and
not where it is longer ago than the second: that is another time of life."""

SMALLEST_GAP = 30.0
"""Of importance x what is not met, 0 to 100: what matters a lot and is met by half is over it."""

MOST_CITED = 3
"""Entries or times that are named, the latest ones."""

RECENTLY = 3
"""The last things to try that come not again while there is another that rests on as much."""

GOOD = 0.5
"""The mean mood from which on days are called good: it rounds to `good`."""

ALONE_KINDS = frozenset({EntryKind.MOMENT, EntryKind.GRATITUDE, EntryKind.SOLO})
"""Kinds of entry that one person can make room for."""

JOINT_KINDS = frozenset({EntryKind.CONVERSATION})
"""Kinds that take two; conflicts, repairs and hard truths are never suggested."""

NEEDS = "needs"
"""The instrument that asks how much something matters, and how well it is met."""

MET = {
    "words_met": Need.WORDS,
    "help_met": Need.HELP,
    "time_met": Need.TIME,
    "touch_met": Need.TOUCH,
    "listening_met": Need.LISTENING,
    "room_met": Need.ROOM,
    "laughter_met": Need.LAUGHTER,
}
"""Its items, and what rituals may be good for; gifts, honesty and promises have none."""

WISHED: Mapping[tuple[str, str], tuple[Need | None, Need | None]] = {
    ("week", "room"): (Need.ROOM, None),
    ("autonomy", "own_plans"): (Need.ROOM, None),
    ("autonomy", "other_people"): (Need.ROOM, None),
    ("autonomy", "leaning"): (None, Need.ROOM),
    ("autonomy", "sharing"): (Need.LISTENING, None),
    ("where-are-you", "balance_now"): (Need.TIME, Need.ROOM),
}
"""Items with a wish, and what may help where there is less than wanted, and more than wanted."""


class Ground(StrEnum):
    """What a thing to try begins from."""

    MOVED = "moved"
    NEED = "need"
    WISH = "wish"
    BEFORE = "before"
    GOOD_DAYS = "good_days"
    PRESET = "preset"


class CitedAs(StrEnum):
    """What a record that is rested on is."""

    ENTRY = "entry"
    ANSWERS = "answers"
    OBSERVANCE = "observance"


class Cited(NamedTuple):
    """A record that a thing to try rests on."""

    kind: CitedAs
    id: str


class Idea(NamedTuple):
    """One thing to try.

    Args:
        key: The same for the same thing on another day.
        title: What it is called; of a ritual or a tag, people's words.
        moved: What went along with it, where it begins from that.
        preset: The ready-made ritual that it is, where it is one.
        item: The instrument and the item whose answer it begins from.
        is_more: There was more of that than wanted, and else less.
        on: The local day of those answers, or on which it was last done.
        times: How often it was done, or on how many days with a mood it was.
        rests_on: The answers and entries that it rests on, the latest first.
    """

    key: str
    ground: Ground
    title: str
    moved: Moved | None = None
    preset: Preset | None = None
    item: tuple[str, str] | None = None
    is_more: bool = False
    on: date | None = None
    times: int = 0
    rests_on: tuple[Cited, ...] = ()

    @property
    def mark(self) -> str:
        """Stand for the key where it is remembered: it says nothing to who reads it."""
        return blake2b(self.key.encode(), digest_size=8).hexdigest()


class Shown(NamedTuple):
    """Something to try that was shown: on which local day, and which."""

    on: date
    mark: str


class Known(NamedTuple):
    """What things to try are chosen from, all of one person.

    Args:
        evidence: Of the report that they stand in.
        moods: The mean mood by day, a day as in `date.toordinal`.
        tags: Gives the days of each tag, likewise; they are read only where it comes to that.
        sittings: Finished ones of any time, oldest first.
        observed: The times of any ritual, oldest first.
        presets: Gives the ready-made ones; they are read only where it comes to that.
        joint: What asks two people to take part may come.
        is_begun: There is enough written or answered for something that rests on nothing of it.
    """

    evidence: Evidence
    moods: Mapping[int, float]
    sittings: Sequence[Administration]
    rituals: Sequence[Ritual]
    observed: Sequence[Observance]
    presets: Callable[[], Sequence[Preset]]
    tags: Callable[[], Mapping[str, frozenset[int]]]
    today: date
    joint: bool = False
    is_begun: bool = True


def choose_idea(known: Known, shown: Sequence[Shown]) -> Idea | None:
    """Choose one thing to try: the same all day, and on another day another one.

    Args:
        shown: What was shown before, oldest first.

    Returns:
        Nothing where there is nothing that was not shown last.
    """
    last = shown[-1] if shown else None
    recent = {one.mark for one in shown[-RECENTLY:]}
    rested = list(_rested(known))
    begins = [one for one in rested if one.mark not in recent]
    if last is not None and last.on == known.today:
        again = next((one for one in find_ideas(known) if one.mark == last.mark), None)
        # A shorter period may have had nothing to rest on, and this one has.
        if again is not None and not (again.ground is Ground.PRESET and begins):
            return again
    again_soon = (one for one in rested if last is None or one.mark != last.mark)
    ready = (one for one in _ready_made(known) if one.mark not in recent)
    return next(chain(begins, again_soon, ready), None)


def remembered(shown: Sequence[Shown], idea: Idea, today: date) -> tuple[Shown, ...]:
    """Give what to remember after this one was shown: it, and the few before it."""
    one = Shown(today, idea.mark)
    return tuple(shown) if one in shown[-1:] else (*shown, one)[-RECENTLY:]


def find_ideas(known: Known) -> Iterator[Idea]:
    """Give all things to try, by what they rest on."""
    yield from _rested(known)
    yield from _ready_made(known)


def _rested(known: Known) -> Iterator[Idea]:
    yield from _moved(known)
    yield from _met(known)
    yield from _wished(known)
    yield from _done_before(known)
    yield from _on_good_days(known)


def _moved(known: Known) -> Iterator[Idea]:
    rituals = {one.id: one for one in known.rituals}
    for one in told_of(known.evidence):
        source, name = one.candidate.source, one.candidate.name
        if one.difference <= 0 or not _may_be_suggested(source, name, rituals, joint=known.joint):
            continue
        if source is Source.TAG and not _are_good(known, one.candidate.on):
            continue
        done = _times(known, name) if source is Source.RITUAL else ()
        yield Idea(f"{source}:{name}", Ground.MOVED, one.candidate.title, one, rests_on=done)


def _are_good(known: Known, on: Collection[int]) -> bool:
    """Say whether days are no worse than usual: better days also come after the worst ones."""
    moods = known.moods
    with_mood = [moods[day] for day in on if day in moods]
    usual = sum(moods.values()) / max(len(moods), 1)
    return not with_mood or sum(with_mood) / len(with_mood) >= max(usual, 0.0)


def _may_be_suggested(
    source: Source, name: str, rituals: Mapping[str, Ritual], *, joint: bool
) -> bool:
    if source is Source.RITUAL:
        return name in rituals and (joint or not rituals[name].together)
    if source is Source.KIND:
        return name in ALONE_KINDS or (joint and name in JOINT_KINDS)
    return source is Source.TAG or joint


def _met(known: Known) -> Iterator[Idea]:
    """What matters and is met little, the largest gap first."""
    given = _latest(known, NEEDS)
    for gap in rank_gaps(given) if given is not None else ():
        need = MET.get(gap.item.id)
        if gap.size >= SMALLEST_GAP and need is not None and given is not None:
            yield from _fitting(known, need, Ground.NEED, given, gap.item.id)


def _wished(known: Known) -> Iterator[Idea]:
    """What there was less of than wanted, or more; in the order of `WISHED`."""
    for (instrument_id, item_id), (if_less, if_more) in WISHED.items():
        given = _latest(known, instrument_id)
        items = given.instrument.items if given is not None else ()
        item = next((one for one in items if one.id == item_id), None)
        if given is None or item is None or item.safety:
            continue
        value, wish = answered_number(given.responses, item_id), wanted(item, given.responses)
        if value is None or wish is None or value == wish:
            continue
        need = if_less if value < wish else if_more
        if need is not None:
            for idea in _fitting(known, need, Ground.WISH, given, item_id):
                yield idea._replace(is_more=value > wish)


def _latest(known: Known, instrument_id: str) -> Administration | None:
    """Give the latest set of answers, while it is not time for another."""
    of_it = [one for one in known.sittings if one.instrument.id == instrument_id]
    if not of_it:
        return None
    latest = of_it[-1]
    age = (known.today - latest.started.on).days
    return latest if 0 <= age <= 2 * latest.instrument.cadence.suggest_days else None


def _fitting(
    known: Known, need: Need, ground: Ground, given: Administration, item_id: str
) -> Iterator[Idea]:
    for preset in _offered(known):
        if preset.need is need:
            yield _ready(preset, ground)._replace(
                item=(given.instrument.id, item_id),
                on=given.started.on,
                rests_on=(Cited(CitedAs.ANSWERS, given.id),),
            )


def _done_before(known: Known) -> Iterator[Idea]:
    """Rituals that came with good days and were done last some time ago, the latest first."""
    days: dict[str, list[date]] = {}
    for one in known.observed:
        if one.state is Done.DONE:
            days.setdefault(one.ritual_id, []).append(one.on)
    found = [
        (max(days[one.id]), one)
        for one in known.rituals
        if one.id in days and _is_for_again(one, days[one.id], known)
    ]
    for last_on, ritual in sorted(found, key=lambda pair: pair[0], reverse=True):
        yield Idea(
            f"{Source.RITUAL}:{ritual.id}",
            Ground.BEFORE,
            ritual.name,
            on=last_on,
            times=len(days[ritual.id]),
            rests_on=_times(known, ritual.id),
        )


def _times(known: Known, ritual_id: str) -> tuple[Cited, ...]:
    """Give the last times that a ritual was done, the latest first."""
    done = [
        one.id for one in known.observed if one.ritual_id == ritual_id and one.state is Done.DONE
    ]
    return tuple(Cited(CitedAs.OBSERVANCE, one) for one in reversed(done[-MOST_CITED:]))


def _is_for_again(ritual: Ritual, days: Sequence[date], known: Known) -> bool:
    often = ritual.meant.cadence in (Cadence.DAILY, Cadence.WEEKLY, Cadence.BIWEEKLY)
    is_offered = ritual.state is Lasting.CURRENT and (known.joint or not ritual.together)
    ago = (known.today - max(days)).days
    moods = [known.moods[day] for day in {one.toordinal() for one in days} if day in known.moods]
    return (
        is_offered
        and (often or ritual.meant.cadence is Cadence.ONGOING)
        and NOT_FOR_DAYS < ago <= NOT_FOR_YEARS
        and len(days) >= FEWEST_TIMES
        and len(moods) >= FEWEST_MOODS
        and sum(moods) > 0
    )


def _on_good_days(known: Known) -> Iterator[Idea]:
    """Tags that came with good days and cannot be compared yet, those of the best days first."""
    moods, today = known.moods, known.today.toordinal()
    compared = {
        one.candidate.name
        for one in known.evidence.moved
        if one.candidate.source is Source.TAG and isinstance(one.finding, NextDay)
    }
    usual = sum(moods.values()) / max(len(moods), 1)
    found = []
    for tag, on in known.tags().items():
        with_mood = [moods[day] for day in on if day in moods]
        is_recent = today - max(on, default=0) <= NOT_FOR_YEARS
        if tag not in compared and is_recent and len(with_mood) >= FEWEST_TIMES:
            mean = sum(with_mood) / len(with_mood)
            if mean >= GOOD and mean > usual:
                found.append((mean, tag, len(with_mood)))
    for _, tag, n in sorted(found, key=lambda one: (-one[0], one[1])):
        yield Idea(f"{Source.TAG}:{tag}", Ground.GOOD_DAYS, f"#{tag}", times=n)


def _ready_made(known: Known) -> Iterator[Idea]:
    """Ready-made ones, beginning with another from week to week."""
    if not known.is_begun:
        return
    offered = list(_offered(known))
    start = known.today.toordinal() // 7 % max(len(offered), 1)
    for preset in (*offered[start:], *offered[:start]):
        yield _ready(preset, Ground.PRESET)


def _ready(preset: Preset, ground: Ground) -> Idea:
    return Idea(f"preset:{preset.id}", ground, preset.name, preset=preset)


def _offered(known: Known) -> Iterator[Preset]:
    """Give the ready-made ones that may be suggested, and are not among the rituals already."""
    taken = {one.preset for one in known.rituals}
    is_apart = any(one.long_distance for one in known.rituals)
    for preset in known.presets():
        fits_place = preset.where is Where.EITHER or (preset.where is Where.APART) == is_apart
        may_come = known.joint or preset.company is not With.TOGETHER
        if preset.id not in taken and fits_place and may_come:
            yield preset
