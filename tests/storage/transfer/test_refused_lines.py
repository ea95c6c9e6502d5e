"""Lines that are refused: nothing of their file is taken, and the fault is told."""

from __future__ import annotations

import io
from typing import Any

import pytest

from archives import (
    BANK,
    HEADER,
    INSTRUMENT,
    PRIVATE,
    Vault,
    a_sitting_line,
    an_entry_line,
    an_own_entry,
)
from builders import (
    an_entry,
    id_number,
)
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.errors import BadInputError, ExitStatus
from closeness_cli.storage.transfer import archive
from closeness_cli.storage.transfer import lines as line_reading
from closeness_cli.storage.transfer.archive import (
    HINT,
    ImportResult,
    import_lines,
)
from closeness_cli.storage.transfer.lines import lines_of

OWN = an_own_entry()
WEEK = to_definition(INSTRUMENT)
DEFINITION = {
    "type": "definition",
    "id": definition_id(WEEK),
    "rev": id_number(20),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "definition": WEEK,
}
SITTING = {
    "type": "administration",
    "id": id_number(30),
    "rev": id_number(31),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "instrument": "week",
    "definition": definition_id(WEEK),
    "at": "2026-03-01T21:14:00+01:00",
    "tz": "Europe/Berlin",
    "order": ["close"],
}
RESPONSE = {
    "type": "response",
    "id": id_number(40),
    "rev": id_number(41),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "administration": id_number(30),
    "item": "close",
    "value": 3,
    "label": "3",
    "position": 1,
}
ASKED = to_definition(PRIVATE)
PRIVATE_DEFINITION = {
    **DEFINITION,
    "id": definition_id(ASKED),
    "rev": id_number(21),
    "definition": ASKED,
}
PRIVATE_LINES: list[dict[str, Any]] = [
    PRIVATE_DEFINITION,
    {
        **SITTING,
        "instrument": "private",
        "definition": definition_id(ASKED),
        "order": ["close", "safe"],
    },
]
SAFETY: dict[str, Any] = {**RESPONSE, "type": "safety_response", "item": "safe"}
INSTRUMENT_LINE: dict[str, Any] = {
    "type": "instrument",
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
    "id": id_number(60),
    "rev": id_number(61),
    "instrument": "week",
    "definition": definition_id(WEEK),
    "cards": [{"id": "c1", "dimension": "connection", "text": "Who?"}],
    "vectors": [{"instrument": "week", "answers": {"close": None}, "scores": {"connection": None}}],
}
TOMBSTONE = {
    "type": "tombstone",
    "of": "entry",
    "id": id_number(7),
    "rev": id_number(50),
    "parent": id_number(8),
    "device": id_number(9),
    "written_at": "2026-03-01T20:14:00.000Z",
}


def odd_definition(**changed: object) -> dict[str, Any]:
    definition = {**WEEK, **changed}
    return {**DEFINITION, "id": definition_id(definition), "definition": definition}


UNFIT = "has a definition that cannot be asked and scored:"

TEXT_ITEM = {"id": "x", "kind": "text", "text": "x"}

SCORED = WEEK["dimensions"][0]

WITH_IDEAL = {**WEEK["items"][0], "ideal": {"item": "nowhere"}}

