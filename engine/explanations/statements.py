"""What explanations state besides formulas: dates, response limits, pass/fail rules, score sheets, repetitions.

Each reader takes the tidied line and finds its statements in one pass; none of them knows the others.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from engine.explanations.prose import clauses
from engine.language.findings import Finding, Findings, Value, finding
from engine.language.patterns import regex
from engine.quantity import Number
from engine.quantity.numerals import chinese_number
from engine.targets import TargetKind, read_target


class Limit(Value):
    """A time or amount that must not be exceeded: ``15分钟响应`` is (响应, 15, 分钟)."""

    label: str
    value: Number
    unit: str


class Dates(NamedTuple):
    """The dates of an explanation: the last day, its text as written, and the day on which something begins."""

    deadline: date | None = None
    text: str | None = None
    start: date | None = None
    findings: Findings = ()


_DATE = regex(
    r"(?:(?<!\d)\d{4}(?:年度?|[-./])|本年度?|当年|次年|今年)?(?<!\d)\d{1,2}[-./月](?:\d{1,2}[日号]?|份?(?:上旬|中旬|下旬)?)"
    r"|(?:(?<!\d)\d{4}年|本年度?|当年|次年)?(?:年底|年末|年终|年内|上半年|下半年|第?[一二三四1-4]季度末?)"
    r"|(?<!\d)\d{4}年(?:底|末)"
)
_FULL = regex(r"\d{4}[-./年]\d{1,2}|月|季度|半年|年[底末终内]")
# What was so before a day (2023年12月31日前已立项的项目) is no promise.
_BEFORE = regex(r"(?:底|末)?(?:之前|以前|前|止|为止|以内|内)(?!已|的|出生|在册|注册|登记|入库|立项)")
_UNTIL = regex(r"(?:[\d日月底][-~]|截至|截止到?|截止于|不晚于|不迟于|不超过|早于|控制在|最迟|至|到)$")
_DONE = regex(r"(?:底|末)?(?:份)?(?:完成|提交|交付|结束|验收|竣工|前完成|完工|办结|出具|发布|拨付|支付|到位)")
_DAY = regex(r"[日号]|[-./]\d+[-./]")
_SPAN = regex(r"[-~至到]\d")
_BEGIN = regex(r"(?:份)?(?:起|开始|开展|开工|启动|正式|上线|进场|动工|实施)")
_WHOLE = regex(r"(?:全部|总体|整体|最终|控制在)[^,。;]{0,12}$")


class _Day(NamedTuple):
    """One date in its surroundings."""

    day: date
    text: str
    role: str
    whole: bool
    findings: Findings


def _role(before: str, after: str) -> str | None:
    """Whether a date is a deadline, a start, or merely mentioned (None)."""
    if _BEFORE.match(after) or _UNTIL.search(before):
        return "deadline"
    if re.search(r"(?:自|从)$", before) or _SPAN.match(after) or _BEGIN.match(after):
        return "start"
    return "deadline" if _DONE.match(after) else None


def _days(line: str, year: int | None) -> list[_Day]:
    """The dates of a line that promise something."""
    found = []
    for match in _DATE.finditer(line):
        before, after = line[max(0, match.start() - 16) : match.start()], line[match.end() : match.end() + 8]
        role = _role(before, after) if _FULL.search(match.group()) else None
        if role is None:
            continue
        limit = _BEFORE.match(after) if role == "deadline" else None
        text = match.group() + (limit.group() if limit else "")
        target = read_target(text.replace("年度", "年"), year)
        if target.kind is TargetKind.DEADLINE and isinstance(target.value, date):
            begins_span = _SPAN.match(after) and not _DAY.search(match.group())
            day = target.value.replace(day=1) if begins_span else target.value
            found.append(_Day(day, text, role, bool(_WHOLE.search(before)), target.findings))
    return found


def read_dates(line: str, year: int | None) -> Dates:
    """The deadline and the start that a line states.

    Where several deadlines differ, that of the whole work counts (全部工作完成时间控制在…), else the latest, and a
    finding says so.
    """
    days = _days(line, year)
    ends = [one for one in days if one.role == "deadline"]
    start = next((one.day for one in days if one.role == "start"), None)
    if not ends:
        return Dates(start=start)
    last = max(ends, key=lambda one: (one.whole, one.day))
    findings: tuple[Finding, ...] = last.findings
    if len({one.day for one in ends}) > 1:
        listed = "、".join(sorted({one.day.isoformat() for one in ends}))
        findings = (*findings, finding("deadlines-differ", days=listed, day=last.day.isoformat()))
    return Dates(last.day, last.text, start, findings)


_TIME = r"(?P<value>\d+(?:\.\d+)?|半|[一二两三四五六七八九十]{1,3})个?(?P<unit>分钟|小时|工作日|自然日|日|天|秒钟?|周|星期|个月|h)"
_DONE_VERB = (
    r"(?:出具|提交|交付|发布|更新)[\u4e00-\u9fff]{0,4}|到达现场|赶到现场|到场|到达|赶赴现场|赶到|上门|出警|救援|派单|发出|送达|"
    r"响应|修复|恢复|解决|处理|处置|办结|办理|完成|反馈|回复|答复|排除|整改|受理|审核|审批|拨付|支付|报告|上报"
)
_WITHIN = regex(rf"(?<![\d月年×x~.-]){_TIME}(?:(?:之内|以内|内)(?P<rest>[^,。;!?:]{{0,10}})|(?P<bare>{_DONE_VERB}))")
_NOT_OVER = regex(
    rf"(?P<label>[^,。;!?:\s]{{0,10}}(?:时间|时长|时限|周期))(?:应|须|需)?(?:控制在|不超过|不高于|不大于|不多于|小于|低于|≤|<)"
    rf"{_TIME}"
)
_VERB = regex(_DONE_VERB)
_VAGUE = frozenset(("完成", "处理", "解决"))
_SUBJECT = regex(r"(?P<subject>[^,。;!?:\s()]{2,8}?)(?:应当|必须|可以|应|须|需|要|可|在|于|的)*$")
_NO_SUBJECT = regex(r"(?:后|起|到|时|相应|之日)$")


def _number(text: str) -> Decimal | None:
    """A number of a limit, in digits or as a Chinese numeral."""
    return Decimal(text) if text[0].isdigit() else chinese_number(text)


def _label(before: str, verb: str) -> str:
    """What a limit is about: the verb, with its subject where the verb alone says little (问题处理完成)."""
    subject = _SUBJECT.search(before) if verb in _VAGUE else None
    if subject is None or _NO_SUBJECT.search(subject["subject"]):
        return verb
    return subject["subject"] + verb


def _limit(line: str, match: re.Match[str]) -> Limit | None:
    """The limit of one ``…内`` phrase, where something is to be done within it."""
    verb = _VERB.search(match["rest"] or "") or (_VERB.match(match["bare"]) if match["bare"] else None)
    value = _number(match["value"])
    # 24小时响应 means round the clock, not within a day.
    if verb is None or value is None or (match["bare"] and match["value"] == "24"):
        return None
    before = re.split(r"[,。;!?:\s]", line[max(0, match.start() - 14) : match.start()])[-1]
    return Limit(label=_label(before, verb.group()), value=value, unit=match["unit"])


def read_limits(line: str) -> tuple[Limit, ...]:
    """The response limits of a line, in order, each once: ``15分钟响应,30分钟内赶到现场`` are two."""
    found = {match.start("value"): _limit(line, match) for match in _WITHIN.finditer(line)}
    for match in _NOT_OVER.finditer(line):
        value = _number(match["value"])
        if value is not None:
            found[match.start("value")] = Limit(label=match["label"], value=value, unit=match["unit"])
    return tuple(dict.fromkeys(limit for _, limit in sorted(found.items()) if limit is not None))


class Rule(NamedTuple):
    """A pass/fail rule as written: when the result is full, and when it is not."""

    passes: str | None = None
    fails: str | None = None


_PASSES = regex(
    r".(?:(?:则|的|即|者|视)(?:为|得|记|计)|(?<![率值度例标比数量分])为|得|记)(?:100%|满分|100分|合格|达标)$"
)
_FAILS = regex(
    r"^(?:否则|逾期|未|不|超期|超时|没有|其余|其他).*(?:为|得|记|计)(?:0%?|0分|零分?|不合格|不达标)$|不得分$|^否则|递减"
)

_SPLIT_RULE = regex(r"([的者]|[\u4e00-\u9fff]),(?=(?:则|得|为|记|计|视为)(?:为|得|记|计)?(?:100%|满分|100分|0))")


def read_rule(line: str) -> Rule:
    """The first pass condition and the first fail condition of a line."""
    joined = _SPLIT_RULE.sub(r"\1", line)
    bodies = [clause.body.rsplit(" ", 1)[-1] for clause in clauses(joined)]
    passes = next((body for body in bodies if _PASSES.search(body[-60:]) and not _FAILS.search(body[:60])), None)
    fails = next((body for body in bodies if len(body) <= 80 and _FAILS.search(body)), None)
    return Rule(passes, fails)


_SHEET = regex(
    r"考评表|考核表|评分表|评价表|打分表|测评表|评分标准|评分细则|考核(?:总分|满分|得分|结果|评分|成绩|分数)|评分为准"
)
_MARKS = regex(r"(?:满分|总分)(?:值)?(?:为|是|:|=)?\(?(?P<marks>\d{2,4})(?![\d%])分?")


class Sheet(NamedTuple):
    """Whether a score sheet decides, and its full marks where the text gives them."""

    used: bool
    full_marks: Decimal | None


def read_sheet(line: str) -> Sheet:
    """The score sheet of a line: 以合同约定的考评表考核结果为准, 满分100分, 百分制."""
    marks = _MARKS.search(line)
    full = Decimal(marks["marks"]) if marks else Decimal(100) if "百分制" in line else None
    return Sheet(bool(_SHEET.search(line)), full)


_STAR = r"(?:10|[2-9]|[二两三四五六七八九十])"
_STARS = regex(rf"(?:最高|满分|最多)(?:为|是)?(?P<most>{_STAR})(?:颗|个)?星|(?<![\d十])(?P<scale>{_STAR})星(?:级)?制")


def read_stars(line: str) -> Decimal | None:
    """The highest star of a rating: 满意度评价最高为5星."""
    match = _STARS.search(line)
    return _number(match["most"] or match["scale"]) if match else None


_PERIODS = (
    ("半年", regex(r"每半年|半年度|半年一次")),
    ("季度", regex(r"每个?季度?|季度?平均|季均|季度")),
    ("月", regex(r"每个?月|月度|月平均|月均|月活|逐月|按月")),
    ("周", regex(r"每周|周平均|周均")),
    ("日", regex(r"每日|每天|日均|日平均|日活")),
    ("年", regex(r"每年|年均|年平均")),
)


def read_period(line: str) -> str | None:
    """The repetition that a line names first: 每半年, 季度, 月平均."""
    found = [(match.start(), period) for period, pattern in _PERIODS if (match := pattern.search(line))]
    return min(found)[1] if found else None


_COUNTER = "个百分点|个|项|套|台|份|次|条|起|件|户|家|人次|人|名|篇|座|处|场|辆|批|期|例|株|亩|公里|平方米|立方米|吨|张|幅|米|本|册|%"
_AT_LEAST = regex(
    rf"(?:不少于|不低于|不小于|至少|达到|≥)(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]{{1,3}})(?:万|亿)?(?:{_COUNTER})"
)


def read_at_least(line: str) -> str | None:
    """A number repeated in words, as target text: ``不少于10个``."""
    match = _AT_LEAST.search(line)
    return match.group() if match else None
