"""The sentences that the prompts show; each is plain, short and in the second person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from closeness_cli.core.instruments.instrument import ScaleKind, SkipReason

if TYPE_CHECKING:
    from closeness_cli.core.answering.form import Form

REMEMBER = "Anything to remember?"
REMEMBER_HELP = "Enter to leave it."
LINE_REMEMBER_HELP = "One line; Enter or :q leaves it."

CIRCLES = ("you", "them")

PROGRESS = "{number} of {total}"
BEFORE = "your answer before"
SKIPPED_BEFORE = "You skipped this before."
LOOK_AT_PICTURES = "Move with the arrows to see each picture; a number answers."
LEFT_OUT = {
    SkipReason.SKIPPED: "Skipped. That is fine.",
    SkipReason.NOT_APPLICABLE: "Noted: it does not apply.",
    SkipReason.PREFER_NOT_TO_SAY: "Noted: you keep it to yourself.",
}
PRIVATE = "Private: kept apart from your other answers, and never shown again."
AS_GUESS = "As you think {name} would answer:"
AS_GUESS_OF_ME = "As you think {name} would answer; “me” is {name}:"
"""Where an answer says who does something, from the side of whoever answers."""
FIRST = "This is the first one."
CHOOSE_FIRST = "Choose one first, or press s to skip."
OTHER_KEY = "That key does nothing here. {numbers}; ? shows every key."
NUMBERS = "{first} to {last} answer"
NUMBERS_MOVE = "{first} to {last}, then Enter, answer"
BEFORE_NUMBER = "Your answer before: {number}"
ZERO_IS_TEN = "The key 0 means 10."
TYPE_NUMBER = "Type the number, then Enter."
LIST_LINE = "Line {number} of up to {most}. An empty line ends the list."
LIST_FIRST = "Up to {most} lines, one at a time. An empty line goes on."
LIST_GIVEN = "{text}  ({label})"
NOT_RATED = "not rated"

KEEP_ASK = "Keep it?"
KEEP_KEYS = ("s saves", "d drops it", "any other key goes on writing")
KEEP_KEYS_DRAFT = ("s saves", "k keeps a draft", "d drops it", "any other key goes on")

FOOTER_NUMBER = ("{numbers}", "b back", "s skip", "q pause", "? keys")
FOOTER_REASONS = {
    SkipReason.NOT_APPLICABLE: "n does not apply",
    SkipReason.PREFER_NOT_TO_SAY: "p rather not say",
}
FOOTER_TEXT = ("Enter goes on", "Ctrl-B back", "Ctrl-N skip", "Ctrl-C pause")
FOOTER_REMEMBER = ("Enter goes on", "Ctrl-C leaves it")
FOOTER_CHOOSE = ("Arrows or a number", "Enter", "Ctrl-C stops")
FOOTER_ASKING = ("Enter goes on", "Enter alone leaves it out", "Ctrl-C ends the questions")
FOOTER_QUESTIONS = (
    "Enter goes on",
    "Enter alone leaves it open",
    "Ctrl-B back",
    "Ctrl-S saves",
    "Ctrl-O all in the editor",
    "Ctrl-C leaves",
)
FOOTER_CHOOSE_LONG = ("Arrows or a number, then Enter", "Ctrl-C stops")
LEAVES_AT_ONCE = "Ctrl-X again leaves at once."
END_OF_TEXT = "(end)"
FOOTER_READER = ("Arrows, Space and b scroll", "q leaves")
FOOTER_EDITOR = ("Ctrl-S saves", "Ctrl-Z undoes", "Ctrl-C leaves")

KEY_HELP = (
    ("{numbers}", "answer, and go on"),
    ("arrows, h j k l", "move"),
    ("Enter", "take what is marked"),
    ("b, Backspace", "one back"),
    ("s", "skip; that is always fine"),
    ("n", "it does not apply to you"),
    ("p", "you would rather not say"),
    ("q, Ctrl-C, Ctrl-D", "pause; your answers are kept"),
    ("Ctrl-X Ctrl-X", "leave at once, clear the screen"),
    ("?", "hide this"),
)
KEY_HELP_MOVING = "choose, then Enter"

DRAFT_FAILED = "It could not be kept as a draft, so you are still here. Ctrl-S saves."
EMPTY_EDITOR = "Nothing is written yet. Ctrl-C leaves."
YES = "Yes"
NO = "No"

LINE_HELP_NUMBER = (
    "Type a number {numbers} and press Enter.",
    "b: one back.",
    "s: skip this one.",
    "n: it does not apply to you.",
    "p: you would rather not say.",
    "q: pause; your answers are kept.",
)
LINE_HELP_TEXT = (
    "Your line is the answer. An empty line skips.",
    ":b: one back.",
    ":s: skip this one.",
    ":q: pause; your answers are kept.",
    "To begin your answer with a colon, type two.",
)
LINE_HELP_LEAVES = "Ctrl-X Ctrl-X: leave at once, clear the screen."
LINE_HINT_NUMBER = "A number {numbers}, or b back, s skip,{reasons} q pause, ? help."
LINE_REASONS = {
    SkipReason.NOT_APPLICABLE: " n does not apply,",
    SkipReason.PREFER_NOT_TO_SAY: " p rather not say,",
}
LINE_FROM_TO = "from {lowest} to {highest}"
LINE_ONE_OF = "{first} or {last}"
LINE_HINT_TEXT = "One line, or :b back, :s skip, :q pause, :? help."
LINE_WRONG_NUMBER = "Please type a number {numbers}, or b, s,{letters} q or ?."
LINE_WRONG_COMMAND = "Please type :b, :s, :q or :?. To begin with a colon, type two."
LINE_BEFORE = "Your answer before: {answer}. Press Enter to keep it."
LINE_UNSEEN = "What you type here is not shown."
LINE_PROMPT = "> "
HIDDEN_ANEW = "You were away for a while, so what you had typed is gone. Please begin again."
LINE_QUESTIONS = "One line each; Enter alone leaves a question open. Ctrl-C leaves."
LINE_LEAVE_OUT = "Enter alone leaves it out; Ctrl-C ends the questions."
LINE_CHOOSE_HINT = "A number from 1 to {last}; Enter alone is 1."
LINE_CHOOSE = "Please type a number from 1 to {last}."
LINE_CONFIRM = "{question} y or n; Enter alone is n."
LINE_WRONG_CONFIRM = "Please type y or n."
LINE_WRONG_REMEMBER = "Please type :q to leave it. To begin with a colon, type two."
LINE_TEXT_NOW = "The text as it is:"
LINE_WRITE_ANEW = "Write it anew; with nothing written it stays as it is."
LINE_GO_ON = "Go on under it; with nothing more written it is saved as it is."
LINE_WRITE = "A line with only a dot ends the text. Ctrl-C leaves without saving."
LINE_WRITE_DRAFT = "A line with only a dot ends the text. Ctrl-C leaves it as a draft."


def as_guess(form: Form) -> str:
    """Say whose answers are guessed, and who "me" is where an answer says it; else nothing."""
    if not form.guess_of:
        return ""
    scales = (item.scale for item in form.instrument.items)
    says_me = any(one is not None and one.kind is ScaleKind.ALLOCATION for one in scales)
    return (AS_GUESS_OF_ME if says_me else AS_GUESS).format(name=form.guess_of)
