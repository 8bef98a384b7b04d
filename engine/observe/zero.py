"""Words for none (全年未发生, 无投诉) and for nothing due (本年无应办事项): two readers of texts without a figure."""

from __future__ import annotations

import re

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.observe.model import Observation
from engine.observe.recorded import RecordedRow
from engine.quantity import ZERO, Dimension
from engine.targets import Operator

_WHEN_ONE = (
    "(?:全|本|当|今)?年(?:度内?|内|以来)?|期间|本期|期内|目前|现|截至[^,;。]{0,12}|(?:项目|活动|工程|服务)(?:实施|建设|运行)?期[间内]?"
    "|(?:实施|建设|运行|服务)期[间内]?|均|都|从|也|尚|暂|一直|始终|没有|[,:]"
)
_WHEN = "(?:" + _WHEN_ONE + ")*"
_WHOSE = (
    "(?:任何|重大|特别|较大|[一1](?:起|例|件|次|宗|人|人次|笔|处)|相关|此[类种项]|该[类种项]|上述|有关|有效|严重|群众|客户|用户|"
    "服务对象|师生|患者|社会|责任|安全生产|的)*"
)
_NOTHING = "(?:无|零|没有?|未|不曾|未曾|皆无|不(?=发生|出现|存在)|杜绝|避免|防止|(?<![0-9.])0)"
_NONE = regex(
    _WHEN
    + _NOTHING
    + "(?:发生|出现|收到|接[到收获]|发现|产生|造成|受理|存在|形成|有|引发|接报)?过?"
    + _WHOSE
    + "(?P<what>[^,;。0-9]{0,16}?)(?:的?(?:情况|情形|现象|事件|问题|发生|记录|报告|等))*"
)
_BARE = regex(_WHEN + "(?:无|零|没有?|未发生过?|未出现过?|没有发生过?|没有出现过?|零发生|未有|均无|暂无|无发生|不存在)")
_EXEMPT = regex(
    "(?:"
    + _WHEN_ONE
    + "|(?:该|此|本)(?:项目?|指标|年))*(?:不涉及|未涉及|不适用|免(?:予|于)?考核|不(?:作|予)?(?:考核|要求)"
    + "|无需(?:开展|办理|实施|考核)?|不需要?(?:开展|办理|实施)?)[^0-9]{0,16}"
)
_DUE = regex(
    _WHEN
    + "(?:无|没有?|未(?:发生|发现|产生|收到|接到|受理|出现|安排|下达|涉及|有|申请))"
    + "(?P<mark>此[类项种]|该[类项种]|应|需|待|相关|符合条件的?|上述|新增|到期)?(?P<what>[^,;。0-9]{0,12}?)"
    + "(?P<thing>案件|事项|业务|任务|需求|申请|申报|工单|对象|项目|工作|合同|款项|投诉|故障|隐患|问题|线索|情况|人员|发生)?"
)
_GENERIC = frozenset(["", "情况", "事件", "问题", "发生", "现象", "情形", "上报", "记录"])


def says_none(text: str) -> bool:
    """Whether words say that nothing happened: 未发生, 无重大舆情."""
    return _NONE.fullmatch(text) is not None


def nothing_happened(row: RecordedRow) -> Observation | None:
    """None in words is 0 where none of it is what is wanted; elsewhere it may be that nothing was recorded."""
    if any(one.number and not _is_denied(one.mention.before) for one in row.figures):
        return None
    found = _none(row)
    if found is None:
        return None
    what = found["what"]
    if _wants_none(row) and (what in _GENERIC or _is_about(what, row.about)):
        note = finding("actual-zero-in-words", text=row.text)
        return Observation(shown=row.text, number=ZERO, unit=row.unit, findings=(note,))
    if nothing := nothing_due(row):
        return nothing
    if row.dimension is Dimension.SHARE and _BARE.fullmatch(row.plain) and row.plain != "无":
        return Observation(shown=row.text, question=finding("ask-nothing-due", text=row.text))
    return Observation(shown=row.text, question=finding("ask-zero", text=row.text, name=row.name))


def _none(row: RecordedRow) -> re.Match[str] | None:
    """The first clause that says none."""
    clauses = row.mentions.clauses if row.mentions.clauses else (row.plain,)
    whole = _NONE.fullmatch(row.plain)
    if whole is not None:
        return whole
    return next((found for one in clauses if (found := _NONE.fullmatch(one))), None) if not row.figures else None


def _is_denied(words: str) -> bool:
    return re.search("(?:未|没有|无)(?:发生|出现|收到|接到|发现|有)?过?$", words) is not None


def _wants_none(row: RecordedRow) -> bool:
    """Whether nothing of it is what the row wants."""
    if row.goal == 0 and row.target.operator not in (Operator.GE, Operator.GT):
        return True
    if row.target.lower is not None:
        return row.target.lower <= 0
    return row.is_lower or (row.reading.named.counts_events and not row.is_higher)


def _is_about(what: str, name: str) -> bool:
    """Whether what did not happen is what the row counts: two of its characters in a row are the name's."""
    return any(what[at : at + 2] in name for at in range(len(what) - 1)) or (len(what) == 1 and what in name)


def nothing_due(row: RecordedRow) -> Observation | None:
    """Words for nothing due: the row does not apply this year, which is row."""
    if row.figures:
        return None
    first = row.mentions.clauses[0] if row.mentions.clauses else row.plain
    exempt = _EXEMPT.fullmatch(first) or _EXEMPT.fullmatch(row.plain)
    if not exempt and not any(_is_due(row, one) for one in row.mentions.clauses):
        return None
    note = finding("actual-not-due", text=row.text)
    return Observation(shown=row.text, not_due=True, findings=(note,))


def _is_due(row: RecordedRow, clause: str) -> bool:
    """Whether a clause says that there was nothing to do."""
    found = _DUE.fullmatch(clause)
    if found is None or not (found["mark"] or found["thing"] or found["what"]):
        return False
    is_thing = found["thing"] in _THINGS and not found["what"]
    if row.dimension is Dimension.SHARE:
        return bool(found["mark"]) or is_thing or _is_about(f"{found['what']}{found['thing'] or ''}", row.name)
    return is_thing or (found["thing"] in _THINGS and bool(found["mark"]))


_THINGS = frozenset(["案件", "事项", "业务", "任务", "需求", "申请", "申报", "工单", "工作"])
