"""Conversations, read from a journal."""

from __future__ import annotations

from datetime import date

from builders import StoppedClock, id_number
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.conversations import TalkDay, talk_candidates
from closeness_cli.core.reports.evidence import Evidence, weigh
from closeness_cli.core.reports.overview import Period
from closeness_cli.services.reports.conversations import read_conversations

DAYS = [TalkDay(date(2025, 11, 10), 2, 1, 20.0)]


class Journal:
    """Days with talks, and what was asked for."""

    def __init__(self, days: list[TalkDay] = DAYS) -> None:
        self.days = days
        self.asked: list[EntryFilter] = []

    def talk_days(self, wanted: EntryFilter) -> list[TalkDay]:
        """Give them."""
        self.asked.append(wanted)
        return self.days

    def talk_beginners(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        """Say that both began both."""
        self.asked.append(wanted)
        return [("both", 2)]


def test_the_talks_of_a_period_and_a_person_are_read() -> None:
    journal, noor = Journal(), id_number(7)
    found = read_conversations(
        Period(since=date(2025, 11, 1)),
        weighed=lambda: weigh([], {}, talk_candidates(DAYS)),
        entries=journal,
        clock=StoppedClock(),
        person_id=noor,
    )
    assert journal.asked == [EntryFilter(since=date(2025, 11, 1), person_id=noor)] * 2
    assert [one.candidate.name for one in found.moved] == ["long-talk"]
    assert (found.n, found.began, found.today) == (2, (("both", 2),), date(2025, 11, 14))


def test_without_a_talk_nothing_is_weighed() -> None:
    def never() -> Evidence:
        raise AssertionError

    found = read_conversations(
        Period(), weighed=never, entries=Journal([]), clock=StoppedClock(), person_id=None
    )
    assert found.moved == ()
