from __future__ import annotations

from dataclasses import replace

import pytest

from builders import a_dimension, an_entry, an_instrument, an_item, id_number, responses
from closeness_cli.core.answering.quality import QualityKind, QualityNote
from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind, SkipReason
from closeness_cli.core.instruments.item_bank import Card
from closeness_cli.presentation.answer_wording import value_words
from closeness_cli.presentation.assess_view import finished_data, finished_page
from closeness_cli.presentation.messages import SUPPORT
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.services.assess import Finished
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from stories import SUNDAY, a_sitting

DONE = Finished(a_sitting(SUNDAY, {"connection": 7, "heard": None}), None)


def plain(done: Finished, *, leads_on: bool = True) -> list[str]:
    return page_as_plain(finished_page(done, leads_on=leads_on)).splitlines()


def test_answers_are_told_in_words() -> None:
    assert plain(DONE) == [
        "Your answers are kept.",
        "How close did you feel to this person? 7 of 10",
        "How often did you feel heard by this person? skipped",
        "See it:  closeness report",
        SUPPORT,
    ]


def test_the_way_to_the_report_can_be_left_out() -> None:
    assert "See it:  closeness report" not in plain(DONE, leads_on=False)


@pytest.mark.parametrize(("n", "said"), [(1, "one entry"), (2, "two entries")])
def test_entries_are_told_in_one_line(n: int, said: str) -> None:
    entries = tuple(an_entry("x", entry_id=id_number(at)) for at in range(n))
    told = plain(DONE._replace(entries=entries))
    assert [line for line in told if "journal" in line] == [f"Also in your journal: {said}."]


def test_why_stands_beside_its_answer_whatever_it_was() -> None:
    told = an_instrument(an_item("a"), replace(an_item("b"), why="Because."), an_item("c"))
    sitting = a_sitting(SUNDAY, {"a": 1, "b": None, "c": 3}, told)
    assert plain(Finished(sitting, None), leads_on=False) == [
        "Your answers are kept.",
        "Stem of a. 1 of 5, not at all",
        "Stem of b.",
        "your answer: skipped",
        "known so far: Because.",
        "Stem of c. 3 of 5",
        SUPPORT,
    ]


def test_a_score_that_rests_on_a_part_says_on_how_much() -> None:
    items = [an_item(f"i{at}") for at in range(4)]
    prorated = a_dimension("growth", items=[item.id for item in items], min_fraction=0.5)
    asked = an_instrument(*items, dimensions=[prorated])
    for n, said in ((4, []), (3, ["Growth: from 3 of 4 answers."]), (1, [])):
        answers = {f"i{at}": 3 if at < n else None for at in range(4)}
        told = plain(Finished(a_sitting(SUNDAY, answers, asked), None))
        assert [line for line in told if "Growth" in line] == said


def test_each_reason_is_told_in_its_own_words() -> None:
    reasons = {
        SkipReason.SKIPPED: "skipped",
        SkipReason.NOT_APPLICABLE: "does not apply",
        SkipReason.PREFER_NOT_TO_SAY: "kept to yourself",
    }
    for reason, said in reasons.items():
        sitting = DONE.administration
        heard = replace(sitting.responses["heard"], reason=reason)
        changed = replace(sitting, responses={**sitting.responses, "heard": heard})
        done = DONE._replace(administration=changed)
        assert f"How often did you feel heard by this person? {said}" in plain(done)
        assert finished_data(done)["reasons"] == {"heard": str(reason)}


def test_what_was_not_asked_is_not_told() -> None:
    sitting = DONE.administration
    heard = replace(sitting.responses["heard"], reason=SkipReason.NOT_SHOWN)
    changed = replace(sitting, responses={**sitting.responses, "heard": heard})
    assert "heard" not in " ".join(plain(DONE._replace(administration=changed)))


@pytest.mark.parametrize(
    ("guess_of", "name", "lead"),
    [
        ("SAM", "Sam", "Your guess about Sam is kept, in your own vault."),
        (
            *("self", "the owner of this vault"),
            "Your guess about the owner of this vault is kept, in this vault.",
        ),
    ],
)
def test_a_guess_says_whose_answers_were_guessed(guess_of: str, name: str, lead: str) -> None:
    guess = DONE._replace(administration=replace(DONE.administration, guess_of=guess_of))
    told = page_as_plain(finished_page(guess, leads_on=False, guess_of=name)).splitlines()
    assert told[:2] == [lead, "How close did you feel to this person? 7 of 10"]
    assert told[-1] == SUPPORT
    assert finished_data(guess, guess_of=name)["guess_of"] == name


def test_the_data_holds_what_was_noticed() -> None:
    note = QualityNote(QualityKind.FAST, ("connection", "heard"), 900)
    assert finished_data(DONE._replace(notes=(note,)))["notes"] == [
        {"kind": "fast", "items": ["connection", "heard"]}
    ]


def test_no_safety_item_is_in_any_form_of_it() -> None:
    asked = an_instrument(
        an_item("close"), replace(an_item("hurt"), safety=True, text="Were you hurt?")
    )
    sitting = replace(
        a_sitting(SUNDAY, {"close": 4}, asked),
        order=("close", "hurt"),
        responses=responses(close=4, hurt=5),  # as no store would give it
    )
    done = Finished(sitting, Card("c", "connection", "A card."))
    assert "hurt" not in " ".join(plain(done))
    assert list(finished_data(done)["answers"]) == ["close"]


@pytest.mark.parametrize(
    ("instrument_id", "leads"),
    [
        *(("needs", True), ("emotional-labor", True), ("attachment", True)),
        *(("drift-causes", True), ("week", False), ("myths", False)),
    ],
)
def test_answers_of_which_there_is_a_closer_look_lead_to_it(
    instrument_id: str, *, leads: bool
) -> None:
    asked = load_bank(shipped_bank_path()).find(instrument_id)
    assert asked is not None
    sitting = a_sitting(SUNDAY, {asked.items[0].id: 1}, asked)
    way = f"More of what they say:  closeness assess show {instrument_id}"
    told = plain(Finished(sitting, None))
    assert (way in told, "See it:  closeness report" in told) == (leads, not leads)
    guessed = Finished(replace(sitting, guess_of="SAM"), None)
    assert way not in plain(guessed)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ScaleKind.ORDINAL, "not at all (1 of 6)"),
        (ScaleKind.ALLOCATION, "not at all"),
        (ScaleKind.NOMINAL, "not at all"),
    ],
)
def test_a_number_that_is_no_amount_is_not_told(kind: ScaleKind, said: str) -> None:
    scale = ResponseScale(kind, 1, 6, {1: "not at all", 6: "neither"})
    assert value_words(scale, 1, "not at all") == said
