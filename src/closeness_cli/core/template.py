"""Templates: a shape that helps to begin an entry, read from plain Markdown.

A template may begin with a few named lines between two lines of `---`. After them everything is
text of the entry to be, but for `? Questions`, which are asked, and `{{variables}}`, which stand
for the entry's own moment.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryKind, read_tag, unique
from closeness_cli.core.near import did_you_mean, quoted
from closeness_cli.errors import BadInputError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_ABOUT = 100
"""Characters of what a template says about itself: a line of a list."""

MOST_QUESTIONS = 50
"""Questions of one template; more are a form, not a way to begin."""

MOST_FAULTS = 20
"""Faults that are told at once."""

FENCE = "---"
"""Above and below the named lines."""

NAMED_LINES = ("about", "kind", "tags")

VARIABLES = ("date", "day", "weekday", "time", "week", "yesterday")
"""What stands for the entry's moment; `days since TAG` looks back to an earlier entry."""

SINCE = "days since "

VARIABLE = re.compile(r"(\\?)\{\{([^{}]*)\}\}")
"""Two braces around a name; a backslash before them leaves them as they are."""

_HEADING = re.compile(r"(#{1,6})\s+\S")
_QUESTION = re.compile(r"\?\s+(.*\S)\s*")


class Part(StrEnum):
    """What a line of a template is."""

    TEXT = "text"
    HEADING = "heading"
    QUESTION = "question"


class Line(NamedTuple):
    """One line of a template.

    Args:
        text: As it will stand in the entry; a question without its mark.
        level: Of a heading, from 1.
    """

    part: Part
    text: str
    level: int = 0

    @property
    def written(self) -> str:
        """The line as the template has it."""
        return f"? {self.text}" if self.part is Part.QUESTION else self.text


class Template(NamedTuple):
    """A shape that helps to begin an entry.

    Args:
        source: The file's text, with line ends of one kind.
        is_own: A person's own file, not one that comes with closeness.
    """

    name: str
    lines: tuple[Line, ...]
    about: str = ""
    kind: EntryKind = EntryKind.NOTE
    tags: tuple[str, ...] = ()
    source: str = ""
    is_own: bool = False

    @property
    def questions(self) -> tuple[str, ...]:
        """What is asked, as the template has it."""
        return tuple(one.text for one in self.lines if one.part is Part.QUESTION)

    @property
    def looks_back_to(self) -> tuple[str, ...]:
        """The tags whose last entry a variable counts from."""
        names = (name for line in self.lines for _, name in VARIABLE.findall(line.text))
        return unique(tag for name in names if (tag := tag_in(name)))


def tag_in(variable: str) -> str:
    """Give the tag of a `days since TAG`; nothing of another variable."""
    words = " ".join(variable.split())
    return words.removeprefix(SINCE).removeprefix("#") if words.startswith(SINCE) else ""


def is_heading(line: str) -> bool:
    """Say whether a line is a heading of Markdown."""
    return _HEADING.match(line) is not None


