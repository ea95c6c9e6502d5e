"""The private questions that ship: whatever was answered, everything else stays the same."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import pytest

from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.storage.bank.item_bank import load_bank, shipped_bank_path
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import open_vault
from commands import Closeness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from closeness_cli.core.instruments.instrument import Instrument

BANK = load_bank(shipped_bank_path())

FORMS = {"how-close": "3\n" * 7, "where-are-you": "7\n4\n\n3\n4\n\n\n", "autonomy": "3\n2\n3\n4\n"}
"""The forms that end with private questions, with answers to all others."""

ASKED = (3, 1, 2)
"""How many private questions each of them asks, one form after the other."""

ANSWERED = {"lowest": "1", "highest": "5", "skipped": "s", "declined": "p"}
"""Vaults that differ by how each private question was answered, and by nothing else."""

PRIVATE = {item.id: item for one in BANK.instruments for item in one.items if item.safety}

ENTRY = "A walk by the river. #walk"

NEXT_MONTH, NEXT_QUARTER = "2025-12-20T21:00:00+01:00", "2026-02-20T21:00:00+01:00"


class Kept(NamedTuple):
    """One of the vaults, and what was on the screen while it was answered."""

    program: Closeness
    screens: tuple[str, ...]

    def __call__(self, line: str) -> str:
        """Run a line; gives all that it wrote, into `FILE` too, without where the vault lies."""
        folder = self.program.vault.parent
        done = self.program(*[one.replace("FILE", str(folder / "written")) for one in line.split()])
        written = ""
        for file in sorted(folder.glob("written*")):
            written += file.read_text("utf-8")
            file.unlink()
        text = f"{done.status}\n{done.out}\n{done.err}\n{written}"
        return text.replace(str(folder), "")


@pytest.fixture(scope="module")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Kept]]:
    """Vaults that were one until the first private question."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        first = Closeness(tmp_path_factory.mktemp("first") / "vault")
        first("journal", ENTRY)
        for week in (7, 14, 21, 28):
            first("assess", "--answer=connection=6", f"--at=2025-10-{week:02}", "--anyway")
        for name, plain in FORMS.items():
            first("assess", name, "--mode=lines", given=plain)
        made = {}
        for name, key in ANSWERED.items():
            program = Closeness(tmp_path_factory.mktemp("kept") / "vault")
            shutil.copytree(first.vault, program.vault)
            screens = [
                program("assess", form, "--resume", "--mode=lines", given=f"{key}\n" * asked + "\n")
                for form, asked in zip(FORMS, ASKED, strict=True)
            ]
            made[name] = Kept(program, tuple(one.out + one.err for one in screens))
        yield made


def safety_answers(program: Closeness) -> list[tuple[str, object]]:
    lines = program("vault", "export", "-", "--with-safety").out.splitlines()
    records = [json.loads(one) for one in lines]
    return [
        (one["item"], one.get("value") or one.get("reason"))
        for one in records
        if one["type"] == "safety_response"
    ]


def test_they_are_kept_once_each(vaults: dict[str, Kept]) -> None:
    for name, value in (("lowest", 1), ("highest", 5), ("declined", "prefer_not_to_say")):
        kept = dict(safety_answers(vaults[name].program))
        assert kept == dict.fromkeys(PRIVATE, value)
    asked = ["silent", "said_yes", "help_wanted", "apologised", "dropped_plans", "hid_things"]
    assert [one for one, _ in safety_answers(vaults["highest"].program)] == asked


def test_the_screens_of_the_forms_are_the_same(vaults: dict[str, Kept]) -> None:
    [screens] = {one.screens for one in vaults.values()}
    for screen, asked in zip(screens, ASKED, strict=True):
        assert screen.count("Private: kept apart from your other answers") == asked
        assert "do not feel safe:  closeness about" in screen


LINES = [
    *("", "--json", "--plain", "about", "about --json", "settings", "settings --json"),
    *("assess show", "assess show --all", "assess show --json", "assess show --plain"),
    *(f"assess show {form}{option}" for form in FORMS for option in ("", " --json", " --plain")),
    *("assess amend how-close --answer=silent=2", "assess amend autonomy --answer=hid_things="),
    *("assess --resume", "assess how-close --answer=silent=2 --anyway"),
    *(f"assess {form} --answer=no_such=1" for form in FORMS),
    *("report", "report --json", "report --plain", "report --no-ideas"),
    *("report --html FILE", "report --markdown FILE", "report --for-therapist FILE --yes"),
    *("report trend", "report range", "report range --json", "report words", "report repair"),
    *(f"report instrument {form}{option}" for form in FORMS for option in ("", " --json")),
    *("report couple", "report couple --numbers", "report talk", "report rituals"),
    *("report data", "report data --json", "report data --csv FILE", "report data --html FILE"),
    *("journal list", "journal list --json", "journal tags", "journal drafts", "journal calendar"),
    *("journal search fear", "journal search often", "journal search silent --json"),
    *("journal export FILE --to jsonl", "journal on-this-day", "journal templates"),
    *("instrument list", "instrument list --json", "instrument verify how-close"),
    *(f"instrument show {form}" for form in FORMS),
    *(f"instrument export {form} --to fhir --with-answers" for form in FORMS),
    *(f"instrument export {form} --to redcap" for form in FORMS),
    *("instrument rescore", "instrument rescore --json", "ritual list", "vault check"),
    *("vault check --json", "doctor"),
    *("--as Sam assess show", "--as Sam report", "--as Sam assess show how-close"),
]


