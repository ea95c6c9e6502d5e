"""Rituals on a screen, whole; and what is never said there."""

from __future__ import annotations

from datetime import date

import pytest

from builders import EVENING, id_number
from closeness_cli.core.regularity import Regularity, Standing, Today
from closeness_cli.core.ritual_presets import Need, Preset, Where, With
from closeness_cli.core.rituals import (
    Cadence,
    Done,
    Lasting,
    Meant,
    Observance,
    Ritual,
    read_meant,
)
from closeness_cli.presentation import ritual_view as view
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.ritual_presets_view import presets_page, presets_view

TODAY = date(2025, 11, 14)
SINCE = date(2025, 11, 1)

WALK = Ritual(id_number(1), "evening walk", Meant(Cadence.DAILY), SINCE, after="dinner")
TEA = Ritual(id_number(2), "tea", read_meant("mon,thu"), SINCE, minutes=10)
CALL = Ritual(id_number(3), "call Noor", Meant(Cadence.WEEKLY), SINCE, minutes=60)
BATH = Ritual(id_number(4), "bath\x1b[2J", state=Lasting.PAUSED)


def standing(
    ritual: Ritual, today: Today = Today.CAN_BE_DONE, *counted: int, n_done: int = 0
) -> Standing:
    period = Cadence.DAILY if ritual.meant.weekdays else ritual.meant.cadence
    found = Regularity(period, counted[0], counted[1], SINCE) if counted else None
    return Standing(ritual, today, found, n_done, TODAY if n_done else None)


STANDINGS = (
    standing(WALK, Today.CAN_BE_DONE, 11, 14, n_done=12),
    standing(CALL, Today.DONE, 1, 1, n_done=1),
    standing(TEA, Today.ANOTHER_DAY, 0, 4),
    standing(BATH, Today.STOPPED, n_done=7),
)


def screen(*standings: Standing, width: int = 80) -> str:
    return page_for_terminal(view.rituals_page(standings), Look(width=width, colour=False))


def test_the_whole_screen() -> None:
    assert screen(*STANDINGS) == (
        "Today, if you like: evening walk. Nothing here needs doing.\n"
        "\n"
        "  evening walk  every day, after dinner · done on 11 of the 14 days it was meant\n"
        "                for\n"
        "  call Noor     every week · an hour · done this week\n"
        "\n"
        "On other days\n"
        "  tea  on Mondays and Thursdays · 10 minutes\n"
        "\n"
        "Stopped\n"
        "  bath\\x1b[2J  whenever it fits · done 7 times\n"
        "\n"
        "When you did one:  closeness ritual done NAME\n"
        "\n"
        "Take one up again:  closeness ritual again NAME\n"
    )


def test_no_row_is_wider_than_a_narrow_terminal() -> None:
    long = standing(WALK._replace(name="x" * 80, after="y" * 80))
    for shown in (screen(*STANDINGS, width=40), screen(long, width=40)):
        assert max(map(display_width, shown.splitlines())) <= 40


@pytest.mark.parametrize(
    ("standings", "first"),
    [
        ([standing(WALK), standing(TEA)], "Today, if you like: evening walk and tea."),
        (
            [standing(WALK._replace(name=name)) for name in "abcdefg"],
            "Today, if you like: a, b, c, d, e and 2 more.",
        ),
        ([standing(WALK, Today.DONE), standing(TEA, Today.ANOTHER_DAY)], "Done: evening walk."),
        ([standing(WALK, Today.SKIPPED)], "None of these is for today."),
        ([standing(BATH, Today.STOPPED)], "None of these is for today."),
    ],
)
def test_the_first_line_says_what_can_be_done_and_that_nothing_needs_to_be(
    standings: list[Standing], first: str
) -> None:
    assert screen(*standings).splitlines()[0] == f"{first} Nothing here needs doing."


def test_without_any_the_first_step_is_named() -> None:
    shown = view.rituals_view([], today=TODAY)
    assert shown.page is None
    assert shown.empty.startswith("No rituals yet, and none is needed.")
    assert shown.data() == {"today": "2025-11-14", "rituals": []}


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (None, ""),
        (Regularity(Cadence.DAILY, 0, 14, SINCE), ""),
        (Regularity(Cadence.DAILY, 0, 0, SINCE), ""),
        (Regularity(Cadence.DAILY, 1, 1, SINCE), ""),
        (Regularity(Cadence.DAILY, 2, 2, SINCE), "done on 2 of the 2 days it was meant for"),
        (Regularity(Cadence.DAILY, 11, 14, SINCE), "done on 11 of the 14 days it was meant for"),
        (Regularity(Cadence.WEEKLY, 3, 4, SINCE), "done in 3 of the 4 weeks it was meant for"),
        (
            Regularity(Cadence.BIWEEKLY, 3, 4, SINCE),
            "done in 3 of the 4 pairs of weeks it was meant for",
        ),
        (Regularity(Cadence.YEARLY, 1, 2, SINCE), "done in 1 of the 2 years it was meant for"),
    ],
)
def test_regularity_is_a_share_with_its_n(found: Regularity | None, words: str) -> None:
    assert view.regularity_words(found) == words


