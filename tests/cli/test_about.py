"""`closeness about` and its help lines: said to everyone alike, and nothing of it is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from closeness_cli.storage.help_lines import FILE_NAME, shipped_help_lines_path

if TYPE_CHECKING:
    from pathlib import Path

    from commands import Closeness

OWN = """\
schema: closeness.help-lines/1
countries:
- code: NO
  name: Norway
  lines:
  - name: Somebody [bold]
    reach: call 000
    who: anyone
    source: an invented page
    taken_on: 2026-11-22
"""


def own_list(closeness: Closeness, content: str) -> Path:
    closeness.vault.mkdir(exist_ok=True)
    own = closeness.vault / FILE_NAME
    own.write_text(content, "utf-8")
    return own


def test_about_says_where_everything_is_and_names_the_help_lines(closeness: Closeness) -> None:
    status, out, err = closeness("about")
    assert (status, err) == (0, "")
    assert f"Where it is\n{closeness.vault}" in out
    assert out.endswith("\nHelp lines, by country:  closeness about help-lines\n")
    assert closeness("about", "--json").data["folder"] == str(closeness.vault)


def test_a_country_has_its_lines_with_source_and_day(closeness: Closeness) -> None:
    own = closeness.vault / FILE_NAME
    said = (
        "Help lines: Sweden\n"
        "In danger, call the emergency number of the country where you are. Numbers change. Each "
        "was read at its source on the day that stands with it; it was not tried, and may be out "
        "of date.\n"
        "Kvinnofridslinjen\n"
        "how: call 020-50 50 50\n"
        "for: women affected by threats or violence, and those who worry about someone\n"
        "when: day and night, free of charge\n"
        "languages: Swedish, and others through interpreters\n"
        "web: kvinnofridslinjen.se\n"
        "read at: nck.uu.se, of the centre that runs it; European Institute for Gender Equality\n"
        "read on: Sunday 22 November 2026\n"
        "Nothing about this look-up is kept here. The command stays in your shell's "
        "history, and a call may stay in a phone's list or on its bill.\n"
        f"The list is a file, {shipped_help_lines_path()}. To keep one of your own, copy it to "
        f"{own} and change it there; it replaces this one as a whole.\n"
    )
    assert closeness("about", "help-lines", "se", "--plain") == (0, said, "")


@pytest.mark.parametrize("country", [["New", "Zealand"], ["new zealand"], ["nz"], ["NZ"]])
def test_a_country_may_be_named_in_several_words(closeness: Closeness, country: list[str]) -> None:
    assert closeness("about", "help-lines", *country).out.startswith("Help lines: New Zealand\n")


def test_without_a_country_none_is_guessed(closeness: Closeness) -> None:
    closeness.environment |= {"LANG": "de_AT.UTF-8", "LC_ALL": "de_AT.UTF-8"}
    status, out, err = closeness("about", "help-lines")
    assert (status, err) == (0, "")
    assert out.startswith("Help lines by country\n")
    assert "  AT  Austria\n  AU  Australia\n" in out
    assert "For example:  closeness about help-lines AT\n" in out
    assert "142" not in out


def test_a_country_that_is_not_there_is_no_error(closeness: Closeness) -> None:
    status, out, err = closeness("about", "help-lines", "Atlantis")
    assert (status, err) == (0, "")
    assert "There is no help line for that country here yet" in out
    assert "A doctor" in out
    assert "emergency number" in out
    assert "Atlantis" not in out


def test_as_json_a_country_has_its_lines_and_the_others_their_names(closeness: Closeness) -> None:
    found = closeness("about", "help-lines", "de", "--json").data
    assert found["country"]["code"] == "DE"
    first, second = found["country"]["lines"]
    assert first["reach"] == "call 0800 1110111, 0800 1110222 or 116 123"
    assert second["taken_on"] == "2026-11-22"
    assert {"code": "AT", "name": "Austria"} in found["countries"]
    assert found["own_file_faults"] == []
    assert closeness("about", "help-lines", "Atlantis", "--json").data["country"] is None


def test_a_list_of_ones_own_is_shown_as_it_is(closeness: Closeness) -> None:
    own = own_list(closeness, OWN)
    status, out, err = closeness("about", "help-lines", "norway")
    assert (status, err) == (0, "")
    assert "Somebody [bold]\n  how      call 000\n" in out
    assert f"own list, {own}." in closeness("about", "help-lines", "no", "--plain").out
    assert "Austria" not in closeness("about", "help-lines").out


def test_a_faulty_list_of_ones_own_hides_no_help(closeness: Closeness) -> None:
    own = own_list(closeness, OWN.replace("reach", "raech").replace("2026-11-22", "soon"))
    status, out, err = closeness("about", "help-lines", "at")
    assert status == 2
    assert "call 142" in out
    assert err == (
        "Your list of help lines has faults, so nothing of it was taken.\n"
        f"  {own}:6:5: countries[0].lines[0]: field 'reach' is missing\n"
        f"  {own}:7:5: countries[0].lines[0]: unknown field 'raech' (did you mean 'reach'?)\n"
        f"  {own}:10:15: countries[0].lines[0].taken_on: 'soon' is not a day such as 2026-11-22\n"
        "  The list that comes along was shown instead; compare yours with it.\n"
    )


def test_as_json_the_faults_stand_beside_the_help(closeness: Closeness) -> None:
    own_list(closeness, "\x1b[2J")
    status, out, err = closeness("about", "help-lines", "at", "--json")
    assert (status, err) == (0, "")
    [envelope] = out.splitlines()
    found = json.loads(envelope)["data"]
    assert found["country"]["lines"][0]["reach"] == "call 142"
    assert found["own_file_faults"][0].startswith("Your list of help lines has faults")
    assert "\x1b" not in out


def test_a_list_that_cannot_be_opened_hides_no_help(closeness: Closeness) -> None:
    (closeness.vault / FILE_NAME).mkdir(parents=True)
    status, out, err = closeness("about", "help-lines", "at")
    assert status == 1
    assert "call 142" in out
    assert err.startswith("Your list of help lines cannot be read: ")


def test_looking_makes_no_vault_and_keeps_nothing(closeness: Closeness) -> None:
    for words in ([], ["at"], ["Atlantis"], ["at", "--json"]):
        closeness("about", "help-lines", *words)
    assert not closeness.vault.exists()


def test_looking_leaves_a_vault_as_it_was(kept: Closeness) -> None:
    before = {one.name: one.read_bytes() for one in kept.vault.iterdir() if one.is_file()}
    kept("about", "help-lines", "at")
    after = {one.name: one.read_bytes() for one in kept.vault.iterdir() if one.is_file()}
    assert after == before


def test_at_forty_columns_nothing_runs_over(closeness: Closeness) -> None:
    closeness.environment["COLUMNS"] = "40"
    assert max(map(len, closeness("about", "help-lines", "us").out.split("\n"))) <= 40


def test_a_mistyped_subcommand_is_told_the_right_one(closeness: Closeness) -> None:
    status, out, err = closeness("about", "helplines")
    assert (status, out) == (2, "")
    assert err == "There is no command of that name.\n  Did you mean help-lines?\n"
