"""Dimensions, first and latest: drawn, or told where they are many, or only named.

Instruments stay whole: which of their dimensions are seen never depends on what was answered.
One set of answers is never a figure here: there is nothing for it to stand beside.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from closeness_cli.core.moment import short_day
from closeness_cli.core.stats.change import Outcome, Verdict
from closeness_cli.presentation.blocks import Block, Note, Paragraph, Picture, Title
from closeness_cli.presentation.charts import ThenNow, ThenNowBars
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.report.overview_verdicts import verdict_words
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.wording import day_words, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from closeness_cli.core.reports.followed import Followed
    from closeness_cli.core.reports.levels import Level, Reading

TITLE = "First and latest · percent of the range"

CHARACTERS_IN_A_ROW = 76
"""About as many of a text as stand in a row of 80 columns."""

ROWS_FOR_A_NAME = 2
"""What it takes to name some dimensions in a note, and the most that naming instruments takes."""


@dataclass(slots=True)
class _Places:
    """Where each instrument's dimensions go while there is room, if there is any at all."""

    room: int
    drawn: list[Level] = field(default_factory=list)
    told: list[Level] = field(default_factory=list)
    named: list[Level] = field(default_factory=list)

    def place(self, levels: Sequence[Level]) -> None:
        """Find room for one instrument: the first that can be drawn always has it."""
        if not has_two(levels):
            self.named.append(levels[0])
        elif (self.room > 0 and not self.drawn) or _rows_drawn(levels) <= self.room:
            self.drawn += levels
            self.room -= _rows_drawn(levels)
        elif _rows_told(levels) <= self.room:
            self.told += levels
            self.room -= _rows_told(levels)
        else:
            self.named.append(levels[0])


def has_two(levels: Iterable[Level]) -> bool:
    """Say whether any of these dimensions has a first and a later score."""
    return any(level.n_scored > 1 for level in levels)


def judged_levels(levels: Iterable[Level], followed: Followed | None) -> list[Level]:
    """Leave out the dimension that the report follows: what is told of it is in its evidence."""
    return [level for level in levels if not is_followed(level, followed)]


def level_blocks(
    levels: Iterable[Level],
    *,
    room: int,
    today: date,
    followed: Followed | None = None,
    is_moved: bool = False,
) -> list[Block]:
    """Lay out dimensions, those of the first instrument before all others.

    Args:
        followed: What the report follows, of which the page says more elsewhere.
        is_moved: That moved by more than noise.
        room: Rows of 80 columns that there are for them.
        today: The reader's local day.
    """
    instruments = [list(group) for _, group in groupby(levels, key=lambda one: one.instrument_id)]
    every = [level for group in instruments for level in group]
    verdict = verdict_words(judged_levels(every, followed))
    room -= _rows_of(verdict) if verdict else 0
    places = _placed(instruments, room)
    if places.named:
        places = _placed(instruments, room - ROWS_FOR_A_NAME - 1)
    # What the line follows was named before all else.
    line = followed.instrument_id if followed else ""
    named = [one for one in places.named if one.instrument_id != line]
    return [
        *_drawn_blocks(places.drawn, followed, is_moved=is_moved),
        *([Paragraph(verdict)] if verdict else []),
        *(Paragraph(_told_words(title, group)) for title, group in _by_title(places.told)),
        *([Note(_named_words(named, today))] if named else []),
    ]


def _placed(instruments: Iterable[Sequence[Level]], room: int) -> _Places:
    places = _Places(room)
    for levels in instruments:
        places.place(levels)
    return places


def _drawn_blocks(
    levels: Sequence[Level], followed: Followed | None, *, is_moved: bool
) -> list[Block]:
    """Draw what has two scores, and say of the rest that it has not."""
    if not levels:
        return []
    twice = [level for level in levels if level.n_scored > 1]
    blocks: list[Block] = [
        Title(TITLE),
        Picture(_bars_of(twice, followed, is_moved=is_moved), _drawn_words(twice)),
    ]
    if short := [label(level) for level in twice if level.unscored]:
        blocks.append(Note(f"Too few answers last time: {', '.join(short)}."))
    if rest := _rest_words(levels):
        blocks.append(Note(rest))
    if remarks := _version_words(judged_levels(twice, followed)):
        blocks.append(Note(remarks))
    return blocks


def _version_words(levels: Sequence[Level]) -> str:
    """Say whose items were worded anew, and whose earlier sets are another series."""
    anew = [label(level) for level in levels if level.breaks]
    left_out = [label(level) for level in levels if level.n_left_out]
    said = [
        ("Worded anew in between", anew),
        ("Earlier sets of another version are left out", left_out),
    ]
    return " ".join(f"{how}: {', '.join(names)}." for how, names in said if names)


