"""Declared projects and recorded actuals under a ruleset -> one run.

Pure: no clock, no files, no database. Projects come and go in one order (by file and line of their declaration),
so the order in which anything was read leaves no trace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from engine.actuals import Actual
from engine.compare import Comparison, budget_comparison
from engine.files.crashes import Failed
from engine.language.findings import Findings, Source, Value, finding, has_errors, unique
from engine.measures import Measure, read_indicator
from engine.measures.declared_row import DeclaredRow
from engine.rulesets import Ruleset
from engine.runs.binding import RunHead, assembled
from engine.runs.record import AdjustedTarget, Assessed, Assessor, Digest, Funds, Origin, ProjectScore, Run, Score
from engine.runs.wording import worded_run
from engine.scoring.assessing import assessed, replaced
from engine.scoring.failing import attempt, failed_project, failed_row, ignored
from engine.scoring.funds import funds_of
from engine.scoring.inference import RuleBase
from engine.scoring.limits import limited
from engine.scoring.reasons import facts_of
from engine.scoring.undecided import completion_range, deciding, gaps, judged_case, points_range
from engine.scoring.weights import HUNDRED, NOTHING, Weighed
from engine.targets import Target
from engine.terms import BUDGET_EXECUTION, Answers, Indicator, Outcome, Project, budget_row


class Recorded(Value):
    """An actual as the ledger holds it: the newest revision, and who recorded it."""

    actual: Actual
    origin: Origin


class Case(Value):
    """Everything about one project that a run reads: the form, and by indicator code the newest actuals, the adjusted
    targets, the answers that count, and the adjustments of points by the assessor of the run.

    ``sha256`` is that of all entries it was read from; empty where they were not read from a ledger."""

    project: Project
    year: int | None = None
    achieved: str = ""
    recorded: dict[str, Recorded] = {}
    targets: dict[str, AdjustedTarget] = {}
    adjustments: dict[str, tuple[Assessed, ...]] = {}
    answers: dict[str, Answers] = {}
    sha256: str = ""


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


class Row(NamedTuple):
    """A row of a project on its way to a score."""

    indicator: Indicator
    level: str
    group: str
    compared: Comparison
    recorded: Recorded | None
    findings: Findings
    answers: Answers = ()
    failure: Exception | None = None

    @property
    def is_live(self) -> bool:
        """Whether it counts, so that it has a weight."""
        return self.compared.outcome is not Outcome.NOT_APPLICABLE


def _line_of(project: Project, field: str) -> Source:
    if field in project.places:
        return project.places[field]
    line = project.lines.get(field)
    return project.source if line is None else project.source.model_copy(update={"line": line})


def budget_row_of(case: Case, ruleset: Ruleset) -> tuple[Row, Funds]:
    """The row 预算执行 with what the money says of it."""
    recorded = case.recorded.get(BUDGET_EXECUTION)
    funds, findings = funds_of(case.project, recorded.actual if recorded else None)
    compared = budget_comparison(funds.total.executed, funds.total.budget)
    if has_errors(findings):
        compared = compared.model_copy(update={"outcome": Outcome.UNREADABLE, "steps": findings})
    indicator = budget_row(_line_of(case.project, "year_amount"))
    level, group = ruleset.weights.level_and_group(BUDGET_EXECUTION, indicator.level2)
    return Row(indicator, level, group, compared, recorded, findings), funds


def _guarded_row(indicator: Indicator, case: Case, base: RuleBase, failed: Failed) -> Row:
    """The row; where the program fails on it, one in error."""

    def broken(error: Exception) -> Row:
        level_and_group = base.ruleset.weights.level_and_group(indicator.level1, indicator.level2)
        return Row(indicator, *level_and_group, Comparison(outcome=Outcome.ERROR, kind=""), None, (), failure=error)

    return attempt(lambda: row_of(indicator, case, base), broken, failed, _what(case, indicator))


def _what(case: Case, indicator: Indicator) -> str:
    return f"scoring row {indicator.code} {indicator.name} of project {case.project.code} {case.project.name}"


def row_of(indicator: Indicator, case: Case, base: RuleBase) -> Row:
    """A declared row, with its adjusted target and its answers, held against what was recorded for it."""
    indicator, findings = replaced(indicator, case.targets.get(indicator.code))
    row = DeclaredRow.of(indicator, case.year, case.answers.get(indicator.code, ()))
    reading = base.distinct.reading(row)
    recorded = case.recorded.get(indicator.code)
    compared = base.distinct.comparison(row, recorded.actual if recorded else None)
    placed = [one.at(indicator.source) for one in (*findings, *reading.target.all_findings, *reading.measure.findings)]
    index = recorded.actual.source if recorded else indicator.source
    placed += [one.at(index) for one in compared.steps if one.severity != "note"]
    placed += [reading.question.at(indicator.source)] if reading.question and recorded is None else []
    weights = base.ruleset.weights
    level, group = weights.level_and_group(indicator.level1, indicator.level2)
    if compared.outcome is not Outcome.NOT_APPLICABLE and level not in weights.for_kind(case.project.kind):
        placed.append(finding("level1-unknown", indicator.source, level1=indicator.level1))
    return Row(indicator, level, group, compared, recorded, unique(placed), reading.answers)


def items_of(ruleset: Ruleset) -> tuple[Indicator, ...]:
    """The rows that a ruleset adds to every project."""
    return tuple(
        Indicator(
            code=item.code,
            level1=item.level1,
            level2=item.level2,
            required=True,
            name=item.name,
            target_text=item.target,
            explanation=item.explanation,
            source=Source(file=f"rulesets/{ruleset.id}/ruleset.yaml"),
        )
        for item in ruleset.items
    )


def _weights(rows: Sequence[Row], project: Project, base: RuleBase) -> tuple[Mapping[str, Decimal], Findings]:
    """Weight by row code, 100.00 in all."""
    live = tuple(_weighed(row) for row in rows if row.is_live)
    weights, findings = base.distinct.weights(project.kind, live)
    return weights, tuple(one.at(project.source) for one in findings)


def _weighed(row: Row) -> Weighed:
    weight = row.indicator.weight
    return Weighed(row.indicator.code, row.level, row.group, row.indicator.core, "" if weight is None else str(weight))


def _guarded_score(row: Row, weight: Decimal | None, case: Case, base: RuleBase, failed: Failed) -> Score:
    def broken(error: Exception) -> Score:
        return failed_row(row.indicator, weight, error)

    if row.failure is not None:
        return broken(row.failure)
    return attempt(lambda: score_of(row, weight, case, base), broken, failed, _what(case, row.indicator))


def score_of(row: Row, weight: Decimal | None, case: Case, base: RuleBase) -> Score:
    """The score of a row of a weight, None where it has none."""
    indicator, project = row.indicator, case.project
    adjusted = case.targets.get(indicator.code)
    category = base.category(row.level, indicator.level2, project.kind, indicator.core)
    judged = judged_case(row.compared, base, category, weight)
    compared = judged.compared
    rule, findings = judged.decision.award, (*row.findings, *gaps(judged, category))
    actual = row.recorded.actual if row.recorded else None
    origin = row.recorded.origin if row.recorded else None
    score = Score(
        code=indicator.code,
        level1=indicator.level1,
        level2=indicator.level2,
        name=indicator.name,
        target_text=indicator.target_text,
        outcome=compared.outcome,
        completion=None if compared.completion is None else compared.completion.decimal(),
        weight=weight,
        points=judged.got.points,
        deduction=judged.got.deduction,
        award=rule.award if rule else None,
        rules=deciding(judged),
        cause=actual.cause if actual else "",
        remedy=actual.remedy if actual else "",
        note=actual.note if actual else "",
        findings=findings,
        declared_at=indicator.source,
        origin=origin,
        adjusted_target=adjusted,
        answers=row.answers,
        question=compared.asked,
        points_range=points_range(judged),
        completion_range=completion_range(judged),
        facts=facts_of(judged, actual),
    )
    return assessed(score, case.adjustments.get(indicator.code, ()))


def score_project(case: Case, base: RuleBase, failed: Failed = ignored) -> ProjectScore:
    """One project's table as facts: every row scored or said why not, weights that add up to 100.00, total or its range.

    Where the program itself fails, ``failed`` is told how, and the row, or at worst the project, stands there in error.
    """

    def broken(error: Exception) -> ProjectScore:
        return failed_project(_unscored(case), (*items_of(base.ruleset), *case.project.indicators), error)

    return attempt(lambda: _sheet(case, base, failed), broken, failed, f"scoring project {case.project.code}")


def _unscored(case: Case) -> ProjectScore:
    """A project's sheet before anything on it is scored: its total lies between nothing and all."""
    project = case.project
    return ProjectScore(
        code=project.code,
        name=project.name,
        unit=project.unit,
        department=project.department,
        kind=project.kind,
        annual_goal=project.annual_goal,
        total=None,
        total_range=(NOTHING, HUNDRED),
        grade=None,
        scores=(),
        source=project.source,
        year=case.year,
        inputs=tuple(_inputs(case)),
    )


