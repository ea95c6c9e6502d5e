"""The stores of one open vault, made when they are first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from closeness_cli.storage.revisions import Revisions

if TYPE_CHECKING:
    from closeness_cli.services.ports import Clock, Ids
    from closeness_cli.storage.administrations import AdministrationStore
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.drafts import DraftStore
    from closeness_cli.storage.entries import EntryStore
    from closeness_cli.storage.entry_history import EntryHistory
    from closeness_cli.storage.last_ideas import LastIdeas
    from closeness_cli.storage.notices import Notices
    from closeness_cli.storage.people import PeopleStore
    from closeness_cli.storage.rituals import RitualStore
    from closeness_cli.storage.safety_answers import SafetyAnswers
    from closeness_cli.storage.settings import Settings
    from closeness_cli.storage.shelf import ShelfStore
    from closeness_cli.storage.wordings import WordingStore


class Stores:
    """What is kept in a vault, a store a kind, over one connection and one history."""

    def __init__(self, connection: Connection, *, clock: Clock, ids: Ids) -> None:
        self.connection = connection
        self._revisions = Revisions(connection, clock=clock, ids=ids)

    @cached_property
    def entries(self) -> EntryStore:
        """The journal's entries."""
        from closeness_cli.storage.entries import EntryStore

        return EntryStore(self._revisions)

    @cached_property
    def entry_history(self) -> EntryHistory:
        """What entries were before."""
        from closeness_cli.storage.entry_history import EntryHistory

        return EntryHistory(self._revisions)

    @cached_property
    def drafts(self) -> DraftStore:
        """What was typed and not saved."""
        from closeness_cli.storage.drafts import DraftStore

        return DraftStore(self.connection)

    @cached_property
    def administrations(self) -> AdministrationStore:
        """Sets of answers."""
        from closeness_cli.storage.administrations import AdministrationStore

        return AdministrationStore(self._revisions)

    @cached_property
    def people(self) -> PeopleStore:
        """People by name."""
        from closeness_cli.storage.people import PeopleStore

        return PeopleStore(self._revisions)

    @cached_property
    def notices(self) -> Notices:
        """What was said once and need not be said again."""
        from closeness_cli.storage.notices import Notices

        return Notices(self.connection)

    @cached_property
    def last_ideas(self) -> LastIdeas:
        """Which things to try were shown last."""
        from closeness_cli.storage.last_ideas import LastIdeas

        return LastIdeas(self.connection)

    @cached_property
    def safety(self) -> SafetyAnswers:
        """Answers to safety items, which are never read."""
        from closeness_cli.storage.safety_answers import SafetyAnswers

        return SafetyAnswers(self._revisions)

    @cached_property
    def wordings(self) -> WordingStore:
        """The wording of published measures."""
        from closeness_cli.storage.wordings import WordingStore

        return WordingStore(self._revisions)

    @cached_property
    def shelf(self) -> ShelfStore:
        """Instruments that a person brought."""
        from closeness_cli.storage.shelf import ShelfStore

        return ShelfStore(self._revisions)

    @cached_property
    def rituals(self) -> RitualStore:
        """Rituals, and the times they were done."""
        from closeness_cli.storage.rituals import RitualStore

        return RitualStore(self._revisions)

    @cached_property
    def settings(self) -> Settings:
        """What was chosen for this vault."""
        from closeness_cli.storage.settings import Settings

        return Settings(self.connection)
