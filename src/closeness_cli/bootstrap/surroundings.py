"""What `closeness doctor` looks at besides the vault: places, versions, encoding, terminal."""

from __future__ import annotations

import platform
import sys
from typing import TYPE_CHECKING

from closeness_cli.presentation.doctor_view import Surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.bootstrap.app import App

NO_ZONE = "No time zone that is known is named, so times are in UTC. Set one: TZ=Europe/Berlin"
NO_UNICODE = "The output is not UTF-8, so some letters cannot be shown. Set one: LANG=C.UTF-8"


def surroundings_of(made: App) -> Surroundings:
    """Look around; nothing is opened, made or sent anywhere."""
    return Surroundings(
        tuple(_places(made)), tuple(_versions()), tuple(_terminal(made)), tuple(_remarks(made))
    )


def _places(made: App) -> Iterator[tuple[str, str]]:
    from closeness_cli.storage.backups import automatic_backups
    from closeness_cli.storage.paths import cache_folder

    yield "folder", str(made.paths.folder)
    if made.has_vault:
        yield "size", _size(made.paths.database.stat().st_size)
    yield "backups", str(len(automatic_backups(made.paths)))
    yield "cache", str(cache_folder(made.environment))


def _versions() -> Iterator[tuple[str, str]]:
    from closeness_cli import __version__
    from closeness_cli.storage.connection import engine_versions
    from closeness_cli.storage.migrations import SCHEMA_VERSION

    yield "program", __version__
    yield "vault format", str(SCHEMA_VERSION)
    yield "Python", platform.python_version()
    yield from engine_versions()
    yield "system", f"{platform.system()} {platform.release()}, {platform.machine()}"


def _terminal(made: App) -> Iterator[tuple[str, str]]:
    screen = made.screen
    yield "output", "a terminal" if screen.is_terminal else "a file or a pipe"
    yield "questions", "can be asked" if made.terminal.is_there else "cannot be asked"
    yield "columns", str(screen.width)
    yield "colour", "yes" if screen.has_colour else "no"
    yield "encoding", str(screen.stdout.encoding or "unknown")
    yield "file names", sys.getfilesystemencoding()
    yield "TERM", made.environment.get("TERM", "not set")
    yield "time zone", made.clock.known_zone or "UTC"


def _remarks(made: App) -> Iterator[str]:
    if made.clock.known_zone is None or made.clock.misunderstands_tz:
        yield NO_ZONE
    if not made.screen.has_unicode:
        yield NO_UNICODE


def _size(n_bytes: int) -> str:
    if n_bytes < 1024 * 1024:
        return f"{n_bytes / 1024:.0f} KB"
    return f"{n_bytes / 1024 / 1024:.1f} MB"
