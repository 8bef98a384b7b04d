"""Target x Observation -> Comparison: what came of a target, with the exact numbers a ruleset may ask about.

Nothing here knows points. Conventions of the ruleset say how a target is understood where its text leaves it open.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from engine.findings import Findings, Value, finding, has_errors
from engine.measures import Limit, Measure, MeasureKind
from engine.observe import Observation, shown_number
from engine.quantity import EXACT, ONE, ZERO, Dimension, Ratio, convert, mean, plain, unit_of
from engine.rulesets import Conventions, Tier
from engine.targets import Operator, Target, TargetKind
from engine.terms import Direction, Outcome

BUDGET = "budget"
_SIGNS = {Operator.GE: "≥", Operator.GT: ">", Operator.LE: "≤", Operator.LT: "<", Operator.EQ: "="}
_HUNDRED = Decimal(100)


class Comparison(Value):
    """An outcome and its numbers, each None where it has no meaning.

    ``completion``: actual ÷ target where more is better, the share within a limit, the mean of periods; 1 where a
    ceiling was kept. ``deviation``: (actual − target) ÷ target where a ceiling was broken. ``lateness``: days late ÷
    days planned. ``expression`` is how completion or deviation came about, ``needs`` what full points would have
    taken, ``steps`` all there is to say on the way.
    """

    outcome: Outcome
    kind: str
    operator: Operator | None = None
    direction: Direction | None = None
    dimension: Dimension = Dimension.NONE
    measure: MeasureKind | None = None
    completion: Ratio | None = None
    deviation: Ratio | None = None
    lateness: Ratio | None = None
    expression: str = ""
    shown: str | None = None
    needs: str = ""
    steps: Findings = ()


class Goal(NamedTuple):
    """The number to be reached: with its sign, direction and unit."""

    operator: Operator
    direction: Direction
    value: Decimal
    unit: str | None

    def is_met(self, number: Ratio) -> bool:
        order = number.compare(self.value)
        allowed = {
            Operator.GE: (0, 1),
            Operator.GT: (1,),
            Operator.LE: (0, -1),
            Operator.LT: (-1,),
            Operator.EQ: (0,),
        }
        return order in allowed[self.operator]

    def __str__(self) -> str:
        return f"{_SIGNS[self.operator]}{plain(self.value)}{self.unit or ''}"


_DIRECTIONS = {
    Operator.GE: Direction.HIGHER,
    Operator.GT: Direction.HIGHER,
    Operator.LE: Direction.LOWER,
    Operator.LT: Direction.LOWER,
    Operator.EQ: Direction.EXACT,
}


def goal_of(target: Target, conventions: Conventions) -> Goal:
    """The goal of a quantity, change or counted compound; a bare value is understood as the conventions say.

    :raises ValueError: if the target has no number.
    """
    if not isinstance(target.value, Decimal):
        raise ValueError(f"no number in target {target.text!r}")
    operator = target.operator
    if operator is None:
        bare = Operator.GE if conventions.bare_value == "at_least" else Operator.EQ
        operator = Operator.LE if not target.value else bare
    return Goal(operator, _DIRECTIONS[operator], target.value, target.unit or target.unit_inferred)


def not_scored(outcome: Outcome, target: Target, measure: Measure, shown: str | None, steps: Findings) -> Comparison:
    """A comparison without numbers: missing, unreadable, not applicable, in error."""
    return Comparison(
        outcome=outcome, kind=target.kind, operator=target.operator, measure=measure.kind, shown=shown, steps=steps
    )


def compare(
    target: Target, measure: Measure, seen: Observation | None, conventions: Conventions, tiers: tuple[Tier, ...]
) -> Comparison:
    """What came of a target: ``seen`` is None where nothing was recorded."""
    if target.kind is TargetKind.NOT_APPLICABLE:
        return not_scored(Outcome.NOT_APPLICABLE, target, measure, None, ())
    if target.kind is TargetKind.UNREADABLE:
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown if seen else None, target.findings)
    if seen is None:
        return not_scored(Outcome.MISSING, target, measure, None, ())
    if has_errors(seen.findings):
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, seen.findings)
    compared = _compare(target, measure, seen, conventions, tiers)
    return compared.model_copy(update={"steps": (*seen.findings, *compared.steps)})


def _compare(
    target: Target, measure: Measure, seen: Observation, conventions: Conventions, tiers: tuple[Tier, ...]
) -> Comparison:
    if target.kind is TargetKind.DEADLINE:
        return _deadline(target, measure, seen)
    if target.kind is TargetKind.QUALITATIVE and measure.kind is not MeasureKind.PASS_FAIL:
        return _qualitative(target, measure, seen, tiers)
    if measure.kind is MeasureKind.PASS_FAIL:
        return _pass_fail(target, measure, seen, conventions)
    if target.kind is TargetKind.RANGE:
        return _range(target, measure, seen)
    if target.kind is TargetKind.COMPOUND and target.combine == "all":
        return _parts(target, measure, seen, conventions, tiers)
    return _number(target, measure, seen, goal_of(target, conventions), conventions)


def _number(target: Target, measure: Measure, seen: Observation, goal: Goal, conventions: Conventions) -> Comparison:
    if seen.events:
        return _events(target, measure, seen, goal)
    if target.kind is TargetKind.COMPOUND:
        return _period_count(target, measure, seen, goal, conventions)
    if seen.periods:
        return _periods(target, measure, seen, goal)
    if seen.parts and measure.limits:
        return _limits(target, measure, seen)
    if len(seen.parts) == 1:
        (figure,) = seen.parts.values()
        number = None if figure.number is None else Ratio.of(figure.number)
        seen = seen.model_copy(update={"number": number, "unit": figure.unit})
    if target.kind is TargetKind.CHANGE and target.direction == "down" and seen.number is not None:
        number = Ratio(-seen.number.num, seen.number.den)
        expression = f"−[{seen.expression}]" if seen.expression else ""
        seen = seen.model_copy(update={"number": number, "expression": expression})
    return _against(target, measure, seen, goal)


def _in_unit(seen: Observation, unit: str | None, measure: Measure) -> tuple[Ratio | None, Findings]:
    """The observed number in the target's unit, and what had to be assumed or converted on the way."""
    if seen.number is None:
        return None, (finding("actual-no-number", text=seen.shown, unit=unit or "数字"),)
    number = seen.number
    if seen.unit == unit:
        return number, ()
    if seen.unit is None:
        is_share = unit_of(unit).dimension is Dimension.SHARE
        if is_share and number.compare(Decimal(0)) > 0 and number.compare(Decimal(1)) <= 0:
            return None, (finding("share-ambiguous", text=seen.shown),)
        return number, (finding("unit-assumed", text=seen.shown, unit=unit),)
    if unit is None:
        if unit_of(seen.unit).dimension is not Dimension.COUNT:
            return None, (finding("units-differ", text=seen.shown, unit="无单位"),)
        return number, ()
    if {seen.unit, unit} == {"%", "分"} and measure.kind in (MeasureKind.SCORE_SHEET, MeasureKind.RATIO, MeasureKind.RATING):
        full = measure.full_marks or _HUNDRED
        scaled = Ratio(number.num * (_HUNDRED if unit == "%" else full), number.den * (full if unit == "%" else _HUNDRED))
        return scaled, (finding("points-as-share", text=seen.shown, full=plain(full)),)
    factor = convert(Decimal(1), seen.unit, unit)
    if factor is None:
        return None, (finding("units-differ", text=seen.shown, unit=unit),)
    converted = Ratio(EXACT.multiply(number.num, factor), number.den)
    if unit_of(unit).dimension is Dimension.COUNT:
        return converted, (finding("counter-differs", text=seen.shown, unit=unit),)
    return converted, (finding("converted", text=seen.shown, result=shown_number(converted, unit)),)


