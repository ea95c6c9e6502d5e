"""The values that fields of a record take, each with the words that say so."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args, get_type_hints

from msgspec import Meta, Struct, structs  # noqa: TID253 - only import and export load this module

from closeness_cli.core.person import OWNER

BOTH = "both"
"""Who began where both of two did."""

ID_PATTERN = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
AT_PATTERN = r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?[+-]\d{2}:\d{2}(:\d{2})?"

Id = Annotated[str, Meta(pattern=rf"\A{ID_PATTERN}\Z", description="a ULID in capitals")]
Digest = Annotated[
    str, Meta(pattern=r"\A[0-9a-f]{64}\Z", description="a SHA-256 in small hexadecimal digits")
]
RecordId = Annotated[
    str,
    Meta(pattern=rf"\A({ID_PATTERN}|[0-9a-f]{{64}})\Z", description="a ULID, or a SHA-256"),
]
At = Annotated[
    str,
    Meta(pattern=rf"\A{AT_PATTERN}\Z", description="local time with offset, to the second or ms"),
]
Instant = Annotated[
    str,
    Meta(
        pattern=r"\A\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z\Z",
        description="UTC, as 2026-03-01T20:14:00.000Z",
    ),
]
Zone = Annotated[str, Meta(min_length=1, max_length=64, description="an IANA time zone")]
Day = Annotated[date, Meta(description="a day, as 2026-03-01")]
Name = Annotated[
    str,
    Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f]{1,80}\Z", description="one line, up to 80 characters"),
]
Word = Annotated[
    str,
    Meta(pattern=r"\A[^\x00-\x1f\x7f-\x9f]{1,64}\Z", description="a word, up to 64 characters"),
]
Words = Annotated[str, Meta(description="text, up to 10 MB of UTF-8")]
Someone = Annotated[
    str, Meta(pattern=rf"\A({OWNER}|{ID_PATTERN})\Z", description="`self` or the id of a person")
]
Beginner = Annotated[
    str,
    Meta(
        pattern=rf"\A({OWNER}|{BOTH}|{ID_PATTERN})\Z",
        description="`self`, `both` or the id of a person",
    ),
]
People = Annotated[
    list[Someone], Meta(max_length=100, description="a list of `self` and ids of people")
]
Five = Annotated[int, Meta(ge=1, le=5, description="a whole number from 1 to 5")]
Minutes = Annotated[int, Meta(ge=0, le=1440, description="a whole number from 0 to 1440")]
Milliseconds = Annotated[int, Meta(ge=0, description="a whole number from 0")]
Position = Annotated[int, Meta(ge=1, le=10_000, description="a whole number from 1 to 10000")]
Mood = Annotated[int, Meta(ge=-2, le=2, description="a whole number from -2 to 2")]
Yes = Annotated[bool, Meta(description="true or false")]
Depth = Annotated[int, Meta(ge=1, le=3, description="a whole number from 1 to 3")]
Visible = Annotated[Literal["private", "shared"], Meta(description="`private` or `shared`")]
Lasting = Annotated[
    Literal["current", "paused", "ended"], Meta(description="`current`, `paused` or `ended`")
]
Done = Annotated[Literal["done", "skipped"], Meta(description="`done` or `skipped`")]


class Shape(Struct, forbid_unknown_fields=True):
    """Base of all shapes: what is not named here is refused."""


def takes(shape: type[Shape]) -> dict[str, str]:
    """Say what each field of a shape takes, in the order of its definition."""
    hints = get_type_hints(shape, include_extras=True)
    return {name: _description(hints[name]) for name in shape.__struct_fields__}


def required(shape: type[Shape]) -> frozenset[str]:
    """Name the fields that must be there."""
    return frozenset(one.name for one in structs.fields(shape) if one.required)


def _description(hint: object) -> str:
    for one in getattr(hint, "__metadata__", ()):
        if isinstance(one, Meta) and one.description:
            return one.description
    return next((found for part in get_args(hint) if (found := _description(part))), "")
