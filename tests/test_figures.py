"""Recorded texts as people write them: the number, the day or the word, and all that was inferred."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.actuals.figures import Figure, read_figure

YEAR = 2024


def codes(figure: Figure) -> list[str]:
    return [one.code for one in figure.findings]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("93.2%", "93.2", "%"),
        ("９３．２％", "93.2", "%"),
        (" 93.2 % ", "93.2", "%"),
        ("36小时", "36", "小时"),
        ("90分钟", "90", "分钟"),
        ("20条", "20", "条"),
        ("12万条", "120000", "条"),
        ("1,234.5", "1234.5", None),
        ("93.2", "93.2", None),
        ("93.2分", "93.2", "分"),
        ("8cm", "8", "cm"),
        ("0起", "0", "起"),
        ("0", "0", None),
        ("4.5星", "4.5", "星"),
        ("5台套", "5", "台套"),
        ("0.10", "0.10", None),
        ("1,618,000.00元", "1618000.00", "元"),
    ],
)
def test_a_number_with_its_unit(text: str, number: str, unit: str | None) -> None:
    figure = read_figure(text, YEAR)
    assert (figure.number, figure.unit) == (Decimal(number), unit)
    assert (figure.text, figure.day, figure.word, figure.verdict) == (text, None, "", None)
    assert not figure.findings


@pytest.mark.parametrize(
    ("text", "number"), [("提升20%", "20"), ("下降5%", "-5"), ("增长12.5%", "12.5"), ("减少3%", "-3")]
)
def test_a_change_has_its_sign(text: str, number: str) -> None:
    figure = read_figure(text)
    assert (figure.number, figure.unit) == (Decimal(number), "%")
    assert not figure.findings


@pytest.mark.parametrize(
    "text", ["2024-11-20", "2024/11/20", "2024.11.20", "2024年11月20日", "2024年11月20号", "20241120", " 2024-11-20 "]
)
def test_a_day_written_in_full(text: str) -> None:
    figure = read_figure(text)
    assert (figure.day, figure.number, figure.word) == (date(2024, 11, 20), None, "")
    assert not figure.findings


def test_a_day_without_its_year_takes_the_year_of_the_file_and_says_so() -> None:
    figure = read_figure("11月20日", YEAR)
    assert figure.day == date(2024, 11, 20)
    assert codes(figure) == ["target-year-inferred"]
    assert read_figure("11月20日").day is None


def test_a_month_is_its_last_day_and_says_so() -> None:
    figure = read_figure("2024年11月", YEAR)
    assert figure.day == date(2024, 11, 30)
    assert codes(figure) == ["actual-month-only"]
    assert figure.findings[0].message == "“2024年11月” names no day and was read as 2024-11-30"


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("≥95%", "95", "%"),
        (">=95%", "95", "%"),
        ("不低于95%", "95", "%"),
        ("95%以上", "95", "%"),
        ("≤24小时", "24", "小时"),
        ("5%以内", "5", "%"),
        ("优于0.08m", "0.08", "m"),
        ("提升20%以上", "20", "%"),
    ],
)
def test_an_operator_copied_from_the_target_is_said_and_the_number_taken(text: str, number: str, unit: str) -> None:
    figure = read_figure(text, YEAR)
    assert (figure.number, figure.unit) == (Decimal(number), unit)
    assert [(one.code, one.severity, one.values) for one in figure.findings if one.code == "actual-operator"] == [
        ("actual-operator", "warning", {"text": text})
    ]


@pytest.mark.parametrize("text", ["2024年12月31日前", "2024年12月31日之前", "2024年12月31日以前", "≤2024年12月31日"])
def test_a_deadline_copied_from_the_target_is_said_and_its_day_taken(text: str) -> None:
    figure = read_figure(text, YEAR)
    assert figure.day == date(2024, 12, 31)
    assert codes(figure) == ["actual-operator"]


@pytest.mark.parametrize(
    ("text", "number", "code"),
    [
        ("约100人", "100", "actual-approximate"),
        ("100人左右", "100", "actual-approximate"),
        ("290%", "290", "target-sign-as-digit"),
        ("两次", "2", "target-number-in-words"),
        ("百分之九十五", "95", "target-number-in-words"),
        ("三分之二", "0.666666666666", "target-fraction"),
    ],
)
def test_what_is_inferred_from_a_recorded_text_is_said(text: str, number: str, code: str) -> None:
    figure = read_figure(text, YEAR)
    assert figure.number is not None
    assert figure.number.quantize(Decimal(number)) == Decimal(number)
    assert codes(figure) == [code]


@pytest.mark.parametrize(
    "word",
    [
        "是",
        "通过",
        "已通过",
        "达标",
        "合格",
        "符合",
        "已完成",
        "完成",
        "达成",
        "按时完成",
        "已按时完成",
        "全部完成",
        "验收合格",
        "均已达到要求",
        "按期完成，无逾期",
        "全年任务全部完成",
    ],
)
def test_words_that_say_yes(word: str) -> None:
    assert [read_figure(text, YEAR).verdict for text in (word, f" {word} ", f"{word}。")] == [True, True, True]


@pytest.mark.parametrize(
    "word",
    [
        "否",
        "未通过",
        "不通过",
        "不达标",
        "未达标",
        "不合格",
        "不符合",
        "未完成",
        "没有完成",
        "未达成",
        "逾期",
        "未按时完成",
        "尚未完成",
        "没能按期完成",
        "未能通过验收",
        "已逾期",
        "无法完成",
    ],
)
def test_words_that_say_no(word: str) -> None:
    assert [read_figure(text, YEAR).verdict for text in (word, f" {word} ", f"{word}。")] == [False, False, False]


@pytest.mark.parametrize(
    "word",
    [
        "不适用",
        "未发生",
        "没有发生",
        "无",
        "进行中",
        "基本完成",
        "部分完成",
        "大部分完成",
        "完成一半",
        "即将完成",
        "计划完成",
        "正在验收",
        "有待通过",
        "将于明年完成",
        "完成率较高",
        "达标率不足",
        "5项中4项完成",
        "除一项外全部完成",
        "是否通过",
        "初步达到",
        "未逾期",
        "大概差不多",
        "已整改",
    ],
)
def test_words_that_leave_it_open_say_neither(word: str) -> None:
    figure = read_figure(word, YEAR)
    assert (figure.verdict, figure.number, figure.day) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("1小时20分钟", "80", "分钟"),
        ("1小时20分", "80", "分钟"),
        ("2天3小时", "51", "小时"),
        ("12 个小时 30 分钟", "750", "分钟"),
    ],
)
def test_a_time_in_two_units_is_given_in_the_smaller_one(text: str, number: str, unit: str) -> None:
    figure = read_figure(text, YEAR)
    assert (figure.number, figure.unit) == (Decimal(number), unit)
    assert not figure.findings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "无",
        "NaN",
        "Infinity",
        "1e5",
        "-",
        "2024-02-30",
        "1.2.3",
        "5个100人",
        "90%~95%",
        "5次及以上≥5%",
        "合同签订后30日内",
        "7×24小时",
        "5" * 600,
    ],
)
def test_what_is_neither_number_nor_day_stays_a_word(text: str) -> None:
    figure = read_figure(text, YEAR)
    assert (figure.number, figure.day, figure.verdict) == (None, None, None)
    assert figure.word == text.strip()


@given(st.text(), st.sampled_from([None, YEAR]))
def test_any_text_is_read_and_kept(text: str, year: int | None) -> None:
    figure = read_figure(text, year)
    assert figure.text == text
    assert figure.number is None or figure.day is None
    assert figure.word == "" or (figure.number is None and figure.day is None)
    assert figure.number is None or figure.number.is_finite()


@given(st.decimals(0, 10**9, places=4), st.sampled_from(["", "%", "小时", "条", "m", "元"]))
def test_every_number_is_read_back_exactly(number: Decimal, unit: str) -> None:
    figure = read_figure(f"{number}{unit}")
    assert figure.number == number
    assert figure.unit == (unit or None)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_figure(f"{day.year}年{day.month}月{day.day}日").day == day
    assert read_figure(day.isoformat()).day == day
