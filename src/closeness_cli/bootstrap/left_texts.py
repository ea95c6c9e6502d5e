"""Texts in files for other editors: in memory only, for this account only, removed afterwards.

Beside each folder with a text lies a file that says what it is going to be. Who writes holds a
lock on it, and the editor inherits that: a file without the lock was left by a crash.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from closeness_cli.bootstrap.terminal import editor_folders
from closeness_cli.core.draft import Draft
from closeness_cli.core.entry import LONGEST_ENTRY, EntryKind
from closeness_cli.core.when import in_zone
from closeness_cli.errors import ClosenessError, StorageFailedError
from closeness_cli.storage.private_files import PRIVATE_FOLDER, new_private_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from closeness_cli.core.moment import Moment
    from closeness_cli.services.ports import Clock
    from closeness_cli.storage.drafts import DraftStore

TEXT = "text.md"
"""The file's name; of an entry it says nothing."""

RESCUED = (f"{TEXT}.save", f"#{TEXT}#")
"""Beginnings of names under which nano and Emacs save a text when they are ended."""

IN_MEMORY = frozenset({"tmpfs", "ramfs"})
"""File systems that are on no disk, but for swap."""

MOUNTS = Path("/proc/self/mounts")


class LeftText:
    """A text in a file of its own.

    Args:
        about: The file that says what the text is going to be.
        lock: The descriptor through which this process holds it.
        before: The digest of the text as it was; no word of it.
        ends_line: Whether it ended with the end of a line.
    """

    def __init__(self, about: Path, lock: int, *, before: str, ends_line: bool) -> None:
        self.folder = about.with_suffix("")
        self.file = self.folder / TEXT
        self.lock = lock
        self._about = about
        self._before = before
        self._ends_line = ends_line

    @property
    def state(self) -> tuple[int, int]:
        """What changes when the editor saves."""
        try:
            found = self._newest().lstat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    @property
    def written_at(self) -> datetime:
        """When the text was saved last."""
        return datetime.fromtimestamp(self.state[0] / 1e9, UTC)

    def text(self) -> str | None:
        """Read what was saved last; nothing where it is as it was, or blank, or no text at all.

        A line end that an editor puts at the end of each file is not the text's. What is not
        UTF-8 is read as Latin-1, so that no byte of it is lost.
        """
        data = self._data()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            text = data.decode("latin-1")
        if not self._ends_line:
            text = text.removesuffix("\n")
        return text if text.strip() and digest(text) != self._before else None

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in the file."""
        return not self._data().strip()

    def remove(self) -> None:
        """Remove the file, and whatever the editor put beside it."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._about.unlink(missing_ok=True)
        with suppress(OSError):  # another text is there
            self._about.parent.rmdir()

    def let_go(self) -> None:
        """Give the lock back."""
        os.close(self.lock)

    def _data(self) -> bytes:
        newest = self._newest()
        if not _is_file(newest):
            return b""
        with suppress(OSError), newest.open("rb") as file:
            return file.read(LONGEST_ENTRY + 2)
        return b""

    def _newest(self) -> Path:
        """Find the file that was saved last: the text's own, or the one an editor rescued."""
        found = [self.file] if _is_file(self.file) else []
        for beginning in RESCUED:
            found += [one for one in self.folder.glob(f"{beginning}*") if _is_file(one)]
        return max(found, key=lambda one: one.lstat().st_mtime_ns, default=self.file)


def digest(text: str) -> str:
    """Give what tells whether a text has changed."""
    return sha256(text.encode(errors="surrogatepass")).hexdigest()


def put_text(environment: Mapping[str, str], text: str, draft: Draft, *, vault: Path) -> LeftText:
    """Write a text into a new file in memory, and hold it.

    Raises:
        StorageFailedError: There is no folder in memory, or it does not take the text.
    """
    base = _folder_in_memory(environment)
    import fcntl  # not on every system; where it is not, there was no folder

    name = os.urandom(8).hex()
    partial, about = base / f".{name}.partial", base / f"{name}.json"
    try:
        lock = new_private_file(partial)
    except OSError as error:
        raise _refused() from error
    before = {"before": digest(text), "ends_line": text.endswith("\n")}
    left = LeftText(about, lock, before=digest(text), ends_line=text.endswith("\n"))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(lock, json.dumps(_about(draft, vault) | before).encode())
        partial.rename(about)
        left.folder.mkdir(mode=PRIVATE_FOLDER)
        with os.fdopen(new_private_file(left.file), "wb") as file:
            file.write((text if text.endswith("\n") or not text else f"{text}\n").encode())
    except OSError as error:
        partial.unlink(missing_ok=True)
        left.remove()
        left.let_go()
        raise _refused() from error
    return left


