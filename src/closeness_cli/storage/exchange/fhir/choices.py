"""The choices of a FHIR item, from its options or from a value set inside of the same file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.storage.exchange.choices import Choice
from closeness_cli.storage.exchange.fhir.tree import ORDINAL_URLS, where_of
from closeness_cli.storage.exchange.loss import named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.storage.exchange.fhir.tree import Element


def choices_of(item: Element, contained: Mapping[str, Element]) -> list[Choice] | None:
    """Read the choices of an item; nothing where they are not in the file.

    Args:
        contained: The value sets of the file, by id.
    """
    options = item.several("answerOption")
    if options:
        found = [_option(one, item) for one in options]
        return [one for one in found if one is not None]
    name = item.text("answerValueSet")
    value_set = contained.get(name.removeprefix("#")) if name.startswith("#") else None
    if value_set is None:
        what = f"its choices, {named(name)}, are in another file" if name else "it has no choices"
        item.notes.lost(where_of(item), f"{what}, so it is not taken")
        return None
    return _concepts(value_set)


def _option(option: Element, item: Element) -> Choice | None:
    if option.flag("initialSelected"):
        item.notes.lost(where_of(item), "a choice that is made beforehand is not made here")
    coding = option.one("valueCoding")
    if coding is not None:
        code = coding.text("code") or coding.text("display")
        counts = _counts(option)
        counts = _counts(coding) if counts is None else counts
        return _choice(option, code, coding.text("display"), counts)
    if "valueInteger" in option.content:
        number = option.whole("valueInteger")
        code = "" if number is None else str(number)
        return _choice(option, code, "", _counts(option))
    text = option.text("valueString")
    if not text:
        option.fault("is no choice of a number, a text or a coding")
        return None
    return _choice(option, text, text, _counts(option))


def _choice(at: Element, code: str, label: str, counts: float | None) -> Choice | None:
    if code:
        return Choice(code, label or code, counts)
    at.fault("has neither code nor display")
    return None


def _concepts(value_set: Element) -> list[Choice]:
    compose, expansion = value_set.one("compose"), value_set.one("expansion")
    concepts = expansion.several("contains") if expansion else []
    if compose and not concepts:
        concepts = [one for part in compose.several("include") for one in part.several("concept")]
    found = [_choice(one, one.text("code"), one.text("display"), _counts(one)) for one in concepts]
    return [one for one in found if one is not None]


def _counts(element: Element) -> float | None:
    """Give what a choice counts for, as far as an extension says so."""
    for one in element.extensions(*ORDINAL_URLS):
        for kind in ("valueDecimal", "valueInteger"):
            if kind in one.content:
                return one.number(kind)
    return None
