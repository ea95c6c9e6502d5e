"""Sittings, their answers, and what is scored from them."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import (
    a_dimension,
    a_list_item,
    a_moment,
    a_response,
    a_text_item,
    an_instrument,
    an_item,
    id_number,
    responses,
)
from closeness_cli.core.answering.administration import Amendment, Line, Response
from closeness_cli.core.answering.form import Form
from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.stats.scoring import SCORER_VERSION
from closeness_cli.errors import NotFoundError, UnreadableVaultError, WrongUseError
from closeness_cli.storage.administration_records import (
    administration_body,
    plain_answer,
    read_answer,
    show_administration,
)
from programs import python

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration, Answer
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment
    from closeness_cli.storage.connection import Row
    from vaults import OpenVault

MIXED = an_instrument(
    an_item("close"),
    an_item("heard", reverse_scored=True),
    a_list_item("talks"),
    a_text_item("words"),
    dimensions=[a_dimension(items=["close", "heard"]), a_dimension("room", items=["heard"])],
)
ORDER = ("heard", "close", "talks", "words")


def begin(
    vault: OpenVault,
    instrument: Instrument = MIXED,
    *,
    started: Moment | None = None,
    person_id: str | None = None,
    guess_of: str | None = None,
) -> Administration:
    return vault.administrations.begin(
        instrument,
        started=started or vault.clock.now(),
        order=[item.id for item in instrument.items],
        person_id=person_id,
        guess_of=guess_of,
    )


def complete(
    vault: OpenVault,
    instrument: Instrument,
    *,
    person_id: str | None = None,
    guess_of: str | None = None,
    **values: Answer | None,
) -> Administration:
    begun = begin(vault, instrument, person_id=person_id, guess_of=guess_of)
    for response in responses(**values).values():
        vault.administrations.answer(begun.id, response)
    return vault.administrations.complete(begun, at=vault.clock.now().at)


def stored_scores(vault: OpenVault) -> list[Row]:
    return vault.connection.run(
        "SELECT administration_id, dimension, value, n_answered, n_items, scorer_version"
        " FROM scores ORDER BY administration_id, dimension"
    )


# One sitting


def test_a_sitting_that_was_begun_is_open(vault: OpenVault) -> None:
    begun = vault.administrations.begin(
        MIXED, started=vault.clock.now(), order=ORDER, person_id=id_number(7)
    )

    found = vault.reopened().administrations.last_open(person_id=id_number(7))
    assert found == begun
    assert begun.is_open
    assert begun.order == ORDER
    assert begun.instrument == MIXED
    assert begun.responses == {}


@pytest.mark.parametrize("seed", [0, 7, -(2**63), 2**63 - 1])
def test_whose_guess_it_is_what_shuffled_it_and_that_it_is_early_stay_with_it(
    vault: OpenVault, seed: int
) -> None:
    begun = vault.administrations.begin(
        MIXED, started=vault.clock.now(), order=ORDER, guess_of="self", seed=seed, early=True
    )
    assert (begun.guess_of, begun.seed, begun.early) == ("self", seed, True)
    assert vault.reopened().administrations.last_open() == begun

    done = vault.administrations.complete(begun, at=vault.clock.now().at)
    assert vault.reopened().administrations.guesses() == [done]
    assert (done.guess_of, done.seed, done.early) == ("self", seed, True)


def test_what_is_not_so_is_not_written(vault: OpenVault) -> None:
    ((_, _, body),) = vault.history(begin(vault).id)

    assert {"guess_of", "seed", "early", "person"}.isdisjoint(json.loads(body))


ANSWERS = [
    Response("heard", 2, "2", 1, milliseconds=1200),
    Response("close", None, "", 2, reason=SkipReason.PREFER_NOT_TO_SAY),
    Response("talks", (Line("On the stairs", 4), Line("In bed")), "", 3),
    Response("words", "Zoe\u0301 said: \x1b[2J [bold] “yes”\r\n", "", 4, milliseconds=0),
]


def test_every_answer_comes_back_raw(vault: OpenVault) -> None:
    begun = begin(vault)
    for response in ANSWERS:
        vault.administrations.answer(begun.id, response)

    found = vault.reopened().administrations.last_open()
    assert found is not None
    assert list(found.responses.values()) == ANSWERS
    assert list(found.responses) == ["heard", "close", "talks", "words"]


@pytest.mark.parametrize(
    "value", [0, -3, 10, "words", "", "5", (), (Line("one"),), (Line("one", 0), Line("two", 3))]
)
def test_an_answer_survives_being_plain(value: Answer) -> None:
    assert read_answer(json.loads(json.dumps(plain_answer(value)))) == value


def test_a_changed_answer_keeps_both_revisions(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.administrations.answer(begun.id, a_response("close", 2))
    vault.administrations.answer(begun.id, a_response("close", 5, label="completely"))
    vault.administrations.answer(begun.id, a_response("close", None))

    found = vault.administrations.last_open()
    assert found is not None
    assert found.responses == {"close": a_response("close", None)}
    ((response_id,),) = vault.connection.run("SELECT id FROM responses")
    history = vault.history(response_id)
    chain = vault.connection.run(
        "SELECT id, parent_id FROM revisions WHERE record_id=? ORDER BY seq", [response_id]
    )
    assert [row[1] for row in chain] == [None, *(row[0] for row in chain[:-1])]
    assert [(kind, has_parent) for kind, has_parent, _ in history] == [
        ("response", 0),
        ("response", 1),
        ("response", 1),
    ]
    assert [json.loads(body) for _, _, body in history] == [
        {"administration": begun.id, "item": "close", "value": 2, "label": "2", "position": 1},
        {
            "administration": begun.id,
            "item": "close",
            "value": 5,
            "label": "completely",
            "position": 1,
        },
        {
            "administration": begun.id,
            "item": "close",
            "label": "",
            "position": 1,
            "reason": "skipped",
        },
    ]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")
@pytest.mark.parametrize("answers", [0, 1, 3])
def test_after_kill_9_the_form_goes_on_at_the_same_item(vault: OpenVault, answers: int) -> None:
    vault.connection.close()
    program = python(
        """
        import sys, time
        from pathlib import Path
        from builders import a_list_item, an_instrument, an_item, CountingIds, StoppedClock
        from closeness_cli.core.answering.form import Form
        from closeness_cli.storage.administrations import AdministrationStore
        from closeness_cli.storage.paths import VaultPaths
        from closeness_cli.storage.revisions import Revisions
        from closeness_cli.storage.vault import open_vault

        connection = open_vault(VaultPaths(Path(sys.argv[1])), bytes.fromhex(sys.argv[2]) or None)
        store = AdministrationStore(
            Revisions(connection, clock=StoppedClock(), ids=CountingIds(500))
        )
        instrument = an_instrument(an_item("a"), a_list_item("b"), an_item("c"))
        begun = store.begin(instrument, started=StoppedClock().now(), order=["a", "b", "c"])
        form = Form(instrument)
        for _ in range(int(sys.argv[3])):
            store.answer(begun.id, form.answer("words" if form.step.is_text else 3))
        print(form.step.item.id, form.step.part, form.step.line, flush=True)
        time.sleep(60)
        """,
        vault.paths.folder,
        vault.key_hex,
        answers,
    )
    assert program.stdout is not None
    told = program.stdout.readline()
    program.kill()
    program.communicate()

    found = vault.reopened().administrations.last_open("week")
    assert found is not None
    step = Form(found.instrument, found.order, found.responses).step
    assert step is not None
    assert f"{step.item.id} {step.part} {step.line}\n" == told
    assert vault.connection.value("PRAGMA integrity_check") == "ok"


# Completed


def test_a_completed_sitting_is_closed_and_scored(vault: OpenVault) -> None:
    done = complete(vault, MIXED, heard=2, close=5)

    assert done.completed_at == vault.clock.now().at
    assert vault.reopened().administrations.completed() == [done]
    assert vault.administrations.last_open() is None
    assert stored_scores(vault) == [
        (done.id, "connection", 87.5, 2, 2, SCORER_VERSION),
        (done.id, "room", 75.0, 1, 1, SCORER_VERSION),
    ]
    assert [json.loads(body) for _, _, body in vault.history(done.id)] == [
        {key: value for key, value in administration_body(one).items() if value is not None}
        for one in (replace(done, completed_at=None), done)
    ]


def test_what_is_scored_is_what_is_stored(vault: OpenVault) -> None:
    begun = begin(vault, an_instrument())
    vault.administrations.answer(begun.id, a_response("close", 5))

    done = vault.administrations.complete(
        replace(begun, responses=responses(close=1)), at=vault.clock.now().at
    )

    assert done.responses == {"close": a_response("close", 5)}
    assert [row[2] for row in stored_scores(vault)] == [100.0]


def test_completing_again_changes_nothing(vault: OpenVault) -> None:
    done = complete(vault, an_instrument(), close=1)
    before = vault.history(done.id)
    vault.clock.forward(hours=1)
    late = replace(done, completed_at=None, responses=responses(close=5))
    again = vault.administrations.complete(late, at=vault.clock.now().at)

    assert again == done
    assert vault.administrations.completed() == [done]
    assert vault.history(done.id) == before
    assert [row[2] for row in stored_scores(vault)] == [0.0]


def test_a_sitting_says_whether_it_is_complete(vault: OpenVault) -> None:
    begun = begin(vault, an_instrument())
    assert not vault.administrations.is_completed(begun.id)
    vault.administrations.complete(begun, at=vault.clock.now().at)

    assert vault.administrations.is_completed(begun.id)
    assert not vault.administrations.is_completed(id_number(7))


def test_an_answer_to_a_complete_sitting_is_refused(vault: OpenVault) -> None:
    done = complete(vault, an_instrument(), close=1)

    with pytest.raises(WrongUseError, match="is complete, so nothing was changed"):
        vault.administrations.answer(done.id, a_response("close", 5))
    assert vault.administrations.completed() == [done]


def test_an_answer_to_a_safety_item_is_never_kept_among_the_others(vault: OpenVault) -> None:
    begun = begin(vault, an_instrument(an_item("close"), replace(an_item("safe"), safety=True)))

    with pytest.raises(ValueError, match="kept apart"):
        vault.administrations.answer(begun.id, a_response("safe", 2))
    assert vault.connection.value("SELECT count(*) FROM responses") == 0
    assert vault.connection.value(
        "SELECT count(*) FROM revisions WHERE record_type='response'"
    ) == 0  # fmt: skip


# Amended


def test_an_amended_answer_is_scored_and_what_stood_there_stays(vault: OpenVault) -> None:
    done = complete(vault, MIXED, close=1, heard=5, talks=None)
    vault.clock.forward(days=3)

    amended = vault.administrations.amend(done.id, a_response("close", 5, label="completely"))

    assert amended == replace(
        done, responses={**done.responses, "close": a_response("close", 5, label="completely")}
    )
    assert vault.reopened().administrations.completed() == [amended]
    assert [row[2] for row in stored_scores(vault)] == [50.0, 0.0]
    ((response_id,),) = vault.connection.run("SELECT id FROM responses WHERE item_id='close'")
    assert [json.loads(body)["value"] for _, _, body in vault.history(response_id)] == [1, 5]
    assert vault.administrations.rescore() == 1
    assert [row[2] for row in stored_scores(vault)] == [50.0, 0.0]


def test_an_item_without_a_response_can_be_given_one_later(vault: OpenVault) -> None:
    done = complete(vault, MIXED, close=1)

    amended = vault.administrations.amend(done.id, a_response("heard", 2, position=2))

    assert amended.responses == {**done.responses, "heard": a_response("heard", 2, position=2)}
    assert [row[2] for row in stored_scores(vault)] == [37.5, 75.0]


def test_amendments_are_listed_with_what_stood_there_before(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.administrations.answer(begun.id, a_response("close", 1))
    vault.administrations.answer(begun.id, a_response("close", 2))
    vault.administrations.answer(begun.id, a_response("talks", (Line("On the stairs", 4),)))
    assert vault.administrations.amendments(begun.id) == []
    vault.clock.forward(minutes=1)
    vault.administrations.complete(begun, at=begun.started.at)
    other = complete(vault, an_instrument(), close=3)
    assert vault.administrations.amendments(begun.id) == []

    amended = vault.administrations.amend(begun.id, a_response("close", None))
    first = vault.clock.now().at
    vault.clock.forward(days=1)
    vault.administrations.amend(begun.id, a_response("close", 4))
    vault.administrations.amend(begun.id, a_response("talks", ()))
    vault.administrations.amend(other.id, a_response("close", 5))
    second = vault.clock.now().at

    assert amended.responses["close"] == a_response("close", None)
    assert vault.reopened().administrations.amendments(begun.id) == [
        Amendment("close", a_response("close", 2), a_response("close", None), first),
        Amendment("close", a_response("close", None), a_response("close", 4), second),
        Amendment(
            "talks",
            a_response("talks", (Line("On the stairs", 4),)),
            a_response("talks", ()),
            second,
        ),
    ]
    assert vault.administrations.amendments(other.id) == [
        Amendment("close", a_response("close", 3), a_response("close", 5), second)
    ]
    assert vault.administrations.amendments(id_number(7)) == []


def test_an_answer_that_was_not_there_was_nothing_before(vault: OpenVault) -> None:
    done = complete(vault, MIXED, close=1)
    vault.clock.forward(seconds=1)
    vault.administrations.amend(done.id, a_response("words", "Lots.", position=4))

    assert vault.administrations.amendments(done.id) == [
        Amendment(
            "words", None, a_response("words", "Lots.", position=4), vault.clock.now().at
        )
    ]  # fmt: skip


SAFE = an_instrument(
    an_item("close"),
    replace(an_item("safe"), safety=True),
    dimensions=[a_dimension(items=["close"])],
)


@pytest.mark.parametrize(
    ("item_id", "told"),
    [
        ("safe", "That answer is private and kept apart, so nothing was changed."),
        ("closed", "This set of answers has no such item, so nothing was changed."),
    ],
)
def test_what_cannot_be_amended_is_refused(vault: OpenVault, item_id: str, told: str) -> None:
    done = complete(vault, SAFE, close=1)
    before = vault.connection.value("SELECT count(*) FROM revisions")

    with pytest.raises(WrongUseError) as caught:
        vault.administrations.amend(done.id, a_response(item_id, 5))

    assert caught.value.sentence == told
    assert vault.connection.value("SELECT count(*) FROM revisions") == before
    assert vault.administrations.completed() == [done]


def test_an_open_set_is_not_amended_but_gone_on_with(vault: OpenVault) -> None:
    begun = begin(vault)

    with pytest.raises(WrongUseError) as caught:
        vault.administrations.amend(begun.id, a_response("close", 5))

    assert caught.value.hint == "Go on with it:  closeness assess --resume"
    assert vault.administrations.last_open() == begun


def test_what_is_not_there_or_in_the_trash_is_not_amended(vault: OpenVault) -> None:
    begun = begin(vault)
    vault.administrations.abandon(begun.id)

    for one in (begun.id, id_number(7)):
        with pytest.raises(NotFoundError, match="No set of answers has that id"):
            vault.administrations.amend(one, a_response("close", 5))


# Abandoned


def test_an_abandoned_sitting_goes_to_the_trash(vault: OpenVault) -> None:
    left = begin(vault)
    begun = begin(vault)
    vault.administrations.answer(begun.id, a_response())
    vault.administrations.abandon(begun.id)

    assert vault.reopened().administrations.last_open() == left
    assert [(kind, body) for kind, _, body in vault.history(begun.id)][1:] == [
        ("administration", None)
    ]
    assert vault.connection.value("SELECT count(*) FROM responses") == 1


def test_a_complete_sitting_is_not_abandoned(vault: OpenVault) -> None:
    done = complete(vault, an_instrument(), close=1)

    with pytest.raises(WrongUseError):
        vault.administrations.abandon(done.id)
    assert vault.administrations.completed() == [done]


def test_too_few_answers_are_unscored_and_not_zero(vault: OpenVault) -> None:
    done = complete(vault, MIXED, close=1, heard=None)

    assert stored_scores(vault) == [
        (done.id, "connection", None, 1, 2, SCORER_VERSION),
        (done.id, "room", None, 0, 1, SCORER_VERSION),
    ]


def test_a_completion_that_is_interrupted_leaves_the_sitting_open(vault: OpenVault) -> None:
    begun = begin(vault, an_instrument())
    vault.administrations.answer(begun.id, a_response())

    def complete_and_stop() -> None:
        with vault.administrations.writing():
            vault.administrations.complete(begun, at=vault.clock.now().at)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        complete_and_stop()

    assert vault.administrations.last_open() == replace(begun, responses={"close": a_response()})
    assert stored_scores(vault) == []


def test_rescoring_rebuilds_the_same_scores(vault: OpenVault) -> None:
    complete(vault, MIXED, close=4, heard=2)
    complete(vault, an_instrument(instrument_id="other"), close=None)
    begin(vault)
    before = stored_scores(vault)
    vault.connection.run("UPDATE scores SET value=1, scorer_version=0")
    vault.connection.run("INSERT INTO scores VALUES ('gone', 'x', 1, 1, 1, 0)")

    assert vault.administrations.rescore() == 2
    assert stored_scores(vault) == before


def test_some_sittings_can_be_scored_again(vault: OpenVault) -> None:
    done = complete(vault, an_instrument(), close=4)
    left = complete(vault, an_instrument(), close=4)
    begun = begin(vault, an_instrument())
    vault.administrations.answer(begun.id, a_response("close", 5))
    vault.connection.run("UPDATE responses SET value='5' WHERE administration_id=?", [done.id])
    vault.connection.run("UPDATE scores SET value=1")

    vault.administrations.score_again([done.id, begun.id])

    assert {row[0]: row[2] for row in stored_scores(vault)} == {done.id: 100.0, left.id: 1.0}


# Definitions


def test_an_instrument_is_frozen_once_under_its_sha_256(vault: OpenVault) -> None:
    first, second = begin(vault), begin(vault)
    definition = to_definition(MIXED)

    assert first.definition_id == second.definition_id == definition_id(definition)
    assert len(first.definition_id) == 64
    rows = vault.connection.run("SELECT id, instrument, body FROM definitions")
    assert [(row[0], row[1]) for row in rows] == [(first.definition_id, "week")]
    assert json.loads(rows[0][2]) == json.loads(json.dumps(definition))
    ((kind, has_parent, body),) = vault.history(first.definition_id)
    assert (kind, has_parent) == ("definition", 0)
    assert json.loads(body) == {"definition": json.loads(rows[0][2])}


def test_a_definition_can_be_frozen_on_its_own(vault: OpenVault) -> None:
    found = vault.administrations.freeze(to_definition(MIXED))

    assert vault.administrations.freeze(to_definition(MIXED)) == found
    assert vault.connection.value("SELECT count(*) FROM definitions") == 1


def test_answers_show_what_was_asked_then_and_not_what_is_asked_now(vault: OpenVault) -> None:
    old = an_instrument(an_item("close"), version="1")
    new = an_instrument(replace(an_item("close"), text="Another stem."), version="2")
    complete(vault, old, close=3)
    complete(vault, new, close=3)

    found = vault.reopened().administrations.completed()
    assert [one.instrument for one in found] == [old, new]
    assert found[0].definition_id != found[1].definition_id


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE definitions SET body='{'",
        "UPDATE definitions SET body='{}'",
        "UPDATE definitions SET body='[1]'",
        "DELETE FROM definitions",
        "UPDATE responses SET value='{'",
        "UPDATE responses SET reason='bored'",
        "UPDATE administrations SET item_order='['",
        "UPDATE administrations SET at='soon'",
    ],
)
def test_a_row_that_makes_no_sense_is_damage(vault: OpenVault, damage: str) -> None:
    begun = begin(vault)
    vault.administrations.answer(begun.id, a_response())
    vault = vault.reopened()
    vault.connection.run(damage)

    with pytest.raises(UnreadableVaultError, match=r"^The vault is damaged\.$"):
        vault.administrations.last_open()


# Found


def test_the_sitting_that_was_begun_last_is_the_one_to_resume(vault: OpenVault) -> None:
    other = an_instrument(instrument_id="other")
    complete(vault, MIXED, close=3)
    begin(vault)
    last_week = begin(vault)
    last_other = begin(vault, other)
    theirs = begin(vault, person_id=id_number(7))

    store = vault.administrations
    assert store.last_open() == last_other
    assert store.last_open("week") == last_week
    assert store.last_open("other") == last_other
    assert store.last_open(person_id=id_number(7)) == theirs
    assert store.last_open("other", person_id=id_number(7)) is None
    assert store.last_open("nothing") is None


def test_a_sitting_that_a_later_complete_one_left_behind_is_not_resumed(vault: OpenVault) -> None:
    other = begin(vault, an_instrument(instrument_id="other"))
    theirs = begin(vault, person_id=id_number(7))
    begin(vault)
    vault.clock.forward(days=7)
    complete(vault, MIXED, close=3)

    assert vault.administrations.last_open("week") is None
    assert vault.administrations.last_open() == other
    assert vault.administrations.last_open(person_id=id_number(7)) == theirs

    earlier = begin(vault, started=a_moment("2026-03-03T10:00:00+01:00"))
    imported = begin(vault, started=a_moment("2026-03-02T10:00:00+01:00"))
    vault.administrations.complete(imported, at=imported.started.at)
    assert vault.administrations.last_open("week") == earlier


def test_a_paused_guess_is_found_and_leaves_no_own_set_behind(vault: OpenVault) -> None:
    sam, kim = id_number(7), id_number(8)
    mine = begin(vault)
    of_sam = begin(vault, guess_of=sam)
    store = vault.administrations
    assert store.last_open() == store.last_open("week") == of_sam
    assert (
        store.last_open(with_guesses=False) == store.last_open("week", with_guesses=False) == mine
    )

    vault.clock.forward(days=1)
    complete(vault, MIXED, guess_of=kim, close=3)
    assert store.last_open() == of_sam
    complete(vault, MIXED, guess_of=sam, close=3)
    assert store.last_open() == mine
    complete(vault, MIXED, close=3)
    assert store.last_open() is None


def test_guesses_are_apart_from_what_a_person_answered(vault: OpenVault) -> None:
    sam, kim = id_number(7), id_number(8)
    other = an_instrument(instrument_id="other")
    ids = {}
    for name, instrument, person, guess_of in (
        ("mine", MIXED, None, None),
        ("of sam", MIXED, None, sam),
        ("of kim", MIXED, None, kim),
        ("other of sam", other, None, sam),
        ("sam's of me", MIXED, sam, "self"),
    ):
        done = complete(vault, instrument, person_id=person, guess_of=guess_of, close=3)
        ids[done.id] = name
        vault.clock.forward(days=1)
    begin(vault, guess_of=sam)
    store = vault.administrations

    def names(found: list[Administration]) -> list[str]:
        return [ids[one.id] for one in found]

    assert names(store.completed()) == ["mine"]
    assert names(store.completed(person_id=sam)) == []
    assert names(store.guesses()) == ["of sam", "of kim", "other of sam"]
    assert names(store.guesses(of=sam)) == ["of sam", "other of sam"]
    assert names(store.guesses("week", of=sam)) == ["of sam"]
    assert names(store.guesses(of="self")) == []
    assert names(store.guesses(person_id=sam, of="self")) == ["sam's of me"]
    assert names(store.recent()) == ["other of sam", "of kim", "of sam", "mine"]
    assert names(store.recent(most=2)) == ["other of sam", "of kim"]
    assert names(store.recent(person_id=sam)) == ["sam's of me"]
    assert store.last_completed_on("week") == "2025-11-14"
    assert store.last_completed_on("other") is None


def test_a_set_is_found_by_the_beginning_of_its_id_open_or_complete(vault: OpenVault) -> None:
    done = complete(vault, MIXED, close=3)
    begun = begin(vault, person_id=id_number(7))
    left = begin(vault)
    vault.administrations.abandon(left.id)
    store = vault.administrations

    assert store.find(done.id) == done
    assert store.find(begun.id.lower()) == begun
    assert store.find(done.id[:-1].replace("0", "o") + done.id[-1]) == done
    with pytest.raises(WrongUseError, match="Several sets of answers"):
        store.find(done.id[:10])
    for unknown in (left.id, id_number(7), "", "ü", "%", "01KA!"):
        with pytest.raises(NotFoundError, match="No set of answers has that id"):
            store.find(unknown)


def test_reading_many_sittings_takes_one_query(vault: OpenVault) -> None:
    for _ in range(5):
        complete(vault, MIXED, close=3, heard=2)
    run: list[str] = []
    vault.connection._raw.set_trace_callback(run.append)
    done = vault.administrations.completed()
    vault.connection._raw.set_trace_callback(None)

    assert [len(one.responses) for one in done] == [2] * 5
    assert len(run) == 1


def test_completed_sittings_are_listed_by_when_they_began(vault: OpenVault) -> None:
    store = vault.administrations
    ids = {}
    for name, instrument, at, person in (
        ("late", "week", "2026-03-03T10:00:00+01:00", None),
        ("early", "week", "2026-03-01T10:00:00+01:00", None),
        ("other", "other", "2026-03-02T10:00:00+01:00", None),
        ("theirs", "week", "2026-03-02T10:00:00+01:00", id_number(7)),
    ):
        begun = begin(
            vault,
            an_instrument(instrument_id=instrument),
            started=a_moment(at),
            person_id=person,
        )
        ids[store.complete(begun, at=begun.started.at).id] = name
    begin(vault)

    def names(instrument: str | None = None, person: str | None = None) -> list[str]:
        return [ids[one.id] for one in store.completed(instrument, person_id=person)]

    assert names() == ["early", "other", "late"]
    assert names("week") == ["early", "late"]
    assert names(person=id_number(7)) == ["theirs"]
    assert names("nothing") == []
    assert store.last_completed_on("week") == "2026-03-03"
    assert store.last_completed_on("other") == "2026-03-02"
    assert store.last_completed_on("nothing") is None


def test_a_later_revision_of_a_sitting_shows_in_every_column(vault: OpenVault) -> None:
    begun = begin(vault)
    changed = replace(
        begun,
        started=a_moment("2024-07-01T10:00:00-04:00", "America/New_York"),
        order=ORDER,
        person_id=id_number(7),
        completed_at=vault.clock.now().at,
        guess_of="self",
        seed=3,
        early=True,
    )
    with vault.connection.writing():
        show_administration(vault.connection, begun.id, administration_body(changed))

    assert vault.administrations.guesses(person_id=id_number(7)) == [changed]
    assert vault.connection.value("SELECT local_on FROM administrations") == "2024-07-01"
