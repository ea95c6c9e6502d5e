"""Functions of the C library, called through each half of ctypes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from closeness_cli.bootstrap import libc
from closeness_cli.bootstrap.libc import call
from programs import outcome, python

if TYPE_CHECKING:
    from collections.abc import Callable

    from closeness_cli.bootstrap.libc import _Library

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="called on Linux alone")


@pytest.fixture(params=[libc._library_of_c, libc._library_of_ctypes])
def _each_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    way: Callable[[], _Library] = request.param
    monkeypatch.setattr(libc, "_library", way)


@pytest.mark.usefixtures("_each_way")
class TestEachWay:
    @pytest.mark.parametrize("number", [0, 1, -1, 2**31, -(2**31) - 1, 2**62, -(2**63) + 1])
    def test_numbers_are_as_wide_as_a_long_there_and_back(self, number: int) -> None:
        assert call("labs", number) == abs(number)

    def test_what_it_gives_can_be_negative(self) -> None:
        assert call("atol", b"-7000000000") == -7_000_000_000
        assert call("syscall", -1) == -1

    def test_every_byte_is_read_and_written(self) -> None:
        every = bytes(range(256))
        place = bytearray(b"x" * 258)
        assert call("memcpy", place, every, len(every)) is not None
        assert place == every + b"xx"

    def test_a_function_that_is_not_there_gives_nothing(self) -> None:
        assert call("closeness_has_no_such_function", 1) is None

    def test_the_same_function_takes_other_values_the_next_time(self) -> None:
        assert call("strlen", b"four") == 4
        assert call("strnlen", bytearray(b"four"), 2) == 2
        assert call("strlen", bytearray(b"seven..\0")) == 7


def test_the_slow_half_is_not_imported() -> None:
    told = outcome(
        python(
            """
            import sys
            from closeness_cli.bootstrap.hardening import harden
            from closeness_cli.bootstrap.kernel_keyring import read
            harden()
            print(read("key:closeness-test-none"), "ctypes" in sys.modules)
            """
        )
    )
    assert told == "None False\n"


@pytest.fixture
def _made_anew() -> None:
    libc._library.cache_clear()


@pytest.mark.usefixtures("_made_anew")
@pytest.mark.parametrize("error", [AttributeError, ImportError, OSError, TypeError])
def test_where_the_half_in_c_is_another_one_the_slow_one_does_it(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> _Library:
        raise error

    monkeypatch.setattr(libc, "_library_of_c", fail)
    assert call("labs", -(2**40)) == 2**40
    monkeypatch.setattr(libc, "_library_of_ctypes", fail)
    libc._library.cache_clear()
    assert call("labs", -1) is None
