"""Real programs beside the test, for what one process alone cannot show."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

SECONDS = 60


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """Start another Python with this one's modules; its arguments are in `sys.argv[1:]`."""
    return subprocess.Popen(
        [sys.executable, "-c", dedent(code), *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def outcome(program: subprocess.Popen[str], given: str | None = None) -> str:
    """Wait for a program and give what it printed; what it complained of fails the test."""
    out, complaint = program.communicate(given, timeout=SECONDS)
    assert program.returncode == 0, complaint
    return out