@pytest.mark.parametrize("line", LINES)
def test_every_command_says_the_same_whatever_was_answered(
    line: str, vaults: dict[str, Kept]
) -> None:
    said = {one(line) for one in vaults.values()}
    assert len(said) == 1
    assert "Something went wrong" not in said.pop()


@pytest.mark.parametrize(
    "line",
    [one for one in LINES if not one.startswith("instrument ") and "no_such" not in one],
)
def test_no_command_tells_which_were_asked(line: str, vaults: dict[str, Kept]) -> None:
    said = vaults["highest"](line)
    for item in PRIVATE.values():
        assert item.text not in said
        assert item.id not in said.replace(line, "") or "silent=" in line or "hid_" in line


def test_an_export_without_them_differs_by_no_answer(vaults: dict[str, Kept]) -> None:
    ids = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32,}")
    exports = {ids.sub("id", one("vault export -")) for one in vaults.values()}
    assert len(exports) == 1
    full = {ids.sub("id", one("vault export - --with-safety")) for one in vaults.values()}
    assert len(full) == len(ANSWERED)  # so the comparison above could have failed


def test_the_names_and_the_number_of_files_are_the_same(vaults: dict[str, Kept]) -> None:
    for one in vaults.values():
        one.program("vault", "backup")
    names = {
        tuple(sorted(file.name for file in one.program.vault.rglob("*"))) for one in vaults.values()
    }
    assert len(names) == 1


# What is said whether or not somebody was asked.


def without_ids(text: str) -> str:
    return re.sub(r"\b0[0-9A-HJKMNP-TV-Z]{9}(?:[0-9A-HJKMNP-TV-Z]{16})?\b", "id", text)


@pytest.mark.parametrize(
    "line",
    ["", "report", "report instrument how-close", "assess show", "instrument list", "vault check"],
)
def test_nothing_tells_later_that_they_were_asked(
    line: str, closeness: Closeness, tmp_path: Path
) -> None:
    plain = Closeness(tmp_path / "other")
    closeness("assess", "how-close", "--mode=lines", given=FORMS["how-close"] + "5\n5\n5\n\n")
    answers = [
        *("safety", "disagreement", "appreciation", "habits", "support", "celebration"),
        "affection",
    ]
    plain("assess", "how-close", *(f"--answer={one}=3" for one in answers))
    said = [without_ids(one(*line.split()).out) for one in (closeness, plain)]
    assert said[0] == said[1] != ""


def test_nobody_learns_whether_another_was_asked(closeness: Closeness, tmp_path: Path) -> None:
    plain = Closeness(tmp_path / "other")
    for one, private in ((closeness, "5\n5\n5\n\n"), (plain, "")):
        one("--as", "Sam", "--yes", "assess", "how-close", "--mode=lines", given="3\n")
        one("assess", "how-close", "--mode=lines", given=FORMS["how-close"] + private)
    for line in (("--resume", "--mode=lines"), ("how-close", "--mode=lines", "--anyway")):
        given = "3\n" * (6 if "--resume" in line else 7)
        done = [one("--as", "Sam", "assess", *line, given=given) for one in (closeness, plain)]
        assert "Private: kept" in done[0].out
        assert done[0] == done[1]


# When they are asked.


def asked_in(program: Closeness, form: str, private: str = "") -> list[str]:
    """Answer a form at the keyboard; gives the private questions that it asked."""
    given = FORMS[form] + private + "\n"
    done = program("assess", form, "--mode=lines", "--anyway", given=given)
    found = [item for item in PRIVATE.values() if item.text in done.out]
    return [item.id for item in sorted(found, key=lambda one: done.out.index(one.text))]


@pytest.mark.parametrize("private", ["1\n1\n1\n", "5\n5\n5\n", "s\ns\ns\n"])
def test_what_one_form_asked_no_other_asks_for_a_quarter(
    private: str, closeness: Closeness
) -> None:
    assert asked_in(closeness, "how-close", private) == ["silent", "said_yes", "help_wanted"]
    later = closeness.at(NEXT_MONTH)
    assert asked_in(later, "where-are-you", private[:2]) == ["apologised"]
    assert asked_in(later, "how-close") == []
    assert asked_in(later, "autonomy", private[:4]) == ["dropped_plans", "hid_things"]
    much_later = closeness.at(NEXT_QUARTER)
    assert asked_in(much_later, "where-are-you", "s\ns\n") == ["silent", "help_wanted"]
    assert asked_in(much_later, "how-close", "s\n") == ["said_yes"]


