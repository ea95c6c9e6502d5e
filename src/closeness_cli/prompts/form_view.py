"""What the screen of a form says: title, progress, question, options, keys."""

from __future__ import annotations

from closeness_cli.core.answering.form import Form, Part
from closeness_cli.core.instruments.instrument import ScaleKind
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.filling import Filling, number_keys
from closeness_cli.prompts.options import key_range, lay_options, overlap_options
from closeness_cli.prompts.pictures import with_picture
from closeness_cli.prompts.sheet import (
    Lines,
    Options,
    Room,
    Sheet,
    footer,
    lay_out,
    styled,
    written,
)
from closeness_cli.prompts.wrapping import width_of, wrap

TYPING_ROWS = 3
"""Rows kept free for typing, however long the question is."""


def form_page(filling: Filling, room: Room) -> Sheet:
    """Lay out the step that a form is at."""
    if filling.is_text:
        return _text_page(filling, room)
    return _number_page(filling, room)


def _number_page(filling: Filling, room: Room) -> Sheet:
    bottom = [*_hint(filling, room), *_number_footer(filling, room)]
    header, question = _header(filling.form, room), _question(filling, room)
    left = room.rows - len(bottom) - len(header) - len(question) - 3
    options = _options(filling, room, left)
    intro = _intro(filling.form, room)
    return lay_out(room, question, header=header, intro=intro, options=options, bottom=bottom)


def _text_page(filling: Filling, room: Room) -> Sheet:
    header, question = _header(filling.form, room), _question(filling, room)
    if filling.asks_to_keep:
        bottom = keep_lines(room)
    else:
        bottom = [*_hint(filling, room), *footer(words.FOOTER_TEXT, room)]
    intro = _intro(filling.form, room)
    return lay_out(room, question, header=header, intro=intro, bottom=bottom, typing=TYPING_ROWS)


def keep_lines(room: Room) -> Lines:
    """Ask what becomes of words that were typed and not yet stored."""
    return [[("class:hint", words.KEEP_ASK)], *footer(words.KEEP_KEYS, room)]


def _header(form: Form, room: Room) -> Lines:
    width, marks = room.width, room.marks
    number, total = form.place
    progress = words.PROGRESS.format(number=number, total=total)
    title = wrap(safe(form.instrument.title), max(1, width - len(progress) - 2))[0]
    blanks = " " * max(1, width - width_of(title) - len(progress))
    done = round(width * (number - 1) / total)
    return [
        [("class:quiet", title + blanks + progress)],
        [("class:bar", marks.bar * done), ("class:rail", marks.rail * (width - done))],
    ]


def _intro(form: Form, room: Room) -> Lines:
    """Say what the questions are about, before the first of them."""
    is_first = form.place[0] == 1
    return written(form.instrument.intro, "class:quiet", room.width) if is_first else []


def _question(filling: Filling, room: Room) -> Lines:
    item, part, width = filling.step.item, filling.step.part, room.width
    if part is Part.LINE_RATING:
        return [
            *written(item.text, "class:quiet", width),
            [],
            *written(_said(filling), "", width),
            [],
            *written(item.rating, "class:question", width),
        ]
    asked = [
        *_guess(filling.form, room),
        *(written(words.PRIVATE, "class:quiet", width) if item.safety else ()),
        *written(item.text, "class:question", width),
        *written(item.help, "class:quiet", width),
    ]
    return [*asked, *_list_so_far(filling, room)] if part is Part.LINE_TEXT else asked


def _guess(form: Form, room: Room) -> Lines:
    """Say on every screen whose answers are guessed."""
    return written(words.as_guess(form), "class:quiet", room.width)


def _said(filling: Filling) -> str:
    value = filling.form.responses[filling.step.item.id].value
    return value[filling.step.line].text if isinstance(value, tuple) else ""


def _list_so_far(filling: Filling, room: Room) -> Lines:
    step = filling.step
    pattern = words.LIST_LINE if step.line else words.LIST_FIRST
    note = pattern.format(number=step.line + 1, most=step.item.most)
    found = written(note, "class:quiet", room.width)
    response = filling.form.responses.get(step.item.id)
    lines = response.value if response and isinstance(response.value, tuple) else ()
    if step.line:
        found.append([])
    for line in lines[: step.line]:
        scale = step.item.scale
        label = scale.label(line.value) if scale and line.value is not None else words.NOT_RATED
        found += written(words.LIST_GIVEN.format(text=line.text, label=label), "", room.width)
    return found


def _options(filling: Filling, room: Room, rows: int) -> Options:
    if filling.scale.kind is ScaleKind.PICTORIAL:
        layouts = with_picture(filling, overlap_options(filling, room), room)
        laid = next((one for one in layouts if len(one.lines) <= rows), layouts[-1])
    else:
        laid = lay_options(filling, room)
    if not filling.shows_keys:
        return laid
    keys = _key_help(filling, room)
    together = Options([*laid.lines, [], *keys], laid.marked)
    return together if len(together.lines) <= rows else Options(keys)


def _number_footer(filling: Filling, room: Room) -> Lines:
    """Write the keys on one line; the numbers, which stand beside the options, give way."""
    numbers, back, skip, *rest = words.FOOTER_NUMBER
    reasons = [words.FOOTER_REASONS[one] for one in filling.step.item.reasons]
    keys = (numbers.format(numbers=key_range(filling, room)), back, skip, *reasons, *rest)
    lines = footer(keys, room)
    return lines if len(lines) == 1 else footer(keys[1:], room)


def _hint(filling: Filling, room: Room) -> Lines:
    return styled(wrap(filling.hint, room.width), "class:hint") if filling.hint else []


def _key_help(filling: Filling, room: Room) -> Lines:
    at_once = number_keys(filling.scale).at_once
    column = max(len(key) for key, _ in words.KEY_HELP) + 2
    offered = {words.FOOTER_REASONS[one][0] for one in filling.step.item.reasons}
    lines: Lines = []
    for key, meaning in words.KEY_HELP:
        if key in ("n", "p") and key not in offered:
            continue
        name = key.format(numbers=key_range(filling, room))
        said = words.KEY_HELP_MOVING if name != key and not at_once else meaning
        for number, line in enumerate(wrap(said, max(8, room.width - column))):
            lead = (name if number == 0 else "").ljust(column)
            lines.append([("class:key", lead), ("class:quiet", line)])
    return lines
