"""Asking line by line: for screen readers, simple terminals and pipes. Nothing is redrawn."""

from __future__ import annotations

import re
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, TypeVar

from closeness_cli.core.answering.form import Part
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.options import label_of
from closeness_cli.prompts.talk import Talk
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.answering.form import Form, Step
    from closeness_cli.core.instruments.instrument import ResponseScale
    from closeness_cli.prompts.keeping import Keeping
    from closeness_cli.prompts.talk import Source, Target
    from closeness_cli.services.ports import DraftKeeper

T = TypeVar("T")

BACK, SKIP, PAUSE, HELP = "b", "s", "q", "?"
"""What a line may say instead of an answer; after a colon where words are the answer."""

REASONS = {"n": SkipReason.NOT_APPLICABLE, "p": SkipReason.PREFER_NOT_TO_SAY}
"""What a line may say of an item that offers these reasons for no answer."""


NUMBER = re.compile(r"[+-]?[0-9]{1,9}")
"""A number as it is typed; `int` alone would take 1_0 and the digits of every script."""

DOT = "."
"""A line that ends a text of several lines."""


def write(
    source: Source,
    target: Target,
    heading: str,
    text: str = "",
    *,
    draft: DraftKeeper | None = None,
    unsaved: bool = False,
) -> str | None:
    """Let a person write line by line, until a dot or the end of the lines.

    Args:
        heading: What the text is about.
        text: What there is already; it is shown.
        draft: Keeps the text after each line, and where it is left.
        unsaved: What there is already is in no entry yet, so it is gone on with; else it is
            written anew, or left as it is.

    Returns:
        The text, or nothing when nothing was written or the person left.
    """
    talk = Talk(source, target)
    talk.say(safe(heading))
    if text:
        after = words.LINE_GO_ON if unsaved else words.LINE_WRITE_ANEW
        for line in (words.LINE_TEXT_NOW, *text.splitlines(), after):
            talk.say(safe(line))
    talk.say(words.LINE_WRITE if draft is None else words.LINE_WRITE_DRAFT)
    keeping = None
    if draft is not None:
        from closeness_cli.prompts.keeping import Keeping  # only where there is something to keep

        keeping = Keeping(draft)
    try:
        return _read_lines(talk, [text] if text and unsaved else [], keeping)
    finally:
        if keeping is not None:
            keeping.end()


def _read_lines(talk: Talk, written: list[str], keeping: Keeping | None) -> str | None:
    """Read lines to the end of a text; nothing where there is none, or it is left.

    What was typed is kept also where the person left fast or the program was told to end.
    """
    try:
        while (said := talk.read()) is not None and said != DOT:
            written.append(said)
            if keeping is not None and said.strip():
                keeping.note("\n".join(written))
    except (KeyboardInterrupt, SystemExit) as left:
        written += filter(None, [talk.unfinished])
        if keeping is not None and "".join(written).strip():
            keeping.now("\n".join(written))
        if isinstance(left, SystemExit):
            raise
        return None
    whole = "\n".join(written)
    return whole if whole.strip() else None


def choose(source: Source, target: Target, question: str, options: Sequence[str]) -> int:
    """Ask which of a few options; an empty line takes the first.

    Returns:
        The index of the option.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the lines.
    """
    talk = Talk(source, target)
    talk.say(safe(question))
    for number, option in enumerate(options, start=1):
        talk.say(f"{number}: {safe(option)}")
    talk.say(words.LINE_CHOOSE_HINT.format(last=len(options)))
    known = {str(number + 1): number for number in range(len(options))} | {"": 0}
    return _one_of(talk, known, words.LINE_CHOOSE.format(last=len(options)))


def confirm(source: Source, target: Target, question: str) -> bool:
    """Ask yes or no; an empty line is no.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the lines.
    """
    talk = Talk(source, target)
    talk.say(words.LINE_CONFIRM.format(question=safe(question)))
    known = {"y": True, "yes": True, "n": False, "no": False, "": False}
    return _one_of(talk, known, words.LINE_WRONG_CONFIRM)


def _one_of(talk: Talk, known: Mapping[str, T], otherwise: str) -> T:
    """Read lines until one is known."""
    while (line := talk.read()) is not None:
        said = line.strip().lower()
        if said in known:
            return known[said]
        talk.say(otherwise)
    raise KeyboardInterrupt


