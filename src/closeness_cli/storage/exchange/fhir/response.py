"""Answers as a QuestionnaireResponse of FHIR R4, in a Bundle too, and back. It names nobody."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from closeness_cli.core.answering.answers import read_answers
from closeness_cli.core.instruments.instrument import SkipReason
from closeness_cli.core.when import in_zone
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.exchange.extension import patch_text
from closeness_cli.storage.exchange.fhir.given import given_answers
from closeness_cli.storage.exchange.fhir.questionnaire import canonical_of, to_fhir
from closeness_cli.storage.exchange.fhir.tree import RESPONSE_URL, SITTING_URL, Element, extension
from closeness_cli.storage.exchange.fhir.write import coding, ordinal, said
from closeness_cli.storage.exchange.loss import (
    Exported,
    ImportedResponses,
    Notes,
    control_in,
    without_control,
)
from closeness_cli.storage.exchange.strict_json import read_json, written_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.core.answering.administration import Administration, Answer, Response
    from closeness_cli.core.instruments.instrument import Instrument, Item
    from closeness_cli.core.moment import Moment

HINT = "docs/exchange.md says what is read from a FHIR QuestionnaireResponse."

_STAMP = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)


def response_to_fhir(administration: Administration) -> Exported:
    """Write the answers of one sitting; none to a safety item, and nobody's name."""
    notes = Notes()
    instrument = administration.instrument
    sitting: dict[str, Any] = {
        "started": administration.started.iso,
        "zone": administration.started.zone,
    }
    if administration.early:
        sitting["early"] = True
    if administration.guess_of is not None:
        sitting["guess"] = True
        what = "these are guesses of another person's answers; only this program reads that"
        notes.lost("the answers", what)
    if administration.person_id or administration.guess_of:
        notes.lost("the answers", "whose they are is not written")
    if administration.seed is not None:
        notes.lost("the answers", "the seed of their order is not written; the order itself is")
    for name, given in administration.responses.items():
        if any(control_in(one) for one in _texts(given)):
            notes.lost(name, "control characters in its text are not written")
    answered = [
        written
        for item in instrument.items
        if not item.safety and (response := administration.responses.get(item.id))
        for written in _written(item, response)
    ]
    resource = {
        "resourceType": "QuestionnaireResponse",
        "extension": [extension(SITTING_URL, "String", patch_text(sitting))],
        "questionnaire": f"{canonical_of(instrument.id)}|{instrument.version}",
        "status": "in-progress" if administration.is_open else "completed",
        "authored": _authored(administration),
        **({"item": answered} if answered else {}),
    }
    return Exported(written_json(resource), notes.losses)


def bundle_to_fhir(instrument: Instrument, sittings: Sequence[Administration]) -> Exported:
    """Write an instrument and its answers as a collection.

    Answers to earlier versions say which they are of; the instrument is the one given.
    """
    parts = [to_fhir(instrument), *(response_to_fhir(one) for one in sittings)]
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": json.loads(one.text)} for one in parts],
    }
    losses = dict.fromkeys(loss for one in parts for loss in one.losses)
    return Exported(written_json(bundle), tuple(losses))


def response_from_fhir(
    content: str, instrument: Instrument, file_name: str = "the response"
) -> ImportedResponses:
    """Read answers to an instrument, by linkId as `from_fhir` turns them into ids.

    Raises:
        BadInputError: With every fault, one line each.
    """
    notes = Notes()
    found = read_json(content, notes)
    if not notes.faults and not _is_response(found):
        notes.fault("resourceType", "it is no QuestionnaireResponse of FHIR")
    notes.refuse_faults(file_name, "The response", HINT)
    root = Element(found, "", notes)
    _check_questionnaire(root, instrument)
    given = given_answers(root, instrument)
    moment = _moment(root)
    notes.refuse_faults(file_name, "The response", HINT)
    responses = read_answers(instrument, given)
    if root.text("status") == "in-progress":
        responses = {name: one for name, one in responses.items() if name in given}
    details = _details(root.several("item"))
    kept = {name: _detailed(one, details.get(name, {})) for name, one in responses.items()}
    return ImportedResponses(moment, kept, notes.losses)


def _is_response(found: object) -> bool:
    return isinstance(found, dict) and found.get("resourceType") == "QuestionnaireResponse"


def _authored(administration: Administration) -> str:
    """Say when the answers were given, at the place where they were begun."""
    ended = administration.completed_at
    if ended is None:
        return administration.started.iso
    return in_zone(ended, administration.started.zone).iso


