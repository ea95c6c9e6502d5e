"""Answers to safety items of a bank of one's own: asked seldom, and never shown again."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from brought import KEPT_APART
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import open_vault
from commands import Closeness

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Outcome

WORDS = "mywords"
"""What was told to the second safety item."""

NEVER = ("labeloften", "labelonce", "labelnever", WORDS)
"""What no command may give back: any label of the one, and the words of the other."""

LATER = "2026-01-14T21:00:00+01:00"
NEXT_QUARTER = "2026-02-20T21:00:00+01:00"


@pytest.fixture
def mine(kept: Closeness) -> Closeness:
    """The program, with the bank on its shelf."""
    done = kept("instrument", "import", "-", given=KEPT_APART)
    assert done == (0, "On your shelf now: apart.\n  Answer it:  closeness assess apart\n", "")
    return kept


def answer(mine: Closeness, frightened: str = "3", told: str = WORDS) -> Outcome:
    """Answer all four at the keyboard, line by line."""
    done = mine("assess", "apart", "--mode=lines", given=f"1\n1\n{frightened}\n{told}\n\n")
    assert done.status == 0, done
    return done


def safety_bodies(exported: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in exported.splitlines()]
    return [one for one in lines if one["type"] == "safety_response"]


def test_they_are_asked_last_and_kept(mine: Closeness) -> None:
    asked = answer(mine).out
    order = [asked.index(one) for one in ("how much grew", "how much went", "frightened", "tell")]
    assert order == sorted(order)
    kept = safety_bodies(mine("vault", "export", "-", "--with-safety").out)
    assert [(one["item"], one.get("value")) for one in kept] == [("frightened", 3), ("told", WORDS)]


@pytest.mark.parametrize(
    "line",
    [
        *("assess show", "assess show --json", "assess show --plain", "assess show apart"),
        *("assess show apart --json", "assess show apart --published-lines"),
        *("assess amend apart --answer=grown=2", "assess amend apart --answer=grown=2 --json"),
        *("assess amend apart --answer=told=x", "assess amend apart --answer=frightened=9"),
        *("assess apart --answer=grown=1", "assess apart --answer=frightened=9 --anyway"),
        *("assess apart --answer=grown=1 --answer=weeds=1 --anyway --json", "assess --resume"),
        *("report", "report --json", "report --plain", "journal list", "journal list --json"),
        *(
            "journal search mywords",
            "journal search labeloften",
            "journal search frightened --json",
        ),
        *("instrument list", "instrument list --json", "instrument verify apart"),
        *("instrument rescore", "instrument rescore --json", "settings", "about", ""),
        "vault export -",
    ],
)
def test_no_command_gives_them_back(line: str, mine: Closeness) -> None:
    answer(mine)
    done = mine(*line.split())
    text = (done.out + done.err).replace(definition_of(mine), "")
    for one in NEVER:
        assert one not in text
    if "frightened" not in line and line != "vault export -":  # in which order items came
        assert "frightened" not in text


def definition_of(mine: Closeness) -> str:
    """Give the line of an export that freezes what was asked: it holds the items, not answers."""
    lines = mine("vault", "export", "-").out.splitlines()
    [found] = [one for one in lines if '"definition"' in one and '"labeloften"' in one]
    return found


@pytest.mark.parametrize("form", ["fhir", "fhir --with-answers", "redcap"])
def test_an_export_for_others_is_the_same_whatever_was_answered(
    form: str, mine: Closeness, tmp_path: Path
) -> None:
    other = Closeness(tmp_path / "other")
    other("instrument", "import", "-", given=KEPT_APART)
    answer(mine)
    answer(other, "s", ":s")
    texts = [
        one("instrument", "export", "apart", "--to", *form.split()).out for one in (mine, other)
    ]
    assert not any(WORDS in one for one in texts)
    if "--with-answers" in form:
        assert without_times(texts[0]) == without_times(texts[1]) != []
    else:
        assert texts[0] == texts[1]


def without_times(bundle: str) -> list[object]:
    """Give the answers of a bundle: items and values, without how long each took."""
    entries = json.loads(bundle)["entry"]
    return [
        [(one["linkId"], one.get("answer")) for one in entry["resource"].get("item", [])]
        for entry in entries
        if entry["resource"]["resourceType"] == "QuestionnaireResponse"
    ]


def test_a_file_for_others_to_read_holds_nothing_of_them(mine: Closeness, tmp_path: Path) -> None:
    answer(mine)
    assert mine("report", "--markdown", str(tmp_path / "page.md")).status == 0
    text = (tmp_path / "page.md").read_text("utf-8")
    assert not any(one in text for one in (*NEVER, "frightened"))


def test_they_lie_in_a_table_of_their_own_and_in_the_history_alone(mine: Closeness) -> None:
    answer(mine)
    with closing(open_vault(VaultPaths(mine.vault))) as connection:
        holding = {
            name
            for (name,) in connection.run("SELECT name FROM sqlite_master WHERE type='table'")
            for row in connection.run(f'SELECT * FROM "{name}"')
            if any(WORDS in str(value) for value in row)
        }
    assert holding == {"revisions", "safety_responses"}


def test_the_end_is_the_same_whatever_was_answered(mine: Closeness, tmp_path: Path) -> None:
    ends = set()
    for frightened, told in (("1", WORDS), ("3", "no"), ("s", ":s"), ("2", ":s")):
        copied = tmp_path / f"{frightened}{told[:1]}"
        shutil.copytree(mine.vault, copied)
        done = answer(Closeness(copied), frightened, told)
        ends.add(done.out.partition("Anything to remember?")[2] + done.err)
    [end] = ends
    assert "closeness about" in end


@pytest.mark.parametrize(("frightened", "told"), [("3", WORDS), ("s", ":s")])
def test_they_are_asked_once_a_quarter_also_where_they_were_skipped(
    frightened: str, told: str, mine: Closeness
) -> None:
    answer(mine, frightened, told)
    for when, is_asked in ((LATER, False), (NEXT_QUARTER, True)):
        done = mine.at(when)("assess", "apart", "--mode=lines", given="1\n1\n")
        assert ("were you frightened" in done.out) is is_asked


def test_going_back_never_leads_to_one(mine: Closeness) -> None:
    done = mine("assess", "apart", "--mode=lines", given=f"1\n1\n3\n:b\n2\n{WORDS}\n\n")
    after = done.out.partition("were you frightened")[2]
    assert "were you frightened" not in after
    assert after.count("labeloften") == 1  # where it was asked
    kept = safety_bodies(mine("vault", "export", "-", "--with-safety").out)
    assert [(one["item"], one.get("value")) for one in kept] == [("frightened", 3), ("told", WORDS)]


def test_going_on_after_a_pause_never_shows_one(mine: Closeness) -> None:
    paused = mine("assess", "apart", "--mode=lines", given="1\n1\n3\n:q\n")
    assert "What would you tell" in paused.out
    again = mine("assess", "--resume", "--mode=lines", given=f"{WORDS}\n\n")
    assert again.status == 0
    assert "frightened" not in again.out
    assert not any(one in again.out for one in NEVER[:3])


def test_a_full_export_brings_them_back_byte_for_byte(mine: Closeness, tmp_path: Path) -> None:
    answer(mine)
    whole = mine("vault", "export", "-", "--with-safety").out
    other = Closeness(tmp_path / "other")
    assert other("vault", "import", "-", given=whole).status == 0
    assert other("vault", "export", "-", "--with-safety").out == whole
    done = other.at(LATER)("assess", "apart", "--mode=lines", given="1\n1\n")
    assert "were you frightened" not in done.out


def test_an_export_without_them_comes_back_byte_for_byte(mine: Closeness, tmp_path: Path) -> None:
    answer(mine)
    without = mine("vault", "export", "-").out
    assert (safety_bodies(without), WORDS in without) == ([], False)
    other = Closeness(tmp_path / "other")
    assert other("vault", "import", "-", given=without).status == 0
    assert other("vault", "export", "-").out == without


def test_answers_of_another_system_never_hold_one(mine: Closeness) -> None:
    response = {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [
            {"linkId": "grown", "answer": [{"valueInteger": 2}]},
            {"linkId": "told", "answer": [{"valueString": WORDS}]},
        ],
    }
    done = mine("assess", "apart", "--answers", "-", given=json.dumps(response))
    assert done.status == 0
    assert WORDS not in done.out + done.err
    assert safety_bodies(mine("vault", "export", "-", "--with-safety").out) == []


@pytest.mark.parametrize(
    "given",
    ["--answer=frightened=99", "--answer=frightened=mywords", "--answer=told=", "--answer=told=\0"],
)
def test_a_fault_repeats_nothing_of_one(given: str, mine: Closeness) -> None:
    before = mine("vault", "export", "-", "--with-safety").out
    name, _, value = given.removeprefix("--answer=").partition("=")
    by_file = json.dumps({"grown": 1, name: value})
    for words, text in ((("--answer=grown=1", given), ""), (("--answers=-",), by_file)):
        done = mine("assess", "apart", *words, given=text)
        assert done.status == 2 or (name, value, text) == ("told", "", by_file)  # a skip
        assert WORDS not in done.err
        assert "frightened" not in done.err
        if done.status:
            assert mine("vault", "export", "-", "--with-safety").out == before
