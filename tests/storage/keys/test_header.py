"""The header of an encrypted vault."""

from __future__ import annotations

import json
from typing import Any

import pytest

from closeness_cli.errors import UnreadableVaultError, WrongUseError
from closeness_cli.storage.keys import header as headers
from closeness_cli.storage.keys.header import (
    Header,
    header_as_text,
    header_from_text,
    keyring_slot,
    make_header,
    slots_used,
    unlock,
    unlock_with_secret,
    with_another,
    with_changed,
    with_secret,
    without_secret,
)
from closeness_cli.storage.keys.kdf import derive, least

KEY = bytes(range(32))
VAULT = "01KA1ZFCW00000000000000000"


@pytest.fixture(scope="module")
def header() -> Header:
    return make_header(VAULT, KEY, "walk home", least())


def again(header: Header) -> Header:
    return header_from_text(header_as_text(header).encode())


def test_its_passphrase_gives_the_key_and_no_other_does(header: Header) -> None:
    found = unlock(again(header), "walk home")

    assert found is not None
    assert found.data_key == KEY
    assert unlock(header, "walk hom") is None


def test_it_does_not_tell_what_it_wraps_or_how_often(header: Header) -> None:
    two = with_another(header, KEY, "another")
    texts = [header_as_text(one) for one in (header, two)]

    assert len({len(text) for text in texts}) == 1
    for one in (header, two):
        assert {len(slot) for slot in one.slots} == {92}
        assert len(set(one.slots)) == 8
        assert not any(KEY in slot or slot[-40:] == bytes(40) for slot in one.slots)
    assert len(texts[0]) < 2000


def test_another_passphrase_opens_it_too(header: Header) -> None:
    two = again(with_another(header, KEY, "another"))

    assert [unlock(two, one) is not None for one in ("walk home", "another")] == [True, True]
    assert len(slots_used(two, KEY)) == 2


def test_one_that_opens_it_is_not_added_again(header: Header) -> None:
    with pytest.raises(WrongUseError, match="opens this vault already"):
        with_another(header, KEY, "\uff57alk home")


def test_the_only_passphrase_is_changed_with_a_new_salt(header: Header) -> None:
    unlocked = unlock(header, "walk home")
    assert unlocked is not None
    changed = with_changed(header, unlocked, "new", least())

    assert unlock(changed, "walk home") is None
    assert unlock(changed, "new") == (KEY, next(iter(slots_used(changed, KEY))))
    assert changed.kdf.salt != header.kdf.salt
    assert not set(changed.slots) & set(header.slots)


def test_one_of_two_is_changed_and_the_other_stays(header: Header) -> None:
    two = with_another(header, KEY, "another")
    unlocked = unlock(two, "walk home")
    assert unlocked is not None
    changed = again(with_changed(two, unlocked, "new", least()))

    assert unlock(changed, "walk home") is None
    assert unlock(changed, "another") is not None
    assert unlock(changed, "new") is not None


def test_there_is_room_for_eight(header: Header) -> None:
    full = header
    for number in range(6):
        full = with_another(full, KEY, str(number))
    full = with_secret(full, KEY, bytes(32))

    assert slots_used(full, KEY) == set(range(8))
    assert unlock_with_secret(with_secret(full, KEY, b"s" * 32), b"s" * 32) is not None
    with pytest.raises(WrongUseError, match="no more fit"):
        with_another(full, KEY, "one too many")


def test_a_secret_opens_only_its_own_kind_of_slot(header: Header) -> None:
    both = again(with_secret(header, KEY, b"s" * 32))
    found = unlock_with_secret(both, b"s" * 32)

    assert both.has_keyring
    assert found is not None
    assert found.data_key == KEY
    assert unlock_with_secret(both, derive("walk home", both.kdf)) is None
    assert unlock_with_secret(without_secret(both, KEY), b"s" * 32) is None


def test_another_secret_takes_the_place_of_the_first(header: Header) -> None:
    one = again(with_secret(header, KEY, b"s" * 32))
    two = again(with_secret(one, KEY, b"t" * 32))

    assert unlock_with_secret(two, b"s" * 32) is None
    assert unlock_with_secret(two, b"t" * 32) == (KEY, keyring_slot(two, KEY))
    assert len(slots_used(two, KEY)) == 2
    assert unlock(two, "walk home") is not None


