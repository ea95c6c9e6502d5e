"""How a command line is read: what is a command, what is an option, and what is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from closeness_cli.bootstrap import Choices
from closeness_cli.cli.arguments import KIND_OPTIONS
from closeness_cli.cli.groups import letters_apart, slip_of
from closeness_cli.cli.journal.group import KINDS, app
from closeness_cli.cli.options import split
from closeness_cli.errors import WrongUseError

if TYPE_CHECKING:
    from commands import Closeness

GLOBAL = (
    ("--json", Choices(json=True)),
    ("--plain", Choices(plain=True)),
    ("--quiet", Choices(quiet=True)),
    ("-q", Choices(quiet=True)),
    ("--yes", Choices(yes=True)),
    ("-y", Choices(yes=True)),
    ("--all", Choices(show_all=True)),
    ("--vault=here", Choices(vault="here")),
    ("--as=Sam", Choices(person="Sam")),
)


@pytest.mark.parametrize(("option", "choices"), GLOBAL)
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_an_option_for_everything_may_stand_anywhere(
    option: str, choices: Choices, place: int
) -> None:
    words = ["journal", "list", "-n5"]
    assert split([*words[:place], option, *words[place:]]) == (choices, words)


def test_an_option_with_a_value_may_have_it_as_the_next_word() -> None:
    assert split(["--vault", "-x", "journal", "--as", "Sam"]) == (
        Choices(vault="-x", person="Sam"),
        ["journal"],
    )


@pytest.mark.parametrize(
    ("option", "example"), [("--vault", "PATH"), ("--as", "PERSON"), ("--passphrase-fd", "3")]
)
def test_an_option_without_its_value_is_refused(option: str, example: str) -> None:
    with pytest.raises(WrongUseError) as error:
        split(["journal", option])
    assert error.value.sentence == f"{option} needs a value."
    assert error.value.hint == f"For example: {option} {example}"


def test_nothing_after_two_dashes_is_an_option() -> None:
    words = ["journal", "add", "--", "--json", "--vault", "--"]
    assert split(words) == (Choices(), words)


def test_a_line_alone_is_written_down(closeness: Closeness) -> None:
    closeness("journal", "We walked.")
    closeness("journal", "add", "We", "walked", "on.")
    assert texts(closeness) == ["We walked on.", "We walked."]


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["- bread and milk"], "- bread and milk"),
        (["--sorry, he said"], "--sorry, he said"),
        (["- bread", "and milk", "too"], "- bread and milk too"),
        (["--mood", "-2", "- bread and milk"], "- bread and milk"),
        (["- bread and milk", "--mood", "-2"], "- bread and milk"),
        (["add", "- bread and milk", "--mood=-2"], "- bread and milk"),
        (["--", "--mood", "1"], "--mood 1"),
        (["add", "--", "-x"], "-x"),
        (["--", "list"], "list"),
        (["add", "list"], "list"),
        (["--json is a word here"], "--json is a word here"),
        (["-n -y"], "-n -y"),
    ],
)
def test_a_quoted_text_may_begin_with_a_dash(
    arguments: list[str], text: str, closeness: Closeness
) -> None:
    assert closeness("journal", *arguments).status == 0
    assert texts(closeness) == [text]


def test_a_value_after_an_equals_sign_may_hold_a_blank(closeness: Closeness) -> None:
    closeness("journal", "--at=2025-11-13 21:30", "We walked.")
    assert closeness("journal", "list", "--plain").out.split("\t")[1:] == [
        "2025-11-13T21:30:00+01:00",
        "note",
        "",
        "private",
        "",
        "We walked.\n",
    ]


def test_the_options_of_the_kinds_are_told_from_words_too() -> None:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    params = [one for kind in KINDS for one in group.commands[kind].params]
    with_value = {name for one in params for name in one.opts if name[0] == "-"}
    flags = {"--private", "--do-not-resurface", "--editor", "--help"}
    assert with_value - flags == KIND_OPTIONS


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("lsit", "list"),
        ("serach", "search"),
        ("shwo", "show"),
        ("delte", "delete"),
        ("tagz", "tags"),
        ("ADD", "add"),
        ("undoo", "undo"),
        ("notes", "note"),
    ],
)
def test_a_mistyped_command_is_refused_and_never_repeated(
    word: str, near: str, closeness: Closeness
) -> None:
    assert closeness("journal", word) == (
        2,
        "",
        (
            f"That looks like `{near}`, mistyped; nothing was written.\n"
            "  To write it down all the same:  closeness journal add -- TEXT\n"
        ),
    )
    assert not closeness.vault.exists()


def test_before_more_words_only_one_letter_is_taken_for_a_slip(closeness: Closeness) -> None:
    assert closeness("journal", "lisst", "everything").status == 2
    assert closeness("journal", "so", "tired", "today").status == 0
    assert texts(closeness) == ["so tired today"]


@pytest.mark.parametrize("word", ["Tired.", "Breakfast", "Zwiebelkuchen", "שלום"])
def test_a_word_that_is_far_from_every_command_is_written_down(
    word: str, closeness: Closeness
) -> None:
    assert closeness("journal", word).status == 0
    assert texts(closeness) == [word]


@pytest.mark.parametrize(
    "line",
    [
        *("card", "goal", "checkin", "pair", "sync", "reveal"),
    ],
)
def test_a_name_that_is_reserved_says_that_it_is_not_here_yet(
    line: str, closeness: Closeness
) -> None:
    assert closeness(*line.split()) == (
        2,
        "",
        (
            "This version does not have that command yet.\n"
            "  closeness --help --all lists what it has.\n"
        ),
    )


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("jurnal", "There is no command of that name.\n  Did you mean journal?\n"),
        (
            "zzz",
            "There is no command of that name.\n  closeness --help --all lists what there is.\n",
        ),
        ("report trnd", "There is no section of that name.\n  Did you mean trend?\n"),
        (
            "report zzz",
            "There is no section of that name.\n  closeness report --help lists what there is.\n",
        ),
        ("vault creat", "There is no command of that name.\n  Did you mean create?\n"),
        ("instrument", "That alone is not a command.\n  closeness instrument --help\n"),
        ("vault", "That alone is not a command.\n  closeness vault --help\n"),
    ],
)
def test_an_unknown_command_is_refused_with_a_way_on(
    line: str, complaint: str, closeness: Closeness
) -> None:
    assert closeness(*line.split()) == (2, "", complaint)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "journal add --moood 2 secret",
            (
                "There is no option of that name.\n"
                "  Did you mean --mood?  closeness journal add --help\n"
            ),
        ),
        (
            "journal list -secret",
            "There is no option of that name.\n  closeness journal list --help\n",
        ),
        (
            "journal list secret words",
            "That is more than this command takes.\n  closeness journal list --help\n",
        ),
        (
            "about secret",
            "There is no command of that name.\n  closeness about --help lists what there is.\n",
        ),
        (
            "journal add x --mood secret",
            "--mood takes a whole number.\n  closeness journal add --help\n",
        ),
        ("journal list -n 0", "-n takes a whole number from 1.\n  closeness journal list --help\n"),
        ("journal add x --tag", "--tag needs a value.\n  closeness --help\n"),
        ("journal add x --private=secret", "--private takes no value.\n  closeness --help\n"),
        ("journal show", "ID is missing.\n  closeness journal show --help\n"),
        ("journal search", "QUERY is missing.\n  closeness journal search --help\n"),
        (
            "assess week secret",
            "That is more than this command takes.\n  closeness assess run --help\n",
        ),
    ],
)
def test_a_wrong_use_is_told_in_our_words_and_never_repeats_what_was_typed(
    line: str, complaint: str, closeness: Closeness
) -> None:
    assert closeness(*line.split()) == (2, "", complaint)
    assert not closeness.vault.exists()


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("list", "list", 0),
        ("lsit", "list", 1),
        ("lis", "list", 1),
        ("", "tags", 4),
        ("ab", "ba", 1),
    ],
)
def test_letters_apart_counts_slips_of_the_finger(one: str, other: str, distance: int) -> None:
    assert letters_apart(one, other) == letters_apart(other, one) == distance


def test_the_nearest_name_wins_also_where_another_is_near_enough() -> None:
    assert slip_of("lsit", ["edit", "list"], most=2) == "list"
    assert slip_of("walk", ["edit", "list"], most=2) is None


def texts(closeness: Closeness) -> list[str]:
    """Give the texts of all entries, newest first."""
    return [one["text"] for one in closeness("journal", "list", "--json").data["entries"]]
