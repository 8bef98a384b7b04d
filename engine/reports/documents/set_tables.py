"""The tables of a set of projects, each made in one place: the summary report shows them, the summary workbook whole."""

from __future__ import annotations

from engine.reports import summary, words
from engine.reports.documents import set_figures
from engine.reports.documents.blocks import Cell, Table
from engine.reports.documents.set_figures import Department, RuleLoss, Standing
from engine.reports.figures import NOTHING, Figure, count, known, percent, points, weight
from engine.reports.summary import Loss, Row
from engine.reports.table import execution
from engine.runs.record import ProjectScore, Run, Score

NOT_WRITTEN = "未填写"
LONGEST = 120
"""A report's table shows so many signs of a text."""


def brief(block: Table) -> Table:
    """The table with its long texts cut, as a report shows it; the summary workbook has them whole."""
    return block._replace(rows=tuple(tuple(map(_brief, row)) for row in block.rows))


def _brief(cell: Cell) -> Cell:
    if isinstance(cell, Figure) or len(cell) <= LONGEST:
        return cell
    return f"{cell[:LONGEST]}……（全文见汇总工作簿）"


def projects(run: Run) -> Table:
    """Total and grade of each project."""
    headings = ("序号", "项目编码", "项目名称", "总分", "等级", "预算执行", "扣分项", "待补项")
    rows = tuple(_project(number, one) for number, one in enumerate(run.projects, start=1))
    return Table("各项目得分", headings, rows, (5, 23, 18, 13, 5, 8, 6, 6), "cllccccc")


def _project(number: int, project: ProjectScore) -> tuple[Cell, ...]:
    budget = execution(project)
    return (
        count(number),
        words.code_of(project),
        project.name,
        words.total(project),
        words.grade_of(project),
        points(budget.points) if budget else NOTHING,
        count(summary.shortfalls(project)),
        count(len(summary.waiting(project))),
    )


def grades(run: Run) -> tuple[tuple[str, Figure], ...]:
    """How many projects have which grade, the best first."""
    return tuple((grade or words.NO_GRADE, count(len(members))) for grade, members in summary.grades(run))


def departments(run: Run) -> Table:
    """Totals and grades by competent department."""
    headings = ("主管部门", "项目数", "平均分", "最高分", "最低分", "扣分合计", "等级")
    rows = tuple(map(_department, set_figures.departments(run)))
    return Table("各主管部门得分", headings, rows, (18, 5, 6, 6, 6, 7, 14), "lcrrrrl")


def _department(one: Department) -> tuple[Cell, ...]:
    graded = [words.grade_of(project) for project in one.projects]
    counted = "，".join(f"{grade} {graded.count(grade)}" for grade in dict.fromkeys(graded))
    extremes = known(max(one.totals, default=None)), known(min(one.totals, default=None))
    return one.name, count(len(one.projects)), known(one.mean), *extremes, points(one.deduction), counted


def losses(run: Run) -> Table:
    """Points lost by level-1 and level-2 indicator."""
    headings = ("指标", "计分项", "扣分项", "待补项", "分值合计", "扣分合计", "待定分值")
    rows = [line for level in summary.losses(run) for line in _level(level)]
    return Table("各级指标扣分", headings, tuple(rows), (14, 5, 5, 5, 7, 7, 7), "lcccrrr")


def _level(level: summary.LevelLoss) -> list[tuple[Cell, ...]]:
    groups = [group for group in level.groups if not group.heading.startswith(level.whole.heading)]
    return [_loss(level.whole, ""), *(_loss(group, "　") for group in groups)]


def _loss(loss: Loss, inset: str) -> tuple[Cell, ...]:
    counts = (count(loss.rows), count(loss.short), count(loss.open))
    return f"{inset}{loss.heading}", *counts, weight(loss.weight), points(loss.deduction), weight(loss.open_weight)


def rules(run: Run) -> Table:
    """Points lost by the rule that deducted them."""
    headings = ("扣分情形", "扣分项", "扣分合计", "其中未填写原因", "依据")
    return Table(
        "各扣分情形扣分", headings, tuple(map(_rule, set_figures.rule_losses(run))), (17, 5, 6, 9, 17), "lcrcl"
    )


def _rule(loss: RuleLoss) -> tuple[Cell, ...]:
    counts = count(len(loss.rows)), points(loss.deduction), count(loss.unexplained)
    return loss.rule.matter, *counts, loss.rule.clause


