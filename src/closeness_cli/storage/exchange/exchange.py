"""Files of instruments by their form: an item bank in YAML, a REDCap dictionary, FHIR JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from closeness_cli.core.instrument_notes import notes_of
from closeness_cli.core.item_bank import ItemBank
from closeness_cli.core.near import quoted
from closeness_cli.errors import BadInputError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.administration import Administration
    from closeness_cli.core.instrument import Instrument
    from closeness_cli.storage.exchange.loss import Exported, Loss


class Form(StrEnum):
    """In which form an instrument comes or leaves."""

    YAML = "yaml"
    REDCAP = "redcap"
    FHIR = "fhir"

    @classmethod
    def named(cls, word: str) -> Form:
        """Find a form by its word.

        Raises:
            WrongUseError: There is no such form.
        """
        if word not in set(cls):
            raise WrongUseError(
                f"{quoted(word)} is no form of an instrument.", "yaml, redcap, fhir"
            )
        return cls(word)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read from a file.

    Args:
        losses: What did not come across.
        notes: What is worth another look.
    """

    bank: ItemBank
    losses: tuple[Loss, ...] = ()
    notes: tuple[str, ...] = ()


def form_of(file_name: str) -> Form:
    """Tell the form of a file by its ending; YAML where it says nothing."""
    ending = file_name.lower().rpartition(".")[2]
    return {"csv": Form.REDCAP, "json": Form.FHIR}.get(ending, Form.YAML)


def read_instruments(
    content: bytes, file_name: str, form: Form, *, allow_loss: bool = False
) -> Taken:
    """Read the instruments of a file.

    Args:
        allow_loss: Take it although branching that cannot be held is left out.

    Raises:
        BadInputError: With every fault, one line each.
    """
    if form is Form.YAML:
        from closeness_cli.storage.bank.item_bank import check_bank  # YAML is slow to import

        checked = check_bank(content, file_name)
        return Taken(checked.bank, notes=tuple(checked.notes))
    from closeness_cli.storage.exchange.fhir import from_fhir
    from closeness_cli.storage.exchange.redcap import from_redcap

    read = from_redcap if form is Form.REDCAP else from_fhir
    found = read(_text(content), file_name, allow_loss=allow_loss)
    notes = [f"{one.id}: {note.shown()}" for one in found.instruments for note in notes_of(one)]
    return Taken(ItemBank(found.instruments), found.losses, tuple(notes))


def write_instrument(
    instrument: Instrument, form: Form, sittings: Sequence[Administration] = ()
) -> Exported:
    """Write an instrument, for FHIR with sets of answers to it if there are some.

    Raises:
        WrongUseError: The form is not written, or holds no answers.
    """
    if form is Form.YAML:
        raise WrongUseError("An instrument leaves as redcap or fhir.", "closeness vault export")
    if form is Form.FHIR and sittings:
        from closeness_cli.storage.exchange.fhir_bundle import bundle_to_fhir

        return bundle_to_fhir(instrument, sittings)
    if form is Form.FHIR:
        from closeness_cli.storage.exchange.fhir import to_fhir

        return to_fhir(instrument)
    if sittings:
        raise WrongUseError("A REDCap dictionary holds no answers.", "Use --to fhir for them.")
    from closeness_cli.storage.exchange.redcap import to_redcap

    return to_redcap(instrument)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(
            "The file is not UTF-8, so nothing of it was taken.",
            (f"byte {error.start} is not UTF-8",),
            "Save it as UTF-8; in a spreadsheet, as CSV UTF-8.",
        ) from None
