"""REDCap dictionaries: the columns, every fault with its line, formulas, and edits made there."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_text_item, an_instrument, an_item
from closeness_cli.core.instruments.condition import Condition
from closeness_cli.errors import BadInputError
from closeness_cli.storage.exchange.loss import Notes
from closeness_cli.storage.exchange.redcap.dictionary import from_redcap, to_redcap
from closeness_cli.storage.exchange.redcap.table import COLUMNS, read_table, write_table

PUBLISHED = (
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels","Field Note",'
    '"Text Validation Type OR Show Slider Number","Text Validation Min","Text Validation Max",'
    'Identifier?,"Branching Logic (Show field only if...)","Required Field?","Custom Alignment",'
    '"Question Number (surveys only)","Matrix Group Name","Matrix Ranking?","Field Annotation"'
)
"""The first line of a dictionary as REDCap writes it."""

SHORT = "field_name,form_name,field_type,field_label,select_choices_or_calculations"


def dictionary(*rows: str, header: str = SHORT) -> str:
    return "\n".join([header, *rows]) + "\n"


def faults_of(content: str) -> tuple[str, ...]:
    try:
        from_redcap(content, "study.csv")
    except BadInputError as error:
        return error.faults
    return ()


def test_the_columns_are_those_that_redcap_publishes() -> None:
    written = to_redcap(an_instrument()).text
    published = next(csv.reader(io.StringIO(PUBLISHED)))
    assert next(csv.reader(io.StringIO(written))) == published == list(COLUMNS.values())


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("", ("study.csv: line 1: the file is empty",)),
        ("\n\n", ("study.csv: line 1: the file is empty",)),
        (
            "field_name;form_name;field_type;field_label\n",
            ("study.csv: line 1: its columns are parted by semicolons; save it with commas",),
        ),
        (
            "field_name,form_name,field_type\n",
            ("study.csv: line 1: the column 'Field Label' is missing",),
        ),
        (
            "field_name,form_name,field_type,field_label,Field Lable,colour,form_name\n",
            (
                (
                    "study.csv: line 1, column 5: 'Field Lable' is no column of REDCap"
                    " (did you mean 'Field Label'?)"
                ),
                "study.csv: line 1, column 6: 'colour' is no column of REDCap",
                "study.csv: line 1, column 7: 'Form Name' is given twice",
            ),
        ),
        (dictionary("a,f,text"), ("study.csv: line 2: has 3 cells, where 5 columns are",)),
        (
            dictionary('a,f,notes,"One\ntwo",', "b,f,notes,Stem.,", "a,f,notes,Stem.,"),
            ("study.csv: line 5, 'a': is given twice, first in line 2",),
        ),
        (dictionary(",f,notes,Stem.,"), ("study.csv: line 2: has no variable name",)),
        (dictionary("a,f,notes,,"), ("study.csv: form 'f': item 'a' has no text",)),
        (
            dictionary("a,f,notes,\x1b[31mStem.,"),
            ("study.csv: line 2, Field Label: holds the control character U+001B",),
        ),
        (
            dictionary('a,f,notes,"Stem'),
            ("study.csv: line 2: it cannot be read as CSV: unexpected end of data",),
        ),
        (
            dictionary("a,f,picture,Stem.,", 'b,f,radio,Stem.,"1, one"'),
            (
                "study.csv: line 2, 'a': 'picture' is no field type of REDCap",
                "study.csv: line 3, 'b': needs at least two choices, each with a number of its own",
            ),
        ),
        (
            dictionary('a,f,radio,Stem.,"1, one | 1, two"', 'b,f,radio,Stem.,"1, a | 500, b"'),
            (
                "study.csv: line 2, 'a': has the same code twice",
                "study.csv: line 3, 'b': has the code 500, outside of -100 to 100",
            ),
        ),
        (
            dictionary("a,f,file,A picture,"),
            ("study.csv: line 1: no field of it asks anything that can be taken",),
        ),
        (
            dictionary(f"a,f,notes,{'x' * 501},"),
            ("study.csv: form 'f': items[0].text is longer than 500 characters",),
        ),
        ("x" * 2_000_001, ("study.csv: line 1: the file has more than 2,000,000 characters",)),
    ],
)
def test_every_fault_is_told_with_its_line(content: str, faults: tuple[str, ...]) -> None:
    assert faults_of(content) == faults


@pytest.mark.parametrize(
    ("beside", "fault"),
    [
        ("{", "what stands beside it for this program is no JSON"),
        ("[1]", "what stands beside it for this program cannot be read: it is no object"),
        (
            '{""a"":1,""a"":2}',
            "what stands beside it for this program cannot be read: has 'a' twice",
        ),
        ("[" * 100_000, "what stands beside it for this program is no JSON"),
    ],
)
def test_what_rides_beside_is_not_trusted(beside: str, fault: str) -> None:
    header = f"{SHORT},field_annotation"
    row = f'a,f,notes,Stem.,,"@CLOSENESS={beside}"'
    assert f"study.csv: line 2, 'a': {fault}" in faults_of(dictionary(row, header=header))


@pytest.mark.parametrize(
    "patch",
    [
        '{""item"":{""kind"":""scale"",""scale"":{""kind"":""ordinal"",""min"":""a""}}}',
        '{""item"":{""unheard_of"":1}}',
        '{""item"":{""tags"":[1]}}',
        '{""item"":{""show_if"":{""item"":5}}}',
        '{""item"":{""text"":[]}}',
    ],
)
def test_a_patch_of_wrong_types_is_one_fault(patch: str) -> None:
    header = f"{SHORT},field_annotation"
    row = f'a,f,notes,Stem.,,"@CLOSENESS={patch}"'
    assert faults_of(dictionary(row, header=header)) == (
        "study.csv: form 'f': a field that stands beside it for this program has a wrong value",
    )


def test_branching_that_cannot_be_held_is_a_fault_unless_the_loss_is_allowed() -> None:
    header = f"{SHORT},branching_logic"
    content = dictionary("a,f,yesno,Stem.,,", "b,f,notes,Stem.,,[a(1)]='1'", header=header)
    assert faults_of(content) == (
        (
            "study.csv: line 3, 'b': its branching logic cannot be held: 'a(1)' is no choice of an"
            " earlier checkbox"
        ),
    )
    found = from_redcap(content, "study.csv", allow_loss=True)
    assert found.instruments[0].item("b").show_if is None
    assert found.losses[0].shown == (
        "line 3, 'b': its branching logic was left out, so that it is always asked: 'a(1)' is no"
        " choice of an earlier checkbox"
    )


def test_a_label_that_was_changed_there_is_taken_as_it_is_now() -> None:
    made = an_instrument(an_item("close", reverse_scored=True))
    changed = to_redcap(made).text.replace("Stem of close.", "Another stem.")
    found = from_redcap(changed.replace("not at all", "never"), "study.csv").instruments[0]
    assert found.item("close").text == "Another stem."
    scale = found.item("close").scale
    assert scale is not None
    assert scale.labels == {1: "never", 5: "completely"}
    assert found.item("close").reverse_scored


def test_an_item_of_ours_whose_type_was_changed_there_is_named() -> None:
    made = an_instrument(an_item("a"), a_text_item("words"), dimensions=[])
    content = to_redcap(made).text.replace("words,week,,notes", "words,week,,file")
    assert [one.shown for one in from_redcap(content, "study.csv").losses] == [
        "line 5, 'words': its field type was changed to one that is not taken"
    ]


def test_what_is_hidden_is_not_asked() -> None:
    header = f"{SHORT},field_annotation"
    content = dictionary("a,f,notes,Stem.,,", "b,f,notes,Stem.,,@HIDDEN-SURVEY", header=header)
    found = from_redcap(content, "study.csv")
    assert [one.id for one in found.instruments[0].items] == ["a"]
    assert found.losses[0].shown == "line 3, 'b': it is hidden there, so it is not asked here"


def test_a_branch_that_was_added_there_is_taken() -> None:
    made = an_instrument(an_item("a"), an_item("b"))
    rows = list(csv.reader(io.StringIO(to_redcap(made).text, newline="")))
    at = [row[0] for row in rows].index("b")
    rows[at][11] = "[a] = '2'"
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    found = from_redcap(file.getvalue(), "study.csv")
    assert found.instruments[0].item("b").show_if == Condition("a", value=2)


@given(st.dictionaries(st.sampled_from(list(COLUMNS)), st.text(st.characters(codec="utf-8"))))
def test_any_cells_come_back_exactly(cells: dict[str, str]) -> None:
    notes = Notes()
    kept = {name: "".join(one for one in cell if one.isprintable()) for name, cell in cells.items()}
    kept["field_name"] = "a"
    rows = read_table(write_table([kept]), notes)
    assert notes.faults == []
    assert [dict(row.cells) for row in rows] == [dict.fromkeys(COLUMNS, "") | kept]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd", "'+cmd"),
        ("-3", "-3"),
        ("-3+4", "'-3+4"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("3 = 3", "3 = 3"),
    ],
)
def test_no_cell_is_read_as_a_formula_and_each_comes_back(text: str, cell: str) -> None:
    written = write_table([{"field_name": "a", "field_label": text}])
    assert list(csv.reader(io.StringIO(written, newline="")))[1][4] == cell
    assert read_table(written, Notes())[0].cells["field_label"] == text


def test_choices_that_begin_with_a_minus_keep_their_codes() -> None:
    content = dictionary('a,f,radio,Stem.," -1, down | 0, even | 1, up"')
    scale = from_redcap(content, "study.csv").instruments[0].item("a").scale
    assert scale is not None
    assert scale.labels == {-1: "down", 0: "even", 1: "up"}


def test_a_hostile_file_is_refused_at_once() -> None:
    began = time.perf_counter()
    for content in (
        dictionary("a,f,radio,Stem.," + "1,a|" * 100_000),
        dictionary(*(f"a{number},f,notes,Stem.," for number in range(20_000))),
        SHORT + "," * 100_000,
        '"' * 1_000_000,
        dictionary("a,f,notes," + "<" * 100_000 + ","),
        dictionary("a,f,calc,Stem.," + "(" * 100_000),
    ):
        faults_of(content)
    assert time.perf_counter() - began < 8


def test_a_file_has_at_most_two_thousand_fields() -> None:
    faults = faults_of(dictionary(*(f"a{number},f,notes,Stem.," for number in range(2_001))))
    assert faults == ("study.csv: line 2002: the file has more than 2,000 fields",)


def test_not_more_than_a_hundred_faults_are_told() -> None:
    faults = faults_of(dictionary(*(f"a{number},f,odd,Stem.," for number in range(150))))
    assert len(faults) == 101
    assert faults[-1] == "study.csv: 50 more faults"