class LineAsker:
    """Asks over two streams of text.

    Args:
        source: Where the answers come from, one a line; its end pauses.
        target: Where the questions go.
        now: Seconds on a stopwatch.
    """

    def __init__(
        self, source: Source, target: Target, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._talk = Talk(source, target)
        self._now = now

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the person pauses; see `services.ports.Asker`."""
        if form.step is not None:
            self._say_what_comes(form)
        while (step := form.step) is not None:
            with self._talk.unseen() if step.item.safety else nullcontext():
                self._show(form, step)
                if not self._take(form, step, save):
                    return Outcome.PAUSED
        return Outcome.FINISHED

    def remember(self) -> str:
        """Ask for one optional line; empty when there is nothing, or after Ctrl-C."""
        self._say(f"{words.REMEMBER} {words.LINE_REMEMBER_HELP}")
        try:
            while (line := self._talk.read()) is not None and not _leaves(line):
                if not _is_unknown_command(line):
                    return _without_doubled_colon(line)
                self._say(words.LINE_WRONG_REMEMBER)
        except KeyboardInterrupt:
            pass  # the answers are complete, whatever becomes of this
        return ""

    def _say_what_comes(self, form: Form) -> None:
        guess = words.as_guess(form)
        for line in (form.instrument.title, form.instrument.intro, guess):
            if line:
                self._say(safe(line))

    def _show(self, form: Form, step: Step) -> None:
        number, total = form.place
        self._say(words.PROGRESS.format(number=number, total=total))
        for line in _asked(form, step):
            self._say(safe(line))
        for line in _answers(step.scale):
            self._say(line)
        if step.item.safety and self._talk.hides:
            self._say(words.LINE_UNSEEN)
        if (earlier := form.earlier) is not None:
            self._say(words.LINE_BEFORE.format(answer=safe(str(earlier))))
        self._say(_formatted(words.LINE_HINT_TEXT, words.LINE_HINT_NUMBER, step))

    def _take(self, form: Form, step: Step, save: Callable[[Response], None]) -> bool:
        """Read until the step is answered or left; false when the person pauses."""
        shown_at = self._now()
        while True:
            line = self._talk.read()
            command = PAUSE if line is None else _command(line, form, step)
            if line is None or command == PAUSE:
                return False
            if command == BACK:
                if form.back():
                    return True
                self._say(words.FIRST)
            elif command == SKIP or command in REASONS:
                save(form.skip(REASONS.get(command, SkipReason.SKIPPED)))
                return True
            elif command == HELP:
                self._help(step)
            else:
                milliseconds = max(0, round((self._now() - shown_at) * 1000))
                response = _answered(form, step, line, milliseconds)
                if response is not None:
                    save(response)
                    return True
                self._say(_formatted(words.LINE_WRONG_COMMAND, words.LINE_WRONG_NUMBER, step))

    def _help(self, step: Step) -> None:
        for line in words.LINE_HELP_TEXT if step.is_text else words.LINE_HELP_NUMBER:
            if line[0] not in REASONS or _offers(step, line[0]):
                self._say(_formatted(line, line, step))
        if self._talk.can_be_left_fast:
            self._say(words.LINE_HELP_LEAVES)

    def _say(self, line: str) -> None:
        self._talk.say(line)


def _asked(form: Form, step: Step) -> list[str]:
    """Give what is asked: the item's stem, or for a line of a list what it is rated for."""
    item = step.item
    if step.part is Part.LINE_RATING:
        given = form.responses[item.id].value
        line = given[step.line].text if isinstance(given, tuple) else ""
        return [line, item.rating or item.text]
    asked = [words.PRIVATE] if item.safety else []
    asked += [item.text, item.help] if item.help else [item.text]
    if step.part is Part.LINE_TEXT:
        pattern = words.LIST_LINE if step.line else words.LIST_FIRST
        asked.append(pattern.format(number=step.line + 1, most=item.most))
    return asked


def _answers(scale: ResponseScale | None) -> list[str]:
    """Write each number that has words, one a line."""
    if scale is None:
        return []
    return [f"{value}: {label}" for value in scale.values if (label := label_of(scale, value))]


def _formatted(for_text: str, for_number: str, step: Step) -> str:
    scale = step.scale
    if scale is None:
        return for_text
    if scale.only_labelled:
        first, last = scale.values[:-1], scale.values[-1]
        numbers = words.LINE_ONE_OF.format(first=", ".join(map(str, first)), last=last)
    else:
        numbers = words.LINE_FROM_TO.format(lowest=scale.min, highest=scale.max)
    reasons = "".join(words.LINE_REASONS[one] for one in step.item.reasons)
    letters = "".join(f" {letter}," for letter in REASONS if _offers(step, letter))
    return for_number.format(numbers=numbers, reasons=reasons, letters=letters)


def _offers(step: Step, letter: str) -> bool:
    return REASONS[letter] in step.item.reasons


def _command(line: str, form: Form, step: Step) -> str:
    """Tell what a line asks for, if it is no answer.

    Where words are asked an empty line skips, unless there is an earlier answer to keep.
    """
    said = line.strip()
    if not step.is_text:
        letter = said.lower()
        if letter in REASONS:
            return letter if _offers(step, letter) else ""
        return letter if letter in (BACK, SKIP, PAUSE, HELP) else ""
    if not said:
        return SKIP if form.earlier is None else ""
    name = said.removeprefix(":").lower()
    return name if said.startswith(":") and name in (BACK, SKIP, PAUSE, HELP) else ""


def _answered(form: Form, step: Step, line: str, milliseconds: int) -> Response | None:
    """Answer with a line; nothing where it is no answer to the step."""
    said = line.strip()
    if not said and form.earlier is not None:
        return form.answer(form.earlier, milliseconds=milliseconds)
    if step.is_text:
        if _is_unknown_command(line):
            return None
        return form.answer(_without_doubled_colon(line), milliseconds=milliseconds)
    number = said.replace("−", "-")
    if not NUMBER.fullmatch(number):
        return None
    try:
        return form.answer(int(number), milliseconds=milliseconds)
    except ValueError:
        return None


def _leaves(line: str) -> bool:
    """Tell whether a line leaves the one after the form empty: a command, alone or with colon."""
    said = line.strip().lower()
    return said in ("", BACK, SKIP, PAUSE) or said.removeprefix(":") in (BACK, SKIP, PAUSE)


def _is_unknown_command(line: str) -> bool:
    said = line.strip()
    return said.startswith(":") and not said.startswith("::")


def _without_doubled_colon(line: str) -> str:
    return line.replace("::", ":", 1) if line.strip().startswith("::") else line
