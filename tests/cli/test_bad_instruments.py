"""Instruments, wording, answers and help lines that somebody brings, and that are bad.

Whatever is in them: nothing is stored, one sentence says so, and no word of a person stands in
it. What is sound but hostile is stored, and no screen acts on it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from brought import A_BANK, a_wording
from closeness_cli.core.instruments.definition import definition_id
from commands import Closeness, Program, Raw
from shown import NEVER_SHOWN, check_refused, check_shown, raw
from terminals import Person, surroundings

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "OnlyMine"
"""Stands for words that no message may repeat."""

DATA = Path(__file__).parents[1] / "data"


def bank(before: str, after: str) -> str:
    """Give the bank with one thing in it replaced."""
    assert before in A_BANK
    return A_BANK.replace(before, after)


BAD_YAML: dict[str, str | bytes] = {
    "nothing": "",
    "blank lines": "\n\n",
    "NUL": A_BANK + "\0",
    "UTF-16": A_BANK.encode("utf-16"),
    "Latin 1": bank("The garden", "Der Gärten").encode("latin-1"),
    "escape, raw": bank("The garden", "The \x1b[2J garden"),
    "11 MB": A_BANK + "#" * 11_000_000,
    "deep list": "[" * 200_000,
    "deep mapping": "{a: " * 5_000,
    "anchor": f"a: &{SECRET} [1]\n",
    "alias bomb": "a: &a [x, x]\n"
    + "".join(
        f"{chr(one + 1)}: &{chr(one + 1)} [*{chr(one)}, *{chr(one)}]\n" for one in range(97, 117)
    ),
    "merge key": A_BANK + "<<: {a: 1}\n",
    "tag": '!!python/object/apply:os.system ["true"]\n',
    "name given twice": A_BANK + "schema: closeness.items/1\n",
    "second document": A_BANK + "---\na: b\n",
    "cut off": A_BANK[:300],
    "a list": "- a\n",
    "a word": SECRET,
}
"""Files that are no YAML of ours, whatever they should have been."""

BAD_BANKS: dict[str, str | bytes] = {
    **BAD_YAML,
    "escape in quotes": bank("title: The garden", r'title: "The \e[2J \x9b31m garden"'),
    "half a character": bank("title: The garden", r'title: "\ud800"'),
    "line breaks": bank("title: The garden", r'title: "a\L b\P c\N d"'),
    "direction in an id": bank("id: garden\n", "id: gard\u202een\n"),
    "number of 5,000 digits": bank("minutes: 1", f"minutes: {'9' * 5_000}"),
    "NaN": bank("minutes: 1", "minutes: .nan"),
    "NaN as a score": bank("{garden: 100}", "{garden: nan}"),
    "1e400": bank("{garden: 100}", "{garden: 1e400}"),
    "digit of another script": bank("minutes: 1", "minutes: \u0661"),
    "path as an id": bank("id: garden\n", "id: ../x\n"),
    "dunder as an id": bank("id: garden\n", "id: __class__\n"),
    "template as an id": bank("id: garden\n", 'id: "{0}"\n'),
    "markup as an id": bank("id: garden\n", 'id: "[bold]"\n'),
    "percent as an id": bank("id: garden\n", 'id: "%s"\n'),
    "formula as an id": bank("id: garden\n", 'id: "=cmd()"\n'),
    "subcommand as an id": bank("id: garden\n", "id: show\n"),
    "stem of 10,000 characters": bank("how much grew", "grew " * 2_000),
}


def in_bytes(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


@pytest.mark.parametrize("case", BAD_BANKS)
def test_a_bad_bank_is_refused_whole(case: str, closeness: Closeness) -> None:
    for command in ("check", "import"):
        done = raw(closeness("instrument", command, "-", given=BAD_BANKS[case]))
        assert check_refused(done)
    assert not closeness.vault.exists()


@pytest.mark.parametrize("name", ["week", "ras"])
def test_no_bank_takes_the_place_of_what_ships(name: str, closeness: Closeness) -> None:
    content = bank("id: garden\n", f"id: {name}\n")
    check_refused(raw(closeness("instrument", "import", "-", given=content)))
    assert not closeness.vault.exists()


@pytest.mark.parametrize("content", ["\ufeff" + A_BANK, A_BANK.replace("\n", "\r\n")])
def test_a_mark_or_the_line_ends_of_another_system_change_nothing(
    content: str, closeness: Closeness
) -> None:
    check_shown(raw(closeness("instrument", "import", "-", "--quiet", given=content)))
    other = Closeness(closeness.vault.parent / "other", bank=None)
    other("instrument", "import", "-", given=A_BANK)
    shown = [one("instrument", "export", "garden").out for one in (closeness, other)]
    assert shown[0] == shown[1] != ""


def test_5000_items_can_be_brought_looked_at_and_answered(closeness: Closeness) -> None:
    items = "".join(
        f'      - {{id: i{at}, scale: much, text: "In the last week, how much {at}?"}}\n'
        for at in range(5_000)
    )
    content = A_BANK.partition("    items:")[0] + "    order: shuffle\n    items:\n" + items
    check_shown(raw(closeness("instrument", "import", "-", "--quiet", given=content)))
    check_shown(raw(closeness("assess", "garden", "--answer=i4999=2")))
    shown = closeness("assess", "show", "garden", "--json").data
    assert len(shown["items"]) == 5_000


QUESTIONNAIRE = {
    "resourceType": "Questionnaire",
    "title": "Meadow",
    "name": "Meadow",
    "status": "active",
    "item": [{"linkId": "grown", "text": "How much grew?", "type": "string"}],
}


def fhir(**fields: object) -> str:
    return json.dumps({**QUESTIONNAIRE, **fields})


def fhir_item(**fields: object) -> str:
    return fhir(item=[{"linkId": "grown", "text": "How much?", "type": "string", **fields}])


BAD_FHIR: dict[str, str | bytes] = {
    "nothing": "",
    "NUL": fhir() + "\0",
    "UTF-16": fhir().encode("utf-16"),
    "11 MB": fhir() + " " * 11_000_000,
    "deep": "[" * 200_000,
    "deep objects": '{"item":' * 100_000,
    "NaN": fhir(x=float("nan")),
    "1e400": fhir().replace('"item"', '"x": 1e400, "item"'),
    "number of 5,000 digits": fhir().replace('"item"', f'"x": {"9" * 5_000}, "item"'),
    "name given twice": fhir().replace('"item"', '"title": "b", "item"'),
    "cut off": fhir()[:60],
    "null": "null",
    "another resource": '{"resourceType": "Patient"}',
    "half a character": fhir(title="\ud800"),
    "escapes": fhir(title="\x1b[2J\x9b31m"),
    "escape in a stem": fhir_item(text="\x1b]0;x\x07"),
    "no list": fhir(item="x"),
    "no objects": fhir(item=[5, None, [], "x"]),
    "no text": fhir(title={"a": 1}),
    "stem of 10,000 characters": fhir_item(text="g" * 10_000),
    "id that is none": fhir_item(linkId={}),
    "branch on nothing": fhir_item(enableWhen=[{"question": {}, "operator": []}]),
    "extension of nothing": fhir(extension=[None, 5, {"url": {}}]),
    "5,000 items": fhir(
        item=[{"linkId": f"i{at}", "text": f"{at}", "type": "string"} for at in range(5_000)]
    ),
}

COLUMNS = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Field Note,'
    "Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,"
    "Identifier?,Branching Logic (Show field only if...),Required Field?,Custom Alignment,"
    "Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation\n"
)


def redcap(label: str = "How much?", branching: str = "", name: str = "grown") -> str:
    return f'{COLUMNS}{name},meadow,,radio,"{label}","1, little | 2, much",,,,,,{branching},,,,,,\n'


BAD_REDCAP: dict[str, str | bytes] = {
    "nothing": "",
    "columns only": COLUMNS,
    "NUL": redcap() + "\0",
    "UTF-16": redcap().encode("utf-16"),
    "every byte": bytes(range(256)),
    "11 MB": redcap() + " " * 11_000_000,
    "few cells": COLUMNS + '"a","b"\n',
    "open quotes": COLUMNS + '"a,b\n\n',
    "huge cell": COLUMNS + '"' + "x" * 200_000 + '"\n',
    "escapes": redcap("\x1b[2J\x07"),
    "name given twice": redcap() + redcap().removeprefix(COLUMNS),
    "code in a calculation": COLUMNS + "x,meadow,,calc,L,__import__('os')" + "," * 12 + "\n",
    "branch of many brackets": redcap(branching="(" * 50_000),
    "branch that is code": redcap(branching="__import__('os').system('true')"),
    "5,000 fields": COLUMNS
    + "".join(redcap(name=f"i{at}").removeprefix(COLUMNS) for at in range(5_000)),
}


@pytest.mark.parametrize("case", BAD_FHIR)
def test_a_bad_questionnaire_is_refused_whole(case: str, closeness: Closeness) -> None:
    check_refused(raw(closeness("instrument", "import", "-", "--from=fhir", given=BAD_FHIR[case])))
    assert not closeness.vault.exists()


@pytest.mark.parametrize("case", BAD_REDCAP)
def test_a_bad_dictionary_is_refused_whole(case: str, closeness: Closeness) -> None:
    check_refused(
        raw(closeness("instrument", "import", "-", "--from=redcap", given=BAD_REDCAP[case]))
    )
    assert not closeness.vault.exists()


WORDING = a_wording("ras", right="I may")
STEM = "Invented stem of"


def wording(before: str, after: str) -> str:
    assert before in WORDING
    return WORDING.replace(before, after, 1)


BAD_WORDINGS: dict[str, str | bytes] = {
    **BAD_YAML,
    "stem given twice": wording("items:\n", f"items:\n  {SECRET} so: a\n  {SECRET} so: b\n"),
    "unknown field": WORDING + f"{SECRET}: x\n",
    "anchor": wording(STEM, f"&{SECRET} {STEM}"),
    "alias": WORDING + f"x: *{SECRET}\n",
    "tag": wording(STEM, f"!{SECRET} {STEM}"),
    "list for a stem": wording(STEM, f"[{SECRET}] #"),
    "long stem": wording(STEM, f"{SECRET} " * 1_000),
    "escape": wording(STEM, rf'"{SECRET} \e[2J" #'),
    "tabs": wording(STEM, rf'"a\tb{SECRET}" #'),
    "open quotes": wording(STEM, f'"{SECRET}'),
    "colon": wording(STEM, f"{SECRET}: x: y"),
    "version": wording("version: 1.0.0", f"version: {SECRET}"),
    "schema": wording("closeness.wording/1", SECRET),
    "list for a right": wording("right: I may", f"right: [{SECRET}]"),
    "table for a label": wording("invented low", f"{{{SECRET}: x}}"),
    "name of a label": wording("{1:", f"{{{SECRET}:"),
}


@pytest.mark.parametrize("case", BAD_WORDINGS)
def test_a_bad_wording_is_refused_without_a_word_of_it(case: str, closeness: Closeness) -> None:
    done = raw(closeness("instrument", "attach", "ras", "-", given=BAD_WORDINGS[case]))
    check_refused(done)
    assert SECRET.encode() not in done.err
    assert not closeness.vault.exists()


@pytest.mark.parametrize(
    "why", ["a\nb", "a\x1b[2J", "x" * 501, "\udcff", "a\u2028b", "\x9b31m", "\0"]
)
def test_why_one_may_use_a_wording_is_one_line(why: str, closeness: Closeness) -> None:
    done = closeness("instrument", "attach", "ras", "-", f"--right={why}", given=WORDING)
    check_refused(raw(done))
    assert not closeness.vault.exists()


BAD_ANSWERS: dict[str, str | bytes] = {
    **BAD_YAML,
    "a line of words": f"dear {SECRET}",
    "words as a name": f'"my {SECRET} so": 7',
    "words for a number": f"connection: {SECRET}",
    "words for a reason": f"connection: {{reason: {SECRET}}}",
    "stress on a word": f"connection: *{SECRET}*",
    "anchor below words": f'"my {SECRET} so": [1, &b 2]',
    "words given twice": f"my {SECRET}: 1\nmy {SECRET}: 2",
    "tag": f"connection: !{SECRET} 7",
    "words below words": f"my {SECRET}:\n  x: &a 1",
    "open quotes": f'connection: "{SECRET}',
    "NaN": "connection: .nan",
    "1e400": "connection: 1e400",
    "number of 5,000 digits": f"connection: {'9' * 5_000}",
    "half a point": "connection: 7.5",
    "direction": 'connection: "\u202e7"',
    "escape": r'connection: "\e[2J"',
    "dunder": "__class__: 1",
    "template": '"{0}": 1',
    "markup": '"[bold]": 1',
    "percent": '"%s": "%s"',
    "nobody answered": "connection: null\nheard: ~",
    "no response": '{"QuestionnaireResponse": 5}',
    "deep response": '{"resourceType": "QuestionnaireResponse", "item": ' + "[" * 100_000,
    "list as a response": '{"resourceType": "QuestionnaireResponse", "item": "' + SECRET + '"}',
    "words as a choice": json.dumps(
        {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "item": [{"linkId": "connection", "answer": [{"valueString": SECRET}]}],
        }
    ),
    "response from the end of time": json.dumps(
        {
            "resourceType": "QuestionnaireResponse",
            "status": "completed",
            "authored": "9999-12-31T23:59:59-14:00",
            "item": [{"linkId": "connection", "answer": [{"valueInteger": 7}]}],
        }
    ),
}


@pytest.mark.parametrize("case", BAD_ANSWERS)
def test_bad_answers_are_refused_without_a_word_of_them(case: str, closeness: Closeness) -> None:
    done = raw(closeness("assess", "--answers", "-", given=BAD_ANSWERS[case]))
    check_refused(done)
    assert SECRET.encode() not in done.err
    assert not closeness.vault.exists()


HELP_LINES = """\
schema: closeness.help-lines/1
countries:
  - code: XX
    name: Xland
    lines:
      - {name: A line, reach: "1 2 3", who: anyone, source: nowhere, taken_on: 2026-11-22}