def take_in_left_texts(
    environment: Mapping[str, str], *, vault: Path, drafts: DraftStore, clock: Clock
) -> bool:
    """Keep as drafts what a crash left of this vault's texts, then remove the files.

    Returns:
        Whether anything was kept.
    """
    has_kept = False
    for base in map(Path, editor_folders(environment)):
        if not _is_own(base):
            continue
        for left, said in _left_in(base, vault):
            try:
                has_kept |= _keep(left, said, drafts, clock)
                left.remove()
            except ClosenessError:
                pass  # the file is the only copy, so it stays
            finally:
                left.let_go()
    return has_kept


def remove_left_texts(environment: Mapping[str, str], *, vault: Path) -> None:
    """Remove what a crash left of a vault's texts, without keeping it."""
    for base in map(Path, editor_folders(environment)):
        if _is_own(base):
            for left, _ in _left_in(base, vault):
                left.remove()
                left.let_go()


def _keep(left: LeftText, said: dict[str, Any], drafts: DraftStore, clock: Clock) -> bool:
    text = left.text()
    if text is None:
        return False
    moment = in_zone(left.written_at, clock.now().zone)
    drafts.keep(_draft(said, text, moment))
    return True


def _left_in(base: Path, vault: Path) -> Iterator[tuple[LeftText, dict[str, Any]]]:
    """Find the texts of a vault that nobody holds, and hold each."""
    import fcntl  # as above

    for about in sorted(base.glob("*.json")):
        try:
            lock = os.open(about, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            said = json.loads(os.read(lock, 65536))
            is_ours = said["vault"] == str(vault.resolve())
        except (OSError, ValueError, KeyError, TypeError):
            is_ours = False
        if is_ours:
            yield LeftText(about, lock, before=said["before"], ends_line=said["ends_line"]), said
        else:
            os.close(lock)


def _about(draft: Draft, vault: Path) -> dict[str, Any]:
    return {
        "vault": str(vault.resolve()),
        "id": draft.id,
        "kind": str(draft.kind),
        "entry_id": draft.entry_id,
        "based_on": draft.based_on,
        "person_id": draft.person_id,
    }


def _draft(said: dict[str, Any], text: str, moment: Moment) -> Draft:
    return Draft(
        id=said["id"],
        text=text,
        moment=moment,
        kind=EntryKind(said["kind"]),
        entry_id=said["entry_id"],
        based_on=said["based_on"],
        person_id=said["person_id"],
    )


def _folder_in_memory(environment: Mapping[str, str]) -> Path:
    for base in map(Path, editor_folders(environment)):
        if not _is_in_memory(base.parent):
            continue
        with suppress(OSError):
            base.mkdir(mode=PRIVATE_FOLDER)
        if _is_own(base):
            return base
    raise StorageFailedError(
        "There is no folder in memory here for another editor's file, so nothing was written.",
        "Leave out --editor: the small editor needs no file.",
    )


def _is_own(base: Path) -> bool:
    """Say whether a folder is this account's and closed to all others, and no link."""
    try:
        found = base.lstat()
    except OSError:
        return False
    is_closed = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == PRIVATE_FOLDER
    return is_closed and found.st_uid == os.getuid()


def _is_in_memory(folder: Path) -> bool:
    """Say whether a folder lies in a file system that is in memory."""
    try:
        within = folder.resolve(strict=True)
        mounts = [line.split(" ") for line in MOUNTS.read_text(errors="replace").splitlines()]
    except OSError:
        return False
    kinds = {Path(place.replace("\\040", " ")): kind for _, place, kind, *_ in mounts}
    mounted = next((one for one in (within, *within.parents) if one in kinds), None)
    return mounted is not None and kinds[mounted] in IN_MEMORY


def _is_file(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _refused() -> StorageFailedError:
    return StorageFailedError(
        "The folder in memory does not take the text, so nothing was written.",
        "Leave out --editor: the small editor needs no file.",
    )
