"""`closeness ritual`: added, done, skipped, listed, taken back; and all that is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness, Outcome

WALK = ("ritual", "add", "evening", "walk", "--every", "day", "--after", "dinner")


def rituals(closeness: Closeness, *more: str) -> list[Any]:
    found: list[Any] = closeness("ritual", "--json", *more).data["rituals"]
    return found


def test_without_a_vault_there_is_none_and_none_is_made(closeness: Closeness) -> None:
    status, out, err = closeness("ritual")
    assert (status, out) == (0, "")
    assert err.startswith("No rituals yet, and none is needed.")
    assert closeness("ritual", "list", "--json").data["rituals"] == []
    assert closeness("ritual", "done", "walk").status == 2
    assert not closeness.vault.exists()


def test_a_ritual_is_added_and_done(kept: Closeness) -> None:
    assert kept(*WALK) == (
        0,
        (
            "Added: evening walk, every day, after dinner.\n"
            "  When you did it:  closeness ritual done NAME\n"
        ),
        "",
    )
    assert kept("ritual", "done", "walk") == (
        0,
        "Done: evening walk. Friday 14 November 2025, 21:04, Europe/Berlin.\n",
        "",
    )
    assert kept("ritual") == (
        0,
        (
            "Done: evening walk. Nothing here needs doing.\n"
            "\n"
            "  evening walk  every day, after dinner · done today\n"
            "\n"
            "When you did one:  closeness ritual done NAME\n"
        ),
        "",
    )


def test_regularity_counts_days_once_and_leaves_skipped_ones_out(kept: Closeness) -> None:
    kept(*WALK, "--since", "2025-11-01")
    for day in (1, 2, 2, 4):
        assert kept("ritual", "done", "even", "--at", f"2025-11-{day:02} 20:00").status == 0
    kept("ritual", "skip", "evening walk", "--at", "2025-11-05")

    [walk] = rituals(kept)

    assert walk["regularity"] == {
        "period": "daily", "done": 3, "meant": 12, "since": "2025-11-01",
    }  # fmt: skip
    assert (walk["times"], walk["last_on"], walk["today"]) == (4, "2025-11-04", "can_be_done")
    assert kept("ritual", "--plain").out.split("\t")[1:] == [
        "evening walk", "current", "daily", "can_be_done", "3", "12", "4\n",
    ]  # fmt: skip
    said = " ".join(kept("ritual").out.split())
    assert "done on 3 of the 12 days it was meant for" in said


def test_what_was_said_last_is_taken_back_and_then_the_one_before(kept: Closeness) -> None:
    kept(*WALK)
    kept("ritual", "done", "walk", "--minutes", "20")
    kept("ritual", "skip", "walk", "--at", "2025-11-13")

    said = "Taken back: evening walk, skipped on Thursday 13 November 2025.\n"
    assert kept("ritual", "undo").out == said
    assert kept("ritual", "undo", "--json").data["minutes"] == 20
    assert kept("ritual", "undo") == (0, "", "There is nothing to take back.\n")
    assert [one["times"] for one in rituals(kept)] == [0]


def test_without_every_it_is_for_whenever_it_fits(kept: Closeness) -> None:
    kept("ritual", "add", "tea", "--minutes", "10")
    kept("ritual", "done", "tea")
    [tea] = rituals(kept)
    assert (tea["cadence"], tea["regularity"], tea["times"]) == ("ongoing", None, 1)


def test_another_rhythm_begins_to_count_today_and_what_was_done_stays(kept: Closeness) -> None:
    kept(*WALK, "--since", "2025-11-01")
    kept("ritual", "done", "walk", "--at", "2025-11-02")
    assert kept("ritual", "edit", "walk", "--every", "mon,thu", "--name", "Stroll").out == (
        "Changed: Stroll, on Mondays and Thursdays, after dinner.\n"
    )
    [walk] = rituals(kept)
    assert (walk["name"], walk["weekdays"], walk["began_on"]) == ("Stroll", [1, 4], "2025-11-14")
    assert (walk["times"], walk["regularity"]["meant"]) == (1, 0)
    kept("ritual", "edit", "str", "--after", "", "--minutes", "5")
    [walk] = rituals(kept)
    assert (walk["after"], walk["minutes"], walk["began_on"]) == (None, 5, "2025-11-14")
    assert kept("ritual", "edit", "str", "--every", "thu,mon").out == "Nothing was changed.\n"


def test_what_is_stopped_is_kept_and_comes_back(kept: Closeness) -> None:
    kept(*WALK, "--since", "2025-11-01")
    kept("ritual", "done", "walk", "--at", "2025-11-02")
    assert "Stopped: evening walk." in kept("ritual", "stop", "walk").out
    assert [one["today"] for one in rituals(kept)] == ["stopped"]
    assert kept("ritual", "stop", "walk").err == "Nothing was changed.\n"
    later = kept.at("2025-12-01T10:00:00+01:00")
    assert "What is counted begins today." in later("ritual", "again", "walk").out
    [walk] = rituals(later)
    assert (walk["state"], walk["began_on"], walk["times"]) == ("current", "2025-12-01", 1)
    assert later("ritual", "again", "walk").err == "Nothing was changed.\n"


def test_whose_it_is_is_said_with_as(kept: Closeness) -> None:
    kept(*WALK)
    assert kept("ritual", "done", "walk", "--as", "Sam", "--yes").status == 0
    assert [one["times"] for one in rituals(kept)] == [0]
    assert [one["times"] for one in rituals(kept, "--as", "Sam")] == [1]
    kept("ritual", "add", "piano", "--as", "Sam")
    assert [one["name"] for one in rituals(kept)] == ["evening walk"]
    assert [one["name"] for one in rituals(kept, "--as", "Sam")] == ["evening walk", "piano"]
    assert kept("ritual", "undo").err == "There is nothing to take back.\n"
    assert kept("ritual", "undo", "--as", "Sam").status == 0


def test_one_that_ships_is_taken_with_what_it_suggests(kept: Closeness) -> None:
    said = kept("ritual", "add", "--preset", "quiet-hands", "--json").data
    assert (said["name"], said["preset"], said["need"]) == ("Quiet hands", "quiet-hands", "touch")
    assert (said["cadence"], said["together"], said["long_distance"]) == ("weekly", True, False)
    own = kept("ritual", "add", "Hands", "--preset", "quiet-hands", "--every", "day", "--json").data
    assert (own["name"], own["cadence"], own["minutes"]) == ("Hands", "daily", 2)


def ids(outcome: Outcome) -> set[str]:
    return {one["id"] for one in outcome.data["presets"]}


def test_one_may_browse_without_a_vault_and_what_asks_two_is_left_out(
    closeness: Closeness,
) -> None:
    shown = closeness("ritual", "browse", "--json")
    assert {one["with"] for one in shown.data["presets"]} == {"alone", "either"}
    assert shown.data["left_out"] > 0
    assert "closeness settings joint-suggestions on" in closeness("ritual", "browse").out
    assert {"long-hug", "small-feast"} <= ids(closeness("ritual", "browse", "--together", "--json"))
    assert not closeness.vault.exists()


def test_where_that_was_chosen_what_asks_two_comes_too(kept: Closeness) -> None:
    kept("settings", "joint-suggestions", "on")
    shown = kept("ritual", "browse", "--json")
    assert "long-hug" in ids(shown)
    assert shown.data["left_out"] == 0


def test_browsing_is_narrowed_by_need_minutes_company_and_place(closeness: Closeness) -> None:
    def found(*words: str) -> set[str]:
        return ids(closeness("ritual", "browse", "--json", *words))

    assert found("--need", "Room", "--minutes", "5", "--alone") == {
        "work-ends-here", "still-minutes", "friendly-no", "what-does-me-good",
    }  # fmt: skip
    assert "shared-pages" in found("--together", "--apart")
    assert "long-hug" not in found("--together", "--apart")
    assert found("--near") >= {"no-screens-here", "moving"}
    line = closeness("ritual", "browse", "--need", "help", "--plain").out
    assert line.startswith("small-favour\tA small favour\thelp\t5\talone\teither\tevery day\tDo ")
    assert "None of the rituals fits" in closeness("ritual", "browse", "--need", "touch").err


@pytest.mark.parametrize(
    ("line", "sentence", "hint"),
    [
        ("add", "The ritual has no name, and there is no terminal to ask at.", "For example"),
        ("done", "No ritual is named, and there is no terminal to ask at.", "For example"),
        ("again", "No ritual is named, and there is no terminal to ask at.", "For example"),
        ("add tea --every secret", "How often it is meant is not understood.", "--every takes"),
        ("add tea --minutes 1441", "--minutes takes a whole number from 0 to 1440.", ""),
        ("add tea --minutes secret", "--minutes takes a whole number.", "closeness ritual add"),
        ("add tea --preset long-hugs", "There is no ritual to choose of that id.", "Did you mean"),
        ("add tea --preset secret", "There is no ritual to choose of that id.", "closeness ritual"),
        ("add Evening WALK", "There is a ritual of that name already.", "closeness ritual list"),
        ("done secret", "There is no ritual of that name.", "closeness ritual list"),
        ("done evning", "There is no ritual of that name.", "closeness ritual list"),
        ("done e", "Several rituals have names that begin like this.", "Give a few more letters."),
        ("done walk --at 2025-11-31", "There is no such day", ""),
        ("done walk --at 2025-11-15", "That time is still ahead.", ""),
        ("edit walk", "Nothing to change is named.", "For example: closeness ritual edit"),
        ("edit walk --name early", "There is a ritual of that name already.", ""),
        ("edit walk --every never", "How often it is meant is not understood.", "--every takes"),
        ("browse --need secret", "--need takes one of a few words.", "They are words, listening"),
        ("browse --near --apart", "Those two cannot be said at once.", "Say --near or --apart."),
        ("secret", "There is no command of that name.", "closeness ritual --help"),
        ("dne", "There is no command of that name.", "Did you mean done?"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_without_the_words(
    line: str, sentence: str, hint: str, kept: Closeness
) -> None:
    kept(*WALK)
    kept("ritual", "add", "early")
    before = kept("vault", "export", "-").out
    status, out, err = kept("ritual", *line.split())
    assert (status, out) == (3 if "no terminal" in sentence else 2, "")
    assert err.startswith(sentence)
    assert hint in err
    assert "secret" not in err
    assert kept("vault", "export", "-").out == before


def test_a_name_is_data_and_no_markup(kept: Closeness) -> None:
    kept("ritual", "add", "tea [bold]\u202e")
    assert "tea [bold]\\u202e" in kept("ritual").out
    assert kept("ritual", "add", "tea\x1b[2J").status == 2


def test_export_and_import_bring_rituals_along(kept: Closeness, tmp_path: Path) -> None:
    kept(*WALK, "--since", "2025-11-10")
    kept("ritual", "done", "walk", "--at", "2025-11-11")
    kept("ritual", "skip", "walk", "--at", "2025-11-12")
    lines = tmp_path / "all.jsonl"
    lines.write_text(kept("vault", "export", "-").out, encoding="utf-8")
    other = type(kept)(tmp_path / "other", kept.environment | {"CLOSENESS_VAULT": ""})
    other.environment["CLOSENESS_VAULT"] = str(tmp_path / "other")
    assert other("vault", "import", str(lines)).status == 0
    assert rituals(other) == rituals(kept)
    assert other("vault", "export", "-").out == lines.read_text(encoding="utf-8")


def test_lines_of_others_are_there_at_once(kept: Closeness) -> None:
    line = '{"type":"observance","ritual":"Tea","at":"2025-11-13T20:00:00+01:00"}\n'
    assert kept("vault", "import", "-", given=line).status == 0
    [tea] = rituals(kept)
    assert (tea["name"], tea["cadence"], tea["times"]) == ("Tea", "ongoing", 1)
    assert kept("ritual", "edit", "tea", "--every", "week").status == 0


def test_of_two_of_one_name_the_one_that_is_not_stopped_is_meant(kept: Closeness) -> None:
    kept("ritual", "add", "tea")
    kept("ritual", "stop", "tea")
    line = {
        "type": "ritual", "id": "01KA1NT3V0QK4M8ZB2X6R9D7WH", "name": "Tea",
        "rev": "01KA1NT3V0QK4M8ZB2X6R9D7WJ", "device": "01KA1NT3V0QK4M8ZB2X6R9D7WK",
        "written_at": "2025-11-14T20:00:00.000Z", "cadence": "daily",
    }  # fmt: skip
    header = '{"type":"header","format":"closeness.records/1"}'
    assert kept("vault", "import", "-", given=f"{header}\n{json.dumps(line)}\n").status == 0
    assert kept("ritual", "done", "tea", "--json").data["ritual"] == line["id"]
    assert kept("ritual", "stop", "tea").status == 0
    assert {one["state"] for one in rituals(kept)} == {"paused"}


def test_counts_stand_beside_the_marks_of_trust(kept: Closeness) -> None:
    kept("ritual", "add", "tea")
    kept("ritual", "done", "tea")
    kept("ritual", "done", "tea", "--at", "2025-10-15")  # a day before the month
    kept("ritual", "skip", "tea")
    loud = kept("journal", "conflict", "Loud.", "--at", "2025-11-01 18:00", "--json").data["id"]
    kept("journal", "repair", "Tea.", "--of", loud, "--at", "2025-11-01 21:00")
    kept("assess", "growth-markers", "--answer", "rituals=4")

    shown = kept("assess", "show", "growth-markers", "--json").data["closer_look"]["logged"]

    assert (shown["rituals_done"], shown["repairs"], shown["hours_to_repair"]) == (1, 1, [3.0])
    assert "rituals done once, in that month" in kept("assess", "show", "growth-markers").out