BAD_JSON: dict[str, tuple[bytes, str]] = {
    "deep": (
        b"[" * 200_000,
        "has more than 32 objects or lists inside of one another.",
    ),
    "rather deep": (
        b'{"type":"entry","a":' + b"[" * 40 + b"]" * 40 + b"}",
        "has more than 32 objects or lists inside of one another.",
    ),
    "nan": (
        b'{"answers":[{"item":"q1","value":NaN}]}',
        "has NaN, which is not a number of JSON.",
    ),
    "infinity": (b'{"value":-Infinity}', "has -Infinity, which is not a number of JSON."),
    "huge": (
        b'{"value": ' + b"9" * 5000 + b"}",
        "has a number that does not fit into 64 bits.",
    ),
    "beyond int64": (
        b'{"value": 9223372036854775808}',
        "has a number that does not fit into 64 bits.",
    ),
    "huge float": (b'{"value": 1e999}', "has a number that does not fit into 64 bits."),
    "twice": (b'{"body":"kept","body":"silently replaced"}', "has 'body' twice."),
    "twice, and it acts": (b'{"\\u001b":1,"\\u001b":2}', "has '\\x1b' twice."),
    "truncated": (
        b'{"format":"closeness-export","version":1,"entries":[{"body":"hal',
        "breaks off in the middle.",
    ),
    "truncated between": (b'{"type":"entry",', "breaks off in the middle."),
    "mistyped": (b"{'type': 1}", "is not JSON from character 2 on."),
    "two on a line": (b'{"type":"x"} {}', "is not JSON from character 14 on."),
    "no object": (b'["type"]', "is JSON, but not an object in { }."),
    "future": (
        b'{"format":"closeness-export","version":999,"entries":[]}',
        (
            "says that the file is 'closeness-export', version 999; this version reads"
            " closeness.records/1."
        ),
    ),
    "newer": (
        b'{"type":"header","format":"closeness.records/2"}',
        (
            "says that a newer version made the file: it is closeness.records/2, and this one"
            " reads up to closeness.records/1. Update the program."
        ),
    ),
    "no format": (b'{"type":"header"}', "lacks 'format'."),
    "odd format": (
        b'{"type":"header","format":1}',
        "says that the file is something else; this version reads closeness.records/1.",
    ),
    "surrogate": (
        b'{"entries":[{"body":"\\ud800"}]}',
        "has half a character (a lone surrogate) in 'entries'.",
    ),
    "surrogate in a name": (
        b'{"\\udfff":1}',
        "has half a character (a lone surrogate) in a name.",
    ),
    "nul": (
        b'{"type":"entry","text":"a\\u0000b"}',
        "has a NUL character in 'text', which no text has.",
    ),
    "raw nul": (b'{"text":"a\x00b"}', "is not JSON from character 11 on."),
    "not utf-8": (
        b'{"text":"M\xfcller war w\xfctend"}',
        "is not UTF-8 at byte 59 of the file.",
    ),
    "utf-16": ('{"type":"entry"}'.encode("utf-16"), "is not UTF-8 at byte 49 of the file."),
    "byte order mark": (
        b'\xef\xbb\xbf{"type":"entry"}',
        "begins with a byte order mark: save the file as UTF-8 without one.",
    ),
    "no type": (b"{}", "lacks 'type', the type of its record."),
}


def refused(vault: Vault, *lines: dict[str, Any] | str | bytes) -> str:
    """Import what must be refused; give the sentence, and see that nothing has changed."""
    before = vault.rows()
    with pytest.raises(BadInputError) as caught:
        vault.take(*lines)
    assert vault.rows() == before
    assert (caught.value.status, caught.value.hint) == (ExitStatus.WRONG_USE, HINT)
    return caught.value.sentence


@pytest.mark.parametrize("name", BAD_JSON)
def test_a_line_that_is_no_strict_json_is_refused(vault: Vault, name: str) -> None:
    raw, told = BAD_JSON[name]

    assert refused(vault, HEADER, raw) == f"Line 2 {told}"


