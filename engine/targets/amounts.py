"""Numbers with their units: ``90%``, ``2000万条``, ``50余户``, ``二十个``, ``三分之二``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Context, Decimal

from engine.quantity import EXACT, UNITS, Dimension, plain, unit_of
from engine.quantity.numerals import HALF, chinese_number
from engine.targets.draft import Draft
from engine.targets.grammar import Node, Tokens
from engine.targets.model import Operator, TargetKind
from engine.targets.words import LETTERS

MOST_DIGITS = 18
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
OTHER_NAMES = {"百分比": "%", "百分点": "个百分点", "元整": "元", "圆": "元", "圆整": "元", "‱": "%"}
SHARE_PLACES = Decimal("1e-12")
HUNDRED = Decimal(100)


@dataclass(slots=True)
class Amount:
    """A number with its unit as written, and how it was written."""

    value: Decimal
    unit: str | None = None
    multiplier: str | None = None
    approximate: str | None = None
    in_words: str | None = None
    fraction: str | None = None
    of: str | None = None
    ratio: str | None = None
    signed: bool = False
    below_zero: bool = False

    @property
    def scale(self) -> str | None:
        """The 万 or 亿 in which it is written, in digits or words: 万 of 5千万 and of 五十万."""
        ending = self.multiplier or (self.in_words or "")[-1:]
        return scale_of(MULTIPLIERS[ending]) if ending in MULTIPLIERS else None

    @property
    def is_special(self) -> bool:
        """Whether it is a tolerance or a fraction, of which no range is made."""
        return self.signed or self.fraction is not None


def scale_of(factor: Decimal) -> str | None:
    """The 万 or 亿 in which a figure stands that is multiplied with so much."""
    if factor < MULTIPLIERS["万"]:
        return None
    return "万" if factor < MULTIPLIERS["亿"] else "亿"


def read_amount(node: Node, tokens: Tokens) -> Amount | None:
    """The number and unit of an ``amount`` node; None where no target has such a number (too many digits)."""
    amount = Amount(Decimal(1))
    for position in node.words:
        if not _take(amount, tokens.names[position], tokens.texts[position]):
            return None
    if amount.below_zero:
        amount.value = -amount.value
    return amount if amount.of is None else _take_share(amount, amount.of)


def _take_share(amount: Amount, of: str) -> Amount | None:
    """百分之五 as 5%, 千分之三 as 3‰, 万分之五 as 0.05%."""
    if amount.unit is not None:
        return None
    if of == "万分之":
        amount.value, amount.in_words = EXACT.divide(amount.value, HUNDRED), amount.in_words or of
    amount.unit = "‰" if of == "千分之" else "%"
    return amount


def _take(amount: Amount, name: str, text: str) -> bool:
    """Adds one token to the amount; false where it cannot be read."""
    match name:
        case "NUM":
            amount.value = Decimal(text.replace(",", "").replace("−", "-"))
            return len(text) <= MOST_DIGITS
        case "UNIT":
            amount.unit = OTHER_NAMES.get(text, text)
            if text == "‱":
                amount.value, amount.in_words = EXACT.divide(amount.value, HUNDRED), text
        case "AND_A_HALF":
            return _take_and_a_half(amount, text)
        case "RATIO":
            return _take_ratio(amount, text)
        case "PER":
            amount.unit = f"{amount.unit or ''}/{text.lstrip('/每')}"
        case "MULT":
            amount.value = EXACT.multiply(amount.value, MULTIPLIERS[text])
            amount.multiplier = text
        case "MORE":
            amount.approximate = text
        case "IN_HUNDRED":
            amount.of = text
        case "SIGN":
            amount.signed = True
        case "MINUS":
            amount.below_zero = True
        case _:
            return _take_words(amount, name, text)
    return True


def _take_words(amount: Amount, name: str, text: str) -> bool:
    """Adds a number written in Chinese numerals or as a fraction."""
    if name == "PART":
        return _take_fraction(amount, text)
    amount.in_words = text
    if "成" in text:
        return _take_tenths(amount, text)
    if name == "HUNDREDTHS":
        amount.of, text = ("百分之", "一百") if text == "百分百" else (text[:3], text[3:])
    number = chinese_number(text)
    amount.value = number if number is not None else amount.value
    return number is not None


def _take_tenths(amount: Amount, text: str) -> bool:
    """Adds 八成五 or 六成半."""
    whole, _, half = text.partition("成")
    number = chinese_number(f"{whole}点{half.replace('半', '五')}")
    amount.value, amount.unit = number if number is not None else amount.value, "成"
    return number is not None


def _take_and_a_half(amount: Amount, text: str) -> bool:
    """Adds 一年半 or 2个半小时."""
    unit = text.replace("半", "").lstrip("0123456789一二两三四五六七八九十")
    number = text[: len(text) - len(unit) - 1]
    whole = Decimal(number) if number.isascii() else chinese_number(number)
    amount.value, amount.in_words = (whole or Decimal(0)) + HALF, text
    amount.unit = unit.removeprefix("个") if unit == "个小时" else unit
    return whole is not None


def _take_ratio(amount: Amount, text: str) -> bool:
    """Adds 3:1, which is 3 and the unit 比1."""
    over, mark, under = text.replace("比", ":").replace("∶", ":").partition(":")
    if not mark or not Decimal(under):
        return False
    amount.value, amount.unit, amount.ratio = Decimal(over), f"比{plain(Decimal(under))}", text
    return True


def _take_fraction(amount: Amount, text: str) -> bool:
    """Adds 三分之二, 2/3 or 一半."""
    if "半" in text:
        amount.value, amount.fraction = HALF, text
        return True
    top, bottom = text.split("分之")[::-1] if "分之" in text else text.split("/")
    numbers = [Decimal(part) if part.isascii() else chinese_number(part) for part in (top, bottom)]
    over, under = numbers
    if over is None or not under or over > under:
        return False
    amount.value, amount.fraction = EXACT.divide(over, under), text
    return True


def is_known(unit: str) -> bool:
    """Whether a unit is a counter of the grammar or made of letters that are a known unit."""
    return unit in UNITS or not unit.isascii() or unit in LETTERS or unit_of(unit).dimension is Dimension.RATE


def say_amount(draft: Draft, amount: Amount) -> None:
    """What had to be assumed to read the number and unit of a draft."""
    if amount.approximate:
        draft.say_about(amount.approximate)
    if amount.in_words:
        draft.say("target-number-in-words", words=amount.in_words, number=plain(amount.value))
    if amount.fraction:
        lenient = ROUND_UP if draft.operator in (Operator.LE, Operator.LT) else ROUND_DOWN
        share = amount.value.quantize(SHARE_PLACES, lenient, Context(prec=40))
        draft.value = Decimal(plain(share))
        draft.say("target-fraction", fraction=amount.fraction, value=plain(share))
    if amount.ratio:
        draft.say("target-ratio", text=amount.ratio, unit=draft.unit)
        if draft.operator in (Operator.LE, Operator.LT) and amount.value < Decimal(
            amount.unit[1:] if amount.unit else 0
        ):
            draft.say("target-ratio-direction", text=amount.ratio)
    if amount.value < 0:
        draft.say("target-below-zero", value=plain(amount.value))
    if draft.unit and not is_known(draft.unit):
        draft.say("target-counter-unknown", unit=draft.unit)


def say_size(draft: Draft) -> None:
    """Percentages above a hundred, but of a change, and those where the sign may have been read as a digit (290%)."""
    if draft.unit != "%" or not isinstance(draft.value, Decimal):
        return
    if 250 <= draft.value <= 300 and draft.operator is None:
        draft.say("target-sign-as-digit", value=plain(draft.value), rest=plain(draft.value - 200))
    elif draft.kind is TargetKind.CHANGE:
        return
    elif draft.value > HUNDRED or (draft.value == HUNDRED and draft.operator is Operator.GT):
        draft.say("target-percent-over-100", sign=draft.operator or "", value=plain(draft.value))
