"""Target texts read as a careful reader would read them: the cases, and what holds for all of them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from lark import Lark
from pydantic import ValidationError

from engine.language.catalogue import CODES
from engine.targets import LONGEST, Operator, Target, TargetKind, normalise, print_target, read_target, same_promise
from engine.targets.grammar import COMMON, GRAMMAR, scan
from engine.targets.printing import figure_of
from tests.codes import codes_of

CASES = Path(__file__).parent / "cases" / "targets.yaml"
FORMS = Path(__file__).parents[1] / "declarations" / "2024.txt"
SECTIONS: dict[str, list[dict[str, Any]]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
ROWS = [row for rows in SECTIONS.values() for row in rows]
NOT_SHOWN = ("text", "findings", "parts", "unit_inferred", "multiplier", "inferred", "approximate")


def codes(target: Target) -> list[str]:
    return [one.code.removeprefix("target-") for one in target.findings]


def said(target: Target) -> dict[str, Any]:
    """A target in the words of the case file."""
    fields = target.model_dump(mode="json").items()
    told: dict[str, Any] = {name: value for name, value in fields if value is not None and name not in NOT_SHOWN}
    if target.parts:
        told["parts"] = [said(part) for part in target.parts]
    return told | ({"says": codes(target)} if target.findings else {})


@pytest.mark.parametrize(
    ("text", "multiplier"),
    [
        ("≤50万元", "万"),
        ("节约1.2亿元以上", "亿"),
        ("3千万元", "万"),
        ("五十万元", "万"),
        ("二到三万元", "万"),
        ("10-50万元", "万"),
        ("5、6万元", "万"),
        ("投资（万元）：≤350", "万"),
        ("亿元≥12.5", "亿"),
        ("≥60万元且≤80万元", "万"),
        ("350000元", None),
        ("5百人", None),
        ("提升20%", None),
        ("覆盖率≥90%（惠及2万人）", None),
    ],
)
def test_a_figure_keeps_the_multiplier_it_is_written_in(text: str, multiplier: str | None) -> None:
    assert read_target(text).multiplier == multiplier


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] for row in ROWS])
def test_case(row: dict[str, Any]) -> None:
    expected = {name: value for name, value in row.items() if name != "text"}
    assert said(read_target(row["text"])) == expected


def test_the_table_holds_every_target_of_the_forms() -> None:
    cells = [re.split(r"\t+", line.strip()) for line in FORMS.read_text(encoding="utf-8").splitlines()]
    texts = {row[3].strip() for row in cells if len(row) >= 5 and row[0].endswith("指标") and row[0] != "一级指标"}
    assert len(texts - {"不适用"}) == 65
    assert texts <= {row["text"] for row in SECTIONS["the 38 forms of one unit, 2024"]}


def test_the_table_is_large_and_without_repetition() -> None:
    texts = [row["text"] for row in ROWS]
    assert len(texts) == len(set(texts)) > 1000


def test_printed_and_read_again() -> None:
    worded = (TargetKind.QUALITATIVE, TargetKind.UNREADABLE)
    targets = [read_target(row["text"]) for row in ROWS]
    printed = [print_target(one if one.kind in worded else without_texts(one)) for one in targets]
    assert [text for text, one in zip(printed, targets, strict=True) if not same_promise(read_target(text), one)] == []


def without_texts(target: Target) -> Target:
    """The target without the texts it was read from, which printing may otherwise fall back on."""
    return target.model_copy(update={"text": "", "parts": tuple(without_texts(part) for part in target.parts)})


@pytest.mark.parametrize(
    ("text", "year", "value", "start"),
    [
        ("12月31日", 2024, "2024-12-31", None),
        ("12月底前", 2024, "2024-12-31", None),
        ("年底前", 2025, "2025-12-31", None),
        ("2月底前", 2024, "2024-02-29", None),
        ("2月底前", 2025, "2025-02-28", None),
        ("上半年", 2024, "2024-06-30", None),
        ("第三季度", 2024, "2024-09-30", None),
        ("5月中旬", 2024, "2024-05-20", None),
        ("1-12月", 2024, "2024-12-31", "2024-01-01"),
        ("3月至11月", 2024, "2024-11-30", "2024-03-01"),
        ("3月1-15日", 2024, "2024-03-15", "2024-03-01"),
        ("第1-3季度", 2024, "2024-09-30", "2024-01-01"),
        ("当年12月底前", 2024, "2024-12-31", None),
        ("次年3月底前", 2024, "2025-03-31", None),
        ("下一年度1月底前", 2024, "2025-01-31", None),
        ("2023年12月31日", 2024, "2023-12-31", None),
        ("二〇二四年十二月三十一日前", 2020, "2024-12-31", None),
        ("2024年3月15日-4月20日", None, "2024-04-20", "2024-03-15"),
    ],
)
def test_dates_take_the_year_that_is_given(text: str, year: int | None, value: str, start: str | None) -> None:
    target = read_target(text, year)
    assert (target.kind, target.operator, target.value) == ("deadline", "<=", date.fromisoformat(value))
    assert target.start == (date.fromisoformat(start) if start else None)
    assert target.yearless is None


@pytest.mark.parametrize(("text", "yearless"), [("12月31日前", "--12-31"), ("2月底", "--02"), ("二季度", "--06-30")])
def test_dates_without_any_year_stay_open(text: str, yearless: str) -> None:
    target = read_target(text)
    assert (target.kind, target.value, target.yearless) == ("deadline", None, yearless)
    assert "year-missing" in codes(target)


def test_a_date_follows_the_one_before_it() -> None:
    first, second, third = read_target("2024年11月前招标，12月底前开工，次年5月底前完工", 2024).parts
    assert (first.value, second.value, third.value) == (date(2024, 11, 30), date(2024, 12, 31), date(2025, 5, 31))
    assert "year-inferred" in codes(second)


@pytest.mark.parametrize(
    "text",
    [
        "2024年2月30日",
        "2月30日前",
        "2023年2月29日",
        "2024年12月-2024年1月",
        "12-3月",
        "2025-2023年",
        "2024年6月31日前完成",
    ],
)
def test_days_that_do_not_exist(text: str) -> None:
    target = read_target(text, 2024)
    assert (target.kind, target.value, codes(target)) == ("unreadable", None, ["date-invalid"])


@pytest.mark.parametrize("code", sorted(codes_of("targets")))
def test_every_finding_has_an_example_that_gives_it(code: str) -> None:
    prose = {"target-empty": " \n", "target-too-long": "优" * (LONGEST + 1)}
    texts = (prose.get(code, CODES[code].example), CODES[code].example)
    targets = [read_target(text, year) for text in texts for year in (None, 2024)]
    found = [one for target in targets for part in (target, *target.parts) for one in part.findings]
    assert code in {one.code for one in found}
    assert all("{" not in one.message and "{" not in one.chinese() for one in found)


@pytest.mark.parametrize(
    ("text", "each", "day"),
    [
        ("每月25日前", "month", 25),
        ("次月10日前", "month", 10),
        ("每季度末", "quarter", None),
        ("每季度次月10日前", "quarter", 10),
        ("每半年末", "half-year", None),
        ("每学期末前", "term", None),
        ("每年6月底前", "year", 30),
        ("每年2月底前", "year", None),
        ("每周五前", "week", 5),
        ("2024年12月31日前", None, None),
        ("每月2次", None, None),
    ],
)
def test_a_deadline_of_each_period(text: str, each: str | None, day: int | None) -> None:
    target = read_target(text)
    assert (target.each, target.day) == (each, day)


@pytest.mark.parametrize(
    ("text", "figure"),
    [("≤1.2万元", "1.2万"), ("350000元", "350000"), ("三万元", "3万"), ("2024年12月31日前", "2024年12月31日前")],
)
def test_a_figure_is_shown_as_the_target_writes_it(text: str, figure: str) -> None:
    assert figure_of(read_target(text)) == figure


# --- the text itself ------------------------------------------------------------------------------------------------


def test_the_text_is_kept_as_given() -> None:
    assert read_target(" ≥ ９０ ％ \n").text == " ≥ ９０ ％ \n"
    assert read_target("<p>≥90%</p>").text == "<p>≥90%</p>"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("<p>≥90%</p>", "≥90%"),
        ("≥&nbsp;90%<br/>", "≥90%"),
        ("&ge;90%", "≥90%"),
        ("&lt;5%", "<5%"),
        ("\ufeff≥90\u200b%", "≥90%"),
        ("①新建5座②改建3座", "新建5座;改建3座"),
        ("200m²", "200m2"),
        ("（≥90%）", "≥90%"),
        ("“≥90%”", "≥90%"),
    ],
)
def test_markup_and_invisible_characters_change_nothing(text: str, same: str) -> None:
    assert same_promise(read_target(text), read_target(same))


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000", "\u200b"])
def test_an_empty_cell(text: str) -> None:
    assert (read_target(text).kind, codes(read_target(text))) == ("unreadable", ["empty"])


@pytest.mark.parametrize("text", ["\ud800", "≥90%\udfff", "\x00", "≥\x0090%", "\uffff", "10²个"])
def test_characters_that_no_form_holds(text: str) -> None:
    target = read_target(text)
    assert target.kind is TargetKind.UNREADABLE
    assert Target.model_validate_json(target.model_dump_json()) == target


def test_long_texts_are_not_read() -> None:
    target = read_target("确保" * LONGEST)
    assert (target.kind, codes(target)) == ("unreadable", ["too-long"])
    assert read_target("≥90%" + " " * 10 * LONGEST).value == Decimal(90)


@pytest.mark.parametrize(
    "piece", ["(", "≥", "1", "a", "一", "1.", "不", "5个", "2024年", "、", "≥90%;", "每", "\u0301", "ﷺ"]
)
def test_a_hundred_thousand_characters_of_anything(piece: str) -> None:
    for text in (piece * (100_000 // len(piece)), piece * (LONGEST // len(piece))):
        assert read_target(text).kind in TargetKind


def test_repeated_texts_are_remembered() -> None:
    assert read_target("≥91.5%") is read_target("≥91.5%")
    assert read_target("12月底前", 2024) != read_target("12月底前", 2025)


def test_numbers_too_long_for_any_target() -> None:
    assert read_target("440313231211501105025").kind is TargetKind.UNREADABLE
    assert read_target("≥" + "9" * 200 + "万元").kind is TargetKind.UNREADABLE


# --- JSON ----------------------------------------------------------------------------------------------------------


def test_values_in_json_are_dates_or_decimals_and_nothing_in_between() -> None:
    quantity, deadline = read_target("≥90%"), read_target("2024年12月31日前")
    assert '"value":"90"' in quantity.model_dump_json()
    assert '"value":"2024-12-31"' in deadline.model_dump_json()
    assert Target.model_validate_json(quantity.model_dump_json()).value == Decimal(90)
    assert Target.model_validate_json(deadline.model_dump_json()).value == date(2024, 12, 31)
    for text in ("2024-13-45", "九十", "", "NaN"):
        with pytest.raises(ValidationError):
            Target(text="", kind=TargetKind.QUANTITY, value=text)


@pytest.mark.parametrize("number", ["20241231", "86400", "1e3", "0.10"])
def test_a_number_in_json_never_becomes_a_date(number: str) -> None:
    written = f'{{"text": "", "kind": "quantity", "operator": ">=", "value": "{number}"}}'
    target = Target.model_validate_json(written)
    assert (target.value, target.operator) == (Decimal(number), Operator.GE)


def test_json_round_trip() -> None:
    targets = [read_target(row["text"]) for row in ROWS]
    assert [Target.model_validate_json(one.model_dump_json()) for one in targets] == targets


# --- the scanner ---------------------------------------------------------------------------------------------------


def test_every_character_is_in_one_token() -> None:
    texts = [normalise(row["text"]) for row in ROWS]
    assert ["".join(scan(text).texts) for text in texts] == texts


def test_characters_read_in_runs_begin_no_word_of_the_grammar() -> None:
    terminals = Lark(GRAMMAR.read_text(encoding="utf-8"), parser="lalr", lexer="basic").terminals
    patterns = {one.name: one.pattern.to_regexp() for one in terminals if one.name not in ("TEXT", "UNIT", "PER")}
    source = re.sub("[^\u4e00-\u9fff]", "", "".join(patterns.values()))
    following = {source[at : at + length] for at in range(len(source)) for length in (1, 2, 3, 4)} | set(
        "0123456789年月日"
    )
    begun = [
        (name, character + rest)
        for name, pattern in patterns.items()
        for match in [re.compile(pattern, re.DOTALL).match]
        for character in sorted(COMMON)
        for rest in following
        if match(character + rest)
    ]
    assert begun == []
