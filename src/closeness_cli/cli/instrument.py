"""`closeness instrument`: the shelf of instruments, and work with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.groups import Group
from closeness_cli.cli.options import EVERYWHERE
from closeness_cli.core.instruments.profile import read_right, wording_faults
from closeness_cli.errors import BadInputError, ExitStatus, NotFoundError, WrongUseError
from closeness_cli.presentation import messages

if TYPE_CHECKING:
    from closeness_cli.bootstrap import App
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import Profile
    from closeness_cli.core.instruments.profile import Wording

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes in a file of an instrument: far more than any has."""

app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    add_completion=False,
    help="Work with the instruments.",
    epilog=EVERYWHERE,
)

ID = typer.Argument(metavar="ID", help="As closeness instrument list names it.")


@app.callback()
def instrument() -> None:
    """Work with the instruments."""


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """Show the shelf: what can be answered, and when it was last."""
    from closeness_cli.bootstrap.banks import profile_bank
    from closeness_cli.presentation.instrument_view import Shelved, shelf_view

    made: App = ctx.obj
    done = made.stores.administrations.completed(person_id=made.person_id())
    last_on = {one.instrument.id: one.started.on for one in done}
    shelved = [Shelved(one, last_on.get(one.id)) for one in made.bank.instruments]
    waiting = [one for one in profile_bank().profiles if made.bank.find(one.instrument.id) is None]
    made.show(shelf_view(shelved, waiting, today=made.clock.now().on))


@app.command()
def show(ctx: typer.Context, name: str = ID) -> None:
    """Show all of one: what it asks, its scoring, its limits."""
    from closeness_cli.presentation.instrument_view import instrument_view

    made: App = ctx.obj
    found, profile = _find(made, name)
    earlier = made.stores.shelf.versions(found.id) if made.has_vault else []
    made.show(instrument_view(found, profile=profile, earlier=earlier))


@app.command()
def check(
    ctx: typer.Context, file: str = typer.Argument(metavar="FILE", help="An item bank in YAML.")
) -> None:
    """Look for faults in an item bank; nothing is stored."""
    from closeness_cli.storage.bank.item_bank import check_bank

    made: App = ctx.obj
    checked = check_bank(made.files.read(file, most=LARGEST_FILE), _shown(file))
    made.tell(
        "instrument check",
        lambda: {
            "instruments": [one.id for one in checked.bank.instruments],
            "profiles": [one.instrument.id for one in checked.bank.profiles],
            "notes": list(checked.notes),
        },
        messages.checked(checked.bank, checked.notes),
    )


@app.command()
def attach(
    ctx: typer.Context,
    profile: str = typer.Argument(metavar="PROFILE", help="A published measure, such as ras."),
    wording: str = typer.Argument(metavar="WORDING", help="A YAML file; docs/item-bank.md."),
    right: str = typer.Option("", "--right", help="Why you may use this wording, in a line."),
) -> None:
    """Bring wording that you may use, for a published measure."""
    from closeness_cli.bootstrap.banks import profile_bank
    from closeness_cli.storage.bank.wording import read_wording

    made: App = ctx.obj
    found = profile_bank().find_profile(profile)
    if found is None:
        known = ", ".join(one.instrument.id for one in profile_bank().profiles)
        raise NotFoundError("There is no published measure of that name.", f"There are {known}.")
    brought = read_wording(made.files.read(wording, most=LARGEST_FILE), _shown(wording))
    _check_fit(found, brought)
    said = read_right(right) or brought.right
    if not said:
        if not made.agrees(messages.right_question(found.instrument)):
            raise WrongUseError(
                "Nothing was attached, since nobody said that you may use this wording.",
                "Say why you may:  --right TEXT, or `right:` in the file.",
            )
        said = f"Said at the terminal on {made.clock.now().on.isoformat()}"
    made.writable().wordings.keep(replace(brought, right=said))
    made.tell("instrument attach", lambda: {"profile": profile}, messages.attached(profile))


@app.command()
def verify(ctx: typer.Context, name: str = ID) -> None:
    """Check that it scores as it must, and no item looks turned."""
    from closeness_cli.bootstrap.banks import profile_bank
    from closeness_cli.core.instruments.conformance import mismatches
    from closeness_cli.core.stats.reliability import mis_keyed
    from closeness_cli.presentation.verify_view import verified_view

    made: App = ctx.obj
    found, _ = _find(made, name)
    vectors = made.bank.vectors_of(name) or profile_bank().vectors_of(name)
    wrong = mismatches(found, vectors)
    sets = made.stores.administrations.completed(found.id, person_id=made.person_id())
    suspects = {one.id: mis_keyed(found, one, sets) for one in found.dimensions}
    made.show(verified_view(found, n_vectors=len(vectors), wrong=wrong, suspects=suspects))
    if wrong:
        raise typer.Exit(int(ExitStatus.FAILED))


