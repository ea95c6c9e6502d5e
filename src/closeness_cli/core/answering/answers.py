"""Understanding answers that were brought, from a file or another program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from closeness_cli.core.answering.administration import Line, Response
from closeness_cli.core.entry import check_text
from closeness_cli.core.instruments.instrument import ItemKind, SkipReason
from closeness_cli.core.near import did_you_mean
from closeness_cli.core.stats.scoring import scale_of
from closeness_cli.errors import BadInputError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.answering.administration import Administration, Answer
    from closeness_cli.core.instruments.instrument import Instrument, Item


def read_answers(instrument: Instrument, given: Mapping[str, object]) -> dict[str, Response]:
    """Understand answers that were brought, all faults at once.

    An item that is not named, or is null, was skipped; one whose condition does not hold was
    not shown. A safety item is there only where it was named.

    Args:
        given: By item id: a number of its scale, a text, or a list of rated lines, as the
            item asks; or a reason, `{"reason": "not_applicable"}`, of which a scale item takes
            the bare word too.

    Raises:
        BadInputError: With one line for each answer that cannot be taken.
    """
    known = [item.id for item in instrument.items if not item.safety]
    faults = [
        _unknown_item(name, number, known)
        for number, name in enumerate(given, start=1)
        if not _has_item(instrument, name)
    ]
    responses: dict[str, Response] = {}
    for position, item in enumerate(_asked(instrument, given), start=1):
        try:
            responses[item.id] = _response(item, given.get(item.id), position, responses)
        except WrongUseError as error:
            name = f"answer {list(given).index(item.id) + 1}" if item.safety else item.id
            faults.append(f"{name}: {error.sentence}")
    if faults:
        raise BadInputError(
            "Some answers cannot be taken, so none was stored.",
            tuple(faults),
            f"The items are {', '.join(known)}.",
        )
    if all(one.value is None for one in responses.values()):
        raise BadInputError("There is no answer among them, so nothing was stored.")
    return responses


def read_amendments(sitting: Administration, given: Mapping[str, object]) -> tuple[Response, ...]:
    """Understand answers that take the place of earlier ones, all faults at once.

    Args:
        given: As for `read_answers`; an empty text takes the answer back.

    Returns:
        Each in the place where its item came.

    Raises:
        BadInputError: With one line for each answer that cannot be taken.
    """
    known = [item.id for item in amendable(sitting)]
    faults: list[str] = []
    read: list[Response] = []
    for number, (name, value) in enumerate(given.items(), start=1):
        if name not in known:
            faults.append(_unknown_item(name, number, known))
            continue
        try:
            read.append(
                _response(
                    sitting.instrument.item(name),
                    None if value == "" else value,
                    position_of(sitting, name),
                )
            )
        except WrongUseError as error:
            faults.append(f"{name}: {error.sentence}")
    if faults:
        raise BadInputError(
            "Some answers cannot be taken, so nothing was changed.",
            tuple(faults),
            f"The items are {', '.join(known)}.",
        )
    return tuple(read)


def check_response(response: Response) -> Response:
    """Let a response through whose texts can be kept byte for byte.

    Raises:
        WrongUseError: A text of it is blank, too long, or not Unicode text.
    """
    value = response.value
    if isinstance(value, str):
        check_text(value)
    elif isinstance(value, tuple):
        for line in value:
            check_text(line.text)
    return response


def amendable(sitting: Administration) -> tuple[Item, ...]:
    """Give the items of a set whose answers can be corrected: those that were asked.

    Safety items are not among them, and neither is what the answers leave out.
    """
    return tuple(
        item
        for item in presented(sitting)
        if item.show_if is None or item.show_if.holds(sitting.responses)
    )


def presented(sitting: Administration) -> tuple[Item, ...]:
    """Give the items of a set in the order in which they were presented; no safety item.

    One that has a response without a place in the order, as an import may bring, comes last.
    """
    named = dict.fromkeys((*sitting.order, *sitting.responses))
    items = {item.id: item for item in sitting.instrument.items if not item.safety}
    return tuple(items[one] for one in named if one in items)


def position_of(sitting: Administration, item_id: str) -> int:
    """Say where in the order an item came, from 1."""
    before = sitting.responses.get(item_id)
    if before is not None:
        return before.position
    return sitting.order.index(item_id) + 1


def _asked(instrument: Instrument, given: Mapping[str, object]) -> list[Item]:
    """Give the items that count as asked, safety items last as everywhere."""
    safety = [item for item in instrument.items if item.safety and item.id in given]
    return [*(item for item in instrument.items if not item.safety), *safety]


def _has_item(instrument: Instrument, name: str) -> bool:
    return any(item.id == name for item in instrument.items)


def _response(
    item: Item,
    given: object,
    position: int,
    before: Mapping[str, Response] | None = None,
) -> Response:
    """Understand one answer.

    Args:
        before: What was answered before it, on which it may depend whether it was asked; absent
            where it was asked in any case.
    """
    reason = _reason(item, given)
    answer = None if reason else _answer(item, given)
    if before is not None and item.show_if and not item.show_if.holds(before):
        if answer is not None:
            raise WrongUseError("it is not asked after these answers")
        reason = SkipReason.NOT_SHOWN
    return Response(
        item_id=item.id,
        value=answer,
        label=item.scale.label(answer) if item.scale and isinstance(answer, int) else "",
        position=position,
        reason=reason,
    )


def _unknown_item(name: str, number: int, known: Sequence[str]) -> str:
    """Say that an answer is for no item; only what looks like an id is repeated."""
    if re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) is None:
        return f"answer {number}: no item has such a name"
    return f"{name}: no such item{did_you_mean(name, known)}"


def _answer(item: Item, given: object) -> Answer:
    if item.kind is ItemKind.SCALE:
        return _number(item, given)
    if item.kind is ItemKind.TEXT:
        if not isinstance(given, str):
            raise WrongUseError("it takes a text")
        return check_text(given)
    return _lines(item, given)


def _reason(item: Item, given: object) -> SkipReason | None:
    """Say why there is no answer: it was skipped, unless a reason that the item offers is given.

    Returns:
        Nothing where there is an answer.
    """
    if given is None:
        return SkipReason.SKIPPED
    offered = {str(one): one for one in (SkipReason.SKIPPED, *item.reasons)}
    if item.kind is ItemKind.SCALE and isinstance(given, str):
        return offered.get(given.strip())
    if not isinstance(given, Mapping) or set(given) != {"reason"}:
        return None
    named = given["reason"]
    if not isinstance(named, str) or named not in offered:
        raise WrongUseError(f"its reasons are {', '.join(offered)}")
    return offered[named]


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
