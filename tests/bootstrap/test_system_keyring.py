"""Which keyring gets a secret, and what one does that is slow, loud or not to be trusted."""

from __future__ import annotations

import logging
import sys
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from keyring.backend import KeyringBackend

from closeness_cli.bootstrap import system_keyring
from closeness_cli.bootstrap.system_keyring import (
    Place,
    check_usable,
    forget,
    keep,
    read,
    trusted,
)
from closeness_cli.errors import ClosenessError
from desktops import BUS, Desktop, logged_in, needs_keyring
from programs import outcome, python

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLACE = Place("closeness-test", "01KA1ZFCW00000000000000000")
SECRET = bytes(range(32))


@pytest.fixture
def desktop(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desktop]:
    """A login whose keyring is open and empty, and that this process is part of."""
    with logged_in(tmp_path_factory.mktemp("desktop")) as made:
        monkeypatch.setenv(BUS, made.address)
        yield made


class Double(KeyringBackend):
    """A keyring in memory, as the library would take it before any other."""

    priority = 99
    kept: dict[tuple[str, str], str] = {}  # noqa: RUF012 - emptied for each test

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture(autouse=True)
def _empty() -> Iterator[None]:
    yield
    Double.kept.clear()


def trust(kind: type[KeyringBackend], patch: pytest.MonkeyPatch) -> None:
    patch.setattr(system_keyring, "trusted", lambda: (kind,))


