"""One filled-in table rechecked: its rows judged under the ruleset that fits, its sums, and the reviewers' list."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Finding, Severity, Value, finding, unique
from engine.lexicon import Entry
from engine.measures import stated
from engine.quantity import Number, Ratio, plain
from engine.recheck.declared import Declarations, Declared, check_declared, declared_of, rows_of
from engine.recheck.fault import Fault, Open, ProjectResult, RowFinding, RowResult, cell_of, fault_of, open_of
from engine.recheck.fit import Fit
from engine.recheck.held_rows import HeldRow, held_row
from engine.recheck.judge import judge_held
from engine.recheck.model import FilledRow, FilledTable
from engine.recheck.review import review
from engine.recheck.sums import (
    Execution,
    check_execution,
    check_grade,
    check_total,
    check_weights,
    execution_points,
    execution_rate,
)
from engine.recheck.verdict import Judged, Verdict
from engine.rulesets import Ruleset
from engine.scoring.inference import RuleBase
from engine.terms import Answers

TOLERANCE = Decimal("0.1")


class Options(Value):
    """What a person may set: the ruleset by name, how many points a score may be off, words in names; ``declared`` gives
    what was declared for a table, and what was settled about its rows."""

    ruleset: str | None = None
    tolerance: Number = TOLERANCE
    declared: Declarations | None = None
    lexicon: tuple[Entry, ...] = ()


class Rechecked(NamedTuple):
    """One table with everything that was said about it."""

    table: FilledTable
    result: ProjectResult
    faults: tuple[Fault, ...]
    undecided: tuple[Open, ...]


_Range = tuple[Decimal, Decimal]


class _Remark(NamedTuple):
    """A finding, with the indicator and rule it is about."""

    finding: Finding
    indicator: str | None = None
    rule: str | None = None
    stated: str | None = None


def recheck_table(table: FilledTable, base: RuleBase, fit: Fit, options: Options) -> Rechecked:
    """A table judged row by row and as a whole."""
    declared = declared_of(table, options.declared) if options.declared else None
    answers = _answers(table, declared)
    held = [held_row(row, table.year, base.ruleset, some) for row, some in zip(table.rows, answers, strict=True)]
    judged = [judge_held(row, base, options.tolerance) for row in held]
    execution = check_execution(table, options.tolerance)
    remarks = [*_about_rows(table, judged), *_about_sums(table, execution, base.ruleset, options.tolerance)]
    remarks.extend(_Remark(problem, indicator) for indicator, problem in review(table, held, judged, options.tolerance))
    if options.declared:
        differing = check_declared(table, declared, base.ruleset.understanding)
        remarks.extend(_Remark(problem, indicator) for indicator, problem in differing)
    faults = tuple(
        fault_of(one.finding, table, one.indicator, one.rule) for one in remarks if not _is_open(one.finding)
    )
    total = _total_range(table, judged, execution)
    remarks.extend(_about_total(table, judged, total))
    opens = tuple(open_of(one.finding, table, one.indicator, one.stated) for one in remarks if _is_open(one.finding))
    rows = tuple(map(_row_result, held, judged))
    return Rechecked(table, _result(table, rows, fit, faults, _Total(total, base.ruleset)), faults, opens)


def _answers(table: FilledTable, declared: Declared | None) -> list[Answers]:
    """What persons settled about each row."""
    rows = rows_of(table, declared)
    return [declared.answers.get(row.code, ()) if declared and row else () for row in rows]


def _is_open(finding: Finding) -> bool:
    return finding.severity is Severity.NOTE


def _about_rows(table: FilledTable, judged: list[Judged]) -> Iterator[_Remark]:
    """What is wrong with the rows' scores, and why some could not be judged."""
    for row, one in zip(table.rows, judged, strict=True):
        location = row.score.source or row.source
        weight, score = row.weight.number, row.score.number
        stated = None if score is None else plain(score)
        if weight is not None and score is not None and score > weight:
            values = {"name": row.name, "stated": stated, "weight": plain(weight)}
            yield _Remark(finding("score-above-weight", location, **values), row.name)
        if one.finding is not None:
            yield _Remark(one.finding.at(location), row.name, one.rule or None, stated)


