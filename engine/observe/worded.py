"""Words beside a target in words: a tier with its share, a grade of a scale, whether something happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.measures import MeasureKind
from engine.observe.model import Observation
from engine.observe.recorded import RecordedRow
from engine.observe.trends import trend
from engine.observe.zero import says_none
from engine.quantity import Ratio
from engine.targets import TargetKind

_SHARE = regex(r"(?P<word>.*?)[(,:;、]*(?P<share>\d{1,3}(?:\.\d{1,4})?)%[)。]*")
_RATE = regex("(?:率|比例|占比|比重|满意度|知晓度|认可度|覆盖面)$")
_DENIAL = regex("(?:不得?|未曾?|没有?|无)(?:发生|出现)?")
_OF_DONE = regex("(?:总体|综合)?(?:完成|达成|实现|得分)(?:率|度|比例)(?:为|达到?|约|:)?")
_HAPPENED = regex("(?:已|曾)?(?:发生|出现|存在|造成|引发|收到|产生)过?[^,。]*|有(?:发生|出现|过)?")
_CLASS = regex("(?P<worse>劣)?(?P<class>IV|VI|V|I{1,3}|[一二三四五六]|[1-6])类")
_CLASSES = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6} | {
    word: at for at, word in enumerate("一二三四五六", 1)
}
_BETTER = regex("优于|好于|高于|>")
_STEP = "优秀|优等?|良好?|较好|好|中等?|一般|基本合格|合格|较差|差|坏|低"
_GRADE = regex(f"(?P<grade>优良|{_STEP})")
_RANKS = {"优": 1, "良": 2, "好": 2, "较好": 3, "中": 4, "一": 4, "合": 4}
_GRADE_BOUND = regex(
    '(?:不低于|达到|≥|>=)?[“"]?(?:优良|优秀?|良好?|较?好|中等?|合格)[”"]?(?:等[级次]?|级)?(?:及?其?以上|标准|$)'
)
_BEST = ("优秀", "优", "好")


def worded(row: RecordedRow) -> Observation | None:
    """What words say beside a target in words."""
    wanted = squeeze(row.target.text).rstrip("。")
    if row.reading.measure.kind is MeasureKind.PASS_FAIL:
        return _passed(row, wanted)
    for reader in (_trend, _occurrence, _class, _grade):
        seen = reader(row, wanted)
        if seen is not None:
            return seen
    found = _SHARE.fullmatch(row.plain)
    if found is None or (not found["word"] and _RATE.search(row.name)):  # 25.4% of a rate may be its level
        return Observation(shown=row.text, word=row.plain)
    word = "" if _OF_DONE.fullmatch(found["word"]) else found["word"]
    return Observation(shown=row.text, word=word, number=Ratio.of(Decimal(found["share"])), unit="%")


def _trend(row: RecordedRow, _: str) -> Observation | None:
    return trend(row)


def _passed(row: RecordedRow, wanted: str) -> Observation | None:
    """有 beside 有, 无 beside 有; all else is for the reader of yes and no."""
    if row.target.kind is not TargetKind.QUALITATIVE:
        return None
    if row.plain == wanted:
        return Observation(shown=row.text, verdict=True, word=row.plain)
    if wanted == "有" and says_none(row.plain):
        return Observation(shown=row.text, verdict=False, word=row.plain)
    return None


def occurrence(row: RecordedRow) -> Observation | None:
    """Beside a target 无: whether anything happened; None where the text repeats it, which may mean 不适用."""
    wanted = squeeze(row.target.text)
    if wanted not in ("无", "零", "没有"):
        return None
    if not row.reading.named.counts_events and (row.plain == wanted or not says_none(row.plain)):
        return None
    return _occurrence(row, wanted)


def _occurrence(row: RecordedRow, wanted: str) -> Observation | None:
    """A target that something does not happen (未发生, 无): kept or not, nothing between."""
    if denied := _denied(row.plain, wanted):
        return denied(row)
    if not says_none(wanted):
        return None
    numbers = [one.number for one in row.figures if one.is_live]
    if says_none(row.plain) or any(says_none(one) for one in row.mentions.clauses) or (numbers and not any(numbers)):
        return _none_happened(row)
    if any(one > 0 for one in numbers) or _HAPPENED.fullmatch(row.plain):
        return _it_happened(row)
    return None


def _denied(text: str, wanted: str) -> Callable[[RecordedRow], Observation] | None:
    """Whether a text denies what the target denies (未超预算 beside 不超预算), or says that very thing."""
    denial = _DENIAL.match(wanted)
    rest = wanted[denial.end() :] if denial else ""
    if not rest:
        return None
    own = _DENIAL.match(text)
    if own is not None and text[own.end() :] == rest:
        return _none_happened
    return _it_happened if text == rest else None


def _none_happened(row: RecordedRow) -> Observation:
    return Observation(shown=row.text, verdict=True, findings=(finding("actual-none-happened", text=row.text),))


def _it_happened(row: RecordedRow) -> Observation:
    return Observation(shown=row.text, verdict=False, findings=(finding("actual-happened", text=row.text),))


def _class(row: RecordedRow, wanted: str) -> Observation | None:
    """Ⅱ类 beside Ⅲ类及以上: the lower class is the better one."""
    goal, own = _class_of(wanted), _class_of(row.plain)
    if goal is None or own is None:
        return None
    return _graded(row, own < goal if _BETTER.search(wanted) else own <= goal)


def _class_of(text: str) -> int | None:
    found = list(_CLASS.finditer(text))
    if len({one.group() for one in found}) != 1:
        return None
    name = found[0]["class"]
    return (_CLASSES.get(name) or int(name)) + bool(found[0]["worse"])


def _grade(row: RecordedRow, wanted: str) -> Observation | None:
    """优 beside 良好及以上; the best of the grades that a target lists."""
    own = _GRADE.fullmatch(re.sub("(?:等级|等次|等|级|评定为|评为|为)", "", row.plain))
    if own is None:
        return None
    if row.target.scale is not None:
        best = row.target.scale.split("/")[0]
        return _graded(row, is_met=True) if best in _BEST and own["grade"] == best else None
    goal = _GRADE.search(wanted) if _GRADE_BOUND.fullmatch(wanted) else None
    return None if goal is None else _graded(row, _rank(own["grade"]) <= _rank(goal["grade"]))


def _rank(grade: str) -> int:
    """The place of a grade from the best down; 优良 is reached with either."""
    return 2 if grade == "优良" else _RANKS.get(grade, _RANKS.get(grade[0], 5))


def _graded(row: RecordedRow, is_met: bool) -> Observation:
    """A grade that reaches the target; of one that does not the tier is asked."""
    target = row.target.text.strip()
    if is_met:
        note = finding("actual-grade", text=row.text, target=target)
        return Observation(shown=row.text, verdict=True, findings=(note,))
    question = finding("ask-tier-missed", text=row.text, target=target)
    return Observation(shown=row.text, verdict=False, question=question)
