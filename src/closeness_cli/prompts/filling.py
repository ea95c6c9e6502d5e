"""What happens between a key and a form: marking, answering, drafts, the stopwatch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closeness_cli.core.answering.form import Form, Part, Step
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.prompts import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.instruments.instrument import ResponseScale

Place = tuple[str, Part, int]


@dataclass(frozen=True, slots=True)
class NumberKeys:
    """Which number answers with which value of a response scale.

    Args:
        values: By the number that is typed: the value itself, or, where there are negative
            values, the place from the left.
        at_once: One key answers; else the number is marked and Enter takes it.
    """

    values: dict[int, int]
    at_once: bool

    def key_of(self, value: int) -> int:
        """Say which number answers with a value."""
        return next(number for number, one in self.values.items() if one == value)


def number_keys(scale: ResponseScale) -> NumberKeys:
    """Lay the number keys over a response scale."""
    numbers = scale.values if scale.min >= 0 else range(1, len(scale.values) + 1)
    values = dict(zip(numbers, scale.values, strict=True))
    return NumberKeys(values, at_once=max(values) <= 9 or list(values) == list(range(1, 11)))


@dataclass(slots=True)
class Filling:
    """One form on the screen, as it stands.

    Args:
        save: Called with each response before the next step is shown.
        now: Seconds on a stopwatch.
        selected: The marked value, if any; nothing is marked for a person.
        hint: One line for the bottom of the screen.
        asks_to_keep: Whether the person is asked what becomes of what they typed.
        arrivals: How often a step was shown.
    """

    form: Form
    save: Callable[[Response], None]
    now: Callable[[], float]
    selected: int | None = None
    hint: str = ""
    shows_keys: bool = False
    asks_to_keep: bool = False
    typed: str = ""
    drafts: dict[Place, str] = field(default_factory=dict)
    arrivals: int = 0
    _shown_at: float = 0.0

    def __post_init__(self) -> None:
        self._arrive()

    @property
    def step(self) -> Step:
        """The step on the screen."""
        step = self.form.step
        assert step is not None  # noqa: S101 - the screen closes after the last step
        return step

    @property
    def scale(self) -> ResponseScale:
        """The response scale of the step on the screen."""
        scale = self.step.scale
        assert scale is not None  # noqa: S101 - only asked where a number is
        return scale

    @property
    def is_finished(self) -> bool:
        """Whether nothing is left to answer."""
        return self.form.step is None

    @property
    def is_text(self) -> bool:
        """Whether every printable key types."""
        return self.form.step is not None and self.form.step.is_text

    @property
    def text(self) -> str:
        """What the typing area begins with: a draft, or the earlier answer."""
        earlier = self.form.earlier
        return self.drafts.get(self._place(), earlier if isinstance(earlier, str) else "")

    def answer(self, value: int | str) -> None:
        """Answer, store, go on."""
        milliseconds = max(0, round((self.now() - self._shown_at) * 1000))
        place = self._place()
        self.save(self.form.answer(value, milliseconds=milliseconds))
        self.drafts.pop(place, None)
        self._arrive()

    def answer_text(self, text: str) -> None:
        """Answer with words; without any, skip or end the list."""
        if text.strip():
            self.answer(text)
        else:
            self.skip()

    def skip(self, reason: SkipReason = SkipReason.SKIPPED) -> None:
        """Leave the step without an answer; only for a reason that the item offers."""
        if reason is not SkipReason.SKIPPED and reason not in self.step.item.reasons:
            self.puzzle()
            return
        ends_list = self.step.part is Part.LINE_TEXT and self.step.line > 0
        tells = not ends_list and not self.step.item.safety  # nothing tells that one was skipped
        self.drafts.pop(self._place(), None)
        self.save(self.form.skip(reason))
        self._arrive(words.LEFT_OUT[reason] if tells else "")

    def go_back(self, draft: str = "") -> None:
        """Show the step before, with its answer marked; a draft waits for its return."""
        if draft.strip():
            self.drafts[self._place()] = draft
        if self.form.back():
            self._arrive()
        else:
            self.hint = words.FIRST

    def accept(self) -> None:
        """Answer with what is marked."""
        if self.selected is None:
            self.hint = words.CHOOSE_FIRST
        else:
            self.answer(self.selected)

    def press(self, digit: str) -> None:
        """Take a number key: an answer, or one digit of a longer number."""
        keys = number_keys(self.scale)
        if keys.at_once:
            number = 10 if digit == "0" and 0 not in keys.values else int(digit)
            if number in keys.values:
                self.answer(keys.values[number])
            else:
                self.puzzle()
            return
        typed = next((one for one in (self.typed + digit, digit) if int(one) in keys.values), "")
        self.typed = typed
        if typed:
            self._mark(keys.values[int(typed)])

    def move(self, by: int) -> None:
        """Mark the next option, or the one before; from nothing, the first or the last."""
        values = self.scale.values
        self.typed = ""
        if self.selected is None:
            self._mark(values[0 if by > 0 else -1])
        else:
            place = values.index(self.selected) + by
            self._mark(values[min(max(place, 0), len(values) - 1)])

    def puzzle(self) -> None:
        """Say which keys there are, after one that does nothing."""
        keys = number_keys(self.scale)
        pattern = words.NUMBERS if keys.at_once else words.NUMBERS_MOVE
        numbers = pattern.format(first=min(keys.values), last=max(keys.values))
        self.hint = words.OTHER_KEY.format(numbers=numbers)

    def toggle_keys(self) -> None:
        """Show what each key does, or hide it."""
        self.shows_keys = not self.shows_keys
        self.hint = ""

    def _mark(self, value: int) -> None:
        self.selected = value
        self.hint = ""

    def _arrive(self, hint: str = "") -> None:
        earlier = self.form.earlier
        self.selected = earlier if isinstance(earlier, int) else None
        self.typed = ""
        self.shows_keys = self.asks_to_keep = False
        step = self.form.step
        before = self.form.responses.get(step.item.id) if step else None
        skipped_before = before is not None and before.reason is not None
        self.hint = hint or (words.SKIPPED_BEFORE if skipped_before else "")
        self.arrivals += 1
        self._shown_at = self.now()

    def _place(self) -> Place:
        return self.step.item.id, self.step.part, self.step.line
