"""Codes of findings: declared forms."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

FORMS: dict[str, Code] = {
    "no-forms": Code(
        ERROR,
        "no declared form found; a form starts with …绩效目标申报表 or 项目编号:",
        "未找到绩效目标申报表",
        "an empty file",
    ),
    "form-truncated": Code(
        ERROR,
        "the form is cut off: {missing} missing; it was not read, complete it and read again",
        "申报表不完整，缺少：{missing}；该表未读取，请补全后重新读取",
        "a form that ends before its table",
    ),
    "form-evaluation": Code(
        ERROR,
        "this is a self-evaluation table that was filled in (it says what was achieved and its score), no declaration; "
        "it was not read: jixiao recheck {file} checks it",
        "此表为已填写的绩效自评表（含实际完成值和得分），不是绩效目标申报表，未读取；复核请用 jixiao recheck {file}",
        "一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分",
    ),
    "row-cells": Code(
        ERROR,
        "the row has {found} filled cells, expected {expected} (一级指标 二级指标 三级指标 指标值 指标解释); "
        "the row was not read, complete it",
        "该行只有 {found} 个单元格，应有 {expected} 个；该行未读取，请补全",
        "产出指标⇥*数量指标⇥报告数量⇥≥2",
    ),
    "row-continued": Code(
        NOTE,
        "a line without cells was taken as the end of the row above: “{text}”",
        "本行无单元格分隔，按上一行的续行处理：“{text}”",
        "an explanation broken over two lines",
    ),
    "line-long": Code(
        ERROR,
        "the line is longer than {most} signs and was not read; break it where its rows end",
        "本行超过 {most} 字，未读取，请按行拆分",
        "a whole list in one line",
    ),
    "row-parted": Code(
        WARNING,
        "the cells of this row are joined by commas (“{text}”); they were taken apart so that its figures stand under their "
        "heads, check the row",
        "该行单元格以逗号连写（“{text}”），已按逗号分开并与表头对应，请核对",
        "产出指标，数量指标，培训期数，≥12期，12期，20，20 in one cell",
    ),
    "row-merged": Code(
        NOTE,
        "the empty first cells were taken from the row above: {level1}, {level2}",
        "前列空白，按合并单元格取上一行：{level1}、{level2}",
        "⇥⇥报告数量⇥≥2⇥解释 below a row of 产出指标",
    ),
    "field-repeated": Code(
        WARNING,
        "{label} stands already in line {first}; this one was taken as part of the text before it, correct the form",
        "“{label}”已在第 {first} 行填写，此处按前文内容处理，请核对",
        "项目名称: in two lines of one form",
    ),
    "group-missing": Code(
        WARNING,
        "the form declares nothing under {groups}; the form may be cut off",
        "申报表缺少{groups}，可能不完整",
        "a form without 满意度指标",
    ),
    "amount-unreadable": Code(
        ERROR,
        "{label} is no amount: “{text}”; write digits such as 1,544,174.00",
        "{label}不是金额：“{text}”，请填写数字，如 1,544,174.00",
        "本年度项目金额（元）:⇥待定",
    ),
    "field-unreadable": Code(
        WARNING,
        "{label} cannot be read: “{text}”",
        "{label}无法识别：“{text}”",
        "实施期限:⇥长期",
    ),
    "sheet-no-form": Code(
        NOTE, "the sheet holds no declared form", "工作表内没有申报表", "a sheet of instructions beside the form"
    ),
    "column-unread": Code(
        NOTE,
        "nothing reads these columns: {columns}",
        "以下列未读取：{columns}",
        "a column 备注 beside the table",
    ),
    "form-unread": Code(
        NOTE,
        "{count} text(s) of the form are not part of what is read: {texts}",
        "申报表中有 {count} 处内容未读取：{texts}",
        "注：请逐项填写 below the table",
    ),
    "table-without-head": Code(
        WARNING,
        "a table of {found} columns follows, other than the indicators' {expected}, without a head; it was not read",
        "后续表格为 {found} 列，与指标表的 {expected} 列不同且没有表头，未读取",
        "a table for signatures below the form",
    ),
    "section-skipped": Code(
        WARNING,
        "the indicators under “{section}” are those of the whole term and were not read, only the year's",
        "“{section}”为中长期指标，未读取；仅读取年度指标",
        "总目标绩效指标 above 年度绩效指标",
    ),
    "row-blank": Code(
        WARNING,
        "the row ({level1}, {level2}) is not filled in and was not read; fill it in, or write 不适用",
        "该行（{level1}、{level2}）未填写，未读取；请填写或注明不适用",
        "产出指标 | 数量指标 | | |",
    ),
    "level-read-as": Code(
        NOTE, "“{text}” is read as {level1}", "“{text}”按“{level1}”理解", "产出指标（50分） for 产出指标"
    ),
    "target-joined": Code(
        NOTE, "the target {text} was put together from {parts}", "指标值“{text}”由 {parts} 合成", "≥ | 90 | %"
    ),
    "target-nature-unknown": Code(
        WARNING,
        "“{text}” is neither a sign nor 定性; write ≥ ≤ > < = or 定性",
        "指标性质“{text}”无法识别，请填写 ≥ ≤ > < = 或 定性",
        "正向 in the column 指标性质",
    ),
    "weight-unreadable": Code(
        WARNING,
        "“{text}” is no weight; write points of a hundred",
        "“{text}”不是分值，请填写 0 至 100 的数字",
        "权重: 待定",
    ),
    "weight-shared": Code(
        WARNING,
        "one weight ({text}) is written for several rows; none of them was given it, write one each",
        "多行共用一个分值（{text}），未采用，请逐行填写",
        "a weight merged over the rows of a group",
    ),
    "code-absent": Code(
        WARNING,
        "the form has no 项目编号: the project goes by its name, {name}; where two projects share a name, add a row 项目编号",
        "申报表没有项目编号，以项目名称“{name}”代替；如有项目重名，请在表中增加“项目编号”一行",
        "a national form (项目支出绩效目标申报表)",
    ),
    "fields-absent": Code(
        WARNING,
        "the form has no {labels}; they stay unknown",
        "申报表没有{labels}，按未知处理",
        "a national form (项目支出绩效目标表)",
    ),
    "amount-year-taken": Code(
        NOTE,
        "the amount {text} is taken as the year's; its label does not say whether it is that of the whole term",
        "金额 {text} 按本年度金额计（表中未注明年度或总额）",
        "资金总额 86 without 年度资金总额",
    ),
    "amount-unit-taken": Code(
        NOTE, "{label} is taken to be in {unit}, as the form says of all amounts", "{label}按{unit}计", "单位：万元"
    ),
}
