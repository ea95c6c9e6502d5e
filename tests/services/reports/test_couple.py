from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

import pytest

from builders import StoppedClock
from closeness_cli.core.person import OWNER, Person
from closeness_cli.core.reports.overview import Period
from closeness_cli.errors import WrongUseError
from closeness_cli.services.reports.couple import only_other, read_couple
from couples import SAM, weekly
from stories import evening

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.services.ports import Sittings

TODAY = date(2026, 3, 1)


@dataclass
class Answered:
    """Finished sittings in memory; remembers whose guesses were asked for."""

    kept: list[Administration] = field(default_factory=list)
    guesses_asked: list[tuple[str | None, str | None]] = field(default_factory=list)

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        assert instrument_id is None
        return [one for one in self.kept if one.person_id == person_id and one.guess_of is None]

    def guesses(
        self,
        instrument_id: str | None = None,
        *,
        person_id: str | None = None,
        of: str | None = None,
    ) -> list[Administration]:
        assert instrument_id is None
        self.guesses_asked.append((person_id, of))
        return [one for one in self.kept if (one.person_id, one.guess_of) == (person_id, of)]


def sittings(kept: Answered) -> Sittings:
    return cast("Sittings", kept)


@pytest.fixture
def kept() -> Answered:
    """Two people's answers, and each one's guesses of the other."""
    first = weekly([1])[0].started.on + timedelta(days=1)
    return Answered(
        [
            *weekly([5, 5]),
            *weekly([9, 9], of=SAM),
            *weekly([9, 9], guess_of=SAM, first=first),
            *weekly([1, 1], of=SAM, guess_of=OWNER, first=first),
        ]
    )


@pytest.mark.parametrize(
    ("reader", "other", "asked", "mine"),
    [(None, SAM, (None, SAM), 44.4), (SAM, None, (SAM, OWNER), 88.9)],
)
def test_each_reads_their_own_side_and_their_own_guesses(
    kept: Answered,
    reader: str | None,
    other: str | None,
    asked: tuple[str | None, str],
    mine: float,
) -> None:
    found = read_couple(
        Period(),
        sittings=sittings(kept),
        clock=StoppedClock(evening(TODAY)),
        person_id=reader,
        other_id=other,
        with_numbers=True,
    )
    assert kept.guesses_asked == [asked]
    assert found.today == TODAY
    assert found.numbers is not None
    assert found.numbers.guesses is not None
    assert found.numbers.sets[0].levels[0].mine.value == pytest.approx(mine, abs=0.1)


def test_guesses_are_not_read_without_numbers(kept: Answered) -> None:
    found = read_couple(
        Period(),
        sittings=sittings(kept),
        clock=StoppedClock(evening(TODAY)),
        person_id=None,
        other_id=SAM,
    )
    assert (kept.guesses_asked, found.numbers, found.n_shared) == ([], None, 2)


def test_the_only_one_who_answered_is_the_other(kept: Answered) -> None:
    sam, noor = Person(SAM, "Sam"), Person("noor", "Noor")
    assert only_other([sam, noor], sittings=sittings(kept)) == sam
    assert only_other([noor], sittings=sittings(kept)) is None
    kept.kept += weekly([3], of="noor")
    with pytest.raises(WrongUseError, match="Several people"):
        only_other([sam, noor], sittings=sittings(kept))
