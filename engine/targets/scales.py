"""Targets that name a scale instead of a figure (是/否, 优/良/中/差, Ⅲ类), or leave the target to be settled (待定)."""

from __future__ import annotations

from decimal import Decimal

from engine.language.findings import finding
from engine.language.patterns import regex
from engine.targets.model import Operator, Target, TargetKind

CLASSES = "类，越小越好"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_NUMBERS = _ROMAN | {numeral: number for number, numeral in enumerate("一二三四五六", 1)}
_CLASS = regex("(?:(?P<low>[IV]+|[一二三四五六])[-~—–−―─至到、])?(?P<high>[IV]+|[一二三四五六1-6])类")

# --- classes -------------------------------------------------------------------------------------------------------

_AS_GOOD = regex(
    "(?:不[能得应可]?[低劣差]于|达到?或?者?[优好]于(?:或等于)?|[优好高]于或?者?(?:等于|达到)|达(?:到|至)?|[≥≧]=?|>=|至少"
    "|(?:提升|提高|改善|恢复)[到至为])[^,;。≥≤<>达优劣]{0,16}$"
)
_BETTER = regex("(?:[优好高]于|>)[^,;。≥≤<>达优劣]{0,16}$")
_OR_BETTER = regex("(?:水质|水体|水|标准|断面|地表水)*(?:含?[及或]?以上|以内|[及或](?:更好|优于))")
_OTHER = regex("[低劣差小少]于|[≤<]|不[超高大]|以下")


def classed(classes: list[str], written: str, text: str) -> Target:
    """A target about classes of quality: how the one reached must stand to that of the text, where it says so.

    ``classes`` are the tokens of classes in ``written``; the best is the first, so 不低于Ⅲ类 is at most 3.
    """
    named = classes[-1]
    match = _CLASS.fullmatch(named)
    before, _, behind = written.rpartition(named)
    found = finding("target-class", **{"class": named})
    target = Target(text=text, kind=TargetKind.QUALITATIVE, scale=CLASSES, findings=(found,))
    if match is None or len(classes) > 1:
        return target
    number = Decimal(_NUMBERS.get(match["high"]) or match["high"])
    operator = _operator_of_class(match["low"], before, behind)
    return target.model_copy(update={"value": number, "operator": operator})


def _operator_of_class(low: str | None, before: str, behind: str) -> Operator | None:
    """How the number of the class reached must stand to the one named; None where only a class is named."""
    if _AS_GOOD.search(before) or _OR_BETTER.match(behind) or (low and _NUMBERS[low] == 1):
        return Operator.LE
    if _OTHER.search(before) or _OTHER.search(behind):
        return None
    return Operator.LT if _BETTER.search(before) else None


# --- named steps ---------------------------------------------------------------------------------------------------

_STEPS = (
    "较显著|不显著|显著|较明显|不明显|明显|较高|较低|优秀|优良|优等|优|良好|良|中等|中|较好|好|较差|很差|差|一般|低|高|坏|可|基本合格|不合格|未合格|合格|基本达标|不达标|未达标|达标|"
    "不通过|未通过|通过|基本完成|未完成|不完成|已完成|完成|全部达成|部分达成|基本达成|未达成|达成|基本符合|不符合|符合|非常满意|较满意|比较满意|"
    "基本满意|不满意|满意|未发生|不发生|发生|不到位|到位|不及格|及格|有效|无效|强|弱|大|小|多|少|快|慢|是|否|不是|有|无|没有|部分"
)
_SCALE = regex(rf"(?:{_STEPS})(?:(?:(?:[/、,|;:]|或者?)(?:{_STEPS}))+|\((?:{_STEPS})\))")
# 健全/不健全
_OPPOSITES = regex(
    "(?P<yes>[\u4e00-\u9fff]{1,4})(?P<middle>(?:/(?:基本|较|比较|部分)(?P=yes))*)"
    "(?:[/|]|或者?|\\()(?P<no>(?:不|未|无|非|没有?)(?P=yes))\\)?"
)
_JOINED = regex(_STEPS)
_RUN = frozenset(
    [
        "优良中",
        "优良中差",
        "优良中低差",
        "优良可差",
        "优良差",
        "优中差",
        "高中低",
        "好中差",
        "好坏",
        "是否",
        "有无",
        "达标不达标",
        "合格不合格",
    ]
)
# the steps of these are of one kind; 完成、通过 are two things to be done
_NEVER_JOINED = frozenset("、,;")
_GOOD = "是 有 合格 达标 通过 完成 已完成 达成 符合 满意 发生 到位 及格"
_YES = frozenset(_GOOD.split())


