"""Journals of other programs: read into entries, written from entries."""
