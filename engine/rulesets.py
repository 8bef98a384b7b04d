"""Rulesets as data: weights, grades, parameters and rules, read from a folder and checked word by word.

A ruleset is ``<id>/ruleset.yaml`` and one file a rule in ``<id>/rules/``. Every number that a place may choose stands
in ``parameters`` with its unit and clause; rules name it. A ruleset with any fault is not returned: it never scores.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator

from engine.findings import Finding, Findings, Source, Value, finding
from engine.measures import MeasureKind
from engine.quantity import Dimension, Number, plain
from engine.resources import folder
from engine.targets import Operator, TargetKind
from engine.terms import BUDGET_EXECUTION, Direction, Outcome
from engine.textfiles import read_text
from engine.yamltext import Document, nearest, parse_yaml, validate

NONE = "none"
LISTS: dict[str, tuple[str, ...] | None] = {
    "level1": None,
    "level2": None,
    "project_kind": None,
    "kind": (*TargetKind, "budget"),
    "operator": (*Operator, NONE),
    "direction": (*Direction, NONE),
    "dimension": tuple(Dimension),
    "outcome": tuple(Outcome),
    "measure": (*MeasureKind, NONE),
}
NUMBERS = ("completion", "deviation", "lateness")
AWARDS: dict[str, tuple[str, ...]] = {
    "full": (),
    "proportional": (),
    "pass_line": ("line",),
    "linear": (),
    "inverse": (),
    "tier": (),
    "late_steps": ("step", "deduct"),
    "zero": (),
    "none": (),
}
_COMPARISON = re.compile(r"(?P<sign><=|>=|<|>|=)\s*(?P<bound>\S+)")


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_tuple)]


class Parameter(Value):
    """A number of the ruleset. ``confirmed`` False: widely used but not verified, said so wherever it is used."""

    value: Number
    unit: str = ""
    meaning: str
    clause: str
    confirmed: bool = True

    @property
    def number(self) -> Decimal:
        """The value as a plain number: 4 % is 0.04."""
        return self.value / 100 if self.unit == "%" else self.value

    def __str__(self) -> str:
        return f"{plain(self.value)}{self.unit}"


class Bound(Value):
    """One comparison of a number with a parameter's value: ``>= 1.2``."""

    sign: Literal["<", "<=", "=", ">=", ">"]
    value: Number


class Condition(Value):
    """What a rule asks of a case: words of the closed vocabulary, bounds on its numbers; all must hold."""

    words: dict[str, tuple[str, ...]] = {}
    bounds: dict[str, tuple[Bound, ...]] = {}


class Case(Value):
    """An example a non-programmer writes and ``jixiao rules test`` runs: declared, recorded, expected points."""

    target: str
    actual: str
    weight: Number
    points: Number | None
    name: str = ""
    level1: str = ""
    explanation: str = ""


class Rule(Value):
    """One rule: the yes/no question it answers, when it applies, and what it awards or flags.

    ``priority``: the rule with the smallest number decides where several apply. ``method`` says in the reason how
    points are counted; ``remedy`` is suggested where points are lost.
    """

    id: str
    priority: int = Field(ge=0)
    question: str
    clause: str
    confirmed: bool = True
    when: Condition
    award: str | None = None
    flag: str | None = None
    parameters: dict[str, str] = {}
    method: str = ""
    remedy: str = ""
    cases: tuple[Case, ...] = ()


class Levels(Value):
    """Weights by level 1, and which level 1 of a form counts as another (成本指标 as 产出指标)."""

    clause: str
    levels: dict[str, Number]
    counts_as: dict[str, str] = {}

    @field_validator("levels")
    @classmethod
    def _sums_to_hundred(cls, levels: dict[str, Decimal]) -> dict[str, Decimal]:
        if sum(levels.values()) != 100 or min(levels.values()) < 0:
            raise ValueError(f"weights must add up to 100, these add up to {sum(levels.values())}")
        if BUDGET_EXECUTION not in levels:
            raise ValueError(f"a weight for {BUDGET_EXECUTION} is expected, 0 where it is not scored")
        return levels


class Grade(Value):
    """A grade and the total it starts from."""

    name: str
    at_least: Number


class Tier(Value):
    """A tier of a qualitative target: the words that name it and the shares of the points it spans, in percent.

    ``default`` is the share where a tier is recorded without one. ``at_least`` belongs to the tier; ``below`` does
    not, except 100.
    """

    name: str
    words: tuple[str, ...]
    at_least: Number
    below: Number
    default: Number


