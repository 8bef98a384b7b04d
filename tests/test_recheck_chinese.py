"""Workbooks of recheck are Chinese throughout: kinds, places, sentences; codes have a column of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from engine.language.catalogue import CODES, Ask
from engine.language.findings import Finding, Source, finding
from engine.language.rendering import Content, coded, is_known
from engine.recheck import Options, recheck
from engine.recheck.chinese import kind, location_text, method, sentence
from engine.recheck.methods import method_of
from engine.recheck.write import write_recheck
from tests import builders
from tests.codes import codes_of
from tests.filled import official, write_document, write_text, write_workbook
from tests.test_recheck import CASES, base, changed, judged
from tests.test_recheck_published import ROWS as IRREGULAR
from tests.test_recheck_published import TABLES, read_grid

_ENGLISH = re.compile(r"[A-Za-z]{2,}|[a-z]+-[a-z]+")
_OF_FILES = re.compile(r"(?:原文：“[^”]*”|JSON|Word|Excel|Office|\.docx|\.xlsx)")
OWN_TEXTS = ("name", "names", "target", "actual", "text", "stated", "recomputed", "groups")
"""Values that are the table's own texts, which may hold English."""


def with_points(method: str, points: str) -> Content:
    return coded("method-points", method=method_of(method), points=points)


def english_in(said: Finding) -> list[str]:
    """What of a sentence is English beside the table's own texts."""
    blank = {name: "" if name in OWN_TEXTS else value for name, value in said.values.items()}
    return _ENGLISH.findall(_OF_FILES.sub("", sentence(said.model_copy(update={"values": blank}))))


def test_every_code_has_its_kind() -> None:
    codes = codes_of("recheck")
    assert all(CODES[code].asks or is_known(f"about-{code}") for code in codes)
    assert len(set(map(kind, codes))) == len(codes)
    assert kind("file-damaged") == "文件读取"
    assert all(is_known(f"about-asked-{ask}") for ask in Ask)
    assert kind("ask-direction") == "待确认：方向"
    assert kind("actual-impossible") == kind("target-unreadable") == "无法计分"


@pytest.mark.parametrize("ruleset", ["mof-2020-10", "mof-2021-101", "hubei-2020", "third-party-2020"])
def test_every_rule_that_awards_points_has_its_words(ruleset: str) -> None:
    awards = {rule.id for rule in builders.shipped(ruleset).awards if rule.award != "none"}
    assert all(is_known(f"method-{rule}") for rule in awards)
    assert method("late") == "逾期扣分"
    assert method("a-rule-of-our-own") == "a-rule-of-our-own"


def test_no_row_is_judged_in_english() -> None:
    for ruleset in ("mof-2020-10", "mof-2021-101", "hubei-2020"):
        assert base(ruleset)
        for case in (*CASES, *IRREGULAR):
            said = judged(case, ruleset).finding
            assert said is None or english_in(said) == [], sentence(said)


def test_no_published_table_is_judged_in_english(tmp_path: Path) -> None:
    for number, table in enumerate(TABLES):
        write_text(tmp_path / "all" / f"{number}.txt", read_grid(table["grid"])[0])
    report = recheck([str(tmp_path / "all")], Options()).report
    said = [one.finding for one in (*report.faults, *report.undecided)]
    assert len(said) > 50
    assert [english_in(one) for one in said if english_in(one)] == []


@pytest.mark.parametrize(
    ("code", "values", "text"),
    [
        ("file-damaged", {"reason": coded("not-whole-package")}, "文件已损坏（不是完整的办公文件）"),
        ("file-damaged", {"reason": coded("original", text="Bad CRC-32")}, "文件已损坏（原文：“Bad CRC-32”）"),
        ("sum-open", {"what": "分值", "why": coded("row-without-points")}, "分值无法合计：有指标未填分值"),
        (
            "other-method",
            {"stated": "6.67", "method": method_of("inverse"), "formula": "10 × 1"},
            "符合另一种计分办法：按指标值与完成值之比计分（10 × 1）",
        ),
        (
            "lower-method-open",
            {"methods": (with_points("linear", "5.00"), with_points("inverse", "6.67"))},
            "（按超出比例扣分 5.00、按指标值与完成值之比计分 6.67）",
        ),
    ],
)
def test_ids_and_reasons_are_words(code: str, values: dict[str, Content], text: str) -> None:
    assert text in sentence(finding(code, **values))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (None, ""),
        (Source(file="a.txt"), ""),
        (Source(file="a.txt", line=12, cell="5"), "第 12 行第 5 格"),
        (Source(file="a.docx", table=1, row=6, cell="7"), "第 1 个表第 6 行第 7 格"),
        (Source(file="a.xlsx", sheet="自评表", cell="H12"), "自评表!H12"),
        (Source(file="a.xlsx", sheet="自评表"), "自评表"),
    ],
)
def test_places_are_chinese(source: Source | None, text: str) -> None:
    assert location_text(source) == text


def cells(path: Path) -> Iterator[tuple[str, str]]:
    """Each cell's head and text, and its comment."""
    for sheet in load_workbook(path):
        heads = [str(cell.value) for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for head, cell in zip(heads, row, strict=False):
                yield head, str(cell.value or "")
                yield head, cell.comment.text if cell.comment else ""


def test_the_workbooks_hold_no_english(tmp_path: Path) -> None:
    rows = [
        *changed(0, score="20", reason="")[:1],
        *changed(1, name="差错率", target="≤2%", actual="3%", score="4")[1:],
    ]
    for writer, name in ((write_workbook, "甲.xlsx"), (write_document, "乙.docx"), (write_text, "丙.txt")):
        grid = official(rows, total="90", grade="差", funds=("200", "200", "全部", "10", "80%", "10"))
        writer(tmp_path / name, grid)
    (tmp_path / "丁.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    write_recheck(recheck([str(tmp_path)], Options()), tmp_path / "复核")
    written = sorted((tmp_path / "复核").iterdir())
    assert len(written) == 4
    for path in written:
        found = [
            (head, text)
            for head, text in cells(path)
            if head not in ("文件", "代码", "适用规则")
            and not (head == "规则" and text in ("", "mof-2020-10"))
            and _ENGLISH.search(_OF_FILES.sub("", text))
        ]
        assert found == []
    (kinds,) = [
        [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)]
        for sheet in load_workbook(tmp_path / "复核" / "复核汇总.xlsx")
        if sheet.title == "错误"
    ]
    assert {"得分不符", "总分不符", "等级不符", "文件读取"} <= set(kinds)
