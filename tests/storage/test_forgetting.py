"""Removing for good, shown by the raw bytes of everything in the vault's folder."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import (
    CountingIds,
    a_dimension,
    a_moment,
    a_response,
    an_entry,
    an_instrument,
    an_item,
    id_number,
)
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import EntryFilter, EntryKind
from closeness_cli.core.rituals import Done, Observance, Ritual
from closeness_cli.errors import NotFoundError, StorageFailedError, WrongUseError
from closeness_cli.storage.backups import Reason, automatic_backups, keep_backup
from closeness_cli.storage.drafts import DraftStore
from closeness_cli.storage.entry_history import EntryHistory
from closeness_cli.storage.forgetting import Doomed, Forgetting
from closeness_cli.storage.notices import Notices
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import create_vault, open_vault
from programs import outcome, python
from vaults import OpenVault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

SECRET = "Kingfisher"
"""A word that stands nowhere else; as typed, folded, and in the index of words."""

FORMS = (b"Kingfisher", b"kingfisher", b"ingfisher", "カワセミが飛ぶ".encode(), "カワセ".encode())


def everything(folder: Path) -> dict[str, bytes]:
    """Read every file of a vault's folder."""
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in sorted(folder.rglob("*"))
        if one.is_file()
    }


def where_found(folder: Path, wanted: Iterable[bytes]) -> set[tuple[str, bytes]]:
    """Say in which files which of these bytes lie."""
    return {
        (name, one) for name, data in everything(folder).items() for one in wanted if one in data
    }


def write_secret(vault: OpenVault) -> str:
    """Keep an entry that was changed, deleted and drafted; give its id."""
    entry = an_entry(
        f"{SECRET} by the river, カワセミが飛ぶ #kingfisher",
        entry_id=id_number(70),
        tags=["kingfisher"],
    )
    vault.entries.add(entry)
    vault.entries.change(entry._replace(text=f"We saw a {SECRET}. " + "Long. " * 3000))
    vault.entries.delete(entry.id)
    vault.entries.restore(entry.id)
    draft = Draft(id=id_number(71), text=f"{SECRET}!", moment=entry.moment, entry_id=entry.id)
    DraftStore(vault.connection).keep(draft)
    Notices(vault.connection).first_time("told_alike_tags:kingfisher kingfishers")
    return entry.id


def forget(vault: OpenVault, doomed: Doomed) -> int:
    forgetting = Forgetting(vault.connection)
    forgetting.remove(doomed)
    return forgetting.finish(vault.paths)