def _written(number: Ratio, expression: str) -> str:
    """A number inside a formula: as it is where it ends, as its own expression where its decimals do not."""
    exact = number.decimal(12)
    return plain(exact) if number.compare(exact) == 0 else f"({expression or f'{number.num} ÷ {number.den}'})"


def _against(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """One number against one goal."""
    number, steps = _in_unit(seen, goal.unit, measure)
    base = Comparison(
        outcome=Outcome.ERROR,
        kind=target.kind,
        operator=target.operator,
        direction=goal.direction,
        dimension=unit_of(goal.unit).dimension,
        measure=measure.kind,
        shown=seen.shown,
        needs=f"实际完成值{goal}",
        steps=steps,
    )
    if number is None:
        is_error = any(one.code == "units-differ" for one in steps)
        return base.model_copy(update={"outcome": Outcome.ERROR if is_error else Outcome.UNREADABLE})
    written, bound = _written(number, seen.expression), plain(goal.value)
    met = goal.is_met(number)
    sign = "" if met else "不"
    steps = (*steps, finding("compared", actual=shown_number(number, goal.unit), goal=goal, verdict=f"{sign}满足"))
    return base.model_copy(update={**_numbers(goal, number, met, written, bound), "steps": steps})


def _numbers(goal: Goal, number: Ratio, met: bool, written: str, bound: str) -> dict[str, object]:
    """Outcome, completion and deviation of a number against a goal."""
    outcome = Outcome.MET if met else Outcome.PARTLY_MET
    if goal.direction is Direction.LOWER:
        if met:
            return {"outcome": outcome, "completion": ONE}
        if goal.value <= 0:
            return {"outcome": Outcome.NOT_MET, "completion": ZERO}
        excess = Ratio(number.num - EXACT.multiply(goal.value, number.den), EXACT.multiply(goal.value, number.den))
        return {"outcome": outcome, "deviation": excess, "expression": f"({written} − {bound}) ÷ {bound}"}
    if goal.value <= 0:
        return {"outcome": outcome if met else Outcome.NOT_MET, "completion": ONE if met else ZERO}
    if goal.direction is Direction.EXACT and not met:
        gap = abs(number.num - EXACT.multiply(goal.value, number.den))
        whole = EXACT.multiply(goal.value, number.den)
        share = Ratio(max(whole - gap, Decimal(0)), whole)
        expression = f"(1 − |{written} − {bound}| ÷ {bound})"
    else:
        share = Ratio(number.num, EXACT.multiply(goal.value, number.den))
        expression = f"{written} ÷ {bound}"
    if not met and share.num <= 0:
        outcome = Outcome.NOT_MET
    return {"outcome": outcome, "completion": share, "expression": expression}


def _range(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Inside is met; below is held against the lower bound, above against the upper one."""
    lower, upper = target.lower or Decimal(0), target.upper or Decimal(0)
    unit = target.unit or target.unit_inferred
    number, _ = _in_unit(seen, unit, measure)
    above = number is not None and number.compare(upper) > 0
    operator = Operator.LE if above else Operator.GE
    goal = Goal(operator, _DIRECTIONS[operator], upper if above else lower, unit)
    compared = _against(target, measure, seen, goal)
    return compared.model_copy(update={"needs": f"实际完成值在{plain(lower)}—{plain(upper)}{unit or ''}之间"})


def _periods(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Each period by itself; completion is the mean of theirs, each capped at 1; those below are named."""
    compared = [
        (period, _against(target, measure, seen.model_copy(update={"number": period.number}), goal))
        for period in seen.periods
    ]
    failed = next((one for _, one in compared if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    shares = [_capped(one) for _, one in compared]
    missed = [(period, one) for period, one in compared if one.outcome is not Outcome.MET]
    names = "、".join(f"{period.label}（{shown_number(period.number, seen.unit or goal.unit)}）" for period, _ in missed)
    total = len(compared)
    shown = f"{total}期中{total - len(missed)}期达标" + (f"，未达标：{names}" if missed else "")
    completion = mean(shares)
    parts = [_written(share, one.expression) for (_, one), share in zip(compared, shares, strict=True) if share != ONE]
    full = total - len(parts)
    expression = f"({' + '.join([*([str(full)] if full else []), *parts])}) ÷ {total}"
    steps = (finding("periods-compared", total=total, met=total - len(missed), goal=goal, missed=names or "无"),)
    return compared[0][1].model_copy(
        update={
            "outcome": Outcome.MET if not missed else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
            "direction": Direction.HIGHER,
            "completion": completion,
            "deviation": None,
            "expression": expression if missed else "",
            "shown": shown,
            "needs": f"每期均{goal}",
            "steps": steps,
        }
    )


def _capped(compared: Comparison) -> Ratio:
    """A period's completion, at most 1 and at least 0; a broken ceiling counts 1 − deviation."""
    if compared.outcome is Outcome.MET:
        return ONE
    if compared.deviation is not None:
        rest = compared.deviation.den - compared.deviation.num
        return Ratio(max(rest, Decimal(0)), compared.deviation.den)
    share = compared.completion or ZERO
    return ZERO if share.num < 0 else ONE if share.num > share.den else share


def _period_count(
    target: Target, measure: Measure, seen: Observation, goal: Goal, conventions: Conventions
) -> Comparison:
    """How many periods reach the part, against how many must (5次及以上≥5%)."""
    part = target.parts[0]
    needed = goal_of(part, conventions)
    if not seen.periods:
        return not_scored(
            Outcome.UNREADABLE, target, measure, seen.shown, (finding("periods-needed", goal=needed, text=seen.shown),)
        )
    each = [
        (period, _against(part, measure, seen.model_copy(update={"number": period.number}), needed))
        for period in seen.periods
    ]
    failed = next((one for _, one in each if not one.outcome.is_known), None)
    if failed is not None:
        return failed
    reached = [period.label for period, one in each if one.outcome is Outcome.MET]
    counted = Observation(shown=f"{len(each)}期中{len(reached)}期{needed}", number=Ratio.of(len(reached)), unit=goal.unit)
    step = finding("periods-counted", total=len(each), goal=needed, count=len(reached), reached="、".join(reached) or "无")
    compared = _against(target, measure, counted, goal)
    needs = f"{needed}的期数{goal}"
    return compared.model_copy(update={"steps": (step, *compared.steps), "needs": needs})


def _limits_of(measure: Measure, goal: Goal) -> tuple[Limit, ...]:
    """The limits an event must keep: the target's own where it is a duration, else the explanation's."""
    if unit_of(goal.unit).dimension is Dimension.DURATION:
        label = measure.limits[0].label if len(measure.limits) == 1 else ""
        return (Limit(label=label, value=goal.value, unit=goal.unit or ""),)
    return measure.limits


def _events(target: Target, measure: Measure, seen: Observation, goal: Goal) -> Comparison:
    """Every event judged; completion is the share within all limits (against the target, where that is a share)."""
    limits = _limits_of(measure, goal)
    labels = list(seen.events[0].ends)
    if not limits or (len(labels) > 1 or len(limits) > 1) and {one.label for one in limits} != set(labels):
        expected = "、".join(one.label for one in limits) or "无"
        steps = (finding("event-limits", expected=expected, found="、".join(labels)),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, steps)
    within = [event for event in seen.events if _is_within(event.ends, event.start, limits, labels)]
    total, kept = len(seen.events), len(within)
    durations = [end - event.start for event in seen.events for end in event.ends.values() if end is not None]
    longest = Ratio.of(int(max(durations).total_seconds()) if durations else 0, 3600)
    unfinished = sum(end is None for event in seen.events for end in event.ends.values())
    text = "、".join(f"{one.label}≤{plain(one.value)}{one.unit}" for one in limits)
    share = Ratio.of(kept * 100, total)
    shown = f"{total}次中{kept}次在限内（{shown_number(share, '%')}），最长{shown_number(longest, '小时')}"
    shown += f"，{unfinished}次未记录完成" if unfinished else ""
    step = finding("events-judged", total=total, kept=kept, limits=text, longest=shown_number(longest, "小时"))
    is_share = unit_of(goal.unit).dimension is Dimension.SHARE
    wanted = goal if is_share else Goal(Operator.GE, Direction.HIGHER, _HUNDRED, "%")
    observed = Observation(shown=shown, number=share, unit="%", expression=f"{kept} ÷ {total} × 100")
    compared = _against(target, measure, observed, wanted)
    needs = f"每次均在限内（{text}）" if wanted.value == _HUNDRED else f"在限内（{text}）的比例{wanted}"
    return compared.model_copy(update={"steps": (step, *compared.steps), "needs": needs})


def _is_within(ends: dict[str, datetime | None], start: datetime, limits: tuple[Limit, ...], labels: list[str]) -> bool:
    for limit in limits:
        end = ends[limit.label] if limit.label in ends else ends[labels[0]]
        seconds = convert(limit.value, limit.unit, "秒")
        if end is None or seconds is None or Decimal(int((end - start).total_seconds())) > seconds:
            return False
    return True


def _limits(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Figures for several limits (响应 12分钟, 赶到现场 26分钟): met where each is kept, else the share that is."""
    kept, steps = 0, []
    for limit in measure.limits:
        figure = seen.parts.get(limit.label)
        goal = Goal(Operator.LE, Direction.LOWER, limit.value, limit.unit)
        number = None if figure is None or figure.number is None else Ratio.of(figure.number)
        one = Observation(shown=figure.text if figure else "", number=number, unit=figure.unit if figure else None)
        compared = _against(target, measure, one, goal)
        if not compared.outcome.is_known:
            return compared
        steps += [finding("part-compared", part=limit.label), *compared.steps]
        kept += compared.outcome is Outcome.MET
    total = len(measure.limits)
    share = Ratio.of(kept, total)
    outcome = Outcome.MET if kept == total else Outcome.PARTLY_MET if kept else Outcome.NOT_MET
    return Comparison(
        outcome=outcome,
        kind=target.kind,
        operator=target.operator,
        direction=Direction.HIGHER,
        measure=measure.kind,
        completion=share,
        expression=f"{kept} ÷ {total}",
        shown=seen.shown,
        needs="每项均在时限内",
        steps=tuple(steps),
    )


def _parts(
    target: Target, measure: Measure, seen: Observation, conventions: Conventions, tiers: tuple[Tier, ...]
) -> Comparison:
    """Several targets in one cell, each with its own figure; completion is the mean of theirs, each capped at 1."""
    names = [part.applies_to or str(number) for number, part in enumerate(target.parts, 1)]
    lacking = [name for name in names if name not in seen.parts]
    if lacking:
        steps = (finding("parts-needed", names="、".join(names), lacking="、".join(lacking)),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, steps)
    compared: list[Comparison] = []
    steps = ()
    for name, part in zip(names, target.parts, strict=True):
        figure = seen.parts[name]
        number = None if figure.number is None else Ratio.of(figure.number)
        one = Observation(shown=figure.text, number=number, unit=figure.unit, day=figure.day, verdict=figure.verdict)
        compared.append(compare(part, measure, one, conventions, tiers))
        steps = (*steps, finding("part-compared", part=name), *compared[-1].steps)
        if not compared[-1].outcome.is_known:
            return not_scored(compared[-1].outcome, target, measure, seen.shown, steps)
    shares = [_capped(one) for one in compared]
    met = all(one.outcome is Outcome.MET for one in compared)
    completion = mean(shares)
    return Comparison(
        outcome=Outcome.MET if met else Outcome.PARTLY_MET if completion.num > 0 else Outcome.NOT_MET,
        kind=target.kind,
        direction=Direction.HIGHER,
        measure=measure.kind,
        completion=completion,
        expression=f"({' + '.join(_written(share, '') for share in shares)}) ÷ {len(shares)}",
        shown=seen.shown,
        needs="每项均达到各自的指标值",
        steps=steps,
    )


def _deadline(target: Target, measure: Measure, seen: Observation) -> Comparison:
    """Done in time, late by a share of the planned time, or not done.

    The planned time runs from the given start, else 1 January of the deadline's year, to the deadline, both included.
    """
    due = target.value if isinstance(target.value, date) else measure.deadline
    base = Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        dimension=Dimension.NONE,
        measure=measure.kind,
        shown=seen.shown,
        needs=f"在{due}（含）前完成" if due else "",
    )
    if due is None:
        return base.model_copy(update={"steps": (*target.findings, finding("deadline-unknown", text=target.text))})
    if seen.day is None:
        if seen.verdict is False:
            step = finding("not-done", due=due)
            return base.model_copy(update={"outcome": Outcome.NOT_MET, "completion": ZERO, "steps": (step,)})
        return base.model_copy(update={"steps": (finding("date-needed", text=seen.shown, due=due),)})
    late = (seen.day - due).days
    if late <= 0:
        step = finding("in-time", day=seen.day, due=due)
        return base.model_copy(update={"outcome": Outcome.MET, "completion": ONE, "steps": (step,)})
    first = target.start or measure.start or date(due.year, 1, 1)
    start = first if first <= due else date(due.year, 1, 1)
    planned = (due - start).days + 1
    lateness = Ratio.of(late, planned)
    step = finding("late", day=seen.day, due=due, late=late, start=start, planned=planned, share=lateness.percent())
    update = {"outcome": Outcome.PARTLY_MET, "lateness": lateness, "expression": f"{late} ÷ {planned}", "steps": (step,)}
    return base.model_copy(update=update)


def _pass_fail(target: Target, measure: Measure, seen: Observation, conventions: Conventions) -> Comparison:
    """All or nothing: a yes or no, or a number that reaches the target or does not."""
    base = Comparison(
        outcome=Outcome.UNREADABLE,
        kind=target.kind,
        operator=target.operator,
        measure=measure.kind,
        shown=seen.shown,
        needs=measure.pass_condition or "通过",
    )
    verdict, steps = seen.verdict, ()
    if verdict is None and seen.number is not None and target.kind is TargetKind.QUANTITY:
        number, steps = _in_unit(seen, goal_of(target, conventions).unit, measure)
        verdict = None if number is None else goal_of(target, conventions).is_met(number)
    if verdict is None:
        return base.model_copy(update={"steps": (*steps, finding("verdict-needed", text=seen.shown))})
    step = finding("passed" if verdict else "failed", condition=measure.pass_condition or target.text)
    outcome, share = (Outcome.MET, ONE) if verdict else (Outcome.NOT_MET, ZERO)
    return base.model_copy(update={"outcome": outcome, "completion": share, "steps": (*steps, step)})


def _qualitative(target: Target, measure: Measure, seen: Observation, tiers: tuple[Tier, ...]) -> Comparison:
    """The recorded tier and its share; a tier without a share takes the tier's default, and says so."""
    word, share = _tier_and_share(seen)
    tier = next((one for one in tiers if word in one.words), None)
    if tier is None:
        known = "、".join(one.words[0] for one in tiers)
        steps = (finding("tier-needed", text=seen.shown, known=known),)
        return not_scored(Outcome.UNREADABLE, target, measure, seen.shown, steps)
    steps = ()
    if share is None:
        share, steps = tier.default, (finding("tier-default", tier=tier.name, share=plain(tier.default)),)
    elif not (tier.at_least <= share < tier.below or share == tier.below == _HUNDRED):
        bounds = f"{plain(tier.at_least)}%—{plain(tier.below)}%"
        steps = (finding("tier-share", share=plain(share), tier=tier.name, bounds=bounds),)
        return not_scored(Outcome.ERROR, target, measure, seen.shown, steps)
    is_top = tier.below == _HUNDRED
    outcome = Outcome.MET if is_top else Outcome.PARTLY_MET if tier.at_least > 0 else Outcome.NOT_MET
    return Comparison(
        outcome=outcome,
        kind=target.kind,
        measure=measure.kind,
        completion=Ratio.of(share, 100),
        expression=f"{plain(share)}%",
        shown=seen.shown,
        needs=f"评定为{tiers[0].name}（100%）",
        steps=steps,
    )


def _tier_and_share(seen: Observation) -> tuple[str, Decimal | None]:
    """``部分达成 75%`` is its word and 75; ``部分达成`` has no share."""
    text = seen.shown.replace("(", " ").replace(")", " ").replace("（", " ").replace("）", " ").strip()
    word, _, rest = text.partition(" ")
    digits = rest.strip().rstrip("%％")
    try:
        return word, Decimal(digits) if digits else None
    except ArithmeticError:
        return text, None


def budget_comparison(executed: Decimal | None, budget: Decimal | None) -> Comparison:
    """The budget execution row: executed ÷ budget; a budget of 0 gives 0 (财预〔2020〕10号)."""
    base = Comparison(outcome=Outcome.MISSING, kind=BUDGET, direction=Direction.HIGHER, dimension=Dimension.MONEY)
    if executed is None or budget is None:
        return base
    needs = f"全年执行数达到全年预算数 {plain(budget)} 元"
    if budget <= 0:
        step = finding("budget-zero")
        return base.model_copy(update={"outcome": Outcome.NOT_MET, "completion": ZERO, "steps": (step,), "needs": needs})
    rate = Ratio.of(executed, budget)
    met = executed >= budget
    outcome = Outcome.MET if met else Outcome.PARTLY_MET if executed > 0 else Outcome.NOT_MET
    update = {
        "outcome": outcome,
        "completion": rate,
        "expression": f"{plain(executed)} ÷ {plain(budget)}",
        "shown": f"{rate.percent()}（{plain(executed)} ÷ {plain(budget)} 元）",
        "needs": needs,
        "steps": (finding("budget-over", executed=plain(executed), budget=plain(budget)),) if executed > budget else (),
    }
    return base.model_copy(update=update)
