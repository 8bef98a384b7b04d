"""Live Excel formulas: the result of a declared formula, and whether a figure falls short of its target.

They help whoever fills the workbook in and are never read back: points come from the recorded figures alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from engine.explanations import Formula
from engine.explanations.expressions import Node, has_factor, parse
from engine.explanations.formulas import literal, scales
from engine.measures import Limit, Measure, MeasureKind
from engine.quantity import Dimension, convert, plain, unit_of
from engine.targets import Operator, Target, TargetKind
from engine.targets.amounts import MULTIPLIERS
from engine.workbooks.requested import Item, ItemKind, Requested, Way

MET, SHORT = "达标", "未达标"
IN_TIME, OVER_TIME, UNFINISHED = "在限内", "超限", "未完成"
EMPTY = '""'
HUNDRED = Decimal(100)
_SIGNS = {"+": "+", "-": "-", "×": "*", "÷": "/"}
_BREAKS = {Operator.LE: ">", Operator.LT: ">=", Operator.GE: "<", Operator.GT: "<=", Operator.EQ: "<>"}


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"


def _written(node: Node, cells: Mapping[str, str]) -> str:
    """An expression in Excel's notation; ∑ of one cell is that cell."""
    if node.op == "number":
        return _number(literal(node.text))
    if node.op == "name":
        return cells[node.text]
    if node.op in ("∑", "()"):
        return f"({_written(node.parts[0], cells)})"
    left, right = (_written(part, cells) for part in node.parts)
    return f"{left}{_SIGNS[node.op]}{right}"


def _scaled(formula: Formula, cells: Mapping[str, str], items: Sequence[Item]) -> dict[str, str]:
    """Each cell in the unit that the formula computes with; one under a % format holds a share of 1 already, one in 万元 ten
    thousandths."""
    factors, scaled = scales(formula), {}
    multipliers = {one.name: int(MULTIPLIERS.get(one.multiplier, 1)) for one in items}
    for one in formula.inputs:
        factor = factors[one.name] * multipliers.get(one.name, 1) * (100 if one.unit == "%" else 1)
        scaled[one.name] = cells[one.name] if factor == 1 else f"({cells[one.name]}*{_number(factor)})"
    return scaled


def result_formula(requested: Requested, cells: Mapping[str, str]) -> str | None:
    """The formula of the row's result, empty until all its cells hold numbers; None where nothing is computed.

    ``cells`` gives the cell of each item. A percentage is a share of 1, to be shown under a % format.
    """
    formula, measure = requested.measure.formula, requested.measure
    if measure.kind is MeasureKind.CHANGE and formula is None:
        before, after = (cells[one.name] for one in requested.items)
        expression = None if _is_points(requested.target) else f"({after}-{before})/{before}"
    else:
        expression = _declared(formula, cells, requested.items) if formula is not None else None
    if expression is None:
        return None
    known = ",".join(cells.values())
    return f'=IF(COUNT({known})<{len(cells)},"",IFERROR({expression},""))'


def _declared(formula: Formula, cells: Mapping[str, str], items: Sequence[Item]) -> str | None:
    read = parse(formula.expression)
    if read is None or any(one.name not in cells for one in formula.inputs):
        return None
    expression = _written(read.expression, _scaled(formula, cells, items))
    is_in_points = formula.percent and has_factor(read.expression, "100")
    return f"({expression})/100" if is_in_points else expression


def _is_points(target: Target) -> bool:
    return target.unit not in (None, "%")


def is_share(requested: Requested) -> bool:
    """Whether the row's result is a percentage."""
    formula = requested.measure.formula
    if formula is not None:
        return formula.percent
    return requested.measure.kind is MeasureKind.CHANGE or (
        target_unit(requested.target) == "%" and requested.way is not Way.VALUE
    )


def target_unit(target: Target) -> str | None:
    """The unit of a target, taken from the explanation where it has none itself."""
    return target.unit or target.unit_inferred


