"""What is read through dateparser, and what is not believed of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import EVENING, a_moment
from closeness_cli.bootstrap.dates import LANGUAGES, languages_of, read_when, read_when_day
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.moment import Moment


def read(text: str, now: Moment = EVENING) -> Moment:
    return read_when(text, now=now, environment={})


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("gestern 21:30", "2025-11-13T21:30:00+01:00"),
        ("gestern", "2025-11-13T12:00:00+01:00"),
        ("heute", "2025-11-14T21:04:00+01:00"),
        ("vor 3 Tagen", "2025-11-11T12:00:00+01:00"),
        ("vor einer Woche", "2025-11-07T12:00:00+01:00"),
        ("vor 3 Tagen 21:30", "2025-11-11T21:30:00+01:00"),
        ("vor 3 Stunden", "2025-11-14T18:04:00+01:00"),
        ("Freitag 21:30", "2025-11-07T21:30:00+01:00"),
        ("14. März", "2025-03-14T12:00:00+01:00"),
        ("24. Dezember", "2024-12-24T12:00:00+01:00"),
        ("Freitag, 14. März 2025", "2025-03-14T12:00:00+01:00"),
        ("hier à 21h30", "2025-11-13T21:30:00+01:00"),
        ("le 8 août 2024 à 21h", "2024-08-08T21:00:00+02:00"),
        ("hace 3 días", "2025-11-11T12:00:00+01:00"),
        ("ieri", "2025-11-13T12:00:00+01:00"),
        ("3 dagen geleden", "2025-11-11T12:00:00+01:00"),
        ("ontem às 21:30", "2025-11-13T21:30:00+01:00"),
        ("2 weeks before", "2025-10-31T12:00:00+01:00"),
        ("3d", "2025-11-11T12:00:00+01:00"),
        ("30h", "2025-11-13T15:04:00+01:00"),
        ("hier à 14h", "2025-11-13T14:00:00+01:00"),
        # What the core reads is not guessed at.
        ("yesterday 21:30", "2025-11-13T21:30:00+01:00"),
        ("2025-11-13", "2025-11-13T12:00:00+01:00"),
    ],
)
def test_other_words_are_read_of_the_past(text: str, local: str) -> None:
    assert read(text).iso == local


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "10: ten things",
        "[2020-01-01]",
        "[2020-01-01] Sam: gestern",
        "Walked home on 3 May",
        "1763154000",
        "99999 days before",
        # Understood by dateparser with something left out, or made up:
        "gestern 21 Uhr",
        "21 Uhr",
        "heute Morgen",
        "gestern vorgestern",
        "Montag, 14. März 2025",
        "März",
        "März 2025",
        "vor 2 Monaten",
        "letzten Monat",
        "5 5 5 mai",
        "um 9",
        "1e9",
        "a 3",
        "2 e 3",
        "sunday 10",
        "gestern" + " " * 3 + "oder heute",
        "gestern\x00",
        "x" * 5000,
    ],
)
def test_what_would_be_a_guess_is_refused(text: str) -> None:
    with pytest.raises(WrongUseError, match=r"^That time is not understood\.$") as caught:
        read(text)
    assert "3 days ago" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("morgen", "That time is still ahead."),
        ("in 3 Tagen", "That time is still ahead."),
        ("in 3 Stunden", "That time is still ahead."),
        ("24. Dezember 2026", "That time is still ahead."),
        ("gestern 21:30 EST", "A zone is written as an offset."),
        ("14. März 1825", "That time is too long ago."),
        ("03.04.2025", "That can be read as two different times."),
        ("31.04.", "There is no such day or time."),
        ("14h", "That can be read as two different times."),
        ("à 9 h", "That can be read as two different times."),
    ],
)
def test_what_cannot_have_been_is_refused_as_elsewhere(text: str, sentence: str) -> None:
    with pytest.raises(WrongUseError) as caught:
        read(text)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("now", "local"),
    [
        ("2024-03-31T10:00:00+02:00", "2024-03-30T21:00:00+01:00"),
        ("2024-10-27T10:00:00+01:00", "2024-10-26T23:00:00+02:00"),
    ],
)
def test_hours_ago_are_hours_whatever_the_clocks_did(now: str, local: str) -> None:
    assert read("vor 12 Stunden", a_moment(now)).iso == local


@pytest.mark.parametrize("day", range(1, 15))
def test_a_number_word_is_not_taken_for_a_day_of_the_month(day: int) -> None:
    now = a_moment(f"2025-11-{day:02}T12:00:00+01:00")

    assert read("vor einer Woche", now).on.toordinal() == now.on.toordinal() - 7


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("gestern", date(2025, 11, 13)),
        ("morgen", date(2025, 11, 15)),
        ("last friday", date(2025, 11, 7)),
        ("2026-03-31", date(2026, 3, 31)),
    ],
)
def test_a_day_may_be_ahead(text: str, day: date) -> None:
    assert read_when_day(text, now=EVENING, environment={}) == day


@pytest.mark.parametrize(
    ("environment", "first"),
    [
        ({}, LANGUAGES),
        ({"LANG": "C"}, LANGUAGES),
        ({"LANG": "de_DE.UTF-8"}, ("de", "en", "fr", "es", "it", "nl", "pt")),
        ({"LANG": "de_DE", "LC_ALL": "pl"}, ("pl", *LANGUAGES)),
        ({"LANG": "es_ES@euro", "LC_ALL": ""}, ("es", "en", "de", "fr", "it", "nl", "pt")),
    ],
)
def test_the_language_of_the_locale_is_tried_first(
    environment: dict[str, str], first: tuple[str, ...]
) -> None:
    assert languages_of(environment) == first


def test_a_language_that_only_the_locale_names_is_understood() -> None:
    polish = {"LC_TIME": "pl_PL.UTF-8"}

    assert read_when("wczoraj 21:30", now=EVENING, environment=polish) == read("yesterday 21:30")
    with pytest.raises(WrongUseError):
        read("wczoraj 21:30")


def test_a_locale_that_dateparser_does_not_know_leaves_the_others() -> None:
    klingon = {"LANG": "xx_XX.UTF-8"}

    assert read_when("gestern", now=EVENING, environment=klingon) == read("yesterday")


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("0123456789 .:-/'abdeghmnorstuvy"), max_size=20))
def test_any_text_is_understood_or_refused_in_a_sentence(text: str) -> None:
    try:
        assert read(text).at <= EVENING.at.replace(minute=9)
    except WrongUseError as error:
        assert error.sentence.endswith(".")  # noqa: PT017 - either way is fine
