"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy computer is slow at times; a law that takes long is seen in the sum of all tests.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
