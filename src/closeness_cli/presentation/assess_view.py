"""A finished set of answers: what was answered, in words, and nothing about what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.answers import presented
from closeness_cli.core.instruments.instrument import ScaleKind, SkipReason
from closeness_cli.core.person import OWNER
from closeness_cli.core.stats.scoring import Score, score_all
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
from closeness_cli.presentation.messages import SUPPORT, guess_kept
from closeness_cli.presentation.view import View
from closeness_cli.presentation.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.services.assess import Finished


SEE_IT = "See it:  closeness report"
KNOWN = "known so far"
"""What is known about what an item says stands behind this, beside the answer to it."""


def finished_view(done: Finished, *, leads_on: bool = True, guess_of: str = "") -> View:
    """Show a finished set of answers.

    Args:
        leads_on: Say where it can be seen, as after the first set.
        guess_of: For a guess, the name of the one whose answers were guessed.
    """
    return View(
        "assess run",
        lambda: finished_data(done, guess_of=guess_of),
        lambda: finished_page(done, leads_on=leads_on, guess_of=guess_of),
    )


def finished_page(done: Finished, *, leads_on: bool = True, guess_of: str = "") -> Page:
    """Say what was answered, offer a card, and end as every form ends."""
    sitting = done.administration
    lead = "Your answers are kept."
    if sitting.guess_of is not None:
        lead = guess_kept(guess_of, in_own_vault=sitting.guess_of != OWNER)
    blocks: list[Block] = [Lead(lead), *_answer_blocks(sitting), *_share_notes(sitting)]
    if sitting.instrument.ends_with:
        blocks.append(Paragraph(sitting.instrument.ends_with))
    if done.entries:
        written = count(len(done.entries), "entry", "entries")
        blocks.append(Note(f"Also in your journal: {written}."))
    if done.card is not None:
        blocks += [Title("Something to think or talk about"), Words(done.card.text, "")]
    if sitting.guess_of is None and _has_more(sitting.instrument):
        blocks.append(
            Note(f"More of what they say:  closeness assess show {sitting.instrument.id}")
        )
    elif leads_on:
        blocks.append(Note(SEE_IT))
    return Page((*blocks, Note(SUPPORT)))


def finished_data(done: Finished, *, guess_of: str = "") -> dict[str, Any]:
    """Give a finished set of answers as plain data."""
    sitting = done.administration
    items = [item for item in sitting.instrument.items if not item.safety]
    return {
        "administration": sitting.id,
        "instrument": sitting.instrument.id,
        "version": sitting.instrument.version,
        "at": sitting.started.iso,
        "early": done.is_early,
        "guess_of": guess_of or None,
        "answers": {item.id: plain_answer(sitting.responses.get(item.id)) for item in items},
        "reasons": {
            one.item_id: str(one.reason) for one in sitting.responses.values() if one.reason
        },
        "scores": scores_data(sitting),
        "notes": [{"kind": str(one.kind), "items": list(one.items)} for one in done.notes],
        "entries": [one.id for one in done.entries],
        "card": done.card.text if done.card else None,
    }


def scores_data(sitting: Administration) -> list[dict[str, Any]]:
    """Give the scores of a set as plain data; one that has too few answers is `None`."""
    return [
        {
            "dimension": one.dimension,
            "percent_of_range": one.value if isinstance(one, Score) else None,
            "n_answered": one.n_answered,
            "n_items": one.n_items,
        }
        for one in score_all(sitting.instrument, sitting.responses)
    ]


def plain_answer(response: Response | None) -> object:
    """Give an answer as plain data; `None` where there is none."""
    value = response.value if response else None
    if isinstance(value, tuple):
        return [{"text": one.text, "value": one.value} for one in value]
    return value


def _answer_blocks(sitting: Administration) -> Iterator[Block]:
    """Tell each item that was asked with its answer, and why beside it where it has a line."""
    rows: list[tuple[str, str]] = []
    mark = "your answer" if sitting.guess_of is None else "your guess"
    for item in presented(sitting):
        response = sitting.responses.get(item.id)
        if response is None or response.reason is SkipReason.NOT_SHOWN:
            continue
        said = answer_words(item, response)
        if not item.why:
            rows.append((item.text, said))
            continue
        if rows:
            yield Facts(tuple(rows))
            rows = []
        yield Title(item.text)
        yield Facts(((mark, said), (KNOWN, item.why)))
    if rows:
        yield Facts(tuple(rows))


def _has_more(asked: Instrument) -> bool:
    """Say whether there is a closer look at such answers, without taking it."""
    return asked.plane is not None or any(
        item.importance
        or item.tags
        or (item.scale is not None and item.scale.kind is ScaleKind.ALLOCATION)
        for item in asked.items
    )


def _share_notes(sitting: Administration) -> Iterator[Block]:
    """Say of each score that stands for items without an answer too how many it rests on."""
    for dimension, one in zip(
        sitting.instrument.dimensions,
        score_all(sitting.instrument, sitting.responses),
        strict=True,
    ):
        if isinstance(one, Score) and one.is_prorated:
            yield Note(f"{dimension.title}: from {one.n_answered} of {one.n_items} answers.")
