"""What we export comes back equal: any instrument at all, and every one that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir, to_fhir
from closeness_cli.storage.exchange.loss import Imported
from closeness_cli.storage.exchange.redcap.dictionary import from_redcap, to_redcap
from made_instruments import instruments

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument

SHIPPED = load_bank(shipped_bank_path()).instruments

THOROUGH = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@THOROUGH
@given(instruments())
def test_an_instrument_comes_back_from_a_redcap_dictionary_as_it_was(made: Instrument) -> None:
    assert from_redcap(to_redcap(made).text, "made.csv") == Imported((made,))


@THOROUGH
@given(instruments())
def test_an_instrument_comes_back_from_a_fhir_questionnaire_as_it_was(made: Instrument) -> None:
    assert from_fhir(to_fhir(made).text, "made.json") == Imported((made,))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_a_shipped_instrument_comes_back_without_a_loss(shipped: Instrument) -> None:
    assert from_redcap(to_redcap(shipped).text, "week.csv") == Imported((shipped,))
    assert from_fhir(to_fhir(shipped).text, "week.json") == Imported((shipped,))


@pytest.mark.parametrize("shipped", SHIPPED, ids=lambda one: one.id)
def test_an_export_is_the_same_every_time_and_ends_its_last_line(shipped: Instrument) -> None:
    for export in (to_redcap, to_fhir):
        written = export(shipped)
        assert written == export(shipped)
        assert written.text.endswith("\n")
