"""Sums written out in prose (``1736350元*30%=520905元``), checked: a wrong one is a finding, a right one is silent."""

from __future__ import annotations

from fractions import Fraction

from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.quantity import Ratio, plain

# Longer numbers are damage; a year with a month (2024-12) is no sum.
_NUMBER = r"\d[\d,]{0,20}(?:\.\d{1,12})?(?!\d)"
_YEARS = regex(r"\d{4}-\d{1,4}")
_UNIT = r"(?:%|[^\d+\-×÷/=≥≤<>%,.。;:()\s]{0,5}(?:/[^\d+\-×÷/=,.。;:()\s]{1,3}){0,2})"
_TERM = regex(rf"({_NUMBER})({_UNIT})")
# A term is tried once from where it starts; a sum of more terms than this is a table, not a sentence.
_SUM = regex(
    rf"(?<!\d[.,])(?<![\d+\-×÷/()=])(?P<left>{_NUMBER}{_UNIT}(?:[+\-×÷]{_NUMBER}{_UNIT}){{1,12}})=(?P<right>{_NUMBER}{_UNIT})(?![\d×÷+(-])"
)
_SCALES = {"%": Fraction(1, 100), "万": Fraction(10**4), "亿": Fraction(10**8)}


def _value(number: str, unit: str) -> Fraction:
    """A term as a number: 万 and 亿 multiplied in, a percentage as a share."""
    scale = next((scale for sign, scale in _SCALES.items() if unit.startswith(sign)), Fraction(1))
    return Fraction(number.replace(",", "")) * scale


def _sum(text: str) -> Fraction | None:
    """The value of a sum: products before sums; None where it divides by zero."""
    total, product, sign = Fraction(0), Fraction(0), "+"
    at = 0
    for term in _TERM.finditer(text):
        operator = text[at : term.start()] or "+"
        value = _value(term[1], term[2])
        if operator == "÷" and not value:
            return None
        if operator in "+-":
            total, product, sign = total + (product if sign == "+" else -product), value, operator
        else:
            product = product * value if operator == "×" else product / value
        at = term.end()
    return total + (product if sign == "+" else -product)


def _shown(value: Fraction) -> str:
    return plain(Ratio.from_fraction(value).decimal(2))


def check_line(line: str) -> Findings:
    """A warning for every sum in a tidied line that does not come out, but for the rounding of the result as written."""
    findings = []
    for match in _SUM.finditer(line):
        right = _TERM.match(match["right"])
        left = _sum(match["left"])
        if right is None or left is None or _YEARS.fullmatch(match["left"]):
            continue
        result, last = _value(right[1], right[2]), _value("1", right[2]) / 10 ** len(right[1].partition(".")[2])
        # A result that does not end within the places written may have been rounded or cut off.
        ends = (left / last).denominator == 1
        if left != result if ends else abs(left - result) >= last:
            findings.append(finding("arithmetic-wrong", text=match.group(), left=_shown(left), right=_shown(result)))
    return tuple(findings)
