"""The backup of the week. What looks whether it is due is light, since most commands ask."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from closeness_cli.errors import ClosenessError

if TYPE_CHECKING:
    from closeness_cli.bootstrap.app import App
    from closeness_cli.storage.connection import Connection

WEEK_SECONDS = 7 * 24 * 3600


def back_up_weekly(made: App) -> None:
    """Make the week's backup of a vault that is open, where something changed since the last."""
    connection = made.open_connection
    if connection is None or not _is_due(made, connection):
        return
    from closeness_cli.storage.backups import Reason, keep_backup  # once a week

    try:
        keep_backup(connection, made.paths, Reason.WEEKLY)
    except ClosenessError as error:
        made.screen.note(f"The backup of this week could not be made. {error.sentence}")


def _is_due(made: App, connection: Connection) -> bool:
    """Whether the last backup is a week old, or the first writing where there is none."""
    now = made.clock.now().at.timestamp()
    made_at = []
    with suppress(OSError), os.scandir(made.paths.backups) as found:
        made_at = [one.stat().st_mtime for one in found if not one.name.startswith(".")]
    if made_at:
        last = max(made_at)
        return now - last >= WEEK_SECONDS and made.paths.database.stat().st_mtime > last
    first: str | None = connection.value("SELECT written_at FROM revisions ORDER BY seq LIMIT 1")
    return first is not None and now - datetime.fromisoformat(first).timestamp() >= WEEK_SECONDS
