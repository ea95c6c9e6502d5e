"""Files by their form, and bundles of an instrument with its answers."""

from __future__ import annotations

import json

import pytest
from fhir.resources.R4B.bundle import Bundle

from builders import EVENING, an_instrument, id_number
from closeness_cli.core.answering.administration import Administration, Response
from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.errors import BadInputError, WrongUseError
from closeness_cli.storage.exchange.exchange import (
    Form,
    form_of,
    read_instruments,
    write_instrument,
)
from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir
from closeness_cli.storage.exchange.fhir.response import response_from_fhir

MADE = an_instrument(instrument_id="made")
SITTING = Administration(
    id=id_number(1),
    instrument=MADE,
    definition_id="0" * 64,
    started=EVENING,
    order=("close",),
    responses={"close": Response("close", 3, "3", 1)},
    completed_at=EVENING.at,
)


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.CSV", Form.REDCAP), ("a.b.json", Form.FHIR), ("a.yml", Form.YAML), ("-", Form.YAML)],
)
def test_the_ending_tells_the_form(name: str, form: Form) -> None:
    assert form_of(name) is form


@pytest.mark.parametrize("form", [Form.REDCAP, Form.FHIR])
def test_an_instrument_is_written_and_read_in_each_form(form: Form) -> None:
    content = write_instrument(MADE, form).text.encode("utf-8-sig")
    assert read_instruments(content, "file", form).bank == ItemBank((MADE,))


def test_answers_travel_in_a_bundle_with_their_instrument() -> None:
    written = write_instrument(MADE, Form.FHIR, [SITTING, SITTING])
    bundle = Bundle.model_validate_json(written.text)
    assert len(bundle.entry or ()) == 3
    found = from_fhir(written.text, "bundle.json")
    assert found.instruments == (MADE,)
    assert [one.what for one in found.losses] == [
        "2 other resources, such as answers, were left out"
    ]
    response = json.dumps(json.loads(written.text)["entry"][1]["resource"])
    assert response_from_fhir(response, MADE).responses == SITTING.responses


def test_what_a_form_cannot_do_is_said() -> None:
    for form, sittings in ((Form.YAML, []), (Form.REDCAP, [SITTING])):
        with pytest.raises(WrongUseError):
            write_instrument(MADE, form, sittings)
    with pytest.raises(WrongUseError):
        Form.named("xml")
    with pytest.raises(BadInputError) as refused:
        read_instruments(b"\xff\xfe", "a.csv", Form.REDCAP)
    assert refused.value.faults == ("byte 0 is not UTF-8",)
