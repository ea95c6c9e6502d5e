"""A set of answers as it was given: every item as it was asked then, with its whole scale."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.answering.answers import presented
from closeness_cli.core.instruments.instrument import Direction, ItemKind, ScoreOp, SkipReason
from closeness_cli.core.moment import Moment, day_words, moment_words
from closeness_cli.core.stats.scoring import Score, score_all
from closeness_cli.presentation.answer_wording import SKIPPED, answer_words, value_words
from closeness_cli.presentation.assess_view import plain_answer, scores_data
from closeness_cli.presentation.blocks import (
    Block,
    Facts,
    Note,
    Page,
    Paragraph,
    Title,
    Words,
)
from closeness_cli.presentation.closer_look import closer_look_blocks, closer_look_data
from closeness_cli.presentation.logged_blocks import logged_blocks, logged_data
from closeness_cli.presentation.messages import SHORT_ID
from closeness_cli.presentation.percent import whole_percent
from closeness_cli.presentation.view import View
from closeness_cli.presentation.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from closeness_cli.core.answering.administration import Administration, Amendment, Response
    from closeness_cli.core.instruments.instrument import Dimension, Item, ResponseScale
    from closeness_cli.core.reports.logged import Logged
    from closeness_cli.presentation.published_lines import PublishedLines

EARLY = "Soon after the one before: kept, and left out of comparisons."
OPEN = "Not finished yet. Go on with it:  closeness assess --resume"
NOT_YET = "Not answered yet."
NOT_ASKED = "Not asked, after the answers before."
NO_LINE = "No line is there."
AS_ASKED = "As it was asked"
BETWEEN = "in between"
SCORES = "Scores · percent of the range"


class ShownSet(NamedTuple):
    """A set of answers, and what belongs beside it.

    Args:
        amendments: What was corrected in it, oldest first.
        early: It is left out of comparisons.
        guess_of: For a guess, the name of the one whose answers were guessed.
        lines: Published lines, where they were asked for.
        beside: Another person's set of the same instrument.
        journal_counts: Disagreements in the journal by item id.
        earlier: The same person's sets before it, oldest first.
        logged: Rituals and repairs of the days that it asks about.
    """

    given: Administration
    amendments: Sequence[Amendment] = ()
    early: bool = False
    guess_of: str = ""
    lines: PublishedLines | None = None
    beside: Administration | None = None
    journal_counts: Mapping[str, int] | None = None
    earlier: Sequence[Administration] = ()
    logged: Logged | None = None


def set_view(shown: ShownSet) -> View:
    """Show one set of answers, exactly as it was asked then."""
    return View(
        "assess show",
        data=lambda: set_data(shown),
        page=lambda: set_page(shown),
        is_reading=True,
    )


def set_page(shown: ShownSet) -> Page:
    """Lay out one set of answers: what follows from it, then what was asked and answered."""
    sitting = shown.given
    blocks: list[Block] = [Title(sitting.instrument.title), *_head(shown)]
    if not sitting.is_open:
        blocks += _closer_look(shown)
        blocks += logged_blocks(sitting.instrument, shown.logged)
        blocks += _score_blocks(sitting)
    if shown.lines is not None:
        blocks += shown.lines.blocks()
    blocks += _asked_blocks(sitting)
    for number, item in enumerate(presented(sitting), start=1):
        blocks += _item_blocks(number, item, shown)
    return Page(tuple(blocks))


def _head(shown: ShownSet) -> Iterator[Block]:
    sitting = shown.given
    started = sitting.started
    yield Note(f"{moment_words(started)}, {started.zone}")
    if shown.guess_of:
        yield Paragraph(f"Your guess about {shown.guess_of}: what you thought their answers are.")
    if shown.early:
        yield Paragraph(EARLY)
    if sitting.is_open:
        yield Paragraph(OPEN)


def _asked_blocks(sitting: Administration) -> Iterator[Block]:
    """Begin the part that is as it was asked; its version and id are what commands take."""
    asked = sitting.instrument
    questions = count(len(presented(sitting)), "question")
    yield Title(AS_ASKED)
    yield Note(f"{questions} · {asked.id} {asked.version} · {sitting.id[:SHORT_ID]}")
    if asked.intro:
        yield Paragraph(asked.intro)


def _item_blocks(number: int, item: Item, shown: ShownSet) -> Iterator[Block]:
    response = shown.given.responses.get(item.id)
    was_asked = response is None or response.reason is not SkipReason.NOT_SHOWN
    yield Title(f"{number} · {item.text}")
    if item.help:
        yield Note(item.help)
    if not was_asked:
        yield Note(NOT_ASKED)
    else:
        yield from _answer_blocks(item, response, "your guess" if shown.guess_of else "your answer")
    yield from (Note(line) for line in _amendment_lines(item, shown))
    if item.why and response is not None and was_asked:
        yield Note(item.why)


def _answer_blocks(item: Item, response: Response | None, mark: str) -> Iterator[Block]:
    """Show what could be answered, with what was."""
    value = response.value if response else None
    if item.kind is ItemKind.LIST and item.rating:
        yield Paragraph(item.rating)
    if item.scale is not None:
        chosen = value if isinstance(value, int) else None
        yield Facts(tuple(scale_rows(item.scale, chosen, mark)))
    if response is None:
        yield Note(NOT_YET)
    elif value is None:
        yield Note(f"No answer: {SKIPPED[response.reason or SkipReason.SKIPPED]}.")
    elif isinstance(value, str):
        yield Words(value, "")
    elif isinstance(value, tuple):
        yield Facts(tuple((line.text, _rated(item, line.value)) for line in value))
        if not value:
            yield Note(NO_LINE)


def _rated(item: Item, value: int | None) -> str:
    if value is None:
        return "not rated"
    scale = item.scale
    return value_words(scale, value, scale.labels.get(value, "")) if scale else str(value)


def scale_rows(scale: ResponseScale, chosen: int | None, mark: str) -> Iterator[tuple[str, str]]:
    """Write a whole response scale, a row for each number that has words or was chosen.

    Args:
        chosen: The number that was answered, if one was.
        mark: What stands beside it.
    """
    values = list(scale.values)
    if chosen is not None and chosen not in values:
        values.append(chosen)
    for is_told, group in groupby(values, lambda one: one == chosen or bool(scale.labels.get(one))):
        numbers = list(group)
        if not is_told:
            ends = dict.fromkeys((_number(scale, numbers[0]), _number(scale, numbers[-1])))
            yield " to ".join(ends), BETWEEN
            continue
        for number in numbers:
            label = scale.labels.get(number, "")
            said = f"{label} ({mark})" if label else mark
            yield _number(scale, number), said if number == chosen else label


def _number(scale: ResponseScale, value: int) -> str:
    """Write a number of a scale; where some are negative, with its sign."""
    if scale.min >= 0 or not value:
        return str(value)
    return f"{value:+d}".replace("-", "−")


def _amendment_lines(item: Item, shown: ShownSet) -> Iterator[str]:
    started = shown.given.started
    for one in shown.amendments:
        if one.item_id == item.id:
            was = answer_words(item, one.before) if one.before else "without an answer"
            on = Moment(one.at, started.offset_seconds, started.zone).on
            yield f"Was {was}; changed on {day_words(on)}."


def _score_blocks(sitting: Administration) -> Iterator[Block]:
    asked = sitting.instrument
    if not asked.dimensions:
        return
    yield Title(SCORES)
    rows = []
    for dimension, one in zip(asked.dimensions, score_all(asked, sitting.responses), strict=True):
        name = _score_name(dimension)
        if not isinstance(one, Score):
            few = f"too few answers, {one.n_answered} of {one.n_items}"
            said = few if one.n_items > 1 else "no answer"
        elif one.is_prorated:
            said = f"{whole_percent(one.value)}, from {one.n_answered} of {one.n_items} answers"
        else:
            said = whole_percent(one.value)
        rows.append((name, said))
    yield Facts(tuple(rows))


def _score_name(dimension: Dimension) -> str:
    """Name a score, so that 100 is not read as much where it stands for as wanted."""
    is_wanted = dimension.op is ScoreOp.IDEAL and dimension.direction is Direction.CLOSER
    says_so = not is_wanted or "want" in dimension.title.casefold()
    return dimension.title if says_so else f"{dimension.title}, as wanted"


def _closer_look(shown: ShownSet) -> list[Block]:
    return closer_look_blocks(
        shown.given,
        beside=shown.beside,
        journal_counts=shown.journal_counts,
        earlier=shown.earlier,
    )


def set_data(shown: ShownSet) -> dict[str, Any]:
    """Give one set of answers as plain data, with everything that was asked."""
    sitting = shown.given
    items = presented(sitting)
    look = closer_look_data(
        sitting,
        beside=shown.beside,
        journal_counts=shown.journal_counts,
        earlier=shown.earlier,
    )
    if shown.logged is not None:
        look["logged"] = logged_data(shown.logged)
    return {
        "administration": sitting.id,
        "instrument": sitting.instrument.id,
        "version": sitting.instrument.version,
        "title": sitting.instrument.title,
        "intro": sitting.instrument.intro,
        "at": sitting.started.iso,
        "tz": sitting.started.zone,
        "open": sitting.is_open,
        "early": shown.early,
        "guess_of": shown.guess_of or None,
        "seed": sitting.seed,
        "items": [_item_data(item, sitting.responses.get(item.id)) for item in items],
        "amendments": [_amendment_data(one) for one in shown.amendments],
        "scores": [] if sitting.is_open else scores_data(sitting),
        "closer_look": {} if sitting.is_open else look,
        "published_lines": shown.lines.data() if shown.lines is not None else None,
    }


def _item_data(item: Item, response: Response | None) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": str(item.kind),
        "text": item.text,
        "help": item.help,
        "rating": item.rating,
        "scale": _scale_data(item.scale) if item.scale else None,
        "answer": plain_answer(response),
        "label": response.label if response else "",
        "reason": str(response.reason) if response and response.reason else None,
        "position": response.position if response else None,
        "milliseconds": response.milliseconds if response else None,
        "why": item.why,
    }


def _scale_data(scale: ResponseScale) -> dict[str, Any]:
    return {
        "kind": str(scale.kind),
        "values": list(scale.values),
        "labels": {str(value): label for value, label in sorted(scale.labels.items())},
    }


def _amendment_data(one: Amendment) -> dict[str, Any]:
    return {
        "item": one.item_id,
        "before": plain_answer(one.before),
        "after": plain_answer(one.after),
        "at": Moment(one.at, 0, "UTC").iso,
    }
