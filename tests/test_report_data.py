"""The commands of docs/report-data.md, run on an invented year, give the report's own figures."""

from __future__ import annotations

import json
import random
import re
import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from commands import Closeness

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "report-data.md"

FIRST = date(2024, 1, 1)
DAYS = 365
BERLIN = ZoneInfo("Europe/Berlin")

Record = dict[str, Any]


def year() -> Iterator[Record]:
    """Give a year in which feeling close fell once, and a walk lifts the day after."""
    chance = random.Random(4)
    walked = False
    for number in range(DAYS):
        day = FIRST + timedelta(days=number)
        mood = chance.gauss(0.3, 0.8) + 0.7 * walked + 0.4 * (day.weekday() == 5)
        if chance.random() < 0.9:
            tags = [tag for tag in ("work", "sleep") if chance.random() < 0.15]
            yield entry(day, 21, mood=max(-2, min(2, round(mood))), tags=tags)
        if chance.random() < 0.4:
            depth, minutes = chance.randint(1, 3), chance.randint(5, 60)
            yield entry(
                day,
                17,
                kind="conversation",
                depth=depth,
                minutes=minutes * depth,
                presence=chance.randint(1, 5),
            )
        walked = chance.random() < 0.4
        if walked:
            yield {"type": "observance", "ritual": "Walk", **when(day, 18)}
        if chance.random() < 0.1:
            yield entry(day, 19, kind="conflict", ref=f"c{number}")
            if chance.random() < 0.85:
                hours = chance.lognormvariate(3.3 if number < DAYS / 2 else 2.2, 0.8)
                yield entry(day, 19, hours, kind="repair", repairs=f"c{number}")
        if day.weekday() == 6:
            close = chance.gauss(7.5 if number < 220 else 5.5, 1)
            yield {
                "type": "administration",
                "instrument": "week",
                "answers": {"connection": round(close), "heard": chance.randint(2, 5)},
                **when(day, 20),
            }


def when(day: date, hour: int, later: float = 0) -> dict[str, str]:
    at = datetime.combine(day, time(hour), BERLIN) + timedelta(hours=later)
    return {"at": at.isoformat(timespec="seconds"), "tz": "Europe/Berlin"}


def entry(day: date, hour: int, later: float = 0, *, kind: str = "note", **more: object) -> Record:
    return {"type": "entry", "kind": kind, "text": "Words.", **when(day, hour, later), **more}


@pytest.fixture(scope="module")
def closeness(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closeness]:
    """The program on the last day of that year."""
    folder = tmp_path_factory.mktemp("year")
    lines = "".join(f"{json.dumps(one)}\n" for one in sorted(year(), key=lambda one: one["at"]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        made = Closeness(folder / "vault").at("2024-12-31T22:00:00+01:00")
        done = made("vault", "import", "-", "--yes", given=lines)
        assert done.status == 0, done
        yield made


@pytest.fixture(scope="module")
def found(closeness: Closeness) -> dict[str, Any]:
    """What the commands of the page have found when all of them were run."""
    folder = closeness.vault.parent
    assert closeness("report", "data", "--csv", str(folder / "figures.csv")).status == 0
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL))
    names: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels takes the logarithm of 0 and says so
        patch.chdir(folder)
        exec(compile(code, PAGE.name, "exec"), names)
    return names


@pytest.fixture(scope="module")
def report(closeness: Closeness) -> dict[str, Any]:
    """The overview as plain data."""
    told: dict[str, Any] = closeness("report", "--json").data
    return told


def test_levels_and_whether_they_moved_are_the_report_s(
    found: dict[str, Any], report: dict[str, Any]
) -> None:
    scored = [one for one in report["levels"] if one["latest"]]
    assert {one["dimension"] for one in scored} == {"connection", "heard"}
    for level in scored:
        name = (level["instrument"], level["dimension"])
        row = found["levels"].loc[name]
        assert row["first"] == pytest.approx(level["first"]["percent_of_range"])
        assert row["last"] == pytest.approx(level["latest"]["percent_of_range"])
        assert row["count"] == level["n_scored"]
        change = level["change"]
        told = found["verdict"](found["runs_of"](name), n_dimensions=len(scored))
        for key in ("then", "now", "threshold"):
            assert told[key] == pytest.approx(change[key])