def _about_sums(table: FilledTable, execution: Execution, ruleset: Ruleset, tolerance: Decimal) -> Iterator[_Remark]:
    """What is wrong with the sums."""
    for problem in check_weights(table):
        yield _Remark(problem)
    for problem in execution.findings:
        yield _Remark(problem, rule="budget-execution")
    for problem in check_total(table, tolerance):
        yield _Remark(problem)
    for problem in check_grade(table, ruleset):
        yield _Remark(problem, rule=ruleset.id)


def _about_total(table: FilledTable, judged: list[Judged], total: _Range | None) -> Iterator[_Remark]:
    """That the recomputed total is known only within bounds, and because of which rows."""
    if total is None or total[0] == total[1]:
        return
    names = "、".join(row.name for row, one in zip(table.rows, judged, strict=True) if one.span)
    low, high = map(plain, total)
    location = table.total.source or table.source
    yield _Remark(finding("total-open", location, low=low, high=high, names=names))


def _row_result(held: HeldRow, judged: Judged) -> RowResult:
    row = held.row
    findings = unique((*held.reading.target.all_findings, *held.compared.steps, *map(stated, held.reading.answers)))
    return RowResult(
        level1=row.level1,
        level2=row.level2,
        indicator=row.name,
        target=row.target.text,
        actual=row.actual.text,
        weight=row.weight.number,
        stated=row.score.number,
        recomputed=judged.recomputed,
        rule=judged.rule or None,
        verdict=judged.verdict,
        cell=cell_of(row.score.source or row.source),
        findings=tuple(RowFinding(code=one.code, message=one.message, message_zh=one.chinese()) for one in findings),
    )


class _Total(NamedTuple):
    """The recomputed total, from the least to the most, and what grades it."""

    range: _Range | None
    ruleset: Ruleset

    @property
    def exact(self) -> Decimal | None:
        """The total, where it is one."""
        return self.range[0] if self.range and self.range[0] == self.range[1] else None

    @property
    def grade(self) -> str | None:
        """The grade, where the least and the most have the same."""
        grades = {self.ruleset.grade(total) for total in self.range or ()}
        return grades.pop() if len(grades) == 1 else None


def _result(
    table: FilledTable, rows: tuple[RowResult, ...], fit: Fit, faults: tuple[Fault, ...], total: _Total
) -> ProjectResult:
    counted = {verdict: sum(one.verdict is verdict for one in rows) for verdict in Verdict}
    wrong = sum(fault.is_wrong for fault in faults)
    return ProjectResult(
        file=table.source.file,
        code=table.code or None,
        name=table.name or None,
        unit=table.unit or None,
        department=table.department or None,
        year=table.year,
        ruleset=fit.ruleset,
        ruleset_why=fit.why,
        rows=len(table.rows),
        right=counted[Verdict.RIGHT],
        wrong=counted[Verdict.WRONG],
        undecided=counted[Verdict.UNDECIDED],
        faults=wrong,
        notes=len(faults) - wrong,
        execution_rate=_shown(execution_rate(table.funds)),
        stated_total=table.total.number,
        recomputed_total=total.exact,
        recomputed_range=total.range,
        stated_grade=table.stated_grade,
        recomputed_grade=total.grade if table.is_whole else None,
        scores=rows,
    )


def _total_range(table: FilledTable, judged: list[Judged], execution: Execution) -> _Range | None:
    """The least and the most of the total with what is wrong put right; None where a score is missing."""
    scores = [
        _follows(row, one)
        for row, one in zip(table.rows, judged, strict=True)
        if not (row.shared and row.score.source is None)
    ]
    if table.funds is not None and execution_points(table) is not None:
        scores.append(_exact(table.funds.score.number if execution.follows is None else execution.follows))
    known = [score for score in scores if score is not None]
    if len(known) < len(scores):
        return None
    return sum((low for low, _ in known), Decimal(0)), sum((high for _, high in known), Decimal(0))


def _exact(score: Decimal | None) -> _Range | None:
    return None if score is None else (score, score)


def _follows(row: FilledRow, judged: Judged) -> _Range | None:
    """What a row counts for: a wrong score for what follows, any other as it is stated."""
    if judged.verdict is not Verdict.WRONG:
        return _exact(row.score.number)
    return judged.span or _exact(judged.recomputed)


def _shown(rate: Decimal | None) -> Decimal | None:
    """A rate as a share of 1, to four decimals: percent with two."""
    return None if rate is None else Ratio.of(rate).decimal(4)
