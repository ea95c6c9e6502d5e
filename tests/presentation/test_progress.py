"""How far a long work is: on a terminal only, now and then, and gone in the end."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass

import pytest

from closeness_cli.presentation.progress import PATIENCE, PAUSE, Progress
from closeness_cli.presentation.screen import Screen


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Window(Terminal):
    """One that knows how wide it is, and no more than ASCII."""

    encoding = "ascii"

    def fileno(self) -> int:
        return 2


@dataclass
class Watch:
    """Tells the seconds that a test says."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def a_screen(stderr: io.StringIO, **choices: bool) -> Screen:
    environment = {"TERM": "dumb" if choices.pop("dumb", False) else "xterm"}
    return Screen(io.StringIO(), stderr, environment=environment, **choices)


def test_a_line_comes_after_a_while_and_not_too_often() -> None:
    stream, watch = Terminal(), Watch()
    with Progress(a_screen(stream), seconds=watch) as progress:
        progress.at("import", 500, 2000)
        assert stream.getvalue() == ""
        watch.now += PATIENCE
        progress.at("import", 1000, 2000)
        progress.at("import", 1500, 2000)
        watch.now += PAUSE
        progress.at("import", 2000, 2000)
    assert stream.getvalue() == (
        f"\r\x1b[Kimport  {'█' * 12}{'░' * 12}  1,000 of 2,000"
        f"\r\x1b[Kimport  {'█' * 24}  2,000 of 2,000"
        "\r\x1b[K"
    )


def test_where_the_end_is_not_known_it_counts() -> None:
    stream, watch = Terminal(), Watch()
    progress = Progress(a_screen(stream), seconds=watch)
    watch.now += PATIENCE
    progress.at("read", 42_000)
    assert stream.getvalue() == "\r\x1b[Kread  42,000"


def test_what_stops_takes_the_line_away() -> None:
    stream, watch = Terminal(), Watch()

    def work() -> None:
        with Progress(a_screen(stream), seconds=watch) as progress:
            watch.now += PATIENCE
            progress.at("import", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert stream.getvalue().endswith("1 of 2\r\x1b[K")


def test_what_stops_while_the_line_is_written_takes_it_away() -> None:
    class Stopping(Terminal):
        def flush(self) -> None:
            if "1 of 2" in self.getvalue() and not self.getvalue().endswith("\r\x1b[K"):
                raise KeyboardInterrupt

    stream, watch = Stopping(), Watch()

    def work() -> None:
        with Progress(a_screen(stream), seconds=watch) as progress:
            watch.now += PATIENCE
            progress.at("import", 1, 2)

    with pytest.raises(KeyboardInterrupt):
        work()
    assert stream.getvalue().endswith("1 of 2\r\x1b[K")


@pytest.mark.parametrize("choice", ["json", "quiet", "plain", "dumb"])
def test_it_is_quiet_where_lines_or_nothing_are_wanted(choice: str) -> None:
    stream, watch = Terminal(), Watch()
    with Progress(a_screen(stream, **{choice: True}), seconds=watch) as progress:
        watch.now += PATIENCE
        progress.at("import", 1, 2)
    assert stream.getvalue() == ""


def test_nothing_goes_into_a_file() -> None:
    stream, watch = io.StringIO(), Watch()
    with Progress(a_screen(stream), seconds=watch) as progress:
        watch.now += PATIENCE
        progress.at("import", 1, 2)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        (40, "import  #####-------  42,000 of 100,000"),
        (31, "import  42,000 of 100,000"),
    ],
)
def test_it_never_fills_the_last_column(
    columns: int, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream, watch = Window(), Watch()
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    progress = Progress(a_screen(stream), seconds=watch)
    watch.now += PATIENCE
    progress.at("import", 42_000, 100_000)
    assert stream.getvalue().removeprefix("\r\x1b[K") == shown
    assert len(shown) < columns
