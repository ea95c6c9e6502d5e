"""Our FHIR files as another implementation of R4 reads them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, given, settings

from builders import EVENING, id_number
from closeness_cli.core.answering.administration import Administration, Line, Response
from closeness_cli.core.instruments.instrument import Instrument, Item, ItemKind
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.exchange.fhir.questionnaire import to_fhir
from closeness_cli.storage.exchange.fhir.response import response_to_fhir
from made_instruments import instruments

SHIPPED = load_bank(shipped_bank_path()).instruments


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_a_shipped_instrument_is_a_questionnaire_of_r4(shipped: Instrument) -> None:
    read = Questionnaire.model_validate_json(to_fhir(shipped).text)
    links = [str(one.linkId) for one in read.item or () if one.type != "display"]
    asked = [one for one in links if not one.startswith("closeness.")]
    assert asked == [one.id for one in shipped.items]


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(instruments())
def test_any_instrument_is_a_questionnaire_of_r4(made: Instrument) -> None:
    read = Questionnaire.model_validate_json(to_fhir(made).text)
    links = [one.linkId for item in read.item or () for one in (item, *(item.item or ()))]
    assert len(set(links)) == len(links)


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_answers_are_a_questionnaire_response_of_r4(shipped: Instrument) -> None:
    answers = {
        item.id: Response(item.id, any_answer(item), "", position)
        for position, item in enumerate(shipped.items, start=1)
    }
    sitting = Administration(
        id=id_number(1),
        instrument=shipped,
        definition_id="0" * 64,
        started=EVENING,
        order=tuple(answers),
        responses=answers,
        completed_at=EVENING.at,
    )
    for one in (sitting, replace(sitting, completed_at=None, responses={})):
        read = QuestionnaireResponse.model_validate_json(response_to_fhir(one).text)
        assert read.questionnaire == f"urn:closeness:instrument:{shipped.id}|{shipped.version}"


def any_answer(item: Item) -> int | str | tuple[Line, ...]:
    if item.kind is ItemKind.TEXT or item.scale is None:
        return "A word or two."
    value = item.scale.values[-1]
    return value if item.kind is ItemKind.SCALE else (Line("First.", value), Line("Second."))
