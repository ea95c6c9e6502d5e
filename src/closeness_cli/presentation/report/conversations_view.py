"""Conversations on a page: what came after them, how they were, and who began."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from closeness_cli.core.entry_fields import BOTH
from closeness_cli.core.moment import day_words
from closeness_cli.core.person import OWNER
from closeness_cli.core.reports.conversations import Kind
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.core.stats.said import Reason
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import (
    Block,
    Facts,
    Lead,
    Note,
    Page,
    Picture,
    Title,
)
from closeness_cli.presentation.charts.chart import figure
from closeness_cli.presentation.charts.strips import Strip, WeekStrips
from closeness_cli.presentation.messages import SOMEBODY
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.moved_wording import (
    PATTERN,
    candidate_words,
    moved_data,
    moved_sentence,
)
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.reports.conversations import Conversations, Figure
    from closeness_cli.core.reports.evidence import Moved

NONE = "No conversation is noted in your journal yet."
NONE_THEN = "No conversation is noted in this period."
BEGIN = (("Note one, with its minutes and depth", "closeness journal conversation"),)

TOO_LITTLE = "This period holds too little to say what goes along with better days."
TOO_EARLY = "Too early to say whether more time or deeper talk goes along with better days"
NEITHER = "Neither more time nor deeper talk stood out in next-day mood"
BESIDE = "Compared with days of other talks that were as long, or as deep."
NO_CONTEST = "What did not stand out may still matter."
SAY_MORE = "It can also be noted how long and how deep a talk was:  closeness journal conversation"

HIGHEST_DEPTH, HIGHEST_PRESENCE = 3.0, 5.0

FULL_MINUTES = 30
"""The strip of minutes is as high as a whole number of these."""

MOST_BEGINNERS = 5
"""Who began is told of so many; the rest together."""

LATEST_WEEKS = 8
"""Weeks that a sentence lists one by one."""

COMPARED = (
    "The next day's mood after days of a kind beside that after other days with talks, for the "
    "same mood that day and the same weekday (least squares); chance by turning the days of the "
    "kind against the moods. Depth and presence are freed of length, and length of depth. It takes "
    "112 days with a talk, a mood and one after it, 12 of the kind and 12 others, and is weighed "
    "with all else that the report looks at (Benjamini & Hochberg 1995)."
)
KINDS = (
    "A deep talk has the depth 3 of 3; in one you were all there at a presence of 4 or 5; more "
    "talk than your usual are the minutes of a day above the median of your days with a talk. "
    "Whether two kinds differ from each other is not tested, and not said."
)


def conversations_view(
    found: Conversations,
    names: Mapping[str, str],
    *,
    narrows: bool = False,
    with_method: bool = False,
) -> View:
    """Show what was noted of conversations.

    Args:
        names: Of people, by id.
        narrows: A period was asked for.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report conversations",
        lambda: conversations_data(found),
        lambda: conversations_page(found, names, narrows=narrows, with_method=with_method),
    )


def conversations_page(
    found: Conversations,
    names: Mapping[str, str],
    *,
    narrows: bool = False,
    with_method: bool = False,
) -> Page:
    """Lay out conversations: what came after, week by week, how they were, who began."""
    title = f"Conversations, on {day_words(found.today)}"
    if not found.n:
        aside: Block = (
            Note(overview_wording.whole_time("conversations")) if narrows else Facts(BEGIN)
        )
        return Page((Lead(NONE_THEN if narrows else NONE), aside), title)
    blocks = [
        *_after(found),
        *_weeks(found),
        *_how(found, names),
        *_more(found),
        *([Note(COMPARED), Note(KINDS)] if with_method else []),
    ]
    return Page((Lead(answer(found)), *blocks), title)


def conversations_data(found: Conversations) -> dict[str, Any]:
    """Give conversations as plain data, every figure with its n and its method."""
    return {
        "sentence": answer(found) if found.n else NONE_THEN,
        "today": found.today.isoformat(),
        "conversations": found.n,
        "days": len(found.days),
        "minutes_a_day": _figure_data(found.minutes, "median of days that say it"),
        "depth": _figure_data(found.depth, "mean of conversations that say it"),
        "presence": _figure_data(found.presence, "mean of conversations that say it"),
        "began": [{"by": who, "n": n} for who, n in found.began],
        "weeks": [
            {
                "from": week.monday.isoformat(),
                "n": week.n,
                "minutes": week.minutes,
                "depth": week.depth,
                "presence": week.presence,
            }
            for week in found.weeks
        ],
        "next_day": [moved_data(one, found.today) for one in found.moved],
    }


