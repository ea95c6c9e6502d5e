"""Writing: what a person gives becomes exactly one entry, dated, tagged and kept as it was."""

from __future__ import annotations

import pytest

from builders import EVENING, StoppedClock, a_moment, an_entry, id_number
from closeness_cli.core.entry import Entry, EntryKind, Visibility
from closeness_cli.errors import WrongUseError
from closeness_cli.services.journal import Details, check_details, edit_entry, write_entry
from doubles import Shelf


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_an_entry_is_dated_by_the_clock_it_was_given(shelf: Shelf) -> None:
    morning = a_moment("2025-03-02T07:30:00+01:00")
    written = write_entry(
        "Walked home together.", Details(), entries=shelf, clock=StoppedClock(morning)
    )
    assert written == Entry(id_number(1), morning, "Walked home together.")
    assert shelf.kept == [written]


def test_every_detail_that_is_given_is_kept(shelf: Shelf) -> None:
    details = Details(
        mood=-2,
        tags=("walk", "#talk"),
        kind=EntryKind.CONFLICT,
        at=a_moment("2025-11-13T21:30:00+01:00"),
        visibility=Visibility.SHARED,
    )
    written = write_entry("Loud.", details, entries=shelf, clock=StoppedClock(), person_id="SAM")
    assert written == Entry(
        id_number(1),
        a_moment("2025-11-13T21:30:00+01:00"),
        "Loud.",
        kind=EntryKind.CONFLICT,
        mood=-2,
        tags=("walk", "talk"),
        visibility=Visibility.SHARED,
        person_id="SAM",
    )


def test_tags_come_from_the_options_first_and_then_from_the_text_each_once(shelf: Shelf) -> None:
    details = Details(tags=("home", "Walk"))
    written = write_entry("A #walk, then #Talk.", details, entries=shelf, clock=StoppedClock())
    assert written.tags == ("home", "Walk", "Talk")


@pytest.mark.parametrize(
    "text",
    [
        "  two blanks around  ",
        "CRLF\r\nkept\r\n",
        "tab\tand\n\nblank lines\n",
        "👩‍👩‍👧 שלום\u202e",
        "e\u0301",
    ],
)
def test_a_text_is_kept_byte_for_byte(text: str, shelf: Shelf) -> None:
    assert write_entry(text, Details(), entries=shelf, clock=StoppedClock()).text == text


