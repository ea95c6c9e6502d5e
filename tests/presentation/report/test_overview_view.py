from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.answering.administration import Line
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.reports.overview import Overview, Period, Written, build_overview
from closeness_cli.core.stats.change import Verdict
from closeness_cli.presentation import wording
from closeness_cli.presentation.answer_wording import SKIPPED, value_words
from closeness_cli.presentation.blocks import Facts
from closeness_cli.presentation.charts.bars import NOISE
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report import overview_wording
from closeness_cli.presentation.report.overview_levels import judged_levels
from closeness_cli.presentation.report.overview_verdicts import verdict_words
from closeness_cli.presentation.report.overview_view import overview_data, overview_page
from closeness_cli.presentation.report.standing import first_words
from stories import (
    HOSTILE,
    OFTEN,
    SUNDAY,
    TALK,
    TEN,
    WANTED,
    WEEK,
    a_sitting,
    a_wide_instrument,
    everything_at_once,
    first_evening,
    half_a_year,
    hostile,
    line,
    nothing_yet,
    three_weeks,
    twelve_weeks,
    weeks,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from closeness_cli.core.answering.administration import Administration, Answer
    from closeness_cli.core.instruments.instrument import Instrument, ResponseScale

SCREENS = Path(__file__).parents[1] / "screens"


def narrowed() -> Overview:
    """Half a year, of which the page shows a few weeks only."""
    return overview(
        weeks([5, 6] * 10),
        period=Period(since=SUNDAY + timedelta(weeks=12)),
        today=date(2026, 2, 1),
    )


STORIES: dict[str, Callable[[], Overview]] = {
    "nothing_yet": nothing_yet,
    "first_evening": first_evening,
    "three_weeks": three_weeks,
    "twelve_weeks": twelve_weeks,
    "half_a_year": half_a_year,
}

EARLY_FEBRUARY = "Too early to compare; from about early February."
EARLY_MARCH = "Too early to compare; from about early March."

NEVER_SAID = re.compile(
    r"\b(up|down|higher|lower|rose|fell|rising|falling|grew|improve\w*|better|worse\w*|good for"
    r"|trend\w*|change\w*|usual|noise|significan\w*|drift\w*|healthy|unhealthy|bad|fail\w*"
    r"|streak\w*|only|missed|missing|due|overdue|should|must|score\w*"
    r"|administration\w*|pomp|average|your relationship)\b|[↑↓↗↘▲▼%!]",
    re.IGNORECASE,
)
"""Words of change and of judgement, and the words of the code."""


def overview(
    sittings: Iterable[Administration] = (),
    wrote: Written | None = None,
    *,
    period: Period | None = None,
    today: date = date(2025, 12, 1),
) -> Overview:
    return build_overview(sittings, wrote or Written(), period=period or Period(), today=today)


def screen(found: Overview, width: int = 80) -> str:
    return page_for_terminal(overview_page(found), Look(width=width, colour=False))


def plain(found: Overview) -> list[str]:
    return page_as_plain(overview_page(found)).splitlines()


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"overview_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", [*STORIES.values(), everything_at_once])
def test_the_page_fits_a_terminal_of_80_by_40(make: Callable[[], Overview]) -> None:
    assert len(screen(make()).splitlines()) < 40


@pytest.mark.parametrize("make", [*STORIES.values(), everything_at_once, hostile])
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], Overview], width: int) -> None:
    assert all(display_width(row) <= width for row in screen(make(), width).splitlines())


@pytest.mark.parametrize("make", [*STORIES.values(), everything_at_once, narrowed])
def test_no_word_of_change_or_judgement_is_said_but_where_it_was_weighed(
    make: Callable[[], Overview],
) -> None:
    found = make()
    page, verdict = overview_page(found), verdict_words(judged_levels(found.levels, found.followed))
    said = [screen(found), page_as_plain(page), page_as_markdown(page)]
    said.append(json.dumps(overview_data(found)["outlook"]))
    said = [" ".join(one.replace("\\", "").split()) for one in said]
    for allowed in (verdict, first_words(found), NOISE, "Shaded: your usual range"):
        said = [one.replace(allowed or "\0", "") for one in said]
    assert [NEVER_SAID.findall(one) for one in said] == [[]] * len(said)


