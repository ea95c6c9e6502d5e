"""What keys do in a line that shows, and in one that does not; after a while nothing shows."""

from __future__ import annotations

import io
from dataclasses import dataclass, field

import pyte
import pytest

from closeness_cli.prompts import idle, words
from closeness_cli.prompts.keyboard import AT_ONCE, Keyboard
from closeness_cli.prompts.quick_exit import CLEAR
from closeness_cli.prompts.typed_line import TypedLine, read_line

LATER = b""
"""A while in which nobody types, among keys."""

LEFT, END_OF_INPUT = "\x18\x18", "\x04"
LONGEST = 100


@dataclass
class Typist:
    """Types keys into a line, at a window of 80 columns.

    Args:
        keys: What is typed, with `LATER` where nobody does.
        shows: Whether the line shows.
        clears: Whether the terminal can be cleared.
        waited: How long each key was waited for.
        suspended: How often the program was stopped.
    """

    keys: list[str | bytes]
    shows: bool = True
    clears: bool = True
    waited: list[float | None] = field(default_factory=list)
    suspended: int = 0
    sent: str = ""

    def line(self) -> str | None:
        """Give what came of it."""
        steps = [
            piece for one in self.keys for piece in ([one] if one == LATER else _bytes_of(one))
        ]
        target = io.StringIO()

        def is_waiting(seconds: float | None) -> bool:
            if seconds == AT_ONCE:
                return bool(steps) and steps[0] != LATER
            self.waited.append(seconds)
            if seconds is not None and steps and steps[0] == LATER:
                del steps[0]
                return False
            return True

        def suspend() -> None:
            self.suspended += 1

        keyboard = Keyboard(lambda: steps.pop(0) if steps else b"", is_waiting, suspend=suspend)
        line = TypedLine(
            target,
            "> ",
            above=lambda: "Where?\n",
            longest=LONGEST,
            shows=self.shows,
            clears=self.clears,
        )
        line.show()
        try:
            return read_line(keyboard, line)
        finally:
            self.sent = target.getvalue()

    @property
    def rows(self) -> list[str]:
        """What one sees at the end."""
        screen = pyte.Screen(80, 24)
        pyte.Stream(screen).feed(self.sent.replace("\n", "\r\n"))
        return [row.rstrip() for row in "\n".join(screen.display).rstrip().splitlines()]


def _bytes_of(typed: str | bytes) -> list[bytes]:
    whole = typed.encode() if isinstance(typed, str) else typed
    return [whole[at : at + 1] for at in range(len(whole))]


@pytest.mark.parametrize("shows", [True, False])
@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("walk\r", "walk"),
        ("walk\nmore\n", "walk"),
        ("Café 散歩\r", "Café 散歩"),
        ("Caf\N{LATIN SMALL LETTER E WITH ACUTE}x\x7f\x7fe\r", "Cafe"),
        ("\x7f\x08walk\r", "walk"),
        ("nonsense\x15walk\r", "walk"),
        ("We walked  home \x17there\x17\x17back\r", "We back"),
        ("wa\x1b[D\x1b[1;5C\x1bOPlk\x1b\r\r", "walk"),
        ("wa\x01\x07\x00lk\r", "walk"),
        ("a\tb\r", "a\tb"),
        ("wa\x04lk\r", "walk"),
        ("wa\x18lk\x18\r", "walk"),
        (b"\xffwa\r", "\udcffwa"),
        ("\r", ""),
        ("a" * (LONGEST + 5) + "\r", "a" * LONGEST),
    ],
)
def test_a_line_is_what_was_typed(keys: str | bytes, line: str, shows: bool) -> None:
    assert Typist([keys], shows=shows).line() == line


@pytest.mark.parametrize("keys", [END_OF_INPUT, "", "wa", f"wa\x15{END_OF_INPUT}"])
def test_there_are_no_more_lines(keys: str) -> None:
    assert Typist([keys]).line() is None


def test_ctrl_c_stops() -> None:
    with pytest.raises(KeyboardInterrupt):
        Typist(["wa\x03"]).line()


@pytest.mark.parametrize("keys", ["sea\r", "sea", END_OF_INPUT])
def test_what_comes_after_a_hidden_line_has_a_row_of_its_own(keys: str) -> None:
    typist = Typist([keys], shows=False)
    typist.line()
    assert typist.sent == "Where?\n> \n"


