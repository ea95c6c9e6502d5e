"""What is suggested, from what, and what never is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from builders import a_moment, an_instrument, id_number
from closeness_cli.core.instruments.instrument import Cadence as Rhythm
from closeness_cli.core.reports.evidence import Candidate, Evidence, Moved, Source, weigh
from closeness_cli.core.reports.idea import (
    Cited,
    CitedAs,
    Ground,
    Idea,
    Known,
    Shown,
    choose_idea,
    find_ideas,
    remembered,
)
from closeness_cli.core.ritual_presets import Need, Preset, Where, With
from closeness_cli.core.rituals import Cadence, Done, Lasting, Meant, Observance, Ritual
from closeness_cli.core.stats.next_day import NextDay
from stories import OFTEN, WANTED, a_question, a_sitting

if TYPE_CHECKING:
    from collections.abc import Sequence

TODAY = date(2025, 11, 14)


def a_preset(preset_id: str, need: Need, company: With = With.ALONE, **more: Any) -> Preset:  # noqa: ANN401 - any of its fields
    made = Preset(
        *(preset_id, preset_id, f"How {preset_id} goes.", need, 5, company, Where.EITHER),
        *(Meant(), "B9"),
    )
    return made._replace(**more)


PRESETS = (
    a_preset("praise", Need.WORDS),
    a_preset("swap", Need.LISTENING, With.TOGETHER),
    a_preset("out", Need.ROOM),
    a_preset("friends", Need.ROOM),
)

WALK = Ritual(id_number(1), "evening walk", Meant(Cadence.DAILY))


def moved(
    source: Source, name: str, difference: float = 0.5, *, is_told: bool = True, title: str = ""
) -> Moved:
    found = NextDay(difference, difference - 0.2, difference + 0.2, 0.001, 34, 120, 300, 1)
    return Moved(Candidate(source, name, title or name, frozenset(), 1), found, is_told)


def evidence(*ones: Moved) -> Evidence:
    return weigh([], {})._replace(moved=ones)


def known(*ones: Moved, **more: Any) -> Known:  # noqa: ANN401 - any of its fields
    made = Known(
        evidence=evidence(*ones),
        moods={},
        sittings=(),
        rituals=(WALK,),
        observed=(),
        presets=lambda: PRESETS,
        tags=dict,
        today=TODAY,
    )
    return made._replace(**more)


def first(given: Known) -> Idea:
    return next(find_ideas(given))


def times(ritual: Ritual, *days_ago: int, state: Done = Done.DONE) -> list[Observance]:
    return [
        Observance(
            id_number(500 - ago),
            ritual.id,
            a_moment(f"{TODAY - timedelta(days=ago)}T20:00:00+01:00"),
            state,
        )
        for ago in sorted(days_ago, reverse=True)
    ]


class TestWhatAccompaniedBetterDays:
    def test_comes_first_with_the_last_times_that_it_was_done(self) -> None:
        observed = times(WALK, 9, 8, 7, 6, 5)
        skipped = times(WALK, 1, state=Done.SKIPPED)
        found = first(known(moved(Source.RITUAL, WALK.id), observed=[*observed, *skipped]))

        assert (found.ground, found.key) == (Ground.MOVED, f"ritual:{WALK.id}")
        assert found.rests_on == tuple(
            Cited(CitedAs.OBSERVANCE, one.id) for one in reversed(observed[-3:])
        )

    def test_the_largest_difference_is_before_the_others(self) -> None:
        found = find_ideas(known(moved(Source.TAG, "tea", 0.3), moved(Source.TAG, "walk", 0.6)))
        assert [one.title for one in found][:2] == ["walk", "tea"]

    @pytest.mark.parametrize(
        "one",
        [
            moved(Source.TAG, "late", -0.6),
            moved(Source.TAG, "walk", is_told=False),
            moved(Source.KIND, "conflict"),
            moved(Source.KIND, "repair"),
            moved(Source.KIND, "honesty"),
            moved(Source.KIND, "conversation"),
            moved(Source.TALK, "deep-talk"),
            moved(Source.RITUAL, id_number(77)),
        ],
    )
    def test_what_is_lower_unsure_hard_for_two_or_gone_is_not_suggested(self, one: Moved) -> None:
        assert first(known(one)).ground is Ground.PRESET

    @pytest.mark.parametrize(("mood", "comes"), [(-1.0, False), (0.4, False), (1.0, True)])
    def test_a_tag_of_hard_days_is_not_suggested_though_better_ones_follow(
        self, mood: float, comes: bool
    ) -> None:
        quarrel = moved(Source.TAG, "quarrel")
        on = frozenset(range(10, 20))
        with_days = quarrel._replace(candidate=quarrel.candidate._replace(on=on))
        moods = {day: mood if day in on else 0.5 for day in range(40)}
        found = first(known(with_days, moods=moods))
        assert (found.ground is Ground.MOVED) == comes

    def test_what_takes_two_comes_where_that_was_chosen(self) -> None:
        ours = WALK._replace(together=True)
        for one in (
            moved(Source.RITUAL, ours.id),
            moved(Source.KIND, "conversation"),
            moved(Source.TALK, "deep-talk"),
        ):
            assert first(known(one, rituals=(ours,))).ground is Ground.PRESET
            assert first(known(one, rituals=(ours,), joint=True)).ground is Ground.MOVED


NEEDS = an_instrument(
    a_question("words_matter", "Matters?", OFTEN),
    replace(a_question("words_met", "Met?", OFTEN), importance="words_matter"),
    a_question("gifts_matter", "Matters?", OFTEN),
    replace(a_question("gifts_met", "Met?", OFTEN), importance="gifts_matter"),
    dimensions=[],
    instrument_id="needs",
)
ROOM = an_instrument(
    a_question("own_plans", "How much?", WANTED, ideal=0),
    a_question("leaning", "How much?", WANTED, ideal=0),
    dimensions=[],
    instrument_id="autonomy",
)
MONTHLY = Rhythm(suggest_days=30, min_days=28, recall_days=28)


class TestWhatWasWantedAndMissed:
    def test_what_matters_and_is_met_little_leads_to_what_may_help(self) -> None:
        given = a_sitting(
            TODAY - timedelta(days=3),
            {"words_matter": 5, "words_met": 2, "gifts_matter": 5, "gifts_met": 1},
            replace(NEEDS, cadence=MONTHLY),
        )
        found = first(known(sittings=[given]))

        assert (found.ground, found.title, found.on) == (Ground.NEED, "praise", given.started.on)
        assert found.item == ("needs", "words_met")
        assert found.rests_on == (Cited(CitedAs.ANSWERS, given.id),)

    @pytest.mark.parametrize(("matters", "met"), [(5, 4), (2, 1), (1, 1), (None, 1), (5, None)])
    def test_a_small_gap_or_none_leads_to_nothing(
        self, matters: int | None, met: int | None
    ) -> None:
        answers = {"words_matter": matters, "words_met": met}
        given = a_sitting(TODAY, answers, replace(NEEDS, cadence=MONTHLY))
        assert first(known(sittings=[given])).ground is Ground.PRESET

    def test_less_than_wanted_leads_to_what_may_help(self) -> None:
        given = a_sitting(TODAY, {"own_plans": -1, "leaning": 0}, replace(ROOM, cadence=MONTHLY))
        found = [one for one in find_ideas(known(sittings=[given])) if one.ground is Ground.WISH]

        assert [one.title for one in found] == ["out", "friends"]
        assert {(one.item, one.is_more) for one in found} == {(("autonomy", "own_plans"), False)}

    def test_more_than_wanted_is_told_apart(self) -> None:
        given = a_sitting(TODAY, {"own_plans": 1, "leaning": 2}, replace(ROOM, cadence=MONTHLY))
        found = [one for one in find_ideas(known(sittings=[given])) if one.ground is Ground.WISH]
        assert {(one.item, one.is_more) for one in found} == {(("autonomy", "leaning"), True)}

    def test_answers_of_long_ago_lead_to_nothing(self) -> None:
        now, then = (
            a_sitting(
                TODAY - timedelta(days=ago), {"own_plans": -2}, replace(ROOM, cadence=MONTHLY)
            )
            for ago in (60, 61)
        )
        assert first(known(sittings=[now])).ground is Ground.WISH
        assert first(known(sittings=[then])).ground is Ground.PRESET

    def test_only_the_latest_answers_count(self) -> None:
        asked = replace(ROOM, cadence=MONTHLY)
        before = a_sitting(TODAY - timedelta(days=9), {"own_plans": -2}, asked)
        given = a_sitting(TODAY, {"own_plans": 0}, asked)
        assert first(known(sittings=[before, given])).ground is Ground.PRESET


AGO = (60, 58, 55, 50, 41)


def good(observed: Sequence[Observance], mood: float = 1.0) -> dict[int, float]:
    return {one.on.toordinal(): mood for one in observed}


class TestWhatWasDoneBefore:
    def test_what_came_with_good_days_and_rests_since_comes_to_mind(self) -> None:
        observed = times(WALK, *AGO)
        found = first(known(observed=observed, moods=good(observed)))

        assert (found.ground, found.times) == (Ground.BEFORE, 5)
        assert found.on == TODAY - timedelta(days=41)
        assert len(found.rests_on) == 3

    @pytest.mark.parametrize(
        ("ago", "mood", "ritual"),
        [
            (AGO[1:], 1.0, WALK),
            ((*AGO, 28), 1.0, WALK),
            (AGO, -0.5, WALK),
            (tuple(day + 400 for day in AGO), 1.0, WALK),
            (AGO, 1.0, WALK._replace(state=Lasting.ENDED)),
            (AGO, 1.0, WALK._replace(together=True)),
            (AGO, 1.0, WALK._replace(meant=Meant(Cadence.YEARLY))),
        ],
    )
    def test_what_was_rare_recent_stopped_for_two_or_with_low_days_does_not(
        self, ago: tuple[int, ...], mood: float, ritual: Ritual
    ) -> None:
        observed = times(ritual, *ago)
        given = known(observed=observed, moods=good(observed, mood), rituals=(ritual,))
        assert first(given).ground is Ground.PRESET

    def test_days_without_a_mood_say_nothing_of_good_days(self) -> None:
        observed = times(WALK, *AGO)
        assert first(known(observed=observed, moods=good(observed[:2]))).ground is Ground.PRESET


def on_days(*days_ago: int) -> frozenset[int]:
    return frozenset(TODAY.toordinal() - ago for ago in days_ago)


class TestWhatComesWithGoodDays:
    MOODS = dict.fromkeys(on_days(*range(40)), 0.0) | dict.fromkeys(on_days(*range(0, 40, 4)), 1.5)

    def suggested(self, *days_ago: int, by: str = "walk", **more: Any) -> list[Idea]:  # noqa: ANN401 - any of its fields
        given = known(tags=lambda: {by: on_days(*days_ago)}, moods=self.MOODS)._replace(**more)
        return [one for one in find_ideas(given) if one.ground is Ground.GOOD_DAYS]

    def test_a_tag_of_good_days_comes_before_what_rests_on_nothing(self) -> None:
        [found] = self.suggested(0, 4, 8, 12, 16, 100)
        assert (found.key, found.title, found.times) == ("tag:walk", "#walk", 5)

    @pytest.mark.parametrize("days_ago", [(0, 4, 8, 12), (0, 1, 2, 3, 5, 6, 7), (1, 2, 3, 5, 6)])
    def test_a_rare_one_or_one_of_other_days_does_not_come(self, days_ago: tuple[int, ...]) -> None:
        assert self.suggested(*days_ago) == []

    def test_where_all_days_are_good_none_stands_out(self) -> None:
        assert self.suggested(0, 4, 8, 12, 16, moods=dict.fromkeys(self.MOODS, 1.0)) == []

    def test_what_was_compared_and_is_not_told_does_not_come_by_the_back_door(self) -> None:
        compared = evidence(moved(Source.TAG, "walk", is_told=False))
        assert self.suggested(0, 4, 8, 12, 16, evidence=compared) == []

    def test_the_tag_of_the_best_days_is_first(self) -> None:
        days = {"tea": on_days(0, 4, 8, 12, 16, 1), "walk": on_days(0, 4, 8, 12, 16)}
        found = find_ideas(known(tags=lambda: days, moods=self.MOODS))
        assert [one.title for one in found][:2] == ["#walk", "#tea"]


class TestReadyMade:
    def test_those_for_two_come_where_that_was_chosen(self) -> None:
        assert {one.title for one in find_ideas(known())} == {"praise", "out", "friends"}
        assert "swap" in {one.title for one in find_ideas(known(joint=True))}

    def test_what_is_a_ritual_already_is_not_suggested(self) -> None:
        taken = WALK._replace(preset="out")
        assert "out" not in {one.title for one in find_ideas(known(rituals=(taken,)))}

    def test_those_for_a_distance_come_where_there_is_one(self) -> None:
        def presets() -> tuple[Preset, ...]:
            return (
                a_preset("near", Need.WORDS, where=Where.NEAR),
                a_preset("apart", Need.WORDS, where=Where.APART),
            )

        far = WALK._replace(long_distance=True)
        assert [one.title for one in find_ideas(known(presets=presets))] == ["near"]
        assert [one.title for one in find_ideas(known(presets=presets, rituals=(far,)))] == [
            "apart"
        ]

    def test_none_comes_before_there_is_anything(self) -> None:
        assert list(find_ideas(known(is_begun=False))) == []
        assert choose_idea(known(is_begun=False), []) is None

    def test_they_are_read_only_where_it_comes_to_that(self) -> None:
        def unread() -> tuple[Preset, ...]:
            raise AssertionError

        given = known(moved(Source.TAG, "walk"), presets=unread)
        chosen = choose_idea(given, [])
        assert chosen is not None
        assert chosen.title == "walk"


class TestAnotherOneNextTime:
    def test_the_same_stands_all_day_and_another_one_the_next(self) -> None:
        given = known(moved(Source.TAG, "walk"), moved(Source.TAG, "tea", 0.3))
        shown: tuple[Shown, ...] = ()
        titles = []
        for day in range(6):
            today = TODAY + timedelta(days=day)
            for _ in range(2):
                chosen = choose_idea(given._replace(today=today), shown)
                assert chosen is not None
                shown = remembered(shown, chosen, today)
                titles.append(chosen.title)
        assert titles[::2] == titles[1::2]
        assert titles[::2] == ["walk", "tea", "walk", "tea", "walk", "tea"]
        assert len(shown) == 3

    def test_ready_made_ones_go_round(self) -> None:
        shown: tuple[Shown, ...] = ()
        titles = []
        for day in range(3):
            today = TODAY + timedelta(days=day)
            chosen = choose_idea(known(today=today), shown)
            assert chosen is not None
            shown = remembered(shown, chosen, today)
            titles.append(chosen.title)
        assert len(set(titles)) == 3

    def test_what_no_longer_holds_on_the_same_day_gives_way_to_another(self) -> None:
        walk = choose_idea(known(moved(Source.TAG, "walk")), [])
        assert walk is not None
        later = choose_idea(known(), [Shown(TODAY, walk.mark)])
        assert later is not None
        assert later.ground is Ground.PRESET

    def test_what_rests_on_nothing_gives_way_on_the_same_day_to_what_rests_on_something(
        self,
    ) -> None:
        of_a_week = choose_idea(known(), [])
        assert of_a_week is not None
        of_a_year = choose_idea(known(moved(Source.TAG, "walk")), remembered([], of_a_week, TODAY))
        assert of_a_year is not None
        assert (of_a_week.ground, of_a_year.ground) == (Ground.PRESET, Ground.MOVED)

    def test_where_there_is_one_alone_it_does_not_come_twice_in_a_row(self) -> None:
        given = known(moved(Source.TAG, "walk"), is_begun=False)
        walk = choose_idea(given, [])
        assert walk is not None
        assert choose_idea(given, [Shown(TODAY - timedelta(days=1), walk.mark)]) is None

    def test_what_is_remembered_says_nothing(self) -> None:
        walk = first(known(moved(Source.TAG, "walk")))
        assert "walk" not in walk.mark
        assert walk.mark == first(known(moved(Source.TAG, "walk", 0.9))).mark