@pytest.mark.parametrize("word", ["streak", "missed", "late", "due", "only", "in a row", "should"])
def test_nothing_is_ever_owed(word: str) -> None:
    shown = " ".join([screen(*STANDINGS), view.NO_RITUALS, view.stopped(WALK), view.added(WALK)])
    assert word not in shown.replace("later", "").split()


@pytest.mark.parametrize(
    ("every", "words"),
    [
        ("day", "every day"),
        ("2 weeks", "every two weeks"),
        ("ongoing", "whenever it fits"),
        ("weekdays", "on weekdays"),
        ("weekend", "on weekends"),
        ("sun", "on Sundays"),
        ("mon,wed,fri", "on Mondays, Wednesdays and Fridays"),
    ],
)
def test_how_often_is_said_as_a_person_would(every: str, words: str) -> None:
    assert view.meant_words(read_meant(every)) == words


def test_a_weekday_of_a_longer_rhythm_is_said_with_it() -> None:
    assert view.meant_words(Meant(Cadence.MONTHLY, (1,))) == "every month, on Mondays"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (45, "45 minutes"), (60, "an hour"), (90, "90 minutes"), (180, "3 hours")],
)
def test_a_length_is_said_in_minutes_or_hours(minutes: int, words: str) -> None:
    assert view.length_words(minutes) == words


def test_what_was_done_is_said_with_its_moment_and_a_skip_is_fine() -> None:
    done = Observance(id_number(9), BATH.id, EVENING)
    when = "Friday 14 November 2025, 21:04, Europe/Berlin."
    skipped = done._replace(state=Done.SKIPPED)
    assert view.observed(BATH, done) == f"Done: bath\\x1b[2J. {when}"
    assert view.observed(BATH, skipped) == f"Skipped: bath\\x1b[2J. That is fine. {when}"
    back = "Taken back: bath\\x1b[2J, skipped on Friday 14 November 2025."
    assert view.taken_back(BATH, skipped) == back
    assert view.taken_back(None, done).startswith("Taken back: a ritual that is not here, done on")


def test_the_table_has_a_line_for_each() -> None:
    table = view.rituals_view(STANDINGS, today=TODAY).table
    assert table is not None
    assert table().splitlines() == [
        f"{WALK.id}\tevening walk\tcurrent\tdaily\tcan_be_done\t11\t14\t12",
        f"{CALL.id}\tcall Noor\tcurrent\tweekly\tdone\t1\t1\t1",
        f"{TEA.id}\ttea\tcurrent\tmon,thu\tanother_day\t0\t4\t0",
        f"{BATH.id}\tbath\\x1b[2J\tpaused\tongoing\tstopped\t\t\t7",
    ]


HUG = Preset(
    *("hug", "A hug", "Hold each other.", Need.TOUCH, 1, With.TOGETHER, Where.NEAR),
    *(Meant(Cadence.DAILY), "A17"),
)
NOTE = HUG._replace(
    id="note", how="Write a line.", need=Need.WORDS, company=With.ALONE, where=Where.APART
)


def test_rituals_to_choose_from_stand_under_what_they_are_good_for() -> None:
    page = presets_page([HUG, NOTE], n_left_out=0)
    assert page_for_terminal(page, Look(width=80, colour=False)) == (
        "Rituals to choose from. None is meant for everyone, and none needs doing.\n"
        "\n"
        "Kind words\n"
        "  note  Write a line. (1 minute, every day, from a distance)\n"
        "\n"
        "Touch\n"
        "  hug  Hold each other. (1 minute, every day, for two)\n"
        "\n"
        "Those for two are for two who both want them, and a no is a good answer.\n"
        "\n"
        "Take one:  closeness ritual add --preset ID\n"
    )


def test_what_is_left_out_is_said_and_how_it_comes() -> None:
    page = page_for_terminal(presets_page([NOTE], n_left_out=3), Look(width=80, colour=False))
    assert "Those that ask two people to take part are left out" in page
    assert "for two who both want" not in page
    shown = presets_view([], n_left_out=3)
    assert shown.page is None
    assert "--together" in shown.empty
    assert "--together" not in presets_view([], n_left_out=0).empty
