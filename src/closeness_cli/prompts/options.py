"""The options of a response scale, one a line or in a row of numbers."""

from __future__ import annotations

from closeness_cli.core.instruments.instrument import ResponseScale, ScaleKind
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
    scale, keys = filling.scale, number_keys(filling.scale)
    if all(value in scale.labels for value in scale.values):
        return list_options(filling, room)
    widest = len(str(max(keys.values)))
    cell = min(WIDEST_CELL, (room.width - INDENT) // len(scale.values))
    labels = _labels_under(scale, room, cell)
    if cell <= widest or (labels is None and len(scale.values) <= SHORT):
        return list_options(filling, room)
    return _row(filling, room, cell, labels or _labels_listed(scale, room))


def list_options(filling: Filling, room: Room) -> Options:
    """Write one option a line, its key before it."""
    listed = _listed(filling, room)
    keys = number_keys(filling.scale)
    if keys.at_once and 10 in keys.values:
        listed.lines.extend([[], *styled(wrap(words.ZERO_IS_TEN, room.width), "class:quiet")])
    return listed


def overlap_options(filling: Filling, room: Room) -> Options:
    """Write the options of a picture, in the same place with and without an earlier answer."""
    listed = _listed(filling, room, says_before=False)
    earlier = filling.form.earlier
    said = ""
    if isinstance(earlier, int):
        said = words.BEFORE_NUMBER.format(number=number_keys(filling.scale).key_of(earlier))
    note: Fragments = [("", " " * INDENT), ("class:before", said)]
    return Options([*listed.lines, note], listed.marked)


def _listed(filling: Filling, room: Room, *, says_before: bool = True) -> Options:
    keys = number_keys(filling.scale)
    column = len(str(max(keys.values)))
    lines: Lines = []
    marked = 0
    for number, value in keys.values.items():
        if value == filling.selected:
            marked = len(lines)
        option = _option(filling, room, value, str(number).rjust(column))
        if says_before and value == filling.form.earlier:
            _add_before(option, room)
        lines += option
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
    found: Lines = []
    for number, line in enumerate(wrap(label, max(8, room.width - len(start)))):
        lead = start if number == 0 else " " * len(start)
        style = "class:marked" if is_marked else ""
        found.append([(style or "class:key", lead), (style, line)])
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
    scale = filling.scale
    numbers = ""
    row: Fragments = []
    for key, value in number_keys(scale).values.items():
        is_marked = value == filling.selected
        text = f"{room.marks.mark if is_marked else ''}{key}"
        end = _ends_at(scale, value, cell)
        row.append(("class:marked" if is_marked else "class:key", text.rjust(end - len(numbers))))
        numbers += row[-1][1]
    return Options([row, *labels, *_notes(filling, room)])


def _ends_at(scale: ResponseScale, value: int, cell: int) -> int:
    """Say in which column a number of the row ends; the first has only its mark before it."""
    return INDENT + 1 + cell * (value - scale.min)


def _labels_under(scale: ResponseScale, room: Room, cell: int) -> Lines | None:
    """Put the labels under their numbers; nothing where they would run together."""
    line = ""
    for value in sorted(scale.labels):
        label = safe(scale.labels[value])
        end = _ends_at(scale, value, cell)
        special = {scale.min: INDENT, scale.max: end - width_of(label)}
        begin = special.get(value, end - 1 - width_of(label) // 2)
        gap = begin - width_of(line)
        if gap < (2 if line else 0) or begin + width_of(label) > room.width:
            return None
        line += " " * gap + label
    return [[("class:label", line)]]


def _labels_listed(scale: ResponseScale, room: Room) -> Lines:
    keys = number_keys(scale)
    column = max(len(str(keys.key_of(value))) for value in scale.labels)
    lines: Lines = [[]]
    for value in sorted(scale.labels):
        label = wrap(safe(scale.labels[value]), max(8, room.width - column - 4))
        for number, line in enumerate(label):
            name = keys.key_of(value) if number == 0 else ""
            lines.append([("class:key", f"  {name:>{column}}  "), ("class:label", line)])
    return lines


def _notes(filling: Filling, room: Room) -> Lines:
    keys, earlier = number_keys(filling.scale), filling.form.earlier
    lines: Lines = []
    if isinstance(earlier, int):
        said = words.BEFORE_NUMBER.format(number=keys.key_of(earlier))
        lines += [[], *styled(wrap(said, room.width), "class:before")]
    note = words.TYPE_NUMBER if not keys.at_once else words.ZERO_IS_TEN if 10 in keys.values else ""
    if note:
        lines += [[], *styled(wrap(note, room.width), "class:quiet")]
    return lines
