"""Write many entries through the product's own service, and acknowledge each when it is durable.

    python benchmarks/stream.py [--vault FOLDER] PREFIX N

prints `ACK PREFIX-0`, `ACK PREFIX-1`, … up to N entries, each line after its entry is on the disk.
For what kills it, cuts its power or runs several at once: what was acknowledged must be there.
"""

from __future__ import annotations

import argparse

from closeness_cli.bootstrap import Choices, real_app
from closeness_cli.services.journal import Details, write_entry

WORDS = " a long #walk after dinner, and a talk about nothing much" * 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--vault", help="A folder; without it, the usual one.")
    parser.add_argument("prefix")
    parser.add_argument("n", type=int)
    given = parser.parse_args()
    made = real_app(Choices(vault=given.vault, quiet=True))
    try:
        made.create_vault(None)
        entries = made.writable().entries
        for number in range(given.n):
            token = f"{given.prefix}-{number}"
            write_entry(token + WORDS, Details(), entries=entries, clock=made.clock)
            print(f"ACK {token}", flush=True)
    except BrokenPipeError:
        pass  # nobody listens any more
    finally:
        made.close()


if __name__ == "__main__":
    main()