@pytest.mark.parametrize("make", [*STORIES.values(), everything_at_once, narrowed])
def test_a_verdict_is_said_where_one_can_be_and_nowhere_else(make: Callable[[], Overview]) -> None:
    found = make()
    levels = judged_levels(found.levels, found.followed)
    can_be = any(isinstance(level.change, Verdict) for level in levels)
    assert bool(verdict_words(levels)) == can_be
    assert overview_data(found)["verdict"] == verdict_words(levels)


@pytest.mark.parametrize("make", [*STORIES.values(), hostile])
def test_the_answer_is_the_first_line(make: Callable[[], Overview]) -> None:
    assert plain(make())[0] == first_words(make()).replace("\x1b", "\\x1b").replace(
        "\u202e", "\\u202e"
    )
    assert first_words(make()).startswith(overview_wording.answer_first(make()))


def test_hostile_text_stays_text_on_every_page() -> None:
    page = overview_page(hostile())
    pages = [
        page_for_terminal(page, Look(width=100, colour=False)),
        page_for_terminal(page, Look(width=100, colour=False, unicode=False)),
        page_as_plain(page),
        page_as_markdown(page),
    ]
    assert all("\x1b" not in one and "\u202e" not in one for one in pages)
    assert "[/bold] \\x1b[31m red \\u202e back :heart: `code` <b>|*_#" in pages[0]
    assert "> \\[/bold\\] \\\\x1b\\[31m red \\\\u202e back \\:heart:" in pages[3]
    assert "> \\- item\\\n> \\# head" in pages[3]


def test_hostile_text_is_byte_for_byte_in_the_data() -> None:
    assert overview_data(hostile())["words"][0]["text"] == f"{HOSTILE}\n- item\n# head"


def test_ascii_has_no_other_character() -> None:
    page = page_for_terminal(
        overview_page(twelve_weeks()), Look(width=80, colour=False, unicode=False)
    )
    assert page.isascii()


def test_colour_says_nothing_that_is_not_said_without_it() -> None:
    painted = page_for_terminal(overview_page(twelve_weeks()), Look(width=80))
    bare = re.sub(r"\x1b\[[\d;]*m", "", painted)
    letters = re.compile(r"[A-Za-z0-9]+")
    assert letters.findall(bare) == letters.findall(screen(twelve_weeks()))


def test_one_answer_has_no_axis_and_no_picture() -> None:
    assert not set("┤└●○▆") & set(screen(first_evening()))


def test_two_answers_are_both_named() -> None:
    assert plain(overview(weeks([6, 7])))[1] == "Your two answers since 7 September: 6 and 7."


def test_answers_that_are_all_the_same_have_no_range() -> None:
    assert plain(overview(weeks([7, 7, 7])))[1] == "All your three answers since 7 September are 7."


def test_a_retake_of_the_same_day_contradicts_nothing() -> None:
    found = overview([*weeks([6]), *weeks([7])])
    assert plain(found)[:5] == [
        f"Feeling close: 6 of 10 on Sunday 7 September. {EARLY_FEBRUARY}",
        "Your answers · Weekly questions",
        "How close did you feel to this person? 6 of 10",
        "How often did you feel heard by this person? rarely (2 of 5)",
        (
            "How much room did you have for yourself? +1 of −2 to +2, between "
            "“as much as I wanted” and “much more than I wanted”"
        ),
    ]
    assert plain(found)[5] == (
        "Kept, and left out of comparisons, since it is soon after the last: 7 on 7 September."
    )
    assert not set("●○┤%") & set(screen(found))


def test_a_retake_of_a_day_with_a_line_is_drawn_hollow_and_explained() -> None:
    found = overview([*weeks([6, 7]), *weeks([9], first=SUNDAY + timedelta(days=7))])
    line = screen(found).split("First and latest")[0]
    assert plain(found)[0].startswith("Feeling close: 7 of 10 on Sunday 14 September. Too early")
    assert [line.count(mark) for mark in "●○"] == [2, 1]
    assert any(overview_wording.HOLLOW in fact for fact in plain(found))
    assert "7 Sep 6, 14 Sep 7, 14 Sep 9 (hollow)." in plain(found)[2]


def test_without_a_retake_nothing_is_said_to_be_hollow() -> None:
    assert overview_wording.HOLLOW not in plain(overview(weeks([6, 7, 8])))


