"""A page to read aloud: what was chosen of one person's answers and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.reports.talk import (
    MOST_TAGGED,
    TALK_TAG,
    ItemName,
    Talk,
    choose_by_rule,
    choose_named,
)
from closeness_cli.errors import NotFoundError

if TYPE_CHECKING:
    from closeness_cli.core.entry import Entry
    from closeness_cli.core.reports.overview import Period
    from closeness_cli.services.ports import AnsweredSittings, Clock, FoundEntries


class Wanted(NamedTuple):
    """What somebody wants on the page.

    Args:
        about: Their own sentences on what to talk about.
        items: The items that are read; absent for those that the rule chooses.
        tags: Entries with any of these are read, too.
        ids: So are these, by the beginning of their ids.
    """

    about: tuple[str, ...] = ()
    items: tuple[ItemName, ...] | None = None
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def read_talk(
    period: Period,
    wanted: Wanted,
    *,
    sittings: AnsweredSittings,
    entries: FoundEntries,
    clock: Clock,
    person_id: str | None = None,
) -> Talk:
    """Read one person's page to read aloud.

    Raises:
        NotFoundError: Nothing here has a name or an id that was asked for.
        WrongUseError: Several entries have ids that begin like this.
    """
    done = sittings.completed(person_id=person_id)
    if wanted.items is None:
        chosen = choose_by_rule(done, period)
    else:
        chosen = choose_named(done, wanted.items, period)
    inside = EntryFilter(since=period.since, until=period.until, person_id=person_id)
    own = _own(wanted, inside, entries)
    tagged = entries.newest(inside._replace(tags=(TALK_TAG,), most=MOST_TAGGED + len(own)))
    here = {one.id for one in own}
    return Talk(
        period=period,
        today=clock.now().on,
        about=wanted.about,
        tagged=tuple(one for one in tagged if one.id not in here)[:MOST_TAGGED],
        chosen=chosen,
        is_by_rule=wanted.items is None,
        own=own,
    )


def _own(wanted: Wanted, inside: EntryFilter, entries: FoundEntries) -> tuple[Entry, ...]:
    """Gather the entries that were asked for, each once, newest first."""
    found = {
        one.id: one for tag in wanted.tags for one in entries.newest(inside._replace(tags=(tag,)))
    }
    for beginning in wanted.ids:
        one = entries.find(beginning)
        if one.person_id != inside.person_id:
            raise NotFoundError("That entry is another person's.", "closeness journal list")
        found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.moment.at, reverse=True))
