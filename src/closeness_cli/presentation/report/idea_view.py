"""One thing to try, in words: what it begins from, and which records it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.reports.evidence import Source
from closeness_cli.core.reports.idea import CitedAs, Ground
from closeness_cli.core.stats.next_day import NextDay
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Paragraph, Title
from closeness_cli.presentation.messages import SHORT_ID
from closeness_cli.presentation.report.moved_wording import (
    candidate_words,
    moved_data,
)
from closeness_cli.presentation.ritual_presets_view import NEEDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.reports.idea import Cited, Idea

HEAD = "One thing to try, if you like"

ON_NOTHING = "a ready-made one, which rests on none of your answers and entries"

_TRY_KIND = {
    "moment": "Note a moment of the day",
    "gratitude": "Write down something that you are glad of",
    "solo": "Something on your own",
    "conversation": "Some time to talk",
}

_TRY_TALK = {
    "deep-talk": "A talk that goes deep",
    "present-talk": "A talk with nothing beside it",
    "long-talk": "More time to talk",
}

_WISHES = {
    ("week", "room", False): "You had less room for yourself than you wanted",
    ("autonomy", "own_plans", False): "You followed plans of your own less than you wanted",
    ("autonomy", "other_people", False): "You saw other people less than you wanted",
    ("autonomy", "leaning", True): "You relied on one person more than you wanted",
    ("autonomy", "sharing", False): "You shared less about yourself than you wanted",
    ("where-are-you", "balance_now", False): "You had less time for us than you wanted",
    ("where-are-you", "balance_now", True): "You had less time for yourself than you wanted",
}
"""By instrument, item and whether there was more of it than wanted."""


def idea_blocks(idea: Idea | None, today: date) -> list[Block]:
    """Give the end of a report; nothing where there is nothing to try."""
    if idea is None:
        return []
    return [Title(HEAD), Paragraph(idea_paragraph(idea, today))]


def idea_paragraph(idea: Idea, today: date) -> str:
    """Say it all in one paragraph, which takes little room."""
    rests = rests_on_words(idea)
    return f"{idea_words(idea, today)} {rests[:1].upper()}{rests[1:]}"


def idea_words(idea: Idea, today: date) -> str:
    """Say what to try, and what it begins from."""
    if idea.ground is Ground.MOVED:
        return _moved(idea)
    if idea.ground is Ground.BEFORE:
        last = wording.day_words(idea.on, today) if idea.on else ""
        times = wording.number(idea.times)
        return f"“{idea.title}”, once more: it came {times} times, last on {last}, with good days."
    if idea.ground is Ground.GOOD_DAYS:
        days = wording.count(idea.times, "day")
        return f"Another day with {idea.title}: it was on {days} with a mood, good on average."
    how = idea.preset.how if idea.preset else ""
    said = f"“{idea.title}”: {how}"
    begins = _begins_from(idea, today)
    return f"{begins} {said}" if begins else said


def rests_on_words(idea: Idea) -> str:
    """Say which answers, entries and times it rests on, and how to take it up."""
    said = [_cited(idea)]
    if idea.preset is not None:
        said.append(f"to take it up: closeness ritual add --preset {idea.preset.id}")
    return "; ".join(said)


def idea_data(idea: Idea, today: date) -> dict[str, Any]:
    """Give a thing to try as plain data, with the ids of what it rests on."""
    return {
        "key": idea.key,
        "ground": str(idea.ground),
        "title": idea.title,
        "sentence": idea_words(idea, today),
        "preset": idea.preset.id if idea.preset else None,
        "item": list(idea.item) if idea.item else None,
        "on": idea.on.isoformat() if idea.on else None,
        "n": idea.times or None,
        "moved": moved_data(idea.moved, today) if idea.moved else None,
        "rests_on": [{"kind": str(one.kind), "id": one.id} for one in idea.rests_on],
    }


def _moved(idea: Idea) -> str:
    moved = idea.moved
    if moved is None or not isinstance(moved.finding, NextDay):
        return ""
    candidate = moved.candidate
    begin = {
        Source.RITUAL: f"{candidate_words(candidate)}, once more",
        Source.TAG: f"Another day with {candidate.title}",
        Source.KIND: _TRY_KIND.get(candidate.name, candidate.title),
        Source.TALK: _TRY_TALK.get(candidate.name, candidate.title),
    }[candidate.source]
    return f"{begin}: mood was higher on the day after ({moved.finding.n_with:,} such days)."


def _begins_from(idea: Idea, today: date) -> str:
    on = wording.day_words(idea.on, today) if idea.on else ""
    if idea.ground is Ground.NEED and idea.preset is not None:
        what = NEEDS[idea.preset.need]
        return f"{what}: it matters to you and was met little, you answered on {on}."
    if idea.ground is Ground.WISH and idea.item is not None:
        return f"{_WISHES[(*idea.item, idea.is_more)]}, you answered on {on}."
    return ""


def _cited(idea: Idea) -> str:
    if not idea.rests_on:
        return ON_NOTHING
    ids = {kind: _short_ids(idea.rests_on, kind) for kind in CitedAs}
    if ids[CitedAs.ANSWERS]:
        return f"from your answers, closeness assess show {ids[CitedAs.ANSWERS][0]}"
    if ids[CitedAs.ENTRY]:
        return f"from days with entries such as {wording.listed(ids[CitedAs.ENTRY])}."
    return f"from the times it was done, such as {wording.listed(ids[CitedAs.OBSERVANCE])}."


def _short_ids(cited: Sequence[Cited], kind: CitedAs) -> list[str]:
    return [one.id[:SHORT_ID] for one in cited if one.kind is kind]
