"""One dispatcher of file kinds: the same table gives the same rows whatever holds it, for declarations and for recheck."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.forms.files import read_file as declared_in
from engine.grids.files import KINDS, read_contents
from engine.recheck.read import FilledFile
from engine.recheck.sources import read_file as filled_in
from tests import opendocument
from tests.filled import write_csv, write_document, write_text, write_workbook
from tests.formbooks import XlsSheet, compound, document, old_book
from tests.pdffiles import write_pdf

GRID = [["一级指标", "三级指标", "指标值"], ["产出指标", "报告数量", "≥2份"]]


def _old(path: Path, grid: list[list[str]]) -> Path:
    return Path(old_book(path, {"表": XlsSheet(grid)}))


Writer = Callable[[Path, list[list[str]]], Path]
WRITERS: dict[str, Writer] = {
    ".docx": write_document,
    ".xlsx": write_workbook,
    ".csv": write_csv,
    ".txt": write_text,
    ".xls": _old,
    ".et": _old,
    ".wps": write_document,
    ".ods": opendocument.written,
    ".odt": opendocument.written,
    ".pdf": write_pdf,
}


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_table_gives_the_same_rows_whatever_holds_it(suffix: str, tmp_path: Path) -> None:
    contents = read_contents(WRITERS[suffix](tmp_path / f"a{suffix}", GRID))
    rows, said = contents.rows()
    assert ([[cell.text for cell in row.cells] for row in rows], said) == (GRID, [])
    assert [one.code for one in contents.findings] == ["pdf-read"] * (suffix == ".pdf")
    assert (contents.text is not None, contents.unread) == (suffix == ".txt", False)


@pytest.mark.parametrize("suffix", KINDS)
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (compound({"Contents": b""}), "file-kind-inside"),
        (b"PK\x03\x04 nothing else", "file-damaged"),
        (compound({"EncryptedPackage": b""}), "file-encrypted"),
        (compound({"WordDocument": b""}), "file-needs-office"),
        (b"\x81\xff\xfe\x00\x81", None),
    ],
)
def test_what_cannot_be_read_is_refused_alike_in_both_uses(
    suffix: str, data: bytes, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    contents = read_contents(path)
    (piece,) = declared_in(path)
    assert contents.unread
    assert piece == ((), contents.findings)
    assert filled_in(path) == FilledFile((), contents.findings)
    assert code in (None, contents.findings[-1].code)


def test_a_document_without_tables_is_text_and_rows(tmp_path: Path) -> None:
    contents = read_contents(Path(document(tmp_path / "a.docx", ["项目名称：路灯", "实施单位：住建局"])))
    assert contents.text == "项目名称：路灯\n实施单位：住建局"
    assert [row.cells[0].text for row in contents.rows()[0]] == contents.text.splitlines()
