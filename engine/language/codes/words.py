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
    "days-lacking": Words("{month} lacks {days} days", "{month}缺{days}日"),
    "executed-of": Words("{rate} ({executed} ÷ {budget} yuan)", "{rate}（{executed} ÷ {budget} 元）"),
    "labelled": Words("{label} ({figure})", "{label}（{figure}）"),
    "periods-met": Words("{met} of {total} periods met", "{total}期中{met}期达标"),
    "periods-missed": Words("{met} of {total} periods met, not {missed}", "{total}期中{met}期达标，未达标：{missed}"),
    "periods-unsure": Words("{unread} of {total} periods to be verified", "{total}期中{unread}期待核实"),
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
}
