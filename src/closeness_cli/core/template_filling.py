"""Filling a template: its variables, then its answers; what was left open is left out.

What a person writes is never read as part of a template: variables are filled before anything is
asked, and an answer stays as it was given.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.moment import WEEKDAYS, day_words
from closeness_cli.core.template import (
    VARIABLE,
    VARIABLES,
    Line,
    Part,
    Template,
    is_heading,
    tag_in,
)

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from closeness_cli.core.moment import Moment


class _Row(NamedTuple):
    """A line of an entry to be.

    Args:
        at: The line of the template that it is; absent for own words and blank lines.
        is_apart: A person's own heading, under which no question is answered.
    """

    text: str
    at: int | None = None
    is_apart: bool = False


class Sheet:
    """A template at a moment: its variables are filled, its questions are open.

    Args:
        last_on: The local day of the last entry of each tag that the template looks back to, by
            the tag in lower case; absent where there is none.
    """

    def __init__(self, template: Template, moment: Moment, last_on: Mapping[str, date]) -> None:
        self.lines = tuple(_filled(template.lines, moment, last_on))
        self.questions = tuple(one.text for one in self.lines if one.part is Part.QUESTION)
        self._asking = frozenset(_asking_headings(self.lines))
        self._places: dict[str, list[int]] = {}
        for at, line in enumerate(self.lines):
            if line.text:
                self._places.setdefault(line.written, []).append(at)

    def to_write_in(self, answers: Sequence[str] = ()) -> str:
        """Give the whole as a text to write in: each question, and room under it.

        Args:
            answers: Those given already, in the order of the questions; an empty one is open.
        """
        return "\n".join(row.text for row in self._rows(answers)).strip("\n") + "\n"

    def answered(self, answers: Sequence[str]) -> str:
        """Give the text of an entry from answers; empty where there is no answer.

        Args:
            answers: In the order of the questions; an empty one, or one that is missing, is open.
        """
        return self._settled(self._rows(answers))

    def written(self, text: str) -> str:
        """Give the text of an entry from what was written into `to_write_in`.

        What stands there of the template is told from own words by being the same line, in the
        same order. Where a template asks nothing, its text is the person's to keep as it is.
        """
        if not self.questions:
            return text.rstrip("\n")
        rows: list[_Row] = []
        next_at = 0
        for line in text.split("\n"):
            at = self._place(line.rstrip(), next_at)
            rows.append(_Row(line, at, is_apart=at is None and is_heading(line)))
            next_at = next_at if at is None else at + 1
        return self._settled(rows)

    def _place(self, line: str, start: int) -> int | None:
        """Find the first line of the template, from one on, that is this line."""
        there = self._places.get(line, [])
        found = bisect_left(there, start)
        return there[found] if found < len(there) else None

    def _rows(self, answers: Sequence[str]) -> list[_Row]:
        rows: list[_Row] = []
        waiting = iter(answers)
        after_question = False
        for at, line in enumerate(self.lines):
            if after_question and line.text:
                rows.append(_Row(""))
            rows.append(_Row(line.written, at if line.text else None))
            after_question = line.part is Part.QUESTION
            if after_question:
                answer = next(waiting, "").strip("\r\n")
                rows += [_Row(one) for one in answer.split("\n")]
        return rows

    def _settled(self, rows: list[_Row]) -> str:
        """Leave out what asks and was given no answer."""
        if not any(_is_own(row) for row in rows):
            return "" if self.questions else "\n".join(row.text for row in rows).strip("\n")
        out = self._left_out(rows)
        kept: list[str] = []
        is_gap = True  # blank lines are not doubled where something was left out
        for number, row in enumerate(rows):
            if number in out:
                is_gap = True
            elif row.text.strip():
                is_gap = False
                kept.append(self._shown(row))
            elif not (is_gap and (not kept or not kept[-1].strip())):
                kept.append(row.text)
        return "\n".join(kept).strip("\n")

    def _shown(self, row: _Row) -> str:
        return row.text if row.at is None else self.lines[row.at].text

    def _left_out(self, rows: list[_Row]) -> set[int]:
        out: set[int] = set()
        for number, row in enumerate(rows):
            if row.at is None:
                continue
            line = self.lines[row.at]
            if line.part is Part.QUESTION:
                end = _next(rows, number, _ends_answer)
                if not any(map(_is_own, rows[number + 1 : end])):
                    out.add(number)
            elif row.at in self._asking:
                end = _next(rows, number, partial(self._closes, level=line.level))
                if not any(map(_is_own, rows[number:end])):
                    out.update(range(number, end))
        return out

    def _closes(self, row: _Row, *, level: int) -> bool:
        """Say whether a row is a heading that ends the part under one of a level."""
        if row.at is None:
            return False
        line = self.lines[row.at]
        return line.part is Part.HEADING and line.level <= level


def _next(rows: list[_Row], number: int, is_end: Callable[[_Row], bool]) -> int:
    """Find the first row after one of which something is so; the end where none is."""
    return next((at for at in range(number + 1, len(rows)) if is_end(rows[at])), len(rows))


def _is_own(row: _Row) -> bool:
    """Say whether a row holds words of the person."""
    return row.at is None and bool(row.text.strip())


def _ends_answer(row: _Row) -> bool:
    return row.at is not None or row.is_apart


def _asking_headings(lines: Sequence[Line]) -> Iterator[int]:
    """Find the headings under which something is asked."""
    for at, line in enumerate(lines):
        if line.part is not Part.HEADING:
            continue
        for other in lines[at + 1 :]:
            if other.part is Part.HEADING and other.level <= line.level:
                break
            if other.part is Part.QUESTION:
                yield at
                break


def _filled(lines: Iterable[Line], moment: Moment, last_on: Mapping[str, date]) -> Iterator[Line]:
    """Put values in the place of variables; a line that looks back to nothing is left out."""
    values = variables_at(moment)

    def value(found: re.Match[str]) -> str:
        escaped, name = found.groups()
        if escaped:
            return found[0].removeprefix("\\")
        name = " ".join(name.split())
        if name in values:
            return values[name]
        return str(max(0, (moment.on - last_on[tag_in(name).casefold()]).days))

    for line in lines:
        try:
            yield line._replace(text=VARIABLE.sub(value, line.text))
        except KeyError:
            continue


def variables_at(moment: Moment) -> dict[str, str]:
    """Give what each of `VARIABLES` stands for at a moment."""
    day = moment.on
    year, week, _ = day.isocalendar()
    values = {
        "date": day.isoformat(),
        "day": day_words(day),
        "weekday": WEEKDAYS[day.weekday()],
        "time": f"{moment.local:%H:%M}",
        "week": f"{year}-W{week:02}",
        "yesterday": (day - timedelta(days=1)).isoformat(),
    }
    return {name: values[name] for name in VARIABLES}
