"""Answering: every answer kept as it is given, or all of them at once, or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import (
    EVENING,
    StoppedClock,
    a_list_item,
    a_moment,
    a_response,
    a_text_item,
    an_instrument,
    an_item,
    id_number,
    responses,
)
from closeness_cli.core.answering.administration import Line
from closeness_cli.core.answering.answers import read_answers
from closeness_cli.core.answering.form import Part
from closeness_cli.core.answering.quality import QualityKind
from closeness_cli.core.answering.sitting import TooSoon, presented_order
from closeness_cli.core.entry import Entry, EntryKind
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import Order, SkipReason
from closeness_cli.core.instruments.item_bank import Card, ItemBank
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.presentation.assess_view import finished_page
from closeness_cli.presentation.messages import SUPPORT
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.services.assess import (
    Finished,
    Keepers,
    Start,
    begin,
    fill_in,
    find_instrument,
    find_too_soon,
    finish,
    record,
    without_safety,
)
from doubles import Chairs, SafeBox, ScriptedAsker, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.answering.administration import Administration, Response
    from closeness_cli.core.answering.form import Form
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Outcome

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
    keepers = Keepers(BANK, chairs, shelf)
    return fill_in(
        sitting or begin(FORM, Start(EVENING), keepers=keepers, chance=no_chance),
        asker,
        keepers=keepers,
        clock=StoppedClock(),
    )


def no_chance() -> int:
    """Stand where nothing is shuffled."""
    raise AssertionError("nothing is left to chance here")


def bring(given: dict[str, object], chairs: Chairs, shelf: Shelf) -> Finished:
    """Record answers that were brought."""
    return record(
        FORM,
        read_answers(FORM, given),
        Start(EVENING, "SAM"),
        keepers=Keepers(BANK, chairs, shelf),
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
        keepers = Keepers(BANK, chairs, shelf)
        done = fill_in(
            begin(FORM, Start(EVENING, "SAM"), keepers=keepers, chance=no_chance),
            ScriptedAsker([None, None, "Money."]),
            keepers=keepers,
            clock=clock,
        )
        assert done is not None
        assert done.administration.started == EVENING
        assert done.administration.completed_at == clock.moment.at
        assert [(one.moment, one.person_id) for one in shelf.kept] == [(clock.moment, "SAM")]


def test_a_form_that_was_closed_meanwhile_writes_its_texts_only_once(
    chairs: Chairs, shelf: Shelf
) -> None:
    keepers = Keepers(BANK, chairs, shelf)
    begun = begin(FORM, Start(EVENING), keepers=keepers, chance=no_chance)
    given = {"quarrel": a_response("quarrel", "Money.", position=3)}
    for _ in range(2):
        finish(begun, given, at=EVENING, keepers=keepers)
    assert [entry.text for entry in shelf.kept] == ["Money."]


class TestShuffling:
    SHUFFLED = replace(
        an_instrument(*(an_item(f"i{at}") for at in range(6)), instrument_id="mixed"),
        order=Order.SHUFFLE,
    )

    def test_the_seed_and_the_order_are_kept_with_the_sitting(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        keepers = Keepers(BANK, chairs, shelf)
        begun = begin(self.SHUFFLED, Start(EVENING), keepers=keepers, chance=lambda: 12)
        assert begun.seed == 12
        assert begun.order == presented_order(self.SHUFFLED, seed=12)
        assert begun.order != presented_order(self.SHUFFLED)
        asker = ScriptedAsker([1, 2, 3, 4, 5, 1])
        done = fill_in(begun, asker, keepers=keepers, clock=StoppedClock())
        assert [item for item, _ in asker.asked] == list(begun.order)
        assert done is not None
        positions = [done.administration.responses[one].position for one in begun.order]
        assert positions == [1, 2, 3, 4, 5, 6]

    def test_brought_answers_stand_in_the_own_order(self, chairs: Chairs, shelf: Shelf) -> None:
        given = read_answers(self.SHUFFLED, {"i3": 4})
        done = record(self.SHUFFLED, given, Start(EVENING), keepers=Keepers(BANK, chairs, shelf))
        assert done.administration.seed is None
        assert done.administration.order == presented_order(self.SHUFFLED)


class TestConditions:
    ASKED = an_instrument(
        an_item("close"),
        replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2)),
        an_item("room"),
        instrument_id="asked",
    )

    def test_what_the_answers_leave_out_is_kept_as_not_shown(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        keepers = Keepers(BANK, chairs, shelf)
        begun = begin(self.ASKED, Start(EVENING), keepers=keepers, chance=no_chance)
        done = fill_in(begun, ScriptedAsker([5, 3]), keepers=keepers, clock=StoppedClock())
        assert done is not None
        why = done.administration.responses["why"]
        assert (why.value, why.reason, why.position) == (None, SkipReason.NOT_SHOWN, 2)

    def test_an_answer_that_another_one_left_out_later_gives_way(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        class Changing(ScriptedAsker):
            def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
                save(form.answer(1))
                save(form.answer(4))
                form.back()
                form.back()
                return super().fill(form, save)

        keepers = Keepers(BANK, chairs, shelf)
        begun = begin(self.ASKED, Start(EVENING), keepers=keepers, chance=no_chance)
        done = fill_in(begun, Changing([5, 3]), keepers=keepers, clock=StoppedClock())
        assert done is not None
        assert done.administration.responses["why"].reason is SkipReason.NOT_SHOWN

    def test_the_same_holds_for_answers_that_were_brought(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        given = read_answers(self.ASKED, {"close": 5, "room": 3})
        done = record(self.ASKED, given, Start(EVENING), keepers=Keepers(BANK, chairs, shelf))
        assert done.administration.responses["why"].reason is SkipReason.NOT_SHOWN


class TestSafety:
    ASKED = an_instrument(
        replace(an_item("safe"), safety=True),
        an_item("close"),
        replace(a_text_item("words"), safety=True),
        instrument_id="safe-form",
        dimensions=(),
    )

    @pytest.fixture
    def box(self, chairs: Chairs) -> SafeBox:
        return SafeBox(chairs)

    @pytest.fixture
    def keepers(self, chairs: Chairs, shelf: Shelf, box: SafeBox) -> Keepers:
        return Keepers(BANK, chairs, shelf, box)

    def sit(
        self,
        keepers: Keepers,
        script: list[int | str | None],
        *,
        started: Moment = EVENING,
        guess_of: str | None = None,
        instrument: Instrument = ASKED,
    ) -> tuple[list[str], Finished | None]:
        """Answer at the keyboard; gives what was asked."""
        asker = ScriptedAsker(script)
        start = Start(started, guess_of=guess_of)
        begun = begin(instrument, start, keepers=keepers, chance=no_chance)
        done = fill_in(begun, asker, keepers=keepers, clock=StoppedClock())
        return [item for item, _ in asker.asked], done

    def test_they_come_last_and_are_kept_apart_the_moment_they_are_given(
        self, keepers: Keepers, chairs: Chairs, box: SafeBox
    ) -> None:
        asked, done = self.sit(keepers, [4, 2, None])
        assert asked == ["close", "safe", "words"]
        assert [(one.item_id, one.value) for _, one in box.kept] == [("safe", 2), ("words", None)]
        assert [one.item_id for _, one in chairs.answers] == ["close"]
        assert done is not None
        assert set(done.administration.responses) == {"close"}

    @pytest.mark.parametrize("script", [[4, 1, "No."], [4, 5, "Yes."], [4, None, None]])
    def test_whatever_is_answered_what_comes_of_it_is_the_same(
        self, keepers: Keepers, script: list[int | str | None]
    ) -> None:
        _, done = self.sit(keepers, script)
        assert done is not None
        assert finished_page(done) == finished_page(
            done._replace(administration=replace(done.administration, order=("close",)))
        )
        assert (done.notes, done.entries, done.card) == ((), (), CARD)
        assert [
            line for line in page_as_plain(finished_page(done)).splitlines() if "safe" in line
        ] == [SUPPORT]

    def test_they_are_asked_at_most_once_a_quarter(self, keepers: Keepers) -> None:
        self.sit(keepers, [4, 2, None])
        for later, asked in (
            ("2026-02-11T09:00:00+01:00", ["close"]),
            ("2026-02-12T09:00:00+01:00", ["close", "safe", "words"]),
        ):
            started = a_moment(later)
            assert self.sit(keepers, [3, 1, None], started=started)[0] == asked

    @pytest.mark.parametrize("answer", [1, 5, None])
    def test_what_another_instrument_asked_is_not_asked_for_a_quarter(
        self, answer: int | None, keepers: Keepers
    ) -> None:
        self.sit(keepers, [4, answer, None])
        more = replace(an_item("more"), safety=True)
        other = replace(self.ASKED, id="other-form", items=(*self.ASKED.items, more))
        assert self.sit(keepers, [3, 1], instrument=other)[0] == ["close", "more"]

    def test_a_paused_one_leaves_out_what_another_asked_meanwhile(
        self, keepers: Keepers, chairs: Chairs
    ) -> None:
        waiting = begin(self.ASKED, Start(EVENING), keepers=keepers, chance=no_chance)
        self.sit(keepers, [4, 2])  # the second is still open
        asker = ScriptedAsker([4, "Words."])
        fill_in(waiting, asker, keepers=keepers, clock=StoppedClock())
        assert [item for item, _ in asker.asked] == ["close", "words"]
        assert waiting in chairs.begun

    def test_one_that_was_answered_is_not_shown_again_after_a_pause(
        self, keepers: Keepers, chairs: Chairs
    ) -> None:
        asked, done = self.sit(keepers, [4, 2])
        assert (asked, done) == (["close", "safe"], None)
        resumed = replace(chairs.begun[0], responses=responses(close=4))
        asker = ScriptedAsker(["Words."])
        fill_in(resumed, asker, keepers=keepers, clock=StoppedClock())
        assert [item for item, _ in asker.asked] == ["words"]

    def test_one_never_guesses_them(self, keepers: Keepers, box: SafeBox) -> None:
        assert self.sit(keepers, [4], guess_of="SAM")[0] == ["close"]
        assert [item.id for item in without_safety(self.ASKED).items] == ["close"]
        assert box.kept == []

    def test_brought_ones_are_kept_apart_too(
        self, keepers: Keepers, chairs: Chairs, box: SafeBox
    ) -> None:
        given = read_answers(self.ASKED, {"safe": 5, "close": 3})
        done = record(self.ASKED, given, Start(EVENING), keepers=keepers)
        assert [(one.item_id, one.value) for _, one in box.kept] == [("safe", 5)]
        assert [one.item_id for _, one in chairs.answers] == ["close"]
        assert set(done.administration.responses) == {"close"}

    def test_a_text_among_them_that_is_none_is_refused(
        self, keepers: Keepers, box: SafeBox
    ) -> None:
        with pytest.raises(WrongUseError):
            self.sit(keepers, [4, 2, "a\0b"])
        assert [one.item_id for _, one in box.kept] == ["safe"]


class TestGuesses:
    def test_a_guess_is_kept_as_one_and_counts_for_nothing_else(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        keepers = Keepers(BANK, chairs, shelf)
        given = read_answers(FORM, {"close": 1, "quarrel": "Money, I think."})
        done = record(FORM, given, Start(EVENING, guess_of="SAM"), keepers=keepers)
        assert done.administration.guess_of == "SAM"
        assert (done.card, done.entries, done.is_first, shelf.kept) == (None, (), False, [])
        assert chairs.completed("form") == []

    def test_it_is_too_soon_after_a_guess_about_the_same_person_alone(
        self, chairs: Chairs, shelf: Shelf
    ) -> None:
        keepers = Keepers(BANK, chairs, shelf)
        record(FORM, read_answers(FORM, {"close": 1}), Start(EVENING), keepers=keepers)
        guess = Start(EVENING, guess_of="SAM")
        assert find_too_soon(FORM, guess, sittings=chairs) is None
        record(FORM, read_answers(FORM, {"close": 1}), guess, keepers=keepers)
        assert find_too_soon(FORM, guess, sittings=chairs) == TooSoon(
            EVENING.on, EVENING.on + timedelta(days=5)
        )
        other = Start(EVENING, guess_of="KIM")
        assert find_too_soon(FORM, other, sittings=chairs) is None

    def test_the_name_reaches_the_one_who_asks(self, chairs: Chairs, shelf: Shelf) -> None:
        names: list[str] = []

        class Listening(ScriptedAsker):
            def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
                names.append(form.guess_of)
                return super().fill(form, save)

        keepers = Keepers(BANK, chairs, shelf)
        begun = begin(FORM, Start(EVENING, guess_of="SAM"), keepers=keepers, chance=no_chance)
        fill_in(begun, Listening([4]), keepers=keepers, clock=StoppedClock(), guess_of="Sam")
        assert names == ["Sam"]


def test_an_early_set_is_kept_as_one(chairs: Chairs, shelf: Shelf) -> None:
    keepers = Keepers(BANK, chairs, shelf)
    given = read_answers(FORM, {"close": 4})
    record(FORM, given, Start(EVENING), keepers=keepers)
    done = record(FORM, given, Start(EVENING, early=True), keepers=keepers)
    assert (done.administration.early, done.is_early, done.is_first) == (True, True, False)


def test_cards_for_two_come_only_where_that_was_chosen(chairs: Chairs, shelf: Shelf) -> None:
    bank = ItemBank((FORM,), (Card("two", "connection", "For both of you.", joint=True),))
    given = read_answers(FORM, {"close": 4})
    for joint, text in ((False, None), (True, "For both of you.")):
        keepers = Keepers(bank, chairs, shelf, joint=joint)
        card = record(FORM, given, Start(EVENING), keepers=keepers).card
        assert (card.text if card else None) == text


def test_what_was_noticed_about_the_answers_comes_with_them(chairs: Chairs, shelf: Shelf) -> None:
    pair = replace(
        an_instrument(an_item("close"), an_item("far", reverse_scored=True)),
        pairs=(("close", "far"),),
    )
    given = read_answers(pair, {"close": 5, "far": 5})
    done = record(pair, given, Start(EVENING), keepers=Keepers(BANK, chairs, shelf))
    assert [one.kind for one in done.notes] == [QualityKind.OPPOSITE]
