"""Actuals computed from named inputs: by the formula of the explanation, or as an improvement over a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from engine.actuals import Recordable
from engine.actuals.figures import Figure, read_figure
from engine.explanations import Formula, evaluate
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.rendering import Content, coded
from engine.language.squeezing import squeeze
from engine.measures import Measure, MeasureKind, Reading, in_parts
from engine.observe.bare_inputs import Figures, bare_of, in_each_unit
from engine.observe.model import Observation, shown_number
from engine.observe.texts import read_text
from engine.quantity import EXACT, Dimension, Ratio, convert, plain, unit_of
from engine.quantity.expressions import DIFFERENCE, QUOTIENT, Expression, written
from engine.targets import Target

BASELINE, CURRENT = "基期值", "当期值"
Given = TypeVar("Given")
Numbers = dict[str, Decimal | tuple[Decimal, ...]]


def read_figures(
    inputs: Mapping[str, Recordable], year: int | None, locations: Mapping[str, Source]
) -> tuple[Figures, Findings]:
    """The figures of named inputs, a list of texts giving several, never none; and what was inferred in any, where."""
    texts = {name: (text,) if isinstance(text, str) else text or ("",) for name, text in inputs.items()}
    figures = {name: tuple(read_figure(one, year) for one in some) for name, some in texts.items()}
    named_findings = ((name, found) for name, some in figures.items() for one in some for found in one.findings)
    return figures, tuple(found.at(locations.get(name)) for name, found in named_findings)


def _several(figures: Figures, locations: Mapping[str, Source]) -> Findings:
    """An error for each input that holds several figures where one is wanted: none of them is as good as the other."""
    return tuple(
        finding("input-several", locations.get(name), name=name, text="、".join(one.text for one in some))
        for name, some in figures.items()
        if len(some) > 1
    )


def shown_inputs(inputs: Mapping[str, Recordable]) -> str:
    """``已采纳 9，总数 10``."""
    return "，".join(f"{name} {text if isinstance(text, str) else '、'.join(text)}" for name, text in inputs.items())


def _unit_of_input(name: str, formula: Formula) -> str | None:
    return next((one.unit for one in formula.inputs if one.name == name), None)


def _number(name: str, figure: Figure, to: str | None) -> Decimal | Finding:
    """The number of one figure in the unit its input wants."""
    if figure.number is None:
        return finding("input-unreadable", name=name, text=figure.text)
    if to is None or figure.unit is None or unit_of(figure.unit).dimension is Dimension.COUNT:
        return figure.number
    number = convert(figure.number, figure.unit, to)
    return finding("input-unit", name=name, text=figure.text, unit=to) if number is None else number


def _units(figures: Figures, formula: Formula) -> dict[str, str | None]:
    """The unit that each input is put into: its own, or else the one that its first fellow of the same sort has."""
    units: dict[str, str | None] = {}
    seen: dict[Dimension, str] = {}
    for name, some in figures.items():
        own = _unit_of_input(name, formula)
        for figure in some:
            if own is None and figure.unit is not None:
                own = seen.setdefault(unit_of(figure.unit).dimension, figure.unit)
        units[name] = own
    return units


def numbers_of(figures: Figures, formula: Formula, locations: Mapping[str, Source]) -> tuple[Numbers, Findings]:
    """The numbers of all inputs, those of one dimension in one unit; a figure that is no number is an error."""
    units = _units(figures, formula)
    numbers: Numbers = {}
    findings: list[Finding] = []
    for name, some in figures.items():
        read = [_number(name, figure, units[name]) for figure in some]
        findings += [one.at(locations.get(name)) for one in read if isinstance(one, Finding)]
        known = tuple(one for one in read if isinstance(one, Decimal))
        numbers[name] = known[0] if len(known) == 1 else known
    return numbers, (*findings, *_mixed(figures, formula))


def _mixed(figures: Figures, formula: Formula) -> Findings:
    """An error where a share is taken of things that are not alike (750秒 of 18份)."""
    found = {
        unit_of(figure.unit).dimension: figure
        for some in figures.values()
        for figure in some
        if figure.unit is not None
    }
    if not formula.percent or len(found) < 2 or Dimension.SHARE in found:
        return ()
    return (finding("inputs-mixed", figures=[figure.text for figure in found.values()]),)


def computed(
    formula: Formula, inputs: Mapping[str, Recordable], year: int | None, locations: Mapping[str, Source]
) -> Observation:
    """What a formula gives on recorded inputs, and the step that it was computed."""
    return _stepped(formula, evaluated(formula, inputs, year, locations), shown_inputs(inputs))


def evaluated(
    formula: Formula, inputs: Mapping[str, Recordable], year: int | None, locations: Mapping[str, Source]
) -> Observation:
    """What a formula gives on recorded inputs, with the formula filled in; ``locations`` says where an input stands."""
    figures, findings = read_figures(inputs, year, locations)
    shown = shown_inputs(inputs)
    seen = Observation(shown=shown, findings=findings)

    def compute(some: Figures) -> Observation:
        numbers, unread = numbers_of(some, formula, locations)
        if unread:
            return seen.model_copy(update={"findings": (*findings, *unread)})
        return _evaluated(formula, numbers, seen)

    return in_each_unit(figures, bare_of(figures, formula), seen, compute)


def pooled(formula: Formula, periods: Mapping[str, Mapping[str, str]], locations: Mapping[str, Source]) -> Observation:
    """What a formula gives on the sums of the inputs of several periods: the ratio of the whole time, in which each period
    has its own weight."""
    names = dict.fromkeys(name for recorded in periods.values() for name in recorded)
    texts = {name: tuple(recorded.get(name, "") for recorded in periods.values()) for name in names}
    figures, findings = read_figures(texts, None, locations)
    seen = Observation(shown=coded("periods-recorded", total=len(periods)), findings=findings)

    def compute(some: Figures) -> Observation:
        numbers, unread = numbers_of(some, formula, locations)
        if unread:
            return seen.model_copy(update={"findings": (*findings, *unread)})
        sums: Numbers = {
            name: sum(each, Decimal(0)) if isinstance(each, tuple) else each for name, each in numbers.items()
        }
        return _evaluated(formula, sums, seen)

    return _stepped(formula, in_each_unit(figures, bare_of(figures, formula), seen, compute), seen.shown)


def _evaluated(formula: Formula, numbers: Numbers, seen: Observation) -> Observation:
    """What a formula gives on numbers, with the formula filled in."""
    if formula.percent and not any(any(one) if isinstance(one, tuple) else one for one in numbers.values()):
        return seen.model_copy(update={"question": finding("ask-nothing-due", text=seen.shown)})
    result, found = evaluate(formula, numbers)
    if result is None:
        return seen.model_copy(update={"findings": (*seen.findings, *found)})
    unit = "%" if formula.percent else None
    expression = _substitute(formula.expression, numbers)
    return seen.model_copy(
        update={
            "shown": coded("worked-out", result=shown_number(result, unit), of=seen.shown),
            "number": result,
            "unit": unit,
            "expression": expression or None,
            "findings": (*seen.findings, *found),
        }
    )


def _stepped(formula: Formula, seen: Observation, of: Content) -> Observation:
    """An observation with the step that its number was computed, of what was recorded; so each that it admits."""
    if seen.number is None:
        return seen.model_copy(update={"admitted": tuple(_stepped(formula, one, of) for one in seen.admitted)})
    result = shown_number(seen.number, seen.unit)
    step = finding("computed", formula=formula.expression, expression=seen.expression or of, result=result)
    return seen.model_copy(update={"findings": (*seen.findings, step)})


def _substitute(expression: str, numbers: Numbers) -> str:
    """The formula with its numbers in the place of its names, the longest names first; empty where there are series."""
    for name in sorted(numbers, key=len, reverse=True):
        number = numbers[name]
        if isinstance(number, tuple):
            return ""
        expression = expression.replace(name, plain(number))
    return expression


def _change(
    target: Target, inputs: Mapping[str, Recordable], locations: Mapping[str, Source], year: int | None
) -> Observation:
    """(current − baseline) ÷ baseline in percent (提升20%); the difference for 百分点 and amounts (减少100吨)."""
    figures, findings = read_figures(inputs, year, locations)
    shown = shown_inputs(inputs)
    lacking = [name for name in (BASELINE, CURRENT) if name not in figures]
    if lacking:
        return Observation(shown=shown, findings=(*findings, finding("formula-input-missing", name=lacking)))
    if several := _several({name: figures[name] for name in (BASELINE, CURRENT)}, locations):
        return Observation(shown=shown, findings=(*findings, *several))
    before, after = figures[BASELINE][0], figures[CURRENT][0]
    if (bare := _bare_beside_percent(before, after)) is not None:
        low, high = f"{plain(bare)}%", f"{plain(EXACT.multiply(bare, Decimal(100)))}%"
        return Observation(
            shown=shown, findings=findings, question=finding("ask-share", text=plain(bare), low=low, high=high)
        )
    seen = Observation(shown=shown, findings=findings)
    if target.unit not in (None, "%"):
        return _change_of(target, before, after, seen, locations)
    two = {name: figures[name][:1] for name in (BASELINE, CURRENT)}
    return in_each_unit(
        two, bare_of(two), seen, lambda some: _change_of(target, some[BASELINE][0], some[CURRENT][0], seen, locations)
    )


def _change_of(
    target: Target, before: Figure, after: Figure, seen: Observation, locations: Mapping[str, Source]
) -> Observation:
    """The change from one figure to another."""
    base = _number(BASELINE, before, before.unit)
    current = _number(CURRENT, after, before.unit)
    read = {BASELINE: base, CURRENT: current}
    unread = tuple(one.at(locations.get(name)) for name, one in read.items() if isinstance(one, Finding))
    if isinstance(base, Finding) or isinstance(current, Finding):
        return seen.model_copy(update={"findings": (*seen.findings, *unread)})
    if target.unit not in (None, "%"):
        return _difference(target.unit, before.unit, (base, current), seen)
    return _ratio(base, current, seen)


def _ratio(base: Decimal, current: Decimal, seen: Observation) -> Observation:
    """(Current − baseline) ÷ baseline in percent."""
    if base <= 0:
        return seen.model_copy(update={"findings": (*seen.findings, finding("baseline-zero", baseline=plain(base)))})
    change = Ratio.of(EXACT.multiply(EXACT.subtract(current, base), Decimal(100)), base)
    expression = QUOTIENT, (DIFFERENCE, plain(current), plain(base)), plain(base)
    formula = written((QUOTIENT, (DIFFERENCE, CURRENT, BASELINE), BASELINE))
    return _changed(seen.model_copy(update={"unit": "%"}), change, expression, formula)


def _bare_beside_percent(before: Figure, after: Figure) -> Decimal | None:
    """A figure of at most 1 without its % beside one with it, which may be a share of 1 (60% and 0.65)."""
    for one, other in ((before, after), (after, before)):
        if one.unit is None and other.unit == "%" and one.number is not None and 0 < one.number <= 1:
            return one.number
    return None


def _difference(unit: str, recorded: str | None, figures: tuple[Decimal, Decimal], seen: Observation) -> Observation:
    """Current − baseline: of percentages in points, of amounts in their own unit."""
    base, current = figures
    of_shares = unit_of(unit).dimension is Dimension.SHARE
    own = "个百分点" if of_shares and recorded in (None, "%") else recorded or unit
    seen = seen.model_copy(update={"unit": own})
    made = _subtracted(base, current, seen)
    if not of_shares or recorded is not None or max(abs(base), abs(current)) > 1 or base == current:
        return made
    hundred = Decimal(100)  # 0.6 may be 60%
    hundredfold = _subtracted(EXACT.multiply(base, hundred), EXACT.multiply(current, hundred), seen)
    low, high = (shown_number(one.number, own) for one in (made, hundredfold) if one.number is not None)
    admitted = tuple(
        one.model_copy(update={"assuming": coded("assume-figure", figure=figure)})
        for one, figure in ((made, low), (hundredfold, high))
    )
    asked = finding("ask-share", text=seen.shown, low=low, high=high)
    return seen.model_copy(update={"unit": None, "admitted": admitted, "question": asked})


def _subtracted(base: Decimal, current: Decimal, seen: Observation) -> Observation:
    expression = DIFFERENCE, plain(current), plain(base)
    change = Ratio.of(EXACT.subtract(current, base))
    return _changed(seen, change, expression, written((DIFFERENCE, CURRENT, BASELINE)))


def _changed(seen: Observation, change: Ratio, expression: Expression, formula: str) -> Observation:
    """The change as it was computed, up or down."""
    result = shown_number(change, seen.unit)
    step = finding("computed", formula=formula, expression=written(expression), result=result)
    return seen.model_copy(
        update={
            "shown": coded("worked-out", result=result, of=seen.shown),
            "number": change,
            "change": "down" if change.num < 0 else "up",
            "expression": expression,
            "findings": (*seen.findings, step),
        }
    )


def _by_part(given: Mapping[str, Given], measure: Measure) -> dict[str, Given]:
    """What is given by the names of parts, however these are typed; a number stands for the part in its place."""
    names = {squeeze(one.name): one.name for one in measure.inputs}
    names = {str(number): name for number, name in enumerate(names.values(), 1)} | names
    return {names.get(squeeze(name), name): one for name, one in given.items()}


def from_inputs(
    reading: Reading, inputs: Mapping[str, Recordable], locations: Mapping[str, Source], year: int | None
) -> Observation:
    """The observation that named inputs give of a row; the text of a single one is read as the row's own."""
    measure = reading.measure
    is_limits = set(inputs) == {one.label for one in measure.limits}
    if measure.kind is MeasureKind.CHANGE and (measure.formula is None or BASELINE in inputs):
        return _change(reading.target, inputs, locations, year)
    if measure.formula is not None and not is_limits:
        return computed(measure.formula, inputs, year, locations)
    shown = shown_inputs(inputs)
    if in_parts(reading.target):
        inputs, locations = _by_part(inputs, measure), _by_part(locations, measure)
    figures, findings = read_figures(inputs, year, locations)
    if several := _several(figures, locations):
        return Observation(shown=shown, findings=(*findings, *several))
    parts = {name: some[0] for name, some in figures.items()}
    is_part = in_parts(reading.target) and not parts.keys().isdisjoint(one.name for one in measure.inputs)
    if len(parts) == 1 and not is_part and (not is_limits or len(measure.limits) == 1):
        (figure,) = parts.values()
        return read_text(figure.text, reading, year)
    is_share = unit_of(reading.target.unit or reading.target.unit_inferred).dimension is Dimension.SHARE
    if is_share and not is_limits and all(one.number == 0 for one in parts.values()):
        return Observation(shown=shown, question=finding("ask-nothing-due", text=shown), findings=findings)
    return Observation(shown=shown, parts=parts, findings=findings)
