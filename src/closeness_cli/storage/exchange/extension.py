"""What rides beside the fields of another format, so that our own export comes back equal.

Beside a field stands only what another program could not have read from it: the difference between
what the field says, read as anybody's, and what is meant. A label that was changed in the other
system is therefore taken as it is now. The difference is a JSON merge patch (RFC 7396) over a
definition (`core/instruments/definition.py`), in which only an item, its scale and its labels are
merged; every other value is replaced whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from closeness_cli.core.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MERGED = {("scale",), ("scale", "labels")}
"""Mappings that are merged name by name; below, `null` takes a name away."""


def beside(
    read: Mapping[str, Any], meant: Mapping[str, Any], path: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Give what must be said beside `read` so that it becomes `meant`."""
    patch: dict[str, Any] = {}
    for name in {**read, **meant}:
        here, there = read.get(name), meant.get(name)
        if name not in meant:
            patch[name] = None
        elif name in read and here == there:
            continue
        elif (*path, name) in _MERGED and isinstance(here, dict) and isinstance(there, dict):
            patch[name] = beside(here, there, (*path, name))
        else:
            patch[name] = there
    return patch


def joined(
    read: Mapping[str, Any], patch: Mapping[str, Any], path: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Put what stands beside a field into what was read from it."""
    meant = dict(read)
    for name, content in patch.items():
        here = meant.get(name)
        if content is None:
            meant.pop(name, None)
        elif (*path, name) in _MERGED and isinstance(content, dict) and isinstance(here, dict):
            meant[name] = joined(here, content, (*path, name))
        else:
            meant[name] = content
    return meant


def names_in(patch: Mapping[str, Any]) -> Iterator[str]:
    """Name the fields of a patch, those of a scale one by one."""
    for name, content in patch.items():
        if name == "scale" and isinstance(content, dict):
            yield from (f"scale {inner}" for inner in content)
        else:
            yield name


def patch_text(patch: Mapping[str, Any]) -> str:
    """Write a patch on one line; what no file of text may hold is escaped."""
    line = canonical(patch)
    escaped = (one if one.isprintable() else _escaped(one) for one in line)
    return "".join(escaped)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
