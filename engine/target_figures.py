"""Figures of a target text: a node of the grammar and its tokens become numbers, units and operators."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal

from engine.findings import Finding, finding
from engine.numerals import chinese_number
from engine.quantity import EXACT, Dimension, unit_of
from engine.target_grammar import Node, Tokens
from engine.target_model import Operator, Target, TargetKind

DIGITS_LIMIT = 18
MULTIPLIERS = {
    "十": Decimal(10),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10**4),
    "十万": Decimal(10**5),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
}
PERCENT_WORDS = {"百分比": "%", "百分点": "个百分点"}
HARD = {"GE": Operator.GE, "LE": Operator.LE, "GT": Operator.GT, "LT": Operator.LT, "EQ": Operator.EQ}
AFTER = {"ABOVE": Operator.GE, "BELOW": Operator.LE, "INSIDE": Operator.LE}
SOFT = {"RANK": Operator.LE, "RAISED": Operator.GE, "LOWERED": Operator.LE}
SMALLER_IS_BETTER = frozenset({Dimension.LENGTH, Dimension.DURATION, Dimension.WORKDAYS, Dimension.MONTHS})


@dataclass(slots=True)
class Draft:
    """A target in the making; ``first`` and ``last`` are the tokens it covers. Field names are those of Target."""

    kind: TargetKind
    first: int
    last: int
    operator: Operator | None = None
    value: Decimal | date | None = None
    unit: str | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    start: date | None = None
    yearless: str | None = None
    within: Decimal | None = None
    after: str | None = None
    direction: str | None = None
    combine: str | None = None
    parts: tuple[Target, ...] = ()
    applies_to: str | None = None
    per: str | None = None
    findings: list[Finding] = field(default_factory=list)

    def say(self, code: str, **values: object) -> None:
        """Adds a finding, once."""
        one = finding(code, **values)
        if one not in self.findings:
            self.findings.append(one)

    def target(self, text: str) -> Target:
        """The finished target, with the text it was read from."""
        given = {name: getattr(self, name) for name in FILLED}
        return Target.model_validate(
            {name: value for name, value in given.items() if value}
            | {
                "text": text,
                "value": self.value,
                "lower": self.lower,
                "upper": self.upper,
                "within": self.within,
                "findings": tuple(self.findings),
            }
        )


FILLED = tuple(one.name for one in fields(Draft) if one.name not in ("first", "last", "findings"))


@dataclass(slots=True)
class Amount:
    """A number with its unit, and what had to be assumed to read it."""

    value: Decimal
    unit: str | None = None
    approximate: bool = False
    words: bool = False
    fraction: str | None = None
    signed: bool = False


def read_amount(node: Node, tokens: Tokens) -> Amount | None:
    """The number and unit of an ``amount`` node; None where it has more digits than a target can have."""
    amount = Amount(Decimal(1))
    for position in node.items:
        assert isinstance(position, int)
        text = tokens.texts[position]
        if not _take(amount, tokens.names[position], text):
            return None
    return amount


def _take(amount: Amount, name: str, text: str) -> bool:
    """Adds one token to the amount; false where its number cannot be read."""
    if name == "NUM":
        if len(text) > DIGITS_LIMIT + 2:
            return False
        amount.value = Decimal(text.replace(",", ""))
    elif name == "UNIT":
        amount.unit = PERCENT_WORDS.get(text, text)
    elif name == "MULT":
        amount.value = EXACT.multiply(amount.value, MULTIPLIERS[text])
    elif name == "PER":
        amount.unit = f"{amount.unit or ''}{'/' + text[1:] if text[0] == '每' else text}"
    elif name == "MORE":
        amount.approximate = True
    elif name == "PCT_OF":
        amount.unit = "%"
    elif name == "PLUS_MINUS":
        amount.signed = True
    else:
        return _take_words(amount, name, text)
    return True


def _take_words(amount: Amount, name: str, text: str) -> bool:
    """Adds a number written in Chinese numerals or as a fraction."""
    amount.words = True
    if name == "CFRACTION":
        amount.fraction = text
        bottom, top = text.split("分之") if "分之" in text else reversed(text.split("/"))
        numbers = chinese_number(top) or Decimal(top), chinese_number(bottom) or Decimal(bottom)
        amount.value = EXACT.divide(*numbers)
        return True
    share = text.removeprefix("百分之") if name == "CPCT" else text
    if name == "CPCT":
        amount.unit = "%"
    number = Decimal(100) if share in ("百分百", "百", "一百") and name == "CPCT" else chinese_number(share)
    if number is None:
        return False
    amount.value = number
    return True


def split_bounds(node: Node, tokens: Tokens) -> tuple[list[int], list[Node]]:
    """The positions of the bound words of a figure, and its amounts."""
    words = [item for item in node.items if isinstance(item, int)]
    return words, [item for item in node.items if not isinstance(item, int)]


def read_bound(node: Node, tokens: Tokens) -> Draft:
    """A quantity: ``≥90%``, ``不少于2000万条``, ``90分以上``."""
    words, (amount_node,) = split_bounds(node, tokens)
    draft = Draft(TargetKind.QUANTITY, node.first, node.last)
    amount = read_amount(amount_node, tokens)
    if amount is None:
        return _unreadable(draft, "target-number-unclear", number="".join(tokens.texts[node.first : node.last + 1]))
    draft.value, draft.unit = amount.value, amount.unit
    draft.operator = read_operator(draft, words, tokens)
    if draft.kind is not TargetKind.UNREADABLE:
        _say_amount(draft, amount)
        _say_size(draft)
    return draft


def read_range(node: Node, tokens: Tokens) -> Draft:
    """A range: ``90%-95%``, ``3~5个``; a unit or multiplier written once belongs to both ends."""
    words, (low_node, high_node) = split_bounds(node, tokens)
    draft = Draft(TargetKind.RANGE, node.first, node.last)
    low, high = read_amount(low_node, tokens), read_amount(high_node, tokens)
    written = "".join(tokens.texts[node.first : node.last + 1])
    if low is None or high is None or (low.unit and low.unit != high.unit):
        return _unreadable(draft, "target-number-unclear", number=written)
    draft.lower, draft.upper, draft.unit = low.value, high.value, high.unit
    _share_multiplier(draft, low_node, high_node, tokens)
    bounds = [tokens.names[one] for one in words if tokens.names[one] not in ("BETWEEN", "AMID", "WITHIN", "INSIDE")]
    if any(name != "ABOUT" and name != "NEARLY" for name in bounds):
        return _unreadable(draft, "target-operators-conflict", operators=written)
    if bounds:
        draft.say("target-approximate", text=written)
    if draft.lower > draft.upper:
        draft.lower, draft.upper = draft.upper, draft.lower
        draft.say("target-range-reversed", text=written)
    _say_amount(draft, high)
    return draft


def _share_multiplier(draft: Draft, low: Node, high: Node, tokens: Tokens) -> None:
    """``2-3万元`` means 20,000 to 30,000."""

    def multiplier(node: Node) -> str | None:
        marks = [tokens.texts[one] for one in node.items if isinstance(one, int) and tokens.names[one] == "MULT"]
        return marks[0] if marks else None

    factor = multiplier(high)
    if factor and not multiplier(low) and draft.lower is not None and draft.upper is not None:
        scaled = EXACT.multiply(draft.lower, MULTIPLIERS[factor])
        if scaled <= draft.upper:
            draft.lower = scaled
            draft.say("target-multiplier-shared", multiplier=factor)


def read_change(node: Node, tokens: Tokens) -> Draft:
    """A change against a baseline: ``提升20%``, ``下降5%以上``, ``同比增长≥8%``."""
    draft = read_bound(node._replace(items=node.items[1:]), tokens)
    draft.first = node.first
    if draft.kind is TargetKind.QUANTITY:
        draft.kind = TargetKind.CHANGE
        draft.direction = "up" if tokens.names[node.first] == "UP" else "down"
        draft.findings = [one for one in draft.findings if one.code != "target-percent-over-100"]
    return draft


def read_operator(draft: Draft, words: list[int], tokens: Tokens) -> Operator | None:
    """The operator that the bound words amount to; contradictory ones make the draft unreadable."""
    hard: list[Operator] = []
    soft: list[Operator] = []
    written = "".join(tokens.texts[one] for one in words)
    for position in words:
        name, text = tokens.names[position], tokens.texts[position]
        if name in AFTER:
            hard.append(AFTER[name])
        elif name in HARD:
            (soft if text[0] in "达满" else hard).append(HARD[name])
            if len(text) == 2 and text[0] == text[1] and text[0] not in "=":
                hard.append(HARD[name])
        elif name in ("ABOUT", "NEARLY"):
            draft.say("target-approximate", text=written)
        else:
            soft.extend(_softly(draft, name, text))
    return _one_operator(draft, hard, soft, written)


def _softly(draft: Draft, name: str, text: str) -> list[Operator]:
    """The operators of words that only suggest one: 优于, 控制在, 提高到, 前(3名)."""
    if name == "BETTER":
        smaller = unit_of(draft.unit).dimension in SMALLER_IS_BETTER
        draft.say("target-direction-inferred", word=text, operator="<" if smaller else ">")
        return [Operator.LT if smaller else Operator.GT]
    if name in SOFT:
        draft.say("target-direction-inferred", word=text, operator=SOFT[name].value)
        return [SOFT[name]]
    return [Operator.LE] if text[0] in "控限" else []


def _one_operator(draft: Draft, hard: list[Operator], soft: list[Operator], written: str) -> Operator | None:
    """One operator of all that were written: what is stated outright goes before what is only suggested."""
    stated = set(hard)
    if len(stated) > 1 and Operator.EQ in stated:
        stated.discard(Operator.EQ)
    if stated in ({Operator.GT, Operator.GE}, {Operator.LT, Operator.LE}):
        stated -= {Operator.GE, Operator.LE}
    if len(stated) > 1:
        _unreadable(draft, "target-operators-conflict", operators=written)
        return None
    if len(hard) > 1:
        draft.say("target-operator-repeated", operators=written)
    if stated:
        return stated.pop()
    if any(one.code == "target-approximate" for one in draft.findings):
        return None
    if soft and written.startswith(("控制", "限制")):
        draft.say("target-direction-inferred", word=written, operator=soft[0].value)
    return soft[0] if soft else None


def _unreadable(draft: Draft, code: str, **values: object) -> Draft:
    """The draft emptied: nothing that looks like a number may be left of what was not understood."""
    draft.kind, draft.operator, draft.value, draft.unit = TargetKind.UNREADABLE, None, None, None
    draft.lower = draft.upper = None
    draft.say(code, **values)
    return draft


def _say_amount(draft: Draft, amount: Amount) -> None:
    """The findings of how a number and its unit are written."""
    if amount.approximate:
        draft.say("target-approximate", text="余")
    if amount.words and not amount.fraction:
        draft.say("target-number-in-words", number=format(amount.value, "f"))
    if amount.fraction:
        lenient = ROUND_UP if draft.operator in (Operator.LE, Operator.LT) else ROUND_DOWN
        draft.value = amount.value.quantize(Decimal("1e-12"), lenient, Context(prec=60)).normalize()
        draft.say("target-fraction", fraction=amount.fraction, value=format(draft.value, "f"))
    if draft.unit and draft.unit.isascii() and unit_of(draft.unit).dimension is Dimension.COUNT:
        draft.say("target-counter-unknown", unit=draft.unit)


def _say_size(draft: Draft) -> None:
    """Percentages that cannot be reached, and 290% where the sign may have been read as a digit."""
    if draft.unit != "%" or not isinstance(draft.value, Decimal) or draft.value <= 100:
        return
    if 250 <= draft.value <= 300 and draft.operator is None:
        draft.say("target-sign-as-digit", value=format(draft.value, "f"), rest=format(draft.value - 200, "f"))
    else:
        draft.say("target-percent-over-100", value=format(draft.value, "f"))
