"""Instruments that a person brought, and their versions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from archives import OWN
from builders import a_dimension, an_instrument, an_item
from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind
from closeness_cli.core.instruments.item_bank import Card, ItemBank, Vector
from closeness_cli.errors import NotFoundError, UnreadableVaultError, WrongUseError

if TYPE_CHECKING:
    from closeness_cli.core.instruments.instrument import Instrument
    from vaults import OpenVault

(FIRST,) = OWN.instruments


def version(number: str, text: str = "Another stem.") -> Instrument:
    return replace(FIRST, version=number, items=(replace(FIRST.items[0], text=text),))


def records(vault: OpenVault) -> list[tuple[str, str | None]]:
    rows = vault.connection.run(
        "SELECT record_type, body FROM revisions WHERE record_type IN ('instrument', 'definition')"
        " ORDER BY seq"
    )
    return [(row[0], row[1]) for row in rows]


def test_an_empty_shelf_is_an_empty_bank(vault: OpenVault) -> None:
    assert vault.shelf.all() == ItemBank(())
    assert vault.shelf.versions("own") == []


def test_a_bank_comes_back_with_its_cards_and_vectors(vault: OpenVault) -> None:
    vault.shelf.keep(OWN)

    assert vault.reopened().shelf.all() == OWN
    assert [kind for kind, _ in records(vault)] == ["definition", "instrument"]
    ((_, body),) = records(vault)[1:]
    assert json.loads(body or "") == {
        "instrument": "own",
        "definition": definition_id(to_definition(FIRST)),
        "cards": [
            {"id": "c1", "dimension": "calm", "text": "What calms us?"},
            {"id": "c2", "dimension": "calm", "text": "When?", "joint": True},
        ],
        "vectors": [
            {
                "instrument": "own",
                "answers": {"close": 2},
                "scores": {"calm": 25.0},
                "totals": {"calm": 2},
            },
            {"instrument": "own", "answers": {"close": None}, "scores": {"calm": None}},
        ],
    }


def test_everything_that_an_instrument_can_have_comes_back(vault: OpenVault) -> None:
    scale = ResponseScale(
        ScaleKind.ALLOCATION,
        0,
        5,
        {0: "neither", 1: "me", 5: "you"},
        only_labelled=True,
        scores={0: None, 1: 1.5},
    )
    odd = an_instrument(
        replace(an_item("close", scale=scale), tags=("a", "b")), dimensions=(), instrument_id="odd"
    )
    vault.shelf.keep(ItemBank((odd,)))

    assert vault.reopened().shelf.all() == ItemBank((odd,))


def test_each_card_goes_with_the_first_instrument_of_its_dimension(vault: OpenVault) -> None:
    one = an_instrument(instrument_id="one", dimensions=[a_dimension("calm"), a_dimension("room")])
    two = an_instrument(instrument_id="two", dimensions=[a_dimension("room"), a_dimension("play")])
    cards = tuple(Card(name, name, "Invented.") for name in ("room", "play", "calm", "nowhere"))
    vectors = (Vector("two", {"close": 1}), Vector("one", {"close": 2}))
    vault.shelf.keep(ItemBank((one, two), cards, vectors))

    found = vault.shelf.all()
    assert found.instruments == (one, two)
    assert [card.id for card in found.cards] == ["room", "calm", "nowhere", "play"]
    assert found.vectors == vectors[::-1]
    vault.shelf.remove("one")
    assert [card.id for card in vault.shelf.all().cards] == ["play"]


def test_a_later_version_is_the_next_revision_and_all_stay_frozen(vault: OpenVault) -> None:
    last, between = version("1.10.0"), version("1.9.1")
    vault.shelf.keep(OWN)
    vault.shelf.keep(ItemBank((between,)))
    vault.shelf.keep(ItemBank((last,), OWN.cards))

    assert vault.reopened().shelf.all() == ItemBank((last,), OWN.cards)
    assert vault.shelf.versions("own") == [FIRST, between, last]
    ((record_id,),) = vault.connection.run("SELECT id FROM own_instruments")
    assert [parent for _, parent, _ in vault.history(record_id)] == [0, 1, 1]


def test_keeping_the_same_again_writes_nothing(vault: OpenVault) -> None:
    vault.shelf.keep(OWN)
    before = records(vault)
    vault.shelf.keep(OWN)

    assert records(vault) == before


def test_other_cards_under_the_same_version_are_taken(vault: OpenVault) -> None:
    vault.shelf.keep(OWN)
    vault.shelf.keep(replace(OWN, cards=()))

    assert vault.shelf.all() == replace(OWN, cards=())


@pytest.mark.parametrize(
    ("brought", "told"),
    [
        (
            version("1.1.0", "Not what it was."),
            "Version 1.1.0 of 'own' is here already, with other content.",
        ),
        (version("1.0.9"), "A later version of 'own' than 1.0.9 is here already."),
        (version("0.9.0"), "A later version of 'own' than 0.9.0 is here already."),
        (FIRST, "A later version of 'own' than 1.0.0 is here already."),
    ],
)
def test_a_version_that_is_there_or_passed_is_refused_and_nothing_is_kept(
    vault: OpenVault, brought: Instrument, told: str
) -> None:
    vault.shelf.keep(OWN)
    vault.shelf.keep(ItemBank((version("1.1.0"),)))
    before, shelf = records(vault), vault.shelf.all()

    with pytest.raises(WrongUseError) as caught:
        vault.shelf.keep(ItemBank((an_instrument(instrument_id="fine"), brought)))

    assert caught.value.sentence == told
    assert caught.value.hint.startswith("Nothing was kept.")
    assert (records(vault), vault.shelf.all()) == (before, shelf)


def test_a_version_that_was_answered_counts_though_it_is_not_on_the_shelf(
    vault: OpenVault,
) -> None:
    shipped = an_instrument(version="1.2.0")
    vault.administrations.freeze(to_definition(shipped))
    assert vault.shelf.versions("week") == [shipped]

    with pytest.raises(WrongUseError, match="with other content"):
        vault.shelf.keep(ItemBank((replace(shipped, title="Mine"),)))
    vault.shelf.keep(ItemBank((shipped,)))
    assert vault.shelf.all() == ItemBank((shipped,))


def test_what_is_taken_off_the_shelf_leaves_its_answers(vault: OpenVault) -> None:
    vault.shelf.keep(OWN)
    begun = vault.administrations.begin(FIRST, started=vault.clock.now(), order=["close"])
    vault.shelf.remove("own")

    assert vault.reopened().shelf.all() == ItemBank(())
    assert vault.shelf.versions("own") == [FIRST]
    assert vault.administrations.last_open("own") == begun
    assert records(vault)[-1] == ("instrument", None)


def test_what_was_taken_off_comes_back_under_the_same_record(vault: OpenVault) -> None:
    vault.shelf.keep(OWN)
    vault.shelf.remove("own")
    vault.shelf.keep(OWN)

    assert vault.reopened().shelf.all() == OWN
    ((record_id,),) = vault.connection.run("SELECT id FROM own_instruments")
    assert [body is None for _, _, body in vault.history(record_id)] == [False, True, False]


@pytest.mark.parametrize("name", ["week", "own"])
def test_what_is_not_on_the_shelf_cannot_be_taken_off(vault: OpenVault, name: str) -> None:
    vault.shelf.keep(OWN)
    vault.shelf.remove("own")

    with pytest.raises(NotFoundError, match="No instrument that you brought has that name"):
        vault.shelf.remove(name)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE own_instruments SET body='{'",
        "UPDATE own_instruments SET body='[]'",
        """UPDATE own_instruments SET body='{"cards":[{"x":1}]}'""",
        "UPDATE definitions SET body='{}'",
        "DELETE FROM definitions",
    ],
)
def test_a_row_that_makes_no_sense_is_damage(vault: OpenVault, damage: str) -> None:
    vault.shelf.keep(OWN)
    vault.connection.run(damage)

    with pytest.raises(UnreadableVaultError, match=r"^The vault is damaged\.$"):
        vault.shelf.all()