def _written(item: Item, response: Response) -> list[dict[str, Any]]:
    if response.reason is SkipReason.NOT_SHOWN:
        return []
    details: dict[str, Any] = {"position": response.position}
    if response.milliseconds is not None:
        details["milliseconds"] = response.milliseconds
    if response.value == ():
        details["lines"] = 0
    if response.reason is not None:
        details["reason"] = str(response.reason)
    head: dict[str, Any] = {
        "extension": [extension(RESPONSE_URL, "String", patch_text(details))],
        "linkId": item.id,
    }
    if words := said(item.text):
        head["text"] = words
    if response.value is None:
        return [head]
    if response.value == ():
        return [head]
    if isinstance(response.value, tuple):
        lines = [_line(item, one.text, one.value) for one in response.value]
        bare = {"linkId": item.id}
        return [{**(head if at == 0 else bare), "item": one} for at, one in enumerate(lines)]
    return [{**head, "answer": [_answer(item, response.value)]}]


def _texts(response: Response) -> list[str]:
    value = response.value
    lines = [one.text for one in value] if isinstance(value, tuple) else [value]
    return [one for one in lines if isinstance(one, str)]


def _line(item: Item, text: str, value: int | None) -> list[dict[str, Any]]:
    answer = {"valueString": without_control(text)}
    written = [{"linkId": f"{item.id}.text", "answer": [answer]}]
    if value is not None:
        written.append({"linkId": f"{item.id}.rating", "answer": [_answer(item, value)]})
    return written


def _answer(item: Item, value: Answer) -> dict[str, Any]:
    if not isinstance(value, int) or item.scale is None:
        return {"valueString": without_control(str(value))}
    answer = coding(item, value)
    counted = ordinal(item, value)
    return {"valueCoding": {"extension": counted, **answer} if counted else answer}


def _check_questionnaire(root: Element, instrument: Instrument) -> None:
    """Refuse answers to another instrument of ours; of others', the linkIds must tell."""
    name, _, version = root.text("questionnaire").partition("|")
    own = canonical_of("")
    if name.startswith(own) and name != canonical_of(instrument.id):
        root.notes.fault("questionnaire", "it answers another instrument")
    elif name.startswith(own) and version != instrument.version:
        root.notes.lost("questionnaire", "it answers another version of the instrument")
    if root.text("status") not in ("completed", "amended", "in-progress"):
        root.notes.fault("status", "only answers that are completed, amended or in-progress count")


def _moment(root: Element) -> Moment | None:
    """Read when the answers were given: as we wrote it, else as FHIR has it."""
    sitting = root.carried(SITTING_URL) or {}
    if sitting.get("guess"):
        root.notes.lost("the answers", "they were guesses of another person's answers")
    started, zone = sitting.get("started"), sitting.get("zone")
    if isinstance(started, str) and isinstance(zone, str) and _STAMP.fullmatch(started):
        return _at(root, started, zone)
    authored = root.text("authored")
    if not _STAMP.fullmatch(authored):
        root.notes.lost("authored", "it does not say the minute when the answers were given")
        return None
    return _at(root, authored, "")


def _at(root: Element, text: str, zone: str) -> Moment | None:
    try:
        at = datetime.fromisoformat(text)
        offset = at.utcoffset()
        seconds = int(offset.total_seconds()) if offset else 0
        moment = in_zone(at, zone or _zone_of(seconds))
    except (OverflowError, ValueError, WrongUseError):
        root.notes.fault("authored", "there is no such moment, or no such time zone")
        return None
    if moment.offset_seconds != seconds:
        root.notes.lost("authored", f"its offset is not that of {moment.zone}, where it was then")
    return moment


def _zone_of(seconds: int) -> str:
    """Name the zone of an offset: whole hours have one, in which the sign is turned."""
    hours, rest = divmod(seconds, 3600)
    if rest or not hours or not -12 <= hours <= 14:
        return "UTC"
    return f"Etc/GMT{-hours:+d}"


def _details(items: list[Element]) -> dict[str, dict[str, Any]]:
    """Read what we wrote beside each answer, by linkId."""
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        details = item.carried(RESPONSE_URL)
        if details is not None:
            found.setdefault(item.text("linkId"), details)
    return found


def _detailed(response: Response, details: dict[str, Any]) -> Response:
    position, milliseconds = details.get("position"), details.get("milliseconds")
    if isinstance(position, int) and position > 0:
        response = replace(response, position=position)
    if isinstance(milliseconds, int) and milliseconds >= 0:
        response = replace(response, milliseconds=milliseconds)
    return response
