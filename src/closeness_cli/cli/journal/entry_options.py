"""The options that several commands of the journal share."""

from __future__ import annotations

import typer

from closeness_cli.cli.journal.wanted import LISTED

MoodOption = typer.Option(None, "--mood", help="From -2 (very low) to 2 (very good).")
TagOption = typer.Option(None, "--tag", help="A tag; may be said again.")
KindOption = typer.Option(None, "--kind", help="note, moment, conversation, conflict, …")
AtOption = typer.Option(None, "--at", help="When: 2026-03-01, 'yesterday 21:30', '3 days ago'.")
VisibilityOption = typer.Option(
    None, "--private/--shared", show_default=False, help="Private unless you say shared."
)
NotAgainOption = typer.Option(False, "--do-not-resurface", help="Never show it in on-this-day.")
EditorOption = typer.Option(False, "--editor", help="Write in the editor of VISUAL or EDITOR.")
TemplateOption = typer.Option(
    None, "--template", metavar="NAME", help="Begin from one: closeness journal templates."
)
SinceOption = typer.Option(None, "--since", help="First day: 2026-03-01, 'last friday'.")
UntilOption = typer.Option(None, "--until", help="Last day: 2026-03-31, yesterday.")
MostOption = typer.Option(LISTED, "-n", min=1, help="How many at most.")
