"""The pages about several runs: they hold what was found, need nothing else, and no text gets out of its cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.reports.run_pages import assessors_page, diff_page
from engine.runs.record import Run
from tests.builders import shipped
from tests.html_page import Page
from tests.runs import (
    differences,
    lines_of,
    redeclared,
    revised,
    sample_run,
    scored,
    side_by_side,
    whole,
    with_parameter,
    without,
)

HOSTILE = "<script>alert(1)</script>\"'><b>&amp;{{ 7*7 }}"


def runs() -> tuple[Run, Run]:
    """A unit's run and an evaluator's under another parameter, with a row that is open in the first."""
    before = [whole("A"), whole("B", r02="2025-01-17"), without(whole("C"), "03")]
    after = [revised(whole("A"), "01", "20条"), before[1], whole("C")]
    strict = with_parameter(shipped(), "late_deduct", "20")
    return scored(*before), scored(*after, ruleset=strict, assessor="评价组", role="第三方")


def diff_of(*pair: Run) -> Page:
    return Page(diff_page(differences(*pair), pair))


def assessors_of(*several: Run) -> Page:
    return Page(assessors_page(side_by_side(several), lines_of(several), several))


def pages(pair: tuple[Run, Run]) -> tuple[Page, Page]:
    return diff_of(*pair), assessors_of(*pair)


def test_the_differences_are_told_with_who_and_why() -> None:
    text = diff_of(*runs()).text
    assert "A | 项目A | 100.00 | 90.15 | −9.85 | 优 | 1 → 3" in text
    assert "网络链路数量产出指标 · 数量指标 | 25.00 / 25.00 | 15.15 / 25.00 | −9.85" in text
    assert "实际完成值 33条 → 20条修订 2，评价组，“现场核查只有20条”，佐证材料：核查.pdf" in text
    assert "参数 | 逾期每满一个 late_step 所扣的分值比例 | 10% | 20%" in text
    assert "1 项指标，1 个项目；单独造成 −2.50 分" in text
    assert "C | 项目C | 70.00 ～ 100.00 | 100.00 | 待定 | — → 优 | — → 1" in text
    assert "未填报 / 30.00 | 30.00 / 30.00 | 待定" in text


def test_several_causes_of_a_row_are_told_apart() -> None:
    text = diff_of(sample_run(), sample_run("mof-2021-101")).text
    assert re.search(r"其中分值 [+−]\d+\.\d\d 分；规则、参数 [+−]\d+\.\d\d 分", text)


def test_equal_runs_have_a_page_that_says_so() -> None:
    run = scored(whole())
    text = diff_of(run, run).text
    assert "两次评分结果没有差异。" in text
    assert "相同，无差异" in text


def test_projects_that_only_moved_in_rank_stand_by_themselves() -> None:
    before = scored(whole("A", r01="20条"), whole("B", r01="25条"))
    after = scored(revised(whole("A", r01="20条"), "01", "33条"), whole("B", r01="25条"))
    text = diff_of(before, after).text
    assert "项目B B：1 → 2" in text.split("仅名次变化 得分未变")[1]


def test_assessors_are_told_with_reasons_agreement_and_topics() -> None:
    text = assessors_of(*runs()).text
    assert "自评 | 第三方 | 2 | 2 | 100% | 0 | 0 | +6.18 | 6.18 | 1" in text
    assert "B | 项目B | 97.50 优 | 95.00 优" in text
    assert "+9.85 | 项目A | 网络链路数量产出指标 · 数量指标 | 25.00 / 25.00 | 15.15 / 25.00第三方" in text
    assert "自评：25.00；第三方：25.00 × 20 ÷ 33 = 15.15" in text
    assert "项目A：“网络链路数量”自评 25.00（满分 25.00）" in text.split("沟通清单")[1]


def test_a_base_that_is_no_self_assessment_is_named_by_its_role() -> None:
    several = scored(whole(), role="第三方"), scored(revised(whole(), "01", "20条"), role="财政复核")
    assert "第三方偏高及原因" in assessors_of(*several).text


@pytest.mark.parametrize("ruleset", ["mof-2021-101", "third-party-2020"])
def test_pages_of_the_38_projects_are_well_formed_and_need_nothing_else(ruleset: str) -> None:
    for page in pages((sample_run(), sample_run(ruleset).model_copy(update={"role": "第三方"}))):
        assert len(page.ids) == len(set(page.ids))
        assert page.values("lang") == ["zh-CN"]
        assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
        assert "default-src 'none'; style-src 'unsafe-inline'" in page.values("content")
        assert not re.search(r"url\(|@import|https?:", page.html)
        for table in page.tables:
            assert len(set(table)) == 1, table
        for link in page.values("href"):
            assert link.removeprefix("#") in page.ids


def hostile(text: str) -> tuple[Run, Run]:
    """Two runs in which every text that people write is the given one."""
    named = redeclared(whole(), "01", name=text, level2=text)
    named = named.model_copy(
        update={"project": named.project.model_copy(update={"name": text, "unit": text, "kind": text})}
    )
    other = revised(named, "01", "20条", by=text, reason=text)
    return scored(named, assessor=text), scored(other, assessor=text, role="第三方")


@given(st.text(min_size=1).filter(lambda text: text.strip()))
@settings(max_examples=25, deadline=None)
def test_no_text_gets_out_of_its_cell(text: str) -> None:
    for one, plain in zip(pages(hostile(text)), pages(hostile("a")), strict=True):
        assert one.tags == plain.tags
        assert [name for name, _ in one.attributes] == [name for name, _ in plain.attributes]


def test_hostile_names_are_shown_as_written() -> None:
    for one in pages(hostile(HOSTILE)):
        assert "<script" not in one.html
        assert HOSTILE in one.text


def test_the_same_runs_give_the_same_bytes() -> None:
    first, second = pages(runs()), pages(runs())
    assert [one.html for one in first] == [one.html for one in second]
