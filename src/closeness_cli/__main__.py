"""Start the program; `--version` answers before anything else is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from closeness_cli import __version__

        print(f"closeness {__version__}")  # noqa: T201 - nothing else is loaded yet
        return
    import gc

    # Importing makes many objects and no garbage; looking for some costs a tenth of the start.
    gc.set_threshold(100_000)
    from closeness_cli.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
