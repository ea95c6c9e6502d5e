"""Telling options from words, where a text may begin with a dash."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


KIND_OPTIONS = frozenset(
    {
        *("--mood", "--tag", "--at", "--to", "--feeling", "--minutes", "--depth", "--presence"),
        *("--began", "--topic", "--cause", "--hot", "--beneath", "--of", "--sincerity"),
        *("--bring-back", "--before", "--after", "--template"),
    }
)
"""Options with a value of the commands that write an entry of a kind; a test compares them."""

_WITH_TEXT = KIND_OPTIONS | {"--kind"}


def options_first(
    args: list[str], *, with_value: frozenset[str], is_word: Callable[[str], bool]
) -> list[str]:
    """Put options before `--` and words after it, so that a word may begin with a dash.

    Args:
        with_value: The options whose next argument belongs to them.
        is_word: Says of an argument that begins with a dash whether it is a word all the same.
    """
    options: list[str] = []
    words: list[str] = []
    waiting = iter(args)
    for one in waiting:
        if one == "--":
            words += waiting
        elif one in with_value:
            value = next(waiting, None)
            if value is None:
                return args  # Click says what is missing
            options += [one, value]
        elif one.startswith("-") and one != "-" and not is_word(one):
            options.append(one)
        else:
            words.append(one)
    return [*options, "--", *words]


def has_blank(word: str) -> bool:
    """Say whether a word was quoted, since there is a blank in it."""
    return any(char.isspace() for char in word)


def is_quoted_text(one: str) -> bool:
    """Say whether an argument is text to write down, also where it begins with a dash."""
    return has_blank(one) and one.partition("=")[0] not in _WITH_TEXT


def is_left_out(one: str) -> bool:
    """Say whether an argument of a search is a word to leave out, and no option."""
    is_number = one.startswith("-n") and one[2:].isdecimal()
    return not (one.startswith("--") or is_number) or is_quoted_text(one)
