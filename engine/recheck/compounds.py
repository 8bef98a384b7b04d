"""A row whose target is several: each figure of the actual against its part, or a number of periods against how many."""

from __future__ import annotations

from decimal import Decimal

from engine.compare import compare
from engine.language.patterns import regex
from engine.language.squeezing import squeeze
from engine.measures import Measure, MeasureKind
from engine.observe import Observation
from engine.quantity import plain
from engine.recheck.achieved import Achieved, read_achieved
from engine.recheck.directions import direction_of, opposite
from engine.recheck.methods import full_step, own_step
from engine.recheck.numbers import aligned, judge_number
from engine.recheck.units import same_family, unit_in
from engine.recheck.verdict import Case, Judged, right, undecided, wrong
from engine.recheck.wording import lost_though_met
from engine.recheck.words import Words
from engine.scoring.inference import RuleBase
from engine.targets import Operator, Target, TargetKind, read_target
from engine.terms import Outcome

_PERIODS = frozenset(["次", "期", "月", "个月", "季", "季度", "个季度", "周", "天", "日", "旬"])
_OF_ALL = regex(r"^\d+\s*(?:个?月|次|期|个?季度|周|天)中(?:有)?(?=\d)")  # 12个月中有7个月
_DIRECT = Measure(kind=MeasureKind.DIRECT, description="")


def judge_compound(case: Case, target: Target, base: RuleBase, year: int) -> Judged:
    """Several targets in one cell, or how often one must be reached (5次及以上≥5%)."""
    if squeeze(case.row.actual.text) == squeeze(case.row.target.text) and case.is_full:
        return right(case.weight, "met")
    stated = read_target(_OF_ALL.sub("", case.row.actual.text.strip().rstrip("。；;")), year)
    if target.combine == "count":
        return _count(case, target, stated, base)
    return _parts(case, target, stated, base, year)


def _open(case: Case) -> Judged:
    return undecided("several-targets", text=case.row.target.text)


def _count(case: Case, target: Target, stated: Target, base: RuleBase) -> Judged:
    """How many periods reached the part: 6次, or 6次≥5%; a share of some other sense is not judged."""
    part = target.parts[0]
    counted = stated.kind is TargetKind.QUANTITY or (stated.combine == "count" and _is_as_strict(stated.parts[0], part))
    if not counted or stated.unit not in _PERIODS or not isinstance(stated.value, Decimal):
        return _open(case)
    wanted = target.model_copy(update={"kind": TargetKind.QUANTITY, "parts": (), "combine": None})
    achieved = read_achieved(f"{plain(stated.value)}{target.unit or stated.unit}", wanted, None)
    bound = stated.operator if stated.kind is TargetKind.QUANTITY else None
    nearly = Words.NEARLY.found(case.row.actual.text)
    return judge_number(case, wanted, achieved._replace(bound=bound, approximate=nearly), base)


def _is_as_strict(stated: Target, part: Target) -> bool:
    """Whether what was counted is at least what is asked for."""
    if unit_in(stated) != unit_in(part) or not isinstance(stated.value, Decimal) or not isinstance(part.value, Decimal):
        return False
    is_floor = part.operator in (None, Operator.GE, Operator.GT)
    return stated.value >= part.value if is_floor else stated.value <= part.value


def _parts(case: Case, target: Target, stated: Target, base: RuleBase, year: int) -> Judged:
    """Each part with its own figure: all met is all points, their mean is the ruleset's score."""
    given = stated.parts if stated.kind is TargetKind.COMPOUND and stated.combine == "all" else (stated,)
    pairs = [(part, _figure_for(part, target, given)) for part in target.parts]
    if any(figure is None for _, figure in pairs):
        return _open(case)
    parts: list[Target] = []
    seen: dict[str, Achieved] = {}
    clear = True
    for number, (part, figure) in enumerate(pairs, 1):
        direction = direction_of(part, case.row.model_copy(update={"name": part.applies_to or case.row.name}))
        if part.kind is not TargetKind.QUANTITY or figure is None:
            return _open(case)
        clear = clear and direction.clear
        held, achieved = aligned(part, read_achieved(figure.text, part, year))
        operator = direction.operator if direction.clear or part.operator else opposite(direction)
        parts.append(held.model_copy(update={"operator": operator, "applies_to": str(number)}))
        seen[str(number)] = achieved
    return _judge(case, target.model_copy(update={"parts": tuple(parts)}), seen, base, clear=clear)


def _figure_for(part: Target, target: Target, given: tuple[Target, ...]) -> Target | None:
    """The figure that is the part's: of its name, or else the only one in its unit where only this part is in it."""
    figures = [one for one in given if one.kind is TargetKind.QUANTITY]
    if part.applies_to:
        named = [one for one in figures if one.applies_to and squeeze(one.applies_to) == squeeze(part.applies_to)]
        if len(named) == 1:
            return named[0]
    unit = unit_in(part)
    alike = [one for one in figures if unit and one.unit and same_family(unit, one.unit)]
    rivals = [one for one in target.parts if one.kind is not TargetKind.QUANTITY or same_family(unit, unit_in(one))]
    return alike[0] if len(alike) == 1 and len(rivals) == 1 else None


def _judge(case: Case, target: Target, seen: dict[str, Achieved], base: RuleBase, *, clear: bool) -> Judged:
    """The score that the parts together give; where the direction of one is not ``clear``, only a right one is known."""
    observation = Observation(
        shown=case.row.actual.text.strip(), parts={name: one.figure for name, one in seen.items()}
    )
    compared = compare(target, _DIRECT, observation, base.ruleset.conventions, base.ruleset.tiers)
    own = own_step(base, compared, case.row, case.weight)
    if own is None or not compared.outcome.is_known:
        return _open(case)
    if case.agrees(own.points):
        return right(own.points, own.rule)
    doubtful = not clear or any(one.approximate or one.assumed or one.bound or one.picked for one in seen.values())
    if doubtful or Words.CHANGED.found(case.row.reason) or Words.SCHEME.found(case.row.criteria):
        return _open(case)
    if compared.outcome is Outcome.MET:
        return lost_though_met(case)
    if case.score > max(own.points, full_step(case.weight).points - case.tolerance):
        return wrong(case, own)
    return _open(case)
