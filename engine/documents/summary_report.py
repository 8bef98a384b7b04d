"""The report of a set of projects (项目支出绩效自评汇总报告), generated from the run."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from engine import summary, table
from engine.documents import set_figures
from engine.documents.blocks import Bar, Bars, Block, Cell, Dot, Dots, Heading, Paragraph, Picture, Report, Table
from engine.documents.form import assessor_of, footer_of, ruleset_of, year_of
from engine.documents.set_figures import Department, RuleLoss, Standing
from engine.documents.text import Figure, percent, points, weight
from engine.record import ProjectScore, Run
from engine.summary import Loss, Row

TITLE = "项目支出绩效自评汇总报告"
MOST = 20
"""A report shows so many rows of a long list; the summary workbook has all."""


def summary_report(run: Run) -> Report:
    """The report of a run."""
    return Report(
        title=TITLE,
        subtitle=year_of(run),
        footer=footer_of(run),
        blocks=(
            *_overview(run),
            *_totals(run),
            *_departments(run),
            *_losses(run),
            *_execution(run),
            *_over(run),
            *_evidence(run),
            *_review(run),
            *_notes(run),
        ),
    )


def _overview(run: Run) -> Iterator[Block]:
    losses = [level.whole for level in summary.losses(run)]
    lost = summary.add(loss.deduction for loss in losses)
    yield Heading("一、总体情况")
    yield Paragraph(
        f"由{assessor_of(run)}按{ruleset_of(run)}评分，共 {len(run.projects)} 个项目，"
        f"计分指标 {sum(loss.rows for loss in losses)} 项，扣分 {sum(loss.short for loss in losses)} 项，"
        f"共扣 {table.number(lost)} 分。{_grades_text(run)}"
    )
    waiting = sum(1 for project in run.projects if project.total is None)
    if waiting:
        yield Paragraph(
            f"尚有 {len(summary.open_rows(run))} 项指标未填报或无法识别，涉及 {waiting} 个项目，其总分为区间，暂不定等级。"
        )
    yield Picture("等级分布（项目数）", Bars(tuple(_count_bar(grade or "未定", len(some)) for grade, some in summary.grades(run)), "个"))
    bands = set_figures.bands(run)
    if bands:
        yield Picture("总分分布（项目数）", Bars(tuple(_count_bar(band.label, band.projects) for band in bands), "个"))


def _grades_text(run: Run) -> str:
    parts = [f"{grade or '未定'} {len(members)} 个" for grade, members in summary.grades(run)]
    return f"等级：{'，'.join(parts)}。" if parts else ""


def _count_bar(label: str, count: int) -> Bar:
    return Bar(label, Decimal(count), str(count))


def _totals(run: Run) -> Iterator[Block]:
    yield Heading("二、各项目得分")
    headings = ("序号", "项目编码", "项目名称", "总分", "等级", "预算执行", "扣分项", "待补项")
    rows = tuple(_project_cells(number, one) for number, one in enumerate(run.projects, start=1))
    yield Table("各项目得分", headings, rows, (2, 7, 11, 4, 2, 4, 2, 2), "cllrcccc")


def _project_cells(number: int, project: ProjectScore) -> tuple[Cell, ...]:
    line = table.execution(project)
    waiting = len(summary.waiting(project))
    return (
        str(number),
        project.code,
        project.name,
        Figure(table.total(project), project.total),
        project.grade or "未定",
        points(line.score.points) if line else Figure(table.NOTHING),
        str(summary.shortfalls(project)),
        str(waiting),
    )


def _departments(run: Run) -> Iterator[Block]:
    some = set_figures.departments(run)
    yield Heading("三、按主管部门")
    headings = ("主管部门", "项目数", "平均分", "最高分", "最低分", "扣分合计", "等级")
    yield Table("各主管部门得分", headings, tuple(map(department_cells, some)), (9, 2, 3, 3, 3, 3, 5), "lcccccl")
    known = [one for one in some if one.mean is not None]
    if len(known) > 1:
        bars = tuple(Bar(one.name, one.mean, table.number(one.mean)) for one in known if one.mean is not None)
        yield Picture("各主管部门平均分", Bars(bars, "分"))
    yield Paragraph("平均分、最高分、最低分只计已有总分的项目；名称仅全角半角不同的部门视为同一部门。", is_note=True)


def department_cells(one: Department) -> tuple[Cell, ...]:
    """The line of a department: projects, mean, highest and lowest total, deductions, grades."""
    grades = dict.fromkeys(project.grade or "未定" for project in one.projects)
    counted = "，".join(f"{grade} {sum((p.grade or '未定') == grade for p in one.projects)}" for grade in grades)
    return (
        one.name,
        str(len(one.projects)),
        known(one.mean),
        known(max(one.totals, default=None)),
        known(min(one.totals, default=None)),
        points(one.deduction),
        counted,
    )


def known(value: Decimal | None) -> Figure:
    """A number, or a dash where there is none."""
    return Figure(table.number(value), value)


def _losses(run: Run) -> Iterator[Block]:
    yield Heading("四、失分分析")
    yield Heading("（一）按指标", 2)
    levels = summary.losses(run)
    rows = tuple(cells for level in levels for cells in (loss_cells(level.whole), *map(group_cells, level.groups)))
    headings = ("指标", "计分项", "扣分项", "待补项", "分值合计", "扣分合计", "待定分值")
    yield Table("各级指标扣分", headings, rows, (7, 2, 2, 2, 3, 3, 3), "lcccrrr")
    bars = tuple(Bar(one.whole.heading, one.whole.deduction, table.number(one.whole.deduction)) for one in levels)
    yield Picture("一级指标扣分合计", Bars(bars, "分"))
    yield Heading("（二）按扣分原因", 2)
    yield from _reasons(set_figures.rule_losses(run))
    yield Heading("（三）扣分最多的指标", 2)
    largest = summary.largest(run, MOST)
    cells = tuple((row.project.name, row.score.name, points(row.score.deduction), row.score.cause or "未填写") for row in largest)
    yield Table(f"扣分最多的 {len(largest)} 项指标", ("项目", "指标", "扣分", "偏差原因"), cells, (8, 6, 2, 10), "llrl")


def loss_cells(loss: Loss) -> tuple[Cell, ...]:
    """The line of a heading under which points were lost."""
    counts = (str(loss.rows), str(loss.short), str(loss.open))
    return (loss.heading, *counts, weight(loss.weight), points(loss.deduction), weight(loss.open_weight))


def group_cells(loss: Loss) -> tuple[Cell, ...]:
    """The same of a level-2 indicator, set in."""
    return (f"　{loss.heading}", *loss_cells(loss)[1:])


def _reasons(losses: tuple[RuleLoss, ...]) -> Iterator[Block]:
    rows = tuple(rule_cells(loss) for loss in losses)
    headings = ("规则", "判断", "扣分项", "扣分合计", "其中未填写原因")
    yield Table("各规则扣分", headings, rows, (5, 9, 2, 3, 4), "llcrc")
    if losses:
        bars = tuple(Bar(loss.question or loss.rule, loss.deduction, table.number(loss.deduction)) for loss in losses)
        yield Picture("各规则扣分合计", Bars(bars, "分"))


def rule_cells(loss: RuleLoss) -> tuple[Cell, ...]:
    """The line of a rule that deducted points."""
    return loss.rule, loss.question, str(len(loss.rows)), points(loss.deduction), str(loss.unexplained)


def _execution(run: Run) -> Iterator[Block]:
    some = set_figures.standings(run)
    wide = [one for one in some if one.is_wide]
    yield Heading("五、预算执行与得分")
    yield Paragraph(
        "指标得分率为预算执行以外各项得分之和与分值之和的比例；差距为（指标得分率 − 预算执行率）÷ 指标得分率，"
        f"超过 {percent(set_figures.WIDE)} 的项目 {len(wide)} 个。"
    )
    dots = tuple(Dot(one.rate, one.indicators, one.is_wide) for one in some if one.rate is not None and one.indicators is not None)
    if dots:
        yield Picture("预算执行率与指标得分率", Dots(dots, "预算执行率", "指标得分率", ("差距不大", "差距超过 5%")))
    if wide:
        headings = ("项目", "预算执行率", "预算执行得分", "指标得分率", "差距", "执行偏差原因")
        yield Table("差距较大的项目", headings, tuple(map(standing_cells, wide)), (8, 3, 3, 3, 3, 7), "lrrrrl")


def standing_cells(one: Standing) -> tuple[Cell, ...]:
    """The line of a project's execution against its score."""
    score = one.execution
    return (
        one.project.name,
        percent(one.rate),
        points(score.points) if score else Figure(table.NOTHING),
        percent(one.indicators),
        percent(one.gap),
        (score.cause or ("未填写" if score.deduction else "")) if score else "",
    )


