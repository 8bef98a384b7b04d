"""What stands alike in the table of a declaration and in a filled-in one is read alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.forms import read_forms
from engine.language.squeezing import squeeze
from engine.recheck.sources import read_file
from tests.filled import Grid, write_document, write_workbook

WRITERS = {"xlsx": write_workbook, "docx": write_document}
HEAD = ["一级指标", "二级指标", "三级指标", "指标值", "指标解释"]
PARTED = [*HEAD[:4], "<", "<", "指标解释"]
PARTS = ["^", "^", "^", "指标性质", "指标值", "度量单位", "^"]
REPORTS = ["产出指标", "数量指标", "报告数量", "≥2份", "反映报告"]

# grid, and of each row what stands in it: level 1, level 2, name, target, explanation
CASES: dict[str, tuple[Grid, list[str]]] = {
    "an explanation that goes on in a row of its own": (
        [HEAD, REPORTS, ["^", "^", "^", "^", "的份数"]],
        ["产出指标 数量指标 报告数量 ≥2份 反映报告的份数"],
    ),
    "a target that goes on beside a new explanation is another indicator by its name": (
        [HEAD, REPORTS, ["^", "^", "简报数量", "^", "反映简报"]],
        ["产出指标 数量指标 报告数量 ≥2份 反映报告", "产出指标 数量指标 简报数量 ≥2份 反映简报"],
    ),
    "two rows of heads, a sign drawn with a line, a sort of indicator for a sign": (
        [
            PARTED,
            PARTS,
            ["产出指标", "质量指标", "合格率", "═", "100", "%", "反映质量"],
            ["^", "数量指标", "报告数量", "数量指标", "2", "份", "反映报告"],
            ["^", "^", "简报数量", "≥", "≥3", "份", "反映简报"],
        ],
        [
            "产出指标 质量指标 合格率 =100% 反映质量",
            "产出指标 数量指标 报告数量 2份 反映报告",
            "产出指标 数量指标 简报数量 ≥3份 反映简报",
        ],
    ),
    "the same head behind a page break, the levels not again": (
        [HEAD, REPORTS, HEAD, ["", "", "简报数量", "≥3份", "反映简报"], ["", "质量指标", "合格率", "100%", ""]],
        [
            "产出指标 数量指标 报告数量 ≥2份 反映报告",
            "产出指标 数量指标 简报数量 ≥3份 反映简报",
            "产出指标 质量指标 合格率 100% ",
        ],
    ),
    "a level that is not divided, and levels in rows of their own": (
        [
            HEAD,
            ["产出指标", "", "", "", ""],
            ["", "数量指标", "报告数量", "≥2份", "反映报告"],
            ["满意度指标", "<", "群众满意度", "≥90%", "问卷"],
        ],
        ["产出指标 数量指标 报告数量 ≥2份 反映报告", "满意度指标 满意度指标 群众满意度 ≥90% 问卷"],
    ),
}


def with_scores(row: list[str]) -> list[str]:
    """The row in a filled-in table, beside what was achieved and its score."""
    if row[0] == HEAD[0]:
        return [*row, "实际完成值", "分值", "得分"]
    return [*row, *(["^"] * 3 if row[2] == "^" else ["2", "10", "10"] if row[2] else [""] * 3)]


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("case", CASES)
def test_a_row_says_the_same_in_both_uses(case: str, kind: str, tmp_path: Path) -> None:
    grid, wanted = CASES[case]
    header = [["项目编号", "1"], ["项目名称", "甲"]]
    declared = WRITERS[kind](tmp_path / f"declared.{kind}", [*header, *map(list, grid)])
    filled = WRITERS[kind](tmp_path / f"filled.{kind}", [*header, *(with_scores(list(row)) for row in grid)])
    (project,), _ = read_forms([str(declared)])
    (table,) = read_file(filled).tables
    found = [
        f"{row.level1} {row.level2} {row.name} {row.target_text} {squeeze(row.explanation)}"
        for row in project.indicators
    ]
    assert found == wanted
    assert [
        f"{row.level1} {row.level2} {row.name} {row.target.text} {squeeze(row.criteria)}" for row in table.rows
    ] == wanted
    assert not any(row.shared for row in table.rows)


def test_the_total_is_no_remark_and_a_label_is_no_value(tmp_path: Path) -> None:
    rows = [with_scores(HEAD), with_scores(REPORTS), ["备注", "本表一式两份"], ["总分", "100"]]
    labels = [["项目名称", "甲"], ["主管部门", "项目负责人", "张三"]]
    (table,) = read_file(write_workbook(tmp_path / "a.xlsx", [*labels, *rows])).tables
    assert (table.name, table.department) == ("甲", "")
    assert (table.total.text, table.remarks) == ("100", ("备注", "本表一式两份"))
