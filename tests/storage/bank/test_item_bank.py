"""The item bank: every fault with its place, hostile files, and the cache."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from closeness_cli.core.instruments.instrument import (
    Ideal,
    Item,
    ItemKind,
    ResponseScale,
    ScaleKind,
    ScoreOp,
)
from closeness_cli.errors import BadInputError, NotFoundError, StorageFailedError
from closeness_cli.storage.bank.item_bank import (
    MOST_FAULTS,
    SHIPPED,
    cached_bank,
    load_bank,
    parse_bank,
    shipped_bank_path,
)
from closeness_cli.storage.bank.yaml_tree import DEEPEST, LARGEST_FILE, MOST_NODES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from closeness_cli.core.instruments.item_bank import ItemBank

SMALL = """\
schema: closeness.items/1
scales:
  agree:
    kind: ordinal
    min: 1
    max: 3
    labels: {1: no, 2: 12:30, 3: yes}
  other: {kind: bipolar, min: -1, max: 1, labels: {-1: down, 1: up}}
instruments:
- id: small
  version: 1.0.0
  title: Small
  intro: Four things.
  source: ours
  licence: MIT
  says_not: Much.
  minutes: 1
  cadence: {suggest_days: 7, min_days: 6, recall_days: 7}
  items:
  - id: near
    scale: agree
    text: We felt near.
    reverse_scored: true
  - id: room
    scale: agree
    text: I had room.
    ideal: {value: 2}
  - id: talks
    kind: list
    scale: other
    text: Which talks?
    rating: How was it?
    most: 3
  - id: story
    kind: text
    text: What happened?
    journal_as: conflict
  dimensions:
  - {id: nearness, title: Near, op: mean, items: [near]}
  - {id: room, title: Room, op: ideal, items: [room]}
