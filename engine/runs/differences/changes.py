"""What is not the same between two scores of one row: the causes, each said once.

A rule that was decided otherwise because the actual changed is a consequence, not a cause; a rule, a parameter or a
table that the rulesets themselves hold differently is a cause wherever a row used it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from engine.language.rendering import Coded, Content, coded, one_after_another
from engine.quantity import money
from engine.runs.differences.context import Basis, Context, maker
from engine.runs.differences.facts import used_by
from engine.runs.differences.kinds import KINDS, ORDER, Change, Kind
from engine.runs.differences.pairs import Pair
from engine.runs.record import Assessed, Origin, Score, local_time
from engine.terms import BUDGET_EXECUTION, Answer, AnswerKind, told


def row_changes(pair: Pair, given: Context) -> tuple[Change, ...]:
    """Every cause by which the two scores of a row may differ, whether or not it made a difference."""
    before, after = pair.before, pair.after
    if before is None or after is None:
        return (_row_gone_or_new(pair, given),)
    changes = [*_target(before, after), *_answers(before, after), *_budget(pair), *_actual(pair, before, after, given)]
    is_same_input = not changes
    changes += _rules(before, after, given, is_same_input=is_same_input)
    changes += [*_weight(before, after, given), *_assessed(before, after)]
    return (*changes, *(_flags(before, after, given) if is_same_input else ()))


def _row_gone_or_new(pair: Pair, given: Context) -> Change:
    score = pair.one
    text = f"{score.level1}/{score.level2}/{score.name}"
    key = f"item {score.code}"
    cause = given.ruleset.get(key)
    return Change(
        kind=Kind.ROW,
        what=coded("what-row"),
        before=text if pair.before else None,
        after=text if pair.after else None,
        by=cause.by if cause else "",
        why=cause.why if cause else coded("why-other-rows"),
        key=key if cause else "",
    )


def _target(before: Score, after: Score) -> tuple[Change, ...]:
    """Another target: declared anew, or officially adjusted by somebody for a reason."""
    if (before.target_text, before.adjusted_target) == (after.target_text, after.adjusted_target):
        return ()
    adjusted = after.adjusted_target
    return (
        Change(
            kind=Kind.TARGET,
            what=coded("what-target" if adjusted is None else "what-adjusted_target"),
            before=before.target_text,
            after=after.target_text,
            by=adjusted.by if adjusted else "",
            why=adjusted.reason if adjusted else "",
            evidence=adjusted.evidence if adjusted else "",
        ),
    )


def _answers(before: Score, after: Score) -> Iterable[Change]:
    """What persons settled otherwise, or took back: one change of each kind of answer."""
    old, new = ({one.kind: one for one in score.answers} for score in (before, after))
    for kind in (kind for kind in AnswerKind if old.get(kind) != new.get(kind)):
        was, is_now = old.get(kind), new.get(kind)
        yield Change(
            kind=Kind.ANSWER,
            what=coded(f"what-answer-{kind}"),
            before=was and _answer_words(was),
            after=is_now and _answer_words(is_now),
            by=is_now.by if is_now else "",
            why=is_now.reason if is_now else "",
            evidence=is_now.evidence if is_now else "",
        )


def _answer_words(one: Answer) -> Content:
    if one.kind is AnswerKind.DIRECTION:
        return coded(f"better-{one.value}")
    return one.value or told(one.kind, one.value)


def _budget(pair: Pair) -> tuple[Change, ...]:
    """A budget that was declared otherwise; one that was recorded otherwise is a revision of the actual."""
    old, new = (funds.total.initial for funds in pair.funds)
    if pair.one.code != BUDGET_EXECUTION or old == new:
        return ()
    amounts = [coded("none-stated") if amount is None else coded("yuan", amount=money(amount)) for amount in (old, new)]
    return (Change(kind=Kind.TARGET, what=coded("what-budget"), before=amounts[0], after=amounts[1]),)


def _actual(pair: Pair, before: Score, after: Score, given: Context) -> tuple[Change, ...]:
    if _is_same_actual(pair, before, after, given):
        return ()
    origin = after.origin
    return (
        Change(
            kind=Kind.ACTUAL,
            what=KINDS[Kind.ACTUAL],
            before=shown_actual(before),
            after=shown_actual(after),
            by=origin.by if origin else "",
            why=origin.reason if origin else "",
            revisions=(_number(before.origin), _number(origin)),
            evidence=origin.evidence if origin else "",
        ),
    )


def shown_actual(score: Score) -> str | Coded:
    """The actual as a person reads it, also where none was recorded or none could be read."""
    if score.origin is None and score.actual_text is None:
        return coded("not-recorded")
    return coded("not-recognised") if score.actual_text is None else score.actual_text


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
        texts = [_fields_used(side, rules) for side, rules in zip((given.before, given.after), decided, strict=True)]
        by = maker(given.after)
        changes.append(Change(kind=Kind.RULE, what=coded("what-rules"), before=texts[0], after=texts[1], by=by))
    return sorted(changes, key=lambda change: ORDER.index(change.kind))


def _fields_used(side: Basis, rules: Iterable[str]) -> Content | None:
    """Rules by the questions that they answer."""
    questions = {rule.id: rule.in_both("question") for rule in side.ruleset.rules} if side.ruleset else {}
    return tuple(questions.get(rule, rule) for rule in rules) or None


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
    cause = next((change for key, change in given.ruleset.items() if key.startswith("weights ")), None)
    texts = [None if score.weight is None else str(score.weight) for score in (before, after)]
    return (
        Change(
            kind=Kind.WEIGHT,
            what=KINDS[Kind.WEIGHT],
            before=texts[0],
            after=texts[1],
            by=cause.by if cause else "",
            why=cause.why if cause else "",
        ),
    )


def _assessed(before: Score, after: Score) -> tuple[Change, ...]:
    """Points that assessors gave or took after the rules."""
    if before.assessed == after.assessed:
        return ()
    texts = [_assessed_words(score.assessed) for score in (before, after)]
    new = [one for one in after.assessed if one not in before.assessed]
    by, why = (tuple(dict.fromkeys(getattr(one, name) for one in new)) for name in ("by", "reason"))
    return (
        Change(
            kind=Kind.ADJUSTMENT,
            what=coded("what-assessor"),
            before=texts[0],
            after=texts[1],
            by=by,
            why=one_after_another(why),
        ),
    )


def _assessed_words(assessed: Sequence[Assessed]) -> tuple[Coded, ...] | None:
    return tuple(map(_assessed_by, assessed)) or None


def _assessed_by(one: Assessed) -> Coded:
    values = {"points": f"{one.points:+f}", "by": one.by}
    if not one.expires:
        return coded("points-by", **values)
    return coded("points-by-until", **values, until=local_time(one.expires))
