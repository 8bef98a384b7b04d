"""The summary of a set of projects as an Excel workbook: every list in full, a sheet each, and the charts."""

from __future__ import annotations

from engine.language.findings import Findings
from engine.reports import summary, words
from engine.reports.documents import set_tables
from engine.reports.documents.blocks import Cell, Picture, Table
from engine.reports.documents.sheets import CENTRE, HEAD, NUMBER, PLAIN, TEXT, TITLE, Book
from engine.reports.documents.summary_report import summary_report
from engine.reports.documents.workbook_charts import with_charts
from engine.reports.figures import count, points
from engine.reports.words import assessor_of, ruleset_of, run_of, unconfirmed_of, year_of
from engine.runs.record import Run

LOOKS = {"l": TEXT, "c": CENTRE, "r": NUMBER}
PAGE = 136
"""The width of a landscape page in columns' units."""


def summary_workbook(run: Run, notes: Findings = (), entry: str = "") -> bytes:
    """The summary of a run as the bytes of an ``.xlsx``; ``notes`` is what is known about it beside its record.

    ``entry`` is the ledger's entry of the run, for the foot of each sheet.

    :raises FontError: if no font with Chinese characters is installed.
    """
    book = Book(_name(run))
    for name, block in _sheets(run, notes):
        _table_sheet(book, name, block, run, entry)
    pictures = [block for block in summary_report(run).blocks if isinstance(block, Picture)]
    return with_charts(book, pictures, words.draft_of(run))


def _name(run: Run) -> str:
    return words.named(run, "汇总")


def _sheets(run: Run, notes: Findings) -> tuple[tuple[str, Table], ...]:
    return (
        ("总览", _overview(run, notes)),
        ("各项目得分", set_tables.projects(run)),
        ("按主管部门", set_tables.departments(run)),
        ("按指标失分", set_tables.losses(run)),
        ("按原因失分", set_tables.rules(run)),
        ("扣分指标", set_tables.short(run)),
        ("执行与得分", set_tables.standings(run, only_wide=False)),
        ("超额完成", set_tables.over(run)),
        ("缺项", set_tables.waiting(run)),
        ("无佐证材料", set_tables.without_evidence(run)),
        ("人工复核", set_tables.flagged(run)),
    )


def _overview(run: Run, notes: Findings) -> Table:
    losses = [level.whole for level in summary.losses(run)]
    facts: tuple[tuple[str, Cell], ...] = (
        ("年度", "" if run.year is None else str(run.year)),
        ("评分规则", ruleset_of(run)),
        ("评分人", assessor_of(run)),
        ("评分结果", run.run),
        ("状态", "已完成" if run.complete else "未完成"),
        *(("注意", words.ended(note.chinese())) for note in notes),
        ("项目数", count(len(run.projects))),
        ("计分指标", count(sum(loss.rows for loss in losses))),
        ("扣分指标", count(sum(loss.short for loss in losses))),
        ("扣分合计", points(summary.add(loss.deduction for loss in losses))),
        ("待补指标", count(len(summary.open_rows(run)))),
        ("提请人工复核", count(len(summary.flagged(run)))),
        ("待核实条款", "；".join(unconfirmed_of(run)) or "无"),
    )
    graded = tuple((f"等级：{grade}", number) for grade, number in set_tables.grades(run))
    return Table(_name(run), ("事项", "内容"), (*facts, *graded), (1, 3), "ll")


def _table_sheet(book: Book, name: str, block: Table, run: Run, entry: str) -> None:
    widths = tuple(round(PAGE * part / sum(block.widths), 1) for part in block.widths)
    sheet = book.sheet(name, widths)
    sheet.put(0, 0, block.caption, TITLE, across=len(widths))
    sheet.worksheet.set_row(0, 32)
    under = "　".join(filter(None, (f"{year_of(run)}{run_of(run)}", words.draft_of(run))))
    sheet.put(1, 0, under, PLAIN._replace(align="center"), across=len(widths))
    sheet.line(2, block.headings, [HEAD] * len(widths))
    for row, cells in enumerate(block.rows, start=3):
        sheet.line(row, cells, [LOOKS[align] for align in block.aligns])
    sheet.worksheet.freeze_panes(3, 0)
    sheet.worksheet.repeat_rows(2)
    sheet.worksheet.autofilter(2, 0, 2 + len(block.rows), len(widths) - 1)
    sheet.mark(words.draft_of(run))
    sheet.foot(entry)