BAD_OTHERS: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown type": (
        an_entry_line(type="entri"),
        "has the type 'entri', which is not read without 'id' and 'rev' (did you mean 'entry'?).",
    ),
    "a type that needs ids": (
        an_entry_line(type="goal"),
        "has the type 'goal', which is not read without 'id' and 'rev'.",
    ),
    "an unknown field": (
        an_entry_line(moood=1),
        (
            "has the field 'moood', which an entry of kind 'note' does not have"
            " (did you mean 'mood'?)."
        ),
    ),
    "a field of another kind": (
        an_entry_line(heat=1),
        "has the field 'heat', which an entry of kind 'note' does not have.",
    ),
    "an unknown kind": (
        an_entry_line(kind="conflicts"),
        "has no kind of entry in 'kind' (did you mean 'conflict'?).",
    ),
    "no moment": (
        an_entry_line(at=...),
        "needs 'at' as a moment with its offset: 2026-03-01T21:14:00+01:00.",
    ),
    "no offset": (
        an_entry_line(at="2026-03-01T21:14:00"),
        "needs 'at' as a moment with its offset: 2026-03-01T21:14:00+01:00.",
    ),
    "no such day": (
        an_entry_line(at="2026-02-30T21:14:00+01:00"),
        "has a moment in 'at' that no calendar has.",
    ),
    "the end of the calendar": (
        an_entry_line(at="0001-01-01T00:00:00+01:00"),
        "cannot be taken: That time is outside of the calendar.",
    ),
    "an offset that disagrees": (
        an_entry_line(at="2026-07-01T21:14:00+01:00"),
        "has an offset in 'at' that Europe/Berlin did not have then: there it was +02:00.",
    ),
    "an unknown zone": (
        an_entry_line(tz="Mars/Olympus"),
        "cannot be taken: That time zone is not known.",
    ),
    "a zone that is no text": (
        an_entry_line(tz=1),
        "has something else in 'tz' than an IANA time zone.",
    ),
    "an offset without a zone": (
        an_entry_line(at="2026-03-01T21:14:00-05:00", tz=...),
        "needs a 'tz': its offset is neither UTC nor that of this computer.",
    ),
    "a mood off the scale": (
        an_entry_line(mood=3),
        "has something else in 'mood' than a whole number from -2 to 2.",
    ),
    "a text that is none": (
        an_entry_line(text=["a"]),
        "has something else in 'text' than text, up to 10 MB of UTF-8.",
    ),
    "nothing": (an_entry_line(text=" "), "holds no text, mood, tag or field of its kind."),
    "tags that are none": (
        an_entry_line(tags="walk"),
        "has something else in 'tags' than a list of words.",
    ),
    "a tag of two words": (
        an_entry_line(tags=["long walk"]),
        "cannot be taken: A tag is one word that begins with a letter.",
    ),
    "a visibility that is none": (
        an_entry_line(visibility="public"),
        "has something else in 'visibility' than 'private' or 'shared'.",
    ),
    "a person who is no text": (
        an_entry_line(person=1),
        "names a person by something else than a text.",
    ),
    "a person without a name": (
        an_entry_line(person=" "),
        "cannot be taken: A name is one line of up to 80 characters.",
    ),
    "a repair of nothing": (
        an_entry_line(kind="repair", repairs="c9"),
        "has in 'repairs' neither a 'ref' above it nor the id of a conflict.",
    ),
    "a repair of no text": (
        an_entry_line(kind="repair", repairs=1),
        "has in 'repairs' neither a 'ref' above it nor the id of a conflict.",
    ),
    "a ref of no conflict": (
        an_entry_line(ref="c1"),
        "has a 'ref', which only an entry of kind 'conflict' has, as text.",
    ),
    "an unknown instrument": (
        a_sitting_line(instrument="weak"),
        "names no known instrument (did you mean 'week'?).",
    ),
    "an unknown item": (
        a_sitting_line({"closed": 5}),
        "answers 'closed', which week does not ask (did you mean 'close'?).",
    ),
    "an answer off the scale": (
        a_sitting_line({"close": 6}),
        "cannot be taken: close: it takes a whole number from 1 to 5.",
    ),
    "words for a number": (
        a_sitting_line({"close": True}),
        "cannot be taken: close: it takes a whole number from 1 to 5.",
    ),
    "a number for words": (
        a_sitting_line({"words": 3}),
        "cannot be taken: words: it takes a text.",
    ),
    "no answers": (
        a_sitting_line({}),
        "has something else in 'answers' than an object of answers by item.",
    ),
    "only skips": (a_sitting_line({"close": None}), "cannot be taken: it holds no answer."),
    "an unknown field of a sitting": (
        a_sitting_line(score=80),
        "has the field 'score', which a line of type 'administration' does not have.",
    ),
    "a guess of one's own answers": (
        a_sitting_line(guess_of="self"),
        "guesses the answers of the one who gave them.",
    ),
    "a guess of nobody": (
        a_sitting_line(guess_of=" "),
        "cannot be taken: A name is one line of up to 80 characters.",
    ),
    "early or not": (
        a_sitting_line(early="yes"),
        "has something else in 'early' than true or false.",
    ),
    "a safety answer": (
        a_sitting_line({"close": 5, "safe": 2}, instrument="private"),
        "answers 'safe', which private does not ask.",
    ),
    "a safety answer as a record": (
        {"type": "safety_response", "item": "safe", "value": 2},
        "has the type 'safety_response', which is not read without 'id' and 'rev'.",
    ),
    "a ritual without a name": (
        {"type": "observance", "at": "2026-03-01T21:14:00Z"},
        "lacks 'ritual'.",
    ),
    "an id without a revision": (
        an_entry_line(id="e000001"),
        "needs both 'id' and 'rev', or neither where others wrote it.",
    ),
}