def test_without_its_secret_the_keyring_leaves_nothing(header: Header) -> None:
    none = again(without_secret(again(with_secret(header, KEY, b"s" * 32)), KEY))

    assert unlock_with_secret(none, b"s" * 32) is None
    assert (none.keyring, slots_used(none, KEY)) == (b"", slots_used(header, KEY))
    assert without_secret(header, KEY) == header


def test_a_mark_fits_one_slot_as_it_is_and_no_other(header: Header) -> None:
    one = with_secret(header, KEY, b"s" * 32)
    at = keyring_slot(one, KEY)
    assert at in slots_used(one, KEY) - slots_used(header, KEY)

    assert keyring_slot(one, bytes(32)) is None
    assert keyring_slot(one._replace(slots=header.slots), KEY) is None
    made_up = header._replace(keyring=bytes(32))
    assert keyring_slot(again(made_up), KEY) is None
    assert without_secret(made_up, KEY) == header


@pytest.mark.parametrize("mark", [True, None, 1, "x", "AA==", ["AA=="]])
def test_what_is_no_mark_is_refused(header: Header, mark: object) -> None:
    said = json.loads(header_as_text(header))
    with pytest.raises(UnreadableVaultError):
        header_from_text(json.dumps({**said, "keyring": mark}).encode())


@pytest.mark.parametrize(
    "change",
    [
        {"vault_id": "01KA1ZFCW00000000000000001"},
        {"kdf": {"t": 3}},
        {"kdf": {"m_kib": 19457}},
    ],
)
def test_what_stands_beside_the_slots_is_vouched_for(
    header: Header, change: dict[str, Any]
) -> None:
    said = json.loads(header_as_text(header))
    for name, value in change.items():
        said[name] = {**said[name], **value} if isinstance(value, dict) else value

    assert unlock(header_from_text(json.dumps(said).encode()), "walk home") is None


def test_slots_in_use_are_told_to_the_data_key_alone(header: Header) -> None:
    with pytest.raises(UnreadableVaultError):
        slots_used(header, bytes(32))


SAID = json.loads(header_as_text(make_header(VAULT, KEY, "a", least())))


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 20000,
        b" " * 70000,
        *(
            json.dumps(said).encode()
            for said in (
                {**SAID, "format": "other"},
                {**SAID, "version": 0},
                {**SAID, "version": "1"},
                {**SAID, "vault_id": 5},
                {**SAID, "vault_id": ""},
                {**SAID, "vault_id": "\ud800"},
                {**SAID, "vault_id": "x" * 100},
                {**SAID, "slots": SAID["slots"][1:]},
                {**SAID, "slots": [*SAID["slots"][1:], "AAAA"]},
                {**SAID, "slots": [*SAID["slots"][1:], "!"]},
                {**SAID, "slots": 8},
                {**SAID, "used": ""},
                {**SAID, "kdf": {**SAID["kdf"], "name": "scrypt"}},
                {**SAID, "kdf": {**SAID["kdf"], "t": True}},
                {**SAID, "kdf": {**SAID["kdf"], "t": 2.5}},
                {**SAID, "kdf": {**SAID["kdf"], "m_kib": 10**30}},
                {**SAID, "kdf": {**SAID["kdf"], "m_kib": 1}},
                {**SAID, "kdf": {**SAID["kdf"], "salt": "AAAA"}},
                {**SAID, "kdf": []},
            )
        ),
    ],
)
def test_a_damaged_one_is_refused(text: bytes) -> None:
    with pytest.raises(UnreadableVaultError) as refused:
        header_from_text(text)

    assert "closeness vault recover" in refused.value.hint


def test_a_newer_one_is_told_from_a_damaged_one() -> None:
    with pytest.raises(UnreadableVaultError, match="newer version"):
        header_from_text(json.dumps({**SAID, "version": 2}).encode())


def test_a_flipped_bit_in_the_slot_in_use_locks_and_does_not_crash(header: Header) -> None:
    unlocked = unlock(header, "walk home")
    assert unlocked is not None
    slots = list(header.slots)
    slots[unlocked.slot] = bytes([slots[unlocked.slot][0] ^ 1]) + slots[unlocked.slot][1:]

    assert unlock(header._replace(slots=tuple(slots)), "walk home") is None


def test_a_data_key_is_new_each_time() -> None:
    assert len({headers.new_data_key() for _ in range(20)}) == 20