def test_a_period_of_one_retake_tells_it_once() -> None:
    retake = a_sitting(SUNDAY + timedelta(days=2), {"connection": 2})
    found = overview([*weeks([7]), retake], period=Period(since=SUNDAY + timedelta(days=1)))
    assert plain(found)[0].startswith("Feeling close: 2 of 10 on Tuesday 9 September. Too early")
    assert not any(overview_wording.ASIDE in fact for fact in plain(found))


def test_one_set_of_another_instrument_is_named_with_its_day_and_no_figure() -> None:
    talk = a_sitting(SUNDAY + timedelta(days=2), {"safety": 1, "heard": 2}, TALK)
    for found in (overview([*weeks([7]), talk]), overview([*weeks([7, 8]), talk])):
        assert "Also answered: How we talk, 9 September." in plain(found)
        assert not any("Feeling safe" in fact for fact in plain(found))


def test_several_sets_of_one_each_are_named_in_one_line() -> None:
    wide = a_sitting(SUNDAY, {"thing0": 1}, a_wide_instrument(1))
    talk = a_sitting(SUNDAY + timedelta(days=2), {"safety": 1}, TALK)
    assert "Also answered: How we talk, 9 September; Eight things 1, 7 September." in plain(
        overview([*weeks([7, 8]), talk, wide])
    )


def anew(suffix: str = " now?", version: str = "1.1.0") -> Instrument:
    """Word every weekly question anew, in another version."""
    items = tuple(replace(item, text=f"{item.text[:-1]}{suffix}") for item in WEEK.items)
    return replace(WEEK, items=items, version=version)


def test_a_weekly_set_that_stands_alone_in_a_new_version_is_told_in_words() -> None:
    new = anew(version="2.0.0")
    found = plain(
        overview([*weeks([6, 7]), *weeks([8], first=SUNDAY + timedelta(14), instrument=new)])
    )
    assert "How often did you feel heard by this person now? rarely (2 of 5)" in found
    assert not any("percent" in fact for fact in found)


def test_a_new_wording_in_between_is_said() -> None:
    later = weeks([8], first=SUNDAY + timedelta(days=14), instrument=anew())
    found = plain(overview([*weeks([6, 7]), *later]))
    assert "Worded anew in between: Feeling heard, Room for yourself, as wanted." in found


def test_earlier_sets_of_another_version_are_said_to_be_left_out() -> None:
    later = weeks([8, 7], first=SUNDAY + timedelta(days=14), instrument=anew(version="2.0.0"))
    found = plain(overview([*weeks([6, 7]), *later]))
    said = "Feeling heard, Room for yourself, as wanted"
    assert f"Earlier sets of another version are left out: {said}." in found
    assert "Left out: two earlier answers, to another version of the question." in found


def test_answers_in_words_below_a_line_fit_the_screen_too() -> None:
    asked = "In the last week, how often did you feel appreciated by this person {}?"
    items = tuple(replace(one, text=asked.format(at)) for at, one in enumerate(WEEK.items))
    new = replace(WEEK, items=(*items, replace(items[1], id="more")), version="2.0.0")
    before, when = everything_at_once(), date(2025, 11, 30)
    answers: dict[str, Answer | None] = {"connection": None, "heard": 2, "room": -1, "more": 3}
    wide = [
        a_sitting(SUNDAY + timedelta(days=days), {f"thing{at}": 3 for at in range(8)}, one)
        for one in map(a_wide_instrument, range(1, 4))
        for days in (0, 50)
    ]
    sittings = [*weeks([6] * 11), *wide, a_sitting(when, answers, new)]
    found = overview(sittings, before.written, today=when)
    assert "Also answered: Eight things 1, 27 October; Eight things 2" in screen(found)
    assert len(screen(found).splitlines()) < 40


def test_a_long_form_is_told_in_part_and_says_where_the_rest_is() -> None:
    long = a_wide_instrument(1, 11)
    sitting = a_sitting(SUNDAY, {f"thing{at}": 3 for at in range(11)}, long)
    found = plain(overview([sitting]))
    assert sum(fact.startswith("Everyday thing") for fact in found) == 8
    assert f"And three more answers:  closeness assess show {sitting.id[:10]}" in found
    assert len(overview_data(overview([sitting]))["latest_answers"]["answers"]) == 11


