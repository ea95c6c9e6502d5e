"""The shelf of instruments, and one of them whole: what it asks, how it is scored, its limits."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.instruments.definition import plain_of, to_definition
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Paragraph, Title
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.scoring_words import (
    cadence_words,
    dimension_words,
    item_remarks,
    noise_words,
    often,
    scale_words,
)
from closeness_cli.presentation.view import View
from closeness_cli.presentation.wording import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.instruments.item_bank import Profile

SHELVES = ((7, "For often"), (31, "For about every month"), (3650, "For now and then"))
"""Days up to which an instrument stands on a shelf, and the shelf's name."""

SHELF = "What you can answer. One short form is plenty; the rest waits here."
WITHOUT_WORDING = (
    "Their wording belongs to their authors. Where you have the right to use one, bring it:"
    "  closeness instrument attach ID WORDING.yaml"
)
NO_WORDING = (
    "Its wording belongs to its authors and does not come along. This is everything "
    "that scoring needs; it can be answered once you attach wording that you may use."
)


class Shelved(NamedTuple):
    """An instrument on the shelf, and the last local day on which it was answered."""

    instrument: Instrument
    last_on: date | None


def shelf_view(shelved: Sequence[Shelved], profiles: Sequence[Profile], *, today: date) -> View:
    """Show what can be answered, and which measures wait for their wording."""
    return View(
        "instrument list",
        data=lambda: {
            "instruments": [_shelved_data(one) for one in shelved],
            "profiles": [one.instrument.id for one in profiles],
        },
        page=lambda: shelf_page(shelved, profiles, today=today),
        table=lambda: "".join(map(_shelved_line, shelved)),
    )


def shelf_page(shelved: Sequence[Shelved], profiles: Sequence[Profile], *, today: date) -> Page:
    """Lay out the shelf, the short and frequent ones first."""
    blocks: list[Block] = [Lead(SHELF)]
    ordered = sorted(shelved, key=lambda one: (_shelf(one), one.instrument.minutes))
    for name, group in groupby(ordered, key=lambda one: SHELVES[_shelf(one)][1]):
        rows = tuple((one.instrument.id, _shelved_words(one, today)) for one in group)
        blocks += [Title(name), Facts(rows)]
    blocks.append(
        Note("Answer one:  closeness assess ID.  All about it:  closeness instrument show ID")
    )
    if profiles:
        named = ", ".join(one.instrument.id for one in profiles)
        blocks += [
            Title("Published measures, without their wording"),
            Paragraph(named),
            Note(WITHOUT_WORDING),
        ]
    return Page(tuple(blocks), "Instruments")


def _shelf(one: Shelved) -> int:
    suggested = one.instrument.cadence.suggest_days
    return next(place for place, (most, _) in enumerate(SHELVES) if suggested <= most)


def _shelved_words(one: Shelved, today: date) -> str:
    minutes = _minutes(one.instrument)
    last = f", last on {day_words(one.last_on, today)}" if one.last_on else ""
    return f"{one.instrument.title} · {minutes}, {often(one.instrument.cadence)}{last}"


def _minutes(instrument: Instrument) -> str:
    return "1 minute" if instrument.minutes == 1 else f"{instrument.minutes} minutes"


def _shelved_line(one: Shelved) -> str:
    asked = one.instrument
    cells = (
        asked.id,
        asked.title,
        str(asked.minutes),
        str(asked.cadence.suggest_days),
        one.last_on.isoformat() if one.last_on else "",
    )
    return "\t".join(safe(cell) for cell in cells) + "\n"


def _shelved_data(one: Shelved) -> dict[str, Any]:
    asked = one.instrument
    return {
        "id": asked.id,
        "version": asked.version,
        "title": asked.title,
        "minutes": asked.minutes,
        "cadence": plain_of(asked.cadence),
        "last_on": one.last_on.isoformat() if one.last_on else None,
    }


def instrument_view(
    instrument: Instrument, *, profile: Profile | None = None, earlier: Sequence[Instrument] = ()
) -> View:
    """Show everything about an instrument.

    Args:
        profile: Where it is a published measure, what is known about it.
        earlier: Other versions that were answered here, oldest first.
    """
    return View(
        "instrument show",
        data=lambda: _instrument_data(instrument, profile, earlier),
        page=lambda: instrument_page(instrument, profile=profile, earlier=earlier),
    )


