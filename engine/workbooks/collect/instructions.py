"""The first sheet: how to fill the workbook in, and which project is on which sheet."""

from __future__ import annotations

from collections.abc import Sequence

from engine.reports.documents.sheets import CENTRE, HEAD, PLAIN, TITLE, Book
from engine.terms import Project
from engine.workbooks import layout
from engine.workbooks.collect.sheet_writer import SheetWriter

WIDTHS = (3.0, 8.0, 26.0, 60.0, 60.0)
_HOW = (
    "一个项目一张工作表，一行一个指标。请只填浅黄色单元格，其余单元格已锁定（无密码，确需调整时可撤消工作表保护）。",
    "“填报要求”说明填什么，“填报项”写明名称和单位。直接填数字即可；用其他单位时请写明单位，如 9.8万元。百分比填 93.5%。",
    "有计算公式的指标逐项填写，“计算结果”自动得出。没有分项数据、只有结果时，填“直接填报结果”。两者都填时以分项数据为准。",
    "日期填完整的年月日，如 2024-12-31。是否通过、完成档次请从下拉列表中选择；定性指标可另填完成比例。",
    "“佐证材料”填文件名或材料名称。“对照指标值”仅供参考，得分以系统计算为准；显示“未达标”时请填写偏差原因和改进措施。",
    "尚无实际值的单元格留空，不要填“无”“/”等；留空按未填报处理。",
    "资金以元为单位。年初预算数未填时取申报金额，全年预算数未填时取年初预算数。",
)
_MONTHLY = f"按月（季）填报的指标填在“{layout.MONTHLY}”表，每月一格；按季的只填季末月份。"


_EVENTS = (
    f"响应、处理时限类指标可逐次填在其“{layout.EVENTS}”表，一次一行，写明何时开始、何时完成（或用时）；"
    "没有逐次记录的，在项目表填全年用时最长的一次。"
)


def instructions(
    book: Book, unit: str, projects: Sequence[tuple[str, Project]], has_monthly: bool, has_events: bool
) -> None:
    """Write the sheet; ``projects`` come with the names of their sheets."""
    writer = SheetWriter(book, layout.INSTRUCTIONS, WIDTHS)
    writer.raw.set_row(0, 32)
    writer.say(0, 1, "绩效目标完成情况填报说明", TITLE, across=4)
    writer.say(1, 1, f"填报单位：{unit}", PLAIN, across=4)
    row = 2
    for number, text in enumerate((*_HOW, *([_MONTHLY] if has_monthly else ()), *([_EVENTS] if has_events else ())), 1):
        line = f"{number}. {text}"
        writer.say(row, 1, line, PLAIN, across=4)
        writer.fit(row, {(1, 4): line}, 20)
        row += 1
    for column, text in enumerate((layout.ROW, layout.CODE, layout.NAME, layout.SHEET), 1):
        writer.say(row + 1, column, text, HEAD)
    for number, (name, project) in enumerate(projects, 1):
        at = row + 1 + number
        writer.say(at, 1, str(number), CENTRE)
        writer.say(at, 2, project.code)
        writer.say(at, 3, project.name)
        writer.link(at, 4, name)
        writer.fit(at, {(3, 1): project.name, (4, 1): name})
