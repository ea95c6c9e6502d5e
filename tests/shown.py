"""What a process may write to a terminal, and how a refusal must look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from commands import Raw

if TYPE_CHECKING:
    from commands import Outcome

NEVER_SHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffd]"
)
"""Controls but tab and line end, directions, and what stands for bytes that are no text."""


def check_shown(done: Raw, *, status: int = 0) -> None:
    """See that a process ended as it must and wrote nothing but what may be shown."""
    for stream in (done.out, done.err):
        assert NEVER_SHOWN.search(stream.decode()) is None, stream
        assert b"Traceback" not in stream
    assert b"Something went wrong" not in done.err
    assert done.status == status, done


def check_refused(done: Raw, *, status: int = 2) -> str:
    """See that a process said one sentence, perhaps faults, and a hint; give the sentence."""
    check_shown(done, status=status)
    sentence, *more = done.err.decode().splitlines()
    assert done.out == b""
    assert sentence.endswith((".", "character."))
    assert sentence.count(". ") == 0
    assert all(line.startswith("  ") for line in more)
    return sentence


def raw(done: Outcome) -> Raw:
    """Give what a command line wrote in this process as another would have written it."""
    return Raw(done.status, done.out.encode(), done.err.encode())
