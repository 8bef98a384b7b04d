"""The funds block of a project: initial budget, full-year budget, executed, in 元."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from engine.actuals import Actual, Spending
from engine.actuals.kinds import AMOUNTS
from engine.language.findings import Finding, Findings, finding
from engine.quantity import read_amount
from engine.runs.record import Funds, FundsRow
from engine.terms import Project

WAN = Decimal(10_000)
LEAST, MOST = Decimal("0.1"), Decimal("1.5")  # shares of a budget that are executed, by far the most
_MIXED = tuple(share * times for share in (LEAST, MOST) for times in (WAN, 1 / WAN))
BENDS = frozenset(map(Fraction, (Decimal(0), Decimal(1), *_MIXED)))
"""Where what there is to say of executed ÷ budget may change."""


def funds_of(project: Project, actual: Actual | None) -> tuple[Funds, Findings]:
    """The block: the declared year amount is the budget unless another is recorded, and so are its parts; an unreadable
    amount is an error, amounts ten thousand times apart a warning."""
    declared = project.year_amount
    if actual is None or not isinstance(actual.record, Spending):
        return _of_declared(project, FundsRow(initial=declared, budget=declared), {}), ()
    values: dict[str, Decimal | None] = {}
    findings: list[Finding] = []
    for field, label in AMOUNTS.items():
        text = getattr(actual.record.budget, field)
        values[field] = None if text is None else read_amount(text)
        if text is not None and values[field] is None:
            location = actual.locations.get(field, actual.source)
            findings.append(finding("budget-unreadable", location, field=label, text=text))
    initial = declared if values["initial"] is None else values["initial"]
    budget = initial if values["adjusted"] is None else values["adjusted"]
    funds = _of_declared(project, FundsRow(initial=initial, budget=budget, executed=values["executed"]), values)
    if _is_mixed(funds.total):
        findings.append(
            finding("budget-units-doubtful", actual.source, executed=funds.total.executed, budget=funds.total.budget)
        )
    return funds, tuple(findings)


def _of_declared(project: Project, total: FundsRow, executed: Mapping[str, Decimal | None]) -> Funds:
    """The block with its parts; those of a total that was recorded otherwise than declared are not known."""

    def part(declared: Decimal | None, name: str) -> FundsRow:
        initial, budget = (
            declared if whole == project.year_amount else None for whole in (total.initial, total.budget)
        )
        return FundsRow(initial=initial, budget=budget, executed=executed.get(name))

    return Funds(
        total=total,
        appropriation=part(project.appropriation, "appropriation"),
        carried_over=part(project.carried_over, "carried_over"),
        other=part(project.other_funds, "other"),
    )


def _is_mixed(total: FundsRow) -> bool:
    """Whether executed and budget are about ten thousand times apart, as where 元 and 万元 were mixed up."""
    if not total.executed or not total.budget:
        return False
    return any(LEAST <= total.executed * times / total.budget <= MOST for times in (WAN, 1 / WAN))
