"""A questionnaire as it is filled in: where one is, what was answered, what comes next.

Pure: front ends (the screen, plain lines, a test) drive it, and whoever holds it stores what
each step gives back. A list item is several steps: a text, its rating, the next text. An item
whose condition does not hold is not shown; a safety item, once answered, is never shown again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from closeness_cli.core.answering.administration import Answer, Line, Response
from closeness_cli.core.instruments.instrument import (
    Instrument,
    Item,
    ItemKind,
    ResponseScale,
    SkipReason,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


class Part(StrEnum):
    """What a step asks for."""

    NUMBER = "number"
    TEXT = "text"
    LINE_TEXT = "line_text"
    LINE_RATING = "line_rating"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to answer.

    Args:
        line: For a list, which line, from 0.
    """

    item: Item
    part: Part
    line: int = 0

    @property
    def scale(self) -> ResponseScale | None:
        """The response scale, where a number is asked."""
        return self.item.scale if self.part in (Part.NUMBER, Part.LINE_RATING) else None

    @property
    def is_text(self) -> bool:
        """Whether words are asked, so that every printable key types."""
        return self.part in (Part.TEXT, Part.LINE_TEXT)


class Form:
    """Where a person is in a questionnaire.

    Args:
        order: Item ids as they are presented, safety items last; absent for the instrument's own.
        given: What was answered before, by item id; the form goes on after it.
        closed: Safety items that were answered before; what they were answered with is not here.
        guess_of: Whose answers are guessed, by name; empty for one's own.

    Attributes:
        responses: By item id; never one to a safety item.
    """

    def __init__(
        self,
        instrument: Instrument,
        order: Sequence[str] | None = None,
        given: Mapping[str, Response] | None = None,
        *,
        closed: Collection[str] = (),
        guess_of: str = "",
    ) -> None:
        self.instrument = instrument
        self.guess_of = guess_of
        self.responses: dict[str, Response] = dict(given or {})
        self._order = (
            instrument.items if order is None else tuple(instrument.item(one) for one in order)
        )
        self._closed = set(closed)
        self._at = self._first_unanswered()

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that are asked after the answers so far, in their order."""
        return tuple(item for item in self._shown() if item.id not in self._closed)

    @property
    def step(self) -> Step | None:
        """The step to ask now; absent when all is answered."""
        steps = self._steps()
        return steps[self._at] if self._at < len(steps) else None

    @property
    def place(self) -> tuple[int, int]:
        """Which item this is, from 1, of how many."""
        step, total = self.step, len(self.items) + len(self._closed)
        if step is None:
            return total, total
        return self.items.index(step.item) + 1 + len(self._closed), total

    @property
    def earlier(self) -> int | str | None:
        """What this step was answered with before, if it was."""
        step = self.step
        return None if step is None else self._answered(step)

    def answer(self, value: int | str, *, milliseconds: int | None = None) -> Response:
        """Answer the present step and go on.

        Args:
            value: A number of the scale, or words that are not blank.

        Returns:
            The item's response as it stands now, to be stored.

        Raises:
            ValueError: Not an answer to this step.
        """
        step = self._present()
        if step.is_text != isinstance(value, str) or (isinstance(value, str) and not value.strip()):
            raise ValueError("not an answer to this item")
        if step.scale is not None and value not in step.scale.values:
            raise ValueError("not a number of this response scale")
        return self._keep(step, self._with_answer(step, value), milliseconds)

    def skip(self, reason: SkipReason = SkipReason.SKIPPED) -> Response:
        """Leave the present step without an answer and go on.

        An empty line of a list ends the list; a skipped rating leaves the line unrated.
        """
        step = self._present()
        if step.item.safety:
            return self._close(step.item, self._response(step.item, value=None, reason=reason))
        if step.part is Part.LINE_RATING:
            return self._keep(step, self._with_answer(step, None), None)
        if step.part is Part.LINE_TEXT and step.line > 0:
            response = self._keep(step, self._lines(step.item)[: step.line], None)
            self._at = self._after(step.item)
            return response
        response = self._response(step.item, value=None, reason=reason)
        self.responses[step.item.id] = response
        self._at = self._after(step.item)
        return response

    def back(self) -> bool:
        """Go to the step before; says whether there was one."""
        if self._at == 0:
            return False
        self._at -= 1
        return True

    def unshown(self) -> list[Response]:
        """Give the responses of the items that the answers so far leave out, to be stored."""
        shown = self._shown()
        return [
            self._response(item, value=None, reason=SkipReason.NOT_SHOWN)
            for item in self._order
            if item not in shown and not item.safety
        ]

    def _shown(self) -> list[Item]:
        """Find the items whose condition holds, each by the answers to those shown before it."""
        shown: list[Item] = []
        seen: dict[str, Response] = {}
        for item in self._order:
            if item.show_if is None or item.show_if.holds(seen):
                shown.append(item)
                if item.id in self.responses:
                    seen[item.id] = self.responses[item.id]
        return shown

    def _close(self, item: Item, response: Response) -> Response:
        """Take a safety item out of the form; what comes next moves into its place."""
        self._closed.add(item.id)
        return response

    def _steps(self) -> list[Step]:
        return [step for item in self.items for step in self._steps_of(item)]

    def _steps_of(self, item: Item) -> list[Step]:
        if item.kind is ItemKind.SCALE:
            return [Step(item, Part.NUMBER)]
        if item.kind is ItemKind.TEXT:
            return [Step(item, Part.TEXT)]
        steps: list[Step] = []
        lines = self._lines(item)
        for number in range(min(len(lines) + 1, item.most)):
            steps.append(Step(item, Part.LINE_TEXT, number))
            if number < len(lines):
                steps.append(Step(item, Part.LINE_RATING, number))
        return steps

    def _lines(self, item: Item) -> tuple[Line, ...]:
        response = self.responses.get(item.id)
        value = response.value if response else None
        return value if isinstance(value, tuple) else ()

    def _answered(self, step: Step) -> int | str | None:
        if step.part in (Part.LINE_TEXT, Part.LINE_RATING):
            lines = self._lines(step.item)
            if step.line >= len(lines):
                return None
            line = lines[step.line]
            return line.text if step.part is Part.LINE_TEXT else line.value
        response = self.responses.get(step.item.id)
        value = response.value if response else None
        return None if isinstance(value, tuple) else value

    def _with_answer(self, step: Step, value: int | str | None) -> Answer:
        if step.part in (Part.NUMBER, Part.TEXT):
            assert value is not None  # noqa: S101 - only ratings are answered with nothing
            return value
        lines = list(self._lines(step.item))
        if step.part is Part.LINE_RATING:
            lines[step.line] = replace(
                lines[step.line], value=value if isinstance(value, int) else None
            )
        elif step.line < len(lines):
            lines[step.line] = replace(lines[step.line], text=str(value))
        else:
            lines.append(Line(str(value)))
        return tuple(lines)

    def _keep(self, step: Step, value: Answer, milliseconds: int | None) -> Response:
        response = self._response(step.item, value=value, milliseconds=milliseconds)
        if step.item.safety:
            return self._close(step.item, response)
        self.responses[step.item.id] = response
        self._at += 1
        return response

    def _response(
        self,
        item: Item,
        *,
        value: Answer | None,
        milliseconds: int | None = None,
        reason: SkipReason | None = None,
    ) -> Response:
        label = item.scale.label(value) if item.scale and isinstance(value, int) else ""
        return Response(
            item_id=item.id,
            value=value,
            label=label,
            position=self._order.index(item) + 1,
            milliseconds=milliseconds,
            reason=reason,
        )

    def _after(self, item: Item) -> int:
        before = self.items[: self.items.index(item) + 1]
        return sum(len(self._steps_of(one)) for one in before)

    def _first_unanswered(self) -> int:
        """Find where to go on: the first item without a response, or the list just before it.

        A response does not tell whether more lines were to come, so the last list is asked on
        from where its lines end, until something after it is answered.
        """
        items = self.items
        answered = 0
        while answered < len(items) and items[answered].id in self.responses:
            answered += 1
        if answered == 0:
            return 0
        last = items[answered - 1]
        if last.kind is not ItemKind.LIST or self.responses[last.id].reason:
            return self._after(last)
        lines = self._lines(last)[: last.most]
        unrated = bool(lines) and lines[-1].value is None
        before = self._after(last) - len(self._steps_of(last))
        return before + 2 * len(lines) - unrated

    def _present(self) -> Step:
        step = self.step
        if step is None:
            raise ValueError("there is nothing left to answer")
        return step
