"""Two people's answers in numbers, every figure with its n and its error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.stats.coupling import Coupling
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Note, Paragraph, Picture, Title
from closeness_cli.presentation.charts.each_apart import Apart, EachApart
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from closeness_cli.core.reports.couple_numbers import (
        CoupleNumbers,
        Difference,
        LevelsOfBoth,
    )
    from closeness_cli.core.stats.icc import IccOverWeeks
    from closeness_cli.core.stats.partners import Guessing, Profile

MOST_DIFFERENCES = 8
"""Items whose difference stands on the page; all are in the data."""

DIFFERENCES = "Differences, in steps of each answer"
TOGETHER = "Over time"
NO_ERROR_YET = "Too early to say which of these are more than noise."
FEWEST_GUESSES = 12
"""Below this many a correlation of guesses and answers is not worth a word."""

MIDDLING = 0.005
"""Below half of a hundredth nothing but 0 is shown."""

ROUGH = 0.095
"""From here on one digit behind the point is enough."""

DIFFERENCE_METHOD = (
    "A difference is yours less theirs, averaged over the sets you share; its range holds for all "
    "of them together (95 %, t with Bonferroni, for weeks that resemble each other: Bayley & "
    "Hammersley 1946), from eight shared sets on."
)
AGREEMENT_METHOD = (
    "Agreement is ICC(A,1) with its F interval (McGraw & Wong 1996), from 12 shared sets; rising "
    "and falling together is a correlation, by rotating one series against the other, from 40."
)
GUESS_METHOD = (
    "Guesses: the mean of guess less answer, and what is left of each guess without it, in percent "
    "of the range (West & Kenny 2011; Cronbach 1955). Correlations are described, never tested."
)


def number_blocks(numbers: CoupleNumbers, *, other: str, today: date) -> list[Block]:
    """Lay out the numbers: levels apart, then differences, then what only many sets can say."""
    return [
        *(block for one in numbers.sets for block in _levels(one, other, today)),
        *_differences(numbers, other),
        *_over_time(numbers, other, today),
        *(_guesses(numbers.guesses, other) if numbers.guesses is not None else []),
    ]


def number_methods(numbers: CoupleNumbers | None) -> list[str]:
    """Say how the numbers that are there were made."""
    if numbers is None:
        return []
    guesses = [GUESS_METHOD] if numbers.guesses is not None else []
    return [DIFFERENCE_METHOD, AGREEMENT_METHOD, *guesses]


def _levels(one: LevelsOfBoth, other: str, today: date) -> Iterator[Block]:
    yield Title(f"{one.title} · percent of the range")
    rows = [
        Apart(safe(level.dimension.title), level.mine.value, level.theirs.value)
        for level in one.levels
    ]
    yield Picture(
        EachApart(rows, ("you", safe(other))),
        "\n".join(
            f"{level.dimension.title}: you {whole_percent(level.mine.value)}, "
            f"{other} {whole_percent(level.theirs.value)} of 100"
            for level in one.levels
        ),
    )
    yield Note(_when(one, other, today))
    if one.profile is not None:
        yield Paragraph(_profile_words(one.profile, other))


def _when(one: LevelsOfBoth, other: str, today: date) -> str:
    mine, theirs = (wording.day_words(day, today) for day in (one.mine_on, one.theirs_on))
    return f"Both on {mine}." if mine == theirs else f"You on {mine}, {other} on {theirs}."


def _profile_words(profile: Profile, other: str) -> str:
    """Describe two people's answers to one form as a whole."""
    n = len(profile.differences)
    apart = f"Item by item, the two lie {whole_percent(profile.mean_size)} of 100 apart"
    if whole_percent(abs(profile.mean)) == "0":
        return f"{apart}; on the whole neither answers higher ({n} items)."
    who = "you answer" if profile.mean > 0 else f"{other} answers"
    higher = f"on the whole {who} {whole_percent(abs(profile.mean))} higher"
    return f"{apart}; {higher} ({n} items)."


def _differences(numbers: CoupleNumbers, other: str) -> list[Block]:
    shown = numbers.differences[:MOST_DIFFERENCES]
    if not shown:
        return []
    rows = tuple((one.asked.item.text, difference_words(one, other)) for one in shown)
    blocks: list[Block] = [Title(DIFFERENCES), Facts(rows)]
    left = len(numbers.differences) - len(shown)
    if left:
        blocks.append(Note(f"And {wording.count(left, 'smaller one')}, in --json."))
    if all(one.found.low is None for one in numbers.differences):
        blocks.append(Note(NO_ERROR_YET))
    return blocks


