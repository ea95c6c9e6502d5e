"""Beginning an entry from a template: its questions are asked, and the answers make the text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from closeness_cli.bootstrap.templates import templates_at
from closeness_cli.cli.journal.given_text import given_text
from closeness_cli.core.entry import EntryFilter, check_text, unique
from closeness_cli.core.template_filling import Sheet
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from closeness_cli.bootstrap import App
    from closeness_cli.core.entry import Entry, EntryKind
    from closeness_cli.core.moment import Moment
    from closeness_cli.core.template import Template
    from closeness_cli.services.journal import Details
    from closeness_cli.services.ports import DraftKeeper, Writer

    Keep = Callable[[str, EntryKind], Entry]

PIPE_ANSWERS = "Pipe the answers in, one a line; an empty line leaves a question open."


class FromTemplate:
    """An entry that begins from a template.

    The entry's moment is the one at which it is begun, so that the text and the entry agree on
    the day.

    Args:
        name: Of the template.
        said: What was said of the entry; it goes before what the template says.
    """

    def __init__(self, made: App, name: str, said: Details) -> None:
        template = templates_at(made.paths).find(name)
        moment = said.at or made.clock.now()
        self.said = said._replace(
            at=moment,
            kind=said.kind or template.kind,
            tags=unique([*said.tags, *template.tags]),
        )
        self._made = made
        self._template = template
        self.sheet = Sheet(template, moment, _last_on(made, template, moment))

    def given(self, words: list[str]) -> str | None:
        """Give the text from answers that were piped in, one a line; nothing where to ask.

        Raises:
            WrongUseError: A text was given beside the template, nothing was answered, or there
                are more lines than questions.
            NeedsTerminalError: There are neither answers nor a terminal.
        """
        made = self._made
        if words not in ([], ["-"]):
            raise WrongUseError(
                "A template asks for the text, so none can be given beside it.",
                f"Leave the text out. {PIPE_ANSWERS}",
            )
        try:
            piped = given_text(made, words)
        except NeedsTerminalError as error:
            raise NeedsTerminalError(
                "There is no terminal to ask the template's questions at.", PIPE_ANSWERS
            ) from error
        if piped is None:
            if not made.terminal.is_there:
                raise NeedsTerminalError(
                    "There is no terminal to ask the template's questions at.", PIPE_ANSWERS
                )
            return None
        lines = piped.replace("\r\n", "\n").rstrip("\n").split("\n")
        n_asked = len(self.sheet.questions)
        if not n_asked:
            raise WrongUseError(
                "The template asks nothing, so there is nothing to pipe in.",
                "At a terminal it opens in the editor.",
            )
        if len(lines) > n_asked:
            asks = f"{n_asked} question{'' if n_asked == 1 else 's'}"
            raise WrongUseError(
                f"The template asks {asks}, and {len(lines)} lines were given.", PIPE_ANSWERS
            )
        return check_text(self.sheet.answered(lines))

    @property
    def to_write_in(self) -> str:
        """The whole template, with room under each question."""
        return self.sheet.to_write_in()

    def settling(self, keep: Keep) -> Keep:
        """Give a way to keep what was written into the whole, without what was left open."""
        return lambda text, kind: keep(self.sheet.written(text), kind)

    def asking_first(self, write: Writer) -> Writer:
        """Give a way to write that asks the questions, where there are no words yet.

        Args:
            write: Opens the small editor, for all questions at once and for words that are there.
        """

        def ask(
            heading: str,
            *,
            text: str = "",
            draft: DraftKeeper | None = None,
            unsaved: bool = False,
        ) -> str | None:
            if text:
                return write(heading, text=text, draft=draft, unsaved=unsaved)
            found = self._asked(write, draft)
            if found == "" and draft is not None:
                draft.drop()
            return found or None

        return ask

    def _asked(self, write: Writer, draft: DraftKeeper | None) -> str | None:
        """Ask; gives nothing where the person left, and no words where they gave none."""
        from closeness_cli.presentation.templates_view import writing_heading
        from closeness_cli.prompts.questions import Leaving  # only where there is a terminal

        sheet = self.sheet
        answers: Sequence[str] = ()
        if sheet.questions:
            answers, leaving = self._made.terminal.ask_questions(
                sheet.questions, as_text=sheet.answered, draft=draft
            )
            if leaving is Leaving.SAVED:
                return sheet.answered(answers)
            if leaving is Leaving.LEFT:
                return None if sheet.answered(answers) else ""
        keeper = None if draft is None else _SettledDraft(sheet, draft)
        text = sheet.to_write_in(answers)
        heading = writing_heading(self._template)
        written = write(heading, text=text, draft=keeper, unsaved=True)
        return None if written is None else sheet.written(written)


class _SettledDraft:
    """Keeps of what is being written into a template what would be kept of it."""

    def __init__(self, sheet: Sheet, draft: DraftKeeper) -> None:
        self._sheet = sheet
        self._draft = draft

    def keep(self, text: str) -> None:
        """Keep a text for good, unless there is nothing of the person's in it yet."""
        if settled := self._sheet.written(text):
            self._draft.keep(settled)

    def drop(self) -> None:
        """Keep it no longer."""
        self._draft.drop()


def _last_on(made: App, template: Template, moment: Moment) -> dict[str, date]:
    """Find the day of the last entry of each tag that a template looks back to."""
    found: dict[str, date] = {}
    if not template.looks_back_to:
        return found
    try:
        person_id = made.person_id()
    except NotFoundError:  # somebody new, who has written nothing yet
        return found
    for tag in template.looks_back_to:
        wanted = EntryFilter(
            tags=(tag,), until=moment.on + timedelta(days=1), person_id=person_id, most=1
        )
        for entry in made.stores.entries.newest(wanted):
            found[tag.casefold()] = entry.moment.on
    return found
