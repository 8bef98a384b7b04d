"""PDFs: tables by their ruled lines and pages, and what is told apart where there is nothing to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.forms import read_forms
from engine.grids import pdf
from engine.grids.confined import Bounds
from engine.grids.files import read_contents
from engine.language.catalogue import Language
from engine.language.findings import Source
from engine.recheck.read import FilledFile
from engine.recheck.sources import read_file
from tests import pdffiles
from tests.filled import Grid, official, write_document
from tests.formbooks import FORM, codes, document, pack_spaces, targets
from tests.pdffiles import NAMELESS, SCAN, by_hand, page_by_hand, pictured, set_pdf, table

ROWS = [
    ["产出指标", "数量指标", "维修工程数量", "≥10处", "10处", "20", "20", ""],
    ["产出指标", "质量指标", "验收合格率", "≥90%", "95%", "20", "20", ""],
    ["效益指标", "社会效益指标", "受益人数", "≥100人", "120人", "30", "30", "年初预计不足"],
]
TEXT = "BT /F 12 Tf 50 150 Td (10) Tj ET"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return path


def texts(path: Path) -> list[list[str]]:
    return [[one.text for one in row.cells] for row in read_contents(path).rows()[0]]


def said(path: Path) -> list[str]:
    return [one.code for one in read_contents(path).findings]


def test_a_declaration_over_several_pages_is_one_with_its_pages_as_places(tmp_path: Path) -> None:
    grid = [[str(text or "") for text in (*row, *[""] * (5 - len(row)))] for row in FORM]
    source = f"#set page(footer: context [第 #counter(page).display() 页 共 9 页])\n{table(grid)}"
    path = written(tmp_path, set_pdf(source))
    (project,), findings = read_forms([str(path)])
    (expected,), _ = read_forms([document(tmp_path / "a.docx", [grid])])
    assert targets(project) == targets(expected)
    assert codes(findings) == ["pdf-read"]
    assert str(project.places["name"]) == f"{path}:page 1 table 1 row 2"
    assert str(project.indicators[-1].source).startswith(f"{path}:page 2 table 1 row ")


def test_a_filled_table_with_merged_cells_is_read_as_in_word(tmp_path: Path) -> None:
    grid = official(ROWS)
    read = read_file(pdffiles.write_pdf(tmp_path / "a.pdf", grid))
    expected = read_file(write_document(tmp_path / "a.docx", grid))

    def rows(one: FilledFile) -> list[tuple[str, ...]]:
        found = (row for table in one.tables for row in table.rows)
        return [(row.level1, row.name, row.target.text, row.actual.text, row.score.text, row.reason) for row in found]

    assert rows(read) == rows(expected)
    assert len(rows(read)) == 3


def test_what_a_narrow_cell_broke_is_whole_and_what_a_person_broke_is_not(tmp_path: Path) -> None:
    grid = [["2024年12月31日前完成验收", "第一项\n第二项"], ["共≥1,544.00元以上", "road works done"]]
    path = written(tmp_path, set_pdf(table(grid, "(60pt, 62pt)")))
    assert texts(path) == grid


def test_a_watermark_is_no_text_and_a_frame_no_table(tmp_path: Path) -> None:
    source = "#place(center, rotate(45deg, text(size: 40pt)[草稿]))\n#rect[说明文字]\n" + table([["甲", "乙"]])
    path = written(tmp_path, set_pdf(source))
    assert texts(path) == [["说明文字"], ["甲", "乙"]]


def test_another_table_on_the_next_page_is_another(tmp_path: Path) -> None:
    one, other = table([["甲", "乙"]], "(60pt, 60pt)"), table([["丙", "丁"]], "(60pt, 90pt)")
    rows, _ = read_contents(written(tmp_path, set_pdf(f"{one}#pagebreak()\n{other}"))).rows()
    assert [(row.block, row.source.page, row.source.table) for row in rows] == [(0, 1, 1), (1, 2, 1)]
    rows, _ = read_contents(written(tmp_path, set_pdf(f"{one}#pagebreak()\n{one}"))).rows()
    assert [(row.block, row.source.page, row.source.table) for row in rows] == [(0, 1, 1), (0, 2, 1)]


WIDTHS = "(60pt, 60pt, 60pt, 60pt, 70pt)"


def over_pages(folder: Path, *grids: Grid) -> Path:
    return written(folder, set_pdf("#pagebreak()\n".join(table(grid, WIDTHS) for grid in grids)))


def test_a_row_that_a_page_cut_in_two_is_one_and_said(tmp_path: Path) -> None:
    above = [["产出指标", "数量指标", "河道维修工", "≥10处", "反映维修工程"]]
    rest, other = ["", "", "程数量", "", "的数量"], ["", "质量指标", "合格率", "≥90%", ""]
    path = over_pages(tmp_path, above, [rest, other])
    assert texts(path) == [["产出指标", "数量指标", "河道维修工程数量", "≥10处", "反映维修工程的数量"], other]
    (finding,) = read_contents(path).findings[1:]
    assert (finding.code, str(finding.source)) == ("pdf-row-joined", f"{path}:page 2 table 1 row 1")
    assert texts(over_pages(tmp_path, above, [other, rest])) == [above[0], other, rest]


def test_a_row_that_is_not_filled_in_is_not_put_to_the_one_before(tmp_path: Path) -> None:
    above, unfilled = [["产出指标", "数量指标", "维修工程", "≥10处", "反映维修工程"]], [["", "", "合格率", "", ""]]
    assert texts(over_pages(tmp_path, above, unfilled)) == [*above, *unfilled]


@pytest.mark.parametrize(("above", "below"), [("产出指标", ""), ("", "产出指标")])
def test_a_merged_cell_goes_on_over_the_page(above: str, below: str, tmp_path: Path) -> None:
    first = [[above, "", "维修工程", "≥10处", ""], ["^", "", "清淤长度", "≥9米", ""]]
    second = [[below, "", "合格率", "≥90%", ""], ["^", "", "完成时间", "2024年", ""]]
    rows, _ = read_contents(over_pages(tmp_path, first, second)).rows()
    assert [(row.cells[0].text, row.cells[0].continued) for row in rows] == [("产出指标", at > 0) for at in range(4)]


def test_a_document_without_tables_is_text(tmp_path: Path) -> None:
    contents = read_contents(written(tmp_path, set_pdf("项目名称：路灯\n\n实施单位：住建局")))
    assert contents.text == "项目名称：路灯\n实施单位：住建局"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (pictured(SCAN), ["pdf-scanned"]),
        (pictured(f"{SCAN} {TEXT}"), ["pdf-read", "pdf-recognised"]),
        (page_by_hand(""), ["pdf-empty"]),
        (page_by_hand("BT /F 12 Tf 50 150 Td <00410042> Tj ET", "/Font << /F 5 0 R >>", NAMELESS), ["pdf-signs-lost"]),
        (
            page_by_hand(
                TEXT,
                trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 "
                f"/O <{'00' * 32}> /U <{'00' * 32}> >>",
            ),
            ["pdf-encrypted"],
        ),
        (by_hand(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), ["pdf-empty"]),
        (b"%PDF-1.7\n", ["pdf-damaged"]),
        (page_by_hand(TEXT)[:300], ["pdf-damaged"]),
    ],
    ids=["scan", "recognised", "empty", "signs", "encrypted", "ring", "head", "half"],
)
def test_what_cannot_be_read_is_told_apart(data: bytes, found: list[str], tmp_path: Path) -> None:
    contents = read_contents(written(tmp_path, data))
    assert [one.code for one in contents.findings] == found
    assert contents.unread == (found[0] != "pdf-read")


def test_pages_that_are_scans_are_named(tmp_path: Path) -> None:
    kids = "<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>"
    scan = pictured(TEXT).decode("latin-1")
    objects = [one.partition(" obj\n")[2] for one in scan.split("\nendobj\n")[:-1]]
    drawn = f"<< /Length {len(SCAN)} >>\nstream\n{SCAN}\nendstream"
    other = objects[2].replace("4 0 R", "8 0 R")
    path = written(tmp_path, by_hand([objects[0], kids, *objects[2:], other, drawn]))
    (_, about) = read_contents(path).findings
    assert (about.code, about.values) == ("pdf-pages-scanned", {"pages": "2"})


@pytest.mark.parametrize("bounds", [Bounds(0.01, 1 << 30), Bounds(30, 1 << 25), Bounds(30, 1 << 30, 10)])
def test_reading_is_bounded(bounds: Bounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "BOUNDS", bounds)
    assert said(written(tmp_path, page_by_hand(TEXT))) == ["pdf-bounds"]


def test_a_page_that_unpacks_to_more_than_there_is_ends_within_its_bounds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "BOUNDS", Bounds(30, 300 << 20))
    packed = (b"\x78\x9c" + pack_spaces(b"", 300).data).decode("latin-1")
    assert said(written(tmp_path, page_by_hand(packed, filtered="/Filter /FlateDecode"))) == ["pdf-bounds"]


def test_a_place_has_its_page_in_words_and_none_where_there_is_none() -> None:
    place = Source(file="a.pdf", page=2, table=1, row=6)
    assert str(place) == "a.pdf:page 2 table 1 row 6"
    assert place.shown(Language.CHINESE) == "a.pdf 第 2 页第 1 个表第 6 行"
    line = Source(file="a.pdf", page=2, line=7)
    assert (str(line), line.within(Language.CHINESE)) == ("a.pdf:page 2 line 7", "第 2 页第 7 行")
    assert Source.model_validate_json(place.model_dump_json()) == place
    assert "page" not in Source(file="a.docx", table=1, row=6).model_dump()
