"""Each term that a report uses, in three lines: what it is, how it comes about, what it is not."""

from __future__ import annotations

from typing import NamedTuple


class Term(NamedTuple):
    """A term of the report.

    Args:
        name: As a report says it.
        lines: What it is; how it comes about; what it does not say.
        also: Other words that one may look for it under.
    """

    name: str
    lines: tuple[str, str, str]
    also: tuple[str, ...] = ()


TERMS = (
    Term(
        "after",
        (
            "“After walks” is the day that follows a day with a walk.",
            "Mood on that day is compared with the day after days without one.",
            "It is not said that the walk did it: other things come along with it.",
        ),
        ("the day after", "next day", "next-day mood"),
    ),
    Term(
        "agreement",
        (
            "How far two people give the same scores, set after set; 1 is the same.",
            "The intraclass correlation ICC(A,1) with its interval, from 12 sets on.",
            "It does not say who is right, nor that two people ought to agree.",
        ),
        ("ICC", "consistency"),
    ),
    Term(
        "as wanted",
        (
            "How near an answer is to what you want: 100 is just as wanted.",
            "What you want is the middle of the question, or what you named yourself.",
            "More is not nearer: too much counts as far away as too little.",
        ),
        ("ideal",),
    ),
    Term(
        "band",
        (
            "The shaded part behind a line: where your usual ups and downs lie.",
            "It is your usual range, from your first weeks, and then stays as it is.",
            "A point outside is not yet a change: chance does that now and then.",
        ),
        ("shaded",),
    ),
    Term(
        "break",
        (
            "A gap in the line: from there on the question is worded anew.",
            "Answers before and after are not compared with each other.",
            "It does not say that anything changed between the two of you.",
        ),
        ("gap", "worded anew", "new wording"),
    ),
    Term(
        "came and went",
        (
            "Tags and topics of the earlier and of the later part of a period.",
            "Each day counts once, however often a word stands in it.",
            "A word that is gone may be settled, or just not written about.",
        ),
        ("words", "topics"),
    ),
    Term(
        "cannot tell from noise",
        (
            "What moved is no more than answers move by themselves.",
            "It is said where enough sets are there and none of the limits is passed.",
            "It does not say that nothing changed: a small change can hide in noise.",
        ),
        ("within noise",),
    ),
    Term(
        "depth",
        (
            "How deep you found a conversation: on the surface, in between, deep.",
            "You say it when you write it down; so are the minutes and presence.",
            "It does not say how the other person found it.",
        ),
        ("deep talks", "presence", "minutes"),
    ),
    Term(
        "difference",
        (
            "What one of two people answers more than the other, item by item.",
            "The mean over the sets you share; its error is told from eight sets on.",
            "It does not say whose answer is the right one.",
        ),
        ("gap of two", "differ"),
    ),
    Term(
        "drift",
        (
            "A slow move over the whole time, rather than a step on one day.",
            "It is called so where a straight line fits better than two levels (BIC).",
            "The two often look alike, so neither is ruled out.",
        ),
    ),
    Term(
        "early",
        (
            "Of an answer: given sooner after the last than comparing makes sense.",
            "It is kept, drawn hollow, and left out of comparisons.",
            "An “early” trend rests on fewer than 26 values, and may yet turn.",
        ),
        ("hollow", "early retake", "early trend"),
    ),
    Term(
        "eight everyday things",
        (
            "Talking, feelings, affection, time, ease, room, comfort, and plans.",
            "Each is compared with your own usual, never with other people.",
            "One of them alone says little; all of them have ordinary reasons.",
        ),
    ),
    Term(
        "faded",
        (
            "Of a conflict: it is over, and nobody mended it.",
            "Until then it counts as open; fading is no repair.",
            "It does not say that anything is left between you.",
        ),
    ),
    Term(
        "guess",
        (
            "A set answered as you think the other person would answer it.",
            "Too high or low on the whole, and how far off each: told apart.",
            "The first does not follow from the second, and neither is a grade.",
        ),
        ("guesses", "accuracy", "bias"),
    ),
    Term(
        "half are repaired within",
        (
            "The time after which half of your conflicts have been repaired.",
            "Open ones count for as long as they were known to be open.",
            "It does not say that fast is good, or who began the repair.",
        ),
        ("median repair time", "median", "repair time", "time to repair"),
    ),
    Term(
        "higher, lower",
        (
            "More, or less, of what a question is about than in your first weeks.",
            "Said where the last sets differ from the first by more than noise.",
            "It does not say better or worse, or why.",
        ),
        ("higher", "lower", "higher than your first weeks", "lower than your first weeks"),
    ),
    Term(
        "interval",
        (
            "“95 %: 0.2 to 0.5” is where the true number may well lie.",
            "Made so that it holds the truth in about 95 of 100 such reports.",
            "A wide one says that there is little data, and not that little matters.",
        ),
        ("95 %", "95%", "range of a number", "confidence"),
    ),
    Term(
        "looked at",
        (
            "How many things were compared before this one was told.",
            "Of many things, chance alone makes some look striking; this allows for it.",
            "In the long run, one in ten of those that are told may still be chance.",
        ),
        ("how many were looked at", "weighed together"),
    ),
    Term(
        "mood",
        (
            "From very low to very good, as you named it with an entry.",
            "Of a day it is the mean of its entries that name one.",
            "Days without one are left blank, and stand for nothing.",
        ),
    ),
    Term(
        "more than noise",
        (
            "Too large a difference for the way your answers move by themselves.",
            "The limit is the published noise of a form, or your own first weeks.",
            "It does not say why it moved, or whether it will stay.",
        ),
        ("real change",),
    ),
    Term(
        "moved with",
        (
            "Mood was higher, or lower, on days after something than on others.",
            "Freed of the mood of the day itself, and of the weekday.",
            "“With” is not “because of”: it is a pattern, not proof.",
        ),
        ("a pattern, not proof", "pattern"),
    ),
    Term(
        "n",
        (
            "How many answers, days or weeks a number rests on.",
            "It stands beside each number, as in “14 days” or “26 sets”.",
            "A large n makes a number surer, and not larger.",
        ),
        ("how many", "number of days"),
    ),
    Term(
        "noise",
        (
            "How far your answers move when nothing has changed.",
            "From what is published about a form, or from your own first weeks.",
            "It is no fault in your answers: everybody's move so.",
        ),
        ("wobble", "usual wobble", "error"),
    ),
    Term(
        "p",
        (
            "How often chance alone would show as much as was seen. No page shows it.",
            "It decides, with all else that was looked at, whether a thing is told.",
            "It does not say how large or how important something is.",
        ),
        ("p value", "significance"),
    ),
    Term(
        "percent of the range",
        (
            "Where an answer lies between the lowest, 0, and the highest, 100.",
            "Of several answers it is their mean, turned where high means less.",
            "It is no grade, and never stands for your relationship.",
        ),
        ("percent", "of 100", "score"),
    ),
    Term(
        "published line",
        (
            "A line through a score that somebody else has published.",
            "Shown on request, with its source, and with missing answers allowed for.",
            "It names no illness, whichever side of it a score lies on.",
        ),
        ("cut-off", "threshold"),
    ),
    Term(
        "regularity",
        (
            "In how many of the days or weeks it was meant for a ritual was done.",
            "Days before it began, and after it was stopped, do not count.",
            "It is no duty: what is left out may have been left out on purpose.",
        ),
        ("how regularly",),
    ),
    Term(
        "rise and fall together",
        (
            "Two people's answers go up in the same weeks, and down in the same.",
            "A correlation, set against turning one series past the other; from 40 sets.",
            "A shared weekday or season does that too; it does not say who leads.",
        ),
        ("moving together", "coupling", "together"),
    ),
    Term(
        "set of answers",
        (
            "One time that you answered a form, from its first question to its last.",
            "It is kept as it was asked, so that it shows the same in ten years.",
            "No answer is worth more than another, and any may be skipped.",
        ),
        ("sets", "set", "sets of answers"),
    ),
    Term(
        "settling in",
        (
            "Your very first set with a form, while it is new to you.",
            "It is drawn, and left out of what later sets are compared with.",
            "--with-first takes it in.",
        ),
        ("first set",),
    ),
    Term(
        "shared set",
        (
            "Two people's sets of one form from about the same time.",
            "At most half as far apart as two of one person: three days for a week.",
            "It does not say that the two answered together, or of the same evening.",
        ),
        ("pair of sets", "shared sets"),
    ),
    Term(
        "shift",
        (
            "A step: from about a day on your answers lie on another level.",
            "Found by trying every day, and told with the days it may have been.",
            "It does not say what came on that day; a slow drift looks much alike.",
        ),
        ("step", "change point", "since about"),
    ),
    Term(
        "smooth line",
        (
            "A line through many points that leaves out their small ups and downs.",
            "LOWESS for long series, a moving average for short ones.",
            "It is for the eye alone: no sentence is made from it.",
        ),
        ("curve", "lowess", "moving average"),
    ),
    Term(
        "still open",
        (
            "A conflict that was, as far as is known, neither repaired nor faded.",
            "It counts until the day you last said so, and never until today.",
            "It does not say that anything is wrong: some things stay open.",
        ),
        ("open", "open conflicts", "without a repair"),
    ),
    Term(
        "too early to compare",
        (
            "There is not yet enough for a comparison that could be trusted.",
            "Where a date stands beside it, it is when there may be, at your pace.",
            "It asks nothing of you: there is nothing to catch up with.",
        ),
        ("too early", "from about"),
    ),
    Term(
        "trend",
        (
            "How far your answers went up or down over the whole time.",
            "The middle of all slopes between two answers, from 12 over 8 weeks on.",
            "It does not say that it was a straight line, or that it goes on.",
        ),
        ("slope", "up over", "down over"),
    ),
    Term(
        "unusual week",
        (
            "A week outside your usual range, with another one near it.",
            "The range is that of your first twelve weeks, wide enough for 997 in 1,000.",
            "It does not say that it was a bad week.",
        ),
    ),
    Term(
        "usual range",
        (
            "Where your own answers usually lie, from your first weeks.",
            "Wide enough that a further ordinary week would hardly leave it.",
            "It is your own: nobody else's answers are in it, and it is no goal.",
        ),
        ("within your usual range", "your usual range", "own usual", "usual", "baseline"),
    ),
    Term(
        "weekday",
        (
            "How far mood on one day of the week lies from the rest of its week.",
            "Told where dealing the days anew within weeks hardly ever shows as much.",
            "It does not say that the weekday is the reason.",
        ),
        ("days of the week", "rhythm", "weekdays"),
    ),
)
"""All terms, by the alphabet."""


def find_term(word: str) -> Term | None:
    """Find a term by its name or another word for it, in any case, with blanks or hyphens."""
    wanted = _folded(word)
    return next((one for one in TERMS if wanted in map(_folded, (one.name, *one.also))), None)


def near_term(word: str) -> Term | None:
    """Find the term that a word may be a slip of."""
    from closeness_cli.core.near import nearest

    names = {_folded(one.name): one for one in TERMS}
    others = {_folded(name): one for one in TERMS for name in one.also}
    for known in (names, others):
        if found := nearest(_folded(word), known):
            return known[found]
    return None


def _folded(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").strip("“”\"'.?! ").split())
