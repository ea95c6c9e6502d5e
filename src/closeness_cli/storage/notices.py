"""What a person was told once, so that it need not be said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Connection


class Notices:
    """Remembers notices beside the vault's own settings."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first_time(self, notice: str) -> bool:
        """Say whether this is the first time, and remember it."""
        if self.is_known(notice):
            return False
        with self._connection.writing():
            self._connection.run(
                "INSERT OR IGNORE INTO meta(id, value) VALUES (?, 'yes')", [notice]
            )
        return True

    def is_known(self, notice: str) -> bool:
        """Say whether it is remembered."""
        return bool(self._connection.value("SELECT 1 FROM meta WHERE id=?", [notice]))


ALIKE_TAGS = "told_alike_tags:"
"""Before two tags that were pointed out as alike."""


def forget_alike_tags(connection: Connection) -> None:
    """Forget what was said of tags that no entry has any more."""
    known = {row[0] for row in connection.run("SELECT DISTINCT tag FROM entry_tags")}
    for (notice,) in connection.run(
        "SELECT id FROM meta WHERE id>=? AND id<?", (ALIKE_TAGS, f"{ALIKE_TAGS}\U0010ffff")
    ):
        if not known.issuperset(notice.removeprefix(ALIKE_TAGS).split()):
            connection.run("DELETE FROM meta WHERE id=?", [notice])