@pytest.mark.parametrize("name", BAD_OTHERS)
def test_a_faulty_line_of_others_is_refused(vault: Vault, name: str) -> None:
    line, told = BAD_OTHERS[name]

    assert refused(vault, an_entry_line(text="Fine."), "\n", line) == f"Line 3 {told}"


def test_one_ref_for_two_conflicts_is_refused(vault: Vault) -> None:
    conflict = an_entry_line(kind="conflict", ref="c1")

    assert refused(vault, conflict, {**conflict, "text": "Another."}) == (
        "Line 2 has the 'ref' 'c1' of a conflict above it."
    )


BAD_OWN: dict[str, tuple[list[dict[str, Any]], str]] = {
    "no id": ([{**OWN, "id": "e1"}], "has something else in 'id' than a ULID, or a SHA-256."),
    "an id of a definition": (
        [{**OWN, "id": "a" * 64}],
        "has an 'id' that is not one of its type.",
    ),
    "an unknown type": (
        [{**OWN, "type": "entrys"}],
        "has the type 'entrys', which is not known (did you mean 'entry'?).",
    ),
    "an unknown field": (
        [{**OWN, "moood": 1}],
        (
            "has the field 'moood', which an entry of kind 'note' does not have"
            " (did you mean 'mood'?)."
        ),
    ),
    "a null": (
        [{**OWN, "mood": None}],
        "has something else in 'mood' than a whole number from -2 to 2.",
    ),
    "a day that never was": (
        [{**OWN, "at": "2026-02-30T21:14:00+01:00"}],
        "has a moment in 'at' that no calendar has.",
    ),
    "an instant that never was": (
        [{**OWN, "written_at": "2026-02-30T21:14:00.000Z"}],
        "has a moment in 'written_at' that no calendar has.",
    ),
    "an unknown zone": (
        [{**OWN, "tz": "../../etc/passwd"}],
        "cannot be taken: That time zone is not known.",
    ),
    "no parent": (
        [{**OWN, "parent": id_number(6)}],
        "follows a 'parent' that is neither above it nor in the vault.",
    ),
    "a parent of another record": (
        [OWN, {**OWN, "id": id_number(70), "rev": id_number(71), "parent": OWN["rev"]}],
        "follows a 'parent' that is a revision of another record.",
    ),
    "other content": (
        [OWN, {**OWN, "text": "Never said."}],
        "has the 'rev' of another revision that is in the vault already.",
    ),
    "an id of another type": (
        [
            OWN,
            {
                **{name: OWN[name] for name in ("id", "device", "written_at")},
                "type": "person",
                "rev": id_number(71),
                "name": "A",
            },
        ],
        "has the 'id' of a record of another type.",
    ),
    "a tombstone of nothing": (
        [TOMBSTONE],
        "follows a 'parent' that is neither above it nor in the vault.",
    ),
    "a tombstone with more": (
        [OWN, {**TOMBSTONE, "text": "x"}],
        "has the field 'text', which a revision does not have.",
    ),
    "a tombstone of a definition": (
        [DEFINITION, {**TOMBSTONE, "of": "definition", "id": DEFINITION["id"]}],
        "deletes a definition, which answers need.",
    ),
    "a changed definition": (
        [DEFINITION, {**DEFINITION, "rev": id_number(60), "parent": DEFINITION["rev"]}],
        "changes a definition, which never changes.",
    ),
    "a wrong address": (
        [{**DEFINITION, "id": "a" * 64}],
        "has a definition that is not the one of its 'id' (SHA-256).",
    ),
    "a version that is no number": (
        [odd_definition(version="draft")],
        f"{UNFIT} version: 'draft' is not a version such as 1.0.0.",
    ),
    "half an instrument": (
        [odd_definition(items=[{"id": "close"}])],
        "has a definition that is not an instrument.",
    ),
    "a number for a title": (
        [odd_definition(title=5)],
        "has a definition that is not an instrument.",
    ),
    "an item twice": (
        [odd_definition(items=[WEEK["items"][0], *WEEK["items"]])],
        f"{UNFIT} items[1].id: item 'close' is given twice.",
    ),
    "an item without a scale": (
        [odd_definition(items=[*WEEK["items"], {"id": "x", "kind": "scale", "text": "x"}])],
        f"{UNFIT} items[4]: an item of kind scale needs the field 'scale'.",
    ),
    "a list without a scale": (
        [odd_definition(items=[*WEEK["items"], {"id": "x", "kind": "list", "text": "x"}])],
        f"{UNFIT} items[4]: an item of kind list needs the field 'most'.",
    ),
    "a scored item that is not there": (
        [odd_definition(items=WEEK["items"][1:])],
        f"{UNFIT} dimensions[0].items[0]: unknown item 'close'; known here: heard, talks, words.",
    ),
    "an answer in words to a number": (
        [DEFINITION, SITTING, {**RESPONSE, "value": "three"}],
        "has a 'value' that does not answer 'close'.",
    ),
    "a dimension without items": (
        [odd_definition(dimensions=[{**SCORED, "items": []}])],
        f"{UNFIT} dimensions[0].items: a dimension needs items.",
    ),
    "a share above the whole": (
        [odd_definition(dimensions=[{**SCORED, "missing": "prorate", "min_fraction": 1.7e308}])],
        f"{UNFIT} dimensions[0].min_fraction: must be a number above 0, up to 1.",
    ),
    "an ideal that is not there": (
        [odd_definition(items=[WITH_IDEAL, *WEEK["items"][1:]])],
        (
            f"{UNFIT} items[0].ideal.item: unknown item 'nowhere'; known here: close, heard,"
            " talks, words."
        ),
    ),
    "a kind of entry that is none": (
        [odd_definition(items=[*WEEK["items"], {**TEXT_ITEM, "journal_as": "walk"}])],
        f"{UNFIT} items[4].journal_as: 'walk' is no kind of entry.",
    ),
    "no definition": (
        [SITTING],
        "needs a definition that is neither above it nor here.",
    ),
    "another instrument": (
        [DEFINITION, {**SITTING, "instrument": "other"}],
        "names another instrument than its definition.",
    ),
    "an order of other items": (
        [DEFINITION, {**SITTING, "order": ["close", "closed"]}],
        "has items in 'order' that its definition does not have.",
    ),
    "another definition than before": (
        [
            DEFINITION,
            SITTING,
            PRIVATE_DEFINITION,
            {
                **SITTING,
                "rev": id_number(72),
                "parent": SITTING["rev"],
                "instrument": "private",
                "definition": definition_id(ASKED),
            },
        ],
        "asks another definition than it began with.",
    ),
    "a guess about oneself": (
        [DEFINITION, {**SITTING, "guess_of": "self"}],
        "guesses the answers of the one who gave them.",
    ),
    "a person's guess about themselves": (
        [DEFINITION, {**SITTING, "person": id_number(5), "guess_of": id_number(5)}],
        "guesses the answers of the one who gave them.",
    ),
    "no sitting": ([RESPONSE], "answers in an administration that is not above it."),
    "an item that was not asked": (
        [DEFINITION, SITTING, {**RESPONSE, "item": "closed"}],
        "answers 'closed', which its definition does not ask.",
    ),
    "an answer off the scale": (
        [DEFINITION, SITTING, {**RESPONSE, "value": 6}],
        "has a 'value' that does not answer 'close'.",
    ),
    "an answer of another kind": (
        [DEFINITION, SITTING, {**RESPONSE, "item": "talks", "value": "x"}],
        "has a 'value' that does not answer 'talks'.",
    ),
    "an answer to a safety item": (
        [*PRIVATE_LINES, {**RESPONSE, "item": "safe"}],
        "answers 'safe', which takes a 'safety_response'.",
    ),
    "a safety answer to another item": (
        [*PRIVATE_LINES, {**SAFETY, "item": "close"}],
        "answers 'close', which takes a 'response'.",
    ),
    "a safety answer to no sitting": (
        [SAFETY],
        "answers in an administration that is not above it.",
    ),
    "a safety answer off the scale": (
        [*PRIVATE_LINES, {**SAFETY, "value": 6}],
        "has a 'value' that does not answer 'safe'.",
    ),
    "an instrument without its definition": (
        [INSTRUMENT_LINE],
        "needs a definition that is neither above it nor here.",
    ),
    "an instrument of another name": (
        [DEFINITION, {**INSTRUMENT_LINE, "instrument": "other"}],
        "names another instrument than its definition.",
    ),
    "vectors of another instrument": (
        [
            DEFINITION,
            {**INSTRUMENT_LINE, "vectors": [{"instrument": "other", "answers": {"close": 1}}]},
        ],
        "has vectors of another instrument.",
    ),
    "a card without a text": (
        [DEFINITION, {**INSTRUMENT_LINE, "cards": [{"id": "c1", "dimension": "calm"}]}],
        "lacks 'text'.",
    ),
    "a card that is none": (
        [DEFINITION, {**INSTRUMENT_LINE, "cards": ["c1"]}],
        "has something else in 'cards' than a list of cards.",
    ),
    "words in a vector": (
        [
            DEFINITION,
            {**INSTRUMENT_LINE, "vectors": [{"instrument": "week", "answers": {"close": "1"}}]},
        ],
        "has something else in 'vectors' than a list of vectors.",
    ),
    "labels without a scale": (
        [
            {
                **{name: OWN[name] for name in ("id", "rev", "device", "written_at")},
                "type": "wording",
                "profile": "ras",
                "right": "I asked.",
                "items": {"q1": "Invented."},
                "labels": {"1": "no"},
            }
        ],
        (
            "has something else in 'labels' than an object of texts by number, by the name of a"
            " response scale."
        ),
    ),
    "an answer and a reason": (
        [DEFINITION, SITTING, {**RESPONSE, "reason": "skipped"}],
        "needs either 'value' or 'reason'.",
    ),
}


