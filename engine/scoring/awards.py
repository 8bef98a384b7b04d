"""Decision x weight -> points, exact, without clock or I/O.

An award turns a comparison into a share of the weight, adjustments change the share (:mod:`engine.awards`), and the
share becomes points at one place (:func:`engine.quantity.points`).
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.awards import ADJUSTMENTS, AWARDS, Calculation, clamp, cut_of
from engine.compare import Comparison
from engine.language.rendering import Content
from engine.quantity import ONE, Ratio, points
from engine.quantity.expressions import LEAST, MOST, Expression
from engine.rulesets import Rule, Ruleset
from engine.scoring.inference import Decision


class Points(NamedTuple):
    """The points of one row and what is lacking to the weight, in hundredths; None where nothing is scored."""

    points: Decimal | None
    deduction: Decimal | None


UNSCORED = Points(None, None)


def _share(compared: Comparison, rule: Rule | None, ruleset: Ruleset) -> Ratio | None:
    """The share that a rule awards, before it is cut; None where nothing is scored."""
    if rule is None or rule.award is None:
        return None
    return AWARDS[rule.award].share(compared, ruleset.given(rule))


def _adjusted(share: Ratio, compared: Comparison, rule: Rule, ruleset: Ruleset) -> Ratio:
    return ADJUSTMENTS[rule.adjust or ""].share(share, compared, ruleset.given(rule))


def shares(compared: Comparison, decision: Decision, ruleset: Ruleset) -> tuple[Ratio, ...]:
    """The share that a rule awards, and that after each adjustment, before they are cut; none where nothing is scored.

    :raises KeyError: if an award is unknown or its rule lacks a parameter.
    """
    raw = _share(compared, decision.award, ruleset)
    if raw is None:
        return ()
    made = [raw]
    for adjustment in decision.adjustments:
        made.append(_adjusted(clamp(made[-1]), compared, adjustment, ruleset))
    return tuple(made)


def score_points(weight: Decimal, compared: Comparison, decision: Decision, ruleset: Ruleset) -> Points:
    """The points of a decided case: none where no rule awards, or the award is ``none``.

    :raises KeyError: if an award is unknown or its rule lacks a parameter.
    """
    made = shares(compared, decision, ruleset)
    if not made:
        return UNSCORED
    share = clamp(made[-1])
    got = weight if share is ONE else points(weight, share)
    return Points(got, weight - got)


class Judged(NamedTuple):
    """A case with all that its points come from; ``weight`` is None where the row has none.

    ``ends`` are what an open case may come to.
    """

    compared: Comparison
    decision: Decision
    ruleset: Ruleset
    weight: Decimal | None
    got: Points
    ends: tuple[Judged, ...] = ()


def judge(compared: Comparison, decision: Decision, ruleset: Ruleset, weight: Decimal | None) -> Judged:
    """The case with its points, and with what full ones would have taken under the ruleset."""
    got = UNSCORED if weight is None else score_points(weight, compared, decision, ruleset)
    if got.deduction:
        needs = _needs(compared, decision, ruleset)
        compared = compared if needs is compared.needs else compared.model_copy(update={"needs": needs})
    return Judged(compared, decision, ruleset, weight, got)


def _needs(compared: Comparison, decision: Decision, ruleset: Ruleset) -> Content | None:
    """What everything that took points away asks for."""
    rule, share = decision.award, _share(compared, decision.award, ruleset)
    needed = []
    if rule and rule.award and share and share.cmp(Decimal(1)) < 0:
        needed.append(AWARDS[rule.award].needs(compared, ruleset.given(rule)))
    needed += [ADJUSTMENTS[one.adjust or ""].needs(compared, ruleset.given(one)) for one in decision.adjustments]
    parts = tuple(part for one in needed if one for part in (one if isinstance(one, tuple) else (one,)))
    return parts[0] if len(parts) == 1 else parts or compared.needs


def calculation_of(judged: Judged) -> Calculation | None:
    """The points as arithmetic with its numbers; None where nothing is scored."""
    compared, decision, ruleset, weight, got, _ = judged
    rule, raw = decision.award, _share(compared, decision.award, ruleset)
    if rule is None or rule.award is None or raw is None or got.points is None:
        return None
    part = AWARDS[rule.award].working(compared, ruleset.given(rule))
    for adjustment in decision.adjustments:
        part = ADJUSTMENTS[adjustment.adjust or ""].working(_cut(part, raw), compared, ruleset.given(adjustment))
        raw = _adjusted(clamp(raw), compared, adjustment, ruleset)
    return Calculation(str(weight), part, got.points, cut_of(raw))


def _cut(part: Expression, share: Ratio) -> Expression:
    """The working of a share that goes on being adjusted, cut where the share is beyond 0 or 1."""
    cut = cut_of(share)
    return part if not cut else (MOST, part, "0") if cut == "at 0" else (LEAST, part, "1")


def formula(judged: Judged) -> Content:
    """The points as a formula that can be redone on paper: ``12.50 × 20 ÷ 33 = 7.58``; empty where nothing is scored."""
    made = calculation_of(judged)
    return "" if made is None else made.content