"""

BAD_HELP_LINES: dict[str, str | bytes] = {
    **BAD_YAML,
    "escape": HELP_LINES.replace("A line", r'"\e[2J"'),
    "no such day": HELP_LINES.replace("2026-11-22", "2026-13-45"),
    "path as a country": HELP_LINES.replace("XX", "../"),
    "10,000 characters": HELP_LINES.replace("A line", "g" * 10_000),
    "many faults": HELP_LINES + "".join(f"x{at}: 1\n" for at in range(5_000)),
}


@pytest.mark.parametrize("case", BAD_HELP_LINES)
def test_a_bad_list_of_help_lines_never_hides_help(case: str, closeness: Closeness) -> None:
    closeness.vault.mkdir()
    shipped = raw(closeness("about", "help-lines", "AT"))
    (closeness.vault / "help-lines.yaml").write_bytes(in_bytes(BAD_HELP_LINES[case]))
    done = raw(closeness("about", "help-lines", "AT"))
    check_shown(done, status=2)
    assert done.out == shipped.out != b""
    assert len(done.err.splitlines()) < 105


def test_help_lines_that_are_no_file_never_hide_help(closeness: Closeness) -> None:
    (closeness.vault / "help-lines.yaml").mkdir(parents=True)
    done = raw(closeness("about", "help-lines", "AT"))
    check_shown(done, status=1)
    assert b"Austria" in done.out


def test_hostile_help_lines_are_shown_as_they_are_written(closeness: Closeness) -> None:
    closeness.vault.mkdir()
    content = HELP_LINES.replace("A line", '"\u202ex [bold]{0}%s"').replace("Xland", '"\u2066X"')
    (closeness.vault / "help-lines.yaml").write_text(content, "utf-8")
    for more in ((), ("XX",), ("XX", "--json"), ("XX", "--plain"), ("\x1b[2J",), ("%s",)):
        check_shown(raw(closeness("about", "help-lines", *more)))
    assert r"\u202ex [bold]{0}%s" in closeness("about", "help-lines", "XX").out


READERS = ("instrument check", "instrument import", "instrument attach ras", "assess --answers")
"""Commands that read a file which somebody names."""


@pytest.mark.parametrize("line", READERS)
def test_what_is_no_file_to_read_is_a_sentence(line: str, closeness: Closeness) -> None:
    loop = closeness.vault.parent / "loop"
    loop.symlink_to(loop)
    names = [".", "", "none", str(loop), "/dev/null", "/proc/self/mem", "a\0b", "x" * 5_000]
    for name in (*names, "\x1b[2J\u202e", "/dev/null/x"):
        check_refused(raw(closeness(*line.split(), name)))
    assert not closeness.vault.exists()


def test_a_pipe_that_has_a_name_is_read_to_its_end(closeness: Closeness) -> None:
    pipe = closeness.vault.parent / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(A_BANK,), daemon=True)
    writer.start()
    check_shown(raw(closeness("instrument", "check", str(pipe))))
    writer.join(10)


@pytest.mark.parametrize(
    "line",
    [
        *("instrument export week --to xml", "instrument export week --to yaml"),
        *("instrument export week --to", "instrument export ../x", "instrument show {0}"),
        *("instrument show \x1b[2J", "instrument verify %s", "instrument attach ../x -"),
        *("instrument import - --from xml", "instrument import - --allow-loss=x"),
        *("instrument check", "instrument list x", "instrument rescore x"),
        *("assess show \x1b[2J", "assess show %", "assess show 01KA --beside x"),
        *("assess show --beside x", "assess show --published-lines"),
        *("assess amend nosuch --answer=a=1", "assess amend", "assess amend week --answer x"),
        *("assess --at tomorrow --answer=connection=1", "assess --at= --answer=connection=1"),
        *("assess --at 2030-01-01 --answer=connection=1", "assess --resume --at 2020-01-01"),
        *("assess --at 0001-01-01 --answer=connection=1", "assess --anyway=x"),
        *(
            "assess --at 9999-12-31T23:59:59-14:00 --answer=connection=1",
            "assess --resume --mode=lines",
        ),
        *("assess --as-guess-of me --answer=connection=1", "assess --resume --as-guess-of Sam"),
        *("assess --as-guess-of Nobody --answer=connection=1", "assess \x1b[2J"),
        *(
            "assess --as-guess-of= --answer=connection=1",
            "assess --as-guess-of \u202e --answer=heard=1",
        ),
    ],
)
def test_an_option_without_sense_is_a_sentence(line: str, closeness: Closeness) -> None:
    check_refused(raw(closeness(*line.split(" "), given="x: 1")))
    assert not closeness.vault.exists()


HOSTILE = "\x1b]0;gone\x07\x1b[2J\x9b31m\u202e\u2066\r\n\u2028[bold]{0}%s</b><script>=cmd()|"
"""What an item bank can never hold, but the archive of another vault may."""

MARK = "@@"
"""Stands in a sound bank where `HOSTILE` is put into its archive."""

MARKED = (
    A_BANK.replace("The garden", f'"{MARK}title"')
    .replace("Two invented questions.", f'"{MARK}intro"')
    .replace("nowhere", f'"{MARK}source"')
    .replace("MIT, own wording", f'"{MARK}licence"')
    .replace("Anything else.", f'"{MARK}limits"')
    .replace("little", f'"{MARK}little"')
    .replace("In the last week, how much grew?", f"{MARK}grew")
    .replace("Which flower came first?", f"{MARK}card")
    .replace(
        "    items:\n",
        f'    ends_with: "{MARK}end"\n    changes:\n'
        f'      - {{version: 1.0.0, on: 2026-01-31, kind: typo, says: "{MARK}says"}}\n'
        "    items:\n"
        f'      - {{id: say, kind: text, text: "{MARK}say", help: "{MARK}help"}}\n'
        f'      - {{id: lines, kind: list, text: "{MARK}list", rating: "{MARK}rating", most: 2,'
        f' scale: much, why: "{MARK}why"}}\n',
        1,
    )
)

ANSWERS = f'grown: 1\nweeds: 2\nsay: "{MARK}said"\nlines: [{{text: "{MARK}line", value: 1}}]\n'


def made_hostile(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Put `HOSTILE` wherever the mark is."""
    if isinstance(value, str):
        return value.replace(MARK, HOSTILE)
    if isinstance(value, list):
        return [made_hostile(one) for one in value]
    if isinstance(value, dict):
        return {name: made_hostile(one) for name, one in value.items()}
    return value