def test_moods_tags_and_entries_are_the_report_s(
    found: dict[str, Any], report: dict[str, Any]
) -> None:
    assert list(found["moods"]) == pytest.approx([one["mood"] for one in report["moods"]])
    assert dict(found["tags"]) == {one["tag"]: one["n"] for one in report["tags"]}
    assert found["n_entries"] == report["entries"]


def test_the_trend_is_the_report_s(found: dict[str, Any], report: dict[str, Any]) -> None:
    trend, told = found["trend"], report["evidence"]["trend"]
    assert trend["change"] == pytest.approx(told["change"])
    assert [trend["low"], trend["high"]] == pytest.approx(told["interval"], rel=1e-3)
    assert trend["p"] == pytest.approx(told["p"], rel=1e-2)


def test_the_shift_is_the_report_s_up_to_its_chance(
    found: dict[str, Any], report: dict[str, Any]
) -> None:
    shift, told = found["shift"], report["evidence"]["shift"]
    assert told["told"]
    assert shift["before"] == pytest.approx(told["before"])
    assert shift["after"] == pytest.approx(told["after"])
    assert shift["p"] == pytest.approx(told["p"], abs=0.01)
    assert bool(shift["is_drift"]) == told["drift"]
    for mine, its in zip([shift["earliest"], shift["latest"]], told["between"], strict=True):
        apart = date.fromisoformat(mine) - date.fromisoformat(its)
        assert abs(apart) <= timedelta(weeks=1)


def test_the_usual_range_is_the_report_s(found: dict[str, Any], report: dict[str, Any]) -> None:
    told = report["evidence"]["usual_range"]
    assert list(found["usual_range"]) == pytest.approx(told["interval"])
    assert list(found["outside"]["on"]) == [one["on"] for one in told["outside"]]


def test_weekdays_and_the_day_after_are_the_report_s(
    found: dict[str, Any], closeness: Closeness
) -> None:
    told = closeness("report", "rituals", "--json").data
    days = told["weekdays"]
    assert found["weekday_p"] == pytest.approx(days["p"], abs=0.03)
    assert len(days["days"]) == 7
    for one in days["days"]:
        row = found["weekdays"].loc[one["weekday"] - 1]
        assert [row["difference"], row["low"], row["high"], row["n"]] == pytest.approx(
            [one["difference"], one["low"], one["high"], one["n"]]
        )
    (walk,) = [one for one in told["next_day"] if one["source"] == "ritual"]
    work = next(one for one in told["next_day"] if (one["source"], one["name"]) == ("tag", "work"))
    moved = found["moved"]
    for mine, its in ((moved["ritual", "Walk"], walk), (moved["tag", "work"], work)):
        for key in ("difference", "low", "high", "p", "n_with", "n_without"):
            assert mine[key] == pytest.approx(its[key]), key


@pytest.mark.parametrize("kind", ["deep-talk", "long-talk", "present-talk"])
def test_the_day_after_talks_is_the_report_s(
    found: dict[str, Any], closeness: Closeness, kind: str
) -> None:
    told = closeness("report", "rituals", "--json").data["next_day"]
    its = next(one for one in told if one["name"] == kind)
    mine = found["moved"]["talk", kind]
    for key in ("difference", "low", "high", "p", "n_with", "n_without"):
        assert mine[key] == pytest.approx(its[key]), key


def test_what_may_be_told_is_what_the_report_tells(
    found: dict[str, Any], report: dict[str, Any], closeness: Closeness
) -> None:
    assert len(found["q"]) == report["evidence"]["looked_at"]
    few = {one for one, q in found["q"].items() if q <= 0.1}
    told: set[object] = {one for one in ("trend", "shift") if report["evidence"][one]["told"]}
    for one in closeness("report", "rituals", "--json").data["next_day"]:
        if one["told"]:
            told.add((one["source"], "Walk" if one["source"] == "ritual" else one["name"]))
    assert {"shift", ("ritual", "Walk")} <= told <= few


def test_the_time_to_repair_is_the_report_s(found: dict[str, Any], closeness: Closeness) -> None:
    told = closeness("report", "repair", "--json").data
    median = told["median_hours"]
    repair = found["repair"]
    assert repair["median"] == pytest.approx(median["value"])
    assert list(repair["range"]) == pytest.approx([median["at_least"], median["at_most"]])
    assert repair["p"] == pytest.approx(told["earlier_and_later"]["p"])
