"""Codes of findings: recheck."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

RECHECK: dict[str, Code] = {
    "no-table": Code(
        ERROR,
        "no self-evaluation table found; its head names 三级指标, 年度指标值, 实际完成值, 分值, 得分",
        "未找到绩效自评表（表头应有三级指标、年度指标值、实际完成值、分值、得分）",
        "jixiao recheck 通知.docx",
    ),
    "row-joined": Code(
        ERROR,
        "the cells of this row are joined by commas (“{text}”) and do not fit the heads; the row was not judged, "
        "put each text into a cell of its own",
        "该行单元格以逗号连写（“{text}”），与表头不符，该行未核对，请分开填写",
        "培训期数，≥12期，12期，20，20，按时，完成，良好，无 in one cell",
    ),
    "no-scores": Code(
        ERROR,
        "targets without scores, as in a declaration (申报表); a self-evaluation has a column 得分",
        "只有指标值没有得分，似为申报表；自评表应有“得分”一栏",
        "jixiao recheck 申报表.docx",
    ),
    "score-mismatch": Code(
        ERROR,
        "“{name}”: {actual} against {target} scores {recomputed} of {weight}, not {stated} ({rule}: {formula})",
        "“{name}”得分与完成情况不符：指标值 {target}，实际 {actual}，分值 {weight}，自评 {stated} 分，"
        "应为 {recomputed} 分（{rule}：{formula}）",
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
        "“{name}” is {lost} points short of full marks and gives no reason",
        "“{name}”距满分差 {lost} 分，未说明偏差原因及改进措施",
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
    "target-adjusted": Code(
        NOTE,
        "the target of “{name}” is “{stated}” here and “{recomputed}” in the declaration; the table says that it was "
        "adjusted: “{text}”",
        "“{name}”的指标值为“{stated}”，申报为“{recomputed}”；表中说明有调整（{text}），须核对批复",
        "--declaration with ≥33 where 其他说明 says 由≥33调整为≥30",
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
        "逾期；扣分办法未定（{method}：{points} 分）",
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
    "total-open": Code(
        NOTE,
        "the recomputed total is between {low} and {high}: what {names} scores is not one figure",
        "复核总分在 {low} 至 {high} 之间：{names}应得分数不能确定",
        "得分 12 of 10 beside an actual that cannot be judged",
    ),
    "grade-open": Code(
        NOTE,
        "“{text}” leaves open which grade is meant: mark exactly one of 优, 良, 中, 差",
        "“{text}”未明确等级，应在优、良、中、差中只选一项",
        "自评等级 | □优 □良 □中 □差",
    ),
    "execution-open": Code(
        NOTE,
        "the execution of the budget cannot be recomputed: {why}",
        "预算执行情况无法复核：{why}",
        "全年执行数 “全部”",
    ),
}
