"""The commands of the journal: those of every day without Typer, the others with it."""
