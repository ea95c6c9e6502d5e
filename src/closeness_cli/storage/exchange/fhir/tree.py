"""Values of a FHIR resource by name, with a fault and its path where one has another type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.strict_json import read_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.storage.exchange.loss import Notes

ORDINAL_URLS = (
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
)
"""Extensions that say what a choice counts for: of R4, and of R5 (used in R4 too)."""

MIN_URL = "http://hl7.org/fhir/StructureDefinition/minValue"
MAX_URL = "http://hl7.org/fhir/StructureDefinition/maxValue"
CONTROL_URL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
CONTROL_SYSTEM = "http://hl7.org/fhir/questionnaire-item-control"
MOST_URL = "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs"
HIDDEN_URL = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
WHEN_URL = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
VARIABLE_URL = "http://hl7.org/fhir/StructureDefinition/variable"
CALCULATED_URL = (
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
)

INSTRUMENT_URL = "urn:closeness:instrument"
"""Names our questionnaires, and carries what R4 has no field for, of an instrument."""

ITEM_URL = "urn:closeness:item"
"""Carries what R4 has no field for, of an item."""

PART_URL = "urn:closeness:part"
"""Says that an item is the intro or a score of ours."""

SITTING_URL = "urn:closeness:sitting"
"""Carries when and where a sitting began, and whether its answers are guesses."""

RESPONSE_URL = "urn:closeness:response"
"""Carries the place of an item in the order, its time, and the reason for no answer."""

_SPECIAL = {"extension", "modifierExtension"}


@dataclass(frozen=True, slots=True)
class Element:
    """An object of a resource, and the path to it."""

    content: dict[str, Any]
    path: str
    notes: Notes

    def text(self, name: str) -> str:
        """Give a text; empty where it is absent."""
        found = self.content.get(name, "")
        if isinstance(found, str):
            return " ".join(found.split())
        self._wrong(name, "a text")
        return ""

    def flag(self, name: str) -> bool:
        """Give true or false; false where it is absent."""
        found = self.content.get(name, False)
        if isinstance(found, bool):
            return found
        self._wrong(name, "true or false")
        return False

    def number(self, name: str) -> float | None:
        """Give a number, if it is there."""
        found = self.content.get(name)
        if found is None or (isinstance(found, int | float) and not isinstance(found, bool)):
            return found
        self._wrong(name, "a number")
        return None

    def one(self, name: str) -> Element | None:
        """Give an object, if it is there."""
        found = self.content.get(name)
        if found is None:
            return None
        if isinstance(found, dict):
            return Element(found, self._at(name), self.notes)
        self._wrong(name, "an object")
        return None

    def several(self, name: str) -> list[Element]:
        """Give the objects of a list."""
        found = self.content.get(name, [])
        if not isinstance(found, list):
            self._wrong(name, "a list")
            return []
        elements = []
        for number, one in enumerate(found):
            path = f"{self._at(name)}[{number}]"
            if isinstance(one, dict):
                elements.append(Element(one, path, self.notes))
            else:
                self.notes.fault(path, "must be an object")
        return elements

    def extensions(self, *urls: str) -> Iterator[Element]:
        """Give the extensions that have one of these names."""
        return (one for one in self.several("extension") if one.text("url") in urls)

    def other_extensions(self, *urls: str) -> Iterator[str]:
        """Name the extensions that have none of these names."""
        for kind in sorted(_SPECIAL):
            for one in self.several(kind):
                url = one.text("url")
                if kind != "extension" or url not in urls:
                    yield url.rsplit("/", 1)[-1] or kind

    def carried(self, url: str) -> dict[str, Any] | None:
        """Give what an extension of ours carries, if it is there; empty where that is faulty."""
        for one in self.extensions(url):
            found = one.content.get("valueString")
            return read_part(found if isinstance(found, str) else "", self.notes, one.path) or {}
        return None

    def whole(self, name: str) -> int | None:
        """Give a whole number, if it is there."""
        found = self.number(name)
        return int(found) if found is not None and found == int(found) else None

    def fault(self, what: str) -> None:
        """Note a fault at this place."""
        self.notes.fault(self.path or "the file", what)

    def _at(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def _wrong(self, name: str, shape: str) -> None:
        self.notes.fault(self._at(name), f"must be {shape}")


def where_of(item: Element) -> str:
    """Say which item is meant: its linkId, else its path."""
    link = item.text("linkId")
    return quoted(link) if link else item.path


def extension(url: str, kind: str, value: object) -> dict[str, object]:
    """Write an extension; `kind` is the type of its value, such as `String`."""
    return {"url": url, f"value{kind}": value}


def control(code: str) -> dict[str, object]:
    """Write how an item is shown."""
    concept = {"coding": [{"system": CONTROL_SYSTEM, "code": code}]}
    return extension(CONTROL_URL, "CodeableConcept", concept)
