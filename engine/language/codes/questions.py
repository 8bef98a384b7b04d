"""Codes of the questions that leave a row open: what the text admits, and what a person must settle."""

from __future__ import annotations

from engine.language.codes.model import WARNING, Ask, Code, Settling
from engine.language.codes.texts import TEXT_QUESTIONS

QUESTIONS: dict[str, Code] = {
    "ask-direction": Code(
        WARNING,
        "“{target}” does not say whether more or less is better for “{name}”; confirm the direction",
        "指标值“{target}”未写比较符号，“{name}”也看不出越高越好还是越低越好，请确认方向",
        "资产负债率 60%, 55%",
        Ask.DIRECTION,
    ),
    "ask-share": Code(
        WARNING,
        "“{text}” may be {low} or {high}; record it with its % as it is",
        "“{text}”可能是 {low}，也可能是 {high}，请连同百分号重新填报",
        "0.97 for ≥95%",
        Ask.UNIT,
    ),
    "ask-multiplier": Code(
        WARNING,
        "“{text}” may be so many {unit} or so many {bare}; record it with its unit ({unit})",
        "“{text}”可能以“{unit}”计，也可能以“{bare}”计，请连同单位（{unit}）重新填报",
        "1230.5 for ≤1250万元",
        Ask.UNIT,
    ),
    "ask-ten-thousand": Code(
        WARNING,
        "“{text}” is ten thousand times off {target}; check whether 元 and 万元 are mixed, and record it with its unit",
        "“{text}”与指标值 {target} 相差上万倍，疑似混用了元和万元，请核对后连同单位重新填报",
        "1230.5元 for ≤1250万元",
        Ask.UNIT,
    ),
    "ask-unit": Code(
        WARNING,
        "“{text}” counts something else than the target, which is in {unit}; record the figure in {unit}",
        "“{text}”与指标值的单位“{unit}”不是同一口径，请按“{unit}”重新填报",
        "72人 for ≥70户",
        Ask.UNIT,
    ),
    "ask-length": Code(
        WARNING,
        "“{text}” may be {least} to {most}; record it in {unit}, or the days between which it lies",
        "“{text}”折合 {least} 至 {most}，请按“{unit}”重新填报，或填报起止日期",
        "121天 for ≤4个月",
        Ask.UNIT,
    ),
    "ask-strict": Code(
        WARNING,
        "“{text}” equals the bound and the target wants it beyond ({goal}); the method does not say what that costs",
        "“{text}”恰等于界限，而指标值要求 {goal}，办法未规定如何计分，请确认是否视为完成",
        "60% for >60%",
        Ask.MEANING,
        settled_by=(Settling.TARGET,),
    ),
    "ask-sign": Code(
        WARNING,
        "“{text}” may be a fall by {less} or a rise; record it as 降低{less} or 上升{less}",
        "“{text}”可能是降低 {less}，也可能是上升，请写明“降低{less}”或“上升{less}”",
        "-9% for 降低8%以上",
        Ask.MEANING,
    ),
    "ask-level": Code(
        WARNING,
        "“{text}” is a change, and {target} is a level; record the level that was reached",
        "“{text}”是变化幅度，而指标值 {target} 是应达到的水平，请填报达到的数值",
        "提升5% for 满意度 ≥90%",
        Ask.MEANING,
    ),
    "ask-periods": Code(
        WARNING,
        "“{text}” does not say by when it was done in each period; record the day of each (“{target}”)",
        "“{text}”看不出各期是否按“{target}”完成，请逐期填报完成日期",
        "每月28日 for 每月25日前",
        Ask.PERIOD,
    ),
}
QUESTIONS |= TEXT_QUESTIONS
