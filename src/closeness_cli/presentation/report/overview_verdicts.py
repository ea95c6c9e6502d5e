"""What moved by more than noise, in calm words, with the noise named; nothing where none can say.

Of the dimension that the report follows, `standing` says it by the evidence of the whole report.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import DEFAULT_INSTRUMENT, Direction
from closeness_cli.core.reports.levels import Start
from closeness_cli.core.stats.change import Basis, Outcome, Verdict
from closeness_cli.presentation.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from closeness_cli.core.reports.levels import Level

CANNOT_TELL = "cannot tell from noise"

MOST_NAMES = 3
"""Dimensions that are named where nothing can be told of them."""


def verdict_words(levels: Sequence[Level]) -> str:
    """Say which dimensions moved by more than noise, and of which that cannot be told.

    Returns:
        Nothing where too few sets were answered to say either of any.
    """
    names = _names(levels)
    judged = [(level, level.change) for level in levels if isinstance(level.change, Verdict)]
    moved: dict[tuple[str, str], list[str]] = {}
    for level, verdict in judged:
        if verdict.outcome is not Outcome.CANNOT_TELL:
            key = _moved_words(level, verdict), _method_words(level, verdict)
            moved.setdefault(key, []).append(names[id(level)])
    methods = [method for _, method in moved]
    said = [
        f"{', '.join(named)}: {how}, by more than noise{_named_once(methods, place)}."
        for place, ((how, _), named) in enumerate(moved.items())
    ]
    return " ".join([*said, *_rest_words(levels, judged, names, methods)])


def _rest_words(
    levels: Sequence[Level],
    judged: Sequence[tuple[Level, Verdict]],
    names: dict[int, str],
    methods: Sequence[str],
) -> list[str]:
    """Say of which dimensions it cannot be told, in one sentence."""
    rest = [pair for pair in judged if pair[1].outcome is Outcome.CANNOT_TELL]
    if not rest:
        return []
    all_judged = len(judged) == sum(level.n_scored > 1 for level in levels)
    if all_judged and len(rest) > 1:
        who = "The others" if len(rest) < len(judged) else "All of these"
    else:
        who = _some([names[id(level)] for level, _ in rest])
    new = dict.fromkeys(_method_words(*pair) for pair in rest)
    method = "; ".join(one for one in new if one not in methods)
    return [f"{who}: {CANNOT_TELL}{f' ({method})' if method else ''}."]


def verdict_data(level: Level) -> dict[str, Any]:
    """Give what can be said of a dimension's change as plain data."""
    change = level.change
    if isinstance(change, Verdict):
        return {
            "outcome": str(change.outcome),
            "basis": str(change.basis),
            "difference": change.difference,
            "threshold": change.threshold,
            "then": change.then,
            "now": change.now,
            "n_then": change.n_then,
            "n_now": change.n_now,
            "source": change.source,
            "with_first": level.with_first,
            "from": str(level.starts),
        }
    return {
        "outcome": None,
        "reason": str(change.reason),
        "n_runs": change.n_runs,
        "n_needed": change.n_needed,
    }


def _moved_words(level: Level, verdict: Verdict) -> str:
    up, then = verdict.outcome is Outcome.UP, _then_words(level)
    if level.as_wanted:
        return f"{'nearer to' if up else 'farther from'} what you wanted than {then}"
    if level.direction is Direction.NEITHER:
        return f"{'up' if up else 'down'} from {then}"
    return f"{'higher' if up else 'lower'} than {then}"


def _then_words(level: Level) -> str:
    if level.starts is Start.WORDING:
        return "your first sets in the new wording"
    if level.starts is Start.PERIOD:
        return "your first sets in this period"
    return "your first weeks" if level.instrument_id == DEFAULT_INSTRUMENT else "your first sets"


def _method_words(level: Level, verdict: Verdict) -> str:
    """Say what was compared, and by which noise.

    By one's own ups and downs, the four sets before the last four have to say the same.
    """
    if level.with_first:
        then = f"the first {number(verdict.n_then)} sets"
    else:
        then = f"sets 2 to {verdict.n_then + 1}"
    now = f"the last {number(verdict.n_now)}"
    if verdict.basis is Basis.OWN_BASELINE:
        now = f"{now} and the {number(verdict.n_now)} before"
    return f"{then} against {now}; {_noise_words(verdict)}"


def _noise_words(verdict: Verdict) -> str:
    size = f"noise of up to {_figure(verdict.threshold)}"
    match verdict.basis:
        case Basis.PUBLISHED_CHANGE:
            return f"{size}, by a published reliable change, {verdict.source}"
        case Basis.PUBLISHED_RETEST:
            return f"{size}, by a published retest reliability, {verdict.source}"
        case Basis.OWN_BASELINE:
            return "your own usual wobble"


def _named_once(methods: Sequence[str], place: int) -> str:
    """Name a method behind the first sentence that rests on it."""
    return f" ({methods[place]})" if methods[place] not in methods[:place] else ""


def _figure(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _some(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_NAMES - 1])} and {number(len(names) - MOST_NAMES + 1)} more"


def _names(levels: Iterable[Level]) -> dict[int, str]:
    """Name each dimension; one whose title another has too names its instrument as well."""
    levels = list(levels)
    titles = Counter(level.title for level in levels)
    return {
        id(level): level.title
        if titles[level.title] == 1 or level.instrument_id == DEFAULT_INSTRUMENT
        else f"{level.title} ({level.instrument_title})"
        for level in levels
    }