def _sheet(case: Case, base: RuleBase, failed: Failed) -> ProjectScore:
    project, ruleset = case.project, base.ruleset
    budget, funds = budget_row_of(case, ruleset)
    rows = [budget, *(_guarded_row(one, case, base, failed) for one in (*items_of(ruleset), *project.indicators))]
    weights, findings = _weights(rows, project, base)
    scores = tuple(_guarded_score(row, weights.get(row.indicator.code), case, base, failed) for row in rows)
    levels = {row.indicator.code: row.level for row in rows}
    low, adjustments = limited(scores, levels, ruleset, is_full=False)
    high, _ = limited(scores, levels, ruleset, is_full=True)
    is_open = any(score.weight is not None and score.points is None for score in scores)
    scored = {
        "funds": funds,
        "achieved": case.achieved,
        "total": None if is_open else low,
        "total_range": (low, high),
        "grade": None if is_open else ruleset.grade(low),
        "adjustments": () if is_open else adjustments,
        "scores": scores,
        "findings": findings,
    }
    return _unscored(case).model_copy(update=scored)


def _digest(value: Value, what: str, name: str, without: set[str] | None = None) -> Digest:
    text = value.model_dump_json(exclude=without)
    return Digest(what=what, name=name, sha256=hashlib.sha256(text.encode()).hexdigest())


