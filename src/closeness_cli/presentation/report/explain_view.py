"""What a term of the report means, in three lines."""

from __future__ import annotations

from typing import Any

from closeness_cli.presentation.blocks import Facts, Lead, Note, Page
from closeness_cli.presentation.report.terms import TERMS, Term
from closeness_cli.presentation.view import View

LIST = "Terms of the report"
HOW = "Each in three lines:  closeness report explain TERM"
MORE = "How each figure of a section is made:  closeness report SECTION --method"


def explain_view(term: Term) -> View:
    """Explain one term."""
    return View("report explain", lambda: term_data(term), lambda: explain_page(term))


def terms_view() -> View:
    """List all terms, each with its first line."""
    return View("report explain", lambda: [term_data(one) for one in TERMS], terms_page)


def explain_page(term: Term) -> Page:
    """Lay out what a term means."""
    name = f"{term.name[:1].upper()}{term.name[1:]}" if len(term.name) > 1 else term.name
    return Page((Lead(name), Facts(tuple(("", line) for line in term.lines))), LIST)


def terms_page() -> Page:
    """Lay out the list of terms."""
    rows = tuple((one.name, one.lines[0]) for one in TERMS)
    return Page((Lead(LIST), Facts(rows), Note(HOW), Note(MORE)), LIST)


def term_data(term: Term) -> dict[str, Any]:
    """Give a term as plain data."""
    return {"term": term.name, "lines": [*term.lines], "also": [*term.also]}
