"""The sums of a table: points, total, grade, the execution of the budget."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from engine.awards.bands import band_at
from engine.language.findings import Finding, Findings, Source, finding
from engine.language.rendering import coded
from engine.quantity import EXACT, Ratio, plain, points
from engine.recheck.methods import method_of
from engine.recheck.model import Entry, FilledFunds, FilledTable
from engine.recheck.shipped import execution_tables, execution_weights
from engine.rulesets import Bands, Ruleset, other_scales

HUNDRED = Decimal(100)
# 16.67 × 3 is 50.01: points rounded to hundredths may miss their sum by so much.
ROUNDING = Decimal("0.1")
# No place gives the execution of the budget more; what is stated there is then the whole table's.
MOST_EXECUTION = Decimal(50)


def amounts(funds: FilledFunds) -> tuple[Decimal | None, Decimal | None]:
    """The budget (A) and what was executed (B), in the block's own unit; the initial budget where there is no other."""
    total = funds.total
    budget = total.budget if total.budget.number is not None else total.initial
    return budget.number, total.executed.number


def execution_rate(funds: FilledFunds | None) -> Decimal | None:
    """B ÷ A as a share of 1; None where either is missing or A is not positive."""
    if funds is None:
        return None
    budget, executed = amounts(funds)
    if budget is None or executed is None or budget <= 0:
        return None
    return Ratio.of(executed, budget).decimal()


def execution_points(table: FilledTable) -> Decimal | None:
    """The points of the execution of the budget, where the block states any for it alone."""
    weight = table.funds.weight.number if table.funds else None
    return weight if weight is not None and weight <= MOST_EXECUTION else None


def _row_sum(entries: list[Entry]) -> Decimal | None:
    numbers = [one.number for one in entries]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _weights(table: FilledTable) -> Decimal | None:
    return _row_sum([row.weight for row in table.rows if not _shares(row.shared, row.weight)])


def _shares(shared: bool, stated: Entry) -> bool:
    """Whether a row's figure stands in another row, with which it is merged."""
    return shared and stated.source is None


def check_weights(table: FilledTable) -> Iterator[Finding]:
    """Points that do not add up: all rows and the execution to 100, a level's rows to the points stated with it."""
    total, execution = _weights(table), execution_points(table)
    if total is None:
        yield finding("sum-open", table.source, what="分值", why=coded("row-without-points"))
        return
    allowed = {HUNDRED - (execution or Decimal(0))}
    if any("执行率" in row.name or "预算执行" in row.level1 for row in table.rows):
        allowed.add(HUNDRED)  # the execution stands among the rows
    if all(abs(total - one) > ROUNDING for one in allowed):
        if execution is None and HUNDRED - total in execution_weights():
            yield finding("sum-open", table.source, what="分值", why=coded("execution-without-points"))
        elif not table.is_whole:
            yield finding("sum-open", table.source, what="分值", why=coded("neither-total-nor-funds"))
        else:
            location = table.total_weight.source or table.source
            stated = total + (execution or Decimal(0))
            yield finding("weights-sum", location, what=coded("all-rows"), recomputed=plain(stated), stated=100)
    yield from _check_levels(table)


def _check_levels(table: FilledTable) -> Iterator[Finding]:
    for level, stated in table.levels.items():
        rows = [row for row in table.rows if row.level1 == level]
        total = _row_sum([row.weight for row in rows if not _shares(row.shared, row.weight)])
        if total is not None and abs(total - stated) > ROUNDING and rows:
            yield finding("weights-sum", rows[0].source, what=level, recomputed=plain(total), stated=plain(stated))


def score_sum(table: FilledTable) -> tuple[Decimal | None, Decimal | None]:
    """The sum of the rows' scores, without and with that of the execution; None where a score is missing."""
    rows = _row_sum([row.score for row in table.rows if not _shares(row.shared, row.score)])
    if rows is None:
        return None, None
    if execution_points(table) is None or table.funds is None:
        return rows, rows
    execution = table.funds.score.number
    return rows, None if execution is None else rows + execution


def check_total(table: FilledTable, tolerance: Decimal) -> Iterator[Finding]:
    """A total that is not the sum of the stated scores."""
    stated = table.total.number
    if stated is None:
        return
    rows, full = score_sum(table)
    if rows is None or full is None:
        yield finding("sum-open", table.total.source or table.source, what="得分", why=coded("a-score-missing"))
        return
    weights = _weights(table)
    sums = [full, rows] if weights is not None and abs(weights - HUNDRED) <= ROUNDING else [full]
    if table.funds is not None and table.funds.score.number is not None and table.funds.weight.number is None:
        sums.append(rows + table.funds.score.number)  # the points of the execution are not stated, its score is
    if all(abs(stated - one) > tolerance for one in sums):
        yield finding("total-mismatch", table.total.source, stated=plain(stated), recomputed=plain(full))


