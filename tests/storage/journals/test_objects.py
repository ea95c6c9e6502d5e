"""JSON of other programs: each object of the list, and the place of what is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from closeness_cli.storage.journals.objects import entries_in
from closeness_cli.storage.journals.reading import Reading

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.lists(st.dictionaries(TEXT, VALUES, max_size=4), max_size=4)


def found(content: str) -> list[dict[str, Any]]:
    reading = Reading("UTC")
    objects = [one for _, one in entries_in(content.encode(), reading)]
    assert reading.notes.faults == []
    return objects


@given(objects=OBJECTS, more=st.dictionaries(TEXT, VALUES, max_size=3), ascii_only=st.booleans())
def test_each_object_is_what_json_reads(
    objects: list[dict[str, Any]], more: dict[str, Any], *, ascii_only: bool
) -> None:
    content = json.dumps({**more, "entries": objects}, ensure_ascii=ascii_only, indent=1)
    assert found(content) == objects


def test_a_list_alone_and_an_entry_alone_are_understood() -> None:
    assert found(' [{"a": 1}, {"b": 2}]') == [{"a": 1}, {"b": 2}]
    assert found('{"title": "Tea.", "body": ""}') == [{"title": "Tea.", "body": ""}]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('{"entries": [{},\n{},\n{"a": tea}]}', "J.json, line 3: it cannot be read as JSON"),
        ('{"entries": [{}', "J.json, line 1: it cannot be read as JSON"),
        ('{"entries": [{"a": NaN}]}', "J.json, line 1: it cannot be read as JSON"),
        ('{"entries": [[]]}', "J.json, entry 1: it is not an object"),
        ('{"entries": {}}', "J.json: it is JSON, and has no list of 'entries'"),
        ("3", "J.json: it is JSON, and has no list of 'entries'"),
        ("", "J.json, line 1: it cannot be read as JSON"),
    ],
)
def test_what_is_wrong_is_told_once_with_its_place(content: str, fault: str) -> None:
    reading = Reading("UTC")
    list(entries_in(content.encode(), reading, "J.json"))
    assert [one[: len(fault)] for one in reading.notes.faults] == [fault]
