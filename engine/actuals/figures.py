"""One recorded text (``93.2%``, ``36小时``, ``2024-11-20``, ``已完成``) read into a figure.

The grammar of targets reads it; an operator copied from the target is a finding, and the figure behind it is taken.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

from engine.actuals.series import read_date
from engine.findings import Findings, Value, finding
from engine.targets import TargetKind, read_target

_NO = re.compile("^(否|不|未|没|无法)|(未|不|没有|没能)(能|按时|按期)?(通过|完成|达标|合格|符合|达成|验收)|逾期|失败")
_YES = re.compile("^是$|通过|达标|合格|符合|完成|达成|实现")
_TIME = re.compile(r"(?:(\d+)(?:个)?小时)(\d+)分钟?|(\d+)(?:天|日)(\d+)(?:个)?小时")


# What the grammar of targets infers from any text, and is as true of a recorded one.
INFERRED = frozenset(
    f"target-{name}"
    for name in (
        "approximate",
        "fraction",
        "number-in-words",
        "sign-as-digit",
        "year-inferred",
        "year-short",
        "zero-in-words",
    )
)
_BOUNDED_DAY = re.compile("[≤<≦≥>≧]|[前内]$")


class Figure(Value):
    """A recorded text, read: a number with its unit, or a day, or else only the word."""

    text: str
    number: Decimal | None = None
    unit: str | None = None
    day: date | None = None
    word: str = ""
    findings: Findings = ()

    @property
    def verdict(self) -> bool | None:
        """Yes or no, where the word says so."""
        if not self.word or _NO.search(self.word):
            return False if self.word else None
        return True if _YES.search(self.word) else None


def _two_part_time(text: str) -> tuple[Decimal, str] | None:
    """A length of time said in two units (1小时20分钟, 2天3小时), in the smaller one."""
    match = _TIME.fullmatch(unicodedata.normalize("NFKC", "".join(text.split())))
    if match is None:
        return None
    hours, minutes, days, rest = match.groups()
    return (Decimal(hours) * 60 + Decimal(minutes), "分钟") if hours else (Decimal(days) * 24 + Decimal(rest), "小时")


def read_figure(text: str, year: int | None = None) -> Figure:
    """The figure a text holds; a text that holds neither number nor day keeps only its word.

    ``year`` completes a day written without one, which the findings say, as they say all that was inferred.
    """
    plain = text.strip()
    day = read_date(plain)
    if day is not None:
        return Figure(text=text, day=day)
    time = _two_part_time(plain)
    if time is not None:
        return Figure(text=text, number=time[0], unit=time[1])
    target = read_target(plain, year)
    inferred = tuple(one for one in target.findings if one.code in INFERRED)
    copied = (finding("actual-operator", text=plain),)
    if target.kind is TargetKind.DEADLINE and isinstance(target.value, date):
        is_last = any(one.code == "target-last-day" for one in target.findings)
        last = (finding("actual-month-only", text=plain, day=target.value),) if is_last else ()
        bound = copied if _BOUNDED_DAY.search(plain) else ()
        return Figure(text=text, day=target.value, findings=(*bound, *inferred, *last))
    if target.kind in (TargetKind.QUANTITY, TargetKind.CHANGE) and isinstance(target.value, Decimal):
        number = -target.value if target.direction == "down" else target.value
        findings = inferred if target.operator is None else (*copied, *inferred)
        return Figure(text=text, number=number, unit=target.unit, findings=findings)
    return Figure(text=text, word=plain.rstrip("。"))