@pytest.mark.parametrize(
    ("text", "details"),
    [
        (" \n", Details()),
        ("a\0b", Details()),
        ("\ud800", Details()),
        ("Fine.", Details(mood=3)),
        ("Fine.", Details(tags=("two words",))),
    ],
    ids=["blank", "NUL", "surrogate", "mood", "tag"],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(
    text: str, details: Details, shelf: Shelf
) -> None:
    with pytest.raises(WrongUseError):
        write_entry(text, details, entries=shelf, clock=StoppedClock())
    assert shelf.kept == []


@pytest.mark.parametrize("details", [Details(mood=-3), Details(tags=("1",))])
def test_details_can_be_refused_before_anything_is_asked(details: Details) -> None:
    with pytest.raises(WrongUseError):
        check_details(details)


def test_details_that_can_be_kept_are_let_through() -> None:
    check_details(Details(mood=2, tags=("walk",), at=EVENING))


def test_an_edit_keeps_what_was_not_said(shelf: Shelf) -> None:
    entry = an_entry(
        "Walked.",
        kind=EntryKind.MOMENT,
        mood=1,
        tags=["walk"],
        visibility=Visibility.SHARED,
        person_id="SAM",
        fields={"feeling": "warm"},
    )
    changed = edit_entry(entry, "Walked far.", Details(), entries=shelf)
    assert changed == an_entry(
        "Walked far.",
        kind=EntryKind.MOMENT,
        mood=1,
        tags=["walk"],
        visibility=Visibility.SHARED,
        person_id="SAM",
        fields={"feeling": "warm"},
    )
    assert (shelf.kept, shelf.changed) == ([], [changed])


def test_an_edit_changes_each_detail_that_was_said(shelf: Shelf) -> None:
    details = Details(
        mood=0,
        tags=("home",),
        kind=EntryKind.SOLO,
        at=a_moment("2025-11-01T12:00:00+01:00"),
        visibility=Visibility.PRIVATE,
    )
    entry = an_entry("Walked.", mood=1, tags=["walk"], visibility=Visibility.SHARED)
    changed = edit_entry(entry, None, details, entries=shelf)
    assert changed == an_entry(
        "Walked.",
        moment=a_moment("2025-11-01T12:00:00+01:00"),
        kind=EntryKind.SOLO,
        mood=0,
        tags=["walk", "home"],
    )


def test_a_tag_goes_with_the_word_that_it_came_from_and_one_given_alone_stays(
    shelf: Shelf,
) -> None:
    entry = an_entry("A #walk home.", tags=["river", "walk"])
    changed = edit_entry(entry, "A #talk.", Details(), entries=shelf)
    assert changed.tags == ("river", "talk")


def test_a_tag_that_was_renamed_does_not_come_back_from_the_word_in_the_text(shelf: Shelf) -> None:
    entry = an_entry("A #walk home.", tags=["stroll"])
    changed = edit_entry(entry, "A #walk to the #sea.", Details(), entries=shelf)
    assert changed.tags == ("stroll", "sea")


def test_an_edit_that_changes_nothing_adds_no_state(shelf: Shelf) -> None:
    entry = an_entry("A #walk home.", tags=["walk"])
    changed = edit_entry(entry, "A #walk home.", Details(), entries=shelf)
    assert (changed, shelf.changed) == (entry, [])


@pytest.mark.parametrize(("text", "details"), [("", Details()), (None, Details(mood=9))])
def test_an_edit_that_cannot_be_taken_changes_nothing(
    text: str | None, details: Details, shelf: Shelf
) -> None:
    with pytest.raises(WrongUseError):
        edit_entry(an_entry(), text, details, entries=shelf)
    assert shelf.changed == []


def test_the_fields_of_a_kind_are_kept_and_an_edit_adds_to_them(shelf: Shelf) -> None:
    said = Details(kind=EntryKind.MOMENT, fields={"to": "Noor"})
    written = write_entry("Rain.", said, entries=shelf, clock=StoppedClock())
    more = Details(fields={"feeling": "warm"})
    changed = edit_entry(written, None, more, entries=shelf)
    assert (written.fields, changed.fields) == ({"to": "Noor"}, {"to": "Noor", "feeling": "warm"})


def test_a_field_may_stand_without_a_text_but_a_blank_text_may_not(shelf: Shelf) -> None:
    said = Details(kind=EntryKind.REPAIR, fields={"sincerity": 4})
    assert write_entry("", said, entries=shelf, clock=StoppedClock()).text == ""
    with pytest.raises(WrongUseError):
        write_entry(" ", said, entries=shelf, clock=StoppedClock())


def test_what_is_cleared_is_gone_and_a_word_of_the_text_stays_a_tag(shelf: Shelf) -> None:
    before = an_entry("A #walk.", tags=("home", "walk"), mood=1)._replace(
        kind=EntryKind.CONVERSATION, fields={"minutes": 30, "topic": "money"}
    )
    cleared = Details(cleared=frozenset({"topic", "mood", "tags", "depth"}))
    after = edit_entry(before, None, cleared, entries=shelf)
    assert (after.fields, after.mood, after.tags) == ({"minutes": 30}, None, ("walk",))
    assert shelf.changed == [after]


@pytest.mark.parametrize("kept", [{}, {"do_not_resurface": True}])
def test_an_entry_that_would_say_nothing_any_more_is_not_changed(
    kept: dict[str, bool], shelf: Shelf
) -> None:
    before = an_entry("")._replace(kind=EntryKind.CONFLICT, fields={"heat": 3, **kept})
    with pytest.raises(WrongUseError):
        edit_entry(before, None, Details(cleared=frozenset({"heat"})), entries=shelf)
    assert shelf.changed == []
