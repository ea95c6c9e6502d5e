"""What keys do where nothing is shown; `tests/terminal` types at a real one."""

from __future__ import annotations

import pytest

from closeness_cli.prompts.hidden import LONGEST, read_keys


def typed(keys: bytes) -> str:
    left = [keys[at : at + 1] for at in range(len(keys))]
    return read_keys(lambda: left.pop(0) if left else b"", lambda: bool(left))


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (b"walk\r", "walk"),
        (b"walk\nmore\n", "walk"),
        ("Café 散歩\r".encode(), "Café 散歩"),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE}x\x7f\x7fe\r".encode(), "Cafe"),
        (b"\x7f\x08walk\r", "walk"),
        (b"nonsense\x15walk\r", "walk"),
        (b"wa\x1b[D\x1b[1;5C\x1bOPlk\x1b\r\r", "walk"),
        (b"wa\x01\x07\x00lk\r", "walk"),
        (b"wa\x04lk\r", "walk"),
        (b"wa\x18lk\x18\r", "walk"),
        (b"\xff\r", "\udcff"),
        (b"\r", ""),
        (b"a" * (LONGEST + 5) + b"\r", "a" * LONGEST),
    ],
)
def test_a_line_is_what_was_typed(keys: bytes, line: str) -> None:
    assert typed(keys) == line


@pytest.mark.parametrize("keys", [b"wa\x03", b"\x04", b"", b"wa"])
def test_it_stops(keys: bytes) -> None:
    with pytest.raises(KeyboardInterrupt):
        typed(keys)


def test_it_is_left_fast() -> None:
    with pytest.raises(SystemExit) as left:
        typed(b"wa\x18\x18lk")

    assert left.value.code == 0
