from __future__ import annotations

import pytest

from builders import an_entry, id_number
from closeness_cli.presentation.assess_view import finished_page
from closeness_cli.presentation.messages import SUPPORT
from closeness_cli.presentation.page import page_as_plain
from closeness_cli.services.assess import Finished
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