class TestWhichOnes:
    def test_four_are_trusted_by_name(self) -> None:
        assert [f"{one.__module__}.{one.__qualname__}" for one in trusted()] == [
            "keyring.backends.SecretService.Keyring",
            "keyring.backends.kwallet.DBusKeyring",
            "keyring.backends.macOS.Keyring",
            "keyring.backends.Windows.WinVaultKeyring",
        ]

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems have theirs always")
    def test_one_that_the_library_would_take_is_not_even_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As with `keyrings.alt`, whose plain file is chosen where no desktop is."""
        (tmp_path / "plain_file.py").write_text(
            "from keyring.backend import KeyringBackend\n"
            "from keyring.backends.SecretService import Keyring\n"
            "class Plain(KeyringBackend):\n"
            "    priority = 99\n"
            "    def get_password(self, *_): raise SystemExit('asked')\n"
            "    def set_password(self, *_): raise SystemExit('told')\n"
            "class Almost(Plain, Keyring): pass\n"
        )
        settings = tmp_path / "python_keyring"
        settings.mkdir()
        (settings / "keyringrc.cfg").write_text(
            f"[backend]\ndefault-keyring=plain_file.Plain\nkeyring-path={tmp_path}\n"
        )
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "plain_file.Almost")
        monkeypatch.delenv(BUS, raising=False)
        program = """
            import sys
            sys.path.append(sys.argv[1])
            import plain_file, keyring
            assert type(keyring.get_keyring()) is plain_file.Almost
            from closeness_cli.bootstrap import system_keyring
            from closeness_cli.errors import ClosenessError
            place = system_keyring.Place("closeness", "x")
            assert system_keyring.read(place) is None
            for ask in (
                system_keyring.check_usable,
                lambda: system_keyring.keep(place, bytes(32)),
                lambda: system_keyring.forget(place),
            ):
                try:
                    ask()
                except ClosenessError as error:
                    print(error.sentence)
        """
        said = outcome(python(program, tmp_path))
        assert said == "This system has no keyring that is trusted here.\n" * 3

    def test_its_file_of_settings_is_never_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It may put any folder in front of those that modules come from."""
        settings = tmp_path / "python_keyring"
        settings.mkdir()
        (settings / "keyringrc.cfg").write_text(f"[backend]\nkeyring-path={tmp_path}\n")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        monkeypatch.delenv(BUS, raising=False)
        program = """
            import sys
            from closeness_cli.bootstrap import system_keyring
            assert system_keyring.read(system_keyring.Place("closeness", "x")) is None
            print(sys.argv[1] in sys.path, "keyring" in sys.modules)
        """
        assert outcome(python(program, tmp_path)) == "False True\n"

    @needs_keyring
    def test_no_variable_leads_it_elsewhere(
        self, desktop: Desktop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        elsewhere = "/org/freedesktop/secrets/collection/session"
        monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", elsewhere)
        monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
        monkeypatch.setenv("KEYRING_PROPERTY_GET_PASSWORD", "nothing to call")
        assert vars(trusted()[0]())["preferred_collection"] == elsewhere
        keep(PLACE, SECRET)
        assert desktop.secrets == {PLACE: SECRET.hex()}


@needs_keyring
class TestTheSecretService:
    def test_it_keeps_gives_and_forgets(self, desktop: Desktop) -> None:
        check_usable()
        assert read(PLACE) is None
        assert not forget(PLACE)
        keep(PLACE, bytes(32))
        keep(PLACE, SECRET)
        assert desktop.secrets == {PLACE: SECRET.hex()}
        assert read(PLACE) == read(PLACE, asks_nobody=True) == SECRET
        assert read(PLACE._replace(account="another")) is None
        assert forget(PLACE)
        assert desktop.secrets == {}

    def test_it_is_not_asked_to_open(self, desktop: Desktop) -> None:
        keep(PLACE, SECRET)
        desktop.lock()
        began = time.monotonic()
        assert read(PLACE) is None
        for ask in (check_usable, lambda: forget(PLACE), lambda: keep(PLACE, SECRET)):
            with pytest.raises(ClosenessError, match="is locked"):
                ask()
        assert time.monotonic() - began < system_keyring.SECONDS / 2


class TestWhatMayComeOfIt:
    def test_one_that_answers_is_believed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        trust(Double, monkeypatch)
        keep(PLACE, SECRET)
        assert read(PLACE) == SECRET
        assert forget(PLACE)
        assert read(PLACE) is None

    def test_one_that_may_open_a_window_is_left_alone_where_nobody_is_to_be_asked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        trust(Double, monkeypatch)
        keep(PLACE, SECRET)
        assert read(PLACE, asks_nobody=True) is None

    def test_one_that_does_not_answer_is_not_waited_for(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Slow(Double):
            def get_password(self, service: str, username: str) -> str | None:
                time.sleep(1)
                return super().get_password(service, username)

        trust(Slow, monkeypatch)
        monkeypatch.setattr(system_keyring, "SECONDS", 0.05)
        assert read(PLACE) is None
        with pytest.raises(ClosenessError, match="did not do what it was asked"):
            forget(PLACE)

    def test_one_that_fails_or_talks_is_not_heard(
        self,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        class Loud(Double):
            def get_password(self, service: str, username: str) -> str | None:
                logging.getLogger("keyring.loud").warning("Beware of %s", (service, username))
                warnings.warn("Deprecated", DeprecationWarning, stacklevel=1)
                raise OSError("everything is lost")

        trust(Loud, monkeypatch)
        assert read(PLACE) is None
        with pytest.raises(ClosenessError, match="did not do what it was asked"):
            forget(PLACE)
        assert (caplog.records, capfd.readouterr()) == ([], ("", ""))

    def test_one_that_keeps_nothing_is_found_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Sieve(Double):
            def set_password(self, service: str, username: str, password: str) -> None:
                self.kept[service, username] = password[:-1]

        trust(Sieve, monkeypatch)
        with pytest.raises(ClosenessError, match="did not do what it was asked"):
            keep(PLACE, SECRET)

    def test_one_that_forgets_nothing_is_found_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        class Elephant(Double):
            def delete_password(self, service: str, username: str) -> None:
                assert (service, username) in self.kept

        trust(Elephant, monkeypatch)
        keep(PLACE, SECRET)
        with pytest.raises(ClosenessError, match="did not do what it was asked"):
            forget(PLACE)
