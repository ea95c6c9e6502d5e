"""Two invented people's sets of answers, and what they guessed of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from builders import id_number
from closeness_cli.core.instruments.instrument import Dimension, Direction, ScoreOp
from stories import OFTEN, SUNDAY, a_named_dimension, a_question, a_sitting
from stories import WEEK as SHORT_WEEK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument

SAM = id_number(7_000)

TODAY = date(2026, 3, 1)

WEEK = replace(SHORT_WEEK, cadence=replace(SHORT_WEEK.cadence, min_days=6))
"""The weekly questions, as far apart as those that ship."""

FORM = replace(
    WEEK,
    id="form",
    title="A longer form",
    items=(
        a_question("safety", "I felt safe.", OFTEN),
        a_question("support", "We asked about each other's worries early.", OFTEN),
        a_question("habits", "We chose our routines.", OFTEN),
        replace(
            a_question("kept", "How often did you keep things in?", OFTEN), reverse_scored=True
        ),
        a_question("way", "How plainly do you speak?", OFTEN),
        a_question("joy", "We celebrated good news.", OFTEN),
        a_question("touch", "We were affectionate.", OFTEN),
    ),
    dimensions=(
        a_named_dimension("safety", "Feeling safe"),
        a_named_dimension("support", "Support early"),
        a_named_dimension("habits", "Routines we chose"),
        replace(a_named_dimension("kept", "Sharing feelings")),
        replace(a_named_dimension("way", "Plain speech"), direction=Direction.NEITHER),
        Dimension("warmth", "Warmth", ScoreOp.MEAN, ("joy", "touch")),
    ),
    cadence=replace(WEEK.cadence, suggest_days=30, min_days=28, recall_days=28),
)
"""A form with what no page for two brings up, a reversed item, and a dimension of two items."""


def a_set(
    on: date,
    answers: Mapping[str, int],
    instrument: Instrument = WEEK,
    *,
    of: str | None = None,
    guess_of: str | None = None,
) -> Administration:
    """Make one person's set, with an id that no other set has."""
    made = a_sitting(on, answers, instrument, person_id=of)
    number = 100_000 * sum(map(ord, instrument.id)) + on.toordinal() % 9_999 * 10 + 2 * bool(of)
    return replace(made, id=id_number(number + bool(guess_of)), guess_of=guess_of)


def weekly(
    connection: Sequence[int],
    heard: Sequence[int] = (),
    *,
    of: str | None = None,
    first: date = SUNDAY,
    guess_of: str | None = None,
) -> list[Administration]:
    """Make a set a week."""
    return [
        a_set(
            first + timedelta(weeks=at),
            {"connection": value, "heard": heard[at % len(heard)] if heard else 3, "room": 0},
            of=of,
            guess_of=guess_of,
        )
        for at, value in enumerate(connection)
    ]
