"""Assessors side by side: points, deviations and why, agreement in grade, what to talk about; in every form."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from engine.language.rendering import Language, chinese, text_of
from engine.reports.documents.assessors_workbook import assessors_workbook
from engine.runs.assessors import Agreement, Assessors, Deviation, names_of
from engine.runs.assessors.shared import called
from engine.runs.differences import Kind, less
from engine.runs.record import Assessed, Run
from engine.scoring.evaluate import Case
from tests.builders import indicator, shipped
from tests.runs import (
    lines_of,
    redeclared,
    revised,
    sample_cases,
    sample_run,
    scored,
    side_by_side,
    whole,
    with_parameter,
    without,
)

TIERED = "达成预期指标"


def own(*cases: Case) -> Run:
    return scored(*cases)


def third(*cases: Case, assessor: str = "评价组") -> Run:
    return scored(*cases, assessor=assessor, role="第三方")


def bureau(*cases: Case, ruleset: str = "mof-2020-10") -> Run:
    return scored(*cases, ruleset=shipped(ruleset), assessor="财政局", role="财政复核")


def only(found: Assessors) -> Deviation:
    (one,) = found.deviations
    return one


class TestDeviations:
    def test_another_actual_is_named_with_who_and_why(self) -> None:
        one = only(side_by_side((own(whole()), third(revised(whole(), "01", "20条")))))
        assert (one.points, one.share, one.generous) == (Decimal("9.85"), Decimal("0.3940"), True)
        assert (one.base.actual, one.other.actual) == ("33条", "20条")
        assert one.causes == (Kind.ACTUAL,)
        assert (one.why[0].by, one.why[0].why) == ("评价组", "现场核查只有20条")

    def test_another_tier_is_told_as_such(self) -> None:
        worded = redeclared(whole(r01="达成"), "01", target_text=TIERED)
        one = only(side_by_side((own(worded), third(revised(worded, "01", "部分达成")))))
        # the middle of the tier: 25.00 × 70%
        assert (one.causes, one.points) == ((Kind.TIER,), Decimal("7.50"))

    def test_another_parameter_is_told_as_such(self) -> None:
        late = whole(r02="2025-01-17")
        strict = scored(
            late, ruleset=with_parameter(shipped(), "late_deduct", "20"), assessor="财政局", role="财政复核"
        )
        found = side_by_side((own(late), strict))
        assert (only(found).causes, only(found).points) == ((Kind.PARAMETER,), Decimal("2.50"))
        assert [one.code for one in found.findings] == ["rulesets-differ"]

    def test_points_an_assessor_took_are_told_as_such(self) -> None:
        taken = Assessed(number=1, points=Decimal(-3), by="李评审", reason="佐证不足")
        one = only(side_by_side((own(whole()), third(whole().model_copy(update={"adjustments": {"01": (taken,)}})))))
        assert (one.causes, one.points, one.why[0].why) == ((Kind.ADJUSTMENT,), Decimal("3.00"), "佐证不足")

    def test_a_heavier_weight_is_no_generosity_and_no_question_for_the_unit(self) -> None:
        # 30 of 100 against 20 of the 80 that are left without a cost indicator: 25
        found = side_by_side((own(whole()), bureau(whole(), ruleset="mof-2021-101")))
        benefit = next(one for one in found.deviations if one.name == "使用率")
        assert (benefit.causes, benefit.points, benefit.generous) == ((Kind.WEIGHT,), Decimal("5.00"), False)
        assert found.talks == ()

    def test_they_are_ranked_the_furthest_apart_first_and_the_open_last(self) -> None:
        base = own(whole("A"), whole("B"))
        other = third(
            revised(without(whole("A"), "03"), "01", "20条"), revised(revised(whole("B"), "01", "10条"), "03", "79%")
        )
        found = side_by_side((base, other))
        assert [(one.project, one.code, str(one.points)) for one in found.deviations] == [
            ("B", "01", "17.42"),
            ("A", "01", "9.85"),
            ("B", "03", "0.37"),
            ("A", "03", "None"),
        ]

    def test_one_that_is_stricter_with_itself_is_not_generous(self) -> None:
        one = only(side_by_side((own(whole(r01="20条")), third(revised(whole(r01="20条"), "01", "33条")))))
        assert (one.points, one.generous) == (Decimal("-9.85"), False)

    def test_a_row_that_only_one_of_them_scores(self) -> None:
        found = side_by_side((own(whole()), bureau(whole(), ruleset="third-party-2020")))
        extra = [one for one in found.deviations if one.base.weight is None]
        assert extra
        assert all(Kind.ROW in one.causes and one.points is None for one in extra)

    def test_points_without_any_known_cause_are_said_to_be_so(self) -> None:
        run = own(whole())
        score = run.projects[0].scores[1].model_copy(update={"points": Decimal("1.00")})
        project = run.projects[0].model_copy(
            update={"scores": (run.projects[0].scores[0], score, *run.projects[0].scores[2:])}
        )
        other = run.model_copy(update={"projects": (project,), "role": "第三方", "run": "other"})
        found = side_by_side((run, other))
        assert only(found).causes == (Kind.UNKNOWN,)
        assert "原因不明" in chinese(found.talks[0].topics[0].text)


class TestTheSet:
    def test_every_indicator_has_a_line_with_the_points_of_each(self) -> None:
        runs = own(whole("A"), whole("B")), third(revised(whole("A"), "01", "20条"), whole("B"))
        lines = {(one.project, one.code): [str(each.points) for each in one.opinions] for one in lines_of(runs)}
        assert len(lines) == 10
        assert lines["A", "01"] == ["25.00", "15.15"]
        assert lines["B", "预算执行"] == ["10.00", "10.00"]

    def test_only_projects_that_two_of_them_hold_are_compared(self) -> None:
        found = side_by_side(
            (own(whole("A"), whole("B"), whole("C")), third(whole("B")), bureau(whole("B"), whole("C")))
        )
        assert [(one.project, one.totals) for one in found.totals] == [
            ("B", ("100.00", "100.00", "100.00")),
            ("C", ("100.00", "—", "100.00")),
        ]
        (said,) = found.findings
        assert (said.code, said.values["projects"]) == ("projects-not-shared", ("A", "C"))

    def test_the_self_assessment_is_the_base_wherever_it_stands(self) -> None:
        found = side_by_side((third(revised(whole(), "01", "20条")), own(whole())))
        assert found.base == 1
        assert (only(found).column, only(found).points) == (0, Decimal("9.85"))

    def test_without_one_the_first_is_the_base_and_it_is_said(self) -> None:
        found = side_by_side((third(whole()), bureau(revised(whole(), "01", "20条"))))
        assert (found.base, only(found).points) == (0, Decimal("9.85"))
        assert [one.code for one in found.findings] == ["no-self-assessment"]

    def test_runs_without_a_common_project(self) -> None:
        runs = own(whole("A")), third(whole("B"))
        found = side_by_side(runs)
        assert (found.totals, lines_of(runs), found.deviations, found.talks) == ((), (), (), ())
        assert [one.code for one in found.findings] == ["runs-share-nothing"]

    def test_one_run_is_not_a_comparison(self) -> None:
        with pytest.raises(ValueError, match="two runs or more"):
            side_by_side((own(whole()),))

    def test_another_row_under_the_same_code_is_not_taken_for_it(self) -> None:
        other = indicator("≥5", name="培训次数")
        rows = (other, *whole().project.indicators[1:])
        changed = whole(r01="5次").model_copy(
            update={"project": whole().project.model_copy(update={"indicators": rows})}
        )
        lines = lines_of((own(whole()), third(changed)))
        first = {one.name: [str(each.points) for each in one.opinions] for one in lines if one.code == "01"}
        assert first == {"网络链路数量": ["25.00", "None"], "培训次数": ["None", "25.00"]}


class TestAgreement:
    def test_grades_are_counted_by_direction(self) -> None:
        base = own(whole("A"), whole("B"), whole("C", r01="10条"), without(whole("D"), "01"))
        other = third(whole("A"), revised(whole("B"), "01", "10条"), revised(whole("C"), "01", "33条"), whole("D"))
        (found,) = side_by_side((base, other)).agreements
        assert found == Agreement(
            first=0,
            second=1,
            projects=3,
            same=1,
            higher=1,
            lower=1,
            share=Decimal("0.3333"),
            # (0 + 17.42 − 17.42) ÷ 3 and (0 + 17.42 + 17.42) ÷ 3
            mean=Decimal("0.00"),
            mean_apart=Decimal("11.61"),
            open=1,
        )

    def test_every_two_of_them_are_held_against_each_other(self) -> None:
        runs = own(whole()), third(whole()), bureau(whole())
        found = [(one.first, one.second, one.same) for one in side_by_side(runs).agreements]
        assert found == [(0, 1, 1), (0, 2, 1), (1, 2, 1)]

    def test_by_totals_where_the_order_of_grades_is_not_known(self) -> None:
        cases = [(whole("A"), "10条"), (whole("B", r01="10条"), "33条")]
        base = own(*(one for one, _ in cases)).model_copy(update={"ruleset_content": "{}"})
        (found,) = side_by_side((base, third(*(revised(one, "01", value) for one, value in cases)))).agreements
        assert (found.same, found.higher, found.lower) == (0, 1, 1)

    def test_nothing_graded_is_no_agreement(self) -> None:
        open_case = without(whole(), "01")
        (found,) = side_by_side((own(open_case), third(open_case))).agreements
        assert (found.projects, found.share, found.mean, found.open) == (0, None, None, 1)


class TestTalks:
    def test_they_are_by_unit_whatever_the_width_of_its_brackets(self) -> None:
        units = {"A": "中心（本级）", "B": "中心(本级)", "C": "交通局"}
        cases = [
            one.model_copy(update={"project": one.project.model_copy(update={"unit": units[one.project.code]})})
            for one in (whole("A"), whole("B"), whole("C"))
        ]
        other = third(*(revised(one, "01", "20条") for one in cases))
        talks = side_by_side((own(*cases), other)).talks
        assert [(one.unit, [topic.project for topic in one.topics]) for one in talks] == [
            ("中心（本级）", ["A", "B"]),
            ("交通局", ["C"]),
        ]

    def test_a_topic_says_who_gave_what_why_and_what_to_ask(self) -> None:
        found = side_by_side((own(whole()), third(revised(whole(), "01", "20条"))))
        assert chinese(found.talks[0].topics[0].text) == (
            "“网络链路数量”自评 25.00（满分 25.00），第三方 15.15（满分 25.00），高 9.85 分。"
            "实际完成值不同：33条 与 20条（评价组，“现场核查只有20条”）。请核对数据来源并提供佐证材料。"
        )

    def test_assessors_of_one_role_are_told_apart(self) -> None:
        runs = third(whole()), third(revised(whole(), "01", "20条"), assessor="乙所"), own(whole())
        assert names_of(runs) == ("第三方（评价组）", "第三方（乙所）", "自评")
        twice = (runs[0], runs[0].model_copy(update={"run": "x"}))
        assert names_of(twice) == (f"第三方（评价组，{runs[0].run}）", "第三方（评价组，x）")
        assert [text_of(one, Language.ENGLISH) for one in called(runs)] == [
            "third-party (评价组)",
            "third-party (乙所)",
            "self-assessment",
        ]


def test_the_sample_set_under_two_rulesets() -> None:
    runs = sample_run(), sample_run("mof-2021-101").model_copy(update={"role": "财政复核"})
    found = side_by_side(runs)
    assert (len(found.totals), len(lines_of(runs))) == (38, 271)
    assert all(Kind.UNKNOWN not in one.causes for one in found.deviations)
    (agreement,) = found.agreements
    assert agreement.projects + agreement.open == 38
    assert agreement.same + agreement.higher + agreement.lower == agreement.projects
    again = Assessors.model_validate_json(found.model_dump_json())
    assert again.model_dump_json() == found.model_dump_json()


@given(st.lists(st.integers(0, 60), min_size=1, max_size=5), st.data())
@settings(max_examples=25, deadline=None)
def test_deviations_are_exactly_the_rows_with_other_points(numbers: list[int], data: st.DataObject) -> None:
    cases = [whole(str(place), r01=f"{number}条") for place, number in enumerate(numbers)]
    others = [revised(one, "01", f"{data.draw(st.integers(0, 60))}条") for one in cases]
    base, other = own(*cases), third(*others)
    found = side_by_side((base, other))
    points = [{one.code: one.scores[1].points for one in run.projects} for run in (base, other)]
    apart = {code: less(points[0][code], points[1][code]) for code in points[0] if points[0][code] != points[1][code]}
    assert {one.project: one.points for one in found.deviations} == apart
    sizes = [abs(one.points) for one in found.deviations if one.points is not None]
    assert sizes == sorted(sizes, reverse=True)
    assert {one.project for one in found.deviations if one.generous} == {
        code for code, one in apart.items() if one is not None and one > 0
    }


class TestWorkbook:
    def test_it_holds_each_answer_on_a_sheet(self) -> None:
        runs = own(whole("A"), whole("B")), third(revised(whole("A"), "01", "20条"), revised(whole("B"), "01", "34条"))
        book = load_workbook(io.BytesIO(assessors_workbook(side_by_side(runs), lines_of(runs))))
        assert book.sheetnames == ["总分与等级", "逐项得分", "偏差排序", "自评偏高", "等级一致性", "沟通清单"]
        totals = [[cell.value for cell in row] for row in book["总分与等级"].iter_rows(min_row=2)]
        assert totals[0] == ["项目编码", "项目名称", "实施单位", "自评总分", "自评等级", "第三方总分", "第三方等级"]
        assert list(map(str, totals[1])) == ["A", "项目A", "None", "100", "优", "90.15", "优"]
        assert [str(cell.value) for cell in book["偏差排序"][3]][:4] == ["9.85", "项目A", "None", "网络链路数量"]
        assert book["沟通清单"].cell(3, 5).value == chinese(side_by_side(runs).talks[0].topics[0].text)
        assert book["逐项得分"].max_row == 2 + 10

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")'])
    def test_text_that_looks_like_a_formula_stays_text(self, text: str) -> None:
        named = redeclared(whole(), "01", name=text)
        named = named.model_copy(update={"project": named.project.model_copy(update={"name": text, "unit": text})})
        runs = own(named), third(revised(named, "01", "20条", by=text, reason=text), assessor=text)
        book = load_workbook(io.BytesIO(assessors_workbook(side_by_side(runs), lines_of(runs))))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert [cell.data_type for cell in cells if cell.value == text].count("s") >= 6
        assert all(cell.data_type != "f" for cell in cells)

    def test_the_same_comparison_gives_the_same_bytes(self) -> None:
        runs = own(whole()), third(revised(whole(), "01", "20条"))
        found, lines = side_by_side(runs), lines_of(runs)
        assert assessors_workbook(found, lines) == assessors_workbook(found, lines)


def test_the_evaluators_of_27_of_the_38_projects_are_compared_over_these() -> None:
    chosen = sample_cases()[:27]
    found = side_by_side((sample_run(), third(*(revised(one, "01", "0") for one in chosen))))
    assert len(found.totals) == 27
    assert {one.project for one in found.deviations} <= {one.project.code for one in chosen}