def test_a_year_with_many_instruments_and_a_verdict_fits_the_screen() -> None:
    wide = [
        a_sitting(SUNDAY + timedelta(days=days), {f"thing{at}": 3 for at in range(2)}, one)
        for one in (a_wide_instrument(number, 2) for number in range(1, 13))
        for days in (0, 50)
    ]
    entries = [
        line("So many words " * 9, day, day % 5 - 2, f"a-long-tag-number-{day % 9}")
        for day in range(300)
    ]
    sittings = [*weeks([5, 6] * 9), *weeks([9, 8] * 9, first=SUNDAY + timedelta(weeks=18)), *wide]
    found = overview(sittings, written(*entries), today=date(2026, 6, 1))
    assert "Higher since about 11 January (between" in " ".join(screen(found).split())
    assert len(screen(found).splitlines()) < 40
    assert re.search(r"Also answered: .*; and \w+ more\.", " ".join(screen(found).split()))


def test_what_is_near_to_what_is_wanted_says_so() -> None:
    found = plain(overview(weeks([6, 7])))
    assert any(fact.startswith("Room for yourself, as wanted: ") for fact in found)
    assert "Room for yourself, as wanted" in screen(overview(weeks([6, 7])), 40)


def test_a_title_that_speaks_of_wanting_is_enough() -> None:
    named = replace(WEEK.dimensions[2], title="Room beside the room you want")
    asked = replace(WEEK, dimensions=(*WEEK.dimensions[:2], named))
    found = plain(overview(weeks([6, 7], instrument=asked)))
    assert any(fact.startswith("Room beside the room you want: ") for fact in found)


def test_the_file_of_a_page_has_a_title() -> None:
    assert page_as_markdown(overview_page(first_evening())).startswith(
        "# Where things stood on Sunday 7 September 2025\n\n**Feeling close"
    )


def test_a_day_of_another_year_has_its_year() -> None:
    found = overview(weeks([6, 7]), today=date(2026, 1, 4))
    assert plain(found)[:2] == [
        f"Feeling close: 7 of 10 on Sunday 14 September 2025. {EARLY_MARCH}",
        "Your two answers since 7 September 2025: 6 and 7.",
    ]


def test_an_answer_with_words_is_said_with_them() -> None:
    assert plain(overview(weeks([10])))[0].startswith(
        "Feeling close: 10 of 10, extremely close, on Sunday 7 September. "
    )


def test_a_long_line_is_listed_by_its_last_answers() -> None:
    listed = plain(overview(weeks([5] * 20)))[2]
    assert listed.startswith("Feeling close, 20 answers, the last 16: 5 Oct 5, ")


def test_other_answers_alone_are_told_and_lead_to_the_weekly_ones() -> None:
    answers = {
        "safety": 4,
        "heard": None,
        "talks": (Line("about the move", 5), Line("money")),
        "quarrel": "the heating",
        "wish": "more evenings",
    }
    assert plain(overview([a_sitting(SUNDAY, answers, TALK)])) == [
        "You answered “How we talk” on Sunday 7 September.",
        "Your answers · How we talk",
        "I felt safe to say what I felt. often (4 of 5)",
        "I felt heard. skipped",
        "Which conversations stayed with you? about the move (completely); money",
        "What do you wish for? “more evenings”",
        "From one set of answers. Four weekly questions begin a line over time:  closeness assess",
    ]


def test_a_rated_line_without_a_label_says_where_it_lies() -> None:
    impact = replace(WANTED, min=-3, max=3, labels={-3: "apart", 0: "no difference", 3: "closer"})
    talks = replace(TALK.items[2], scale=impact)
    asked = replace(TALK, items=(*TALK.items[:2], talks, *TALK.items[3:]))
    lines = (Line("scrolling", -1), Line("tea", 3))
    found = overview([a_sitting(SUNDAY, {"talks": lines}, asked)])
    assert any(
        fact.endswith(
            "scrolling (−1 of −3 to +3, between “apart” and “no difference”); tea (closer)"
        )
        for fact in plain(found)
    )


def test_an_empty_list_names_nothing() -> None:
    found = overview([a_sitting(SUNDAY, {"talks": ()}, TALK)])
    assert "Which conversations stayed with you? nothing named" in plain(found)


