"""`closeness instrument` and `closeness settings`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from brought import A_BANK, a_wording
from closeness_cli.storage.bank.item_bank import shipped_bank_path
from commands import Closeness

if TYPE_CHECKING:
    from pathlib import Path


def test_the_scores_come_out_as_they_were(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7", "--answer=room=1")
    closeness("assess", "how-close", "--answer=safety=2")
    before = closeness("report", "--json").out
    assert closeness("instrument", "rescore") == (0, "Scored anew: 2 sets of answers.\n", "")
    assert closeness("report", "--json").out == before


def test_what_is_still_open_has_no_scores(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7")
    closeness("assess", "--mode", "lines", given="7\n")
    assert closeness("instrument", "rescore", "--json").data == {"administrations": 1}


def test_one_set_is_said_as_one(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7")
    assert closeness("instrument", "rescore").out == "Scored anew: 1 set of answers.\n"


def test_without_a_vault_there_is_nothing_to_score(closeness: Closeness) -> None:
    assert closeness("instrument", "rescore") == (0, "Scored anew: 0 sets of answers.\n", "")
    assert not closeness.vault.exists()


def wording_file(closeness: Closeness, profile_id: str = "ecr-rs", *, right: str = "") -> str:
    """Write an invented wording for a profile."""
    path = closeness.vault.parent / "wording.yaml"
    path.write_text(a_wording(profile_id, right=right))
    return str(path)


def test_the_shelf_shows_what_can_be_answered_and_when_it_was_last(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7")
    shelf = closeness("instrument", "list").out
    assert "Four weekly questions" in shelf
    assert "last on 14 November" in shelf
    listed = closeness("instrument", "list", "--json").data
    assert {one["id"] for one in listed["instruments"]} >= {"week", "needs", "myths", "attachment"}
    assert [one["last_on"] for one in listed["instruments"] if one["id"] == "week"] == [
        "2025-11-14"
    ]
    assert "ras" in listed["profiles"]


def test_the_shelf_says_nothing_of_what_ought_to_be_done(closeness: Closeness) -> None:
    shelf = closeness("instrument", "list").out.lower()
    assert not [word for word in ("overdue", " due", "missed", "should", "must") if word in shelf]


@pytest.mark.parametrize("columns", ["40", "80"])
@pytest.mark.parametrize("name", ["week", "needs", "where-are-you", "myths", "ecr-r", "rdas"])
def test_everything_about_an_instrument_is_shown(
    closeness: Closeness, name: str, columns: str
) -> None:
    closeness.environment["COLUMNS"] = columns
    shown = closeness("instrument", "show", name).out
    for title in ("What it does not say", "Where it comes from", "Versions"):
        assert title in shown
    assert max(map(len, shown.splitlines())) <= int(columns)


def test_a_measure_without_wording_says_so_and_what_is_known(closeness: Closeness) -> None:
    shown = closeness("instrument", "show", "ras").out
    assert "does not come along" in shown
    assert "What is known about it" in shown
    facts = closeness("instrument", "show", "ras", "--json").data["facts"]
    assert all(one["source"] and one["confidence"] in ("verified", "computed") for one in facts)


def test_an_unknown_instrument_is_answered_with_the_nearest(closeness: Closeness) -> None:
    status, out, err = closeness("instrument", "show", "nedds")
    assert (status, out) == (2, "")
    assert "Did you mean needs?" in err


def test_a_bank_without_faults_is_counted(closeness: Closeness) -> None:
    said = closeness("instrument", "check", str(shipped_bank_path())).out
    assert said.startswith("No faults: 15 instruments, ")


def test_each_fault_of_a_bank_is_told_with_its_place(closeness: Closeness, tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text("schema: closeness.items/1\ninstruments:\n  - id: mine\n    version: one\n")
    status, out, err = closeness("instrument", "check", str(bank))
    assert (status, out) == (2, "")
    assert f"{bank}:4:14: instruments[0].version: 'one' is not a version such as 1.0.0" in err


def test_wording_is_attached_only_by_someone_who_says_that_they_may(closeness: Closeness) -> None:
    status, _, err = closeness("instrument", "attach", "ecr-rs", wording_file(closeness))
    assert status == 2
    assert "--right" in err
    assert not closeness.vault.exists()


def test_attached_a_measure_is_answered_and_scored_and_keeps_its_wording(
    closeness: Closeness, tmp_path: Path
) -> None:
    closeness("instrument", "attach", "ecr-rs", wording_file(closeness), "--right", "I wrote it.")
    answers = [f"--answer=i{number}={7 if number < 5 else 1}" for number in range(1, 10)]
    scores = closeness("assess", "ecr-rs", *answers, "--json").data["scores"]
    assert [one["percent_of_range"] for one in scores] == [0, 0]
    assert "ecr-rs" not in closeness("instrument", "list", "--json").data["profiles"]
    assert "Invented stem of i9." in closeness("instrument", "show", "ecr-rs").out
    status, out, err = closeness("instrument", "export", "ecr-rs")
    assert (status, out) == (2, "")
    assert "closeness vault export" in err
    whole = tmp_path / "whole.jsonl"
    closeness("vault", "export", str(whole))
    assert "Invented stem of i9." in whole.read_text()


def test_a_wording_that_does_not_fit_is_told_item_by_item_and_never_echoed(
    closeness: Closeness, tmp_path: Path
) -> None:
    wording = tmp_path / "wording.yaml"
    wording.write_text(
        "schema: closeness.wording/1\nprofile: ras\nversion: 1.0.0\n"
        "items: {i1: Secret words}\nlabels: {}\n"
    )
    status, out, err = closeness("instrument", "attach", "ras", str(wording), "--right", "mine")
    assert (status, out) == (2, "")
    assert "item 'i7' has no wording" in err
    assert "Secret" not in err


@pytest.mark.parametrize("name", ["week", "needs", "attachment", "ras", "csi-32", "who-5"])
def test_every_instrument_scores_as_it_must(closeness: Closeness, name: str) -> None:
    status, out, _ = closeness("instrument", "verify", name)
    assert status == 0
    assert "scores as it must" in out


def test_an_item_that_runs_against_the_others_is_pointed_out(closeness: Closeness) -> None:
    for day in range(12):
        level, turned = 1 + day % 5, 5 - day % 5
        given = (
            f"--answer=talk={level}", f"--answer=affection={level}", f"--answer=room={level}",
            f"--answer=comfort={level}", f"--answer=plans={level}",
            f"--answer=feelings={turned}", f"--answer=shared_time={turned}",
            f"--answer=irritation={level}",
        )  # fmt: skip
        closeness("assess", "distance-signs", *given, f"--at=2024-{day + 1:02}-01")
    found = closeness("instrument", "verify", "distance-signs", "--json").data
    assert found["suspects"] == {"everyday": ["irritation"]}
    assert found["mismatches"] == []
    told = closeness("instrument", "verify", "distance-signs", "--plain").out
    assert "5 · In the last two weeks, how often did small things annoy you?" in told
    assert "irritation" not in told


OFF = {"joint-suggestions": False, "on-this-day": False}


def test_settings_are_off_until_they_are_chosen(closeness: Closeness) -> None:
    assert closeness("settings", "--json").data == OFF
    assert not closeness.vault.exists()
    chosen = closeness("settings", "joint-suggestions", "on")
    assert "joint-suggestions  on" in chosen.out
    assert "Change it:  closeness settings joint-suggestions off" in chosen.out
    assert closeness("settings", "--plain").out == "joint-suggestions\ton\non-this-day\toff\n"
    closeness("settings", "joint-suggestions", "off")
    assert closeness("settings", "--json").data == OFF


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("other",), "There is no setting of that name."),
        (("joint-suggestions", "maybe"), "A setting is on or off."),
    ],
)
def test_a_wrong_setting_gets_one_sentence(
    closeness: Closeness, arguments: tuple[str, ...], said: str
) -> None:
    status, out, err = closeness("settings", *arguments)
    assert (status, out) == (2, "")
    assert err.startswith(said)


def test_ones_own_instrument_can_do_what_shipped_ones_do(
    closeness: Closeness, tmp_path: Path
) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(A_BANK)
    assert "closeness assess garden" in closeness("instrument", "import", str(bank)).out
    scores = closeness("assess", "garden", "--answer=grown=3", "--answer=weeds=2", "--json").data
    assert [one["percent_of_range"] for one in scores["scores"]] == [75]
    assert closeness("instrument", "verify", "garden").status == 0
    assert "Which flower came first?" in closeness("assess", "show", "garden").out + scores["card"]


def test_a_version_that_is_there_is_not_replaced_by_other_content(
    closeness: Closeness, tmp_path: Path
) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(A_BANK)
    closeness("instrument", "import", str(bank))
    assert closeness("instrument", "import", str(bank)).status == 0  # the same once more
    bank.write_text(A_BANK.replace("how much grew?", "what grew?"))
    status, _, err = closeness("instrument", "import", str(bank))
    assert status == 2
    assert "version" in err
    bank.write_text(A_BANK.replace("how much grew?", "what grew?").replace("1.0.0", "1.1.0"))
    assert closeness("instrument", "import", str(bank)).status == 0
    shown = closeness("instrument", "show", "garden").out
    assert "garden, version 1.1.0" in shown
    assert "1.0.0" in shown


@pytest.mark.parametrize(("form", "ending"), [("fhir", "json"), ("redcap", "csv")])
def test_an_id_that_ships_is_not_taken_a_second_time(
    closeness: Closeness, tmp_path: Path, form: str, ending: str
) -> None:
    path = tmp_path / f"brought.{ending}"
    assert closeness("instrument", "export", "week", str(path), "--to", form).status == 0
    status, out, err = closeness("instrument", "import", str(path))
    assert (status, out) == (2, "")
    assert "week" in err
    assert not closeness.vault.exists()


@pytest.mark.parametrize(("form", "ending"), [("fhir", "json"), ("redcap", "csv")])
def test_ones_own_instrument_goes_out_and_comes_back_equal(
    closeness: Closeness, tmp_path: Path, form: str, ending: str
) -> None:
    bank, path = tmp_path / "bank.yaml", tmp_path / f"brought.{ending}"
    bank.write_text(A_BANK)
    closeness("instrument", "import", str(bank))
    before = closeness("instrument", "show", "garden", "--json").data
    closeness("instrument", "export", "garden", str(path), "--to", form)
    other = Closeness(closeness.vault.parent / "other")
    assert other("instrument", "import", str(path)).status == 0
    assert other("instrument", "show", "garden", "--json").data == before


def test_answers_go_out_as_fhir_beside_their_questionnaire(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=7", "--answer=room=3")
    written = json.loads(closeness("instrument", "export", "week", "--with-answers").out)
    kinds = [entry["resource"]["resourceType"] for entry in written["entry"]]
    assert kinds == ["Questionnaire", "QuestionnaireResponse"]


def test_answers_come_in_as_a_response_of_fhir(closeness: Closeness, tmp_path: Path) -> None:
    closeness("assess", "--answer=connection=7", "--answer=heard=2", "--at=2025-10-01T20:00+02:00")
    bundle = json.loads(closeness("instrument", "export", "week", "--with-answers").out)
    path = tmp_path / "response.json"
    path.write_text(json.dumps(bundle["entry"][1]["resource"]))
    other = Closeness(tmp_path / "other")
    done = other("assess", "week", "--answers", str(path), "--json")
    assert done.status == 0, done
    [kept] = other("assess", "show", "--json").data["sets"]
    assert kept["at"].startswith("2025-10-01T20:00:00")
    answers = other("assess", "show", "week", "--json").data
    assert [one["answer"] for one in answers["items"]] == [7, 2, None, None]


def test_a_response_to_another_questionnaire_is_refused(
    closeness: Closeness, tmp_path: Path
) -> None:
    path = tmp_path / "response.json"
    path.write_text('{"resourceType": "QuestionnaireResponse", "status": "completed", "item": '
        '[{"linkId": "unknown", "answer": [{"valueInteger": 3}]}]}')  # fmt: skip
    status, out, err = closeness("assess", "week", "--answers", str(path))
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert not closeness.vault.exists()


def test_ones_own_instrument_leaves_the_shelf_and_its_answers_stay(
    closeness: Closeness, tmp_path: Path
) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(A_BANK)
    closeness("instrument", "import", str(bank))
    closeness("assess", "garden", "--answer=grown=3")
    assert closeness("instrument", "remove", "garden").out.startswith("Off the shelf: garden.")
    assert closeness("assess", "garden", "--answer=grown=3").status == 2
    assert "how much grew?" in closeness("assess", "show", "garden").out
    assert closeness("instrument", "remove", "garden").status == 2
    assert closeness("instrument", "remove", "week").status == 2
    assert closeness("instrument", "import", str(bank)).status == 0
