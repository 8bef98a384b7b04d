from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scoring.weights import Weighed, largest_remainder, level_weights, row_weights

LEVELS = {"预算执行": Decimal(10), "产出指标": Decimal(50), "效益指标": Decimal(30), "满意度指标": Decimal(10)}
cents = st.integers(min_value=0, max_value=10_000).map(lambda value: Decimal(value) / 100)
shares = st.lists(st.decimals(min_value=0, max_value=1000, places=3), min_size=1, max_size=30).filter(sum)


@given(cents, shares)
def test_a_split_adds_up_exactly_in_hundredths(total: Decimal, split: list[Decimal]) -> None:
    parts = largest_remainder(total, split)
    assert sum(parts) == total
    assert all(part >= 0 and part == part.quantize(Decimal("0.01")) for part in parts)


@given(cents, shares)
def test_no_part_is_a_hundredth_or_more_from_its_exact_share(total: Decimal, split: list[Decimal]) -> None:
    whole = sum(split)
    for part, share in zip(largest_remainder(total, split), split, strict=True):
        assert abs(part - total * share / whole) < Decimal("0.0100001")


def test_ties_go_to_the_first() -> None:
    assert largest_remainder(Decimal(50), [Decimal(1)] * 3) == (Decimal("16.67"), Decimal("16.67"), Decimal("16.66"))


@pytest.mark.parametrize("split", [[], [Decimal(0)], [Decimal(1), Decimal(-1)]])
def test_a_split_without_positive_shares_is_misuse(split: list[Decimal]) -> None:
    with pytest.raises(ValueError, match="shares"):
        largest_remainder(Decimal(1), split)


def test_a_level_without_rows_leaves_its_weight_to_the_others_in_proportion() -> None:
    live = {"预算执行": [1], "产出指标": [1], "效益指标": [1]}
    assert level_weights(LEVELS, live) == {
        "预算执行": Decimal("11.11"),
        "产出指标": Decimal("55.56"),
        "效益指标": Decimal("33.33"),
    }


def test_rows_share_their_group_and_groups_share_their_level() -> None:
    rows = {
        "产出指标": [
            Weighed("01", "产出指标", "数量指标"),
            Weighed("02", "产出指标", "数量指标"),
            Weighed("03", "产出指标", "质量指标"),
        ]
    }
    weights = row_weights(rows, {"产出指标": Decimal(50)})
    assert weights == {"01": Decimal("12.50"), "02": Decimal("12.50"), "03": Decimal("25.00")}


@given(st.lists(st.tuples(st.sampled_from(sorted(LEVELS)), st.sampled_from("甲乙丙丁")), min_size=1, max_size=40))
def test_every_project_adds_up_to_a_hundred(rows: list[tuple[str, str]]) -> None:
    by_level: dict[str, list[Weighed]] = {}
    for number, (level, group) in enumerate(rows, 1):
        by_level.setdefault(level, []).append(Weighed(f"{number:02}", level, group))
    levels = level_weights(LEVELS, {**by_level, "预算执行": [None]})
    budget = levels.pop("预算执行")
    split = row_weights({level: rows for level, rows in by_level.items() if level != "预算执行"}, levels)
    assert budget + sum(split.values()) == 100
