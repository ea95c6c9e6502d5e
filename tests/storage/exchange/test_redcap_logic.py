"""Branching logic: what is read of it, and what is refused by its name."""

from __future__ import annotations

import pytest

from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.storage.exchange.conditions import Known, RefusedError
from closeness_cli.storage.exchange.redcap.logic import read_logic, write_logic

FIVE = {str(one): one for one in range(1, 6)}
KNOWN = {
    "a": Known("a", FIVE),
    "b": Known("bee", FIVE),
    "words": Known("words", {}),
    "where": Known("where", {"US": 1, "DE": 2}, in_order=False),
    "box(3)": Known("box___3", {"0": 0, "1": 1}),
}


def is_(item: str, value: int, op: Comparison = Comparison.EQUALS) -> Condition:
    return Condition(item, op, value)


@pytest.mark.parametrize(
    ("logic", "condition"),
    [
        ("[a] = '1'", is_("a", 1)),
        ('[a]="2"', is_("a", 2)),
        ("[a] = 3", is_("a", 3)),
        ("[a] <> '1'", is_("a", 1, Comparison.DIFFERS)),
        ("[a] != 1", is_("a", 1, Comparison.DIFFERS)),
        ("[a] < 2.0", is_("a", 2, Comparison.LESS)),
        ("[a]<='2'", is_("a", 2, Comparison.AT_MOST)),
        ("[a] > '2'", is_("a", 2, Comparison.MORE)),
        ("[b] >= '2'", is_("bee", 2, Comparison.AT_LEAST)),
        ("[a] >= 0", is_("a", 1, Comparison.AT_LEAST)),
        ("[a] < 99", is_("a", 5, Comparison.AT_MOST)),
        ("[words] <> ''", Condition("words", Comparison.ANSWERED)),
        ("[where] = 'DE'", is_("where", 2)),
        ("[box(3)] = '1'", is_("box___3", 1)),
        ("([a] = '1')", is_("a", 1)),
        ("[a]=1 and [b]=2 AND [a]<>3", Condition(all=(is_("a", 1), is_("bee", 2),
            is_("a", 3, Comparison.DIFFERS)))),
        ("[a]=1 or [b]=2 and [b]=3", Condition(any=(is_("a", 1),
            Condition(all=(is_("bee", 2), is_("bee", 3)))))),
        ("([a]=1 or [a]=2) and [b]=3", Condition(all=(
            Condition(any=(is_("a", 1), is_("a", 2))), is_("bee", 3)))),
    ],
)  # fmt: skip
def test_logic_becomes_a_condition(logic: str, condition: Condition) -> None:
    assert read_logic(logic, KNOWN) == condition


@pytest.mark.parametrize(
    ("logic", "why"),
    [
        ("", "it breaks off"),
        ("[a] =", "it breaks off"),
        ("[a]", "'[a]' is compared with nothing"),
        ("[a] = '1' [b] = '2'", "'[b]' is not understood"),
        ("([a] = '1'", "a bracket is not closed"),
        ("[a] = [b]", "it compares two fields, '[a]' and '[b]'"),
        ("[a] = ''", "it asks whether '[a]' is empty"),
        ("[a] = '9'", "'9' is no answer of '[a]'"),
        ("[a] > '9'", "'9' is no answer of '[a]'"),
        ("[a] = 'x'", "'x' is no answer of '[a]'"),
        ("[a] = 1.5", "'1.5' is no answer of '[a]'"),
        ("[words] = 'yes'", "'yes' is no answer of '[words]'"),
        ("[where] > 'DE'", "the answers of '[where]' have no order"),
        ("[later] = '1'", "'later' is no earlier item of the form that was taken"),
        ("[box(4)] = '1'", "'box(4)' is no choice of an earlier checkbox"),
        ("[user-name] = 'x'", "'[user-name]' is a smart variable"),
        ("[visit_1_arm_1][a] = '1'", "'[visit_1_arm_1][a]' looks into another event or instance"),
        ("datediff([a],'today','d') > 1", "the function or word 'datediff' is not known here"),
        ("not [a] = 1", "the function or word 'not' is not known here"),
        ("[a] + 1 = 2", "'[a]' is compared with nothing"),
        ("[a] = '1' and", "it breaks off"),
        ("(" * 50 + "[a]=1" + ")" * 50, "it has brackets deeper than 20 levels"),
        ("[a]=1 or " * 1000 + "[a]=1", "it has more than 4,000 characters"),
    ],
)
def test_what_is_not_of_the_grammar_is_refused_by_its_name(logic: str, why: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_logic(logic, KNOWN)
    assert str(refused.value) == why


def test_a_condition_is_written_as_it_is_read() -> None:
    condition = Condition(
        all=(
            Condition(any=(is_("a", 1), is_("bee", 2, Comparison.AT_LEAST))),
            Condition("words", Comparison.ANSWERED),
        )
    )
    written = write_logic(condition, {"a": "a", "bee": "b", "words": "words"})
    assert written == "([a] = '1' or [b] >= '2') and [words] <> ''"
    assert read_logic(written, KNOWN) == condition


def test_a_condition_on_what_is_not_there_is_not_written() -> None:
    assert write_logic(Condition(all=(is_("a", 1), is_("gone", 1))), {"a": "a"}) == ""
