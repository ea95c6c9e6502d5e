"""Folders of Markdown, ours and those of others."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import an_entry
from closeness_cli.core.entry import EntryKind, Visibility
from closeness_cli.storage.journals.folders import markdown_files
from closeness_cli.storage.journals.markdown import read_markdown, write_markdown
from closeness_cli.storage.journals.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from closeness_cli.core.entry import Entry

TEXTS = st.one_of(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1),
    st.text(st.sampled_from("\\# 0219:\n-\r"), min_size=1),
    st.sampled_from(["## 21:04", "\\## 21:04", "a\n## 21:04\n\\\\## 00:00", "\n\n---\n\n"]),
).filter(str.strip)


def again(*entries: Entry) -> list[Entry]:
    reading = Reading("UTC")
    files = [(name, text.encode()) for name, text in write_markdown(entries)]
    read_markdown(files, reading)
    assert reading.notes.faults == []
    return [one.entry for one in reading.entries]


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_texts_come_back_as_they_were(texts: list[str]) -> None:
    entries = [
        an_entry(text=text)._replace(id=f"01KA1ZFCW000000000000000{number:02d}")
        for number, text in enumerate(texts)
    ]
    assert again(*entries) == entries


def test_everything_else_of_an_entry_comes_back_too() -> None:
    first = an_entry(
        text="We talked. #home",
        kind=EntryKind.CONVERSATION,
        mood=-2,
        tags=("Walk", "two words"),
        visibility=Visibility.SHARED,
    )._replace(fields={"minutes": 30, "topic": "a: b\n\x85 “c”\u2028", "do_not_resurface": True})
    moment = first.moment._replace(at=first.moment.at + timedelta(days=1, milliseconds=7))
    second = an_entry(text="Tea.")._replace(id="01KA1ZFCW00000000000000009", moment=moment)
    assert again(first, second) == [first, second]


def test_a_day_reads_well_without_us() -> None:
    entry = an_entry(text="We walked. #walk", tags=("walk",), mood=1)
    [(name, text)] = write_markdown([entry])
    assert name == "2025/2025-11-14.md"
    assert text == (
        f'---\ncloseness: "journal/1"\nentries:\n  - id: "{entry.id}"\n'
        '    at: "2025-11-14T21:04:00+01:00"\n    tz: "Europe/Berlin"\n    mood: 1\n---\n\n'
        "# Friday 14 November 2025\n\n## 21:04\n\nWe walked. #walk\n"
    )


@pytest.mark.parametrize(
    ("name", "text", "at", "words"),
    [
        ("2024-03-01.md", "Tea.\n", "2024-03-01T12:00:00+01:00", "Tea."),
        ("a/2024-03-01 evening.md", "Tea.", "2024-03-01T12:00:00+01:00", "Tea."),
        ("x.md", "---\ndate: 2024-03-01 21:30\n---\nTea.", "2024-03-01T21:30:00+01:00", "Tea."),
        (
            "x.md",
            "# 2024-03-01: tea\n\nTea.",
            "2024-03-01T12:00:00+01:00",
            "# 2024-03-01: tea\n\nTea.",
        ),
        ("2024-03-02.md", "---\ndate: 2024-03-01\n---\nTea.", "2024-03-01T12:00:00+01:00", "Tea."),
        (
            "2024-03-01.md",
            "---\ntitle: Home\n---\nTea.",
            "2024-03-01T12:00:00+01:00",
            "Home\n\nTea.",
        ),
    ],
)
def test_the_day_of_a_file_is_found(
    name: str, text: str, at: str, words: str, read: Callable[..., Reading]
) -> None:
    entry = next(iter(read(read_markdown, [(name, text.encode())]).entries)).entry
    assert (entry.moment.iso, entry.text) == (at, words)


def test_front_matter_gives_tags_and_mood_and_the_rest_is_counted(
    read: Callable[..., Reading],
) -> None:
    text = "---\nTags: [walk, 'date night', 7up]\nmood: 2\ncity: Ulm\nmap: {a: 1}\n---\nTea. #tea\n"
    found = read(
        read_markdown,
        [("2024-03-01.md", text.encode()), ("README.md", b"Hello."), ("2024-03-02.md", b"")],
    )
    entry = next(iter(found.entries)).entry
    assert (entry.tags, entry.mood) == (("tea", "walk", "date-night"), 2)
    assert found.losses == {
        "the field 'map'": 1,
        "the field 'city'": 1,
        "tags that were not one word, written with - between": 1,
        "tags that do not begin with a letter": 1,
        "files without a day in front matter, name or heading": 1,
        "entries without words, a mood or a tag": 1,
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"---\ndate: 03.04.2024\n---\nTea.", "x.md: the date in its front matter"),
        (b"# 2024-03-01\n\na\0b", "x.md: The text holds a NUL"),
        (b"\xff", "x.md: it is not UTF-8"),
        (b'---\ncloseness: "journal/1"\nentries:\n---\n\n## 21:04\n', "x.md: it has 1 headings"),
        (b'---\ncloseness: "journal/1"\nentries:\nx\n---\n', "x.md, line 4: it is not as"),
        (
            b'---\ncloseness: "journal/1"\nentries:\n  - id: "x"\n---\n\n## 21:04\n\na\n',
            "x.md, entry 1: its id",
        ),
    ],
)
def test_a_fault_is_told_with_its_file(text: bytes, fault: str, reading: Reading) -> None:
    read_markdown([("x.md", text)], reading)
    assert reading.notes.faults[0].startswith(fault)


def test_links_and_hidden_names_are_left_alone(tmp_path: Path, reading: Reading) -> None:
    folder = tmp_path / "notes"
    (folder / ".obsidian").mkdir(parents=True)
    (folder / ".obsidian" / "2024-03-01.md").write_text("hidden")
    (tmp_path / "secret.md").write_text("secret")
    (folder / "2024-03-02.md").symlink_to(tmp_path / "secret.md")
    (folder / "b").mkdir()
    (folder / "b" / "2024-03-03.md").write_text("Tea.")
    (folder / "photo.JPG").write_bytes(b"")
    assert list(markdown_files(folder, reading)) == [("b/2024-03-03.md", b"Tea.")]
    assert reading.losses == {"files that are not Markdown (.JPG)": 1}