def _inputs(case: Case) -> Iterator[Digest]:
    code = case.project.code
    yield _digest(case.project, "declaration", code, None if case.project.year else {"year"})  # as older forms were
    for row, recorded in sorted(case.recorded.items()):
        yield _digest(recorded, "actual", f"{code}/{row}/{recorded.origin.revision}")
    for row, target in sorted(case.targets.items()):
        yield _digest(target, "target", f"{code}/{row}/{target.number}")
    for row, answers in sorted(case.answers.items()):
        yield from (_digest(one, "answer", f"{code}/{row}/{one.kind}/{one.number}") for one in answers)
    for row, adjustments in sorted(case.adjustments.items()):
        yield from (_digest(one, "adjustment", f"{code}/{row}/{one.number}") for one in adjustments)


def head_under(ruleset: Ruleset, assessor: Assessor, packages: Mapping[str, str]) -> RunHead:
    """The head of a run before its projects are scored. ``packages`` names the versions that mattered."""
    return RunHead(
        ruleset=ruleset.id,
        ruleset_title=f"{ruleset.title}（{ruleset.document}）",
        to_be_confirmed=ruleset.to_be_confirmed(),
        assessor=assessor.name,
        role=assessor.role,
        inputs=(Digest(what="ruleset", name=ruleset.id, sha256=ruleset.digest),),
        packages=dict(packages),
        ruleset_content=ruleset.model_dump_json(),
    )


def evaluate(
    cases: Iterable[Case],
    ruleset: Ruleset,
    assessor: Assessor,
    packages: Mapping[str, str],
    failed: Failed = ignored,
) -> Run:
    """The run over a set of projects; ``failed`` is told what the program failed on."""
    base = RuleBase(ruleset)
    projects = [score_project(case, base, failed) for case in cases]
    return worded_run(assembled(head_under(ruleset, assessor, packages), projects))
