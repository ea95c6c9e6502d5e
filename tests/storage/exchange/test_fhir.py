"""FHIR Questionnaires: every fault with its path, hostile JSON, and edits made elsewhere."""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from builders import a_list_item, a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir, to_fhir
from closeness_cli.storage.exchange.redcap.dictionary import from_redcap, to_redcap

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.storage.exchange.loss import Imported

AGREE = [{"valueCoding": {"code": str(one), "display": f"Label {one}"}} for one in (1, 2, 3)]
MIN, MAX = (f"http://hl7.org/fhir/StructureDefinition/{one}Value" for one in ("min", "max"))


def choice(link: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return {"linkId": link, "type": "choice", "text": "Stem.", "answerOption": AGREE, **fields}


def questionnaire(*items: object, **fields: object) -> str:
    return json.dumps({"resourceType": "Questionnaire", "item": items, **fields})


def faults_of(content: str) -> tuple[str, ...]:
    try:
        from_fhir(content, "q.json")
    except BadInputError as error:
        return error.faults
    return ()


def read(content: str) -> Instrument:
    return from_fhir(content, "q.json").instruments[0]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "line 1, column 1: it is no JSON: Expecting value"),
        ("{", "line 1, column 2: it is no JSON: Expecting property name enclosed in double quotes"),
        ("[]", "resourceType: it is no Questionnaire of FHIR"),
        ('{"resourceType": "Patient"}', "resourceType: it is no Questionnaire of FHIR"),
        (questionnaire(), "item: no item asks anything that can be taken"),
        ('{"a": 1, "a": 2}', "the file: has 'a' twice"),
        ('{"a": {"b": [0, NaN]}}', "a.b[1]: is NaN, which is no number"),
        ('{"a": -Infinity}', "a: is -Infinity, which is no number"),
        ('{"a": 1e999}', "a: is too large a number"),
        ('{"a": ' + "9" * 5000 + "}", "a: is too large a number"),
        ('{"a": "\\u001b[31m"}', "a: holds the control character U+001B"),
        ('{"a": "\\ud800"}', "a: holds the control character U+D800"),
        ("[" * 70 + "]" * 70, f"{'[0]' * 60}: is nested deeper than 60 levels"),
        ("[" * 200_000, "line 1: it is nested deeper than 60 levels"),
        ('"' + "x" * 2_000_000 + '"', "line 1: the file has more than 2,000,000 characters"),
        (questionnaire("a"), "item[0]: must be an object"),
        ('{"resourceType": "Questionnaire", "item": {}}', "item: must be a list"),
        (questionnaire({"type": "text"}), "item[0]: has no linkId"),
        (questionnaire(choice("a", text=5)), "item[0].text: must be a text"),
        (questionnaire(choice("a", required="yes")), "item[0].required: must be true or false"),
        (
            questionnaire(choice("a", answerOption=[{"valueDate": "2020"}])),
            "item[0].answerOption[0]: is no choice of a number, a text or a coding",
        ),
        (
            questionnaire(choice("a", answerOption=AGREE * 2)),
            "item[0]: has the same code twice",
        ),
        (questionnaire(choice("a"), choice("a")), "item[1]: the linkId 'a' is given twice"),
        (
            questionnaire(
                choice("a", enableWhen=[{"question": "b", "operator": "=", "answerInteger": 1}])
            ),
            "item[0]: its enableWhen cannot be held: 'b' is no earlier item that was taken",
        ),
        (
            questionnaire(choice("a", extension=[{"url": "urn:closeness:item"}])),
            "item[0].extension[0]: what stands beside it for this program is no JSON",
        ),
    ],
)
def test_every_fault_is_told_with_its_path(content: str, fault: str) -> None:
    assert f"q.json: {fault}" in faults_of(content)


def when(*entries: dict[str, Any], behavior: str = "") -> str:
    fields = {"enableBehavior": behavior} if behavior else {}
    ends = [{"url": MIN, "valueInteger": 0}, {"url": MAX, "valueInteger": 20}]
    return questionnaire(
        choice("a"),
        {"linkId": "n", "type": "integer", "text": "Stem.", "extension": ends},
        {"linkId": "y", "type": "boolean", "text": "Stem."},
        {"linkId": "z", "type": "text", "text": "Stem.", "enableWhen": entries, **fields},
    )


def entry(question: str, operator: str, **answer: object) -> dict[str, Any]:
    return {"question": question, "operator": operator, **answer}


CODE = {"code": "2"}


