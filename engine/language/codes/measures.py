"""Codes of findings: explanations and measures."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

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
    "direction-column": Code(
        NOTE,
        "“{target}” has no operator; the form's column says “{because}”, so it is read as {operator}",
        "指标值“{target}”未写比较符号，按申报表所填的指标方向“{because}”，以 {operator} 计",
        "100 with 指标方向 反向",
    ),
    "direction-explanation": Code(
        NOTE,
        "“{target}” has no operator; the explanation says “{because}”, so it is read as {operator}",
        "指标值“{target}”未写比较符号，按指标解释“{because}”，以 {operator} 计",
        "9% with 漏损率控制在9%以内",
    ),
    "direction-zero": Code(
        NOTE,
        "“{target}” is zero, so it is read as {operator}",
        "指标值为“{target}”，以 {operator} 计",
        "0起",
    ),
    "direction-name": Code(
        NOTE,
        "“{target}” has no operator; “{name}” ({because}) says which way is better, so it is read as {operator}",
        "指标值“{target}”未写比较符号，按指标名称“{name}”（{because}）的含义，以 {operator} 计",
        "逾期率 1%",
    ),
    "direction-level2": Code(
        NOTE,
        "“{target}” has no operator; as a row of {because} it is read as {operator}",
        "指标值“{target}”未写比较符号，属“{because}”，以 {operator} 计",
        "装修投资额 60万元 under 成本指标",
    ),
    "direction-whole": Code(
        NOTE,
        "“{target}” has no operator; all of a whole is read as {operator}",
        "指标值“{target}”未写比较符号，为全部，以 {operator} 计",
        "100%",
    ),
    "direction-ruleset": Code(
        NOTE,
        "“{target}” has no operator and nothing in its row says its direction; the ruleset reads it as {operator}",
        "指标值“{target}”未写比较符号，“{name}”也看不出方向，按本规则集的约定，以 {operator} 计",
        "资产负债率 60% under a ruleset with bare_value: at_least",
    ),
    "direction-likely": Code(
        NOTE,
        "“{target}” has no operator; “{name}” ({because}) is usually meant so, so it is read as {operator}",
        "指标值“{target}”未写比较符号，按“{name}”（{because}）的通常含义，以 {operator} 计",
        "带动增收金额 40万元",
    ),
    "direction-either": Code(
        NOTE,
        "“{target}” has no operator and nothing in the row of “{name}” says its direction; the actual equals it, so it is "
        "met either way",
        "指标值“{target}”未写比较符号，“{name}”也看不出方向；实际恰与指标值相等，无论何种方向均已完成",
        "资产负债率 60%, 60%",
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
