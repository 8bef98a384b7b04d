"""Files that are broken, disguised, or made to harm: a clear finding each, within bounds, and the others are read."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.forms import read_forms
from tests.builders import ROOT
from tests.formbooks import FORM, XlsSheet, book, codes, compound, document, old_book, pack, pack_spaces, part, repack
from tests.formtext import form
from tests.opendocument import cell, content, packed, rows_of, table

MEMORY = 1 << 30  # address space of the whole process, libraries and all
HANGS = 600  # seconds, after which the reader is taken to hang
DOCUMENT, SHEET, STYLES = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(10))
    + b"]>"
)

START = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
END = b"</sheetData></worksheet>"
DOCUMENT_ROOT = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def names(source: str) -> list[str]:
    with zipfile.ZipFile(source) as archive:
        return archive.namelist()


def declaring(data: bytes) -> bytes:
    """The XML with a document type before its first element."""
    place = data.index(b"?>") + 2 if data.startswith(b"<?xml") else 0
    return data[:place] + ENTITIES + data[place:]


def rows(numbers: Iterable[int]) -> bytes:
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>第{row}行</t></is></c><c r="B{row}"><v>{row}</v></c></row>'
        for row in numbers
    ).encode()


class Made(NamedTuple):
    """The folder in which a file is made, and a good document and workbook to make it from."""

    folder: Path
    document: str
    workbook: str


class Hostile(NamedTuple):
    """How a file is made, what must be said of it as a warning or an error, and whether its form is read."""

    make: Callable[[Made], object]
    codes: Sequence[str]
    is_read: bool = False


def written(name: str, data: bytes) -> Callable[[Made], object]:
    return lambda made: (made.folder / name).write_bytes(data)


def with_part(
    name: str, part_name: str, change: Callable[[bytes], bytes], size: int | None = None
) -> Callable[[Made], object]:
    def make(made: Made) -> str:
        source = made.document if name.endswith((".docx", ".docm")) else made.workbook
        try:
            before = part(source, part_name)
        except KeyError:
            before = b""
        return repack(source, made.folder / name, {part_name: pack(change(before), size)})

    return make


def after_rows(data: bytes) -> Callable[[bytes], bytes]:
    return lambda sheet: sheet.replace(b"</sheetData>", data + b"</sheetData>")


def macro_document(made: Made) -> None:
    types = part(made.document, "[Content_Types].xml")
    types = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    parts = {"[Content_Types].xml": pack(types), "word/vbaProject.bin": pack(b"\xd0\xcf")}
    repack(made.document, made.folder / "a.docm", parts)


def scan(made: Made) -> None:
    picture = made.folder.parent / "a.png"
    picture.write_bytes(bytes.fromhex(PIXEL))
    scanned = Document()
    scanned.add_picture(str(picture))
    scanned.save(str(made.folder / "a.docx"))


def many_parts(made: Made) -> None:
    repack(made.document, made.folder / "a.docx", {f"{number}.xml": pack(b"") for number in range(20_000)})


def bomb(made: Made, name: str, part_name: str, lies: bool = False) -> None:
    source = made.document if name.endswith(".docx") else made.workbook
    packed = pack_spaces(part(source, part_name), 2048)
    repack(source, made.folder / name, {part_name: packed._replace(size=5000) if lies else packed})


def deep(data: bytes, before: bytes) -> bytes:
    return data.replace(before, b"<a>" * 100_000 + b"</a>" * 100_000 + before, 1)


def large(made: Made) -> None:
    with (made.folder / "a.txt").open("wb") as file:
        file.truncate(3 << 30)


def corners(made: Made) -> None:
    """An old workbook of few cells that spans all rows and columns of many sheets."""
    corner = [*[()] * 65_535, (*[None] * 255, "甲")]
    old_book(made.folder / "a.xls", {str(number): XlsSheet(corner) for number in range(20)})


def one_sheet_many_times(made: Made) -> None:
    """An old workbook whose 400 sheets are all the same one, of 20,000 cells."""
    old_book(made.folder / "a.xls", {"表": XlsSheet([("甲",) * 20] * 1_000)}, listed_times=400)


def looping(place: int, sector: int) -> Callable[[Made], object]:
    """A compound file in whose head a chain begins at a sector that follows itself."""

    def make(made: Made) -> None:
        data = bytearray(compound({"Workbook": b"\x09\x08"}))
        data[place : place + 4] = struct.pack("<I", sector)
        data[(sector + 1) * 512 : (sector + 2) * 512] = struct.pack("<I", sector) * 128
        (made.folder / "a.xls").write_bytes(data)

    return make


PIXEL = (
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6260606060000000050001a5f645400000000049454e44ae426082"
)
FAR_CELL = f'<table:table-cell table:number-columns-repeated="500"/>{cell("甲")}'


def open_sheet(name: str, rows: str, prologue: str = "") -> Callable[[Made], object]:
    """An OpenDocument file of the form, with more below it."""

    def make(made: Made) -> None:
        path = made.folder / name
        packed(path, prologue + content(path.suffix, table(rows_of(FORM) + rows)))

    return make


def encrypted_odf(made: Made) -> None:
    packed(made.folder / "a.ods", "\x01\x02", "<manifest><file-entry><encryption-data/></file-entry></manifest>")


def repeated_rows(made: Made) -> None:
    row = f'<table:table-row table:number-rows-repeated="1000000">{cell("甲", TIMES)}</table:table-row>'
    open_sheet("a.ods", row)(made)


TIMES = 'table:number-columns-repeated="16384"'


HOSTILE = {
    "a document that unpacks to 2 GB": Hostile(lambda made: bomb(made, "a.docx", DOCUMENT), ["file-too-large"]),
    "a document that unpacks to 2 GB and says 5 kB": Hostile(
        lambda made: bomb(made, "a.docx", DOCUMENT, lies=True), ["file-damaged"]
    ),
    "a sheet that unpacks to 2 GB": Hostile(lambda made: bomb(made, "a.xlsx", SHEET), ["sheet-cut"], is_read=True),
    "styles that unpack to 2 GB": Hostile(lambda made: bomb(made, "a.xlsx", STYLES), ["file-too-large"]),
    "a sheet of 1,000,000 rows": Hostile(
        with_part("a.xlsx", SHEET, lambda _: START + rows(range(1, 1_000_001)) + END), ["sheet-cut", "no-forms"]
    ),
    "a form above 1,000,000 rows": Hostile(
        with_part("a.xlsx", SHEET, after_rows(rows(range(100, 1_000_000)))), ["sheet-cut"], is_read=True
    ),
    "a form above 1,000,000 rows that are only formatted": Hostile(
        with_part(
            "a.xlsx", SHEET, after_rows(b"".join(b'<row r="%d" ht="14"/>' % row for row in range(100, 1_000_000)))
        ),
        [],
        is_read=True,
    ),
    "a cell in the last row and column": Hostile(
        with_part(
            "a.xlsx",
            SHEET,
            after_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>1</v></c></row>'),
        ),
        ["sheet-wide"],
        is_read=True,
    ),
    "ranges merged over the whole sheet, many times": Hostile(
        with_part(
            "a.xlsx",
            SHEET,
            lambda sheet: sheet.replace(
                b"</sheetData>",
                b"</sheetData><mergeCells>" + b'<mergeCell ref="B99:XFD1048576"/>' * 200_000 + b"</mergeCells>",
            ),
        ),
        [],
        is_read=True,
    ),
    "entities in a document": Hostile(with_part("a.docx", DOCUMENT, declaring), ["file-entities"]),
    "entities in a sheet": Hostile(with_part("a.xlsx", SHEET, declaring), ["file-entities", "no-forms"]),
    "entities in styles": Hostile(with_part("a.xlsx", STYLES, declaring), ["file-entities"]),
    "entities in the list of sheets": Hostile(with_part("a.xlsx", "xl/workbook.xml", declaring), ["file-entities"]),
    "a document nested too deep": Hostile(
        with_part("a.docx", DOCUMENT, lambda data: deep(data, b"</w:body>")), ["file-damaged"]
    ),
    "a sheet nested too deep": Hostile(
        with_part("a.xlsx", SHEET, lambda data: deep(data, b"<sheetData>")), ["sheet-cut", "no-forms"]
    ),
    "styles nested too deep": Hostile(
        with_part("a.xlsx", STYLES, lambda data: deep(data, b"</styleSheet>")), ["formats-unread"], is_read=True
    ),
    "five million empty paragraphs": Hostile(
        with_part("a.docx", DOCUMENT, lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 5_000_000)),
        ["file-too-complex"],
    ),
    "a table of a million cells": Hostile(
        with_part(
            "a.docx",
            DOCUMENT,
            lambda data: data.replace(
                b"</w:body>", b"<w:tbl>" + (b"<w:tr>" + b"<w:tc/>" * 60 + b"</w:tr>") * 17_000 + b"</w:tbl></w:body>"
            ),
        ),
        ["sheet-cut"],
        is_read=True,
    ),
    "an archive of 20,000 parts": Hostile(many_parts, ["file-too-complex"]),
    "an old workbook that spans its corners": Hostile(corners, ["no-forms"]),
    "an old workbook with a cell in column 65535": Hostile(
        lambda made: old_book(made.folder / "a.xls", {"表": XlsSheet([*FORM, (*[None] * 65_535, "甲")])}),
        ["sheet-wide"],
        is_read=True,
    ),
    "a form above 7,700 rows of one far cell": Hostile(
        lambda made: old_book(made.folder / "a.xls", {"表": XlsSheet([*FORM, *[(*[None] * 255, "甲")] * 7_700])}),
        ["sheet-cut"],
        is_read=True,
    ),
    "an old workbook that says it is as large as can be": Hostile(
        lambda made: old_book(made.folder / "a.xls", {"表": XlsSheet(FORM, stated=(0xFFFFFFFF, 0xFFFF))}),
        [],
        is_read=True,
    ),
    "an old workbook that lists one sheet many times": Hostile(one_sheet_many_times, ["file-too-complex"]),
    "a compound file whose list of tables comes back to itself": Hostile(looping(68, 8), ["file-kind-inside"]),
    "a compound file whose folder comes back to itself": Hostile(looping(48, 8), ["file-kind-inside"]),
    "a text of 3 GB": Hostile(large, ["file-too-large"]),
    "an encrypted document": Hostile(
        written("a.docx", compound({"EncryptionInfo": b"\x04\0", "EncryptedPackage": b"\x01" * 9000})),
        ["file-encrypted"],
    ),
    "an encrypted old workbook": Hostile(
        lambda made: old_book(made.folder / "a.xls", {"表": XlsSheet(FORM)}, encrypted=True), ["file-encrypted"]
    ),
    "a document with macros": Hostile(macro_document, ["file-macros"], is_read=True),
    "a workbook with macros": Hostile(
        with_part("a.xlsm", "xl/vbaProject.bin", lambda _: b"\xd0\xcf"), ["file-macros"], is_read=True
    ),
    "a scanned form": Hostile(scan, ["document-pictures"]),
    "half a document": Hostile(
        lambda made: (made.folder / "a.docx").write_bytes(Path(made.document).read_bytes()[:9000]), ["file-damaged"]
    ),
    "a document without a body": Hostile(
        with_part("a.docx", DOCUMENT, lambda _: DOCUMENT_ROOT + b"/>"), ["file-damaged"]
    ),
    "a document whose body is none": Hostile(
        with_part("a.docx", DOCUMENT, lambda _: DOCUMENT_ROOT + b'><body xmlns="urn:other"/></w:document>'),
        ["file-damaged"],
    ),
    "a document that is a web page": Hostile(
        with_part("a.docx", DOCUMENT, lambda _: b"<html><body>1</body></html>"), ["file-damaged"]
    ),
    "a document without its text": Hostile(
        lambda made: repack(made.document, made.folder / "a.docx", {}, [DOCUMENT]), ["file-damaged"]
    ),
    "a sheet that is no XML": Hostile(with_part("a.xlsx", SHEET, lambda _: b"\0"), ["file-damaged", "no-forms"]),
    "a part with a wrong checksum": Hostile(
        lambda made: repack(
            made.document, made.folder / "a.docx", {DOCUMENT: pack(part(made.document, DOCUMENT))._replace(checksum=1)}
        ),
        ["file-damaged"],
    ),
    "an empty document": Hostile(written("a.docx", b""), ["file-damaged"]),
    "an empty workbook": Hostile(written("a.xlsx", b""), ["file-damaged"]),
    "a damaged PDF named .docx": Hostile(written("a.docx", b"%PDF-1.7\n"), ["pdf-damaged"]),
    "a web page named .xls": Hostile(
        written("a.xls", b"\xef\xbb\xbf<html><table></table></html>"), ["file-kind-inside"]
    ),
    "an RTF document named .docx": Hostile(written("a.docx", b"{\\rtf1 }"), ["file-needs-office"]),
    "an old Word document named .docx": Hostile(
        written("a.docx", compound({"WordDocument": b""})), ["file-needs-office"]
    ),
    "an archive of something else": Hostile(
        lambda made: repack(made.document, made.folder / "a.docx", {"a.txt": pack(b"")}, names(made.document)),
        ["file-kind-inside"],
    ),
    "an OpenDocument sheet named .xlsx": Hostile(
        lambda made: repack(made.workbook, made.folder / "a.xlsx", {"content.xml": pack(b"")}, names(made.workbook)),
        ["file-kind-inside"],
    ),
    "a binary workbook named .xlsx": Hostile(
        with_part("a.xlsx", "xl/workbook.bin", lambda _: b"\0"), ["file-kind-inside"]
    ),
    "bytes named .xlsx": Hostile(written("a.xlsx", bytes(range(256)) * 40), ["file-damaged"]),
    "a compound file that is cut off": Hostile(
        written("a.xls", compound({"Workbook": b"\x09\x08"})[:1000]), ["file-damaged"]
    ),
    "a workbook named .docx": Hostile(lambda made: book(made.folder / "a.docx", FORM), ["suffix-wrong"], is_read=True),
    "a document named .xls": Hostile(
        lambda made: document(made.folder / "a.xls", [FORM]), ["suffix-wrong"], is_read=True
    ),
    "an old workbook named .xlsx": Hostile(
        lambda made: old_book(made.folder / "a.xlsx", {"表": XlsSheet(FORM)}), ["suffix-wrong"], is_read=True
    ),
    "a document named .txt": Hostile(
        lambda made: document(made.folder / "a.txt", [FORM]), ["suffix-wrong"], is_read=True
    ),
    "text with tabs named .xls": Hostile(
        written("a.xls", "\n".join("\t".join(map(str, row)) for row in FORM).encode("gb18030")),
        ["suffix-wrong"],
        is_read=True,
    ),
    "text named .docx": Hostile(written("a.docx", form("4401").encode()), ["suffix-wrong"], is_read=True),
    "an old Word document": Hostile(written("a.doc", compound({"WordDocument": b""})), ["file-needs-office"]),
    "an encrypted old Word document": Hostile(
        written("a.wps", compound({"WordDocument": b"\xec\xa5" + bytes(9) + b"\x01" + bytes(20)})), ["file-encrypted"]
    ),
    "an encrypted OpenDocument sheet": Hostile(encrypted_odf, ["file-encrypted"]),
    "an OpenDocument sheet of a million rows": Hostile(repeated_rows, ["sheet-cut", "sheet-wide"], is_read=True),
    "an OpenDocument sheet with a far cell": Hostile(
        open_sheet("a.ods", f"<table:table-row>{FAR_CELL}</table:table-row>"), ["sheet-wide"], is_read=True
    ),
    "an OpenDocument sheet that declares entities": Hostile(
        open_sheet("a.ods", "", prologue=ENTITIES.decode()), ["file-entities"]
    ),
    "half an OpenDocument text": Hostile(open_sheet("a.odt", "<table:table-row>"), ["file-damaged"]),
    "an OpenDocument text that nests": Hostile(open_sheet("a.odt", "<text:p>" * 200), ["sheet-cut"], is_read=True),
    "a file that Word keeps open": Hostile(written("~$a.docx", b"\x05user"), []),
}


READ = """
import json, resource, sys
sys.path.insert(0, sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
from engine.forms import each_form
files = list(each_form([sys.argv[1]]))
projects, findings = ([one for file in files for one in getattr(file, name)] for name in ("projects", "findings"))
print(json.dumps({
    "projects": [[one.source.file, len(one.indicators)] for one in projects],
    "findings": [[str(one.source.file if one.source else ""), one.severity, one.code, str(one)] for one in findings],
}))
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All hostile files and a good one, read at once by a process that may use little memory."""
    folder = tmp_path_factory.mktemp("hostile")
    here = tmp_path_factory.mktemp("good")
    good = (document(here / "good.docx", [FORM]), book(here / "good.xlsx", FORM))
    for number, hostile in enumerate(HOSTILE.values()):
        inside = folder / f"{number:02}"
        inside.mkdir()
        hostile.make(Made(inside, *good))
    document(folder / "zz.docx", [[tuple("999" if cell == "4401" else cell for cell in row) for row in FORM]])
    script = textwrap.dedent(READ)
    command = [sys.executable, "-c", script, str(folder), str(MEMORY), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=HANGS, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return {**found, "folder": str(folder)}


def in_folder(read: dict[str, Any], name: str) -> str:
    return f"{read['folder']}/{list(HOSTILE).index(name):02}/"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_clear_finding(name: str, read: dict[str, Any]) -> None:
    place = in_folder(read, name)
    said = [one for one in read["findings"] if one[0].startswith(place)]
    kept = [code for _, severity, code, _ in said if severity != "note"]
    is_read = any(file.startswith(place) for file, _ in read["projects"])
    assert list(dict.fromkeys(kept)) == list(HOSTILE[name].codes), said
    assert is_read == HOSTILE[name].is_read


def test_the_other_files_are_read(read: dict[str, Any]) -> None:
    assert [f"{read['folder']}/zz.docx", 5] in read["projects"]


GOOD: dict[str, bytes] = {}


def good(kind: str, tmp: Path) -> bytes:
    if kind not in GOOD:
        makers: dict[str, Callable[[Path], str]] = {
            "docx": lambda path: document(path, [FORM]),
            "xlsx": lambda path: book(path, FORM),
            "xls": lambda path: old_book(path, {"表": XlsSheet(FORM)}),
        }
        GOOD[kind] = Path(makers[kind](tmp / f"good.{kind}")).read_bytes()
    return GOOD[kind]


@settings(max_examples=60, deadline=None)
@given(data=st.data(), kind=st.sampled_from(("docx", "xlsx", "xls")))
def test_a_file_damaged_anywhere_is_read_or_said_to_be_broken(
    data: st.DataObject, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    whole = bytearray(good(kind, folder))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    path = folder / f"a.{kind}"
    path.write_bytes(whole[:cut])
    projects, findings = read_forms([str(path)])
    assert projects or codes(findings, "error")


@settings(max_examples=40, deadline=None)
@given(data=st.data(), kind=st.sampled_from(("docx", "xlsx")))
def test_parts_damaged_anywhere_are_read_or_said_to_be_broken(
    data: st.DataObject, kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    good(kind, folder)
    source = folder / f"whole.{kind}"
    source.write_bytes(GOOD[kind])
    damaged = {
        "docx": (DOCUMENT, "_rels/.rels"),
        "xlsx": (SHEET, STYLES, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
    }
    name = data.draw(st.sampled_from(damaged[kind]))
    whole = bytearray(part(str(source), name))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.sampled_from(b'<>/"&0a=\x00\xff '))
    path = repack(str(source), folder / f"a.{kind}", {name: pack(bytes(whole))})
    projects, findings = read_forms([path])
    assert projects or codes(findings, "error") or codes(findings, "warning")
