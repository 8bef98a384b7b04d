"""The day of a text beside a deadline: the one on which it was finished, or what is left open about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from engine.actuals.figures import bare_days
from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.rendering import coded, coded_day
from engine.observe import phrases as p
from engine.observe.model import Observation
from engine.observe.punctual import IN_TIME, LATE, NOT_LATE
from engine.observe.recorded import RecordedRow, Role
from engine.quantity import Dimension, convert, unit_of
from engine.targets.dates import YEAR_SAYS, YearFrom
from engine.targets.mentions import Mention

_PLANNED = regex(
    "计划|原定|预定|拟|预计|预估|预期|即将|将(?=于|在|会|要|完|验|交|建|投|上)|有望|力争|争取|准备|打算|(?:合同|协议|约)定?(?:约定|规定|工期|要求)|约定|要求|规定|目标|应(?=于|在|当|完)|延(?:期|后|迟)?[至到]|推迟[至到]|顺延[至到]|最迟|不(?:晚|迟)于"
)
_BEGUN = regex(
    "启动|开班|开课|(?<!完)开工|动工|开始|进场|立项|招标|发布(?:公告|招标)|挂网|开标|中标|签[订署]|签约|签合同|下达|批复|印发方案|正在|在建|施工|进行|推进|筹备|安排|部署|采购中"
)
_FINISHED = regex(
    "完成|完工|竣工|验收|交付|交货|到货|上线|结束|办结|到位|支付|付清|拨付|发放|建成|投产|投入使用|投用|通过|提交|印发|发布|出台|签订|开通|运行|安装|实现|达到|完毕|收官|结题|结项|公布|开放|通车"
)
_UNDONE = regex(r"(?:尚|还|仍|暂|均|都)*未(?![超发出来]|造|影响)|没有?(?=完|通|验|交|达|能|按)|无法|未能|不能")
_BY = regex("(?P<way>提前|早于|逾期|延期|超期|延误|延迟|滞后|推迟|晚于?|拖延|迟)[^,\\d]{0,8}(?:了|约)?$")


def finished(row: RecordedRow) -> Observation | None:
    """The day on which it was done, of those that a text mentions; None where it mentions none."""
    days = row.days
    if not days:
        return None
    live = [one for one in days if _kind(row, one) is None]
    done = [one for one in live if _is_finished(one)]
    live = done or live
    if not live:
        return _not_finished(row, days[-1])
    if len(live) > 1:
        live = _of_name(row, live)
    if len(live) == 1:
        return _on(row, live[0], is_picked=len(days) > 1)
    ends = sorted({day for one in live for day in (one.first, one.last) if day is not None})
    question = finding("ask-days", text=row.text, days=[coded_day(one) for one in ends])
    return Observation(shown=row.text, admitted=_admitted(row, ends), question=question)


def bare(row: RecordedRow) -> Observation | None:
    """A month and a day with a point between them (11.28), in the year of the record."""
    days = () if row.target.each else bare_days(row.text, row.year)
    if len(days) > 1:
        question = finding("ask-days", text=row.text, days=[coded_day(one) for one in days])
        return Observation(shown=row.text, admitted=_admitted(row, days), question=question)
    notes = [finding(YEAR_SAYS[YearFrom.INFERRED], text=row.text, date=one.isoformat()) for one in days]
    return _seen(row, days[0], notes, is_picked=False) if days else None


def _around(row: RecordedRow, mention: Mention) -> str:
    """The words around a day, with those of the clause after it where that has none and says what came of it."""
    words = p.HARMLESS.sub("·", f"{mention.before}·{mention.behind}")
    clauses, after = row.mentions.clauses, mention.clause + 1
    is_free = after < len(clauses) and not any(one.clause == after for one in row.mentions.found)
    is_last = all(one.clause != mention.clause for one in row.days[row.days.index(mention) + 1 :])
    return f"{words}·{clauses[after]}" if is_free and is_last and p.AFTERWARDS.search(clauses[after]) else words


def _asks(row: RecordedRow, word: str) -> bool:
    """Whether the row itself asks for the day of that: 开工时间, 合同签订时间."""
    return word in row.name or word in (row.target.applies_to or "")


def _kind(row: RecordedRow, mention: Mention) -> Role | None:
    """What keeps a day from being the one of completion: planned, begun, not done."""
    words = _around(row, mention)
    real = p.DONE.search(mention.before)
    for role, pattern in ((Role.UNDONE, _UNDONE), (Role.PLANNED, _PLANNED)):
        found = [one for one in pattern.finditer(words) if not _asks(row, one.group())]
        if found and not (real and found[-1].start() < real.start()):
            return role
    begun = [one for one in _BEGUN.finditer(words) if not _asks(row, one.group())]
    rest = _BEGUN.sub("", words)
    if begun and not _FINISHED.search(rest):
        return Role.BEGUN
    if begun and begun[-1].start() > max(one.start() for one in _FINISHED.finditer(words)):
        return Role.BEGUN
    return None


def _is_finished(mention: Mention) -> bool:
    words = f"{mention.before}·{mention.behind}"
    return bool(p.DONE.search(mention.before) or _FINISHED.search(words))


def _of_name(row: RecordedRow, live: list[Mention]) -> list[Mention]:
    """The days beside the word that the row's name has too: 验收时间 of 6月10日完成，6月25日验收."""
    alike = [one for one in live if any(_asks(row, word) for word in _FINISHED.findall(one.before + one.behind))]
    real = [one for one in live if "实际" in one.before]
    return real if len(real) == 1 else alike if len(alike) == 1 else live


