"""`closeness report --for-therapist`: choose, look at what it will hold, agree, write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from closeness_cli.errors import NeedsTerminalError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.core.reports.appointment import Appointment
    from closeness_cli.core.reports.overview import Period

ForTherapistOption = typer.Option(
    None,
    "--for-therapist",
    metavar="FILE",
    help="Write a page to bring to an appointment; of a folder, a new file in it.",
)
SinceTagOption = typer.Option(
    None, "--since-tag", metavar="TAG", help="From the day of your last entry with a tag on."
)
AboutOption = typer.Option(
    None, "--about", help="For it: a line you want to talk about; may be given again."
)
SectionOption = typer.Option(
    None, "--section", help="For it: a section of the report, else overview; may be given again."
)
WithEntriesOption = typer.Option(
    None, "--with-entries", metavar="TAG", help="For it: your entries with a tag, whole."
)


def check_belongs(file: str | None, *others: Sequence[str] | None) -> None:
    """Refuse what is only for a page to bring along where none was asked for."""
    if file is None and any(others):
        raise WrongUseError(
            "--about, --section and --with-entries belong to --for-therapist.",
            "closeness report --for-therapist FILE --about TEXT",
        )


def period_from(
    made: App, tag: str, *, since: str | None, until: str | None, last: str | None
) -> Period:
    """Make the period that begins on the day of the last entry with a tag.

    Raises:
        WrongUseError: Something else says when to begin, too.
    """
    from closeness_cli.cli.report.asked import period_of
    from closeness_cli.services.reports.appointment import last_day_of

    if since is not None or last is not None:
        raise WrongUseError("--since-tag already says when to begin.", "Leave out --since, --last.")
    first = last_day_of(tag, entries=made.stores.entries, person_id=made.person_id())
    return period_of(made, since=first.isoformat(), until=until, last=None)


def write_for_therapist(
    made: App,
    file: str,
    period: Period,
    topics: Sequence[str],
    sections: Sequence[str],
    tags: Sequence[str],
) -> None:
    """Choose what goes in, show it, and write the page once that is agreed to."""
    from closeness_cli.cli.report.sections import check_sections
    from closeness_cli.core.reports.appointment import Appointment
    from closeness_cli.presentation.report.appointment_view import default_name
    from closeness_cli.services.reports.appointment import choose_entries

    entries = choose_entries(tags, period, entries=made.stores.entries, person_id=made.person_id())
    chosen = Appointment(
        period, tuple(topics), check_sections(sections), tags=tuple(tags), entries=entries
    )
    chosen = _with_topics(made, chosen)
    name = made.files.in_folder(file, default_name(made.clock.now().on))
    if _agreed(made, chosen, name):
        _write(made, chosen, name)


def _with_topics(made: App, chosen: Appointment) -> Appointment:
    """Ask what they want to talk about, where nothing was said yet and somebody is there."""
    from closeness_cli.presentation.report.appointment_view import ASK_NEXT, ASK_TOPIC, MOST_TOPICS

    if chosen.topics or made.choices.yes or not made.terminal.is_there:
        return chosen
    topics: list[str] = []
    while len(topics) < MOST_TOPICS:
        said = made.terminal.ask_line(ASK_NEXT if topics else ASK_TOPIC, (), str.strip)
        if not said:
            break
        topics.append(said)
    return chosen._replace(topics=tuple(topics))


def _agreed(made: App, chosen: Appointment, name: str) -> bool:
    """Show what the page will hold, and ask.

    Raises:
        NeedsTerminalError: There is nobody to ask.
    """
    from closeness_cli.presentation.report import appointment_view as view

    if not made.screen.json:
        made.show(view.preview_view(chosen, name))
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(view.NO_AGREEMENT, view.AGREE_BEFORE)
    agreed = made.agrees(view.QUESTION)
    if not agreed:
        made.tell_nothing(view.COMMAND, view.NOT_WRITTEN)
    return agreed


def _write(made: App, chosen: Appointment, name: str) -> None:
    from closeness_cli.cli.report.sections import section_pages
    from closeness_cli.presentation.html.pages import pages_as_html
    from closeness_cli.presentation.report import appointment_view as view

    pages = view.appointment_pages(chosen, section_pages(made, chosen.sections, chosen.period))
    title = view.file_title(made.clock.now().on)
    below = view.below_title(chosen.period)
    made.files.write_new(name, [pages_as_html(title, pages, below=below)])
    if made.screen.json:
        made.screen.data(view.COMMAND, view.appointment_data(chosen, name))
    else:
        made.screen.note(view.TRACES)