def instrument_page(
    instrument: Instrument, *, profile: Profile | None = None, earlier: Sequence[Instrument] = ()
) -> Page:
    """Lay out everything about an instrument, what it asks first."""
    has_wording = any(item.text for item in instrument.items)
    blocks: list[Block] = [
        Lead(instrument.title),
        Facts(
            (
                ("id", f"{instrument.id}, version {instrument.version}"),
                ("takes", f"about {_minutes(instrument)}"),
                ("again", cadence_words(instrument.cadence)),
            )
        ),
        Paragraph(instrument.intro),
        *([] if has_wording else [Note(NO_WORDING)]),
        Title("What it asks" if has_wording else "How it is answered"),
        Facts(tuple(_item_rows(instrument) if has_wording else _silent_rows(instrument))),
    ]
    if instrument.dimensions:
        blocks += [Title("How answers become scores"), Facts(tuple(_dimensions(instrument)))]
        blocks.append(Note("A score is a percent of the range, 0 to 100. A skip is never zero."))
    if instrument.noise:
        blocks += [Title("Noise"), *(Paragraph(noise_words(one)) for one in instrument.noise)]
    blocks += [Title("What it does not say"), Paragraph(instrument.says_not)]
    blocks += [Title("Where it comes from"), Paragraph(instrument.source), Note(instrument.licence)]
    if profile is not None:
        blocks += [Title("What is known about it"), Facts(tuple(_facts(profile)))]
    blocks += _version_blocks(instrument, earlier)
    return Page(tuple(blocks), instrument.title)


def _item_rows(instrument: Instrument) -> Iterable[tuple[str, str]]:
    """List the items; a response scale is said once, and named by its first item later."""
    first_with: dict[str, int] = {}
    for number, item in enumerate(instrument.items, start=1):
        scale = scale_words(item.scale) if item.scale else "in your own words"
        known = first_with.setdefault(scale, number)
        remarks = [
            *([f"same answers as {known}"] if known != number else []),
            *item_remarks(instrument, item),
        ]
        said = f" ({'; '.join(remarks)})" if remarks else ""
        yield str(number), f"{item.text}{said}"
        if item.help:
            yield "", item.help
        if item.rating:
            yield "", f"Up to {item.most} lines, each: {item.rating}"
        if known == number:
            yield "", scale


def _silent_rows(instrument: Instrument) -> Iterable[tuple[str, str]]:
    """List items without wording, those alike together."""
    numbered = enumerate(instrument.items, start=1)
    for said, group in groupby(numbered, key=lambda one: _silent_words(instrument, one[1])):
        numbers = [number for number, _ in group]
        first, last = numbers[0], numbers[-1]
        yield str(first) if first == last else f"{first}–{last}", said


def _silent_words(instrument: Instrument, item: Item) -> str:
    scale = scale_words(item.scale) if item.scale else "in your own words"
    return "; ".join([scale, *item_remarks(instrument, item)])


def _dimensions(instrument: Instrument) -> Iterable[tuple[str, str]]:
    for one in instrument.dimensions:
        yield one.title, dimension_words(instrument, one)


def _facts(profile: Profile) -> Iterable[tuple[str, str]]:
    for fact in profile.facts:
        yield fact.about, f"{fact.says} [{fact.confidence}: {fact.source}]"


def _version_blocks(instrument: Instrument, earlier: Sequence[Instrument]) -> list[Block]:
    rows = [(one.version, f"{one.on}: {one.says}") for one in instrument.changes]
    told = {one.version for one in instrument.changes}
    rows += [
        (one.version, "answered in this vault; kept as it was")
        for one in earlier
        if one.version not in told and one.version != instrument.version
    ]
    if instrument.version not in told:
        rows.append((instrument.version, "the present one"))
    return [Title("Versions"), Facts(tuple(dict.fromkeys(rows)))]


def _instrument_data(
    instrument: Instrument, profile: Profile | None, earlier: Sequence[Instrument]
) -> dict[str, Any]:
    return {
        **to_definition(instrument),
        "scoring": {one.id: dimension_words(instrument, one) for one in instrument.dimensions},
        "facts": [plain_of(one) for one in profile.facts] if profile else [],
        "earlier_versions": list(dict.fromkeys(one.version for one in earlier)),
    }