class Conventions(Value):
    """How a target is understood where its text leaves it open.

    ``bare_value``: a number without an operator is a floor, or exactly met. ``bare_zero``: 0 is a ceiling.
    ``late_counts_from``: what the planned time of a deadline starts with where no start is given.
    """

    bare_value: Literal["at_least", "exactly"] = "at_least"
    bare_zero: Literal["at_most"] = "at_most"
    late_counts_from: Literal["january_first"] = "january_first"


class Ruleset(Value):
    """A whole ruleset, checked. ``digest`` is the SHA-256 of everything in it."""

    id: str
    title: str
    document: str
    valid_from: str
    valid_from_confirmed: bool = True
    weights: Levels
    grades: tuple[Grade, ...]
    grades_clause: str
    parameters: dict[str, Parameter]
    conventions: Conventions
    tiers: tuple[Tier, ...]
    tiers_clause: str
    rules: tuple[Rule, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of the ruleset's canonical JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def awards(self) -> tuple[Rule, ...]:
        """The rules that award points, the first to decide first."""
        return tuple(sorted((rule for rule in self.rules if rule.award), key=lambda rule: (rule.priority, rule.id)))

    def flags(self) -> tuple[Rule, ...]:
        """The rules that only raise a flag."""
        return tuple(sorted((rule for rule in self.rules if rule.flag), key=lambda rule: (rule.priority, rule.id)))

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        :raises KeyError: if there is none.
        """
        return {rule.id: rule for rule in self.rules}[rule_id]

    def value(self, rule: Rule, name: str) -> Decimal:
        """The number that ``rule`` uses as its parameter ``name``.

        :raises KeyError: if the rule has no such parameter.
        """
        return self.parameters[rule.parameters[name]].number

    def to_be_confirmed(self) -> tuple[str, ...]:
        """What in this ruleset is not verified: parameters and rules by name."""
        names = [f"参数 {name}（{one.clause}）" for name, one in self.parameters.items() if not one.confirmed]
        names += [f"规则 {rule.id}（{rule.clause}）" for rule in self.rules if not rule.confirmed]
        return tuple(names if self.valid_from_confirmed else [*names, f"施行日期 {self.valid_from}"])

    def grade(self, total: Decimal) -> str:
        """The grade of a total."""
        ordered = sorted(self.grades, key=lambda grade: grade.at_least, reverse=True)
        return next((grade.name for grade in ordered if total >= grade.at_least), ordered[-1].name)


class RulesetFile(Value):
    """``ruleset.yaml`` as it is written."""

    id: str
    title: str
    document: str
    valid_from: str
    valid_from_confirmed: bool = True
    weights: Levels
    grades: tuple[Grade, ...] = Field(min_length=1)
    grades_clause: str
    parameters: dict[str, Parameter] = {}
    conventions: Conventions = Conventions()
    tiers: tuple[Tier, ...] = Field(min_length=1)
    tiers_clause: str


class Then(Value):
    """What a rule does: an award with the names of its parameters, or a flag's sentence."""

    award: str | None = None
    flag: str | None = None
    step: str | None = None
    deduct: str | None = None
    line: str | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Then:
        if (self.award is None) == (self.flag is None):
            raise ValueError("expected either “award” or “flag”")
        if self.award is not None and self.award not in AWARDS:
            raise ValueError(f"“{self.award}” is no award; {nearest(self.award, list(AWARDS))}")
        expected = set(AWARDS.get(self.award or "", ()))
        given = set(self.parameters())
        if expected != given:
            raise ValueError(f"award “{self.award}” takes {sorted(expected) or 'no parameters'}, given {sorted(given)}")
        return self

    def parameters(self) -> dict[str, str]:
        """The names of the ruleset's parameters that the award uses."""
        named = {"step": self.step, "deduct": self.deduct, "line": self.line}
        return {name: parameter for name, parameter in named.items() if parameter is not None}


class RuleFile(Value):
    """One rule file as it is written; ``when`` is checked against the vocabulary and the parameters."""

    id: str
    priority: int = Field(ge=0)
    question: str
    clause: str
    confirmed: bool = True
    when: dict[str, Words]
    then: Then
    method: str = ""
    remedy: str = ""
    cases: tuple[Case, ...] = ()

    @field_validator("when")
    @classmethod
    def _known_words(cls, when: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        for field, words in when.items():
            if field not in LISTS and field not in NUMBERS:
                raise ValueError(f"“{field}” is no field of a condition; {nearest(field, [*LISTS, *NUMBERS])}")
            known = LISTS.get(field)
            strange = [word for word in words if known is not None and word not in known]
            if strange:
                raise ValueError(f"“{strange[0]}” is no {field}; {nearest(strange[0], list(known or ()))}")
        return when

    @field_validator("then")
    @classmethod
    def _known_parameters(cls, then: Then, info: ValidationInfo) -> Then:
        parameters: dict[str, Parameter] = info.context or {}
        for name in then.parameters().values():
            if name not in parameters:
                raise ValueError(f"“{name}” is no parameter; {nearest(name, list(parameters))}")
        return then

    @model_validator(mode="after")
    def _bounds_are_numbers(self, info: ValidationInfo) -> RuleFile:
        for field in NUMBERS:
            for text in self.when.get(field, ()):
                _bound(text, info.context or {})
        return self

    def rule(self, parameters: dict[str, Parameter]) -> Rule:
        """The rule with its bounds resolved to numbers."""
        bounds = {
            field: tuple(_bound(text, parameters) for text in texts)
            for field, texts in self.when.items()
            if field in NUMBERS
        }
        words = {field: words for field, words in self.when.items() if field in LISTS}
        same = self.model_dump(exclude={"when", "then"})
        return Rule(
            **same,
            when=Condition(words=words, bounds=bounds),
            award=self.then.award,
            flag=self.then.flag,
            parameters=self.then.parameters(),
        )


def _bound(text: str, parameters: dict[str, Parameter]) -> Bound:
    match = _COMPARISON.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"“{text}” is no comparison; expected for example “>= 1.2” or “< pass_line”")
    name = match["bound"]
    if name in parameters:
        return Bound(sign=match["sign"], value=parameters[name].number)
    if not re.fullmatch(r"-?\d+(\.\d+)?", name):
        raise ValueError(f"“{name}” is neither a number nor a parameter; {nearest(name, list(parameters))}")
    return Bound(sign=match["sign"], value=Decimal(name))


def _documents(files: list[Path]) -> tuple[list[Document], list[Finding]]:
    documents: list[Document] = []
    findings: list[Finding] = []
    for file in files:
        text, said = read_text(file)
        findings.extend(said)
        if text is not None:
            document, said = parse_yaml(text, file.as_posix())
            findings.extend(said)
            documents.extend([document] if document else [])
    return documents, findings


def _rules(documents: list[Document], parameters: dict[str, Parameter]) -> tuple[list[Rule], list[Finding]]:
    rules: list[Rule] = []
    findings: list[Finding] = []
    for document in documents:
        read, said = validate(RuleFile, document, parameters)
        findings.extend(said)
        if read is not None:
            rules.append(read.rule(parameters))
    return rules, findings


def _clashes(rules: list[Rule], place: Source) -> Iterator[Finding]:
    """Two rules of one id, or two award rules of one priority: which decides would be left to chance."""
    ids: dict[str, Rule] = {}
    priorities: dict[int, Rule] = {}
    for rule in rules:
        if rule.id in ids:
            yield finding("rule-repeated", place, rule=rule.id)
        ids[rule.id] = rule
        if rule.award and rule.priority in priorities:
            yield finding("rule-priority", place, rule=rule.id, other=priorities[rule.priority].id)
        if rule.award:
            priorities[rule.priority] = rule


def read_ruleset(path: Path) -> tuple[Ruleset | None, Findings]:
    """The ruleset in a folder, or every fault in it."""
    place = Source(file=path.as_posix())
    documents, findings = _documents([path / "ruleset.yaml"])
    head, said = validate(RulesetFile, documents[0]) if documents else (None, ())
    findings.extend(said)
    if head is None:
        return None, tuple(findings)
    rule_documents, said_of_rules = _documents(sorted((path / "rules").glob("*.yaml")))
    rules, said_in_rules = _rules(rule_documents, head.parameters)
    findings += [*said_of_rules, *said_in_rules, *_clashes(rules, place)]
    if not any(rule.award for rule in rules):
        findings.append(finding("ruleset-no-award", place))
    if any(one.severity == "error" for one in findings):
        return None, tuple(findings)
    fields = {name: getattr(head, name) for name in RulesetFile.model_fields}
    return Ruleset(**fields, rules=tuple(sorted(rules, key=lambda rule: (rule.priority, rule.id)))), tuple(findings)


def ruleset_ids() -> tuple[str, ...]:
    """The rulesets that ship."""
    return tuple(sorted(path.parent.name for path in folder("rulesets").glob("*/ruleset.yaml")))


def load_ruleset(name: str) -> tuple[Ruleset | None, Findings]:
    """A shipped ruleset by its id, or the one in the folder that ``name`` is the path of."""
    if name in ruleset_ids():
        return read_ruleset(folder("rulesets") / name)
    if Path(name).is_dir():
        return read_ruleset(Path(name))
    hint = nearest(name, list(ruleset_ids()))
    return None, (finding("ruleset-unknown", None, name=name, hint=hint),)
