"""What reviewers criticise beyond the arithmetic: missing reasons, copied targets, low targets, mixed units, gaps.

Notes, not errors: each wants a person's eye. Source: the criticism of published self-evaluations (审计, 财政复核).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from engine.language.findings import Finding, finding
from engine.language.patterns import regex
from engine.language.squeezing import is_blank, squeeze
from engine.quantity import EXACT, ONE, Ratio, plain
from engine.recheck.held_rows import HeldRow
from engine.recheck.model import FilledRow, FilledTable
from engine.recheck.sums import amounts, execution_rate
from engine.recheck.verdict import Judged
from engine.recheck.words import Words
from engine.targets import TargetKind
from engine.terms import Direction, Outcome

GAP = Decimal("0.05")
LOW_EXECUTION = Decimal("0.9")
LOW_TARGET = Decimal("0.2")
GROUPS = (("产出指标", "产出"), ("效益指标", "效益"), ("满意度指标", "满意"))
_WAN = regex(r"\d\s*万元")
_YUAN = regex(r"\d\s*元")
_MULTIPLIER = regex(r"\d\s*(万|亿)")
# More than a thousandfold between budget and execution is a slip of the unit, not of the project.
FAR = Decimal(1000)

Named = tuple[str | None, Finding]


def review(
    table: FilledTable, held: Sequence[HeldRow], judged: Iterable[Judged], tolerance: Decimal
) -> Iterator[Named]:
    """The notes on a table whose rows were judged, each with the indicator it is about (None: the whole table)."""
    for row, its, one in zip(table.rows, held, judged, strict=True):
        lost = _short(row, one, tolerance)
        if table.has_reasons and lost > 0 and is_blank(row.reason):
            location = row.score.source or row.source
            yield row.name, finding("reason-missing", location, name=row.name, lost=plain(lost))
        yield from ((row.name, problem) for problem in _review_row(its, table))
    yield from ((None, problem) for problem in _review_table(table, held))


def _short(row: FilledRow, judged: Judged, tolerance: Decimal) -> Decimal:
    """The points that a row is short of all: those that follow where more were taken, else those it states as lost."""
    if row.weight.number is None or judged.recomputed is None:
        return row.lost
    short = row.weight.number - judged.recomputed
    return max(short, row.lost) if short > tolerance else row.lost


def _review_row(held: HeldRow, table: FilledTable) -> Iterator[Finding]:
    row = held.row
    if _is_copied(row):
        yield finding("actual-copies-target", row.actual.source, name=row.name, stated=row.actual.text)
    if _mixes(row.target.text, row.actual.text):
        texts = f"{row.target.text} | {row.actual.text}"
        yield finding("units-mixed", row.actual.source, what=row.name, stated=texts)
    yield from _check_low(held)
    if row.is_satisfaction and _lacks_sample(row, table):
        yield finding("satisfaction-no-sample", row.actual.source or row.source, name=row.name)


def _is_copied(row: FilledRow) -> bool:
    """Whether an actual begins with a sign, or holds the whole target with its sign."""
    is_whole = Words.SIGN.found(row.target.text) and squeeze(row.target.text) in squeeze(row.actual.text)
    return is_whole or Words.SIGN.pattern.match(squeeze(row.actual.text)) is not None


def _mixes(target: str, actual: str) -> bool:
    target, actual = squeeze(target), squeeze(actual)
    one, other = _WAN.search(target), _WAN.search(actual)
    return bool(one and not other and _YUAN.search(actual)) or bool(other and not one and _YUAN.search(target))


def _lacks_sample(row: FilledRow, table: FilledTable) -> bool:
    """Whether nothing beside a satisfaction figure says how many were asked."""
    if not row.actual.text.strip() or not re.search(r"\d", row.actual.text):
        return False
    texts = (row.name, row.actual.text, row.reason, *table.remarks)
    return not Words.SAMPLE.found(*texts)


def _check_low(held: HeldRow) -> Iterator[Finding]:
    """A target that was outdone by more than a fifth."""
    compared, value = held.compared, held.reading.target.value
    if compared.outcome is not Outcome.MET or compared.actual is None or not isinstance(value, Decimal) or value <= 0:
        return
    is_lower = compared.direction is Direction.LOWER
    done = compared.actual.fraction() / Fraction(value) if is_lower else (compared.completion or ONE).fraction()
    share = Ratio.from_fraction(1 - done if is_lower else done - 1)
    if share.cmp(LOW_TARGET) > 0:
        row = held.row
        yield finding(
            "target-low",
            row.target.source,
            name=row.name,
            stated=row.actual.text,
            target=row.target.text,
            deviation=share.percent(),
        )


def _review_table(table: FilledTable, held: Iterable[HeldRow]) -> Iterator[Finding]:
    yield from _check_gap(table)
    yield from _check_low_execution(table)
    yield from _check_funds_units(table)
    yield from _check_qualitative(held)
    absent = [name for name, word in GROUPS if not _has_group(table.rows, word)]
    if absent and table.is_whole and any(row.level1 or row.level2 for row in table.rows):
        yield finding("group-missing", table.source, groups="、".join(absent))


def _has_group(rows: Iterable[FilledRow], word: str) -> bool:
    return any(word in row.level1 or word in row.level2 for row in rows)


def _indicator_rate(table: FilledTable) -> Ratio | None:
    scored = [row for row in table.rows if row.weight.number and row.score.number is not None]
    weight = sum((row.weight.number or Decimal(0) for row in scored), Decimal(0))
    score = sum((row.score.number or Decimal(0) for row in scored), Decimal(0))
    return Ratio.of(score, weight) if weight > 0 else None


def _check_gap(table: FilledTable) -> Iterator[Finding]:
    """Indicators that score far better than the budget was executed: (indicators − execution) ÷ indicators > 5%."""
    rate, indicators = execution_rate(table.funds), _indicator_rate(table)
    if rate is None or indicators is None or indicators.num <= 0:
        return
    gap = 1 - Ratio.of(rate).fraction() / indicators.fraction()
    if Ratio.from_fraction(gap).cmp(GAP) > 0:
        location = table.funds.rate.source if table.funds else None
        yield finding("execution-gap", location, indicators=indicators.percent(), execution=Ratio.of(rate).percent())


def _check_low_execution(table: FilledTable) -> Iterator[Finding]:
    rate = execution_rate(table.funds)
    if rate is None or rate >= LOW_EXECUTION or table.funds is None:
        return
    texts = [table.funds.reason, *(row.reason for row in table.rows), *table.remarks]
    if not any(Words.EXECUTION.found(text) and "需说明原因" not in squeeze(text) for text in texts):
        yield finding("execution-low-unexplained", table.funds.rate.source, rate=Ratio.of(rate).percent())


def _check_funds_units(table: FilledTable) -> Iterator[Finding]:
    """Budget and execution a thousandfold apart, or amounts that say different units."""
    if table.funds is None:
        return
    budget, executed = amounts(table.funds)
    texts = [one.text for one in (table.funds.total.budget, table.funds.total.executed)]
    factors = {tuple(_MULTIPLIER.findall(squeeze(text))) for text in texts if re.search(r"[元万亿]", text)}
    far = budget and executed and not EXACT.divide(budget, FAR) < executed < EXACT.multiply(budget, FAR)
    if far or len(factors) > 1:
        yield finding("units-mixed", table.funds.total.executed.source, what="项目资金", stated=" | ".join(texts))


def _check_qualitative(held: Iterable[HeldRow]) -> Iterator[Finding]:
    """At least two indicators judged in words, all with full marks."""
    worded = [
        one.row
        for one in held
        if one.row.weight.number
        and one.row.score.number is not None
        and one.reading.target.kind is TargetKind.QUALITATIVE
    ]
    if len(worded) >= 2 and not any(row.lost for row in worded):
        yield finding("qualitative-always-full", worded[0].score.source, count=len(worded))
