"""Another name on the screen: `CLOSENESS_NAME`, else `cl` where the program was started as `cl`.

Our sentences name their commands in full, `closeness vault lock`, so that a search finds them.
Under another name those words are exchanged while a module is loaded, in the constants of our own
code. What people wrote is never looked at, however it reads
(`docs/decisions/0018-another-name.md`).
"""

from __future__ import annotations

import re
import sys
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from operator import is_
from types import CodeType
from typing import TYPE_CHECKING

import closeness_cli
from closeness_cli.errors import WrongUseError
from closeness_cli.storage.paths import folder_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COMMANDS = (
    "about|assess|demo|doctor|instrument|journal|report|ritual|settings|vault"
    "|card|checkin|goal|pair|reveal|sync"
)
COMMAND = re.compile(rf"\bcloseness(?= --| (?:{COMMANDS})\b)")
"""The name where it begins a command; a test holds it to the tree, and looks for others."""


def take_name(environment: Mapping[str, str]) -> None:
    """Go by another name from here on; called before anything that has sentences is loaded."""
    try:
        name = folder_name(environment) if environment.get("CLOSENESS_NAME") else "cl"
    except WrongUseError:
        return  # it is said as soon as there is a screen
    if name != closeness_cli.PROGRAM:
        closeness_cli.PROGRAM = name
        sys.meta_path.insert(0, _OwnModules(name))


def renamed(code: CodeType, name: str) -> CodeType:
    """Give the same code, with sentences that call the program by this name."""
    old = code.co_consts
    new = tuple([_renamed(one, name) for one in old])
    return code if all(map(is_, new, old)) else code.replace(co_consts=new)


def _renamed(constant: object, name: str) -> object:
    """Exchange the name in one constant; one without it is the same object, which saves time."""
    if isinstance(constant, str):
        return COMMAND.sub(name, constant) if "closeness " in constant else constant
    if isinstance(constant, CodeType):
        return renamed(constant, name)
    if isinstance(constant, tuple):
        parts = tuple([_renamed(one, name) for one in constant])
        return constant if all(map(is_, parts, constant)) else parts
    return constant


class _OwnModules:
    """Finds our own modules, and has them loaded under the name."""

    def __init__(self, name: str) -> None:
        self._name = name

    def find_spec(
        self,
        module: str,
        path: Sequence[str] | None,
        target: object = None,  # noqa: ARG002 - Python hands it over
    ) -> ModuleSpec | None:
        """Find one of our modules as Python would; everybody else's are left to Python."""
        if not module.startswith("closeness_cli."):
            return None
        spec = PathFinder.find_spec(module, path)
        if spec is not None and isinstance(spec.loader, SourceFileLoader):
            spec.loader = _Loader(spec.loader, self._name)
        return spec


class _Loader(SourceFileLoader):
    """Loads a module from its file, or from the compiled one, which stays as it is."""

    def __init__(self, found: SourceFileLoader, name: str) -> None:
        super().__init__(found.name, found.path)
        self._name = name

    def get_code(self, fullname: str) -> CodeType | None:
        """Give the module's code, its sentences under the name."""
        code = super().get_code(fullname)
        return code and renamed(code, self._name)
