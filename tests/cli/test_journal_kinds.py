"""The short forms of the kinds: each takes its own fields; without a terminal nothing is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from commands import NOW, Closeness

if TYPE_CHECKING:
    from pathlib import Path

LATER = "2025-12-14T21:04:00+01:00"


def shown(closeness: Closeness, entry_id: str) -> Any:  # noqa: ANN401 - JSON
    return closeness("journal", "show", entry_id, "--json").data


def written(closeness: Closeness, *arguments: str) -> str:
    found: str = closeness("journal", *arguments, "--json", "--yes").data["id"]
    return found


def entries(closeness: Closeness) -> list[Any]:
    found: list[Any] = closeness("journal", "list", "--json").data["entries"]
    return found


@pytest.mark.parametrize(
    ("line", "kind", "fields"),
    [
        ("note Text", "note", {}),
        ("gratitude Text", "gratitude", {}),
        ("moment Text --to Noor --feeling warm", "moment", {"to": "Noor", "feeling": "warm"}),
        (
            "conversation Text --minutes 40 --depth 3 --presence 5 --began both --topic Money",
            "conversation",
            {"minutes": 40, "depth": 3, "presence": 5, "began_by": "both", "topic": "Money"},
        ),
        (
            "conflict Text --topic Dishes --cause stress --hot 3 --beneath Tired",
            "conflict",
            {"topic": "Dishes", "cause": "stress", "heat": 3, "beneath": "Tired"},
        ),
        ("repair Text --sincerity 4 --began self", "repair", {"sincerity": 4, "began_by": "self"}),
        ("solo Text --bring-back Calm", "solo", {"bring_back": "Calm"}),
        ("honesty Text --before -2 --after 0", "honesty", {"before": -2, "after": 0}),
    ],
)
def test_each_kind_is_written_with_its_own_fields(
    line: str, kind: str, fields: dict[str, object], kept: Closeness
) -> None:
    said = kept("journal", *line.split(), "--mood", "1", "--tag", "home", "--shared", "--json")
    assert said.status == 0
    [entry] = entries(kept)
    assert {name: entry[name] for name in fields} == fields
    assert (entry["kind"], entry["text"], entry["mood"]) == (kind, "Text", 1)
    assert (entry["tags"], entry["visibility"]) == (["home"], "shared")
    common = {*("id", "at", "tz", "on", "kind", "mood", "text", "tags", "visibility", "in_trash")}
    assert set(entry) - common == set(fields)


def test_what_was_written_is_told_as_of_every_entry(kept: Closeness) -> None:
    said = kept("journal", "conflict", "About the dishes. #home", given="")
    assert said.out.startswith("Saved, private. Friday 14 November 2025, 21:04.\n")
    assert said.err == ""


def test_a_text_comes_from_a_pipe_too(kept: Closeness) -> None:
    kept("journal", "conflict", "--hot", "2", given="About the dishes.\n")
    [entry] = entries(kept)
    assert (entry["text"], entry["heat"]) == ("About the dishes.", 2)


def test_a_field_alone_is_an_entry_and_nothing_is_none(kept: Closeness) -> None:
    assert kept("journal", "repair", "--sincerity", "4").status == 0
    assert kept("journal", "repair") == (
        3,
        "",
        (
            "There is no text and no terminal to ask for it.\n"
            '  Give it as closeness journal repair "text", or pipe it in.\n'
        ),
    )
    assert [(one["text"], one["sincerity"]) for one in entries(kept)] == [("", 4)]


def test_a_field_does_not_excuse_a_blank_text(kept: Closeness) -> None:
    assert kept("journal", "conflict", " ", "--hot", "3").status == 2
    assert entries(kept) == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("conflict x --cause secret", "--cause takes talk, stress, past, wishes or time."),
        ("conflict x --hot 6", "--hot takes a whole number from 1 to 5."),
        ("conversation x --depth 0", "--depth takes a whole number from 1 to 3."),
        ("conversation x --minutes 1441", "--minutes takes a whole number from 0 to 1440."),
        ("honesty x --after 3", "--after takes a whole number from -2 to 2."),
        ("repair x --of 01KA1ZFCW0", "No entry has that id."),
        ("repair x --began secret", "Nobody with that name is in this vault."),
        ("repair x --mood 5", "A mood is a number from -2 to 2."),
        ("conflict x --sincerity 3", "There is no option of that name."),
    ],
)
def test_what_cannot_be_taken_is_refused_before_a_vault_is_made(
    line: str, complaint: str, closeness: Closeness
) -> None:
    said = closeness("journal", *line.split())
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith(complaint)
    assert "secret" not in said.err
    assert not closeness.vault.exists()


def test_who_began_may_be_a_person_who_is_new(kept: Closeness) -> None:
    kept("journal", "repair", "Tea.", "--began", "Sam", "--yes")
    kept("journal", "repair", "More tea.", "--began", "SAM")
    first, second = (one["began_by"] for one in entries(kept))
    assert first == second
    assert len(first) == 26


def test_a_repair_names_its_conflict_by_the_beginning_of_its_id(kept: Closeness) -> None:
    conflict = written(kept, "conflict", "Loud.")
    repair = written(kept, "repair", "Tea.", "--of", conflict[:20].lower())
    assert shown(kept, repair)["repairs"] == conflict


def test_a_repair_is_of_a_conflict_only(kept: Closeness) -> None:
    note = written(kept, "note", "Quiet.")
    assert kept("journal", "repair", "Tea.", "--of", note).err == (
        "That entry is not a conflict.\n  closeness journal list --kind conflict\n"
    )
    assert [one["id"] for one in entries(kept)] == [note]


def test_a_conflict_can_be_closed_as_faded(kept: Closeness) -> None:
    conflict = written(kept, "conflict", "Loud.", "--hot", "3")
    later = kept.at(LATER)
    assert later("journal", "faded", conflict[:20]).out == (
        f"Noted: it faded. Friday 14 November 2025, 21:04.\n  {conflict[:10]}\n"
    )
    found = shown(kept, conflict)
    assert (found["closed_as"], found["closed_on"], found["heat"]) == ("faded", "2025-12-14", 3)
    assert later("journal", "faded", conflict).out == "Nothing was changed.\n"


def test_what_was_repaired_did_not_fade(kept: Closeness) -> None:
    conflict = written(kept, "conflict", "Loud.")
    written(kept, "repair", "Tea.", "--of", conflict)
    said = kept("journal", "faded", conflict)
    assert (said.status, said.out) == (2, "")
    assert "closed_as" not in shown(kept, conflict)


@pytest.mark.parametrize("line", ["", "journal list", "journal Tea.", "report", "journal tags"])
def test_nothing_ever_mentions_an_open_conflict(line: str, kept: Closeness) -> None:
    written(kept, "conflict", "Loud.")
    said = kept.at(LATER)(*line.split())
    assert said.status == 0
    assert "open" not in said.out + said.err
    assert "repair" not in said.out + said.err


def test_the_fields_are_told_whole_in_show_and_briefly_in_list(kept: Closeness) -> None:
    conflict = written(kept, "conflict", "Loud.", "--cause", "stress", "--hot", "3")
    assert "came from  stress from outside\n  heat       3 of 5\n" in (
        kept("journal", "show", conflict).out
    )
    assert "conflict · stress from outside · heat 3 · " in kept("journal", "list").out


def test_a_name_is_told_for_the_one_who_began(kept: Closeness) -> None:
    repair = written(kept, "repair", "Tea.", "--began", "Sam")
    assert "began by  Sam\n" in kept("journal", "show", repair).out


def test_the_fields_come_back_from_an_export(kept: Closeness, tmp_path: Path, cache: Path) -> None:
    conflict = written(kept, "conflict", "Loud.", "--cause", "time", "--hot", "5")
    for line in (
        f"repair Tea. --of {conflict} --sincerity 5 --began Sam",
        "honesty Said. --before -2 --after 2",
        "conversation Long. --minutes 0 --depth 1 --presence 1",
        "moment Rain. --to Noor --feeling warm",
    ):
        written(kept, *line.split())
    kept("journal", "faded", written(kept, "conflict", "Old."))
    lines = kept("vault", "export", "-").out
    other = Closeness(tmp_path / "other", kept.environment | {"CLOSENESS_VAULT": str(cache / "no")})
    other.environment["CLOSENESS_VAULT"] = str(other.vault)
    assert other("vault", "import", "-", given=lines).status == 0
    assert entries(other) == entries(kept)
    assert other("vault", "export", "-").out == lines


def test_a_quoted_text_may_begin_with_a_dash(kept: Closeness) -> None:
    kept("journal", "conflict", "- about the dishes", "--hot", "3")
    kept("journal", "honesty", "--before", "-2", "- said it")
    assert {one["text"] for one in entries(kept)} == {"- about the dishes", "- said it"}


def test_a_conflict_with_a_cause_counts_beside_the_answers(kept: Closeness) -> None:
    written(kept, "conflict", "Loud.", "--cause", "stress", "--at", NOW[:10])
    answers = ["--answer", "stress=4", "--answer", "talk=1"]
    assert kept("assess", "drift-causes", *answers).status == 0
    said = kept("assess", "show", "drift-causes")
    assert "one disagreement about it" in " ".join(said.out.split())
