"""The cases in rule files: examples that a non-programmer writes, run through everything that scores."""

from __future__ import annotations

from typing import NamedTuple

from engine.actuals import Actual, Inputs, Stated
from engine.compare import Comparison, budget_comparison
from engine.compare.held import held
from engine.language.findings import Findings, Source, Value, finding
from engine.language.rendering import chinese
from engine.measures import read_indicator
from engine.quantity import Number, read_amount
from engine.rulesets import Example, Read, Rule, Ruleset
from engine.scoring.awards import formula, judge
from engine.scoring.inference import RuleBase
from engine.terms import BUDGET_EXECUTION, Indicator

YEAR = 2024


class Tried(Value):
    """One case: the points expected and found, and the rules that decided."""

    rule: str
    case: str
    expected: Number | None
    found: Number | None
    formula: str
    rules: tuple[str, ...]
    source: Source

    @property
    def is_right(self) -> bool:
        """Whether the points are those the case expects."""
        return self.expected == self.found


class Results(NamedTuple):
    """All cases of a ruleset, and the rules that no case reaches."""

    tried: tuple[Tried, ...]
    uncovered: tuple[Rule, ...]
    findings: Findings


def _comparison(example: Example, ruleset: Ruleset) -> Comparison:
    if example.executed is not None or example.budget is not None:
        amounts = (None if text is None else read_amount(text) for text in (example.executed, example.budget))
        return budget_comparison(*amounts)
    row = Indicator(
        code="01",
        level1=example.level1,
        level2=example.level2,
        required=True,
        name=example.name,
        target_text=example.target,
        explanation=example.explanation,
        source=Source(file="case"),
    )
    recorded = None
    if example.actual or example.recorded:
        record = Inputs(inputs=example.recorded) if example.recorded else Stated(value=example.actual)
        recorded = Actual(code="01", indicator=example.name, record=record, source=row.source)
    return held(read_indicator(row, YEAR, ruleset.understanding), recorded, YEAR, ruleset)


def _text(example: Example) -> str:
    if example.executed is not None or example.budget is not None:
        return f"{BUDGET_EXECUTION} {example.executed} ÷ {example.budget}"
    recorded = example.actual or "，".join(f"{name} {text}" for name, text in example.recorded.items()) or "未填报"
    return f"{example.target} ← {recorded}"


def _try(example: Example, rule: Rule, base: RuleBase, source: Source) -> Tried:
    compared = _comparison(example, base.ruleset)
    is_budget = example.executed is not None or example.budget is not None
    level1, level2 = (BUDGET_EXECUTION, "") if is_budget else (example.level1, example.level2)
    level, _ = base.ruleset.weights.level_and_group(level1, level2)
    decision = base.decide(compared, base.category(level, level2, ""))
    judged = judge(compared, decision, base.ruleset, example.weight)
    rules = (*([decision.award] if decision.award else []), *decision.adjustments, *decision.flags)
    return Tried(
        rule=rule.id,
        case=_text(example),
        expected=example.points,
        found=judged.got.points,
        formula=chinese(formula(judged)),
        rules=tuple(one.id for one in rules),
        source=source,
    )


def run_cases(read: Read) -> Results:
    """Every case of every rule, and which rules none of them reaches."""
    ruleset, parts, findings = read
    if ruleset is None or parts is None:
        return Results((), (), findings)
    base = RuleBase(ruleset)
    tried = tuple(
        _try(example, rule, base, parts.rules[rule.id].at(("cases", index)))
        for rule in ruleset.rules
        for index, example in enumerate(rule.cases)
    )
    asks = {rule.id: rule.named for rule in ruleset.rules}
    reached = {name for one in tried for name in one.rules}
    wrong = tuple(
        finding(
            "case-wrong",
            one.source,
            rule=one.rule,
            asks=asks[one.rule],
            case=one.case,
            expected=one.expected,
            found=one.found,
        )
        for one in tried
        if not one.is_right
    )
    uncovered = tuple(rule for rule in ruleset.rules if rule.id not in reached)
    return Results(tried, uncovered, (*findings, *wrong))
