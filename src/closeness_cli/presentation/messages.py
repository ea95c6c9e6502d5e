"""The sentences that commands say: plain, warm, short, in the second person.

A page that is all words has its own beside its view, and the prompts have `prompts/words.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli import PROGRAM
from closeness_cli.core.entry import MOOD_WORDS
from closeness_cli.core.moment import day_words, moment_words
from closeness_cli.presentation.safe import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from closeness_cli.core.answering.administration import Administration
    from closeness_cli.core.answering.quality import QualityNote
    from closeness_cli.core.answering.sitting import TooSoon
    from closeness_cli.core.entry import Entry, EntryKind
    from closeness_cli.core.instruments.instrument import Instrument
    from closeness_cli.core.instruments.item_bank import ItemBank
    from closeness_cli.core.moment import Moment

SHORT_ID = 10
"""Characters of an id on a screen: the moment it was made, which is nearly always enough."""

WHAT_HAPPENED = "What happened? One line is enough."

NO_TERMINAL_TO_WRITE = "There is no text and no terminal to ask for it."

GIVE_THE_TEXT = 'Give it as closeness journal "text", or pipe it in.'

PAUSED = "Paused. Your answers are kept; go on with:  closeness assess --resume"

KEPT_EARLY = "Kept, and left out of comparisons: it is soon after the last."

ANYWAY = "--anyway keeps your answers all the same, and leaves them out of comparisons."

NOTHING_ANSWERED = "Nothing was kept. That is fine."

ANSWER_UNCHANGED = "Nothing was changed; your answer is as it was."

WHICH_ANSWER = "Which answer would you like to correct?"

NO_SETS = "No answers yet. The four weekly questions:  closeness assess"

SYNCED = (
    "{program} seems to copy this folder elsewhere, perhaps in the middle of a write; safer is a "
    "vault outside it, named with --vault PATH, and only backups in here."
)

THE_OWNER = "the owner of this vault"

SOMEBODY = "somebody"
"""Stands for a person whose record is not here."""

GO_ON = ("Go on where you paused", "Begin again")

SUPPORT = "If something here weighs on you, or you do not feel safe:  closeness about"
"""Ends every form, the same for everyone, whatever was answered."""

TOLD_OF_HISTORY = "told_shell_history"
"""Under which the vault remembers that `SHELL_HISTORY` was said."""

SHELL_HISTORY = (
    "Your shell may keep this line in its history. Next time, `closeness journal` alone asks "
    "you for it."
)

NOTHING_YET = "Nothing here yet. Write a first line with:  closeness journal"

NOTHING_WRITTEN = "Nothing was written. That is fine."

NOTHING_CHANGED = "Nothing was changed."

NOTHING_FOUND = "Nothing found."

IN_TRASH_EMPTY = "The trash is empty."

NO_TAGS = "No tags yet. A word like #walk in an entry becomes one."

INCLUDE_SAFETY = "Include the private safety answers?"

SAFETY_LEFT_OUT = "The private safety answers were left out; --with-safety writes them too."

WRITTEN = "Written. It is plain text: anyone who can read the file can read it."

FIRST_HOME = f"""\
{PROGRAM}: a private place to look at one relationship

  Everything stays in one file on this computer, locked by a passphrase that
  you choose. No network, no reminders. Someone with your account and your
  passphrase can read it. If being found with it could harm you, do not start
  here:  closeness about

  Start with whichever you like, and stop whenever you like.

    closeness journal     write a line or two
    closeness assess      four questions, about a minute
    closeness demo        an invented couple, to see where this leads

  Leave fast, on any screen:  Ctrl-X Ctrl-X
"""


_NOTICED = {
    "fast": "Your answers came very fast.",
    "one_value": "Many of your answers are the same number.",
    "opposite": "Two answers to nearly the same question lie far apart.",
}
"""By kind of note."""

DEMO_FIRST = "INVENTED: half a year of two people who do not exist\n"

DEMO_LAST = """
To begin your own, type any of these:

    closeness assess      four questions, about a minute
    closeness journal     write a line or two
    closeness report      see what you have so far