@pytest.fixture(scope="module")
def hostile(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closeness]:
    """A vault whose own instrument, answers and card are hostile in every text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        folder = tmp_path_factory.mktemp("hostile")
        first = Closeness(folder / "first")
        first("instrument", "import", "-", given=MARKED)
        for more in ((), ("--anyway",)):
            first("assess", "garden", "--answers", "-", *more, given=ANSWERS)
        lines = [
            made_hostile(json.loads(one))
            for one in first("vault", "export", "-").out.split("\n")
            if one
        ]
        text = "\n".join(json.dumps(one) for one in lines)
        for line in lines:
            if line["type"] == "definition":
                text = text.replace(line["id"], definition_id(line["definition"]))
        made = Closeness(folder / "vault")
        assert made("vault", "import", "-", given=text).status == 0
        yield made


SHOWN = [
    *("instrument list", "instrument list --json", "instrument show garden"),
    *("instrument show garden --json", "instrument verify garden", "assess show"),
    *("assess show --plain", "assess show --json", "assess show garden"),
    *("assess show garden --json", "assess show garden --published-lines", "report"),
    *("report --json", "report --plain", "instrument rescore", "", "journal list"),
]


@pytest.mark.parametrize("line", SHOWN)
def test_no_screen_acts_on_a_hostile_instrument(line: str, hostile: Closeness) -> None:
    check_shown(raw(hostile(*line.split())))


def test_the_screens_do_show_what_is_hostile(hostile: Closeness) -> None:
    for line in ("instrument show garden", "assess show garden"):
        assert "\\x1b]0;gone\\x07" in hostile(*line.split()).out


def test_answering_and_amending_act_on_nothing_hostile(hostile: Closeness, tmp_path: Path) -> None:
    shutil.copytree(hostile.vault, tmp_path / "vault")
    mine = Closeness(tmp_path / "vault")
    done = mine("assess", "garden", "--anyway", "--mode=lines", given="?\n\n:s\n\n1\n3\n\n")
    check_shown(raw(done))
    check_shown(raw(mine("assess", "amend", "garden", "--answer=grown=2")))
    check_refused(raw(mine("assess", "amend", "garden", "--answer=grown=9")))
    check_refused(raw(mine("assess", "garden", "--anyway", "--answer=grown=9")))
    file = tmp_path / "page.md"
    check_shown(raw(mine("report", "--markdown", str(file))))
    assert NEVER_SHOWN.search(file.read_text("utf-8")) is None


def test_a_hostile_instrument_leaves_without_controls(hostile: Closeness) -> None:
    controls = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
    for form in (["fhir"], ["redcap"], ["fhir", "--with-answers"]):
        done = hostile("instrument", "export", "garden", "--to", *form)
        assert done.status == 0
        assert controls.search(done.out) is None
        check_shown(raw(done._replace(out="")))


def test_colours_are_only_our_own(hostile: Closeness) -> None:
    program = Program(hostile, {"FORCE_COLOR": "1"})
    for line in ("assess show garden", "instrument show garden"):
        done = program(*line.split())
        plain = re.sub(r"\x1b\[[0-9;]*m", "", done.out.decode())
        check_shown(Raw(done.status, plain.encode(), done.err))


def test_the_screen_of_a_form_acts_on_nothing_hostile(hostile: Closeness, tmp_path: Path) -> None:
    shutil.copytree(hostile.vault, tmp_path / "home" / "vault")
    person = Person(
        {**surroundings(tmp_path / "home"), "CLOSENESS_NOW": "2026-02-14T21:00:00+01:00"}
    )
    terminal = person("assess", "garden").wait_for("1 of 4").press("\x18\x18")
    assert terminal.status() == 0
    assert "\\x1b]0;gone\\x07" in terminal.sent
    for acted_on in ("\x1b]0;", "\x07", "\x9b", "\u202e", "\u2066", "\u2028"):
        assert acted_on not in terminal.sent


MIXED = A_BANK.replace("    items:\n", "    order: shuffle\n    items:\n", 1).replace(
    "    dimensions:", '      - {id: rain, kind: text, text: "Did it rain?"}\n    dimensions:'
)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Someone at a terminal, with a vault of their own, without a passphrase."""
    (tmp_path / "home").mkdir()
    Closeness(tmp_path / "home" / "vault")("vault", "create", "--no-encryption")
    someone = Person(surroundings(tmp_path / "home"))
    yield someone
    for terminal in someone.opened:
        terminal.kill()


