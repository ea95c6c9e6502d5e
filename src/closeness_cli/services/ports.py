"""What the services need from outside; `bootstrap` picks who fills it in."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.answering.form import Form
    from closeness_cli.core.entry import Entry, EntryFilter
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment
    from closeness_cli.core.reports.conversations import TalkDay
    from closeness_cli.core.reports.idea import Shown
    from closeness_cli.core.reports.repair import Conflict
    from closeness_cli.core.rituals import Observance, Ritual
    from closeness_cli.core.written_days import WrittenDay


class Clock(Protocol):
    """Tells the time, in the zone the person is in."""

    def now(self) -> Moment:
        """Give the present moment."""
        ...


class Ids(Protocol):
    """Makes record ids."""

    def new(self) -> str:
        """Make a ULID that was never given before."""
        ...


class Outcome(StrEnum):
    """How a person left a form."""

    FINISHED = "finished"
    PAUSED = "paused"


class Asker(Protocol):
    """Asks the items of a form, one after the other."""

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the person pauses.

        Args:
            form: Driven with `answer`, `skip` and `back`.
            save: Called with every response at once, before the next item is shown.

        Raises:
            KeyboardInterrupt: Ctrl-C where it does not pause; what was saved stays saved.
        """
        ...

    def remember(self) -> str:
        """Ask "Anything to remember?" after the last item; empty when there is nothing."""
        ...


class Entries(Protocol):
    """Keeps entries."""

    def new_id(self) -> str:
        """Make an id for a new entry."""
        ...

    def add(self, entry: Entry) -> None:
        """Keep a new entry for good before returning."""
        ...

    def change(self, entry: Entry, *, based_on: str | None = None) -> None:
        """Keep a new state of an entry, unless it has changed since the revision `based_on`."""
        ...


class AnsweredSittings(Protocol):
    """Gives sittings that were finished."""

    def completed(
        self, instrument_id: str | None = None, *, person_id: str | None = None
    ) -> list[Administration]:
        """List one person's finished sittings, oldest first; guesses are not among them."""
        ...


class FoundSittings(AnsweredSittings, Protocol):
    """Finds one sitting of many."""

    def find(self, beginning: str) -> Administration:
        """Find the one sitting whose id begins like this."""
        ...


class Sittings(FoundSittings, Protocol):
    """Keeps administrations and their responses."""

    def guesses(
        self,
        instrument_id: str | None = None,
        *,
        person_id: str | None = None,
        of: str | None = None,
    ) -> list[Administration]:
        """List one person's finished guesses, oldest first; of one person, or of anyone."""
        ...

    def writing(self) -> AbstractContextManager[None]:
        """Hold one transaction around several writes."""
        ...

    def begin(
        self,
        instrument: Instrument,
        *,
        started: Moment,
        order: Iterable[str],
        person_id: str | None = None,
        guess_of: str | None = None,
        seed: int | None = None,
        early: bool = False,
    ) -> Administration:
        """Open a sitting."""
        ...

    def answer(self, administration_id: str, response: Response) -> None:
        """Keep an answer for good before returning."""
        ...

    def is_completed(self, administration_id: str) -> bool:
        """Say whether a sitting was closed already, perhaps by another process."""
        ...

    def complete(self, administration: Administration, *, at: datetime) -> Administration:
        """Close a sitting and score it."""
        ...

    def amend(self, administration_id: str, response: Response) -> Administration:
        """Correct an answer of a finished sitting; what stood there is kept too."""
        ...


class SafetyAnswers(Protocol):
    """Keeps the answers to safety items, apart from all others; it never gives one back."""

    def keep(self, administration_id: str, response: Response) -> None:
        """Keep an answer, or that it was skipped, for good before returning."""
        ...

    def answered(self, administration_id: str) -> frozenset[str]:
        """Name the safety items that a sitting has asked already."""
        ...

    def last_asked(self, *, person_id: str | None = None) -> dict[str, date]:
        """Give the local day on which a person was last asked each item, by its id."""
        ...


class DailyMoods(Protocol):
    """Gives moods by day, counted where they are kept."""

    def daily_moods(self, wanted: EntryFilter) -> list[tuple[date, float, int]]:
        """Give (local day, mean mood, entries that name one), oldest first."""
        ...


class WrittenDays(Protocol):
    """Gives the days on which something was written."""

    def written_days(self, wanted: EntryFilter) -> list[WrittenDay]:
        """Give the days that have entries, oldest first."""
        ...


class TaggedDays(Protocol):
    """Gives tags by day."""

    def days_by_tag(
        self, wanted: EntryFilter, *, fewest: int = 1, most: int | None = None
    ) -> dict[str, frozenset[int]]:
        """Give the days of each tag that is on so many days; those on most days first."""
        ...


