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
from engine.measures.choice import is_alike, shown
from engine.quantity import plain
from engine.targets import Operator, Target, TargetKind

_GOOD = regex(r"正常|完好|合格|通过|达标|可用|在线|成功|及时|准确|按时|修复|联通|畅通|安全运行|满意|好评|采纳|完成")
_BAD = regex(
    r"错误|故障|异常|失败|不合格|不通过|不达标|未通过|未完成|不满意|逾期|差错|中断|宕机|超时|离线|掉线|断网|差评|未采纳|未按时|未及时|延期"
)
_UNHARMED = regex(
    r"(?:未|无|没有|不)(?:发生|出现|产生|存在)?(?:系统)?(?:错误|故障|异常|差错|中断|逾期|失败)|排除|修复|恢复|解决|处理|整改|"
    r"办结|响应|处置|纠正|(?<![未不])(?:按时|及时|正常)|不超时|不逾期"
)
_BAD_NAME = regex(r"逾期|故障|错误|差错|异常|失败|投诉|中断|不合格")
_NOT_BAD_NAME = regex(r"修复|解决|处理|排除|整改|及时|办结|恢复|响应|下降|降低|无故障|未")
_GOOD_PART = regex(r"^(?!.*(?:未|不|非))(?:.*)(?:正常|按时|合格|通过|成功|准确)")
_STRICT_SHARE = regex(
    r"满意度|好评率|合格率|通过率|采纳率|在线率|覆盖率|普及率|出勤率|达标率|准确率|及时率|整改率|办结率|到达率"
)
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


def check_name(name: str, formula: Formula) -> Findings:
    """A warning where a rate of the good counts the bad: 正常运行率=发生错误次数/使用次数, or the other way round."""
    part = _divided(formula)
    own = formula.name or name
    good = _GOOD.search(own) and not _BAD.search(own)
    counts_bad = _BAD.search(part) and not _UNHARMED.search(part)
    bad = _BAD_NAME.search(own) and not _NOT_BAD_NAME.search(own)
    counts_good = _GOOD_PART.search(part) and not _BAD.search(part)
    if (good and counts_bad) or (bad and counts_good):
        return (finding("formula-contradicts-name", name=own, part=part),)
    return ()


def check_other_name(name: str, formula: Formula) -> Findings:
    """A note where an indicator that is itself a rate is measured by the formula of another one."""
    own = formula.name
    if own is None or own == "目标值" or not is_rate(name) or is_alike(name, formula):
        return ()
    return (finding("formula-other-name", name=name, formula=shown(formula)),)


def check_possible(name: str, target: Target, formula: Formula | None) -> Findings:
    """A warning where a share is to be above 100%, which no share can be."""
    value = target.value
    if target.kind is not TargetKind.QUANTITY or not isinstance(value, Decimal):
        return ()
    if "%" not in (target.unit, target.unit_inferred) or target.operator in (Operator.LE, Operator.LT):
        return ()
    beyond = value > 100 or (value == 100 and target.operator is Operator.GT)
    if beyond and _is_share(name, formula):
        return (finding("target-impossible", target=target.text, name=name),)
    return ()


def _is_share(name: str, formula: Formula | None) -> bool:
    """Whether a percentage is a part of a whole, so that it ends at 100%."""
    if _STRICT_SHARE.search(name):
        return True
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
