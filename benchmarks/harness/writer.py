"""Write many entries, and acknowledge each: `writer.py FOLDER PREFIX COUNT KEY MUTANT`.

`stream.py` does the same through the whole program; this one is told its key, so that a harness
kills writes and not Argon2id.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from mutants import MUTANTS

from closeness_cli.bootstrap.clock import SystemClock, SystemIds
from closeness_cli.bootstrap.stores import Stores
from closeness_cli.services.journal import Details, write_entry
from closeness_cli.storage.paths import VaultPaths
from closeness_cli.storage.vault import open_vault

WORDS = " a long #walk after dinner, and a talk about nothing much" * 4


def main() -> None:
    folder, prefix, count, key, mutant = sys.argv[1:]
    MUTANTS[mutant]()
    clock = SystemClock(os.environ)
    connection = open_vault(VaultPaths(Path(folder)), bytes.fromhex(key) or None)
    stores = Stores(connection, clock=clock, ids=SystemIds(clock))
    for number in range(int(count)):
        token = f"{prefix}-{number}"
        if mutant == "hasty":
            print(f"ACK {token}", flush=True)
            time.sleep(0.01)
        write_entry(token + WORDS, Details(), entries=stores.entries, clock=clock)
        if mutant != "hasty":
            print(f"ACK {token}", flush=True)
    connection.close()


if __name__ == "__main__":
    main()
