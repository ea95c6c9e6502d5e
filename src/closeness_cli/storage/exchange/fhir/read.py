"""The items of a FHIR R4 Questionnaire, whoever wrote it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from closeness_cli.core.instruments.condition import Condition
from closeness_cli.core.instruments.definition import plain_of
from closeness_cli.core.instruments.instrument import ItemKind
from closeness_cli.core.near import quoted
from closeness_cli.storage.bank.fields import LONGEST_TEXT
from closeness_cli.storage.exchange.choices import Choices
from closeness_cli.storage.exchange.conditions import Known, RefusedError
from closeness_cli.storage.exchange.extension import joined
from closeness_cli.storage.exchange.fhir.scale import read_scale, say_choices, say_what_is_lost
from closeness_cli.storage.exchange.fhir.tree import (
    CALCULATED_URL,
    CONTROL_URL,
    HIDDEN_URL,
    ITEM_URL,
    MAX_URL,
    MIN_URL,
    MOST_URL,
    PART_URL,
    VARIABLE_URL,
    WHEN_URL,
    where_of,
)
from closeness_cli.storage.exchange.fhir.when import read_when
from closeness_cli.storage.exchange.ids import item_id_of
from closeness_cli.storage.exchange.loss import MOST_ITEMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from closeness_cli.storage.exchange.fhir.tree import Element
    from closeness_cli.storage.exchange.loss import Notes

_KNOWN_URLS = (
    CALCULATED_URL,
    CONTROL_URL,
    HIDDEN_URL,
    ITEM_URL,
    MAX_URL,
    MIN_URL,
    MOST_URL,
    PART_URL,
    VARIABLE_URL,
    WHEN_URL,
)

Asked = tuple[dict[str, Any], Choices]
"""An item as in a definition, and the choices that a condition may name."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the groups around an item say.

    Args:
        group: The linkId of the nearest.
        lead: Its text, which stands before each of its items.
        show_if: When its items are asked.
    """

    group: str = ""
    lead: str = ""
    show_if: Condition | None = None


class ItemReader:
    """Reads items from first to last, groups flattened.

    Args:
        contained: Value sets of the file, by id.
        allow_loss: Leave out `enableWhen` that cannot be held, instead of refusing the file.
    """

    def __init__(
        self, contained: Mapping[str, Element], notes: Notes, *, allow_loss: bool = False
    ) -> None:
        self.notes = notes
        self.items: dict[str, dict[str, Any]] = {}
        self.item_of: dict[str, str] = {}
        self.known: dict[str, Known] = {}
        self.intro: list[str] = []
        self.calculated: list[Element] = []
        self._contained = contained
        self._allow_loss = allow_loss
        self._words: list[str] = []

    def read_all(self, elements: list[Element], around: Around | None = None) -> None:
        """Read a list of items."""
        for one in elements:
            if len(self.items) >= MOST_ITEMS:
                one.fault(f"the file has more than {MOST_ITEMS:,} items")
                return
            self._read(one, around or Around())

    def own_base(self, element: Element) -> dict[str, Any]:
        """Read an item of ours as anybody would, and remember it for the conditions after it."""
        found = self._asked(element, Around())
        if found is None:
            return {}
        condition = self._when(element)
        item = found[0] if condition is None else found[0] | {"show_if": plain_of(condition)}
        self._keep(element, item, found[1])
        return item

    def _asked(self, element: Element, around: Around) -> Asked | None:
        """Read one item as anybody's; nothing where it is not taken."""
        if element.text("type") == "group":
            return self._list(element)
        made = read_scale(element, self._contained)
        if made is None:
            return None
        item_id = item_id_of(link_path(element.text("linkId"), around.group), self.items)
        item: dict[str, Any] = {"id": item_id, "text": element.text("text")}
        item["kind"] = str(ItemKind.SCALE if made.scale else ItemKind.TEXT)
        if made.scale:
            item["scale"] = made.scale
        if made.reverse:
            item["reverse_scored"] = True
        say_choices(element, made, item)
        return self._with_help(element, item, around), made

    def _list(self, element: Element) -> Asked | None:
        """Read a repeating group of a text and its rating; nothing where it is something else."""
        questions = [one for one in element.several("item") if one.text("type") != "display"]
        kinds = [one.text("type") for one in questions]
        if len(kinds) != 2 or kinds[0] not in ("text", "string"):
            return None
        if kinds[1] not in ("choice", "integer"):
            return None
        made = read_scale(questions[1], self._contained)
        if made is None or not made.scale:
            return None
        most = next((one.whole("valueInteger") for one in element.extensions(MOST_URL)), None)
        item = {
            "id": item_id_of(element.text("linkId"), self.items),
            "kind": str(ItemKind.LIST),
            "text": element.text("text") or questions[0].text("text"),
            "scale": made.scale,
            "rating": questions[1].text("text"),
            "most": 3 if most is None else most,
        }
        return self._with_help(element, item, Around()), Choices()

    def _read(self, element: Element, around: Around) -> None:
        if any(element.extensions(PART_URL)):
            if element.text("type") == "display":
                self.intro.append(element.text("text"))
            return
        patch = element.carried(ITEM_URL)
        if patch is not None:
            self.notes.silent = True
            before = len(self.items)
            self._question(element, Around(), patch)
            self.notes.silent = False
            if len(self.items) == before and not self.notes.faults:
                self.notes.lost(where_of(element), "its type was changed to one that is not taken")
            return
        if not element.text("linkId"):
            element.fault("has no linkId")
            return
        if any(one.flag("valueBoolean") for one in element.extensions(HIDDEN_URL)):
            if any(element.extensions(CALCULATED_URL)):
                self.calculated.append(element)
            else:
                what = "it is hidden there, so it is not asked here"
                self.notes.lost(where_of(element), what)
            return
        say_what_is_lost(element, _KNOWN_URLS)
        match element.text("type"):
            case "display":
                self._display(element)
            case "group":
                self._group(element, around)
            case _:
                self._question(element, around, None)

    def _group(self, element: Element, around: Around) -> None:
        if element.flag("repeats"):
            if self._list(element) is not None:
                self._question(element, around, None)
                return
            self.notes.lost(where_of(element), "a group that repeats is asked once here")
        text = element.text("text")
        if text and not self.items:
            self.intro.append(text)
        elif text:
            what = "the text of a group stands as help under each of its items"
            self.notes.lost(where_of(element), what)
        lead = text if self.items else ""
        show_if = self._both(around.show_if, self._when(element))
        inner = Around(element.text("linkId"), lead or around.lead, show_if)
        self.read_all(element.several("item"), inner)

    def _question(self, element: Element, around: Around, patch: dict[str, Any] | None) -> None:
        if any(element.extensions(CALCULATED_URL)):
            self.calculated.append(element)
            return
        if element.flag("readOnly"):
            self.notes.lost(
                where_of(element), "it cannot be answered there, so it is not asked here"
            )
            return
        found = self._asked(element, around)
        if found is not None:
            item, made = found
            if patch is None or "show_if" not in patch:
                condition = self._both(around.show_if, self._when(element))
                if condition is not None:
                    item["show_if"] = plain_of(condition)
            self._keep(element, item if patch is None else joined(item, patch), made)
        if element.text("type") != "group":
            inner = [one for one in element.several("item") if not _is_help(one)]
            self.read_all(inner, replace(around, group=element.text("linkId")))

    def _keep(self, element: Element, item: dict[str, Any], made: Choices) -> None:
        link, item_id = element.text("linkId"), str(item.get("id", ""))
        if link in self.item_of or item_id in self.items:
            element.fault(f"the linkId {quoted(link)} is given twice")
        if item_id != link:
            self.notes.lost(quoted(link), f"the item is called {item_id!r} here")
        self.items[item_id] = item
        self.item_of[link] = item_id
        known = Known(item_id, made.codes, not made.renamed)
        self.known[link] = known
        if item.get("kind") == ItemKind.LIST:
            self.known |= {one.text("linkId"): known for one in element.several("item")[:1]}

    def _display(self, element: Element) -> None:
        text = element.text("text")
        if not text:
            return
        if element.several("enableWhen") or len(text) > LONGEST_TEXT:
            what = "a text that is long, or shown at times only, was left out"
            self.notes.lost(where_of(element), what)
        elif not self.items:
            self.intro.append(text)
        else:
            self._words.append(text)
            what = "a text between the items stands as help under the next one"
            self.notes.lost(where_of(element), what)

    def _with_help(self, element: Element, item: dict[str, Any], around: Around) -> dict[str, Any]:
        own = " ".join(one.text("text") for one in element.several("item") if _is_help(one))
        said = " ".join(one for one in (around.lead, *self._words, own) if one)
        self._words = []
        said = said if len(said) <= LONGEST_TEXT else own
        if said:
            item["help"] = said
        return item

    def _when(self, element: Element) -> Condition | None:
        try:
            return read_when(element, self.known)
        except RefusedError as error:
            if self._allow_loss:
                what = f"its enableWhen was left out, so that it is always asked: {error}"
                self.notes.lost(where_of(element), what)
            else:
                element.fault(f"its enableWhen cannot be held: {error}")
            return None

    @staticmethod
    def _both(outer: Condition | None, inner: Condition | None) -> Condition | None:
        if outer is None or inner is None:
            return outer or inner
        return Condition(all=(outer, inner))


def link_path(link: str, group: str) -> str:
    """Name an item by the group it stands in, unless its linkId does so already."""
    return link if not group or link.startswith(group) else f"{group}_{link}"


def _is_help(element: Element) -> bool:
    return element.text("type") == "display"
