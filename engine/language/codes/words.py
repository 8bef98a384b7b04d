"""Coded words of reasons: what full points need, what an open row assumes, how an actual is shown, parts of sentences."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The words of a code in both languages; braces name its values."""

    english: str
    chinese: str


WORDS: dict[str, Words] = {
    # numbers, days and lengths of time
    "about": Words("about {number}", "约{number}"),
    "day": Words("{iso}", "{year}年{month}月{day}日"),
    "after-day": Words("{within}{unit} after {start}", "{start}后{within}{unit}"),
    "hours": Words("{hours} h", "{hours}小时"),
    "minutes": Words("{minutes} min", "{minutes}分钟"),
    "hours-minutes": Words("{hours} h {minutes} min", "{hours}小时{minutes}分钟"),
    # single words inside sentences
    "number": Words("digits", "数字"),
    "no-unit": Words("none (a number)", "无（数）"),
    "none": Words("none", "无"),
    "without-unit": Words("no unit", "无单位"),
    "reached": Words("reaches", "满足"),
    "not-reached": Words("does not reach", "未满足"),
    "at-most": Words("at most", "不超过"),
    "at-least": Words("at least", "不低于"),
    "start-day": Words("the day it counts from", "起算日"),
    "done-day": Words("the day of completion", "完成日期"),
    "pass": Words("pass", "通过"),
    # behind a question about a table that was printed
    "direction-in-table": Words(
        ": in the table, write ≥, ≤ or = before the target, or 正向 or 反向 in a column 指标方向; where it was confirmed in "
        "a ledger, name that with --db",
        "：可在表中指标值前写明≥、≤或=，或增列“指标方向”填写正向、反向",
    ),
    # actuals as they are shown
    "worked-out": Words("{result} ({of})", "{result}（{of}）"),
    "periods-recorded": Words("{total} periods recorded", "{total}期记录"),
    "periods-recorded-unread": Words(
        "{total} periods recorded, {unread} of them unreadable", "{total}期记录，其中{unread}期无法识别"
    ),
    "events-recorded": Words("{total} events recorded", "{total}次记录"),
    "events-recorded-unread": Words(
        "{total} events recorded, {unread} of them unreadable", "{total}次记录，其中{unread}次无法识别"
    ),
    "days-recorded": Words("{total} days recorded from {first} to {last}", "{first}至{last}共{total}日记录"),
    "days-recorded-unread": Words(
        "{total} days recorded from {first} to {last}, {unread} of them unreadable",
        "{first}至{last}共{total}日记录，其中{unread}日无法识别",
    ),
    "days-undated": Words("{total} days recorded", "{total}日记录"),
    "days-undated-unread": Words(
        "{total} days recorded, {unread} of them unreadable", "{total}日记录，其中{unread}日无法识别"
    ),
    "days-lacking": Words("{month} lacks {days} days", "{month}缺{days}日"),
    "executed-of": Words("{rate} ({executed} ÷ {budget} yuan)", "{rate}（{executed} ÷ {budget} 元）"),
    "labelled": Words("{label} ({figure})", "{label}（{figure}）"),
    "periods-met": Words("{met} of {total} periods met", "{total}期中{met}期达标"),
    "periods-missed": Words("{met} of {total} periods met, not {missed}", "{total}期中{met}期达标，未达标：{missed}"),
    "periods-unsure": Words("{unread} of {total} periods to be verified", "{total}期中{unread}期待核实"),
    "periods-all-in-time": Words("{kept} of {total} periods in time", "{total}期中{kept}期按时"),
    "periods-late": Words("{kept} of {total} periods in time, late: {late}", "{total}期中{kept}期按时，未按时：{late}"),
    "periods-of": Words("{count} of {total} periods {goal}", "{total}期中{count}期{goal}"),
    "periods-of-unsure": Words(
        "{count} of {total} periods {goal}, {unread} to be verified", "{total}期中{count}期{goal}，{unread}期待核实"
    ),
    "missed-list": Words("; not: {missed}", "，未达到：{missed}"),
    "events-kept": Words("{kept} of {total} in time ({share}){tail}", "{total}次中{kept}次在限内（{share}）{tail}"),
    "events-unsure": Words(
        "{kept} of {total} in time, {unsure} to be verified{tail}", "{total}次中{kept}次在限内，{unsure}次待核实{tail}"
    ),
    "longest": Words(", the longest {longest}", "，最长 {longest}"),
    "longest-unfinished": Words(
        ", the longest {longest}, {unfinished} not finished", "，最长 {longest}，{unfinished}次未记录完成"
    ),
    # what full points need, after “得满分须” or “full points need”
    "need-nothing": Words("0{unit} (none happened)", "为0{unit}（未发生）"),
    "need-goal": Words("an actual of {goal}", "实际完成值{goal}"),
    "need-range": Words("an actual from {lower} to {upper}{unit}", "实际完成值在{lower}—{upper}{unit}之间"),
    "need-parts": Words("each part to reach its own target", "每项均达到各自的指标值"),
    "need-limits": Words("each within its limit", "每项均在时限内"),
    "need-budget": Words("{budget} yuan executed, the year's budget", "全年执行数达到全年预算数 {budget} 元"),
    "need-day": Words("completion by {due}", "不晚于{due}"),
    "need-periods": Words("every period {goal}", "各期均达到{goal}"),
    "need-period-count": Words("{goal} periods that are {each}", "达到{each}的期数{goal}"),
    "need-events": Words("every one in time ({limits})", "每次均在限内（{limits}）"),
    "need-event-share": Words("a share in time ({limits}) of {goal}", "在限内（{limits}）的比例{goal}"),
    "need-completion": Words("a completion of {least}", "完成率达到{least}"),
    "need-actual": Words("an actual of {least}", "实际完成值达到{least}"),
    "need-not-over": Words("a completion of no more than {most}", "完成率不超过{most}"),
    "need-tier": Words("the tier {tier} (100%)", "评定为{tier}（100%）"),
    # what an end of an open row assumes
    "assume-none": Words("if none of the {unsure} to be verified counts", "如待核实的{unsure}项均未达到"),
    "assume-all": Words("if all {unsure} to be verified count", "如待核实的{unsure}项均达到"),
    "assume-some": Words("if {count} of the {unsure} to be verified count", "如待核实的{unsure}项中{count}项达到"),
    "need-each-in-time": Words("“{target}” in every period", "各期均按“{target}”完成"),
    "assume-less": Words("if it fell by {figure}", "如为降低{figure}"),
    "assume-more": Words("if it rose by {figure}", "如为上升{figure}"),
    "assume-figure": Words("if {figure} is meant", "如为{figure}"),
    "assume-higher": Words("if more is better", "如越高越好"),
    "assume-lower": Words("if less is better", "如越低越好"),
    "assume-exact": Words("if exactly so much is meant", "如须恰好等于"),
    "assume-day": Words("if it was done on {day}", "如于{day}完成"),
    "assume-tier": Words("if {share}% is awarded", "如评定为{share}%"),
    "no-proposal": Words("unknown", "（无法推算）"),
    "assume-both": Words("{first}, and {second}", "{first}，且{second}"),
    # what a person settled about a row
    "better-higher": Words("more is better", "越高越好"),
    "better-lower": Words("less is better", "越低越好"),
    "better-exact": Words("exactly so much", "须恰好等于"),
    "answered-direction": Words("direction: {value}", "方向：{value}"),
    "answered-unit": Words("unit: {value}", "单位：{value}"),
    "answered-deadline": Words("deadline: {value}", "完成时限：{value}"),
    "answered-not_due": Words("nothing was due this year", "本年度无应办事项，不计分"),
    "answer-withdrawn": Words("taken back ({answer})", "撤回（{answer}）"),
    "answer-of": Words(" in the runs of {assessor}", "（{assessor}评价）"),
    "unit-was-read": Words("the unit was read as {unit}", "单位已按“{unit}”理解"),
    "answer-why": Words(" (“{reason}”)", "（“{reason}”）"),
    # how a row was understood, for a person to check
    "standing-open": Words("open", "待确认"),
    "standing-doubtful": Words("doubtful", "存疑"),
    "standing-likely": Words("likely", "推断"),
    "standing-certain": Words("certain", "明确"),
    "evidence-answer": Words("a person's answer", "填报人确认"),
    "evidence-sign": Words("its own words", "指标值本身"),
    "evidence-column": Words("the form's column", "指标方向列"),
    "evidence-explanation": Words("the explanation", "指标解释"),
    "evidence-zero": Words("a target of zero", "指标值为零"),
    "evidence-name": Words("the name", "指标名称"),
    "evidence-level2": Words("level 2", "二级指标"),
    "evidence-whole": Words("the whole of a share", "占比的全部"),
    "evidence-likely": Words("the name, likely", "指标名称（推断）"),
    "evidence-ruleset": Words("the ruleset", "评分规则"),
    "evidence-none": Words("nothing", "无依据"),
    "evidence-of": Words("{evidence} ({because})", "{evidence}（{because}）"),
    "way-open": Words("not settled", "方向未定"),
    "way-range": Words("between two bounds", "在区间内"),
    "way-change-up": Words("a rise", "提高"),
    "way-change-down": Words("a fall", "降低"),
    "way-deadline": Words("by the day", "不晚于时限"),
    "way-qualitative": Words("judged in words", "定性"),
    "way-compound": Words("several parts", "分项"),
    "way-not_applicable": Words("does not apply", "不适用"),
    "way-unreadable": Words("cannot be read", "无法识别"),
    "readings-counted": Words(
        "{rows} rows of {projects} projects: {counts}", "{projects} 个项目共 {rows} 行：{counts}"
    ),
    "readings-folded": Words(
        "{number} more rows are certain: --all lists them", "另有 {number} 行含义明确，未列出（--all 全部列出）"
    ),
    "readings-none-open": Words("no question is open", "没有待确认的问题"),
    "head-standing": Words("standing", "状态"),
    "head-row": Words("row", "指标"),
    "head-target": Words("target", "指标值"),
    "head-understood": Words("understood as", "理解为"),
    "head-evidence": Words("from", "依据"),
    "head-record": Words("what to record", "填报要求"),
    # what is left before the set can be handed in
    "left-reading": Words("open question", "待确认"),
    "left-missing": Words("actual missing", "未填报"),
    "left-unreadable": Words("actual unreadable", "无法识别"),
    "left-impossible": Words("impossible value", "数值不可能"),
    "left-failed": Words("the program failed", "程序出错"),
    "left-cause": Words("cause missing", "缺偏差原因"),
    "left-evidence": Words("evidence missing", "缺佐证材料"),
    "left-why-missing": Words("nothing is recorded", "尚未填报实际完成值"),
    "left-why-cause": Words(
        "{points} of {weight} points, without a cause", "得 {points} 分（满分 {weight}），未说明偏差原因"
    ),
    "left-why-evidence": Words("no evidence is named", "未注明佐证材料"),
    "left-why-failed": Words("the row could not be scored", "该行未能计分"),
    "left-why-record": Words("nothing is recorded: {record}", "{record}"),
    "left-column": Words("column {head}", "“{head}”列"),
    "left-sheet": Words("sheet {head}", "“{head}”表"),
    "left-cells": Words("{heads} of the workbook", "填报表{heads}"),
    "left-key": Words("{key}: in a file of actuals", "填报文件中的 {key}:"),
    "left-nothing": Words(
        "nothing is left: the {projects} projects can be handed in", "已无待办事项，{projects} 个项目可以报送"
    ),
    "left-in-all": Words("left in all: {counts}", "合计：{counts}"),
    "left-before": Words("left before it can be handed in: {counts}", "报送前待办：{counts}"),
    "left-count": Words("{number} × {what}", "{what} {number} 项"),
    # the reason of a score: where its figures stand, how it was counted, what it takes
    "place-line": Words("line {line}", "第 {line} 行"),
    "place-table": Words("table {table}, row {row}", "第 {table} 个表第 {row} 行"),
    "declared": Words("{target} (form, {place})", "{target}（申报表{place}）"),
    "adjusted": Words(
        "{target} (adjusted, {by}, “{reason}”; declared {declared})",
        "{target}（调整指标值，{by}，“{reason}”；原申报 {declared}）",
    ),
    "not-recorded": Words("not recorded", "未填报"),
    "not-recognised": Words("not recognised", "无法识别"),
    "recorded": Words("{shown} ({notes})", "{shown}（{notes}）"),
    "revision": Words("revision {number}", "修订 {number}"),
    "quoted": Words("“{text}”", "“{text}”"),
    "data-file": Words("data {file}", "数据 {file}"),
    "completion": Words("completion {made} = {share}", "完成率 {made} = {share}"),
    "deviation": Words("excess {made} = {share}", "超出比例 {made} = {share}"),
    "lateness": Words("lateness {made} = {share}", "逾期比例 {made} = {share}"),
    "cut-at 0": Words(" (not below 0)", "（不低于0）"),
    "cut-at 1": Words(" (not above the weight)", "（不超过分值）"),
    "parameter": Words("{meaning}: {value} ({clause})", "{meaning}：{value}（{clause}）"),
    "parameter-open": Words("{meaning}: {value} ({clause}, to be confirmed)", "{meaning}：{value}（{clause}，待核实）"),
    "clause-open": Words("{clause}, to be confirmed", "{clause}，待核实"),
    "rule": Words("rule {rule} ({notes})", "规则 {rule}（{notes}）"),
    "by-rules": Words("By {rules}", "按{rules}"),
    "by-rules-counted": Words("By {rules}: {formula}", "按{rules}：{formula}"),
    "deducted": Words("{formula}, {points} points deducted", "{formula}，扣 {points} 分"),
    "unweighted": Words("{name} is not scored", "{name} 不计分"),
    "to-be-verified": Words("{name} is to be verified (of {weight})", "{name} 待核实（满分 {weight}）"),
    "to-be-verified-between": Words(
        "{name} is to be verified (between {low} and {high} points of {weight})",
        "{name} 待核实（得分在 {low} ～ {high} 之间，满分 {weight}）",
    ),
    "no-points-yet": Words("{name} has no points yet (of {weight})", "{name} 暂不计分（满分 {weight}）"),
    "failed-row": Words("{name} has no points yet", "{name} 暂不计分"),
    "points": Words("{name} gets {points} points (of {weight})", "{name} 得 {points} 分（满分 {weight}）"),
    "target-and-actual": Words("Target {target}; actual {actual}", "目标 {target}；实际 {actual}"),
    "full-points-need": Words("Full points need {needs}", "得满分须{needs}"),
    "assessed-by": Words("{by} {points}: “{reason}”", "{by} {points}：“{reason}”"),
    "assessed": Words(
        "Adjusted by the assessor ({why}): {sum} = {points}{cut}", "评价调整（{why}）：{sum} = {points}{cut}"
    ),
    "limit-cap": Words(
        "{of} counts at most {share} of its points ({clause}): {got} becomes {kept}",
        "{of}最多计分值的{share}（{clause}）：{got} 计为 {kept}",
    ),
    "limit-pass_line": Words(
        "{of} has less than {share} of its points and counts nothing ({clause}): {got} becomes 0",
        "{of}得分低于分值的{share}，不计分（{clause}）：{got} 计为 0",
    ),
}
