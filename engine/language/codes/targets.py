"""Codes of findings: targets."""

from __future__ import annotations

from engine.language.codes.model import ERROR, NOTE, WARNING, Code

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
    "target-below-zero": Code(NOTE, "{value} lies below zero", "{value}为负数", "-2%"),
    "target-bound-shared": Code(
        NOTE,
        "“{text}” is taken to bound each of the figures",
        "“{text}”适用于所列各个数值",
        "分别不低于60%、30%、5%",
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
    "target-class": Code(
        NOTE,
        "{class} is a class of quality, judged in words; the first class is the best",
        "{class}为质量类别，按定性指标处理，类别越小越好",
        "优于三类",
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
    "target-deferred": Code(
        ERROR,
        "“{text}” leaves the target to be settled; write what is to be reached",
        "“{text}”未确定指标值，请填写要达到的数值或要求",
        "待定",
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
        NOTE, "“{text}” is read as a number of months, not as a month", "“{text}”按月数理解，不作为月份", "≤3月"
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
    "target-object-improved": Code(
        NOTE,
        "“{text}” counts what is improved; it is not read as a rise by so much",
        "“{text}”为改善对象的数量，不作为提高幅度",
        "提升80个村人居环境",
    ),
    "target-one-or-the-next": Code(
        NOTE, "“{text}” is read as from the one to the other", "“{text}”按两数之间的区间理解", "5、6次"
    ),
    "target-operators-conflict": Code(
        ERROR,
        "“{operators}” says two different things at once",
        "“{operators}”的比较符号互相矛盾",
        "≥≤90%",
    ),
    "target-percent-over-100": Code(
        WARNING, "“{sign}{value}%” goes beyond a hundred percent", "“{sign}{value}%”超出100%", "≥120%"
    ),
    "target-product": Code(NOTE, "“{text}” is multiplied out: {product}", "“{text}”按乘积{product}计", "50人×2期"),
    "target-range-reversed": Code(
        WARNING, "“{text}” runs downwards; the ends were exchanged", "“{text}”区间上下限颠倒，已对调", "95%-90%"
    ),
    "target-range-strict": Code(
        WARNING,
        "“{text}” leaves out an end; the range is kept with both ends",
        "“{text}”不含端点，按含端点的区间处理",
        ">60%且<80%",
    ),
    "target-ratio": Code(
        NOTE,
        "“{text}” is read as a ratio; it compares with ratios “{unit}” alone",
        "“{text}”按比值理解，仅与“{unit}”的比值相比较",
        "不低于3:1",
    ),
    "target-ratio-direction": Code(
        WARNING,
        "of “{text}” the ratio may be at most that, or its second number",
        "“{text}”无法区分是比值不超过，还是后一个数不超过",
        "≤1:15",
    ),
    "target-recurring": Code(NOTE, "“{text}” recurs; there is no single date", "“{text}”为周期性时限", "每月10日前"),
    "target-remark": Code(
        NOTE, "the remark {text} is not part of the target", "备注{text}不作为指标值", "12个月（2024年1-12月）"
    ),
    "target-round-the-clock": Code(
        NOTE, "7×24 is a level of service, not a figure", "7×24为服务方式，不作为数值", "7×24小时"
    ),
    "target-scale": Code(
        WARNING,
        "“{text}” names the steps of a scale, not the one to be reached",
        "“{text}”只列出了评判等次，未说明要达到哪一等次",
        "是/否",
    ),
    "target-self-count": Code(
        NOTE,
        "“{text}” counts the figures before it; it is no target of its own",
        "“{text}”为所列项目的个数，不作为单独的指标值",
        "一等奖500元、二等奖300元2个等级",
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
    "target-sign-as-bracket": Code(
        WARNING, "the bracket “{text}” is read as {operator}", "“{text}”按 {operator} 理解", "》=90%"
    ),
    "target-start-date": Code(
        WARNING, "“{text}” says when something begins; it is kept as its date", "“{text}”为开始时间", "2024年9月1日开始"
    ),
    "target-tolerance": Code(
        NOTE,
        "“{text}” is read as from {lower} to {upper}",
        "“{text}”按{lower}至{upper}的区间理解",
        "5%±1%",
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
    "target-unit-before": Code(
        NOTE, "the unit {unit} stands before the figure", "单位“{unit}”写在数值之前", "万元≤800"
    ),
    "target-unit-shared": Code(
        NOTE,
        "the unit {unit} is taken to be that of each figure",
        "单位“{unit}”适用于所列各个数值",
        "分别为10、20、30个",
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
