"""What must hold between the parts of a bank, and where in the file each finding stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from closeness_cli.core.instruments.instrument import RESERVED_IDS, ItemKind
from closeness_cli.core.instruments.rules.findings import Finding, given_twice
from closeness_cli.core.instruments.rules.instruments import findings_of
from closeness_cli.core.instruments.rules.items import scale_findings
from closeness_cli.core.instruments.rules.notes import label_notes, lint_findings, notes_of
from closeness_cli.core.instruments.rules.vectors import vector_findings
from closeness_cli.core.near import quoted, unknown
from closeness_cli.core.plain_words import banned_words, texts_of
from closeness_cli.storage.bank.layout import NO_WORDING, SCHEMA
from closeness_cli.storage.bank.making import Sketch, make_scale, make_sketch
from closeness_cli.storage.bank.yaml_tree import Fault, Node, Sequence, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from closeness_cli.core.instruments.instrument import ResponseScale
    from closeness_cli.core.instruments.rules.findings import Path
    from closeness_cli.storage.bank.fields import Record

NOT_OURS = ("title", "dimensions")
"""Fields of a profile that hold the words of who published it."""


class Draft(NamedTuple):
    """An instrument or a profile as it stands in a file, and what could be read of it."""

    record: Record
    sketch: Sketch
    is_profile: bool

    def place(self, path: Path) -> Node:
        """Find where something stands; of the next whole where it is absent."""
        node: Node = self.record.node
        for depth, step in enumerate(path):
            if isinstance(node, Table) and step in node.entries:
                node = node.entries[str(step)]
            elif isinstance(node, Sequence) and isinstance(step, int):
                kept = self.sketch.kept.get(str(path[0])) if depth == 1 else None
                node = node.items[kept[step] if kept else step]
            else:
                break
        return node

    def fault(self, finding: Finding) -> Fault:
        """Say a finding where it stands in the file."""
        message = finding.message
        if finding.before is not None:
            message += _first_in(self.place(finding.before))
        return self.place(finding.path).fault(message)


def drafts_of(
    bank: Record, scales: Mapping[str, ResponseScale], faults: Iterable[Fault]
) -> list[Draft]:
    """Make what can be made of the instruments and profiles of a bank.

    Args:
        scales: The response scales that are sound, by name.
    """
    faulty = {path for one in faults for path in _ways_to(one.path)}
    return [
        Draft(one, make_sketch(one, scales, faulty), name == "profiles")
        for name in ("instruments", "profiles")
        for one in bank.records(name)
    ]


def sound_scales(bank: Record, faults: list[Fault]) -> dict[str, ResponseScale]:
    """Make the response scales of a bank; those with a fault are left out, and it is noted."""
    faulty = {path for one in faults for path in _ways_to(one.path)}
    worded, unworded = _scales_in_use(bank)
    sound = {}
    for name, found in (bank.get("scales") or {}).items():
        if found is None or found.node.path in faulty:
            continue
        scale = make_scale(found)
        findings = list(scale_findings(scale))
        if not findings and (name in worded or name not in unworded):
            findings = list(_end_findings(scale))
        if name in unworded and found.has("labels"):
            findings.append(Finding(("labels",), NO_WORDING))
        faults += [found.at(str(one.path[0])).fault(one.message) for one in findings]
        if not findings:
            sound[name] = scale
    return sound


def bank_faults(bank: Record, drafts: list[Draft]) -> Iterator[Fault]:
    """Find what is wrong in and between the parts of a bank; banned words are not among it."""
    if bank.has("schema") and bank.get("schema") not in (None, SCHEMA):
        found = quoted(bank.get("schema"))
        yield bank.at("schema").fault(f"schema {found} is not known; this one reads {SCHEMA}")
    if not bank.has("instruments") and not bank.has("profiles"):
        yield bank.node.fault("field 'instruments' is missing")
    named = bank.get("scales") or {}
    for draft in drafts:
        yield from _unknown_scales(draft, named)
        yield from _draft_faults(draft)
    yield from _twice("instrument", [one.record for one in drafts])
    yield from _card_faults(bank)


def banned_faults(
    bank: Record, drafts: list[Draft], scales: Mapping[str, ResponseScale]
) -> Iterator[Fault]:
    """Find the words of a bank that judge people, or claim what answers cannot tell."""
    for draft in drafts:
        for path, text in texts_of(draft.sketch.instrument):
            if not draft.is_profile or path[0] not in NOT_OURS:
                yield from _banned(draft.place(path), text)
    for name, scale in scales.items():
        for number, text in scale.labels.items():
            labels = bank.get("scales")[name].at("labels")
            place = labels.entries.get(str(number), labels) if isinstance(labels, Table) else labels
            yield from _banned(place, text)
    for card in bank.records("cards"):
        if card.get("text"):
            yield from _banned(card.at("text"), card.get("text"))


def bank_notes(
    bank: Record, drafts: list[Draft], scales: Mapping[str, ResponseScale]
) -> Iterator[Fault]:
    """Say what is worth another look in a bank."""
    for draft in drafts:
        if not draft.is_profile:
            yield from (draft.fault(one) for one in notes_of(draft.sketch.instrument))
    _, unworded = _scales_in_use(bank)
    for name in sorted(set(scales) - unworded):
        for one in label_notes(scales[name]):
            yield bank.get("scales")[name].at("labels").fault(one.message)


def _draft_faults(draft: Draft) -> Iterator[Fault]:
    name, sketch = draft.record.get("id"), draft.sketch
    if name in RESERVED_IDS:
        yield draft.record.at("id").fault(f"{name!r} is a subcommand, choose another id")
    findings = [*findings_of(sketch.instrument, sketch.unsure), *lint_findings(sketch.instrument)]
    if draft.is_profile:
        findings += _profile_findings(sketch)
    can_score = not findings
    for number, vector in enumerate(sketch.vectors):
        there = vector_findings(sketch.instrument, vector, sketch.unsure, may_score=can_score)
        findings += [one.under("vectors", number) for one in there]
    yield from (draft.fault(one) for one in findings)


def _profile_findings(sketch: Sketch) -> Iterator[Finding]:
    for number, item in enumerate(sketch.instrument.items):
        if item.kind is not ItemKind.SCALE:
            message = "the items of a profile are of kind scale"
            yield Finding(("items", number, "kind"), message)


def _unknown_scales(draft: Draft, named: Mapping[str, object]) -> Iterator[Fault]:
    for item in draft.record.records("items"):
        scale = item.get("scale")
        if scale is not None and scale not in named:
            yield item.at("scale").fault(unknown("scale", scale, set(named)))


def _end_findings(scale: ResponseScale) -> Iterator[Finding]:
    if not scale.labels:
        yield Finding(("labels",), "field 'labels' is missing")
        return
    for end in sorted({scale.min, scale.max} - set(scale.labels)):
        yield Finding(("labels",), f"the end {end} has no label")


def _scales_in_use(bank: Record) -> tuple[set[str], set[str]]:
    """Give the names of the scales that instruments use, and of those that profiles use."""
    worded, unworded = (
        {
            item.get("scale")
            for one in bank.records(name)
            for item in one.records("items")
            if item.get("scale")
        }
        for name in ("instruments", "profiles")
    )
    return worded, unworded


def _card_faults(bank: Record) -> Iterator[Fault]:
    cards = bank.records("cards")
    yield from _twice("card", cards)
    dimensions = {
        dimension.get("id")
        for name in ("instruments", "profiles")
        for one in bank.records(name)
        for dimension in one.records("dimensions")
    } - {None}
    for card in cards:
        dimension = card.get("dimension")
        if dimension is not None and dimension not in dimensions:
            yield card.at("dimension").fault(unknown("dimension", dimension, dimensions))


def _twice(what: str, records: list[Record]) -> Iterator[Fault]:
    named = [one for one in records if one.get("id")]
    for one in given_twice(what, [record.get("id") for record in named], "id"):
        first = named[int(one.before[1])] if one.before else named[0]
        place = named[int(one.path[1])].at("id")
        yield place.fault(one.message + _first_in(first.at("id")))


def _first_in(node: Node) -> str:
    return f", first in line {node.line}, column {node.column}"


def _banned(node: Node, text: str) -> Iterator[Fault]:
    for word in banned_words(text):
        yield node.fault(f"says {quoted(word)}; describe what happened instead, without a verdict")


def _ways_to(path: str) -> Iterator[str]:
    """Give a path and everything that it lies in."""
    yield path
    yield from (path[:at] for at, one in enumerate(path) if one in ".[" and at)
