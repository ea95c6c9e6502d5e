"""Run closeness with a fault: `program.py MUTANT ARGUMENTS…`; an empty name stands for none."""

from __future__ import annotations

import sys

from mutants import MUTANTS

from closeness_cli.__main__ import main

if __name__ == "__main__":
    MUTANTS[sys.argv.pop(1)]()
    main()
