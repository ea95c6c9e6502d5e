"""A page to bring to an appointment: what will be in it, and its pages."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli import PROGRAM
from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import MONTHS, day_words
from closeness_cli.presentation.blocks import (
    Beside,
    Block,
    Facts,
    Lead,
    Marked,
    Note,
    Page,
    Paragraph,
    Title,
    Words,
)
from closeness_cli.presentation.view import View
from closeness_cli.presentation.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.appointment import Appointment
    from closeness_cli.core.reports.overview import Period

COMMAND = "report for-therapist"

TOPICS = "What I want to talk about"
ENTRIES = "Entries that I chose"
NUMBERS = "What the numbers mean, and what they do not"

ASK_TOPIC = "What do you want to talk about? Enter alone leaves lines to write on."
ASK_NEXT = "And what else? Enter alone ends."
MOST_TOPICS = 5

LEFT_OUT = (
    "Not in it: any other entry, and answers in your own words. Tags and rituals are named where "
    "a section tells of them."
)
QUESTION = "Write it?"
NOT_WRITTEN = "Nothing was written. That is fine."
NO_AGREEMENT = "Nobody is here to agree, so nothing was written."
AGREE_BEFORE = "Look at what it would hold, then write it with --yes."
TRACES = (
    "Written; only your account can read the file. Opening it leaves its name in the history of "
    "the browser, printing it may leave a copy with the printer, and sending it leaves one with "
    "whoever carries it. Delete it when it has done its work."
)

ABOUT_YOU = "“You” on this page is the one who brings it: it is one person's view, in their words."

MEANINGS = (
    (
        "Percent of the range",
        (
            "0 is the lowest answer that there is, 100 the highest. It is no grade, and no "
            "share of anything; two of them for different things cannot be compared."
        ),
    ),
    (
        "More than noise",
        (
            "Answers go up and down without anything having changed. Only a difference larger than "
            "that is called a change; of everything else, nothing is claimed."
        ),
    ),
    (
        "Moved with",
        (
            "Two things came together more often than chance would have it. Which led to which, or "
            "whether something else led to both, it does not say."
        ),
    ),
    (
        "Mood",
        (
            "From very low to very good, as it was named with an entry. A day without one is "
            "unknown, not bad; writing less means nothing by itself."
        ),
    ),
    (
        "Not in here",
        (
            "A clinical finding, a verdict on anybody, a comparison with other people, or the view "
            "of the other person. The questions are for following one's own answers over time; "
            "they are no clinical test unless a title names one."
        ),
    ),
)

_COMMANDS = re.compile(rf"(?:^|(?<=[.!?]) +)[^.!?]*:?  {PROGRAM}\b.*$", re.DOTALL)
"""The last sentence of a remark, where it ends in a command to type."""

_IS_COMMAND = re.compile(rf"{PROGRAM}(?: [a-z-]+)*$")


def default_name(today: date) -> str:
    """Name a file so that its name tells nothing."""
    return f"notes-{today.isoformat()}.html"


def file_title(today: date) -> str:
    """Name the page; a browser keeps it in its history."""
    return f"Notes, {today.day} {MONTHS[today.month - 1]} {today.year}"


def preview_view(chosen: Appointment, file: str) -> View:
    """Show what a page would hold, before it is written."""
    return View(COMMAND, lambda: appointment_data(chosen, file), lambda: _preview(chosen, file))


def appointment_data(chosen: Appointment, file: str) -> dict[str, Any]:
    """Give what is in a page as plain data, without its words."""
    return {
        "file": file,
        "since": chosen.period.since and chosen.period.since.isoformat(),
        "until": chosen.period.until and _last_day(chosen.period.until).isoformat(),
        "topics": len(chosen.topics),
        "sections": list(chosen.sections),
        "entries": [one.id for one in chosen.entries],
    }


def _preview(chosen: Appointment, file: str) -> Page:
    topics = count(len(chosen.topics), "line") if chosen.topics else "lines to write on"
    rows = (
        ("File", file),
        (TOPICS, topics),
        ("Period", period_words(chosen.period)),
        ("Of the report", ", ".join(chosen.sections)),
        ("Entries", _entries_words(chosen)),
        ("On its last sheet", "what the numbers mean, and what they do not"),
    )
    return Page((Lead("This is what the page will hold."), Facts(rows), Note(LEFT_OUT)))


def _entries_words(chosen: Appointment) -> str:
    if not chosen.tags:
        return "none; --with-entries TAG adds some"
    tags = " or ".join(f"#{tag.removeprefix('#')}" for tag in chosen.tags)
    return f"{count(len(chosen.entries), 'entry', 'entries')} with {tags}, whole"


def period_words(period: Period) -> str:
    """Say which days count: `8 September to 14 November 2025`."""
    since, until = period.since, period.until and _last_day(period.until)
    if since is None:
        return f"up to {_day(until)}" if until else "everything there is"
    return f"{_day(since)} to {_day(until)}" if until else f"since {_day(since)}"


def _last_day(until: date) -> date:
    return until - timedelta(days=1)


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def appointment_pages(chosen: Appointment, sections: Iterable[Page]) -> list[Page]:
    """Lay out what is brought: the topics first, the meaning of the numbers last.

    Args:
        chosen: What was chosen.
        sections: The pages of its sections; own words in them are left out.
    """
    topics = tuple(Words(one, "") for one in chosen.topics)
    pages = [Page(topics, TOPICS)]
    pages += [page._replace(blocks=tuple(without_own_words(page.blocks))) for page in sections]
    if chosen.entries:
        pages.append(Page(tuple(_entry(one) for one in chosen.entries), ENTRIES))
    return [*pages, Page((Facts(MEANINGS),), NUMBERS)]


def below_title(period: Period) -> list[str]:
    """Say below the title which days it is about, and whose view it is."""
    words = period_words(period)
    return [f"{words[0].upper()}{words[1:]}.", ABOUT_YOU]


def _entry(entry: Entry) -> Words:
    mood = "" if entry.mood is None else f" · mood {MOOD_WORDS[entry.mood]}"
    return Words(entry.text, f"{day_words(entry.moment.on)}{mood}")


def without_own_words(blocks: Sequence[Block]) -> list[Block]:
    """Leave out own words, commands to type, and titles that nothing is left under."""
    kept: list[Block] = []
    title: list[Block] = []
    for block in _flat(blocks):
        if isinstance(block, Title):
            title = [block]
            continue
        if (left := _left_of(block)) is not None:
            kept += [*title, left]
        title = []
    return kept


def _left_of(block: Block) -> Block | None:
    match block:
        case Words() | Marked():
            return None
        case Lead(text=text) | Paragraph(text=text) | Note(text=text):
            said = _COMMANDS.sub("", text)
            return block._replace(text=said) if said else None
        case Facts(rows=rows):
            facts = tuple(row for row in rows if not _IS_COMMAND.match(row[1]))
            return Facts(facts) if facts else None
        case _:
            return block


def _flat(blocks: Sequence[Block]) -> Iterable[Block]:
    for block in blocks:
        if isinstance(block, Beside):
            yield from _flat((*block.left, *block.right))
        else:
            yield block
