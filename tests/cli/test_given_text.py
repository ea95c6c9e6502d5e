"""Words that could not be kept come back to the one who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import an_entry
from closeness_cli.cli.journal.given_text import ask_until_kept
from closeness_cli.errors import StorageFailedError
from closeness_cli.presentation.messages import WHAT_HAPPENED

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry


def test_words_that_could_not_be_kept_are_in_the_editor_again_under_the_reason() -> None:
    shown: list[tuple[str, str]] = []
    tried: list[str] = []

    def write(heading: str, text: str) -> str:
        shown.append((heading, text))
        return "We walked."

    def keep(words: str) -> Entry:
        tried.append(words)
        if len(tried) == 1:
            raise StorageFailedError("The disk is full.", "Make room.")
        return an_entry(words)

    assert ask_until_kept(write, keep) == an_entry("We walked.")
    assert shown == [(WHAT_HAPPENED, ""), ("The disk is full. Make room.", "We walked.")]


def test_leaving_the_editor_keeps_nothing() -> None:
    assert ask_until_kept(lambda _heading, _text: None, an_entry) is None
