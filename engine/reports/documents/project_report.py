"""The self-evaluation report of one project (项目支出绩效自评报告), generated from its scores and their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.language.findings import Findings
from engine.reports import summary, words
from engine.reports.documents.analysis import analysis
from engine.reports.documents.blocks import Bar, Bars, Block, Cell, Heading, Paragraph, Picture, Report, Signing, Table
from engine.reports.figures import Figure, between, count, number, points, weight
from engine.reports.table import LABELS, OfficialTable, cause_of, official_table
from engine.reports.words import actual_of, assessor_of, ended, ruleset_of, run_of
from engine.runs.record import ProjectScore, Run, Score
from engine.terms import Outcome

ORDINALS = "一二三四五六七八九十"
FUNDS = ("资金来源", LABELS.initial, LABELS.budget, LABELS.executed, LABELS.rate)
INDICATORS = (LABELS.level1, LABELS.level2, LABELS.indicator, LABELS.target, LABELS.weight)
LEVELS = (LABELS.level1, "计分项", "扣分项", "待补项", LABELS.weight, LABELS.points, "扣分")
FEW = 2
"""A chart of deductions is drawn where more rows than this lost points."""


class LevelSum(NamedTuple):
    """What the rows of one level-1 indicator come to."""

    level1: str
    scores: tuple[Score, ...]

    @property
    def weight(self) -> Decimal:
        """The weights together."""
        return summary.add(score.weight for score in self.scores)

    @property
    def points(self) -> Decimal:
        """The points that are known, together."""
        return summary.add(score.points for score in self.scores)

    @property
    def shown(self) -> Figure:
        """The points, or while some are open the range they lie in, as totals are shown."""
        return earned(self.scores)


def earned(scores: tuple[Score, ...]) -> Figure:
    """The points of some rows together; while some are open, the least and the most that they may come to."""
    low, high = (summary.add(score.bounds[end] for score in scores) for end in (0, 1))
    if all(score.points is not None for score in scores):
        return points(low)
    return Figure(between(low, high))


def project_report(run: Run, project: ProjectScore, notes: Findings = (), entry: str = "") -> Report:
    """The report of one project of a run; ``notes`` is what is known about the run beside its record.

    ``entry`` is the ledger's entry of the run, for the foot.
    """
    table = official_table(run, project, notes)
    return Report(
        title=words.named(run, "报告"),
        subtitle="\n".join(filter(None, (project.name, table.year_line))),
        draft=table.draft,
        footer=run_of(run, entry),
        blocks=(
            *_overview(table),
            *_goals(table),
            *_result(run, table, project),
            *_analysis(project),
            *_problems(project),
            *_measures(project),
            *_notes(project, notes),
            *_evidence(table),
            signing(),
        ),
    )


def signing() -> Signing:
    """What is written by hand below a report."""
    return Signing(((LABELS.seal, LABELS.head), (LABELS.filler, LABELS.phone, LABELS.date)))


def _overview(table: OfficialTable) -> Iterator[Block]:
    yield Heading("一、项目概况")
    facts = (
        (LABELS.code, table.code),
        (LABELS.kind, table.kind),
        (LABELS.department, table.department),
        (LABELS.unit, table.unit),
    )
    yield Paragraph("，".join((table.name, *(f"{label}为{text}" for label, text in facts if text))) + "。")
    total = table.funds[0]
    yield Paragraph(
        f"本项目年初预算数 {total.initial} 万元，全年预算数 {total.budget} 万元，全年执行数 {total.executed} 万元，"
        f"预算执行率 {total.rate}，得分 {total.points}（分值 {total.weight}）。"
    )
    rows = tuple((line.label, line.initial, line.budget, line.executed, line.rate) for line in table.funds)
    yield Table("".join(LABELS.funds), FUNDS, rows, (5, 4, 4, 4, 3), "lrrrc")


def _goals(table: OfficialTable) -> Iterator[Block]:
    yield Heading("二、绩效目标")
    yield from (Paragraph(line.strip()) for line in table.goal.split("\n") if line.strip())
    live = [row for row in table.rows if row.applies]
    idle = len(table.rows) - len(live)
    yield Paragraph(f"申报表列绩效指标 {len(table.rows)} 项" + (f"，其中 {idle} 项不适用。" if idle else "。"))
    rows = tuple((row.level1, row.level2, row.name, row.target, row.weight) for row in live)
    yield Table("年度绩效指标", INDICATORS, rows, (3, 4, 7, 4, 2), "llllc")


def _result(run: Run, table: OfficialTable, project: ProjectScore) -> Iterator[Block]:
    yield Heading("三、评价结果")
    yield Paragraph(f"由{assessor_of(run)}按{ruleset_of(run)}评分。{_verdict(project)}{_counted(project)}")
    achieved = f"{''.join(LABELS.annual_goal)}{LABELS.achieved}：{table.achieved}"
    yield from (Paragraph(line.strip()) for line in achieved.split("\n"))
    levels = _level_sums(project)
    lines = (*levels, LevelSum("合计", scored(project)))
    yield Table("各级指标得分", LEVELS, tuple(map(_level_cells, lines)), (5, 2, 2, 2, 3, 4, 3), "lcccccc")
    yield Picture("各级指标得分（深色）与分值（浅色）", Bars(tuple(map(_level_bar, levels)), "分"))
    lost = [score for score in scored(project) if score.deduction]
    if len(lost) > FEW:
        ranked = sorted(lost, key=lambda score: -(score.deduction or Decimal()))
        yield Picture("各指标扣分", Bars(tuple(map(_loss_bar, ranked)), "分"))


def scored(project: ProjectScore) -> tuple[Score, ...]:
    """The rows that carry weight."""
    return tuple(score for score in project.scores if score.weight is not None)


def _level_sums(project: ProjectScore) -> tuple[LevelSum, ...]:
    levels = dict.fromkeys(score.level1 for score in scored(project))
    return tuple(LevelSum(level, tuple(one for one in scored(project) if one.level1 == level)) for level in levels)


def _level_cells(level: LevelSum) -> tuple[Cell, ...]:
    short = sum(1 for score in level.scores if score.deduction)
    waiting = sum(1 for score in level.scores if score.points is None)
    counts = count(len(level.scores)), count(short), count(waiting)
    lost = points(summary.add(score.deduction for score in level.scores))
    return level.level1, *counts, weight(level.weight), level.shown, lost


def _level_bar(level: LevelSum) -> Bar:
    return Bar(level.level1, level.points, f"{level.shown} / {number(level.weight)}", level.weight)


def _loss_bar(score: Score) -> Bar:
    return Bar(score.name, score.deduction or Decimal(), number(score.deduction))


def _verdict(project: ProjectScore) -> str:
    if project.total is None:
        return f"尚有指标未填报、无法识别或待核实，总分暂为区间 {words.total(project)} 分，暂不定等级。"
    return f"总分 {words.total(project)} 分，等级为“{words.grade_of(project)}”。"


def _counted(project: ProjectScore) -> str:
    rows = scored(project)
    outcomes = Counter(score.outcome for score in rows)
    parts = "，".join(f"{words.OUTCOMES[outcome]} {outcomes[outcome]} 项" for outcome in Outcome if outcomes[outcome])
    lost = summary.add(score.deduction for score in rows)
    return f"计分指标 {len(rows)} 项：{parts}；共扣 {number(lost)} 分。" if rows else "没有计分指标。"


def _analysis(project: ProjectScore) -> Iterator[Block]:
    yield Heading("四、绩效指标分析")
    for index, level in enumerate(_level_sums(project), start=1):
        got = f"得 {level.shown} 分，分值 {number(level.weight)}"
        yield Heading(f"（{ordinal(index)}）{level.level1}（{got}）", 2)
        for score in level.scores:
            group = "" if score.level2 == score.name else f"{score.level2}："
            yield Paragraph(f"{group}{analysis(score, project)}")
    idle = [score.level2 for score in project.scores if score.outcome is Outcome.NOT_APPLICABLE]
    if idle:
        yield Paragraph(f"不适用：{'、'.join(dict.fromkeys(idle))}。", is_note=True)


def ordinal(number: int) -> str:
    """A number as Chinese headings count, from 1; plain digits after ten."""
    return ORDINALS[number - 1] if number <= len(ORDINALS) else str(number)


def _problems(project: ProjectScore) -> Iterator[Block]:
    yield Heading("五、存在问题及原因")
    shown = [score for score in scored(project) if score.deduction or score.points is None]
    for index, score in enumerate(shown, start=1):
        yield Paragraph(f"{index}. {_problem(score, project)}")
    if not shown:
        yield Paragraph("各项计分指标均未扣分。")


def _problem(score: Score, project: ProjectScore) -> str:
    state = f"{score.name}：年度指标值 {score.target_text}，实际完成值 {actual_of(score)}"
    if score.outcome is Outcome.OPEN:
        between = f"，得分 {words.spanned(score)}" if score.points_range else ""
        return f"{state}{between}，分值 {weight(score.weight)}，待核实：{ended(words.open_question(score))}"
    if score.points is None:
        return f"{state}，分值 {weight(score.weight)}，待定。"
    reasons = "".join(ended(str(text)) for text in (*cause_of(score, project), score.trace.assessed) if text)
    return f"{state}，扣 {number(score.deduction)} 分。{reasons}"


def _measures(project: ProjectScore) -> Iterator[Block]:
    yield Heading("六、改进措施")
    given = [score for score in scored(project) if score.remedy]
    for index, score in enumerate(given, start=1):
        yield Paragraph(f"{index}. {score.name}：{ended(score.remedy)}")
    absent = [score.name for score in scored(project) if words.lost_by_rules(score) and not score.remedy]
    if absent and not project.is_complete:
        yield Paragraph(f"以下指标扣分而未填写改进措施：{'、'.join(absent)}。")
    elif not given:
        yield Paragraph("无。" if absent else "没有需要改进的扣分指标。")


def _notes(project: ProjectScore, notes: Findings) -> Iterator[Block]:
    yield Heading("七、其他说明")
    remarks = words.remarks(project, notes)
    yield from map(Paragraph, remarks)
    flags = [f"{score.name}：{flag.message}" for score in project.scores for flag in score.flags]
    if flags:
        yield Paragraph("以下事项提请人工复核：")
    elif not remarks:
        yield Paragraph("无。")
    for index, text in enumerate(flags, start=1):
        yield Paragraph(f"{index}. {ended(text)}")


def _evidence(table: OfficialTable) -> Iterator[Block]:
    yield Heading("八、佐证材料")
    if table.evidence:
        headings = LABELS.level2, LABELS.indicator, LABELS.evidence
        yield Table("佐证材料清单", headings, tuple(map(tuple, table.evidence)), (3, 7, 7), "lll")
    else:
        yield Paragraph("无。")
