"""The one door for what people wrote and what files brought, before it is shown.

Nothing that comes through can move the cursor, colour the screen, turn the direction of writing
or hide; what would have done so is shown as visible text, as `\\x1b` or `\\u202e`.
"""

from __future__ import annotations

import re
from functools import cache

MARKS_KEPT = 8
"""Combining marks in a row that are shown. No script stacks as many; Zalgo does."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u0900-\u0903\u093a-\u094f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0f71-\u0f87"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\u3099\u309a"
    "\ufe00-\ufe0f\ufe20-\ufe2f\U000e0000-\U000e01ef"
)
_FIRST_MARK = "\u0300"
"""Before it there are only letters, digits and signs that stand alone, and controls."""

_CONTROLS = "\x00-\x1f\x7f-\x9f"
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKS = "\u2028\u2029"
_SURROGATES = "\ud800-\udfff"


@cache
def _unsafe() -> re.Pattern[str]:
    """Compile the pattern when it is first needed: most lines are plain and never are."""
    return re.compile(
        f"\r\n|[{_CONTROLS}{_DIRECTIONS}{_BREAKS}{_SURROGATES}]"
        f"|(?P<kept>[{_MARKS}]{{{MARKS_KEPT}}})[{_MARKS}]+"
    )


def safe(text: str, *, multiline: bool = False) -> str:
    """Make text safe to show, and leave every other character as it was written.

    Args:
        text: What a person wrote or a file brought.
        multiline: Keep new lines, and show a tab as four spaces. Without it, both become a
            single space.
    """
    if text.isprintable() and max(text, default="") < _FIRST_MARK:
        return text
    return _unsafe().sub(_visible_in_lines if multiline else _visible_in_a_line, text)


def _visible_in_lines(found: re.Match[str]) -> str:
    match found[0]:
        case "\n" | "\r\n":
            return "\n"
        case "\t":
            return "    "
        case _:
            return _visible(found)


def _visible_in_a_line(found: re.Match[str]) -> str:
    return " " if found[0] in {"\n", "\r\n", "\t"} else _visible(found)


def _visible(found: re.Match[str]) -> str:
    kept = found["kept"]
    if kept is not None:
        return f"{kept}…"
    code = ord(found[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
