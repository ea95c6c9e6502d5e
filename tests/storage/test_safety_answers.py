"""Answers to safety items: kept, and out of reach of everything that reads."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import closeness_cli
from builders import (
    a_dimension,
    a_list_item,
    a_moment,
    a_response,
    a_text_item,
    an_instrument,
    an_item,
    id_number,
)
from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.safety_answers import SafetyAnswers

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument
    from vaults import OpenVault

ASKED = an_instrument(
    an_item("close"),
    replace(an_item("safe"), safety=True),
    replace(a_text_item("said"), safety=True),
    replace(a_list_item("times"), safety=True),
    dimensions=[a_dimension(items=["close"])],
)

SECRET = "I never told anyone about the stairs."


def begin(
    vault: OpenVault, instrument: Instrument = ASKED, *, person_id: str | None = None
) -> Administration:
    return vault.administrations.begin(
        instrument,
        started=vault.clock.now(),
        order=[item.id for item in instrument.items],
        person_id=person_id,
    )


def not_shown(item_id: str) -> Response:
    return replace(a_response(item_id, None), reason=SkipReason.NOT_SHOWN)


def test_an_answer_is_kept_in_a_history_and_a_table_of_its_own(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.safety.keep(begun.id, a_response("safe", 2, position=2, milliseconds=900))
    vault.safety.keep(begun.id, a_response("safe", 4, position=2))

    vault.reopened()
    ((record_id, *row),) = vault.connection.run(
        "SELECT id, administration_id, item_id, value, label, position, milliseconds, reason"
        " FROM safety_responses"
    )
    assert row == [begun.id, "safe", "4", "4", 2, None, None]
    assert [(kind, json.loads(body)["value"]) for kind, _, body in vault.history(record_id)] == [
        ("safety_response", 2),
        ("safety_response", 4),
    ]


def test_no_store_that_reads_answers_comes_upon_one(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.administrations.answer(begun.id, a_response("close", 3))
    vault.safety.keep(begun.id, a_response("safe", 2, position=2))
    vault.safety.keep(begun.id, a_response("said", SECRET, position=3))
    vault.safety.keep(begun.id, a_response("times", (Line(SECRET, 1),), position=4))
    only_close = {"close": a_response("close", 3)}
    store = vault.administrations

    assert store.find(begun.id).responses == only_close
    waiting = store.last_open()
    assert waiting is not None
    assert waiting.responses == only_close
    done = store.complete(begun, at=vault.clock.now().at)
    assert done.responses == only_close
    assert [one.responses for one in (*store.completed(), *store.recent())] == [only_close] * 2
    assert store.amend(done.id, a_response("close", 4)).responses.keys() == {"close"}
    assert {one.item_id for one in store.amendments(done.id)} == {"close"}
    assert store.rescore() == 1
    assert vault.connection.run("SELECT dimension, value FROM scores") == [("connection", 75.0)]


def test_there_is_no_way_to_read_one_here() -> None:
    offered = {name for name in vars(SafetyAnswers) if not name.startswith("_")}

    assert offered == {"keep", "answered", "last_asked", "has_any"}


def test_no_other_part_of_the_program_names_their_table() -> None:
    package = Path(closeness_cli.__file__).parent
    naming = {one.name for one in package.rglob("*.py") if "safety_responses" in one.read_text()}

    assert naming == {
        *("migrations.py", "administration_records.py", "safety_answers.py"),
        "checks.py",  # counts those that belong to no set
        "forgetting.py",  # removes them with their set
    }


def test_what_was_answered_or_skipped_is_known_and_what_was_not_shown_is_not(
    vault: OpenVault,
) -> None:
    begun, other = begin(vault), begin(vault)
    assert vault.safety.answered(begun.id) == frozenset()
    vault.safety.keep(begun.id, a_response("safe", 2))
    vault.safety.keep(begun.id, a_response("said", None))
    vault.safety.keep(begun.id, not_shown("times"))

    assert vault.safety.answered(begun.id) == {"safe", "said"}
    assert vault.safety.answered(other.id) == frozenset()
    assert vault.safety.answered(id_number(7)) == frozenset()


@pytest.mark.parametrize("value", [1, 5, None])
def test_whether_there_are_any_depends_on_no_answer(vault: OpenVault, value: int | None) -> None:
    begun = begin(vault)
    assert not vault.safety.has_any()

    vault.safety.keep(begun.id, a_response("safe", value))

    assert vault.safety.has_any()


def test_a_set_in_the_trash_gives_nothing_away(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.safety.keep(begun.id, a_response("safe", 2))
    vault.administrations.abandon(begun.id)

    assert vault.safety.answered(begun.id) == frozenset()
    # It was asked all the same, and is asked seldom; an export would still hold it.
    assert vault.safety.last_asked() == {"safe": vault.clock.now().on}
    assert vault.safety.has_any()


@pytest.mark.parametrize("value", [2, None])
def test_the_day_it_was_last_asked_is_that_of_the_sitting(
    vault: OpenVault, value: int | None
) -> None:
    safety = vault.safety
    assert safety.last_asked() == {}
    vault.clock.moment = a_moment("2025-12-31T23:30:00-05:00", "America/New_York")
    safety.keep(begin(vault).id, a_response("safe", value))
    vault.clock.forward(days=20)
    begin(vault)
    safety.keep(begin(vault).id, not_shown("safe"))
    safety.keep(
        begin(vault, replace(ASKED, id="other"), person_id=id_number(7)).id, a_response("safe", 1)
    )

    assert safety.last_asked() == {"safe": date(2025, 12, 31)}
    assert safety.last_asked(person_id=id_number(7)) == {"safe": date(2026, 1, 20)}
    assert safety.last_asked(person_id=id_number(8)) == {}
    vault.clock.forward(days=100)
    safety.keep(begin(vault, replace(ASKED, id="other")).id, a_response("said", None))
    assert safety.last_asked() == {"safe": date(2025, 12, 31), "said": vault.clock.now().on}
    safety.keep(begin(vault, replace(ASKED, id="other")).id, a_response("safe", None))
    assert safety.last_asked() == dict.fromkeys(("safe", "said"), vault.clock.now().on)


def test_a_complete_set_takes_no_answer_any_more(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.safety.keep(begun.id, a_response("safe", 2))
    vault.administrations.complete(begun, at=vault.clock.now().at)

    with pytest.raises(WrongUseError, match="is complete, so nothing was changed"):
        vault.safety.keep(begun.id, a_response("safe", 5))
    assert vault.connection.run("SELECT value FROM safety_responses") == [("2",)]


@pytest.mark.parametrize("item_id", ["close", "nothing"])
def test_only_an_answer_to_a_safety_item_is_kept_here(vault: OpenVault, item_id: str) -> None:
    begun = begin(vault)

    with pytest.raises(ValueError, match="not a safety item"):
        vault.safety.keep(begun.id, a_response(item_id, 2))
    assert not vault.safety.has_any()
