"""What is not the same between two scores of one row, and between two rulesets: the causes, each said once.

A rule that was decided otherwise because the actual changed is a consequence, not a cause; a rule, a parameter or a
table that the rulesets themselves hold differently is a cause wherever a row used it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from engine.language.findings import Value
from engine.quantity import money
from engine.rulesets import Ruleset
from engine.runs.differences.facts import Fact, facts, used_by
from engine.runs.record import Assessed, Digest, Funds, Origin, Run, Score, local_time
from engine.terms import BUDGET_EXECUTION

NOT_RECORDED = "未填报"


class Kind(StrEnum):
    """What kind of thing is not the same."""

    ACTUAL = "actual"
    TIER = "tier"
    TARGET = "target"
    RULE = "rule"
    PARAMETER = "parameter"
    WEIGHT = "weight"
    FLAG = "flag"
    ADJUSTMENT = "adjustment"
    ROW = "row"
    DECLARATION = "declaration"
    SOFTWARE = "software"
    UNKNOWN = "unknown"


KINDS: dict[Kind, str] = {
    Kind.ACTUAL: "实际完成值",
    Kind.TIER: "定性分档",
    Kind.TARGET: "指标值",
    Kind.RULE: "规则",
    Kind.PARAMETER: "参数",
    Kind.WEIGHT: "分值",
    Kind.FLAG: "复核事项",
    Kind.ADJUSTMENT: "得分调整",
    Kind.ROW: "指标增减",
    Kind.DECLARATION: "申报表",
    Kind.SOFTWARE: "程序版本",
    Kind.UNKNOWN: "原因不明",
}


ORDER = tuple(Kind)


class Change(Value):
    """One thing that is not the same. ``before`` or ``after`` is None where that side has no such thing.

    ``by`` and ``why`` say who made it so on the second side and for what reason, as far as the run knows;
    ``revisions`` are the numbers of the two revisions of an actual. ``key`` names the thing within a ruleset.
    """

    kind: Kind
    what: str
    before: str | None = None
    after: str | None = None
    by: str = ""
    why: str = ""
    revisions: tuple[int | None, int | None] | None = None
    evidence: str = ""
    key: str = ""


class Basis(NamedTuple):
    """What a run was computed from: its ruleset (None where this version cannot read it) and its digests by name."""

    run: Run
    ruleset: Ruleset | None
    digests: Mapping[str, str]


class Pair(NamedTuple):
    """A row on both sides, or on one, with the code of its project and the funds it was scored with."""

    project: str
    before: Score | None
    after: Score | None
    funds: tuple[Funds, Funds] = (Funds(), Funds())

    @property
    def one(self) -> Score:
        """The newer of the two.

        :raises ValueError: if the pair is empty.
        """
        score = self.after or self.before
        if score is None:
            raise ValueError("a pair holds at least one row")
        return score


class Context(NamedTuple):
    """Two runs, and what their rulesets hold differently, by key."""

    before: Basis
    after: Basis
    ruleset: Mapping[str, Change]


def basis(run: Run) -> Basis:
    """A run with its ruleset read."""
    try:
        ruleset = Ruleset.model_validate_json(run.ruleset_content)
    except ValueError:  # a run of another version, or one built by hand
        ruleset = None
    inputs = chain(run.inputs, *(one.inputs for one in run.projects))
    return Basis(run, ruleset, _digests(inputs))


def _digests(inputs: Iterable[Digest]) -> dict[str, str]:
    return {f"{one.what} {one.name}": one.sha256 for one in inputs}


def context(before: Run, after: Run) -> Context:
    """Two runs, ready to compare their rows."""
    sides = basis(before), basis(after)
    return Context(*sides, _ruleset_changes(*sides))


def _ruleset_changes(before: Basis, after: Basis) -> dict[str, Change]:
    """What the rulesets hold differently, by key, in the order of the newer one."""
    if before.ruleset is None or after.ruleset is None or before.ruleset == after.ruleset:
        return {}
    old, new = facts(before.ruleset), facts(after.ruleset)
    keys = [key for key in {**new, **old} if _text(old, key) != _text(new, key)]
    return {key: _fact_change(key, old.get(key), new.get(key), _maker(after.run)) for key in keys}


def _text(known: Mapping[str, Fact], key: str) -> str | None:
    fact = known.get(key)
    return fact.text if fact else None


def _fact_change(key: str, before: Fact | None, after: Fact | None, by: str) -> Change:
    fact = after or before
    assert fact is not None
    return Change(
        kind=Kind(fact.kind),
        what=fact.what,
        before=before.text if before else None,
        after=after.text if after else None,
        by=by,
        why=fact.clause,
        key=key,
    )


def _maker(run: Run) -> str:
    """What made a rule or a number so: the ruleset, by its title."""
    return f"规则集 {run.ruleset_title or run.ruleset}"


def row_changes(pair: Pair, given: Context) -> tuple[Change, ...]:
    """Every cause by which the two scores of a row may differ, whether or not it made a difference."""
    before, after = pair.before, pair.after
    if before is None or after is None:
        return (_row_gone_or_new(pair, given),)
    changes = [*_target(before, after), *_budget(pair), *_actual(pair, before, after, given)]
    is_same_input = not changes
    changes += _rules(before, after, given, is_same_input=is_same_input)
    changes += [*_weight(before, after, given), *_assessed(before, after)]
    return (*changes, *(_flags(before, after, given) if is_same_input else ()))


def _row_gone_or_new(pair: Pair, given: Context) -> Change:
    score = pair.one
    text = f"{score.level1}/{score.level2}/{score.name}"
    key = f"item {score.code}"
    said = given.ruleset.get(key)
    return Change(
        kind=Kind.ROW,
        what="计分指标",
        before=text if pair.before else None,
        after=text if pair.after else None,
        by=said.by if said else "",
        why=said.why if said else "申报表的指标有增减",
        key=key if said else "",
    )


def _target(before: Score, after: Score) -> tuple[Change, ...]:
    """Another target: declared anew, or officially adjusted by somebody for a reason."""
    if (before.target_text, before.adjusted_target) == (after.target_text, after.adjusted_target):
        return ()
    adjusted = after.adjusted_target
    return (
        Change(
            kind=Kind.TARGET,
            what="年度指标值" if adjusted is None else "调整指标值",
            before=before.target_text,
            after=after.target_text,
            by=adjusted.by if adjusted else "",
            why=adjusted.reason if adjusted else "",
            evidence=adjusted.evidence if adjusted else "",
        ),
    )


def _budget(pair: Pair) -> tuple[Change, ...]:
    """A budget that was declared otherwise; one that was recorded otherwise is a revision of the actual."""
    old, new = (funds.total.initial for funds in pair.funds)
    if pair.one.code != BUDGET_EXECUTION or old == new:
        return ()
    texts = ["未填" if amount is None else f"{money(amount)} 元" for amount in (old, new)]
    return (Change(kind=Kind.TARGET, what="年初预算数", before=texts[0], after=texts[1]),)


def _actual(pair: Pair, before: Score, after: Score, given: Context) -> tuple[Change, ...]:
    if _is_same_actual(pair, before, after, given):
        return ()
    origin = after.origin
    return (
        Change(
            kind=Kind.ACTUAL,
            what="实际完成值",
            before=shown_actual(before),
            after=shown_actual(after),
            by=origin.by if origin else "",
            why=origin.reason if origin else "",
            revisions=(_number(before.origin), _number(origin)),
            evidence=origin.evidence if origin else "",
        ),
    )


def shown_actual(score: Score) -> str:
    """The actual as a person reads it, also where none was recorded or none could be read."""
    if score.origin is None and score.actual_text is None:
        return NOT_RECORDED
    return "无法识别" if score.actual_text is None else score.actual_text


def _number(origin: Origin | None) -> int | None:
    return origin.revision if origin else None


def _is_same_actual(pair: Pair, before: Score, after: Score, given: Context) -> bool:
    """Whether both were scored from the same record; a text that is only shown otherwise is no other actual."""
    if before.origin != after.origin:
        return False
    digests = [_digest(side, pair.project, score) for side, score in ((given.before, before), (given.after, after))]
    if None not in digests and before.code == after.code:
        return digests[0] == digests[1]
    return before.actual_text == after.actual_text


def _digest(side: Basis, project: str, score: Score) -> str | None:
    return side.digests.get(f"actual {project}/{score.code}/{_number(score.origin)}")


def _rules(before: Score, after: Score, given: Context, *, is_same_input: bool) -> Sequence[Change]:
    """What of the rulesets' differences this row used; where none is known but another rule decided, that rule."""
    changes = [given.ruleset[key] for key in _keys(before, after, given) if key in given.ruleset]
    decided = [_decided_by(score) for score in (before, after)]
    if decided[0] != decided[1] and is_same_input and given.ruleset and not changes:
        texts = [_asked(side, rules) for side, rules in zip((given.before, given.after), decided, strict=True)]
        by = _maker(given.after.run)
        changes.append(Change(kind=Kind.RULE, what="适用规则", before=texts[0], after=texts[1], by=by))
    return sorted(changes, key=lambda change: ORDER.index(change.kind))