INVENTED: nothing above is yours, and nothing of it was kept"""


def home(
    today: date,
    *,
    week_can_be_answered: bool = False,
    again: bool = False,
    is_paused: bool = False,
) -> str:
    """Greet someone who has been here before: what one can do, and no count of anything."""
    how = "answered again" if again else "answered"
    week = (
        f"  The four weekly questions can be {how}, if you like.\n\n"
        if week_can_be_answered
        else ""
    )
    paused = (
        "  You paused a form; you can go on with it:  closeness assess --resume\n\n"
        if is_paused
        else ""
    )
    return (
        f"{day_words(today)}\n\n{week}{paused}"
        "    closeness assess      about a minute\n"
        "    closeness journal     one line is plenty\n"
        "    closeness report      your own words and answers so far\n\n"
        "  Nothing here needs doing.\n"
    )


def new_vault(folder: str, *, is_encrypted: bool = False, synced_by: str | None = None) -> str:
    """Say that a vault was made, who can read it, and which program copies it elsewhere."""
    who = (
        "It is encrypted, and opens with your passphrase."
        if is_encrypted
        else "It is not encrypted: anyone who can read your files can read it."
    )
    synced = "" if synced_by is None else f"\n{SYNCED.format(program=synced_by)}"
    return f"A new vault was made in {folder}\n{who}{synced}"


def saved(entry: Entry, person: str | None = None) -> str:
    """Say what was kept: for whom if not for the owner, when, where, under which id and tags."""
    whose = f" for {safe(person)}" if person else ""
    details = [entry.id[:SHORT_ID], safe(entry.moment.zone), *tag_words(entry)]
    return (
        f"Saved{whose}, {entry.visibility}. {moment_words(entry.moment)}.\n  {'  '.join(details)}"
    )


def changed(entry: Entry) -> str:
    """Say that an entry has a new state."""
    where = f"{entry.id[:SHORT_ID]}  {safe(entry.moment.zone)}"
    return f"Changed, {entry.visibility}. {moment_words(entry.moment)}.\n  {where}"


def deleted(entry: Entry) -> str:
    """Say that an entry is in the trash, and how it comes back."""
    short = entry.id[:SHORT_ID]
    return f"In the trash. It comes back with:  closeness journal restore {short}"


def restored(entry: Entry) -> str:
    """Say that an entry is back."""
    return f"Back in your journal. {moment_words(entry.moment)}.\n  {entry.id[:SHORT_ID]}"


def deleted_many(count: int) -> str:
    """Say that several entries are in the trash, and how they come back."""
    return f"In the trash: {count} entries. They come back with:  closeness journal undo"


def restored_many(count: int) -> str:
    """Say that several entries are back."""
    return f"Back in your journal: {count} entries."


def restore_question(count: int) -> str:
    """Ask before the whole trash is taken out."""
    return f"Take {'the entry' if count == 1 else f'all {count} entries'} out of the trash?"


def give_the_text(kind: EntryKind) -> str:
    """Say how the text of an entry of a kind is given."""
    return f'Give it as closeness journal {kind} "text", or pipe it in.'


def faded(entry: Entry) -> str:
    """Say that a conflict is closed without a repair."""
    return f"Noted: it faded. {moment_words(entry.moment)}.\n  {entry.id[:SHORT_ID]}"


def tag_words(entry: Entry) -> list[str]:
    """Write an entry's tags for a screen."""
    return [f"#{safe(tag)}" for tag in entry.tags]


def mood_words(mood: int) -> str:
    """Say a mood: `mood +1, good`."""
    return f"mood {mood:+d}, {MOOD_WORDS[mood]}" if mood else f"mood 0, {MOOD_WORDS[0]}"


def given_for(moment: Moment) -> str:
    """Say which time was understood, and its zone."""
    return f"For {moment_words(moment)}, {safe(moment.zone)}."


def paused_question(waiting: Administration) -> str:
    """Ask whether to go on with a paused set of answers."""
    return f"You paused this on {day_words(waiting.started.on)}."


