"""Lines that others wrote: no ids, names in place of people, no revisions.

Each gets ids derived from the vault, from what it says and from how many lines of the file said
the same before, so that identical lines stay two and a second import adds nothing, not even
what was deleted since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.administration import Administration, Response
from closeness_cli.core.answering.answers import read_answers
from closeness_cli.core.canonical import canonical
from closeness_cli.core.entry import read_tag, tags_in, unique
from closeness_cli.core.instruments.definition import to_definition
from closeness_cli.core.moment import EPOCH, utc_text
from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.core.person import OWNER, read_name
from closeness_cli.errors import BadInputError
from closeness_cli.storage.administration_records import (
    ADMINISTRATION,
    RESPONSE,
    administration_body,
    response_body,
)
from closeness_cli.storage.entries import RECORD_TYPE as ENTRY
from closeness_cli.storage.people import PERSON
from closeness_cli.storage.revisions import Revision, canonical_body, store
from closeness_cli.storage.transfer.derived_ids import DerivedIds
from closeness_cli.storage.transfer.lines import (
    BadLineError,
    checked,
    fields_without,
)
from closeness_cli.storage.transfer.others_records import OTHERS
from closeness_cli.storage.transfer.own_lines import GUESSES_SELF, checked_body
from closeness_cli.storage.transfer.record_fields import BOTH
from closeness_cli.storage.transfer.stamps import read_stamp

if TYPE_CHECKING:
    from datetime import datetime

    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Clock
    from closeness_cli.storage.administrations import AdministrationStore
    from closeness_cli.storage.connection import Connection
    from closeness_cli.storage.transfer.name_book import NameBook
    from closeness_cli.storage.transfer.own_lines import OwnLines

RITUAL = "ritual"


class OthersLines:
    """Takes lines without `id` and `rev`.

    Args:
        own: Shows the records that come of them.
        books: Names by record type.
    """

    def __init__(
        self,
        connection: Connection,
        own: OwnLines,
        *,
        sittings: AdministrationStore,
        books: dict[str, NameBook],
        clock: Clock,
        bank: ItemBank,
    ) -> None:
        self.new_people: list[str] = []
        self._connection = connection
        self._own = own
        self._sittings = sittings
        self._books = books
        self._bank = bank
        self._now = clock.now()
        self._ids = DerivedIds(connection)
        self._device = connection.value("SELECT value FROM meta WHERE id='device_id'")
        self._refs: dict[str, str] = {}
        self._frozen: dict[str, str] = {}

    def take(self, line: dict[str, Any]) -> bool:
        """Keep what one line says; says whether it is new.

        Raises:
            BadLineError: With what is wrong.
            WrongUseError: The same, from a rule that holds elsewhere too.
        """
        takers = {
            ENTRY: self._take_entry,
            ADMINISTRATION: self._take_administration,
            "observance": self._take_observance,
            PERSON: self._take_person,
        }
        kind = line["type"]
        if kind not in takers:
            raise BadLineError(
                f"has the type {quoted(kind)}, which is not read without 'id' and 'rev'"
                f"{did_you_mean(kind, takers)}."
            )
        content = canonical(line)
        present = {name: value for name, value in line.items() if value is not None}
        if kind in OTHERS:
            checked(present, OTHERS[kind], what=f"a line of type {kind!r}")
        return takers[kind](present, content)

    def _take_entry(self, line: dict[str, Any], content: str) -> bool:
        moment = read_stamp(line, now=self._now)
        kind = line.get("kind", "note")
        entry_id = self._ids.of_line(content, moment.at)
        if "ref" in line:
            self._remember(line["ref"], kind, entry_id)
        if self._is_known(entry_id):
            return False
        body = self._entry_body(fields_without(line, ("type", "ref")), moment)
        self._keep(ENTRY, entry_id, checked_body(ENTRY, {**body, "kind": kind}), moment.at)
        return True

    def _entry_body(self, line: dict[str, Any], moment: Moment) -> dict[str, Any]:
        body = {"text": "", "visibility": "private", **line, "at": moment.iso, "tz": moment.zone}
        body.pop("person", None)
        body.update(self._person(line, moment))
        if "began_by" in line and line["began_by"] not in (OWNER, BOTH):
            body["began_by"] = self._someone(line["began_by"], moment.at)
        if "repairs" in line:
            body["repairs"] = self._conflict(line["repairs"])
        body["tags"] = _tags(line.get("tags", []), body["text"])
        if not (body["text"].strip() or body["tags"] or line.keys() - _SAYING_NOTHING):
            raise BadLineError("holds no text, mood, tag or field of its kind.")
        return body

    def _take_administration(self, line: dict[str, Any], content: str) -> bool:
        moment = read_stamp(line, now=self._now)
        sitting_id = self._ids.of_line(content, moment.at)
        if self._is_known(sitting_id):
            return False
        instrument = self._instrument(line["instrument"])
        responses = _answers(instrument, line["answers"])
        body = administration_body(
            Administration(
                id=sitting_id,
                instrument=instrument,
                definition_id=self._frozen[instrument.id],
                started=moment,
                order=tuple(responses),
                responses=responses,
                person_id=self._person(line, moment).get("person"),
                completed_at=moment.at,
                guess_of=self._guessed(line, moment),
                early=line.get("early", False),
            )
        )
        self._keep(ADMINISTRATION, sitting_id, body, moment.at)
        for response in responses.values():
            response_id = self._ids.part_of(sitting_id, response.item_id, moment.at)
            self._keep(RESPONSE, response_id, response_body(sitting_id, response), moment.at)
        return True

    def _take_observance(self, line: dict[str, Any], content: str) -> bool:
        moment = read_stamp(line, now=self._now)
        observance_id = self._ids.of_line(content, moment.at)
        if self._is_known(observance_id):
            return False
        body = {
            **fields_without(line, ("type",)),
            "at": moment.iso,
            "tz": moment.zone,
            "ritual": self._named_record(RITUAL, read_name(line["ritual"]), moment.at),
            "state": line.get("state", "done"),
        }
        if "people" in line:
            body["people"] = [self._someone(name, moment.at) for name in line["people"]]
        self._keep("observance", observance_id, checked_body("observance", body), moment.at)
        return True

    def _take_person(self, line: dict[str, Any], content: str) -> bool:  # noqa: ARG002 - a name is enough
        n_before = len(self.new_people)
        self._someone(line["name"], EPOCH)
        return len(self.new_people) > n_before

    def _instrument(self, name: str) -> Instrument:
        found = self._bank.find(name)
        if found is None:
            close = did_you_mean(name, [one.id for one in self._bank.instruments])
            raise BadLineError(f"names no known instrument{close}.")
        if name not in self._frozen:
            self._frozen[name] = self._sittings.freeze(to_definition(found))
        return found

    def _person(self, line: dict[str, Any], moment: Moment) -> dict[str, str]:
        """Name whose a line is as a body does: not at all where it is the owner's."""
        if "person" not in line:
            return {}
        someone = self._someone(line["person"], moment.at)
        return {} if someone == OWNER else {"person": someone}

    def _guessed(self, line: dict[str, Any], moment: Moment) -> str | None:
        """Say whose answers a line guesses, if it does."""
        if "guess_of" not in line:
            return None
        guessed = self._someone(line["guess_of"], moment.at)
        if guessed == self._person(line, moment).get("person", OWNER):
            raise BadLineError(GUESSES_SELF)
        return guessed

    def _someone(self, name: object, at: datetime) -> str:
        if not isinstance(name, str):
            raise BadLineError("names a person by something else than a text.")
        return OWNER if name == OWNER else self._named_record(PERSON, read_name(name), at)

    def _named_record(self, record_type: str, name: str, at: datetime) -> str:
        """Find a record by its name; where there is none, make one under a derived id."""
        found = self._books[record_type].find(name)
        if found is not None:
            return found
        record_id = self._ids.part_of(record_type, name, at)
        if not self._is_known(record_id):
            self._keep(record_type, record_id, {"name": name}, at)
            if record_type == PERSON:
                self.new_people.append(name)
        return record_id

    def _remember(self, ref: object, kind: object, entry_id: str) -> None:
        if not isinstance(ref, str) or kind != "conflict":
            raise BadLineError("has a 'ref', which only an entry of kind 'conflict' has, as text.")
        if ref in self._refs:
            raise BadLineError(f"has the 'ref' {quoted(ref)} of a conflict above it.")
        self._refs[ref] = entry_id

    def _conflict(self, repairs: object) -> str:
        if isinstance(repairs, str):
            if repairs in self._refs:
                return self._refs[repairs]
            if self._connection.value(
                "SELECT 1 FROM entries WHERE id=? AND kind='conflict'", [repairs]
            ):
                return repairs
        raise BadLineError("has in 'repairs' neither a 'ref' above it nor the id of a conflict.")

    def _is_known(self, record_id: str) -> bool:
        found = self._connection.value(
            "SELECT 1 FROM revisions WHERE record_id=? LIMIT 1", [record_id]
        )
        return found is not None

    def _keep(self, record_type: str, record_id: str, body: dict[str, Any], at: datetime) -> None:
        revision = Revision(
            id=self._ids.part_of("rev", record_id, at),
            record_id=record_id,
            record_type=record_type,
            parent_id=None,
            author_id=None,
            device_id=self._device,
            written_at=utc_text(self._now.at),
            body=canonical_body(body),
        )
        store(self._connection, revision)
        self._own.show(revision, body)


_SAYING_NOTHING = frozenset({"at", "tz", "person", "kind", "text", "tags", "visibility"})
"""Fields that alone make no entry."""


def _answers(instrument: Instrument, given: dict[str, Any]) -> dict[str, Response]:
    """Understand the answers of a line; those to safety items are asked at the keyboard alone."""
    private = instrument.safety_ids
    items = [item.id for item in instrument.items if item.id not in private]
    for name in given:
        if name not in items:
            raise BadLineError(
                f"answers {quoted(name)}, which {instrument.id} does not"
                f" ask{did_you_mean(name, items)}."
            )
    try:
        read = read_answers(instrument, given)
    except BadInputError as error:
        told = error.faults[0] if error.faults else "it holds no answer"
        raise BadLineError(f"cannot be taken: {told}.") from None
    return {item_id: one for item_id, one in read.items() if item_id not in private}


def _tags(given: object, text: object) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise BadLineError("has something else in 'tags' than a list of words.")
    if not isinstance(text, str):
        raise BadLineError("has something else in 'text' than text, up to 10 MB of UTF-8.")
    return list(unique([*map(read_tag, given), *tags_in(text)]))
