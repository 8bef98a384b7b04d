"""The YAML cases of explanations and measures, and what was read in the same shape, so that they compare whole."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from engine.explanations import Explanation, Formula, Input, Limit
from engine.language.catalogue import CODES
from engine.language.findings import Finding
from engine.measures import Evidence, Reading

CASES = Path(__file__).with_name("cases")
Row = dict[str, Any]


def load(name: str) -> dict[str, list[Row]]:
    """The sections of a case file."""
    sections: dict[str, list[Row]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return sections


def _inputs(inputs: Iterable[Input]) -> dict[str, str | None]:
    return {one.name: one.unit for one in inputs}


def _limits(limits: Iterable[Limit]) -> list[str]:
    return [f"{one.label} {one.value} {one.unit}" for one in limits]


def _codes(findings: Iterable[Finding]) -> list[str]:
    """The codes that this room adds; those of the target's own text have their own cases."""
    return [one.code for one in findings if CODES[one.code].room == "measures"]


def _said(row: Row) -> Row:
    """The row without what is absent."""
    return {key: value for key, value in row.items() if value not in (None, False, [], {}, "")}


def formula_row(formula: Formula) -> Row:
    """A formula as the cases write it."""
    shown = {
        "name": formula.name,
        "expression": formula.expression,
        "percent": formula.percent,
        "bound": formula.bound,
        "inputs": _inputs(formula.inputs),
    }
    return _said(shown)


def explanation_row(read: Explanation) -> Row:
    """An explanation as the cases write it."""
    plain = read.model_dump(mode="json", exclude={"text", "formulas", "limits", "findings"})
    lists = {"formulas": [formula_row(one) for one in read.formulas], "limits": _limits(read.limits)}
    return _said(plain | lists | {"findings": _codes(read.findings)})


def measure_row(reading: Reading) -> Row:
    """A settled target and its measure as the cases write them."""
    target, measure, evidence = reading.target, reading.measure, reading.direction.evidence
    plain = measure.model_dump(mode="json", include={"kind", "deadline", "period", "full_marks", "description"})
    rules = measure.model_dump(mode="json", include={"pass_condition", "fail_condition"})
    shown = {
        "target_kind": str(target.kind),
        "operator": target.operator and str(target.operator),
        "direction": None if evidence is Evidence.SIGN else str(evidence),
        "unit_inferred": target.unit_inferred,
        "formula": measure.formula and measure.formula.expression,
        "other_formulas": [one.expression for one in measure.other_formulas],
        "inputs": _inputs(measure.inputs),
        "limits": _limits(measure.limits),
        "findings": _codes((*target.findings, *measure.findings)),
    }
    return _said(plain | rules | shown)
