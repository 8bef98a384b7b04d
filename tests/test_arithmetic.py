"""Sums written out in prose are checked."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.explanations.arithmetic import check_line
from engine.explanations.prose import tidy
from engine.language.findings import Findings


def _check(text: str) -> Findings:
    """What is said of a text as it stands in a form."""
    return check_line(tidy(text))


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("剩余合同款1736350元*30%=173635元", "520905", "173635"),
        ("每人500元×20人＝1000元", "10000", "1000"),
        ("5.995万元*27个=16.1865万元", "1618650", "161865"),
        ("100元+200元-50元=350元", "250", "350"),
    ],
)
def test_a_sum_that_does_not_come_out_is_said_with_both_sides(text: str, left: str, right: str) -> None:
    (said,) = _check(text)
    assert (said.code, said.values["left"], said.values["right"]) == ("arithmetic-wrong", left, right)


@pytest.mark.parametrize(
    "text",
    [
        "1736350元*30%=520905元",
        "3人×12月×5000元/月=18万元",
        "272.4万元/年×1年=272.4万元",
        "1,544,174.00*0.7=1,080,921.8元",
        "10*2+5*3=35",
        "100/3=33.33",
        "80÷100=80%",
        "8÷0=3",
        "2024-12=2012",
        "提供7*24小时服务",
        "完成率=80/100",
        "",
    ],
)
def test_what_comes_out_or_is_no_sum_is_silent(text: str) -> None:
    assert _check(text) == ()


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 10**12))
def test_a_product_is_wrong_exactly_where_it_differs(left: int, right: int, result: int) -> None:
    assert bool(_check(f"单价{left}元*{right}个={result}元")) == (left * right != result)


@given(st.decimals(0, 10**6, places=4), st.integers(1, 1000))
def test_a_result_rounded_as_written_is_right(price: Decimal, count: int) -> None:
    assert _check(f"{price}元×{count}={(price * count):.2f}元") == ()


@pytest.mark.parametrize("piece", ["1*1=1", "1*", "1a", "1,", "9" * 5000, "(1+", "1=1*1,"])
def test_a_hundred_kilobytes_are_checked(piece: str) -> None:
    assert isinstance(_check(piece * (100_000 // len(piece))), tuple)