def too_soon(found: TooSoon) -> str:
    """Say when this was answered, and from when on it makes sense again."""
    return (
        f"You answered this on {day_words(found.answered_on)}; asking again makes sense from "
        f"{day_words(found.again_on)} on."
    )


def too_soon_question(found: TooSoon) -> str:
    """Ask whether to answer although it is too soon."""
    return f"{too_soon(found)} Answer anyway? It is kept, and left out of comparisons."


def guess_kept(name: str, *, in_own_vault: bool) -> str:
    """Say that a guess is kept, and where; nobody else sees it."""
    return f"Your guess about {name} is kept, in {'your own' if in_own_vault else 'this'} vault."


def answer_again_question(notes: Sequence[QualityNote]) -> str:
    """Say what was noticed about a set of answers, and ask whether to answer again."""
    noticed = " ".join(dict.fromkeys(_NOTICED[one.kind] for one in notes))
    return (
        f"{noticed} That may be just how it is. Answer again? Both are kept, and comparisons use "
        "the first."
    )


def add_person_question(name: str) -> str:
    """Ask before a name is kept for the first time."""
    return f"{safe(name)} is not in this vault yet. Add this person?"


def rescored(count: int) -> str:
    """Say how many sets of answers were scored anew."""
    return f"Scored anew: {count} {'set' if count == 1 else 'sets'} of answers."


def checked(bank: ItemBank, notes: Sequence[str]) -> str:
    """Say that a bank has no faults, what is in it, and what could be better."""
    counts = (
        (len(bank.instruments), "instrument", "instruments"),
        (len(bank.profiles), "profile", "profiles"),
        (len(bank.cards), "card", "cards"),
        (len(bank.vectors), "vector", "vectors"),
    )
    there = ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in counts if n)
    said = f"No faults: {there}."
    return "\n".join([said, "Worth a look:", *notes]) if notes else said


def right_question(measure: Instrument) -> str:
    """Ask before somebody's wording is kept."""
    return (
        f"{safe(measure.title)} belongs to its authors. What is known: {safe(measure.licence)} "
        "Do you have the right to use this wording for yourself?"
    )


def attached(profile: str) -> str:
    """Say that a measure can be answered now, and where its wording is."""
    return (
        "Attached. The wording is in your vault only, and leaves it in your own full export "
        f"alone.\n  Answer it:  closeness assess {profile}"
    )


def removed(instrument_id: str) -> str:
    """Say that an instrument of one's own is off the shelf, and that answers to it are not."""
    return f"Off the shelf: {instrument_id}. What you answered stays, and shows as it was asked."


def taken_in(ids: Sequence[str], losses: Sequence[str], notes: Sequence[str]) -> str:
    """Say which instruments are on the shelf now, and what did not come along."""
    lines = [f"On your shelf now: {', '.join(ids)}.", f"  Answer it:  closeness assess {ids[0]}"]
    if losses:
        lines += ["What did not come along:", *losses]
    if notes:
        lines += ["Worth a look:", *notes]
    return "\n".join(lines)


def taken_zone(zone: str) -> str:
    """Say which zone is taken where nothing names one that is known."""
    return f"No time zone that is known is named, so times are in {zone}. Set one: TZ=Europe/Berlin"


def imported(n_added: int, n_known: int, new_people: Sequence[str]) -> str:
    """Say how many lines an import brought, how many were known, and whose they are."""
    known = f" {n_known} were here already." if n_known else ""
    said = f"Imported: {n_added} {'line' if n_added == 1 else 'lines'}.{known}"
    if not new_people:
        return said
    names = ", ".join(map(safe, new_people))
    return (
        f"{said}\n  New people: {names}. Their page:  closeness report --as {safe(new_people[0])}"
    )


def accept_people_question(names: Sequence[str]) -> str:
    """Ask before people are added whom a file names."""
    return (
        f"The file names people who are not in this vault: {', '.join(map(safe, names))}. Add them?"
    )