def check_grade(table: FilledTable, ruleset: Ruleset) -> Iterator[Finding]:
    """A grade that the stated total does not have; a total on whose scale it would be right is named."""
    total, stated = table.total.number, table.stated_grade
    if stated is None and table.grade.text:
        yield finding("grade-open", table.grade.source, text=table.grade.text)
    if total is None or stated is None:
        return
    right = ruleset.grade(total)
    if stated == right:
        return
    scale = "、".join(f"{one.name}≥{plain(one.at_least)}" for one in ruleset.grades)
    for other in other_scales():
        if stated == other.grade(total):
            scale += f"；{other.name}: {stated}"
    yield finding(
        "grade-mismatch", table.grade.source, total=plain(total), stated=stated, recomputed=right, scale=scale
    )


def _banded(score: Decimal, weight: Decimal, rate: Ratio, tolerance: Decimal) -> Bands | None:
    """A table of bands, of those by which shipped rulesets count the execution, that gives a score."""
    for table in execution_tables():
        share = (band_at(table, rate) or Decimal(0)) / HUNDRED
        if abs(score - EXACT.multiply(weight, share)) <= tolerance:
            return table
    return None


class Execution(NamedTuple):
    """What is wrong with the execution of the budget, and the score that follows where the stated one is wrong."""

    findings: Findings = ()
    follows: Decimal | None = None


def check_execution(table: FilledTable, tolerance: Decimal) -> Execution:
    """An execution rate or score that does not follow from A and B."""
    funds = table.funds
    if funds is None or all(one.number is None for one in (funds.rate, funds.score)):
        return Execution()
    budget, executed = amounts(funds)
    if budget is None or executed is None or executed < 0:
        return _open(funds.total.executed.source or table.source, "a-or-b-no-figure")
    if budget <= 0:
        return _check_without_budget(funds, tolerance)
    rate = Ratio.of(executed, budget)
    checked = _check_execution_score(table, funds, rate, tolerance)
    if _is_rate(funds.rate, rate):
        return checked
    wrong = _mismatch(funds.rate, "执行率", funds.rate.text, rate.percent(), funds)
    return checked._replace(findings=(wrong, *checked.findings))


def _check_without_budget(funds: FilledFunds, tolerance: Decimal) -> Execution:
    """A budget of 0 gives 0 (财预〔2020〕10号); where parts of it are not 0 the total line was left empty."""
    parts = [one.number for line in funds.parts for one in (line.budget, line.executed)]
    score = funds.score.number
    if score is None or score <= tolerance:
        return Execution()
    if any(parts):
        return _open(funds.score.source, "total-zero-parts-not")
    return _wrong_score(funds, score, Decimal(0))


def _open(source: Source | None, why: str) -> Execution:
    return Execution((finding("execution-open", source, why=coded(why)),))


def _wrong_score(funds: FilledFunds, stated: Decimal, follows: Decimal) -> Execution:
    return Execution((_mismatch(funds.score, "执行率得分", plain(stated), plain(follows), funds),), follows)


def _is_rate(stated: Entry, rate: Ratio) -> bool:
    """Whether a stated rate is B ÷ A, as rounded as it is written; above 100% it may be stated as 100%."""
    if stated.number is None:
        return True
    decimals = max(0, -int(stated.number.normalize().as_tuple().exponent))
    step = max(Decimal(1).scaleb(-decimals), Decimal("0.001"))
    shown = min(step, Decimal("0.01")) if stated.text.endswith("%") else step
    is_capped = rate.cmp(Decimal(1)) > 0 and stated.number == 1
    return is_capped or abs(stated.number - rate.decimal()) <= shown / 2 + Decimal("0.0005")


def _check_execution_score(table: FilledTable, funds: FilledFunds, rate: Ratio, tolerance: Decimal) -> Execution:
    weight, score = execution_points(table), funds.score.number
    if score is None:
        return Execution()
    if weight is None:
        return _open(funds.score.source, "its-points-missing")
    follows = points(weight, rate) if rate.cmp(Decimal(1)) < 0 else weight
    if abs(score - follows) <= tolerance:
        return Execution()
    banded = _banded(score, weight, rate, tolerance)
    if banded is None:
        return _wrong_score(funds, score, follows)
    shown = "/".join(plain(band.at_least) for band in banded.steps) + "%"
    other = finding("other-method", funds.score.source, stated=plain(score), method=method_of("bands"), formula=shown)
    return Execution((other,))


def _mismatch(entry: Entry, what: str, stated: str, recomputed: str, funds: FilledFunds) -> Finding:
    budget, executed = amounts(funds)
    return finding(
        "execution-mismatch",
        entry.source,
        what=what,
        stated=stated,
        recomputed=recomputed,
        budget="—" if budget is None else plain(budget),
        executed="—" if executed is None else plain(executed),
    )
