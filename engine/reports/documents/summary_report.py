"""The report of a set of projects (项目支出绩效自评汇总报告), generated from the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from engine.language.findings import Findings
from engine.reports import summary, words
from engine.reports.documents import set_figures, set_tables
from engine.reports.documents.blocks import Bar, Bars, Block, Dot, Dots, Heading, Paragraph, Picture, Report, Table
from engine.reports.documents.project_report import signing
from engine.reports.figures import number, percent
from engine.reports.words import NO_GRADE, assessor_of, ruleset_of, run_of, unconfirmed_of, year_of
from engine.runs.record import Run

MOST = 20
"""A report shows so many rows of a long list; the summary workbook has all."""


def summary_report(run: Run, notes: Findings = (), entry: str = "") -> Report:
    """The report of a run; ``notes`` is what is known about it beside its record, ``entry`` the ledger's entry of it."""
    blocks = (
        *_overview(run, notes),
        Heading("二、各项目得分"),
        set_tables.projects(run),
        *_departments(run),
        *_losses(run),
        *_execution(run),
        *_over(run),
        *_evidence(run),
        *_review(run),
        *_notes(run),
        signing(),
    )
    shown = tuple(set_tables.brief(block) if isinstance(block, Table) else block for block in blocks)
    return Report(
        title=words.named(run, "汇总报告"),
        subtitle=year_of(run),
        draft=words.draft_of(run),
        footer=run_of(run, entry),
        blocks=shown,
    )


def _overview(run: Run, notes: Findings) -> Iterator[Block]:
    losses = [level.whole for level in summary.losses(run)]
    lost = summary.add(loss.deduction for loss in losses)
    yield Heading("一、总体情况")
    yield from (Paragraph(words.ended(note.chinese())) for note in notes)
    yield Paragraph(
        f"由{assessor_of(run)}按{ruleset_of(run)}评分，共 {len(run.projects)} 个项目，"
        f"计分指标 {sum(loss.rows for loss in losses)} 项，扣分 {sum(loss.short for loss in losses)} 项，"
        f"共扣 {number(lost)} 分。{_grades_text(run)}"
    )
    waiting = sum(1 for project in run.projects if project.total is None)
    if waiting:
        known = f"尚有 {len(summary.open_rows(run))} 项指标未填报、无法识别或待核实，涉及 {waiting} 个项目"
        yield Paragraph(f"{known}，其总分为区间，暂不定等级。")
    grades = ((grade or NO_GRADE, len(members)) for grade, members in summary.grades(run))
    yield _counts("等级分布（项目数）", grades)
    bands = set_figures.bands(run)
    if bands:
        yield _counts("总分分布（项目数）", ((band.label, band.projects) for band in bands))


def _grades_text(run: Run) -> str:
    parts = [f"{grade or NO_GRADE} {len(members)} 个" for grade, members in summary.grades(run)]
    return f"等级：{'，'.join(parts)}。" if parts else ""


def _counts(caption: str, counted: Iterable[tuple[str, int]]) -> Picture:
    return Picture(caption, Bars(tuple(Bar(label, Decimal(things), str(things)) for label, things in counted), "个"))


def _sums(caption: str, summed: Iterable[tuple[str, Decimal]]) -> Picture:
    return Picture(caption, Bars(tuple(Bar(label, value, number(value)) for label, value in summed), "分"))


def _departments(run: Run) -> Iterator[Block]:
    yield Heading("三、按主管部门")
    yield set_tables.departments(run)
    means = [(one.name, one.mean) for one in set_figures.departments(run) if one.mean is not None]
    if len(means) > 1:
        yield _sums("各主管部门平均分", means)
    yield Paragraph("平均分、最高分、最低分只计已有总分的项目；名称仅全角半角不同的部门视为同一部门。", is_note=True)


def _losses(run: Run) -> Iterator[Block]:
    yield Heading("四、失分分析")
    yield Heading("（一）按指标", 2)
    yield set_tables.losses(run)
    levels = summary.losses(run)
    yield _sums("一级指标扣分合计", ((level.whole.heading, level.whole.deduction) for level in levels))
    rules = set_figures.rule_losses(run)
    if not rules:
        yield Paragraph("没有扣分的指标。")
        return
    yield Heading("（二）按扣分原因", 2)
    yield set_tables.rules(run)
    yield _sums("各扣分情形扣分合计", ((loss.rule.matter, loss.deduction) for loss in rules))
    yield Heading("（三）扣分最多的指标", 2)
    yield set_tables.largest(run, MOST)


def _execution(run: Run) -> Iterator[Block]:
    some = set_figures.standings(run)
    wide = sum(one.is_wide for one in some)
    yield Heading("五、预算执行与得分")
    yield Paragraph(
        "指标得分率为预算执行以外各项得分之和与分值之和的比例；差距为（指标得分率 − 预算执行率）÷ 指标得分率，"
        f"超过 {percent(set_figures.WIDE)} 的项目 {wide} 个。"
    )
    placed = ((one.rate, one.indicators, one.is_wide) for one in some)
    dots = tuple(Dot(x, y, is_wide) for x, y, is_wide in placed if x is not None and y is not None)
    if dots:
        legend = (f"差距不超过 {percent(set_figures.WIDE)}", f"差距超过 {percent(set_figures.WIDE)}")
        yield Picture("预算执行率与指标得分率（每点一个项目）", Dots(dots, "预算执行率", "指标得分率", legend))
    if wide:
        yield set_tables.standings(run, only_wide=True)


def _over(run: Run) -> Iterator[Block]:
    rows = set_figures.over_fulfilled(run)
    flagged = sum(bool(row.score.flags) for row in rows)
    yield Heading("六、超额完成")
    yield Paragraph(f"完成率超过 100% 的指标 {len(rows)} 项，其中提请人工复核 {flagged} 项。")
    if rows:
        yield set_tables.over(run, MOST)


def _evidence(run: Run) -> Iterator[Block]:
    some = set_figures.evidence(run)
    without = sum(len(one.without) for one in some)
    yield Heading("七、佐证材料与缺项")
    yield Paragraph(f"已填报的计分指标 {sum(one.recorded for one in some)} 项，其中没有佐证材料的 {without} 项。")
    if without:
        yield set_tables.evidence(run)
    if summary.open_rows(run):
        yield set_tables.waiting(run)


def _review(run: Run) -> Iterator[Block]:
    yield Heading("八、请人工复核")
    yield set_tables.flagged(run) if summary.flagged(run) else Paragraph("没有提请人工复核的事项。")


def _notes(run: Run) -> Iterator[Block]:
    yield Heading("九、说明")
    unconfirmed = unconfirmed_of(run)
    if unconfirmed and not run.complete:
        yield Paragraph(f"待核实的条款：{'；'.join(unconfirmed)}。")
    yield Paragraph(f"本报告的数字均出自评分结果 {run.run}，与各项目得分表相同；明细见汇总工作簿。")