# ≥良好, 不低于B级
_AT_LEAST = regex(
    rf"(?:[≥≧>]=?|>=|不[低差]于|达到|至少)(?:{_STEPS}|[A-E]{{1,3}}[级类]|[甲乙丙]级)(?:等?级|等次)?(?:及?以上)?"
)


def is_step(written: str) -> bool:
    """Whether a sign stands before the name of a step: ≥良好, ≥B级."""
    return _AT_LEAST.fullmatch(written) is not None


def named_scale(written: str) -> str | None:
    """The steps that a text names instead of a target, as 优/良/中/差; None where it names one, or none."""
    if both := _OPPOSITES.fullmatch(written):
        return f"{both['yes']}{both['middle']}/{both['no']}"
    if written not in _RUN and not _SCALE.fullmatch(written):
        return None
    steps = _JOINED.findall(written) if written not in _RUN or len(written) > 5 else list(written)
    listed = bool(_NEVER_JOINED & set(written))
    if len(set(steps)) < len(steps) or (listed and all(one in _YES for one in steps)):
        return None
    return "/".join(steps)


# --- left to be settled --------------------------------------------------------------------------------------------

_DEFERRED = regex(
    "(?:暂|尚|目前)?[未待](?:定|确定|明确|批复?|核定|核实|确认|下达|批准|公布|测算|细化|补充?|填报?|商定|研究|审定|审批|复核|核准|评审|统计|财政批复|上级批复|上级下达)(?:后确定|后填报)?"
    "|据实.{0,8}|按实(?![施时效现验训物]).{0,10}|按照实际.{0,10}|(?:根据|依据|依|以)实际(?![需应]).{0,10}|(?:根据|依据|依|按)实际(?:需[求要]).{0,6}"
    "|视(?:具体|实际|当年|项目|工作|财力|资金|需要|年度|工程|预算|财政)?.{0,6}(?:情况|而定|确定|需要)(?:而定|确定|调整|安排|执行)?|以.{1,14}为准"
    "|视情|按需(?:要|求)?(?:确定|安排|而定)?|按照?.{0,6}批复.{0,6}|(?:根据|按照?|由).{1,10}(?:确定|而定|核定)"
    "|另行(?:通知|确定|规定|安排)|另定|(?:详见|参见|见)(?:附件|附表|备注|.{0,10}(?:方案|附件|附表|文件|合同|说明|清单|备注|表))"
    "|暂[定缺]|待.{1,8}(?:确定|明确|批复|下达|填报|核定)|暂?(?:不|无法|难以|尚不|还不?)(?:确定|固定|定)|根据情况|空白?|同[上左前]|略|若干[个项次人户条份家名场件台套]?|适量|酌情.{0,4}|酌定|[Tt][Bb][Dd]|待.{1,6}后(?:再)?(?:确定|明确|填报)"
)
_REMARK = regex(r"(?<=.)\([^()0-9]*\)$")
_NO_REFUSAL = regex("视[频觉力听察野同]")


def is_deferred(written: str) -> bool:
    """Whether a text says that the target is yet to be settled: 待定, 据实, 以批复为准."""
    words = _REMARK.sub("", written)
    return len(words) <= 24 and _DEFERRED.fullmatch(words) is not None and not _NO_REFUSAL.match(words)
