"""Canonical JSON."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.core.canonical import canonical

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(PLAIN)
def test_what_was_written_reads_back_and_is_written_the_same_again(plain: object) -> None:
    assert canonical(json.loads(canonical(plain))) == canonical(plain)


def test_the_order_of_names_makes_no_difference() -> None:
    assert canonical({"b": [1, 2], "a": "ä"}) == canonical({"a": "ä", "b": [1, 2]})
    assert canonical({"b": [1, 2], "a": "ä"}) == '{"a":"ä","b":[1,2]}'
