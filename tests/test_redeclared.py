"""A form that is imported again: which fields and rows changed, what lost its row, and what it does to points."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from engine.services.redeclared import paired
from engine.terms import Indicator
from tests.builders import indicator
from tests.conftest import Jixiao
from tests.formtext import ROWS, form, write

CORRECTED = ("--reason", "核查", "--assessor", "评价组")


def again(run: Jixiao, text: str) -> dict[str, Any]:
    """What the import of a changed form says, as data."""
    write(Path("new.txt"), text)
    found: dict[str, Any] = json.loads(run("import", "new.txt", "--year", "2024", "--format", "json").stdout)
    return found


def changed(*pairs: tuple[str, str]) -> str:
    text = form()
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize(
    ("pairs", "fields"),
    [
        ([("完成两份报告。", "完成三份报告。")], [("年度目标", "完成两份报告。", "完成三份报告。")]),
        ([("1,080,384.76", "900,000.00")], [("本年度项目金额", "1080384.76", "900000.00")]),
        (
            [("甲项目", "甲项目二期"), ("是否新增项目:\t否", "是否新增项目:\t是")],
            [("项目名称", "甲项目", "甲项目二期"), ("是否新增项目", "否", "是")],
        ),
    ],
)
def test_changed_fields_are_named_with_both_texts(
    recorded: Jixiao, pairs: list[tuple[str, str]], fields: list[tuple[str, str, str]]
) -> None:
    (one,) = again(recorded, changed(*pairs))["changes"]
    assert [(field["field"], field["before"], field["after"]) for field in one["fields"]] == fields
    assert (one["code"], one["year"], one["rows"], one["lost"]) == ("4401", 2024, [], [])


def test_a_changed_target_says_what_it_does_to_points_and_total(recorded: Jixiao) -> None:
    (one,) = again(recorded, changed(("≥2份", "≥4份")))["changes"]
    (row,) = one["rows"]
    assert (row["kind"], row["code"], row["name"]) == ("changed", "01", "报告数量")
    assert row["fields"] == [{"field": "指标值", "before": "≥2份", "after": "≥4份"}]
    (points,) = one["points"]
    assert (points["code"], points["before"], points["after"]) == ("01", "25.00", "12.50")
    assert (one["total_before"], one["total_after"], one["ruleset"]) == ("100.00", "87.50", "mof-2020-10")


def test_the_points_are_those_of_the_ruleset_that_the_last_run_was_made_by(recorded: Jixiao) -> None:
    recorded("score", "--ruleset", "hubei-2020")
    (one,) = again(recorded, changed(("≥2份", "≥4份")))["changes"]
    assert one["ruleset"] == "hubei-2020"


def test_an_added_row_takes_its_points_from_the_others(recorded: Jixiao) -> None:
    row = "产出指标\t*时效指标\t完成时间\t2024年12月31日前\t全部完成"
    (one,) = again(recorded, form(rows=(*ROWS[:2], row, *ROWS[2:])))["changes"]
    assert [(row["kind"], row["code"], row["name"]) for row in one["rows"]] == [("added", "03", "完成时间")]
    assert one["lost"] == []
    points = {row["name"]: (row["before"], row["after"]) for row in one["points"]}
    assert points == {"报告数量": ("25.00", "16.67"), "报告采纳率": ("25.00", "16.67"), "完成时间": (None, None)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (form(rows=(ROWS[0].replace("报告数量", "成果数量"), *ROWS[1:])), "renamed"),
        (form(rows=ROWS[1:]), "removed"),
        (form(rows=(ROWS[0].replace("≥2份", "不适用"), *ROWS[1:])), "removed"),
    ],
    ids=["renamed", "removed", "not applicable any more"],
)
def test_what_was_said_of_a_row_that_is_gone_is_named(recorded: Jixiao, text: str, kind: str) -> None:
    recorded("correct", "4401", "报告数量", "1份", *CORRECTED)
    recorded("adjust", "4401", "报告数量", "-2", *CORRECTED)
    recorded("adjust-target", "4401", "报告数量", "≥1份", "--reason", "批复", "--by", "财政局")
    found = again(recorded, text)
    (one,) = found["changes"]
    assert kind in [row["kind"] for row in one["rows"]]
    told = [(lost["kind"], lost["value"], lost["by"], lost["assessor"]) for lost in one["lost"]]
    assert sorted(told) == [
        ("actual", "1份", "评价组", "评价组"),
        ("actual", "2份", "张三", ""),
        ("adjustment", "-2.00", "评价组", "评价组"),
        ("target", "≥1份（原 ≥2份）", "财政局", ""),
    ]
    assert [said["code"] for said in found["findings"]] == ["entry-lost"] * 4


def test_rows_that_only_move_lose_nothing(recorded: Jixiao) -> None:
    (one,) = again(recorded, form(rows=(ROWS[1], ROWS[0], *ROWS[2:])))["changes"]
    assert (one["fields"], one["rows"], one["lost"], one["points"]) == ([], [], [], [])
    assert one["total_before"] == one["total_after"]


def test_the_text_says_it_in_lines(recorded: Jixiao) -> None:
    write(
        Path("new.txt"),
        form(rows=(ROWS[0].replace("≥2份", "≥4份"), *ROWS[2:])).replace("完成两份报告。", "完成四份报告。"),
    )
    result = recorded("import", "new.txt", "--year", "2024")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "projects: 1, rows: 4; 0 new, 1 changed, 0 unchanged (1 of 2024)",
        "4401 甲项目 of 2024 changed",
        "  年度目标 完成两份报告。 → 完成四份报告。",
        "  报告数量: 指标值 ≥2份 → ≥4份",
        "  报告采纳率 removed",
        "  no row any more: 报告采纳率 已采纳数=9, 总数=10 (actual by 张三)",
        "  points 报告数量: 25.00 of 25.00 → 25.00 of 50.00",
        "  points 报告采纳率: 25.00 of 25.00 → —",
        "  total 100.00 → 75.00 (under mof-2020-10)",
    ]
    assert (
        "what 张三 said of 报告采纳率 of project 4401 (已采纳数=9, 总数=10) has no row on the new form" in result.stderr
    )


def test_of_many_changed_forms_each_is_told(jixiao: Jixiao) -> None:
    write(Path("a.txt"), "".join(form(str(number)) for number in range(100, 132)))
    jixiao("import", "a.txt", "--year", "2024")
    write(Path("a.txt"), "".join(form(str(number)).replace("≥2份", "≥3份") for number in range(100, 132)))
    lines = jixiao("import", "a.txt", "--year", "2024").stdout.splitlines()
    assert [line.split()[0] for line in lines if " changed" in line and "of 2024" in line][1:] == [
        str(number) for number in range(100, 132)
    ]
    assert lines[-1].startswith("131 甲项目 of 2024 changed: 0 fields and 1 rows changed; total")


def test_a_change_of_one_year_says_nothing_of_another(recorded: Jixiao) -> None:
    write(Path("b.txt"), form())
    recorded("import", "b.txt", "--year", "2025")
    write(Path("b.txt"), form().replace("≥2份", "≥9份"))
    found = json.loads(recorded("import", "b.txt", "--year", "2025", "--format", "json").stdout)
    assert [(one["year"], one["lost"]) for one in found["changes"]] == [(2025, [])]
    assert recorded("score", "--year", "2024").stdout.splitlines()[1].split() == ["4401", "甲项目", "100.00", "优"]


def named(*names: str, target: Callable[[int], str] = lambda number: f"≥{number}") -> list[Indicator]:
    return [
        indicator(target(number), name=name, code=f"{number:02}", level1="产出指标", level2="数量指标")
        for number, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        (["甲", "乙"], ["乙", "甲"], [("乙", "乙"), ("甲", "甲")]),
        (["甲", "乙"], ["甲", "丙"], [("甲", "甲"), ("乙", "丙")]),
        (["甲", "甲"], ["甲", "甲"], [("甲", "甲"), ("甲", "甲")]),
        (["甲", "乙", "丙"], ["丙"], [("丙", "丙"), ("甲", None), ("乙", None)]),
    ],
)
def test_rows_are_known_again_by_name_promise_or_place(
    before: list[str], after: list[str], pairs: list[tuple[str | None, str | None]]
) -> None:
    found = paired(named(*before), named(*after))
    assert [(old and old.name, new and new.name) for old, new in found] == pairs
    assert all(isinstance(one.weight, Decimal | None) for pair in found for one in pair if one)
