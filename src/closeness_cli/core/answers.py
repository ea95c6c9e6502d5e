"""Understanding answers that were brought, from a file or another program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from closeness_cli.core.administration import Line, Response
from closeness_cli.core.entry import check_text
from closeness_cli.core.instrument import ItemKind, SkipReason
from closeness_cli.core.near import did_you_mean
from closeness_cli.core.scoring import scale_of
from closeness_cli.errors import BadInputError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.administration import Answer
    from closeness_cli.core.instrument import Instrument, Item


def read_answers(instrument: Instrument, given: Mapping[str, object]) -> dict[str, Response]:
    """Understand answers that were brought, all faults at once.

    An item that is not named, or is null, was skipped; one whose condition does not hold was
    not shown.

    Args:
        given: By item id: a number of its scale, a text, or a list of rated lines, as the
            item asks; or a reason, `{"reason": "not_applicable"}`.

    Raises:
        BadInputError: With one line for each answer that cannot be taken.
    """
    known = [item.id for item in instrument.items]
    faults = [
        _unknown_item(name, number, known)
        for number, name in enumerate(given, start=1)
        if name not in known
    ]
    responses: dict[str, Response] = {}
    for position, item in enumerate(instrument.items, start=1):
        try:
            answer = _answer(item, given.get(item.id))
            reason = _reason(item, given.get(item.id)) if answer is None else None
            if item.show_if and not item.show_if.holds(responses):
                if answer is not None:
                    raise WrongUseError("it is not asked after these answers")
                reason = SkipReason.NOT_SHOWN
        except WrongUseError as error:
            faults.append(f"{item.id}: {error.sentence}")
            continue
        responses[item.id] = Response(
            item_id=item.id,
            value=answer,
            label=item.scale.label(answer) if item.scale and isinstance(answer, int) else "",
            position=position,
            reason=reason,
        )
    if faults:
        raise BadInputError(
            "Some answers cannot be taken, so none was stored.",
            tuple(faults),
            f"The items are {', '.join(known)}.",
        )
    if all(one.value is None for one in responses.values()):
        raise BadInputError("There is no answer among them, so nothing was stored.")
    return responses


def _unknown_item(name: str, number: int, known: Sequence[str]) -> str:
    """Say that an answer is for no item; only what looks like an id is repeated."""
    if re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) is None:
        return f"answer {number}: no item has such a name"
    return f"{name}: no such item{did_you_mean(name, known)}"


def _answer(item: Item, given: object) -> Answer | None:
    if given is None or (isinstance(given, Mapping) and set(given) == {"reason"}):
        return None
    if item.kind is ItemKind.SCALE:
        return _number(item, given)
    if item.kind is ItemKind.TEXT:
        if not isinstance(given, str):
            raise WrongUseError("it takes a text")
        return check_text(given)
    return _lines(item, given)


def _reason(item: Item, given: object) -> SkipReason:
    """Say why there is no answer: it was skipped, unless a reason that the item offers is given."""
    if not isinstance(given, Mapping):
        return SkipReason.SKIPPED
    offered = [SkipReason.SKIPPED, *item.reasons]
    if given["reason"] not in offered:
        raise WrongUseError(f"its reasons are {', '.join(offered)}")
    return SkipReason(given["reason"])


def _number(item: Item, given: object) -> int:
    scale = scale_of(item)
    if isinstance(given, str):
        try:
            given = None if "_" in given else int(given)  # Python reads 1_0 as ten
        except ValueError:
            given = None
    if isinstance(given, bool) or not isinstance(given, int) or given not in scale.values:
        if scale.only_labelled:
            raise WrongUseError(f"it takes one of {', '.join(map(str, scale.values))}")
        raise WrongUseError(f"it takes a whole number from {scale.min} to {scale.max}")
    return given


def _lines(item: Item, given: object) -> tuple[Line, ...]:
    if not isinstance(given, Sequence) or isinstance(given, str) or len(given) > item.most:
        raise WrongUseError(f"it takes a list of at most {item.most} lines")
    return tuple(_line(item, one) for one in given)


def _line(item: Item, given: object) -> Line:
    if not isinstance(given, Mapping) or not set(given) <= {"text", "value"}:
        raise WrongUseError("each line is a text and its value")
    text, value = given.get("text"), given.get("value")
    if not isinstance(text, str):
        raise WrongUseError("each line is a text and its value")
    return Line(check_text(text), None if value is None else _number(item, value))
