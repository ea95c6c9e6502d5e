"""What a check of the vault shows."""

from __future__ import annotations

import pytest

from closeness_cli.presentation.blocks import Lead
from closeness_cli.presentation.check_view import Checked, check_view, has_fault

SOUND = Checked("file", "sound", "Every page of the file is whole.", "")
LOOK = Checked("rights", "worth a look", "Other accounts may read it.", "Close it.")
CLOSED = Checked("vault", "not checked", "It is locked.", "")
FAULT = Checked("file", "fault", "The file is damaged.", "Go back.")


@pytest.mark.parametrize(
    ("found", "lead"),
    [
        ([SOUND], "The vault is sound."),
        ([SOUND, CLOSED], "Nothing is broken, as far as could be seen."),
        ([SOUND, LOOK], "Nothing is broken. One thing is worth a look."),
        ([LOOK, LOOK, CLOSED], "Nothing is broken. 2 things are worth a look."),
        ([LOOK, FAULT, CLOSED], "The vault has a fault. Nothing was changed."),
    ],
)
def test_what_it_comes_to_is_said_first(found: list[Checked], lead: str) -> None:
    page = check_view(found).page
    assert page is not None
    assert page().blocks[0] == Lead(lead)
    assert has_fault(found) is (FAULT in found)


def test_a_hint_that_several_have_is_given_once() -> None:
    page = check_view([FAULT, FAULT._replace(subject="search")]).page
    assert page is not None
    assert len(page().blocks) == 3
