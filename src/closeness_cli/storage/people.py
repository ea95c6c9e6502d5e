"""The people of a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.person import Person, same_name

if TYPE_CHECKING:
    from closeness_cli.storage.revisions import Revisions


PERSON = "person"


class PeopleStore:
    """Keeps people by name."""

    def __init__(self, revisions: Revisions) -> None:
        self._revisions = revisions
        self._connection = revisions.connection

    def find(self, name: str) -> Person | None:
        """Find a person by name, in either case."""
        return next((one for one in self.all() if same_name(one.name, name)), None)

    def all(self) -> list[Person]:
        """List everyone, in the order they came."""
        rows = self._connection.run("SELECT id, name FROM people ORDER BY seq")
        return [Person(id=row[0], name=row[1]) for row in rows]

    def add(self, name: str) -> Person:
        """Keep a new person."""
        person = Person(self._revisions.new_record_id(), name)
        with self._connection.writing():
            self._revisions.first(PERSON, person.id, {"name": name})
            show_person(self._revisions, person)
        return person


def show_person(revisions: Revisions, person: Person) -> None:
    """Bring the table of people up to date with a person's latest revision."""
    revisions.connection.run(
        "INSERT INTO people(id, name) VALUES (?, ?)"
        " ON CONFLICT(id) DO UPDATE SET name=excluded.name",
        (person.id, person.name),
    )
