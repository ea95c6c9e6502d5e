"""Files of instruments by their form: an item bank in YAML, a REDCap dictionary, FHIR JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.instruments.item_bank import ItemBank
from closeness_cli.core.instruments.rules.notes import notes_of
from closeness_cli.core.near import quoted
from closeness_cli.errors import BadInputError, WrongUseError
from closeness_cli.storage.exchange.loss import Loss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.storage.exchange.loss import Exported


PROFILES_STAY_OUT = "its profiles are not kept: wording is attached to those that ship"


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
        from closeness_cli.storage.bank.item_bank import read_own_bank  # YAML is slow to import

        checked = read_own_bank(content, file_name)
        losses = (Loss(file_name, PROFILES_STAY_OUT),) if checked.bank.profiles else ()
        return Taken(checked.bank, losses, checked.notes)
    from closeness_cli.storage.exchange.fhir.questionnaire import from_fhir
    from closeness_cli.storage.exchange.redcap.dictionary import from_redcap

    read = from_redcap if form is Form.REDCAP else from_fhir
    found = read(_text(content), file_name, allow_loss=allow_loss)
    _refuse_shipped(found.instruments, file_name)
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
        from closeness_cli.storage.exchange.fhir.response import bundle_to_fhir

        return bundle_to_fhir(instrument, sittings)
    if form is Form.FHIR:
        from closeness_cli.storage.exchange.fhir.questionnaire import to_fhir

        return to_fhir(instrument)
    if sittings:
        raise WrongUseError("A REDCap dictionary holds no answers.", "Use --to fhir for them.")
    from closeness_cli.storage.exchange.redcap.dictionary import to_redcap

    return to_redcap(instrument)


class Given(NamedTuple):
    """Answers of another system, as `core.answering.answers.read_answers` takes them.

    Args:
        at: When they were given, ISO 8601; absent where the file does not say.
        losses: What did not come across.
    """

    answers: dict[str, object]
    at: str | None = None
    losses: tuple[Loss, ...] = ()


def is_response(content: bytes) -> bool:
    """Tell a response of FHIR from a file of answers by item id."""
    return content.lstrip()[:1] == b"{" and b'"QuestionnaireResponse"' in content


def read_response(content: bytes, file_name: str, instrument: Instrument) -> Given:
    """Read the answers of a FHIR QuestionnaireResponse.

    Raises:
        BadInputError: With every fault, one line each.
    """
    from closeness_cli.storage.administration_records import plain_answer
    from closeness_cli.storage.exchange.fhir.response import response_from_fhir

    found = response_from_fhir(_text(content), instrument, file_name)
    given = {
        name: {"reason": str(one.reason)} if one.reason else plain_answer(one.value)
        for name, one in found.responses.items()
        if one.reason is not SkipReason.NOT_SHOWN
    }
    return Given(given, found.moment.iso if found.moment else None, found.losses)


def _refuse_shipped(instruments: Sequence[Instrument], file_name: str) -> None:
    """Refuse ids that another instrument has already.

    Raises:
        BadInputError: With a line for each.
    """
    from closeness_cli.storage.bank.item_bank import shipped_ids

    taken = shipped_ids()
    if faults := [
        f"{file_name}: {quoted(one.id)} comes with the program; choose another id"
        for one in instruments
        if one.id in taken
    ]:
        raise BadInputError("An id is taken, so nothing was stored.", tuple(faults))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(
            "The file is not UTF-8, so nothing of it was taken.",
            (f"byte {error.start} is not UTF-8",),
            "Save it as UTF-8; in a spreadsheet, as CSV UTF-8.",
        ) from None
