"""The official table (项目支出绩效自评表) as values, one for each cell: Word, Excel and PDF draw the same.

What stands where follows :mod:`engine.reports.table`; this adds the texts that only a handed-in table has: deviation with
cause and measure, the remarks, the line that names ruleset, assessor and run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.language.findings import Findings
from engine.reports import summary, table
from engine.reports.documents.text import NOT_FILLED, Figure, percent, points_of, wan, weight
from engine.rulesets import Ruleset
from engine.runs.record import FundsRow, ProjectScore, Run, Score
from engine.terms import Outcome

NO_CAUSE = "未填写偏差原因"
NOTHING = Figure(table.NOTHING)


class FundsLine(NamedTuple):
    """One row of the funds block, in 万元; only the total row is scored."""

    label: str
    initial: Figure
    budget: Figure
    executed: Figure
    weight: Figure
    rate: Figure
    points: Figure


class FormRow(NamedTuple):
    """One indicator row. ``opens_level`` and ``opens_group`` say where a merged cell begins, ``level_span`` and
    ``group_span`` over how many rows it goes (0 where it does not begin)."""

    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: Figure
    points: Figure
    deviation: str
    level_span: int
    group_span: int

    @property
    def opens_level(self) -> bool:
        """Whether the cell of the level-1 indicator begins here."""
        return self.level_span > 0

    @property
    def opens_group(self) -> bool:
        """Whether the cell of the level-2 indicator begins here."""
        return self.group_span > 0


class Form(NamedTuple):
    """The table of one project, from its title to its footer."""

    title: str
    year: str
    year_line: str
    name: str
    code: str
    department: str
    unit: str
    kind: str
    funds: tuple[FundsLine, ...]
    funds_deviation: str
    goal: str
    achieved: str
    rows: tuple[FormRow, ...]
    weight: Figure
    total: Figure
    grade: str
    remarks: str
    footer: str


def form_of(run: Run, project: ProjectScore, notes: Findings = (), entry: str = "") -> Form:
    """The table of one project of a run; ``notes`` is what is known about the run beside its record.

    ``entry`` is the ledger's entry of the run, for the foot.
    """
    execution = table.execution(project)
    return Form(
        title=table.named(run, "表"),
        year="" if run.year is None else str(run.year),
        year_line=year_of(run),
        name=project.name,
        code=project.code,
        department=project.department,
        unit=project.unit,
        kind=project.kind,
        funds=tuple(_funds(project, execution.score if execution else None)),
        funds_deviation=deviation_of(execution.score) if execution else "",
        goal=project.annual_goal,
        achieved=project.achieved or NOT_FILLED,
        rows=tuple(_rows(table.levels(project))),
        weight=weight(summary.weight(project)),
        total=Figure(table.total(project), project.total),
        grade=project.grade or "未定",
        remarks="\n".join(table.remarks(project, notes)) or "无",
        footer=footer_of(run, entry),
    )


def year_of(run: Run) -> str:
    """The line under a title: ``（2024 年度）``; empty where the run has no year."""
    return "" if run.year is None else f"（{run.year} 年度）"


def footer_of(run: Run, entry: str = "") -> str:
    """Ruleset, assessor, run and entry, so that a printed sheet leads back to its record."""
    return f"评分规则：{ruleset_of(run)}　评分人：{assessor_of(run)}　{run_of(run, entry)}"


def run_of(run: Run, entry: str = "") -> str:
    """The run, by its number, and the ledger's entry of it."""
    return f"运行编号：{run.run}" + (f"　{entry}" if entry else "")


def ruleset_of(run: Run) -> str:
    """The ruleset by its title; its id is for those who have its files."""
    return run.ruleset_title or run.ruleset


def unconfirmed_of(run: Run) -> tuple[str, ...]:
    """The clauses of the run's ruleset that are still to be confirmed, by what they are about."""
    try:
        return Ruleset.model_validate_json(run.ruleset_content).to_be_confirmed(worded=True)
    except ValueError:  # a run of another version, or one built by hand
        return run.to_be_confirmed


def assessor_of(run: Run) -> str:
    """Who scored, and in which role."""
    name = run.assessor or "未注明"
    return f"{name}（{run.role}）" if run.role else name


def _funds(project: ProjectScore, execution: Score | None) -> Iterator[FundsLine]:
    yield _total_line(project.funds.total, execution)
    for label, row in table.funds_lines(project.funds):
        yield FundsLine(label, *_amounts(row), NOTHING, NOTHING, NOTHING)


def _total_line(row: FundsRow, execution: Score | None) -> FundsLine:
    if execution is None:
        return FundsLine("年度资金总额", *_amounts(row), NOTHING, NOTHING, NOTHING)
    known = execution.completion is not None
    rate = percent(execution.completion) if known else Figure(table.OUTCOMES[execution.outcome])
    return FundsLine("年度资金总额", *_amounts(row), weight(execution.weight), rate, points_of(execution))


def _amounts(row: FundsRow) -> tuple[Figure, Figure, Figure]:
    return wan(row.initial), wan(row.budget), wan(row.executed)


def _rows(levels: Iterable[table.Level]) -> Iterator[FormRow]:
    for level in levels:
        in_level = sum(len(group.lines) for group in level.groups)
        for group in level.groups:
            in_group = len(group.lines)
            for line in group.lines:
                yield _row(line.score, in_level, in_group)
                in_level = in_group = 0


def _row(score: Score, level_span: int, group_span: int) -> FormRow:
    applies = score.outcome is not Outcome.NOT_APPLICABLE
    return FormRow(
        level1=score.level1,
        level2=score.level2,
        name=score.name,
        target=score.target_text,
        actual=actual_of(score),
        weight=weight(score.weight),
        points=points_of(score) if applies else weight(score.points),
        deviation=deviation_of(score),
        level_span=level_span,
        group_span=group_span,
    )


def actual_of(score: Score) -> str:
    """What was recorded, as it was; where nothing was, why."""
    if score.actual_text is not None:
        return score.actual_text
    return "" if score.outcome is Outcome.NOT_APPLICABLE else table.OUTCOMES[score.outcome]


def deviation_of(score: Score) -> str:
    """What an open row asks, cause and measure of a shortfall, what an assessor gave or took, a line each; says so where
    the rules took points and no cause is given."""
    cause = f"原因：{score.cause}" if score.cause else NO_CAUSE if table.unexplained(score) else ""
    remedy = f"措施：{score.remedy}" if score.remedy else ""
    asked = f"待核实：{table.asked(score)}" if table.asked(score) else ""
    return "\n".join(filter(None, (asked, cause, remedy, score.trace.assessed)))