def _bound(value: Decimal, unit: str | None, item: Item | None, measure: Measure, share: bool) -> str | None:
    """A target's number as the cell holds it; None where the two cannot be held against each other in a sheet."""
    if share:
        return plain(value / HUNDRED) if unit in ("%", "分", None) else None
    if item is None:
        return plain(value) if unit not in ("%", "分") else None
    if item.unit == unit:
        return plain(value / HUNDRED) if unit == "%" else plain(value / MULTIPLIERS.get(item.multiplier, 1))
    if item.unit == "分" and unit == "%":
        return plain(value / HUNDRED * (measure.full_marks or HUNDRED))
    return None


def _breaks(target: Target, requested: Requested, cell: str, item: Item | None, share: bool) -> str | None:
    """The condition under which a cell's number misses a target."""
    unit, measure = target_unit(target), requested.measure
    if target.kind is TargetKind.RANGE and target.lower is not None and target.upper is not None:
        low, high = (_bound(one, unit, item, measure, share) for one in (target.lower, target.upper))
        return f"OR({cell}<{low},{cell}>{high})" if low is not None and high is not None else None
    if not isinstance(target.value, Decimal) or target.kind not in (TargetKind.QUANTITY, TargetKind.CHANGE):
        return None
    bound = _bound(target.value, unit, item, measure, share)
    if bound is None:
        return None
    if target.direction == "down":
        return f"ROUND({cell},10)>-{bound}"
    operator = target.operator or (Operator.GE if target.value else Operator.LE)
    return f"ROUND({cell},10){_BREAKS[operator]}{bound}"


def _any(conditions: Sequence[str | None]) -> str | None:
    known = [one for one in conditions if one is not None]
    if not known or len(known) < len(conditions):
        return None
    return known[0] if len(known) == 1 else f"OR({','.join(known)})"


def _by_item(requested: Requested, cells: Mapping[str, str]) -> str | None:
    """The condition over single items: limits, parts of a target, one figure."""
    measure, target = requested.measure, requested.target
    items = [(item, cells[item.name]) for item in requested.items]
    if measure.kind is MeasureKind.RESPONSE:
        limits = {one.label: one for one in measure.limits}
        return _any([_over(limits[item.name].value, cell) if item.name in limits else None for item, cell in items])
    if target.kind is TargetKind.COMPOUND:
        parts = target.parts if len(target.parts) == len(items) else ()
        return _any(
            [_breaks(part, requested, cell, item, False) for part, (item, cell) in zip(parts, items, strict=False)]
        )
    return _breaks(target, requested, items[0][1], items[0][0], False) if len(items) == 1 else None


def _over(limit: Decimal, cell: str) -> str:
    return f"{cell}>{plain(limit)}"


def _late(requested: Requested, cells: Mapping[str, str]) -> str | None:
    target, days = requested.target, list(cells.values())
    due = target.value if isinstance(target.value, date) else requested.measure.deadline
    if due is not None:
        return f"INT({days[-1]})>DATE({due.year},{due.month},{due.day})"
    if target.within is None or len(days) < 2 or unit_of(target.unit or "日").dimension is not Dimension.DURATION:
        return None
    within = convert(target.within, target.unit or "日", "天")
    return f"{days[1]}-{days[0]}>{plain(within)}" if within is not None else None


def _verdict(known: str, short: str | None) -> str | None:
    return None if short is None else f'=IF({known},IF({short},"{SHORT}","{MET}"),"")'


def check_formula(requested: Requested, cells: Mapping[str, str], result: str, direct: str) -> str | None:
    """Whether what was filled in falls short; None where a sheet cannot tell.

    ``result`` is the cell of the computed result, ``direct`` of the result given directly; empty where there is none.
    """
    measure = requested.measure
    if requested.question is not None:
        return None
    if requested.way is Way.TIER or measure.kind is MeasureKind.PASS_FAIL:
        first = next(iter(cells.values()))
        top = requested.items[0].choices[0].partition("：")[0]
        return _verdict(f'{first}<>""', f'LEFT({first},{len(top)})<>"{top}"')
    if measure.kind is MeasureKind.DEADLINE:
        known = f"COUNT({','.join(cells.values())})={len(cells)}"
        return _verdict(known, _late(requested, cells))
    if result:
        cell = f"IF(ISNUMBER({result}),{result},{direct})" if direct else result
        return _verdict(f"ISNUMBER({cell})", _breaks(requested.target, requested, cell, None, is_share(requested)))
    if not cells:
        return None
    return _verdict(f"COUNT({','.join(cells.values())})={len(cells)}", _by_item(requested, cells))


