"""What the index adds up: exact, complete, in the run's order."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from engine.language.findings import Severity
from engine.reports import summary
from engine.runs.record import Score
from tests import make_runs

CENTS = st.decimals(min_value=0, max_value=100, places=2)


def row(name: str, lost: str, level: str = "产出指标/数量指标", weight: str = "10.00") -> Score:
    got = Decimal(weight) - Decimal(lost)
    return make_runs.score("01", f"{level}/{name}", "≥1", "1", "partly_met", points=f"{got} of {weight}")


def test_losses_by_level() -> None:
    losses = summary.losses(make_runs.run())
    assert [(loss.whole.heading, loss.whole.deduction) for loss in losses] == [
        ("预算执行", Decimal("0.27")),
        ("产出指标", Decimal("6.17")),
        ("效益指标", Decimal("0.00")),
        ("满意度指标", Decimal("5.00")),
    ]
    assert losses[1].whole == summary.Loss(
        heading="产出指标",
        rows=6,
        short=2,
        open=1,
        weight=Decimal("100.00"),
        deduction=Decimal("6.17"),
        open_weight=Decimal("25.00"),
    )
    assert [group.heading for group in losses[1].groups] == ["数量指标", "质量指标", "时效指标", "成本指标"]


def test_rows_that_do_not_apply_count_nowhere() -> None:
    headings = [group.heading for level in summary.losses(make_runs.run()) for group in level.groups]
    assert "经济效益指标" not in headings


@given(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("ABC"), CENTS), max_size=12))
def test_groups_add_up_to_their_level_and_levels_to_the_run(given_rows: list[tuple[str, str, Decimal]]) -> None:
    scores = tuple(row("名", str(lost), f"{one}/{two}", "100.00") for one, two, lost in given_rows)
    losses = summary.losses(make_runs.run(make_runs.project("1", "名", scores)))
    for level in losses:
        assert level.whole.deduction == sum(group.deduction for group in level.groups)
        assert level.whole.rows == sum(group.rows for group in level.groups)
    assert sum(level.whole.deduction for level in losses) == sum(lost for _, _, lost in given_rows)


@given(st.lists(st.one_of(st.none(), st.decimals(places=2, min_value=-(10**20), max_value=10**20))))
def test_sums_are_exact_and_leave_out_the_unknown(values: list[Decimal | None]) -> None:
    cents = sum(int(value * 100) for value in values if value is not None)
    assert summary.add(values) * 100 == cents


def test_an_empty_sum_has_two_places() -> None:
    assert str(summary.add(())) == "0.00"


def test_weights_of_a_project() -> None:
    assert summary.weight(make_runs.links()) == Decimal("100.00")


def test_largest_losses_come_first_and_equals_in_order() -> None:
    first = make_runs.project("1", "甲", (row("a", "2.00"), row("b", "0.00"), row("c", "5.00")))
    second = make_runs.project("2", "乙", (row("d", "2.00"), row("e", "7.00")))
    run = make_runs.run(first, second)
    assert [found.score.name for found in summary.largest(run)] == ["e", "c", "a", "d"]
    assert [found.score.name for found in summary.largest(run, 2)] == ["e", "c"]
    assert [(found.position, found.number) for found in summary.largest(run, 3)] == [(1, 2), (0, 3), (0, 1)]


def test_shortfalls_and_waiting_of_a_project() -> None:
    assert summary.shortfalls(make_runs.links()) == 4
    assert summary.shortfalls(make_runs.cameras()) == 0
    assert [found.score.name for found in summary.waiting(make_runs.cameras())] == [
        "预算执行率",
        "月平均在线率",
        "满意度",
    ]
    assert summary.waiting(make_runs.links()) == ()


def test_open_rows_of_the_set_know_their_project() -> None:
    assert {found.project.name for found in summary.open_rows(make_runs.run())} == {"视频监控运维服务项目（一期）"}


def test_flags_with_their_rows() -> None:
    ((found, flag),) = summary.flagged(make_runs.run())
    assert (found.score.name, flag.rule) == ("群众业务办理效率提升率", "over-fulfilled")


def test_grades_best_first_and_the_undecided_last() -> None:
    best = make_runs.project("1", "甲", (row("a", "0.00", weight="95.00"),), grade="优")
    worst = make_runs.project("2", "乙", (row("a", "50.00", weight="95.00"),), grade="差")
    run = make_runs.run(make_runs.cameras(), worst, best, worst)
    assert [(grade, len(members)) for grade, members in summary.grades(run)] == [("优", 1), ("差", 2), (None, 1)]


def test_a_finding_at_a_row_is_told_once() -> None:
    kinds = summary.findings(make_runs.run())
    assert [(kind.code, len(kind.found)) for kind in kinds] == [
        ("example-encoding", 1),
        ("example-over", 1),
        ("example-unit", 1),
    ]
    assert [kind.found[0].row is None for kind in kinds] == [True, False, False]


def test_findings_come_by_severity() -> None:
    severities = [kind.severity for kind in summary.findings(make_runs.run())]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.NOTE]


def test_the_length_of_a_bar() -> None:
    assert summary.part(Decimal("1.00"), Decimal("3.00")) == 33
    assert summary.part(2, 2) == 100
    assert summary.part(Decimal(0), Decimal(0)) == 0