def _on(row: RecordedRow, mention: Mention, *, is_picked: bool) -> Observation:
    """One day, or the first and last of a time in which it was done."""
    first, last = mention.first, mention.last
    assert first is not None
    assert last is not None
    due = row.target.value
    notes = [finding("actual-picked", text=row.text, figure=mention.written)] if is_picked else []
    years = [one for one in (YearFrom.INFERRED, YearFrom.SHORT) if one in mention.years_from]
    notes.extend(finding(YEAR_SAYS[one], text=mention.written, date=last.isoformat()) for one in years)
    if mention.operator is not None:
        if isinstance(due, date) and last > due:
            return Observation(shown=row.text, question=finding("ask-bound", text=row.text))
        notes.append(finding("actual-operator", text=row.text))
        return _seen(row, last, notes, is_picked=is_picked)
    if first == last:
        return _seen(row, last, notes, is_picked=is_picked)
    question = finding("ask-month", text=row.text, first=coded_day(first), last=coded_day(last))
    return Observation(shown=row.text, admitted=_admitted(row, [first, last]), question=question, findings=tuple(notes))


def _seen(row: RecordedRow, day: date, notes: Sequence[Finding], *, is_picked: bool) -> Observation:
    return Observation(shown=row.text, day=day, picked=is_picked, findings=tuple(notes))


def _admitted(row: RecordedRow, days: Sequence[date]) -> tuple[Observation, ...]:
    return tuple(Observation(shown=row.text, day=day, assuming=coded("assume-day", day=coded_day(day))) for day in days)


def _not_finished(row: RecordedRow, mention: Mention) -> Observation:
    """Only days of a plan, of a beginning, or on which it was not done yet."""
    code = {Role.PLANNED: "ask-day-planned", Role.BEGUN: "ask-day-begun"}.get(
        _kind(row, mention) or Role.UNDONE, "ask-day-undone"
    )
    return Observation(shown=row.text, question=finding(code, text=row.text, day=mention.written))


def by_days(row: RecordedRow) -> Observation | None:
    """提前15天, 逾期10天: the deadline and so many days."""
    due = row.target.value
    if row.days or not isinstance(due, date):
        return None
    found = [(p_, one) for one in row.figures if (p_ := _BY.search(one.mention.before))]
    if len(found) != 1:
        return None
    way, figure = found[0]
    days = _in_days(figure.number, figure.mention.unit)
    if days is None or figure.mention.upper is not None:
        return None
    is_early = way["way"] in ("提前", "早于")
    day = due - timedelta(days=days) if is_early else due + timedelta(days=days)
    if not is_early:
        question = finding("ask-day-late", text=row.text, due=coded_day(due), proposed=coded_day(day))
        return Observation(shown=row.text, question=question)
    note = finding("actual-day-before", text=row.text, due=coded_day(due), day=coded_day(day))
    return Observation(shown=row.text, day=day, findings=(note,))


def _in_days(number: Decimal, unit: str | None) -> int | None:
    """A number of days; of working days and months at least so many."""
    dimension = unit_of(unit).dimension
    if dimension is Dimension.WORKDAYS:
        return int(number)
    if dimension is Dimension.MONTHS:
        months = convert(number, unit, "个月")
        return None if months is None else int(months * 28)
    days = convert(number, unit, "天") if dimension is Dimension.DURATION else None
    return None if days is None or days > 3660 else int(days)


def undated(row: RecordedRow) -> Observation | None:
    """Words without a day: late, begun, planned, partly done."""
    words = p.HARMLESS.sub("·", row.plain)
    if row.figures and not row.days and unit_of(row.figures[0].mention.unit).dimension is Dimension.SHARE:
        return None
    for code, pattern in (
        ("ask-day-late-undated", LATE),
        ("ask-day-planned-undated", _PLANNED),
        ("ask-day-begun-undated", _BEGUN),
    ):
        found = [one for one in pattern.finditer(words) if not _asks(row, one.group())]
        if found and not (IN_TIME.search(words) and pattern is not LATE) and not NOT_LATE.search(words):
            return Observation(shown=row.text, question=finding(code, text=row.text, word=found[-1].group()))
    return None