def answer(found: Conversations) -> str:
    """Say what one's own days tell of more time and of deeper talk, in a sentence or two."""
    told = [one for one in found.moved if one.is_told and isinstance(one.finding, NextDay)]
    if told:
        return " ".join([*(moved_sentence(one) for one in told), PATTERN])
    silence = found.silence
    if silence is not None and silence.reason is Reason.OVER:
        return TOO_LITTLE
    if silence is not None:
        return f"{TOO_EARLY}{wording.from_about(silence.from_about(found.today), found.today)}."
    deep, long = (_days_of(found.after(kind)) for kind in (Kind.DEEP, Kind.LONG))
    days = wording.count(deep, "day")
    return f"{NEITHER}: {days} with deep talks, and {long} with long ones, of {len(found.days)}."


def _days_of(one: Moved | None) -> int:
    return one.finding.n_with if one and isinstance(one.finding, NextDay) else 0


def _after(found: Conversations) -> list[Block]:
    """Say what is compared, and of kinds that did not stand out that this is no contest."""
    if not any(one.is_told for one in found.moved):
        return []
    quiet = [
        f"{candidate_words(one.candidate)} ({one.finding.n_with} days)"
        for one in found.moved
        if isinstance(one.finding, NextDay) and not one.is_told
    ]
    rest = f" Looked at too, and not clear: {wording.listed(quiet)}. {NO_CONTEST}" if quiet else ""
    return [Note(f"{BESIDE}{rest}")]


def _weeks(found: Conversations) -> list[Block]:
    """Draw what is said of the weeks, each strip with what it stands for."""
    strips = [strip for strip in _strips(found) if any(one is not None for one in strip.values)]
    if not strips or len(found.weeks) < 2:
        return []
    first = wording.day_words(found.days[0].on, found.today)
    talks = wording.count(found.n, "conversation")
    chart = WeekStrips(strips, first=found.weeks[0].monday)
    return [Title(f"Week by week · {talks} since {first}"), Picture(chart, _sentence(found))]


def _strips(found: Conversations) -> list[Strip]:
    weeks = found.weeks
    most = max((week.minutes or 0.0 for week in weeks), default=0.0)
    full = max(math.ceil(most / FULL_MINUTES), 1) * FULL_MINUTES
    return [
        Strip("minutes", [week.minutes for week in weeks], float(full)),
        Strip("depth", [week.depth for week in weeks], HIGHEST_DEPTH),
        Strip("presence", [week.presence for week in weeks], HIGHEST_PRESENCE),
    ]


def _sentence(found: Conversations) -> str:
    """Tell the latest weeks that have a conversation, one a line."""
    told = [week for week in found.weeks if week.n][-LATEST_WEEKS:]
    lines = []
    for week in told:
        said = [
            *([f"{figure(week.minutes)} minutes"] if week.minutes is not None else []),
            *([f"depth {week.depth:.1f} of 3"] if week.depth is not None else []),
            *([f"presence {week.presence:.1f} of 5"] if week.presence is not None else []),
        ]
        talks = wording.count(week.n, "conversation")
        monday = wording.day_words(week.monday, found.today)
        lines.append(f"Week from {monday}: {', '.join([talks, *said])}.")
    return "\n".join(lines)


def _how(found: Conversations, names: Mapping[str, str]) -> list[Block]:
    """Tell the usual time, depth and presence and who began, each with what it is from."""
    rows = []
    if found.minutes:
        days = wording.count(found.minutes.n, "day")
        rows.append(("Time", f"{found.minutes.value:.0f} minutes a day, the middle of {days}"))
    for name, one, high in (
        ("Depth", found.depth, HIGHEST_DEPTH),
        ("Presence", found.presence, HIGHEST_PRESENCE),
    ):
        if one:
            talks = wording.count(one.n, "conversation")
            rows.append((name, f"{one.value:.1f} of {high:.0f}, the mean of {talks}"))
    if found.began:
        rows.append(("Who began", _began(found, names)))
    return [Facts(tuple(rows))] if rows else []


def _more(found: Conversations) -> list[Block]:
    """Say what a conversation can also say, where none does."""
    if found.minutes and found.depth:
        return []
    return [Note(SAY_MORE)]


def _began(found: Conversations, names: Mapping[str, str]) -> str:
    shown = [f"{_who(one, names)} {n}" for one, n in found.began[:MOST_BEGINNERS]]
    if rest := sum(n for _, n in found.began[MOST_BEGINNERS:]):
        shown.append(f"others {rest}")
    talks = wording.count(sum(n for _, n in found.began), "conversation")
    return f"{', '.join(shown)}, of {talks}"


def _who(one: str, names: Mapping[str, str]) -> str:
    return {OWNER: "you", BOTH: "both of you"}.get(one) or names.get(one, SOMEBODY)


def _figure_data(one: Figure | None, method: str) -> dict[str, Any] | None:
    return {"value": one.value, "n": one.n, "method": method} if one else None
