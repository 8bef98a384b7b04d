"""Small values for tests, built in one line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from engine.actuals import Actual, Budget, Spending
from engine.compare import Comparison
from engine.compare.held import held
from engine.language.findings import Source
from engine.measures import read_indicator
from engine.rulesets import Ruleset, load_ruleset
from engine.runs.record import Origin, ProjectScore
from engine.runs.wording import worded
from engine.scoring.evaluate import Case, Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.terms import BUDGET_EXECUTION, Indicator, Project

ROOT = Path(__file__).resolve().parent.parent
HERE = Source(file="form.txt", line=1)
YEAR = 2024


def shipped(name: str = "mof-2020-10") -> Ruleset:
    """A ruleset that ships."""
    ruleset, findings = load_ruleset(name)
    assert ruleset is not None, findings
    return ruleset


def indicator(
    target: str,
    explanation: str = "",
    name: str = "指标",
    *,
    code: str = "01",
    level1: str = "产出指标",
    level2: str = "数量指标",
) -> Indicator:
    """A declared row."""
    return Indicator(
        code=code,
        level1=level1,
        level2=level2,
        required=True,
        name=name,
        target_text=target,
        explanation=explanation,
        source=Source(file="form.txt", line=10 + int(code)),
    )


def actual(value: str | None = None, code: str = "01", **more: Any) -> Actual:
    """A recorded actual: ``value``, or ``inputs=``, ``periods=``, ``series=``, ``events=``."""
    return Actual.model_validate({"code": code, "indicator": "指标", "value": value, "source": HERE, **more})


def recorded(value: str | None = None, code: str = "01", **more: Any) -> Recorded:
    """An actual as the ledger holds it."""
    return Recorded(actual=actual(value, code, **more), origin=Origin(revision=1, by="张三"))


def budget(executed: str | None, adjusted: str | None = None) -> Recorded:
    """The recorded budget row."""
    written = Budget(executed=executed, adjusted=adjusted)
    one = Actual(code=BUDGET_EXECUTION, indicator=BUDGET_EXECUTION, record=Spending(budget=written), source=HERE)
    return Recorded(actual=one, origin=Origin(revision=1, by="张三"))


def project(*rows: Indicator, code: str = "P1", year_amount: str | None = "100") -> Project:
    """A declared form."""
    amount = None if year_amount is None else Decimal(year_amount)
    return Project(code=code, name=f"项目{code}", indicators=rows, year_amount=amount, source=HERE)


def case(declared: Project, *entries: Recorded) -> Case:
    """A project with what was recorded for it."""
    return Case(project=declared, year=YEAR, recorded={entry.actual.code: entry for entry in entries})


def compared(
    target: str, value: str | None = None, *, explanation: str = "", name: str = "指标", **more: Any
) -> Comparison:
    """What comes of a target text and a recorded actual under mof-2020-10."""
    recorded = actual(value, **more) if value is not None or more else None
    return held(read_indicator(indicator(target, explanation, name), YEAR), recorded, YEAR, shipped())


def worded_project(case: Case, base: RuleBase) -> ProjectScore:
    """A project's table with its Chinese wording, as a person gets to see it."""
    return worded(score_project(case, base), base.ruleset)
