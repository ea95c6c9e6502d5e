"""Two people's answers on a page: first what to talk about, in words; numbers on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.moment import day_words as full_day_words
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Paragraph, Title
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.couple_json import couple_data
from closeness_cli.presentation.report.couple_numbers_blocks import number_blocks, number_methods
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.reports.couple import Couple, Topic

ALONE = "So far, only your own answers are in this vault."
ALONE_HOW = "Someone else can answer here for themselves:  closeness assess --as NAME"

FURTHEST = (
    "Here your latest answers lie furthest apart. Two people live one week in two ways, and "
    "neither answer is the right one."
)
FOR_YOU_TO_TELL = "Who answered what is for each of you to tell."
TOO_FAR_APART = (
    "Answers to one form stand beside each other where they are near in time, such as three days "
    "for the weekly questions:  closeness assess --as NAME"
)
NEAR = "Your latest answers lie near each other, so talk about whatever you like."
BEGIN = "A way to begin"
GOOD = "Good for both of you, by your answers"
NUMBERS = "Numbers, where you both want them:  closeness report couple --numbers"
NO_WORDS = "What either of you wrote is not on this page."

APART_METHOD = (
    "Furthest apart: the difference of two answers in percent of their range, from 25 on (one step "
    "of five), in the latest sets that you share; at most three. Good for both: 75 of 100 or more "
    "for each. Ways of being, who does what, and what is about safety are left out."
)
SHARED_METHOD = (
    "Shared are two sets of one form at most half as far apart as its sets should be, such as "
    "three days for the weekly questions. An early retake is left out."
)


def couple_view(found: Couple | None, *, other: str, with_method: bool = False) -> View:
    """Show two people's answers beside each other.

    Args:
        found: Absent where nobody else has answered in this vault.
        other: What the other person is called.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report couple",
        lambda: couple_data(found, other=other, sentence=answer(found, other)),
        lambda: couple_page(found, other=other, with_method=with_method),
    )


def couple_page(found: Couple | None, *, other: str, with_method: bool = False) -> Page:
    """Lay out two people's answers: what to talk about, and then all else."""
    lead = Lead(answer(found, other))
    if found is None:
        return Page((lead, Note(ALONE_HOW)))
    title = f"For the two of you, on {full_day_words(found.today)}"
    if not found.n_shared:
        return Page((lead, Note(_why_none(found))), title)
    blocks: list[Block] = [lead, *_topic_blocks(found), *_good_blocks(found.good)]
    if found.numbers is not None:
        blocks += number_blocks(found.numbers, other=other, today=found.today)
    blocks.append(Note(_rests_on(found)))
    if with_method:
        methods = [APART_METHOD, SHARED_METHOD]
        blocks += [Note(text) for text in [*methods, *number_methods(found.numbers)]]
    return Page(tuple(blocks), title)


def answer(found: Couple | None, other: str) -> str:
    """Say what there is to talk about, in one sentence."""
    if found is None:
        return ALONE
    if not found.n_shared:
        return f"No answers of you and {other} are from the same time yet."
    if not found.topics:
        return NEAR
    return f"Worth talking about: {_listed(found.topics)}."


def _listed(topics: Sequence[Topic]) -> str:
    """Name several topics in one sentence; only the first begins with a capital."""
    first, *rest = (one.asked.dimension.title for one in topics)
    return ", ".join([first, *(f"{name[:1].lower()}{name[1:]}" for name in rest)])


def _topic_blocks(found: Couple) -> list[Block]:
    if not found.topics:
        return []
    asked = tuple((one.asked.dimension.title, one.asked.item.text) for one in found.topics)
    cards = tuple(("", one.card.text) for one in found.topics if one.card is not None)
    said = FURTHEST if found.numbers is not None else f"{FURTHEST} {FOR_YOU_TO_TELL}"
    blocks: list[Block] = [Paragraph(said), Title("As you were both asked"), Facts(asked)]
    return [*blocks, Title(BEGIN), Facts(cards)] if cards else blocks


def _good_blocks(good: Sequence[Topic]) -> list[Block]:
    return [Paragraph(f"{GOOD}: {_listed(good)}.")] if good else []


def _why_none(found: Couple) -> str:
    """Say how answers come to be from the same time."""
    if found.period.narrows:
        return overview_wording.whole_time("couple")
    if not found.n_mine:
        return "Yours:  closeness assess"
    return TOO_FAR_APART


def _rests_on(found: Couple) -> str:
    sets = wording.count(found.n_shared, "pair of sets", "pairs of sets")
    said = f"From {sets} that you both answered at about the same time. {NO_WORDS}"
    return said if found.numbers is not None else f"{said} {NUMBERS}"
