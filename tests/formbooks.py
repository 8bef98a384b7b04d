"""Small declared forms as workbooks and documents, and files that only an enemy or an old program writes."""

from __future__ import annotations

import struct
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from docx import Document
from hypothesis import strategies as st
from openpyxl import Workbook

from engine.forms import read_forms
from engine.forms.form import resolve_markup
from engine.forms.words import label_of
from engine.language.findings import Findings, Source
from engine.language.squeezing import straighten
from engine.terms import Indicator, Project
from engine.terms.levels import unmarked
from tests.needs import needs

Cells = Sequence[object]

HEADER: tuple[Cells, ...] = (
    ("项目编号", "4401", "项目名称", "甲项目"),
    ("申请单位", "智慧城市中心（本级）", "一级预算单位", "智慧城市中心"),
    ("实施期限", "2", "项目类型", "15 履职类(运转)项目"),
    ("是否新增项目", "否", "分配方式", "项目法"),
    ("项目总金额（中期规划，元）", "1,544,174.00", "本年度项目金额（元）", "1,080,384.76"),
    ("年度目标", "完成两份报告。"),
    ("长期目标（跨度多年的项目需填）", "完成全部报告。"),
)
HEAD: Cells = ("一级指标", "二级指标", "三级指标", "指标值", "指标解释")
TABLE: tuple[Cells, ...] = (
    ("产出指标", "*数量指标", "报告数量", "≥2份", "反映报告数量"),
    ("产出指标", "*数量指标", "报告采纳率", "≥90%", "采纳率=已采纳数/总数*100%"),
    ("效益指标", "经济效益指标", "不适用", "不适用", "不适用"),
    ("效益指标", "*社会效益指标", "使用率", "≥80%", "使用率=使用人数/总人数*100%"),
    ("满意度指标", "*服务对象满意度指标", "服务满意度", "≥90", "考核总分/满分*100%"),
)
TITLE: Cells = ("二级项目支出绩效目标申报表",)
FORM: tuple[Cells, ...] = (TITLE, *HEADER, HEAD, *TABLE)


def with_code(code: str, name: str = "甲项目", rows: Sequence[Cells] = FORM) -> list[Cells]:
    """The form of another project."""
    return [tuple({"4401": code, "甲项目": name}.get(str(cell), cell) for cell in row) for row in rows]


def merged_levels(rows: Sequence[Cells]) -> list[Cells]:
    """The table with its levels written once, as where repetition is left out."""
    return [HEAD, *rows[:1], (None, None, *rows[1][2:]), rows[2], (None, *rows[3][1:]), rows[4]]