def test_a_set_of_answers_that_became_an_entry_is_told_there() -> None:
    found = overview([a_sitting(SUNDAY, {"quarrel": "the heating"}, TALK)])
    assert not any("heating" in fact for fact in plain(found))


def test_answers_of_another_day_than_the_first_sentence_have_their_day() -> None:
    later = a_sitting(SUNDAY + timedelta(days=7), {"connection": None, "heard": 2})
    assert "Your answers · Weekly questions, Sunday 14 September" in plain(
        overview([*weeks([7]), later])
    )


@pytest.mark.parametrize("reason", [one for one in SkipReason if one != SkipReason.NOT_SHOWN])
def test_every_reason_for_a_skip_has_words(reason: SkipReason) -> None:
    sitting = a_sitting(SUNDAY, {"heard": None})
    skipped = replace(sitting.responses["heard"], reason=reason)
    found = overview([replace(sitting, responses={"heard": skipped})])
    label = "How often did you feel heard by this person?"
    assert f"{label} {SKIPPED[reason]}" in plain(found)


def test_one_entry_alone_is_a_page() -> None:
    assert plain(overview(wrote=written(line("Walked home.", 0, 1)))) == [
        "One entry so far, from Monday 1 September.",
        "In your words",
        "Monday 1 September · mood good: Walked home.",
        "From one entry. Four weekly questions begin a line over time:  closeness assess",
    ]


def test_entries_alone_are_counted_and_their_moods_drawn() -> None:
    entries = [line(f"Day {day}.", day, 1, "walk") for day in range(9)]
    assert plain(overview(wrote=written(*entries))) == [
        "Nine entries, the latest from Tuesday 9 September.",
        "Mood on nine days",
        "Days from 1 September to 9 September: good 9.",
        "Lately, in your words",
        "9 Sep: Day 8.",
        "8 Sep: Day 7.",
        "Tags: #walk 9",
        "From nine entries. Four weekly questions begin a line over time:  closeness assess",
    ]


def test_entries_without_moods_have_no_calendar() -> None:
    entries = [line(f"Day {day}.", day) for day in range(9)]
    assert plain(overview(wrote=written(*entries)))[1] == "Lately, in your words"


def test_moods_of_a_long_time_begin_where_the_calendar_does() -> None:
    entries = [line(f"Day {day}.", day, 0) for day in range(0, 300, 2)]
    assert "Mood on 59 days since 2 March" in plain(
        overview(wrote=written(*entries), today=date(2026, 7, 1))
    )


def test_moods_at_the_beginning_of_the_calendar_are_drawn() -> None:
    wrote = written(*(line("x", day, 0) for day in range(9)))
    first = (replace(one, on=date.min + timedelta(days=at)) for at, one in enumerate(wrote.moods))
    found = overview(wrote=replace(wrote, moods=tuple(first)))
    assert "Mood on nine days" in plain(found)
    assert "Mon" in screen(found)


def test_a_tag_that_came_once_in_few_entries_is_not_counted() -> None:
    once = overview(wrote=written(line("One.", 0, None, "walk")))
    twice = overview(wrote=written(line("One.", 0, None, "walk"), line("Two.", 1, None, "walk")))
    assert not any(fact.startswith("Tags") for fact in plain(once))
    assert "Tags: #walk 2" in plain(twice)


def test_a_long_entry_is_cut_where_its_page_ends() -> None:
    assert wording.as_written("word " * 100).endswith("word word…")
    assert wording.as_written("a\nb\nc\nd\ne") == "a\nb\nc\nd …"
    assert wording.as_written("x" * 400) == "x" * 319 + "…"
    assert wording.beginning("one line\nanother") == "one line"


def test_an_empty_period_says_so_and_where_the_rest_is() -> None:
    found = nothing_yet(Period(since=SUNDAY))
    assert plain(found) == [
        "Nothing was written or answered in this period.",
        "All that there is:  closeness report",
    ]


def test_a_new_wording_and_early_retakes_are_explained() -> None:
    remarks = plain(everything_at_once())[3]
    assert remarks == (
        "A gap at 19 October: the question is worded anew from there on. Hollow: soon after "
        "the one before; kept, and left out of comparisons."
    )


