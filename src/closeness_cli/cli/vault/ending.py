"""Removing for good: some of the vault, or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import typer

from closeness_cli.cli.journal.telling import AGREE, agreed
from closeness_cli.errors import NeedsTerminalError, NotFoundError, WrongUseError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from closeness_cli.bootstrap import App
    from closeness_cli.bootstrap.last_backup import LastBackup
    from closeness_cli.storage.forgetting import Doomed, Forgetting

app = typer.Typer(rich_markup_mode=None, add_completion=False)


class _Agreement(NamedTuple):
    """That the vault goes, and the last backup that is made before, if one is."""

    backup: LastBackup | None


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
    if not _agreed_to_forget(made, forgetting, doomed):
        made.tell_nothing("vault forget", wording.NOTHING_FORGOTTEN)
        return
    forgetting.remove(doomed)
    n_backups = forgetting.finish(made.paths)
    made.tell(
        "vault forget",
        lambda: {**dict(zip(doomed._fields, counts, strict=True)), "backups": n_backups},
        wording.forgotten(counts, n_backups=n_backups),
    )


def _agreed_to_forget(made: App, forgetting: Forgetting, doomed: Doomed) -> bool:
    """Ask, and show what is about to go to whoever is asked.

    Raises:
        NeedsTerminalError: There is nobody to ask.
    """
    from closeness_cli.presentation import ending_wording as wording

    question = wording.forget_question(tuple(map(len, doomed)))
    if made.choices.yes or made.screen.json or not made.terminal.is_there:
        return agreed(made, question, wording.NO_AGREEMENT, AGREE)
    about = _about(made, forgetting, doomed)
    if about and made.screen.is_simple:
        made.screen.say(about)  # a full screen shows it itself, and leaves nothing of it
    return made.agrees(question, about=about)


def _about(made: App, forgetting: Forgetting, doomed: Doomed) -> str:
    """Say how the newest of what is about to go begin, in lines that fit the screen."""
    from closeness_cli.presentation.ending_wording import MOST_SHOWN, forget_about
    from closeness_cli.prompts.sheet import Room  # only where somebody is asked

    shown = forgetting.beginnings(doomed, MOST_SHOWN)
    if not shown:
        return ""
    look = made.screen.look
    return forget_about(
        shown,
        len(doomed.entries) + len(doomed.sets) - len(shown),
        forgetting.first_day(doomed),
        today=made.clock.now().on,
        look=look._replace(width=Room(look.width, 0, look).width),
    )


@app.command()
def destroy(
    ctx: typer.Context,
    no_backup: bool = typer.Option(
        False, "--no-backup", help="Leave nothing, not even one last backup."
    ),
) -> None:
    """Remove the whole vault for good, the keys first."""
    from closeness_cli.presentation import ending_wording as wording
    from closeness_cli.storage.destroying import destroy as destroy_vault
    from closeness_cli.storage.destroying import has_remains

    made: App = ctx.obj
    if not (made.has_vault or has_remains(made.paths)):
        raise NotFoundError(
            "There is no vault here, so nothing was removed.", "Name another with --vault PATH."
        )
    if not (made.choices.yes or made.terminal.is_there):
        raise NeedsTerminalError(wording.NO_AGREEMENT, wording.AGREE_TO_DESTROY)
    agreement = _agreement(made, no_backup=no_backup)
    if agreement is None:
        made.tell_nothing("vault destroy", wording.NOTHING_DESTROYED)
        return
    backup = None if agreement.backup is None else _keep_last(made, agreement.backup)
    made.close()
    _clear_memory(made)
    is_gone = destroy_vault(made.paths)
    made.tell(
        "vault destroy",
        lambda: {"destroyed": True, "folder_is_gone": is_gone, "backup": _as_data(backup)},
        wording.destroyed(
            str(made.paths.folder),
            is_gone=is_gone,
            backup=None
            if backup is None
            else wording.last_backup(
                str(backup.path), is_encrypted=backup.is_encrypted, is_whole=backup.is_whole
            ),
        ),
    )


def _agreement(made: App, *, no_backup: bool) -> _Agreement | None:
    """Ask what is to stay, then for the word; nothing where everything is to stay."""
    from closeness_cli.bootstrap.last_backup import opened, planned
    from closeness_cli.presentation import ending_wording as wording

    folder = str(made.paths.folder)
    plan = planned(made) if made.has_vault and not no_backup else None
    if plan is not None and not made.choices.yes:
        options = wording.destroy_options(str(plan.path), is_encrypted=plan.is_encrypted)
        chosen = made.terminal.choose(wording.keep_question(folder), options)
        if chosen == wording.STAY:
            return None
        plan = plan if chosen == wording.KEEP else None
    if plan is not None:
        plan = opened(made, plan)
    if made.choices.yes:
        return _Agreement(plan)
    question = (
        wording.destroy_question(folder, None)
        if plan is None
        else wording.destroy_question(folder, str(plan.path), is_whole=plan.is_whole)
    )
    return _Agreement(plan) if made.terminal.ask_line(question, (), _is_agreed) else None


def _keep_last(made: App, plan: LastBackup) -> LastBackup:
    from closeness_cli.bootstrap.last_backup import kept

    return kept(made, plan)


def _as_data(backup: LastBackup | None) -> dict[str, object] | None:
    if backup is None:
        return None
    return {
        "file": str(backup.path),
        "encrypted": backup.is_encrypted if backup.is_whole else None,
        "whole": backup.is_whole,
    }


def _clear_memory(made: App) -> None:
    """Remove what lies in memory beside the vault: its key with the kernel, texts of an editor."""
    from closeness_cli.bootstrap.left_texts import remove_left_texts

    remove_left_texts(made.environment, vault=made.paths.database)
    if made.paths.key_file.exists():
        from closeness_cli.bootstrap.staying_unlocked import forget_all

        forget_all(made)


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
