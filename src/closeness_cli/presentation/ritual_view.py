"""Rituals on a screen: what can be done today, how regularly, and what a command did.

Never a row of days, nothing that is late, and no count of what was left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.moment import WEEKDAYS, day_words, moment_words
from closeness_cli.core.regularity import Today
from closeness_cli.core.rituals import WEEKEND, WORKING, Cadence, Done
from closeness_cli.presentation import wording
from closeness_cli.presentation.blocks import Block, Facts, Lead, Note, Page, Title
from closeness_cli.presentation.safe import safe
from closeness_cli.presentation.view import View

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.regularity import Regularity, Standing
    from closeness_cli.core.rituals import Meant, Observance, Ritual

MOST_NAMED = 5
"""Names in the first line; the rest stand below it all the same."""

FEWEST_FOR_A_SHARE = 2

NO_RITUALS = (
    "No rituals yet, and none is needed. Something that you do again and again:\n"
    '  closeness ritual add "evening walk" --every day --after dinner\n'
    "Some to choose from:  closeness ritual browse"
)

NOTHING_NEEDED = "Nothing here needs doing."

NOTHING_TO_UNDO = "There is nothing to take back."

WHICH = "Which one?"

NONE_OF_THESE = "None of these"

WHICH_NAME = "What do you do again and again?"

_EVERY = {
    Cadence.DAILY: "every day",
    Cadence.WEEKLY: "every week",
    Cadence.BIWEEKLY: "every two weeks",
    Cadence.MONTHLY: "every month",
    Cadence.QUARTERLY: "every quarter",
    Cadence.YEARLY: "every year",
    Cadence.ONGOING: "whenever it fits",
}

_PERIODS = {
    Cadence.DAILY: ("on", "days", "today"),
    Cadence.WEEKLY: ("in", "weeks", "this week"),
    Cadence.BIWEEKLY: ("in", "pairs of weeks", "in these two weeks"),
    Cadence.MONTHLY: ("in", "months", "this month"),
    Cadence.QUARTERLY: ("in", "quarters", "this quarter"),
    Cadence.YEARLY: ("in", "years", "this year"),
    Cadence.ONGOING: ("on", "days", "today"),
}
"""What comes before several periods, what they are, and the one that is running."""


def rituals_view(standings: Sequence[Standing], *, today: date) -> View:
    """List rituals: first what can be done today, then all with their regularity."""
    return View(
        "ritual list",
        data=lambda: {
            "today": today.isoformat(),
            "rituals": [standing_data(one) for one in standings],
        },
        page=(lambda: rituals_page(standings)) if standings else None,
        table=lambda: "".join(map(_line, standings)),
        empty=NO_RITUALS,
    )


def rituals_page(standings: Sequence[Standing]) -> Page:
    """Lay out a list of rituals."""
    blocks: list[Block] = [Lead(_first_line(standings))]
    apart = (Today.ANOTHER_DAY, Today.STOPPED)
    groups = (
        ("", [one for one in standings if one.today not in apart]),
        ("On other days", [one for one in standings if one.today is Today.ANOTHER_DAY]),
        ("Stopped", [one for one in standings if one.today is Today.STOPPED]),
    )
    for title, group in groups:
        if group:
            blocks += [Title(title)] if title else []
            blocks.append(Facts(tuple((one.ritual.name, _said(one)) for one in group)))
    if any(one.today is not Today.STOPPED for one in standings):
        blocks.append(Note("When you did one:  closeness ritual done NAME"))
    if any(one.today is Today.STOPPED for one in standings):
        blocks.append(Note("Take one up again:  closeness ritual again NAME"))
    return Page(tuple(blocks), "Rituals")


def meant_words(meant: Meant) -> str:
    """Say how often a ritual is meant: `every day`, `on Mondays and Thursdays`."""
    days = meant.weekdays
    if not days:
        return _EVERY[meant.cadence]
    names = "weekdays" if days == WORKING else "weekends" if days == WEEKEND else ""
    names = names or wording.listed([f"{WEEKDAYS[one - 1]}s" for one in days])
    often = (
        ""
        if meant.cadence in (Cadence.DAILY, Cadence.WEEKLY, Cadence.ONGOING)
        else (f"{_EVERY[meant.cadence]}, ")
    )
    return f"{often}on {names}"


def regularity_words(found: Regularity | None) -> str:
    """Say in how many of the periods that it was meant for.

    Returns:
        Nothing where it was in none, or where there was one alone: that is no share yet.
    """
    if found is None or not found.done or found.meant < FEWEST_FOR_A_SHARE:
        return ""
    on, several, _ = _PERIODS[found.period]
    return f"done {on} {found.done} of the {found.meant:,} {several} it was meant for"


def length_words(minutes: int) -> str:
    """Say how long something takes: `5 minutes`, `an hour`, `3 hours`."""
    hours, rest = divmod(minutes, 60)
    if hours and not rest:
        return "an hour" if hours == 1 else f"{hours} hours"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def added(ritual: Ritual) -> str:
    """Say that there is a new ritual, and how to say that it was done."""
    return (
        f"Added: {safe(ritual.name)}, {_rhythm(ritual)}.\n"
        "  When you did it:  closeness ritual done NAME"
    )


def changed(ritual: Ritual) -> str:
    """Say what a ritual is now."""
    return f"Changed: {safe(ritual.name)}, {_rhythm(ritual)}."


def stopped(ritual: Ritual) -> str:
    """Say that a ritual is put down, and that it can be taken up again."""
    return (
        f"Stopped: {safe(ritual.name)}. What you did of it is kept.\n"
        "  Take it up again:  closeness ritual again NAME"
    )


def taken_up(ritual: Ritual) -> str:
    """Say that a ritual is there again; what is counted begins today."""
    return f"There again: {safe(ritual.name)}, {_rhythm(ritual)}. What is counted begins today."


def observed(ritual: Ritual, observance: Observance) -> str:
    """Say what was kept, with its moment and zone."""
    when = f"{moment_words(observance.moment)}, {safe(observance.moment.zone)}"
    if observance.state is Done.SKIPPED:
        return f"Skipped: {safe(ritual.name)}. That is fine. {when}."
    return f"Done: {safe(ritual.name)}. {when}."


def taken_back(ritual: Ritual | None, observance: Observance) -> str:
    """Say which observance was taken back."""
    name = safe(ritual.name) if ritual is not None else "a ritual that is not here"
    return f"Taken back: {name}, {observance.state} on {day_words(observance.on)}."


def near_question(ritual: Ritual) -> str:
    """Ask whether a ritual with a similar name is meant."""
    return f"There is no ritual of that name. Do you mean {safe(ritual.name)}?"


def ritual_data(ritual: Ritual) -> dict[str, Any]:
    """Give a ritual as plain data."""
    return {
        "id": ritual.id,
        "name": ritual.name,
        "cadence": str(ritual.meant.cadence),
        "weekdays": list(ritual.meant.weekdays),
        "began_on": ritual.began_on.isoformat() if ritual.began_on else None,
        "after": ritual.after,
        "minutes": ritual.minutes,
        "together": ritual.together,
        "long_distance": ritual.long_distance,
        "need": ritual.need,
        "preset": ritual.preset,
        "people": list(ritual.people),
        "state": str(ritual.state),
    }


def observance_data(ritual: Ritual | None, observance: Observance) -> dict[str, Any]:
    """Give an observance as plain data."""
    return {
        "id": observance.id,
        "ritual": observance.ritual_id,
        "name": ritual.name if ritual is not None else None,
        "at": observance.moment.iso,
        "tz": observance.moment.zone,
        "state": str(observance.state),
        "minutes": observance.minutes,
        "people": list(observance.people),
    }


def _first_line(standings: Sequence[Standing]) -> str:
    """Say what can be done today, and that nothing needs to be."""
    can = [one.ritual.name for one in standings if one.today is Today.CAN_BE_DONE]
    if can:
        more = len(can) - MOST_NAMED
        named = wording.listed([*can[:MOST_NAMED], f"{more} more"] if more > 0 else can)
        return f"Today, if you like: {named}. {NOTHING_NEEDED}"
    done = [one.ritual.name for one in standings if one.today is Today.DONE]
    if done and len(done) <= MOST_NAMED:
        return f"Done: {wording.listed(done)}. {NOTHING_NEEDED}"
    return f"None of these is for today. {NOTHING_NEEDED}"


def _said(one: Standing) -> str:
    ritual = one.ritual
    parts = [_rhythm(ritual)]
    if ritual.minutes:
        parts.append(length_words(ritual.minutes))
    if one.today in (Today.DONE, Today.SKIPPED):
        period = Cadence.DAILY if ritual.meant.weekdays else ritual.meant.cadence
        parts.append(f"{one.today} {_PERIODS[period][2]}")
    counted = regularity_words(one.regularity)
    if one.regularity is None and one.n_done:
        counted = "done once" if one.n_done == 1 else f"done {one.n_done:,} times"
    return " · ".join([*parts, counted] if counted else parts)


def _rhythm(ritual: Ritual) -> str:
    often = meant_words(ritual.meant)
    return f"{often}, after {safe(ritual.after)}" if ritual.after else often


def standing_data(one: Standing) -> dict[str, Any]:
    """Give a ritual and how it stands as plain data."""
    found = one.regularity
    return {
        **ritual_data(one.ritual),
        "today": str(one.today),
        "times": one.n_done,
        "last_on": one.last_on.isoformat() if one.last_on else None,
        "regularity": None
        if found is None
        else {
            "period": str(found.period),
            "done": found.done,
            "meant": found.meant,
            "since": found.since.isoformat(),
        },
    }


def _line(one: Standing) -> str:
    """Write id, name, how it stands, how often, what it is today, done and meant, and times."""
    ritual, found = one.ritual, one.regularity
    days = ",".join(WEEKDAYS[day - 1][:3].lower() for day in ritual.meant.weekdays)
    cells = (
        ritual.id,
        safe(ritual.name),
        str(ritual.state),
        days or str(ritual.meant.cadence),
        str(one.today),
        str(found.done) if found else "",
        str(found.meant) if found else "",
        str(one.n_done),
    )
    return "\t".join(cells) + "\n"
