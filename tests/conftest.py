"""What holds for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# A busy computer is slow at times; a law that takes long is seen in the sum of all tests.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

SLOW = (
    "cli/test_bad_instruments.py",
    "cli/test_vault_keyring.py",
    "cli/test_program_name.py",
    "cli/test_one_door.py",
    "cli/test_vault_ending_cut_off.py",
    "presentation/html/test_browser.py",
    "storage/exchange/",
    "terminal/",
    "test_harness.py::TestTheLastBlock",
    "test_harness.py::TestWholeVaults",
    "test_honesty.py",
    "test_report_data.py",
    "test_wheel.py",
)
"""Tests that start terminals, browsers, other interpreters, or try very many values.

They are a tenth of all and take nearly half of the time: `sh .ci/checks -m "not slow"` leaves them
out while one works. The server and the README's line run everything.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, so that it can be left out."""
    here = Path(__file__).parent
    for item in items:
        _, _, within = item.nodeid.partition("::")
        if f"{item.path.relative_to(here).as_posix()}::{within}".startswith(SLOW):
            item.add_marker(pytest.mark.slow)
