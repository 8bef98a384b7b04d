"""The self-evaluation report of one project (项目支出绩效自评报告), generated from its scores and their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine import summary, table
from engine.documents.blocks import Bar, Bars, Block, Heading, Paragraph, Picture, Report, Table
from engine.documents.form import NO_CAUSE, Form, actual_of, assessor_of, form_of, ruleset_of
from engine.documents.text import NOT_FILLED, Figure, points, weight
from engine.record import ProjectScore, Run, Score
from engine.terms import Outcome

TITLE = "项目支出绩效自评报告"
ORDINALS = "一二三四五六七八九十"
FUNDS = ("资金来源", "年初预算数", "全年预算数（A）", "全年执行数（B）", "执行率（B/A）")
FEW = 2
"""A chart of deductions is drawn where more rows than this lost points."""


def project_report(run: Run, project: ProjectScore) -> Report:
    """The report of one project of a run."""
    form = form_of(run, project)
    return Report(
        title=TITLE,
        subtitle=f"{project.name}\n{form.year_line}",
        footer=form.footer,
        blocks=(
            *_overview(form),
            *_goals(form, project),
            *_result(run, project, form),
            *_analysis(project),
            *_problems(project),
            *_measures(project),
            *_notes(run, project),
        ),
    )


def _overview(form: Form) -> Iterator[Block]:
    yield Heading("一、项目概况")
    facts = [f"项目编码 {form.code}"] if form.code else []
    facts += [f"项目类型“{form.kind}”"] if form.kind else []
    facts += [f"主管部门为{form.department}"] if form.department else []
    facts += [f"由{form.unit}实施"] if form.unit else []
    yield Paragraph(f"{form.name}，{'，'.join(facts)}。" if facts else f"{form.name}。")
    total = form.funds[0]
    yield Paragraph(
        f"年初预算数 {total.initial} 万元，全年预算数 {total.budget} 万元，全年执行数 {total.executed} 万元，"
        f"预算执行率 {total.rate}，得 {total.points} 分（满分 {total.weight}）。"
    )
    rows = tuple((line.label, line.initial, line.budget, line.executed, line.rate) for line in form.funds)
    yield Table("项目资金（万元）", FUNDS, rows, (5, 4, 4, 4, 3), "lrrrc")


def _goals(form: Form, project: ProjectScore) -> Iterator[Block]:
    yield Heading("二、绩效目标")
    yield from _lines(form.goal or NOT_FILLED)
    declared = [row for row in form.rows if row.target != table.OUTCOMES[Outcome.NOT_APPLICABLE]]
    idle = len(form.rows) - len(declared)
    yield Paragraph(f"申报绩效指标 {len(form.rows)} 项，其中不适用 {idle} 项。" if idle else f"申报绩效指标 {len(form.rows)} 项。")
    rows = tuple((row.level1, row.level2, row.name, row.target, row.weight) for row in declared)
    yield Table("年度绩效指标", ("一级指标", "二级指标", "三级指标", "年度指标值", "分值"), rows, (3, 4, 7, 4, 2), "llllc")


def _lines(text: str) -> Iterator[Paragraph]:
    return (Paragraph(line.strip()) for line in text.split("\n") if line.strip())


def _result(run: Run, project: ProjectScore, form: Form) -> Iterator[Block]:
    yield Heading("三、评价结果")
    yield Paragraph(f"{assessor_of(run)}按{ruleset_of(run)}评分。{_verdict(project)}{_counted(project)}")
    if project.achieved:
        yield Paragraph(f"年度总体目标实际完成情况：{project.achieved}")
    sums = summary.losses(run.model_copy(update={"projects": (project,)}))
    losses = [level.whole for level in sums]
    got = [_got(project, loss.heading) for loss in losses]
    rows = tuple(
        (one.heading, str(one.rows), str(one.short), str(one.open), weight(one.weight), points(own), points(one.deduction))
        for one, own in zip(losses, got, strict=True)
    )
    last = ("合计", *(str(sum(column)) for column in zip(*((one.rows, one.short, one.open) for one in losses))))
    headings = ("一级指标", "计分项", "扣分项", "待补项", "分值", "得分", "扣分")
    yield Table("各级指标得分", headings, rows, (5, 2, 2, 2, 3, 3, 3), "lcccccc")
    bars = tuple(
        Bar(one.heading, own, f"{table.number(own)} / {table.number(one.weight)}", one.weight)
        for one, own in zip(losses, got, strict=True)
    )
    yield Picture("各级指标得分与分值", Bars(bars, "分"))
