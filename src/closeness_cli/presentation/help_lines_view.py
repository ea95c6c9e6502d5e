"""What `closeness about help-lines` says: whom to call, and how sure the number is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import day_words
from closeness_cli.presentation.blocks import Facts, Lead, Note, Page, Paragraph, Title
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.core.help_lines import Country, HelpLine, HelpLines
    from closeness_cli.errors import ClosenessError
    from closeness_cli.presentation.blocks import Block

IN_DANGER = "In danger, call the emergency number of the country where you are."

MAY_BE_OLD = (
    "Numbers change. Each was read at its source on the day that stands with it; it was not tried, "
    "and may be out of date."
)

NOT_HERE = (
    "There is no help line for that country here yet, which says nothing about whether there is "
    "one. A doctor, a pharmacy or someone you trust can tell you of one near you."
)

CHOOSE = "Name the country that you mean, by its two letters or its name:"

LEAVES_TRACES = (
    "Nothing about this look-up is kept here. The command stays in your shell's history, "
    "and a call may stay in a phone's list or on its bill."
)


def help_lines_view(
    found: HelpLines,
    asked: str | None,
    read_from: Path,
    *,
    own: Path,
    error: ClosenessError | None = None,
) -> View:
    """Say whom to call in a country, or for which countries that is known.

    At a terminal it is read in a screen of its own, so that nothing of it stays in the scrollback.

    Args:
        asked: The country, as it was given; absent for all that there are.
        read_from: The file that the list is from.
        own: Where a list of one's own goes.
        error: Why a list of one's own was not taken.
    """
    country = None if asked is None else found.find(asked)
    return View(
        "about help-lines",
        lambda: _data(found, country, read_from, own=own, error=error),
        lambda: _page(found, country, is_asked=asked is not None, read_from=read_from, own=own),
        is_reading=True,
    )


def _page(
    found: HelpLines, country: Country | None, *, is_asked: bool, read_from: Path, own: Path
) -> Page:
    return Page((*_blocks(found, country, is_asked=is_asked), *_last(read_from, own)))


def _blocks(found: HelpLines, country: Country | None, *, is_asked: bool) -> Iterator[Block]:
    if country is not None:
        yield Lead(f"Help lines: {country.name}")
        yield Paragraph(f"{IN_DANGER} {MAY_BE_OLD}")
        for line in country.lines:
            yield Title(line.name)
            yield Facts(tuple(_facts(line)))
        return
    yield Lead("Help lines by country")
    yield Paragraph(f"{NOT_HERE} {IN_DANGER}" if is_asked else IN_DANGER)
    yield Paragraph(CHOOSE)
    yield Facts(tuple((one.code, one.name) for one in found.countries))
    example = found.countries[0].code
    yield Paragraph(f"For example:  closeness about help-lines {example}")


def _facts(line: HelpLine) -> Iterator[tuple[str, str]]:
    yield "how", line.reach
    yield "for", line.who
    for label, value in (("when", line.hours), ("languages", line.languages), ("web", line.web)):
        if value:
            yield label, value
    yield "read at", line.source
    yield "read on", day_words(line.taken_on)


def _last(read_from: Path, own: Path) -> Iterator[Block]:
    yield Note(LEAVES_TRACES)
    if read_from == own:
        yield Note(f"This is your own list, {own}. Without that file, the one that ships is shown.")
    else:
        yield Note(
            f"The list is a file, {read_from}. To keep one of your own, copy it to {own} and "
            "change it there; it replaces this one as a whole."
        )


def _data(
    found: HelpLines,
    country: Country | None,
    read_from: Path,
    *,
    own: Path,
    error: ClosenessError | None,
) -> dict[str, Any]:
    faults = [] if error is None else [error.sentence, *getattr(error, "faults", ())]
    return {
        "read_from": str(read_from),
        "own_file": str(own),
        "own_file_faults": [safe(one) for one in faults],
        "may_be_out_of_date": MAY_BE_OLD,
        "countries": [{"code": one.code, "name": one.name} for one in found.countries],
        "country": None
        if country is None
        else {
            "code": country.code,
            "name": country.name,
            "lines": [_line_data(one) for one in country.lines],
        },
    }


def _line_data(line: HelpLine) -> dict[str, str]:
    return {
        "name": line.name,
        "reach": line.reach,
        "who": line.who,
        "hours": line.hours,
        "languages": line.languages,
        "web": line.web,
        "source": line.source,
        "taken_on": line.taken_on.isoformat(),
    }