def test_a_mixed_form_goes_on_in_its_order_after_a_power_cut(
    person: Person, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(MIXED, "utf-8")
    person.says("instrument", "import", str(tmp_path / "own.yaml"))
    orders: list[list[str]] = []
    for step in (1, 2):
        begun = person("assess", *(["--resume"] if orders else ["garden"]))
        begun.wait_for(f"{step} of 3")
        orders.append(kept_order(person))
        if "Did it rain?" in begun.screen:
            begun.press("no\r")
        else:
            begun.press("1")
        begun.wait_for(f"{step + 1} of 3").kill()
    assert orders[0] == orders[1]
    last = person("assess", "--resume").wait_for("3 of 3")
    stems = {"grown": "how much grew", "weeds": "how much went", "rain": "Did it rain?"}
    assert stems[orders[0][2]] in last.screen


def kept_order(person: Person) -> list[str]:
    vault = Path(person.environment["CLOSENESS_VAULT"])
    lines = [json.loads(one) for one in Closeness(vault)("vault", "export", "-").out.splitlines()]
    [order] = [one["order"] for one in lines if one["type"] == "administration"]
    return list(order)


def test_of_two_who_finish_the_same_form_one_is_kept(person: Person) -> None:
    first = person("assess")
    for at in (1, 2, 3):
        first.wait_for(f"{at} of 4").press("2")
    first.wait_for("4 of 4")
    second = person("assess", "--resume").wait_for("4 of 4")
    first.press("3").wait_for("Anything to remember?").press("\r")
    assert first.status() == 0
    second.press("5")
    assert second.status() in (0, 2)
    assert "Traceback" not in second.sent
    assert "Something went wrong" not in second.sent
    kept = Closeness(Path(person.environment["CLOSENESS_VAULT"]))
    shown = kept("assess", "show", "week", "--json").data
    assert (shown["items"][3]["answer"], shown["amendments"]) == (3, [])


def test_no_spelling_of_a_name_lets_one_guess_oneself(closeness: Closeness) -> None:
    closeness("--as", "Sam", "--yes", "assess", "--answer=connection=6")
    before = closeness("vault", "export", "-").out
    for name in ("Sam", "sam", " SAM ", "Sam\n"):
        done = closeness("--as", "Sam", "assess", f"--as-guess-of={name}", "--answer=connection=6")
        check_refused(raw(done))
    assert closeness("vault", "export", "-").out == before


def given_by(closeness: Closeness, who: list[str]) -> str:
    found: str = closeness(*who, "assess", "show", "--json").data["sets"][0]["administration"]
    return found


def test_only_ones_own_and_finished_sets_are_shown_and_amended(closeness: Closeness) -> None:
    closeness("assess", "--answer=connection=5")
    closeness("--as", "Sam", "--yes", "assess", "--answer=connection=6")
    theirs = given_by(closeness, ["--as", "Sam"])
    closeness("assess", "how-close", "--mode=lines", given="3\nq\n")
    before = closeness("vault", "export", "-").out
    for which in ("0", "01K", "", "_", "ZZZ", "weekk", theirs, theirs[:8], "{0}", "01K%"):
        check_refused(raw(closeness("assess", "show", which)))
        check_refused(raw(closeness("assess", "amend", which, "--answer=connection=3")))
    for answer in ("connection=99", "connection=nan", "=5", "\x1b[2J=1", "heard=not_shown"):
        check_refused(raw(closeness("assess", "amend", "week", f"--answer={answer}")))
    assert closeness("vault", "export", "-").out == before


def together(program: Program, *lines: list[str]) -> list[Raw]:
    """Run several processes at once, and give how each ended."""
    ended: list[Raw] = []
    threads = [
        threading.Thread(target=lambda words=words: ended.append(program(*words)))
        for words in lines
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return ended


def test_corrections_at_once_are_all_kept(kept: Closeness) -> None:
    kept("assess", "--answer=connection=9")
    lines = [["assess", "amend", "week", f"--answer=connection={one}"] for one in (2, 3, 4)]
    for done in together(Program(kept), *lines):
        check_shown(done)
    amendments = kept("assess", "show", "week", "--json").data["amendments"]
    assert {one["after"] for one in amendments} == {2, 3, 4}
    assert [one["before"] for one in amendments] == [9, *(one["after"] for one in amendments[:-1])]


def test_two_sets_at_once_are_both_kept_or_one_refused(kept: Closeness) -> None:
    lines = [["assess", "how-close", f"--answer=safety={one}", "--anyway"] for one in (2, 3)]
    for done in together(Program(kept), *lines):
        check_shown(done)
    assert len(kept("assess", "show", "--json").data["sets"]) == 2


@pytest.mark.parametrize(
    ("line", "status"),
    [
        *(("instrument list", 0), ("instrument show week", 0), ("instrument verify week", 0)),
        *(("instrument export week --with-answers", 0), ("instrument rescore", 0)),
        *(("instrument import -", 0), ("assess show", 0), ("assess show week", 0)),
        *(("assess amend week --answer=close=3", 0), ("assess amend week --answer=x=3", 2)),
        *(("assess --answer=connection=4 --anyway", 0), ("assess --resume", 3), ("settings", 0)),
    ],
)
def test_a_vault_of_the_first_format_opens_and_keeps_its_history(
    line: str, status: int, closeness: Closeness
) -> None:
    closeness.vault.mkdir()
    shutil.copy(DATA / "format-1-plain.db", closeness.vault / "vault.db")
    copied = closeness.vault.parent / "copied"
    shutil.copytree(closeness.vault, copied)
    before = Closeness(copied)("vault", "export", "-").out
    done = closeness(*line.split(), given=A_BANK)
    assert done.status == status, done
    assert "Something went wrong" not in done.err
    assert closeness("vault", "export", "-").out.startswith(before)


@pytest.mark.parametrize(
    "line",
    ["instrument list", "instrument import -", "assess show", "assess amend week", "settings"],
)
def test_an_encrypted_vault_of_the_first_format_is_left_alone(
    line: str, closeness: Closeness
) -> None:
    closeness.vault.mkdir()
    database = closeness.vault / "vault.db"
    shutil.copy(DATA / "format-1-encrypted.db", database)
    before = database.read_bytes()
    check_refused(raw(closeness(*line.split(), given=A_BANK)), status=5)
    assert database.read_bytes() == before
