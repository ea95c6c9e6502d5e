"""How the sections of the report look: their pages, their words, their data."""
