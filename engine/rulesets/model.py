"""A ruleset as values: weights, grades, tiers, parameters, rules, each number with its unit and clause."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from engine.awards import TABLE, Given
from engine.language.errors import CodedValueError
from engine.language.findings import Value
from engine.language.phrases import filled
from engine.language.rendering import Coded, Language, coded, text_of
from engine.lexicon import MOST_ENTRIES, Entry, extended, shipped_lexicon
from engine.measures import BareValue, Understanding
from engine.rulesets.english import Translated, in_english
from engine.rulesets.kinds import Name, Percent, Points, Text
from engine.rulesets.rule import Bands, Condition, Parameter, Rule
from engine.rulesets.uses import Use, graded, idle_tables, misuses, tables_of, uses_elsewhere, uses_in, wrong_sentences
from engine.rulesets.vocabulary import DOES
from engine.terms import BUDGET_EXECUTION, is_absent
from engine.terms.levels import level1_of, level2_of

NOTHING_GIVEN = Given({}, {})


class Levels(Translated):
    """Weights by level 1.

    ``counts_as`` says where a form's row belongs here: by its level 1 or by ``level1/level2``, as a level 1 or again
    as ``level1/level2``.
    ``by_project_kind`` replaces the levels for some kinds of project. ``declared``: whether weights in the form are
    used. ``core_factor`` names the parameter by which a core indicator weighs more than its siblings.
    """

    clause: str
    confirmed: bool = True
    levels: dict[str, Points]
    counts_as: dict[str, str] = {}
    by_project_kind: dict[str, dict[str, Points]] = {}
    declared: Literal["use", "ignore"] = "use"
    core_factor: str | None = None

    @field_validator("levels")
    @classmethod
    def _sums_to_hundred(cls, levels: dict[str, Decimal]) -> dict[str, Decimal]:
        if sum(levels.values()) != 100:
            raise CodedValueError("weights-not-hundred", total=sum(levels.values()))
        return levels

    @field_validator("by_project_kind")
    @classmethod
    def _each_sums_to_hundred(cls, kinds: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Decimal]]:
        for kind, levels in kinds.items():
            if sum(levels.values()) != 100:
                raise CodedValueError("weights-of-kind-not-hundred", kind=kind, total=sum(levels.values()))
        return kinds

    @model_validator(mode="after")
    def _counts_budget(self) -> Levels:
        if BUDGET_EXECUTION not in self.levels and BUDGET_EXECUTION not in self.counts_as:
            raise CodedValueError("weights-without-budget", budget=BUDGET_EXECUTION)
        return self

    def level_and_group(self, level1: str, level2: str) -> tuple[str, str]:
        """The level 1 whose weight a row shares, and the group within it (its own level 2 unless another is named)."""
        level1, level2 = level1_of(level1), level2_of(level2)
        counted = self._counted.get((level1, level2)) or self._counted.get((level1, "")) or level1
        level, _, group = counted.partition("/")
        return self._own.get(level1_of(level), level), level2_of(group) or level2

    @cached_property
    def _counted(self) -> dict[tuple[str, str], str]:
        """``counts_as`` by the names of levels, whatever their spelling."""
        pairs = ((name.partition("/"), counted) for name, counted in self.counts_as.items())
        return {(level1_of(level1), level2_of(level2)): counted for (level1, _, level2), counted in pairs}

    @cached_property
    def _own(self) -> dict[str, str]:
        """The ruleset's own words for its levels: 产出 where forms have 产出指标."""
        return {level1_of(name): name for kind in (self.levels, *self.by_project_kind.values()) for name in kind}

    def for_kind(self, project_kind: str) -> dict[str, Decimal]:
        """The weights by level 1 for a kind of project."""
        return self.by_project_kind.get(project_kind, self.levels)


class Grade(Value):
    """A grade and the total it starts from."""

    name: str
    at_least: Percent


def grade_of(total: Decimal, grades: Iterable[Grade]) -> str:
    """The grade of a total; below the lowest grade's bound it is the lowest."""
    ordered = sorted(grades, key=lambda grade: grade.at_least, reverse=True)
    return next((grade.name for grade in ordered if total >= grade.at_least), ordered[-1].name)


class Scale(Value):
    """Grades that some place gives by bounds which are no ruleset's."""

    name: Text
    clause: Text
    confirmed: bool = True
    grades: tuple[Grade, ...] = Field(min_length=1)

    def grade(self, total: Decimal) -> str:
        """The grade of a total."""
        return grade_of(total, self.grades)


