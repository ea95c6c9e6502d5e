"""Understanding answers that were brought, and answers that take the place of others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import (
    EVENING,
    a_list_item,
    a_response,
    a_scale,
    a_text_item,
    an_instrument,
    an_item,
    responses,
)
from closeness_cli.core.answering.administration import Administration, Line
from closeness_cli.core.answering.answers import (
    amendable,
    position_of,
    presented,
    read_amendments,
    read_answers,
)
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind, SkipReason
from closeness_cli.errors import BadInputError

QUARREL = replace(a_text_item("quarrel"), journal_as="conflict")
FORM = an_instrument(an_item("close"), a_list_item("talks", most=2), QUARREL, instrument_id="form")


def test_numbers_texts_and_lines_are_understood_and_what_is_missing_was_skipped() -> None:
    read = read_answers(FORM, {"close": "4", "talks": [{"text": "The sea.", "value": "5"}]})
    assert read == {
        "close": a_response("close", 4, position=1),
        "talks": a_response("talks", (Line("The sea.", 5),), position=2),
        "quarrel": a_response("quarrel", None, position=3),
    }


def test_the_label_beside_a_number_is_kept() -> None:
    assert read_answers(FORM, {"close": 5})["close"].label == "completely"


def test_a_line_may_stay_unrated() -> None:
    read = read_answers(FORM, {"talks": [{"text": "The sea."}]})
    assert read["talks"].value == (Line("The sea."),)


def test_all_bad_answers_are_reported_together() -> None:
    given = {
        "colse": 3,
        "close": 6,
        "talks": [{"text": "a"}, {"text": "b"}, {"text": "c"}],
        "quarrel": 7,
    }
    with pytest.raises(BadInputError) as error:
        read_answers(FORM, given)
    assert error.value.sentence == "Some answers cannot be taken, so none was stored."
    assert error.value.faults == (
        "colse: no such item (did you mean 'close'?)",
        "close: it takes a whole number from 1 to 5",
        "talks: it takes a list of at most 2 lines",
        "quarrel: it takes a text",
    )
    assert error.value.hint == "The items are close, talks, quarrel."


@pytest.mark.parametrize(
    "value", [0, 6, "7", "", "x", "4.0", 4.0, True, "9" * 5000, [4], {"value": 4}]
)
def test_only_a_whole_number_of_the_scale_is_taken(value: object) -> None:
    with pytest.raises(BadInputError) as error:
        read_answers(FORM, {"close": value})
    assert error.value.faults == ("close: it takes a whole number from 1 to 5",)


def test_an_underscore_does_not_make_a_number() -> None:
    ten = an_instrument(an_item("close", scale=a_scale(1, 10)))
    with pytest.raises(BadInputError):
        read_answers(ten, {"close": "1_0"})


def test_a_number_may_be_written_in_any_digits() -> None:
    assert read_answers(FORM, {"close": " ４ "})["close"].value == 4


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("The sea.", "it takes a list of at most 2 lines"),
        (["The sea."], "each line is a text and its value"),
        ([{"value": 3}], "each line is a text and its value"),
        ([{"text": "a", "depth": 3}], "each line is a text and its value"),
        ([{"text": "a", "value": 9}], "it takes a whole number from 1 to 5"),
        ([{"text": " "}], "There is nothing in it to keep."),
    ],
)
def test_a_faulty_line_is_refused(value: object, fault: str) -> None:
    with pytest.raises(BadInputError) as error:
        read_answers(FORM, {"talks": value})
    assert error.value.faults == (f"talks: {fault}",)


@pytest.mark.parametrize("given", [{}, {"close": None}])
def test_nothing_but_skips_is_not_stored(given: dict[str, object]) -> None:
    with pytest.raises(BadInputError) as error:
        read_answers(FORM, given)
    assert error.value.sentence == "There is no answer among them, so nothing was stored."


def test_an_unknown_name_is_repeated_only_where_it_looks_like_an_id() -> None:
    with pytest.raises(BadInputError) as error:
        read_answers(FORM, {"close": 4, "what I said to Noor": 1, "x" * 99: 1})
    assert error.value.faults == (
        "answer 2: no item has such a name",
        "answer 3: no item has such a name",
    )


def test_a_scale_with_gaps_takes_what_it_names_alone() -> None:
    scale = ResponseScale(
        ScaleKind.NOMINAL, 0, 9, {0: "no", 1: "yes", 9: "both"}, only_labelled=True
    )
    asked = an_instrument(an_item("close", scale=scale))
    assert read_answers(asked, {"close": 9})["close"].label == "both"
    with pytest.raises(BadInputError) as error:
        read_answers(asked, {"close": 5})
    assert error.value.faults == ("close: it takes one of 0, 1, 9",)


class TestReasons:
    ASKED = an_instrument(
        replace(
            an_item("close"),
            reasons=(SkipReason.NOT_APPLICABLE, SkipReason.PREFER_NOT_TO_SAY),
        ),
        an_item("room"),
        a_text_item("words"),
    )

    @pytest.mark.parametrize(
        "reason", [SkipReason.SKIPPED, SkipReason.NOT_APPLICABLE, SkipReason.PREFER_NOT_TO_SAY]
    )
    @pytest.mark.parametrize("way", ["word", "mapping"])
    def test_a_reason_may_be_a_word_or_be_named_as_one(self, reason: SkipReason, way: str) -> None:
        value: object = str(reason) if way == "word" else {"reason": str(reason)}
        read = read_answers(self.ASKED, {"close": value, "room": 3})
        assert (read["close"].value, read["close"].reason) == (None, reason)

    @pytest.mark.parametrize(
        ("item", "value", "fault"),
        [
            ("room", "not_applicable", "it takes a whole number from 1 to 5"),
            ("room", {"reason": "not_applicable"}, "its reasons are skipped"),
            ("room", {"reason": ["skipped"]}, "its reasons are skipped"),
            ("close", {"reason": "not_shown"}, "its reasons are skipped, not_applicable, "),
            ("close", "not_shown", "it takes a whole number from 1 to 5"),
        ],
    )
    def test_a_reason_that_the_item_does_not_offer_is_refused(
        self, item: str, value: object, fault: str
    ) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(self.ASKED, {item: value})
        [said] = error.value.faults
        assert said.startswith(f"{item}: {fault}")

    def test_where_words_are_asked_such_a_word_is_one(self) -> None:
        read = read_answers(self.ASKED, {"words": "skipped"})
        assert (read["words"].value, read["words"].reason) == ("skipped", None)


class TestConditions:
    ASKED = an_instrument(
        an_item("close"),
        replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2)),
    )

    def test_what_is_not_asked_after_these_answers_was_not_shown(self) -> None:
        read = read_answers(self.ASKED, {"close": 4})
        assert (read["why"].value, read["why"].reason) == (None, SkipReason.NOT_SHOWN)

    def test_an_answer_to_it_is_refused(self) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(self.ASKED, {"close": 4, "why": 3})
        assert error.value.faults == ("why: it is not asked after these answers",)

    def test_where_it_is_asked_it_is_an_item_as_any(self) -> None:
        assert read_answers(self.ASKED, {"close": 2, "why": 3})["why"].value == 3
        assert read_answers(self.ASKED, {"close": 2})["why"].reason is SkipReason.SKIPPED


class TestSafety:
    ASKED = an_instrument(
        replace(an_item("hurt"), safety=True), an_item("close"), an_item("room"), dimensions=()
    )

    def test_it_is_there_only_where_it_was_named_and_comes_last(self) -> None:
        assert list(read_answers(self.ASKED, {"close": 3})) == ["close", "room"]
        read = read_answers(self.ASKED, {"hurt": 5, "close": 3})
        assert [(name, one.position) for name, one in read.items()] == [
            ("close", 1),
            ("room", 2),
            ("hurt", 3),
        ]

    @pytest.mark.parametrize("given", [{"close": 9, "hurt": 9}, {"hrt": 1, "hurt": "always"}])
    def test_no_fault_and_no_hint_names_it(self, given: dict[str, object]) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(self.ASKED, given)
        said = " ".join([error.value.sentence, error.value.hint, *error.value.faults])
        assert "hurt" not in said
        assert "answer 2: it takes a whole number from 1 to 5" in error.value.faults
        assert error.value.hint == "The items are close, room."


class TestAmending:
    ASKED = an_instrument(
        an_item("close"),
        replace(an_item("hurt"), safety=True),
        replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2)),
        a_text_item("words"),
        dimensions=(),
    )

    def sitting(self, close: int = 4) -> Administration:
        given = responses(close=close, words="Money.")
        return Administration(
            id="A",
            instrument=self.ASKED,
            definition_id="",
            started=EVENING,
            order=("words", "close", "why", "hurt"),
            responses={
                "words": replace(given["words"], position=1),
                "close": replace(given["close"], position=2),
            },
            completed_at=EVENING.at,
        )

    def test_only_what_was_asked_can_be_corrected(self) -> None:
        assert [one.id for one in amendable(self.sitting())] == ["words", "close"]
        assert [one.id for one in amendable(self.sitting(close=1))] == ["words", "close", "why"]

    def test_items_come_as_they_were_presented_and_no_safety_item_does(self) -> None:
        assert [one.id for one in presented(self.sitting())] == ["words", "close", "why"]
        without_order = replace(self.sitting(), order=("words",))
        assert [one.id for one in presented(without_order)] == ["words", "close"]

    def test_a_new_answer_keeps_the_place_of_its_item(self) -> None:
        assert read_amendments(self.sitting(), {"close": "5", "words": "Time."}) == (
            a_response("close", 5, label="completely", position=2),
            a_response("words", "Time.", position=1),
        )
        assert position_of(self.sitting(), "why") == 3

    @pytest.mark.parametrize("value", ["", None])
    @pytest.mark.parametrize("item", ["close", "words"])
    def test_an_answer_can_be_taken_back(self, item: str, value: str | None) -> None:
        [read] = read_amendments(self.sitting(), {item: value})
        assert (read.value, read.reason) == (None, SkipReason.SKIPPED)

    @pytest.mark.parametrize("item", ["hurt", "why", "clos"])
    def test_what_cannot_be_corrected_is_as_unknown_as_a_slip(self, item: str) -> None:
        with pytest.raises(BadInputError) as error:
            read_amendments(self.sitting(), {item: 3})
        assert error.value.faults[0].startswith(f"{item}: no such item")
        assert error.value.hint == "The items are words, close."
        assert "hurt" not in error.value.faults[0].partition(":")[2]

    def test_all_faults_are_told_together(self) -> None:
        with pytest.raises(BadInputError) as error:
            read_amendments(self.sitting(), {"close": 6, "to Noor": 1, "words": " "})
        assert error.value.faults == (
            "close: it takes a whole number from 1 to 5",
            "answer 2: no item has such a name",
            "words: There is nothing in it to keep.",
        )