def parse_template(text: str, name: str, *, place: str, is_own: bool = False) -> Template:
    """Read a template.

    Args:
        name: What it is called by.
        place: How its file is called in a fault.

    Raises:
        BadInputError: With every fault, each with its line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.removesuffix("\n").split("\n")
    reading = _Reading()
    body_at = reading.take_named(lines)
    parts = tuple(reading.take_body(lines, body_at))
    if reading.faults:
        told = [f"{place}:{at}: {what}" for at, what in sorted(reading.faults)]
        more = len(told) - MOST_FAULTS
        if more > 0:
            told = [*told[:MOST_FAULTS], f"{place}: {more} more"]
        raise BadInputError(
            "The template has faults, so it was not used.",
            tuple(told),
            "How one looks:  closeness journal templates evening",
        )
    said = reading.said
    return Template(
        name=name,
        lines=parts,
        about=said.get("about", ""),
        kind=EntryKind(said.get("kind", EntryKind.NOTE)),
        tags=reading.tags,
        source=text,
        is_own=is_own,
    )


class _Reading:
    """A template being read: what was said in its named lines, and what is wrong."""

    def __init__(self) -> None:
        self.said: dict[str, str] = {}
        self.tags: tuple[str, ...] = ()
        self.faults: list[tuple[int, str]] = []

    def take_named(self, lines: list[str]) -> int:
        """Read the named lines; gives where the text begins."""
        if lines[0].rstrip() != FENCE:
            return 0
        for at, line in enumerate(lines[1:], start=1):
            if line.rstrip() == FENCE:
                return at + 1
            if line.strip():
                self._take_named(at + 1, line)
        self.faults.append((1, f"the line {FENCE} that ends the named lines is missing"))
        return len(lines)

    def take_body(self, lines: list[str], start: int) -> Iterator[Line]:
        """Read the text, line by line."""
        n_questions, is_blank = 0, True
        for at, line in enumerate(lines[start:], start=start + 1):
            read = self._line(at, line.rstrip())
            is_blank = is_blank and not read.text
            n_questions += read.part is Part.QUESTION
            if read.part is Part.QUESTION and n_questions == MOST_QUESTIONS + 1:
                self.faults.append((at, f"there are more than {MOST_QUESTIONS} questions"))
            yield read
        if is_blank and not self.faults:
            self.faults.append((len(lines), "there is no text and no question in it"))

    def _take_named(self, at: int, line: str) -> None:
        name, colon, value = (one.strip() for one in line.partition(":"))
        if not colon:
            self.faults.append((at, "a named line is written as name: value"))
        elif name not in NAMED_LINES:
            known = did_you_mean(name, NAMED_LINES) or f"; known are {', '.join(NAMED_LINES)}"
            self.faults.append((at, f"{quoted(name)} is not known{known}"))
        elif name in self.said:
            self.faults.append((at, f"{name} is given twice"))
        else:
            self.said[name] = value
            self._check(at, name, value)

    def _check(self, at: int, name: str, value: str) -> None:
        if name == "kind" and value not in map(str, EntryKind):
            self.faults.append((at, f"a kind is one of {', '.join(EntryKind)}"))
        elif name == "about" and len(value) > LONGEST_ABOUT:
            self.faults.append((at, f"about takes up to {LONGEST_ABOUT} characters"))
        elif name == "tags":
            try:
                self.tags = unique(read_tag(one) for one in value.replace(",", " ").split())
            except WrongUseError:
                self.faults.append((at, "a tag is one word that begins with a letter"))

    def _line(self, at: int, line: str) -> Line:
        self._check_variables(at, line)
        if "\0" in line:
            self.faults.append((at, "there is a NUL character in it, which no text has"))
        if question := _QUESTION.fullmatch(line):
            return Line(Part.QUESTION, question[1])
        if line == "?":
            self.faults.append((at, "a question needs its words after the ?"))
        if heading := _HEADING.match(line):
            return Line(Part.HEADING, line, len(heading[1]))
        return Line(Part.TEXT, line.removeprefix("\\") if line.startswith("\\?") else line)

    def _check_variables(self, at: int, line: str) -> None:
        for escaped, name in VARIABLE.findall(line):
            if escaped or " ".join(name.split()) in VARIABLES:
                continue
            tag = tag_in(name)
            if not tag or not _is_tag(tag):
                known = f"; known are {', '.join(VARIABLES)} and days since TAG"
                told = did_you_mean(name.strip(), VARIABLES) or known
                self.faults.append((at, f"the variable {quoted(name.strip())} is not known{told}"))
        if "{{" in VARIABLE.sub("", line).replace("\\{{", ""):
            self.faults.append((at, "a {{ has no }} after it; \\{{ means the braces themselves"))


def _is_tag(word: str) -> bool:
    try:
        return bool(read_tag(word))
    except WrongUseError:
        return False
