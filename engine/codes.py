"""The stable codes of all findings: one table, from which the docs are generated.

Each entry has its severity, the English sentence (messages), the Chinese sentence (documents) and an example of
input that raises it. The braces name the values that :func:`engine.findings.finding` must be given.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters: an error stops one value, a warning wants a person's eye, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(NamedTuple):
    """What one code means."""

    severity: Severity
    english: str
    chinese: str
    example: str


ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

FORMS: dict[str, Code] = {
    "file-unreadable": Code(
        ERROR,
        "the file cannot be read ({reason}); check the path and its permissions",
        "文件无法读取（{reason}），请检查路径与权限",
        "jixiao read 不存在.txt",
    ),
    "file-kind": Code(
        ERROR,
        "this kind of file is not read here; give {kinds} or a folder of such files",
        "不支持此类文件，请提供 {kinds} 文件或文件夹",
        "jixiao read 申报表.pdf",
    ),
    "folder-empty": Code(
        ERROR,
        "the folder holds no file to read; expected {kinds}",
        "文件夹内没有可读取的文件（{kinds}）",
        "jixiao read 空文件夹/",
    ),
    "encoding-gb18030": Code(
        NOTE,
        "the file is not UTF-8 and was read as GB18030; save it as UTF-8 if characters look wrong",
        "文件不是 UTF-8 编码，已按 GB18030 读取；如有乱码请另存为 UTF-8",
        "a form saved by an old editor in GBK",
    ),
    "encoding-unknown": Code(
        ERROR,
        "the file is neither UTF-8 nor GB18030 text (first undecodable byte in this line); save it as UTF-8 text",
        "文件既不是 UTF-8 也不是 GB18030 文本，请另存为 UTF-8 文本",
        "a picture renamed to .txt",
    ),
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
    "project-repeated": Code(
        ERROR,
        "project {code} was already read at {first}; this one was not read, remove or renumber it",
        "项目 {code} 已在 {first} 读取，此处重复，未读取",
        "the same 项目编码 in two forms",
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
    "file-skipped": Code(
        WARNING,
        "this kind of file is not read and was left out; save it as {kinds} if it holds a form",
        "此类文件不读取，已跳过；如含申报表请另存为 {kinds}",
        "申报表.doc in a folder of forms",
    ),
    "file-damaged": Code(
        ERROR,
        "the file is damaged ({reason}); open it in Word or Excel, save it again, and read that",
        "文件已损坏（{reason}），请用 Word 或 Excel 打开并重新保存",
        "half of a .docx file",
    ),
    "file-encrypted": Code(
        ERROR,
        "the file is protected by a password; save it without one",
        "文件已加密，请取消密码后重新保存",
        "a workbook saved with a password to open it",
    ),
    "file-too-large": Code(
        ERROR,
        "{what} is larger than {most}, which is read at most; split the file",
        "{what}超过上限 {most}，请拆分文件",
        "a .docx file that unpacks to 2 GB",
    ),
    "file-too-complex": Code(
        ERROR,
        "the file has more parts, elements or cells than the {most} that are read; split it",
        "文件的部件、元素或单元格超过上限 {most} 个，请拆分文件",
        "a .docx file of five million empty paragraphs",
    ),
    "file-entities": Code(
        ERROR,
        "the file declares XML entities, which no office program writes; it was not read, ask where it comes from",
        "文件含有 XML 实体声明（办公软件不会产生），未读取，请核实来源",
        "a workbook with a <!DOCTYPE in one of its parts",
    ),
    "file-macros": Code(
        WARNING,
        "the file carries macros; they were neither run nor looked at, the values were read",
        "文件含有宏，未运行，仅读取内容",
        "申报表.xlsm",
    ),
    "file-kind-inside": Code(
        ERROR,
        "whatever its name says, the file is {found} inside, which is not read here; save it as .docx or .xlsx",
        "文件实际为 {found}，不支持读取，请另存为 .docx 或 .xlsx",
        "a web page that was given the name 申报表.xls",
    ),
    "suffix-wrong": Code(
        WARNING,
        "the name ends in {suffix}, but the file is {kind} inside and was read as that; rename it",
        "文件后缀为 {suffix}，实际内容为 {kind}，已按实际内容读取，请改正后缀",
        "an .xlsx workbook named 申报表.xls",
    ),
    "document-pictures": Code(
        ERROR,
        "the file holds pictures and no text; a scanned form must be typed in",
        "文件只有图片没有文字；扫描件请录入后再读取",
        "a scanned form pasted into Word",
    ),
    "document-changes": Code(
        WARNING,
        "the document holds changes that are not accepted; insertions were read, deletions were not: accept or reject "
        "them",
        "文档含有未接受的修订；已按接受全部修订读取，请确认",
        "a form with tracked changes",
    ),
    "sheet-hidden": Code(
        WARNING,
        "the sheet is hidden and was not read; unhide it if it holds a form",
        "工作表已隐藏，未读取；如含申报表请取消隐藏",
        "a workbook with last year's forms on a hidden sheet",
    ),
    "sheet-no-form": Code(
        NOTE, "the sheet holds no declared form", "工作表内没有申报表", "a sheet of instructions beside the form"
    ),
    "sheet-cut": Code(
        ERROR,
        "there is more than is read at once: the first {rows} filled rows were read (at most {most}); split the file",
        "内容过多，仅读取前 {rows} 行（上限 {most} 行），请拆分文件",
        "a sheet of 1,000,000 rows",
    ),
    "sheet-wide": Code(
        WARNING,
        "the sheet has values beyond the columns that are read; move them next to the form",
        "工作表内容超出可读取的列，请移至表格附近",
        "a note in column XFD",
    ),
    "rows-hidden": Code(
        WARNING,
        "{count} hidden row(s) from here on were read like the others; unhide them and check",
        "自此处起有 {count} 行被隐藏，已照常读取，请取消隐藏并核对",
        "rows hidden by a filter",
    ),
    "columns-hidden": Code(
        WARNING,
        "the hidden column(s) {columns} were read like the others; unhide them and check",
        "第 {columns} 列被隐藏，已照常读取，请取消隐藏并核对",
        "a hidden column of weights",
    ),
    "formats-unread": Code(
        WARNING,
        "the styles of the workbook cannot be read, so a percentage may show as 0.9 and a date as a number; save the "
        "workbook again in Excel",
        "工作簿样式无法读取，百分比、日期可能显示为数字，请用 Excel 重新保存",
        "a workbook whose styles are damaged",
    ),
    "cell-digits-lost": Code(
        ERROR,
        "the cell holds a number of more than 15 digits, of which a workbook loses the last; format it as text and "
        "type it again",
        "单元格数字超过 15 位，末尾数字已丢失；请设为文本格式后重新录入",
        "项目编号 440313231211501105025 typed as a number",
    ),
    "cell-rounded": Code(
        NOTE,
        "the cell shows fewer decimals than it holds; {text} was read",
        "单元格显示的小数位少于实际值，按实际值 {text} 读取",
        "0.905 under the format 0%",
    ),
    "cell-error": Code(
        WARNING,
        "the cell holds the error {text}; correct its formula",
        "单元格为错误值 {text}，请修正公式",
        "#DIV/0!",
    ),
    "cell-uncalculated": Code(
        ERROR,
        "the cell holds a formula without a result; open the workbook in Excel and save it",
        "单元格公式没有计算结果，请用 Excel 打开并保存",
        "a workbook written by a program",
    ),
    "cells-more": Code(
        ERROR,
        "{count} more cells of the sheet have such faults; correct those that are named, and read again",
        "该工作表另有 {count} 个单元格存在同类问题，请改正后重新读取",
        "a sheet of 1,000 errors",
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
        "填报人 and 联系电话 below the table",
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
    "text-signs-replaced": Code(
        WARNING,
        "the text holds control characters, which the file cannot hold; they were replaced",
        "文本含有控制字符，已替换",
        "a text with a form feed in it",
    ),
    "text-cut": Code(
        ERROR,
        "the text is longer than the {most} characters of a cell and was cut; write the form as Word instead",
        "文本超过单元格上限 {most} 字，已截断；请改用 Word 文档",
        "a basis of 40,000 characters written to .xlsx",
    ),
    "fields-absent": Code(
        WARNING,
        "the form has no {labels}; they stay unknown",
        "申报表没有{labels}，按未知处理",
        "a national form (项目支出绩效目标表)",
    ),
    "amount-unit-taken": Code(
        NOTE, "{label} is taken to be in {unit}, as the form says of all amounts", "{label}按{unit}计", "单位：万元"
    ),
}

TARGETS: dict[str, Code] = {
    "target-alternative": Code(
        ERROR,
        "“{text}” offers a choice (或); which one counts cannot be told",
        "“{text}”为选择性指标值，无法确定以哪个为准",
        "≥5个或≥100%",
    ),
    "target-approximate": Code(
        WARNING,
        "“{text}” makes the figure approximate; no direction is taken from it",
        "“{text}”为约数，未据此确定比较方向",
        "100人左右",
    ),
    "target-baseline": Code(
        ERROR,
        "“{text}” compares with an earlier figure that is not given",
        "“{text}”以往期为基准，基准值未给出",
        "超过上年5%",
    ),
    "target-change-or-level": Code(
        ERROR,
        "“{text}” may be a rise by that much or to that level",
        "“{text}”无法区分提高幅度与提高后的水平",
        "提高满意度95%",
    ),
    "target-counter-missing": Code(
        ERROR,
        "the number before “{text}” has no unit; what it counts cannot be told",
        "“{text}”前的数字没有计量单位",
        "5完成验收",
    ),
    "target-counter-unknown": Code(NOTE, "“{unit}” is taken as a unit to count in", "“{unit}”按计量单位处理", "≥3粑"),
    "target-date-context": Code(
        NOTE,
        "“{text}” says when the figure is taken; it is not read as a deadline",
        "“{text}”为统计时点，不作为完成时限",
        "2024年完成5个",
    ),
    "target-date-invalid": Code(ERROR, "there is no such date as “{text}”", "日期“{text}”不存在", "2024年2月30日"),
    "target-deadline-operator": Code(
        WARNING,
        "“{text}” puts a lower bound before a date; it is read as a deadline all the same",
        "“{text}”的符号与时限不符，仍按截止日期处理",
        "≥2024年12月31日",
    ),
    "target-direction-inferred": Code(
        NOTE, "“{word}” is read as {operator}", "“{word}”按 {operator} 理解", "空间分辨率优于0.1m"
    ),
    "target-empty": Code(ERROR, "the target is empty; write one, or 不适用", "指标值为空", "an empty cell"),
    "target-figure-in-name": Code(
        NOTE,
        "the figures in “{text}” describe what is measured; they are not the target",
        "“{text}”中的数值是对对象的描述，不作为指标值",
        "新建300米深机井1座",
    ),
    "target-figure-is-a-condition": Code(
        ERROR,
        "the figure in “{text}” is part of a condition, not a target",
        "“{text}”中的数值是条件，不是指标值",
        "3年内无重大事故",
    ),
    "target-figure-missing": Code(ERROR, "“{text}” has a sign but no figure", "“{text}”只有符号没有数值", "≥XX%"),
    "target-fraction": Code(
        NOTE, "the fraction {fraction} is taken as {value}", "分数{fraction}按{value}计", "三分之二以上"
    ),
    "target-grading-scale": Code(
        ERROR, "“{text}” is a marking scheme, not a target", "“{text}”是评分标准，不是指标值", "≥90%得满分，每低1%扣1分"
    ),
    "target-in-brackets": Code(
        NOTE, "the figure of “{text}” stands in brackets", "“{text}”的数值写在括号内", "按期完成（100%）"
    ),
    "target-last-day": Code(
        NOTE, "“{text}” is read as its last day, {date}", "“{text}”按其最后一日{date}计", "2024年10月"
    ),
    "target-level": Code(
        NOTE,
        "a level (…{unit}) is judged in words; which way is up is not known",
        "等级（…{unit}）按定性指标处理",
        "二级以上",
    ),
    "target-month-or-months": Code(
        ERROR, "“{text}” may be a month or a number of months", "“{text}”无法区分月份与月数", "≤3月"
    ),
    "target-multiplier-shared": Code(
        NOTE, "“{multiplier}” is taken to belong to both ends of the range", "“{multiplier}”适用于区间两端", "2-3万元"
    ),
    "target-negated": Code(
        ERROR, "a “not” before the bound of “{text}” is not understood", "“{text}”中的否定无法理解", "不≥5%"
    ),
    "target-next-year": Code(
        ERROR, "“{text}” lies in the year after one that is not known", "“{text}”所指年份无法确定", "次年1月底前"
    ),
    "target-not-applicable": Code(WARNING, "“{text}” is taken as 不适用", "“{text}”按不适用处理", "无"),
    "target-number-in-words": Code(
        NOTE, "the number is written in words: {number}", "数字为中文书写：{number}", "两次"
    ),
    "target-number-unclear": Code(
        ERROR, "the number in “{number}” cannot be read", "“{number}”中的数字无法识别", "440313231211501105025"
    ),
    "target-operator-repeated": Code(NOTE, "“{operators}” says the same thing twice", "“{operators}”重复", "≥90%以上"),
    "target-operators-conflict": Code(
        ERROR,
        "“{operators}” says two different things at once",
        "“{operators}”的比较符号互相矛盾",
        "≥≤90%",
    ),
    "target-percent-over-100": Code(
        WARNING, "“{sign}{value}%” goes beyond a hundred percent", "“{sign}{value}%”超出100%", "≥120%"
    ),
    "target-range-reversed": Code(
        WARNING, "“{text}” runs downwards; the ends were exchanged", "“{text}”区间上下限颠倒，已对调", "95%-90%"
    ),
    "target-range-strict": Code(
        WARNING,
        "“{text}” leaves out an end; the range is kept with both ends",
        "“{text}”不含端点，按含端点的区间处理",
        ">60%且<80%",
    ),
    "target-recurring": Code(NOTE, "“{text}” recurs; there is no single date", "“{text}”为周期性时限", "每月10日前"),
    "target-remark": Code(
        NOTE, "the remark {text} is not part of the target", "备注{text}不作为指标值", "12个月（2024年1-12月）"
    ),
    "target-round-the-clock": Code(
        NOTE, "7×24 is a level of service, not a figure", "7×24为服务方式，不作为数值", "7×24小时"
    ),
    "target-several-figures": Code(
        ERROR,
        "“{text}” holds several figures; which of them is the target cannot be told",
        "“{text}”含多个数值，无法确定哪个是指标值",
        "95%，90%",
    ),
    "target-sign-as-digit": Code(
        WARNING,
        "{value}% is unlikely; a ≥ may have been read as a 2 (≥{rest}%)",
        "{value}%不合常理，可能是“≥{rest}%”的误识别",
        "290%",
    ),
    "target-start-date": Code(
        WARNING, "“{text}” says when something begins; it is kept as its date", "“{text}”为开始时间", "2024年9月1日开始"
    ),
    "target-too-long": Code(
        ERROR,
        "the target is longer than {limit} characters and is not read",
        "指标值超过{limit}字，未读取",
        "a whole paragraph in the target cell",
    ),
    "target-unit-in-brackets": Code(
        NOTE, "the unit {unit} stands in brackets", "单位“{unit}”写在括号内", "满意度（%）≥90"
    ),
    "target-unreadable": Code(ERROR, "“{text}” cannot be read as a target", "指标值“{text}”无法识别", "2人×3天"),
    "target-vague-number": Code(
        ERROR,
        "“{text}” is a number that cannot be checked; write the figure",
        "“{text}”数值不明确，请填写具体数值",
        "上百人",
    ),
    "target-words-beside": Code(
        NOTE,
        "“{text}” stands beside the figure and is not judged",
        "“{text}”未作为指标值的一部分",
        "按时完成，合格率100%",
    ),
    "target-year-in-words": Code(
        NOTE,
        "the year beside “{text}” names a period, not a deadline",
        "“{text}”中的年份为所属期间，不作为完成时限",
        "2024年秋季学期",
    ),
    "target-year-inferred": Code(
        NOTE, "“{text}” has no year of its own; {date} was taken", "“{text}”未写年份，按{date}计", "12月底前"
    ),
    "target-year-missing": Code(
        WARNING, "“{text}” has no year, and none is known", "“{text}”未写年份，无法确定", "12月底前"
    ),
    "target-year-short": Code(
        NOTE, "the year of “{text}” has two digits; {date} was taken", "“{text}”的年份为两位，按{date}计", "24年12月"
    ),
    "target-zero-in-words": Code(NOTE, "“{text}” is read as zero", "“{text}”按0计", "零事故"),
}

MEASURES: dict[str, Code] = {
    "formula-unreadable": Code(
        WARNING,
        "“{text}” looks like a formula but cannot be read; write it as 名称=A/B*100%",
        "“{text}”似为计算公式但无法识别，请写成“名称=A/B*100%”",
        "采纳率=已采纳数/(总数*100%",
    ),
    "arithmetic-wrong": Code(
        WARNING,
        "“{text}” does not come out: the left side is {left}, the right side {right}; correct the figures",
        "“{text}”计算有误：左边为 {left}，右边为 {right}，请核对",
        "1736350元*30%=173635元",
    ),
    "deadlines-differ": Code(
        WARNING,
        "the explanation names several deadlines ({days}); {day} is used",
        "指标解释出现多个时限（{days}），按 {day} 计",
        "2024年6月30日前提交报告，全部工作完成时间控制在2024年12月31日以前",
    ),
    "formula-input-missing": Code(
        ERROR, "“{name}” is not recorded; record it", "缺少“{name}”，请补录", "满意数量 without 总数"
    ),
    "formula-input-unknown": Code(
        ERROR,
        "“{name}” is no figure of this formula; did you mean “{known}”?",
        "“{name}”不是公式中的数据，应为“{known}”",
        "满意数 where the formula says 满意数量",
    ),
    "formula-input-number": Code(
        ERROR,
        "“{name}” is {value}, which is no usable number; record a plain figure",
        "“{name}”的值 {value} 不是有效数字",
        "NaN",
    ),
    "formula-series-length": Code(
        ERROR,
        "the series “{first}” and “{second}” differ in length; record one figure of each per step",
        "“{first}”与“{second}”的数据个数不一致，请逐一对应",
        "five counts and four stars",
    ),
    "formula-zero": Code(
        ERROR,
        "“{name}” is zero, so the formula has no result; correct it or record that nothing was due",
        "“{name}”为零，公式无法计算",
        "故障总数 0",
    ),
    "target-is-deadline": Code(
        NOTE,
        "the target “{target}” is explained by a date: read as the deadline {day}",
        "指标值“{target}”按指标解释为时限 {day}",
        "100% with 全部工作完成时间控制在2024年12月31日以前",
    ),
    "deadline-beside-quantity": Code(
        NOTE,
        "the explanation also names the deadline {day}; the target “{target}” stays a quantity",
        "指标解释另有时限 {day}，指标值“{target}”仍按数量计",
        "12个月 with 全部工作完成时间控制在2024年12月31日以前",
    ),
    "deadline-confirmed": Code(
        NOTE,
        "the explanation names the same day for “{target}”: {day}",
        "指标解释与指标值“{target}”的时限一致：{day}",
        "2024年10月前签订合同 with 控制在2024年10月31日以前",
    ),
    "deadline-from-explanation": Code(
        NOTE,
        "“{target}” has no full date; {day} is taken from the explanation",
        "指标值“{target}”无完整日期，按指标解释取 {day}",
        "12月31日前 with 控制在2024年12月31日以前",
    ),
    "deadline-contradicts": Code(
        WARNING,
        "the target “{target}” means {day}, the explanation says {explained}; the target's own day is used",
        "指标值“{target}”的时限为 {day}，指标解释为 {explained}，按指标值计",
        "2024年10月 with 控制在2024年12月31日以前",
    ),
    "deadline-earlier-year": Code(
        NOTE,
        "the deadline {day} lies before the declared year {year}; check that it was not copied",
        "时限 {day} 早于申报年度 {year}，请核对",
        "100% with 即2023年9月1日开始建设, declared for 2024",
    ),
    "unit-inferred": Code(
        NOTE,
        "“{target}” has no unit; {unit} is taken from the {source}",
        "指标值“{target}”未写单位，按{unit}计",
        "≥90 with 考核总分/满分*100%",
    ),
    "unit-ambiguous": Code(
        WARNING,
        "“{target}” has no unit and may mean {target} or {percent}%; write the unit",
        "指标值“{target}”未写单位，可能为 {target} 或 {percent}%，请注明单位",
        "≥0.9 with 合格率=合格数/总数*100%",
    ),
    "direction-inferred": Code(
        NOTE,
        "“{target}” has no operator; “{name}” is better low, so it is read as {operator}",
        "指标值“{target}”未写比较符号，“{name}”越低越好，按{operator}计",
        "逾期率 1%",
    ),
    "operator-doubtful": Code(
        WARNING,
        "“{target}” goes against “{name}”, where {better} is better; scored as declared, check the sign",
        "指标值“{target}”的比较符号与“{name}”的方向不符，按申报值计分，请核对",
        "提供设备数量 ≤22台",
    ),
    "number-contradicts": Code(
        WARNING,
        "the target “{target}” is {value}, the explanation says “{text}”; the target is used",
        "指标值“{target}”为 {value}，指标解释为“{text}”，按指标值计",
        "≥10 with 完成不少于8个项目",
    ),
    "limit-contradicts": Code(
        WARNING,
        "the target is “{target}”, the explanation says {limits}; the target is used",
        "指标值为“{target}”，指标解释为{limits}，按指标值计",
        "≤24小时 with 问题处理48小时内完成",
    ),
    "formula-not-used": Code(
        NOTE,
        "the formula {formula} does not measure the target “{target}” and is not used",
        "公式“{formula}”与指标值“{target}”不对应，未采用",
        "≥5 for 使用次数 with 使用率=使用人数/总数",
    ),
    "formula-other-name": Code(
        NOTE,
        "“{name}” is measured by another rate's formula: {formula}",
        "“{name}”按另一指标的公式计算：{formula}",
        "技术保障率 with 技术培训出勤率=参加培训人数/总数*100%",
    ),
    "formula-contradicts-name": Code(
        WARNING,
        "“{name}” and “{part}”, which its formula divides, say opposite things; computed as declared, check the formula",
        "“{name}”与公式分子“{part}”含义相反，按申报公式计算，请核对",
        "正常运行率=发生错误次数/使用次数",
    ),
    "formula-maximum": Code(
        WARNING,
        "the best result of {formula} is {maximum}%, not 100%, so it cannot be meant literally; computed as {used} "
        "({stars} being the highest star)",
        "公式“{formula}”的最大值为 {maximum}%，不是 100%，改按“{used}”计算（最高 {stars} 星）",
        "(∑满意度评价数量*评价星级/满意度评价数量*50)*100% 注：最高为5星",
    ),
    "points-as-percent": Code(
        NOTE,
        "“{target}” is in points and the formula gives percent: points of 100 are taken as percent",
        "指标值“{target}”以分计，公式结果以百分比计，按百分制等同",
        "≥90分 with 满意度(%)=满意数量/总数*100%",
    ),
    "target-impossible": Code(
        WARNING,
        "“{name}” is a share and cannot be above 100%: “{target}”; correct the target",
        "“{name}”为占比，不可能超过100%，指标值“{target}”请核对",
        "满意度 ≥101%",
    ),
}

ACTUALS: dict[str, Code] = {
    "actual-project-unknown": Code(
        ERROR,
        "project {project} is not declared ({hint}); import its form first, or correct the code",
        "项目 {project} 没有申报表（{hint}），请先导入申报表或更正编码",
        'project: "123"',
    ),
    "actual-name-differs": Code(
        WARNING,
        "the project's name here is “{name}”, declared is “{declared}”; the code was followed",
        "此处项目名称“{name}”与申报名称“{declared}”不同，以编码为准",
        "name: 旧名称",
    ),
    "actual-unmatched": Code(
        ERROR,
        "“{name}” was not recorded: {why}",
        "“{name}”未能对应到指标：{why}",
        "indicator: 在线律",
    ),
    "actual-repeated": Code(
        ERROR,
        "“{name}” was already recorded at {first}; this one was not taken, keep one",
        "“{name}”已在 {first} 填报，此处重复，未采用",
        "the same indicator twice in one file",
    ),
    "actual-file-repeated": Code(
        ERROR,
        "project {project} was already recorded at {first}; this file was not taken, keep one file a project",
        "项目 {project} 已在 {first} 填报，此文件未采用",
        "two files with the same project:",
    ),
    "data-missing": Code(
        ERROR,
        "the data file {file} cannot be read ({reason}); the indicator has no actual until it is there",
        "数据文件 {file} 无法读取（{reason}）",
        "series: {file: 缺失.csv}",
    ),
    "evidence-missing": Code(
        WARNING,
        "the evidence {file} cannot be read ({reason}); put it there or correct the path",
        "佐证材料 {file} 无法读取（{reason}）",
        "evidence: 缺失.pdf",
    ),
    "column-missing": Code(
        ERROR,
        "the file has no column “{column}”; its columns are {columns}",
        "文件没有“{column}”列，现有列：{columns}",
        "series: {file: a.csv, value: 在线律}",
    ),
    "column-repeated": Code(
        ERROR,
        "the file has the column “{column}” more than once; which is meant cannot be told, rename one",
        "文件有多个“{column}”列，无法确定采用哪一列，请改名",
        "日期,在线率,在线率",
    ),
    "csv-syntax": Code(
        ERROR,
        "the table cannot be read from here on ({problem}); correct the quotation marks",
        "表格自此处起无法读取（{problem}），请检查引号",
        '2024-03-01,"98%',
    ),
    "csv-empty": Code(
        ERROR,
        "the table has no rows; expected a head and a row for each day or event",
        "表格没有数据行，应有表头和逐日或逐次的记录",
        "a CSV file with its head alone",
    ),
    "csv-cells": Code(
        ERROR,
        "the row has {found} cells, the head {expected}; a comma inside a cell? put the cell in quotation marks "
        "(this row was not taken)",
        "该行有 {found} 个单元格，表头有 {expected} 个（该行未采用），单元格内有逗号时请加引号",
        "2024-03-01,1,234 below 日期,数量",
    ),
    "series-date": Code(
        ERROR,
        "“{text}” is no date; write 2024-03-01 (this row was not taken)",
        "“{text}”不是日期，请写作 2024-03-01（该行未采用）",
        "2024-02-30,98%",
    ),
    "series-repeated": Code(
        ERROR,
        "{date} stands already in line {first}; this row was not taken",
        "{date} 已在第 {first} 行出现，该行未采用",
        "two rows for one day",
    ),
    "event-midnight": Code(
        WARNING,
        "“{text}” has no time of day beside “{other}”; midnight was taken, write the time",
        "“{text}”未写时刻（另一时间为“{other}”），按0时计，请补充时刻",
        "opened 2024-03-01, resolved 2024-03-01 08:30",
    ),
    "event-time": Code(
        ERROR,
        "“{text}” is no time, or an end before the start; write 2024-03-01 08:30 (this row was not taken)",
        "“{text}”不是有效时间，或早于开始时间（该行未采用）",
        "2024-13-01 08:00",
    ),
}

COMPARISONS: dict[str, Code] = {
    "multiplier-ambiguous": Code(
        WARNING,
        "“{text}” has no unit beside a target in {unit}; write the unit",
        "“{text}”未写单位，而指标值以“{unit}”计，请写明单位",
        "value: 80 for ≤50万元",
    ),
    "frequency-year": Code(
        WARNING,
        "“{text}” was taken as the whole year's figure: {goal} per {per} is {whole} a year",
        "“{text}”按全年合计计：每{per}{goal}，全年即{whole}",
        "value: 4次 for 每季度1次",
    ),
    "frequency-periods": Code(
        WARNING,
        "“{text}” says no period; record periods:, each to be held against {goal} per {per}",
        "“{text}”未分期，请按每{per}填报（与 {goal} 比较）",
        "value: 50次 for 每周1次",
    ),
    "deadline-relative-needed": Code(
        WARNING,
        "“{text}” counts from another day; record inputs: with both days ({names})",
        "“{text}”从另一日期起算，请分别填报：{names}",
        "value: 2024-05-01 for 合同签订后30日内",
    ),
    "input-unit": Code(
        ERROR,
        "{name} is “{text}”, which is not in {unit}; record it in that unit",
        "{name}填报为“{text}”，与“{unit}”不可换算，请按该单位填报",
        "inputs: {实际使用金额: 3份}",
    ),
    "inputs-mixed": Code(
        ERROR,
        "a share is asked for, but the figures are of different kinds ({figures}); record them in one unit",
        "比率的各项单位不同类（{figures}），请统一单位",
        "inputs: {A: 750秒, B: 18份}",
    ),
    "period-formula": Code(
        ERROR,
        "{name} gives inputs, but the explanation holds no formula; record one figure a period",
        "{name}填报了多项，但指标解释没有公式，请每期填报一个数值",
        "periods: {2024-01: {A: 1, B: 2}}",
    ),
    "aggregate-unknown": Code(
        ERROR,
        "“{how}” is no way of making one figure of several; known are {known}",
        "不支持的汇总方式“{how}”；可用：{known}",
        "aggregate: median",
    ),
    "aggregate-needed": Code(
        ERROR,
        "several figures were recorded for one target; say aggregate: with one of {known}",
        "填报了多个数值，请注明汇总方式（aggregate）：{known}",
        "a daily series for a count",
    ),
    "aggregated": Code(
        NOTE,
        "{how} of {count} figures = {result}",
        "{count}个数值按“{how}”汇总 = {result}",
        "aggregate: mean",
    ),
    "events-open": Code(
        ERROR,
        "none of the {total} events has an end; record when each was done",
        "{total}次记录均未填写完成时间",
        "a ticket list without ends",
    ),
    "periods-not-recorded": Code(
        WARNING,
        "“{text}” was recorded for the whole year though each period is to be judged; record periods: or series:",
        "该指标应逐期判断，仅填报了全年数值“{text}”，已按一期计",
        "value: 94.2% for 月平均在线率",
    ),
    "computation-not-recorded": Code(
        NOTE,
        "“{text}” was recorded as it is; the form computes it by {formula}",
        "“{text}”为直接填报；申报表的计算公式为 {formula}",
        "value: 93% beside a formula",
    ),
    "calendar-unknown": Code(
        WARNING,
        "the calendar of working days does not cover {text}; record days instead",
        "工作日历不包含 {text}，请按自然日填报",
        "a deadline of 30个工作日 in 2099",
    ),
    "relative-deadline": Code(
        NOTE,
        "{after} on {start}, plus {within}{unit}, is {due}",
        "{after}为{start}，其后{within}{unit}即{due}",
        "合同签订后30日内",
    ),
    "in-time-said": Code(
        WARNING,
        "“{text}” claims to be in time without a day; it was believed, record the day (due {due})",
        "“{text}”自述按时但未写日期，已按按时计，请补填日期（应不晚于{due}）",
        "value: 按时完成",
    ),
    "strict-equal": Code(
        WARNING,
        "the actual equals {goal} but the target wants it beyond; it is not met, though in proportion nothing is lost",
        "实际值恰等于界限，而指标值要求 {goal}，未满足；按比例不扣分，请人工复核",
        "value: 90% for >90%",
    ),
    "bare-value": Code(
        NOTE,
        "the target “{text}” has no operator and is understood by the ruleset's convention",
        "指标值“{text}”未写比较符号，按“{how}”理解",
        "5个",
    ),
    "actual-operator": Code(
        WARNING,
        "the actual “{text}” carries an operator, as if copied from the target; the number behind it was taken, record the figure itself",
        "实际完成值“{text}”带有比较符号，疑似照抄指标值；已取其数值，请填报实际数值",
        "value: ≥95%",
    ),
    "actual-month-only": Code(
        NOTE,
        "“{text}” names no day and was read as {day}",
        "“{text}”未写到日，按 {day} 计",
        "value: 2024年11月",
    ),
    "input-unreadable": Code(
        ERROR,
        "{name} is “{text}”, which is no number; write digits with a unit",
        "{name}填报为“{text}”，不是数字，请填写数字和单位",
        "inputs: {{总数: 若干}}",
    ),
    "baseline-zero": Code(
        ERROR,
        "the baseline is {baseline}; an improvement over nothing has no percentage",
        "基期值为 {baseline}，无法计算增长率",
        "inputs: {{基期值: 0, 当期值: 5}}",
    ),
    "computed": Code(
        NOTE,
        "computed by {formula}: {expression} = {result}",
        "按“{formula}”计算：{expression} = {result}",
        "inputs: {{A: 9, B: 10}}",
    ),
    "periods-units": Code(
        ERROR,
        "the periods are in different units ({units}); use one",
        "各期单位不一致（{units}），请统一",
        "periods: {{2024-01: 5%, 2024-02: 3次}}",
    ),
    "series-unexpected": Code(
        ERROR,
        "a daily series was recorded, but this indicator is measured as {kind}; record value, inputs or periods",
        "该指标按“{kind}”计量，不能用逐日数据填报",
        "a series for a count",
    ),
    "series-gaps": Code(
        WARNING,
        "the series has gaps ({gaps}); the missing days count as 0, since the formula divides by the days of the month",
        "逐日数据有缺失（{gaps}）；公式按每月天数平均，缺失日按0计",
        "a daily CSV without 29 February",
    ),
    "actual-no-number": Code(
        WARNING,
        "“{text}” holds no number; record a figure in {unit}",
        "“{text}”不含数值，请按“{unit}”填报",
        "value: 大概差不多",
    ),
    "share-ambiguous": Code(
        WARNING,
        "“{text}” beside a percentage may be a share of 1 or percent; write it with %",
        "“{text}”未写百分号，无法判断是比值还是百分数，请写明%",
        "value: 0.95 for ≥90%",
    ),
    "unit-assumed": Code(
        NOTE,
        "“{text}” has no unit and was taken as {unit}, the target's",
        "“{text}”未写单位，按指标值的单位“{unit}”计",
        "value: 95 for ≥90%",
    ),
    "units-differ": Code(
        ERROR,
        "“{text}” cannot be compared with a target in {unit}; record it in that unit",
        "“{text}”与指标值单位“{unit}”不可比，请按该单位填报",
        "value: 3份 for ≤24小时",
    ),
    "points-as-share": Code(
        NOTE,
        "“{text}” was converted between points of {full} and percent",
        "“{text}”按满分 {full} 分与百分比换算",
        "value: 93分 for ≥90%",
    ),
    "counter-differs": Code(
        NOTE,
        "“{text}” was counted as {unit}, the target's counter",
        "“{text}”按指标值的量词“{unit}”计",
        "value: 5份 for 5个",
    ),
    "converted": Code(
        NOTE,
        "“{text}” is {result}",
        "“{text}”换算为 {result}",
        "value: 8cm for 优于0.1m",
    ),
    "compared": Code(
        NOTE,
        "{actual} against {goal}",
        "实际 {actual}，{verdict}指标值 {goal}",
        "every number",
    ),
    "periods-compared": Code(
        NOTE,
        "{met} of {total} periods reach {goal}{missed}",
        "{total}期逐期比较，{met}期达到 {goal}{missed}",
        "periods: monthly rates",
    ),
    "periods-needed": Code(
        WARNING,
        "“{text}” holds no periods; record periods: with one value each, to be held against {goal}",
        "“{text}”不是分期数据，请填报各期数值（与 {goal} 比较）",
        "value: 7% for 5次及以上≥5%",
    ),
    "periods-counted": Code(
        NOTE,
        "{count} of {total} periods reach {goal}: {reached}",
        "{total}期中 {count} 期达到 {goal}：{reached}",
        "periods: twelve monthly values",
    ),
    "event-limits": Code(
        WARNING,
        "the events' ends ({found}) do not match the limits ({expected}); name one column for each limit under ends:",
        "事件的完成时间列（{found}）与时限（{expected}）不对应",
        "events with one end for two limits",
    ),
    "events-judged": Code(
        NOTE,
        "{kept} of {total} events kept {limits}; the longest took {longest}",
        "{total}次逐次判断，{kept}次在限内（{limits}），最长 {longest}",
        "events: tickets.csv",
    ),
    "part-compared": Code(
        NOTE,
        "{part}:",
        "{part}：",
        "主干道≥98%、支路≥97%",
    ),
    "parts-needed": Code(
        WARNING,
        "the target has several parts ({names}); record inputs: with one value for each, missing {lacking}",
        "指标值含多项（{names}），请分项填报，缺：{lacking}",
        "value: 98% for 主干道≥98%、支路≥97%",
    ),
    "deadline-unknown": Code(
        WARNING,
        "the deadline of “{text}” is not known as a date; declare the date",
        "无法确定“{text}”的具体日期，请补充日期",
        "合同签订后30日内",
    ),
    "not-done": Code(
        NOTE,
        "not done; it was due {due}",
        "未完成，应不晚于{due}",
        "value: 未完成",
    ),
    "date-needed": Code(
        WARNING,
        "“{text}” says no day; record the day of completion, to be held against {due}",
        "“{text}”未写明日期，请填报日期（应不晚于{due}）",
        "value: 已完成",
    ),
    "in-time": Code(
        NOTE,
        "{day} is not after {due}",
        "{day}，不晚于{due}",
        "value: 2024-11-20",
    ),
    "late": Code(
        NOTE,
        "{day}, {late} days after {due}; planned were {planned} days from {start}, so late by {share}",
        "{day}，比{due}晚{late}天；计划工期自{start}起共{planned}天，逾期占{share}",
        "value: 2025-01-17",
    ),
    "verdict-needed": Code(
        WARNING,
        "“{text}” says neither yes nor no; record 通过 or 未通过",
        "“{text}”无法判断是否通过，请填报“通过”或“未通过”",
        "value: 进行中",
    ),
    "passed": Code(
        NOTE,
        "passed: {condition}",
        "已满足：{condition}",
        "value: 通过",
    ),
    "failed": Code(
        NOTE,
        "not passed: {condition}",
        "未满足：{condition}",
        "value: 未通过",
    ),
    "tier-needed": Code(
        WARNING,
        "“{text}” names no tier; record one of {known}, with a share such as 部分达成 75%",
        "“{text}”不是评定档次，请填报 {known} 之一，可附比例如“部分达成 75%”",
        "value: 还可以",
    ),
    "tier-default": Code(
        WARNING,
        "no share was recorded with {tier}; {share}% was taken, a person should judge",
        "“{tier}”未附比例，按 {share}% 计，请人工核定",
        "value: 部分达成",
    ),
    "tier-share": Code(
        ERROR,
        "{share}% lies outside {tier} ({bounds}); correct the tier or the share",
        "{share}% 不在“{tier}”（{bounds}）区间内，请更正",
        "value: 达成 50%",
    ),
    "budget-zero": Code(
        WARNING,
        "the budget is 0, so execution scores 0",
        "预算数为 0，预算执行得 0 分",
        "adjusted: 0",
    ),
    "budget-over": Code(
        WARNING,
        "executed {executed} exceeds the budget {budget}; the rate counts as 100%",
        "执行数 {executed} 元超过预算数 {budget} 元，执行率按100%计",
        "executed above the budget",
    ),
    "budget-unreadable": Code(
        ERROR,
        "{field} is no amount: “{text}”; write digits such as 1,544,174.00",
        "{field}不是金额：“{text}”",
        "executed: 全部",
    ),
    "actual-on-dead-row": Code(
        WARNING,
        "an actual stands beside a target that does not apply",
        "不适用的指标填报了实际完成值",
        "value: 5 for 不适用",
    ),
}

RULES: dict[str, Code] = {
    "ruleset-gap": Code(
        ERROR,
        "no award rule takes this case ({case}); {total} such cases can occur, add a rule or widen one",
        "没有计分规则适用于此情形（{case}）；共有 {total} 种此类情形",
        "a ruleset without a rule for deadlines",
    ),
    "rule-dead": Code(
        WARNING,
        "rule “{rule}” can never decide: another with a smaller priority always comes first, or its conditions exclude each other",
        "规则“{rule}”永远不会生效：总有优先级更高的规则先适用，或条件互相排斥",
        "outcome: met at priority 90",
    ),
    "parameter-unused": Code(
        WARNING,
        "“{name}” is used by no rule; remove it or name it in one",
        "参数“{name}”未被任何规则使用",
        "a parameter left over",
    ),
    "case-wrong": Code(
        ERROR,
        "case “{case}” of rule “{rule}” expects {expected} points and gets {found}",
        "规则“{rule}”的案例“{case}”应得 {expected} 分，实得 {found} 分",
        "points: 7.00 where the method gives 7.58",
    ),
    "ruleset-unknown": Code(
        ERROR, "there is no ruleset “{name}”; {hint}", "没有规则集“{name}”；{hint}", "jixiao score --ruleset mof-2020"
    ),
    "ruleset-no-award": Code(
        ERROR,
        "the ruleset holds no rule that awards points; expected rules/*.yaml with “then: {{award: …}}”",
        "规则集中没有计分规则",
        "a ruleset folder without rules/",
    ),
    "rule-repeated": Code(
        ERROR,
        "rule “{rule}” stands already in {first}; give one another id",
        "规则“{rule}”已在 {first} 定义",
        "two files with id: met",
    ),
    "rule-unknown": Code(
        ERROR, "there is no rule “{rule}” to leave out; {hint}", "没有可去除的规则“{rule}”；{hint}", "without: [mett]"
    ),
    "ruleset-extends": Code(
        ERROR,
        "the ruleset extends “{name}”, which is not there or extends this one; {hint}",
        "所继承的规则集“{name}”不存在或循环继承；{hint}",
        "extends: mof-2020",
    ),
    "ruleset-too-many": Code(
        ERROR,
        "the ruleset has more than {most} rules, more than the rule engine takes; merge some",
        "规则集规则超过 {most} 条，请合并",
        "a ruleset of a hundred rules",
    ),
    "rule-priority": Code(
        ERROR,
        "rules “{rule}” and “{other}” have the same priority; which decides would be left to chance, change one",
        "规则“{rule}”与“{other}”优先级相同，请修改其一",
        "priority: 30 in two rules",
    ),
    "rule-gap": Code(
        ERROR,
        "no rule of the ruleset awards this case ({case}); add a rule",
        "没有规则适用于此情形（{case}），请补充规则",
        "a ruleset without a rule for deadlines",
    ),
}

SCORES: dict[str, Code] = {
    "level1-unknown": Code(
        ERROR,
        "the ruleset gives “{level1}” no weight and does not say what it counts as; the row is not scored",
        "规则集未给“{level1}”设分值，该行不计分",
        "一级指标: 管理指标 under mof-2020-10",
    ),
    "weights-scaled": Code(
        WARNING,
        "the declared weights add up to {declared}, expected {total}; they were scaled to it",
        "申报的分值合计 {declared}，应为 {total}，已按比例折算",
        "分值 columns that add up to 100 beside an execution row of 10",
    ),
    "nothing-live": Code(
        ERROR,
        "no row of the project applies; nothing can be scored",
        "项目没有适用的指标，无法计分",
        "a form with 不适用 only",
    ),
    "adjusted-target-old": Code(
        WARNING,
        "the form now declares {declared}, but {before} was officially adjusted to {adjusted}, which counts; "
        "if it no longer holds, adjust it again: jixiao adjust-target",
        "申报表现为 {declared}，但原指标值 {before} 已调整为 {adjusted}，按调整值计分；如已不适用，请重新调整",
        "a form imported again after jixiao adjust-target",
    ),
    "adjustment-open": Code(
        WARNING,
        "{name} has no points yet, so the assessor's adjustment does not count",
        "{name} 尚无得分，评价调整不计入",
        "jixiao adjust before the actual is recorded",
    ),
}

YAML: dict[str, Code] = {
    "yaml-syntax": Code(
        ERROR,
        "the file is not valid YAML: {problem}",
        "文件不是有效的 YAML：{problem}",
        "a tab used for indentation",
    ),
    "yaml-empty": Code(ERROR, "the file is empty", "文件为空", "an empty .yaml file"),
    "yaml-too-large": Code(
        ERROR,
        "the file holds more than {most} values or nests too deep; split it",
        "文件内容超过 {most} 个值或嵌套过深，请拆分",
        "a list of a million rows",
    ),
    "yaml-repeated-key": Code(
        ERROR,
        "“{key}” stands twice in the same place; keep one",
        "“{key}”重复出现，请只保留一个",
        "value: 1 and value: 2 under one indicator",
    ),
    "yaml-unknown-key": Code(
        ERROR,
        "“{key}” is not known here; {hint}",
        "“{key}”无法识别；{hint}",
        "valeu: 93%",
    ),
    "yaml-missing-key": Code(
        ERROR, "“{key}” is missing here; add it", "此处缺少“{key}”", "an actual without indicator:"
    ),
    "yaml-value": Code(
        ERROR,
        "{key} is “{value}”: {expected}",
        "{key} 的值“{value}”不符合要求：{expected}",
        "year: 二四",
    ),
}

RECHECK: dict[str, Code] = {
    "no-table": Code(
        ERROR,
        "no self-evaluation table found; its head names 三级指标, 年度指标值, 实际完成值, 分值, 得分",
        "未找到绩效自评表（表头应有三级指标、年度指标值、实际完成值、分值、得分）",
        "jixiao recheck 通知.docx",
    ),
    "score-mismatch": Code(
        ERROR,
        "“{name}”: {actual} against {target} scores {recomputed} of {weight}, not {stated} ({rule}: {formula})",
        "“{name}”得分与完成情况不符：指标值 {target}，实际 {actual}，分值 {weight}，自评 {stated} 分，"
        "按 {rule} 应为 {recomputed} 分（{formula}）",
        "100% | 72.74% | 10 | 10",
    ),
    "score-above-weight": Code(
        ERROR,
        "“{name}” has {stated} of {weight} points; a score cannot be above its points",
        "“{name}”得分 {stated} 超过分值 {weight}",
        "分值 5, 得分 6",
    ),
    "weights-sum": Code(
        ERROR,
        "the points of {what} add up to {recomputed}, not {stated}",
        "{what}的分值合计为 {recomputed}，不是 {stated}",
        "rows of 50, 30, 15 and 10",
    ),
    "total-mismatch": Code(
        ERROR,
        "the total is stated as {stated}; the stated scores add up to {recomputed}",
        "总分填报 {stated}，各项得分合计为 {recomputed}",
        "总分 98 above scores that add up to 96",
    ),
    "grade-mismatch": Code(
        ERROR,
        "a total of {total} is {recomputed}, not {stated} ({scale})",
        "总分 {total} 的等级应为“{recomputed}”，填报为“{stated}”（{scale}）",
        "88 分 with 优",
    ),
    "execution-mismatch": Code(
        ERROR,
        "{what} is stated as {stated}; from {budget} budgeted and {executed} executed follows {recomputed}",
        "{what}填报 {stated}，按预算数 {budget}、执行数 {executed} 应为 {recomputed}",
        "全年预算数 100, 全年执行数 80, 执行率 90%",
    ),
    "target-differs": Code(
        ERROR,
        "the target of “{name}” is “{stated}” here and “{recomputed}” in the declaration",
        "“{name}”的指标值为“{stated}”，申报为“{recomputed}”",
        "--declaration with ≥95% where the table has ≥90%",
    ),
    "row-not-declared": Code(
        WARNING,
        "“{name}” is not in the declaration",
        "“{name}”不在申报表中",
        "--declaration without the indicator",
    ),
    "row-left-out": Code(
        WARNING,
        "“{name}” was declared with “{recomputed}” and is not in the table",
        "申报的“{name}”（{recomputed}）未列入自评表",
        "--declaration with one indicator more",
    ),
    "reason-missing": Code(
        WARNING,
        "“{name}” lost {lost} points and gives no reason",
        "“{name}”扣 {lost} 分，未说明偏差原因及改进措施",
        "得分 8 of 10 with an empty 偏差原因分析及改进措施",
    ),
    "execution-gap": Code(
        WARNING,
        "the indicators score {indicators}, the budget was executed to {execution}: more than 5% apart",
        "指标得分率 {indicators} 与预算执行率 {execution} 相差超过 5%",
        "全年执行率 60% beside indicators at 98%",
    ),
    "execution-low-unexplained": Code(
        WARNING,
        "only {rate} of the budget was executed, and no reason is given",
        "预算执行率仅 {rate}，未说明原因",
        "执行率 75% without a reason",
    ),
    "actual-copies-target": Code(
        WARNING,
        "the actual of “{name}” is “{stated}”, sign included: it looks copied from the target; a figure is needed",
        "“{name}”的实际完成值“{stated}”带有比较符号，疑似照抄指标值",
        "≥95% | ≥95%",
    ),
    "target-low": Code(
        WARNING,
        "“{name}”: {stated} is {deviation} beyond the target {target}; the target may have been set too low",
        "“{name}”实际 {stated} 偏离指标值 {target} 达 {deviation}，指标值可能偏低",
        "≥100人 | 180人",
    ),
    "units-mixed": Code(
        WARNING,
        "{what} mixes 万元 and 元: {stated}",
        "{what}万元与元混用：{stated}",
        "≤50万元 | 486000元",
    ),
    "qualitative-always-full": Code(
        WARNING,
        "all {count} indicators judged in words have full marks",
        "{count} 项定性指标全部得满分",
        "three rows 效果明显 | 达成预期指标 with all points",
    ),
    "satisfaction-no-sample": Code(
        WARNING,
        "“{name}” gives no number of people asked",
        "“{name}”未说明调查样本量",
        "≥95% | 98% without the questionnaires",
    ),
    "declaration-missing": Code(
        NOTE,
        "no declaration given is of this project; targets were not compared",
        "所给申报表中没有该项目，未比对指标值",
        "--declaration of another unit",
    ),
    "no-weight": Code(NOTE, "“{name}” states no points (分值)", "“{name}”未填分值", "an empty 分值"),
    "no-score": Code(NOTE, "“{name}” states no score (得分)", "“{name}”未填得分", "an empty 得分"),
    "no-target": Code(NOTE, "“{name}” states no target", "“{name}”未填指标值", "an empty 年度指标值"),
    "no-actual": Code(NOTE, "“{name}” states no actual", "“{name}”未填实际完成值", "an empty 实际完成值"),
    "target-not-read": Code(NOTE, "“{text}” is no target that can be compared", "指标值“{text}”无法比较", "2人×3天"),
    "actual-not-read": Code(
        NOTE,
        "which figure of “{text}” is the actual cannot be told for sure",
        "无法确定“{text}”中的实际完成值",
        "计划10期，完成8期",
    ),
    "several-targets": Code(
        NOTE,
        "“{text}” holds more than one target",
        "指标值“{text}”含多项要求",
        "≥10场，≥500人",
    ),
    "judged-in-words": Code(
        NOTE,
        "“{actual}” beside “{target}” is for a person to judge",
        "“{actual}”与“{target}”须人工判断",
        "明显提升 | 较好",
    ),
    "direction-open": Code(
        NOTE,
        "whether more or less than {target} is better is not said (“{name}”)",
        "“{name}”的指标值 {target} 未说明方向",
        "补贴标准: 500元 | 480元",
    ),
    "actual-is-bound": Code(
        NOTE,
        "“{text}” is a bound, not the figure that was reached",
        "“{text}”为范围，不是实际完成的数值",
        "≥95% | 90%以上",
    ),
    "figure-approximate": Code(NOTE, "“{text}” is approximate", "“{text}”为约数", "≥100人 | 近100人"),
    "over-fulfilled": Code(
        NOTE,
        "{actual} is beyond {target}; how much such a deviation costs is for a person",
        "实际 {actual} 超出指标值 {target}，偏离度扣分须人工判断",
        "≥100人 | 180人 with 8 of 10",
    ),
    "own-scheme": Code(
        NOTE,
        "the table counts by a scheme of its own: “{text}”",
        "该表另有计分办法：“{text}”",
        "评分标准: 每低1个百分点扣1分",
    ),
    "target-changed": Code(
        NOTE,
        "the reason says that the target was changed: “{text}”",
        "原因说明指标值有调整：“{text}”",
        "年中目标调整为80%",
    ),
    "units-open": Code(
        NOTE,
        "“{actual}” and “{target}” may not be in the same unit",
        "“{actual}”与“{target}”的计量单位可能不同",
        "20个 | 85%",
    ),
    "late-method-open": Code(
        NOTE,
        "late; how much that costs is not settled ({method} gives {points})",
        "逾期；扣分办法未定（按 {method} 为 {points} 分）",
        "2022年6月底 | 2022年9月 with 8 of 10",
    ),
    "lower-method-open": Code(
        NOTE,
        "places count a missed ceiling differently ({methods}); the stated score follows from none of these",
        "越低越好的指标未达标时各地计分不同（{methods}），自评分与其均不相同",
        "≤24小时 | 36小时 with 4 of 10",
    ),
    "other-method": Code(
        NOTE,
        "{stated} follows from another method than the ruleset's: {method} ({formula})",
        "自评 {stated} 分符合另一种计分办法：{method}（{formula}）",
        "≤24小时 | 36小时 with 6.67 of 10",
    ),
    "sum-open": Code(
        NOTE,
        "{what} cannot be added up: {why}",
        "{what}无法合计：{why}",
        "a row without points",
    ),
    "execution-open": Code(
        NOTE,
        "the execution of the budget cannot be recomputed: {why}",
        "预算执行情况无法复核：{why}",
        "全年执行数 “全部”",
    ),
}

# what each section of the generated page is about
DIFFERENCES: dict[str, Code] = {
    "runs-same": Code(
        NOTE,
        "runs {before} and {after} are the same run; nothing can differ",
        "运行 {before} 与 {after} 相同，无差异",
        "jixiao diff latest latest",
    ),
    "runs-share-nothing": Code(
        WARNING,
        "runs {before} and {after} have no project in common; choose runs over the same set (jixiao runs lists them)",
        "运行 {before} 与 {after} 没有共同的项目，请选择同一批项目的运行",
        "two runs with other --project",
    ),
    "runs-years": Code(
        WARNING,
        "runs {before} and {after} are of different years ({before_year}, {after_year})",
        "运行 {before} 与 {after} 的年度不同（{before_year}、{after_year}）",
        "a run of 2023 and one of 2024",
    ),
    "diff-ruleset-unreadable": Code(
        WARNING,
        "run {run} carries a ruleset {ruleset} that this version cannot read; what changed in the rules is not named",
        "本程序无法读取运行 {run} 所带的规则集 {ruleset}，不能指出规则的变化",
        "a run of a much older version",
    ),
    "difference-unexplained": Code(
        WARNING,
        "no cause is known for the difference in row {code} “{indicator}” of project {project}; verify both runs",
        "项目 {project} 第 {code} 行“{indicator}”的差异原因不明，请核验两次运行",
        "a run that was changed by hand",
    ),
    "projects-not-shared": Code(
        NOTE,
        "{count} projects are not in every run and are compared only where two runs hold them: {projects}",
        "有 {count} 个项目并非各次运行都有，仅在共有处比较：{projects}",
        "a self-assessment of 38 projects and an evaluation of 27",
    ),
    "no-self-assessment": Code(
        NOTE,
        "no run is a self-assessment (自评); the others are compared with run {run} ({assessor}, {role})",
        "没有自评运行，以运行 {run}（{assessor}，{role}）为基准比较",
        "jixiao compare of two third parties",
    ),
    "rulesets-differ": Code(
        WARNING,
        "the runs were scored by different rulesets ({rulesets}); part of the deviations comes from the rules",
        "各次运行所用规则集不同（{rulesets}），部分偏差由规则造成",
        "自评 under mof-2020-10, 第三方 under third-party-2020",
    ),
}

SAMPLES: dict[str, Code] = {
    "sample-include-unknown": Code(
        ERROR,
        "project {project} is not declared and cannot be included; {hint}",
        "项目 {project} 没有申报表，不能指定入样；{hint}",
        "jixiao sample --size 27 --include 4403",
    ),
    "sample-includes-exceed": Code(
        ERROR,
        "{included} projects are to be included, the sample holds {size}; give a larger --size",
        "指定入样 {included} 个项目，样本量只有 {size} 个，请增大样本量",
        "jixiao sample --size 1 --include A --include B",
    ),
    "sample-all": Code(
        WARNING,
        "{size} projects are asked for and {pool} are declared; all of them are drawn",
        "样本量为 {size} 个，申报项目只有 {pool} 个，已全部入样",
        "jixiao sample --size 100 of 38 projects",
    ),
    "sample-department-uncovered": Code(
        WARNING,
        "{department} is not covered: the sample of {size} has no place left for it; give --size {needed} or more",
        "样本量 {size} 个，未能覆盖 {department}；至少需要 {needed} 个",
        "jixiao sample --size 3 over five departments",
    ),
    "sample-amount-missing": Code(
        WARNING,
        "project {project} declares no amount; it counts as nothing and is drawn only when the others are",
        "项目 {project} 未申报金额，按 0 计，仅在其他项目抽完后入样",
        "a form without 本年度项目金额",
    ),
}

SIGNATURES: dict[str, Code] = {
    "key-unreadable": Code(
        ERROR,
        "{file} cannot be used as a key: {reason}; expected an Ed25519 private key in PEM without a passphrase "
        "(--new-key makes one)",
        "{file} 不能用作签名密钥：{reason}；应为无口令的 Ed25519 私钥（PEM）",
        "jixiao sign latest --key 照片.png",
    ),
    "key-exists": Code(
        ERROR,
        "{file} exists already and is not replaced; choose another file, or sign with it by leaving out --new-key",
        "{file} 已存在，不会覆盖；请另选文件，或不用 --new-key 直接签名",
        "jixiao sign --new-key --key 我的.pem, twice",
    ),
    "key-unwritable": Code(
        ERROR,
        "{file} cannot be written ({reason}); choose another file for the key",
        "{file} 无法写入（{reason}），请另选文件",
        "jixiao sign --new-key --key /无此文件夹/我的.pem",
    ),
    "key-open": Code(
        WARNING,
        "others can read the key {file} (mode {mode}) and could sign in your name; run: chmod 600 {file}",
        "密钥 {file} 可被他人读取（权限 {mode}），他人可冒名签署；请执行 chmod 600 {file}",
        "a key with mode 0644",
    ),
    "run-incomplete": Code(
        WARNING,
        "run {run} is incomplete: {projects} projects have no total yet; what is signed is a range",
        "运行 {run} 未完成：{projects} 个项目尚无总分，签署的是区间",
        "jixiao sign of a run with missing actuals",
    ),
    "signature-unreadable": Code(
        ERROR,
        "this is no signature of jixiao, or it was changed after signing ({reason}); ask for the file again",
        "不是有效的签名文件，或签署后被改动（{reason}），请重新索取",
        "a signature file that was edited",
    ),
    "signature-other-run": Code(
        ERROR,
        "the signature is for run {signed}, this is run {run}; check it against the run it names",
        "签名对应运行 {signed}，此为运行 {run}，请核对",
        "jixiao verify with the signature of another run",
    ),
    "signature-content": Code(
        ERROR,
        "run {run} is not what {name} signed: its SHA-256 is {found}, signed was {signed}; it was changed afterwards",
        "运行 {run} 与 {name} 所签内容不符：SHA-256 为 {found}，所签为 {signed}，签署后有改动",
        "a run with one figure changed",
    ),
    "signature-wrong": Code(
        ERROR,
        "the signature does not fit its key, or name, role or time were changed after signing",
        "签名与公钥不符，或签署人、职务、时间在签署后被改动",
        "a signature with another name in it",
    ),
    "signature-key-unknown": Code(
        ERROR,
        "the signature is made with the key {key}, which is none of the known keys; ask {name} whether it is theirs",
        "签名所用公钥 {key} 不在已知公钥之列，请向 {name} 核实",
        "somebody else signing under the same name",
    ),
    "run-supersedes-signed": Code(
        WARNING,
        "run {run} comes after run {signed}, which {name} ({role}) signed at {at}, for {projects} of the same projects; "
        "what was signed stays as it is",
        "运行 {run} 晚于 {name}（{role}）于 {at} 签署的运行 {signed}，涉及其中 {projects} 个项目；已签署的结果保持不变",
        "jixiao score after jixiao sign",
    ),
}

LEDGER: dict[str, Code] = {
    "run-damaged": Code(
        ERROR,
        "what the ledger holds of run {run} is not what the run's name stands for; it was changed outside the program",
        "台账中运行 {run} 的内容与其名称不符，已在程序之外被改动",
        "a ledger edited with a database tool",
    ),
    "run-differs": Code(
        ERROR,
        "recomputed from the ledger, {path} is {after} instead of {before}",
        "按台账重新计算，{path} 为 {after}，而运行中为 {before}",
        "a run made by another version of the program",
    ),
    "run-ruleset-unreadable": Code(
        ERROR,
        "the ruleset in the run cannot be read by this version ({why}); verify with the version that made it: {packages}",
        "本版本无法读取运行所带的规则集（{why}），请用生成该运行的版本核验：{packages}",
        "a run with a rule that only a newer version knows",
    ),
    "run-ruleset-installed": Code(
        NOTE,
        "the installed ruleset {ruleset} is not the one that the run used and carries; the run's own was used",
        "已安装的规则集 {ruleset} 与运行所用的不同，核验使用运行自带的规则集",
        "a ruleset that was edited after the run",
    ),
    "run-packages": Code(
        NOTE,
        "the run was made with {name} {before}; installed is {after}",
        "运行由 {name} {before} 生成，现安装的是 {after}",
        "jixiao verify after an update",
    ),
    "evidence-gone": Code(
        ERROR,
        "the evidence {file} of {indicator} ({project}) cannot be read: {reason}; put it back",
        "{project} {indicator} 的佐证材料 {file} 无法读取：{reason}，请放回原处",
        "a file that was moved away",
    ),
    "evidence-changed": Code(
        ERROR,
        "the evidence {file} of {indicator} ({project}) is not the file that was recorded; find the original, "
        "or record the new one with a reason",
        "{project} {indicator} 的佐证材料 {file} 已不是填报时的文件，请找回原件，或说明原因重新填报",
        "a scan that was saved again",
    ),
}

COLLECT: dict[str, Code] = {
    "collect-no-form": Code(
        ERROR,
        "no sheet of this workbook is a form to be filled in; make one with jixiao collect --out DIR",
        "工作簿中没有填报表，请用 jixiao collect 生成填报表",
        "jixiao record 自评表.xlsx",
    ),
    "collect-version": Code(
        WARNING,
        "the workbook is of version {version}, known is {known}; it was read by the words in it, check the result",
        "填报表版本为 {version}，当前版本为 {known}；已按表中文字读取，请核对",
        "a workbook made by an older version",
    ),
    "collect-registry-absent": Code(
        WARNING,
        "the hidden sheet that says what the workbook was made from is gone; rows were matched by the words in them, "
        "and what was deleted cannot be told",
        "记录填报表来源的隐藏工作表已不存在；各行按文字对应，无法判断是否有行被删除",
        "a workbook whose sheets were copied into another",
    ),
    "collect-declaration-changed": Code(
        WARNING,
        "the declaration of project {project} has changed since the workbook was made; rows that still match were read",
        "填报表生成后，项目 {project} 的申报表已变更；仍能对应的行已读取",
        "a target corrected after jixiao collect",
    ),
    "collect-sheet-unread": Code(
        WARNING,
        "this sheet is no form to be filled in and was left out; a form has the heads {heads}",
        "此工作表不是填报表，未读取；填报表应有表头：{heads}",
        "a sheet of notes added by hand",
    ),
    "collect-head-absent": Code(
        ERROR,
        "this sheet was a form, but its heads {heads} do not stand in one row any more; put them back",
        "此工作表原为填报表，但表头（{heads}）已不在同一行，请恢复",
        "a form whose row of heads was deleted",
    ),
    "collect-column-absent": Code(
        WARNING,
        "the sheet has no column “{column}” any more; nothing of it was recorded",
        "工作表已没有“{column}”列，该列内容未记录",
        "a form whose column 偏差原因 was deleted",
    ),
    "collect-project-absent": Code(
        WARNING,
        "the workbook was made with project {project} on the sheet “{sheet}”, which is not there any more; nothing was "
        "recorded for it",
        "填报表原有项目 {project}（工作表“{sheet}”），现已不存在，未记录",
        "a deleted sheet",
    ),
    "collect-project-inferred": Code(
        WARNING,
        "the project's code cannot be read here; project {project} “{name}” was taken, which the sheet stood for",
        "此处项目编码无法读取，按原工作表或名称认定为项目 {project}“{name}”",
        "a project's code that was deleted",
    ),
    "collect-row-absent": Code(
        WARNING,
        "row {code} “{name}” has no line here any more; nothing was recorded for it",
        "第 {code} 行“{name}”已不在表中，未记录",
        "a deleted line",
    ),
    "collect-row-new": Code(
        WARNING,
        "row {code} “{name}” was declared after the workbook was made and has no line here; nothing was recorded for it",
        "第 {code} 行“{name}”为填报表生成后新申报，表中没有该行，未记录",
        "an indicator added to the form after jixiao collect",
    ),
    "collect-row-by-name": Code(
        NOTE,
        "the line was matched by its name to row {code} “{name}”; its hidden code says nothing or another row",
        "按名称对应到第 {code} 行“{name}”（隐藏编码缺失或不符）",
        "a line written by hand",
    ),
    "collect-row-renamed": Code(
        WARNING,
        "the line is called “{name}” here, declared is “{declared}”; its hidden code was followed",
        "此行名称为“{name}”，申报名称为“{declared}”，以隐藏编码为准",
        "a name that was overwritten",
    ),
    "collect-item-unknown": Code(
        ERROR,
        "“{text}” was not recorded: the words beside it, “{label}”, name none of what is asked for ({known})",
        "“{text}”未记录：旁边的“{label}”不是所要求的填报项（{known}）",
        "a figure in a cell for which nothing is asked",
    ),
    "collect-direct-left": Code(
        WARNING,
        "the single figures are filled in too; they were taken, and this result was not",
        "已填分项数据，以分项数据为准，此处直接填报的结果未采用",
        "both inputs of a formula, and 直接填报结果",
    ),
    "collect-direct-taken": Code(
        WARNING,
        "this result was taken, since single figures are missing; those that are filled in were not",
        "分项数据不全，采用此处直接填报的结果，已填的分项数据未采用",
        "one of two inputs of a formula, and 直接填报结果",
    ),
    "collect-text-alone": Code(
        WARNING,
        "evidence, note, cause or remedy stand here, but “{name}” has no figure; nothing was recorded for it",
        "“{name}”未填实际完成情况，仅有佐证、说明或原因措施，未记录",
        "偏差原因 beside empty cells",
    ),
    "collect-no-number": Code(
        WARNING,
        "“{text}” is no number, which “{name}” asks for; it was recorded as written and cannot be scored",
        "“{text}”不是数字（“{name}”应填数字），已照录，但无法评分",
        "约二十 in a cell for a count",
    ),
    "collect-no-date": Code(
        WARNING,
        "“{text}” is no day, which “{name}” asks for; it was recorded as written, write 2024-12-31",
        "“{text}”不是日期（“{name}”应填日期），已照录，请写作 2024-12-31",
        "年底 in a cell for a date",
    ),
    "collect-no-amount": Code(
        ERROR,
        "“{text}” is no amount, which “{name}” asks for; write 元 as a number, or 120万元",
        "“{text}”不是金额（“{name}”应填金额），请填以元为单位的数字，或写明万元",
        "约一百万 beside 全年执行数（元）",
    ),
    "collect-choice": Code(
        WARNING,
        "“{text}” is none of {known}; it was recorded as written",
        "“{text}”不在可选项（{known}）之内，已照录",
        "还行 in a cell for 通过 or 未通过",
    ),
    "collect-year": Code(
        ERROR,
        "“{text}” is no year; write 2024",
        "“{text}”不是年度，请写作 2024",
        "评价年度: 今年",
    ),
}

SECTIONS: dict[str, dict[str, Code]] = {
    "Declared forms": FORMS,
    "Targets": TARGETS,
    "Explanations and measures": MEASURES,
    "Recorded actuals": ACTUALS,
    "Workbooks to fill in": COLLECT,
    "Comparison": COMPARISONS,
    "Rulesets": RULES,
    "Scores": SCORES,
    "Recheck": RECHECK,
    "Differences and assessors": DIFFERENCES,
    "Samples": SAMPLES,
    "Signatures": SIGNATURES,
    "Ledger": LEDGER,
    "YAML files": YAML,
}
CODES: dict[str, Code] = {code: entry for section in SECTIONS.values() for code, entry in section.items()}
