"""Figures of a target text: bounds, ranges and changes with the operator that their words amount to."""

from __future__ import annotations

from decimal import Decimal

from engine.language.patterns import regex
from engine.quantity import EXACT, Dimension, plain, unit_of
from engine.targets.amounts import MULTIPLIERS, Amount, read_amount, say_amount, say_size
from engine.targets.draft import Draft
from engine.targets.grammar import Node, Tokens
from engine.targets.model import Operator, TargetKind

GE, LE, GT, LT, EQ = Operator.GE, Operator.LE, Operator.GT, Operator.LT, Operator.EQ
STATED = {
    "GE": GE,
    "LE": LE,
    "GT": GT,
    "LT": LT,
    "EQ": EQ,
    "ABOVE": GE,
    "BELOW": LE,
    "INSIDE": LE,
    "CAP": LE,
    "FLOOR": GE,
}
STRICT = {GE: GT, LE: LT}
SUGGESTED = {"FULL": GE, "RANK": LE, "RAISED": GE, "LOWERED": LE}
SMALLER_IS_BETTER = frozenset({Dimension.LENGTH, Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS})
SAVINGS = ("节约", "节省", "增收", "减排", "压减", "增产", "减产")
SHARES = frozenset({"%", "‰", "个百分点"})
# 达到 yields to any other bound: 达到5%以下
SOFT = regex("达到?至?")
NOT_BOUNDS = frozenset({"KEPT", "BETWEEN", "AMID", "INSIDE", "WITH"})


def read_bound(node: Node, tokens: Tokens) -> Draft:
    """A quantity: ``≥90%``, ``不少于2000万条``, ``90分以上``."""
    draft = _bounded(node, tokens)
    if draft.kind is TargetKind.QUANTITY:
        say_size(draft)
    return draft


def _bounded(node: Node, tokens: Tokens) -> Draft:
    draft = _draft(TargetKind.QUANTITY, node)
    (inner,) = node.nodes
    amount = read_amount(inner, tokens)
    if amount is None:
        return draft.fail("target-number-unclear", number=tokens.written(node.first, node.last))
    if amount.signed and {tokens.names[one] for one in node.words} & {"GE", "GT", "ABOVE"}:
        return draft.fail("target-operators-conflict", operators=tokens.written(node.first, node.last))
    if amount.signed:
        return _tolerance(draft, amount)
    draft.value, draft.unit, draft.multiplier = amount.value, amount.unit, amount.scale
    if amount.unit == "月":
        draft.unit = "个月"
        draft.say("target-month-or-months", text=tokens.written(node.first, node.last))
    if amount.unit == "年" and 1900 <= amount.value <= 2100:
        return draft.fail("target-number-unclear", number=tokens.written(node.first, node.last))
    read_operator(draft, node.words, tokens)
    if amount.value < 0 and "INSIDE" in node.marks:
        return draft.fail("target-number-unclear", number=tokens.written(node.first, node.last))
    if not draft.is_lost:
        say_amount(draft, amount)
    return draft


def read_change(node: Node, tokens: Tokens) -> Draft:
    """A change against a baseline: ``提升20%``, ``下降5%以上``, ``增长≥8%``.

    Money or goods saved (节约50万元) are a quantity of their own.
    """
    at = next(one for one in node.words if tokens.names[one] in ("UP", "DOWN"))
    draft = _bounded(node._replace(words=tuple(one for one in node.words if one != at)), tokens)
    draft.first, verb = node.first, tokens.texts[at]
    if draft.kind is not TargetKind.QUANTITY:
        return draft
    if tokens.names[at] == "DOWN" and tokens.texts[node.first].startswith("不"):
        return draft.fail("target-operators-conflict", operators=tokens.written(node.first, at))
    if verb.startswith(SAVINGS) and draft.unit not in SHARES:
        draft.applies_to = verb
        return draft
    draft.kind = TargetKind.CHANGE
    draft.direction = "up" if tokens.names[at] == "UP" else "down"
    say_size(draft)
    return draft


def read_change_range(node: Node, tokens: Tokens) -> Draft:
    """A change within bounds: ``增长5%-8%``; a range with a direction."""
    draft = read_range(node._replace(words=node.words[1:]), tokens)
    draft.first = node.first
    if not draft.is_lost:
        draft.direction = "up" if tokens.names[node.first] == "UP" else "down"
    return draft


def read_range(node: Node, tokens: Tokens) -> Draft:
    """A range: ``90%-95%``, ``3~5个``; a unit or multiplier written once belongs to both ends."""
    draft = _draft(TargetKind.RANGE, node)
    written = tokens.written(node.first, node.last)
    low, high = (read_amount(one, tokens) for one in node.nodes)
    if low is None or high is None or (low.unit and low.unit != high.unit) or low.is_special or high.is_special:
        return draft.fail("target-number-unclear", number=written)
    if low.value < 0 and "--" in written:
        return draft.fail("target-number-unclear", number=written)
    if _dash_is_a_list(node, tokens, draft):
        return draft.fail("target-several-figures", text=written)
    draft.lower, draft.upper, draft.unit, draft.multiplier = low.value, high.value, high.unit, high.scale or low.scale
    _share_multiplier(draft, low, high)
    names = {tokens.names[one] for one in node.words} - NOT_BOUNDS
    if names - {"ABOUT", "NEARLY"}:
        return draft.fail("target-operators-conflict", operators=written)
    if names:
        draft.say_about(written)
    if draft.lower > draft.upper:
        draft.lower, draft.upper = draft.upper, draft.lower
        draft.say("target-range-reversed", text=written)
    say_amount(draft, high)
    return draft


