"""What an explanation states: formulas above all, then dates, limits, rules, score sheets."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.explanations import Explanation, read_explanation
from engine.explanations.expressions import canonical, parse
from tests.reading import Row, explanation_row, formula_row, load

CASES = load("explanations.yaml")
FORMS, ELSEWHERE = CASES["forms"], CASES["elsewhere"]
TEXTS = [row["text"] for row in (*FORMS, *ELSEWHERE)]

# Signs that stand for the same in both widths; a comma or a full stop between digits would become part of a number.
FULL = str.maketrans("=/*()%;:?!", "＝／＊（）％；：？！")
SIGNS = list("=/*()-+∑%，。：；①٣〇² \n\ud800")
WORDS = re.findall(
    r"\S+",
    "×100% 占 总数 的比例 与 之比 率 ≥90 公式为 2024年12月31日前 24小时内完成 则为100% 否则 5星 数量 A为 注： 满分100分 "
    "不少于10个 12月 至 1OO% 的绝对值 <p <p> 1.",
)
PIECES = st.sampled_from([*SIGNS, *WORDS])
PROSE = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=30).map("".join))
CUTS = st.tuples(st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(0, 200), st.integers(0, 200)).map(
    lambda cut: cut[0][: cut[2]] + cut[1][cut[3] :]
)


def without_text(read: Explanation) -> dict[str, object]:
    return read.model_dump(exclude={"text"})


@pytest.mark.parametrize("row", [*FORMS, *ELSEWHERE], ids=lambda row: row["text"][:30].replace("\n", " ") or "empty")
def test_reads_all_that_an_explanation_states_and_nothing_else(row: Row) -> None:
    expected = {key: value for key, value in row.items() if key not in ("lines", "text")}
    assert explanation_row(read_explanation(row["text"], 2024)) == expected


def test_every_formula_of_the_forms_is_found_with_its_inputs() -> None:
    """One list of all formulas of the 233 live rows, by line of the declarations."""
    expected = {tuple(row["lines"]): row.get("formulas", []) for row in FORMS}
    read = {
        tuple(row["lines"]): [formula_row(one) for one in read_explanation(row["text"], 2024).formulas] for row in FORMS
    }
    assert read == expected
    assert sum(len(lines) for lines in expected) == 233
    assert sum(len(lines) * len(formulas) for lines, formulas in expected.items()) == 146


def test_the_list_leaves_out_no_text_that_looks_like_a_formula() -> None:
    """Whatever has a = and a division sign, or a times 100%, is in the list."""
    signs = re.compile(r"[=＝].*[/／÷]|[*×]\s*100")
    left_out = [row["lines"] for row in FORMS if signs.search(row["text"]) and "formulas" not in row]
    assert left_out == []


def test_the_year_completes_dates_and_is_not_invented() -> None:
    text = "12月31日前完成全部支付"
    assert str(read_explanation(text, 2023).deadline) == "2023-12-31"
    assert read_explanation(text).deadline is None


@pytest.mark.parametrize("text", TEXTS)
def test_full_width_signs_change_nothing(text: str) -> None:
    assert without_text(read_explanation(text.translate(FULL), 2024)) == without_text(read_explanation(text, 2024))


@pytest.mark.parametrize("blank", ["  ", "\t", "\n", "\r\n\r\n", "\u3000", "\xa0 "])
@pytest.mark.parametrize("text", [text for text in TEXTS if " " in text])
def test_the_kind_and_number_of_blanks_change_nothing(text: str, blank: str) -> None:
    assert without_text(read_explanation(text.replace(" ", blank), 2024)) == without_text(read_explanation(text, 2024))


@pytest.mark.parametrize("text", TEXTS)
def test_blanks_around_the_signs_of_a_formula_change_nothing(text: str) -> None:
    spaced = re.sub(r"(?<=[\u4e00-\u9fff)])\s*([=/÷×*])\s*(?=[\u4e00-\u9fff(1])", r" \1 ", text)
    assert read_explanation(spaced, 2024).formulas == read_explanation(text, 2024).formulas


@given(st.one_of(PROSE, CUTS), st.sampled_from([None, 2024]))
@example("好评率最高为6五星", 2024)
@example("\ud800=a/b*100%", None)
def test_no_text_raises_and_every_formula_found_can_be_computed(text: str, year: int | None) -> None:
    read = read_explanation(text, year)
    assert Explanation.model_validate_json(read.model_dump_json()) == read
    for formula in read.formulas:
        again = parse(formula.expression)
        assert again is not None
        assert canonical(again.expression) == formula.expression
        assert formula.inputs


@pytest.mark.parametrize(
    "piece",
    [
        "=",
        "/",
        "(",
        "A率=a/b*100% ",
        "采纳率：",
        "占总数的比例",
        "注：",
        " ",
        "1=1*1,",
        "2024年12月31日前",
        "≥",
        "<p",
        "①",
    ],
)
def test_a_hundred_kilobytes_of_anything_are_read(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    assert read_explanation(text, 2024).text == text


def test_a_formula_too_long_to_have_been_written_by_a_person_is_said_to_be_unreadable() -> None:
    read = read_explanation("采纳率=" + "a+" * 400 + "b/总数*100%")
    assert read.formulas == ()
    assert [one.code for one in read.findings] == ["formula-unreadable"]


def test_a_formula_that_cannot_be_read_hides_no_other() -> None:
    read = read_explanation("完成率=(A+B/(C*100%；合格率=合格数/总数*100%，2024年6月30日前完成", 2024)
    assert [one.name for one in read.formulas] == ["合格率"]
    assert str(read.deadline) == "2024-06-30"
    assert [one.code for one in read.findings] == ["formula-unreadable"]


def test_the_two_limits_of_one_sentence_are_kept_apart() -> None:
    limits = read_explanation("需要在15分钟响应，30分钟内赶到现场执行飞行任务").limits
    assert [(one.label, one.value, one.unit) for one in limits] == [
        ("响应", Decimal(15), "分钟"),
        ("赶到现场", Decimal(30), "分钟"),
    ]
