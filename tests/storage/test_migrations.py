"""The schema, step by step."""

from __future__ import annotations

import stat
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builders import (
    EVENING,
    CountingIds,
    a_list_item,
    a_response,
    a_text_item,
    an_entry,
    an_instrument,
    an_item,
)
from closeness_cli.core.answering.administration import Administration, Line
from closeness_cli.core.entry import EntryFilter
from closeness_cli.core.instruments.definition import definition_id, to_definition
from closeness_cli.core.moment import Moment
from closeness_cli.errors import StorageFailedError, UnreadableVaultError
from closeness_cli.storage.backups import unpacked
from closeness_cli.storage.migrations import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    STEPS,
    migrate,
    schema_version,
    table,
)
from closeness_cli.storage.private_files import make_private_file, make_private_folder
from closeness_cli.storage.vault import create_vault, open_vault
from vaults import KEYS, OpenVault

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from closeness_cli.storage.migrations import Step
    from closeness_cli.storage.paths import VaultPaths


def moods_as_numbers(db: Database) -> None:
    """A step that a later version might have."""
    table(db, "entries").add_column("energy", int)


def cut_off(db: Database) -> None:
    """A step that fails half-way."""
    table(db, "entries").add_column("half", int)
    db.execute("DELETE FROM people")
    raise RuntimeError("cut off")


def refused(db: Database) -> None:
    """A step that the database refuses half-way."""
    table(db, "entries").add_column("half", int)
    db.execute("INSERT INTO people(id, name) VALUES ('x', NULL)")


LATER: tuple[Step, ...] = (*STEPS, moods_as_numbers)
NEWER = len(LATER)

RELEASED = {
    (1, "plain"): "format-1-plain.db",
    (1, "encrypted"): "format-1-encrypted.db",
}
"""A vault of every released format, as that release wrote it."""


def columns(vault: OpenVault) -> list[str]:
    return [row[1] for row in vault.connection.run("PRAGMA table_info(entries)")]


def test_the_version_is_the_number_of_steps() -> None:
    assert len(STEPS) == SCHEMA_VERSION


def test_a_new_vault_says_its_version_and_program(vault: OpenVault) -> None:
    assert schema_version(vault.connection) == SCHEMA_VERSION
    assert vault.connection.value("PRAGMA user_version") == SCHEMA_VERSION
    assert vault.connection.value("PRAGMA application_id") == APPLICATION_ID


def test_migrating_again_changes_nothing(vault: OpenVault) -> None:
    schema = vault.connection.run("SELECT sql FROM sqlite_master")
    migrate(vault.connection)

    assert vault.connection.run("SELECT sql FROM sqlite_master") == schema


@pytest.mark.parametrize("number", range(1, len(LATER) + 1))
def test_after_every_step_one_can_write_and_search(
    paths: VaultPaths, key: bytes | None, number: int
) -> None:
    steps = LATER[:number]
    create_vault(paths, ids=CountingIds(), key=key, steps=steps)
    vault = OpenVault(paths, key, open_vault(paths, key, steps=steps))
    entry = an_entry("Walked home together.", entry_id=vault.ids.new(), tags=["stairs"])
    vault.entries.add(entry)

    assert [one.entry for one in vault.entries.search("home stairs", EntryFilter())] == [entry]
    vault.entries.delete(entry.id)
    assert vault.entries.search("home", EntryFilter()) == []
    vault.connection.close()


def test_a_vault_of_an_older_schema_is_brought_on_with_all_that_is_in_it(
    vault: OpenVault,
) -> None:
    entry = an_entry("Walked home together.", entry_id=vault.ids.new(), tags=["walk"])
    vault.entries.add(entry)
    begun = vault.administrations.begin(an_instrument(), started=vault.clock.now(), order=["close"])
    vault.administrations.answer(begun.id, a_response())
    vault.connection.close()

    vault = OpenVault(
        vault.paths, vault.key, open_vault(vault.paths, vault.key, steps=LATER), ids=vault.ids
    )

    assert columns(vault)[-1] == "energy"
    assert vault.connection.value("PRAGMA user_version") == NEWER
    assert list(vault.entries.newest(EntryFilter())) == [entry]
    assert [one.entry for one in vault.entries.search("home", EntryFilter())] == [entry]
    last = vault.administrations.last_open()
    assert last is not None
    assert last.responses == {"close": a_response()}
    vault.entries.add(an_entry("Talked.", entry_id=vault.ids.new()))
    assert len(vault.entries.search("talked", EntryFilter())) == 1
    vault.connection.close()