def test_answers_on_another_scale_are_said_to_be_left_out() -> None:
    old = replace(WEEK, items=(replace(WEEK.items[0], scale=replace(TEN, max=7)), *WEEK.items[1:]))
    found = overview([*weeks([5], instrument=old), *weeks([8, 9], first=SUNDAY + timedelta(7))])
    assert "Left out: one earlier answer, to another version of the question." in plain(found)


def test_a_dimension_without_an_answer_last_time_is_named() -> None:
    later = a_sitting(SUNDAY + timedelta(days=14), {"connection": 7, "heard": None, "room": 0})
    assert "Too few answers last time: Feeling heard." in plain(overview([*weeks([5, 6]), later]))


def test_dimensions_with_fewer_than_two_scores_are_joined_without_a_figure() -> None:
    sets = [
        a_sitting(SUNDAY + timedelta(days=7 * at), {"connection": 5, "heard": None})
        for at in range(2)
    ]
    sets.append(a_sitting(SUNDAY + timedelta(days=14), {"connection": 6, "room": 0}))
    assert "Answered once: Room for yourself, as wanted. Skipped: Feeling heard." in plain(
        overview(sets)
    )
    never = [a_sitting(SUNDAY + timedelta(days=7 * at), {"connection": 5}) for at in range(2)]
    assert "Skipped: Feeling heard, Room for yourself, as wanted." in plain(overview(never))


def test_what_cannot_be_drawn_is_told_with_its_unit() -> None:
    wide = a_wide_instrument(1, 9)
    sets = [
        a_sitting(
            SUNDAY + timedelta(days=days), {f"thing{at}": at % 5 + 1 for at in range(9)}, wide
        )
        for days in (0, 50)
    ]
    found = plain(overview([*weeks([5, 6]), *sets]))
    assert any(
        fact.startswith(
            "Eight things 1, percent of the range: Everyday thing 1.1 0, then 0, "
            "Everyday thing 1.2 25, then 25,"
        )
        for fact in found
    )


HALVES = replace(WANTED, min=1, max=7, labels={1: "all for me", 4: "half, half", 7: "all for us"})


@pytest.mark.parametrize(
    ("scale", "value", "label", "said"),
    [
        (TEN, 7, "7", "7 of 10"),
        (TEN, 10, "extremely close", "10 of 10, extremely close"),
        (OFTEN, 4, "often", "often (4 of 5)"),
        (WANTED, 0, "as much as I wanted", "as much as I wanted"),
        (
            *(WANTED, -1, "-1"),
            "−1 of −2 to +2, between “much less than I wanted” and “as much as I wanted”",
        ),
        (replace(WANTED, labels={2: "more"}), 0, "0", "0 of −2 to +2"),
        (HALVES, 6, "6", "6 of 7, between “half, half” and “all for us”"),
        (HALVES, 4, "half, half", "half, half"),
    ],
)
def test_an_answer_is_said_as_it_was_chosen(
    scale: ResponseScale, value: int, label: str, said: str
) -> None:
    assert value_words(scale, value, label) == said


@pytest.mark.parametrize(
    ("day", "said"), [(1, "early May"), (10, "early May"), (11, "mid-May"), (21, "late May")]
)
def test_a_day_to_come_is_said_roughly(day: int, said: str) -> None:
    assert wording.about(date(2026, 5, day)) == said


def test_the_facts_of_an_empty_page_are_two_commands() -> None:
    facts = [one for one in overview_page(nothing_yet()).blocks if isinstance(one, Facts)]
    assert [value for _, value in facts[0].rows] == ["closeness journal", "closeness assess"]


