"""Golden cases: what R, printed examples and sums by hand give, the product gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from golden_adapter import GROUPS, run

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted((Path(__file__).parent / "data" / "golden").glob("*.json"))


def differences(
    expected: object, got: object, tolerance: dict[str, float], path: tuple[str, ...] = ()
) -> Iterator[str]:
    """Say where a result differs from what a case expects."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key, value in expected.items():
            yield from differences(value, got.get(key, "missing"), tolerance, (*path, key))
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for at, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences(one, other, tolerance, (*path, str(at)))
    elif not agrees(expected, got, allowed(tolerance, path)):
        yield f"{'/'.join(path)}: {got!r} and not {expected!r}"


def agrees(expected: object, got: object, tolerance: float) -> bool:
    """Compare two values; `null` is anything but a number, and true is not 1."""
    if expected is None:
        return not isinstance(got, int | float) and got != "missing"
    if isinstance(expected, bool) or isinstance(got, bool):
        return got is expected
    if isinstance(expected, str):
        return got == expected
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(got - expected) <= tolerance * max(1, abs(expected))
    return False


def allowed(tolerance: dict[str, float], path: tuple[str, ...]) -> float:
    return next((tolerance[key] for key in path if key in tolerance), tolerance["default"])


def test_there_are_cases_of_every_kind() -> None:
    groups = {json.loads(one.read_text("utf-8"))["group"] for one in CASES}

    assert groups == set(GROUPS)


@pytest.mark.parametrize("path", CASES, ids=lambda one: one.stem)
def test_a_golden_case_comes_out(path: Path) -> None:
    case = json.loads(path.read_text("utf-8"))

    assert list(differences(case["expected"], run(case), case["tolerance"])) == []


@pytest.mark.parametrize(
    "name", ["rci_jacobson_truax_1991", "mk_hand_tie", "mk_sen_epa_17_6_irregular_times"]
)
def test_what_is_printed_comes_out_as_exactly_as_it_is_printed(name: str) -> None:
    (path,) = (one for one in CASES if one.stem == name)
    case = json.loads(path.read_text("utf-8"))
    tolerance = {"default": case["tolerance"]["published"]}

    assert list(differences(case["published"], run(case), tolerance)) == []


def test_a_group_that_nothing_answers_is_named() -> None:
    with pytest.raises(KeyError, match="'divination'"):
        run({"group": "divination", "input": {}})


@pytest.mark.parametrize(
    ("expected", "got"),
    [
        ({"a": 1.0}, {"a": 1.1}),
        ({"a": 1.0}, {}),
        ({"a": None}, {"a": 0.0}),
        ({"a": None}, {}),
        ({"a": True}, {"a": 1}),
        ({"a": 1}, {"a": True}),
        ({"a": 1.0}, {"a": None}),
        ({"a": [1.0, 2.0]}, {"a": [1.0]}),
        ({"a": [1.0, 2.0]}, {"a": [1.0, float("nan")]}),
        ({"a": {"b": 1.0}}, {"a": 1.0}),
        ({"a": "one"}, {"a": "two"}),
    ],
)
def test_a_result_that_differs_is_seen(expected: dict[str, Any], got: dict[str, Any]) -> None:
    assert list(differences(expected, got, {"default": 1e-9}))


def test_the_tolerance_of_a_key_holds_for_what_is_in_it() -> None:
    tolerance = {"default": 1e-9, "a": 0.1}

    assert not list(differences({"a": [1.0]}, {"a": [1.05]}, tolerance))
    assert list(differences({"b": [1.0]}, {"b": [1.05]}, tolerance))
