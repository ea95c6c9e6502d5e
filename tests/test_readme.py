"""The README's screens are what the program shows now."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text()


def test_the_screen_of_the_demo_is_what_the_demo_shows(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PYTHONUTF8": "1", "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-m", "closeness_cli", "demo"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert _screen("demo") == _without_trailing_blanks(done.stdout)


def test_the_report_of_the_demo_fits_a_window_of_forty_rows() -> None:
    page = _screen("demo").split("To begin your own", 1)[0].splitlines()[2:-1]
    assert page[0].startswith("Feeling close: 8 of 10")
    assert len(page) <= 39
    assert any(line.startswith("One thing to try") for line in page)


def test_every_page_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []


def _screen(name: str) -> str:
    found = re.search(rf"<!-- screen: {name} -->\n```text\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def _without_trailing_blanks(text: str) -> str:
    return "".join(line.rstrip() + "\n" for line in text.splitlines())
