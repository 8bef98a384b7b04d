"""Two or more numbers that make one figure: ``5%±1%``, ``[80,90)``, ``5、6次``, ``50人×2期``, 过半."""

from __future__ import annotations

from decimal import Decimal

from engine.language.patterns import regex
from engine.quantity import EXACT, Dimension, plain, unit_of
from engine.targets.amounts import HUNDRED, MULTIPLIERS, OTHER_NAMES, Amount, read_amount, say_amount, scale_of
from engine.targets.draft import Draft
from engine.targets.figures import GE, GT, LE, LT, NOT_BOUNDS, read_operator
from engine.targets.grammar import Node, Tokens
from engine.targets.model import TargetKind

POINTS = frozenset({"%", "个百分点"})
_INTERVAL = regex(
    r"(?P<open>[\[(【])(?P<low>-?[0-9.]+|-∞)%?[,~-](?P<high>-?[0-9.]+|\+?∞)(?P<share>%)?(?P<close>[)\]】])(?P<unit>.*)"
)
# 1 to 500 without its ends, or 1500
_THOUSANDS = regex(r"\([0-9]{1,3},[0-9]{3}\)")
_NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九", 1)} | {"两": 2, "十": 10}
# in 50人×2期 the sessions say how often; in 4次×12个月 the months do
PERIODS = frozenset({"个月", "月", "季度", "个季度", "年", "周", "个星期", "学期", "个学期", "半年", "学年"})
# 12场×8个乡镇 is so many sessions, not so many towns
PLACES = frozenset({"个", "户", "所", "家", "处", "座", "村", "镇", "乡", "县", "社区", "街道", "校"})
OCCASIONS = frozenset({"次", "期", "场", "批", "轮", "届", "班", "回", "场次", "班次", "批次", "期次"})


def tolerance(node: Node, tokens: Tokens) -> Draft:
    """``5%±1%``: from 4% to 6%. A share of something that is no share (200g±5%) is worked out."""
    draft, written = _draft(TargetKind.RANGE, node, tokens)
    middle, off = (read_amount(one, tokens) for one in node.nodes)
    if middle is None or off is None or middle.is_special or off.is_special or _is_bounded(node, tokens):
        return draft.fail("target-number-unclear", number=written)
    width = _width(middle, off)
    if width is None:
        return draft.fail("target-number-unclear", number=written)
    draft.lower, draft.upper, draft.unit = middle.value - width, middle.value + width, middle.unit or off.unit
    draft.multiplier = middle.scale or off.scale
    _say_about(draft, written)
    draft.say("target-tolerance", text=written, lower=plain(draft.lower), upper=plain(draft.upper))
    say_amount(draft, middle)
    return draft


def _width(middle: Amount, off: Amount) -> Decimal | None:
    """How far the figure may be off; None where it cannot be told (100±5%)."""
    if (
        off.unit in (None, middle.unit)
        or {middle.unit, off.unit} == POINTS
        or (middle.unit is None and off.unit != "%")
    ):
        return off.value
    if off.unit == "%" and middle.unit not in (None, "‰", "成"):
        return EXACT.divide(EXACT.multiply(middle.value, off.value), HUNDRED)
    return None


def interval(node: Node, tokens: Tokens) -> Draft:
    """``[80,90)``: a range; an end that is left out is said, as for ``>60%且<80%``; ``[60,+∞)`` is a bound."""
    draft, written = _draft(TargetKind.RANGE, node, tokens)
    match = _INTERVAL.fullmatch(next(tokens.texts[one] for one in node.words if tokens.names[one] == "INTERVAL"))
    if match is None or _is_bounded(node, tokens) or _THOUSANDS.fullmatch(written):
        return draft.fail("target-number-unclear", number=written)
    draft.unit = match["share"] or OTHER_NAMES.get(match["unit"], match["unit"]) or ("%" if "%" in written else None)
    _say_about(draft, written)
    if "∞" in match["low"]:
        draft.kind, draft.value = TargetKind.QUANTITY, Decimal(match["high"])
        draft.operator = LT if match["close"] == ")" else LE
        return draft
    low = Decimal(match["low"])
    if "∞" in match["high"]:
        draft.kind, draft.value, draft.operator = TargetKind.QUANTITY, low, GT if match["open"] == "(" else GE
        return draft
    draft.lower, draft.upper = low, Decimal(match["high"])
    if draft.lower > draft.upper:
        return draft.fail("target-number-unclear", number=written)
    if "(" in match["open"] or ")" in match["close"]:
        draft.say("target-range-strict", text=written)
    return draft


