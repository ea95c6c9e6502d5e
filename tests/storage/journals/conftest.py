"""Reading journals in the zone of Berlin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.journals.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def reading() -> Reading:
    """Nothing read yet."""
    return Reading("Europe/Berlin")


@pytest.fixture
def read() -> Callable[..., Reading]:
    """Read with one of the readers, which must find no fault."""

    def reads(reader: Callable[..., None], content: object, *more: object) -> Reading:
        found = Reading("Europe/Berlin")
        reader(content, found, *more)
        assert found.notes.faults == []
        return found

    return reads
