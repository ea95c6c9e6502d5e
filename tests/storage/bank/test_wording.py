"""The file of a wording: its fields, its faults, and that no fault repeats the wording."""

from __future__ import annotations

import pytest

from closeness_cli.core.instruments.profile import Wording
from closeness_cli.errors import BadInputError
from closeness_cli.storage.bank.wording import read_wording

WORDING_FIELDS = ["schema", "profile", "version", "right", "intro", "items", "labels"]

WORDING = """\
schema: closeness.wording/1
profile: ras
version: 1.0.0
right: The author said so.
intro: Think of now.
items:
  q1: Secret stem one
  q2: Secret stem two
labels:
  agree: {1: secret low, 5: secret high}
"""


def faults_in(text: str) -> tuple[str, ...]:
    with pytest.raises(BadInputError) as caught:
        read_wording(text.encode(), "mine.yaml")
    assert caught.value.hint == "docs/item-bank.md lists the fields."
    return caught.value.faults


def test_a_wording_is_read_whole() -> None:
    assert read_wording(WORDING.encode(), "mine.yaml") == Wording(
        "ras",
        "1.0.0",
        "The author said so.",
        {"q1": "Secret stem one", "q2": "Secret stem two"},
        {"agree": {1: "secret low", 5: "secret high"}},
        "Think of now.",
    )


def test_right_intro_and_labels_may_be_left_out() -> None:
    text = WORDING.replace("right: The author said so.\nintro: Think of now.\n", "")
    wording = read_wording(text[: text.index("labels")].encode(), "mine.yaml")
    assert (wording.right, wording.intro, wording.labels) == ("", "", {})


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("closeness.wording/1", "secret/2", "1:9: schema: must be closeness.wording/1"),
        ("profile: ras\n", "", "1:1: field 'profile' is missing"),
        ("version: 1.0.0", "version: secret", "3:10: version: this is not a version such as 1.0.0"),
        ("q1: Secret stem one", "q1: ", "7:3: items: is empty"),
        (
            "q1: Secret stem one",
            "Secret stem one: q1",
            "7:3: items: this is not an item's id: a letter, then a-z, 0-9 and _, up to 40",
        ),
        (
            "q1: Secret stem one",
            '"It\'s a \\"secret\\"": q1',
            "7:3: items: this is not an item's id: a letter, then a-z, 0-9 and _, up to 40",
        ),
        ("q1: Secret stem one", "q1: [Secret]", "7:7: items: must be text, not a list or mapping"),
        (
            "q1: Secret stem one",
            "q1: *Secret",
            "7:7: items: alias this is not used here; write it out",
        ),
        (
            "q1: Secret stem one",
            "q1: !secret one",
            "7:7: items: tag this is not used here",
        ),
        (
            "q2: Secret stem two",
            "q1: Secret stem two",
            "8:3: items: this is given twice, first in line 7, column 3",
        ),
        ("{1: secret low", "{secret: low", "10:11: labels: must be a whole number, not this"),
        ("{1: secret low", "{101: secret low", "10:11: labels: must be from -100 to 100, not this"),
        ("intro:", "introo:", "5:1: unknown field this (did you mean 'intro'?)"),
        (
            "intro:",
            "Secret stem:",
            f"5:1: unknown field this; known here: {', '.join(sorted(WORDING_FIELDS))}",
        ),
        (
            "items:",
            "items: Secret stem: one",
            "6:19: not readable as YAML: mapping values are not allowed here",
        ),
    ],
)
def test_a_fault_has_its_place_and_none_of_the_words(old: str, new: str, fault: str) -> None:
    assert WORDING.count(old) == 1
    assert faults_in(WORDING.replace(old, new)) == (f"mine.yaml:{fault}",)


def test_all_faults_are_told_at_once() -> None:
    text = WORDING.replace("profile: ras", "profile: R").replace("q2: Secret stem two", "q2: ''")
    assert [line.split(" ")[0] for line in faults_in(text)] == ["mine.yaml:2:10:", "mine.yaml:8:7:"]


def test_an_item_bank_is_no_wording() -> None:
    faults = faults_in("schema: closeness.items/1\ninstruments: []\n")
    assert "mine.yaml:1:9: schema: must be closeness.wording/1" in faults