def book(
    path: Path, rows: Iterable[Cells], merges: Iterable[str] = (), change: Callable[[Any], None] | None = None
) -> str:
    """A workbook with one sheet, 表; ``change`` does to it what rows and merged ranges cannot say."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "表"
    for row in rows:
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    if change:
        change(sheet)
    made.save(path)
    return str(path)


def document(path: Path, blocks: Iterable[str | Sequence[Cells]], change: Callable[[Any], None] | None = None) -> str:
    """A document of paragraphs (texts) and tables (rows of texts)."""
    made = Document()
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        width = max(len(row) for row in block)
        table = made.add_table(len(block), width)
        for cells, texts in zip((row.cells for row in table.rows), block, strict=True):
            for cell, text in zip(cells, texts, strict=False):
                cell.text = str(text)
    if change:
        change(made)
    made.save(str(path))
    return str(path)


def bare(project: Project) -> dict[str, Any]:
    """What a form says of its year, without where it says it."""
    places = ("source", "lines", "places", "indicators")
    fields = {name: value for name, value in project if name not in (*places, "year")}
    rows = [{name: value for name, value in row if name != "source"} for row in project.indicators]
    return {**fields, "indicators": rows}


def codes(findings: Findings, least: str = "note") -> list[str]:
    """The codes of the findings that matter at least so much, each once, in order."""
    kinds = ("error", "warning", "note")
    return list(dict.fromkeys(one.code for one in findings if one.severity in kinds[: kinds.index(least) + 1]))


def targets(project: Project) -> list[str]:
    """The targets of all rows."""
    return [row.target_text for row in project.indicators]


def read_one(path: str) -> tuple[Project, Findings]:
    """The one project of a file."""
    (project,), findings = read_forms([path])
    return project, findings


def saved_anew(files: Sequence[Path | str], kind: str, folder: Path) -> None:
    """Lets LibreOffice save files as another kind (``xls``, ``xlsx:Calc MS Excel 2007 XML``) in a folder.

    Ends the test where there is no LibreOffice.
    """
    office = needs("libreoffice")
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)


# --- files that are no ordinary ones


class Packed(NamedTuple):
    """The deflated bytes of a part, their checksum, and the size that the directory gives."""

    data: bytes
    checksum: int
    size: int


def pack(data: bytes, size: int | None = None) -> Packed:
    """A part; ``size`` is what the directory says, where it lies."""
    deflate = zlib.compressobj(1, zlib.DEFLATED, -15)
    return Packed(deflate.compress(data) + deflate.flush(), zlib.crc32(data), len(data) if size is None else size)


def pack_spaces(before: bytes, mebibytes: int) -> Packed:
    """A part that unpacks to so many MiB of spaces, made without ever holding them."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = deflate.compress(before) + deflate.flush(zlib.Z_FULL_FLUSH)
    block = deflate.compress(b" " * (1 << 20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    return Packed(start + block * mebibytes + deflate.flush(), 0, len(before) + (mebibytes << 20))


def repack(source: str, target: Path, parts: Mapping[str, Packed], without: Sequence[str] = ()) -> str:
    """An office file with other parts, written byte by byte, so that its directory may lie."""
    with zipfile.ZipFile(source) as archive:
        kept = {name: pack(archive.read(name)) for name in archive.namelist() if name not in without}
    body, directory = BytesIO(), BytesIO()
    for name, part in {**kept, **parts}.items():
        known = (20, 0, 8, 0, 0, part.checksum, len(part.data), part.size, len(name.encode()))
        directory.write(b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *known, 0, 0, 0, 0, 0, body.tell()))
        directory.write(name.encode())
        body.write(b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *known, 0) + name.encode() + part.data)
    count, size = len({**kept, **parts}), len(directory.getvalue())
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, size, body.tell(), 0)
    target.write_bytes(body.getvalue() + directory.getvalue() + end)
    return str(target)


def part(source: str, name: str) -> bytes:
    """One part of an office file."""
    with zipfile.ZipFile(source) as archive:
        return archive.read(name)


