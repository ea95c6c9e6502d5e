"""What going back to a backup would change, in words."""

from __future__ import annotations

from datetime import date

import pytest

from closeness_cli.presentation.backup_view import (
    Holding,
    Restoring,
    backed_up,
    restore_about,
    restored,
)

THEN = Holding(1, 0, date(2025, 11, 14))


@pytest.mark.parametrize(
    ("gained", "lost", "says"),
    [
        (0, 0, "The backup holds the same as the vault does now."),
        (0, 1, "One change since then would be gone."),
        (2, 0, "2 changes would come back."),
        (1, 3, "3 changes since then would be gone, and one change would come back."),
    ],
)
def test_what_would_be_gone_and_what_would_come_back(gained: int, lost: int, says: str) -> None:
    restoring = Restoring(THEN, THEN, n_gained=gained, n_lost=lost, is_other=False)
    assert restore_about(restoring).splitlines()[0] == says


def test_a_backup_of_another_vault_is_told() -> None:
    restoring = Restoring(THEN, THEN, n_gained=1, n_lost=1, is_other=True)
    assert "another vault" in restore_about(restoring)


def test_the_question_says_how_much_was_there_then_and_is_now() -> None:
    restoring = Restoring(THEN, Holding(3, 0, date(2025, 11, 15)), 0, 2, is_other=False)
    assert restore_about(restoring).splitlines()[1:] == [
        "Entries: 3 now, 1 then",
        "Sets of answers: 0",
        "Last change: Saturday 15 November 2025 now, Friday 14 November 2025 then",
        "What is here now is kept beside, as a backup of its own.",
    ]


def test_where_there_was_nothing_nothing_is_kept() -> None:
    assert "kept" not in restore_about(Restoring(THEN, None, 0, 0, is_other=False))
    assert restored(None) == "Restored."
    assert "kept in:\n  backups/1.zip" in restored("backups/1.zip")


def test_names_of_files_come_through_the_one_door() -> None:
    assert "\x1b" not in backed_up("a\x1b[2J.zip", is_encrypted=False) + restored("a\x1b[2J.zip")