cards:
- {id: one, dimension: nearness, text: "What was near?"}
"""

ESCAPE = "\x1b"

UNREADABLE = "not readable as YAML:"


def changed(old: str, new: str) -> bytes:
    assert SMALL.count(old) == 1
    return SMALL.replace(old, new).encode()


def fault_cases() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    text = Path(__file__).with_name("item_bank_faults.txt").read_text("utf-8")
    for block in text.split("\n\n")[1:]:
        replace, by, *lines = block.strip().split("\n")
        yield (
            json.loads(replace.removeprefix("replace ")),
            json.loads(by.removeprefix("by ")),
            tuple(lines),
        )


CASES = list(fault_cases())


def faults_in(content: bytes, file_name: str, *, fast: bool = True) -> tuple[str, ...]:
    """Give every fault of an item bank, one line each; none when it can be used."""
    try:
        parse_bank(content, file_name, fast=fast)
    except BadInputError as error:
        return error.faults
    return ()


@pytest.fixture(scope="module")
def shipped() -> ItemBank:
    return load_bank(shipped_bank_path())


@pytest.mark.parametrize(("old", "new", "lines"), CASES, ids=[one[2][0] for one in CASES])
@pytest.mark.parametrize("fast", [True, False], ids=["C", "pure"])
def test_each_fault_is_one_line_with_its_place(
    old: str, new: str, lines: tuple[str, ...], *, fast: bool
) -> None:
    assert faults_in(changed(old, new), "bank.yaml", fast=fast) == lines


def test_a_small_bank_is_read_whole() -> None:
    agree = ResponseScale(ScaleKind.ORDINAL, 1, 3, {1: "no", 2: "12:30", 3: "yes"})
    bank = parse_bank(SMALL.encode(), "bank.yaml")
    small = bank.instruments[0]
    assert small.items[:2] == (
        Item("near", ItemKind.SCALE, "We felt near.", scale=agree, reverse_scored=True),
        Item("room", ItemKind.SCALE, "I had room.", scale=agree, ideal=Ideal(value=2)),
    )
    assert small.items[2].most == 3
    assert small.items[3].journal_as == "conflict"
    assert [one.op for one in small.dimensions] == [ScoreOp.MEAN, ScoreOp.IDEAL]
    assert [one.text for one in bank.cards] == ["What was near?"]


def test_words_that_yaml_makes_something_else_of_stay_text() -> None:
    labels = "{1: yes, 2: 1e3, 3: .nan}"
    content = changed("{1: no, 2: 12:30, 3: yes}", labels)
    scale = parse_bank(content, "bank.yaml").instruments[0].items[0].scale
    assert scale is not None
    assert scale.labels == {1: "yes", 2: "1e3", 3: ".nan"}


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes(changed("2: 12:30", "2: ''").replace(b"minutes: 1", b"minuts: 1"))
    with pytest.raises(BadInputError) as caught:
        load_bank(path)
    error = caught.value
    assert error.sentence == "The item bank has 3 faults; nothing of it was taken."
    assert error.hint == "docs/item-bank.md lists the fields."
    assert error.faults == (
        f"{path}:7:24: scales.agree.labels.2: is empty",
        f"{path}:10:3: instruments[0]: field 'minutes' is missing",
        f"{path}:17:3: instruments[0]: unknown field 'minuts' (did you mean 'minutes'?)",
    )


def test_one_fault_is_not_called_faults() -> None:
    with pytest.raises(BadInputError, match=r"^The item bank has one fault; nothing"):
        parse_bank(b"", "bank.yaml")


def test_an_ideal_may_be_named_by_another_item() -> None:
    content = changed("{value: 2}", "{item: near}")
    assert parse_bank(content, "b").instruments[0].items[1].ideal == Ideal(item="near")


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
)

HOSTILE = {
    "deep lists": (
        "[" * 20_000 + "]" * 20_000,
        f"bank.yaml:1:13: {'[0]' * 12}: nested deeper than {DEEPEST} levels",
    ),
    "deep lists that never close": (
        "[" * 20_000,
        f"bank.yaml:1:13: {'[0]' * 12}: nested deeper than {DEEPEST} levels",
    ),
    "very many values": (
        f"a: [{'x,' * 60_000}]",
        f"bank.yaml:1:99999: a[49997]: more than {MOST_NODES:,} names and values",
    ),
    "a very large file": (
        "#" * (LARGEST_FILE + 1),
        f"bank.yaml:1:1: the file is larger than {LARGEST_FILE:,} bytes",
    ),
    "NUL": (
        "a: b\nc: \0",
        "bank.yaml:2:4: byte 8 is the control character U+0000",
    ),
    "a terminal escape": (
        f"ä: {ESCAPE}[2J",
        "bank.yaml:1:4: byte 4 is the control character U+001B",
    ),
    "two documents": (
        "a: 1\n---\nb: 2\n",
        "bank.yaml:2:1: a second document begins; one file holds one",
    ),
    "nothing": ("", "bank.yaml:1:1: the file is empty"),
    "only a comment": ("# nothing\n", "bank.yaml:1:1: the file is empty"),
    "a tab": (
        "a:\n\t- b",
        f"bank.yaml:2:1: {UNREADABLE} found character '\\t' that cannot start any token",
    ),
    "another YAML": (
        "%YAML 2.0\n---\na: 1",
        f"bank.yaml:1:1: {UNREADABLE} found incompatible YAML document (version 1.* is required)",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("fast", [True, False], ids=["C", "pure"])
def test_a_hostile_file_is_one_fault(what: str, *, fast: bool) -> None:
    text, line = HOSTILE[what]
    assert faults_in(text.encode(), "bank.yaml", fast=fast) == (line,)


def test_bytes_that_are_not_utf_8_are_named_by_their_offset() -> None:
    assert faults_in("a: é\nb: ".encode() + b"\xff", "bank.yaml") == (
        "bank.yaml:2:4: byte 9 is not UTF-8",
    )


def test_a_byte_order_mark_is_passed_over() -> None:
    assert faults_in(b"\xef\xbb\xbf" + SMALL.encode(), "bank.yaml") == ()


@pytest.mark.parametrize("fast", [True, False], ids=["C", "pure"])
def test_an_alias_bomb_is_refused_within_a_second(*, fast: bool) -> None:
    began = time.monotonic()
    lines = faults_in(LAUGHS.encode(), "bank.yaml", fast=fast)
    assert time.monotonic() - began < 1
    assert "bank.yaml:1:4: a: anchor 'a' is not used here; write it out" in lines
    assert "bank.yaml:2:8: b[0]: alias 'a' is not used here; write it out" in lines


def test_a_file_full_of_faults_is_cut_short() -> None:
    lines = faults_in(LAUGHS.encode(), "bank.yaml")
    assert len(lines) == MOST_FAULTS + 1
    assert lines[-1] == "bank.yaml: 3 more faults"


def test_a_tag_that_names_code_runs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = '!!python/object/apply:os.system ["touch was-here"]'
    assert faults_in(text.encode(), "bank.yaml") == (
        "bank.yaml:1:1: must be a mapping of fields",
        "bank.yaml:1:1: tag 'tag:yaml.org,2002:python/object/apply:o…' is not used here",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_name_given_twice_names_both_places() -> None:
    text = "items:\n  q1: I feel close\n  q1: I feel far\n"
    assert "bank.yaml:3:3: items: 'q1' is given twice, first in line 2, column 3" in faults_in(
        text.encode(), "bank.yaml"
    )


def test_no_line_holds_a_control_character_or_a_line_break() -> None:
    content = changed("intro: Four things.", 'intro: "\\e[2J"\n  "\\a\\u202e": 1')
    lines = faults_in(content, f"{ESCAPE}[2J.yaml")
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"^There is no item bank at that path\.$"):
        load_bank(tmp_path / "none.yaml")


def test_a_folder_is_no_item_bank(tmp_path: Path) -> None:
    with pytest.raises(StorageFailedError, match=r"cannot be read: Is a directory\.$"):
        load_bank(tmp_path)


def test_the_bank_is_found_in_the_package_before_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "src" / "closeness_cli"
    inside, outside = package / "data", tmp_path / "data"
    with pytest.raises(StorageFailedError, match="are missing"):
        shipped_bank_path(package=package)
    for folder in (outside, inside):
        folder.mkdir(parents=True)
        for name in SHIPPED:
            (folder / name).touch()
            assert shipped_bank_path(name, package) == folder / name


def kept(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_the_cache_gives_the_same_bank(tmp_path: Path, shipped: ItemBank) -> None:
    folder = tmp_path / "cache"
    assert cached_bank(shipped_bank_path(), folder) == shipped
    (cache,) = kept(folder)
    assert re.fullmatch(r"items-[0-9a-f]{16}-3\.json", cache.name)
    assert cache.stat().st_mode & 0o777 == 0o600
    written = cache.stat().st_mtime_ns
    assert cached_bank(shipped_bank_path(), folder) == shipped
    assert cache.stat().st_mtime_ns == written


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    source, folder = tmp_path / "bank.yaml", tmp_path / "cache"
    source.write_text(SMALL, "utf-8")
    cached_bank(source, folder)
    source.write_text(SMALL.replace("title: Small", "title: Large"), "utf-8")
    assert cached_bank(source, folder).instruments[0].title == "Large"
    assert len(kept(folder)) == 2


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"{}", b"\xff", b"null", b'{"mark": 1, "bank": [1]}']
)
def test_a_damaged_cache_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    source, folder = tmp_path / "bank.yaml", tmp_path / "cache"
    source.write_text(SMALL, "utf-8")
    bank = cached_bank(source, folder)
    (cache,) = kept(folder)
    sound = cache.read_bytes()
    cache.write_bytes(damage)
    assert cached_bank(source, folder) == bank
    assert cache.read_bytes() == sound


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"max": ', '"max": 1'),
        ('"text": "', '"text": "X'),
        ('"cards": [{', '"cards": [{"text": "Mine."}, {'),
    ],
)
def test_a_cache_that_reads_well_and_says_something_else_is_not_trusted(
    tmp_path: Path, old: str, new: str
) -> None:
    bank = cached_bank(shipped_bank_path(), tmp_path)
    (cache,) = kept(tmp_path)
    sound = cache.read_text("utf-8")
    assert old in sound
    cache.write_text(sound.replace(old, new, 1), "utf-8")

    assert cached_bank(shipped_bank_path(), tmp_path) == bank
    assert cache.read_text("utf-8") == sound


def test_a_cache_without_one_of_its_instruments_is_not_trusted(tmp_path: Path) -> None:
    bank = cached_bank(shipped_bank_path(), tmp_path)
    (cache,) = kept(tmp_path)
    plain = json.loads(cache.read_text("utf-8"))
    del plain["bank"]["instruments"][0]
    cache.write_text(json.dumps(plain), "utf-8")

    assert cached_bank(shipped_bank_path(), tmp_path) == bank


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    source, in_the_way = tmp_path / "bank.yaml", tmp_path / "file"
    source.write_text(SMALL, "utf-8")
    in_the_way.touch()
    assert cached_bank(source, in_the_way).instruments[0].id == "small"


def test_a_cache_whose_name_is_taken_leaves_nothing_behind(tmp_path: Path) -> None:
    source, folder = tmp_path / "bank.yaml", tmp_path / "cache"
    source.write_text(SMALL, "utf-8")
    cached_bank(source, folder)
    (cache,) = kept(folder)
    cache.unlink()
    (cache / "folder").mkdir(parents=True)
    assert cached_bank(source, folder).instruments[0].id == "small"
    assert kept(folder) == [cache]


def test_reading_the_cache_needs_no_yaml(tmp_path: Path) -> None:
    cached_bank(shipped_bank_path(), tmp_path)
    program = (
        "import sys; from pathlib import Path;"
        "from closeness_cli.storage.bank import item_bank as b;"
        f"b.cached_bank(b.shipped_bank_path(), Path({str(tmp_path)!r}));"
        "print(sorted({'yaml', 'difflib', 'tempfile'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_both_parsers_find_the_shipped_bank_without_fault() -> None:
    content = shipped_bank_path().read_bytes()
    assert faults_in(content, "q", fast=True) == faults_in(content, "q", fast=False) == ()
