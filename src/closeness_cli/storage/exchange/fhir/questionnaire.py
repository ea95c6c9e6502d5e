"""FHIR R4 Questionnaires: an instrument as one, and one as an instrument."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.definition import plain_of, to_definition
from closeness_cli.storage.bank.fields import LONGEST_TEXT
from closeness_cli.storage.exchange.extension import beside, joined, names_in, patch_text
from closeness_cli.storage.exchange.fhir.read import ItemReader
from closeness_cli.storage.exchange.fhir.score import read_score, write_score
from closeness_cli.storage.exchange.fhir.tree import (
    INSTRUMENT_URL,
    ITEM_URL,
    PART_URL,
    VARIABLE_URL,
    Element,
    extension,
)
from closeness_cli.storage.exchange.fhir.when import write_when
from closeness_cli.storage.exchange.fhir.write import said, write_item
from closeness_cli.storage.exchange.ids import dimension_id_of, instrument_id_of
from closeness_cli.storage.exchange.loss import Exported, Imported, Notes
from closeness_cli.storage.exchange.others import (
    assumed,
    checked,
    note_assumed,
    version_of,
)
from closeness_cli.storage.exchange.strict_json import read_json, written_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.core.instruments.instrument import Instrument, Item

HINT = "docs/exchange.md says what is read from a FHIR Questionnaire."

_READ = {
    "contained", "copyright", "extension", "id", "item", "name", "resourceType", "title", "url",
    "version",
}  # fmt: skip
_WITHOUT_MEANING = {"meta", "text", "status", "date", "subjectType", "experimental", "language"}


def canonical_of(instrument_id: str) -> str:
    """Name an instrument as a questionnaire; no address, since there is none."""
    return f"{INSTRUMENT_URL}:{instrument_id}"


def to_fhir(instrument: Instrument) -> Exported:
    """Write an instrument as a Questionnaire of FHIR R4.

    What R4 has no field for rides in extensions of ours, so that it comes back equal.
    """
    notes = Notes()
    items = _written_items(instrument, notes)
    resource: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "url": canonical_of(instrument.id),
        "version": instrument.version,
        "name": "".join(one.capitalize() for one in instrument.id.split("-")),
        "title": said(instrument.title),
        "status": "active",
        "copyright": said(instrument.licence),
    }
    resource = {name: one for name, one in resource.items() if one}
    meant = to_definition(instrument)
    meant.pop("items", None)
    resource["item"] = [*_intro(instrument), *items]
    reading = _Reading(Element(json.loads(json.dumps(resource)), "", Notes()))
    patch = beside(reading.fields(len(instrument.items), [said(instrument.intro)]), meant)
    for name in names_in(patch):
        _lose(notes, "the instrument", name)
    carried = {"extension": [extension(INSTRUMENT_URL, "String", patch_text(patch))]}
    resource = {"resourceType": resource.pop("resourceType"), **carried, **resource}
    resource["item"] += [write_score(one, instrument, notes) for one in instrument.dimensions]
    resource["item"] = [one for one in resource["item"] if one]
    return Exported(written_json(resource), notes.losses)


def from_fhir(content: str, file_name: str, *, allow_loss: bool = False) -> Imported:
    """Read a Questionnaire of FHIR R4 as an instrument.

    Args:
        allow_loss: Leave out `enableWhen` that cannot be held, so that its item is always asked;
            otherwise it is a fault.

    Raises:
        BadInputError: With every fault, one line each.
    """
    notes = Notes()
    found = read_json(content, notes)
    instruments: list[Instrument] = []
    if not notes.faults:
        for one in _questionnaires(Element(found if isinstance(found, dict) else {}, "", notes)):
            made = _Reading(one).read(allow_loss=allow_loss)
            instruments += [made] if made else []
    hint = HINT
    if any("enableWhen cannot be held" in one for one in notes.faults):
        hint = f"{HINT} Branching that cannot be held may be left out, if you allow the loss."
    notes.refuse_faults(file_name, "The questionnaire", hint)
    return Imported(tuple(instruments), notes.losses)


def _questionnaires(root: Element) -> list[Element]:
    """Give the questionnaire of a file, or those of a bundle, of which answers are left out."""
    resources = [root]
    if root.content.get("resourceType") == "Bundle":
        resources = [one for entry in root.several("entry") if (one := entry.one("resource"))]
    found = [one for one in resources if one.content.get("resourceType") == "Questionnaire"]
    if not found:
        root.notes.fault("resourceType", "it is no Questionnaire of FHIR")
    if others := len(resources) - len(found):
        what = f"{others} other resources, such as answers, were left out"
        root.notes.lost("the bundle", what)
    return found


class _Reading:
    """One questionnaire being read."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.notes = root.notes

    def read(self, *, allow_loss: bool) -> Instrument | None:
        contained = {one.text("id"): one for one in self.root.several("contained")}
        reader = ItemReader(contained, self.notes, allow_loss=allow_loss)
        reader.read_all(self.root.several("item"))
        patch = self.root.carried(INSTRUMENT_URL)
        if not reader.items:
            if not self.notes.faults:
                self.notes.fault("item", "no item asks anything that can be taken")
            return None
        definition = self.fields(len(reader.items), reader.intro)
        dimensions: dict[str, dict[str, Any]] = {}
        for one in reader.calculated:
            name = dimension_id_of(one.text("linkId"), dimensions)
            if made := read_score(one, self.root, reader):
                dimensions[name] = {"id": name, **made}
        if dimensions:
            definition["dimensions"] = list(dimensions.values())
        if patch is None:
            self._say_what_is_lost(definition, has_intro=bool(reader.intro))
        else:
            definition = joined(definition, patch)
        return checked(definition | {"items": list(reader.items.values())}, "item", self.notes)

    def fields(self, items: int, intro: list[str]) -> dict[str, Any]:
        """Read everything but the items and the scores, as anybody's."""
        root = self.root
        url = root.text("url")
        last = re.split(r"[/:#|]", url)[-1] if url else ""
        fields = assumed("a FHIR questionnaire", items)
        fields["id"] = instrument_id_of(last or root.text("name") or root.text("id") or "form")
        fields["title"] = root.text("title") or root.text("name") or "A questionnaire"
        fields["version"] = version_of(root.text("version"))
        if licence := root.text("copyright")[:LONGEST_TEXT]:
            fields["licence"] = licence
        words = " ".join(" ".join(one.split()) for one in intro if one)
        if 0 < len(words) <= LONGEST_TEXT:
            fields["intro"] = words
        return fields

    def _say_what_is_lost(self, definition: Mapping[str, Any], *, has_intro: bool) -> None:
        lost, root = self.notes.lost, self.root
        if definition["version"] != root.text("version"):
            lost("version", f"the version is {definition['version']} here")
        if len(root.text("copyright")) > LONGEST_TEXT:
            lost("copyright", f"only the first {LONGEST_TEXT} characters are kept")
        for name in sorted(set(root.content) - _READ - _WITHOUT_MEANING):
            lost(name, "it was left out")
        for name in root.other_extensions(INSTRUMENT_URL, VARIABLE_URL):
            lost(name, "the extension was left out")
        names = ["source", "says_not", "minutes", "cadence"]
        names += [] if root.text("copyright") else ["licence"]
        note_assumed("the questionnaire", [*names, *([] if has_intro else ["intro"])], self.notes)
        if "dimensions" not in definition:
            what = "no score of it could be taken; its answers are kept without one"
            lost("the questionnaire", what)


