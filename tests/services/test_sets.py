"""Sets of answers that are there already: found, marked, corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from builders import (
    EVENING,
    a_list_item,
    a_response,
    a_text_item,
    an_instrument,
    an_item,
    responses,
)
from closeness_cli.core.answering.administration import Administration, Line
from closeness_cli.core.answering.form import Part
from closeness_cli.core.instruments.condition import Comparison, Condition
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.when import in_zone
from closeness_cli.errors import NotFoundError, WrongUseError
from closeness_cli.services.sets import (
    amend,
    ask_anew,
    check_amendable,
    find_set,
    mark_sets,
    sets_before,
)
from doubles import Chairs, ScriptedAsker

if TYPE_CHECKING:
    from closeness_cli.core.moment import Moment

ASKED = an_instrument(
    an_item("close"),
    a_list_item("talks", most=2),
    a_text_item("words"),
    replace(an_item("why"), show_if=Condition("close", Comparison.AT_MOST, 2)),
    instrument_id="form",
)


def days_later(days: int) -> Moment:
    return in_zone(EVENING.at + timedelta(days=days), EVENING.zone)


def a_set(
    number: int,
    *,
    days: int = 0,
    person_id: str | None = None,
    guess_of: str | None = None,
    early: bool = False,
) -> Administration:
    given = responses(close=4, talks=(Line("The sea.", 3),), words="Money.", why=None)
    why = replace(given["why"], reason=SkipReason.NOT_SHOWN)
    return Administration(
        id=f"01A{number}",
        instrument=ASKED,
        definition_id="d",
        started=days_later(days),
        order=("close", "talks", "words", "why"),
        responses={**given, "why": why},
        person_id=person_id,
        completed_at=EVENING.at,
        guess_of=guess_of,
        early=early,
    )


def chairs(*closed: Administration) -> Chairs:
    return Chairs(closed=list(closed))


class TestFinding:
    def test_an_instrument_is_its_latest_set_and_an_id_is_one(self) -> None:
        sets = chairs(a_set(1), a_set(2, days=9))
        assert find_set("form", sittings=sets).id == "01A2"
        assert find_set("01A1", sittings=sets).id == "01A1"

    def test_a_guess_is_found_by_its_id_alone(self) -> None:
        sets = chairs(a_set(1), a_set(2, days=9, guess_of="SAM"))
        assert find_set("form", sittings=sets).id == "01A1"
        assert find_set("01A2", sittings=sets).id == "01A2"

    @pytest.mark.parametrize(("whose", "asks"), [("SAM", None), (None, "SAM"), ("KIM", "SAM")])
    def test_another_persons_set_is_not_found(self, whose: str | None, asks: str | None) -> None:
        with pytest.raises(NotFoundError):
            find_set("01A1", sittings=chairs(a_set(1, person_id=whose)), person_id=asks)


class TestMarks:
    def test_own_sets_and_guesses_are_marked_apart(self) -> None:
        sets = chairs(
            a_set(1),
            a_set(2, days=1),
            a_set(3, days=1, guess_of="SAM"),
            a_set(4, days=1, guess_of="KIM"),
            a_set(5, days=2, guess_of="SAM"),
            a_set(6, days=9, early=True),
            a_set(7, days=9, person_id="SAM"),
        )
        assert mark_sets(sets) == {"01A2", "01A5", "01A6"}
        assert mark_sets(sets, instrument_id="other") == frozenset()

    def test_what_came_before_is_what_counts_of_the_same_person(self) -> None:
        now = a_set(5, days=20)
        sets = chairs(
            a_set(1), a_set(2, days=1), a_set(3, days=3, guess_of="SAM"), a_set(4, days=9), now,
            a_set(6, days=40), a_set(7, days=2, person_id="SAM"),
        )  # fmt: skip
        assert [one.id for one in sets_before(now, sittings=sets)] == ["01A1", "01A4"]
        assert sets_before(a_set(8, days=20, guess_of="SAM"), sittings=sets) == []


class TestAmending:
    def test_only_what_differs_is_written(self) -> None:
        sitting = a_set(1)
        sets = chairs(sitting)
        new = (a_response("close", 5), a_response("words", "Money.", position=3))
        done = amend(sitting, new, sittings=sets)
        assert [one.item_id for _, one in sets.answers] == ["close"]
        assert [(before and before.value, after.value) for before, after in done.changed] == [
            (4, 5)
        ]
        assert done.administration.responses["close"].value == 5

    def test_another_reason_is_a_difference(self) -> None:
        sitting = replace(a_set(1), responses={"close": a_response("close", None)})
        other = replace(a_response("close", None), reason=SkipReason.NOT_APPLICABLE)
        assert amend(sitting, [other], sittings=chairs(sitting)).changed == (
            (sitting.responses["close"], other),
        )

    def test_what_the_new_answers_leave_out_is_no_answer_any_more(self) -> None:
        asked = a_set(1)
        given = {"close": a_response("close", 1), "why": a_response("why", 3, position=4)}
        sitting = replace(asked, responses={**asked.responses, **given})
        done = amend(sitting, [a_response("close", 5)], sittings=chairs(sitting))
        assert done.administration.responses["why"].reason is SkipReason.NOT_SHOWN
        assert [after.item_id for _, after in done.changed] == ["close", "why"]

    def test_an_open_set_is_gone_on_with_instead(self) -> None:
        check_amendable(a_set(1))
        with pytest.raises(WrongUseError) as error:
            check_amendable(replace(a_set(1), completed_at=None))
        assert error.value.hint == "Go on with it:  closeness assess --resume"


class TestAskingAnew:
    def test_one_item_is_asked_and_keeps_its_place(self) -> None:
        asker = ScriptedAsker(["Time."])
        assert ask_anew(a_set(1), "words", asker) == a_response("words", "Time.", position=3)
        assert asker.asked == [("words", Part.TEXT)]

    def test_a_list_is_asked_from_its_first_line(self) -> None:
        asker = ScriptedAsker(["The hills.", 5, None])
        read = ask_anew(a_set(1), "talks", asker)
        assert read is not None
        assert (read.value, read.position) == ((Line("The hills.", 5),), 2)

    def test_leaving_changes_nothing(self) -> None:
        assert ask_anew(a_set(1), "close", ScriptedAsker([])) is None

    def test_an_item_that_was_left_out_is_asked_where_it_is_wanted(self) -> None:
        read = ask_anew(a_set(1), "why", ScriptedAsker([2]))
        assert read is not None
        assert (read.value, read.position, read.reason) == (2, 4, None)

    def test_a_text_that_is_none_is_refused(self) -> None:
        with pytest.raises(WrongUseError):
            ask_anew(a_set(1), "words", ScriptedAsker(["a\0b"]))
