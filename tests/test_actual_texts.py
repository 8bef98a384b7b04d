"""Recorded texts in the light of their row: scored as a careful person would, or asked about; never silently guessed."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.language.rendering import chinese
from engine.measures import Reading, read_indicator
from engine.observe import Observation, read_text
from engine.targets.mentions import mentions_in
from tests.builders import YEAR, indicator
from tests.judged import CASES, assert_judged, codes, named, scored

KINDS: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / "actual_texts.yaml").read_text(encoding="utf-8"))
ROWS = [{"level2": "数量指标", **row} for rows in KINDS.values() for row in rows]
IMPOSSIBLE = {"actual-impossible", "actual-below-nothing"}


def reading(target: str, name: str = "指标") -> Reading:
    return read_indicator(indicator(target, name=name), YEAR)


def read(text: str, target: str, name: str = "指标") -> Observation:
    return read_text(text, reading(target, name), YEAR)


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_text_is_read_as_a_careful_person_would(row: dict[str, Any]) -> None:
    score = scored(row)
    assert_judged(score, row, IMPOSSIBLE)
    assert row.get("note") in {None, *codes(score)}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_dozen_unlike_examples(kind: str) -> None:
    assert len({(row["name"], row["target"], str(row.get("actual"))) for row in KINDS[kind]}) >= 12


@pytest.mark.parametrize(
    ("name", "target", "text", "proposed"),
    [
        ("合格率", "≥95%", "不合格率3%", "97%"),
        ("植树株数", "≥900株", "还差100株", "800株"),
        ("项目成本", "≤120万元", "超支8万元", "128万元"),
        ("项目成本", "≤30万元", "结余2万元", "28万元"),
        ("演出场次", "≥20场", "完成年度任务的95%", "19场"),
        ("竣工时间", "2024年11月30日前", "逾期15天完成", "2024年12月15日"),
    ],
)
def test_a_question_names_what_follows_from_the_target(name: str, target: str, text: str, proposed: str) -> None:
    seen = read(text, target, name)
    assert seen.question is not None
    assert proposed in seen.question.chinese()


@pytest.mark.parametrize(
    ("target", "text", "admitted"),
    [
        ("≥20篇", "新增5篇，累计22篇", ["如为5篇", "如为22篇"]),
        ("≥900人", "线上500人、线下450人", ["如为500人", "如为450人", "如为950人"]),
        ("2024年9月10日前", "2024年9月", ["如于2024年9月1日完成", "如于2024年9月30日完成"]),
    ],
)
def test_what_a_text_may_mean_is_admitted_with_what_that_assumes(target: str, text: str, admitted: list[str]) -> None:
    assert [chinese(one.assuming) for one in read(text, target).admitted] == admitted


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("计划20篇，实际完成15篇", "计划２０篇, 实际完成 １５ 篇"),
        ("24篇，完成率120%", "24篇（完成率120％）"),
        ("未巡河45次", " 未巡河 45次。"),
        ("每月2次", "每月２次"),
        ("90-95篇", "90～95篇"),
        ("新增5篇，累计22篇", "新增5篇；累计22篇"),
    ],
)
def test_width_spaces_and_marks_change_nothing(text: str, other: str) -> None:
    one, two = read(text, "≥20篇"), read(other, "≥20篇")
    asked = [one.question and one.question.code, two.question and two.question.code]
    assert (one.number, one.unit, len(one.admitted), asked[0]) == (two.number, two.unit, len(two.admitted), asked[1])


TARGETS = ("≥20篇", "≥95%", "≤30万元", "提升20%", "2024年9月10日前", "有效提升", "未发生", "无", "是", "0起", "3~5个")
WORDS = (
    *(
        "计划",
        "实际",
        "完成",
        "未",
        "较上年",
        "提高",
        "其中",
        "超额",
        "还差",
        "每月",
        "户均",
        "发生",
        "无",
        "本年",
        "应办",
        "累计",
    ),
    *(
        "20",
        "15篇",
        "95%",
        "1.2个百分点",
        "3万元",
        "2024年9月",
        "5月6日",
        "，",
        "、",
        "（",
        "）",
        "-",
        "/",
        "至",
        "约",
        "Ⅲ类",
        "🙂",
    ),
)


@given(st.sampled_from(TARGETS), st.lists(st.sampled_from(WORDS), max_size=8).map("".join) | st.text(max_size=20))
def test_no_text_breaks_the_reader_and_what_is_open_is_asked(target: str, text: str) -> None:
    seen = read(text, target)
    assert not seen.admitted or seen.question is not None
    assert all(one.assuming is not None for one in seen.admitted)


@given(st.lists(st.sampled_from(WORDS), max_size=10).map("".join))
def test_mentions_stand_where_they_are_written(text: str) -> None:
    found = mentions_in(text, YEAR)
    assert len(found.clauses) == len(found.marks)
    for one in found.found:
        clause = found.clauses[one.clause]
        assert one.written in clause
        assert f"{one.before}{one.written}{one.behind}" in clause
