"""The latest sets of answers in a list, and what a correction changed."""

from __future__ import annotations

from itertools import pairwise
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.moment import day_words
from closeness_cli.presentation.answer_wording import answer_words
from closeness_cli.presentation.assess_view import plain_answer
from closeness_cli.presentation.blocks import Block, Facts, Note, Page, Title
from closeness_cli.presentation.messages import NO_SETS, SHORT_ID
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.services.sets import Amended

SHOW_ONE = "One of them:  closeness assess show ID"
EARLIER = "These are the latest {n}. All of them:  closeness assess show --all"
IN_JOURNAL = "What stands in your journal stays as it is."


class ListedSet(NamedTuple):
    """A set of answers in a list.

    Args:
        early: It is left out of comparisons.
        guess_of: For a guess, the name of the one whose answers were guessed.
    """

    given: Administration
    early: bool = False
    guess_of: str = ""


def sets_view(sets: Sequence[ListedSet], *, has_more: bool = False) -> View:
    """List sets of answers, newest first.

    Args:
        has_more: Earlier ones are left out.
    """
    return View(
        "assess show",
        data=lambda: {"sets": [_listed_data(one) for one in sets]},
        page=(lambda: sets_page(sets, has_more=has_more)) if sets else None,
        table=lambda: "".join(map(_line, sets)),
        empty=NO_SETS,
    )


def sets_page(sets: Sequence[ListedSet], *, has_more: bool = False) -> Page:
    """List sets of answers with their days and the beginnings of their ids."""
    length = _telling_length([one.given.id for one in sets])
    rows = [
        (
            day_words(one.given.started.on),
            " · ".join((one.given.instrument.title, *_marks(one), one.given.id[:length])),
        )
        for one in sets
    ]
    more = (Note(EARLIER.format(n=len(sets))),) if has_more else ()
    return Page((Facts(tuple(rows)), *more, Note(SHOW_ONE)))


def amended_view(amended: Amended) -> View:
    """Say what a correction changed."""
    return View(
        "assess amend",
        data=lambda: _amended_data(amended),
        page=lambda: amended_page(amended),
    )


def amended_page(amended: Amended) -> Page:
    """Say of each item what its answer was and is now."""
    asked = amended.administration.instrument
    blocks: list[Block] = []
    for before, after in amended.changed:
        item = asked.item(after.item_id)
        was = answer_words(item, before) if before else "no answer"
        blocks += [Title(item.text), Facts((("was", was), ("now", answer_words(item, after))))]
    if any(asked.item(after.item_id).journal_as for _, after in amended.changed):
        blocks.append(Note(IN_JOURNAL))
    return Page((*blocks, Note("Both are kept.")))


def _marks(one: ListedSet) -> tuple[str, ...]:
    guess = (f"guess about {one.guess_of}",) if one.guess_of else ()
    return (*guess, "soon after the one before") if one.early else guess


def _telling_length(ids: Sequence[str]) -> int:
    """Count the characters that tell ids apart, `SHORT_ID` at least."""
    alike = [len(commonprefix(pair)) for pair in pairwise(sorted(ids))]  # noqa: RUF071 - letters are what counts
    return max([SHORT_ID, *(length + 1 for length in alike)])


def _line(one: ListedSet) -> str:
    """Write id, time, instrument, version, whether it is early, and the guessed name."""
    given = one.given
    cells = (
        given.id,
        given.started.iso,
        given.instrument.id,
        given.instrument.version,
        "early" if one.early else "",
        safe(one.guess_of),
    )
    return "\t".join(cells) + "\n"


def _listed_data(one: ListedSet) -> dict[str, Any]:
    given = one.given
    return {
        "administration": given.id,
        "instrument": given.instrument.id,
        "version": given.instrument.version,
        "title": given.instrument.title,
        "at": given.started.iso,
        "tz": given.started.zone,
        "early": one.early,
        "guess_of": one.guess_of or None,
    }


def _amended_data(amended: Amended) -> dict[str, Any]:
    return {
        "administration": amended.administration.id,
        "changed": [
            {
                "item": after.item_id,
                "before": plain_answer(before),
                "after": plain_answer(after),
                "reason": str(after.reason) if after.reason else None,
            }
            for before, after in amended.changed
        ],
    }
