"""What a careful evaluator would question about a formula; the target is measured as declared all the same."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from engine.explanations import Explanation, Formula, evaluate
from engine.explanations.expressions import Node, canonical, names, parse
from engine.explanations.formulas import formula_of
from engine.explanations.names import is_rate
from engine.language.findings import Findings, finding
from engine.language.patterns import regex
from engine.lexicon import NameMeaning
from engine.measures.choice import is_alike, shown
from engine.measures.direction import Understanding
from engine.quantity import plain
from engine.targets import Operator, Target, TargetKind
from engine.terms import Direction

_WHOLE = regex(r"总数|总量|总和|总人数|全部|总户数|总次数|总数量")


def _numerator(node: Node) -> Node | None:
    """What is divided, for a formula A ÷ B × 100%."""
    if node.op == "÷":
        return node.parts[0]
    if node.op in ("×", "()"):
        found = (_numerator(part) for part in node.parts)
        return next((one for one in found if one is not None), None)
    return None


def _divided(formula: Formula) -> str:
    """The name of what is divided, where it is a single figure; else an empty text."""
    read = parse(formula.expression)
    top = _numerator(read.expression) if read else None
    return top.text if top is not None and top.op == "name" else ""


def check_name(name: str, formula: Formula, by: Understanding) -> Findings:
    """A warning where a rate of the good counts the bad: 正常运行率=发生错误次数/使用次数, or the other way round."""
    part = _divided(formula)
    own = formula.name or name
    if part and _contradict(by.named(own), by.named(part), own, part):
        return (finding("formula-contradicts-name", name=own, part=part),)
    return ()


def _contradict(own: NameMeaning, part: NameMeaning, name: str, divided: str) -> bool:
    """Whether the one is better high and the other better low; 受理投诉数 is no contradiction to 投诉率, nor is a cost."""
    directions = {own.direction, part.direction}
    is_certain = own.is_certain and (part.is_certain or part.is_service or part.direction is Direction.LOWER)
    is_alike = part.word in name if own.direction is Direction.HIGHER else own.word in divided
    return directions == {Direction.HIGHER, Direction.LOWER} and is_certain and not is_alike and not part.is_limit


def check_other_name(name: str, formula: Formula) -> Findings:
    """A note where an indicator that is itself a rate is measured by the formula of another one."""
    own = formula.name
    if own is None or own == "目标值" or not is_rate(name) or is_alike(name, formula):
        return ()
    return (finding("formula-other-name", name=name, formula=shown(formula)),)


def check_possible(name: str, target: Target, formula: Formula | None, named: NameMeaning) -> Findings:
    """A warning where a share is to be above 100%, which no share can be."""
    value = target.value
    if target.kind is not TargetKind.QUANTITY or not isinstance(value, Decimal):
        return ()
    if "%" not in (target.unit, target.unit_inferred) or target.operator in (Operator.LE, Operator.LT):
        return ()
    beyond = value > 100 or (value == 100 and target.operator is Operator.GT)
    if beyond and (named.is_share or (_is_part(formula) and not named.may_exceed)):
        return (finding("target-impossible", target=target.text, name=name),)
    return ()


def _is_part(formula: Formula | None) -> bool:
    """Whether a formula divides by a whole, so that what it gives ends at 100%."""
    read = parse(formula.expression) if formula else None
    return read is not None and any(_WHOLE.search(one.text) for one in names(read.expression)[-1:])


class Rating(NamedTuple):
    """The formula of a star rating as it is computed, and what had to be said about the declared one."""

    formula: Formula
    findings: Findings


def is_rating(formula: Formula) -> bool:
    """Whether a formula weighs counts by stars."""
    return "∑" in formula.expression and any("星" in one.name for one in formula.inputs)


def _stars_and_counts(formula: Formula) -> tuple[str, str] | None:
    """The names of the stars and of the counts, where the formula has exactly these two."""
    stars = [one.name for one in formula.inputs if "星" in one.name]
    counts = [one.name for one in formula.inputs if "星" not in one.name]
    return (stars[0], counts[0]) if len(stars) == len(counts) == 1 else None


def settle_rating(formula: Formula, explanation: Explanation) -> Rating:
    """The star rating as it is computed.

    The best result must be 100%. Where the declared formula gives another one with every rating at the highest star,
    it cannot be meant literally: what is computed is ∑(count × stars) ÷ (∑count × highest star) × 100%, and a warning
    says so. Without a highest star in the text the declared formula stands.
    """
    pair, top = _stars_and_counts(formula), explanation.stars
    if pair is None or top is None:
        return Rating(formula, ())
    stars, counts = pair
    best, _ = evaluate(formula, {stars: (top,), counts: (Decimal(1),)})
    if best is not None and best.cmp(Decimal(100)) == 0:
        return Rating(formula, ())
    return _meant(formula, stars, counts, top, plain(best.decimal(2)) if best else "—")


def _meant(formula: Formula, stars: str, counts: str, top: Decimal, best: str) -> Rating:
    """The rating whose best result is 100%, and the warning."""
    count, star = Node("name", text=counts), Node("name", text=stars)
    weighed = Node("∑", (Node("×", (count, star)),), "closed")
    most = Node("()", (Node("×", (Node("∑", (count,)), Node("number", text=plain(top)))),))
    expression = Node("×", (Node("÷", (weighed, most)), Node("number", text="100%")))
    meant = formula_of(formula.text, formula.name, expression, percent=True, bound=formula.bound)
    used = canonical(expression)
    return Rating(
        meant, (finding("formula-maximum", formula=shown(formula), maximum=best, used=used, stars=plain(top)),)
    )
