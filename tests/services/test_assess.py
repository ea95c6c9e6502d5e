"""Answering: every answer kept as it is given, or all of them at once, or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builders import (
    EVENING,
    StoppedClock,
    a_list_item,
    a_moment,
    a_response,
    a_scale,
    a_text_item,
    an_instrument,
    an_item,
    id_number,
    responses,
)
from closeness_cli.core.administration import Line
from closeness_cli.core.answers import read_answers
from closeness_cli.core.entry import Entry, EntryKind
from closeness_cli.core.form import Part
from closeness_cli.core.item_bank import Card, ItemBank
from closeness_cli.errors import BadInputError, NotFoundError, WrongUseError
from closeness_cli.services.assess import (
    Finished,
    begin,
    fill_in,
    find_instrument,
    finish,
    record,
)
from doubles import Chairs, ScriptedAsker, Shelf

if TYPE_CHECKING:
    from closeness_cli.core.administration import Administration

QUARREL = replace(a_text_item("quarrel"), journal_as="conflict")
FORM = an_instrument(an_item("close"), a_list_item("talks", most=2), QUARREL, instrument_id="form")
CARD = Card("card", "connection", "What made you laugh?")
BANK = ItemBank((an_instrument(), FORM), (CARD,))


@pytest.fixture
def chairs() -> Chairs:
    return Chairs()


@pytest.fixture
def shelf(chairs: Chairs) -> Shelf:
    return Shelf(within=lambda: chairs.is_writing)


def sit(
    asker: ScriptedAsker, chairs: Chairs, shelf: Shelf, sitting: Administration | None = None
) -> Finished | None:
    """Fill in the form at the keyboard."""
    return fill_in(
        sitting or begin(FORM, started=EVENING, sittings=chairs),
        asker,
        bank=BANK,
        sittings=chairs,
        entries=shelf,
        clock=StoppedClock(),
    )


def bring(given: dict[str, object], chairs: Chairs, shelf: Shelf) -> Finished:
    """Record answers that were brought."""
    return record(
        FORM,
        read_answers(FORM, given),
        started=EVENING,
        bank=BANK,
        sittings=chairs,
        entries=shelf,
        person_id="SAM",
    )


class TestFinding:
    def test_an_instrument_is_found_by_its_id(self) -> None:
        assert find_instrument(BANK, "form") is FORM

    def test_a_near_miss_names_the_nearest(self) -> None:
        with pytest.raises(NotFoundError) as error:
            find_instrument(BANK, "from")
        assert error.value.sentence == "There is no instrument of that name."
        assert error.value.hint == "Did you mean form?"

    def test_a_far_miss_names_all(self) -> None:
        with pytest.raises(NotFoundError) as error:
            find_instrument(BANK, "zzz")
        assert error.value.hint == "There are week, form."


class TestReading:
    def test_numbers_texts_and_lines_are_understood_and_what_is_missing_was_skipped(self) -> None:
        read = read_answers(FORM, {"close": "4", "talks": [{"text": "The sea.", "value": "5"}]})
        assert read == {
            "close": a_response("close", 4, position=1),
            "talks": a_response("talks", (Line("The sea.", 5),), position=2),
            "quarrel": a_response("quarrel", None, position=3),
        }

    def test_the_label_beside_a_number_is_kept(self) -> None:
        assert read_answers(FORM, {"close": 5})["close"].label == "completely"

    def test_a_line_may_stay_unrated(self) -> None:
        read = read_answers(FORM, {"talks": [{"text": "The sea."}]})
        assert read["talks"].value == (Line("The sea."),)

    def test_all_bad_answers_are_reported_together(self) -> None:
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
    def test_only_a_whole_number_of_the_scale_is_taken(self, value: object) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(FORM, {"close": value})
        assert error.value.faults == ("close: it takes a whole number from 1 to 5",)

    def test_an_underscore_does_not_make_a_number(self) -> None:
        ten = an_instrument(an_item("close", scale=a_scale(1, 10)))
        with pytest.raises(BadInputError):
            read_answers(ten, {"close": "1_0"})

    def test_a_number_may_be_written_in_any_digits(self) -> None:
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
    def test_a_faulty_line_is_refused(self, value: object, fault: str) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(FORM, {"talks": value})
        assert error.value.faults == (f"talks: {fault}",)

    @pytest.mark.parametrize("given", [{}, {"close": None}])
    def test_nothing_but_skips_is_not_stored(self, given: dict[str, object]) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(FORM, given)
        assert error.value.sentence == "There is no answer among them, so nothing was stored."

    def test_an_unknown_name_is_repeated_only_where_it_looks_like_an_id(self) -> None:
        with pytest.raises(BadInputError) as error:
            read_answers(FORM, {"close": 4, "what I said to Noor": 1, "x" * 99: 1})
        assert error.value.faults == (
            "answer 2: no item has such a name",
            "answer 3: no item has such a name",
        )


class TestRecording:
    def test_a_whole_set_is_kept_and_closed_at_the_time_it_is_for(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        done = bring({"close": 4}, chairs, shelf)
        [begun] = chairs.begun
        assert (begun.person_id, begun.order) == ("SAM", ("close", "talks", "quarrel"))
        assert [sitting for sitting, _ in chairs.answers] == [begun.id] * 3
        assert done.administration == chairs.closed[0]
        assert done.administration.completed_at == EVENING.at
        assert done.administration.responses["close"].value == 4

    def test_a_conflict_also_becomes_an_entry_in_the_same_transaction(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        done = bring({"close": 4, "quarrel": "The #money, again."}, chairs, shelf)
        written = Entry(
            id_number(1),
            EVENING,
            "The #money, again.",
            kind=EntryKind.CONFLICT,
            tags=("money",),
            person_id="SAM",
        )
        assert done.entries == (written,)
        assert (shelf.kept, shelf.kept_within) == ([written], [True])

    def test_where_the_entry_cannot_be_kept_nothing_is(self, chairs: Chairs) -> None:
        class FullShelf(Shelf):
            def add(self, entry: Entry) -> None:  # noqa: ARG002 - as the port has it
                raise WrongUseError("Full.")

        with pytest.raises(WrongUseError):
            bring({"close": 4, "quarrel": "Money."}, chairs, FullShelf())
        assert (chairs.begun, chairs.answers, chairs.closed) == ([], [], [])

    def test_the_card_of_the_lowest_dimension_is_offered(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        assert bring({"close": 1}, chairs, shelf).card == CARD


class TestFillingIn:
    def test_each_answer_is_kept_the_moment_it_is_given(self, chairs: Chairs, shelf: Shelf) -> None:
        asker = ScriptedAsker([4, "The sea.", 5, None, "Money."])
        done = sit(asker, chairs, shelf)
        assert asker.asked == [
            ("close", Part.NUMBER),
            ("talks", Part.LINE_TEXT),
            ("talks", Part.LINE_RATING),
            ("talks", Part.LINE_TEXT),
            ("quarrel", Part.TEXT),
        ]
        assert [(one.item_id, one.value) for _, one in chairs.answers] == [
            ("close", 4),
            ("talks", (Line("The sea."),)),
            ("talks", (Line("The sea.", 5),)),
            ("talks", (Line("The sea.", 5),)),
            ("quarrel", "Money."),
        ]
        assert done is not None
        assert [(one.text, one.kind) for one in done.entries] == [("Money.", EntryKind.CONFLICT)]

    def test_a_pause_keeps_the_answers_and_closes_nothing(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        assert sit(ScriptedAsker([4]), chairs, shelf) is None
        assert [(one.item_id, one.value) for _, one in chairs.answers] == [("close", 4)]
        assert (chairs.closed, shelf.kept) == ([], [])

    def test_one_goes_on_where_one_paused(self, chairs: Chairs, shelf: Shelf) -> None:
        sit(ScriptedAsker([4]), chairs, shelf)
        paused = replace(chairs.begun[0], responses=responses(close=4))
        asker = ScriptedAsker([None, None])
        done = sit(asker, chairs, shelf, paused)
        assert [item for item, _ in asker.asked] == ["talks", "quarrel"]
        assert done is not None
        assert done.administration.id == chairs.begun[0].id
        assert len(chairs.begun) == 1

    @pytest.mark.parametrize("script", [[4, None, "a\0b"], [4, "\ud800", None, None]])
    def test_what_is_no_text_is_refused_before_it_is_kept(
        self, script: list[int | str | None], chairs: Chairs, shelf: Shelf
    ) -> None:
        with pytest.raises(WrongUseError):
            sit(ScriptedAsker(script), chairs, shelf)
        assert [one.value for _, one in chairs.answers if one.value] == [4]
        assert chairs.closed == []

    def test_a_line_to_remember_becomes_a_note(self, chairs: Chairs, shelf: Shelf) -> None:
        done = sit(ScriptedAsker([4, None, None], words="Call #mum. "), chairs, shelf)
        note = Entry(id_number(1), EVENING, "Call #mum. ", tags=("mum",))
        assert done is not None
        assert done.entries == (note,)
        assert shelf.kept == [note]

    def test_a_blank_line_to_remember_becomes_nothing(self, chairs: Chairs, shelf: Shelf) -> None:
        done = sit(ScriptedAsker([4, None, None], words="  "), chairs, shelf)
        assert (done is not None, shelf.kept) == (True, [])

    def test_the_answers_are_closed_before_the_last_line_is_asked(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        class Leaver(ScriptedAsker):
            def remember(self) -> str:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            sit(Leaver([4, None, None]), chairs, shelf)
        assert len(chairs.closed) == 1

    def test_a_sitting_is_dated_when_it_began_and_closed_when_it_ended(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        clock = StoppedClock(a_moment("2025-11-15T09:00:00+01:00"))
        done = fill_in(
            begin(FORM, started=EVENING, sittings=chairs, person_id="SAM"),
            ScriptedAsker([None, None, "Money."]),
            bank=BANK,
            sittings=chairs,
            entries=shelf,
            clock=clock,
        )
        assert done is not None
        assert done.administration.started == EVENING
        assert done.administration.completed_at == clock.moment.at
        assert [(one.moment, one.person_id) for one in shelf.kept] == [(clock.moment, "SAM")]


def test_a_form_that_was_closed_meanwhile_writes_its_texts_only_once(
    chairs: Chairs, shelf: Shelf
) -> None:
    begun = begin(FORM, started=EVENING, sittings=chairs)
    given = {"quarrel": a_response("quarrel", "Money.", position=3)}
    for _ in range(2):
        finish(begun, given, at=EVENING, bank=BANK, sittings=chairs, entries=shelf)
    assert [entry.text for entry in shelf.kept] == ["Money."]
