"""Templates: which there are, and what one looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.errors import BadInputError
from closeness_cli.presentation.blocks import Block, Facts, Note, Page, Paragraph, Title, Words
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.template import Template
    from closeness_cli.errors import ClosenessError

BEGIN = "Begin with one:  closeness journal --template evening"

LOOK = "What one looks like:  closeness journal templates evening"

NOT_ENCRYPTED = "These files are plain text, also where the vault is encrypted."


def templates_view(
    found: Sequence[Template], faulty: Sequence[tuple[str, ClosenessError]], *, folder: str
) -> View:
    """List the templates, those that cannot be used with the reason.

    Args:
        folder: Where a person's own ones go.
    """
    return View(
        "journal templates",
        data=lambda: {
            "folder": folder,
            "templates": [_data(one) for one in found],
            "faulty": [{"name": name, "faults": _faults(error)} for name, error in faulty],
        },
        page=lambda: _list_page(found, faulty, folder),
        table=lambda: "".join(map(_row, found)),
    )


def template_view(template: Template) -> View:
    """Show a template: what it is, and its file's text."""
    return View(
        "journal templates",
        data=lambda: {**_data(template), "text": template.source},
        page=lambda: _template_page(template),
        table=lambda: safe(template.source, multiline=True).rstrip("\n") + "\n",
    )


def writing_heading(template: Template) -> str:
    """Say what a text is that is written into a template as a whole."""
    about = template.about or template.name
    return f"{about}. What you leave open is left out." if template.questions else about


def _list_page(
    found: Sequence[Template], faulty: Sequence[tuple[str, ClosenessError]], folder: str
) -> Page:
    blocks: list[Block] = [Facts(tuple((one.name, _about(one)) for one in found))]
    if faulty:
        blocks.append(Title("Cannot be used as they are"))
        blocks += [Paragraph(fault) for _, error in faulty for fault in _faults(error)]
    return Page(
        (
            *blocks,
            Note(BEGIN),
            Note(LOOK),
            Note(f"Your own, a file NAME.md each, go into:  {folder}"),
            Note(NOT_ENCRYPTED),
        ),
        "Templates",
    )


def _template_page(template: Template) -> Page:
    return Page(
        (
            Title(template.name),
            Words(template.source.rstrip("\n"), ""),
            Note(f"Begin with it:  closeness journal --template {_typed(template.name)}"),
        ),
        template.name,
    )


def _about(template: Template) -> str:
    kind = str(template.kind) if template.kind != "note" else ""
    tags = " ".join(f"#{tag}" for tag in template.tags)
    asks = len(template.questions)
    asked = "" if not asks else "1 question" if asks == 1 else f"{asks} questions"
    own = "yours" if template.is_own else ""
    return " · ".join(one for one in (template.about, kind, tags, asked, own) if one)


def _row(template: Template) -> str:
    cells = (
        template.name,
        str(template.kind),
        " ".join(template.tags),
        "own" if template.is_own else "shipped",
        template.about,
    )
    return "\t".join(safe(cell) for cell in cells) + "\n"


def _data(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "about": template.about,
        "kind": str(template.kind),
        "tags": list(template.tags),
        "questions": list(template.questions),
        "own": template.is_own,
    }


def _faults(error: ClosenessError) -> list[str]:
    return list(error.faults) if isinstance(error, BadInputError) else [error.sentence]


def _typed(name: str) -> str:
    """Write a name as one types it."""
    return f'"{name}"' if any(char.isspace() for char in name) else name
