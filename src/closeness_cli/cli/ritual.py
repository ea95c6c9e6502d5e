"""`closeness ritual`: what is done again and again, and the times it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import typer

from closeness_cli.cli.groups import DefaultGroup, unknown
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.cli.ritual_choice import chosen_ritual, standings
from closeness_cli.core.near import nearest
from closeness_cli.core.person import OWNER, read_name
from closeness_cli.core.rituals import (
    Done,
    Lasting,
    Observance,
    Ritual,
    read_after,
    read_meant,
    read_minutes,
)
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError
from closeness_cli.presentation import messages
from closeness_cli.presentation import ritual_view as view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.bootstrap import App
    from closeness_cli.core.ritual_presets import Need, Preset

T = TypeVar("T")


class Rituals(DefaultGroup):
    """The list is the default; a first word is a command."""

    default = "list"

    def check_word(self, args: list[str]) -> None:
        """Refuse a command that there is not."""
        if args and not args[0].startswith("-"):
            raise unknown("command", args[0], self.names(), "closeness ritual --help")


app = typer.Typer(
    cls=Rituals,
    rich_markup_mode=None,
    add_completion=False,
    help="Keep what you do again and again.",
    epilog=EVERYWHERE,
)

NameArgument = typer.Argument(None, metavar="[NAME]", help="Its beginning is enough.")
EveryOption = typer.Option(
    None, "--every", help="day, week, 2 weeks, month, quarter, year, weekdays, weekend, mon,thu."
)
AfterOption = typer.Option(None, "--after", help="After what, such as dinner.")
MinutesOption = typer.Option(None, "--minutes", help="How long it takes.")
AtOption = typer.Option(None, "--at", help="When it was; without it, now.")


@app.callback()
def ritual() -> None:
    """Keep what you do again and again."""


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """Show what can be done today, and how regularly you do it."""
    made: App = ctx.obj
    made.show(view.rituals_view(standings(made), today=made.clock.now().on))


@app.command()
def add(
    ctx: typer.Context,
    name: list[str] | None = typer.Argument(None, metavar="[NAME]"),
    every: str | None = EveryOption,
    after: str | None = AfterOption,
    minutes: int | None = MinutesOption,
    since: str | None = typer.Option(
        None, "--since", help="From which day on it is meant; without it, today."
    ),
    together: bool = typer.Option(False, "--together", help="Two or more do it."),
    long_distance: bool = typer.Option(
        False, "--long-distance", help="It can be done from a distance."
    ),
    preset: str | None = typer.Option(
        None, "--preset", metavar="ID", help="Take one of those that browse shows."
    ),
) -> None:
    """Add a ritual; without --every it is for whenever it fits."""
    made: App = ctx.obj
    taken = None if preset is None else _preset(preset)
    meant = None if every is None else read_meant(every)
    after = None if after is None else read_after(after)
    began_on = made.clock.now().on if since is None else made.day(since)
    minutes = None if minutes is None else read_minutes(minutes)
    called = _new_name(made, name, taken)
    if called is None:
        made.tell_nothing("ritual add", messages.NOTHING_CHANGED)
        return
    stores = made.writable()
    person_id = made.person_id(may_add=True)
    new = Ritual(stores.rituals.new_id(), called, began_on=began_on)
    if taken is not None:
        new = _as_preset(new, taken)
    new = new._replace(
        meant=meant or new.meant,
        after=after or new.after,
        minutes=new.minutes if minutes is None else minutes,
        together=together or new.together,
        long_distance=long_distance or new.long_distance,
        people=() if person_id is None else (person_id,),
    )
    stores.rituals.add(new)
    made.tell("ritual add", lambda: view.ritual_data(new), view.added(new))


@app.command()
def done(
    ctx: typer.Context,
    name: list[str] | None = NameArgument,
    at: str | None = AtOption,
    minutes: int | None = typer.Option(None, "--minutes", help="How long it took."),
) -> None:
    """Say that you did one; without a name, choose one of today's."""
    _observe(ctx.obj, name, Done.DONE, at=at, minutes=minutes)


