"""Sampling: size, coverage, inclusions, preference, repeatability, and a reason for every project."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms import read_forms
from engine.language.rendering import chinese
from engine.runs.sampling import Drawn, Method, Sample, draw, pool_of
from engine.terms import Project
from tests.builders import HERE, ROOT, YEAR, indicator


def declared(code: str, amount: str | None = "100", rows: int = 1, **fields: object) -> Project:
    """A declared form as far as a draw looks at it."""
    amounts = {"year_amount": amount, "total_amount": amount}
    texts = {"name": f"项目{code}", "department": "甲局", "kind": "履职类", "years": 1, "source": HERE}
    indicators = tuple(indicator("≥1", code=f"{number:02}") for number in range(1, rows + 1))
    return Project.model_validate({"code": code, "indicators": indicators, **amounts, **texts, **fields})


def codes(sample: Sample) -> list[str]:
    return [one.code for one in sample.projects]


def one_of(sample: Sample, code: str) -> Drawn:
    return next(one for one in sample.projects if one.code == code)


FORMS = st.builds(
    declared,
    code=st.text("ABCDEFGH0123456789", min_size=1, max_size=4),
    amount=st.none() | st.integers(0, 10**7).map(str),
    department=st.sampled_from(["甲局", "乙局", "丙局（本级）", "丙局(本级)", ""]),
    kind=st.sampled_from(["履职类", "政府投资", ""]),
    years=st.none() | st.integers(1, 5),
    rows=st.integers(0, 4),
)
POOLS = st.lists(FORMS, min_size=1, max_size=25, unique_by=lambda one: one.code)


def departments(projects: list[Project]) -> set[str]:
    return {one.department.replace("（", "(").replace("）", ")") for one in projects}


@given(POOLS, st.integers(1, 30), st.text(max_size=8), st.data())
@settings(max_examples=100, deadline=None)
def test_what_must_hold_of_every_sample(pool: list[Project], size: int, seed: str, data: st.DataObject) -> None:
    most = min(size, len(pool))
    include = data.draw(st.lists(st.sampled_from([one.code for one in pool]), max_size=most, unique=True))
    sample = draw(pool, size, seed, include)
    assert len(sample.projects) == len(set(codes(sample))) == most
    assert set(include) <= set(codes(sample))
    assert all(one.method is Method.INCLUDED for one in sample.projects if one.code in include)
    assert all(chinese(one.reason).endswith("。") and "金额" in chinese(one.reason) for one in sample.projects)
    drawn = [one for one in pool if one.code in codes(sample)]
    uncovered = [one for one in sample.findings if one.code == "sample-department-uncovered"]
    assert len(departments(drawn)) + len(uncovered) == len(departments(pool))
    outside = departments(pool) - departments([one for one in pool if one.code in include])
    if len(include) + len(outside) <= size:
        assert not uncovered
    else:
        assert uncovered[0].values["needed"] == str(len(include) + len(outside))
    assert sum(one.drawn for one in sample.strata) == most
    assert sum(one.projects for one in sample.strata) == len(pool)
    assert sample.seed == seed
    again = Sample.model_validate_json(sample.model_dump_json())
    assert again.model_dump_json() == sample.model_dump_json()


@given(POOLS, st.integers(1, 30), st.text(max_size=8), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_same_seed_draws_the_same_whatever_the_order(
    pool: list[Project], size: int, seed: str, chance: random.Random
) -> None:
    shuffled = list(pool)
    chance.shuffle(shuffled)
    assert draw(shuffled, size, seed) == draw(pool, size, seed)


def test_a_pool_is_read_in_the_order_of_codes() -> None:
    with pytest.raises(ValueError, match="A comes after B"):
        pool_of([declared("B"), declared("A")])


def test_where_a_form_was_read_changes_nothing() -> None:
    pool = [declared(str(number)) for number in range(20)]
    moved = [one.model_copy(update={"source": HERE.model_copy(update={"file": "other.txt"})}) for one in pool]
    assert draw(pool, 5, "a") == draw(moved, 5, "a")


def test_another_seed_draws_another_sample() -> None:
    pool = [declared(str(number)) for number in range(40)]
    assert len({tuple(codes(draw(pool, 10, str(seed)))) for seed in range(20)}) == 20


def test_the_pool_is_known_by_its_digest() -> None:
    pool = [declared(str(number)) for number in range(5)]
    changed = [declared("0", amount="101"), *pool[1:]]
    assert draw(pool, 2, "a").pool_sha256 == draw(reversed(pool), 2, "b").pool_sha256
    assert draw(pool, 2, "a").pool_sha256 != draw(changed, 2, "a").pool_sha256


class TestPreference:
    def test_one_that_reaches_the_interval_is_always_drawn(self) -> None:
        pool = [declared(str(number)) for number in range(20)] + [declared("large", amount="700")]
        for seed in range(30):
            large = one_of(draw(pool, 4, str(seed)), "large")  # 2700 ÷ 4 = 675
            assert large.method is Method.AMOUNT
            assert chinese(large.reason).startswith(
                "金额达到抽样间隔 675.00 元，必定入样。金额 700.00 元，居 21 个项目第 1 位；"
            )

    def frequency(self, *pool: Project) -> dict[str, int]:
        """How often each of the projects is the one that is drawn, by 2,000 seeds."""
        found = dict.fromkeys((one.code for one in pool), 0)
        for seed in range(2000):
            (code,) = codes(draw(pool, 1, str(seed)))
            found[code] += 1
        return found

    def test_twice_the_amount_is_drawn_twice_as_often(self) -> None:
        # no amount reaches the interval, which is their sum; complexity: total amounts of 0, ½, ½ and 1 place, others equal
        pool = [declared("A", "100"), declared("B", "200"), declared("C", "200"), declared("D", "400")]
        share = [(1 + Decimal(place) / 6 + Decimal(1) / 3) for place in (0, 1, 1, 2)]
        weights = [amount * part for amount, part in zip((100, 200, 200, 400), share, strict=True)]
        found = self.frequency(*pool)
        for code, weight in zip("ABCD", weights, strict=True):
            assert abs(found[code] - 2000 * weight / sum(weights)) < 100

    def test_the_complex_are_drawn_more_often_than_the_simple_of_the_same_amount(self) -> None:
        found = self.frequency(declared("simple"), declared("complex", years=5, rows=4))
        # years and rows 1 against 0, the total amounts equal: 1 + 5/6 against 1 + 1/6
        assert abs(found["complex"] - 2000 * Decimal(11) / 18) < 100

    def test_complexity_is_the_mean_of_three_places(self) -> None:
        pool = [
            declared("A", "1", years=1, rows=1),
            declared("B", "2", years=2, rows=1),
            declared("C", "3", years=3, rows=2),
        ]
        found = {one.code: str(one.complexity) for one in draw(pool, 3, "a").projects}
        # A: 0, ¼, 0; B: ½, ¼, ½; C: 1, 1, 1
        assert found == {"A": "0.08", "B": "0.42", "C": "1.00"}

    def test_one_without_an_amount_is_drawn_only_when_the_others_are(self) -> None:
        pool = [declared("none", amount=None), *(declared(str(number), "1") for number in range(5))]
        for seed in range(20):
            sample = draw(pool, 5, str(seed))
            assert "none" not in codes(sample)
            assert [one.code for one in sample.findings] == ["sample-amount-missing"]
        assert "none" in codes(draw(pool, 6, "0"))

    def test_a_total_stands_in_for_a_missing_amount_of_the_year(self) -> None:
        pool = [declared("A").model_copy(update={"year_amount": None}), declared("B")]
        sample = draw(pool, 2, "a")
        assert one_of(sample, "A").amount == Decimal(100)
        assert sample.findings == ()


class TestStrata:
    def test_places_go_to_the_strata_by_their_part_of_the_projects(self) -> None:
        pool = [declared(f"A{number}", kind="甲类") for number in range(30)]
        pool += [declared(f"B{number}", kind="乙类") for number in range(10)]
        for seed in range(10):
            strata = {one.kind: one.drawn for one in draw(pool, 8, str(seed)).strata}
            assert strata == {"甲类": 6, "乙类": 2}

    def test_a_stratum_of_larger_amounts_gets_more_places(self) -> None:
        pool = [declared(f"A{number}", "1", kind="甲类") for number in range(30)]
        pool += [declared(f"B{number}", "3", kind="乙类") for number in range(10)]
        # ¾ of the projects and ½ of the amount: 8 × ⅝ places
        for seed in range(10):
            assert {one.kind: one.drawn for one in draw(pool, 8, str(seed)).strata} == {"甲类": 5, "乙类": 3}

    def test_without_any_amount_the_projects_alone_count(self) -> None:
        pool = [declared(f"A{number}", "0", kind="甲类") for number in range(30)]
        pool += [declared(f"B{number}", "0", kind="乙类") for number in range(10)]
        drawn = [draw(pool, 8, str(seed)) for seed in range(10)]
        assert all({one.kind: one.drawn for one in sample.strata} == {"甲类": 6, "乙类": 2} for sample in drawn)
        assert len({tuple(codes(sample)) for sample in drawn}) == 10

    def test_every_department_is_covered_even_by_its_smallest(self) -> None:
        pool = [declared(f"A{number}", "1000000") for number in range(20)]
        pool += [declared(f"B{number}", "1", department=f"{number}局") for number in range(5)]
        sample = draw(pool, 6, "a")
        assert {one.department for one in sample.projects} == {"甲局", "0局", "1局", "2局", "3局", "4局"}
        assert one_of(sample, "B0").method is Method.DEPARTMENT
        assert chinese(one_of(sample, "B0").reason).startswith("覆盖部门“0局”。")

    def test_too_small_a_sample_says_who_is_left_out_and_what_would_do(self) -> None:
        pool = [declared(name, amount, department=name) for name, amount in (("甲", "3"), ("乙", "2"), ("丙", "1"))]
        sample = draw(pool, 2, "a")
        assert codes(sample) == ["乙", "甲"]
        (said,) = sample.findings
        assert (said.code, said.values) == (
            "sample-department-uncovered",
            {"department": "丙", "size": "2", "needed": "3"},
        )

    def test_what_no_form_says_is_a_stratum_of_its_own(self) -> None:
        sample = draw([declared("A", department="", kind=""), declared("B")], 2, "a")
        assert [(one.department, one.kind) for one in sample.strata] == [
            ("未填写部门", "未填写类型"),
            ("甲局", "履职类"),
        ]


class TestInclusions:
    def test_an_unknown_one_is_an_error_with_the_nearest_code(self) -> None:
        sample = draw([declared("4401"), declared("4402")], 1, "a", ["44011"])
        assert sample.projects == ()
        assert [(one.code, one.severity) for one in sample.findings] == [("sample-include-unknown", "error")]
        assert "did you mean “4401”?" in sample.findings[0].message

    def test_more_of_them_than_places_is_an_error(self) -> None:
        sample = draw([declared("A"), declared("B")], 1, "a", ["A", "B"])
        assert sample.projects == ()
        assert [one.code for one in sample.findings] == ["sample-includes-exceed"]

    def test_one_named_twice_takes_one_place(self) -> None:
        sample = draw([declared("A"), declared("B")], 2, "a", ["A", "A"])
        assert codes(sample) == ["A", "B"]
        assert chinese(one_of(sample, "A").reason).startswith("指定入样。")

    def test_they_count_for_their_department_and_stratum(self) -> None:
        pool = [declared(f"A{number}") for number in range(4)] + [
            declared(f"B{number}", department="乙局") for number in range(4)
        ]
        sample = draw(pool, 2, "a", ["A0"])
        assert {one.department for one in sample.projects} == {"甲局", "乙局"}


def test_a_sample_of_none_is_misuse() -> None:
    with pytest.raises(ValueError, match="at least one"):
        draw([declared("A")], 0, "a")


def test_more_than_there_are_draws_all_and_says_so() -> None:
    sample = draw([declared("A"), declared("B")], 27, "a")
    assert codes(sample) == ["A", "B"]
    assert [one.code for one in sample.findings] == ["sample-all"]


def test_the_commission_of_the_38_forms_about_27_of_larger_amounts() -> None:
    forms, _ = read_forms([str(ROOT / "declarations" / f"{YEAR}.txt")])
    amounts = sorted((one.year_amount or Decimal(0) for one in forms), reverse=True)
    commission = "440313241211501100017"  # 绩效评价服务: the project that asks for the sample
    for seed in range(20):
        sample = draw(forms, 27, str(seed), [commission])
        assert len(sample.projects) == 27
        assert sample.findings == ()
        assert chinese(one_of(sample, commission).reason).startswith("指定入样。")
        # 67,406,150 ÷ 27 = 2,496,524.07: the eight largest reach it
        certain = [one for one in sample.projects if one.method is Method.AMOUNT]
        assert sorted((one.amount for one in certain), reverse=True) == amounts[:8]
        assert sum(one.amount for one in sample.projects) > sum(amounts) * Decimal("0.9")
        assert {one.kind for one in sample.projects} == {one.kind for one in forms}
        assert len({one.department for one in sample.projects}) == 1
