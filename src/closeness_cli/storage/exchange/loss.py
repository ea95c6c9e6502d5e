"""What an exchange gives beside its result: what a format cannot hold, and every fault."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from closeness_cli.errors import BadInputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from closeness_cli.core.answering.administration import Response
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.moment import Moment

LARGEST_TEXT = 2_000_000
"""Characters in one file; a dictionary of a thousand fields has about 200,000."""

MOST_ITEMS = 2_000
"""Fields or items of one file: a person brings a form or a few, not the data of a study."""

MOST_FAULTS = 100
"""Faults that are told one by one."""

MOST_PLACES = 4
"""Places that one loss names; the others are counted."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that did not come across.

    Args:
        where: The line, the field or the linkId that it stands at; what it concerns.
        what: In a sentence.
    """

    where: str
    what: str

    @property
    def shown(self) -> str:
        """Say it on one line."""
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for another system, and what other systems do not read from it."""

    text: str
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another system became: an instrument for each of its forms."""

    instruments: tuple[Instrument, ...]
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedResponses:
    """Answers of another system.

    Args:
        moment: When they were given, as far as the file says.
        responses: By item id.
    """

    moment: Moment | None
    responses: Mapping[str, Response]
    losses: tuple[Loss, ...] = ()


@dataclass(slots=True)
class Notes:
    """Collects what is wrong in a file, and what it holds that cannot be kept.

    Args:
        silent: Losses are not noted: what is read is our own, and what it lacks stands beside it.
    """

    faults: list[str] = field(default_factory=list)
    silent: bool = False
    _lost: dict[str, dict[str, None]] = field(default_factory=dict)

    def fault(self, where: str, what: str) -> None:
        """Note something because of which nothing of the file is taken."""
        fault = f"{where}: {what}"
        if fault not in self.faults[-MOST_FAULTS:]:
            self.faults.append(fault)

    def lost(self, where: str, what: str) -> None:
        """Note something that is left out or changed; the same at several places is one loss."""
        if self.silent:
            return
        self._lost.setdefault(what, {})[where] = None

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Everything that did not come across, in the order in which it was met."""
        return tuple(Loss(_places(list(where)), what) for what, where in self._lost.items())

    def refuse_faults(self, file_name: str, what: str, hint: str) -> None:
        """Stop where there is a fault.

        Raises:
            BadInputError: With every fault, one line each.
        """
        if not self.faults:
            return
        count = "one fault" if len(self.faults) == 1 else f"{len(self.faults):,} faults"
        raise BadInputError(
            f"{what} has {count}; nothing of it was taken.",
            tuple(_shown(self.faults, file_name)),
            hint,
        )


def control_in(text: str) -> str:
    """Name the first control character of a text; nothing where there is none."""
    found = _CONTROL.search(text)
    return f"the control character U+{ord(found.group()):04X}" if found else ""


def without_control(text: str) -> str:
    """Replace what no file of text may hold."""
    return _CONTROL.sub("\ufffd", text)


def _places(where: list[str]) -> str:
    more = len(where) - MOST_PLACES
    said = ", ".join(where[:MOST_PLACES])
    return f"{said} and {more} more" if more > 0 else said


def _shown(faults: list[str], file_name: str) -> Iterable[str]:
    name = "".join(one if one.isprintable() else "?" for one in file_name)
    for fault in faults[:MOST_FAULTS]:
        yield f"{name}: {fault}"
    if len(faults) > MOST_FAULTS:
        yield f"{name}: {len(faults) - MOST_FAULTS:,} more faults"
