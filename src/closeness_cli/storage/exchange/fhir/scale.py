"""How an item of a FHIR Questionnaire is answered: its type and choices as a response scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.rules.items import HIGHEST_POINT, LOWEST_POINT
from closeness_cli.core.near import quoted
from closeness_cli.storage.exchange.choices import (
    Choice,
    Choices,
    apart,
    numbers,
    scale_of_choices,
    yes_or_no,
)
from closeness_cli.storage.exchange.fhir.tree import MAX_URL, MIN_URL, ORDINAL_URLS, where_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.storage.exchange.fhir.tree import Element

_READ = {
    "answerOption",
    "answerValueSet",
    "enableBehavior",
    "enableWhen",
    "extension",
    "id",
    "item",
    "linkId",
    "modifierExtension",
    "readOnly",
    "repeats",
    "required",
    "text",
    "type",
}
"""Fields of an item that are read, or are named where they are."""


def read_scale(item: Element, contained: Mapping[str, Element]) -> Choices | None:
    """Read the response scale of an item.

    Args:
        contained: The value sets of the file, by id.

    Returns:
        Choices without a scale where it is answered in words; nothing where it is not taken.
    """
    kind = item.text("type")
    if kind in ("string", "text"):
        return Choices()
    if kind == "boolean":
        return yes_or_no("No", "Yes")
    if kind == "integer":
        return _number(item)
    if kind not in ("choice", "open-choice"):
        item.notes.lost(where_of(item), f"an item of type {quoted(kind)} is not taken")
        return None
    choices = _choices_of(item, contained)
    if choices is None:
        return None
    made = scale_of_choices(choices)
    if made.fault:
        item.fault(made.fault)
        return None
    return made


def say_choices(element: Element, made: Choices, item: dict[str, Any]) -> None:
    """Put the reasons among the choices where they belong, and note what is different here."""
    where, lost = where_of(element), element.notes.lost
    if made.reasons:
        item["reasons"] = sorted(set(made.reasons))
        lost(where, "a choice is offered as a reason for no answer instead")
    if made.renamed:
        codes = ", ".join(f"{quoted(code)} is {at}" for code, at in made.codes.items())
        lost(where, f"its codes are no numbers, so others stand for them: {codes}")
    if apart(made.scale):
        lost(where, "a choice counts for nothing in a score")
    if element.text("type") == "open-choice":
        lost(where, "an answer in own words beside the choices is not offered")
    if element.flag("repeats"):
        lost(where, "several answers are possible there; one is asked for here")


def say_what_is_lost(element: Element, known_urls: tuple[str, ...]) -> None:
    """Note the fields of another's item that have no place here.

    Args:
        known_urls: Extensions that are read.
    """
    where, lost = where_of(element), element.notes.lost
    if element.flag("required"):
        lost(where, "it is required there; every answer may be skipped here")
    for name in sorted(set(element.content) - _READ):
        lost(where, f"{quoted(name)} was left out")
    for name in element.other_extensions(*known_urls):
        lost(where, f"the extension {quoted(name)} was left out")


def _number(item: Element) -> Choices | None:
    low, high = (
        next((one.whole("valueInteger") for one in item.extensions(url)), None)
        for url in (MIN_URL, MAX_URL)
    )
    if low is None or high is None or not LOWEST_POINT <= low < high <= HIGHEST_POINT:
        what = f"a number without two ends from {LOWEST_POINT} to {HIGHEST_POINT} is not taken"
        item.notes.lost(where_of(item), what)
        return None
    return numbers(low, high)


def _choices_of(item: Element, contained: Mapping[str, Element]) -> list[Choice] | None:
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
        what = f"its choices, {quoted(name)}, are in another file" if name else "it has no choices"
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