def difference_words(one: Difference, other: str) -> str:
    """Say how far two people differ on an item, with its error where there is one."""
    found = one.found
    if found.n == 1:
        mine, theirs = (step(value) for value in found.latest)
        return f"you {mine}, {other} {theirs}"
    size = _higher(found.mean, other)
    sets = f"{found.n} shared sets"
    if found.low is None or found.high is None:
        return f"{size} on average ({sets})"
    how = "more than noise" if found.is_beyond_noise else "within noise"
    return f"{size} on average, {how} ({_range(found.mean, found.low, found.high)}; {sets})"


def _higher(mean: float, other: str) -> str:
    if abs(mean) < MIDDLING:
        return "alike"
    return f"{'you' if mean > 0 else other} {step(abs(mean))} higher"


def _range(middle: float, low: float, high: float) -> str:
    """Write an interval of a difference, counted in the direction that it is told in."""
    ends = (low, high) if middle > -MIDDLING else (-high, -low)
    return f"95 %: {step(ends[0])} to {step(ends[1])}"


def step(value: float) -> str:
    """Write a number of steps: one digit behind the point, two where one would be zero."""
    if abs(value) < MIDDLING:
        return "0"
    said = f"{value:.1f}" if abs(value) >= ROUGH else f"{value:.2f}"
    return said.removesuffix(".0").replace("-", "−")


def _over_time(numbers: CoupleNumbers, other: str, today: date) -> list[Block]:
    """Say how far the two agree and move together; silence once."""
    if numbers.followed is None:
        return []
    title = numbers.followed.title
    agreement, blocks = numbers.agreement, list[Block]([Title(TOGETHER)])
    if isinstance(agreement, Silence):
        blocks.append(Note(silence_words(agreement, title, today)))
    else:
        blocks.append(Paragraph(agreement_words(agreement, title)))
    if isinstance(numbers.together, Coupling):
        told = numbers.is_together_told
        blocks.append(Paragraph(together_words(numbers.together, other, told=told)))
    return blocks


def silence_words(silence: Silence, title: str, today: date) -> str:
    """Say why nothing is told of agreement, once."""
    if silence.reason is Reason.NO_VARIATION:
        return f"{title}: all your answers are the same, so there is nothing to compare."
    if silence.reason is Reason.NOT_ESTIMABLE:
        return f"{title}: your answers do not settle how far you agree."
    later = wording.from_about(silence.from_about(today), today)
    return f"{title}: too early to say how far the two of you agree over time{later}."


def agreement_words(found: IccOverWeeks, title: str) -> str:
    """Say how far two people gave the same scores."""
    icc = found.icc
    return (
        f"{title}, agreement {_r(icc.agreement)} (1 is the same numbers each time; 95 %: "
        f"{_r(icc.low)} to {_r(icc.high)}; {found.n} shared sets); ups and downs alone, whatever "
        f"the level, {_r(icc.consistency)}."
    )


def together_words(found: Coupling, other: str, *, told: bool) -> str:
    """Say whether two people's sets rise and fall together."""
    said = f"r {_r(found.r)}, 95 %: {_r(found.low)} to {_r(found.high)}; {found.n} shared sets"
    if not told:
        return f"Whether your answers and those of {other} move together: may be chance ({said})."
    how = "rose and fell together" if found.r > 0 else "moved against each other"
    return f"Your answers and those of {other} {how} ({said}): a pattern, not proof."


def _r(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _guesses(found: Guessing, other: str) -> list[Block]:
    """Say where guesses lie and how far they scatter: two things, each on its own line."""
    guesses = f"{wording.count(found.n, 'guess', 'guesses')} in {_sets(found.n_sets)}"
    return [
        Title(f"Your guesses of {other}'s answers · percent of the range"),
        Facts(
            (
                ("On the whole", f"{bias_words(found)} ({guesses})"),
                ("Each on its own", accuracy_words(found)),
            )
        ),
    ]


def _sets(n: int) -> str:
    return wording.count(n, "set", "sets")


def bias_words(found: Guessing) -> str:
    """Say whether guesses lie higher or lower than the answers."""
    size = whole_percent(abs(found.bias))
    if size == "0":
        said = "as high as the answers"
    else:
        said = f"{size} {'higher' if found.bias > 0 else 'lower'} than the answers"
    if found.low is None or found.high is None:
        return f"{said}; too early to say whether by more than noise"
    outside = not found.low <= 0 <= found.high
    noise = "more than noise" if outside else "within noise"
    ends = (found.low, found.high) if found.bias > 0 else (-found.high, -found.low)
    low, high = (step(round(end)) for end in ends)
    return f"{said}, {noise}; 95 %: {low} to {high}"


def accuracy_words(found: Guessing) -> str:
    """Say how near guesses come once that is taken out, and whether they follow high and low."""
    said = f"{whole_percent(found.miss)} off once that is taken out"
    if found.r is None or found.n < FEWEST_GUESSES:
        return said
    return f"{said}; they follow what is high and low with r {_r(found.r)} (described, not tested)"
