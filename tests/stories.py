"""What a person may have answered and written when they open their report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from builders import a_dimension, a_list_item, a_text_item, an_entry, an_instrument, id_number
from closeness_cli.core.answering.administration import Administration, Answer, Response
from closeness_cli.core.instruments.instrument import (
    Cadence,
    Dimension,
    Ideal,
    Instrument,
    Item,
    ItemKind,
    ResponseScale,
    ScaleKind,
    ScoreOp,
    SkipReason,
)
from closeness_cli.core.moment import Moment
from closeness_cli.core.reports.overview import (
    DayMood,
    Overview,
    Period,
    TagCount,
    Written,
    build_overview,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.entry import Entry

SUNDAY = date(2025, 9, 7)
"""The first Sunday of the twelve weeks; the last one is 23 November."""

TEN = ResponseScale(ScaleKind.NUMERIC, 1, 10, {1: "not close at all", 10: "extremely close"})
OFTEN = ResponseScale(
    ScaleKind.ORDINAL,
    *(1, 5),
    {1: "not at all", 2: "rarely", 3: "sometimes", 4: "often", 5: "very often"},
)
WANTED = ResponseScale(
    ScaleKind.BIPOLAR,
    *(-2, 2),
    {-2: "much less than I wanted", 0: "as much as I wanted", 2: "much more than I wanted"},
)


def a_question(item_id: str, text: str, scale: ResponseScale, ideal: int | None = None) -> Item:
    """Make an item that is answered with a number."""
    wanted = None if ideal is None else Ideal(value=ideal)
    return Item(item_id, ItemKind.SCALE, text, scale=scale, ideal=wanted)


def a_named_dimension(item_id: str, title: str, op: ScoreOp = ScoreOp.MEAN) -> Dimension:
    """Make the dimension of one item."""
    return replace(a_dimension(item_id, items=[item_id], op=op), title=title)


WEEK = replace(
    an_instrument(
        a_question("connection", "How close did you feel to this person?", TEN),
        a_question("heard", "How often did you feel heard by this person?", OFTEN),
        a_question("room", "How much room did you have for yourself?", WANTED, ideal=0),
        dimensions=[
            a_named_dimension("connection", "Feeling close"),
            a_named_dimension("heard", "Feeling heard"),
            a_named_dimension("room", "Room for yourself", ScoreOp.IDEAL),
        ],
    ),
    title="Weekly questions",
)

TALK = replace(
    an_instrument(
        a_question("safety", "I felt safe to say what I felt.", OFTEN),
        a_question("heard", "I felt heard.", OFTEN),
        replace(a_list_item("talks"), text="Which conversations stayed with you?"),
        replace(a_text_item("quarrel"), text="What was it about?", journal_as="conflict"),
        replace(a_text_item("wish"), text="What do you wish for?"),
        dimensions=[
            a_named_dimension("safety", "Feeling safe"),
            a_named_dimension("heard", "Feeling heard"),
        ],
        instrument_id="talk",
    ),
    title="How we talk",
    cadence=Cadence(suggest_days=30, min_days=28, recall_days=28),
)


def a_wide_instrument(number: int, n_items: int = 8) -> Instrument:
    """Make an instrument with many dimensions."""
    names = [f"Everyday thing {number}.{at}" for at in range(1, n_items + 1)]
    items = [a_question(f"thing{at}", f"{name}?", OFTEN) for at, name in enumerate(names)]
    dimensions = [a_named_dimension(f"thing{at}", name) for at, name in enumerate(names)]
    made = an_instrument(*items, dimensions=dimensions, instrument_id=f"wide-{number}")
    return replace(made, title=f"Eight things {number}")


def evening(on: date) -> Moment:
    """Give half past seven in the evening, in UTC."""
    return Moment(datetime.combine(on, time(19, 30), UTC), 0, "UTC")


def a_sitting(
    on: date,
    answers: Mapping[str, Answer | None],
    instrument: Instrument = WEEK,
    *,
    person_id: str | None = None,
    open_still: bool = False,
) -> Administration:
    """Make a set of answers; `None` is a skip."""
    given = {
        item_id: _response(instrument.item(item_id), value, position)
        for position, (item_id, value) in enumerate(answers.items(), start=1)
    }
    moment = evening(on)
    return Administration(
        id=id_number(on.toordinal()),
        instrument=instrument,
        definition_id="",
        started=moment,
        order=tuple(answers),
        responses=given,
        person_id=person_id,
        completed_at=None if open_still else moment.at,
    )


def weeks(
    connection: Sequence[int], *, first: date = SUNDAY, instrument: Instrument = WEEK
) -> list[Administration]:
    """Make a set of weekly answers for each number, the other items answered with them."""
    return [
        a_sitting(
            first + timedelta(weeks=at),
            {"connection": value, "heard": 2 + at % 4, "room": -(at % 3) + 1},
            instrument,
        )
        for at, value in enumerate(connection)
    ]


def written(*entries: Entry) -> Written:
    """Count entries, given oldest first, as the store counts them."""
    moods = {one.moment.on: one.mood for one in entries if one.mood is not None}
    tags = sorted({tag for one in entries for tag in one.tags})
    counts = [TagCount(tag, sum(tag in one.tags for one in entries)) for tag in tags]
    return Written(
        n=len(entries),
        newest=tuple(reversed(entries))[:8],
        moods=tuple(DayMood(on, float(mood), 1) for on, mood in sorted(moods.items())),
        tags=tuple(sorted(counts, key=lambda one: -one.n)),
    )


def line(text: str, day: int, mood: int | None = None, *tags: str) -> Entry:
    """Make an entry, so many days after the Monday before the first Sunday."""
    on = SUNDAY - timedelta(days=6) + timedelta(days=day)
    return an_entry(text, entry_id=id_number(day + 1), moment=evening(on), mood=mood, tags=tags)


def nothing_yet(period: Period | None = None) -> Overview:
    """Make the overview of an empty vault."""
    return build_overview([], Written(), period=period or Period(), today=SUNDAY)


def first_evening() -> Overview:
    """Make the overview of one set of answers and one entry."""
    sitting = a_sitting(SUNDAY, {"connection": 7, "heard": 4, "room": None})
    entry = line("Walked home along the river, phones in pockets.", 6, 1, "walk")
    return build_overview([sitting], written(entry), period=Period(), today=SUNDAY)


def three_weeks() -> Overview:
    """Make the overview of three weekly sets and a few entries."""
    entries = [
        line("We cooked and said very little.", 0, 1, "home"),
        line("Tired, both of us.\nStill good.", 8, 0),
        line("The café, on my own, for two hours.", 17, None, "alone"),
    ]
    return build_overview(
        weeks([5, 7, 6]), written(*entries), period=Period(), today=date(2025, 9, 23)
    )


def twelve_weeks() -> Overview:
    """Make the overview of a person who has answered and written for a quarter of a year."""
    sittings = weeks([7, 8, 7, 6, 5, 4, 4, 6, 7, 7, 8, 8])
    sittings += [
        a_sitting(SUNDAY + timedelta(days=days), {"safety": safety, "heard": heard}, TALK)
        for days, safety, heard in ((1, 3, 4), (70, 4, 4))
    ]
    sittings.append(
        a_sitting(SUNDAY, {f"thing{at}": 3 for at in range(4)}, a_wide_instrument(1, 4))
    )
    entries = [
        line(f"Day {day}: we walked, and talked of small things.", day, day % 5 - 2, "walk")
        for day in range(0, 81, 3)
    ]
    entries.append(line("Friends at the table until late. Noor winked at me.", 83, 2, "home"))
    return build_overview(sittings, written(*entries), period=Period(), today=date(2025, 11, 23))


def half_a_year() -> Overview:
    """Make the overview of half a year, in which one answer moved by more than noise."""
    heard = [2, 2, 1, 2, 1, 2, 1, 2, 2, *([4, 5] * 8)]
    sittings = [
        a_sitting(
            SUNDAY + timedelta(weeks=at),
            {"connection": 6 + at % 2, "heard": value, "room": at % 3 - 1},
        )
        for at, value in enumerate(heard)
    ]
    entries = [line(f"Day {day}: tea, and the long way home.", day, 1) for day in range(0, 170, 9)]
    return build_overview(sittings, written(*entries), period=Period(), today=date(2026, 2, 22))


def everything_at_once() -> Overview:
    """Make the overview of more than a page can draw, with early retakes and a new wording."""
    reworded = replace(WEEK, items=(replace(WEEK.items[0], text="How close?"), *WEEK.items[1:]))
    sittings = weeks([7, 8, 7, 6, 5, 4])
    sittings += weeks([4, 6, 7, 7, 8, 8], first=date(2025, 10, 19), instrument=reworded)
    sittings.append(a_sitting(date(2025, 11, 24), {"connection": 9}, reworded))
    for number in range(1, 6):
        wide = a_wide_instrument(number)
        sittings += [
            a_sitting(SUNDAY + timedelta(days=days + number), answers, wide)
            for days in (0, 50)
            for answers in [{f"thing{at}": 1 + at % 5 for at in range(8)}]
        ]
    entries = [
        line("So many words " * 9, day, day % 5 - 2, f"a-long-tag-number-{day % 9}")
        for day in range(84)
    ]
    return build_overview(sittings, written(*entries), period=Period(), today=date(2025, 11, 25))


HOSTILE = "[/bold] \x1b[31m red \u202e back :heart: `code` <b>|*_#"
"""What no screen may ever act on."""


def hostile() -> Overview:
    """Make an overview whose every text, also of the instrument, tries to be more than text."""
    titled = replace(
        WEEK,
        title=HOSTILE,
        items=tuple(replace(item, text=HOSTILE) for item in WEEK.items),
        dimensions=tuple(replace(one, title=HOSTILE) for one in WEEK.dimensions),
    )
    given = [a_sitting(SUNDAY, {"connection": 7, "heard": 4}, titled)]
    given += weeks([7, 8], first=date(2025, 9, 14), instrument=titled)
    entries = written(line(f"{HOSTILE}\n- item\n# head", 6, 1, HOSTILE))
    return build_overview(given, entries, period=Period(), today=date(2025, 9, 23))


def _response(item: Item, value: Answer | None, position: int) -> Response:
    label = item.scale.label(value) if item.scale and isinstance(value, int) else ""
    reason = SkipReason.SKIPPED if value is None else None
    return Response(item.id, value, label, position, reason=reason)