@pytest.mark.parametrize(
    ("content", "condition"),
    [
        (when(entry("a", "=", answerCoding=CODE)), Condition("a", value=2)),
        (when(entry("a", "exists", answerBoolean=True)), Condition("a", Comparison.ANSWERED)),
        (when(entry("n", ">", answerInteger=7)), Condition("n", Comparison.MORE, 7)),
        (when(entry("n", "<=", answerDecimal=7.0)), Condition("n", Comparison.AT_MOST, 7)),
        (when(entry("y", "=", answerBoolean=False)), Condition("y", value=0)),
        (
            when(
                entry("a", "!=", answerCoding=CODE),
                entry("y", "=", answerBoolean=True),
                behavior="all",
            ),
            Condition(all=(Condition("a", Comparison.DIFFERS, 2), Condition("y", value=1))),
        ),
    ],
)
def test_enable_when_becomes_a_condition(content: str, condition: Condition) -> None:
    assert read(content).item("z").show_if == condition


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (
            when(entry("a", "exists", answerBoolean=False)),
            "it asks whether 'a' has no answer",
        ),
        (when(entry("a", "=", answerDate="2020-01-01")), "'answerDate' is not compared here"),
        (when(entry("a", "~", answerCoding=CODE)), "'~' is no operator of R4"),
        (when(entry("a", "=")), "it compares 'a' with nothing, or with several answers"),
        (when(entry("a", "=", answerCoding={"code": "9"})), "'9' is no answer of 'a'"),
        (
            when(entry("a", "=", answerCoding=CODE), entry("n", "=", answerInteger=1)),
            "'enableBehavior' does not say whether all or any must hold",
        ),
    ],
)
def test_what_cannot_be_held_is_a_fault_unless_the_loss_is_allowed(content: str, why: str) -> None:
    assert faults_of(content) == (f"q.json: item[3]: its enableWhen cannot be held: {why}",)
    found = from_fhir(content, "q.json", allow_loss=True)
    assert found.instruments[0].item("z").show_if is None
    said = f"its enableWhen was left out, so that it is always asked: {why}"
    assert ("'z'", said) in [(one.where, one.what) for one in found.losses]


def test_branching_by_an_expression_is_never_left_out_in_silence() -> None:
    url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
    expression = {"language": "text/fhirpath", "expression": "%a > 1"}
    content = questionnaire(choice("a", extension=[{"url": url, "valueExpression": expression}]))
    assert faults_of(content) == (
        "q.json: item[0]: its enableWhen cannot be held: it is an expression",
    )


CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"


@pytest.mark.parametrize(("counts", "taken"), [(".ordinal()", True), ("", False)])
def test_a_choice_is_summed_by_what_it_counts_for_alone(counts: str, taken: bool) -> None:
    expression = f"%resource.item.where(linkId='a').answer.value{counts}"
    value = {"language": "text/fhirpath", "expression": expression}
    total: dict[str, Any] = {"linkId": "t", "type": "decimal", "text": "Total."}
    total["extension"] = [{"url": CALCULATED, "valueExpression": value}]
    assert bool(read(questionnaire(choice("a"), total)).dimensions) is taken


def test_what_is_hidden_is_not_asked() -> None:
    url = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
    hidden = choice("b", extension=[{"url": url, "valueBoolean": True}])
    found = from_fhir(questionnaire(choice("a"), hidden), "q.json")
    assert [one.id for one in found.instruments[0].items] == ["a"]
    assert "'b': it is hidden there, so it is not asked here" in [one.shown for one in found.losses]


def test_an_item_of_ours_whose_type_was_changed_elsewhere_is_named() -> None:
    made = an_instrument(an_item("a"), a_text_item("words"), dimensions=[])
    content = json.loads(to_fhir(made).text)
    content["item"][2]["type"] = "attachment"
    found = from_fhir(json.dumps(content), "q.json")
    assert [one.shown for one in found.losses] == [
        "'words': its type was changed to one that is not taken"
    ]


def written(condition: Condition) -> dict[str, Any]:
    made = an_instrument(an_item("a"), a_list_item("l"), _asked_if(condition))
    content = json.loads(to_fhir(made).text)
    return next(one for one in content["item"] if one["linkId"] == "words")


def _asked_if(condition: Condition) -> Item:
    return replace(a_text_item("words"), show_if=condition)


def test_less_than_is_said_by_each_choice_where_choices_have_no_order() -> None:
    fields = written(Condition("a", Comparison.LESS, 3))
    assert fields["enableBehavior"] == "any"
    assert fields["enableWhen"] == [
        entry("a", "=", answerCoding={"code": "1"}),
        entry("a", "=", answerCoding={"code": "2"}),
    ]


