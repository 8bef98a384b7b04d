"""Codes of findings: comparison."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

COMPARISONS: dict[str, Code] = {
    "frequency-year": Code(
        WARNING,
        "“{text}” was taken as the whole year's figure: {goal} per {per} is {whole} a year",
        "“{text}”按全年合计计：每{per}{goal}，全年即{whole}",
        "value: 4次 for 每季度1次",
    ),
    "deadline-relative-needed": Code(
        WARNING,
        "“{text}” counts from another day; record inputs: with both days ({names})",
        "“{text}”从另一日期起算，请分别填报：{names}",
        "value: 2024-05-01 for 合同签订后30日内",
    ),
    "events-late-unclosed": Code(
        NOTE,
        "{count} events are not closed and had outlasted their limits by {until}, up to which the list goes; they count as late",
        "有{count}次截至 {until}（记录的最晚时间）仍未完成且已超过时限，按超限计",
        "尚未处理 for an event of March in a list that goes to December",
    ),
    "open-same-points": Code(
        NOTE,
        "whatever the answer is, the row gets {points} points, so it is scored",
        "无论如何核实，该项均得 {points} 分，故照此计分",
        "one event that cannot be read beside one that was late, where every one must be in time",
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
    "actual-no-number": Code(
        WARNING,
        "“{text}” holds no number; record a figure in {unit}",
        "“{text}”不含数值，请按“{unit}”填报",
        "value: 大概差不多",
    ),
    "unit-assumed": Code(
        NOTE,
        "“{text}” has no unit and was taken as {unit}, the target's",
        "“{text}”未写单位，按指标值的单位“{unit}”计",
        "value: 95 for ≥90%",
    ),
    "points-as-share": Code(
        NOTE,
        "“{text}” was converted between points of {full} and percent",
        "“{text}”按满分 {full} 分与百分比换算",
        "value: 93分 for ≥90%",
    ),
    "unit-taken-as-the-same": Code(
        NOTE,
        "“{text}” is taken for so many {unit}: the two count the same things here",
        "“{text}”与“{unit}”视为同一计量单位",
        "6套 for ≥5台",
    ),
    "each-in-time-stated": Code(
        NOTE,
        "“{text}” states that every period was in time, without the days",
        "“{text}”为按时完成的表述，未填报各期日期",
        "每月均按时报送 for 每月25日前",
    ),
    "period-unknown": Code(
        ERROR,
        "“{name}” is no month (2024-03) or quarter (2024-Q1), so its deadline is not known; name the periods so",
        "“{name}”不是月份（如2024-03）或季度（如2024-Q1），无法确定该期时限，请按此填写",
        "三月 for 每月25日前",
    ),
    "periods-in-time": Code(
        NOTE,
        "{count} of {total} periods were in time; late: {late}",
        "{total}期中{count}期按时，逾期：{late}",
        "2024-03: 2024-03-28 for 每月25日前",
    ),
    "exact-exceeded": Code(
        WARNING,
        "{actual} is more than {goal} asks for; the method takes nothing for it, check whether it should have been exactly so much",
        "实际 {actual} 超过了 {goal}；办法未规定超额扣分，未扣分，请核对是否应恰好相等",
        "12个 for =10个",
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
    "tier-default": Code(
        WARNING,
        "no share was recorded with {tier}; {share}% was taken, a person should judge",
        "“{tier}”未附比例，按 {share}% 计，请人工核定",
        "value: 部分达成",
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
    "budget-units-doubtful": Code(
        WARNING,
        "{executed} 元 executed of {budget} 元 fits only if one of them is in 万元; write the unit behind the amount",
        "执行数 {executed} 元与预算数 {budget} 元相差约一万倍，疑似“元”与“万元”混用，请核对并在金额后写明单位",
        "executed: 163 beside 1,777,742.90",
    ),
    "budget-unreadable": Code(
        ERROR,
        "{field} is no amount: “{text}”; write digits such as 1,544,174.00",
        "{field}不是金额：“{text}”",
        "executed: 全部",
    ),
}