SECTOR = 512


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each of them padded to 4096 bytes at least."""
    bodies = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    following: list[int] = []

    def add(data: bytes) -> int:
        first = len(sectors)
        count = -(-len(data) // SECTOR)
        sectors.extend(data[number * SECTOR : (number + 1) * SECTOR].ljust(SECTOR, b"\0") for number in range(count))
        following.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        return first

    starts = {name: (add(data), len(data)) for name, data in bodies.items()}
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0), *(_entry(name, 2, *starts[name]) for name in bodies)]
    folder = add(b"".join(entries))
    count = 1
    while (len(following) + count) * 4 > count * SECTOR:
        count += 1
    table_at = len(sectors)
    table = struct.pack(f"<{len(following) + count}I", *following, *[0xFFFFFFFD] * count)
    table = table.ljust(count * SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, count, folder, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", *range(table_at, table_at + count), *[0xFFFFFFFF] * (109 - count))
    return header + b"".join(sectors) + table


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = (0xFFFFFFFF, 0xFFFFFFFF, 1 if kind == 5 else 0xFFFFFFFF)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB3I", len(text), kind, 1, *links)
        + b"\0" * 36
        + struct.pack("<IQ", start, size)
    )


class XlsSheet(NamedTuple):
    """A sheet of an old workbook: rows, merged ranges (top, left, bottom, right), hidden rows, whether hidden.

    ``stated`` are the rows and columns that it says it has, where it does.
    """

    rows: Sequence[Cells]
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    is_hidden: bool = False
    stated: tuple[int, int] | None = None


PERCENT = 1  # the style of a float in an old workbook made here: 0%, as built in


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _cell(row: int, column: int, value: object) -> bytes:
    if isinstance(value, int | float):
        return _record(0x203, struct.pack("<HHHd", row, column, PERCENT if isinstance(value, float) else 0, value))
    text = str(value)
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))


def _sheet_records(sheet: XlsSheet) -> bytes:
    parts = [_record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))]
    parts += [_record(0x208, struct.pack("<HHHHHHI", row, 0, 9, 255, 0, 0, 0x20)) for row in sheet.hidden_rows]
    if sheet.stated:
        parts.append(_record(0x200, struct.pack("<IIHHH", 0, sheet.stated[0], 0, sheet.stated[1], 0)))
    for number, row in enumerate(sheet.rows):
        parts += [_cell(number, column, value) for column, value in enumerate(row) if value is not None]
    if sheet.merges:
        ranges = b"".join(struct.pack("<HHHH", top, bottom, left, right) for top, left, bottom, right in sheet.merges)
        parts.append(_record(0xE5, struct.pack("<H", len(sheet.merges)) + ranges))
    return b"".join(parts) + _record(0x0A, b"")


def old_book(path: Path, sheets: Mapping[str, XlsSheet], encrypted: bool = False, listed_times: int = 1) -> str:
    """An .xls workbook (BIFF8). Floats are shown as percentages. Each sheet may be listed several times."""
    path.write_bytes(old_book_bytes(sheets, encrypted, listed_times))
    return str(path)


def old_book_bytes(
    sheets: Mapping[str, XlsSheet],
    encrypted: bool = False,
    listed_times: int = 1,
    change: Callable[[bytes], bytes] = lambda stream: stream,
) -> bytes:
    """As :func:`old_book`, the bytes; ``change`` does to the records of the workbook what nobody would."""
    bodies = [_sheet_records(sheet) for sheet in sheets.values()]
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    if encrypted:
        start += _record(0x2F, b"\x01\x00\x01\x00" + b"\0" * 50)
    start += b"".join(_record(0xE0, struct.pack("<HH", 0, number) + b"\0" * 16) for number in (0, 9))
    size = len(start) + sum(12 + 2 * len(name) for name in sheets) * listed_times + 4
    listed = b""
    for (name, sheet), body in zip(sheets.items(), bodies, strict=True):
        known = struct.pack("<IBBBB", size, int(sheet.is_hidden), 0, len(name), 1)
        listed += _record(0x85, known + name.encode("utf-16-le")) * listed_times
        size += len(body)
    return compound({"Workbook": change(start + listed + _record(0x0A, b"") + b"".join(bodies))})


# --- projects that any unit might declare


def _is_kept(text: str) -> bool:
    """Whether reading gives a text back: no label itself, no white space around it or a line of it with markup, nothing
    that says nothing (a star before it, an unseen sign)."""
    if label_of(text) is not None or unmarked(straighten(text)) != text:
        return False
    return resolve_markup(text) == text or all(line and line == line.strip() for line in text.split("\n"))


_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"))
ODD = (
    "=1+1",
    "+甲",
    "-5",
    "@SUM(A1)",
    "'甲",
    "_x000D_",
    "<p>甲</p>",
    "R&D",
    "&lt;",
    "若x<y则为0",
    "#REF!",
    "TRUE",
    "0.90",
    "1e5",
)
TEXTS = (
    st.one_of(st.sampled_from(ODD), st.text(st.one_of(_SIGNS, st.just("\n")), max_size=30))
    .map(str.strip)
    .filter(_is_kept)
)
FILLED = TEXTS.filter(bool)
LEVEL2 = st.sampled_from(("数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度"))
AMOUNTS = st.none() | st.decimals(0, 10**15, places=2).map(abs) | st.integers(0, 10**17).map(Decimal)


@st.composite
def indicators(draw: st.DrawFn, number: int) -> Indicator:
    """A row of the table."""
    return Indicator(
        code=f"{number:02}",
        level1=draw(st.sampled_from(("产出指标", "效益指标", "满意度指标", "成本指标", "管理指标"))),
        level2=draw(LEVEL2),
        required=draw(st.booleans()),
        name=draw(FILLED),
        target_text=draw(TEXTS),
        explanation=draw(TEXTS),
        weight=draw(st.none() | st.decimals(0, 100, places=2).map(abs)),
        core=draw(st.booleans()),
        source=Source(file=""),
    )


@st.composite
def projects(draw: st.DrawFn, code: str = "1") -> Project:
    """A declared form."""
    count = draw(st.integers(1, 5))
    return Project(
        code=code,
        name=draw(FILLED),
        unit=draw(TEXTS),
        department=draw(TEXTS),
        years=draw(st.none() | st.integers(0, 99)),
        kind=draw(TEXTS),
        new=draw(st.none() | st.booleans()),
        method=draw(TEXTS),
        total_amount=draw(AMOUNTS),
        year_amount=draw(AMOUNTS),
        policy_basis=draw(TEXTS),
        cost_basis=draw(TEXTS),
        application_basis=draw(TEXTS),
        annual_goal=draw(TEXTS),
        long_term_goal=draw(TEXTS),
        indicators=tuple(draw(indicators(number)) for number in range(1, count + 1)),
        source=Source(file=""),
    )
