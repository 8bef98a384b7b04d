"""The target and the dates of its explanation: a deadline behind 100%, a deadline completed, confirmed or contradicted."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

from engine.explanations import Explanation, Formula
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.targets import Operator, Target, TargetKind, read_target
from engine.targets.model import DatePart

Settled = tuple[Target, Findings]

_IN_TIME = regex(
    r"^(?:已|均|全部|全年)?(?:按时|按期|及时|如期|按计划|按规定时间)(?:完成|完工|交付|办结|支付|提交)?[。.]?$"
)
_BEGINS = regex(r"开始|开工|启动|开展时间|上线时间|进场")
_SIGNED = regex(r"签订|签署|签约")


def day_name(name: str, target_text: str = "") -> str:
    """What the recorded date is called for an indicator: that of beginning, of signing, or of completion."""
    if _BEGINS.search(name) and "完成" not in target_text:
        return "实际开始日期"
    return "实际签订日期" if _SIGNED.search(name) else "实际完成日期"


_DAY = regex(r"[≤<=]{0,2}(?P<month>\d{1,2})[./月-](?P<day>\d{1,2})日?")
_DEED = "完成|完工|竣工|验收|交付|交货|到货|拨付|支付|发放|下达|上线|开工|启动|投入使用|投用|建成|报送|提交|印发|签订"
_DAY_NAME = regex(rf"(?:{_DEED}).{{0,4}}(?:时间|日期|时点|时限|期限)$|日期$|(?:截止|截至)时?[间点]?$")


def read_as_day(name: str, target: Target, explanation: Explanation, year: int | None) -> Settled:
    """A month and day without 月 and 日 (12.31) beside the name of a day, or of the day that the explanation gives: no
    number 12.31, but the deadline 12月31日."""
    text = "".join(unicodedata.normalize("NFKC", target.text).split())
    written = _DAY.fullmatch(text)
    if written is None or target.kind is TargetKind.DEADLINE:
        return target, ()
    month, day = int(written["month"]), int(written["day"])
    explained = explanation.deadline
    is_explained = explained is not None and (explained.month, explained.day) == (month, day)
    read = read_target(f"{month}月{day}日前", year)
    if read.kind is not TargetKind.DEADLINE or not (is_explained or _DAY_NAME.search(name)):
        return target, ()
    settled = read.model_copy(update={"text": target.text, "findings": ()})
    return settled, (finding("target-read-as-day", target=target.text.strip(), day=read.value or f"{month}月{day}日"),)


def stands_for_deadline(target: Target) -> bool:
    """Whether a target says no more than done in time: 100% and nothing else, or 按时完成."""
    if target.kind is TargetKind.QUALITATIVE:
        return bool(_IN_TIME.match(target.text.strip()))
    bare = target.operator in (None, Operator.EQ) and target.value == Decimal(100) and target.unit == "%"
    return target.kind is TargetKind.QUANTITY and bare


def settle_deadline(target: Target, explanation: Explanation, formula: Formula | None) -> Settled:
    """The target with the explanation's dates: a bare 100% becomes the deadline, a deadline is checked."""
    day = explanation.deadline or explanation.start
    if day is None:
        return target, ()
    if target.kind is TargetKind.DEADLINE:
        return _checked(target, day)
    if stands_for_deadline(target) and formula is None:
        update = {"kind": TargetKind.DEADLINE, "operator": Operator.LE, "value": day, "unit": None}
        return target.model_copy(update=update), (finding("target-is-deadline", target=target.text, day=day),)
    if explanation.deadline is None or target.kind in (TargetKind.NOT_APPLICABLE, TargetKind.QUALITATIVE):
        return target, ()
    return target, (finding("deadline-beside-quantity", target=target.text, day=day),)


def _checked(target: Target, day: date) -> Settled:
    """A deadline beside the explanation's date: the same, completed by it, or contradicted."""
    if target.value == day:
        # Only where the target's own text needed reading is the agreement worth saying.
        findings = (finding("deadline-confirmed", target=target.text, day=day),) if target.findings else ()
        return target, findings
    if _is_completed(target, day):
        completed = target.model_copy(update={"value": day, "yearless": None, "inferred": (), "operator": Operator.LE})
        return completed, (finding("deadline-from-explanation", target=target.text, day=day),)
    own = target.value or target.yearless
    if own is None:
        return target, ()
    return target, (finding("deadline-contradicts", target=target.text, day=own, explained=day),)


def _is_completed(target: Target, day: date) -> bool:
    """Whether the explanation's day says more than the target's: the year, or the day of the month."""
    if target.yearless is not None:
        return day.isoformat()[4:].startswith(target.yearless[1:])
    if not isinstance(target.value, date):
        return False
    same_month = (target.value.year, target.value.month) == (day.year, day.month)
    same_day = (target.value.month, target.value.day) == (day.month, day.day)
    return (DatePart.YEAR in target.inferred and same_day) or (DatePart.DAY in target.inferred and same_month)


def check_year(target: Target, year: int | None) -> Findings:
    """A note where a deadline lies before the declared year, as in an explanation copied from an earlier form."""
    day = target.value
    if target.kind is not TargetKind.DEADLINE or not isinstance(day, date) or year is None or day.year >= year:
        return ()
    return (finding("deadline-earlier-year", day=day, year=year),)