@app.command()
def skip(
    ctx: typer.Context, name: list[str] | None = NameArgument, at: str | None = AtOption
) -> None:
    """Leave one out on purpose; that is not counted."""
    _observe(ctx.obj, name, Done.SKIPPED, at=at)


@app.command()
def undo(ctx: typer.Context) -> None:
    """Take back what you said last with done or skip; again, the one before."""
    made: App = ctx.obj
    kept = made.stores.rituals
    last = kept.last_kept(who=made.person_id() or OWNER)
    if last is None:
        made.tell_nothing("ritual undo", view.NOTHING_TO_UNDO)
        return
    kept.take_back(last)
    of = next((one for one in kept.all() if one.id == last.ritual_id), None)
    made.tell("ritual undo", lambda: view.observance_data(of, last), view.taken_back(of, last))


@app.command()
def edit(
    ctx: typer.Context,
    name: list[str] | None = NameArgument,
    new_name: str | None = typer.Option(None, "--name", help="Its new name."),
    every: str | None = EveryOption,
    after: str | None = AfterOption,
    minutes: int | None = MinutesOption,
) -> None:
    """Give a ritual another name or rhythm; what you did of it stays."""
    made: App = ctx.obj
    if all(one is None for one in (new_name, every, after, minutes)):
        raise WrongUseError(
            "Nothing to change is named.",
            "For example: closeness ritual edit NAME --every week",
        )
    called = None if new_name is None else read_name(new_name)
    meant = None if every is None else read_meant(every)
    said_after = None if after is None else read_after(after)
    minutes = None if minutes is None else read_minutes(minutes)
    found = chosen_ritual(made, name, "edit")
    if found is None:
        made.tell_nothing("ritual edit", messages.NOTHING_CHANGED)
        return
    changed = found._replace(
        name=called or found.name,
        after=found.after if after is None else said_after,
        minutes=found.minutes if minutes is None else minutes,
    )
    if meant is not None and meant != found.meant:
        changed = changed._replace(meant=meant, began_on=made.clock.now().on)
    _change(made, "edit", found, changed, view.changed(changed))


@app.command()
def stop(ctx: typer.Context, name: list[str] | None = NameArgument) -> None:
    """Put a ritual down; what you did of it stays."""
    made: App = ctx.obj
    found = chosen_ritual(made, name, "stop")
    if found is None or found.state is not Lasting.CURRENT:
        made.tell_nothing("ritual stop", messages.NOTHING_CHANGED)
        return
    changed = found._replace(state=Lasting.PAUSED)
    _change(made, "stop", found, changed, view.stopped(changed))


@app.command()
def again(ctx: typer.Context, name: list[str] | None = NameArgument) -> None:
    """Take a ritual up again; what is counted begins today."""
    made: App = ctx.obj
    found = chosen_ritual(made, name, "again")
    if found is None or found.state is Lasting.CURRENT:
        made.tell_nothing("ritual again", messages.NOTHING_CHANGED)
        return
    changed = found._replace(state=Lasting.CURRENT, began_on=made.clock.now().on)
    _change(made, "again", found, changed, view.taken_up(changed))


@app.command()
def browse(
    ctx: typer.Context,
    need: str | None = typer.Option(
        None, "--need", help="words, listening, time, touch, laughter, help, plans or room."
    ),
    minutes: int | None = typer.Option(None, "--minutes", help="At most so many minutes."),
    alone: bool = typer.Option(False, "--alone", help="What one person can do."),
    together: bool = typer.Option(False, "--together", help="What two can do."),
    near: bool = typer.Option(False, "--near", help="What is done in one place."),
    apart: bool = typer.Option(False, "--apart", help="What works over a long distance."),
) -> None:
    """Show rituals to choose from."""
    from closeness_cli.core.ritual_presets import PresetFilter, Where, With
    from closeness_cli.presentation.ritual_presets_view import presets_view
    from closeness_cli.storage.ritual_presets import shipped_presets
    from closeness_cli.storage.settings import JOINT_SUGGESTIONS

    made: App = ctx.obj
    wanted = PresetFilter(
        need=None if need is None else _need(need),
        minutes=minutes,
        company=_either({With.ALONE: alone, With.TOGETHER: together}),
        where=_either({Where.NEAR: near, Where.APART: apart}),
        joint=made.has_vault and made.stores.settings.get(JOINT_SUGGESTIONS),
    )
    fitting = [one for one in shipped_presets() if wanted.fits(one)]
    offered = [one for one in fitting if wanted.offers(one)]
    made.show(presets_view(offered, n_left_out=len(fitting) - len(offered)))


