"""Formulas in words: ``已采纳文件占文件总数的比例``, ``支出与预算之比``."""

from __future__ import annotations

from typing import NamedTuple

from engine.explanations.expressions import Node, canonical, operand, parse
from engine.explanations.formulas import Formula, formula_of
from engine.explanations.names import is_rate
from engine.explanations.prose import Clause
from engine.explanations.span_names import LONGEST_NAME, is_name, lead_name, split_name
from engine.language.patterns import regex

_SHARE = regex(r"(?P<whole>.{2,40}?)的?(?:比例|比重|百分比|比率|份额|比值)(?![率为指标要求])")
_TAKES = regex(r"占(?![地用有据领道比])|占(?=地区|地方|有效|用电|用水)")
_COMPARED = regex(
    r"^(?P<part>.{2,40})(?:与|和|同)(?P<whole>.{2,40}?)(?:之比|的(?:比值|比例|比率|比重|百分比))"
    r"(?:×100%)?(?:来?(?:衡量|计算|表示|考核|反映))?$"
)
_DEFINES = regex(r"^(?P<name>.*?(?:率|度|比例|占比|比重))(?:为|是|指的是|指|即)")
_VERBS = regex(r"^(?:反映|考察|考核|衡量|评价|统计|计算|指|即|以(?=实际|已|当年|本年|年度))+")
_SIGN = regex(r"[+\-×÷/=≥≤<>]")


class _Words(NamedTuple):
    """A share as the sentence has it: what stands before the part, the part, the whole, and all of it."""

    part: str
    whole: str
    text: str


def _words(body: str) -> _Words | None:
    takes = _TAKES.search(body)
    if takes:
        share = _SHARE.match(body, takes.end())
        start = max(0, takes.start() - LONGEST_NAME)
        return _Words(body[start : takes.start()], share["whole"], body[start : share.end()]) if share else None
    compared = _COMPARED.match(body) if len(body) <= 2 * LONGEST_NAME else None
    return _Words(compared["part"], compared["whole"], body) if compared else None


def read_share(clause: Clause) -> Formula | None:
    """The formula part ÷ whole that a clause gives in words; None where it gives none."""
    words = _words(clause.body.rsplit(" ", 1)[-1])
    if words is None:
        return None
    defines = _DEFINES.match(words.part)
    name = split_name(defines["name"])[0] if defines else lead_name(clause.lead)[0]
    part = _VERBS.sub("", words.part[defines.end() :] if defines else words.part)
    whole = words.whole.removesuffix("的")
    if min(len(part), len(whole)) < 2 or _SIGN.search(part + whole):
        return None
    expression = Node("÷", (operand(part), operand(whole)))
    if parse(canonical(expression)) is None:
        return None
    return formula_of(words.text, name if name and is_rate(name) and is_name(name) else None, expression, percent=True)
