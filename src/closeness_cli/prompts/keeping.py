"""Keeping what is being typed, beside the typing: the latest text, in a thread of its own."""

from __future__ import annotations

import time
from threading import Condition, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from closeness_cli.services.ports import DraftKeeper

DELAY = 0.5
"""Seconds from the first key that is not kept yet to keeping it: most typing is a few writes."""

REST = 4.0
"""How many times as long as the last write took to wait at least: a slow disk gets its rest."""

RETRY = 2.0
"""Seconds until a text is tried again that could not be kept, as while another one writes."""

PATIENCE = 3.0
"""Seconds that leaving waits for a write; a disk that hangs must not hold the screen."""


class Keeping:
    """Keeps a text while it is typed. What goes wrong there never disturbs the typing."""

    def __init__(self, draft: DraftKeeper) -> None:
        self._draft = draft
        self._state = Condition()
        self._waiting: str | None = None
        self._unkept: str | None = None
        self._is_busy = self._in_hurry = self._has_ended = False
        self._worked = True
        self._thread: Thread | None = None

    def note(self, text: str) -> None:
        """Take a text that is to be kept soon; a later one takes its place."""
        with self._state:
            self._take(text)

    def now(self, text: str) -> bool:
        """Keep a text at once, and say whether it is."""
        with self._state:
            self._take(text)
            self._in_hurry = True
            self._state.notify_all()
            done = self._state.wait_for(
                lambda: self._waiting is None and not self._is_busy, PATIENCE
            )
            return done and self._worked

    def end(self) -> None:
        """Keep nothing more: what is waiting is forgotten."""
        with self._state:
            self._has_ended = True
            self._state.notify_all()
        if self._thread is not None:
            self._thread.join(PATIENCE)

    def _take(self, text: str) -> None:
        self._waiting = text
        if self._thread is None:
            self._thread = Thread(target=self._work, daemon=True)
            self._thread.start()
        self._state.notify_all()

    def _work(self) -> None:
        last = 0.0
        while (text := self._next(max(DELAY, REST * last))) is not None:
            began = time.monotonic()
            worked = self._keep(text)
            last = time.monotonic() - began
            with self._state:
                self._is_busy, self._worked = False, worked
                self._unkept = None if worked else text
                self._state.notify_all()

    def _next(self, delay: float) -> str | None:
        """Wait for a text, then for the end of the delay; nothing when it has ended."""
        with self._state:
            patience = None if self._unkept is None else RETRY
            self._state.wait_for(lambda: self._waiting is not None or self._has_ended, patience)
            if self._waiting is not None:
                self._state.wait_for(lambda: self._in_hurry or self._has_ended, delay)
            if self._has_ended:
                return None
            text = self._unkept if self._waiting is None else self._waiting
            self._waiting = None
            self._is_busy, self._in_hurry = True, False
            return text

    def _keep(self, text: str) -> bool:
        try:
            self._draft.keep(text)
        except Exception:  # noqa: BLE001 - whatever goes wrong with a draft, the typing goes on
            return False
        return True
