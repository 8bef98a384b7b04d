"""A share that is said by its two counts: 11/12, 问卷200份，满意171份, 12个项目中11个按期完成."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.language.rendering import coded
from engine.measures import Reading
from engine.observe.model import Observation, shown_number
from engine.observe.recorded import Figure, RecordedRow
from engine.quantity import EXACT, Dimension, Ratio, plain, unit_of
from engine.quantity.expressions import QUOTIENT
from engine.targets import Operator, Target, TargetKind

HUNDRED = Decimal(100)
_FRACTION = regex(
    r"(?P<part>\d[\d,]*(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{0,2})[/／](?P<whole>\d[\d,]*(?:\.\d+)?)(?P=unit)?(?:[\u4e00-\u9fff]{1,2})?(?:[x×*]100%?)?"
)
_WHOLE = regex(
    "共|总|应|全部|问卷|发放|发出|回收|收回|抽[查样取检]|检[查测验]|调查|样本|受理|随机|评价|测评|参评|需|计划|到期|申请|收到|接到|年度|合计|任务|安排|下达|服务"
)
_AMONG = regex("[^,]{0,10}(?:中|里|内)(?:的|有|已|共)*[^,]{0,6}$")
_REAL = regex("实际|(?:^|[·,共])实(?!施|验|训|地|践)|已|按[期时]|及时")
_DENIED = regex("[不未非无没差](?:[\u4e00-\u9fff]{0,2})$")
_DEGREES = regex("(?:非常|比较|较为|较|基本|很|一般|不太|不|十分)$")
_SAMPLED = regex("发放|发出|回收|收回|有效")


def points_of_hundred(seen: Observation, reading: Reading) -> Observation:
    """Satisfaction in marks out of a hundred as per cent; so few per cent that they may be marks out of ten are asked
    about."""
    is_percent = (reading.target.unit or reading.target.unit_inferred) == "%" and reading.named.is_satisfaction
    if seen.number is None or not is_percent or reading.measure.counts_points_as_shares:
        return seen
    is_few = seen.number.cmp(Decimal(1)) > 0 and seen.number.cmp(Decimal(10)) <= 0
    if seen.unit == "%" and is_few and _is_floor_of_most(reading.target):
        tenfold = Ratio(EXACT.multiply(seen.number.num, Decimal(10)), seen.number.den)
        shown = {"low": shown_number(seen.number, "%"), "high": shown_number(tenfold, "%")}
        return Observation(shown=seen.shown, question=finding("ask-share", text=seen.shown, **shown))
    if seen.unit != "分" or seen.number.cmp(Decimal(10)) <= 0 or seen.number.cmp(HUNDRED) > 0:
        return seen
    note = finding("points-as-share", text=seen.shown, full=plain(HUNDRED))
    return seen.model_copy(update={"unit": "%", "findings": (*seen.findings, note)})


def _is_floor_of_most(target: Target) -> bool:
    """Whether a target asks for most of a whole."""
    is_floor = target.kind is TargetKind.QUANTITY and target.operator not in (Operator.LE, Operator.LT)
    return is_floor and isinstance(target.value, Decimal) and target.value >= 60


def counted_share(row: RecordedRow) -> Observation | None:
    """A share of two counts where only counts are said; what they leave open is asked."""
    fraction = _FRACTION.fullmatch(row.plain) if row.dimension is Dimension.SHARE else None
    if fraction is not None:
        return _of(row, _number(fraction["part"]), _number(fraction["whole"]))
    if row.dimension is not Dimension.SHARE or any(_is_share(one) for one in row.figures):
        return None
    counts = list(row.figures)
    if len(counts) < 2 or not _are_counts(counts):
        return None
    return _of_counts(row, counts)


def _are_counts(figures: list[Figure]) -> bool:
    """Whether figures count things, or measure the same (应出勤250天，实际出勤245天)."""
    units = {one.mention.unit for one in figures}
    return len(units) == 1 or all(unit_of(one).dimension in (Dimension.COUNT, Dimension.NONE) for one in units)


def _is_share(figure: Figure) -> bool:
    mention = figure.mention
    return unit_of(mention.unit).dimension in (Dimension.SHARE, Dimension.POINTS) or mention.fraction is not None


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _of(row: RecordedRow, part: Decimal, whole: Decimal) -> Observation:
    """So many of so many, in percent; of none it is asked whether anything was due."""
    if not whole:
        return Observation(shown=row.text, question=finding("ask-nothing-due", text=row.text))
    number = Ratio.of(EXACT.multiply(part, HUNDRED), whole)
    result = shown_number(number, "%")
    note = finding("actual-share-of", text=row.text, part=plain(part), whole=plain(whole), result=result)
    return Observation(
        shown=coded("worked-out", result=result, of=row.text),
        number=number,
        unit="%",
        expression=(QUOTIENT, plain(part), plain(whole)),
        findings=(note,),
    )


def _of_counts(row: RecordedRow, counts: list[Figure]) -> Observation:
    """The part is what the row's name counts, the whole the other count."""
    core = _core(row.name)
    parts = [one for one in counts if core and core in _around(row, one)]
    wholes = [one for one in counts if one not in parts and _WHOLE.search(one.mention.before)]
    if len(counts) == 2 and not parts:
        parts = [one for one in counts if _REAL.search(one.mention.before) or _AMONG.match(one.mention.before)]
        wholes = [one for one in counts if one not in parts]
    if len(counts) == 2 and len(parts) == 2:  # 应办结20件，办结19件
        wholes = [one for one in parts if _WHOLE.search(one.mention.before)]
        parts = [one for one in parts if one not in wholes]
    if len(counts) == 2 and len(parts) == 1:
        wholes = [one for one in counts if one not in parts]
    if len(parts) != 1 or not wholes or len(parts) + len(wholes) < len(counts):
        return _asked(row, counts)
    return _judged(row, parts[0], wholes, core)