def _rows_drawn(levels: Sequence[Level]) -> int:
    twice = sum(level.n_scored > 1 for level in levels)
    said = _version_words(levels)
    return twice + ROWS_FOR_A_NAME * (twice < len(levels)) + (_rows_of(said) if said else 0)


def is_followed(level: Level, followed: Followed | None) -> bool:
    """Say whether this is the dimension that the line follows."""
    if followed is None:
        return False
    return (level.instrument_id, level.dimension) == (followed.instrument_id, followed.dimension)


def _rows_told(levels: Sequence[Level]) -> int:
    return _rows_of(_told_words(levels[0].instrument_title, levels))


def _rows_of(text: str) -> int:
    return len(text) // CHARACTERS_IN_A_ROW + 2


def _by_title(levels: Sequence[Level]) -> list[tuple[str, list[Level]]]:
    grouped = groupby(levels, key=lambda level: level.instrument_title)
    return [(title, list(group)) for title, group in grouped]


def _bars_of(levels: Sequence[Level], followed: Followed | None, *, is_moved: bool) -> ThenNowBars:
    rows = [
        ThenNow(
            safe(f"{name}{_prorated(level.latest)}"),
            now=_value(level.latest),
            then=_value(level.first),
            is_clear=is_moved if is_followed(level, followed) else _is_clear(level),
        )
        for name, level in zip(_labels(levels), levels, strict=True)
    ]
    return ThenNowBars(rows)


def _is_clear(level: Level) -> bool:
    return isinstance(level.change, Verdict) and level.change.outcome is not Outcome.CANNOT_TELL


def label(level: Level) -> str:
    """Name a dimension, so that 100 is not read as much where it stands for as wanted."""
    says_so = not level.as_wanted or "want" in level.title.casefold()
    return level.title if says_so else f"{level.title}, as wanted"


def _prorated(reading: Reading | None) -> str:
    """Mark a score that stands for items without an answer, too: ` (6 of 7)`."""
    if reading is None or not reading.score.is_prorated:
        return ""
    return f" ({reading.score.n_answered} of {reading.score.n_items})"


def _labels(levels: Sequence[Level]) -> Iterator[str]:
    """Name dimensions; one with a title that was there before names its instrument too."""
    seen: set[str] = set()
    for level in levels:
        twin = level.title in seen
        seen.add(level.title)
        yield f"{label(level)} ({level.instrument_title})" if twin else label(level)


def _value(reading: Reading | None) -> float | None:
    return None if reading is None else reading.score.value


def _drawn_words(levels: Sequence[Level]) -> str:
    return "\n".join(
        f"{name}: {_dated(level.first)}, {_dated(level.latest)} ({level.n_scored} sets)"
        for name, level in zip(_labels(levels), levels, strict=True)
    )


def _dated(reading: Reading | None) -> str:
    return "" if reading is None else f"{_percent(reading)} on {short_day(reading.on)}"


def _told_words(title: str, levels: Sequence[Level]) -> str:
    pairs = ", ".join(
        f"{label(level)} {_percent(level.first)}, then {_percent(level.latest)}"
        for level in levels
        if level.n_scored > 1 and level.first and level.latest
    )
    return f"{title}, percent of the range: {pairs}. {_rest_words(levels)}".rstrip(" ")


def _rest_words(levels: Sequence[Level]) -> str:
    """Name what has fewer than two scores; it has no figure."""
    once = [label(level) for level in levels if level.n_scored == 1]
    never = [label(level) for level in levels if level.n_scored == 0]
    said = [("Answered once", once), ("Skipped", never)]
    return " ".join(f"{how}: {', '.join(names)}." for how, names in said if names)


def _named_words(levels: Sequence[Level], today: date) -> str:
    """Name instruments with their day, as many as two rows hold."""
    named = [f"{level.instrument_title}, {day_words(level.on, today)}" for level in levels]
    kept = len(named)
    while kept > 1 and len(_also_words(named, kept)) > ROWS_FOR_A_NAME * CHARACTERS_IN_A_ROW:
        kept -= 1
    return _also_words(named, kept)


def _also_words(named: Sequence[str], kept: int) -> str:
    rest = f"; and {number(len(named) - kept)} more" if kept < len(named) else ""
    return f"Also answered: {'; '.join(named[:kept])}{rest}."


def _percent(reading: Reading) -> str:
    return f"{whole_percent(reading.score.value)}{_prorated(reading)}"
