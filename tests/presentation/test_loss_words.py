"""What another system does not hold, in few lines."""

from __future__ import annotations

from closeness_cli.presentation.loss_words import loss_lines

EXTENSION = "no field holds it; it rides in an extension"


def test_what_is_lost_for_one_reason_stands_below_it_by_what_it_concerns() -> None:
    assert loss_lines(
        [
            ("close, heard", f"reasons: {EXTENSION}"),
            ("the instrument", f"source: {EXTENSION}"),
            ("the instrument", f"cadence: {EXTENSION}"),
        ]
    ) == [
        "No field holds it; it rides in an extension:",
        "  close, heard: reasons",
        "  the instrument: source, cadence",
    ]


def test_what_is_alone_with_its_reason_is_one_line_as_it_was() -> None:
    alone = [("room", f"ideal: {EXTENSION}"), ("row 3", "it is hidden there")]
    assert loss_lines(alone) == [f"room: ideal: {EXTENSION}", "row 3: it is hidden there"]


def test_sentences_that_are_alike_name_their_places_only() -> None:
    alike = [("row 3", "it is hidden there"), ("row 7", "it is hidden there")]
    assert loss_lines(alike) == ["It is hidden there:", "  row 3", "  row 7"]


def test_nothing_lost_is_no_line() -> None:
    assert loss_lines([]) == []