def _judged(row: RecordedRow, part: Figure, wholes: list[Figure], core: str) -> Observation:
    words = _around(row, part)
    before = words[: words.find(core)] if core in words else ""
    if _DEGREES.search(before) or (len(wholes) > 1 and any(one.number < part.number for one in wholes)):
        return _asked(row, [*wholes, part])
    if _DENIED.search(before):
        left = Ratio.of(EXACT.multiply(wholes[-1].number - part.number, HUNDRED), wholes[-1].number or 1)
        proposed = shown_number(left, "%")
        question = finding("ask-complement", text=row.text, name=row.name, other=before[-1] + core, proposed=proposed)
        return Observation(shown=row.text, question=question)
    if len(wholes) == 1:
        return _of(row, part.number, wholes[0].number)
    if not all(_SAMPLED.search(one.mention.before) for one in wholes):
        return _asked(row, [*wholes, part])
    admitted = tuple(_assuming(_of(row, part.number, one.number)) for one in wholes)
    listed = [one.shown for one in admitted]
    return Observation(
        shown=row.text, admitted=admitted, question=finding("ask-sample", text=row.text, proposed=listed)
    )


def _assuming(seen: Observation) -> Observation:
    assert seen.number is not None
    return seen.model_copy(update={"assuming": coded("assume-figure", figure=shown_number(seen.number, seen.unit))})


def _around(row: RecordedRow, figure: Figure) -> str:
    """The words of a count: those behind it where no other count follows in its clause."""
    mention = figure.mention
    others = [one.mention for one in row.figures[row.figures.index(figure) + 1 :]]
    behind = "" if any(one.clause == mention.clause for one in others) else mention.behind
    return f"{mention.before}{mention.written}{behind}"


def _core(name: str) -> str:
    """The two characters before 率 or 度: what the share is of."""
    bare = re.sub("(?:率|度|比例|占比|比重|情况|水平)$", "", name)
    return bare[-2:] if bare != name and len(bare) >= 2 else ""


def _asked(row: RecordedRow, counts: list[Figure]) -> Observation:
    written = [one.mention.written for one in counts]
    return Observation(shown=row.text, question=finding("ask-counts", text=row.text, name=row.name, figures=written))