@pytest.mark.parametrize("name", BAD_OWN)
def test_a_faulty_line_of_an_export_is_refused(vault: Vault, name: str) -> None:
    lines, told = BAD_OWN[name]

    assert refused(vault, *lines) == f"Line {len(lines)} {told}"


def test_lines_that_are_refused_when_faulty_are_taken_when_right(vault: Vault) -> None:
    lines = [OWN, TOMBSTONE, DEFINITION, SITTING, RESPONSE, INSTRUMENT_LINE]
    private = [{**one, "rev": id_number(80 + n)} for n, one in enumerate([*PRIVATE_LINES, SAFETY])]
    private[1] |= {"id": id_number(90)}
    private[2] |= {"id": id_number(91), "administration": id_number(90)}

    assert vault.take(*lines, *private) == ImportResult(9, 0, ())


def test_an_offset_of_an_export_is_taken_as_it_was_known_then(vault: Vault) -> None:
    line = an_own_entry(at="2026-03-01T21:14:00+02:00")

    vault.take(line)

    (entry,) = vault.entries.newest(EntryFilter())
    assert (entry.moment.offset_seconds, entry.moment.zone) == (7200, "Europe/Berlin")


def test_a_text_of_more_than_ten_megabytes_is_refused(vault: Vault) -> None:
    assert refused(vault, an_entry_line(text="x" * (10 * 2**20 + 1))) == (
        "Line 1 has more than 10 MB of text in 'text'."
    )


