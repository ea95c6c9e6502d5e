"""Words in a report: what came and what went, or while there is little, one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words, short_day
from closeness_cli.core.reports.words import Label, Parts
from closeness_cli.core.stats.said import Reason, Silence
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Title, Words
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.evidence_json import silence_data
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from closeness_cli.core.reports.words import Counted, WordsFound

NONE = "Nothing is written yet, and that is fine: one line is plenty."
NONE_THEN = "Nothing was written in this period."
BEGIN = (("Write a line or two", "closeness journal"),)
NO_TAGS = (
    "A word that begins with # is a tag, such as #walk; conversations and conflicts can say what "
    "they were about."
)
OWN_WORDS = "Your own words say more than counts of them."

MOST_LED, MOST_SHOWN, LATELY = 3, 8, 3
"""Words in the first sentence, in a list, and entries at the end."""

LONGEST_WORD = 40
"""Characters of a topic that are shown."""

METHOD = (
    "The days with entries are put in order and cut in the middle; a tag or topic counts once a "
    "day. It came or went where one part has at least three days more of it than the other, and "
    "at least twice as many. That is counting, and no test: among many words, some come and go by "
    "chance. It takes 12 days with entries in either part."
)


def words_view(found: WordsFound, *, narrows: bool = False, with_method: bool = False) -> View:
    """Show what a person writes of.

    Args:
        narrows: A period was asked for.
        with_method: Say how the figures were made, too.
    """
    return View(
        "report words",
        lambda: words_data(found),
        lambda: words_page(found, narrows=narrows, with_method=with_method),
    )


def words_page(found: WordsFound, *, narrows: bool = False, with_method: bool = False) -> Page:
    """Lay out what a person writes of, their own words first while there are few."""
    title = f"Words, on {day_words(found.today)}"
    if not found.n:
        aside: Block = Note(overview_wording.whole_time("words")) if narrows else Facts(BEGIN)
        return Page((Lead(NONE_THEN if narrows else NONE), aside), title)
    parts = found.parts
    body = _so_far(found) if isinstance(parts, Silence) else _compared(found, parts)
    method = [Note(METHOD)] if with_method else []
    return Page((Lead(answer(found)), *body, *method), title)


def words_data(found: WordsFound) -> dict[str, Any]:
    """Give what a person writes of as plain data."""
    parts = found.parts
    silence = silence_data(parts, found.today) if isinstance(parts, Silence) else None
    return {
        "sentence": answer(found) if found.n else NONE_THEN,
        "today": found.today.isoformat(),
        "entries": found.n,
        "days": found.n_days,
        "parts": None if isinstance(parts, Silence) else _parts_data(parts),
        "silence": silence,
        "came": [_counted_data(one) for one in found.came],
        "went": [_counted_data(one) for one in found.went],
        "stayed": [_counted_data(one) for one in found.stayed],
        "words": [{"id": one.id, "at": one.moment.iso, "text": one.text} for one in found.newest],
        "method": "days with a word in two parts of as many days with entries; no test",
    }


def answer(found: WordsFound) -> str:
    """Say what came and what went, or that it is too early."""
    parts = found.parts
    entries = wording.count(found.n, "entry", "entries")
    if isinstance(parts, Silence):
        if parts.reason is Reason.OVER:
            return f"{entries[:1].upper()}{entries[1:]} in this period. Too few to compare."
        from_on = None if found.are_few else parts.from_about(found.today)
        when = wording.from_about(from_on, found.today)
        return f"{entries[:1].upper()}{entries[1:]} so far. Too early to compare{when}."
    since = wording.day_words(parts.middle, found.today)
    said = [
        f"{often} since {since}: {wording.listed([_word(one) for one in some[:MOST_LED]])}."
        for often, some in (("More often", found.came), ("Less often", found.went))
        if some
    ]
    if said:
        return " ".join(said)
    if found.n_counted:
        return f"Since {since} you write of much the same as before."
    return f"{entries[:1].upper()}{entries[1:]}; no tag or topic is on three days or more of them."


def _so_far(found: WordsFound) -> list[Block]:
    """Show one's own words, and below them which tags and topics there are."""
    if found.are_few and found.newest:
        said = [
            Words(wording.as_written(one.text), wording.written_on(one, found.today))
            for one in found.newest
        ]
        own: list[Block] = [Title("In your words"), *said, Note(OWN_WORDS)]
    else:
        own = _lately(found)
    counted = [one for one in found.stayed if one.after > 1][:MOST_SHOWN]
    if not counted:
        return [*own, Note(NO_TAGS)] if found.newest and not found.stayed else own
    rows = tuple((_word(one), wording.count(one.after, "day")) for one in counted)
    return [*own, Title("What came up on more than one day"), Facts(rows)]


def _compared(found: WordsFound, parts: Parts) -> list[Block]:
    since = wording.day_words(parts.middle, found.today)
    blocks: list[Block] = []
    for title, some in (("More often", found.came), ("Less often", found.went)):
        if some:
            rows = tuple((_word(one), _days_words(one, parts)) for one in some[:MOST_SHOWN])
            blocks += [Title(f"{title} since {since}"), Facts(rows)]
    if found.stayed:
        rows = tuple(
            (_word(one), f"{one.before:,} days, then {one.after:,}")
            for one in found.stayed[:MOST_SHOWN]
        )
        blocks += [Title("About as often"), Facts(rows)]
    if found.said:
        lines = [
            Words(wording.beginning(one.text), short_day(one.moment.on)) for _, one in found.said
        ]
        blocks += [Title("In your words"), *lines]
    else:
        blocks += _lately(found)
    first = wording.day_words(parts.first, found.today)
    before, after = (wording.count(n, "day") for n in (parts.n_before, parts.n_after))
    rest = f"Counted on {before} with entries from {first} on, and {after} from {since} on."
    return [*blocks, Note(rest)]


def _days_words(one: Counted, parts: Parts) -> str:
    before = f"before that {one.before:,} of {parts.n_before:,}"
    return f"{one.after:,} of {parts.n_after:,} days, {before}"


def _lately(found: WordsFound) -> list[Block]:
    worded = [one for one in found.newest if one.text.strip()]  # else a mood alone
    lines = [
        Words(wording.beginning(one.text), short_day(one.moment.on)) for one in worded[:LATELY]
    ]
    return [Title("Lately, in your words"), *lines] if lines else []


def _word(one: Counted) -> str:
    """Name a tag with its #, and a topic in quotes, cut where it is long."""
    if one.label is Label.TAG:
        return f"#{one.word}"
    return f"“{one.word if len(one.word) <= LONGEST_WORD else one.word[: LONGEST_WORD - 1] + '…'}”"


def _parts_data(parts: Parts) -> dict[str, Any]:
    return {
        "first": parts.first.isoformat(),
        "middle": parts.middle.isoformat(),
        "last": parts.last.isoformat(),
        "n_before": parts.n_before,
        "n_after": parts.n_after,
    }


def _counted_data(one: Counted) -> dict[str, Any]:
    return {"label": str(one.label), "word": one.word, "before": one.before, "after": one.after}
