"""Where a passphrase comes from: a file descriptor, a program, the terminal. Never an argument."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from closeness_cli.errors import NeedsTerminalError, VaultLockedError, WrongUseError
from closeness_cli.presentation import vault_words as words

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

    from closeness_cli.bootstrap.app import App
    from closeness_cli.bootstrap.terminal import Terminal

COMMAND = "CLOSENESS_PASSPHRASE_COMMAND"
LONGEST = 4096
COMMAND_SECONDS = 30


class Passphrases:
    """Gives passphrases from where they were said to come from.

    Args:
        fd: What `--passphrase-fd` says; each line that comes from there is one passphrase.
        environment: May name a program that prints the passphrase.
    """

    def __init__(
        self, fd: str | None, *, environment: Mapping[str, str], terminal: Terminal
    ) -> None:
        self._fd = None if fd is None else read_descriptor(fd, "--passphrase-fd")
        self._environment = environment
        self._terminal = terminal

    @property
    def has_descriptor(self) -> bool:
        """Whether `--passphrase-fd` was given."""
        return self._fd is not None

    @property
    def are_brought(self) -> bool:
        """Whether one comes from a descriptor or a program, and nobody is asked."""
        return self.has_descriptor or bool(self._environment.get(COMMAND, "").strip())

    def tries(self) -> Iterator[str]:
        """Give what may open the vault, one after the other, until one does.

        Raises:
            NeedsTerminalError: There is nowhere to take one from.
            VaultLockedError: The program failed.
        """
        command = self._environment.get(COMMAND, "")
        if self._fd is not None:
            yield line_of(self._fd)
        elif command.strip():
            yield said_by(command, self._environment)
        elif self._terminal.can_hide:
            with self._terminal.without_echo():
                for question in (words.ASK, words.TRY_AGAIN, words.LAST_TRY):
                    yield self._terminal.ask_hidden(question)
        else:
            raise NeedsTerminalError(
                "This vault is locked, and there is no terminal to ask for its passphrase.",
                "Use --passphrase-fd N or CLOSENESS_PASSPHRASE_COMMAND, or before it:  "
                "closeness vault unlock",
            )

    def new(self) -> str:
        """Give a new passphrase: the next line of the descriptor, else asked for twice.

        Raises:
            NeedsTerminalError: There is nowhere to take one from.
        """
        if self._fd is not None:
            return line_of(self._fd)
        if not self._terminal.can_hide:
            raise NeedsTerminalError(
                "There is no terminal to ask for a new passphrase.",
                "Give it with --passphrase-fd N, one line for each passphrase.",
            )
        with self._terminal.without_echo():
            return self._ask_twice()

    def _ask_twice(self) -> str:
        from closeness_cli.storage.keys.kdf import as_bytes
        from closeness_cli.storage.keys.strength import guesses_log10

        ask, say = self._terminal.ask_hidden, self._terminal.say_aside
        while True:
            first = ask(words.CHOOSE)
            if not first:
                say(words.NOT_EMPTY)
                continue
            try:
                as_bytes(first)
            except WrongUseError as error:
                say(error.sentence)
                continue
            say(words.strength(guesses_log10(first)))
            second = ask(words.AGAIN)
            if second == first:
                return first
            if second:
                say(words.NOT_THE_SAME)


def read_descriptor(given: str, option: str) -> int:
    """Read the number of a file descriptor.

    Raises:
        WrongUseError: It is none.
    """
    if not (given.isascii() and given.isdecimal() and len(given) < 5):
        raise WrongUseError(f"{option} needs the number of a file descriptor.", f"{option} 3")
    return int(given)


def line_of(fd: int) -> str:
    """Read one line from a file descriptor, byte by byte, so that the rest stays for others.

    Raises:
        WrongUseError: Nothing can be read there, or it is too long or not UTF-8.
    """
    line = b""
    try:
        with _hidden(fd):
            while (byte := os.read(fd, 1)) not in (b"", b"\n"):
                line += byte
                if len(line) > LONGEST:
                    raise _too_long()
    except OSError:
        raise WrongUseError(
            "Nothing can be read from the file descriptor of --passphrase-fd.",
            "For example:  closeness report --passphrase-fd 3 3< FILE",
        ) from None
    if not line and not byte:
        raise WrongUseError("The file descriptor gave no passphrase.")
    return _text(line)


def _hidden(fd: int) -> AbstractContextManager[None]:
    """Show nothing of what is typed, where somebody names the terminal itself."""
    from contextlib import nullcontext

    if not os.isatty(fd):
        return nullcontext()
    from closeness_cli.prompts.keyboard import without_echo

    return without_echo(fd)


def said_by(command: str, environment: Mapping[str, str]) -> str:
    """Run a program, without a shell, and give the first line that it prints.

    Raises:
        WrongUseError: The words cannot be told apart, or what it prints is no passphrase.
        VaultLockedError: It failed, or took too long.
    """
    import shlex
    import subprocess  # slow to import

    try:
        arguments = shlex.split(command)
    except ValueError:
        raise WrongUseError(f"{COMMAND} has a quotation mark that is not closed.") from None
    try:
        with subprocess.Popen(  # noqa: S603 - a person named this program
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, env=dict(environment)
        ) as program:
            try:
                out = _read_in_time(program)
                status = 0 if len(out) > LONGEST else program.wait(COMMAND_SECONDS)
            finally:
                program.kill()  # where it has not ended by itself
    except (OSError, ValueError, IndexError, subprocess.TimeoutExpired):
        status, out = -1, b""
    if len(out) > LONGEST:
        raise _too_long()
    if status != 0 or not out:
        ended = f" ended with status {status} and" if status > 0 else ""
        raise VaultLockedError(
            f"{COMMAND}{ended} gave no passphrase.", "Run it by itself to see what it says."
        )
    return _text(out.partition(b"\n")[0])


def _read_in_time(program: subprocess.Popen[bytes]) -> bytes:
    """Read what a program prints, for as long as it may take and as much as a passphrase has."""
    import select
    import subprocess
    import time

    pipe, out = program.stdout, b""
    until = time.monotonic() + COMMAND_SECONDS
    while pipe is not None and len(out) <= LONGEST:
        left = max(0.0, until - time.monotonic())
        if os.name == "posix" and not select.select([pipe], [], [], left)[0]:
            raise subprocess.TimeoutExpired(COMMAND, COMMAND_SECONDS)
        part = os.read(pipe.fileno(), LONGEST + 1)
        if not part:
            return out
        out += part
    return out


def _text(line: bytes) -> str:
    try:
        return line.removesuffix(b"\r").decode()
    except UnicodeDecodeError:
        raise WrongUseError("The passphrase is not UTF-8.") from None


def _too_long() -> WrongUseError:
    return WrongUseError("That is too long for a passphrase.")


def passphrases_of(made: App) -> Passphrases:
    """Say where this command line's passphrases come from."""
    return Passphrases(
        made.choices.passphrase_fd, environment=made.environment, terminal=made.terminal
    )
