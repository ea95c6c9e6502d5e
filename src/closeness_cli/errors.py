"""Every failure that a person can meet: one sentence, a way out, an exit status."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """How a command ended; `docs/exit-statuses.md` explains each."""

    OK = 0
    FAILED = 1
    WRONG_USE = 2
    NEEDS_TERMINAL = 3
    LOCKED = 4
    UNREADABLE = 5
    INTERRUPTED = 130


class ClosenessError(Exception):
    """Something that a person should be told.

    Args:
        sentence: What happened, in one sentence. It never holds a person's own words.
        hint: What to do next; may be empty.
    """

    status = ExitStatus.FAILED
    code = "failed"

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


class WrongUseError(ClosenessError):
    """An option, an argument or a file that cannot be taken."""

    status = ExitStatus.WRONG_USE
    code = "wrong-use"


class BadInputError(WrongUseError):
    """Data that was brought in and is faulty; each fault is one line."""

    code = "bad-input"

    def __init__(self, sentence: str, faults: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.faults = faults


class NotFoundError(WrongUseError):
    """Nothing here has that id or name."""

    code = "not-found"


class ChangedMeanwhileError(ClosenessError):
    """What was to be changed is not any more what the change began from."""

    code = "changed-meanwhile"


class NeedsTerminalError(ClosenessError):
    """A question must be asked, and there is no terminal to ask it at."""

    status = ExitStatus.NEEDS_TERMINAL
    code = "needs-terminal"


class VaultLockedError(ClosenessError):
    """The key does not open this vault."""

    status = ExitStatus.LOCKED
    code = "locked"


class UnreadableVaultError(ClosenessError):
    """The file is damaged, from a newer version, or no vault at all."""

    status = ExitStatus.UNREADABLE
    code = "unreadable"


class StorageFailedError(ClosenessError):
    """The disk or the folder refused; what was there before is unchanged."""

    code = "storage-failed"


class InterruptedByUserError(ClosenessError):
    """Ctrl-C outside of a form; nothing half-done is kept."""

    status = ExitStatus.INTERRUPTED
    code = "interrupted"
