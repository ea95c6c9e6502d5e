"""Files in the shape that others publish, with words of our own: what each becomes, whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.instruments.definition import to_definition
from closeness_cli.core.stats.scoring import Score, score_all, scored_value
from closeness_cli.errors import BadInputError
from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir
from closeness_cli.storage.exchange.fhir.response import response_from_fhir
from closeness_cli.storage.exchange.redcap.dictionary import from_redcap

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.exchange.loss import Imported

DATA = Path(__file__).parents[2] / "data" / "exchange"
FILES = sorted(one for one in DATA.iterdir() if one.with_suffix(".expected.json").exists())


def content_of(name: str) -> str:
    return (DATA / name).read_bytes().decode()


def read(name: str) -> Imported:
    reader = from_redcap if name.endswith(".csv") else from_fhir
    return reader(content_of(name), name)


def test_there_are_files_to_read() -> None:
    assert [one.suffix for one in FILES] == [".json", ".json", ".json", ".csv", ".csv"]


@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_a_file_of_others_becomes_what_it_says(file: Path) -> None:
    found = read(file.name)
    expected = json.loads(file.with_suffix(".expected.json").read_text("utf-8"))
    assert [to_definition(one) for one in found.instruments] == expected["instruments"]
    assert [one.shown for one in found.losses] == expected["losses"]


def test_the_short_column_names_and_a_byte_order_mark_change_nothing() -> None:
    assert read("redcap_api.csv") == read("redcap_study.csv")


def scores(instrument: Instrument, answers: dict[str, int]) -> list[float | None]:
    given = {name: Response(name, value, "", 1) for name, value in answers.items()}
    found = score_all(instrument, given)
    return [one.total if isinstance(one, Score) else None for one in found]


def test_a_sum_of_redcap_turns_what_it_turned_there() -> None:
    scale = read("redcap_study.csv").instruments[1]
    assert scores(scale, {"mood_1": 3, "mood_2": 2, "mood_3": 1}) == [3 + 2 + (3 - 1)]


def test_a_mean_of_redcap_is_the_mean_of_what_was_answered() -> None:
    daily = read("redcap_study.csv").instruments[2]
    assert scores(daily, {"agree_1": 2, "agree_2": 1}) == [(2 + (6 - 1)) / 2]
    assert scores(daily, {"agree_2": 1}) == [5]


def test_a_sum_of_fhir_counts_by_the_ordinal_values() -> None:
    assert scores(read("fhir_reversed.json").instruments[0], {"ag1": 5, "ag2": 5}) == [5 + 1]
    forms = read("fhir_forms.json").instruments[0]
    assert scores(forms, {"q_00001_0": 2, "q_00002_0": 3}) == [5]


def test_what_counts_by_halves_counts_so_here() -> None:
    item = read("fhir_groups.json").instruments[0].item("sleep_q1")
    assert [scored_value(item, one) for one in (1, 2, 3)] == [0, 2.5, 5]


def test_answers_of_another_program_are_found_by_what_they_are_called() -> None:
    instrument = read("fhir_forms.json").instruments[0]
    found = response_from_fhir(content_of("fhir_forms_response.json"), instrument)
    assert {name: one.value for name, one in found.responses.items()} == {
        "q_00001_0": 2,
        "q_00002_0": 0,
        "q_00003_0": 2,
    }
    assert found.moment is not None
    assert found.moment.iso == "2024-05-06T07:08:09+02:00"
    assert [one.shown for one in found.losses] == [
        "'/00004-0': no item here is called so, so it was left out"
    ]


def test_an_answer_that_is_none_of_the_choices_is_refused_with_its_place() -> None:
    instrument = read("fhir_forms.json").instruments[0]
    content = content_of("fhir_forms_response.json").replace("Placeholder many", "Much")
    with pytest.raises(BadInputError) as refused:
        response_from_fhir(content, instrument, "answers.json")
    assert refused.value.faults == (
        "answers.json: item[0].answer[0]: is none of the answers that the item takes",
    )