def test_the_longest_text_comes_back_however_it_is_escaped(vault: Vault, other: Vault) -> None:
    vault.entries.add(an_entry("\x1b" * (10 * 2**20), entry_id=id_number(7)))

    other.take(vault.exported())

    assert other.entries.find(id_number(7)).text == "\x1b" * (10 * 2**20)


def test_a_line_that_never_ends_is_refused_before_it_is_read(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line_reading, "LONGEST_LINE", 2**20)

    class Endless(io.RawIOBase):
        n_read = 0

        def readable(self) -> bool:
            return True

        def readinto(self, into: Any) -> int:  # noqa: ANN401 - as typeshed has it
            into[:] = b"x" * len(into)
            self.n_read += len(into)
            return len(into)

    endless = Endless()
    with pytest.raises(BadInputError, match=r"^Line 1 is longer than 1 MB\.$"):
        import_lines(
            vault.connection,
            lines_of(io.BufferedReader(endless)),
            clock=vault.clock,
            ids=vault.ids,
            bank=BANK,
            accept_people=True,
        )
    assert endless.n_read < 2**21


def test_lines_of_others_have_a_limit_and_an_export_has_none(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 250)

    assert refused(vault, *[an_entry_line()] * 3) == (
        "Line 3 is past the 100 MB that one import takes: split the file."
    )
    fill_lines = [an_own_entry(id=id_number(n), rev=id_number(n + 50)) for n in range(5)]
    assert vault.take(*fill_lines) == ImportResult(5, 0, ())
