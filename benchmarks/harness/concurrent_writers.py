"""Several processes write at once: nothing is lost, and nobody is refused."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

from target import SECONDS, Result, Target, acknowledged


def stream_at_once(writers: int, each: int, *, encrypted: bool = False, mutant: str = "") -> Result:
    """Let so many processes write so many entries each."""
    with Target(encrypted=encrypted, mutant=mutant) as target:
        started = [
            subprocess.Popen(
                target.writer(f"c{one}", each),
                env=target.environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            for one in range(writers)
        ]
        there = set().union(*(acknowledged(one.communicate(timeout=SECONDS)[0]) for one in started))
        seen = target.look()
    return Result(
        "at once",
        f"{'encrypted' if encrypted else 'plain'}, {writers} processes, {each} entries each",
        writers,
        len(there),
        seen.lacks(there),
        int(not seen.is_sound),
        other=writers * each - len(there),
    )


def add_at_once(writers: int, each: int, *, mutant: str = "") -> Result:
    """Let so many threads run `journal add` so many times each, a process an entry."""
    with Target(mutant=mutant) as target:

        def add_some(one: int) -> set[str]:
            tokens = [f"a{one}-{number}" for number in range(each)]
            return {token for token in tokens if target.add(token)}

        with ThreadPoolExecutor(writers) as pool:
            there = set().union(*pool.map(add_some, range(writers)))
        seen = target.look()
    return Result(
        "at once",
        f"plain, {writers} times `journal add`, {each} entries each",
        writers * each,
        len(there),
        seen.lacks(there),
        int(not seen.is_sound),
        other=writers * each - len(there),
    )
