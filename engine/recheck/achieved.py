"""An actual as people write it into a table (完成培训12期，参训600余人; 48.6; 98%（问卷200份）) as one figure, with doubts.

A figure is taken out of a sentence only where it is the one figure of the sentence in the target's unit.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from engine.actuals.figures import Figure, read_figure
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.observe import Observation
from engine.quantity import EXACT, Dimension, Ratio, unit_of
from engine.recheck.units import same_family, unit_in
from engine.recheck.words import Words
from engine.targets import Operator, Target, TargetKind, read_target

# Beside these words a figure may be another one than what was achieved.
_OTHER = regex(
    r"计划|目标|任务|(?<![供响反适对效])应(?![急用对])|较|比|少|差|未|剩|余下|缺|其中|预计|原|若|拟|尚|下年|次年|推迟|延期|延至"
)
# Words of an improvement and what it is measured against, which make its figure no other one.
_BASELINE = regex(r"减少|同比|环比|[比较](?:上一?|去|前)年(?:同期|度)?|[与和](?:上|去)年(?:同期)?相?比")
# How the reader of targets got at a figure where that is not as it is written (10/12 may be a fraction or two figures).
_MADE = frozenset(["target-fraction", "target-figure-in-name", "target-month-or-months", "target-number-unclear"])
# A day taken for a text that names none stands for any day of its month, or of its year.
_WHOLE_MONTH = regex(r"月|[.\-/]")
_MULTIPLIER = regex(r"\d\s*(万|亿)")
_PART = regex(r"[,，;；、(（]?(?:其中|包括|含)[^)）]*[)）]?$")
_NEGATIVE = regex(r"[-－−](?=\d)")
_FACTORS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_NEAR, _FAR = Decimal("0.02"), Decimal(50)


class Achieved(NamedTuple):
    """What an actual says: its figure, whether that is a bound or approximate, whether it was picked from a sentence
    or its unit taken from the target, the period it is counted by (每月1次), and the figure as it is written where it was
    taken as so many 万."""

    figure: Figure
    bound: Operator | None = None
    approximate: bool = False
    picked: bool = False
    assumed: bool = False
    per: str | None = None
    unscaled: Figure | None = None

    def may_be_by(self, day: date) -> bool:
        """Whether a date without its day may be one by ``day``: 2022年6月 is by 15 June as well as not."""
        if self.figure.day is None or not any(one.code == "actual-month-only" for one in self.figure.findings):
            return False
        first = self.figure.day.replace(day=1)
        return (first if _WHOLE_MONTH.search(self.figure.text) else first.replace(month=1)) <= day

    def observation(self) -> Observation:
        """The figure as the comparison takes it."""
        number = None if self.figure.number is None else Ratio.of(self.figure.number)
        return Observation(
            shown=self.figure.text.strip(),
            number=number,
            unit=self.figure.unit,
            day=self.figure.day,
            verdict=self.figure.verdict,
            word=self.figure.word,
        )


def read_achieved(text: str, target: Target, year: int | None) -> Achieved:
    """The figure of an actual, in the light of the target it stands beside."""
    written = text.strip().rstrip("。；;")
    written = _PART.sub("", written) or written
    if _NEGATIVE.match(written):
        return _negative(read_achieved(written[1:], target, year))
    whole, figure = read_target(written, year), read_figure(written, year)
    if figure.number is None and figure.day is None:
        picked = _pick(written, whole, target)
        return Achieved(picked, picked=True, approximate=Words.NEARLY.found(written)) if picked else Achieved(figure)
    bound = whole.operator if whole.kind is TargetKind.QUANTITY and Words.BOUND.found(written) else None
    stated = _BASELINE.sub("", squeeze(written)) if target.kind is whole.kind is TargetKind.CHANGE else squeeze(written)
    other = _OTHER.search(stated) is not None and (whole.applies_to is not None or figure.day is not None)
    beside = other or any(one.code in _MADE for one in whole.findings)
    scaled = _scaled(figure, written, target)
    unscaled = figure if scaled is not figure else None
    return Achieved(
        scaled, bound=bound, approximate=Words.NEARLY.found(written), picked=beside, per=whole.per, unscaled=unscaled
    )


def _negative(positive: Achieved) -> Achieved:
    """The same figure below zero: ``-3.2%``."""
    number = positive.figure.number
    if number is None:
        return positive
    return positive._replace(figure=positive.figure.model_copy(update={"number": -number}))


def _pick(written: str, whole: Target, target: Target) -> Figure | None:
    """The one figure of a sentence that is of the target's kind; None where there is none, or more than one."""
    if whole.kind is not TargetKind.COMPOUND or whole.combine != "all":
        return None
    unit = unit_in(target)
    if target.kind is TargetKind.DEADLINE:
        days = [part.value for part in whole.parts if isinstance(part.value, date)]
        return Figure(text=written, day=days[0]) if len(days) == 1 else None
    figures = [part for part in whole.parts if part.kind is TargetKind.QUANTITY and part.unit]
    alike = [
        part.value
        for part in figures
        if unit_of(part.unit).dimension is Dimension.COUNT and same_family(unit, part.unit)
    ]
    same = [part.value for part in figures if part.unit == unit] or alike
    if len(same) != 1 or not isinstance(same[0], Decimal):
        return None
    return Figure(text=written, number=same[0], unit=unit)


def multiplier(text: str) -> Decimal:
    """The multiplier written with a text's figure: 10,000 of ``50万元``, else 1."""
    found = _MULTIPLIER.search(squeeze(text))
    return _FACTORS[found.group(1)] if found else Decimal(1)


def _is_bare(figure: Figure, written: str) -> bool:
    return figure.unit is None and multiplier(written) == 1


def _scaled(figure: Figure, written: str, target: Target) -> Figure:
    """A bare figure in the target's order: ``48.6`` beside ``≤50万元`` is 48.6万, ``0.97`` beside ``≥95%`` is 97%.

    Only where no other sense is near the target.
    """
    value, number, unit = target.value, figure.number, unit_in(target)
    if not number or not value or not isinstance(value, Decimal):
        return figure
    if unit_of(unit).dimension is Dimension.SHARE and figure.unit is None and 0 < number <= 1 < value:
        return figure.model_copy(update={"number": EXACT.multiply(number, Decimal(100)), "unit": unit})
    if _is_near(number, value):
        is_small = unit_of(unit).dimension is Dimension.SHARE and abs(value) <= 1 and figure.unit is None
        return figure.model_copy(update={"unit": unit}) if is_small else figure
    if _is_bare(figure, written) and multiplier(target.text) != 1:
        scaled = EXACT.multiply(number, multiplier(target.text))
    elif unit is None and multiplier(target.text) == 1 and multiplier(written) != 1:
        scaled, unit = EXACT.divide(number, multiplier(written)), None
    else:
        return figure
    return figure.model_copy(update={"number": scaled, "unit": unit}) if _is_near(scaled, value) else figure


def _is_near(number: Decimal, value: Decimal) -> bool:
    """Whether two figures are of one order: neither fifty times the other."""
    ratio = EXACT.divide(abs(number), abs(value))
    return _NEAR <= ratio <= _FAR
