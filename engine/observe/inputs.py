"""Actuals computed from named inputs: by the formula of the explanation, or as an improvement over a baseline."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from engine.actuals import Recordable
from engine.actuals.figures import Figure, read_figure
from engine.explanations import Formula, evaluate
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.rendering import coded
from engine.measures import Measure, MeasureKind
from engine.observe.model import Observation, from_figure, shown_number
from engine.quantity import EXACT, Dimension, Ratio, convert, plain, unit_of
from engine.quantity.expressions import DIFFERENCE, QUOTIENT, written

BASELINE, CURRENT = "基期值", "当期值"
Figures = dict[str, tuple[Figure, ...]]
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
    """What a formula gives on recorded inputs, with the formula filled in; ``places`` says where an input stands."""
    figures, findings = read_figures(inputs, year, locations)
    shown = shown_inputs(inputs)
    numbers, unread = numbers_of(figures, formula, locations)
    if unread:
        return Observation(shown=shown, findings=(*findings, *unread))
    result, found = evaluate(formula, numbers)
    if result is None:
        return Observation(shown=shown, findings=(*findings, *found))
    unit = "%" if formula.percent else None
    expression = _substitute(formula.expression, numbers)
    text = shown_number(result, unit)
    step = finding("computed", formula=formula.expression, expression=expression or shown, result=text)
    return Observation(
        shown=coded("worked-out", result=text, of=shown),
        number=result,
        unit=unit,
        expression=expression or None,
        findings=(*findings, *found, step),
    )


def _substitute(expression: str, numbers: Numbers) -> str:
    """The formula with its numbers in the place of its names, the longest names first; empty where there are series."""
    for name in sorted(numbers, key=len, reverse=True):
        number = numbers[name]
        if isinstance(number, tuple):
            return ""
        expression = expression.replace(name, plain(number))
    return expression


def _change(inputs: Mapping[str, Recordable], locations: Mapping[str, Source], year: int | None) -> Observation:
    """(current − baseline) ÷ baseline, in percent (domain: 提升20%)."""
    figures, findings = read_figures(inputs, year, locations)
    shown = shown_inputs(inputs)
    lacking = [name for name in (BASELINE, CURRENT) if name not in figures]
    if lacking:
        return Observation(shown=shown, findings=(*findings, finding("formula-input-missing", name=lacking)))
    if several := _several({name: figures[name] for name in (BASELINE, CURRENT)}, locations):
        return Observation(shown=shown, findings=(*findings, *several))
    before, after = figures[BASELINE][0], figures[CURRENT][0]
    base = _number(BASELINE, before, before.unit)
    current = _number(CURRENT, after, before.unit)
    read = {BASELINE: base, CURRENT: current}
    unread = tuple(one.at(locations.get(name)) for name, one in read.items() if isinstance(one, Finding))
    if isinstance(base, Finding) or isinstance(current, Finding):
        return Observation(shown=shown, findings=(*findings, *unread))
    if base <= 0:
        return Observation(shown=shown, findings=(*findings, finding("baseline-zero", baseline=plain(base))))
    change = Ratio.of(EXACT.multiply(EXACT.subtract(current, base), Decimal(100)), base)
    expression = QUOTIENT, (DIFFERENCE, plain(current), plain(base)), plain(base)
    result = shown_number(change, "%")
    formula = written((QUOTIENT, (DIFFERENCE, CURRENT, BASELINE), BASELINE))
    step = finding("computed", formula=formula, expression=written(expression), result=result)
    both = coded("worked-out", result=result, of=shown)
    return Observation(shown=both, number=change, unit="%", expression=expression, findings=(*findings, step))


def from_inputs(
    measure: Measure, inputs: Mapping[str, Recordable], locations: Mapping[str, Source], year: int | None
) -> Observation:
    """The observation that named inputs give under a measure."""
    is_limits = set(inputs) == {one.label for one in measure.limits}
    if measure.kind is MeasureKind.CHANGE and (measure.formula is None or BASELINE in inputs):
        return _change(inputs, locations, year)
    if measure.formula is not None and not is_limits:
        return computed(measure.formula, inputs, year, locations)
    figures, findings = read_figures(inputs, year, locations)
    if several := _several(figures, locations):
        return Observation(shown=shown_inputs(inputs), findings=(*findings, *several))
    parts = {name: some[0] for name, some in figures.items()}
    if len(parts) == 1 and (not is_limits or len(measure.limits) == 1):
        (figure,) = parts.values()
        return from_figure(figure)
    return Observation(shown=shown_inputs(inputs), parts=parts, findings=findings)
