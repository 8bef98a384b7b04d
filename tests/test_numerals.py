"""Chinese numerals as exact numbers; what leaves a place unsaid, or names a guess, is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.quantity.numerals import chinese_number

NAMES = "零一二三四五六七八九"


def named(number: int) -> str:
    """A number below a hundred million as it is said."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return named(high) + "万" + (("零" if low < 1000 else "") + named(low) if low else "")
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap else "") + NAMES[digit] + name
        gap = bool(text) and not digit
    return text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("两", "2"),
        ("两百", "200"),
        ("五百", "500"),
        ("一百零五", "105"),
        ("两千三百万", "23000000"),
        ("三万五千", "35000"),
        ("十万零五百", "100500"),
        ("三亿五千万", "350000000"),
        ("一亿", "100000000"),
        ("万", "10000"),
        ("二〇二四", "2024"),
        ("九十九点九", "99.9"),
        ("半", "0.5"),
        ("叁佰", "300"),
    ],
)
def test_numbers(text: str, number: str) -> None:
    assert chinese_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "两百五",
        "一万五",
        "三五",
        "五六",
        "十十",
        "百二",
        "万亿",
        "三万五万",
        "点五",
        "五点",
        "abc",
        "一半",
        "一百个",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert chinese_number(text) is None


@given(st.integers(1, 99_999_999))
def test_every_number_as_it_is_said(number: int) -> None:
    assert chinese_number(named(number)) == number


@given(st.text("零一二两三四五六七八九十百千万亿点半〇", max_size=12))
def test_nothing_raises(text: str) -> None:
    number = chinese_number(text)
    assert number is None or number >= 0
