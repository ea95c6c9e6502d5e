"""The screen: what was asked for goes to stdout, everything else to stderr.

People's text comes through `safe` before it is written, here or in the view that made it.
Rich is imported only where a page is painted.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from closeness_cli.presentation import messages
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from closeness_cli.errors import ClosenessError
    from closeness_cli.presentation.blocks import Page
    from closeness_cli.presentation.grid import Look

SCHEMA = "closeness/1"
"""The version of the envelope that `--json` prints."""

PIPED_WIDTH = 80
NARROWEST = 20


class Screen:
    """Writes to the terminal, a pipe or a file."""

    def __init__(
        self,
        stdout: TextIO,
        stderr: TextIO,
        *,
        environment: Mapping[str, str],
        json: bool = False,
        plain: bool = False,
        quiet: bool = False,
    ) -> None:
        self.stdout = stdout
        self.stderr = stderr
        self.json = json
        self.plain = plain
        self._quiet = quiet
        self._environment = environment
        for stream in (stdout, stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a glyph never stops the program

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at stdout."""
        return self.stdout.isatty()

    @property
    def is_simple(self) -> bool:
        """Whether lines are wanted instead of screens."""
        return self.plain or self.is_dumb

    @property
    def is_dumb(self) -> bool:
        """Whether the terminal cannot redraw."""
        return self._environment.get("TERM") == "dumb"

    @property
    def width(self) -> int:
        """Columns to write in; `COLUMNS` decides where it is set."""
        return self._columns(self.stdout) or PIPED_WIDTH

    @property
    def has_colour(self) -> bool:
        """Whether colour is wanted and can be shown."""
        if self._environment.get("NO_COLOR"):
            return False
        if self._environment.get("FORCE_COLOR"):
            return True
        return self.is_terminal and not self.is_dumb

    @property
    def has_unicode(self) -> bool:
        """Whether the output can carry more than ASCII."""
        return (self.stdout.encoding or "ascii").lower().replace("-", "").startswith("utf")

    @property
    def look(self) -> Look:
        """How charts are to be drawn here."""
        from closeness_cli.presentation.grid import Look

        return Look(
            width=self.width,
            colour=self.has_colour,
            unicode=self.has_unicode,
            dark=self._environment.get("CLOSENESS_THEME", "dark") != "light",
        )

    @property
    def questions(self) -> TextIO:
        """Where questions are asked in plain lines: beside the envelope, where there is one."""
        return self.stderr if self.json else self.stdout

    @property
    def has_notes(self) -> bool:
        """Whether remarks are shown: not with `--json`, not with `--quiet`."""
        return not (self.json or self._quiet)

    def pass_on(self, parts: Iterable[str]) -> None:
        """Write what is to be a file: as it is into a pipe, and safely where a person looks."""
        if self.is_terminal:
            parts = (safe(part, multiline=True) for part in parts)
        self.stdout.writelines(parts)

    def say(self, text: str) -> None:
        """Write what was asked for, its paragraphs broken anew where there is less room."""
        if not self.json:
            self.stdout.write(self._fitted(text, min(self.width, PIPED_WIDTH), running=True))

    def done(self, text: str) -> None:
        """Say what was done; `--quiet` is content with the exit status."""
        if self.has_notes:
            self.stdout.write(self._fitted(text, self._columns(self.stdout)))

    def note(self, text: str) -> None:
        """Write something beside what was asked for, to stderr."""
        if self.has_notes:
            self.stderr.write(self._fitted(text, self._columns(self.stderr)))

    def aside(self, text: str) -> None:
        """Write what belongs to a question that is asked on stderr."""
        self.stderr.write(self._fitted(text, self._columns(self.stderr)))

    def note_new_vault(
        self, folder: Path, *, is_encrypted: bool = False, synced_by: str | None = None
    ) -> None:
        """Say where the new vault is, whether it is encrypted, and who copies it elsewhere."""
        name = safe(str(folder))
        self.note(messages.new_vault(name, is_encrypted=is_encrypted, synced_by=synced_by))

    def data(self, command: str, data: object) -> None:
        """Write the JSON envelope; what people wrote is escaped by JSON itself."""
        import json

        envelope = {"schema": SCHEMA, "command": command, "data": data}
        # Escaped to ASCII, so that no control or direction character reaches a terminal.
        self.stdout.write(json.dumps(envelope) + "\n")

    def page(self, page: Page) -> None:
        """Show a page: painted, or with `--plain` one fact a line."""
        self.stdout.write(self.page_text(page))

    def page_text(self, page: Page, *, columns: int | None = None) -> str:
        """Give a page as the text that `page` writes, for so many columns."""
        if self.plain:
            from closeness_cli.presentation.page_text import page_as_plain

            return page_as_plain(page)
        from closeness_cli.presentation.page import page_for_terminal

        look = self.look if columns is None else self.look._replace(width=columns)
        return page_for_terminal(page, look)

    def error(self, error: ClosenessError) -> None:
        """Say what happened and what to do, on stderr, or as JSON on stdout."""
        faults = [safe(one) for one in getattr(error, "faults", ())]
        if self.json:
            self._json_error(error, faults)
            return
        lines = [safe(error.sentence), *(f"  {one}" for one in faults)]
        if error.hint:
            lines.append(f"  {safe(error.hint)}")
        self.stderr.write(self._fitted("\n".join(lines), self._columns(self.stderr)))

    def flush(self) -> None:
        """Hand everything over now, so that a closed pipe shows here."""
        self.stdout.flush()

    def overflows(self, page: Page) -> bool:
        """Whether a page is too tall for the terminal, so that its first line would scroll away."""
        rows = self._terminal_size(self.stdout)[1]
        # The prompt of the shell takes the last row.
        return 0 < rows <= self.page_text(page).count("\n")

    def _columns(self, stream: TextIO) -> int:
        """Count the columns of a stream; 0 where it is no terminal, or does not know."""
        given = self._environment.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return max(int(given), NARROWEST)
        columns = self._terminal_size(stream)[0]
        return max(columns, NARROWEST) if columns else 0

    def _terminal_size(self, stream: TextIO) -> tuple[int, int]:
        """Ask a terminal for its columns and rows; 0 where there is none, or it does not know."""
        try:
            return os.get_terminal_size(stream.fileno())
        except OSError:
            return 0, 0

    def _fitted(self, text: str, width: int, *, running: bool = False) -> str:
        """Break what is too wide by word; lines that nobody looks at stay as they are."""
        longest = max(map(len, text.split("\n")))
        at_most = longest if text.isascii() else 2 * longest
        if self.plain or not width or at_most <= width:
            return text + "\n"
        from closeness_cli.presentation.wrap import fold, refold  # only where it is needed

        return (refold if running else fold)(text, width) + "\n"

    def _json_error(self, error: ClosenessError, faults: list[str]) -> None:
        import json

        said = {
            "status": int(error.status),
            "code": error.code,
            "sentence": safe(error.sentence),
            "hint": safe(error.hint),
        }
        if faults:
            said["faults"] = faults
        self.stdout.write(json.dumps({"schema": SCHEMA, "error": said}) + "\n")
