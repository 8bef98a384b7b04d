"""Codes of findings: workbooks to fill in."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

COLLECT: dict[str, Code] = {
    "collect-no-form": Code(
        ERROR,
        "no sheet of this workbook is a form to be filled in; make one with jixiao collect --out DIR",
        "工作簿中没有填报表，请用 jixiao collect 生成填报表",
        "jixiao record 自评表.xlsx",
    ),
    "collect-empty": Code(
        WARNING,
        "nothing that can be recorded is filled in on {count} of {total} projects' sheets ({sheets}), and nothing was "
        "recorded for them",
        "{total} 张项目表中有 {count} 张未填报（{sheets}），未记录",
        "a workbook that was handed in as it was made",
    ),
    "collect-cells-unread": Code(
        WARNING,
        "{count} filled cells of this sheet are no part of the form and were not recorded: {cells}; write figures into "
        "the yellow cells",
        "此工作表有 {count} 个单元格不属于填报表，未记录：{cells}；数据请填入浅黄色单元格",
        "a line 合计 below the table, a number beside it",
    ),
    "collect-target-changed": Code(
        WARNING,
        "the target of “{name}” is “{text}” here and “{declared}” as it was declared, which counts; where it was adjusted, "
        "record that with jixiao adjust-target",
        "“{name}”的指标值此处为“{text}”，申报为“{declared}”，以申报为准；如已批准调整，请用 jixiao adjust-target 登记",
        "≥33条 changed to ≥20条 by hand",
    ),
    "collect-unit-other": Code(
        WARNING,
        "“{text}” is not in {unit}, which is asked for here; it was recorded as written, correct the figure or its unit",
        "“{text}”与所要求的单位“{unit}”不可换算，已照录，请更正数值或单位",
        "20% in a cell for a number of 条",
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
    "collect-project-conflict": Code(
        ERROR,
        "this says two projects ({others}): the code is {code}, the name “{name}”, the workbook was made here for "
        "{made_for}; nothing of it was recorded: put back what was changed, or fill in what jixiao collect makes for the "
        "other project",
        "此处指向不同项目（{others}）：项目编码为 {code}，项目名称为“{name}”，此表原为项目 {made_for} 生成；未记录，"
        "请改回，或用 jixiao collect 为另一项目生成填报表",
        "the code of another project typed over that of a sheet",
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
    "collect-events-taken": Code(
        WARNING,
        "single events are filled in for this row; they were taken, and this figure was not",
        "该指标已逐次填报，以逐次记录为准，此处填报值未采用",
        "a list of tickets, and the longest time beside it",
    ),
    "collect-events-unasked": Code(
        ERROR,
        "“{name}” has no limit that single events can be held against; these were not recorded",
        "“{name}”没有可供逐次核对的时限，逐次记录未采用",
        "events of a row whose explanation names no limit any more",
    ),
    "collect-end-absent": Code(
        ERROR,
        "the sheet has no column “{column}” any more, without which no event can be judged; put it back",
        "工作表已没有“{column}”列，无法逐次核对，请恢复",
        "a deleted column",
    ),
    "collect-text-alone": Code(
        WARNING,
        "evidence, note, cause or remedy stand here, but “{name}” has no figure; nothing was recorded for it",
        "“{name}”未填实际完成情况，仅有佐证、说明或原因措施，未记录",
        "偏差原因 beside empty cells",
    ),
    "collect-item-empty": Code(
        WARNING,
        "“{name}” is empty here, and without it the result cannot be computed",
        "“{name}”未填，无法计算结果",
        "one of two inputs of a formula",
    ),
    "collect-share-large": Code(
        WARNING,
        "the cell holds “{text}”; if {less}% was meant, correct it (95 pasted into a cell for percentages is 9500%)",
        "单元格为“{text}”；如应为 {less}%，请更正（向百分比单元格粘贴 95 会成为 9500%）",
        "95 pasted into a cell under a % format",
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
    "collect-answer-unknown": Code(
        WARNING,
        "“{text}” is no answer to what this row leaves open ({known}), and nothing was confirmed; choose from the list",
        "“{text}”不在确认选项（{known}）之内，未作确认，请从下拉列表中选择",
        "也许 in the column 确认",
    ),
    "collect-answer-unasked": Code(
        WARNING,
        "“{text}” stands in the column of answers, but “{name}” leaves nothing open, and nothing was confirmed",
        "“{name}”并无待确认事项，“{text}”未作确认",
        "越低越好 in the column 确认 of a row with ≥90%",
    ),
    "collect-answer-withheld": Code(
        WARNING,
        "“{answer}” would take the place of “{before}”, which {by} confirmed for “{name}”; say why with --reason",
        "“{name}”已由{by}确认“{before}”，改为“{answer}”须以 --reason 说明理由，未作记录",
        "越高越好 in a workbook after jixiao confirm --direction lower",
    ),
    "collect-answer-refused": Code(
        WARNING,
        "“{answer}” for “{name}” was not confirmed: {why}",
        "“{name}”未能确认“{answer}”：{why}",
        "an answer in a workbook to a target that was adjusted since",
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
    "share-ambiguous": Code(
        WARNING,
        "“{text}” beside a percentage may be a share of 1 or percent; write it with %",
        "“{text}”未写百分号，无法判断是比值还是百分数，请写明%",
        "0.95 in a cell for ≥90%",
    ),
}
