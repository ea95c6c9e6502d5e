from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.reports.couple import build_couple
from closeness_cli.core.reports.overview import Period
from closeness_cli.core.stats.coupling import Coupling
from closeness_cli.core.stats.icc import IccOverWeeks, icc
from closeness_cli.core.stats.partners import guessing, item_differences
from closeness_cli.core.stats.said import Reason, Silence
from couples import FORM, SAM, TODAY, WEEK, a_set, weekly
from stories import SUNDAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.reports.couple_numbers import CoupleNumbers

UPS = [5, 7, 6, 8, 4, 6, 7, 5, 8, 6, 5, 7, 4, 8]
OTHER_UPS = [4, 7, 5, 7, 4, 5, 7, 4, 7, 6, 3, 7, 4, 6]


def numbers(
    mine: Sequence[Administration],
    theirs: Sequence[Administration],
    guesses: Sequence[Administration] = (),
) -> CoupleNumbers:
    found = build_couple(
        mine, theirs, guesses=guesses, period=Period(), today=TODAY, with_numbers=True
    )
    assert found.numbers is not None
    return found.numbers


def test_levels_stand_apart_and_are_never_put_together() -> None:
    found = numbers(weekly([5, 10]), weekly([5, 1], of=SAM)).sets[0]
    close = found.levels[0]
    assert (close.mine.value, close.theirs.value) == (100, 0)
    assert found.profile is None


def test_differences_are_those_of_the_method_the_largest_part_of_a_range_first() -> None:
    heard, other = [2, 3, 2, 4], [4, 3, 5, 5]
    found = numbers(weekly(UPS, heard), weekly(OTHER_UPS, other, of=SAM))
    pairs = {
        "week.connection": list(zip(map(float, UPS), map(float, OTHER_UPS), strict=True)),
        "week.heard": [(float(heard[at % 4]), float(other[at % 4])) for at in range(len(UPS))],
        "week.room": [(0.0, 0.0)] * len(UPS),
    }
    assert {one.found for one in found.differences} == set(item_differences(pairs))
    assert [one.asked.item.id for one in found.differences] == ["heard", "connection", "room"]


def test_agreement_is_about_the_scores_of_what_is_followed() -> None:
    found = numbers(weekly(UPS), weekly(OTHER_UPS, of=SAM))
    assert found.followed is not None
    assert found.followed.id == "connection"
    assert isinstance(found.agreement, IccOverWeeks)
    expected = icc(
        [((a - 1) / 9 * 100, (b - 1) / 9 * 100) for a, b in zip(UPS, OTHER_UPS, strict=True)]
    )
    assert expected is not None
    assert found.agreement.icc == pytest.approx(expected)
    assert found.together == Silence(Reason.TOO_FEW, 7.0 * 26)


def test_too_few_shared_sets_say_from_when_on() -> None:
    found = numbers(weekly(UPS[:4]), weekly(OTHER_UPS[:4], of=SAM))
    assert found.agreement == Silence(Reason.TOO_FEW, 7.0 * 8)


def test_moving_together_is_told_where_chance_hardly_does_it() -> None:
    chance = Random(4)
    ups, others = ([chance.randint(3, 9) for _ in range(60)] for _ in range(2))
    along = numbers(weekly(ups), weekly([one - 1 for one in ups], of=SAM))
    apart = numbers(weekly(ups), weekly(others, of=SAM))
    assert isinstance(along.together, Coupling)
    assert along.together.r == pytest.approx(1)
    assert along.together.n == 60
    assert (along.is_together_told, apart.is_together_told) == (True, False)


def test_what_was_asked_in_other_words_has_no_level_and_no_difference() -> None:
    reworded = replace(WEEK, items=(replace(WEEK.items[0], text="How near?"), *WEEK.items[1:]))
    same = replace(WEEK, title="The same in another object")
    answers = {"connection": 5, "heard": 3}
    for instrument, expected in ((reworded, ["heard"]), (same, ["connection", "heard"])):
        found = numbers([a_set(SUNDAY, answers)], [a_set(SUNDAY, answers, instrument, of=SAM)])
        assert [one.dimension.id for one in found.sets[0].levels] == expected
        assert sorted(one.asked.item.id for one in found.differences) == expected


def test_nothing_is_followed_where_nothing_is_shared() -> None:
    found = numbers(weekly([5]), weekly([5], of=SAM, first=SUNDAY + timedelta(days=40)))
    assert (found.sets, found.differences, found.followed, found.guesses) == ((), (), None, None)
    assert isinstance(found.agreement, Silence)


def test_a_guess_stands_beside_the_answers_of_its_time_in_percent_of_the_range() -> None:
    found = numbers(
        weekly([5, 5]),
        weekly([1, 10], [3], of=SAM),
        weekly([10, 10, 10], [5], guess_of=SAM, first=SUNDAY + timedelta(days=2)),
    )
    sets = [
        [(100.0, 0.0), (100.0, 50.0), (50.0, 50.0)],
        [(100.0, 100.0), (100.0, 50.0), (50.0, 50.0)],
    ]
    assert found.guesses == guessing(sets)


def test_answers_to_one_form_are_described_from_five_items_on() -> None:
    answers = {"support": 4, "habits": 4, "kept": 1, "joy": 4, "touch": 4, "safety": 1}
    other = {"support": 2, "habits": 4, "kept": 3, "joy": 4, "touch": 4, "safety": 5}
    mine, theirs = a_set(SUNDAY, answers, FORM), a_set(SUNDAY, other, FORM, of=SAM)
    found = numbers([mine], [theirs]).sets[0]
    assert found.profile is not None
    assert found.profile.differences == (50, 0, 50, 0, 0)
    assert [one.dimension.id for one in found.levels] == ["support", "habits", "kept", "warmth"]