def test_less_than_among_others_is_said_by_what_it_is_not() -> None:
    both = (Condition("a", Comparison.LESS, 3), Condition("l", Comparison.ANSWERED))
    fields = written(Condition(all=both))
    assert fields["enableBehavior"] == "all"
    assert fields["enableWhen"] == [
        entry("a", "exists", answerBoolean=True),
        *(entry("a", "!=", answerCoding={"code": str(one)}) for one in (3, 4, 5)),
        entry("l.text", "exists", answerBoolean=True),
    ]


def test_conditions_in_conditions_ride_beside_and_are_named_as_lost() -> None:
    first = Condition(any=(Condition("a", value=1), Condition("a", value=3)))
    made = an_instrument(an_item("a"), _asked_if(Condition(all=(first, Condition("a", value=3)))))
    exported = to_fhir(made)
    assert "enableWhen" not in exported.text
    assert [one.where for one in exported.losses if one.what.startswith("show_if")] == ["words"]
    assert read(exported.text) == made


def test_a_reversed_item_counts_from_the_other_end() -> None:
    made = an_instrument(an_item("a", reverse_scored=True))
    options = json.loads(to_fhir(made).text)["item"][1]["answerOption"]
    assert [
        (one["valueCoding"]["code"], one["extension"][0]["valueDecimal"]) for one in options
    ] == [("1", 5), ("2", 4), ("3", 3), ("4", 2), ("5", 1)]


def test_a_text_that_was_changed_elsewhere_is_taken_as_it_is_now() -> None:
    made = an_instrument(an_item("a", reverse_scored=True))
    changed = to_fhir(made).text.replace("Stem of a.", "Another stem.")
    found = read(changed).item("a")
    assert (found.text, found.reverse_scored) == ("Another stem.", True)


def test_a_hostile_file_is_refused_at_once() -> None:
    began = time.perf_counter()
    many = [
        {"linkId": f"{'-' * number}", "type": "text", "text": "Stem."} for number in range(1500)
    ]
    for content in (
        "[" + "NaN," * 400_000 + "1]",
        "{" + '"a":1,' * 200_000 + '"b":1}',
        "{" + ",".join(f'"{number}":1' for number in range(150_000)) + ',"1":1}',
        questionnaire(*many),
        questionnaire(*({"linkId": "a", "type": "text"} for _ in range(30_000))),
        questionnaire(choice("a", answerOption=[{"valueInteger": 1}] * 50_000)),
    ):
        assert faults_of(content)
    assert time.perf_counter() - began < 20


def test_no_damaged_file_ends_in_anything_but_a_list_of_faults() -> None:
    """Cut, double or change pieces of real exports; every one is taken or refused."""
    chance = random.Random(5)
    exports = [
        (write(one).text, take)
        for one in load_bank(shipped_bank_path()).instruments[:6]
        for write, take in ((to_redcap, from_redcap), (to_fhir, from_fhir))
    ]
    pieces = ["null", "[]", "{}", '"', ",", "-1", "1e9", "true", "\\", "'", "=", "\n", "[a]", "@"]
    began = time.perf_counter()
    for _ in range(400):
        text, take = chance.choice(exports)
        for _ in range(chance.randint(1, 4)):
            at, length = chance.randrange(len(text)), chance.randrange(30)
            text = text[:at] + chance.choice([*pieces, ""]) + text[at + length :]
        assert is_taken_or_refused(partial(take, text, "damaged"))
    assert time.perf_counter() - began < 60


def test_no_value_of_a_wrong_type_ends_in_anything_but_a_list_of_faults() -> None:
    chance = random.Random(7)
    shipped = load_bank(shipped_bank_path()).find("where-are-you")
    assert shipped is not None
    content = to_fhir(shipped).text
    odd: list[object] = [None, 5, -1.5, True, "x", [], {}, [1], {"a": 1}, ["x"], [{}]]
    for _ in range(300):
        tree = json.loads(content)
        node: Any = tree
        while True:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = chance.choice(keys)
            inside = node[key]
            if not isinstance(inside, dict | list) or not inside or chance.random() < 0.2:
                node[key] = chance.choice(odd)
                break
            node = inside
        allow_loss = chance.random() < 0.5
        taking = partial(from_fhir, json.dumps(tree), "odd.json", allow_loss=allow_loss)
        assert is_taken_or_refused(taking)


def is_taken_or_refused(take: Callable[[], Imported]) -> bool:
    """Say whether a file was taken, or refused with a fault; any other end is a traceback."""
    try:
        return bool(take().instruments)
    except BadInputError as error:
        return bool(error.faults)
