"""Units that do not stand right behind their figure: 万元≤800, 满意度(%)≥90, 每10万人口不超过12例, 5旮旯以上."""

from __future__ import annotations

import re
from decimal import Decimal

from engine.quantity import EXACT
from engine.targets.amounts import scale_of
from engine.targets.clause import Clause
from engine.targets.draft import Draft
from engine.targets.grammar import TAILS
from engine.targets.model import Operator, TargetKind
from engine.targets.words import COUNTER, NO_COUNTER, UNIT_HEADING, UNIT_NAMED, scaled_unit


def take_unit_beside(clause: Clause, draft: Draft, before: str, behind: str) -> tuple[str, str]:
    """万元≤800, 单位:万元 50: takes a unit that stands alone before the sign; gives back the words that are left."""
    if draft.unit is not None or clause.named("LABEL") or draft.is_dated:
        return before, behind
    before = _take_heading(draft, before)
    for words in (before, behind) if draft.unit is None else ():
        named = UNIT_NAMED.fullmatch(words.strip(":,"))
        told = draft.operator is not None or words.endswith(":") or words in ("%", "元", "万元", "亿元")
        plain = words is before and told
        scaled = scaled_unit(named["unit"] if named else words.strip(":")) if named or plain else None
        if named and scaled is None:
            scaled = (1, named["unit"])
            draft.say("target-counter-unknown", unit=named["unit"])
        if scaled:
            _scale(draft, *scaled)
            draft.say("target-unit-before", unit=named["unit"] if named else words.strip(":"))
            return ("", behind) if words is before else (before, "")
    return before, behind


def _take_heading(draft: Draft, before: str) -> str:
    """计量单位:台 数量:(12): takes the unit that the words before a figure begin with; gives back the others."""
    heading = UNIT_HEADING.match(before)
    if heading is None:
        return before
    rest = before[heading.end() :]
    for length in range(min(len(rest), 5), 0, -1):
        scaled = scaled_unit(rest[:length])
        if scaled and scaled[1]:
            _scale(draft, *scaled)
            draft.say("target-unit-before", unit=rest[:length])
            return rest[length:]
    return before


def _scale(draft: Draft, factor: int, unit: str | None) -> None:
    """Gives a figure its unit, and what the unit's own 万 or 亿 multiplies it with."""
    draft.unit, draft.multiplier = unit, scale_of(Decimal(factor)) or draft.multiplier
    if isinstance(draft.value, Decimal):
        draft.value = EXACT.multiply(draft.value, Decimal(factor))
    if draft.lower is not None and draft.upper is not None:
        draft.lower, draft.upper = draft.lower * factor, draft.upper * factor


def take_many(clause: Clause, draft: Draft) -> None:
    """每10万人口不超过12例: the unit is 例/10万人口."""
    many = clause.named("SO_MANY")
    if len(many) > 1 or (many and "/" in (draft.unit or "")):
        draft.fail("target-unreadable", text=clause.text)
    elif many:
        draft.unit = f"{draft.unit or ''}/{many[0][1:]}"
        draft.say("target-unit-before", unit=draft.unit)


def take_counter(draft: Draft, behind: str) -> str:
    """Takes an unknown noun right after a bare number as its counter; gives back the words that are left."""
    if draft.unit is not None or not behind or draft.kind is TargetKind.DEADLINE:
        return behind
    if draft.value == 0:
        return behind
    match = COUNTER.fullmatch(behind)
    if not match or draft.marks & TAILS or NO_COUNTER.search(match["noun"]):
        draft.fail("target-counter-missing", text=behind)
        return behind
    draft.unit = match["noun"]
    draft.say("target-counter-unknown", unit=draft.unit)
    _take_counter_bound(draft, match)
    return ""


def _take_counter_bound(draft: Draft, match: re.Match[str]) -> None:
    """The 以上, 以下, 左右 after an unknown counter."""
    operator = Operator.GE if match["above"] else Operator.LE if match["below"] else None
    if match["near"]:
        draft.say_about(match["near"])
    if operator and draft.operator not in (None, operator):
        draft.fail("target-operators-conflict", operators=f"{draft.operator}…{match[0]}")
    elif operator:
        draft.operator = operator


def take_bracket_unit(clause: Clause, draft: Draft) -> None:
    """A unit in brackets: ``满意度(%)≥90``, ``5000(人次)``; ``5台(套)`` is written as a whole."""
    for remark in clause.named("REMARK"):
        named = UNIT_NAMED.fullmatch(remark[1:-1])
        unit = named["unit"] if named else remark[1:-1]
        if draft.unit is None and (scaled := scaled_unit(unit)):
            _scale(draft, *scaled)
            draft.say("target-unit-in-brackets", unit=unit)
        elif draft.unit and re.fullmatch("[个项套台份次条人户名件辆座组场期批班村处间栋所家口眼盏]", unit):
            draft.unit += remark
        elif re.search("[0-9]", unit):
            draft.say("target-remark", text=remark)