class TestShowing:
    @pytest.mark.parametrize(
        ("keys", "row"),
        [
            ("walk", "> walk"),
            ("walks\x7f", "> walk"),
            ("散歩\x7f", "> 散"),
            ("We walk\x17sit", "> We sit"),
            ("nonsense\x15walk", "> walk"),
            ("a\tb\x7f\x7fc", "> ac"),
            ("\x1b[31mred", "> red"),
            ("\u202ewe\x9b1m", "> \\u202ewe\\x9b1m"),
            ("we\u202e\x7f", "> we"),
            ("\x18walk", "> walk"),
        ],
    )
    def test_what_is_typed_shows(self, keys: str, row: str) -> None:
        typist = Typist([keys])
        typist.line()
        assert [one.replace("散 ", "散") for one in typist.rows] == ["Where?", row]

    def test_what_cannot_be_wiped_is_written_anew(self) -> None:
        typist = Typist(["a" * 78 + "bc\x7f\x7f\x7f"])
        typist.line()
        assert typist.rows[-1] == "> " + "a" * 77

    def test_what_is_hidden_never_shows(self) -> None:
        typist = Typist(["walk\x7f\x15sea\x17sea", LATER, " more\r"], shows=False)
        assert typist.line() == "more"
        assert typist.sent.replace(CLEAR, "").replace(words.HIDDEN_ANEW, "").split() == [
            *("Where?", ">") * 2
        ]

    def test_it_can_be_suspended_where_it_shows(self) -> None:
        typist = Typist(["wal\x1ak\r"])
        assert typist.line() == "walk"
        assert typist.suspended == 1
        assert typist.sent == "Where?\n> wal\nWhere?\n> walk\n"
        hidden = Typist(["wal\x1ak\r"], shows=False)
        assert hidden.line() == "walk"
        assert hidden.suspended == 0


class TestLeaving:
    @pytest.mark.parametrize("shows", [True, False])
    @pytest.mark.parametrize(
        "keys", [[LEFT], ["wa", LEFT, "lk\r"], [LATER, LEFT], ["a", LATER, LEFT]]
    )
    def test_nothing_is_left_on_the_screen(self, keys: list[str | bytes], shows: bool) -> None:
        typist = Typist(keys, shows=shows)
        with pytest.raises(SystemExit) as left:
            typist.line()
        assert left.value.code == 0
        assert typist.sent.endswith(CLEAR)

    def test_a_terminal_that_cannot_be_cleared_is_left_too(self) -> None:
        typist = Typist(["wa", LEFT], clears=False)
        with pytest.raises(SystemExit) as left:
            typist.line()
        assert left.value.code == 0
        assert typist.sent == "Where?\n> wa\n"

    def test_one_press_before_a_pause_is_half_of_it_no_more(self) -> None:
        assert Typist(["wa\x18", LATER, "x\x18lk\r"]).line() == "walk"


class TestNobodyTyping:
    def test_the_screen_goes_blank_and_a_key_brings_it_back_and_does_nothing_else(self) -> None:
        for key in ("x", "é", "\x1b[A", "\r", "\x03", END_OF_INPUT):
            typist = Typist(["wa", LATER, key, "lk\r"])
            assert typist.line() == "walk"
            before, after = typist.sent.split(CLEAR)
            assert (before, after) == ("Where?\n> wa", "Where?\n> walk\n")

    def test_what_was_hidden_is_forgotten_and_that_is_said(self) -> None:
        typist = Typist(["wa", LATER, "x", "sea\r"], shows=False)
        assert typist.line() == "sea"
        assert typist.sent.endswith(f"{CLEAR}{words.HIDDEN_ANEW}\nWhere?\n> \n")

    def test_where_nothing_was_typed_nothing_is_said(self) -> None:
        typist = Typist([LATER, "x", "sea\r"], shows=False)
        assert typist.line() == "sea"
        assert words.HIDDEN_ANEW not in typist.sent

    def test_it_goes_blank_again(self) -> None:
        typist = Typist(["wa", LATER, "x", LATER, "x", "lk\r"])
        assert typist.line() == "walk"
        assert typist.sent.count(CLEAR) == 2

    def test_half_of_leaving_shows_nothing(self) -> None:
        typist = Typist(["wa", LATER, "\x18", "x", "lk\r"])
        assert typist.line() == "walk"
        assert typist.sent.split(CLEAR)[1:] == ["Where?\n> walk\n"]

    def test_each_key_is_waited_for_as_long(self) -> None:
        typist = Typist(["wa\r"])
        typist.line()
        assert typist.waited == [idle.IDLE_SECONDS] * 3

    def test_a_terminal_that_cannot_be_cleared_never_goes_blank(self) -> None:
        typist = Typist(["wa\r"], clears=False)
        typist.line()
        assert typist.waited == [None] * 3
