"""Run closeness with a fault: `program.py MUTANT ARGUMENTS…`; an empty name stands for none.

A new passphrase costs as little as a header may ask for: how slow it is, is not what is measured.
"""

from __future__ import annotations

import sys

from mutants import MUTANTS

from closeness_cli.__main__ import main
from closeness_cli.storage.keys import kdf

if __name__ == "__main__":
    kdf.fitting = kdf.least
    MUTANTS[sys.argv.pop(1)]()
    main()
