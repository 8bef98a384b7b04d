"""The sheet that lies in the folder of a year: what to do, in which order, with which command, and where the result is."""

from __future__ import annotations

from engine.reports.documents.blocks import Block, Heading, Paragraph, Report, Table

FILE = "使用说明"
_STEPS = (
    ("填写申报表", "每个项目填一份空白申报表（文字处理或表格均可），存入“申报表”文件夹", "", "申报表"),
    ("录入申报表", "存入台账；表中未写年度的，在命令后加 --year 年度", "jixiao import 申报表", "台账 jixiao.db"),
    ("核对指标值", "查看每个指标值是如何理解的；有疑问的按提示答复", "jixiao readings", "屏幕"),
    ("生成填报表", "每个单位一份工作簿，发给填报人", "jixiao collect --out 填报", "填报"),
    ("填写完成情况", "只填浅黄色单元格；佐证材料存入“佐证材料”文件夹，并在表中写明文件名", "", "填报、佐证材料"),
    ("读回填报表", "写明由谁填报", "jixiao record 填报 --by 姓名", "台账 jixiao.db"),
    ("查看待办", "报送前还差什么、在哪里补、用什么命令补；补齐后再往下", "jixiao todo", "屏幕"),
    ("计分", "按评分规则给每个指标计分", "jixiao score", "台账 jixiao.db"),
    ("查看理由", "任一项目每一分的来由", "jixiao explain latest 项目名称", "屏幕"),
    (
        "生成报送材料",
        "自评表、自评报告和汇总",
        "jixiao report latest --format html,docx,xlsx,pdf --out 报送材料",
        "报送材料",
    ),
)
_FORM = (
    "项目编号、项目名称和绩效指标必填；预算年度写四位数字。同一项目同一年度只留一份申报表。",
    "“年度指标值”写符号、数值和单位，如 ≥90%、≤24小时、2024年12月31日前；不适用的行填“不适用”，用不到的行可以删去，不够时可以插入。",
    "“指标解释”写明含义和计算公式，如 采纳率=已采纳数/总数*100%。",
    "“分值”每行都填，或都不填；都不填的按评分规则均分。",
)
_KEPT = (
    "数据保存在本文件夹的台账 jixiao.db 中，请定期备份。任何内容都不会被覆盖：更正即新增一次修订，记录何人、因何更正。",
    "填错的，改好填报表后再读回一次并写明原因：jixiao record 填报 --by 姓名 --reason 原因。只改一项的，用 jixiao correct。",
    "每条命令都可加 --help 查看说明。所有命令都在本文件夹中运行。",
)


def year_sheet(year: int | None = None) -> Report:
    """The sheet as a report, which Word draws as it does all others."""
    rows = tuple((str(number), *step) for number, step in enumerate(_STEPS, 1))
    steps = Table(
        "年终自评的步骤", ("序号", "步骤", "做什么", "命令", "结果在哪里"), rows, (5, 13, 33, 34, 15), "cllll"
    )
    form, kept = (tuple(Paragraph(text, is_note=True) for text in texts) for texts in (_FORM, _KEPT))
    blocks: tuple[Block, ...] = (Heading("步骤"), steps, Heading("怎样填写申报表"), *form, Heading("数据与更正"), *kept)
    return Report("绩效自评使用说明", "" if year is None else f"{year}年度", draft="", footer="", blocks=blocks)
