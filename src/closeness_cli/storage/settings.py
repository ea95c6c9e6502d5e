"""What a person chose for one vault; kept beside its ids, and not exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closeness_cli.storage.connection import Connection

JOINT_SUGGESTIONS = "joint_suggestions"
"""Whether suggestions may be for two. Only this decides it: no answer ever does."""

ON_THIS_DAY = "on_this_day"
"""Whether old entries may be shown again on their day."""

DEFAULTS = {JOINT_SUGGESTIONS: False, ON_THIS_DAY: False}
"""Every setting there is, as it stands until somebody chooses."""

_PREFIX = "setting_"
_ON, _OFF = "yes", "no"


class Settings:
    """Remembers choices."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, name: str) -> bool:
        """Say what is chosen; a `KeyError` where there is no such setting."""
        default = DEFAULTS[name]
        found = self._connection.value("SELECT value FROM meta WHERE id=?", [_PREFIX + name])
        return default if found is None else found == _ON

    def set(self, name: str, value: bool) -> None:
        """Choose; a `KeyError` where there is no such setting."""
        if name not in DEFAULTS:
            raise KeyError(name)
        with self._connection.writing():
            self._connection.run(
                "INSERT INTO meta(id, value) VALUES (?, ?)"
                " ON CONFLICT(id) DO UPDATE SET value=excluded.value",
                (_PREFIX + name, _ON if value else _OFF),
            )
