"""Words that could not be kept come back to the one who wrote them, and are a draft meanwhile."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from builders import an_entry
from closeness_cli.bootstrap import App, Choices
from closeness_cli.cli.journal.asked_text import ask_for_entry
from closeness_cli.core.entry import EntryKind
from closeness_cli.errors import NeedsTerminalError, StorageFailedError
from closeness_cli.presentation.messages import WHAT_HAPPENED
from commands import WithoutPassphrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from closeness_cli.core.entry import Entry
    from closeness_cli.services.ports import DraftKeeper
    from commands import Closeness


@dataclass
class Desk:
    """A terminal at which somebody writes the same each time, and answers with one number.

    Args:
        writes: What is written; nothing where the person leaves.
        types: What is kept of it meanwhile.
    """

    writes: str | None = "We walked."
    types: str = ""
    answer: int = 0
    is_there: bool = True
    shown: list[tuple[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def write_text(
        self, heading: str, *, text: str = "", draft: DraftKeeper | None = None, unsaved: bool
    ) -> str | None:
        assert unsaved == bool(text)
        self.shown.append((heading, text))
        if self.types and draft is not None:
            draft.keep(self.types)
        return self.writes

    def choose(self, question: str, options: Sequence[str]) -> int:
        self.asked.append(f"{question} {options[self.answer]}")
        return self.answer


@pytest.fixture
def made(closeness: Closeness) -> Iterator[App]:
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(3)]
    app = WithoutPassphrase(
        Choices(),
        environment=closeness.environment,
        stdin=streams[0],
        stdout=streams[1],
        stderr=streams[2],
    )
    app.writable()
    yield app
    app.close()


def sit(made: App, desk: Desk) -> Desk:
    made.terminal = desk  # type: ignore[assignment]  # has what is needed of it
    return desk


def keep(text: str, kind: EntryKind) -> Entry:
    return an_entry(text, kind=kind)


def drafts(made: App, person_id: str | None = None) -> list[tuple[EntryKind, str]]:
    return [(one.kind, one.text) for one in made.stores.drafts.all(person_id=person_id)]


def test_words_that_could_not_be_kept_are_in_the_editor_again_under_the_reason(made: App) -> None:
    tried: list[str] = []
    waiting: list[list[tuple[EntryKind, str]]] = []

    def try_to_keep(text: str, kind: EntryKind) -> Entry:
        tried.append(text)
        if len(tried) == 1:
            raise StorageFailedError("The disk is full.", "Make room.")
        waiting.append(drafts(made))
        return keep(text, kind)

    desk = sit(made, Desk())
    assert ask_for_entry(made, "journal add", try_to_keep, person_id=None) == an_entry("We walked.")
    assert desk.shown == [(WHAT_HAPPENED, ""), ("The disk is full. Make room.", "We walked.")]
    assert waiting == [[(EntryKind.NOTE, "We walked.")]]  # while it was tried again
    assert drafts(made) == []


def test_leaving_keeps_what_was_typed_as_a_draft_and_says_so(made: App) -> None:
    sit(made, Desk(writes=None, types="We"))
    kind = EntryKind.SOLO
    assert ask_for_entry(made, "journal solo", keep, person_id=None, kind=kind) is None
    assert drafts(made) == [(EntryKind.SOLO, "We")]
    assert "Not saved; kept as a draft. Go on:  closeness journal solo" in said(made)


def test_leaving_without_a_word_keeps_nothing(made: App) -> None:
    sit(made, Desk(writes=None))
    assert ask_for_entry(made, "journal add", keep, person_id=None) is None
    assert drafts(made) == []
    assert "Nothing was written. That is fine." in said(made)


@pytest.mark.parametrize(
    ("answer", "begins_with", "left"),
    [(0, "We", []), (1, "", [(EntryKind.SOLO, "We")]), (2, "", [])],
)
def test_a_draft_is_offered_first(
    made: App, answer: int, begins_with: str, left: list[tuple[EntryKind, str]]
) -> None:
    sit(made, Desk(writes=None, types="We"))
    ask_for_entry(made, "journal solo", keep, person_id=None, kind=EntryKind.SOLO)
    desk = sit(made, Desk(answer=answer))
    entry = ask_for_entry(made, "journal add", keep, person_id=None)
    assert entry is not None
    assert entry.kind == (EntryKind.SOLO if answer == 0 else EntryKind.NOTE)
    assert [text for _, text in desk.shown] == [begins_with]
    assert desk.asked[0].startswith("You were writing on Friday, 21:04 (solo).")
    assert drafts(made) == left


def test_a_draft_is_offered_only_to_who_wrote_it_and_for_what_it_is(made: App) -> None:
    sit(made, Desk(writes=None, types="We"))
    ask_for_entry(made, "journal solo", keep, person_id="sam", kind=EntryKind.SOLO)
    desk = sit(made, Desk())
    ask_for_entry(made, "journal add", keep, person_id=None)
    ask_for_entry(made, "journal add", keep, person_id="kim")
    ask_for_entry(made, "journal note", keep, person_id="sam", kind=EntryKind.NOTE)
    assert desk.asked == []
    assert drafts(made, "sam") == [(EntryKind.SOLO, "We")]


def test_without_a_terminal_nothing_is_asked(made: App) -> None:
    sit(made, Desk(is_there=False))
    with pytest.raises(NeedsTerminalError):
        ask_for_entry(made, "journal add", keep, person_id=None)


def said(made: App) -> str:
    stream = made.screen.stderr
    stream.flush()
    stream.seek(0)
    return stream.read()