class TestRawBytes:
    def test_the_test_can_see_what_is_there(self, vault: OpenVault) -> None:
        write_secret(vault)
        found = where_found(vault.paths.folder, FORMS)
        assert bool(found) == (vault.key is None)
        if vault.key is None:
            assert {one for _, one in found} == set(FORMS)

    def test_nothing_of_it_is_left_in_any_file(self, vault: OpenVault) -> None:
        vault.entries.add(an_entry("We walked #walk", entry_id=id_number(60), tags=["walk"]))
        keep_backup(vault.connection, vault.paths, Reason.ASKED)
        entry_id = write_secret(vault)
        for reason in (Reason.WEEKLY, Reason.RESTORE, Reason.MIGRATION):
            keep_backup(vault.connection, vault.paths, reason)
        (vault.paths.backups / "before-format-4-from-3.db").write_bytes(b"old Kingfisher")
        (vault.paths.folder / ".0123456789abcdef.partial").write_bytes(b"cut off Kingfisher")

        n_backups = forget(vault, Forgetting(vault.connection).by_id(entry_id[:20] + entry_id[20:]))

        assert n_backups == 5
        assert where_found(vault.paths.folder, FORMS) == set()
        assert [one.reason for one in automatic_backups(vault.paths)] == ["after-forget"]
        left = [entry.text for entry in vault.reopened().entries.newest(EntryFilter())]
        assert left == ["We walked #walk"]
        assert where_found(vault.paths.folder, [entry_id.encode()]) == set()

    def test_decrypted_the_vault_holds_nothing_of_it_either(self, vault: OpenVault) -> None:
        entry_id = write_secret(vault)
        forget(vault, Doomed(entries=(entry_id,), drafts=(id_number(71),)))
        for (table,) in vault.connection.run(
            "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'entries_%fts'"
        ):
            rows = repr(vault.connection.run(f"SELECT * FROM {table}"))
            assert "ingfisher" not in rows, table
            assert entry_id not in rows, table

    def test_the_search_index_is_whole_and_works_on(self, vault: OpenVault) -> None:
        vault.entries.add(an_entry("We walked home", entry_id=id_number(60)))
        forget(vault, Doomed(entries=(write_secret(vault),)))
        vault.entries.add(an_entry("カワセミ walked", entry_id=id_number(61)))
        for table in ("entries_fts", "entries_trigrams"):
            vault.connection.run(f"INSERT INTO {table}({table}) VALUES('integrity-check')")
        assert len(vault.entries.search("walked", EntryFilter())) == 2
        assert len(vault.entries.search("カワセミ", EntryFilter())) == 1
        assert vault.entries.search(SECRET, EntryFilter()) == []

    def test_an_answer_leaves_no_trace_and_neither_does_a_private_one(
        self, vault: OpenVault
    ) -> None:
        instrument = an_instrument(
            an_item("close"),
            replace(an_item("safe"), safety=True),
            dimensions=[a_dimension(items=["close"])],
        )
        begun = vault.administrations.begin(
            instrument, started=vault.clock.now(), order=["close", "safe"]
        )
        vault.administrations.answer(begun.id, a_response("close", 3, label=SECRET))
        vault.safety.keep(begun.id, a_response("safe", 2, label=SECRET))
        vault.administrations.complete(begun, at=vault.clock.now().at)

        forget(vault, Forgetting(vault.connection).by_id(begun.id))

        assert where_found(vault.paths.folder, [b"Kingfisher", begun.id.encode()]) == set()
        kinds = {row[0] for row in vault.connection.run("SELECT record_type FROM revisions")}
        assert kinds == {"definition"}
        assert vault.connection.value("SELECT count(*) FROM scores") == 0

    @settings(
        max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
    )
    @given(data=st.data())
    def test_among_many_only_what_was_forgotten_is_gone(
        self, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        paths = VaultPaths(tmp_path_factory.mktemp("many") / "vault")
        create_vault(paths, ids=CountingIds())
        sizes = data.draw(st.lists(st.integers(1, 400), min_size=3, max_size=25))
        gone = data.draw(st.sets(st.integers(0, len(sizes) - 1), min_size=1))
        with closing(open_vault(paths)) as connection:
            vault = OpenVault(paths, None, connection)
            for at, size in enumerate(sizes):
                words = " ".join(f"w{at:02}q{one:03}x" for one in range(size))
                vault.entries.add(
                    an_entry(words, entry_id=id_number(1000 + at), tags=[f"tag{at:02}x"])
                )
            forget(vault, Doomed(entries=tuple(id_number(1000 + at) for at in gone)))

        found = everything(paths.folder)["vault.db"]
        for at, size in enumerate(sizes):
            is_there = at not in gone
            assert (f"w{at:02}q000x".encode() in found) == is_there
            assert (f"q{size - 1:03}x".encode() in found) == any(
                sizes[other] >= size for other in range(len(sizes)) if other not in gone
            )
            assert (f"tag{at:02}x".encode() in found) == is_there


class TestWhatIsFound:
    def test_the_beginning_of_an_id_is_enough_also_in_the_trash(self, vault: OpenVault) -> None:
        entry_id = write_secret(vault)
        vault.entries.delete(entry_id)
        assert Forgetting(vault.connection).by_id(entry_id.lower()).entries == (entry_id,)

    def test_drafts_of_its_changes_go_with_it(self, vault: OpenVault) -> None:
        entry_id = write_secret(vault)
        assert Forgetting(vault.connection).by_id(entry_id).drafts == (id_number(71),)

    @pytest.mark.parametrize("beginning", ["", "no id", "01KA1ZFCW0ZZZZ", "Ü"])
    def test_an_id_that_is_nobodys_is_refused(self, vault: OpenVault, beginning: str) -> None:
        with pytest.raises(NotFoundError):
            Forgetting(vault.connection).by_id(beginning)

    def test_two_that_begin_alike_are_refused(self, vault: OpenVault) -> None:
        write_secret(vault)
        vault.entries.add(an_entry(entry_id=id_number(60)))
        begun = vault.administrations.begin(an_instrument(), started=vault.clock.now(), order=[])
        with pytest.raises(WrongUseError) as told:
            Forgetting(vault.connection).by_id(id_number(60)[:10])
        assert told.value.hint == (
            f"Give more of one: {id_number(70)} (an entry), {id_number(60)} (an entry),"
            f" {begun.id} (a set of answers)."
        )

    def test_of_many_that_begin_alike_some_are_named(self, vault: OpenVault) -> None:
        for number in range(60, 67):
            vault.entries.add(an_entry(entry_id=id_number(number)))
        with pytest.raises(WrongUseError) as told:
            Forgetting(vault.connection).by_id(id_number(60)[:10])
        assert told.value.hint.count("(an entry)") == 5
        assert told.value.hint.endswith(f"{id_number(62)} (an entry) and others.")

    def test_what_is_about_to_go_is_known_by_its_beginning_and_never_by_an_answer(
        self, vault: OpenVault
    ) -> None:
        for number, day, text in ((60, 10, "Early."), (61, 12, ""), (62, 11, "x" * 5000)):
            moment = a_moment(f"2025-11-{day}T00:30:00+01:00")
            vault.entries.add(an_entry(text, entry_id=id_number(number), moment=moment))
        instrument = an_instrument(an_item("close"))
        begun = vault.administrations.begin(
            instrument, started=a_moment("2025-11-13T09:00:00+01:00"), order=["close"]
        )
        vault.administrations.answer(begun.id, a_response("close", 3, label=SECRET))
        forgetting = Forgetting(vault.connection)
        doomed = Doomed(tuple(id_number(one) for one in (60, 61, 62)), (begun.id,))

        assert forgetting.beginnings(doomed, 3) == [
            (date(2025, 11, 13), instrument.title, True),
            (date(2025, 11, 12), "note", False),
            (date(2025, 11, 11), "x" * 400, False),
        ]
        assert forgetting.first_day(doomed) == date(2025, 11, 10)

    def test_before_a_day_is_by_the_local_day_and_leaves_the_day_itself(
        self, vault: OpenVault
    ) -> None:
        late = a_moment("2025-11-13T23:59:00+01:00")  # in UTC the same day
        early = a_moment("2025-11-14T00:30:00+01:00")  # in UTC still the day before
        for number, moment in ((60, late), (61, early)):
            vault.entries.add(an_entry(entry_id=id_number(number), moment=moment))
            DraftStore(vault.connection).keep(Draft(id_number(number + 100), "x", moment))
        ritual = Ritual(id=vault.rituals.new_id(), name="Tea")
        vault.rituals.add(ritual)
        for number, moment in ((80, late), (81, early)):
            vault.rituals.observe(Observance(id_number(number), ritual.id, moment, Done.DONE))

        found = Forgetting(vault.connection).before(date(2025, 11, 14), person_id=None)

        assert found == Doomed((id_number(60),), (), (id_number(80),), (id_number(160),))
        forget(vault, found)
        assert [one.id for one in vault.rituals.observed()] == [id_number(81)]

    def test_a_tag_is_one_however_it_is_written_and_another_persons_stays(
        self, vault: OpenVault
    ) -> None:
        sam = vault.people.add("Sam")
        for number, person, tag in ((60, None, "Walk"), (61, sam.id, "walk"), (62, None, "walks")):
            vault.entries.add(an_entry(entry_id=id_number(number), person_id=person, tags=[tag]))
        forgetting = Forgetting(vault.connection)
        assert forgetting.tagged("WALK", person_id=None).entries == (id_number(60),)
        assert forgetting.tagged("walk", person_id=sam.id).entries == (id_number(61),)


class TestAroundIt:
    def test_a_notice_of_tags_that_are_still_there_stays(self, vault: OpenVault) -> None:
        notices = Notices(vault.connection)
        for number, tag in ((60, "walk"), (61, "walks")):
            vault.entries.add(an_entry(entry_id=id_number(number), tags=[tag]))
        notices.first_time("told_alike_tags:walk walks")
        forget(vault, Doomed(entries=(write_secret(vault),)))
        assert notices.is_known("told_alike_tags:walk walks")
        assert not notices.is_known("told_alike_tags:kingfisher kingfishers")

    def test_undo_goes_on_with_what_is_left_of_a_change(self, vault: OpenVault) -> None:
        history = EntryHistory(vault.revisions)
        kept = [an_entry(entry_id=id_number(number), tags=["walk"]) for number in range(60, 64)]
        for entry in kept:
            vault.entries.add(entry)
        history.retag(["walk"], "stroll")
        forget(vault, Doomed(entries=(kept[0].id, kept[3].id)))

        [change] = [history.last_change()]
        assert change is not None
        assert change.n_entries == 2
        history.take_back(change.id)
        assert {one.tags for one in vault.entries.newest(EntryFilter())} == {("walk",)}
        again = history.last_change()
        assert again is not None
        assert again.n_entries == 1  # the writing of the last one, not what was taken back

    def test_what_was_taken_back_stays_taken_back(self, vault: OpenVault) -> None:
        history = EntryHistory(vault.revisions)
        kept = [an_entry(entry_id=id_number(number)) for number in range(60, 63)]
        for entry in kept:
            vault.entries.add(entry)
        history.delete(kept)
        change = history.last_change()
        assert change is not None
        history.take_back(change.id)
        forget(vault, Doomed(entries=(kept[2].id,)))

        again = history.last_change()
        assert again is not None
        assert again.n_entries == 1
        assert history.take_back(again.id)[0].now.id == kept[1].id

    def test_a_forgotten_conflict_leaves_its_repair_readable(self, vault: OpenVault) -> None:
        conflict = an_entry(entry_id=id_number(60), kind=EntryKind.CONFLICT)
        repair = an_entry(
            entry_id=id_number(61), kind=EntryKind.REPAIR, fields={"repairs": conflict.id}
        )
        vault.entries.add(conflict)
        vault.entries.add(repair)
        forget(vault, Doomed(entries=(conflict.id,)))
        assert vault.entries.conflicts(EntryFilter()) == []
        assert vault.entries.find(repair.id).fields == {"repairs": conflict.id}

    def test_without_backups_none_is_made(self, vault: OpenVault) -> None:
        assert forget(vault, Doomed(entries=(write_secret(vault),))) == 0
        assert not vault.paths.backups.exists()


class TestUnfinished:
    def test_another_reader_holds_the_log_and_it_is_said(self, vault: OpenVault) -> None:
        entry_id = write_secret(vault)
        with closing(open_vault(vault.paths, vault.key)) as other:
            rows = other.stream("SELECT body FROM revisions")
            next(rows)
            vault.connection.run("PRAGMA busy_timeout=50")
            forgetting = Forgetting(vault.connection)
            forgetting.remove(Doomed(entries=(entry_id,)))
            with pytest.raises(StorageFailedError, match="another process has it open"):
                forgetting.finish(vault.paths)
            assert forgetting.is_unfinished
            del rows
        forgetting.finish(vault.paths)
        assert not forgetting.is_unfinished
        assert where_found(vault.paths.folder, [b"We saw a Kingfisher"]) == set()

    def test_where_the_disk_takes_no_more_the_traces_stay_until_the_next_time(
        self, vault: OpenVault
    ) -> None:
        entry_id = write_secret(vault)
        vault.connection.close()
        program = python(
            """
            import resource, sys
            from pathlib import Path
            from closeness_cli.errors import StorageFailedError
            from closeness_cli.storage.forgetting import Forgetting
            from closeness_cli.storage.paths import VaultPaths
            from closeness_cli.storage.vault import open_vault

            paths = VaultPaths(Path(sys.argv[1]))
            forgetting = Forgetting(open_vault(paths, bytes.fromhex(sys.argv[2]) or None))
            forgetting.remove(forgetting.by_id(sys.argv[3]))
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
            try:
                forgetting.finish(paths)
            except StorageFailedError as error:
                print(error.sentence, error.hint, sep="\\n")
            """,
            vault.paths.folder,
            vault.key_hex,
            entry_id,
        )
        assert outcome(program) == (
            "It is gone from the vault, but its files still hold traces of it, since the disk"
            " failed.\nMake room, or see whether the disk is in order. Then finish it:  closeness"
            " vault forget\n"
        )
        forgetting = Forgetting(vault.reopened().connection)
        assert forgetting.is_unfinished
        forgetting.finish(vault.paths)
        assert where_found(vault.paths.folder, [b"We saw a Kingfisher"]) == set()

    def test_where_no_backup_can_be_made_the_old_ones_stay_and_it_is_said(
        self, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise StorageFailedError("No.", "Make room.")

        entry_id = write_secret(vault)
        kept = keep_backup(vault.connection, vault.paths, Reason.WEEKLY)
        forgetting = Forgetting(vault.connection)
        forgetting.remove(Doomed(entries=(entry_id,)))
        with monkeypatch.context() as patch:
            patch.setattr("closeness_cli.storage.backups.keep_backup", full)
            with pytest.raises(StorageFailedError, match="not from its backups") as told:
                forgetting.finish(vault.paths)
        assert told.value.hint == "Make room. Then finish it:  closeness vault forget"
        assert kept.exists()
        assert forgetting.finish(vault.paths) == 1
        assert not kept.exists()

    def test_all_of_it_or_none(self, vault: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        entry_id = write_secret(vault)
        monkeypatch.setattr("closeness_cli.storage.forgetting.forget_alike_tags", interrupt)
        forgetting = Forgetting(vault.connection)
        with pytest.raises(KeyboardInterrupt):
            forgetting.remove(Doomed(entries=(entry_id,)))
        assert len(vault.history(entry_id)) == 4
        assert not forgetting.is_unfinished
        assert json.dumps(vault.entries.find(entry_id).text)
