"""Filling in a questionnaire, step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_list_item, a_response, a_scale, a_text_item, an_instrument, an_item
from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.answering.form import Form, Part, Step
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import Instrument, ItemKind, SkipReason

MIXED = an_instrument(
    an_item("close"), a_list_item("talks", most=2), a_text_item("words"), an_item("room")
)


def place_of(step: Step | None) -> tuple[str, Part, int] | None:
    """Say where a step is, in a few words."""
    return None if step is None else (step.item.id, step.part, step.line)


def answered_fully(instrument: Instrument) -> Form:
    form = Form(instrument)
    while form.step is not None:
        form.answer("words" if form.step.is_text else 3)
    return form


def test_items_are_asked_one_after_the_other() -> None:
    form = Form(MIXED)
    seen = []
    while form.step is not None:
        seen.append(place_of(form.step))
        form.answer("A line." if form.step.is_text else 4)

    assert seen == [
        ("close", Part.NUMBER, 0),
        ("talks", Part.LINE_TEXT, 0),
        ("talks", Part.LINE_RATING, 0),
        ("talks", Part.LINE_TEXT, 1),
        ("talks", Part.LINE_RATING, 1),
        ("words", Part.TEXT, 0),
        ("room", Part.NUMBER, 0),
    ]


def test_an_order_of_nothing_asks_nothing() -> None:
    only_private = an_instrument(replace(an_item("hurt"), safety=True))

    assert Form(only_private, []).step is None


def test_an_answer_is_given_back_to_be_stored() -> None:
    form = Form(MIXED)

    assert form.answer(5, milliseconds=1200) == Response(
        item_id="close", value=5, label="completely", position=1, milliseconds=1200
    )
    assert form.answer("On the stairs") == a_response("talks", (Line("On the stairs"),), position=2)
    assert form.answer(2) == a_response("talks", (Line("On the stairs", 2),), position=2)


def test_a_number_without_a_label_is_shown_as_itself() -> None:
    form = Form(an_instrument(an_item(scale=a_scale(1, 5, labels={1: "no"}))))

    assert form.answer(4).label == "4"


def test_a_skip_has_a_reason_and_no_value() -> None:
    form = Form(MIXED)

    assert form.skip(SkipReason.PREFER_NOT_TO_SAY) == Response(
        item_id="close", value=None, label="", position=1, reason=SkipReason.PREFER_NOT_TO_SAY
    )
    assert place_of(form.step) == ("talks", Part.LINE_TEXT, 0)


def test_a_skipped_list_is_passed_whole() -> None:
    form = Form(MIXED)
    form.answer(3)

    assert form.skip() == a_response("talks", None, position=2)
    assert place_of(form.step) == ("words", Part.TEXT, 0)


def test_an_empty_line_ends_a_list_and_keeps_what_is_in_it() -> None:
    form = Form(MIXED)
    form.answer(3)
    form.answer("On the stairs")
    form.answer(2)

    assert form.skip() == a_response("talks", (Line("On the stairs", 2),), position=2)
    assert place_of(form.step) == ("words", Part.TEXT, 0)


def test_a_skipped_rating_leaves_the_line_unrated() -> None:
    form = Form(MIXED)
    form.answer(3)
    form.answer("On the stairs")

    assert form.skip() == a_response("talks", (Line("On the stairs"),), position=2)
    assert place_of(form.step) == ("talks", Part.LINE_TEXT, 1)


def test_going_back_shows_what_was_answered() -> None:
    form = answered_fully(MIXED)
    seen = []
    while form.back():
        assert form.step is not None
        seen.append((*(place_of(form.step) or ()), form.earlier))

    assert seen == [
        ("room", Part.NUMBER, 0, 3),
        ("words", Part.TEXT, 0, "words"),
        ("talks", Part.LINE_RATING, 1, 3),
        ("talks", Part.LINE_TEXT, 1, "words"),
        ("talks", Part.LINE_RATING, 0, 3),
        ("talks", Part.LINE_TEXT, 0, "words"),
        ("close", Part.NUMBER, 0, 3),
    ]
    assert not form.back()


def test_nothing_was_answered_earlier_at_a_new_step_or_after_the_last() -> None:
    form = Form(MIXED)
    assert form.earlier is None
    form.answer(3)
    assert form.earlier is None
    form.answer("On the stairs")
    assert form.earlier is None

    assert answered_fully(MIXED).earlier is None


def test_an_answer_can_be_changed_by_going_back() -> None:
    form = Form(MIXED)
    form.answer(3)
    form.back()

    assert form.answer(4) == a_response("close", 4, position=1)
    assert place_of(form.step) == ("talks", Part.LINE_TEXT, 0)


def test_a_changed_line_keeps_its_rating_and_the_other_lines() -> None:
    form = answered_fully(MIXED)
    while place_of(form.step) != ("talks", Part.LINE_TEXT, 0):
        form.back()

    changed = form.answer("In the kitchen")

    assert changed.value == (Line("In the kitchen", 3), Line("words", 3))
    assert form.earlier == 3


def test_a_skipped_item_can_still_be_answered() -> None:
    form = Form(an_instrument(an_item("close")))
    form.skip()
    form.back()
    assert form.earlier is None

    assert form.answer(2) == a_response("close", 2)
    assert form.step is None


def test_an_answered_list_can_still_be_skipped() -> None:
    form = answered_fully(MIXED)
    while place_of(form.step) != ("talks", Part.LINE_TEXT, 0):
        form.back()

    assert form.skip() == a_response("talks", None, position=2)
    assert place_of(form.step) == ("words", Part.TEXT, 0)


def test_the_place_counts_items_and_not_steps() -> None:
    form = Form(MIXED)
    seen = []
    while form.step is not None:
        seen.append(form.place)
        form.answer("words" if form.step.is_text else 3)

    assert seen == [(1, 4), (2, 4), (2, 4), (2, 4), (2, 4), (3, 4), (4, 4)]
    assert form.place == (4, 4)


def test_only_steps_that_ask_for_a_number_have_a_scale() -> None:
    close, talks = MIXED.item("close"), MIXED.item("talks")

    assert Step(close, Part.NUMBER).scale == close.scale
    assert Step(talks, Part.LINE_RATING).scale == talks.scale
    assert Step(talks, Part.LINE_TEXT).scale is None
    assert Step(MIXED.item("words"), Part.TEXT).scale is None


def test_items_are_asked_in_the_order_that_is_given() -> None:
    form = Form(MIXED, ["room", "close"])

    assert form.answer(3) == a_response("room", 3, position=1)
    assert form.answer(3) == a_response("close", 3, position=2)
    assert form.step is None


@pytest.mark.parametrize(
    ("instrument", "value", "reason"),
    [
        (an_instrument(an_item()), 0, "not a number of this response scale"),
        (an_instrument(an_item()), 6, "not a number of this response scale"),
        (an_instrument(an_item()), "4", "not an answer to this item"),
        (an_instrument(a_text_item()), 4, "not an answer to this item"),
        (an_instrument(a_text_item()), "", "not an answer to this item"),
        (an_instrument(a_text_item()), " \n", "not an answer to this item"),
        (an_instrument(a_list_item()), 4, "not an answer to this item"),
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_moves(
    instrument: Instrument, value: int | str, reason: str
) -> None:
    form = Form(instrument)
    before = form.step

    with pytest.raises(ValueError, match=reason):
        form.answer(value)

    assert (form.step, form.responses) == (before, {})


def test_after_the_last_step_there_is_nothing_to_answer_or_skip() -> None:
    form = answered_fully(MIXED)

    with pytest.raises(ValueError, match="nothing left"):
        form.answer(3)
    with pytest.raises(ValueError, match="nothing left"):
        form.skip()


@pytest.mark.parametrize("steps", range(8))
def test_a_form_goes_on_at_the_step_where_it_was_left(steps: int) -> None:
    form = Form(MIXED)
    for _ in range(steps):
        assert form.step is not None
        form.answer("words" if form.step.is_text else 3)

    assert Form(MIXED, given=form.responses).step == form.step


def test_a_list_that_was_ended_is_done_once_the_next_item_is_answered() -> None:
    form = Form(MIXED)
    form.answer(3)
    form.answer("On the stairs")
    form.skip()  # its rating
    form.skip()  # more lines
    form.answer("words")

    assert place_of(Form(MIXED, given=form.responses).step) == ("room", Part.NUMBER, 0)


def test_a_list_without_lines_is_asked_again() -> None:
    given_ = {"talks": a_response("talks", ())}

    assert place_of(Form(MIXED, ["talks"], given_).step) == ("talks", Part.LINE_TEXT, 0)


def test_more_lines_than_are_asked_for_do_not_disturb() -> None:
    lines = (Line("one", 1), Line("two", 2), Line("three"))

    assert Form(MIXED, ["talks"], {"talks": a_response("talks", lines)}).step is None


ACTIONS = st.lists(st.sampled_from(["answer", "skip", "back"]), max_size=40)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    kinds = draw(st.lists(st.sampled_from(ItemKind), min_size=1, max_size=5))
    makers = {ItemKind.SCALE: an_item, ItemKind.TEXT: a_text_item}
    return an_instrument(
        *(
            makers[kind](f"i{number}")
            if kind in makers
            else a_list_item(f"i{number}", most=draw(st.integers(1, 3)))
            for number, kind in enumerate(kinds)
        ),
        dimensions=(),
    )


def act(form: Form, action: str) -> None:
    """Do what a person might; each action is allowed at each step but the end."""
    if action == "back":
        form.back()
    elif form.step is not None:
        if action == "skip":
            form.skip()
        else:
            form.answer("words" if form.step.is_text else 3)


@given(instruments(), ACTIONS)
def test_whatever_is_done_the_form_goes_on_at_the_first_step_without_an_answer(
    instrument: Instrument, actions: list[str]
) -> None:
    form = Form(instrument)
    for action in actions:
        act(form, action)

    resumed = Form(instrument, given=form.responses)

    unanswered = [item for item in instrument.items if item.id not in form.responses]
    step = resumed.step
    if step is None:
        assert not unanswered
    elif step.item in unanswered:
        assert step.item == unanswered[0]
        assert step.line == 0
    else:
        # A list may have more lines to come as long as nothing after it is answered.
        assert step.item.kind is ItemKind.LIST
        after = instrument.items[instrument.items.index(step.item) + 1 :]
        assert list(after) == unanswered
    if step is not None:
        assert resumed.earlier is None


@given(instruments(), ACTIONS)
def test_without_going_back_or_skipping_a_form_goes_on_exactly_where_it_was(
    instrument: Instrument, actions: list[str]
) -> None:
    form = Form(instrument)
    for _ in actions:
        act(form, "answer")

    assert Form(instrument, given=form.responses).step == form.step


@given(instruments(), ACTIONS)
def test_every_response_that_is_stored_is_whole(instrument: Instrument, actions: list[str]) -> None:
    form = Form(instrument)
    for action in actions:
        act(form, action)

    for item_id, response in form.responses.items():
        item = instrument.item(item_id)
        assert response.item_id == item_id
        assert response.position == instrument.items.index(item) + 1
        assert (response.value is None) == (response.reason is not None)
        if isinstance(response.value, tuple):
            assert 0 < len(response.value) <= item.most


@given(instruments(), ACTIONS)
def test_answering_on_always_reaches_the_end(instrument: Instrument, actions: list[str]) -> None:
    form = Form(instrument)
    for action in actions:
        act(form, action)
    form = Form(instrument, given=form.responses)
    for _ in range(sum(2 * max(item.most, 1) for item in instrument.items)):
        act(form, "answer")

    assert form.step is None
    assert set(form.responses) == {item.id for item in instrument.items}
    assert Form(instrument, given=form.responses).step is None


def test_the_given_responses_are_copied() -> None:
    given_ = {"close": a_response("close", 2)}
    form = Form(MIXED, given=given_)
    form.back()
    form.answer(5)

    assert given_ == {"close": a_response("close", 2)}
    assert form.responses["close"] == replace(given_["close"], value=5, label="completely")


ASKED_WHY = an_instrument(
    an_item("close"),
    replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2)),
    replace(an_item("since"), show_if=Condition("why", Comparison.ANSWERED)),
    an_item("room"),
)
"""`why` is asked after 1 or 2 only, `since` after an answer to `why`."""


class TestConditions:
    @pytest.mark.parametrize(
        ("close", "asked"),
        [
            (1, ["close", "why", "since", "room"]),
            (3, ["close", "room"]),
            (None, ["close", "room"]),
        ],
    )
    def test_an_item_is_asked_where_its_condition_holds(
        self, close: int | None, asked: list[str]
    ) -> None:
        form = Form(ASKED_WHY)
        form.skip() if close is None else form.answer(close)
        seen = ["close"]
        while form.step is not None:
            seen.append(form.step.item.id)
            form.answer(3)
        assert seen == asked
        assert [one.item_id for one in form.unshown()] == [
            item.id for item in ASKED_WHY.items if item.id not in asked
        ]

    def test_what_is_not_asked_is_not_counted(self) -> None:
        form = Form(ASKED_WHY)
        assert form.place == (1, 2)
        form.answer(1)
        assert form.place == (2, 3)
        form.answer(3)
        assert form.place == (3, 4)

    def test_an_answer_that_is_left_out_later_opens_nothing_more(self) -> None:
        form = Form(ASKED_WHY)
        for _ in range(3):
            form.answer(1)
        while form.back():
            pass
        form.answer(5)
        assert form.step is not None
        assert form.step.item.id == "room"
        assert [(one.item_id, one.reason) for one in form.unshown()] == [
            ("why", SkipReason.NOT_SHOWN),
            ("since", SkipReason.NOT_SHOWN),
        ]

    def test_what_was_not_shown_keeps_its_place_in_the_order(self) -> None:
        form = Form(ASKED_WHY)
        form.answer(5)
        assert [one.position for one in form.unshown()] == [2, 3]

    @given(st.lists(st.sampled_from(["low", "high", "skip", "back"]), max_size=30))
    def test_whatever_is_done_every_item_is_answered_or_left_out_and_never_both(
        self, actions: list[str]
    ) -> None:
        form = Form(ASKED_WHY)
        for action in actions:
            if action == "back":
                form.back()
            elif form.step is not None:
                form.skip() if action == "skip" else form.answer(1 if action == "low" else 5)
        resumed = Form(ASKED_WHY, given=form.responses)
        for one in (form, resumed):
            while one.step is not None:
                one.answer(3)
        for one in (form, resumed):
            shown = {item.id for item in one.items}
            left_out = {response.item_id for response in one.unshown()}
            assert shown | left_out == {item.id for item in ASKED_WHY.items}
            assert not shown & left_out
            assert shown <= set(one.responses)


SAFE = an_instrument(
    an_item("close"),
    replace(an_item("hurt"), safety=True),
    replace(a_text_item("words"), safety=True),
    dimensions=(),
)


class TestSafety:
    def test_an_answer_is_given_back_to_be_stored_and_not_kept_here(self) -> None:
        form = Form(SAFE)
        form.answer(4)
        assert form.answer(2) == a_response("hurt", 2, label="2", position=2)
        assert form.answer("Words.") == a_response("words", "Words.", position=3)
        assert set(form.responses) == {"close"}
        assert form.step is None

    def test_a_skip_closes_it_too(self) -> None:
        form = Form(SAFE)
        form.answer(4)
        assert form.skip().reason is SkipReason.SKIPPED
        assert place_of(form.step) == ("words", Part.TEXT, 0)

    def test_going_back_passes_over_what_was_answered(self) -> None:
        form = Form(SAFE)
        form.answer(4)
        form.answer(2)
        form.back()
        assert place_of(form.step) == ("close", Part.NUMBER, 0)
        form.answer(5)
        assert place_of(form.step) == ("words", Part.TEXT, 0)
        assert form.earlier is None

    def test_after_a_pause_it_is_closed_as_well(self) -> None:
        form = Form(SAFE, given={"close": a_response("close", 4)}, closed={"hurt"})
        assert place_of(form.step) == ("words", Part.TEXT, 0)
        assert form.place == (3, 3)

    def test_the_place_goes_on_counting(self) -> None:
        form = Form(SAFE)
        seen = [form.place]
        for answer in (4, 2, "Words."):
            form.answer(answer)
            seen.append(form.place)
        assert seen == [(1, 3), (2, 3), (3, 3), (3, 3)]

    def test_what_is_left_out_never_names_it(self) -> None:
        hidden = replace(SAFE.items[1], show_if=Condition("close", Comparison.MORE, 4))
        form = Form(replace(SAFE, items=(SAFE.items[0], hidden)))
        form.answer(1)
        assert (form.step, form.unshown()) == (None, [])


def test_a_form_knows_whose_answers_are_guessed() -> None:
    assert Form(MIXED, guess_of="Sam").guess_of == "Sam"
    assert Form(MIXED).guess_of == ""