def test_a_paused_form_leaves_out_what_another_asked_meanwhile(closeness: Closeness) -> None:
    closeness("assess", "where-are-you", "--mode=lines", given="7\n")
    assert asked_in(closeness, "how-close", "1\n1\n1\n")[0] == "silent"
    resumed = closeness("assess", "--resume", "--mode=lines", given="4\n\n3\n4\n\n\n2\n\n")
    assert "2 of 8" in resumed.out
    assert [one for one in PRIVATE if PRIVATE[one].text in resumed.out] == ["apologised"]
    assert resumed.status == 0


def test_nobody_guesses_them(closeness: Closeness) -> None:
    done = closeness(
        *("assess", "how-close", "--as-guess-of=Sam", "--yes", "--mode=lines"),
        given=FORMS["how-close"] + "\n",
    )
    assert done.status == 0
    assert "Private: kept" not in done.out
    assert safety_answers(closeness) == []


# On the command line, and in a file.


@pytest.mark.parametrize(
    "more", [[], ["--answer=safety=3"], ["--as-guess-of=Sam", "--yes"], ["--at=yesterday"]]
)
@pytest.mark.parametrize("value", ["5", "9", "", "skipped"])
def test_the_command_line_takes_none(value: str, more: list[str], closeness: Closeness) -> None:
    status, out, err = closeness("assess", "how-close", f"--answer=said_yes={value}", *more)
    assert (status, out) == (2, "")
    assert err == (
        "A private answer is not taken from the command line, where others may read it.\n"
        "  Answer in the form:  closeness assess how-close  or bring a file: --answers FILE\n"
    )
    assert not closeness.vault.exists()


def test_a_file_brings_them_and_only_them_where_it_holds_no_other(closeness: Closeness) -> None:
    done = closeness(
        *("assess", "how-close", "--answers=-", "--json"), given='{"safety": 3, "said_yes": 5}'
    )
    assert "said_yes" not in done.out
    assert safety_answers(closeness) == [("said_yes", 5)]
    assert asked_in(closeness, "where-are-you", "1\n1\n1\n") == [
        "silent",
        "apologised",
        "help_wanted",
    ]


# From the version before they were added.


def now(form: str) -> Instrument:
    """Give a form as it ships."""
    found = BANK.find(form)
    assert found is not None
    return found


def earlier(form: str) -> Instrument:
    """Give a form as it was before it had private questions."""
    items = tuple(item for item in now(form).items if not item.safety)
    return dataclasses.replace(now(form), version="1.0.0", items=items, changes=())


def answered_for_a_year(vault: Path, then: Instrument, later: Instrument) -> Closeness:
    """Answer a form every month, from May on with another definition of it."""
    program = Closeness(vault)
    for month in range(1, 12):
        asked = program.asking(then if month < 5 else later)
        at = f"--at=2025-{month:02}-03"
        assert asked("assess", then.id, at, f"--answer=safety={1 + month % 2}").status == 0
    return program


@pytest.mark.usefixtures("closeness")
def test_answers_from_before_go_on_in_one_series(tmp_path: Path) -> None:
    unsaid = dataclasses.replace(now("how-close"), changes=())
    for later, n in ((now("how-close"), 11), (unsaid, 7)):  # unsaid, a new series begins
        program = answered_for_a_year(tmp_path / str(n), earlier("how-close"), later)
        followed = program("report", "trend", "how-close/safety", "--json").data["followed"]
        assert (followed["n_compared"], followed["wording_new_on"]) == (n, [])
        sets = program("assess", "show", "--all", "--json").data["sets"]
        assert [one["version"] for one in sets] == ["2.0.0"] * 7 + ["1.0.0"] * 4
        assert program("assess", "show", sets[-1]["administration"]).status == 0
        assert program("instrument", "rescore").status == program("vault", "check").status == 0


def test_a_form_that_was_paused_before_goes_on_as_it_was(closeness: Closeness) -> None:
    old = Closeness(closeness.vault, closeness.environment, ItemBank((earlier("autonomy"),)))
    old("assess", "autonomy", "--mode=lines", given="3\n")
    done = closeness("assess", "--resume", "--mode=lines", given="3\n3\n3\n\n")
    assert "2 of 4" in done.out
    assert (done.status, "Private: kept" in done.out) == (0, False)


# Removing for good.


def test_forgetting_a_set_leaves_no_byte_of_them(closeness: Closeness) -> None:
    closeness("assess", "how-close", "--mode=lines", given=FORMS["how-close"] + "5\n4\np\n\n")
    [given] = closeness("assess", "show", "--json").data["sets"]
    trace = re.compile(rb'"item": ?"(silent|said_yes|help_wanted)"')

    def traces() -> int:
        files = [file for file in closeness.vault.rglob("*") if file.is_file()]
        return sum(len(trace.findall(file.read_bytes())) for file in files)

    assert traces() >= 3
    assert closeness("vault", "forget", given["administration"], "--yes").status == 0
    assert traces() == 0
    with closing(open_vault(VaultPaths(closeness.vault))) as connection:
        assert connection.value("SELECT count(*) FROM safety_responses") == 0
    assert safety_answers(closeness) == []