def _over(run: Run) -> Iterator[Block]:
    rows = set_figures.over_fulfilled(run)
    yield Heading("六、超额完成")
    yield Paragraph(f"完成率超过 100% 的指标 {len(rows)} 项，其中按规则提请人工复核 {sum(bool(row.score.flags) for row in rows)} 项。")
    if rows:
        headings = ("项目", "指标", "年度指标值", "实际完成值", "完成率")
        shown = rows[:MOST]
        yield Table(f"完成率最高的 {len(shown)} 项指标", headings, tuple(map(over_cells, shown)), (8, 6, 3, 7, 3), "llllr")


def over_cells(row: Row) -> tuple[Cell, ...]:
    """The line of an indicator that did more than was asked for."""
    score = row.score
    return row.project.name, score.name, score.target_text, score.actual_text or "", percent(score.completion)


def _evidence(run: Run) -> Iterator[Block]:
    some = set_figures.evidence(run)
    recorded, without = sum(one.recorded for one in some), sum(len(one.without) for one in some)
    yield Heading("七、佐证材料与缺项")
    yield Paragraph(f"已填报的计分指标 {recorded} 项，其中 {without} 项没有佐证材料。")
    rows = tuple((one.project.name, str(one.recorded), str(len(one.without))) for one in some if one.without)
    if rows:
        yield Table("没有佐证材料的指标数", ("项目", "已填报", "无佐证材料"), rows, (14, 3, 3), "lcc")
    waiting = tuple(map(open_cells, summary.open_rows(run)))
    if waiting:
        yield Table("未填报与无法识别的指标", ("项目", "指标", "情况", "年度指标值", "分值"), waiting, (9, 7, 3, 4, 2), "llclr")


def open_cells(row: Row) -> tuple[Cell, ...]:
    """The line of an indicator without a usable actual."""
    score = row.score
    return row.project.name, score.name, table.OUTCOMES[score.outcome], score.target_text, weight(score.weight)


def _review(run: Run) -> Iterator[Block]:
    flagged = summary.flagged(run)
    yield Heading("八、请人工复核")
    if not flagged:
        yield Paragraph("没有提请人工复核的事项。")
        return
    rows = tuple((row.project.name, row.score.name, flag.message) for row, flag in flagged)
    yield Table(f"提请人工复核的事项（{len(rows)} 条，不扣分）", ("项目", "指标", "事项"), rows, (7, 5, 12), "lll")


def _notes(run: Run) -> Iterator[Block]:
    yield Heading("九、说明")
    if run.to_be_confirmed:
        yield Paragraph(f"待核实的条款：{'；'.join(run.to_be_confirmed)}。")
    yield Paragraph(f"本报告的全部数字出自运行记录 {run.run}，与各项目自评表相同；明细见汇总工作簿。")
