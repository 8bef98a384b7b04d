"""Signs that change nothing change nothing: the 38 forms written otherwise give the same points, or a finding."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from engine.files.text import lines_of
from engine.forms import read_forms
from engine.forms.text import each_form_text
from engine.language.findings import Findings
from engine.language.squeezing import straighten
from engine.runs.record import Origin, ProjectScore, Score
from engine.scoring.evaluate import Case, Recorded, score_project
from engine.scoring.inference import RuleBase
from engine.terms import Indicator, Project
from engine.terms.levels import is_starred, key_of, level1_of, level2_of, level2_shown
from tests.builders import ROOT, YEAR, case, indicator, project, recorded, shipped
from tests.formbooks import FORM, HEAD, TABLE, book, codes, read_one
from tests.formtext import form, read_form_text
from tests.recorded import read_actuals
from tests.runs import sample_cases
from tests.signs import FIELDS, Variant, shuffled, spelled, text_of, variants
from tests.written_forms import write_form_docx, write_form_xlsx

RULESETS = ("mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020")
VARIANTS = tuple(variants())
STEP = 7
"""Every so many forms take their turn in the ordinary run."""
Write = Callable[[Sequence[Project], Path], Path]
Change = Callable[[Project], Project]


def _as_text(projects: Sequence[Project], folder: Path) -> Path:
    path = folder / "a.txt"
    path.write_text("\n\n".join(map(text_of, projects)), encoding="utf-8")
    return path


def _as_csv(projects: Sequence[Project], folder: Path) -> Path:
    path = folder / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        for one in projects:
            csv.writer(file).writerows(line.split("\t") for line in text_of(one).splitlines())
    return path


def _as_document(projects: Sequence[Project], folder: Path) -> Path:
    write_form_docx(projects, folder / "a.docx")
    return folder / "a.docx"


def _as_workbook(projects: Sequence[Project], folder: Path) -> Path:
    write_form_xlsx(projects, folder / "a.xlsx")
    return folder / "a.xlsx"


WRITERS: tuple[Write, ...] = (_as_text, _as_csv, _as_document, _as_workbook)


@cache
def base(ruleset: str) -> RuleBase:
    return RuleBase(shipped(ruleset))


@cache
def forms() -> dict[str, Project]:
    return {one.project.code: one.project for one in sample_cases()}


def scored(projects: Iterable[Project], ruleset: str) -> dict[str, ProjectScore]:
    """The forms with the actuals of the sample, which name rows as the forms of the sample do."""
    declared = {one.code: one for one in projects}
    paths = [str(ROOT / "actuals" / str(YEAR) / f"{code}.yaml") for code in declared]
    actuals, _ = read_actuals(paths, declared)
    origin = Origin(revision=1, by="示例")
    return {
        one.project: score_project(
            Case(
                project=declared[one.project],
                year=one.year,
                recorded={entry.code: Recorded(actual=entry, origin=origin) for entry in one.actuals},
            ),
            base(ruleset),
        )
        for one in actuals
    }


@cache
def expected(ruleset: str) -> dict[str, ProjectScore]:
    return scored(forms().values(), ruleset)


def told(score: Score) -> set[str]:
    return {one.code for one in score.findings if one.severity != "note"}


def silent(before: ProjectScore, after: ProjectScore) -> Iterator[str]:
    """The rows whose points differ without a word."""
    assert len(before.scores) == len(after.scores)
    rows = {score.code: score for score in after.scores}
    for one in before.scores:
        other = rows[one.code]
        if other.weight != one.weight:
            yield f"{before.code} {one.code} {one.name}: weight {one.weight}, {other.weight}"
        if other.points != one.points and (other.points is not None or not told(other) - told(one)):
            yield f"{before.code} {one.code} {one.name}: {one.points}, {other.points} {other.findings}"


def check(change: Change, write: Write, ruleset: str, codes_of: Sequence[str], folder: Path) -> None:
    """Writes forms otherwise, reads and scores them, and compares."""
    written = [change(forms()[code]) for code in codes_of]
    read, findings = read_forms([str(write(written, folder))])
    assert [one.code for one in read] == list(codes_of), findings
    assert not [one for one in findings if one.severity == "error"]
    after = scored(read, ruleset)
    assert [line for code in codes_of for line in silent(expected(ruleset)[code], after[code])] == []
    for one in read:
        declared = {row.code: row.required for row in forms()[one.code].indicators}
        assert all(row.required for row in one.indicators if declared[row.code])


@pytest.mark.parametrize(("number", "variant"), [*enumerate(VARIANTS)], ids=[str(one) for one in VARIANTS])
def test_a_field_written_otherwise_gives_the_same_points_or_a_finding(
    number: int, variant: Variant, tmp_path: Path
) -> None:
    some = sorted(forms())[number % STEP :: STEP]
    check(variant.project, WRITERS[number % 4], RULESETS[number // 4 % 4], some, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("ruleset", RULESETS)
@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("variant", VARIANTS, ids=str)
def test_every_field_written_otherwise_in_every_file(
    variant: Variant, write: Write, ruleset: str, tmp_path: Path
) -> None:
    check(variant.project, write, ruleset, sorted(forms()), tmp_path)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_other_spellings_of_levels_give_the_same_points(ruleset: str, tmp_path: Path) -> None:
    check(spelled, WRITERS[RULESETS.index(ruleset)], ruleset, sorted(forms()), tmp_path)


@pytest.mark.parametrize("ruleset", RULESETS)
def test_rows_in_another_order_give_the_same_points(ruleset: str, tmp_path: Path) -> None:
    written = [shuffled(one) for one in forms().values()]
    assert any(one.indicators != forms()[one.code].indicators for one in written)
    read, _ = read_forms([str(_as_text(written, tmp_path))])
    after = scored(read, ruleset)
    for code, sheet in expected(ruleset).items():
        assert after[code].total == sheet.total
        assert sorted(map(_facts, after[code].scores)) == sorted(map(_facts, sheet.scores))


def _facts(score: Score) -> tuple[str, ...]:
    return (score.level1, score.level2, score.name, str(score.weight), str(score.points), score.outcome)


# --- each mechanism by itself


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("＊成本指标", "成本指标"),
        ("成 本 指 标", "成本指标"),
        ("成\u00a0本指标：", "成本指标"),
        ("三、效益指标（30分）", "效益指标"),
        ("产出", "产出指标"),
        ("服务对象满意度指标", "满意度指标"),
        ("★满意度指标:", "满意度指标"),
        ("管 理 指 标", "管理指标"),
        ("＊过程", "过程"),
    ],
)
def test_a_level_1_is_known_whatever_its_signs(text: str, name: str) -> None:
    assert level1_of(text) == name == level1_of(name)


@pytest.mark.parametrize(
    ("text", "shown", "name"),
    [
        ("＊数量指标", "数量指标", "数量指标"),
        ("数量", "数量", "数量指标"),
        ("1.经济效益（20分）", "1.经济效益（20分）", "经济效益指标"),
        ("满意度指标：", "满意度指标", "服务对象满意度指标"),
        ("其他满意度指标", "其他满意度指标", "其他满意度指标"),
        ("项目 立项", "项目 立项", "项目立项"),
    ],
)
def test_a_level_2_keeps_its_words_and_is_compared_by_its_name(text: str, shown: str, name: str) -> None:
    assert level2_shown(text) == shown
    assert level2_of(text) == name == level2_of(name)


@pytest.mark.parametrize("text", ["*数量", "＊数量", "数量＊", " ＊ 数量", "★数量"])
def test_a_star_marks_a_row_as_required(text: str) -> None:
    assert is_starred(text)
    assert key_of(text) == "数量"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("＊培训人数（人）：", "培训人数(人)"),
        ("1．培训 人数", "培训人数"),
        ("(2)★培训人数", "③培训人数。"),
        ("指标１：培训人数", "一、培训人数"),
    ],
)
def test_names_that_differ_in_their_signs_only_are_one(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"), [("1.5米以上护栏", "5米以上护栏"), ("2024年报告", "报告"), ("指标1", "指标2")]
)
def test_a_figure_that_belongs_to_a_name_stays(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize("text", ["", "数量", "数*量"])
def test_without_a_star_before_or_behind_it_is_not(text: str) -> None:
    assert not is_starred(text)


@pytest.mark.parametrize(
    ("text", "straight"),
    [
        ("成 本 指 标", "成本指标"),
        ("采 纳 率=已 采 纳/总 数", "采纳率=已采纳/总数"),
        ("方案 甲 乙", "方案 甲 乙"),
        ("月 平均在线率", "月 平均在线率"),
        ("甲\u200b项目", "甲项目"),
        ("≥ 90 %", "≥ 90 %"),
    ],
)
def test_letters_that_are_set_apart_are_one_word(text: str, straight: str) -> None:
    assert straighten(text) == straight


def test_a_ruleset_may_spell_levels_otherwise_than_the_form() -> None:
    weights = shipped("mof-2021-101").weights.model_copy(update={"counts_as": {"产出/成本": "成本"}})
    assert weights.level_and_group("＊产出指标", "＊成 本 指 标") == ("成本指标", "成本指标")
    assert shipped("third-party-2020").weights.level_and_group("产 出", "数量") == ("产出", "数量指标")


def test_weights_do_not_change_where_rows_spell_their_group_otherwise() -> None:
    rows = (
        indicator("≥1个", name="甲", code="01"),
        indicator("≥1个", name="乙", code="02", level2="数量"),
        indicator("≥1个", name="丙", code="03", level2="质量指标"),
    )
    sheet = score_project(case(project(*rows), *(recorded("1个", row.code) for row in rows)), base("mof-2020-10"))
    by_code = {score.code: score.weight for score in sheet.scores}
    assert (by_code["01"], by_code["02"]) == (Decimal("20.84"), Decimal("20.83"))
    assert by_code["03"] == Decimal("41.66")  # of 83.33, as two groups have it


# --- labels, heads, amounts and weights


LABELS = {
    "signs apart": ("项目名称", "项 目 名 称"),
    "star": ("项目编号", "＊项目编号"),
    "hard space": ("申请单位", "申请\u00a0单位"),
    "amount in 万 元": ("本年度项目金额（元）:\t1,080,384.76", "本年度项目金额（万 元）：\t１０８．０３８４７６"),
    "amount apart": ("本年度项目金额（元）:\t1,080,384.76", "本 年 度 项 目 金 额（ 元 ）：\t1，080，384.76"),
    "yes": ("是否新增项目:\t否", "是否新增项目：\t 否。"),
    "term": ("实施期限:\t2", "实施期限：\t２ 年"),
    "title": ("二级项目支出绩效目标申报表", "二级项目支出\u3000绩效目标 申报表"),
    "head": ("一级指标\t二级指标", "＊一 级 指 标\t二 级 指 标"),
    "code": ("4401", "４４０１"),
}


def plain(project: Project) -> dict[str, object]:
    return project.model_dump(exclude={"source", "lines", "indicators"})


@pytest.mark.parametrize("name", LABELS)
def test_labels_and_values_of_a_text_may_be_written_otherwise(name: str) -> None:
    before, after = LABELS[name]
    (usual,), _ = read_form_text(form(), "a.txt")
    assert before in form()
    (read,), findings = read_form_text(form().replace(before, after), "a.txt")
    assert codes(findings) == []
    assert plain(read) == plain(usual)
    assert len(read.indicators) == len(usual.indicators)


def test_columns_of_a_text_may_stand_in_another_order() -> None:
    usual = form()
    turned = "\n".join("\t".join(line.split("\t")[::-1]) if _is_row(line) else line for line in usual.splitlines())
    (one,), _ = read_form_text(usual, "a.txt")
    (other,), findings = read_form_text(turned, "a.txt")
    assert codes(findings) == []
    assert [_bare(row) for row in other.indicators] == [_bare(row) for row in one.indicators]


def _is_row(line: str) -> bool:
    return line.count("\t") == 4 and "指标" in line


def _bare(row: Indicator) -> dict[str, object]:
    return row.model_dump(exclude={"source"})


@pytest.mark.parametrize("text", ["20", "２０", "20分", "20 %", "＊20", "20。", "\u00a020 分 "])
def test_a_weight_may_be_written_otherwise(text: str, tmp_path: Path) -> None:
    rows = [(*row, text) for row in TABLE]
    read, findings = read_one(book(tmp_path / "a.xlsx", [*FORM[: -len(TABLE) - 1], (*HEAD, "权重"), *rows]))
    assert "weight-unreadable" not in codes(findings)
    assert {row.weight for row in read.indicators} == {20}


# --- rows that a template names by nothing but their number


@pytest.mark.parametrize("name", ["指标1", "指标1：", "指标 １:", "三级指标2", "1、"])
@pytest.mark.parametrize("target", ["≥2份", ""])
def test_a_row_named_by_its_number_is_one_where_it_has_a_target(name: str, target: str, tmp_path: Path) -> None:
    row = ("产出指标", "数量指标", name, target, "")
    text = form(rows=("\t".join(row),))
    (given, findings), (printed, more) = _both(text), _both(form(rows=("\t".join(row), *_ROWS)))
    sheet, _ = read_one(book(tmp_path / "a.xlsx", [*FORM[: -len(TABLE)], row, *TABLE]))
    assert ("row-blank" in codes(more)) == (not target)
    assert printed is not None
    assert len(printed.indicators) == len(sheet.indicators) == len(_ROWS) + bool(target)
    assert (given is not None) == bool(target), findings
    if target:
        assert sheet.indicators[0].name == printed.indicators[0].name
        assert sheet.indicators[0].target_text == target


_ROWS = ("产出指标\t*质量指标\t报告采纳率\t≥90%\t采纳率=已采纳数/总数*100%",) * len(TABLE)


def _both(text: str) -> tuple[Project | None, Findings]:
    return next(iter(each_form_text(lines_of(text), "a.txt")))


def test_every_field_is_tried() -> None:
    assert {one.field for one in VARIANTS} == {*FIELDS} <= {*Indicator.model_fields}