class Tier(Translated):
    """A tier of a qualitative target: the words that name it and the shares of the points it spans, in percent.

    ``default`` is the share where a tier is recorded without one. ``at_least`` belongs to the tier; ``below`` does
    not, except 100.
    """

    sentences = ("name",)

    name: str
    words: tuple[str, ...]
    at_least: Percent
    below: Percent
    default: Percent

    @model_validator(mode="after")
    def _spans(self) -> Tier:
        if not self.at_least < self.below or not self.at_least <= self.default <= self.below:
            raise CodedValueError("tier-span", tier=self.name)
        return self


class Item(Translated):
    """A row the ruleset adds to every project: judged by people in tiers, or computed from recorded inputs.

    ``target`` and ``explanation`` are read like a form's.
    """

    sentences = ("level2", "name", "target", "explanation", "clause")

    code: str
    level1: str
    level2: str
    name: str
    target: str
    explanation: str
    clause: str
    confirmed: bool = True


class Limit(Translated):
    """A cap or a pass line on the points of a level 1, or of the whole project.

    ``cap``: the points count at most this share of the weight. ``pass_line``: below this share they count nothing.
    Both name a parameter.
    """

    of: str
    cap: str | None = None
    pass_line: str | None = None
    clause: str
    confirmed: bool = True


_LISTED = ("tiers", "parameters", "bands", "limits", "items", "rules")
_ENGLISH: Any = {"en": True, "weights": {"en"}, **{name: {"__all__": {"en"}} for name in _LISTED}}

SETTLED = (("bare_zero", "at_most"), ("late_counts_from", "january_first"))
"""What rulesets could name, with the one value that it could have."""


class Conventions(Value):
    """How a target is understood where its text leaves it open.

    ``bare_value``: how a number is meant for whose direction nothing in its row speaks: a person is asked, or it is a
    floor, or exactly met. A bare 0 is a ceiling under any ruleset, and the planned time of a deadline without a start begins on 1 January; rulesets that say so, as all once did, are read.
    """

    bare_value: BareValue = "ask"

    @model_validator(mode="before")
    @classmethod
    def _without_settled(cls, written: object) -> object:
        if not isinstance(written, Mapping):
            return written
        return {name: value for name, value in written.items() if (name, value) not in SETTLED}


