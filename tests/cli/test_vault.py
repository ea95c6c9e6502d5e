"""`closeness vault create`: once, private, and only when asked for in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commands import Closeness


def test_a_plain_vault_is_made_where_that_was_asked_for(closeness: Closeness) -> None:
    assert closeness("vault", "create", "--no-encryption") == (
        0,
        "",
        (
            f"A new vault was made in {closeness.vault}\n"
            "It is not encrypted yet: anyone who can read your files can read it.\n"
        ),
    )
    assert closeness.vault.stat().st_mode & 0o777 == 0o700
    assert [(one.name, one.stat().st_mode & 0o777) for one in closeness.vault.iterdir()] == [
        ("vault.db", 0o600)
    ]


def test_a_program_is_told_that_it_is_not_encrypted(closeness: Closeness) -> None:
    data = closeness("vault", "create", "--no-encryption", "--json").data
    assert data == {"created": True, "encrypted": False}


def test_without_that_word_nothing_is_made(closeness: Closeness) -> None:
    assert closeness("vault", "create") == (
        2,
        "",
        (
            "This version cannot encrypt a vault yet.\n"
            "  If a plain one is right for you:  closeness vault create --no-encryption\n"
        ),
    )
    assert not closeness.vault.exists()


def test_a_vault_that_is_there_is_left_as_it_was(closeness: Closeness) -> None:
    entry = closeness.write("We walked.")
    assert closeness("vault", "create", "--no-encryption") == (
        2,
        "",
        "There is a vault here already; it was left as it is.\n",
    )
    assert closeness.text_of(entry) == "We walked."


def test_the_option_names_the_folder_before_the_environment_does(closeness: Closeness) -> None:
    other = closeness.vault.with_name("other")
    closeness("journal", "We walked.", "--vault", str(other))
    assert (other.is_dir(), closeness.vault.exists()) == (True, False)
    assert closeness("journal", "list", "-q", "--vault", str(other / "vault.db")).status == 0
