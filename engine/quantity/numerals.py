"""Chinese numerals (二十, 五百, 两, 三分之二, 百分之九十五) as exact decimals."""

from __future__ import annotations

from decimal import Decimal

DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
WHOLE = frozenset(DIGITS) | frozenset(TENS) | frozenset(MYRIADS)
HALF = Decimal("0.5")


def _positional(text: str) -> int | None:
    """二〇二四 as 2024: digits only, read one by one."""
    if len(text) < 3 and not any(character in "零〇○" for character in text):
        return None
    return int("".join(str(DIGITS[character]) for character in text))


def _section(text: str) -> int | None:
    """A number below 10,000: 一百二十三; 百二 (a hundred and twenty) is not read."""
    total, digit, limit = 0, None, 10_000
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif TENS.get(character, limit) < limit and digit != 0:
            limit = TENS[character]
            total += (1 if digit is None else digit) * limit
            digit = None
        else:
            return None
    if digit and 10 < limit < 10_000 and text[-2] not in "零〇○":
        return None
    return total + (digit or 0)


def _tail(text: str, mark: str) -> int | None:
    """What follows 万 or 亿: a lone digit (一万五) stands for a place that is not written, and is not read."""
    if not text:
        return 0
    if mark and text[-1] in DIGITS and len(text) == 1:
        return None
    return _section(text)


def _whole(text: str) -> int | None:
    """A whole number with 亿 and 万: 三亿五千万."""
    total, rest, last = 0, text, ""
    for mark in ("亿", "万"):
        head, found, tail = rest.partition(mark)
        if not found:
            continue
        size = _section(head) if head else 1
        if size is None or (not head and len(text) > 1):
            return None
        total, rest, last = total + size * MYRIADS[mark], tail, mark
    if any(character in MYRIADS for character in rest):
        return None
    end = _tail(rest, last)
    return None if end is None else total + end


def _integer(text: str) -> int | None:
    """A whole number, place by place or digit by digit."""
    if len(text) > 1 and all(character in DIGITS for character in text):
        return _positional(text)
    return _whole(text) if text else None


def chinese_number(text: str) -> Decimal | None:
    """The number a run of Chinese numerals names, or None where it names none.

    Reads 二十, 五百, 两, 一万二千, 二〇二四, 半 (one half) and decimals (九点五). 两百五 and the like, where the last
    digit's place is understood and not written, are not read, nor are 三五 and 五六, which name a guess.
    """
    if text == "半":
        return HALF
    head, point, tail = text.partition("点")
    if not all(character in WHOLE for character in head) or not all(character in DIGITS for character in tail):
        return None
    whole = _integer(head)
    if whole is None or (point and not tail):
        return None
    return Decimal(f"{whole}.{''.join(str(DIGITS[character]) for character in tail)}" if point else whole)
