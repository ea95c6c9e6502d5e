"""Which rituals to choose from fit a wish."""

from __future__ import annotations

import pytest

from closeness_cli.core.ritual_presets import Need, Preset, PresetFilter, Where, With
from closeness_cli.core.rituals import Meant

TEA = Preset("tea", "Tea", "Drink.", Need.TIME, 10, With.EITHER, Where.EITHER, Meant(), "B9")
RUN = TEA._replace(id="run", need=Need.ROOM, minutes=30, company=With.ALONE, where=Where.NEAR)
CALL = TEA._replace(id="call", minutes=60, company=With.TOGETHER, where=Where.APART)


@pytest.mark.parametrize(
    ("wanted", "fitting"),
    [
        (PresetFilter(), [TEA, RUN, CALL]),
        (PresetFilter(need=Need.ROOM), [RUN]),
        (PresetFilter(minutes=30), [TEA, RUN]),
        (PresetFilter(minutes=9), []),
        (PresetFilter(company=With.ALONE), [TEA, RUN]),
        (PresetFilter(company=With.TOGETHER), [TEA, CALL]),
        (PresetFilter(where=Where.NEAR), [TEA, RUN]),
        (PresetFilter(where=Where.APART), [TEA, CALL]),
        (PresetFilter(need=Need.TIME, where=Where.APART, minutes=60), [TEA, CALL]),
    ],
)
def test_what_is_wanted_fits(wanted: PresetFilter, fitting: list[Preset]) -> None:
    assert [one for one in (TEA, RUN, CALL) if wanted.fits(one)] == fitting


def test_what_asks_two_is_offered_only_where_that_was_chosen() -> None:
    assert not PresetFilter().offers(CALL)
    assert PresetFilter(joint=True).offers(CALL)
    assert PresetFilter(company=With.TOGETHER).offers(CALL)
    assert PresetFilter().offers(TEA)
    assert not PresetFilter(minutes=9, joint=True).offers(CALL)
