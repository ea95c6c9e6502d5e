"""`closeness` alone: what one can do, in calm words, and no count of anything."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from builders import CountingIds
from closeness_cli.bootstrap import kernel_keyring
from closeness_cli.storage.keys.header import make_header
from closeness_cli.storage.keys.kdf import least
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness, Outcome

FIRST_DAY = """\
closeness: a private place to look at one relationship

  Everything stays in one file on this computer, locked by a passphrase that
  you choose. No network, no reminders. Someone with your account and your
  passphrase can read it. If being found with it could harm you, do not start
  here:  closeness about

  Start with whichever you like, and stop whenever you like.

    closeness journal     write a line or two
    closeness assess      four questions, about a minute
    closeness demo        an invented couple, to see where this leads

  Leave fast, on any screen:  Ctrl-X Ctrl-X

"""

LATER = """\
    closeness assess      about a minute
    closeness journal     one line is plenty
    closeness report      your own words and answers so far

  Nothing here needs doing.

"""


def test_on_the_first_day_it_says_what_this_is(closeness: Closeness) -> None:
    assert closeness() == closeness("--quiet") == (0, FIRST_DAY, "")
    assert closeness("--json").data == {
        "first_day": True,
        "today": "2025-11-14",
        "locked": False,
        "week_can_be_answered": False,
        "paused": False,
    }


def test_before_the_first_answers_the_questions_can_be_answered(closeness: Closeness) -> None:
    closeness("journal", "We walked.")
    assert closeness() == (
        0,
        "Friday 14 November 2025\n\n"
        "  The four weekly questions can be answered, if you like.\n\n" + LATER,
        "",
    )


@pytest.mark.parametrize(
    ("today", "again"),
    [("2025-11-14", False), ("2025-11-19", False), ("2025-11-20", True), ("2025-12-24", True)],
)
def test_after_some_days_they_can_be_answered_again(
    today: str, again: bool, closeness: Closeness
) -> None:
    closeness("assess", "--answer=connection=7")
    out = closeness.at(f"{today}T23:30:00+01:00")().out
    said = "  The four weekly questions can be answered again, if you like.\n\n"
    assert out.split("\n\n", maxsplit=1)[1] == (said if again else "") + LATER


@pytest.mark.parametrize(
    "line",
    [
        "assess weather --answer=mood=1",
        "assess --answer=connection=7 --as Sam --yes",
        "assess --mode lines",
    ],
)
def test_only_one_s_own_finished_weekly_answers_count(line: str, closeness: Closeness) -> None:
    closeness(*line.split(), given="7\n")
    assert "can be answered, if you like" in closeness().out


def test_it_holds_no_number_but_the_date_however_much_there_is(closeness: Closeness) -> None:
    for _ in range(3):
        closeness("journal", "Loud.", "--kind", "conflict", "--mood", "-2")
        closeness("assess", "--answer=connection=1")
    digits = [char for char in closeness().out if char.isdigit()]
    assert "".join(digits) == "142025"


WALK = "walk home tonight"
KEY = bytes(range(32))
CALM = (0, "Friday 14 November 2025\n\n" + LATER, "")


@pytest.fixture
def locked(closeness: Closeness) -> Closeness:
    """The program, with an encrypted vault, and nobody to ask for its passphrase."""
    create_vault(
        VaultPaths(closeness.vault),
        ids=CountingIds(),
        key=KEY,
        header=lambda vault_id: make_header(vault_id, KEY, WALK, least()),
    )
    return closeness


def given_to(closeness: Closeness, *words: str, passphrase: str = WALK, given: str = "") -> Outcome:
    """Run a command line with a passphrase on a descriptor."""
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    try:
        return closeness(*words, "--passphrase-fd", str(reading), given=given)
    finally:
        os.close(reading)


class TestALockedVault:
    def test_it_greets_without_asking(self, locked: Closeness) -> None:
        assert locked() == locked("--quiet") == CALM
        assert locked("--json").data == {
            "first_day": False,
            "today": "2025-11-14",
            "locked": True,
            "week_can_be_answered": None,
            "paused": None,
        }

    def test_nobody_sees_there_what_is_in_it(self, locked: Closeness) -> None:
        empty = [locked(), locked("--json")]
        given_to(locked, "assess", "--mode", "lines", given="7\n")
        assert "You paused a form" in given_to(locked).out
        assert [locked(), locked("--json")] == empty
        given_to(locked, "assess", "--answer=connection=7")
        assert "can be answered" not in given_to(locked).out
        assert [locked(), locked("--json")] == empty

    def test_a_descriptor_opens_it(self, locked: Closeness) -> None:
        assert "can be answered, if you like" in given_to(locked).out
        data = given_to(locked, "--json").data
        assert (data["locked"], data["week_can_be_answered"]) == (False, True)

    def test_a_wrong_passphrase_is_said(self, locked: Closeness) -> None:
        assert given_to(locked, passphrase="wrong").status == 4

    def test_a_program_that_may_ask_is_not_run(self, locked: Closeness, tmp_path: Path) -> None:
        locked.environment["PATH"] = os.environ["PATH"]
        locked.environment["CLOSENESS_PASSPHRASE_COMMAND"] = f"touch {tmp_path / 'asked'}"
        assert locked() == CALM
        assert not (tmp_path / "asked").exists()

    def test_what_the_kernel_keeps_opens_it(
        self, locked: Closeness, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(kernel_keyring, "read", lambda _: KEY)
        assert "can be answered, if you like" in locked().out
        monkeypatch.setattr(kernel_keyring, "read", lambda _: bytes(32))  # somebody else's
        assert locked() == CALM

    @pytest.mark.parametrize(
        ("file", "content", "sentence"),
        [
            ("vault.db", b"", "The vault's file is empty."),
            (
                "vault.db",
                b"SQLite format 3\0",
                "This vault was encrypted, and the file in its place is not; it was not opened.",
            ),
            ("vault.key", b"{}", "The vault's key file is damaged."),
            ("vault.key", None, "The file is not a vault that can be read without a key."),
        ],
    )
    def test_what_is_wrong_with_it_is_said(
        self, locked: Closeness, file: str, content: bytes | None, sentence: str
    ) -> None:
        (locked.vault / file).unlink()
        if content is not None:
            (locked.vault / file).write_bytes(content)
        done = locked()
        assert (done.status, done.out, done.err.splitlines()[0]) == (5, "", sentence)


def test_about_says_where_it_is_and_what_is_protected(closeness: Closeness) -> None:
    status, out, err = closeness("about")
    assert (status, err) == (0, "")
    assert str(closeness.vault) in out.replace("\n", "")
    assert [
        line
        for line in out.splitlines()
        if line.startswith(("Where it", "What is", "If you are not", "If it"))
    ] == [
        "Where it is",
        "What is stored",
        "What is protected",
        "What is not",
        "If you are not safe",
        "If it weighs on you",
    ]
    assert closeness("about", "--json").data["encrypted"] is False


def test_the_demo_says_invented_first_and_last_and_keeps_nothing(closeness: Closeness) -> None:
    first, second = closeness("demo"), closeness("demo", "--quiet")
    lines = first.out.splitlines()
    assert (first.status, first.err, first) == (0, "", second)
    assert (lines[0].split(":")[0], lines[-1].split(":")[0]) == ("INVENTED", "INVENTED")
    assert not closeness.vault.exists()


def test_the_demo_tells_a_program_that_it_is_invented(closeness: Closeness) -> None:
    data = closeness("demo", "--json").data
    assert (data["invented"], data["sets"], data["entries"]) == (True, 28, 174)
