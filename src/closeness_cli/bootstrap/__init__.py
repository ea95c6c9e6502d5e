"""Picks what is real: the clock, chance, the environment, the terminal, the vault's stores.

The only part that reads the time, the environment and the terminal.
"""

from closeness_cli.bootstrap.app import App, Choices, real_app

__all__ = ["App", "Choices", "real_app"]
