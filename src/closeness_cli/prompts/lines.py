"""Asking line by line: for screen readers, simple terminals and pipes. Nothing is redrawn."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TextIO

from closeness_cli.core.form import Part
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.options import label_of
from closeness_cli.services.ports import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.administration import Response
    from closeness_cli.core.form import Form, Step
    from closeness_cli.core.instrument import ResponseScale

BACK, SKIP, PAUSE, HELP = "b", "s", "q", "?"
"""What a line may say instead of an answer; after a colon where words are the answer."""


class LineAsker:
    """Asks over two streams of text.

    Args:
        source: Where the answers come from, one a line; its end pauses.
        target: Where the questions go.
        now: Seconds on a stopwatch.
    """

    def __init__(
        self, source: TextIO, target: TextIO, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._source = source
        self._target = target
        self._now = now

    def fill(self, form: Form, save: Callable[[Response], None]) -> Outcome:
        """Ask until the form is finished or the person pauses; see `services.ports.Asker`."""
        while (step := form.step) is not None:
            self._show(form, step)
            if not self._take(form, step, save):
                return Outcome.PAUSED
        return Outcome.FINISHED

    def remember(self) -> str:
        """Ask for one optional line; empty when there is nothing."""
        self._say(f"{words.REMEMBER} {words.REMEMBER_HELP}")
        return self._read() or ""

    def _show(self, form: Form, step: Step) -> None:
        number, total = form.place
        self._say(words.PROGRESS.format(number=number, total=total))
        for line in _asked(form, step):
            self._say(safe(line))
        for line in _answers(step.scale):
            self._say(line)
        if (earlier := form.earlier) is not None:
            self._say(words.LINE_BEFORE.format(answer=safe(str(earlier))))
        self._say(_formatted(words.LINE_HINT_TEXT, words.LINE_HINT_NUMBER, step.scale))

    def _take(self, form: Form, step: Step, save: Callable[[Response], None]) -> bool:
        """Read until the step is answered or left; false when the person pauses."""
        shown_at = self._now()
        while True:
            line = self._read()
            command = PAUSE if line is None else _command(line, form, step)
            if line is None or command == PAUSE:
                return False
            if command == BACK:
                if form.back():
                    return True
                self._say(words.FIRST)
            elif command == SKIP:
                save(form.skip())
                return True
            elif command == HELP:
                self._help(step)
            else:
                milliseconds = max(0, round((self._now() - shown_at) * 1000))
                response = _answered(form, step, line, milliseconds)
                if response is not None:
                    save(response)
                    return True
                self._say(_formatted(words.LINE_WRONG_COMMAND, words.LINE_WRONG_NUMBER, step.scale))

    def _help(self, step: Step) -> None:
        for line in words.LINE_HELP_TEXT if step.is_text else words.LINE_HELP_NUMBER:
            self._say(_formatted(line, line, step.scale))

    def _read(self) -> str | None:
        self._target.write(words.LINE_PROMPT)
        self._target.flush()
        line = self._source.readline()
        return line.removesuffix("\n").removesuffix("\r") if line else None

    def _say(self, line: str) -> None:
        self._target.write(line + "\n")


def _asked(form: Form, step: Step) -> list[str]:
    """Give what is asked: the item's stem, or for a line of a list what it is rated for."""
    item = step.item
    if step.part is Part.LINE_RATING:
        given = form.responses[item.id].value
        line = given[step.line].text if isinstance(given, tuple) else ""
        return [line, item.rating or item.text]
    asked = [item.text, item.help] if item.help else [item.text]
    if step.part is Part.LINE_TEXT:
        pattern = words.LIST_LINE if step.line else words.LIST_FIRST
        asked.append(pattern.format(number=step.line + 1, most=item.most))
    return asked


def _answers(scale: ResponseScale | None) -> list[str]:
    """Write each number that has words, one a line."""
    if scale is None:
        return []
    return [f"{value}: {label}" for value in scale.values if (label := label_of(scale, value))]


def _formatted(for_text: str, for_number: str, scale: ResponseScale | None) -> str:
    if scale is None:
        return for_text
    return for_number.format(lowest=scale.min, highest=scale.max)


def _command(line: str, form: Form, step: Step) -> str:
    """Tell what a line asks for, if it is no answer.

    Where words are asked an empty line skips, unless there is an earlier answer to keep.
    """
    said = line.strip()
    if not step.is_text:
        return said.lower() if said.lower() in (BACK, SKIP, PAUSE, HELP) else ""
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
        if said.startswith(":") and not said.startswith("::"):
            return None
        text = line.replace("::", ":", 1) if said.startswith("::") else line
        return form.answer(text, milliseconds=milliseconds)
    try:
        return form.answer(int(said), milliseconds=milliseconds)
    except ValueError:
        return None
