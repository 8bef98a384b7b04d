from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.quantity import ONE, UNITS, Ratio, convert, convert_ratio, mean, plain, points, read_amount, unit_of

decimals = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
positive = st.decimals(min_value="0.0001", max_value=10**9, places=4)


@pytest.mark.parametrize(
    ("number", "text"),
    [("1E+3", "1000"), ("90.00", "90"), ("0.10", "0.1"), ("-0", "0"), ("0.000001", "0.000001"), ("-1.50", "-1.5")],
)
def test_a_number_is_written_without_exponent_and_idle_zeros(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


def test_a_third_is_kept_until_the_one_rounding() -> None:
    third = Ratio.of(1, 3)
    assert points(Decimal("30.00"), third) == Decimal("10.00")
    assert third.percent() == "33.33%"


@pytest.mark.parametrize(
    ("weight", "num", "den", "expected"),
    [("0.03", 1, 6, "0.01"), ("0.01", 1, 2, "0.01"), ("12.50", 20, 33, "7.58"), ("10", 1, 2000, "0.01")],
)
def test_points_round_half_up_exactly_on_the_half(weight: str, num: int, den: int, expected: str) -> None:
    assert points(Decimal(weight), Ratio.of(num, den)) == Decimal(expected)


@given(decimals, positive, decimals)
def test_a_ratio_compares_like_the_exact_fraction(num: Decimal, den: Decimal, other: Decimal) -> None:
    exact = Fraction(num) / Fraction(den)
    expected = (exact > Fraction(other)) - (exact < Fraction(other))
    assert Ratio.of(num, den).cmp(other) == expected


@given(st.lists(st.tuples(decimals, positive), min_size=1, max_size=20))
def test_the_mean_is_exact(pairs: list[tuple[Decimal, Decimal]]) -> None:
    ratios = [Ratio.of(num, den) for num, den in pairs]
    expected = sum((ratio.fraction() for ratio in ratios), Fraction()) / len(ratios)
    assert mean(ratios).fraction() == expected


def test_a_negative_denominator_is_turned() -> None:
    assert Ratio.of(1, -2) == Ratio(Decimal(-1), Decimal(2))


def test_a_zero_denominator_is_misuse() -> None:
    with pytest.raises(ZeroDivisionError):
        Ratio.of(1, 0)


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("90", "分钟", "小时", "1.5"),
        ("8", "cm", "m", "0.08"),
        ("2", "天", "小时", "48"),
        ("1.5", "万元", "元", "15000"),
        ("1", "年", "个月", "12"),
        ("3", "份", "个", "3"),
        ("5", None, "小时", "5"),
        ("2", "公里", "米", "2000"),
        ("6", "元/亩", "元/亩", "6"),
    ],
)
def test_units_convert_exactly(value: str, unit: str | None, to: str, expected: str) -> None:
    assert convert(Decimal(value), unit, to) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("小时", "份"),
        ("%", "分"),
        ("个月", "天"),
        ("工作日", "天"),
        ("元/亩", "元/人"),
        ("元", "%"),
        ("比1", "比2"),
        ("元/亩", "比1"),
    ],
)
def test_what_does_not_measure_the_same_never_becomes_a_number(unit: str, to: str) -> None:
    assert convert(Decimal(1), unit, to) is None


@pytest.mark.parametrize(
    ("unit", "to", "expected"),
    [
        ("小时", "分钟", Fraction(20)),
        ("分钟", "分钟", Fraction(1, 3)),
        (None, "分钟", Fraction(1, 3)),
        ("小时", "元", None),
    ],
)
def test_a_third_of_one_unit_is_exact_in_another(unit: str | None, to: str, expected: Fraction | None) -> None:
    found = convert_ratio(Ratio.of(1, 3), unit, to)
    assert (found and found.fraction()) == expected


@given(decimals, st.sampled_from(sorted(UNITS)), st.sampled_from(sorted(UNITS)))
def test_converting_there_and_back_gives_the_same(value: Decimal, unit: str, to: str) -> None:
    there = convert(value, unit, to)
    if there is None:
        assert unit_of(unit).dimension is not unit_of(to).dimension
    else:
        back = convert(there, to, unit)
        assert back is not None
        assert abs(back - value) <= abs(value) * Decimal("1e-50")


@pytest.mark.parametrize(
    ("text", "note", "expected"),
    [
        ("1,544,174.00", "", "1544174.00"),
        ("１５０，０００.００", "", "150000.00"),
        ("12.5", "(万元)", "125000"),
        ("3万元", "", "30000"),
        ("300元", "(元)", "300"),
        ("85.2万", "(元)", "852000"),
        ("86.5万", "(万元)", "865000"),
        ("865000元整", "", "865000"),
        ("人民币86.5万元", "(万元)", "865000"),
        ("￥1,200.50", "", "1200.50"),
        ("1.2亿元", "", "120000000"),
    ],
)
def test_amounts_are_exact_and_in_yuan(text: str, note: str, expected: str) -> None:
    assert read_amount(text, note) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    ["待定", "", "1.2.3", "NaN", "Infinity", "-", "约30万", "万元", "30整万", "1e9", "1e999999999", "1,5", "1_000"],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_one_is_one() -> None:
    assert ONE.cmp(Decimal(1)) == 0
