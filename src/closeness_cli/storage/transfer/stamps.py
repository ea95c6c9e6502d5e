"""When something happened that another program wrote down: `at` with its offset, and `tz`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from closeness_cli.core.when import in_zone
from closeness_cli.storage.transfer.lines import BadLineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.moment import Moment

_AT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,6})?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})"
)


def read_stamp(line: Mapping[str, Any], *, now: Moment) -> Moment:
    """Read when a line says that it happened.

    Its offset must be the one that its zone had then. Without a zone it is that of this
    computer where the offset agrees, and UTC where the offset is UTC.

    Raises:
        BadLineError: It cannot be told, or offset and zone disagree.
        WrongUseError: No such zone, or outside of the calendar.
    """
    text, zone = line.get("at"), line.get("tz")
    if not isinstance(text, str) or not _AT.fullmatch(text):
        raise BadLineError("needs 'at' as a moment with its offset: 2026-03-01T21:14:00+01:00.")
    if not isinstance(zone, str | None):
        raise BadLineError("has something else in 'tz' than an IANA time zone.")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BadLineError("has a moment in 'at' that no calendar has.") from None
    offset = at.utcoffset() or timedelta()
    if zone is not None:
        return _agreeing(in_zone(at, zone), offset)
    here = in_zone(at, now.zone)
    if here.offset_seconds == offset.total_seconds():
        return here
    if offset:
        raise BadLineError("needs a 'tz': its offset is neither UTC nor that of this computer.")
    return in_zone(at, "UTC")


def _agreeing(moment: Moment, offset: timedelta) -> Moment:
    if moment.offset_seconds != offset.total_seconds():
        raise BadLineError(
            f"has an offset in 'at' that {moment.zone} did not have then: there it was"
            f" {moment.iso[-6:]}."
        )
    return moment