@pytest.fixture(params=RELEASED, ids=lambda one: f"format-{one[0]}-{one[1]}")
def released(request: pytest.FixtureRequest, paths: VaultPaths) -> tuple[VaultPaths, bytes | None]:
    """A vault that an earlier release left, and its key."""
    data = Path(__file__).parents[1] / "data" / RELEASED[request.param]
    make_private_folder(paths.folder)
    make_private_file(paths.database)
    paths.database.write_bytes(data.read_bytes())
    return paths, KEYS[request.param[1]]


def test_a_vault_of_an_earlier_release_opens_with_all_that_is_in_it(
    released: tuple[VaultPaths, bytes | None],
) -> None:
    paths, key = released
    asked = an_instrument(an_item("close"), a_text_item("words"), a_list_item("talks"), version="1")
    order = ("close", "words", "talks")

    vault = OpenVault(paths, key, open_vault(paths, key))

    assert vault.connection.value("PRAGMA user_version") == SCHEMA_VERSION
    (sam,) = vault.people.all()
    (walked,) = vault.entries.newest(EntryFilter())
    assert (sam.name, walked.text, walked.tags) == ("Sam", "Walked home together.", ("walk",))
    assert [one.entry for one in vault.entries.search("home", EntryFilter())] == [walked]
    assert [one.text for one in vault.entries.newest(EntryFilter(in_trash=True))] == ["Talked."]
    (done,) = vault.administrations.completed()
    assert done == Administration(
        id=done.id,
        instrument=asked,
        definition_id=definition_id(to_definition(asked)),
        started=EVENING,
        order=order,
        responses={
            "close": a_response("close", 4, milliseconds=1800),
            "words": a_response("words", None, position=2),
            "talks": a_response("talks", (Line("On the bus", 3), Line("By phone")), position=3),
        },
        completed_at=EVENING.at,
    )
    assert vault.connection.run("SELECT value FROM scores") == [(75.0,)]
    begun = vault.administrations.last_open(person_id=sam.id)
    assert begun is not None
    assert begun.responses == {"close": a_response("close", 5)}
    vault.connection.close()


def test_a_vault_of_an_earlier_release_is_backed_up_and_goes_on(
    released: tuple[VaultPaths, bytes | None],
) -> None:
    paths, key = released
    before = paths.database.read_bytes()
    vault = OpenVault(paths, key, open_vault(paths, key), ids=CountingIds(5000))

    (backup,) = paths.backups.iterdir()
    assert backup.name == "0001-before-migration.zip"
    assert (b"Walked home" in backup.read_bytes()) is (key is None) is (b"Walked home" in before)

    (sam,) = vault.people.all()
    (done,) = vault.administrations.completed()
    assert (done.guess_of, done.seed, done.early) == (None, None, False)
    begun = vault.administrations.last_open(person_id=sam.id)
    assert begun is not None
    vault.administrations.complete(begun, at=vault.clock.now().at)
    amended = vault.administrations.amend(done.id, a_response("close", 1))
    guess = vault.administrations.begin(
        done.instrument, started=Moment(EVENING.at, 0, "UTC"), order=done.order, guess_of=sam.id
    )
    vault.administrations.complete(guess, at=vault.clock.now().at)
    again = vault.reopened().administrations
    assert again.completed() == [amended]
    assert [one.id for one in again.guesses()] == [guess.id]
    vault.connection.close()


def test_before_a_migration_the_whole_vault_is_backed_up_under_its_key(
    vault: OpenVault,
) -> None:
    name = "Samira Lindqvist"  # too long to stand in random bytes by chance
    vault.people.add(name)
    vault.connection.close()
    open_vault(vault.paths, vault.key, steps=LATER).close()

    (backup,) = vault.paths.backups.iterdir()
    assert backup.name == "0001-before-migration.zip"
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(vault.paths.backups.stat().st_mode) == 0o700
    assert (name.encode() in backup.read_bytes()) is (vault.key is None)

    with unpacked(backup, vault.paths.folder) as (copy, _):
        copy.replace(vault.paths.database)
    old = vault.reopened()
    assert [one.name for one in old.people.all()] == [name]
    assert "energy" not in columns(old)


