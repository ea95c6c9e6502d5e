"""Keys in the kernel's keyring: kept for a while, then gone."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from closeness_cli.bootstrap import kernel_keyring, libc
from closeness_cli.bootstrap.kernel_keyring import forget, keep, read
from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = bytes(range(32))


@pytest.fixture
def name() -> Iterator[str]:
    """A name under which nobody else keeps anything."""
    name = f"key:closeness-test-{uuid4().hex}"
    try:
        keep(name, bytes(32), seconds=60)
    except ClosenessError:
        pytest.skip("this system has no keyring in its kernel")
    forget(name)
    yield name
    forget(name)


@pytest.mark.parametrize("way", [libc._library_of_c, libc._library_of_ctypes])
def test_every_key_comes_back_as_it_was(
    name: str, way: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libc, "_library", way)
    for key in (bytes(32), b"\xff" * 32, *(bytes(range(at, at + 32)) for at in range(0, 225, 32))):
        keep(name, key, seconds=60)
        assert read(name) == key


def test_what_nobody_kept_is_not_there(name: str) -> None:
    assert read(name) is None
    assert not forget(name)


def test_a_forgotten_key_is_gone(name: str) -> None:
    keep(name, KEY, seconds=60)
    assert forget(name)
    assert read(name) is None
    assert not forget(name)


IN_ANOTHER_LOGIN = """
import sys
from closeness_cli.bootstrap import kernel_keyring as keyring
keyring._keyctl(1, 0)  # a session of its own, as a login gets it
keyring.keep(sys.argv[1], bytes(32), seconds=60)
print("kept", flush=True)
input()
print(keyring.read(sys.argv[1]))
"""


def test_it_is_forgotten_in_another_login_too_and_not_given_to_this_one(name: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", IN_ANOTHER_LOGIN, name],
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "kept\n"
        assert read(name) is None
        assert forget(name)
        assert other.communicate("\n", timeout=30)[0] == "None\n"


def test_where_other_logins_cannot_be_seen_this_one_forgets(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(name, KEY, seconds=60)
    monkeypatch.setattr(kernel_keyring, "_ALL_KEYS", "/nowhere")
    assert forget(name)
    assert read(name) is None


def test_after_its_time_it_is_gone(name: str) -> None:
    keep(name, KEY, seconds=1)
    assert read(name) == KEY
    end = time.monotonic() + 10
    while read(name) is not None:
        assert time.monotonic() < end, "It is still there."
        time.sleep(0.05)


@pytest.mark.parametrize("length", [1, 31, 33, 500])
def test_what_is_no_key_is_not_taken_for_one(name: str, length: int) -> None:
    keep(name, b"x" * length, seconds=60)
    assert read(name) is None


@pytest.mark.parametrize("what", ["_SET_TIMEOUT", "_LINK"])
def test_one_that_cannot_get_an_end_or_a_place_is_not_kept(
    what: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(kernel_keyring, what, 9999)
        with pytest.raises(ClosenessError, match="cannot keep"):
            keep(name, KEY, seconds=60)
    assert read(name) is None


def test_one_that_has_no_end_yet_is_not_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []

    def call(function: str, *given: int | bytes | bytearray) -> int | None:
        if kernel_keyring._SET_TIMEOUT in given:
            found.append(read(name))
        return libc.call(function, *given)

    with monkeypatch.context() as watched:
        watched.setattr(kernel_keyring, "call", call)
        keep(name, KEY, seconds=60)
    assert found == [None]
    assert read(name) == KEY


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("_machine", lambda: "vax"),
        ("call", lambda *_: None),
        ("call", lambda *_: -1),
        ("_GET_KEYRING_ID", 9999),
    ],
)
def test_without_a_keyring_there_is_no_key(
    what: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_keyring, what, value)
    with pytest.raises(ClosenessError, match="cannot keep a vault unlocked"):
        keep("key:closeness-test", KEY, seconds=60)
    assert read("key:closeness-test") is None
    assert not forget("key:closeness-test")
