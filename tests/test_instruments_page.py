"""The page about published measures against the file that it is written from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import instruments_page
from closeness_cli.storage.bank.item_bank import load_bank
from instruments_page import BEGIN, END, PAGE, PROFILES, ranges, section, with_section

if TYPE_CHECKING:
    from closeness_cli.core.instruments.item_bank import Profile

BANK = load_bank(PROFILES)


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    assert with_section(page, section(BANK.profiles)) == page


@pytest.mark.parametrize("profile", BANK.profiles, ids=lambda one: one.instrument.id)
def test_every_profile_is_on_the_page_with_all_that_is_known(profile: Profile) -> None:
    page = PAGE.read_text("utf-8")
    assert f"\n### `{profile.instrument.id}`: " in page
    for fact in profile.facts:
        assert fact.says in page
        assert fact.source in page
    for one in profile.instrument.cutoffs:
        assert f"below {one.line:g} of `{one.dimension}`" in page


def test_what_a_table_says_of_scoring() -> None:
    page = section(BANK.profiles)
    assert (
        "| Attachment anxiety, `attachment-anxiety` | mean of 1–18, 1 to 7; reversed: 9, 11;"
        " needs 15 of 18 answers |" in page
    )
    assert "| Cohesion, `dyadic-cohesion` | sum of 11–14, 0 to 19; none reversed; needs" in page
    assert "| items | 14: 1–10, 12–14 answered 0 to 5; 11 answered 0 to 4 |" in page
    assert "| noise | reliable change of `dyadic-adjustment`: 11.58 (Anderson" in page


def test_it_is_written_in_place_and_the_rest_is_left_alone() -> None:
    page = f"# Page\n\n{BEGIN}\nold\n{END}\n\nAfter.\n"
    written = with_section(page, f"{BEGIN}\nnew\n{END}")
    assert written == f"# Page\n\n{BEGIN}\nnew\n{END}\n\nAfter.\n"


@pytest.mark.parametrize(
    "page", ["", BEGIN, END, f"{END} {BEGIN}", f"{BEGIN} {END} {END}", f"{BEGIN} {END} {BEGIN}"]
)
def test_a_page_without_both_marks_once_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="must stand in the page once"):
        with_section(page, "new")


def test_running_it_changes_nothing_that_is_up_to_date() -> None:
    before = PAGE.read_bytes()
    instruments_page.main()
    assert PAGE.read_bytes() == before


@pytest.mark.parametrize(
    ("numbers", "said"),
    [([1], "1"), ([1, 2, 3], "1–3"), ([4, 7], "4, 7"), ([1, 2, 4, 6, 7, 8], "1–2, 4, 6–8")],
)
def test_numbers_that_follow_each_other_are_a_range(numbers: list[int], said: str) -> None:
    assert ranges(numbers) == said
