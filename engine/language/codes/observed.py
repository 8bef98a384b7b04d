"""Codes of findings: what was observed."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

OBSERVED: dict[str, Code] = {
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
    "aggregate-sum-of-shares": Code(
        ERROR,
        "percentages of several periods do not add up; record their numerators and denominators, or say one of {known}",
        "各期百分比不能相加，请填报各期的分子和分母，或注明其他汇总方式（aggregate）：{known}",
        "aggregate: sum of monthly rates",
    ),
    "aggregated": Code(
        NOTE,
        "{how} of {count} figures = {result}",
        "{count}个数值按“{how}”汇总 = {result}",
        "aggregate: mean",
    ),
    "periods-gaps": Code(
        WARNING,
        "no figure is recorded for {months}, though months before and after have one; the recorded months alone were judged",
        "{months} 未填报，而其前后各月已填报；仅就已填报的月份判断",
        "periods: {2024-01: 95%, 2024-03: 96%}",
    ),
    "records-unread": Code(
        ERROR,
        "{count} of {total} records cannot be read ({places}); correct them and record the row again, until then its "
        "points are a range",
        "{total}条记录中有{count}条无法识别（{places}），请更正后重新填报；更正前得分为区间",
        "a list of tickets with 昨天 for a time",
    ),
    "events-unclosed": Code(
        WARNING,
        "{count} of {total} events are not closed and may still keep their limits ({names}); record when each was done, "
        "or until: when the list was kept",
        "{total}次记录中有{count}次尚未完成且时限未过（{names}），请填写完成时间，或注明记录截至时间（until）",
        "尚未处理 for an event that began on the last day of the list",
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
    "input-unreadable": Code(
        ERROR,
        "{name} is “{text}”, which is no number; write digits with a unit",
        "{name}填报为“{text}”，不是数字，请填写数字和单位",
        "inputs: {{总数: 若干}}",
    ),
    "input-several": Code(
        ERROR,
        "{name} holds several figures ({text}), and one is wanted; record the one that counts",
        "{name}填报了多个数值（{text}），此处只需一个，请填报应采用的数值",
        "inputs: {{基期值: [5, 6], 当期值: 8}}",
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
    "series-gaps": Code(
        WARNING,
        "the series has gaps ({gaps}); the missing days count as 0, since the formula divides by the days of the month",
        "逐日数据有缺失（{gaps}）；公式按每月天数平均，缺失日按0计",
        "a daily CSV without 29 February",
    ),
    # a text read in the light of its row
    "actual-approximate": Code(
        WARNING,
        "“{text}” is about so much; {figure} was taken, record the exact figure",
        "“{text}”为约数，按{figure}计，请填报准确数值",
        "value: 约25篇",
    ),
    "actual-above-whole": Code(
        WARNING,
        "{name}: “{text}” is more than 100%, which few rates can be; check it",
        "{name}：“{text}”超过100%，请核实",
        "征缴率 ≥95%: 108%",
    ),
    "actual-picked": Code(
        NOTE,
        "of the figures in “{text}”, {figure} was taken as the actual",
        "“{text}”中以{figure}为实际完成值",
        "value: 计划20篇，实际完成15篇",
    ),
    "actual-zero-in-words": Code(
        NOTE,
        "“{text}” says that none happened: 0",
        "“{text}”表示未发生，按0计",
        "value: 全年未发生",
    ),
    "actual-not-due": Code(
        WARNING,
        "“{text}” says that nothing was due this year; the row does not apply, and its weight goes to the others",
        "“{text}”表示本年无应办事项，该项按不适用处理，分值由其他指标分担",
        "value: 本年无应办事项",
    ),
    "actual-share-of": Code(
        NOTE,
        "“{text}” is {part} of {whole}: {result}",
        "“{text}”即{whole}中的{part}：{result}",
        "value: 11/12",
    ),
    "actual-summed": Code(
        NOTE,
        "the figures of “{text}” add up to {result}",
        "“{text}”各数值合计{result}",
        "value: 上半年7次，下半年9次",
    ),
    "actual-beyond-target": Code(
        NOTE,
        "“{text}” was measured from the target {target}: {result}",
        "“{text}”以指标值“{target}”为基数，即{result}",
        "value: 超额3门",
    ),
    "actual-day-before": Code(
        NOTE,
        "“{text}” was counted from {due}: {day}",
        "“{text}”自{due}起算，即{day}",
        "value: 提前15天完成",
    ),
    "actual-of-year": Code(
        NOTE,
        "“{text}” makes {result} a year ({times} times)",
        "“{text}”按全年{times}个周期计，共{result}",
        "value: 每月2次",
    ),
    "actual-parts": Code(
        NOTE,
        "the figures of “{text}” were told apart by their names, their units or their order",
        "“{text}”中的数值按名称、单位或次序对应各分项",
        "value: 主干道98.5%，背街小巷97.2%",
    ),
    "actual-none-happened": Code(
        WARNING,
        "“{text}” says that it did not happen, as the target wants; that is not the same as 不适用 (does not apply)",
        "“{text}”表示未发生，符合指标要求；这与“不适用”不同",
        "value: 未发生 for 无",
    ),
    "actual-happened": Code(
        NOTE,
        "“{text}” says that it happened, which the target excludes",
        "“{text}”表示已发生，而指标要求不发生",
        "value: 发生1起 for 未发生",
    ),
    "actual-grade": Code(
        NOTE,
        "“{text}” reaches {target}",
        "“{text}”达到“{target}”",
        "value: Ⅱ类 for Ⅲ类及以上",
    ),
    "actual-impossible": Code(
        ERROR,
        "“{text}”: {value} cannot be true, as “{name}” is a part of a whole and at most 100%; correct it",
        "“{text}”：“{name}”是占全部的比率，不可能为{value}，请更正",
        "value: 109% for 合格率",
        is_impossible=True,
    ),
    "actual-below-nothing": Code(
        ERROR,
        "“{text}”: {value} cannot be true, as “{name}” cannot be below 0; correct it",
        "“{text}”：“{name}”不可能小于0（{value}），请更正",
        "value: -5次",
        is_impossible=True,
    ),
}
