"""The rule engine's adapter: which rule of a ruleset decides a case. Nothing else imports ``durable``.

durable-rules sees only short strings and small integers. A number becomes the index of its band among the bounds
that the ruleset's rules use, so every comparison on the number equals one on the index, exactly; the cases are
finitely many, and each is decided once. What the engine must be kept from is in the notes beside the code.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple

from durable import engine as durable

from engine.compare import Comparison
from engine.language.findings import Findings, finding
from engine.quantity import Ratio
from engine.rulesets import NONE, NUMBERS, Bound, Condition, Rule, Ruleset
from engine.scoring.distinct import Distinct
from engine.terms.levels import level1_of, level2_of

ABSENT = -1
CATCH_ALL = "∅"
Facts = dict[str, str | int]


class Decision(NamedTuple):
    """The rule that awards, those that adjust and those that flag; ``award`` is None where the ruleset has a gap."""

    award: Rule | None
    adjustments: tuple[Rule, ...]
    flags: tuple[Rule, ...]


class RowCategory(NamedTuple):
    """Where a case stands: what the ruleset may ask of the row rather than of the comparison."""

    level1: str
    level2: str
    project_kind: str
    core: bool = False


def band(value: Ratio | None, bounds: tuple[Decimal, ...]) -> int:
    """The index of the band ``value`` falls in: odd on a bound, even between two; ABSENT where there is no value."""
    if value is None:
        return ABSENT
    low, high = 0, len(bounds)
    while low < high:
        middle = (low + high) // 2
        if value.cmp(bounds[middle]) > 0:
            low = middle + 1
        else:
            high = middle
    is_on_bound = low < len(bounds) and value.cmp(bounds[low]) == 0
    return 2 * low + is_on_bound


def bounds_of(ruleset: Ruleset) -> dict[str, tuple[Decimal, ...]]:
    """For each number, the bounds that any rule uses, in order."""
    found: dict[str, set[Decimal]] = {field: set() for field in NUMBERS}
    for rule in ruleset.rules:
        for field, bounds in ruleset.condition(rule).bounds.items():
            found[field].update(bound.value for bound in bounds)
    return {field: tuple(sorted(values)) for field, values in found.items()}


def facts_of(compared: Comparison, category: RowCategory, bounds: Mapping[str, tuple[Decimal, ...]]) -> Facts:
    """The case as the rule engine sees it: words, and the bands of the numbers."""
    return {
        "level1": category.level1 or NONE,
        "level2": category.level2 or NONE,
        "project_kind": category.project_kind or NONE,
        "core": "yes" if category.core else "no",
        "kind": str(compared.kind),
        "operator": str(compared.operator or NONE),
        "direction": str(compared.direction or NONE),
        "dimension": str(compared.dimension),
        "outcome": str(compared.outcome),
        "measure": str(compared.measure or NONE),
        "completion": band(compared.completion, bounds["completion"]),
        "deviation": band(compared.deviation, bounds["deviation"]),
        "lateness": band(compared.lateness, bounds["lateness"]),
    }


def _bound_test(field: str, bound: Bound, bounds: tuple[Decimal, ...]) -> dict[str, Any]:
    """The comparison of a number as one of its band's index; ABSENT satisfies none."""
    index = 2 * bisect_left(bounds, bound.value) + 1
    if bound.sign == "=":
        return {field: index}
    if bound.sign in (">=", ">"):
        return {"$gte": {field: index + (bound.sign == ">")}}
    below = {"$lte": {field: index - (bound.sign == "<")}}
    return {"$and": [{"$gt": {field: ABSENT}}, below]}


def _tests(when: Condition, bounds: Mapping[str, tuple[Decimal, ...]]) -> dict[str, Any]:
    tests: list[dict[str, Any]] = [{"$lt": {"catch": 1}}]
    for field, words in when.words.items():
        either: list[dict[str, Any]] = [{field: word} for word in words]
        tests.append(either[0] if len(either) == 1 else {"$or": either})
    for field, limits in when.bounds.items():
        tests.extend(_bound_test(field, bound, bounds[field]) for bound in limits)
    return {"$and": tests} if len(tests) > 1 else tests[0]


class _QuietHost(durable.Host):  # type: ignore[misc]
    """A host without durable's two polling threads: no rule of ours has a timer."""

    def _run(self) -> None:
        return


