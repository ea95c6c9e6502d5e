"""What keeps this process's memory to itself: no core dump, and no look into it from outside."""

from __future__ import annotations

import sys
from contextlib import suppress

from closeness_cli.bootstrap.libc import call

PR_SET_DUMPABLE = 4
"""prctl(2): whether others of this account may trace the process and a crash may write it down."""


def harden() -> None:
    """Let no crash write memory to a file, and let no other program read it.

    The limit holds for what is started from here too, such as an editor. It does not hold where
    the system hands crashes to a program (core(5), `core_pattern`), so on Linux the process is
    also marked as none to be dumped; that keeps out a debugger of the same account, too. Neither
    keeps out an administrator. A system that has neither goes without.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource  # not on every system

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)