def _draft(kind: TargetKind, node: Node) -> Draft:
    return Draft(kind, node.first, node.last, node.marks)


def _dash_is_a_list(node: Node, tokens: Tokens, draft: Draft) -> bool:
    """Whether the two numbers are merely joined by 和 or 与, which makes a range only in 介于…和…之间."""
    joint = {tokens.texts[one] for one in node.words if tokens.names[one] == "BETWEEN"}
    return bool(joint & {"和", "与"}) and not {"AMID", "KEPT"} & draft.marks


def _tolerance(draft: Draft, amount: Amount) -> Draft:
    """±5%: from -5% to 5%."""
    draft.kind, draft.unit, draft.multiplier = TargetKind.RANGE, amount.unit, amount.scale
    draft.lower, draft.upper = -amount.value, amount.value
    say_amount(draft, amount)
    return draft


def _share_multiplier(draft: Draft, low: Amount, high: Amount) -> None:
    """``2-3万元`` means 20,000 to 30,000, and 五至十万元 50,000 to 100,000."""
    multiplier = high.multiplier or _myriad(high.in_words)
    if multiplier is None or low.multiplier is not None or _myriad(low.in_words):
        return
    scaled = EXACT.multiply(low.value, MULTIPLIERS[multiplier])
    if scaled <= high.value:
        draft.lower = Decimal(plain(scaled))
        draft.say("target-multiplier-shared", multiplier=multiplier)


def _myriad(words: str | None) -> str | None:
    """The 万 or 亿 at the end of a number in words."""
    return words[-1] if words and words[-1] in "万亿" else None


def read_operator(draft: Draft, words: tuple[int, ...], tokens: Tokens) -> None:
    """Sets the operator that the bound words amount to; contradictory ones make the draft unreadable."""
    stated: list[Operator] = []
    suggested: list[Operator] = []
    written = "".join(tokens.texts[one] for one in words)
    for position in words:
        name, text = tokens.names[position], tokens.texts[position]
        if text[0] in "》《〉〈":
            draft.say("target-sign-as-bracket", text=text, operator=STATED[name].value)
        if name in STATED and not SOFT.fullmatch(text):
            stated.append(STATED[name])
        elif name in ("ABOUT", "NEARLY"):
            draft.say_about(text)
        else:
            suggested.extend(_suggested(draft, name, text))
    if "WITHOUT" in draft.marks:
        stated = [STRICT.get(one, one) for one in stated]
    _choose_operator(draft, stated, suggested, written, {tokens.names[one] for one in words})


def _suggested(draft: Draft, name: str, text: str) -> list[Operator]:
    """The operators of words that only suggest one: 达到, 优于, 控制在, 提高到, 前(3名)."""
    if name == "GE":
        return [GE]
    if name == "BETTER":
        smaller = unit_of(draft.unit).dimension in SMALLER_IS_BETTER
        draft.say("target-direction-inferred", word=text, operator="<" if smaller else ">")
        return [LT if smaller else GT]
    if name in SUGGESTED:
        return [SUGGESTED[name]]
    return [LE] if text.startswith(("控制", "限制")) else []


def _choose_operator(
    draft: Draft, stated: list[Operator], suggested: list[Operator], written: str, names: set[str]
) -> None:
    """One operator of all that were written: what is stated outright goes before what is only suggested."""
    distinct = set(stated)
    if distinct in ({GT, GE}, {LT, LE}):
        distinct -= {GE, LE}
    if len(distinct) > 1:
        draft.fail("target-operators-conflict", operators=written)
        return
    if len(stated) > 1:
        draft.say("target-operator-repeated", operators=written)
    if stated:
        draft.operator = distinct.pop()
    elif suggested and not draft.approximate:
        draft.operator = suggested[0]
        if not written.startswith(("达", "满")) and "BETTER" not in names:
            draft.say("target-direction-inferred", word=written, operator=suggested[0].value)


def zero(node: Node, tokens: Tokens) -> Draft:
    """零事故: a quantity of none."""
    draft, text = _draft(TargetKind.QUANTITY, node), tokens.texts[node.first]
    draft.value, draft.applies_to = Decimal(0), text[1:]
    draft.say("target-zero-in-words", text=text)
    return draft


def doubled(node: Node, tokens: Tokens) -> Draft:
    """翻一番: a rise by a hundred percent; 翻两番, to four times."""
    draft, text = _draft(TargetKind.CHANGE, node), tokens.texts[node.first]
    draft.value, draft.unit, draft.direction = Decimal(300 if "两" in text else 100), "%", "up"
    draft.say("target-number-in-words", words=text, number=f"{draft.value}%")
    return draft