def _written_items(instrument: Instrument, notes: Notes) -> list[dict[str, Any]]:
    reader, earlier = ItemReader({}, Notes(), allow_loss=True), dict[str, "Item"]()
    written = []
    for item in instrument.items:
        fields = write_item(item, earlier)
        element = Element(json.loads(json.dumps(fields)), item.id, Notes())
        patch = beside(reader.own_base(element), _plain(item))
        for name in names_in(patch):
            held = name == "show_if" and item.show_if and write_when(item.show_if, earlier)
            if not held:
                _lose(notes, item.id, name)
        extras = [extension(ITEM_URL, "String", patch_text(patch)), *fields.pop("extension", [])]
        written.append({"extension": extras, **fields})
        earlier[item.id] = item
    return written


def _intro(instrument: Instrument) -> list[dict[str, Any]]:
    text = said(instrument.intro)
    part = [extension(PART_URL, "Code", "intro")]
    shown = {"extension": part, "linkId": "closeness.intro", "text": text, "type": "display"}
    return [shown] if text else []


def _plain(item: Item) -> dict[str, Any]:
    plain = plain_of(item)
    assert isinstance(plain, dict)  # noqa: S101 - an item is a dataclass
    return plain


def _lose(notes: Notes, where: str, name: str) -> None:
    what = f"{name}: R4 has no field that holds it as it is; it rides in an extension, which only"
    notes.lost(where, f"{what} this program reads")
