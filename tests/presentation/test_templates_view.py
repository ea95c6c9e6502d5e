"""Templates on a page."""

from __future__ import annotations

import pytest

from closeness_cli.core.template import Template, parse_template
from closeness_cli.errors import BadInputError, ClosenessError, WrongUseError
from closeness_cli.presentation.page_text import page_as_plain
from closeness_cli.presentation.templates_view import (
    template_view,
    templates_view,
    writing_heading,
)


def a_template(text: str = "? Where?", *, is_own: bool = False) -> Template:
    return parse_template(text, "my walk", place="my walk.md", is_own=is_own)


def shown(*found: Template, faulty: tuple[tuple[str, ClosenessError], ...] = ()) -> str:
    view = templates_view(found, faulty, folder="/vault/templates")
    assert view.page
    return page_as_plain(view.page())


def test_each_is_told_with_what_it_is() -> None:
    own = a_template("---\nabout: Out\nkind: solo\ntags: walk\n---\n? A?\n? B?", is_own=True)
    assert shown(own).splitlines() == [
        "my walk: Out · solo · #walk · 2 questions · yours",
        "Begin with one:  closeness journal --template evening",
        "What one looks like:  closeness journal templates evening",
        "Your own, a file NAME.md each, go into:  /vault/templates",
        "These files are plain text, also where the vault is encrypted.",
    ]
    assert shown(a_template("Hello.")).splitlines()[0].rstrip() == "my walk:"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (BadInputError("x", ("a.md:1: b", "a.md:2: c")), "a.md:1: b\na.md:2: c"),
        (WrongUseError("Too large."), "Too large."),
    ],
)
def test_one_that_cannot_be_used_is_told_with_the_reason(error: ClosenessError, told: str) -> None:
    assert f"Cannot be used as they are\n{told}\n" in shown(a_template(), faulty=(("a", error),))


def test_a_name_with_a_blank_is_shown_as_one_types_it() -> None:
    view = template_view(a_template())
    assert view.page
    assert '--template "my walk"' in page_as_plain(view.page())


def test_the_editor_says_what_becomes_of_open_questions() -> None:
    assert writing_heading(a_template()) == "my walk. What you leave open is left out."
    assert writing_heading(a_template("Hello.")) == "my walk"
