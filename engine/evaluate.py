"""Declared projects and recorded actuals under a ruleset -> one run.

Pure: no clock, no files, no database. Projects come and go in one order (by file and line of their declaration),
so the order in which anything was read leaves no trace.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from engine.actuals import Actual, Budget
from engine.compare import Comparison, budget_comparison, compare
from engine.explanations import read_explanation
from engine.findings import Finding, Findings, Source, Value, finding, unique
from engine.inference import Decision, Place, RuleBase, gap
from engine.measures import Measure, settle
from engine.observe import observe
from engine.quantity import read_amount
from engine.reasons import declared_text, flags_of, reason_text, recorded_text, trace_of
from engine.record import Assessor, Digest, Funds, FundsRow, Origin, ProjectScore, Run, Score
from engine.rulesets import Ruleset
from engine.scoring import Points, award_points
from engine.targets import Target, read_target
from engine.terms import BUDGET_EXECUTION, Indicator, Outcome, Project
from engine.weights import level_weights, row_weights


class Recorded(Value):
    """An actual as the ledger holds it: the newest revision, and who recorded it."""

    actual: Actual
    origin: Origin


class Case(Value):
    """Everything about one project that a run reads: the form, the newest actuals by indicator code."""

    project: Project
    year: int | None = None
    achieved: str = ""
    recorded: dict[str, Recorded] = {}


class Reading(NamedTuple):
    """An indicator as the engine understands it."""

    target: Target
    measure: Measure


def read_indicator(indicator: Indicator, year: int | None = None) -> Reading:
    """The typed target and the measure of a declared row."""
    target = read_target(indicator.target_text, year)
    return Reading(*settle(indicator.name, target, read_explanation(indicator.explanation, year), year))


class _Row(NamedTuple):
    """A row of a project on its way to a score; ``indicator`` is None for the budget row."""

    level1: str
    counts_as: str
    indicator: Indicator | None
    compared: Comparison
    recorded: Recorded | None
    findings: Findings


def _amount(text: str | None, source: Source, field: str) -> tuple[Decimal | None, Findings]:
    if text is None:
        return None, ()
    value = read_amount(text)
    return value, () if value is not None else (finding("budget-unreadable", source, field=field, text=text),)


def _funds(case: Case) -> tuple[Funds, Findings]:
    """The funds block: the declared year amount unless an adjusted budget is recorded."""
    recorded = case.recorded.get(BUDGET_EXECUTION)
    declared = case.project.year_amount
    if recorded is None or recorded.actual.budget is None:
        return Funds(total=FundsRow(initial=declared, budget=declared)), ()
    written: Budget = recorded.actual.budget
    values: dict[str, Decimal | None] = {}
    findings: list[Finding] = []
    for field, text in written.model_dump().items():
        values[field], said = _amount(text, recorded.actual.source, field)
        findings.extend(said)
    initial = values["initial"] if values["initial"] is not None else declared
    budget = values["adjusted"] if values["adjusted"] is not None else initial
    funds = Funds(
        total=FundsRow(initial=initial, budget=budget, executed=values["executed"]),
        appropriation=FundsRow(executed=values["appropriation"]),
        carried_over=FundsRow(executed=values["carried_over"]),
        other=FundsRow(executed=values["other"]),
    )
    return funds, tuple(findings)


def _budget_row(case: Case) -> tuple[_Row, Funds]:
    funds, findings = _funds(case)
    compared = budget_comparison(funds.total.executed, funds.total.budget)
    if findings:
        compared = compared.model_copy(update={"outcome": Outcome.UNREADABLE, "steps": findings})
    recorded = case.recorded.get(BUDGET_EXECUTION)
    return _Row(BUDGET_EXECUTION, BUDGET_EXECUTION, None, compared, recorded, findings), funds


def _row(indicator: Indicator, case: Case, ruleset: Ruleset) -> _Row:
    reading = read_indicator(indicator, case.year)
    recorded = case.recorded.get(indicator.code)
    seen = observe(reading.measure, recorded.actual, case.year) if recorded else None
    compared = compare(reading.target, reading.measure, seen, ruleset.conventions, ruleset.tiers)
    placed = [one.at(indicator.source) for one in (*reading.target.findings, *reading.measure.findings)]
    place = recorded.actual.source if recorded else indicator.source
    placed += [one.at(place) for one in compared.steps if one.severity != "note"]
    counts_as = ruleset.weights.counts_as.get(indicator.level1, indicator.level1)
    if indicator.is_live and counts_as not in ruleset.weights.levels:
        placed.append(finding("level1-unknown", indicator.source, level1=indicator.level1))
    return _Row(indicator.level1, counts_as, indicator, compared, recorded, unique(placed))


def _weights(rows: Iterable[_Row], ruleset: Ruleset) -> dict[str, Decimal]:
    """Weight by row code; the budget row's under 预算执行. Declared weights are used where every live row has one."""
    live: dict[str, list[Indicator]] = {}
    for row in rows:
        if row.indicator is not None and row.compared.outcome is not Outcome.NOT_APPLICABLE:
            live.setdefault(row.counts_as, []).append(row.indicator)
    levels = level_weights(ruleset.weights.levels, {**live, BUDGET_EXECUTION: [None]})
    return {BUDGET_EXECUTION: levels.pop(BUDGET_EXECUTION, Decimal("0.00")), **row_weights(live, levels)}


def _target_text(row: _Row) -> str:
    return row.indicator.target_text if row.indicator else "100%"


