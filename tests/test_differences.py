"""Differences of two runs: what changed, by whom and why, and what each change did; nothing is unaccounted for."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from engine.language.rendering import chinese
from engine.rulesets import Item, Limit, Ruleset
from engine.rulesets.model import Grade
from engine.runs.differences import (
    Change,
    Differences,
    Kind,
    Pair,
    ProjectDifference,
    RowDifference,
    signed,
)
from engine.runs.record import AdjustedTarget, Assessed
from engine.scoring.evaluate import Case
from engine.terms import Outcome
from tests.builders import budget, case, indicator, project, recorded, shipped
from tests.runs import differences, redeclared, revised, scored, whole, with_parameter, without


def row_of(found: Differences, code: str = "01") -> RowDifference:
    """The difference of one row of the only project that changed."""
    return next(row for row in project_of(found).rows if row.code == code)


def project_of(found: Differences) -> ProjectDifference:
    (one,) = found.projects
    return one


def cause_of(row: RowDifference) -> Change:
    (one,) = row.changes
    return one


def effect_of(row: RowDifference) -> dict[tuple[Kind, ...], str]:
    return {one.kinds: str(one.points) for one in row.effects}


def with_award(ruleset: Ruleset, rule: str, award: str) -> Ruleset:
    """The ruleset with another award of one rule."""
    rules = tuple(one.model_copy(update={"award": award}) if one.id == rule else one for one in ruleset.rules)
    return ruleset.model_copy(update={"rules": rules})


def with_levels(ruleset: Ruleset, **levels: str) -> Ruleset:
    """The ruleset with other weights by level 1."""
    numbers = {name: Decimal(weight) for name, weight in levels.items()}
    weights = ruleset.weights.model_copy(update={"levels": {**ruleset.weights.levels, **numbers}})
    return ruleset.model_copy(update={"weights": weights})


class TestNothing:
    def test_a_run_differs_from_itself_in_nothing_and_says_so(self) -> None:
        run = scored(whole())
        found = differences(run, run)
        assert (found.projects, found.ruleset, found.software, found.unchanged) == ((), (), (), 1)
        assert [one.code for one in found.findings] == ["runs-same"]

    def test_another_assessor_with_the_same_figures_changes_no_project(self) -> None:
        found = differences(scored(whole()), scored(whole(), assessor="评价组", role="第三方"))
        assert found.projects == ()
        assert found.findings == ()
        assert (found.before.role, found.after.role, found.after.assessor) == ("自评", "第三方", "评价组")


class TestActuals:
    def test_a_revision_is_named_with_who_why_and_evidence_and_what_it_did(self) -> None:
        found = differences(scored(whole()), scored(revised(whole(), "01", "20条")))
        row = row_of(found)
        cause = cause_of(row)
        assert (cause.kind, cause.before, cause.after) == (Kind.ACTUAL, "33条", "20条")
        assert (cause.revisions, cause.by, cause.why) == ((1, 2), "评价组", "现场核查只有20条")
        assert cause.evidence == "核查.pdf"
        # 25.00 × 20 ÷ 33 = 15.15
        assert row.points == Decimal("-9.85")
        assert effect_of(row) == {(Kind.ACTUAL,): "-9.85"}
        project = project_of(found)
        assert (project.before.total, project.after.total, project.points) == (
            Decimal("100.00"),
            Decimal("90.15"),
            Decimal("-9.85"),
        )

    def test_another_rule_that_follows_from_another_actual_is_no_cause(self) -> None:
        found = differences(scored(whole()), scored(revised(whole(), "01", "20条")))
        row = row_of(found)
        assert row.before is not None
        assert row.after is not None
        assert row.before.rules != row.after.rules
        assert {one.kind for one in row.changes} == {Kind.ACTUAL}

    def test_a_revision_that_says_the_same_is_told_and_does_nothing(self) -> None:
        found = differences(scored(whole()), scored(revised(whole(), "01", "33条", reason="补充佐证")))
        assert cause_of(row_of(found)).why == "补充佐证"
        assert effect_of(row_of(found)) == {(Kind.ACTUAL,): "0.00"}
        assert project_of(found).points == 0

    def test_a_missing_actual_that_was_recorded_closes_the_range(self) -> None:
        found = differences(scored(without(whole(), "03")), scored(whole()))
        row, project = row_of(found, "03"), project_of(found)
        assert (chinese(cause_of(row).before), cause_of(row).after, cause_of(row).revisions) == (
            "未填报",
            "85%",
            (None, 1),
        )
        assert (row.points, row.effects, project.points) == (None, (), None)
        assert (project.before.total, project.before.total_range) == (None, (Decimal("70.00"), Decimal("100.00")))
        assert (project.before.rank, project.after.rank) == (None, 1)

    def test_an_executed_budget_is_an_actual_and_a_declared_one_is_not(self) -> None:
        spent = whole().model_copy(update={"recorded": {**whole().recorded, "预算执行": budget("80")}})
        row = row_of(differences(scored(whole()), scored(spent)), "预算执行")
        assert cause_of(row).kind is Kind.ACTUAL
        assert effect_of(row) == {(Kind.ACTUAL,): "-2.00"}
        larger = whole().model_copy(
            update={"project": whole().project.model_copy(update={"year_amount": Decimal(125)})}
        )
        row = row_of(differences(scored(whole()), scored(larger)), "预算执行")
        assert (cause_of(row).kind, chinese(cause_of(row).before), chinese(cause_of(row).after)) == (
            Kind.TARGET,
            "100.00 元",
            "125.00 元",
        )
        assert effect_of(row) == {(Kind.TARGET,): "-2.00"}


class TestTargets:
    def test_a_target_declared_anew(self) -> None:
        short = whole(r01="20条")
        found = differences(scored(short), scored(redeclared(short, "01", target_text="≥20")))
        row = row_of(found)
        assert [(one.kind, one.before, one.after) for one in row.changes] == [(Kind.TARGET, "≥33", "≥20")]
        assert effect_of(row) == {(Kind.TARGET,): "9.85"}

    def test_an_official_adjustment_is_named_with_who_and_why(self) -> None:
        adjusted = AdjustedTarget(number=1, target_text="≥25", declared="≥33", by="财政局", reason="深财〔2024〕9号")
        short = whole(r01="20条")
        found = differences(scored(short), scored(short.model_copy(update={"targets": {"01": adjusted}})))
        cause = cause_of(row_of(found))
        assert (chinese(cause.what), cause.before, cause.after) == ("调整指标值", "≥33", "≥25")
        assert (cause.by, cause.why) == ("财政局", "深财〔2024〕9号")
        # 25.00 × 20 ÷ 25 = 20.00
        assert effect_of(row_of(found)) == {(Kind.TARGET,): "4.85"}

    def test_an_explanation_that_moves_points_is_put_down_to_the_form(self) -> None:
        before = redeclared(whole(r03="2025-01-17"), "03", target_text="100%")
        after = redeclared(before, "03", explanation="全部工作完成时间控制在2024年12月31日以前")
        found = differences(scored(before), scored(after))
        row = row_of(found, "03")
        assert row.before is not None
        assert row.after is not None
        assert (row.before.outcome, row.after.outcome) == (Outcome.OPEN, Outcome.PARTLY_MET)
        assert [(one.kind, chinese(one.what)) for one in row.changes] == [(Kind.DECLARATION, "申报表")]
        assert {one.kind for one in project_of(found).changes} == {Kind.DECLARATION}

    def test_a_form_with_another_name_and_unit(self) -> None:
        named = whole().model_copy(
            update={"project": whole().project.model_copy(update={"name": "新名", "unit": "乙"})}
        )
        changes = project_of(differences(scored(whole()), scored(named))).changes
        assert [(chinese(one.what), one.before, one.after) for one in changes][:2] == [
            ("项目名称", "项目P1", "新名"),
            ("实施单位", "", "乙"),
        ]


class TestRulesets:
    def test_a_parameter_is_named_with_its_reach(self) -> None:
        late = whole(r02="2025-01-17")
        found = differences(scored(late), scored(late, ruleset=with_parameter(shipped(), "late_deduct", "20")))
        (reached,) = found.ruleset
        change = reached.change
        assert (change.kind, change.key, change.before, change.after) == (
            Kind.PARAMETER,
            "parameter late_deduct",
            "10%",
            "20%",
        )
        assert "办法未规定" in chinese(change.why)
        # 17 of 366 days: one step; 25.00 × (1 − 20%) instead of × (1 − 10%)
        assert (reached.rows, reached.projects, reached.points, reached.shared) == (1, 1, Decimal("-2.50"), 0)
        assert cause_of(row_of(found, "02")) == change

    def test_a_parameter_that_only_raises_flags_moves_no_points(self) -> None:
        far = whole(r01="43条")
        found = differences(scored(far), scored(far, ruleset=with_parameter(shipped(), "over_fulfilled_from", "150")))
        assert [one.change.key for one in found.ruleset] == ["parameter over_fulfilled_from"]
        cause = cause_of(row_of(found))
        assert (cause.kind, cause.after, cause.key) == (Kind.FLAG, None, "parameter over_fulfilled_from")
        assert row_of(found).effects == ()
        assert project_of(found).points == 0

    def test_a_rule_that_counts_otherwise(self) -> None:
        short = whole(r01="20条")
        found = differences(scored(short), scored(short, ruleset=with_award(shipped(), "quantity-short", "zero")))
        (reached,) = found.ruleset
        assert (reached.change.kind, reached.rows, reached.points) == (Kind.RULE, 1, Decimal("-15.15"))
        assert chinese(reached.change.what) == "定量指标是否未完成指标值？"
        assert chinese(reached.change.before) == (
            "适用：方向为 越高越好或恰好；结果为 部分完成或未完成。处理：按完成率计分，最高不超过分值。"
            "未完成指标值的，按完成值与指标值的比例记分。优先级 70"
        )
        assert "处理：不得分。" in chinese(reached.change.after)
        assert effect_of(row_of(found)) == {(Kind.RULE,): "-15.15"}

    def test_a_rule_that_changed_where_no_row_uses_it_reaches_nothing(self) -> None:
        found = differences(scored(whole()), scored(whole(), ruleset=with_award(shipped(), "quantity-short", "zero")))
        (reached,) = found.ruleset
        assert (reached.rows, reached.projects, str(reached.points)) == (0, 0, "0.00")
        assert found.projects == ()

    def test_a_rule_and_its_new_parameter_are_one_cause(self) -> None:
        short = whole(r01="20条")
        found = differences(scored(short), scored(short, ruleset=shipped("mof-2021-101")))
        reached = {one.change.key: one for one in found.ruleset}
        assert reached["rule quantity-short"].shared == 0
        assert reached["rule quantity-short"].points == sum(
            one.points for one in row_of(found).effects if Kind.RULE in one.kinds
        )

    def test_a_grade_that_starts_elsewhere(self) -> None:
        stricter = shipped().model_copy(
            update={"grades": (Grade(name="优", at_least=Decimal(95)), *shipped().grades[1:])}
        )
        found = differences(scored(whole(r01="20条")), scored(whole(r01="20条"), ruleset=stricter))
        (reached,) = found.ruleset
        assert (reached.change.key, reached.projects) == ("grade 优", 1)
        project = project_of(found)
        assert (project.before.grade, project.after.grade, str(project.points), project.rows) == (
            "优",
            "良",
            "0.00",
            (),
        )

    def test_a_row_that_a_ruleset_adds(self) -> None:
        item = Item(
            code="D1",
            level1="产出指标",
            level2="数量指标",
            name="立项依据充分性",
            target="≥1",
            explanation="",
            clause="示例条款",
        )
        found = differences(scored(whole()), scored(whole(), ruleset=shipped().model_copy(update={"items": (item,)})))
        cause = cause_of(row_of(found, "D1"))
        assert (cause.kind, cause.before, chinese(cause.why)) == (Kind.ROW, None, "示例条款")
        assert row_of(found, "D1").before is None

    def test_a_tier_that_spans_other_shares(self) -> None:
        worded = redeclared(whole(r01="部分达成"), "01", target_text="达成预期指标")
        tiers = tuple(
            one.model_copy(update={"default": Decimal(65)}) if one.name.startswith("部分") else one
            for one in shipped().tiers
        )
        found = differences(scored(worded), scored(worded, ruleset=shipped().model_copy(update={"tiers": tiers})))
        row = row_of(found)
        assert [one.key.split(" ")[0] for one in row.changes] == ["tier"]
        assert effect_of(row) == {(Kind.PARAMETER,): "-1.25"}

    def test_another_rule_that_decides_by_a_place_that_moved_is_named_by_its_question(self) -> None:
        ruleset = shipped()
        strict = next(one for one in ruleset.rules if one.id == "quantity-short")
        words = {**strict.when.words, "level1": ("效益指标",)}
        first = strict.model_copy(
            update={
                "id": "benefit-short",
                "question": "效益是否未达到？",
                "award": "zero",
                "priority": strict.priority - 1,
                "when": strict.when.model_copy(update={"words": words}),
            }
        )
        asked = ruleset.model_copy(update={"rules": (first, *ruleset.rules)})
        moved = asked.model_copy(
            update={"weights": asked.weights.model_copy(update={"counts_as": {"成本指标": "效益指标"}})}
        )
        cost = case(project(indicator("≥10", level1="成本指标")), recorded("5"))
        row = row_of(differences(scored(cost, ruleset=asked), scored(cost, ruleset=moved)))
        cause = next(one for one in row.changes if one.kind is Kind.RULE)
        assert (chinese(cause.before), chinese(cause.after)) == ("定量指标是否未完成指标值？", "效益是否未达到？")
        assert chinese(cause.by) == "评分规则 项目支出绩效评价管理办法（财预〔2020〕10号）"

    def test_a_factor_for_core_indicators_is_a_weight(self) -> None:
        ruleset = shipped()
        weights = ruleset.weights.model_copy(update={"core_factor": "late_step"})
        found = differences(scored(whole()), scored(whole(), ruleset=ruleset.model_copy(update={"weights": weights})))
        (reached,) = found.ruleset
        assert (reached.change.kind, chinese(reached.change.what), reached.change.before) == (
            Kind.WEIGHT,
            "核心指标的倍数",
            None,
        )

    def test_a_ruleset_that_cannot_be_read_is_said(self) -> None:
        run = scored(whole(r01="20条"))
        old = run.model_copy(update={"ruleset_content": "{}", "run": "old"})
        found = differences(old, run)
        assert [one.code for one in found.findings] == ["diff-ruleset-unreadable"]
        assert found.ruleset == ()


class TestWeights:
    def test_a_weight_alone_is_told_as_such(self) -> None:
        heavier = with_levels(shipped(), 产出指标="60", 效益指标="20")
        found = differences(scored(whole(r01="20条")), scored(whole(r01="20条"), ruleset=heavier))
        row = row_of(found)
        assert [(one.kind, one.before, one.after) for one in row.changes] == [(Kind.WEIGHT, "25.00", "30.00")]
        # 30.00 × 20 ÷ 33 = 18.18
        assert effect_of(row) == {(Kind.WEIGHT,): "3.03"}
        reached = {one.change.key: one for one in found.ruleset}
        assert reached["weights /产出指标"].rows == 2
        assert reached["weights /产出指标"].points == Decimal("8.03")
        assert reached["weights /效益指标"].points == Decimal("-10.00")

    def test_beside_another_cause_its_part_is_told_apart(self) -> None:
        heavier = with_levels(shipped(), 产出指标="60", 效益指标="20")
        found = differences(scored(whole()), scored(revised(whole(), "01", "20条"), ruleset=heavier))
        assert effect_of(row_of(found)) == {(Kind.WEIGHT,): "5.00", (Kind.ACTUAL,): "-11.82"}
        assert row_of(found).points == Decimal("-6.82")

    def test_a_row_that_no_longer_applies_leaves_its_weight_to_its_siblings(self) -> None:
        found = differences(scored(whole()), scored(redeclared(whole(), "02", name="不适用", target_text="不适用")))
        changes = {row.name: [one.kind for one in row.changes] for row in project_of(found).rows}
        assert changes == {"网络链路数量": [Kind.WEIGHT], "验收时间": [Kind.ROW]}
        gone = next(row for row in project_of(found).rows if row.name == "验收时间")
        assert (gone.after, gone.points) == (None, Decimal("-25.00"))

    def test_a_row_that_begins_to_count_gets_all_its_points_from_its_target(self) -> None:
        found = differences(scored(redeclared(whole(), "02", target_text="不适用")), scored(whole()))
        assert effect_of(row_of(found, "02")) == {(Kind.WEIGHT,): "0.00", (Kind.TARGET,): "25.00"}


def test_points_are_written_with_their_sign() -> None:
    assert [signed(one) for one in (Decimal("4.92"), Decimal("-4.92"), Decimal("0.00"))] == [
        "+4.92",
        "−4.92",
        "0",
    ]


def test_a_pair_without_a_row_is_misuse() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        _ = Pair("P1", None, None).one


class TestAssessors:
    def given(self, points: str) -> Case:
        assessed = Assessed(number=1, points=Decimal(points), by="李评审", reason="佐证不足")
        return whole(r01="20条").model_copy(update={"adjustments": {"01": (assessed,)}})

    def test_points_that_an_assessor_takes_are_named_with_who_and_why(self) -> None:
        found = differences(scored(whole(r01="20条")), scored(self.given("-3")))
        cause = cause_of(row_of(found))
        assert (cause.kind, chinese(cause.by), cause.why) == (Kind.ADJUSTMENT, "李评审", "佐证不足")
        assert (cause.before, chinese(cause.after)) == (None, "-3（李评审）")
        assert effect_of(row_of(found)) == {(Kind.ADJUSTMENT,): "-3.00"}

    def test_given_points_have_their_sign_and_their_last_day(self) -> None:
        until = datetime(2026, 12, 31, 23, 59, 59, 999999).astimezone().astimezone(UTC).isoformat()
        given = self.given("3")
        (one,) = given.adjustments["01"]
        timed = given.model_copy(update={"adjustments": {"01": (one.model_copy(update={"expires": until}),)}})
        cause = cause_of(row_of(differences(scored(whole(r01="20条")), scored(timed))))
        assert chinese(cause.after) == "+3（李评审，至 2026-12-31）"

    def test_they_are_told_apart_from_what_the_rules_gave(self) -> None:
        found = differences(scored(whole()), scored(revised(self.given("-3"), "01", "22条")))
        # 25.00 × 22 ÷ 33 = 16.67
        assert effect_of(row_of(found)) == {(Kind.ACTUAL,): "-8.33", (Kind.ADJUSTMENT,): "-3.00"}

    def test_what_a_bound_swallows_is_no_effect(self) -> None:
        found = differences(scored(whole(r01="20条")), scored(self.given("-30")))
        assert effect_of(row_of(found)) == {(Kind.ADJUSTMENT,): "-15.15"}


def test_a_cap_on_the_total_is_told_with_what_it_took() -> None:
    ruleset = shipped()
    capped = ruleset.model_copy(
        update={
            "parameters": {
                **ruleset.parameters,
                "most": ruleset.parameters["late_step"].model_copy(update={"value": Decimal(80)}),
            },
            "limits": (Limit(of="total", cap="most", clause="示例"),),
        }
    )
    project = project_of(differences(scored(whole()), scored(whole(), ruleset=capped)))
    (change,) = project.changes
    assert (change.kind, chinese(change.what), change.before) == (Kind.ADJUSTMENT, "总分", None)
    assert (project.adjusted, project.points, project.rows) == (Decimal("-20.00"), Decimal("-20.00"), ())
