"""A login of its own at a desktop that is not there: a message bus, and a real keyring on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import secretstorage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 30
PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
BUS = "DBUS_SESSION_BUS_ADDRESS"

SETTINGS = """\
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir={folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""Of a bus that starts nothing by itself, no second keyring either."""

needs_keyring = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)), reason="there is no gnome-keyring or no dbus-daemon here"
)


class Desktop:
    """One login, whose keyring is open.

    Args:
        address: Of its message bus, as the environment names it.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    @property
    def environment(self) -> dict[str, str]:
        """What a program is told so that it finds the keyring."""
        return {BUS: self.address}

    @property
    def secrets(self) -> dict[tuple[str, str], str]:
        """What the keyring keeps, by service and account."""
        with self._collection() as collection:
            found = [(one.get_attributes(), one.get_secret()) for one in collection.get_all_items()]
        return {(name["service"], name["username"]): secret.decode() for name, secret in found}

    def put(self, secret: str) -> None:
        """Put another secret in the place of each there is."""
        with self._collection() as collection:
            for one in collection.get_all_items():
                one.set_secret(secret.encode())

    def clear(self) -> None:
        """Remove everything from the keyring."""
        with self._collection() as collection:
            for one in collection.get_all_items():
                one.delete()

    def lock(self) -> None:
        """Close the keyring, as leaving the desktop does."""
        with self._collection() as collection:
            collection.lock()

    @contextmanager
    def _collection(self) -> Iterator[secretstorage.Collection]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(BUS, self.address)
            with closing(secretstorage.dbus_init()) as bus:
                yield secretstorage.get_collection_by_alias(bus, "default")

    @property
    def _is_open(self) -> bool:
        with suppress(secretstorage.SecretStorageException), self._collection() as collection:
            return not collection.is_locked()
        return False

    def wait_until_open(self) -> None:
        """Wait until the keyring answers."""
        until = time.monotonic() + SECONDS
        while not self._is_open:
            assert time.monotonic() < until, "the keyring does not answer"
            time.sleep(0.02)


@contextmanager
def logged_in(folder: Path) -> Iterator[Desktop]:
    """Log in, with a folder for what the keyring writes; nothing of this outlives it."""
    with TemporaryDirectory() as sockets:  # whose names may have a hundred characters, no more
        yield from _logged_in(folder, sockets)


def _logged_in(folder: Path, sockets: str) -> Iterator[Desktop]:
    places = {name: folder / name.lower() for name in ("HOME", "XDG_DATA_HOME")}
    for place in places.values():
        place.mkdir(mode=0o700)
    settings = folder / "bus.xml"
    settings.write_text(SETTINGS.format(folder=sockets))
    environment = {
        "PATH": os.environ["PATH"],
        "XDG_RUNTIME_DIR": sockets,
        **{name: str(one) for name, one in places.items()},
    }
    with subprocess.Popen(
        ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as bus:
        try:
            assert bus.stdout is not None
            desktop = Desktop(bus.stdout.readline().strip())
            with subprocess.Popen(
                ["gnome-keyring-daemon", "--unlock", "--foreground", "--components=secrets"],
                env={**environment, **desktop.environment},
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as keyring:
                try:
                    assert keyring.stdin is not None
                    keyring.stdin.write(b"of the desktop")
                    keyring.stdin.close()
                    desktop.wait_until_open()
                    yield desktop
                finally:
                    keyring.terminate()
        finally:
            bus.terminate()
