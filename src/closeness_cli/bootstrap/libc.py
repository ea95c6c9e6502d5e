"""Calling a function of the C library, without the slow half of ctypes.

`import ctypes` is a twenty-fifth of all that a short command does; `_ctypes`, its half in C, is
next to nothing, and the few types that are needed are made of the same parts here as there. Where
a Python has another `_ctypes`, ctypes itself does it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_MISSING = (AttributeError, ImportError, OSError, TypeError)
"""What it is called where a function, or a way to call it, is not there."""


class _Library(NamedTuple):
    """The C library, as one of the two shows it; `find` raises one of `_MISSING`."""

    long: Any
    pointer: Any
    byte: Any
    find: Callable[[str], Any]


def call(name: str, *given: int | bytes | bytearray) -> int | None:
    """Call a function that takes longs and pointers, and gives a long.

    Args:
        given: Whole numbers, each as wide as a long: a variadic function is told nothing of
            widths, and would take half of a register for the whole. Bytes are read, as many as
            the function takes; a bytearray can be written to.

    Returns:
        What it gives, errors as negative numbers too; nothing where there is no such function.
    """
    try:
        library = _library()
        function = library.find(name)
        kinds = [library.long if isinstance(one, int) else library.pointer for one in given]
        values = [_shared(library, one) if isinstance(one, bytearray) else one for one in given]
        function.argtypes = kinds
    except _MISSING:
        return None
    return int(function(*values))


def _shared(library: _Library, place: bytearray) -> object:
    return (library.byte * len(place)).from_buffer(place)


@cache
def _library() -> _Library:
    try:
        return _library_of_c()
    except _MISSING:
        return _library_of_ctypes()


def _library_of_c() -> _Library:
    import _ctypes

    # The letters are those of struct; ctypes has the same as c_long, c_void_p and c_char.
    class Long(_ctypes._SimpleCData):  # type: ignore[type-arg] # typeshed alone can name one
        _type_ = "l"

    class Pointer(_ctypes._SimpleCData):  # type: ignore[type-arg] # typeshed alone can name one
        _type_ = "P"

    class Byte(_ctypes._SimpleCData):  # type: ignore[type-arg] # typeshed alone can name one
        _type_ = "c"

    class Function(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_CDECL
        _restype_ = Long

    program = _ctypes.dlopen(None, 0)  # type: ignore[arg-type] # typeshed lacks None
    return _Library(Long, Pointer, Byte, lambda name: Function(_ctypes.dlsym(program, name)))


def _library_of_ctypes() -> _Library:
    import ctypes  # slow to import

    program = ctypes.CDLL(None)

    def find(name: str) -> Any:  # noqa: ANN401 - a class that ctypes makes for each library
        function = program[name]
        function.restype = ctypes.c_long
        return function

    return _Library(ctypes.c_long, ctypes.c_void_p, ctypes.c_char, find)