def test_the_data_of_a_first_evening() -> None:
    data = overview_data(first_evening())
    assert {key: data.pop(key)["conflicts"] for key in ("repair",)} == {"repair": 0}
    assert data == {
        "sentence": (
            "Feeling close: 7 of 10 on Sunday 7 September. Too early to compare; from about late "
            "November."
        ),
        "today": "2025-09-07",
        "period": {"since": None, "until": None},
        "sets": 1,
        "entries": 1,
        "series": {
            "instrument": "week",
            "dimension": "connection",
            "title": "Feeling close",
            "scale": {
                "min": 1,
                "max": 10,
                "labels": {"1": "not close at all", "10": "extremely close"},
            },
            "n": 1,
            "lowest": 7,
            "highest": 7,
            "latest": {"on": "2025-09-07", "value": 7, "label": "7", "early": False},
            "points": [{"on": "2025-09-07", "value": 7, "label": "7", "early": False}],
            "wording_new_on": [],
            "left_out": 0,
        },
        "followed": {
            "instrument": "week",
            "dimension": "connection",
            "title": "Feeling close",
            "unit": "answer",
            "range": [1, 10],
            "n": 1,
            "n_compared": 1,
            "points": [{"on": "2025-09-07", "value": 7.0, "early": False}],
            "early": [],
            "wording_new_on": [],
            "left_out": 0,
        },
        "evidence": {
            "trend": {"silence": {"reason": "too_few", "from": None}},
            "shift": {"silence": {"reason": "too_few", "from": None}},
            "usual_range": {"silence": {"reason": "too_few", "from": None}},
            "looked_at": 0,
            "weighed_by": "benjamini_hochberg",
        },
        "levels": [
            level_data("connection", "Feeling close", 100 * 6 / 9),
            level_data("heard", "Feeling heard", 75.0),
            level_data("room", "Room for yourself", None),
        ],
        "verdict": "",
        "next_day": [],
        "idea": None,
        "latest_answers": {
            "administration": id_number(SUNDAY.toordinal()),
            "instrument": "week",
            "title": "Weekly questions",
            "on": "2025-09-07",
            "n": 2,
            "answers": [
                answer_data("connection", "How close did you feel to this person?", 7, "7"),
                answer_data("heard", "How often did you feel heard by this person?", 4, "often"),
                answer_data("room", "How much room did you have for yourself?", None, ""),
            ],
        },
        "moods": [{"on": "2025-09-07", "mood": 1.0, "n": 1}],
        "tags": [{"tag": "walk", "n": 1}],
        "words": [
            {
                "id": first_evening().written.newest[0].id,
                "at": "2025-09-07T19:30:00+00:00",
                "text": "Walked home along the river, phones in pockets.",
            }
        ],
        "outlook": {
            "state": "too-early",
            "n": 1,
            "from": "2025-11-23",
            "sentence": "Too early to compare; from about late November.",
        },
    }


def level_data(dimension: str, title: str, percent: float | None) -> dict[str, object]:
    reading = {"on": "2025-09-07", "percent_of_range": percent, "n_answered": 1, "n_items": 1}
    return {
        "instrument": "week",
        "instrument_title": "Weekly questions",
        "dimension": dimension,
        "title": title,
        "n_sets": 1,
        "n_scored": 0 if percent is None else 1,
        "first": None if percent is None else reading,
        "latest": None if percent is None else reading,
        "unscored": {"n_answered": 0, "n_items": 1} if percent is None else None,
        "direction": "closer",
        "change": {
            "outcome": None,
            "reason": "too_few_runs",
            "n_runs": 0 if percent is None else 1,
            "n_needed": 17,
        },
        "wording_new_on": [],
        "left_out": 0,
    }


def answer_data(item: str, text: str, value: int | None, label: str) -> dict[str, object]:
    skipped = "skipped" if value is None else None
    return {"item": item, "text": text, "value": value, "label": label, "skipped": skipped}


@pytest.mark.parametrize("make", [*STORIES.values(), everything_at_once, hostile])
def test_the_keys_of_the_data_are_always_the_same(make: Callable[[], Overview]) -> None:
    assert list(overview_data(make())) == list(overview_data(nothing_yet()))
    assert json.loads(json.dumps(overview_data(make()))) == overview_data(make())


def test_the_outlook_of_the_data_has_a_state() -> None:
    states = [overview_data(make())["outlook"]["state"] for make in STORIES.values()]
    assert states == ["not-begun", "too-early", "too-early", "enough", "enough"]


def test_lists_and_texts_are_in_the_data_as_given() -> None:
    answers: dict[str, Answer | None] = {
        "talks": (Line("about the move", 5), Line("money")),
        "wish": "more evenings",
    }
    told = overview_data(overview([a_sitting(SUNDAY, answers, TALK)]))["latest_answers"]
    assert [one["value"] for one in told["answers"]] == [
        [{"text": "about the move", "value": 5}, {"text": "money", "value": None}],
        "more evenings",
    ]