class WrittenEntries(DailyMoods, Protocol):
    """Gives entries, and counts them where they are kept."""

    def newest(self, wanted: EntryFilter) -> Iterator[Entry]:
        """Give entries, newest first."""
        ...

    def count(self, wanted: EntryFilter) -> int:
        """Count entries."""
        ...

    def tag_counts(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        """Count the entries of each tag, most first."""
        ...


class FoundEntries(WrittenEntries, Protocol):
    """Finds one entry of many."""

    def find(self, prefix: str, *, in_trash: bool = False) -> Entry:
        """Find the one entry whose id begins like this."""
        ...


class EntriesByDay(WrittenDays, Protocol):
    """Gives entries by the local day on which they were written."""

    def of_days(self, days: Sequence[date], wanted: EntryFilter) -> list[Entry]:
        """Give the entries of these days: the latest day first, and each as it went."""
        ...


class LoggedConflicts(Protocol):
    """Gives conflicts and their repairs, without their words."""

    def conflicts(self, wanted: EntryFilter) -> list[Conflict]:
        """Give conflicts, oldest first, each with when its repairs were."""
        ...


class LoggedTalks(Protocol):
    """Gives conversations, counted where they are kept."""

    def talk_days(self, wanted: EntryFilter) -> list[TalkDay]:
        """Give the local days that have some, oldest first."""
        ...

    def talk_beginners(self, wanted: EntryFilter) -> list[tuple[str, int]]:
        """Count them by who began: `self`, `both` or the id of a person; most first."""
        ...


class LookedAtEntries(WrittenEntries, TaggedDays, LoggedConflicts, LoggedTalks, Protocol):
    """Gives what a report compares days by."""

    def days_by_kind(self, wanted: EntryFilter) -> dict[str, frozenset[int]]:
        """Give the days of each kind of entry, as `date.toordinal`."""
        ...


class ObservedRituals(Protocol):
    """Gives the times that rituals were done or left out."""

    def observed(
        self, *, who: str = ..., since: date | None = None, until: date | None = None
    ) -> list[Observance]:
        """List the times in which somebody took part, oldest first; `until` no longer counts."""
        ...


class KeptRituals(ObservedRituals, Protocol):
    """Gives rituals, and the times that they were done or left out."""

    def all(self) -> list[Ritual]:
        """List every ritual, in the order they came."""
        ...


class NotedRituals(Protocol):
    """Keeps rituals, and the times that they were done."""

    def new_id(self) -> str:
        """Make an id for a new one."""
        ...

    def add(self, ritual: Ritual) -> None:
        """Keep a new ritual."""
        ...

    def observe(self, observance: Observance) -> None:
        """Keep a time that one was done or left out."""
        ...


class WordedEntries(WrittenEntries, WrittenDays, TaggedDays, Protocol):
    """Gives what entries carry, by day."""

    def days_by_topic(self, wanted: EntryFilter) -> dict[str, frozenset[int]]:
        """Give the days of each topic of conversations and conflicts."""
        ...


class CountedDays(DailyMoods, WrittenDays, LoggedConflicts, LoggedTalks, Protocol):
    """Gives what each local day has, counted where it is kept."""

    def daily_kinds(self, wanted: EntryFilter) -> list[tuple[str, date, int]]:
        """Give (kind of entry, local day, entries of it), oldest first."""
        ...

    def daily_tags(self, wanted: EntryFilter) -> list[tuple[str, date, int]]:
        """Give (tag, local day, entries with it), oldest first."""
        ...


class RememberedIdeas(Protocol):
    """Remembers which things to try were shown last."""

    def shown(self, person_id: str | None = None) -> tuple[Shown, ...]:
        """Give what one person was shown, oldest first."""
        ...

    def keep(self, shown: Sequence[Shown], person_id: str | None = None) -> None:
        """Remember what one person was shown, in place of what was remembered before."""
        ...


class KeptEntries(Entries, WrittenEntries, Protocol):
    """Keeps entries, and gives them again."""


class Writer(Protocol):
    """Lets a person write."""

    def __call__(
        self,
        heading: str,
        *,
        text: str = "",
        draft: DraftKeeper | None = None,
        unsaved: bool = False,
    ) -> str | None:
        """Give the text; nothing when they leave without saving.

        Args:
            text: What there is already.
            draft: Keeps the text meanwhile.
            unsaved: What there is already is in no entry yet.
        """
        ...


class DraftKeeper(Protocol):
    """Keeps a text while it is being written."""

    def keep(self, text: str) -> None:
        """Keep a text for good before returning; called in a thread beside the typing."""
        ...

    def drop(self) -> None:
        """Keep it no longer: the person threw it away."""
        ...
