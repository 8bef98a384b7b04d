"""Differences of whole sets: projects, ranks, what nobody can explain; every point that moved is accounted for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.runs.differences import Differences, Kind, ProjectDifference, RowDifference, ranks
from engine.runs.outlines import outlined
from engine.runs.record import Run
from engine.scoring.evaluate import Case
from tests.builders import indicator, shipped
from tests.runs import differences, revised, sample_cases, sample_run, scored, whole, without


def project_of(found: Differences) -> ProjectDifference:
    (one,) = found.projects
    return one


def row_of(found: Differences) -> RowDifference:
    (row,) = project_of(found).rows
    return row


class TestSets:
    def test_projects_that_are_new_or_gone(self) -> None:
        found = differences(scored(whole("A"), whole("B")), scored(whole("B"), whole("C")))
        assert [(one.code, one.changes[0].before, one.changes[0].after) for one in found.projects] == [
            ("C", None, "项目C"),
            ("A", "项目A", None),
        ]
        assert (found.projects[0].before.total, found.projects[1].after.total) == (None, None)
        assert found.unchanged == 1

    def test_runs_without_a_common_project_or_of_other_years(self) -> None:
        other = whole("B").model_copy(update={"year": 2023})
        found = differences(scored(whole("A")), scored(other))
        assert [one.code for one in found.findings] == ["runs-share-nothing", "runs-years"]

    def test_ranks_are_by_total_and_equals_share_one(self) -> None:
        run = scored(whole("A"), whole("B", r01="20条"), whole("C"), whole("D", r01="10条"), without(whole("E"), "01"))
        assert ranks(outlined(run)) == {"A": 1, "C": 1, "B": 3, "D": 4}

    def test_a_project_moves_in_rank_because_of_another(self) -> None:
        before = scored(whole("A", r01="20条"), whole("B", r01="25条"))
        after = scored(revised(whole("A", r01="20条"), "01", "33条"), whole("B", r01="25条"))
        moved = {
            one.code: (one.before.rank, one.after.rank, bool(one.rows)) for one in differences(before, after).projects
        }
        assert moved == {"A": (2, 1, True), "B": (1, 2, False)}

    def test_rows_are_followed_when_the_form_numbers_them_anew(self) -> None:
        old = whole()
        first = indicator("≥2", name="培训次数")
        rows = [row.model_copy(update={"code": f"{number:02}"}) for number, row in enumerate(old.project.indicators, 2)]
        moved = {
            f"{int(code) + 1:02}" if code.isdigit() else code: one.model_copy(
                update={"actual": one.actual.model_copy(update={"code": f"{int(code) + 1:02}"})}
            )
            if code.isdigit()
            else one
            for code, one in old.recorded.items()
        }
        new = old.model_copy(
            update={"project": old.project.model_copy(update={"indicators": (first, *rows)}), "recorded": moved}
        )
        kinds = {
            row.name: {one.kind for one in row.changes}
            for row in project_of(differences(scored(old), scored(new))).rows
        }
        assert kinds == {"培训次数": {Kind.ROW}, "网络链路数量": {Kind.WEIGHT}}


class TestTheUnknown:
    def test_another_version_of_the_program_accounts_for_what_else_changed(self) -> None:
        run, newer = scored(whole()), scored(whole(r01="33条"), version="0.2.0")
        found = differences(run, tampered(newer))
        assert [(one.what, one.before, one.after) for one in found.software] == [("jixiao", "0.1.0", "0.2.0")]
        assert [one.kind for one in row_of(found).changes] == [Kind.SOFTWARE]
        assert found.findings == ()

    def test_without_any_known_cause_it_is_said(self) -> None:
        run = scored(whole())
        found = differences(run, tampered(run))
        assert [one.kind for one in row_of(found).changes] == [Kind.UNKNOWN]
        assert [(one.code, one.values["indicator"]) for one in found.findings] == [
            ("difference-unexplained", "网络链路数量")
        ]


def tampered(run: Run) -> Run:
    """The run with half the points of its first declared row."""
    (project,) = run.projects
    scores = tuple(
        one.model_copy(update={"points": Decimal("12.50")}) if one.code == "01" else one for one in project.scores
    )
    return run.model_copy(update={"projects": (project.model_copy(update={"scores": scores}),), "run": "tampered"})


FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "r01": st.integers(0, 60).map(lambda number: f"{number}条"),
        "r02": st.dates(date(2024, 6, 1), date(2025, 12, 31)).map(date.isoformat),
        "r03": st.integers(0, 100).map(lambda number: f"{number}%"),
        "r04": st.sampled_from(["95%", "80%", "大约不错"]),
    },
)
RULESETS = ("mof-2020-10", "mof-2021-101", "hubei-2020")


def accounted(found: Differences) -> None:
    """Every point that moved is put down to something, in the row, the project, and between the two."""
    assert {one.code for one in found.findings} <= {"runs-same"}
    for project in found.projects:
        for row in project.rows:
            assert row.changes
            if row.points is not None:
                assert sum(one.points for one in row.effects) == row.points
        if project.points is not None:
            rows = sum(row.points for row in project.rows if row.points is not None)
            assert rows + (project.adjusted or 0) == project.points


@given(st.lists(FIGURES, min_size=1, max_size=4), st.lists(FIGURES, min_size=1, max_size=4), st.sampled_from(RULESETS))
@settings(max_examples=40, deadline=None)
def test_every_point_that_moved_is_accounted_for(
    before: list[dict[str, str]], after: list[dict[str, str]], ruleset: str
) -> None:
    old = scored(*(whole(str(number), **values) for number, values in enumerate(before)))
    corrected = [
        revision(whole(str(number), **(before[number] if number < len(before) else {})), values)
        for number, values in enumerate(after)
    ]
    new = scored(*corrected, ruleset=shipped(ruleset))
    there, back = differences(old, new), differences(new, old)
    accounted(there)
    accounted(back)
    assert {one.code: one.points and -one.points for one in there.projects} == {
        one.code: one.points for one in back.projects
    }


def revision(one: Case, values: dict[str, str]) -> Case:
    for name, value in values.items():
        one = revised(one, name.removeprefix("r"), value)
    return one


@pytest.mark.parametrize("ruleset", ["mof-2021-101", "hubei-2020", "third-party-2020"])
def test_between_the_rulesets_every_point_of_the_38_projects_is_accounted_for(ruleset: str) -> None:
    found = differences(sample_run(), sample_run(ruleset))
    accounted(found)
    assert len(found.projects) + found.unchanged == 38
    assert found.ruleset


def test_a_correction_among_the_38_touches_its_row_and_others_only_in_rank() -> None:
    cases = {one.project.code: one for one in sample_cases()}
    code = "440313231211500705030"
    cases[code] = revised(cases[code], "01", "33条", reason="补充合同附件")
    found = differences(sample_run(), scored(*cases.values()))
    accounted(found)
    (project,) = (one for one in found.projects if one.rows)
    # 12.50 × 20 ÷ 33 = 7.58 before, all 12.50 after
    assert (project.code, project.points) == (code, Decimal("4.92"))
    totals = [one.total for one in sample_run().projects if one.total is not None and one.code != code]
    before, after = (sum(total > Decimal(mine) for total in totals) for mine in ("94.19", "99.11"))
    assert (project.before.rank, project.after.rank) == (1 + before, 1 + after)
    others = [one for one in found.projects if one.code != code]
    assert all(one.points == 0 and one.before.rank != one.after.rank for one in others)
    assert len(others) == before - after > 0


def test_the_json_comes_back_as_it_was() -> None:
    found = differences(sample_run(), sample_run("mof-2021-101"))
    again = Differences.model_validate_json(found.model_dump_json())
    assert again.model_dump_json() == found.model_dump_json()
