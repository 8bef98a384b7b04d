"""The text layout of a form: every irregularity of real forms is read alike, every fault is named with its line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.forms.text import LABELS, resolve_markup
from engine.language.findings import Finding, Source
from engine.terms import Indicator, Project
from tests.formtext import HEAD, ROWS, TITLE, form, read_form_text, said

FILE = "forms/a.txt"


def read_one(text: str) -> Project:
    """The one form of a text, read without a word."""
    projects, findings = read_form_text(text, FILE)
    assert not findings
    assert len(projects) == 1
    return projects[0]


def test_a_form_gives_every_field_with_its_line() -> None:
    project = read_one(form())
    assert project.code == "4401"
    assert project.name == "甲项目"
    assert project.unit == "智慧城市中心（本级）"
    assert project.department == "智慧城市中心"
    assert project.years == 2
    assert project.kind == "15 履职类(运转)项目"
    assert project.new is False
    assert project.method == "项目法"
    assert project.total_amount == Decimal("1544174.00")
    assert project.year_amount == Decimal("1080384.76")
    assert project.annual_goal == "完成两份报告。"
    assert project.long_term_goal == "完成全部报告。"
    assert str(project.source) == "forms/a.txt:3"
    assert project.lines == {
        "code": 3,
        "name": 3,
        "unit": 4,
        "department": 4,
        "years": 5,
        "kind": 5,
        "new": 6,
        "method": 6,
        "total_amount": 7,
        "year_amount": 7,
        "annual_goal": 8,
        "long_term_goal": 9,
    }


def test_a_row_gives_its_cells_and_its_line() -> None:
    first, *_, last = read_one(form()).indicators
    assert first == Indicator(
        code="01",
        level1="产出指标",
        level2="数量指标",
        required=True,
        name="报告数量",
        target_text="≥2份",
        explanation="反映报告数量",
        source=Source(file=FILE, line=11),
    )
    assert (last.code, last.name, str(last.source)) == ("05", "服务满意度", "forms/a.txt:15")


def test_only_rows_that_declare_something_are_live_and_only_starred_ones_required() -> None:
    rows = read_one(form()).indicators
    assert [row.is_live for row in rows] == [True, True, False, True, True]
    assert [row.required for row in rows] == [True, True, False, True, True]
    assert rows[2].level2 == "经济效益指标"


def replacing(before: str, after: str) -> Callable[[str], str]:
    return lambda text: text.replace(before, after)


SAME = {
    "编码 for 编号": replacing("项目编号", "项目编码"),
    "two tabs between the fields": replacing("\t项目名称", "\t\t项目名称"),
    "two tabs everywhere": lambda text: text.replace("\t\t\t", "").replace("\t\n", "\n").replace("\t", "\t\t"),
    "tabs at the end of rows": lambda text: text.replace("反映报告数量\n", "反映报告数量\t\t\n"),
    "half-width brackets and commas": replacing("（中期规划，元）", "(中期规划,元)"),
    "full-width colons": replacing(":\t", "：\t"),
    "colons after the text, no tab": replacing("年度目标:\t完成", "年度目标: 完成"),
    "a space before the colon": replacing("项目名称:", "项目名称 :"),
    "a colon inside the label's brackets": replacing("（中期规划，元）", "（中期规划：元）"),
    "full-width digits and commas in amounts": replacing("1,544,174.00", "１，５４４，１７４．００"),
    "元 behind the amount": replacing("1,544,174.00", "1,544,174.00元"),
    "no thousands separators": replacing("1,544,174.00", "1544174.00"),
    "年 behind the years": replacing("实施期限:\t2", "实施期限:\t2年"),
    "spaces around the cells": replacing("\t报告数量\t", "\t 报告数量 \t"),
    "spaces in the code": replacing("4401", "44 01"),
    "Windows line ends": replacing("\n", "\r\n"),
    "old line ends": replacing("\n", "\r"),
    "empty lines between all lines": replacing("\n", "\n\n"),
    "a title with a remark in brackets": replacing(TITLE, TITLE + "（样表）"),
    "no title": replacing(TITLE, ""),
    "the table's head again, as after a page break": replacing(ROWS[2], f"{HEAD}\n{ROWS[2]}"),
    "paragraphs of pasted markup": replacing("完成两份报告。", "<p>完成两份报告。</p>"),
    "markup with attributes": replacing("完成两份报告。", '<p style="color: red"><span>完成两份报告。</span></p>'),
    "entities": replacing("≥90%", "&ge;90%"),
    "no line end at the end": lambda text: text.rstrip("\n"),
    "lines before the first form": lambda text: "附件2\n2024年预算公开\n" + text,
}


@pytest.mark.parametrize("change", SAME.values(), ids=SAME.keys())
def test_an_irregular_layout_says_the_same(change: Callable[[str], str]) -> None:
    changed = change(form())
    assert changed != form()
    assert said(read_one(changed)) == said(read_one(form()))


@pytest.mark.parametrize("between", ["", "\n", "\n\n\n", "\t\t\n"], ids=["nothing", "a line", "lines", "tabs"])
def test_forms_follow_each_other_with_or_without_a_blank_line(between: str) -> None:
    projects, findings = read_form_text(form("1") + between + form("2", "乙项目"), FILE)
    assert [(one.code, one.name, len(one.indicators)) for one in projects] == [("1", "甲项目", 5), ("2", "乙项目", 5)]
    assert not findings


def test_forms_without_titles_are_told_apart_by_their_codes() -> None:
    projects, findings = read_form_text(form("1").replace(TITLE, "") + form("2").replace(TITLE, ""), FILE)
    assert [one.code for one in projects] == ["1", "2"]
    assert not findings


def test_long_texts_over_several_lines_are_kept_whole() -> None:
    """
    政策依据: 根据预算中期规划。
    一、第一份合同
    二、第二份合同

    测算依据: 按合同。
    """
    text = test_long_texts_over_several_lines_are_kept_whole.__doc__ or ""
    lines = "".join(line.strip() + "\n" for line in text.splitlines())
    project = read_one(form().replace("年度目标:", lines + "年度目标:"))
    assert project.policy_basis == "根据预算中期规划。\n一、第一份合同\n二、第二份合同"
    assert project.cost_basis == "按合同。"
    assert project.annual_goal == "完成两份报告。"


def test_amounts_in_ten_thousands_are_given_in_yuan() -> None:
    text = (
        form()
        .replace("（中期规划，元）:\t1,544,174.00", "（万元）:\t154.4174")
        .replace("1,080,384.76", "108.038476万元")
    )
    project = read_one(text)
    assert (project.total_amount, project.year_amount) == (Decimal("1544174"), Decimal("1080384.76"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("<p>一</p> <p>二</p>", "一\n二"),
        ("一<br>二<br/>三", "一\n二\n三"),
        ("<p>&nbsp;</p><p>一</p>", "一"),
        ("<P CLASS='a'>一</P>", "一"),
        ("A&amp;B &lt;p&gt;", "A&B <p>"),
        ("若x<y则为0", "若x<y则为0"),
        ("a<b 且 c>d", "a<b 且 c>d"),
        ("<![CDATA[一]]>", "<![CDATA[一]]>"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("<script>一</script>", "<script>一</script>"),
    ],
)
def test_markup_goes_and_formulas_stay(written: str, meant: str) -> None:
    assert resolve_markup(written) == meant


def test_an_explanation_broken_over_two_lines_is_joined_and_said() -> None:
    projects, findings = read_form_text(form().replace("反映报告数量", "反映\n报告数量"), FILE)
    assert projects[0].indicators[0].explanation == "反映\n报告数量"
    assert [str(one) for one in findings] == [
        "forms/a.txt:12: note: a line without cells was taken as the end of the row above: “报告数量” [row-continued]"
    ]


def test_merged_first_cells_are_taken_from_above_and_said() -> None:
    merged = (
        form().replace(ROWS[1], "\t\t报告采纳率\t≥90%\t解释").replace(ROWS[3], "\t*社会效益指标\t使用率\t≥80%\t解释")
    )
    projects, findings = read_form_text(merged, FILE)
    rows = projects[0].indicators
    assert (rows[1].level1, rows[1].level2, rows[1].required) == ("产出指标", "数量指标", True)
    assert (rows[3].level1, rows[3].level2) == ("效益指标", "社会效益指标")
    assert [(one.code, one.source and one.source.line) for one in findings] == [("row-merged", 12), ("row-merged", 14)]


class Broken(NamedTuple):
    """A fault put into the first of two forms, and what must be said of it."""

    change: Callable[[str], str]
    code: str
    line: int
    says: str
    still_read: bool = True


BROKEN = {
    "cut off before its table": Broken(
        lambda text: text[: text.index(HEAD)], "form-truncated", 3, "绩效指标 missing", False
    ),
    "cut off after the table's head": Broken(
        lambda text: text[: text.index(ROWS[0])], "form-truncated", 3, "绩效指标 missing", False
    ),
    "without a code": Broken(replacing("4401", ""), "form-truncated", 3, "项目编号 missing", False),
    "without a name": Broken(replacing("甲项目", ""), "form-truncated", 3, "项目名称 missing", False),
    "a title alone": Broken(
        lambda text: text[: text.index("项目编号")], "form-truncated", 1, "项目编号、项目名称、绩效指标", False
    ),
    "a row with too few cells": Broken(replacing("\t反映报告数量", ""), "row-cells", 11, "4 filled cells, expected 5"),
    "a row with too many cells": Broken(
        replacing("反映报告数量", "反映\t报告\t数量"), "row-cells", 11, "7 filled cells"
    ),
    "a row without a name": Broken(replacing("\t报告数量\t", "\t\t"), "row-cells", 11, "4 filled cells"),
    "a row that is only a level": Broken(replacing(ROWS[0], "产出指标"), "row-cells", 11, "1 filled cells"),
    "nothing under 满意度指标": Broken(
        lambda text: text.replace(ROWS[4] + "\n", ""), "group-missing", 3, "nothing under 满意度指标"
    ),
    "an amount that is a word": Broken(
        replacing("1,080,384.76", "待定"), "amount-unreadable", 7, "本年度项目金额 is no amount: “待定”"
    ),
    "an amount left empty": Broken(replacing("1,080,384.76", ""), "fields-absent", 7, "本年度项目金额"),
    "an amount without its label": Broken(
        replacing("本年度项目金额（元）:\t1,080,384.76", ""), "fields-absent", 1, "本年度项目金额"
    ),
    "a decimal comma": Broken(
        replacing("1,544,174.00", "1544174,00"), "amount-unreadable", 7, "项目总金额 is no amount"
    ),
    "two points": Broken(replacing("1,544,174.00", "1.544.174"), "amount-unreadable", 7, "项目总金额 is no amount"),
    "an amount that explodes": Broken(replacing("1,544,174.00", "1e999999999"), "amount-unreadable", 7, "1e999999999"),
    "an amount as Python writes it": Broken(replacing("1,544,174.00", "1_544"), "amount-unreadable", 7, "1_544"),
    "an amount that is not a number": Broken(replacing("1,544,174.00", "NaN"), "amount-unreadable", 7, "“NaN”"),
    "元 under a label of 万元": Broken(
        lambda text: text.replace("（中期规划，元）", "（万元）").replace("1,544,174.00", "1,544,174元"),
        "amount-unreadable",
        7,
        "“1,544,174元”",
    ),
    "years that are a period": Broken(
        replacing("实施期限:\t2", "实施期限:\t2024-2026"), "field-unreadable", 5, "实施期限 cannot be read: “2024-2026”"
    ),
    "years in a word": Broken(replacing("实施期限:\t2", "实施期限:\t长期"), "field-unreadable", 5, "“长期”"),
    "neither 是 nor 否": Broken(
        replacing("是否新增项目:\t否", "是否新增项目:\t√"), "field-unreadable", 6, "是否新增项目 cannot be read"
    ),
    "a label twice": Broken(
        replacing("完成两份报告。", "完成两份报告。\n项目名称: 乙"),
        "field-repeated",
        9,
        "项目名称 stands already in line 3",
    ),
}


def faults(text: str) -> tuple[tuple[Project, ...], list[Finding]]:
    projects, findings = read_form_text(text, FILE)
    return projects, list(findings)


@pytest.mark.parametrize(
    "change",
    [
        replacing("1,544,174.00", ""),
        replacing("实施期限:\t2", "实施期限:\t"),
        replacing("是否新增项目:\t否", "是否新增项目:\t/"),
        replacing("1,080,384.76", "人民币108.04万元整"),
    ],
)
def test_what_may_be_left_empty_is_not_complained_of(change: Callable[[str], str]) -> None:
    assert faults(change(form()))[1] == []


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_is_named_with_its_line_and_costs_the_other_form_nothing(broken: Broken) -> None:
    first = broken.change(form())
    assert first != form()
    projects, findings = faults(first + "\n" + form("4402", "乙项目"))
    assert [(one.code, str(one.source)) for one in findings] == [(broken.code, f"{FILE}:{broken.line}")]
    assert broken.says in findings[0].message
    assert [one.code for one in projects] == (["4401", "4402"] if broken.still_read else ["4402"])
    assert said(projects[-1]) == said(read_one(form("4402", "乙项目")))


def test_a_broken_row_costs_the_other_rows_nothing_and_leaves_their_codes() -> None:
    projects, _ = faults(form().replace("\t反映报告数量", ""))
    assert [(row.code, row.name) for row in projects[0].indicators] == [
        ("02", "报告采纳率"),
        ("03", "不适用"),
        ("04", "使用率"),
        ("05", "服务满意度"),
    ]


def test_merged_cells_under_a_row_that_is_too_short_are_not_filled() -> None:
    _, findings = faults(form().replace(ROWS[0], "产出指标\n\t\t报告数量\t≥2份\t解释"))
    assert [(one.code, str(one.source)) for one in findings] == [
        ("row-cells", "forms/a.txt:11"),
        ("row-cells", "forms/a.txt:12"),
    ]


def test_what_cannot_be_read_is_left_open_not_guessed() -> None:
    text = (
        form()
        .replace("1,080,384.76", "待定")
        .replace("实施期限:\t2", "实施期限:\t2024-2026")
        .replace("\t否\t", "\t√\t")
    )
    projects, _ = faults(text)
    assert (projects[0].year_amount, projects[0].years, projects[0].new) == (None, None, None)
    assert projects[0].total_amount == Decimal("1544174.00")


def test_a_repeated_label_keeps_the_first_value_and_loses_no_text() -> None:
    projects, _ = faults(form().replace("完成两份报告。", "完成两份报告。\n项目名称: 乙"))
    assert projects[0].name == "甲项目"
    assert projects[0].annual_goal == "完成两份报告。\n项目名称: 乙"


@pytest.mark.parametrize("text", ["", "\n\n", "没有表格\n", "\ufeff", "\x00\x01", "项目名称"])
def test_a_text_without_a_form_is_an_error(text: str) -> None:
    projects, findings = read_form_text(text, FILE)
    assert projects == ()
    assert [(one.code, str(one.source)) for one in findings] == [("no-forms", "forms/a.txt:1")]


PIECES = (
    TITLE,
    HEAD,
    *ROWS,
    *(f"{label}:\t" for label in LABELS),
    "项目编号：\t1\t\t项目名称:\t甲",
    "产出指标",
    "\t\t名称\t≥1\t解释",
    "\t",
    "<p>一</p>",
    "<![x[",
    "（元）:",
    "：",
    "1e99",
    "\r",
    "\x0b",
    "\u2028",
    "",
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("\n".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.just("\t"), st.just("\n")), max_size=60).map("".join),
)


@given(TEXTS)
def test_any_text_is_read_without_an_exception_and_every_line_named_is_there(text: str) -> None:
    projects, findings = read_form_text(text, FILE)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert projects or findings
    for finding in findings:
        assert finding.source is not None
        assert 1 <= (finding.source.line or 0) <= len(lines)
    for project in projects:
        assert all(1 <= line <= len(lines) for line in project.lines.values())
        for row in project.indicators:
            assert row.source.line is not None
            assert row.name.split("\n")[0] in resolve_markup(lines[row.source.line - 1])
        assert len({row.code for row in project.indicators}) == len(project.indicators)


PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="<&\n"), min_size=1).filter(str.strip)


@given(st.lists(PLAIN, max_size=5))
def test_paragraphs_become_lines_and_lose_nothing(paragraphs: list[str]) -> None:
    lines = [line.strip() for line in paragraphs]
    assert resolve_markup("".join(f"<p>{line}</p> " for line in paragraphs)) == "\n".join(lines)
    assert resolve_markup("<br/>".join(paragraphs)) == "\n".join(lines)
