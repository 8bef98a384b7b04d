"""What a text mentions, wherever it stands: figures and days with their bounds, and nothing where nothing can be read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.targets import LONGEST, Operator
from engine.targets.mentions import Mention, mentions_in

Told = tuple[str, str | None, bool]


def figures(text: str) -> list[Told]:
    return [(f"{one.number:f}", one.unit, one.is_level) for one in mentions_in(text).found if one.number is not None]


def days(text: str, year: int | None = 2024) -> list[tuple[date | None, date | None]]:
    return [(one.first, one.last) for one in mentions_in(text, year).found if one.is_day]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("满意度提高4个百分点至96%", [("4", "个百分点", False), ("96", "%", True)]),
        ("比例增长3个百分点到72%，覆盖8个村", [("3", "个百分点", False), ("72", "%", True), ("8", "个", False)]),
        ("投入由30万元提高到45万元", [("300000", "元", False), ("450000", "元", True)]),
        ("未发生事故，零投诉", [("0", None, False)]),
    ],
)
def test_a_difference_and_the_level_it_leads_to_are_two_figures(text: str, told: list[Told]) -> None:
    assert figures(text) == told


@pytest.mark.parametrize(
    ("text", "low", "high"), [("3-5万元", "30000", "50000"), ("±5%", "-5", "5"), ("6~8次", "6", "8")]
)
def test_an_interval_is_one_mention_with_both_ends(text: str, low: str, high: str) -> None:
    (one,) = mentions_in(text).found
    assert (one.number, one.upper) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["产值翻一番", "占比百分之五点", "得分在[80,90)"])
def test_what_is_no_single_figure_is_not_mentioned(text: str) -> None:
    assert mentions_in(text).found == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年6月完工", date(2024, 6, 1), date(2024, 6, 30)),
        ("6月20日完工", date(2024, 6, 20), date(2024, 6, 20)),
        ("2024年9月底完工", date(2024, 9, 21), date(2024, 9, 30)),
        ("2024年底完工", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024年3月至6月完工", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024年1-6月", date(2024, 6, 1), date(2024, 6, 30)),
        ("2024年10月1-7日", date(2024, 10, 7), date(2024, 10, 7)),
    ],
)
def test_a_time_is_the_days_on_which_it_may_have_ended(text: str, first: date, last: date) -> None:
    assert days(text) == [(first, last)]


@pytest.mark.parametrize(
    "text", ["2月30日完工", "2024年12月至2024年3月", "2024年5月8日起实施", "2024年2月28日-2月30日"]
)
def test_what_is_no_end_of_anything_is_no_day(text: str) -> None:
    assert days(text) == []


def test_a_day_without_any_year_is_no_day() -> None:
    assert days("12月25日完工", None) == []


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("不晚于2024年6月", Operator.LE),
        ("2024年6月前", Operator.LE),
        ("于2024年6月完成", None),
        ("未超过150万元", Operator.LE),
        ("超过150万元", Operator.GT),
    ],
)
def test_a_bound_is_mentioned_and_a_denied_one_turned(text: str, operator: Operator | None) -> None:
    (one,) = mentions_in(text, 2024).found
    assert one.operator is operator


def test_a_text_too_long_to_be_read_mentions_nothing() -> None:
    text = "已完成12次" + "优" * LONGEST
    read = mentions_in(text)
    assert (read.found, read.clauses) == ((), (text,))


def test_the_words_around_a_figure_go_up_to_the_next_one() -> None:
    first, second = mentions_in("计划20篇实际完成15篇").found
    assert isinstance(first, Mention)
    assert (first.before, first.behind, second.before) == ("计划", "实际完成", "实际完成")
