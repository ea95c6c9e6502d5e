"""What a program does to a folder, read from the system calls that strace saw, in order."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CALLS = (
    "openat,pwrite64,write,writev,pwritev,fsync,fdatasync,ftruncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,link,linkat,lseek,mkdir,mkdirat"
)

_BYTES = r'"((?:\\x[0-9a-f]{2})*)"'
_LINE = re.compile(r"(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)")
_HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>")


class Event(NamedTuple):
    """One thing that happened.

    Args:
        kind: `create`, `mkdir`, `write`, `cut`, `sync`, `sync-folder`, `unlink`, `rename`, `link`
            or `said`.
        path: Which file; for `said`, what was acknowledged.
        at: For `write`, the place in the file; for `cut`, its new length.
        to: For `rename` and `link`, the new name.
    """

    kind: str
    path: str
    at: int = 0
    data: bytes = b""
    to: str = ""


def traced(run: Callable[[Sequence[str]], tuple[int, str]], folder: Path, log: Path) -> list[Event]:
    """Run a program under strace, and give what it did to a folder.

    Args:
        run: Runs it with another program around it; gives its status and stderr.

    Raises:
        RuntimeError: The program failed, or used a call that is not understood here.
    """
    seen_by = ["strace", "-f", "-qq", "-y", "-xx", "-s", "4000000", "-o", str(log)]
    status, complaint = run([*seen_by, "-e", f"trace={CALLS}"])
    if status:
        raise RuntimeError(complaint)
    with log.open(encoding="ascii") as lines:
        return list(_events(lines, str(folder)))


def _events(lines: Iterator[str], folder: str) -> Iterator[Event]:
    places: dict[str, int] = {}
    names = {str(one) for one in Path(folder).rglob("*")}
    for line in lines:
        found = _LINE.match(line)
        if found is None or int(found[3]) < 0:
            continue
        call, told, result = found[1], found[2], int(found[3])
        if call == "openat":
            yield from _opened(told, result, folder, places, names)
        elif call.startswith(("rename", "link", "unlink", "mkdir")):
            yield from _named(call, told, folder, names)
        elif handle := _HANDLE.match(told):
            number, path = handle[1], _text(handle[2]).removesuffix(" (deleted)")
            if number == "1" and call == "write":
                for said in _data(told).decode().splitlines():
                    if said.startswith("ACK "):
                        yield Event("said", said.removeprefix("ACK "))
            elif path.startswith(folder):
                yield from _changed(call, told, result, path, number, places)


def _opened(
    told: str, result: int, folder: str, places: dict[str, int], names: set[str]
) -> Iterator[Event]:
    path = os.path.normpath(_data(told).decode())
    if path.startswith(folder):
        places[str(result)] = 0
        if "O_CREAT" in told and path not in names:
            names.add(path)
            yield Event("create", path)
        elif "O_TRUNC" in told:
            yield Event("cut", path)


def _named(call: str, told: str, folder: str, names: set[str]) -> Iterator[Event]:
    paths = [os.path.normpath(_text(one)) for one in re.findall(_BYTES, told)]
    if not paths[-1].startswith(folder):
        return
    kind = re.sub(r"at2?$", "", call)
    if kind in {"unlink", "mkdir"}:
        names.discard(paths[0])
        yield Event(kind, paths[0])
        return
    names.add(paths[1])
    if kind == "rename":
        names.discard(paths[0])
    yield Event(kind, paths[0], to=paths[1])


def _changed(
    call: str, told: str, result: int, path: str, number: str, places: dict[str, int]
) -> Iterator[Event]:
    if call == "pwrite64":
        yield Event("write", path, int(told.rsplit(", ", 1)[1]), _data(told)[:result])
    elif call == "write":
        yield Event("write", path, places.get(number, 0), _data(told)[:result])
        places[number] = places.get(number, 0) + result
    elif call == "lseek":
        places[number] = result
    elif call == "ftruncate":
        yield Event("cut", path, int(told.rsplit(", ", 1)[1]))
    elif call in {"fsync", "fdatasync"}:
        yield Event("sync-folder" if Path(path).is_dir() else "sync", path)
    else:
        raise RuntimeError(f"{call} is not understood here")


def _data(told: str) -> bytes:
    """Give the first quoted argument of a call."""
    found = re.search(_BYTES, told)
    return _decoded(found[1]) if found else b""


def _text(quoted: str) -> str:
    return _decoded(quoted).decode()


def _decoded(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))