class Ruleset(Translated):
    """A whole ruleset, checked. ``digest`` is the SHA-256 of everything in it but what it says in English.

    ``lexicon`` are words in the names of indicators that say something else here than in the lexicon that ships, or
    that it lacks.
    """

    sentences = ("title", "document", "grades_clause", "tiers_clause")

    id: Name
    title: Text
    document: Text
    extends: str | None = None
    valid_from: str
    valid_from_confirmed: bool = True
    weights: Levels
    grades: tuple[Grade, ...] = Field(min_length=1)
    grades_clause: str
    grades_confirmed: bool = True
    tiers: tuple[Tier, ...] = Field(min_length=1)
    tiers_clause: str
    parameters: dict[Name, Parameter] = {}
    bands: dict[Name, Bands] = {}
    conventions: Conventions = Conventions()
    limits: tuple[Limit, ...] = ()
    items: tuple[Item, ...] = ()
    lexicon: tuple[Entry, ...] = Field(default=(), max_length=MOST_ENTRIES, exclude_if=is_absent)
    rules: tuple[Rule, ...] = ()

    @cached_property
    def understanding(self) -> Understanding:
        """How rows are read under the ruleset."""
        words = extended(shipped_lexicon(), self.lexicon) if self.lexicon else None
        return Understanding(self.conventions.bare_value, words)

    def with_words(self, entries: tuple[Entry, ...]) -> Ruleset:
        """The ruleset with more words, which go before its own."""
        return Ruleset.model_validate({**dict(self), "lexicon": (*self.lexicon, *entries)}) if entries else self

    @model_validator(mode="after")
    def _can_score(self) -> Ruleset:
        """A ruleset that would fail while scoring is none, wherever it comes from."""
        for rule in self.rules:
            for wrong in wrong_sentences(rule, self.parameters):
                raise CodedValueError("rule-wrong", rule=rule.id, asks=rule.named, why=wrong.why)
        for name, unit, rule, asked in idle_tables(self.rules, self.bands):
            of = {"name": name, "unit": unit, "asked": asked}
            raise CodedValueError("rule-looks-up-idle", rule=rule.id, asks=rule.named, **of)
        for use in misuses(self.uses, self.parameters):
            value = self.parameters[use.parameter]
            raise CodedValueError("used-outside", by=use.by, value=value, kind=use.kind.content)
        return self

    @property
    def uses(self) -> tuple[Use, ...]:
        """What the parameters are used for."""
        limits = (limit.model_dump() for limit in self.limits)
        in_rules = (use for rule in self.rules for use in uses_in(rule))
        return (*in_rules, *uses_elsewhere(limits, self.weights.core_factor))

    @property
    def digest(self) -> str:
        """SHA-256 of the ruleset's canonical JSON; a translation makes it no other ruleset."""
        return hashlib.sha256(self.model_dump_json(exclude=_ENGLISH).encode()).hexdigest()

    @cached_property
    def awards(self) -> tuple[Rule, ...]:
        """The rules that award points, the first to decide first."""
        return tuple(rule for rule in self.rules if rule.award)

    @cached_property
    def adjustments(self) -> tuple[Rule, ...]:
        """The rules that adjust what was awarded, in the order in which they do."""
        return tuple(rule for rule in self.rules if rule.adjust)

    @cached_property
    def flags(self) -> tuple[Rule, ...]:
        """The rules that only raise a flag."""
        return tuple(rule for rule in self.rules if rule.flag)

    def given(self, rule: Rule) -> Given:
        """What ``rule`` gives its award or adjustment.

        :raises KeyError: if any rule names a parameter or a table that the ruleset lacks.
        """
        return self._given[rule.id] if rule.parameters else NOTHING_GIVEN

    @cached_property
    def _given(self) -> dict[str, Given]:
        return {rule.id: self._gathered(rule) for rule in self.rules if rule.parameters}

    def _gathered(self, rule: Rule) -> Given:
        roles = DOES["award" if rule.award else "adjust"][rule.award or rule.adjust or ""].roles
        names = rule.parameters
        numbers = {role: self.parameters[names[role]].number for role in roles if roles[role] is not TABLE}
        return Given(numbers, {role: self.bands[names[role]] for role in roles if roles[role] is TABLE})

    def condition(self, rule: Rule) -> Condition:
        """When a rule applies: what it asks itself, and what its table of bands does: a level in a unit that converts."""
        return self._conditions[rule.id]

    @cached_property
    def _conditions(self) -> dict[str, Condition]:
        return {rule.id: self._conditioned(rule) for rule in self.rules}

    def _conditioned(self, rule: Rule) -> Condition:
        words = dict(rule.when.words)
        for table in tables_of(rule, self.bands).values():
            words |= graded(rule, table)
        return Condition(words=words, bounds=rule.when.bounds) if words != rule.when.words else rule.when

    def in_language(self, language: Language) -> Ruleset:
        """The ruleset with its sentences in a language; what it has in Chinese only stands in quotes in English."""
        return self._in_english if language is Language.ENGLISH else self

    @cached_property
    def _in_english(self) -> Ruleset:
        english: Ruleset = in_english(self)
        return english

    def sentence(
        self, template: str, rule: Rule, numbers: Mapping[str, str], language: Language = Language.CHINESE
    ) -> str:
        """A sentence of a rule with its numbers filled in: parameters by their name or role, and ``numbers``."""
        values = {name: one.content for name, one in self.parameters.items()}
        values |= {
            role: (self.parameters.get(name) or self.bands[name]).content for role, name in rule.parameters.items()
        }
        return filled(template, {name: text_of(one, language) for name, one in values.items()} | dict(numbers))

    def to_be_confirmed(self, *, worded: bool = False, language: Language = Language.CHINESE) -> tuple[str, ...]:
        """What in this ruleset is not verified, by name and clause; ``worded`` by what it means instead of its id."""
        named: list[tuple[Coded, str, str, bool]] = [
            (coded("part-valid-from"), "", self.valid_from, self.valid_from_confirmed),
            (coded("part-weights"), "", self.weights.clause, self.weights.confirmed),
            (coded("part-grades"), "", self.grades_clause, self.grades_confirmed),
        ]
        for code, numbers in (("part-parameter", self.parameters), ("part-bands", self.bands)):
            named += [(coded(code, name=name), one.meaning, one.clause, one.confirmed) for name, one in numbers.items()]
        named += [(coded("part-limit", name=one.of), "", one.clause, one.confirmed) for one in self.limits]
        named += [(coded("part-item", name=one.name), "", one.clause, one.confirmed) for one in self.items]
        named += [(coded("part-rule", name=one.id), one.matter, one.clause, one.confirmed) for one in self.rules]
        return tuple(
            text_of(coded("unconfirmed", what=(worded and meaning) or what, clause=clause), language)
            for what, meaning, clause, confirmed in named
            if not confirmed
        )

    def grade(self, total: Decimal) -> str:
        """The grade of a total; below the lowest grade's bound it is the lowest."""
        return grade_of(total, self.grades)