def _observe(
    made: App, name: list[str] | None, state: Done, *, at: str | None, minutes: int | None = None
) -> None:
    """Keep one time that a ritual was done or left out."""
    moment = made.clock.now() if at is None else made.when(at)
    minutes = None if minutes is None else read_minutes(minutes)
    command = "done" if state is Done.DONE else "skip"
    found = chosen_ritual(made, name, command)
    if found is None:
        made.tell_nothing(f"ritual {command}", messages.NOTHING_CHANGED)
        return
    stores = made.writable()
    person_id = made.person_id(may_add=True)
    people = found.people if person_id is None else (person_id,)
    kept = Observance(stores.rituals.new_id(), found.id, moment, state, people, minutes)
    stores.rituals.observe(kept)
    made.tell(
        f"ritual {command}",
        lambda: view.observance_data(found, kept),
        view.observed(found, kept),
    )


def _change(made: App, command: str, before: Ritual, after: Ritual, sentence: str) -> None:
    """Keep a new state of a ritual, where there is one."""
    if after != before:
        made.writable().rituals.change(after)
    sentence = messages.NOTHING_CHANGED if after == before else sentence
    made.tell(f"ritual {command}", lambda: view.ritual_data(after), sentence)


def _new_name(made: App, words: list[str] | None, preset: Preset | None) -> str | None:
    """Give the name of a new ritual: as it was said, as the preset has it, or asked for."""
    if words:
        return read_name(" ".join(words))
    if preset is not None:
        return preset.name
    if not made.terminal.is_there:
        raise NeedsTerminalError(
            "The ritual has no name, and there is no terminal to ask at.",
            "For example: closeness ritual add NAME --every day",
        )
    return made.terminal.ask_line(view.WHICH_NAME, [], read_name)


def _preset(preset_id: str) -> Preset:
    """Find a ritual to choose by its id."""
    from closeness_cli.storage.ritual_presets import shipped_presets

    presets = {one.id: one for one in shipped_presets()}
    if preset_id not in presets:
        near = nearest(preset_id, presets)
        hint = f"Did you mean {near}?" if near else "closeness ritual browse"
        raise NotFoundError("There is no ritual to choose of that id.", hint)
    return presets[preset_id]


def _as_preset(new: Ritual, preset: Preset) -> Ritual:
    """Give a new ritual what the chosen one suggests."""
    from closeness_cli.core.ritual_presets import Where, With

    return new._replace(
        meant=preset.meant,
        after=preset.after or None,
        minutes=preset.minutes,
        together=preset.company is With.TOGETHER,
        long_distance=preset.where is not Where.NEAR,
        need=str(preset.need),
        preset=preset.id,
    )


def _need(word: str) -> Need:
    """Understand what a ritual should be good for."""
    from closeness_cli.core.ritual_presets import Need

    try:
        return Need(word.casefold())
    except ValueError as error:
        raise WrongUseError(
            "--need takes one of a few words.", f"They are {', '.join(Need)}."
        ) from error


def _either(chosen: Mapping[T, bool]) -> T | None:
    """Give the one of two options that was said, if one was.

    Raises:
        WrongUseError: Both were.
    """
    said = [one for one, is_said in chosen.items() if is_said]
    if len(said) > 1:
        words = " or ".join(f"--{one}" for one in chosen)
        raise WrongUseError("Those two cannot be said at once.", f"Say {words}.")
    return said[0] if said else None
