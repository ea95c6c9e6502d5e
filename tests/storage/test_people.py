"""The people of a vault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import id_number
from closeness_cli.core.person import Person
from closeness_cli.storage.people import show_person

if TYPE_CHECKING:
    from vaults import OpenVault


def test_there_is_nobody_in_a_new_vault(vault: OpenVault) -> None:
    assert vault.people.all() == []
    assert vault.people.find("Sam") is None


def test_people_are_listed_in_the_order_they_came(vault: OpenVault) -> None:
    sam, alex = vault.people.add("Sam"), vault.people.add("Alex")

    assert vault.reopened().people.all() == [sam, alex]
    assert sam == Person(sam.id, "Sam")
    assert sam.id != alex.id


@pytest.mark.parametrize("name", ["Zoé", "zoé", "ZOE\u0301"])
def test_a_person_is_found_by_name_in_any_case_and_spelling(vault: OpenVault, name: str) -> None:
    zoe = vault.people.add("Zoé")

    assert vault.people.find(name) == zoe


@pytest.mark.parametrize("name", ["Zoe", "Zo", "", "%", "_oé"])
def test_another_name_is_somebody_else(vault: OpenVault, name: str) -> None:
    vault.people.add("Zoé")

    assert vault.people.find(name) is None


def test_a_person_is_a_revision_too(vault: OpenVault) -> None:
    sam = vault.people.add("Sam")

    assert vault.history(sam.id) == [("person", 0, '{"name":"Sam"}')]


def test_a_later_name_takes_the_place_of_the_earlier_one(vault: OpenVault) -> None:
    sam = vault.people.add("Sam")
    with vault.connection.writing():
        show_person(vault.revisions, Person(sam.id, "Samira"))
        show_person(vault.revisions, Person(id_number(1), "Alex"))

    assert vault.people.all() == [Person(sam.id, "Samira"), Person(id_number(1), "Alex")]