@app.command("import")
def import_(
    ctx: typer.Context,
    file: str = typer.Argument(metavar="FILE", help="YAML, a REDCap dictionary or FHIR JSON."),
    form: str | None = typer.Option(
        None, "--from", help="yaml, redcap or fhir; else by the ending of FILE."
    ),
    allow_loss: bool = typer.Option(
        False, "--allow-loss", help="Take it although something changes who is asked."
    ),
) -> None:
    """Put an instrument of your own on the shelf."""
    from closeness_cli.presentation.loss_words import loss_lines
    from closeness_cli.storage.exchange.exchange import Form, form_of, read_instruments

    made: App = ctx.obj
    chosen = form_of(file) if form is None else Form.named(form)
    content = made.files.read(file, most=LARGEST_FILE)
    taken = read_instruments(content, _shown(file), chosen, allow_loss=allow_loss)
    made.writable().shelf.keep(taken.bank)
    ids = [one.id for one in taken.bank.instruments]
    losses = [loss.shown for loss in taken.losses]
    lost = loss_lines((loss.where, loss.what) for loss in taken.losses)
    made.tell(
        "instrument import",
        lambda: {"instruments": ids, "losses": losses, "notes": list(taken.notes)},
        messages.taken_in(ids, lost, taken.notes),
    )


@app.command("export")
def export_(
    ctx: typer.Context,
    name: str = ID,
    file: str = typer.Argument("-", metavar="[FILE]", help="A new file; - for stdout."),
    form: str = typer.Option("fhir", "--to", help="redcap or fhir."),
    with_answers: bool = typer.Option(
        False, "--with-answers", help="For fhir: your sets of answers, too."
    ),
) -> None:
    """Write one for another system; what that cannot hold is listed."""
    from closeness_cli.presentation.loss_words import loss_lines
    from closeness_cli.storage.exchange.exchange import Form, write_instrument

    made: App = ctx.obj
    found, profile = _find(made, name)
    if profile is not None and made.bank.find(name) is not None:
        raise WrongUseError(
            "Its wording belongs to its authors, so it leaves your vault only in your own full "
            "export.",
            "closeness vault export FILE",
        )
    sets = (
        made.stores.administrations.completed(found.id, person_id=made.person_id())
        if with_answers
        else []
    )
    written = write_instrument(found, Form.named(form), sets)
    if file == "-":
        made.screen.pass_on([written.text])
    else:
        made.files.write_new(file, [written.text])
        made.tell_written("instrument export", file)
    for line in loss_lines((loss.where, loss.what) for loss in written.losses):
        made.screen.note(line)


@app.command()
def remove(ctx: typer.Context, name: str = ID) -> None:
    """Take an instrument of your own off the shelf; what you answered stays."""
    made: App = ctx.obj
    if made.stores.shelf.all().find(name) is None:
        raise NotFoundError(
            "There is no instrument of your own of that name.", "closeness instrument list"
        )
    made.stores.shelf.remove(name)
    made.tell("instrument remove", lambda: {"instrument": name}, messages.removed(name))


@app.command()
def rescore(ctx: typer.Context) -> None:
    """Compute all scores anew, from the answers as they were given."""
    made: App = ctx.obj
    count = made.stores.administrations.rescore() if made.has_vault else 0
    made.tell("instrument rescore", lambda: {"administrations": count}, messages.rescored(count))


def _find(made: App, name: str) -> tuple[Instrument, Profile | None]:
    """Find an instrument that can be answered, else a profile; and what is known about it.

    Raises:
        NotFoundError: There is none; the nearest is named.
    """
    from closeness_cli.bootstrap.banks import profile_bank
    from closeness_cli.services.assess import find_instrument

    profiles = profile_bank()
    profile = profiles.find_profile(name)
    if profile is not None:
        return made.bank.find(name) or profile.instrument, profile
    return find_instrument(made.bank, name), None


def _check_fit(profile: Profile, wording: Wording) -> None:
    """Refuse a wording that does not fit, with everything that does not."""
    if wording.profile != profile.instrument.id:
        raise WrongUseError(
            "The file is the wording of another measure.",
            f"Its `profile:` must be {profile.instrument.id}.",
        )
    if faults := wording_faults(profile, wording):
        raise BadInputError(
            "The wording does not fit the measure, so nothing was attached.",
            tuple(faults),
            f"closeness instrument show {profile.instrument.id} lists its items.",
        )


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name
