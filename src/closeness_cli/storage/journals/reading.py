"""What is read from another journal: entries, what is not kept, and every fault."""

from __future__ import annotations

import codecs
import hashlib
import re
import unicodedata
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from closeness_cli.core.canonical import canonical
from closeness_cli.core.entry import (
    INSIDE_TAGS,
    Entry,
    check_text,
    read_tag,
    tags_in,
    unique,
)
from closeness_cli.core.near import quoted
from closeness_cli.core.when import in_zone, zone_called
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.entries import RECORD_TYPE, entry_body, read_entry
from closeness_cli.storage.exchange.loss import Notes
from closeness_cli.storage.journals.packed import Packed
from closeness_cli.storage.transfer.lines import BadLineError
from closeness_cli.storage.transfer.own_lines import checked_body
from closeness_cli.storage.transfer.record_fields import ID_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from closeness_cli.core.moment import Moment

LARGEST_JOURNAL = 100 * 1024 * 1024
"""Bytes in one journal: ten years of long days have about twenty million."""

MOST_KINDS = 60
"""Kinds of losses that are told one by one."""

PIECE = 1024 * 1024
"""Bytes that are looked at together."""

NOTHING_IN_IT = "entries without words, a mood or a tag"
TAGS_JOINED = "tags that were not one word, written with - between"
TAGS_LOST = "tags that do not begin with a letter"
STARRED = "starred"
"""The tag that stands for a star."""


class Brought(NamedTuple):
    """One entry that was read.

    Args:
        where: Its place in the file.
        entry: With an id only where the file holds one of ours.
        source: The SHA-256 of what it said there; its id is derived from this.
        stamp: The time that goes into the id.
    """

    where: str
    entry: Entry
    source: str
    stamp: datetime


class Reading:
    """Collects the entries of a journal.

    Args:
        zone: For times that were written without one.
        progress: Called now and then with the entries read so far.
    """

    def __init__(self, zone: str, progress: Callable[[int], None] | None = None) -> None:
        self.zone = zone
        self.n_without_zone = 0
        self.entries: Packed[Brought] = Packed(progress)
        self.losses: Counter[str] = Counter()
        self.notes = Notes()
        self._zones: set[str] = set()
        self._ids: set[str] = set()

    def fault(self, where: str, what: str) -> None:
        """Note something because of which nothing is imported."""
        self.notes.fault(where, what)

    def lost(self, what: str, count: int = 1) -> None:
        """Note something that is not kept, or not as it was."""
        if count > 0:
            is_told = what in self.losses or len(self.losses) < MOST_KINDS
            self.losses[what if is_told else "other things"] += count

    def lost_field(self, name: str) -> None:
        """Note a field that has no place here."""
        self.lost(f"the field {quoted(name)}")

    def add(
        self,
        where: str,
        at: datetime,
        text: str,
        *,
        zone: str | None = None,
        mood: int | None = None,
        tags: Iterable[str] = (),
        source_id: str = "",
    ) -> None:
        """Keep an entry of another program; tags in its text count, too.

        Args:
            at: Without a zone it is a time on the wall, there where `zone` or the journal is.
            source_id: What the other program calls it; without, its id follows from what it says.
        """
        moment = self._moment(where, at, zone)
        if moment is None:
            return
        fit = unique([*tags_in(text), *self._fit_tags(tags)])
        if not text.strip():
            text = ""
            if mood is None and not fit:
                self.lost(NOTHING_IN_IT)
                return
        said = {
            "at": at.isoformat(),
            "zone": zone,
            "text": text,
            "mood": mood,
            # jrnl gives them in another order each time.
            "tags": sorted(tag.casefold() for tag in fit),
        }
        entry = Entry("", moment, text, mood=mood, tags=fit)
        stamp = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
        if self._can_be_kept(where, entry):
            source = canonical({"source": source_id} if source_id else said)
            source = hashlib.sha256(source.encode()).hexdigest()  # not the text a second time
            self.entries.append(Brought(where, entry, source, stamp))

    def add_own(self, where: str, body: Mapping[str, Any], entry_id: str) -> None:
        """Keep an entry that closeness wrote: exactly as it says, under its own id."""
        if entry_id in self._ids:
            self.fault(where, "its id stands in the journal twice")
            return
        self._ids.add(entry_id)
        try:
            entry = _own_entry(body, entry_id)
        except BadLineError as error:
            self.fault(where, str(error))
        except WrongUseError as error:
            self.fault(where, error.sentence)
        else:
            self.entries.append(Brought(where, entry, "", entry.moment.at))

    def _moment(self, where: str, at: datetime, zone: str | None) -> Moment | None:
        if at.tzinfo is None and zone is None:
            self.n_without_zone += 1
        zone = zone or self.zone
        try:
            if at.tzinfo is None:
                at = at.replace(tzinfo=zone_called(zone))
            return in_zone(at, zone)
        except WrongUseError as error:
            self.fault(where, error.sentence)
            return None

    def _fit_tags(self, tags: Iterable[str]) -> list[str]:
        fit = []
        for given in tags:
            try:
                fit.append(read_tag(given))
            except WrongUseError:
                word = _one_word(given)
                self.lost(TAGS_JOINED if word else TAGS_LOST)
                fit += [word] if word else []
        return fit

    def _can_be_kept(self, where: str, entry: Entry) -> bool:
        try:
            if entry.text:
                check_text(entry.text)
            checked_body(RECORD_TYPE, _present(entry_body(entry)))
        except BadLineError as error:
            self.fault(where, str(error))
        except WrongUseError as error:
            self.fault(where, error.sentence)
        else:
            return True
        return False


def utf8(
    data: bytes, reading: Reading, where: str = "the file", *, or_else: str = ""
) -> bytes | None:
    """Give bytes that are UTF-8, without a mark of their order; nothing, and a fault, else.

    They stay bytes: as text, one emoji in a journal makes each character of it four bytes long.

    Args:
        or_else: What can be done besides saving it as UTF-8.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data) + 1, PIECE):
            waiting = len(decoder.getstate()[0])
            piece = data[start : start + PIECE]
            decoder.decode(piece, final=start + PIECE > len(data))
    except UnicodeDecodeError as error:
        reading.fault(where, _not_utf8(start - waiting + error.start) + or_else)
        return None
    return data.removeprefix(codecs.BOM_UTF8)


def decoded(data: bytes, reading: Reading, where: str = "the file") -> str | None:
    """Read bytes as UTF-8; nothing, and a fault, where they are something else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        reading.fault(where, _not_utf8(error.start))
        return None


def _not_utf8(at: int) -> str:
    return f"it is not UTF-8 (at byte {at}); save it as UTF-8"


def _own_entry(body: Mapping[str, Any], entry_id: str) -> Entry:
    if not re.fullmatch(ID_PATTERN, entry_id):
        raise BadLineError("its id is not one of ours")
    given = checked_body(RECORD_TYPE, _present(body))
    if given["text"]:
        check_text(given["text"])
    return read_entry(entry_id, given)


def _present(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if value is not None}


def _one_word(given: str) -> str:
    """Make one word of a tag; nothing where it does not begin with a letter."""
    text = unicodedata.normalize("NFC", given[:400]).lstrip("#@").strip()
    word = "".join(
        one if one in INSIDE_TAGS or unicodedata.category(one)[0] in "LMN" else " " for one in text
    )
    joined = "-".join(word.split()).strip(INSIDE_TAGS)
    try:
        return read_tag(joined)
    except WrongUseError:
        return ""
