"""Calculations of other systems: plain sums and means, and nothing that would be evaluated."""

from __future__ import annotations

import time

import pytest

from closeness_cli.core.instruments.instrument import MissingRule, ScoreOp
from closeness_cli.storage.exchange.fhir.path import Sum, read_sum, write_sum
from closeness_cli.storage.exchange.redcap.calc import (
    Calculation,
    Term,
    read_calculation,
    write_calculation,
)

A, B, TURNED = Term("a"), Term("b"), Term("b", 6)
WHOLE = MissingRule.REQUIRE_COMPLETE
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("sum([a],[b])", Calculation(ScoreOp.SUM, (A, B), WHOLE, blank_is_zero=True)),
        ("mean( [a], (6-[b]) )", Calculation(ScoreOp.MEAN, (A, TURNED), MissingRule.IGNORE)),
        ("[a] + [b]", Calculation(ScoreOp.SUM, (A, B), WHOLE)),
        ("([a]+(6-[b]))", Calculation(ScoreOp.SUM, (A, TURNED), WHOLE)),
        ("([a]+[b])/2", Calculation(ScoreOp.MEAN, (A, B), WHOLE)),
        ("[a]", Calculation(ScoreOp.SUM, (A,), WHOLE)),
    ],
)
def test_a_plain_calculation_is_read(text: str, made: Calculation) -> None:
    assert read_calculation(text) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "([a]+[b])/3",
        "[a]-[b]",
        "[a]*2",
        "[a]+[a]",
        "sum([a],[b])+1",
        "round(mean([a],[b]),1)",
        "if([a]>1,[b],0)",
        "sum([visit_1][a])",
        "sum([a],[user-name])",
        "__import__('os').system('true')",
        "[a]+" * 5000 + "[a]",
    ],
)
def test_any_other_calculation_is_not(text: str) -> None:
    assert read_calculation(text) is None


@pytest.mark.parametrize(
    ("op", "missing", "text"),
    [
        (ScoreOp.SUM, WHOLE, "[a] + (6-[b])"),
        (ScoreOp.MEAN, WHOLE, "([a] + (6-[b])) / 2"),
        (ScoreOp.MEAN, MissingRule.IGNORE, "mean([a], (6-[b]))"),
        (ScoreOp.SUM, MissingRule.IGNORE, ""),
        (ScoreOp.MEAN, MissingRule.PRORATE, ""),
        (ScoreOp.IDEAL, WHOLE, ""),
    ],
)
def test_a_score_is_written_where_redcap_can_say_it(
    op: ScoreOp, missing: MissingRule, text: str
) -> None:
    assert write_calculation(op, (A, TURNED), missing) == text
    if text:
        assert read_calculation(text) == Calculation(op, (A, TURNED), missing)


def looked_up(link: str) -> str:
    return (
        f"%questionnaire.item.where(linkId = '{link}').answerOption.where(valueCoding.code="
        f"%resource.item.where(linkId = '{link}').answer.valueCoding.code)"
        f".extension.where(url='{ORDINAL}').valueDecimal"
    )


@pytest.mark.parametrize(
    ("expression", "made"),
    [
        (
            (
                "%resource.item.where(linkId='a').answer.value.ordinal() + "
                "%resource.repeat(item).where(linkId = 'b').answer.weight()"
            ),
            Sum(("a", "b"), frozenset()),
        ),
        (
            "QuestionnaireResponse.item.where(linkId='g').item.where(linkId='a').answer.value",
            Sum(("a",), frozenset({"a"})),
        ),
        ("%x + %y", Sum(("one +", "two"), frozenset())),
        (
            "iif(%x.exists(), %x, 0) + iif(%y.exists(), %y, 0)",
            Sum(("one +", "two"), frozenset(), blank_is_zero=True),
        ),
    ],
)
def test_a_plain_sum_of_fhirpath_is_read(expression: str, made: Sum) -> None:
    assert read_sum(expression, {"x": looked_up("one +"), "y": looked_up("two")}) == made


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "%x * 2",
        "%nothing",
        "%x + %x",
        "%deep",
        "%resource.item.where(linkId='a' or linkId='b').answer.value.aggregate($this + $total, 0)",
        "iif(%x.exists(), %y, 0)",
        "'a' + 'b'",
        "%x" + " + %x" * 5000,
    ],
)
def test_any_other_expression_is_not(expression: str) -> None:
    variables = {"x": looked_up("one"), "y": looked_up("two"), "deep": "%x"}
    assert read_sum(expression, variables) is None


def test_a_sum_is_written_as_it_is_read() -> None:
    written = write_sum(("a", "b"), frozenset({"b"}))
    assert read_sum(written, {}) == Sum(("a", "b"), frozenset({"b"}))


def test_no_expression_takes_long() -> None:
    began = time.perf_counter()
    for hostile in ("(" * 7000, "[a]+" * 1900, "([a]+" * 1500, "(9" * 3000, "9" * 7000 + "-[a]"):
        read_calculation(hostile)
    for hostile in ("%resource" + ".item.where(linkId='a')" * 800, "(" * 9000, "'" * 9000):
        read_sum(hostile, {})
    assert time.perf_counter() - began < 1
