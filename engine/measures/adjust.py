"""The target as its explanation and its name settle it: a unit left out, a direction, a number said twice."""

from __future__ import annotations

from decimal import Decimal

from engine.explanations import Explanation, Formula
from engine.explanations.expressions import unit_note
from engine.explanations.names import is_rate
from engine.explanations.prose import tidy
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.measures.choice import LARGEST_PERCENT, says_count
from engine.quantity import plain
from engine.targets import Target, TargetKind, read_target

Settled = tuple[Target, Findings]
_NUMBERED = regex(r"(?<![\d.])(\d+|[一二两三四五六七八九十]{1,3})(个|项|套|台|份|次|条|起|件|户|家|篇|座|处|场|辆|期)")


def _named_unit(name: str, value: Decimal) -> str | None:
    """The unit that the indicator's name gives: 满意度(%), 采购数量(台), or beside the same number (提供1套平台)."""
    noted = unit_note(tidy(name))
    if noted is not None:
        return noted
    for match in _NUMBERED.finditer(name):
        if read_target(match.group()).value == value:
            return match.group(2)
    return "%" if is_rate(name) and value <= LARGEST_PERCENT else None


def _inferred(name: str, target: Target, explanation: Explanation, formula: Formula | None) -> tuple[str, str] | None:
    """The unit of a number without one, and where it comes from; None where nothing says."""
    if formula is not None:
        return ("%", "formula") if formula.percent else None
    if explanation.score_sheet and not says_count(name, explanation):
        return "分", "score sheet"
    stated = read_target(explanation.at_least) if explanation.at_least else None
    if stated is not None and stated.value == target.value and stated.unit:
        return stated.unit, "explanation"
    unit = _named_unit(name, target.value) if isinstance(target.value, Decimal) else None
    return (unit, "name") if unit else None


def settle_unit(name: str, target: Target, explanation: Explanation, formula: Formula | None) -> Settled:
    """A number without a unit with the unit that the explanation or the name gives it."""
    if target.kind not in (TargetKind.QUANTITY, TargetKind.RANGE) or target.unit or target.unit_inferred:
        return target, ()
    inferred = _inferred(name, target, explanation, formula)
    if inferred is None:
        return target, ()
    unit, source = inferred
    if unit == "%" and isinstance(target.value, Decimal) and 0 < target.value <= 1:
        return target, (finding("unit-ambiguous", target=target.text, percent=plain(target.value * 100)),)
    note = finding("unit-inferred", target=target.text, unit=unit, source=source)
    return target.model_copy(update={"unit_inferred": unit}), (note,)


def check_stated(name: str, target: Target, explanation: Explanation, formula: Formula | None) -> Findings:
    """A warning where the explanation repeats the target's number and gets another one."""
    texts = [text for text in (explanation.at_least, formula.bound if formula else None) if text]
    findings = []
    for text in texts:
        stated = read_target(text)
        comparable = stated.kind is TargetKind.QUANTITY and target.kind is TargetKind.QUANTITY
        units = {target.unit, target.unit_inferred}
        same_unit = stated.unit in units or stated.unit is None or (units == {None} and says_count(name, explanation))
        if comparable and same_unit and stated.value != target.value and isinstance(target.value, Decimal):
            findings.append(finding("number-contradicts", target=target.text, value=plain(target.value), text=text))
    return tuple(findings)
