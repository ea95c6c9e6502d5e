"""Start the program; `--version` answers before anything else is loaded."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    started_as = os.path.basename(sys.argv[0])  # noqa: PTH119 - nothing else is loaded yet
    if os.environ.get("CLOSENESS_NAME") or started_as == "cl":
        from closeness_cli.cli.program_name import take_name

        take_name(os.environ)
    if sys.argv[1:] in (["--version"], ["-V"]):
        from closeness_cli import PROGRAM, __version__

        print(f"{PROGRAM} {__version__}")  # noqa: T201 - nothing else is loaded yet
        return
    import gc

    # Importing makes many objects and no garbage; looking for some costs a tenth of the start.
    gc.set_threshold(100_000)
    from closeness_cli.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