class _Engine:
    """The one host of this process, behind a lock; a forked child gets its own.

    Rulesets cannot be replaced or freed, so each is named by the hash of its content and registered once. Messages
    carry neither ``id`` nor ``sid`` (one session). Actions only note the rule's id: an exception in one would be
    swallowed.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pid = os.getpid()
        self.host = _QuietHost()
        self.fired: list[str] = []
        self.names: set[str] = set()

    def register(self, definition: dict[str, Any]) -> str:
        """The name under which a definition answers; its last rule takes whatever no other does."""
        content = json.dumps(definition, ensure_ascii=False, sort_keys=True)
        name = f"r{self.pid}x{hashlib.sha256(content.encode()).hexdigest()[:24]}"
        if name not in self.names:
            with_actions = {rule: {**body, "run": self._noter(rule)} for rule, body in definition.items()}
            self.host.set_rulesets({name: with_actions})
            self.names.add(name)
        return name

    def _noter(self, rule: str) -> Any:
        def note(_context: Any) -> None:
            self.fired.append(rule)

        return note

    def decide(self, name: str, facts: Facts) -> str:
        """The rule that takes the message: exactly one does."""
        self.fired.clear()
        self.host.post(name, {**facts, "catch": 0})
        (rule,) = self.fired
        return rule


_engine: _Engine | None = None
_engine_lock = threading.Lock()


def _the_engine() -> _Engine:
    global _engine  # noqa: PLW0603 (durable itself is one per process)
    with _engine_lock:
        if _engine is None or _engine.pid != os.getpid():
            _engine = _Engine()
        return _engine


# a child that is forked while another thread makes the engine must not wait for that thread, which it does not have
os.register_at_fork(
    before=_engine_lock.acquire, after_in_parent=_engine_lock.release, after_in_child=_engine_lock.release
)


def _definition(ruleset: Ruleset, rules: tuple[Rule, ...], bounds: Mapping[str, tuple[Decimal, ...]]) -> dict[str, Any]:
    """durable's form of some rules: the first of them that matches fires; the last takes the rest."""
    definition: dict[str, Any] = {
        rule.id: {"pri": order, "all": [{"m": _tests(ruleset.condition(rule), bounds)}]}
        for order, rule in enumerate(rules, 1)
    }
    definition[CATCH_ALL] = {"pri": len(rules) + 1, "all": [{"m": {"$lt": {"catch": 1}}}]}
    return definition


# what a level is called, whatever its spelling in a form or in a ruleset
_NAMED: dict[str, Callable[[str], str]] = {"level1": level1_of, "level2": level2_of}


class RuleBase:
    """A ruleset ready to decide, with what was worked out under it so far (``distinct``).

    Each adjustment and flag rule is asked by itself, since one message fires one rule.
    """

    def __init__(self, ruleset: Ruleset) -> None:
        self.ruleset = ruleset
        self.distinct = Distinct(ruleset)
        self.bounds = bounds_of(ruleset)
        fields = {field for rule in ruleset.rules for field in ruleset.condition(rule).words}
        words = [field for field in Comparison.model_fields if field in fields]
        self._words = attrgetter("outcome", "kind", *words)
        self._numbers = tuple((attrgetter(field), bounds) for field, bounds in self.bounds.items() if bounds)
        self._categories = {
            field: {
                _NAMED.get(field, str)(word): word
                for rule in ruleset.rules
                for word in ruleset.condition(rule).words.get(field, ())
            }
            for field in RowCategory._fields
        }
        self._decided: dict[object, Decision] = {}

    def decide(self, compared: Comparison, category: RowCategory) -> Decision:
        """The rules that decide a case; a case that was decided before is remembered.

        Only what some rule asks for distinguishes cases, so they are finitely many whatever the forms contain.
        """
        key = (self._words(compared), category, *[band(get(compared), bounds) for get, bounds in self._numbers])
        decision = self._decided.get(key)
        if decision is None:
            decision = self._decided[key] = self._infer(facts_of(compared, category, self.bounds))
        return decision

    def category(self, level1: str, level2: str, project_kind: str, core: bool = False) -> RowCategory:
        """Where a row stands, in the words that some rule asks for."""
        known = self._categories
        return RowCategory(
            known["level1"].get(level1_of(level1), ""),
            known["level2"].get(level2_of(level2), ""),
            project_kind if project_kind in known["project_kind"] else "",
            core and bool(known["core"]),
        )

    @property
    def cases(self) -> int:
        """How many distinct cases were decided so far."""
        return len(self._decided)

    def _infer(self, facts: Facts) -> Decision:
        engine, ruleset = _the_engine(), self.ruleset
        with engine.lock:
            rule = engine.decide(engine.register(_definition(ruleset, ruleset.awards, self.bounds)), facts)
            adjustments, flags = (
                tuple(
                    one
                    for one in rules
                    if engine.decide(engine.register(_definition(ruleset, (one,), self.bounds)), facts) == one.id
                )
                for rules in (ruleset.adjustments, ruleset.flags)
            )
        award = next((one for one in ruleset.awards if one.id == rule), None)
        return Decision(award, adjustments, flags)


def gap(compared: Comparison, category: RowCategory) -> Findings:
    """The finding for a case that no rule awards."""
    facts = facts_of(compared, category, dict.fromkeys(NUMBERS, ()))
    words = ", ".join(f"{field} {value}" for field, value in facts.items() if value not in (NONE, ABSENT))
    return (finding("rule-gap", case=words),)