def _asked(side: Basis, rules: Iterable[str]) -> str | None:
    """Rules by the questions that they answer."""
    questions = {rule.id: rule.question for rule in side.ruleset.rules} if side.ruleset else {}
    return "、".join(questions.get(rule, rule) for rule in rules) or None


def _decided_by(score: Score) -> tuple[str, ...]:
    """The rules that points come from; one that only raises a flag deducts nothing."""
    flags = {flag.rule for flag in score.flags}
    return tuple(rule for rule in score.rules if rule not in flags)


def _keys(before: Score, after: Score, given: Context) -> Iterable[str]:
    """The keys of everything in the rulesets that decided one of the two scores."""
    keys: dict[str, None] = {}
    for side, score in ((given.before, before), (given.after, after)):
        keys |= _keys_of(side, _decided_by(score))
        if score.award == "tier":
            keys |= dict.fromkeys(key for key in given.ruleset if key.startswith("tier "))
    if before.outcome != after.outcome or before.trace.comparison != after.trace.comparison:
        keys |= dict.fromkeys(key for key in given.ruleset if key.startswith("convention "))
    return keys


def _keys_of(side: Basis, rules: Sequence[str]) -> dict[str, None]:
    numbers = used_by(side.ruleset, rules) if side.ruleset else ()
    return dict.fromkeys([*numbers, *(f"rule {rule}" for rule in rules)])


