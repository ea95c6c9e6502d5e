"""A page to read aloud together: chosen answers and own words, and no number but in those."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.presentation import wording
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
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Line, Response
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.instruments.instrument import ResponseScale
    from closeness_cli.core.reports.talk import Chosen, Talk

PAGE_TITLE = "To read aloud together"
FIRST = "To read aloud together, one part at a time."
AFTER_EACH = "After each part, ask: how is that for you? Then listen, with no answer ready."
ABOUT = "What I want to talk about"
ANSWERS = "From my answers"
OWN = "In my own words"
OTHERS = "Other questions, or words:  --items week.heard,week.room  --with-entries TAG"

OPEN = "…"
"""Stands for an answer that is to be given aloud."""

NO_SUCH_ENTRY = "No entry in that time has such a tag."

EMPTY = "There is nothing to read aloud yet."
EMPTY_HOW = (
    ("Write what you want to talk about, and end with #talk", "closeness journal"),
    ("Answer four questions", "closeness assess"),
)

METHOD = (
    "Chosen by rule from your latest sets of the last ninety days: the answer nearest to what its "
    "question is about, then up to two from the other end. Answers are told in their words; what "
    "is about safety, ways of being and who does what are left out. No figure is computed."
)


def talk_view(talk: Talk, *, with_method: bool = False) -> View:
    """Show a page to read aloud together."""
    return View(
        "report talk",
        lambda: talk_data(talk),
        lambda: talk_page(talk, with_method=with_method),
        is_reading=True,
    )


def talk_page(talk: Talk, *, with_method: bool = False) -> Page:
    """Lay out a page to read aloud: what somebody wants to talk about comes first."""
    if talk.is_empty:
        aside: Block = Facts(EMPTY_HOW)
        if talk.period.narrows:
            aside = Note(overview_wording.whole_time("talk"))
        return Page((Lead(EMPTY), aside), PAGE_TITLE)
    blocks: list[Block] = [Lead(FIRST)]
    if talk.about or talk.tagged:
        blocks.append(Title(ABOUT))
        blocks += [Words(text, "") for text in talk.about]
        blocks += [_words(one) for one in talk.tagged]
    blocks += _answers(talk.chosen)
    if talk.own:
        blocks += [Title(OWN), *map(_words, talk.own)]
    blocks.append(Paragraph(AFTER_EACH))
    if talk.is_by_rule and talk.chosen:
        blocks.append(Note(OTHERS))
    return Page((*blocks, *([Note(METHOD)] if with_method else [])), PAGE_TITLE)


def _words(entry: Entry) -> Words:
    """Show an entry as it was written, with about when: the day would be a number."""
    return Words(entry.text.strip(), wording.about(entry.moment.on))


def _answers(chosen: Sequence[Chosen]) -> list[Block]:
    if not chosen:
        return []
    rows, texts = [], []
    for one in chosen:
        if one.item.kind is ItemKind.SCALE:
            rows.append((one.item.text, spoken(one)))
        else:
            texts.append(Words(spoken(one), one.item.text))
    facts = [Facts(tuple(rows))] if rows else []
    return [Title(ANSWERS), *facts, *texts]


def spoken(one: Chosen) -> str:
    """Say an answer in its words; without a number, and open where there are none."""
    response, scale = one.response, one.item.scale
    value = response.value if response is not None else None
    if response is None or value is None:
        return OPEN
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, tuple):
        return "; ".join(_spoken_line(line, scale) for line in value) or OPEN
    return _spoken_number(response, value, scale)


def _spoken_line(line: Line, scale: ResponseScale | None) -> str:
    label = scale.labels.get(line.value, "") if scale and line.value is not None else ""
    return f"{line.text} ({label})" if label else line.text


def _spoken_number(response: Response, value: int, scale: ResponseScale | None) -> str:
    """Give the words beside a number, or those on either side of it."""
    if response.label and response.label != str(value):
        return response.label
    labels = scale.labels if scale is not None else {}
    below = max((at for at in labels if at < value), default=None)
    above = min((at for at in labels if at > value), default=None)
    if below is None or above is None:
        return OPEN
    return f"between “{labels[below]}” and “{labels[above]}”"


def talk_data(talk: Talk) -> dict[str, Any]:
    """Give the page as plain data; answers are words here, too."""
    return {
        "today": talk.today.isoformat(),
        "about": [*talk.about],
        "tagged": [_entry_data(one) for one in talk.tagged],
        "chosen_by": "rule" if talk.is_by_rule else "name",
        "answers": [
            {
                "instrument": one.instrument.id,
                "item": one.item.id,
                "text": one.item.text,
                "answer": None if spoken(one) == OPEN else spoken(one),
                "on": one.on.isoformat(),
            }
            for one in talk.chosen
        ],
        "words": [_entry_data(one) for one in talk.own],
    }


def _entry_data(entry: Entry) -> dict[str, str]:
    return {"id": entry.id, "at": entry.moment.iso, "text": entry.text}
