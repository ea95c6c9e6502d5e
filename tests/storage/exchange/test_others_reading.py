"""What another program reads of our exports: with our extensions taken away, the numbers are there.

So that coming back equal is not only due to what rides beside.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings

from closeness_cli.core.answering.administration import Response
from closeness_cli.core.instruments.instrument import Instrument, Item, ItemKind, ScaleKind
from closeness_cli.core.stats.scoring import scored_value
from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir, to_fhir
from closeness_cli.storage.exchange.redcap.dictionary import from_redcap, to_redcap
from made_instruments import instruments

if TYPE_CHECKING:
    from collections.abc import Iterator

LAX = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def bare_questionnaire(made: Instrument) -> Instrument:
    content = without_ours(json.loads(to_fhir(made).text))
    return from_fhir(json.dumps(content), "bare.json", allow_loss=True).instruments[0]


def without_ours(value: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, list):
        kept = [without_ours(one) for one in value]
        return [one for one in kept if not str(one).startswith("{'url': 'urn:closeness")]
    if isinstance(value, dict):
        return {name: without_ours(one) for name, one in value.items()}
    return value


def bare_dictionary(made: Instrument) -> Instrument:
    file = io.StringIO()
    writer = csv.writer(file)
    for row in csv.reader(io.StringIO(to_redcap(made).text, newline="")):
        writer.writerow([*row[:-1], "" if row[-1].startswith("'@") else row[-1]])
    return from_redcap(file.getvalue(), "bare.csv", allow_loss=True).instruments[0]


def pairs(made: Instrument, bare: Instrument) -> Iterator[tuple[Item, Item]]:
    known = {one.id: one for one in bare.items}
    for item in made.items:
        if item.kind is ItemKind.SCALE and item.id in known:
            yield item, known[item.id]


@LAX
@given(instruments())
def test_raw_values_survive_in_both_formats(made: Instrument) -> None:
    for bare in (bare_dictionary(made), bare_questionnaire(made)):
        for ours, theirs in pairs(made, bare):
            assert ours.scale is not None
            assert theirs.scale is not None
            assert theirs.scale.values == ours.scale.values


@LAX
@given(instruments())
def test_what_each_choice_counts_for_survives_in_fhir(made: Instrument) -> None:
    for ours, theirs in pairs(made, bare_questionnaire(made)):
        assert ours.scale is not None
        if ours.scale.kind is ScaleKind.NOMINAL or len(ours.scale.values) > 11:
            continue
        for value in ours.scale.values:
            assert scored_value(theirs, value) == scored_value(ours, value)


@LAX
@given(instruments())
def test_flat_branching_asks_the_same_people(made: Instrument) -> None:
    bare = bare_questionnaire(made)
    asked = {one.id: one for one in bare.items}
    for item in made.items:
        condition = item.show_if
        if condition is None or any(one.all or one.any for one in condition.all + condition.any):
            continue
        parts = condition.all or condition.any or (condition,)
        named = {one.item for one in parts}
        if len(named) != 1 or not named <= set(asked) or item.id not in asked:
            continue
        first = made.item(named.pop())
        if first.kind is not ItemKind.SCALE or first.scale is None:
            continue
        theirs = asked[item.id].show_if
        answers = [
            {first.id: Response(first.id, value, "", 1)} for value in (None, *first.scale.values)
        ]
        if theirs is None:  # only what nobody is asked by cannot be said
            assert not all(any(one.holds(given_so) for given_so in answers) for one in parts)
            continue
        for given_so in answers:
            assert theirs.holds(given_so) == condition.holds(given_so)
