"""The parts of a target in one cell (主干道≥98%、背街小巷≥97%): under which name each is recorded, in which unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from engine.explanations import Input
from engine.measures.deadlines import day_name
from engine.targets import Target, TargetKind
from engine.targets.printing import multiplier_beside


def in_parts(target: Target) -> bool:
    """Whether a target names several figures, each recorded by itself."""
    return target.kind is TargetKind.COMPOUND and target.combine != "count"


def promise_of(part: Target) -> Target:
    """What the figure of a part is held against: of a share by a day (6月底完成50%) the share."""
    figures = [one for one in part.parts if one.kind is not TargetKind.DEADLINE]
    return figures[0] if in_parts(part) and len(figures) == 1 else part


def part_inputs(target: Target, name: str) -> tuple[Input, ...]:
    """One input for each part, in their order and no two of one name: by the words of the part, else by the row's; with
    their units where these are the same (培训人次（期）, 培训人次（人次）)."""
    words = [_words(part, name) for part in target.parts]
    names = _told_apart(
        words, [_with_unit(one, promise_of(part)) for one, part in zip(words, target.parts, strict=True)]
    )
    names = _told_apart(names, [f"{one}{number}" for number, one in enumerate(names, 1)])
    return tuple(Input(name=one, unit=promise_of(part).unit) for one, part in zip(names, target.parts, strict=True))


def _words(part: Target, name: str) -> str:
    if part.applies_to:
        return part.applies_to
    due = next((one.value for one in part.parts if one.kind is TargetKind.DEADLINE), None)
    if in_parts(part) and isinstance(due, date):
        return f"截至{due.month}月{due.day}日"
    return day_name(name, part.text) if part.kind is TargetKind.DEADLINE else name


def _with_unit(words: str, part: Target) -> str:
    unit = f"{multiplier_beside(part.unit, part)}{part.unit}"
    return f"{words}（{unit}）" if part.unit and part.kind is not TargetKind.DEADLINE else words


def _told_apart(names: Sequence[str], others: Sequence[str]) -> list[str]:
    """The names, of those that stand more than once the others."""
    times = Counter(names)
    return [other if times[one] > 1 else one for one, other in zip(names, others, strict=True)]
