"""How the states of an entry look, and what is different between two of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from builders import a_moment, an_entry, id_number
from closeness_cli.core.entry import Entry, EntryKind
from closeness_cli.core.entry_changes import EntryState, Undone, UndoneKind
from closeness_cli.presentation.grid import Look
from closeness_cli.presentation.history_view import (
    diff_page,
    field_rows,
    history_page,
    undone_sentence,
)
from closeness_cli.presentation.page import page_for_terminal

PLAIN = Look(width=80, colour=False)
WRITTEN = datetime(2025, 11, 14, 20, 4, tzinfo=UTC)
WALK = an_entry("We walked.")
AT = "Friday 14 November 2025, 21:04"


def state(number: int, entry: Entry) -> EntryState:
    return EntryState(number, id_number(number), WRITTEN, entry)


def shown(before: Entry, after: Entry) -> str:
    page = diff_page(state(1, before), state(2, after), zone="Europe/Berlin")
    return page_for_terminal(page, PLAIN)


def test_the_time_of_a_state_is_told_where_the_person_is() -> None:
    page = history_page([state(1, WALK)], zone="Asia/Tokyo")
    assert page_for_terminal(page, PLAIN).startswith("1 · Saturday 15 November 2025, 05:04\n")


@pytest.mark.parametrize(
    ("after", "row"),
    [
        (WALK._replace(mood=-2), ("mood", "none → very low")),
        (WALK._replace(tags=("walk", "sea")), ("tags", "none → #walk #sea")),
        (WALK._replace(kind=EntryKind.SOLO), ("kind", "note → solo")),
        (WALK._replace(in_trash=True), ("entry", "moved to the trash")),
        (
            WALK._replace(fields={"do_not_resurface": True}),
            ("never shown on its own accord", "none → yes"),
        ),
        (
            WALK._replace(moment=a_moment("2025-11-14T21:04:00+09:00", "Asia/Tokyo")),
            ("time", f"{AT} Europe/Berlin → {AT} Asia/Tokyo"),
        ),
    ],
)
def test_a_field_that_changed_is_told_in_words(after: Entry, row: tuple[str, str]) -> None:
    assert field_rows(WALK, after) == (row,)


def test_the_fields_of_a_kind_are_told_as_it_tells_them() -> None:
    talk = WALK._replace(kind=EntryKind.CONVERSATION, fields={"minutes": 20, "began_by": "self"})
    after = talk._replace(fields={"minutes": 30, "depth": 3})
    rows = dict(field_rows(talk, after))
    assert set(rows) == {"minutes", "depth", "began by"}
    assert rows["began by"] == "you → none"
    assert rows["minutes"].startswith("20")


def test_a_person_is_told_by_their_name() -> None:
    talk = WALK._replace(kind=EntryKind.CONVERSATION, fields={"began_by": "P1"})
    states = [state(1, WALK._replace(kind=talk.kind)), state(2, talk)]
    page = page_for_terminal(history_page(states, zone="UTC", names={"P1": "Sam"}), PLAIN)
    assert "began by: none → Sam\n" in page
    page = page_for_terminal(diff_page(*states, zone="UTC", names={"P1": "Sam"}), PLAIN)
    assert "none → Sam" in page


def test_of_long_stretches_that_stayed_only_what_is_near_a_change_is_shown() -> None:
    words = [f"w{n}" for n in range(100)]
    before = " ".join(words)
    after = " ".join([*words[:30], "new", *words[31:60], "other", *words[61:]])
    text = " ".join(shown(WALK._replace(text=before), WALK._replace(text=after)).split())
    assert "… w18 w19" in text
    assert "w29 [-w30-]{+new+} w31" in text
    assert "w41 w42 … w48" in text
    assert "[-w60-]{+other+} w61" in text
    assert "w72 …" in text
    assert "w17 " not in text
    assert "w73" not in text


def test_nothing_that_was_written_can_steer_the_terminal() -> None:
    talk = WALK._replace(kind=EntryKind.CONVERSATION)
    text = shown(talk, talk._replace(text="We \x1b[31mran.", fields={"topic": "\x1b[2J"}))
    assert "\x1b" not in text
    assert "\\x1b[2J" in text
    assert "{+\\x1b[31mran.+}" in text


def test_the_line_after_undo_does_not_repeat_what_was_written() -> None:
    talk = WALK._replace(kind=EntryKind.CONVERSATION, mood=1)
    left = talk._replace(text="We ran.", mood=2, fields={"topic": "secret"})
    said = undone_sentence([Undone(UndoneKind.EDIT, left, talk)])
    assert said.splitlines()[1] == "  mood: very good → good; about; text: 1 word out, 1 in"


def test_many_new_entries_taken_back_are_told_as_new() -> None:
    gone = Undone(UndoneKind.NEW, WALK, WALK._replace(in_trash=True))
    assert undone_sentence([gone] * 3) == ("Taken back: 3 new entries. They are in the trash.")
