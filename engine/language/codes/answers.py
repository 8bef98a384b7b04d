"""Codes of findings: what a person settled about a row (``jixiao confirm``), and what cannot be settled so."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

ANSWERS: dict[str, Code] = {
    "direction-answer": Code(
        NOTE,
        "the direction was confirmed by {by}: {value}{why}",
        "方向由{by}确认：{value}{why}",
        "jixiao confirm 4401 资产负债率 --direction lower",
    ),
    "unit-answer": Code(
        NOTE,
        "the unit was confirmed by {by}: {value}{why}",
        "单位由{by}确认：{value}{why}",
        "jixiao confirm 4401 培训规模 --unit 人次",
    ),
    "deadline-answer": Code(
        NOTE,
        "the deadline was confirmed by {by}: {value}{why}",
        "完成时限由{by}确认：{value}{why}",
        "jixiao confirm 4401 完成时间 --deadline 2024-11-30",
    ),
    "not-due-answer": Code(
        NOTE,
        "{by} confirmed that nothing was due this year, so the row is not scored{why}",
        "经{by}确认，本年度无应办事项，不计分{why}",
        "jixiao confirm 4401 举报办结率 --not-due",
    ),
    "answer-old": Code(
        WARNING,
        "{by} confirmed “{answer}” for the target “{before}”; the target is “{now}” now, so that does not count: "
        "confirm it again if it still holds",
        "{by}曾就指标值“{before}”确认“{answer}”，现指标值为“{now}”，该确认不再采用；如仍适用，请重新确认",
        "a form declared anew after jixiao confirm",
    ),
    "answer-again": Code(
        WARNING,
        "{by} confirmed “{answer}” for {indicator} of project {project}, whose target was “{before}” and is “{now}” on the "
        "new form, so that does not count any more: confirm it again if it still holds",
        "{by}曾就项目 {project} 的“{indicator}”确认“{answer}”，其指标值由“{before}”改为“{now}”，该确认不再采用；如仍适用，请重新确认",
        "a form imported again with another target after jixiao confirm",
    ),
    "answer-unused": Code(
        WARNING,
        "“{answer}”, which {by} confirmed, does not count: {why}",
        "{by}确认的“{answer}”未采用：{why}",
        "an answer to a question that a newer version of the program does not ask",
    ),
    "answer-recorded": Code(
        WARNING,
        "“{name}” is not scored, as {by} confirmed that nothing was due; yet “{actual}” is recorded for it: "
        "take one of the two back",
        "“{name}”经{by}确认本年度无应办事项而不计分，但已填报“{actual}”，请核对后撤回其一",
        "jixiao confirm … --not-due for a row with an actual",
    ),
    "answer-not-asked": Code(
        WARNING,
        "nothing asked for it: {how}; the answer counts from now on all the same",
        "此前并无疑问：{how}；自即日起以确认为准",
        "jixiao confirm … --direction higher for 满意率 90%",
    ),
    "answer-says-so": Code(
        ERROR,
        "the target “{target}” says so itself; nothing was appended",
        "指标值“{target}”本已写明，无须确认，未作记录",
        "jixiao confirm … --direction lower for ≤5%",
    ),
    "answer-against-sign": Code(
        ERROR,
        "the target “{target}” says {operator} itself, which “{answer}” is against; where the target was declared "
        "wrong, adjust it officially: jixiao adjust-target PROJECT INDICATOR TARGET --reason WHY",
        "指标值“{target}”本已写明 {operator}，与“{answer}”相反；如申报有误，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --direction lower for ≥90%",
    ),
    "answer-against-unit": Code(
        ERROR,
        "the target “{target}” is in {unit} itself, which “{answer}” is against; where the target was declared wrong, "
        "adjust it officially: jixiao adjust-target PROJECT INDICATOR TARGET --reason WHY",
        "指标值“{target}”本已写明单位“{unit}”，与“{answer}”不符；如申报有误，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --unit 人次 for ≥70户",
    ),
    "answer-against-day": Code(
        ERROR,
        "the target “{target}” names its day itself, which {day} is against; where it was declared wrong or put off, "
        "adjust it officially: jixiao adjust-target PROJECT INDICATOR TARGET --reason WHY",
        "指标值“{target}”本已写明时限，与 {day} 不符；如申报有误或经批准延期，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --deadline 2025-03-31 for 2024年12月31日前",
    ),
    "answer-no-number": Code(
        ERROR,
        "the target “{target}” is no number of which more or less could be better; where it was declared wrong, "
        "adjust it officially: jixiao adjust-target",
        "指标值“{target}”不是可比较高低的数值，无从确认方向；如申报有误，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --direction lower for 2024年12月31日前",
    ),
    "answer-no-figure": Code(
        ERROR,
        "the target “{target}” is no number that could have a unit; where it was declared wrong, adjust it officially: "
        "jixiao adjust-target",
        "指标值“{target}”不是可带单位的数值；如申报有误，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --unit 个 for 效果明显",
    ),
    "answer-no-deadline": Code(
        ERROR,
        "the target “{target}” is no deadline; where it was declared wrong, adjust it officially: jixiao adjust-target",
        "指标值“{target}”不是时限；如申报有误，请按程序调整指标值（jixiao adjust-target）",
        "jixiao confirm … --deadline 2024-12-31 for ≥90%",
    ),
    "answer-recurring": Code(
        ERROR,
        "the target “{target}” comes due every {per}, so no single day is its deadline; record each {per} instead",
        "指标值“{target}”每{per}到期一次，不能确认为某一天，请逐{per}填报",
        "jixiao confirm … --deadline 2024-12-10 for 每月10日前",
    ),
    "answer-not-applicable": Code(
        ERROR,
        "the target “{target}” does not apply, so there is nothing to confirm",
        "指标值“{target}”不适用，无须确认",
        "jixiao confirm … --direction lower for /",
    ),
    "answer-zero": Code(
        ERROR,
        "the target “{target}” is zero, and at least nothing is always met; confirm lower or exact, or adjust the "
        "target officially: jixiao adjust-target",
        "指标值“{target}”为零，如越高越好则必然完成；请确认“越低越好”或“恰好等于”，或按程序调整指标值",
        "jixiao confirm … --direction higher for 0起",
    ),
    "answer-share": Code(
        ERROR,
        "“{target}” may mean {target}% or {percent}%, so its unit alone does not settle it; write the one that is "
        "meant: jixiao adjust-target PROJECT INDICATOR {percent}% --reason WHY",
        "指标值“{target}”可能为 {target}%，也可能为 {percent}%，仅确认单位不能明确；请按程序写明指标值（jixiao adjust-target）",
        "jixiao confirm … --unit % for 0.95",
    ),
    "answer-unit-unknown": Code(
        ERROR,
        "“{unit}” is no unit that is known here; write it as a target has it: %, 个, 万元, 个工作日",
        "“{unit}”不是可识别的单位，请按指标值的写法填写，如 %、个、万元、个工作日",
        "jixiao confirm … --unit percent",
    ),
    "answer-direction-unknown": Code(
        ERROR,
        "“{text}” is no direction; write higher, lower or exact",
        "“{text}”不是可识别的方向，请写 higher（越高越好）、lower（越低越好）或 exact（须恰好等于）",
        "jixiao confirm … --direction down",
    ),
    "answer-budget": Code(
        ERROR,
        "{name} follows from the budget and what was spent of it, so there is nothing to confirm; correct a wrong "
        "amount: jixiao correct {project} 预算执行 executed=AMOUNT --reason WHY",
        "{name}由预算数和执行数计算，无须确认；金额有误请更正（jixiao correct {project} 预算执行 executed=金额）",
        "jixiao confirm … 预算执行 --direction higher",
    ),
    "answer-day-unknown": Code(
        ERROR,
        "“{day}” is no single day; write 2024-12-31 or 2024年12月31日",
        "“{day}”不是确切日期，请写作 2024-12-31 或 2024年12月31日",
        "jixiao confirm … --deadline 年底",
    ),
    "answer-stands": Code(
        ERROR,
        "“{answer}” was confirmed already by {by}; nothing was appended",
        "{by}已确认“{answer}”，未作记录",
        "the same jixiao confirm twice",
    ),
    "answer-nothing-to-withdraw": Code(
        ERROR,
        "{name} has no such answer{whose} to take back; jixiao history shows what stands",
        "{name}没有可撤回的该项确认{whose}，jixiao history 可查看现有记录",
        "jixiao confirm … --withdraw for a row that nobody answered",
    ),
    "answer-withdraw-which": Code(
        ERROR,
        "{name} has several answers ({answers}); say which one is taken back: --withdraw {kinds}",
        "{name}有多项确认（{answers}），请说明撤回哪一项：--withdraw {kinds}",
        "jixiao confirm … --withdraw for a row with a direction and a unit",
    ),
}