def test_without_a_migration_there_is_no_backup(vault: OpenVault) -> None:
    vault.reopened()

    assert not vault.paths.backups.exists()


@pytest.mark.parametrize(
    ("step", "error"), [(cut_off, RuntimeError), (refused, StorageFailedError)]
)
def test_a_step_that_fails_leaves_everything_as_it_was(
    vault: OpenVault, step: Callable[[Database], None], error: type[Exception]
) -> None:
    vault.people.add("Sam")
    before = columns(vault)
    vault.connection.close()

    with pytest.raises(error):
        open_vault(vault.paths, vault.key, steps=[*LATER, step])

    vault = vault.reopened()
    assert columns(vault) == before
    assert vault.connection.value("PRAGMA user_version") == SCHEMA_VERSION
    assert [one.name for one in vault.people.all()] == ["Sam"]


def test_a_migration_that_failed_can_be_tried_again(vault: OpenVault) -> None:
    vault.connection.close()
    with pytest.raises(RuntimeError):
        open_vault(vault.paths, vault.key, steps=[*STEPS, cut_off])

    vault.connection = open_vault(vault.paths, vault.key, steps=LATER)

    assert columns(vault)[-1] == "energy"


def test_a_vault_is_not_created_by_a_step_that_fails(paths: VaultPaths, key: bytes | None) -> None:
    with pytest.raises(RuntimeError):
        create_vault(paths, ids=CountingIds(), key=key, steps=[*STEPS, cut_off])

    assert list(paths.folder.iterdir()) == []


def test_a_backup_that_cannot_be_made_stops_the_migration(vault: OpenVault) -> None:
    vault.connection.close()
    vault.paths.backups.write_text("a file where the folder would be")

    with pytest.raises(StorageFailedError) as caught:
        open_vault(vault.paths, vault.key, steps=LATER)

    assert caught.value.sentence == "The vault's backup could not be made, so nothing was changed."
    assert vault.reopened().connection.value("PRAGMA user_version") == SCHEMA_VERSION


def test_a_vault_of_a_newer_version_is_refused_and_left_alone(vault: OpenVault) -> None:
    vault.connection.close()
    open_vault(vault.paths, vault.key, steps=LATER).close()
    before = vault.paths.database.read_bytes()

    with pytest.raises(UnreadableVaultError) as caught:
        open_vault(vault.paths, vault.key)

    assert caught.value.sentence == (
        f"A newer version made this vault (format {NEWER}; this one reads up to {SCHEMA_VERSION})."
    )
    assert caught.value.hint == "Update the program, then try again."
    assert vault.paths.database.read_bytes() == before


def test_a_file_without_a_schema_is_not_a_vault(paths: VaultPaths) -> None:
    create_vault(paths, ids=CountingIds(), steps=STEPS)
    connection = open_vault(paths)
    connection.run("PRAGMA application_id=7")

    with pytest.raises(UnreadableVaultError, match="another program"):
        schema_version(connection)
    connection.close()


def test_every_table_of_ours_is_strict_and_searchable_ones_have_seq_and_a_unique_id(
    vault: OpenVault,
) -> None:
    tables = {
        row[1]: row[5]
        for row in vault.connection.run("PRAGMA table_list")
        if row[2] != "view"
        and not row[1].startswith(("sqlite_", "_sqlite_", "entries_fts", "entries_trigrams"))
    }

    assert tables == dict.fromkeys(
        [
            "revisions", "entries", "entry_tags", "people", "definitions", "administrations",
            "responses", "scores", "meta", "safety_responses", "wordings", "own_instruments",
            "rituals", "observances", "drafts",
        ],
        1,
    )  # fmt: skip
    for name in set(tables) - {"entry_tags", "scores"}:
        first, second = vault.connection.run(f"PRAGMA table_info({name})")[:2]
        unique = {
            vault.connection.value(f"SELECT name FROM pragma_index_info('{row[1]}')")
            for row in vault.connection.run(f"PRAGMA index_list({name})")
            if row[2]
        }
        assert (first[1], first[2], first[5]) == ("seq", "INTEGER", 1)
        assert (second[1], second[2], second[3]) == ("id", "TEXT", 1)
        assert "id" in unique


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("entries", "mood"),
        ("responses", "position"),
        ("scores", "value"),
        ("administrations", "seed"),
        ("safety_responses", "position"),
    ],
)
def test_a_strict_table_refuses_a_value_of_another_kind(
    vault: OpenVault, name: str, column: str
) -> None:
    ids = count()
    columns_ = [row for row in vault.connection.run(f"PRAGMA table_info({name})") if not row[5]]
    names = ", ".join(row[1] for row in columns_)
    values = [
        "words" if row[1] == column else next(ids) if row[2] == "INTEGER" else f"{next(ids)}"
        for row in columns_
    ]
    marks = ", ".join("?" * len(values))

    with pytest.raises(StorageFailedError, match="IntegrityError"):
        vault.connection.run(f"INSERT INTO {name}({names}) VALUES ({marks})", values)


