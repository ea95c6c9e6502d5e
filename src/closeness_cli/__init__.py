"""A private terminal tool: measure how close a relationship is, write about it, see it move."""

__version__ = "0.1.0"

PROGRAM = "closeness"
"""The name on the screen; `__main__` sets another before anything else is loaded."""