def _flags(before: Score, after: Score, given: Context) -> tuple[Change, ...]:
    """Flags that the rulesets raise otherwise on the same figures; they move no points."""
    old, new = ({flag.rule: flag.message for flag in score.flags} for score in (before, after))
    changes = []
    for rule in [rule for rule in {**old, **new} if (rule in old) != (rule in new)]:
        keys = {**_keys_of(given.before, [rule]), **_keys_of(given.after, [rule])}
        cause = next((given.ruleset[key] for key in keys if key in given.ruleset), Change(kind=Kind.RULE, what=""))
        update = {"kind": Kind.FLAG, "what": KINDS[Kind.FLAG], "before": old.get(rule), "after": new.get(rule)}
        changes.append(cause.model_copy(update=update))
    return tuple(changes)


def _weight(before: Score, after: Score, given: Context) -> tuple[Change, ...]:
    if before.weight == after.weight:
        return ()
    said = next((change for key, change in given.ruleset.items() if key.startswith("weights ")), None)
    texts = [None if score.weight is None else str(score.weight) for score in (before, after)]
    return (
        Change(
            kind=Kind.WEIGHT,
            what="分值",
            before=texts[0],
            after=texts[1],
            by=said.by if said else "",
            why=said.why if said else "",
        ),
    )


def _assessed(before: Score, after: Score) -> tuple[Change, ...]:
    """Points that assessors gave or took after the rules."""
    if before.assessed == after.assessed:
        return ()
    texts = [_assessed_text(score.assessed) for score in (before, after)]
    new = [one for one in after.assessed if one not in before.assessed]
    by, why = (tuple(dict.fromkeys(getattr(one, name) for one in new)) for name in ("by", "reason"))
    return (
        Change(
            kind=Kind.ADJUSTMENT,
            what="评分人调整",
            before=texts[0],
            after=texts[1],
            by="、".join(by),
            why="；".join(why),
        ),
    )


def _assessed_text(assessed: Sequence[Assessed]) -> str | None:
    ends = (f"，至 {local_time(one.expires)}" if one.expires else "" for one in assessed)
    texts = (f"{one.points:+f}（{one.by}{end}）" for one, end in zip(assessed, ends, strict=True))
    return "、".join(texts) or None


def pair_rows(before: Sequence[Score], after: Sequence[Score]) -> tuple[tuple[Score | None, Score | None], ...]:
    """The rows of two tables, matched: by code and name, else by a place and name that occur once on both sides.

    A form that was imported again may number its rows otherwise. The newer table's order; what it lacks comes last.
    """
    left = {score.code: score for score in before}
    found: dict[str, Score] = {}
    for score in after:
        if score.code in left and left[score.code].name == score.name:
            found[score.code] = left.pop(score.code)
    old = _by_place(left.values())
    new = _by_place(score for score in after if score.code not in found)
    for place, scores in new.items():
        if len(scores) == 1 and len(old.get(place, ())) == 1:
            found[scores[0].code] = left.pop(old[place][0].code)
    return (*((found.get(score.code), score) for score in after), *((score, None) for score in left.values()))


def _by_place(scores: Iterable[Score]) -> dict[tuple[str, str, str], list[Score]]:
    places: dict[tuple[str, str, str], list[Score]] = {}
    for score in scores:
        places.setdefault((score.level1, score.level2, score.name), []).append(score)
    return places
