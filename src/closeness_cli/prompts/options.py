"""The options of a response scale, one a line or in a row of numbers."""

from __future__ import annotations

from closeness_cli.core.instrument import ResponseScale, ScaleKind
from closeness_cli.presentation.safe import safe
from closeness_cli.prompts import words
from closeness_cli.prompts.filling import Filling, number_keys
from closeness_cli.prompts.sheet import Fragments, Lines, Options, Room, styled
from closeness_cli.prompts.wrapping import width_of, wrap

WIDEST_CELL = 6
"""Columns of one number in a row, where there is room."""


SHORT = 7
"""Points up to which a scale is rather a list than a row with its labels somewhere else."""

INDENT = 2
"""Columns before an option: its mark, and a blank."""


def lay_options(filling: Filling, room: Room) -> Options:
    """Lay a scale out: a list where every point has a label, else a row if it fits."""
    scale = filling.scale
    if all(value in scale.labels for value in scale.values):
        return list_options(filling, room)
    widest = max(len(room.marks.number(value)) for value in scale.values)
    cell = min(WIDEST_CELL, (room.width - INDENT) // len(scale.values))
    labels = _labels_under(scale, room, cell)
    if cell <= widest or (labels is None and len(scale.values) <= SHORT):
        return list_options(filling, room)
    return _row(filling, room, cell, labels or _labels_listed(scale, room))


def list_options(filling: Filling, room: Room) -> Options:
    """Write one option a line, its key before it."""
    keys = number_keys(filling.scale)
    column = max(len(str(number)) for number in keys.values)
    lines: Lines = []
    marked = 0
    for number, value in keys.values.items():
        if value == filling.selected:
            marked = len(lines)
        lines += _option(filling, room, value, str(number).rjust(column))
    if keys.at_once and 10 in keys.values:
        lines += [[], *styled(wrap(words.ZERO_IS_TEN, room.width), "class:quiet")]
    return Options(lines, marked)


def label_of(scale: ResponseScale, value: int) -> str:
    """Say a value in words, safe to show; empty where it has none."""
    if value in scale.labels:
        return safe(scale.labels[value])
    if scale.kind is not ScaleKind.PICTORIAL:
        return ""
    from closeness_cli.presentation.charts import OVERLAP_WORDS  # only needed for pictures

    return OVERLAP_WORDS.get(value - scale.min + 1, "").capitalize()


def key_range(filling: Filling, room: Room) -> str:
    """Say which number keys there are, as in 1-7."""
    keys = number_keys(filling.scale)
    return f"{min(keys.values)}{room.marks.to}{max(keys.values)}"


def _option(filling: Filling, room: Room, value: int, key: str) -> Lines:
    scale, marks = filling.scale, room.marks
    is_marked = value == filling.selected
    start, label = f"{marks.mark if is_marked else ' '} {key}  ", label_of(scale, value)
    if number_keys(scale).are_places:
        start += f"{marks.number(value):>{len(marks.number(scale.min))}}  "
    found: Lines = []
    for number, line in enumerate(wrap(label, max(8, room.width - len(start)))):
        lead = start if number == 0 else " " * len(start)
        style = "class:marked" if is_marked else ""
        found.append([(style or "class:key", lead), (style, line)])
    if value == filling.form.earlier:
        _add_before(found, room)
    return found


def _add_before(option: Lines, room: Room) -> None:
    """Mark the earlier answer, on a line of its own where there is no room beside it."""
    note = ("class:before", words.BEFORE)
    used = sum(width_of(text) for _, text in option[-1])
    if used + 3 + len(words.BEFORE) <= room.width:
        option[-1] += [("", "   "), note]
    else:
        option.append([("", " " * len(option[0][0][1])), note])


def _row(filling: Filling, room: Room, cell: int, labels: Lines) -> Options:
    keys = number_keys(filling.scale)
    names, numbers = "", ""
    row: Fragments = []
    for key, value in keys.values.items():
        is_marked = value == filling.selected
        style = "class:marked" if is_marked else "" if keys.are_places else "class:key"
        end = _ends_at(filling.scale, value, room, cell)
        text = (room.marks.mark if is_marked else "") + room.marks.number(value)
        row.append((style, text.rjust(end - len(numbers))))
        numbers += row[-1][1]
        names += str(key).rjust(end - len(names))
    above: Lines = [[("class:key", names)]] if keys.are_places else []
    return Options([*above, row, *labels, *_notes(filling, room)])


def _ends_at(scale: ResponseScale, value: int, room: Room, cell: int) -> int:
    """Say in which column a number of the row ends; the first has only its mark before it."""
    return INDENT + len(room.marks.number(scale.min)) + cell * (value - scale.min)


def _labels_under(scale: ResponseScale, room: Room, cell: int) -> Lines | None:
    """Put the labels under their numbers; nothing where they would run together."""
    line = ""
    for value in sorted(scale.labels):
        label = safe(scale.labels[value])
        end = _ends_at(scale, value, room, cell)
        special = {scale.min: INDENT, scale.max: end - width_of(label)}
        begin = special.get(value, end - 1 - width_of(label) // 2)
        gap = begin - width_of(line)
        if gap < (2 if line else 0) or begin + width_of(label) > room.width:
            return None
        line += " " * gap + label
    return [[("class:label", line)]]


def _labels_listed(scale: ResponseScale, room: Room) -> Lines:
    column = max(len(room.marks.number(value)) for value in scale.labels)
    lines: Lines = [[]]
    for value in sorted(scale.labels):
        label = wrap(safe(scale.labels[value]), max(8, room.width - column - 4))
        for number, line in enumerate(label):
            name = room.marks.number(value) if number == 0 else ""
            lines.append([("class:key", f"  {name:>{column}}  "), ("class:label", line)])
    return lines


def _notes(filling: Filling, room: Room) -> Lines:
    earlier = filling.form.earlier
    lines: Lines = []
    if isinstance(earlier, int):
        said = words.BEFORE_NUMBER.format(number=room.marks.number(earlier))
        lines += [[], *styled(wrap(said, room.width), "class:before")]
    if said := _key_note(filling.scale, room):
        lines += [[], *styled(wrap(said, room.width), "class:quiet")]
    return lines


def _key_note(scale: ResponseScale, room: Room) -> str:
    keys = number_keys(scale)
    if keys.are_places:
        lowest, highest = room.marks.number(scale.min), room.marks.number(scale.max)
        last = max(keys.values)
        return words.POSITIONS.format(last=last, lowest=lowest, highest=highest)
    if not keys.at_once:
        return words.TYPE_NUMBER
    return words.ZERO_IS_TEN if 10 in keys.values else ""