def in_time_formula(start: str, ends: Sequence[tuple[Limit, str]]) -> str | None:
    """Whether an event kept its limits; ``ends`` gives the cell of each end, which holds a time or how long it took.

    Empty while a cell holds words; None where no sheet can tell, as of working days.
    """
    kept: list[str] = []
    for limit, end in ends:
        a_day = convert(Decimal(1), "天", limit.unit)
        if a_day is None or unit_of(limit.unit).dimension is not Dimension.DURATION:
            return None
        took = f"IF({end}>={start},({end}-{start})*{plain(a_day)},{end})"
        kept.append(f"AND(ISNUMBER({end}),ROUND({took},6)<={plain(limit.value)})")
    is_open = ",".join(f"LEN({end})=0" for _, end in ends)
    has_words = ",".join(f"ISTEXT({end})" for _, end in ends)
    verdict = f'IF(AND({",".join(kept)}),"{IN_TIME}",IF(OR({is_open}),"{UNFINISHED}","{OVER_TIME}"))'
    return f'=IF(OR(NOT(ISNUMBER({start})),{has_words}),"",{verdict})'


class Counted(NamedTuple):
    """The cells of a list of events: when each began, the verdict on it, and the first to be filled in."""

    starts: str
    verdicts: str
    first: str


def events_formula(requested: Requested, events: Counted, otherwise: str | None) -> str:
    """As :func:`check_formula` for a row with a list of events; ``otherwise`` is the formula while the list is empty."""
    kept, over, unfinished = (f'COUNTIF({events.verdicts},"{word}")' for word in (IN_TIME, OVER_TIME, UNFINISHED))
    judged = f"({kept}+{over}+{unfinished})"
    target = requested.target
    is_share = target.kind is TargetKind.QUANTITY and target_unit(target) == "%" and isinstance(target.value, Decimal)
    bound = plain(target.value / HUNDRED) if is_share and isinstance(target.value, Decimal) else "1"
    short = f"ROUND({kept}/{judged},10){_BREAKS[target.operator or Operator.GE] if is_share else '<'}{bound}"
    verdict = f'IF({judged}<COUNTA({events.starts}),"",IF({short},"{SHORT}","{MET}"))'
    return f"=IF(COUNTA({events.starts})=0,{(otherwise or '').removeprefix('=') or EMPTY},{verdict})"


def periods_formula(requested: Requested, figures: str) -> str | None:
    """As :func:`check_formula` for a row of periods, whose figures stand in the range ``figures``."""
    target, measure = requested.target, requested.measure
    share = is_share(requested) or any(one.kind is ItemKind.PERCENT for one in requested.items)
    if measure.kind is MeasureKind.PERIOD_COUNT and isinstance(target.value, Decimal) and target.parts:
        part = target.parts[0]
        counted = _count(part, requested, figures, share)
        wanted = _BREAKS[target.operator or Operator.GE]
        short = None if counted is None else f"{counted}{wanted}{plain(target.value)}"
        return _verdict(f"COUNT({figures})={len(requested.months)}", short)
    missed = _missed(target, requested, share)
    return _verdict(f"COUNT({figures})>0", None if missed is None else f'COUNTIF({figures},"{missed}")>0')


def _missed(target: Target, requested: Requested, share: bool) -> str | None:
    if not isinstance(target.value, Decimal):
        return None
    item = None if share else requested.items[0]
    bound = _bound(target.value, target_unit(target), item, requested.measure, share)
    operator = target.operator or (Operator.GE if target.value else Operator.LE)
    return None if bound is None else f"{_BREAKS[operator]}{bound}"


def _count(part: Target, requested: Requested, figures: str, share: bool) -> str | None:
    missed = _missed(part, requested, share)
    return None if missed is None else f'COUNT({figures})-COUNTIF({figures},"{missed}")'
