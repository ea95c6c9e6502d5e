"""Answers as QuestionnaireResponses: they come back as they were, and name nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    EVENING,
    a_list_item,
    a_text_item,
    an_instrument,
    an_item,
    id_number,
)
from closeness_cli.core.answering.administration import Administration, Line, Response
from closeness_cli.core.instruments.condition import Condition
from closeness_cli.core.instruments.instrument import Instrument, ItemKind, SkipReason
from closeness_cli.errors import BadInputError
from closeness_cli.storage.exchange.fhir.response import response_from_fhir, response_to_fhir
from made_instruments import instruments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Item

ASKED = an_instrument(
    an_item("a", reverse_scored=True),
    a_text_item("words"),
    a_list_item("talks"),
    replace(an_item("b"), show_if=Condition("a", value=1)),
    replace(an_item("c"), reasons=(SkipReason.NOT_APPLICABLE,)),
)


def a_sitting(responses: Mapping[str, Response], instrument: Instrument = ASKED) -> Administration:
    return Administration(
        id=id_number(1),
        instrument=instrument,
        definition_id="0" * 64,
        started=EVENING,
        order=tuple(one.id for one in instrument.items),
        responses=responses,
        completed_at=EVENING.at + timedelta(minutes=3),
    )


ANSWERED = {
    "a": Response("a", 2, "2", 1, milliseconds=1234),
    "words": Response("words", "A walk,\n  and rain.", "", 2),
    "talks": Response("talks", (Line("First.", 3), Line("Second.")), "", 3),
    "b": Response("b", None, "", 4, reason=SkipReason.NOT_SHOWN),
    "c": Response("c", None, "", 5, milliseconds=900, reason=SkipReason.NOT_APPLICABLE),
}


def changed(**fields: object) -> str:
    content: dict[str, Any] = json.loads(response_to_fhir(a_sitting(ANSWERED)).text)
    return json.dumps({**content, **fields})


def test_answers_come_back_as_they_were() -> None:
    exported = response_to_fhir(a_sitting(ANSWERED))
    found = response_from_fhir(exported.text, ASKED)
    assert found.responses == ANSWERED
    assert found.moment == EVENING
    assert found.losses == exported.losses == ()


def test_control_characters_of_a_text_are_not_written_and_named_as_lost() -> None:
    bell = {"words": Response("words", "Bell\a.", "", 1)}
    exported = response_to_fhir(a_sitting(bell))
    assert [one.shown for one in exported.losses] == [
        "words: control characters in its text are not written"
    ]
    assert response_from_fhir(exported.text, ASKED).responses["words"].value == "Bell\ufffd."


def test_the_file_says_when_and_to_which_version() -> None:
    content = json.loads(response_to_fhir(a_sitting(ANSWERED)).text)
    assert content["questionnaire"] == "urn:closeness:instrument:week|1.0.0"
    assert content["status"] == "completed"
    assert content["authored"] == "2025-11-14T21:07:00+01:00"
    first = content["item"][0]["answer"][0]["valueCoding"]
    assert (first["code"], first["extension"][0]["valueDecimal"]) == ("2", 4)


def test_an_open_sitting_has_only_what_was_answered() -> None:
    half = replace(a_sitting({"a": ANSWERED["a"]}), completed_at=None)
    text = response_to_fhir(half).text
    assert json.loads(text)["status"] == "in-progress"
    assert response_from_fhir(text, ASKED).responses == {"a": ANSWERED["a"]}


def test_nobody_is_named_and_a_guess_is_said_to_be_one() -> None:
    guess = replace(a_sitting(ANSWERED), person_id=id_number(7), guess_of=id_number(8), seed=5)
    exported = response_to_fhir(guess)
    assert id_number(7) not in exported.text
    assert id_number(8) not in exported.text
    assert [one.what for one in exported.losses] == [
        "these are guesses of another person's answers; only this program reads that",
        "whose they are is not written",
        "the seed of their order is not written; the order itself is",
    ]
    assert [one.what for one in response_from_fhir(exported.text, ASKED).losses] == [
        "they were guesses of another person's answers"
    ]


def test_answers_to_safety_items_neither_leave_nor_enter() -> None:
    safe = replace(a_text_item("apart"), safety=True)
    instrument = an_instrument(an_item("a"), safe)
    responses = {"a": Response("a", 1, "not at all", 1), "apart": Response("apart", "x y z", "", 2)}
    text = response_to_fhir(a_sitting(responses, instrument)).text
    assert "x y z" not in text
    content = json.loads(text)
    content["item"].append({"linkId": "apart", "answer": [{"valueString": "x y z"}]})
    found = response_from_fhir(json.dumps(content), instrument)
    assert set(found.responses) == {"a"}
    assert found.losses[0].what == "an answer to a safety item is never taken"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"resourceType": "Questionnaire"}', "resourceType: it is no QuestionnaireResponse of"),
        (changed(status="entered-in-error"), "status: only answers that are completed, amended"),
        (
            changed(questionnaire="urn:closeness:instrument:other|1.0.0"),
            "questionnaire: it answers another instrument",
        ),
        (
            changed(item=[{"linkId": "a", "answer": [{"valueInteger": 9}]}]),
            "item[0].answer[0]: is none of the answers that the item takes",
        ),
        (
            changed(item=[{"linkId": "a", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}]),
            "item[0]: has several answers, where one is asked for",
        ),
        (
            changed(item=[{"linkId": "words", "answer": [{"valueInteger": 1}]}]),
            "item[0].answer[0]: must be a text, as 'valueString'",
        ),
        (changed(item=5), "item: must be a list"),
    ],
)
def test_every_fault_is_told_with_its_path(content: str, fault: str) -> None:
    with pytest.raises(BadInputError) as refused:
        response_from_fhir(content, ASKED, "r.json")
    assert [one for one in refused.value.faults if one.startswith(f"r.json: {fault}")]


def test_an_answer_that_was_not_asked_for_is_refused() -> None:
    items = [{"linkId": "a", "answer": [{"valueInteger": 2}]}]
    items.append({"linkId": "b", "answer": [{"valueInteger": 2}]})
    with pytest.raises(BadInputError) as refused:
        response_from_fhir(changed(item=items), ASKED)
    assert refused.value.faults == ("b: it is not asked after these answers",)


@pytest.mark.parametrize(
    ("authored", "iso", "zone"),
    [
        ("2024-05-06T07:08:09Z", "2024-05-06T07:08:09+00:00", "UTC"),
        ("2024-05-06T07:08:09.250-05:00", "2024-05-06T07:08:09.250-05:00", "Etc/GMT+5"),
        ("2024-05-06T07:08:09+05:30", "2024-05-06T01:38:09+00:00", "UTC"),
    ],
)
def test_the_moment_of_others_has_the_zone_of_its_offset(
    authored: str, iso: str, zone: str
) -> None:
    found = response_from_fhir(changed(authored=authored, extension=[]), ASKED)
    assert found.moment is not None
    assert (found.moment.iso, found.moment.zone) == (iso, zone)


@pytest.mark.parametrize("authored", ["2024-05", "", "2024-05-06", "soon"])
def test_a_day_alone_is_no_moment(authored: str) -> None:
    found = response_from_fhir(changed(authored=authored, extension=[]), ASKED)
    assert found.moment is None
    assert found.losses[0].where == "authored"


@pytest.mark.parametrize("authored", ["2024-13-06T07:08:09Z", "0001-01-01T00:00:00+14:00"])
def test_a_moment_that_no_calendar_has_is_refused(authored: str) -> None:
    with pytest.raises(BadInputError):
        response_from_fhir(changed(authored=authored, extension=[]), ASKED)


@st.composite
def sittings(draw: st.DrawFn) -> Administration:
    """Answer an instrument as its conditions allow, with at least one answer."""
    instrument = draw(instruments())
    responses: dict[str, Response] = {}
    asked = [one for one in instrument.items if not one.safety]
    for position, item in enumerate(asked, start=1):
        if item.show_if and not item.show_if.holds(responses):
            shown = Response(item.id, None, "", position, reason=SkipReason.NOT_SHOWN)
        elif draw(st.booleans()) and responses:
            reason = draw(st.sampled_from([SkipReason.SKIPPED, *item.reasons]))
            shown = Response(item.id, None, "", position, reason=reason)
        else:
            value = draw(answers(item))
            label = item.scale.label(value) if item.scale and isinstance(value, int) else ""
            spent = draw(st.one_of(st.none(), st.integers(0, 10**6)))
            shown = Response(item.id, value, label, position, spent)
        responses[item.id] = shown
    return a_sitting(responses, instrument)


def answers(item: Item) -> st.SearchStrategy[int | str | tuple[Line, ...]]:
    texts = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"))).filter(str.strip)
    if item.kind is ItemKind.TEXT or item.scale is None:
        return texts
    values = st.sampled_from(item.scale.values)
    if item.kind is ItemKind.SCALE:
        return values
    line = st.builds(Line, texts, st.one_of(st.none(), values))
    return st.lists(line, max_size=item.most).map(tuple)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(sittings())
def test_any_answers_come_back_as_they_were(sitting: Administration) -> None:
    found = response_from_fhir(response_to_fhir(sitting).text, sitting.instrument)
    assert found.responses == sitting.responses
    assert found.moment == sitting.started
