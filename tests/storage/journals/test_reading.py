"""Reading a journal: its bytes, before anything is understood in them."""

from __future__ import annotations

import pytest

from closeness_cli.storage.journals import reading as module
from closeness_cli.storage.journals.reading import Reading, utf8

MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1024])
@pytest.mark.parametrize("text", ["", "Tea.", "Öl 🌲 – 茶\n" * 3])
def test_utf8_is_let_through_wherever_it_is_cut(
    text: str, piece: int, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PIECE", piece)
    assert utf8(text.encode(), reading) == text.encode()
    assert utf8(MARK + text.encode(), reading) == text.encode()
    assert reading.notes.faults == []


@pytest.mark.parametrize("piece", [1, 2, 3, 7, 1024])
@pytest.mark.parametrize(
    "data", [b"\xff", "Öl 🌲".encode()[:-1], b"Tea \xe4 caf\xc3\xa9", b"\xed\xa0\x80", b"a\xc3"]
)
def test_the_first_byte_that_is_wrong_is_named(
    data: bytes, piece: int, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PIECE", piece)
    with pytest.raises(UnicodeDecodeError) as told:
        data.decode()
    assert utf8(data, reading, "J.json") is None
    assert reading.notes.faults == [
        f"J.json: it is not UTF-8 (at byte {told.value.start}); save it as UTF-8"
    ]
