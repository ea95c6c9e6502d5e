"""Kill writers at a random moment, again and again: what was acknowledged must be there."""

from __future__ import annotations

import random
import subprocess
import time

from target import Result, Target, acknowledged

LONGEST = 0.3
"""Seconds from the first acknowledgement, or from the start, to the kill."""

FROM_START = 0.3
"""The share of kills that are timed from the start, where files are opened and made."""

A_VAULT = 50
"""Kills after which a new vault is taken, so that small ones are killed too."""


def kill(
    n_kills: int,
    *,
    writers: int = 1,
    encrypted: bool = False,
    mutant: str = "",
    start: int | None = None,
) -> Result:
    """Kill so many times, and look after each.

    Args:
        start: Only do the kills of one vault, from this one on.
    """
    starts = range(0, n_kills, A_VAULT) if start is None else [start]
    runs = n_acknowledged = lost = unsound = 0
    for first in starts:
        chance = random.Random(9 + first)
        there: set[str] = set()
        with Target(encrypted=encrypted, mutant=mutant) as target:
            for number in range(first, min(first + A_VAULT, n_kills)):
                new = _killed(target, f"k{number}", writers, chance)
                runs += 1
                n_acknowledged += len(new)
                seen = target.look()
                lost += seen.lacks(there | new)
                unsound += not seen.is_sound
                there = set(seen.tokens)
    what = f"{'encrypted' if encrypted else 'plain'}, {_writers(writers)}"
    return Result("kill -9", what, runs, n_acknowledged, lost, unsound)


def _killed(target: Target, prefix: str, writers: int, chance: random.Random) -> set[str]:
    started = [
        subprocess.Popen(
            target.writer(f"{prefix}-{one}", 100_000),
            env=target.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for one in range(writers)
    ]
    first = started[0].stdout
    assert first is not None
    begun = "" if chance.random() < FROM_START else first.readline()
    time.sleep(chance.random() * LONGEST)
    for one in started:
        one.kill()
    told = [begun + started[0].communicate()[0], *(one.communicate()[0] for one in started[1:])]
    return set().union(*map(acknowledged, told))


def _writers(count: int) -> str:
    return "one writer" if count == 1 else f"{count} writers at once"
