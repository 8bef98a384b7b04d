"""The official table (项目支出绩效自评表) as one value: labels, figures, texts, order and merged cells.

HTML, Word, Excel and PDF draw it and decide nothing but looks. Nothing is scored here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from engine.language.findings import Findings
from engine.reports import summary, words
from engine.reports.figures import NOTHING, Figure, percent, wan, weight
from engine.runs.record import FundsRow, ProjectScore, Run, Score
from engine.terms import BUDGET_EXECUTION, Outcome

NO_CAUSE = "未填写偏差原因"
Numbered = tuple[int, Score]
"""A row of the project with its number within it; 1 is the first."""


class Labels(NamedTuple):
    """What the table writes beside and above its values, under the names of the values; a pair stands in two lines."""

    name: str = "项目名称"
    code: str = "项目编码"
    department: str = "主管部门"
    unit: str = "实施单位"
    kind: str = "项目类型"
    year: str = "年度"
    funds: tuple[str, str] = ("项目资金", "（万元）")
    initial: str = "年初预算数"
    budget: str = "全年预算数（A）"
    executed: str = "全年执行数（B）"
    weight: str = "分值"
    rate: str = "执行率（B/A）"
    points: str = "得分"
    funds_deviation: str = "偏差原因及措施"
    annual_goal: tuple[str, str] = ("年度总体", "目标")
    goal: str = "预期目标"
    achieved: str = "实际完成情况"
    level1: str = "一级指标"
    level2: str = "二级指标"
    indicator: str = "三级指标"
    target: str = "年度指标值"
    actual: str = "实际完成值"
    deviation: str = "偏差原因分析及改进措施"
    total: str = "总分"
    grade: str = "等级"
    remarks: str = "其他说明"
    evidence: str = "佐证材料"
    seal: str = "单位（公章）"
    head: str = "负责人"
    filler: str = "填表人"
    phone: str = "联系电话"
    date: str = "日期"


LABELS = Labels()


class Fact(NamedTuple):
    """Something that is known of the project, with its label."""

    label: str
    text: str


class DeviationPart(NamedTuple):
    """A line about a deviation: what it begins with, where that may be set apart, and whether something is to be done."""

    label: str
    text: str
    is_open: bool = False

    def __str__(self) -> str:
        return self.label + self.text


Deviation = tuple[DeviationPart, ...]


class FundsLine(NamedTuple):
    """One row of the funds block, in 万元; only the total row is scored, and has a number where the project has one."""

    label: str
    initial: Figure
    budget: Figure
    executed: Figure
    weight: Figure = NOTHING
    rate: Figure = NOTHING
    points: Figure = NOTHING
    number: int | None = None


class TableRow(NamedTuple):
    """One indicator row. ``opens_level`` and ``opens_group`` say where a merged cell begins, ``level_span`` and
    ``group_span`` over how many rows it goes (0 where it does not begin)."""

    number: int
    applies: bool
    level1: str
    level2: str
    name: str
    target: str
    actual: str
    weight: Figure
    points: Figure
    deviation: str
    deviation_parts: Deviation
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


class EvidenceLine(NamedTuple):
    """A row that has evidence, and the names of its files."""

    level2: str
    name: str
    files: str


class OfficialTable(NamedTuple):
    """The table of one project, from its title to its footer; texts of several lines have ``\\n`` between them.

    ``draft`` is the mark for every page of one that cannot be handed in yet. ``facts`` are the lines of the head, one or two
    to a line, and ``signing`` the labels of what is written by hand.
    """

    label: Labels
    title: str
    draft: str
    year: str
    year_line: str
    facts: tuple[tuple[Fact, ...], ...]
    name: str
    code: str
    department: str
    unit: str
    kind: str
    funds: tuple[FundsLine, ...]
    funds_deviation: str
    funds_deviation_parts: Deviation
    goal: str
    achieved: str
    rows: tuple[TableRow, ...]
    weight: Figure
    total: Figure
    grade: str
    remarks: str
    evidence: tuple[EvidenceLine, ...]
    signing: tuple[str, ...]
    footer: str


def official_table(run: Run, project: ProjectScore, notes: Findings = (), entry: str = "") -> OfficialTable:
    """The table of one project of a run; ``notes`` is what is known about the run beside its record.

    ``entry`` is the ledger's entry of the run, for the foot.
    """
    budget = _budget(project)
    deviation = deviation_of(budget[1], project) if budget else ()
    return OfficialTable(
        label=LABELS,
        title=words.named(run, "表"),
        draft=words.draft_of(run, project),
        year="" if run.year is None else str(run.year),
        year_line=words.year_of(run),
        facts=_facts(run, project),
        name=project.name,
        code=words.code_of(project),
        department=project.department,
        unit=project.unit,
        kind=project.kind,
        funds=tuple(_funds(project, budget)),
        funds_deviation=_lines(deviation),
        funds_deviation_parts=deviation,
        goal=project.annual_goal,
        achieved=project.achieved or ("" if project.is_complete else words.OUTCOMES[Outcome.MISSING]),
        rows=tuple(_rows(project, budget)),
        weight=weight(summary.weight(project)),
        total=words.total(project),
        grade=words.grade_of(project),
        remarks="\n".join(words.remarks(project, notes)) or "无",
        evidence=tuple(_evidence(project)),
        signing=(LABELS.seal, LABELS.head, LABELS.filler, LABELS.phone, LABELS.date),
        footer=words.footer_of(run, entry),
    )


def _facts(run: Run, project: ProjectScore) -> tuple[tuple[Fact, ...], ...]:
    """The lines of the head, without a code that only repeats the name and a kind that is not known; the year stands
    under the title too."""
    code, year = words.code_of(project), Fact(LABELS.year, "" if run.year is None else str(run.year))
    return (
        (Fact(LABELS.name, project.name), *((Fact(LABELS.code, code),) if code else ())),
        (Fact(LABELS.department, project.department), Fact(LABELS.unit, project.unit)),
        *(((Fact(LABELS.kind, project.kind), year),) if project.kind else ()),
    )


def _evidence(project: ProjectScore) -> Iterator[EvidenceLine]:
    for score in project.scores:
        if files := words.evidence_of(score):
            yield EvidenceLine(score.level2, score.name, "\n".join(files))


def execution(project: ProjectScore) -> Score | None:
    """The row of budget execution, which stands in the funds block; None where the run has none."""
    budget = _budget(project)
    return budget and budget[1]


def _budget(project: ProjectScore) -> Numbered | None:
    rows = ((number, score) for number, score in enumerate(project.scores, 1) if score.level1 == BUDGET_EXECUTION)
    return next(rows, None)


def _funds(project: ProjectScore, budget: Numbered | None) -> Iterator[FundsLine]:
    """The total, and the parts of which something is known."""
    funds = project.funds
    yield _scored(_line("年度资金总额", funds.total), *budget) if budget else _line("年度资金总额", funds.total)
    named = ("当年财政拨款", funds.appropriation), ("上年结转资金", funds.carried_over), ("其他资金", funds.other)
    parts = [(label, row) for label, row in named if row != FundsRow()]
    for number, (label, row) in enumerate(parts):
        yield _line(label if number else f"其中：{label}", row)


def _line(label: str, row: FundsRow) -> FundsLine:
    return FundsLine(label, wan(row.initial), wan(row.budget), wan(row.executed))


def _scored(line: FundsLine, number: int, score: Score) -> FundsLine:
    known = score.completion is not None
    rate = percent(score.completion) if known else Figure(words.OUTCOMES[score.outcome])
    return line._replace(weight=weight(score.weight), rate=rate, points=words.points_of(score), number=number)


def _rows(project: ProjectScore, budget: Numbered | None) -> Iterator[TableRow]:
    """The indicators under their levels, in the order in which each level first occurs, without budget execution."""
    tree: dict[str, dict[str, list[Numbered]]] = {}
    for number, score in enumerate(project.scores, start=1):
        if budget is None or number != budget[0]:
            tree.setdefault(score.level1, {}).setdefault(score.level2, []).append((number, score))
    for groups in tree.values():
        level_span = sum(map(len, groups.values()))
        for members in groups.values():
            group_span = len(members)
            for number, score in members:
                yield _row(number, score, project, level_span, group_span)
                level_span = group_span = 0


def _row(number: int, score: Score, project: ProjectScore, level_span: int, group_span: int) -> TableRow:
    applies = score.outcome is not Outcome.NOT_APPLICABLE
    deviation = deviation_of(score, project)
    return TableRow(
        number=number,
        applies=applies,
        level1=score.level1,
        level2=score.level2,
        name=score.name,
        target=score.target_text,
        actual=words.actual_of(score),
        weight=weight(score.weight),
        points=words.points_of(score) if applies else weight(score.points),
        deviation=_lines(deviation),
        deviation_parts=deviation,
        level_span=level_span,
        group_span=group_span,
    )


def deviation_of(score: Score, project: ProjectScore) -> Deviation:
    """What an open row asks, cause and measure of a shortfall, what an assessor gave or took."""
    question = words.open_question(score)
    return (
        *((DeviationPart("", f"待核实：{question}", is_open=True),) if question else ()),
        *cause_of(score, project),
        *((DeviationPart("措施：", score.remedy),) if score.remedy else ()),
        *((DeviationPart("", score.trace.assessed),) if score.trace.assessed else ()),
    )


def cause_of(score: Score, project: ProjectScore) -> Deviation:
    """The cause of a shortfall; a draft says so where the rules took points and none is given, what is handed in says
    nothing that nobody wrote."""
    if words.unexplained(score):
        return () if project.is_complete else (DeviationPart("", NO_CAUSE, is_open=True),)
    return (DeviationPart("原因：", score.cause),) if score.cause else ()


def _lines(parts: Iterable[DeviationPart]) -> str:
    return "\n".join(map(str, parts))