@pytest.mark.parametrize("index", ["entries_fts", "entries_trigrams"])
def test_words_that_were_deleted_do_not_stay_in_a_search_index(
    vault: OpenVault, index: str
) -> None:
    found = vault.connection.run(f"SELECT v FROM {index}_config WHERE k='secure-delete'")

    assert [row[0] for row in found] == [1]


@pytest.mark.parametrize("change", ["text='別の話だけ。'", "text='Something else.'", None])
def test_no_byte_of_a_deleted_word_is_left_in_the_file(
    paths: VaultPaths, change: str | None
) -> None:
    create_vault(paths, ids=CountingIds())
    vault = OpenVault(paths, None, open_vault(paths))
    for text in ("昨日は鯨鯉鮎を見た。", "今日は散歩した。"):
        vault.entries.add(an_entry(text, entry_id=vault.ids.new()))
    vault.reopened().connection.close()
    assert "鯨鯉鮎".encode() in paths.database.read_bytes()

    vault.connection = open_vault(paths)
    vault.connection.run("DELETE FROM revisions")
    vault.connection.run(
        f"UPDATE entries SET {change} WHERE seq=1" if change else "DELETE FROM entries WHERE seq=1"
    )
    assert trigrams(vault) & {"鯨鯉鮎", "昨日は"} == set()
    assert {"散歩し", "今日は"} <= trigrams(vault)
    vault.connection.close()

    left = paths.database.read_bytes()
    assert ["鯨".encode() in left, "鯉鮎".encode() in left] == [False, False]


def trigrams(vault: OpenVault) -> set[str]:
    """Give all that the second index knows, and see that it agrees with the entries."""
    vault.connection.run(
        "INSERT INTO entries_trigrams(entries_trigrams, rank) VALUES('integrity-check', 1)"
    )
    vault.connection.run(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.known USING"
        " fts5vocab('main', 'entries_trigrams', 'row')"
    )
    return {row[0] for row in vault.connection.run("SELECT term FROM temp.known")}


def test_only_entries_in_scripts_without_blanks_are_in_the_second_index(vault: OpenVault) -> None:
    written = an_entry("Walked home — “late”, Zoé’s idea 💔.", entry_id=vault.ids.new())
    vault.entries.add(written)
    assert trigrams(vault) == set()

    vault.entries.change(written._replace(tags=("公園前",)))
    assert "公園前" in trigrams(vault)
    vault.entries.delete(written.id)
    vault.entries.restore(written.id)
    assert "公園前" in trigrams(vault)
    vault.entries.change(written)
    assert trigrams(vault) == set()


def test_what_was_written_before_there_was_a_second_index_is_in_it(
    paths: VaultPaths, key: bytes | None
) -> None:
    create_vault(paths, ids=CountingIds(), key=key, steps=STEPS[:2])
    vault = OpenVault(paths, key, open_vault(paths, key, steps=STEPS[:2]))
    there = [
        an_entry(text, entry_id=vault.ids.new()) for text in ("今日は公園を散歩した。", "Talked.")
    ]
    for entry in there:
        vault.entries.add(entry)

    vault.reopened()

    assert [backup.name for backup in paths.backups.iterdir()] == ["0001-before-migration.zip"]
    assert [one.entry for one in vault.entries.search("公園を", EntryFilter())] == there[:1]
    assert "公園を" in trigrams(vault)
    vault.entries.change(there[0]._replace(text="Nothing."))
    assert trigrams(vault) == set()
    vault.connection.close()