def short(run: Run) -> Table:
    """Every row that lost points, each with its cause, those that lost most first."""
    rows = tuple(map(_short, summary.largest(run, len(summary.rows(run)))))
    headings = ("项目", "指标", "扣分", "偏差原因", "改进措施")
    return Table("扣分指标", headings, rows, (8, 7, 4, 23, 15), "llrll")


def largest(run: Run, most: int) -> Table:
    """So many of them."""
    rows = short(run).rows[:most]
    return short(run)._replace(caption=f"扣分最多的 {len(rows)} 项指标", rows=rows)


def _short(row: Row) -> tuple[Cell, ...]:
    score = row.score
    texts = score.cause or score.trace.assessed or NOT_WRITTEN, score.remedy or NOT_WRITTEN
    return row.project.name, score.name, points(score.deduction), *texts


def standings(run: Run, only_wide: bool) -> Table:
    """Execution against score, of every project or of those where they lie far apart."""
    some = [one for one in set_figures.standings(run) if one.is_wide or not only_wide]
    headings = ("项目", "预算执行率", "预算执行得分", "指标得分率", "差距", "提示", "执行偏差原因")
    caption = "差距较大的项目" if only_wide else "预算执行与得分"
    return Table(caption, headings, tuple(map(_standing, some)), (11, 6, 6, 6, 5, 4, 22), "lrrrrcl")


def _standing(one: Standing) -> tuple[Cell, ...]:
    score = one.execution
    rates = percent(one.rate), points(score.points) if score else NOTHING, percent(one.indicators)
    return one.project.name, *rates, percent(one.gap), "偏大" if one.is_wide else "", _cause(score)


def _cause(score: Score | None) -> str:
    if score is None:
        return ""
    return score.cause or (NOT_WRITTEN if score.deduction else "")


def over(run: Run, most: int | None = None) -> Table:
    """The rows that did more than was asked for, the furthest first."""
    rows = tuple(map(_over, set_figures.over_fulfilled(run)[:most]))
    headings = ("项目", "指标", "年度指标值", "实际完成值", "完成率", "提请复核")
    caption = "完成率超过 100% 的指标" if most is None else f"完成率最高的 {len(rows)} 项指标"
    return Table(caption, headings, rows, (14, 10, 6, 14, 6, 5), "llllrc")


def _over(row: Row) -> tuple[Cell, ...]:
    score = row.score
    texts = score.target_text, words.actual_of(score)
    return row.project.name, score.name, *texts, percent(score.completion), "是" if score.flags else ""


def evidence(run: Run) -> Table:
    """How many recorded rows of each project lack evidence."""
    some = [one for one in set_figures.evidence(run) if one.without]
    rows = tuple((one.project.name, count(one.recorded), count(len(one.without))) for one in some)
    return Table("没有佐证材料的指标数", ("项目", "已填报", "无佐证材料"), rows, (24, 6, 6), "lcc")


def without_evidence(run: Run) -> Table:
    """Every recorded row without evidence."""
    rows = tuple(_unproved(row) for one in set_figures.evidence(run) for row in one.without)
    return Table("没有佐证材料的指标", ("项目", "指标", "实际完成值", "填报人"), rows, (18, 14, 18, 8), "lllc")


def _unproved(row: Row) -> tuple[Cell, ...]:
    score = row.score
    return row.project.name, score.name, words.actual_of(score), score.origin.by if score.origin else ""


def waiting(run: Run) -> Table:
    """The rows without a usable actual."""
    rows = tuple(map(_waiting, summary.open_rows(run)))
    headings = ("项目", "指标", "情况", "年度指标值", "分值")
    return Table("未填报、无法识别与待核实的指标", headings, rows, (16, 12, 12, 8, 5), "llclr")


def _waiting(row: Row) -> tuple[Cell, ...]:
    score = row.score
    state = "：".join(filter(None, (words.OUTCOMES[score.outcome], words.open_question(score))))
    return row.project.name, score.name, state, score.target_text, weight(score.weight)


def flagged(run: Run) -> Table:
    """What a person should look at."""
    rows = tuple((row.project.name, row.score.name, flag.message) for row, flag in summary.flagged(run))
    return Table(f"提请人工复核的事项（{len(rows)} 条，不扣分）", ("项目", "指标", "事项"), rows, (14, 10, 24), "lll")
