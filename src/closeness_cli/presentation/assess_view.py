"""A finished set of answers: what was answered, in words, and nothing about what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import moment_words
from closeness_cli.core.scoring import Score, score_all
from closeness_cli.presentation.messages import SUPPORT
from closeness_cli.presentation.page import Block, Facts, Lead, Note, Page, Title, Words

if TYPE_CHECKING:
    from closeness_cli.core.administration import Administration, Line, Response
    from closeness_cli.core.instrument import Item
    from closeness_cli.services.assess import Finished

NO_ANSWER = "skipped"


def finished_page(done: Finished) -> Page:
    """Say what was answered, offer a card, and end as every form ends."""
    sitting = done.administration
    blocks: list[Block] = [
        Lead("Your answers are kept."),
        Facts(tuple(_facts(sitting))),
    ]
    if sitting.instrument.ends_with:
        blocks.append(Note(sitting.instrument.ends_with))
    blocks += [Note("Also in your journal: " + moment_words(one.moment)) for one in done.entries]
    if done.card is not None:
        blocks += [Title("Something to think or talk about"), Words(done.card.text, "")]
    return Page((*blocks, Note(SUPPORT)))


def finished_data(done: Finished) -> dict[str, Any]:
    """Give a finished set of answers as plain data."""
    sitting = done.administration
    return {
        "administration": sitting.id,
        "instrument": sitting.instrument.id,
        "version": sitting.instrument.version,
        "at": sitting.started.iso,
        "answers": {
            item.id: _plain(sitting.responses.get(item.id)) for item in sitting.instrument.items
        },
        "scores": [
            {
                "dimension": one.dimension,
                "percent_of_range": one.value if isinstance(one, Score) else None,
                "n_answered": one.n_answered,
                "n_items": one.n_items,
            }
            for one in score_all(sitting.instrument, sitting.responses)
        ],
        "entries": [one.id for one in done.entries],
        "card": done.card.text if done.card else None,
    }


def answer_words(item: Item, response: Response | None) -> str:
    """Say an answer as it was given: its label, or the number of how many."""
    if response is None or response.value is None:
        return NO_ANSWER
    value = response.value
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "; ".join(_line_words(item, line) for line in value) or NO_ANSWER
    return _number_words(item, value)


def _facts(sitting: Administration) -> list[tuple[str, str]]:
    return [
        (item.text, answer_words(item, sitting.responses.get(item.id)))
        for item in sitting.instrument.items
    ]


def _number_words(item: Item, value: int) -> str:
    assert item.scale is not None  # noqa: S101 - a number was answered on it
    label = item.scale.labels.get(value)
    if label is None:
        return f"{value} of {item.scale.max}"
    has_all = len(item.scale.labels) == len(item.scale.values)
    return label if has_all else f"{value} of {item.scale.max}, {label}"


def _line_words(item: Item, line: Line) -> str:
    return line.text if line.value is None else f"{line.text} ({_number_words(item, line.value)})"


def _plain(response: Response | None) -> object:
    value = response.value if response else None
    if isinstance(value, tuple):
        return [{"text": one.text, "value": one.value} for one in value]
    return value
