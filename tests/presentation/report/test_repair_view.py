"""How long repairs take, on a page."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.reports.evidence import weigh
from closeness_cli.core.reports.repair import Conflict, build_repairs
from closeness_cli.presentation.grid import Look, display_width
from closeness_cli.presentation.page import page_for_terminal
from closeness_cli.presentation.page_text import page_as_markdown, page_as_plain
from closeness_cli.presentation.report.repair_view import (
    HOLLOW,
    NOT_APART,
    repair_data,
    repair_lines,
    repair_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from closeness_cli.core.reports.evidence import Evidence
    from closeness_cli.core.reports.repair import Repairs

SCREENS = Path(__file__).parents[1] / "screens"

BEGIN = datetime(2025, 9, 6, 20, tzinfo=UTC)
TODAY = date(2026, 6, 1)


def conflicts(hours: Sequence[float | None]) -> list[Conflict]:
    """Make a conflict every ten days, repaired after so many hours; absent is without."""
    begins = [BEGIN + timedelta(days=10 * at) for at in range(len(hours))]
    return [
        Conflict(began, repairs_at=() if after is None else (began + timedelta(hours=after),))
        for began, after in zip(begins, hours, strict=True)
    ]


def nothing_yet() -> list[Conflict]:
    return []


def few() -> list[Conflict]:
    """Four conflicts: repaired, faded, open still, and one of which nothing was heard."""
    mended, *others = conflicts([30, None, None, None])
    return [
        mended,
        others[0]._replace(closed_as="faded", closed_on=date(2025, 9, 30)),
        others[1]._replace(still_open_on=date(2025, 10, 10)),
        others[2],
    ]


def six() -> list[Conflict]:
    return conflicts([3, 50, 20, None, 11, 26, 8])


def a_year() -> list[Conflict]:
    """Two dozen conflicts, the later ones repaired sooner; three without a repair."""
    chance = Random(4)
    hours: list[float | None] = [chance.lognormvariate(3.6, 0.7) for _ in range(12)]
    hours += [chance.lognormvariate(2.2, 0.7) for _ in range(12)]
    hours[5] = hours[16] = hours[20] = None
    made = conflicts(hours)
    made[5] = made[5]._replace(closed_as="faded", closed_on=made[5].began_at.date() + timedelta(3))
    made[16] = made[16]._replace(still_open_on=made[16].began_at.date() + timedelta(1))
    return made


STORIES: dict[str, Callable[[], list[Conflict]]] = {
    "nothing_yet": nothing_yet,
    "few": few,
    "six": six,
    "a_year": a_year,
}


def weighed(made: list[Conflict]) -> tuple[Repairs, Evidence]:
    found = build_repairs(made, today=TODAY)
    return found, weigh([], {}, waits=found.known.waits)


def screen(made: list[Conflict], width: int = 80, *, with_method: bool = False) -> str:
    page = repair_page(*weighed(made), with_method=with_method)
    return page_for_terminal(page, Look(width=width, colour=False))


def plain(made: list[Conflict]) -> str:
    return page_as_plain(repair_page(*weighed(made)))


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("story", STORIES)
def test_the_whole_screen(story: str, width: int) -> None:
    expected = (SCREENS / f"repair_{story}_{width}.txt").read_text(encoding="utf-8")
    assert screen(STORIES[story](), width) == expected


@pytest.mark.parametrize("make", STORIES.values())
@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(make: Callable[[], list[Conflict]], width: int) -> None:
    shown = screen(make(), width, with_method=True)
    assert all(display_width(row) <= width for row in shown.splitlines())


def test_without_a_period_that_is_empty_it_is_said_of_the_period() -> None:
    page = repair_page(*weighed([]), narrows=True)
    assert "in this period" in page_as_plain(page)


def test_a_median_has_its_range_from_eight_repairs_on() -> None:
    assert plain(six()).startswith("So far, half of your conflicts were repaired within ")
    assert "95 %" not in plain(six())
    assert "95 %: " in plain(a_year())


def test_an_end_that_is_not_known_is_told_as_at_least() -> None:
    still = [one._replace(still_open_on=date(2026, 5, 1)) for one in conflicts([None] * 9)]
    mended = conflicts([10.0 + at for at in range(8)])
    assert "within about 17 hours (95 %: at least 12 hours; 14 con" in plain([*mended, *still[:6]])
    said = plain([*mended, *still])
    assert said.startswith("Half of your conflicts took at least 13 hours to be repaired (17 ")


def test_that_it_went_sooner_is_told_only_where_it_was_weighed_and_clear() -> None:
    assert "repairs have come sooner: half within about " in plain(a_year())
    alike = [9.0 + at % 5 for at in range(20)]
    assert NOT_APART in plain(conflicts(alike))
    found, _ = weighed(a_year())
    assert "sooner" not in page_as_plain(repair_page(found, None))
    slower = [*([4.0] * 9), *(90.0 + at for at in range(10))]
    assert "repairs have come later" in plain(conflicts(slower))


def test_what_is_hollow_and_what_is_not_known_is_said() -> None:
    assert HOLLOW in plain(a_year())
    assert "Of one conflict nothing was noted since" in plain(a_year())
    assert HOLLOW not in plain(conflicts([5.0] * 6))


def test_one_that_is_repaired_before_it_began_is_said_to_be_left_out() -> None:
    odd = Conflict(BEGIN, repairs_at=(BEGIN - timedelta(hours=1),))
    assert "One conflict is left out" in plain([odd])
    assert "Two conflicts are left out" in plain([*a_year(), odd, odd])


def test_the_overview_has_one_line_once_there_is_a_median() -> None:
    assert repair_lines(build_repairs(few(), today=TODAY)) == []
    (facts,) = repair_lines(build_repairs(six(), today=TODAY))
    assert facts.rows == (  # type: ignore[union-attr]  # it is one
        (
            "Repair",
            (
                "half of your conflicts were repaired within about 16 hours "
                "(seven conflicts, six repaired)"
            ),
        ),
    )


def test_every_figure_has_its_n_its_interval_and_its_method() -> None:
    data = repair_data(*weighed(a_year()))
    median = data["median_hours"]
    assert median["at_least"] < median["value"] < median["at_most"]
    assert (median["n"], median["n_repaired"], median["method"][:12]) == (24, 21, "kaplan-meier")
    assert (data["faded"], data["open"], data["open_without_word_since"]) == (1, 2, 1)
    assert data["earlier_and_later"]["told"]
    assert len(data["curve"]["steps"]) == 21
    early = repair_data(*weighed(few()))
    assert early["median_hours"] is None
    assert early["silence"]["reason"] == "too_few"
    assert early["earlier_and_later"]["told"] is False


def test_the_method_names_its_sources() -> None:
    assert "Kaplan & Meier 1958" in screen(a_year(), 200, with_method=True)
    assert "Kaplan" not in screen(a_year())


def test_it_can_be_a_file() -> None:
    assert page_as_markdown(repair_page(*weighed(a_year()))).startswith("# From conflict to repair")
