"""Removing for good: some of the vault, or all of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import typer

from closeness_cli.cli.journal.telling import AGREE, agreed
from closeness_cli.errors import ClosenessError, NeedsTerminalError, NotFoundError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.storage.forgetting import Doomed, Forgetting

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def forget(
    ctx: typer.Context,
    ids: list[str] | None = typer.Argument(
        None, metavar="[ID...]", help="Of entries or sets of answers; the beginning is enough."
    ),
    before: str | None = typer.Option(
        None, "--before", metavar="DATE", help="All that is from before this day."
    ),
    tag: str | None = typer.Option(None, "--tag", help="All entries with this tag."),
) -> None:
    """Remove entries or answers for good."""
    from closeness_cli.presentation import ending_wording as wording
    from closeness_cli.storage.forgetting import Forgetting

    made: App = ctx.obj
    if sum((bool(ids), before is not None, tag is not None)) > 1:
        raise WrongUseError("Name ids, a day or a tag; only one of them.", wording.FORGET_WHAT[1])
    if not made.has_vault:
        raise NotFoundError("There is no vault here yet, so there is nothing to forget.")
    forgetting = Forgetting(made.stores.connection)
    if not ids and before is None and tag is None:
        _finish(made, forgetting)
        return
    doomed = _found(made, forgetting, ids or (), before, tag)
    if not doomed.has_any:
        made.tell_nothing("vault forget", wording.NOTHING_TO_FORGET)
        return
    counts = tuple(map(len, doomed))
    if not agreed(made, wording.forget_question(counts), wording.NO_AGREEMENT, AGREE):
        made.tell_nothing("vault forget", wording.NOTHING_FORGOTTEN)
        return
    forgetting.remove(doomed)
    n_backups = forgetting.finish(made.paths)
    made.tell(
        "vault forget",
        lambda: {**dict(zip(doomed._fields, counts, strict=True)), "backups": n_backups},
        wording.forgotten(counts, n_backups=n_backups),
    )


@app.command()
def destroy(ctx: typer.Context) -> None:
    """Remove the whole vault for good, the keys first."""
    from closeness_cli.presentation import ending_wording as wording
    from closeness_cli.storage.destroying import destroy as destroy_vault

    made: App = ctx.obj
    if not (made.has_vault or made.paths.key_file.exists() or made.paths.backups.is_dir()):
        raise NotFoundError(
            "There is no vault here, so nothing was removed.", "Name another with --vault PATH."
        )
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(wording.NO_AGREEMENT, AGREE)
    folder = str(made.paths.folder)
    if not made.choices.yes and not made.terminal.ask_line(
        wording.destroy_question(folder), (), _is_agreed
    ):
        made.tell_nothing("vault destroy", wording.NOTHING_DESTROYED)
        return
    made.close()
    _clear_memory(made)
    is_gone = destroy_vault(made.paths)
    made.tell(
        "vault destroy",
        lambda: {"destroyed": True, "folder_is_gone": is_gone},
        wording.destroyed(folder, is_gone=is_gone),
    )


def _clear_memory(made: App) -> None:
    """Remove what lies in memory beside the vault: its key with the kernel, texts of an editor."""
    from closeness_cli.bootstrap.left_texts import remove_left_texts

    remove_left_texts(made.environment, vault=made.paths.database)
    if made.paths.key_file.exists():
        from closeness_cli.bootstrap.locking import lock

        with suppress(ClosenessError):  # there is no such key, or no header that names it
            lock(made)


def _found(
    made: App, forgetting: Forgetting, ids: Sequence[str], before: str | None, tag: str | None
) -> Doomed:
    """Find everything that was asked for before anything is removed."""
    from closeness_cli.core.entry import read_tag
    from closeness_cli.storage.forgetting import Doomed

    if before is not None:
        return forgetting.before(made.day(before), person_id=made.person_id())
    if tag is not None:
        return forgetting.tagged(read_tag(tag), person_id=made.person_id())
    found = [forgetting.by_id(one) for one in ids]
    parts = zip(*found, strict=True)
    return Doomed(*(tuple(dict.fromkeys(one for some in part for one in some)) for part in parts))


def _finish(made: App, forgetting: Forgetting) -> None:
    """Remove what an earlier call could not."""
    from closeness_cli.presentation import ending_wording as wording

    if not forgetting.is_unfinished:
        raise WrongUseError(*wording.FORGET_WHAT)
    n_backups = forgetting.finish(made.paths)
    made.tell("vault forget", lambda: {"backups": n_backups}, wording.finished(n_backups=n_backups))


def _is_agreed(line: str) -> bool:
    from closeness_cli.presentation.ending_wording import DESTROY_WORD, NOT_THE_WORD

    if line.strip().lower() != DESTROY_WORD:
        raise WrongUseError(NOT_THE_WORD)
    return True