def _score(row: _Row, weight: Decimal | None, project: Project, base: RuleBase) -> Score:
    ruleset, indicator, compared = base.ruleset, row.indicator, row.compared
    place = Place(row.level1, indicator.level2 if indicator else "", project.kind)
    decision: Decision = base.decide(compared, place)
    rule, findings = decision.award, row.findings
    if rule is None:
        findings = (*findings, *gap(compared, place))
    got = Points(points=None, deduction=None)
    if rule is not None and rule.award is not None and weight is not None:
        parameters = {name: ruleset.value(rule, name) for name in rule.parameters}
        got = award_points(rule.award, weight, compared, parameters)
    source = indicator.source if indicator else _line_of(project, "year_amount")
    actual = row.recorded.actual if row.recorded else None
    origin = row.recorded.origin if row.recorded else None
    target_text = _target_text(row)
    trace = trace_of(
        rule,
        ruleset,
        compared,
        got,
        declared_text(target_text, source),
        recorded_text(compared.shown, origin, actual),
    )
    name = indicator.name if indicator else "预算执行率"
    lost = bool(got.deduction)
    return Score(
        code=indicator.code if indicator else BUDGET_EXECUTION,
        level1=row.level1,
        level2=indicator.level2 if indicator else "预算执行率",
        name=name,
        target_text=target_text,
        actual_text=compared.shown,
        outcome=compared.outcome,
        completion=None if compared.completion is None else compared.completion.decimal(),
        weight=weight,
        points=got.points,
        deduction=got.deduction,
        award=rule.award if rule else None,
        rules=tuple(one.id for one in (*([rule] if rule else []), *decision.flags)),
        reason=reason_text(name, trace, rule, ruleset, got, weight),
        trace=trace,
        flags=flags_of(decision, compared, ruleset),
        cause=actual.cause if actual else "",
        remedy=(actual.remedy if actual else "") or (rule.remedy if rule and (lost or got.points is None) else ""),
        findings=findings,
        declared_at=source,
        origin=origin,
    )


def _line_of(project: Project, field: str) -> Source:
    line = project.lines.get(field)
    return project.source if line is None else project.source.model_copy(update={"line": line})


def score_project(case: Case, base: RuleBase) -> ProjectScore:
    """One project's table: every row scored or said why not, weights that add up to 100.00, total or its range."""
    project, ruleset = case.project, base.ruleset
    budget, funds = _budget_row(case)
    rows = [budget, *(_row(indicator, case, ruleset) for indicator in project.indicators)]
    weights = _weights(rows, ruleset)
    scores = tuple(
        _score(row, weights.get(row.indicator.code if row.indicator else BUDGET_EXECUTION), project, base)
        for row in rows
    )
    known = sum((score.points for score in scores if score.points is not None), Decimal("0.00"))
    open_weight = sum((score.weight for score in scores if score.weight and score.points is None), Decimal("0.00"))
    total = None if any(score.weight is not None and score.points is None for score in scores) else known
    return ProjectScore(
        code=project.code,
        name=project.name,
        unit=project.unit,
        department=project.department,
        kind=project.kind,
        funds=funds,
        annual_goal=project.annual_goal,
        achieved=case.achieved,
        total=total,
        total_range=(known, known + open_weight),
        grade=None if total is None else ruleset.grade(total),
        scores=scores,
        source=project.source,
    )


def _digest(value: Value, what: str, name: str) -> Digest:
    return Digest(what=what, name=name, sha256=hashlib.sha256(value.model_dump_json().encode()).hexdigest())


def _inputs(case: Case) -> list[Digest]:
    digests = [_digest(case.project, "declaration", case.project.code)]
    for code, recorded in sorted(case.recorded.items()):
        digests.append(_digest(recorded, "actual", f"{case.project.code}/{code}/{recorded.origin.revision}"))
    return digests


def evaluate(
    cases: Iterable[Case],
    ruleset: Ruleset,
    assessor: Assessor,
    packages: Mapping[str, str],
    progress: Callable[[], None] = lambda: None,
) -> Run:
    """The run over a set of projects. ``packages`` names the versions that mattered; ``progress`` is called after
    each project."""
    base = RuleBase(ruleset)
    ordered = sorted(
        cases, key=lambda case: (case.project.source.file, case.project.source.line or 0, case.project.code)
    )
    projects: list[ProjectScore] = []
    digests = [Digest(what="ruleset", name=ruleset.id, sha256=ruleset.digest)]
    for case in ordered:
        projects.append(score_project(case, base))
        digests.extend(_inputs(case))
        progress()
    run = Run(
        run="",
        year=next((case.year for case in ordered if case.year), None),
        ruleset=ruleset.id,
        ruleset_title=f"{ruleset.title}（{ruleset.document}）",
        to_be_confirmed=ruleset.to_be_confirmed(),
        assessor=assessor.name,
        role=assessor.role,
        complete=all(project.total is not None for project in projects),
        projects=tuple(projects),
        findings=tuple(one for project in projects for score in project.scores for one in score.findings),
        inputs=tuple(digests),
        packages=dict(packages),
        ruleset_content=ruleset.model_dump_json(),
    )
    return run.model_copy(update={"run": run_id(run)})


def run_id(run: Run) -> str:
    """The name of a run: the start of the SHA-256 of all that is in it, so equal runs have one name."""
    content = run.model_copy(update={"run": ""}).model_dump(mode="json")
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


class TypedIndicator(Indicator):
    """A declared row with what the engine reads in it."""

    target: Target
    measure: Measure


class TypedProject(Project):
    """A declared form with its rows typed, as ``jixiao read`` prints it."""

    indicators: tuple[TypedIndicator, ...] = ()


def typed_project(project: Project, year: int | None = None) -> TypedProject:
    """A form with the target and measure of each row."""
    rows = []
    for indicator in project.indicators:
        reading = read_indicator(indicator, year)
        rows.append(TypedIndicator(**dict(indicator), target=reading.target, measure=reading.measure))
    return TypedProject(**{**dict(project), "indicators": tuple(rows)})
