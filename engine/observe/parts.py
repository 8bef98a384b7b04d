"""A text beside a target in parts: each part with the figure of its name, else of its unit, else in order."""

from __future__ import annotations

from decimal import Decimal

from engine.actuals.figures import Figure as Recorded
from engine.language.findings import finding
from engine.observe.chosen import taken
from engine.observe.model import Observation
from engine.observe.recorded import Figure, RecordedRow
from engine.quantity.counters import same_counters
from engine.targets import Operator, Target, TargetKind


def in_parts(row: RecordedRow) -> Observation | None:
    """The figures of the parts; None where they cannot all be told apart."""
    parts, live = row.target.parts, [one for one in row.figures if one.is_live and one.mention.upper is None]
    if any(one.kind is not TargetKind.QUANTITY for one in parts) or not live or len(live) < len(row.figures):
        return None
    told = [_of(part, parts, live) for part in parts]
    if any(one is None for one in told):
        is_in_order = len(live) == len(parts) and not any(_names(part, one) for part in parts for one in live)
        told = [*live] if is_in_order and _are_alike(parts, live) else []
    if not told:
        return None
    note = finding("actual-parts", text=row.text)
    names = [one.name for one in row.reading.measure.inputs]
    figures = {name: _recorded(one) for name, one in zip(names, told, strict=True) if one is not None}
    return Observation(shown=row.text, parts=figures, findings=(note,))


_OCCASIONS = frozenset(["次", "期", "月", "个月", "季", "季度", "个季度", "周", "天", "日", "旬"])


def how_often(row: RecordedRow) -> Observation | None:
    """How many periods reached what is asked for (6次; 12个月中有7个月达到5%), as the target counts them."""
    counts = [one for one in row.figures if one.is_live and one.mention.unit in _OCCASIONS]
    others = [one for one in row.figures if one not in counts]
    if not counts or len(counts) > 2 or any(not _is_as_strict(one, row.target.parts[0]) for one in others):
        return None
    if len(counts) == 2 and not counts[1].mention.before.lstrip("的").startswith(("中", "里", "内")):
        return None
    return taken(row, counts[-1], is_picked=len(counts) > 1).model_copy(update={"unit": row.target.unit})


def _is_as_strict(figure: Figure, part: Target) -> bool:
    """Whether what was counted is at least what is asked for."""
    value = part.value
    if figure.mention.unit != part.unit or not isinstance(value, Decimal):
        return False
    is_floor = part.operator in (None, Operator.GE, Operator.GT)
    return figure.number >= value if is_floor else figure.number <= value


def _recorded(figure: Figure) -> Recorded:
    mention = figure.mention
    return Recorded(text=mention.written, number=figure.number, unit=mention.unit)


def _names(part: Target, figure: Figure) -> bool:
    words = figure.mention.before + figure.mention.behind
    return bool(part.applies_to) and str(part.applies_to) in words


def _of(part: Target, parts: tuple[Target, ...], live: list[Figure]) -> Figure | None:
    """The one figure of a part's name, or the only one of a unit that no other part has."""
    named = [one for one in live if _names(part, one)]
    if len(named) == 1:
        return named[0]
    alike = [one for one in live if one.mention.unit is not None and one.mention.unit == part.unit]
    rivals = [one for one in parts if same_counters(one.unit, part.unit)]
    return alike[0] if len(alike) == 1 and len(rivals) == 1 and not named else None


def _are_alike(parts: tuple[Target, ...], live: list[Figure]) -> bool:
    return all(one.mention.unit == part.unit for part, one in zip(parts, live, strict=True))