def neighbours(node: Node, tokens: Tokens) -> Draft:
    """``5、6次``: the one or the other."""
    draft, written = _draft(TargetKind.RANGE, node, tokens)
    if _is_bounded(node, tokens):
        return draft.fail("target-number-unclear", number=written)
    for position in node.words:
        _take(draft, tokens.names[position], tokens.texts[position])
    if draft.lower is None or draft.upper is None or draft.upper <= draft.lower:
        return draft.fail("target-several-figures", text=written)
    _say_about(draft, written)
    draft.say("target-one-or-the-next", text=written)
    return draft


def _take(draft: Draft, name: str, text: str) -> None:
    """Adds one token of a figure such as 5、6万次/年."""
    if name == "NEIGHBOURS":
        low, high = (Decimal(_NUMERALS.get(one, one)) for one in text.split("、"))
        if high == low + 1:
            draft.lower, draft.upper = low, high
    elif name == "MULT" and draft.lower is not None and draft.upper is not None:
        factor = MULTIPLIERS[text]
        draft.lower, draft.upper, draft.multiplier = draft.lower * factor, draft.upper * factor, scale_of(factor)
    elif name == "UNIT":
        draft.unit = OTHER_NAMES.get(text, text)
    elif name == "PER":
        draft.unit = f"{draft.unit}/{text.lstrip('/每')}"


def product(node: Node, tokens: Tokens) -> Draft:
    """``50人×2期``: 100人, where one figure says how much and the others how often."""
    draft, written = _draft(TargetKind.QUANTITY, node, tokens)
    amounts = [read_amount(one, tokens) for one in node.nodes]
    read = [one for one in amounts if one is not None and not one.is_special and one.approximate is None]
    unit = _unit_of_product([one.unit for one in read]) if len(read) == len(amounts) else None
    if unit is None:
        return draft.fail("target-unreadable", text=written)
    value = Decimal(1)
    for one in read:
        value = EXACT.multiply(value, one.value)
    draft.value, draft.unit = value, unit
    read_operator(draft, node.words, tokens)
    if not draft.is_lost:
        draft.say("target-product", text=written, product=f"{plain(value)}{unit}")
    return draft


def _rank(unit: str | None) -> int:
    """How much a unit says what is counted, money the most, rather than how often."""
    if unit in PERIODS:
        return 1
    if unit in OCCASIONS:
        return 2
    dimension = unit_of(unit).dimension
    return {Dimension.COUNT: 3, Dimension.MONEY: 4}.get(dimension, 0)


def _unit_of_product(units: list[str | None]) -> str | None:
    """The unit of a product, None where it has no sense: 2人×3天, 3m×5m, 100*200.

    A unit per something is cancelled by that something: 30人/期×4期.
    """
    factors = {unit.removeprefix("个") for unit in units if unit}
    tops = [unit.split("/", 1)[0] if unit and unit.split("/", 1)[-1] in factors else unit for unit in units]
    ranks = [_rank(unit) for unit in tops]
    best = max(ranks)
    if 0 in ranks or ranks.count(best) > 1:
        return None
    if best == 3 and 2 in ranks and tops[ranks.index(3)] in PLACES:
        return None
    if best == 3 and 1 in ranks and not any(unit and "/" in unit for unit in units):
        return None
    return tops[ranks.index(best)]


def over_half(node: Node, tokens: Tokens) -> Draft:
    """过半: more than 50%."""
    draft, written = _draft(TargetKind.QUANTITY, node, tokens)
    draft.operator, draft.value, draft.unit = GT, Decimal(50), "%"
    draft.say("target-number-in-words", words=written, number="50%")
    return draft


def _draft(kind: TargetKind, node: Node, tokens: Tokens) -> tuple[Draft, str]:
    return Draft(kind, node.first, node.last, node.marks), tokens.written(node.first, node.last)


def _say_about(draft: Draft, written: str) -> None:
    """约 and 左右 beside what is a range already."""
    if draft.marks & {"ABOUT", "NEARLY"}:
        draft.say_about(written)


def _is_bounded(node: Node, tokens: Tokens) -> bool:
    """Whether a sign stands beside what is a range already: ≥5%±1%. 控制在 and 达到 say nothing more."""
    bounds = {tokens.names[one] for one in node.words if tokens.texts[one] not in ("达", "达到", "达至", "为")}
    return bool(
        bounds - NOT_BOUNDS - {"ABOUT", "NEARLY", "UNIT", "MULT", "PER", "AROUND", "INTERVAL", "NEIGHBOURS", "EQ"}
    )
