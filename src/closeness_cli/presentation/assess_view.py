"""A finished set of answers: what was answered, in words, and nothing about what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.scoring import Score, score_all
from closeness_cli.presentation.answer_wording import answer_words
from closeness_cli.presentation.blocks import (
    Block,
    Facts,
    Lead,
    Note,
    Page,
    Paragraph,
    Title,
    Words,
)
from closeness_cli.presentation.messages import SUPPORT
from closeness_cli.presentation.overview_wording import count
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.administration import Administration, Response
    from closeness_cli.services.assess import Finished


SEE_IT = "See it:  closeness report"


def finished_view(done: Finished, *, leads_on: bool = True) -> View:
    """Show a finished set of answers.

    Args:
        leads_on: Say where it can be seen, as after the first set.
    """
    return View(
        "assess run",
        lambda: finished_data(done),
        lambda: finished_page(done, leads_on=leads_on),
    )


def finished_page(done: Finished, *, leads_on: bool = True) -> Page:
    """Say what was answered, offer a card, and end as every form ends."""
    sitting = done.administration
    blocks: list[Block] = [
        Lead("Your answers are kept."),
        Facts(tuple(_facts(sitting))),
    ]
    if sitting.instrument.ends_with:
        blocks.append(Paragraph(sitting.instrument.ends_with))
    if done.entries:
        written = count(len(done.entries), "entry", "entries")
        blocks.append(Note(f"Also in your journal: {written}."))
    if done.card is not None:
        blocks += [Title("Something to think or talk about"), Words(done.card.text, "")]
    if leads_on:
        blocks.append(Note(SEE_IT))
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


def _facts(sitting: Administration) -> list[tuple[str, str]]:
    answered = [item for item in sitting.instrument.items if item.id in sitting.responses]
    return [(item.text, answer_words(item, sitting.responses[item.id])) for item in answered]


def _plain(response: Response | None) -> object:
    value = response.value if response else None
    if isinstance(value, tuple):
        return [{"text": one.text, "value": one.value} for one in value]
    return value
